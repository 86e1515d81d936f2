"""Plots of the report as whole numbers that one template draws, in the PDF and in the browser alike. Pure.

They are drawn from the snapshot's own rows: `nilai` says where, `teks` is what is written there.
"""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

WARNA = {1: "#7c1d1a", 2: "#b04f0c", 3: "#dba62b", 4: "#a6d6a4", 5: "#e3f4e6"}
"""Bands as in static/css/tokens.css: dark to light, so that grey print keeps the order."""
TANPA_WARNA = "#ffffff"

# A trend: years side by side, the values between ATAS and DASAR.
LEBAR_TREN, TINGGI_TREN, ATAS, DASAR, TEPI = 360, 170, 30, 134, 34
# Bars: labels to the left of KIRI, values to the right of the bars.
KIRI, LEBAR_BATANG, LEBAR_NILAI, TINGGI_PASANG, TEBAL = 200, 230, 130, 46, 13
BARIS_LABEL, HURUF_LABEL, HURUF_KAPITAL = 3, 38, 27
SEMPIT, LEBAR_SEMPIT, LEBAR_ANGKA = frozenset(",. "), 2.9, 5.8
"""Of Liberation Sans at 10,5: comma, point and space; digits and most letters."""
SKALA_MIN, SKALA_MAKS = 120, 200
PASANG_MAKS = 14
JARAK_TEKS = 28
"""Between a target and a realisasi so that both values fit, in the picture's units."""

Isi = dict[str, Any]


def draw_tren(tren: Mapping[str, Any]) -> Isi:
    """The Renstra's path as a line through its years (of ranges two), what was reached as points with their values."""
    titik = tren["titik"]
    isi = [t[apa].get(kolom) for t in titik for apa in ("target", "realisasi") for kolom in ("nilai", "atas")]
    angka = [float(satu) for satu in isi if satu is not None]
    bawah, atas = _find_rentang(angka)
    semua = [_place(nomor, satu, len(titik), bawah, atas) for nomor, satu in enumerate(titik)]
    return {
        "lebar": LEBAR_TREN, "tinggi": TINGGI_TREN, "dasar": DASAR + 10, "titik": semua,
        "jalur": " ".join(f"{t['x']},{t['y_target']}" for t in semua if t["y_target"] is not None),
        "jalur_atas": " ".join(f"{t['x']},{t['y_atas']}" for t in semua if t["y_atas"] is not None),
        "nama": tren["nama"], "satuan": tren["satuan"],
    }  # fmt: skip


def _find_rentang(angka: Sequence[float]) -> tuple[float, float]:
    """From the least to the most, never of no height."""
    bawah, atas = min(angka), max(angka)
    return (bawah, atas) if atas > bawah else (bawah - 1, atas + 1)


def _place(nomor: int, titik: Mapping[str, Any], jumlah: int, bawah: float, atas: float) -> Isi:
    """One year. The two values write above and below, so that neither covers the other."""
    ruang = LEBAR_TREN - 2 * TEPI
    x = LEBAR_TREN // 2 if jumlah == 1 else TEPI + round(ruang * nomor / (jumlah - 1))
    target, realisasi = (_find_y(titik[apa]["nilai"], bawah, atas) for apa in ("target", "realisasi"))
    di_atas = target is None or realisasi is None or realisasi < target
    # Near the axis its line would go through what is written below, where there is room above.
    rendah = target is not None and target + 13 > DASAR and (realisasi is None or realisasi < target - JARAK_TEKS)
    return {
        "x": x, "tahun": titik["tahun"], "waktu": titik["waktu"],
        "x_tahun": _find_awal(str(titik["tahun"]), x),
        "x_teks_target": _find_awal(titik["target"]["teks"], x),
        "x_teks_realisasi": _find_awal(titik["realisasi"]["teks"], x),
        "y_target": target, "y_atas": _find_y(titik["target"].get("atas"), bawah, atas),
        "teks_target": titik["target"]["teks"],
        "y_teks_target": None if target is None else target + 13 if di_atas and not rendah else target - 7,
        "y_realisasi": realisasi, "teks_realisasi": titik["realisasi"]["teks"],
        "y_teks_realisasi": None if realisasi is None else _find_y_teks(realisasi, di_atas),
    }  # fmt: skip


def _find_y_teks(realisasi: int, di_atas: bool) -> int:
    """Where a realisasi is written: away from its target, but never through the axis."""
    return realisasi - 8 if di_atas or realisasi + 15 > DASAR + 10 else realisasi + 15


def _find_awal(teks: str, tengah: int) -> int:
    """Where a text begins that is to stand around a point.

    Counted here, for `text-anchor` becomes a transparency group in the PDF, which PDF/A-1 forbids.
    """
    return tengah - round(sum(LEBAR_SEMPIT if huruf in SEMPIT else LEBAR_ANGKA for huruf in teks) / 2)


def _find_y(nilai: str | None, bawah: float, atas: float) -> int | None:
    if nilai is None:
        return None
    return DASAR - round((float(nilai) - bawah) / (atas - bawah) * (DASAR - ATAS))


def draw_dukungan(sasaran: Mapping[str, Any], dukungan: Mapping[str, Any]) -> list[Isi]:
    """Capaian and serapan side by side: the sasaran, then each program below it; none without money or programs.

    More than fit on a sheet of paper go on in a further picture, on the same axis.
    """
    if not dukungan["program"] or dukungan["anggaran"] is None:
        return []
    induk = {**sasaran, "uraian": f"Sasaran {sasaran['kode']}", "kode": "", "anggaran": dukungan["anggaran"]}
    semua = [induk, *dukungan["program"]]
    nilai = [float(satu["nilai"] or 0) for k in semua for satu in (k["rerata"], _find_serapan(k))]
    skala = min(max([SKALA_MIN, *nilai]), SKALA_MAKS)
    return [_draw_lembar(semua[awal : awal + PASANG_MAKS], skala) for awal in range(0, len(semua), PASANG_MAKS)]


def _draw_lembar(semua: Sequence[Mapping[str, Any]], skala: float) -> Isi:
    dasar = len(semua) * TINGGI_PASANG + 4
    return {
        "pasang": [_draw_pasang(nomor, k, skala) for nomor, k in enumerate(semua)],
        "kiri": KIRI, "garis": KIRI + round(LEBAR_BATANG * 100 / skala), "lebar": KIRI + LEBAR_BATANG + LEBAR_NILAI,
        "nilai": KIRI + LEBAR_BATANG + 10, "dasar": dasar, "tinggi": dasar + 20, "tebal": TEBAL,
    }  # fmt: skip


def _find_serapan(kelompok: Mapping[str, Any]) -> Mapping[str, Any]:
    return kelompok["anggaran"]["serapan"] if kelompok["anggaran"] else {"nilai": None, "teks": "–"}


def _draw_pasang(nomor: int, kelompok: Mapping[str, Any], skala: float) -> Isi:
    atas, serapan = nomor * TINGGI_PASANG + 6, _find_serapan(kelompok)
    return {
        "label": write_label(f"{kelompok['kode']} {kelompok['uraian']}".strip(), atas),
        "y": atas, "y_serapan": atas + TEBAL + 2, "y_nilai": atas + 10, "y_nilai_serapan": atas + TEBAL + 12,
        "lebar": measure(kelompok["rerata"]["nilai"], skala), "lebar_serapan": measure(serapan["nilai"], skala),
        "warna": WARNA.get(kelompok["tingkat"], TANPA_WARNA),
        "teks": f"{kelompok['rerata']['teks']} {kelompok['kategori']}".strip(), "teks_serapan": serapan["teks"],
    }  # fmt: skip


def measure(nilai: str | None, skala: float) -> int:
    """Length of a bar: below zero none, beyond the axis its whole length."""
    return round(LEBAR_BATANG * min(max(float(nilai or 0), 0.0), skala) / skala)


def write_label(teks: str, atas: int) -> list[Isi]:
    """Lines of a label beside a bar that begins at `atas`, with where each stands."""
    lebar = HURUF_KAPITAL if sum(map(str.isupper, teks)) * 2 > len(teks) else HURUF_LABEL
    baris = textwrap.wrap(teks, lebar, max_lines=BARIS_LABEL, placeholder=" …")
    return [{"teks": satu, "y": atas + 9 + 11 * nomor} for nomor, satu in enumerate(baris)]
