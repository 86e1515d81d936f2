"""The Daftar Arsip Usul Musnah of an office: what is due to be destroyed on a day, as a list to be approved.

Nothing is destroyed here: that needs the committee of valuation and the approvals of UU 43/2009 (Articles 51 to 53)
and PP 28/2012, and is put on record with minutes.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook

from collection.models import PerangkatDaerah
from collection.services.lembar_tulis import save_buku, write_lembar
from collection.tanggal import write_tanggal
from measurement.enums import JenisNaskah, KeadaanArsip, Status
from measurement.models import PengukuranKinerja
from measurement.services.isi_arsip import list_isi
from measurement.services.retensi import BarisArsip, list_arsip

TINGKAT = "Asli (elektronik)"
KERTAS = "Kertas kerja, bukti, dan naskah"
PERSETUJUAN = (
    "Daftar ini usul. Aplikasi tidak memusnahkan apa pun: pemusnahan memerlukan penilaian panitia penilai arsip dan "
    "persetujuan tertulis menurut UU 43/2009 dan PP 28/2012, lalu dicatat dalam berita acara."
)
JUDUL = (
    "No", "Kode klasifikasi", "Jenis arsip", "Tahun", "Jumlah berkas", "Tingkat perkembangan", "Retensi sampai",
    "Lokasi", "Keterangan",
)  # fmt: skip
LEBAR = (6, 16, 50, 8, 14, 22, 20, 26, 50)


@dataclass(frozen=True)
class BarisUsul:
    """One line of the list, in the order of its columns."""

    nomor: int
    klasifikasi: str
    jenis: str
    tahun: int
    jumlah: int
    tingkat: str
    sampai: datetime.date
    lokasi: str
    keterangan: str


def list_usul(kantor: PerangkatDaerah, pada: datetime.date) -> list[BarisUsul]:
    """What is over by `pada` and may be destroyed: oldest year first. What is to be valued again is not in it."""
    semua = PengukuranKinerja.objects.filter(perangkat_daerah=kantor, status=Status.SELESAI.value)
    urut = semua.order_by("periode__tahun", "periode__triwulan", "pk")
    isi = [satu for arsip in list_arsip(urut, pada) for satu in _list_baris(arsip)]
    return [BarisUsul(nomor, *satu) for nomor, satu in enumerate(isi, start=1)]


def _list_baris(arsip: BarisArsip) -> Iterator[tuple]:
    laporan = arsip.keadaan == KeadaanArsip.MUSNAH
    if not (laporan or arsip.kerja_habis):
        return
    kasus, isi = arsip.kasus, list_isi(arsip.kasus)
    banyak = sum(satu.laporan for satu in isi)
    if laporan and banyak:
        yield _build(arsip, JenisNaskah.LAPORAN.label, banyak, arsip.retensi.inaktif, _write_nomor(arsip))
    if arsip.kerja_habis:
        yield _build(arsip, KERTAS, len(isi) - banyak, arsip.retensi.kerja, str(kasus.sop.nama))


def _build(arsip: BarisArsip, apa: str, banyak: int, sampai: datetime.date, keterangan: str) -> tuple:
    kasus = arsip.kasus
    return (
        arsip.klasifikasi, f"{apa}, {kasus.sebutan_periode}", kasus.periode.tahun, banyak, TINGKAT, sampai,
        arsip.lokasi, keterangan,
    )  # fmt: skip


def _write_nomor(arsip: BarisArsip) -> str:
    return f"Nomor {arsip.nomor}" if arsip.nomor else str(arsip.kasus.sop.nama)


def write_usul(kantor: PerangkatDaerah, pada: datetime.date) -> bytes:
    """The list as a workbook, with what it is and what it needs on a sheet of its own."""
    buku = Workbook()
    write_lembar(buku.active, "Usul musnah", JUDUL, LEBAR, (_write_sel(satu) for satu in list_usul(kantor, pada)))
    isi = [("Perangkat daerah", kantor.nama), ("Pemerintah daerah", kantor.pemerintah),
           ("Keadaan per tanggal", write_tanggal(pada)), ("Sifat daftar", PERSETUJUAN)]  # fmt: skip
    write_lembar(buku.create_sheet(), "Keterangan", ("Hal", "Isi"), (28, 90), isi)
    return save_buku(buku)


def _write_sel(satu: BarisUsul) -> tuple[Decimal | str, ...]:
    """Counted things as numbers; the year is a name and stays text."""
    return (
        Decimal(satu.nomor), satu.klasifikasi, satu.jenis, str(satu.tahun), Decimal(satu.jumlah), satu.tingkat,
        write_tanggal(satu.sampai), satu.lokasi, satu.keterangan,
    )  # fmt: skip
