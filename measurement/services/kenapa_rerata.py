"""Why a mean is what it is: what went in with which weight, what was left out and why, money and efficiency."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from collection.angka import DESIMAL_MAKS, NOL, format_angka, format_nilai, format_rupiah, round_angka
from measurement.ketentuan import SATU, write_efisiensi
from measurement.models import KertasKerja
from measurement.services.kenapa import list_skala, write_kategori
from measurement.services.metodologi import build_ketentuan
from measurement.services.rekap import KANTOR, BarisRekap, Kelompok, Nilai, Rekap, Uang, build_rekap

SUKU_MAKS = 12


@dataclass(frozen=True)
class Bagian:
    """One thing that the mean is made of: an indicator (`baris`, its key) or a group (`kunci`) with its own mean.

    `suku` is what went into the mean: `nilai` before it was rounded.
    """

    nama: str
    nilai: Decimal | None
    kategori: str
    tingkat: int | None
    bobot: Decimal
    sebab: str
    baris: int | None = None
    kunci: str = ""
    cakupan: str = ""
    suku: Decimal | None = None

    @property
    def dihitung(self) -> bool:
        return self.nilai is not None and self.bobot > 0


@dataclass(frozen=True)
class Rerata:
    """A mean of a round: of the office (of its sasaran) or of one group."""

    judul: str
    nilai: Nilai
    bagian: tuple[Bagian, ...]
    anggaran: Uang | None
    efisiensi: str | None
    selisih: Decimal | None
    sementara: str


def build_rerata(kertas: KertasKerja, kunci: str) -> dict[str, Any] | None:
    """Everything that the page of a mean shows; None where the round has no such group."""
    rekap = build_rekap(kertas)
    satu = find_rerata(rekap, kunci)
    if satu is None:
        return None
    isi = build_ketentuan(kertas.metodologi)
    nilai = satu.nilai.rerata.nilai
    return {
        "rerata": satu, "desimal": isi.desimal, "hitungan": write_hitungan(satu, isi.desimal),
        "skala": list_skala(isi, satu.nilai.kategori), "kategori": write_kategori(isi, nilai, satu.nilai.kategori),
        "serapan": write_serapan(satu.anggaran), "aturan_efisiensi": write_efisiensi(
            isi.ambang_efisiensi, isi.capaian_efisiensi
        ),
    }  # fmt: skip


def find_rerata(rekap: Rekap, kunci: str) -> Rerata | None:
    """The mean of that key."""
    if kunci == KANTOR:
        bagian = tuple(_read_kelompok(k, rekap.penuh) for k in rekap.sasaran)
        sementara = _tell_sementara(not rekap.belum_diukur, rekap.terverifikasi)
        return Rerata("Capaian kantor", rekap.nilai, bagian, rekap.anggaran, rekap.efisiensi, rekap.selisih, sementara)
    kelompok = next((k for k in rekap.walk() if k.kunci == kunci), None)
    return _build(kelompok, rekap) if kelompok else None


def _build(k: Kelompok, rekap: Rekap) -> Rerata:
    bagian = [_read_baris(b, rekap.penuh) for b in k.baris] or [_read_kelompok(anak, rekap.penuh) for anak in k.anak]
    judul = f"{k.jenis.replace('_', ' ').capitalize()} {k.kode}: {k.uraian.removeprefix(k.kode).strip()}"
    sementara = _tell_sementara(k.lengkap, rekap.terverifikasi)
    return Rerata(judul, k.nilai, tuple(bagian), k.anggaran, k.efisiensi, k.selisih, sementara)


def _tell_sementara(lengkap: bool, terverifikasi: bool) -> str:
    """Why the figure is provisional, as a clause; empty where it is not."""
    if not lengkap:
        return "ada indikator yang belum diukur"
    return "" if terverifikasi else "belum diverifikasi Sekretaris"


def _read_baris(b: BarisRekap, penuh: bool) -> Bagian:
    hasil = b.hasil
    sebab = "" if hasil.capaian is not None else b.label_kategori
    sebab = sebab or ("bobot 0" if not b.baris.bobot else "")
    return Bagian(
        b.baris.nama, hasil.capaian, hasil.kategori, hasil.tingkat, b.baris.bobot, sebab, baris=b.baris.pk,
        suku=b.penuh if penuh else hasil.capaian,
    )  # fmt: skip


def _read_kelompok(k: Kelompok, penuh: bool) -> Bagian:
    rerata = k.nilai.rerata
    sebab = "" if rerata.nilai is not None else "tidak satu pun anggotanya bernilai"
    return Bagian(
        f"{k.kode} {k.uraian.removeprefix(k.kode).strip()}", rerata.nilai, k.nilai.kategori, k.nilai.tingkat, SATU,
        sebab, kunci=k.kunci, cakupan=k.nilai.cakupan, suku=rerata.penuh if penuh else rerata.nilai,
    )  # fmt: skip


def write_hitungan(satu: Rerata, desimal: int) -> str:
    """The worked line of the mean; of many members the two sums."""
    masuk = [b for b in satu.bagian if b.dihitung]
    if not masuk or satu.nilai.rerata.nilai is None:
        return "Tidak ada yang dapat dirata-ratakan."
    hasil = format_angka(satu.nilai.rerata.nilai, desimal=desimal)
    berbobot = any(b.bobot != SATU for b in masuk)
    total = sum((b.bobot for b in masuk), NOL)
    pembagi = format_nilai(total) if berbobot else str(len(masuk))
    return f"{_write_pembilang(masuk, berbobot, desimal)} / {pembagi} = {hasil}"


def _write_pembilang(masuk: Sequence[Bagian], berbobot: bool, desimal: int) -> str:
    if len(masuk) > SUKU_MAKS:
        return _write_suku(sum((b.suku * b.bobot for b in masuk if b.suku is not None), NOL), desimal)
    suku = [_write_suku(b.suku, desimal) for b in masuk]
    kali = [f"{n} × {format_nilai(b.bobot)}" for n, b in zip(suku, masuk, strict=True)] if berbobot else suku
    return f"({' + '.join(kali)})" if len(kali) > 1 else kali[0]


def _write_suku(nilai: Decimal | None, desimal: int) -> str:
    """Unrounded, as far as a person keys it in: at most the six decimals that are stored of any figure."""
    return "" if nilai is None else format_nilai(round_angka(nilai, DESIMAL_MAKS), desimal)


def write_serapan(anggaran: Uang | None) -> str:
    """Σ realisasi / Σ pagu as a worked line; empty without money."""
    if anggaran is None:
        return ""
    if anggaran.serapan is None:
        return f"Pagu {format_rupiah(anggaran.pagu)}; belum ada realisasi yang dilaporkan."
    pasangan = f"{format_rupiah(anggaran.realisasi)} / {format_rupiah(anggaran.pagu)}"
    return f"{pasangan} × 100 = {format_angka(anggaran.serapan)}"
