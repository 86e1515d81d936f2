"""The figures of a report as plain data: each with its exact text and as it is printed."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse

from collection.angka import format_angka, format_nilai, format_rupiah
from collection.enums import JenisIndikator, Konsolidasi, Rumus, ZonaWaktu
from collection.models import PerangkatDaerah
from collection.nilai import Komponen, NilaiTarget, Rentang
from collection.tanggal import write_tanggal
from measurement.capaian import write_syarat
from measurement.enums import Alasan
from measurement.models import Koreksi
from measurement.services.asal import write_sebutan_bukti
from measurement.services.rekap import KANTOR, BarisRekap, Kelompok, Nilai, Rekap, Uang

KOSONG = "–"
RUMUS_TERTULIS = {
    Rumus.MAKS: "realisasi / target × 100",
    Rumus.MIN_SELISIH: "(2 × target − realisasi) / target × 100",
    Rumus.MIN_RASIO: "target / realisasi × 100",
    Rumus.RENTANG: "di dalam rentang 100; di luarnya realisasi / batas terdekat × 100",
    Rumus.RENTANG_WAKTU: "di dalam rentang 100; di luarnya (2 × batas terdekat − realisasi) / batas terdekat × 100",
    Rumus.STABIL: "100 − |realisasi − target| / target × 100",
    Rumus.PREDIKAT: "skor realisasi / skor target × 100",
    Rumus.YA_TIDAK: "terpenuhi 100, tidak terpenuhi 0",
}


def write_waktu(waktu: datetime.datetime, kantor: PerangkatDaerah) -> str:
    """`5 Juli 2026 14.05 WIB`, in the office's own zone."""
    lokal = waktu.astimezone(ZoneInfo(kantor.zona))
    return f"{write_tanggal(lokal)} {lokal:%H.%M} {ZonaWaktu(kantor.zona).label}"


def write_angka(nilai: Decimal | None, teks: str) -> dict:
    """A figure exactly and as it is printed."""
    return {"nilai": None if nilai is None else f"{nilai.normalize():f}", "teks": teks or KOSONG}


def write_target(b: BarisRekap, nilai: NilaiTarget | None) -> dict:
    """A target in the row's unit; of a range `nilai` is the lower bound and `atas` the upper."""
    if isinstance(nilai, Rentang):
        return write_angka(nilai.bawah, b.write(nilai)) | {"atas": f"{nilai.atas.normalize():f}"}
    return write_angka(nilai, b.write(nilai))


def _write_target(b: BarisRekap, nama: str) -> dict:
    return write_target(b, b.baris.get_nilai(nama))


def _write_terukur(b: BarisRekap) -> dict:
    """What was measured in the triwulan, with the components that it came from where there are any."""
    isi, dasar = b.terukur, write_angka(b.hasil.realisasi_triwulan, b.write_cetak(b.terukur))
    if not isinstance(isi, Komponen):
        return dasar
    bagian = {"pembilang": isi.pembilang, "penyebut": isi.penyebut, "pengali": isi.pengali}
    return dasar | {nama: f"{nilai.normalize():f}" for nama, nilai in bagian.items() if nilai is not None}


def write_persen(nilai: Decimal | None, desimal: int = 2) -> dict:
    """A percentage; `desimal` is how many decimals the Metodologi prints of a capaian."""
    return write_angka(nilai, format_angka(nilai, desimal=desimal))


def write_rumus(rumus: Rumus) -> dict:
    return {"kode": rumus.value, "nama": rumus.label, "tulis": RUMUS_TERTULIS[rumus]}


def _write_alamat(nama: str, *argumen: object) -> str:
    """Where the application says why, for a reader of the report's file."""
    return settings.ORIGIN + reverse(f"measurement:{nama}", args=argumen)


def write_ringkasan(rekap: Rekap) -> dict:
    """Means, counts of each kind and category, money."""
    pita = [k.pita for k in rekap.kategori]
    return {
        **write_rerata(rekap.nilai, rekap.desimal),
        "kenapa": _write_alamat("rerata_detail", rekap.kertas.pk, KANTOR),
        **_count_jenis(rekap.baris, ""),
        **_count_jenis(rekap.tanpa_nilai, "tanpa_nilai_"),
        "jumlah": len(rekap.baris),
        "tanpa_nilai": len(rekap.tanpa_nilai),
        "belum_diukur": len(rekap.belum_diukur),
        "terverifikasi": rekap.terverifikasi,
        "sementara": rekap.sementara,
        "kategori_jumlah": [
            {"label": k.pita.label, "syarat": write_syarat(k.pita, pita), "tingkat": k.tingkat,
             "iku": k.iku, "ikk": k.ikk, "jumlah": k.jumlah}
            for k in rekap.kategori
        ],
        "anggaran": write_uang(rekap.anggaran),
        "efisiensi": rekap.efisiensi,
        "selisih": write_persen(rekap.selisih),
    }  # fmt: skip


def _count_jenis(baris: Sequence[BarisRekap], awalan: str) -> dict[str, int]:
    return {f"{awalan}{jenis.value}": sum(b.baris.jenis == jenis for b in baris) for jenis in JenisIndikator}


def write_rerata(nilai: Nilai, desimal: int) -> dict:
    """A mean with what it was taken of, and its band."""
    return {
        "rerata": write_persen(nilai.rerata.nilai, desimal),
        "cakupan": nilai.cakupan,
        "kategori": nilai.kategori,
        "tingkat": nilai.tingkat,
    }


def write_uang(uang: Uang | None) -> dict | None:
    """Pagu, money spent and serapan; None where there is no money."""
    if uang is None:
        return None
    return {
        "pagu": write_angka(uang.pagu, format_rupiah(uang.pagu)),
        "realisasi": write_angka(uang.realisasi, format_rupiah(uang.realisasi)),
        "serapan": write_persen(uang.serapan),
    }


def write_kelompok(kelompok: Kelompok, rekap: Rekap) -> dict:
    """A group of the recapitulation with its rows, mean, money and the rules that its table was computed by."""
    # A program's table holds all that lies below it; a tujuan and its sasaran have tables of their own.
    setabel = kelompok.walk() if kelompok.jenis == "program" else [kelompok]
    rumus = {Rumus(b.baris.rumus) for k in setabel for b in k.baris}
    return {
        "jenis": kelompok.jenis,
        "kode": kelompok.kode,
        "uraian": kelompok.uraian,
        **write_rerata(kelompok.nilai, rekap.desimal),
        "kenapa": _write_alamat("rerata_detail", rekap.kertas.pk, kelompok.kunci),
        "baris": [write_baris(b, rekap.desimal) for b in kelompok.baris],
        "anak": [write_kelompok(k, rekap) for k in kelompok.anak],
        "rumus": [write_rumus(r) for r in Rumus if r in rumus],
        "anggaran": write_uang(kelompok.anggaran),
        "efisiensi": kelompok.efisiensi,
        "selisih": write_persen(kelompok.selisih),
    }


def write_baris(b: BarisRekap, desimal: int) -> dict:
    """One indicator of the kertas kerja with its result in force, and the original beside a corrected one."""
    baris, hasil = b.baris, b.hasil
    return {
        "urutan": baris.urutan, "kode": baris.kode, "nama": baris.nama, "satuan": baris.satuan, "unit": baris.unit,
        "jenis": JenisIndikator(baris.jenis).label, "rumus": Rumus(baris.rumus).label,
        "konsolidasi": Konsolidasi(baris.konsolidasi).label,
        "target": _write_target(b, "target"),
        "realisasi": write_angka(hasil.realisasi, b.write_cetak(hasil.realisasi)),
        "target_triwulan": _write_target(b, "target_triwulan"),
        "realisasi_triwulan": _write_terukur(b),
        "target_tahunan": _write_target(b, "target_tahunan"),
        "capaian": write_persen(hasil.capaian, desimal), "capaian_mentah": write_persen(hasil.capaian_mentah, desimal),
        "dibatasi": b.dibatasi, "kategori": hasil.kategori, "tingkat": hasil.tingkat, "alasan": hasil.alasan,
        "alasan_teks": Alasan(hasil.alasan).label, "penjelasan": hasil.penjelasan,
        "capaian_tahunan": write_persen(hasil.capaian_tahunan, desimal), "penjelasan_tahunan": hasil.penjelasan_tahunan,
        "tidak_dapat_diukur": baris.tidak_dapat_diukur, "keterangan": baris.keterangan,
        "diisi_oleh": baris.diisi_oleh.nama if baris.diisi_oleh else "", "jumlah_bukti": len(baris.bukti),
        "semula": _write_semula(b, desimal), "bobot": write_angka(baris.bobot, format_nilai(baris.bobot)),
        "kenapa": _write_alamat("baris_detail", baris.pk) if baris.pk else "",
        **{nama: teks for nama, teks in (baris.asal or {}).get("penjelasan", {}).items() if teks},
    }  # fmt: skip


def _write_semula(b: BarisRekap, desimal: int) -> dict | None:
    """The original beside a corrected value, with the latest reason."""
    if b.koreksi is None:
        return None
    return {
        "realisasi": write_angka(b.baris.realisasi, b.write(b.baris.realisasi)),
        "capaian": write_persen(b.baris.capaian, desimal),
        "penjelasan": b.baris.penjelasan,
        "alasan": b.koreksi.keterangan,
    }


def write_riwayat(b: BarisRekap, kantor: PerangkatDaerah) -> list[dict]:
    """The corrections in force, oldest first: what was withdrawn is kept in the application, not in the report."""
    desimal = b.baris.kertas_kerja.metodologi.desimal
    return [_write_koreksi(b, koreksi, kantor, desimal) for koreksi in b.berlaku]


def _write_koreksi(b: BarisRekap, koreksi: Koreksi, kantor: PerangkatDaerah, desimal: int) -> dict:
    return {
        "kode": b.baris.kode,
        "nama": b.baris.nama,
        "semula": write_angka(koreksi.realisasi_semula, b.write(koreksi.realisasi_semula)),
        "menjadi": write_angka(koreksi.realisasi, b.write(koreksi.realisasi)),
        "capaian": write_persen(koreksi.capaian, desimal),
        "alasan": koreksi.keterangan,
        "oleh": koreksi.pengguna.nama,
        "waktu": write_waktu(koreksi.waktu, kantor),
    }


def write_bukti(rekap: Rekap) -> list[dict]:
    return [
        {"kode": b.baris.kode, "indikator": b.baris.nama, "nama": write_sebutan_bukti(bukti), "sha256": bukti["sha256"]}
        for b in rekap.baris
        for bukti in b.baris.bukti
    ]
