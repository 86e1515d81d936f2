"""Why a figure is what it is: inputs with who and when, the way from triwulan to triwulan, rules, what a mean took in.

Everything is read from what was frozen with the row, and from the trail up to then: later edits change nothing here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from collection.angka import format_angka, format_nilai
from collection.enums import Konsolidasi, Rumus
from collection.models import Jejak, Pengguna
from collection.models.formulir import ROMAWI
from collection.queries import scope_formulir
from collection.services.realisasi import KOMPONEN
from collection.tanggal import write_tanggal
from measurement.ketentuan import Ketentuan
from measurement.models import BarisKertasKerja
from measurement.nilai import Komponen, NilaiRealisasi, compute_nilai, read_realisasi, read_target
from measurement.queries_angka import AKSI_SEL, find_baris_lalu, list_riwayat_sel, may_read_sel
from measurement.services.baris import BarisRekap
from measurement.services.metodologi import build_ketentuan
from measurement.services.snapshot_hasil import RUMUS_TERTULIS

KOSONG = "–"


@dataclass(frozen=True)
class Ketikan:
    """One thing typed into the cell: who, when, into which column, from what to what."""

    siapa: str
    waktu: datetime
    kolom: str
    lama: str
    baru: str


@dataclass(frozen=True)
class Masukan:
    """Target and realisasi of one triwulan as frozen; `baris`: the row that says why, of an earlier triwulan."""

    triwulan: int
    target: str
    realisasi: str
    baris: int | None


@dataclass(frozen=True)
class Anggota:
    """One band of the scale; `kena`: the figure's own."""

    label: str
    tingkat: int
    syarat: str
    kena: bool


def build_kenapa(b: BarisRekap, user: Pengguna) -> dict[str, Any]:
    """What the page of one row shows besides the row; the same number of queries for every row."""
    baris, isi = b.baris, build_ketentuan(b.baris.kertas_kerja.metodologi)
    asal = baris.asal.get("realisasi", {})
    formulir = scope_formulir(user).filter(pk=asal.get("formulir")).first()
    boleh = may_read_sel(user, baris)
    return {
        "desimal": isi.desimal, "masukan": list_masukan(b), "ketikan": list_ketikan(b) if boleh else [],
        "boleh_sel": boleh,
        "asal_target": write_asal_target(baris), "asal_formulir": formulir,
        "asal_sumber": asal.get("sumber"), "diisi_pada": parse_datetime(asal["pada"]) if asal.get("pada") else None,
        "konsolidasi": write_konsolidasi(b), "rumus_tertulis": RUMUS_TERTULIS[Rumus(baris.rumus)],
        "skala": list_skala(isi, b.hasil.kategori), "kategori": write_kategori(isi, b.hasil.capaian, b.hasil.kategori),
    }  # fmt: skip


def list_masukan(b: BarisRekap) -> list[Masukan]:
    """Each triwulan so far, with the row of an earlier one that explains its figure."""
    deret, lalu = b.baris.deret, find_baris_lalu(b.baris)
    pasangan = zip(read_target(deret), read_realisasi(deret), strict=True)
    return [
        Masukan(tw, b.write(target), b.write(nilai), lalu.get(tw))
        for tw, (target, nilai) in enumerate(pasangan, start=1)
    ]


def list_ketikan(b: BarisRekap) -> list[Ketikan]:
    """The history of the cell up to the moment at which the row was computed."""
    return [_read_ketikan(b, jejak) for jejak in list_riwayat_sel(b.baris)]


def _read_ketikan(b: BarisRekap, jejak: Jejak) -> Ketikan:
    kolom = jejak.aksi.removeprefix("isi_")
    lama, baru = (_write_isi(b, kolom, isi.get(kolom)) for isi in (jejak.lama, jejak.baru))
    siapa = jejak.pengguna.nama if jejak.pengguna else "aplikasi"
    return Ketikan(siapa, jejak.waktu, AKSI_SEL[jejak.aksi], lama, baru)


def _write_isi(b: BarisRekap, kolom: str, isi: Any) -> str:
    if isi in (None, ""):
        return KOSONG
    if kolom in KOMPONEN:
        return format_nilai(Decimal(isi))
    return b.write(Decimal(isi)) if kolom == "nilai" else str(isi)


def write_asal_target(baris: BarisKertasKerja) -> str:
    """The agreement that the target was taken from: name, version, number and day; of old rows that it is not kept."""
    asal = baris.asal.get("target")
    if not asal:
        return "Perjanjian Kinerja tahun itu; versinya belum dicatat saat baris ini dihitung."
    nomor = f", nomor {asal['nomor']}" if asal["nomor"] else ""
    tanggal = f", {write_tanggal(parse_date(asal['tanggal']))}" if asal["tanggal"] else ""
    return f"{asal['nama']} (versi {asal['versi']}){nomor}{tanggal}"


def write_konsolidasi(b: BarisRekap) -> str:
    """How the realisasi of the triwulan became the one by the end of it, in a line that can be checked by hand."""
    deret = read_realisasi(b.baris.deret)
    if b.tak_diukur:
        return "Triwulan ini dinyatakan tidak dapat diukur; nilai triwulan sebelumnya tidak dipakai sebagai gantinya."
    if b.koreksi:
        deret = [*deret[:-1], b.terukur]
    terisi = [(tw, nilai) for tw, nilai in enumerate(deret, start=1) if nilai is not None]
    if not terisi or b.hasil.realisasi is None:
        return "Penyebutnya 0, jadi tidak ada nilainya." if terisi else "Belum ada triwulan yang terisi."
    return _write_terisi(b, Konsolidasi(b.baris.konsolidasi), terisi)


def _write_terisi(b: BarisRekap, konsolidasi: Konsolidasi, terisi: Sequence[tuple[int, NilaiRealisasi]]) -> str:
    suku, hasil = [b.write(compute_nilai(nilai)) for _, nilai in terisi], b.write(b.hasil.realisasi)
    komponen = [nilai for _, nilai in terisi if isinstance(nilai, Komponen)]
    if konsolidasi is Konsolidasi.RASIO and len(komponen) == len(terisi):
        return _write_rasio(komponen, hasil)
    if konsolidasi is Konsolidasi.JUMLAH:
        return f"{' + '.join(suku)} = {hasil}" if len(suku) > 1 else f"Satu triwulan terisi: {hasil}"
    if konsolidasi is Konsolidasi.RATA_RATA:
        return f"({' + '.join(suku)}) / {len(suku)} = {hasil}"
    if konsolidasi is Konsolidasi.MAKSIMUM:
        return f"Tertinggi dari {'; '.join(suku)}: {hasil}"
    return f"Triwulan {ROMAWI[terisi[-1][0]]}, yang terakhir terisi: {hasil}"


def _write_rasio(komponen: Sequence[Komponen], hasil: str) -> str:
    """Σ pembilang over Σ penyebut: `(4 + 5) / (65 + 70) × 100 = 6,666667`."""
    bagian = [" + ".join(format_nilai(getattr(k, nama)) for k in komponen) for nama in KOMPONEN]
    pengali = komponen[-1].pengali
    kali = "" if pengali == 1 else f" × {format_nilai(pengali)}"
    return f"({bagian[0]}) / ({bagian[1]}){kali} = {hasil}"


def list_skala(isi: Ketentuan, kategori: str) -> list[Anggota]:
    """The scale of the version with the figure's own band marked."""
    return [Anggota(label, tingkat, syarat, label == kategori) for label, tingkat, syarat in isi.baris_skala]


def write_kategori(isi: Ketentuan, nilai: Decimal | None, kategori: str) -> str:
    """The rule by which the printed value has its band: `102,04 ≥ 91,00, jadi Sangat Tinggi`."""
    if nilai is None:
        return "Tanpa nilai, jadi tanpa kategori; tidak ikut rata-rata."
    angka = format_angka(nilai, desimal=isi.desimal)
    syarat = next((syarat for label, _, syarat in isi.baris_skala if label == kategori), "")
    return f"Tercetak {angka}\u00a0%, {syarat}: {kategori}" if syarat else f"Tercetak {angka}\u00a0%, di luar skala"
