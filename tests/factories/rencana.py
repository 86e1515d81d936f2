"""A small plan, and workbooks to import into it: good ones, and hostile ones put together part by part."""

import zipfile
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook

from collection.enums import JenisIndikator, Konsolidasi, Rumus, StatusPk
from collection.models import Indikator, Pagu, PerangkatDaerah, PerjanjianKinerja, Sasaran, Skala, SubKegiatan, Target
from tests.factories.dasar import create_unit

JUDUL = ["Kode", "Indikator", "Satuan", "Target tahunan", "TW I", "TW II", "TW III", "TW IV"]
NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
LEMBAR = "xl/worksheets/sheet1.xml"
JENIS_TEKS = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def create_rencana(
    kantor: PerangkatDaerah, jumlah: int = 1, tahun: int = 2026, status: StatusPk = StatusPk.DRAF
) -> PerjanjianKinerja:
    """Tujuan to sub kegiatan with `jumlah` IKU (kode IKU-1 …, target 50,00) and one sub kegiatan with pagu."""
    renstra = kantor.renstra_set.create(nama="Renstra Uji", tahun_awal=2025, tahun_akhir=2029)
    sasaran = renstra.tujuan_set.create(kode="T1", uraian="Tujuan uji").sasaran_set.create(
        kode="S1", uraian="Sasaran uji"
    )
    pk = PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=tahun, status=status)
    for nomor in range(1, jumlah + 1):
        Target.objects.create(perjanjian_kinerja=pk, indikator=create_indikator(sasaran, nomor), tahunan=50, tw4=50)
    Pagu.objects.create(perjanjian_kinerja=pk, sub_kegiatan=create_sub_kegiatan(sasaran), jumlah=Decimal("1000000"))
    return pk


def create_indikator(sasaran: Sasaran, nomor: int, **isian: object) -> Indikator:
    kantor = sasaran.tujuan.renstra.perangkat_daerah
    awal = {
        "kode": f"IKU-{nomor}", "nama": f"Indikator {nomor}", "jenis": JenisIndikator.IKU, "satuan": "%", "desimal": 2,
        "rumus": Rumus.MAKS, "konsolidasi": Konsolidasi.AKHIR, "urutan": nomor,
    }  # fmt: skip
    unit = kantor.unit_set.first() or create_unit(kantor)
    return Indikator.objects.create(perangkat_daerah=kantor, sasaran=sasaran, unit=unit, **(awal | isian))


def create_predikat(sasaran: Sasaran, nomor: int) -> Indikator:
    """An indicator on the scale B, BB, A (scores 1 to 3)."""
    skala = Skala.objects.create(kode="uji", nama="Skala Uji")
    for skor, label in enumerate(["B", "BB", "A"], start=1):
        skala.nilai_set.create(label=label, skor=skor)
    return create_indikator(sasaran, nomor, rumus=Rumus.PREDIKAT, skala=skala, satuan="predikat", desimal=0)


def create_sub_kegiatan(sasaran: Sasaran, nomor: int = 1) -> SubKegiatan:
    kantor = sasaran.tujuan.renstra.perangkat_daerah
    program = kantor.program_set.create(sasaran=sasaran, kode=f"2.13.0{nomor}", nama=f"Program {nomor}")
    kegiatan = program.kegiatan_set.create(kode=f"{program.kode}.2.01", nama=f"Kegiatan {nomor}")
    unit = kantor.unit_set.first() or create_unit(kantor)
    return kegiatan.sub_kegiatan_set.create(unit=unit, kode=f"{kegiatan.kode}.0001", nama=f"Sub kegiatan {nomor}")


def build_xlsx(target: list[list] | None = None, **lembar: list[list]) -> bytes:
    """A workbook with rows under the usual header of targets, and other sheets as they are given."""
    buku = Workbook()
    buku.remove(buku.active)
    semua = ({"Target": [JUDUL, *target]} if target is not None else {}) | lembar
    for nama, baris in semua.items():
        halaman = buku.create_sheet(nama)
        for satu in baris:
            halaman.append(satu)
    return save(buku)


def save(buku: Workbook) -> bytes:
    berkas = BytesIO()
    buku.save(berkas)
    return berkas.getvalue()


def write_mentah(bagian: dict[str, bytes], *, dasar: bytes | None = None) -> bytes:
    """A workbook with these parts put in place of, or added to, an honest one's."""
    hasil = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(dasar or build_xlsx([]))) as asal,
        zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as zip_,
    ):
        semua = {nama: asal.read(nama) for nama in asal.namelist()} | bagian
        for nama, isi in semua.items():
            zip_.writestr(nama, isi)
    return hasil.getvalue()


def write_lembar(isi: bytes, ekor: bytes = b"", **bagian: bytes) -> bytes:
    """A workbook whose first sheet has these raw rows."""
    xml = b"<worksheet " + NS + b"><sheetData>" + isi + b"</sheetData>" + ekor + b"</worksheet>"
    return write_mentah({LEMBAR: xml, **bagian})


def write_teks(isi: bytes, **lain: bytes) -> bytes:
    """A workbook with these raw shared strings."""
    with zipfile.ZipFile(BytesIO(build_xlsx([]))) as asal:
        jenis = asal.read("[Content_Types].xml")
    daftar = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + JENIS_TEKS + b'"/></Types>'
    bagian = {"xl/sharedStrings.xml": b"<sst " + NS + b">" + isi + b"</sst>", **lain}
    if b"sharedStrings" not in jenis:
        bagian["[Content_Types].xml"] = jenis.replace(b"</Types>", daftar)
    return write_mentah(bagian, dasar=build_xlsx(Kosong=[]))
