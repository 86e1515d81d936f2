"""Rows without a target or a realisasi to compute with: what is missing, and what a printed figure there is."""

from dataclasses import replace
from decimal import Decimal

from collection.angka import format_nilai
from collection.enums import Rumus
from measurement.capaian import compute_capaian
from measurement.enums import Alasan
from measurement.nilai import Rentang
from measurement.periksa_tabel.baca import Terbaca
from measurement.periksa_tabel.baris import LEBIH, Dibaca, list_tercetak
from measurement.periksa_tabel.verdict import TANPA_NILAI, TIDAK, Verdict, end, get_kategori, join, rewrite


def judge_tanpa_angka(baris: Dibaca) -> Verdict:
    """Target or realisasi is empty, or is words: why there is nothing to compute.

    A figure that is printed alone is classified: there was nothing to hold it against from the start.
    """
    if baris.penyebut_nol and not baris.target.keterangan:
        return _judge_penyebut_nol(baris)
    hasil = compute_capaian(
        Rumus.MAKS, _first(baris.target), _first(baris.realisasi), tidak_dapat_diukur=_write_halangan(baris)
    )
    cetak = next((b.nilai for b in baris.tercetak.pilihan if isinstance(b.nilai, Decimal)), None)
    cara = next((f"Target {b.cara}." for b in baris.target.pilihan if b.cara), "")
    if cetak is None and baris.target.kosong and baris.realisasi.kosong and baris.tercetak.tak_terbaca:
        return Verdict(alasan=Alasan.TIDAK_DAPAT_DIUKUR, penjelasan=write_tanpa_cetak(baris))
    if cetak is None:
        return Verdict(alasan=hasil.alasan, penjelasan=join(end(hasil.penjelasan), cara))
    if not cetak and baris.target.pilihan and not baris.realisasi.pilihan:
        dasar = Verdict(alasan=hasil.alasan, penjelasan=join(end(hasil.penjelasan), cara))
        kata = f"Tercetak {baris.teks_tercetak}, padahal tanpa realisasi tidak ada nilai: kosong bukan 0."
        return rewrite(dasar, TIDAK, kata, "kosong_dihitung_nol")
    polos = baris.target.kosong and baris.realisasi.kosong
    kategori = get_kategori(cetak) if polos else ""
    kata = f"Tercetak {baris.teks_tercetak} {_write_kurang(baris)} yang dapat dihitung"
    kata = f"{kata}; kategorinya {kategori}." if polos else f"{kata}."
    return Verdict(None, kategori, hasil.alasan, penjelasan=join(end(hasil.penjelasan), cara, kata))


def _write_kurang(baris: Dibaca) -> str:
    kurang = [n for n, satu in (("target", baris.target), ("realisasi", baris.realisasi)) if not satu.pilihan]
    return f"tanpa {' dan '.join(kurang or ['target dan realisasi'])}"


def _judge_penyebut_nol(baris: Dibaca) -> Verdict:
    """Nothing of nothing: no figure may be printed, whatever realisasi stands beside the components."""
    hasil = compute_capaian(Rumus.MAKS, _first(baris.target), baris.komponen)
    tertulis = next((b.nilai for b in baris.realisasi.pilihan if isinstance(b.nilai, Decimal) and b.nilai), None)
    kata = f"Realisasi {format_nilai(tertulis)} yang tertulis tidak berasal dari komponennya." if tertulis else ""
    dasar = Verdict(alasan=hasil.alasan, penjelasan=join(end(hasil.penjelasan), kata))
    if hasil.alasan is not Alasan.PENYEBUT_NOL or not any(list_tercetak(baris.tercetak, baris.teks_tercetak)):
        return replace(dasar, penjelasan=join(dasar.penjelasan, write_tanpa_cetak(baris)))
    kata = f"Tercetak {baris.teks_tercetak}, padahal menurut komponennya tidak ada nilai."
    return rewrite(dasar, TIDAK, kata, TANPA_NILAI)


def _first(terbaca: Terbaca) -> Decimal | None:
    nilai = terbaca.pilihan[0].nilai if terbaca.pilihan else None
    return nilai.bawah if isinstance(nilai, Rentang) else nilai


def _write_halangan(baris: Dibaca) -> str:
    """What stands in the way of a number; empty where a cell is just empty."""
    sel = (("target", baris.target), ("realisasi", baris.realisasi))
    kata = [f"{nama} {terbaca.keterangan}" for nama, terbaca in sel if terbaca.keterangan]
    if not kata and baris.target.pilihan and baris.realisasi.pilihan:
        kata = ["target dan realisasi tidak sejenis (angka, rentang, atau predikat dari skala yang sama)"]
    return "; ".join(kata)


def write_tanpa_cetak(baris: Dibaca) -> str:
    """Why there is no printed figure to hold the result against."""
    if baris.tercetak.kosong or LEBIH.fullmatch(baris.teks_tercetak):
        return "" if LEBIH.fullmatch(baris.teks_tercetak) else "Tidak ada capaian tercetak untuk dibandingkan."
    return f"Capaian tercetak {baris.tercetak.keterangan}." if baris.tercetak.keterangan else ""
