"""The report as PDF/A-3u. The same snapshot gives the same bytes, in every process: what is signed is what was seen.

The signature of PAdES is added by measurement.signing; here number, date, QR code and footer are made before it.
"""

import datetime
import functools
import json
import subprocess
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string

from measurement.errors import SegelError

HURUF = {
    "Liberation Sans": "fonts-liberation",
    "Liberation Mono": "fonts-liberation",
    "DejaVu Sans": "fonts-dejavu-core",  # ✓ ☐ △ and what else people type that the others cannot draw
}
"""Fonts that paper is printed in, with the Debian package that brings each."""
LAMPIRAN = "data-laporan.json"
KONSEP = "KONSEP, belum ditandatangani"
WARNA = {1: "#7c1d1a", 2: "#b04f0c", 3: "#dba62b", 4: "#a6d6a4", 5: "#e3f4e6"}
"""Bands as in static/css/tokens.css: dark to light, so that grey print keeps the order."""

# The plot, in its own units: labels to the left of KIRI, values in a column to the right of the bars.
KIRI, LEBAR_BATANG, LEBAR_NILAI, TINGGI_BARIS, TINGGI_BATANG = 200, 230, 130, 42, 18
BARIS_LABEL, HURUF_LABEL = 3, 38
SKALA_MIN, SKALA_MAKS = 120, 200


def write_canonical(snapshot: dict) -> str:
    """The snapshot's one spelling: sorted keys, no blanks. Raises ValueError for NaN and Infinity."""
    return json.dumps(snapshot, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def find_font_errors() -> list[str]:
    """Sentences that name the fonts which are missing. Without any font WeasyPrint takes the process with it."""
    try:
        hasil = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        paket = ", ".join(sorted({"fontconfig", *HURUF.values()}))
        return [f"Perintah fc-list tidak dapat dijalankan: pasang paket {paket}."]
    ada = {nama.strip() for baris in hasil.stdout.splitlines() for nama in baris.split(",")}
    return [f"Huruf {huruf} tidak terpasang: pasang paket {HURUF[huruf]}." for huruf in HURUF if huruf not in ada]


def render_laporan(snapshot: dict, *, konsep: bool = False, **cara: Any) -> bytes:
    """The report of a snapshot, with the snapshot attached; `konsep` marks every page as a draft.

    `cara`: how a long one is printed (`map_`, `kabar`: measurement/cetak/susun.py). Raises SegelError where a font is
    missing.
    """
    _require_font()
    # Inside: importing WeasyPrint takes longer than most requests.
    from weasyprint import Attachment

    waktu = datetime.datetime.fromisoformat(snapshot["dokumen"]["tanggal"])
    data = Attachment(
        string=write_canonical(snapshot), name=LAMPIRAN, description="Data laporan", relationship="Data",
        created=waktu, modified=waktu,
    )  # fmt: skip
    return render_pdf(render_html(snapshot, konsep=konsep), gaya="cetak.css", lampiran=[data], **cara)


def render_pdf(isi: str, *, gaya: str, lampiran: Sequence[object] = (), **cara: Any) -> bytes:
    """A page as PDF/A-3u with a stylesheet of static/css; its dates are those of its own <meta>.

    The same page gives the same bytes, in however many processes a long one is printed. Raises SegelError where a font
    is missing or the pieces of a long page could not be printed.
    """
    _require_font()
    # Inside: importing WeasyPrint takes longer than most requests.
    from measurement.cetak.susun import CetakGagal, plan_cetakan, print_cetakan

    rencana = plan_cetakan(isi, _read_css(gaya))
    try:
        return print_cetakan(rencana, proses=settings.PROSES_CETAK, lampiran=lampiran, **cara)
    except CetakGagal as galat:
        raise SegelError(f"PDF tidak dapat dibuat. {galat}") from galat


def render_html(snapshot: dict, *, konsep: bool = False) -> str:
    """The page that is printed: nothing but the snapshot, in the orders needed, its plot and its QR code."""
    baris = [b for puncak in snapshot["tujuan"] + snapshot["program"] for k in _walk(puncak) for b in k["baris"]]
    tambahan = {
        "daftar_baris": sorted(baris, key=lambda b: b["urutan"]),
        "tanpa_nilai": [b for b in baris if b["capaian"]["nilai"] is None],
        "dikoreksi": sum(b["semula"] is not None for b in baris),
        "konsep": (snapshot.get("konsep_teks") or KONSEP) if konsep else "",
        "tindak_lanjut": snapshot.get("tindak_lanjut", []),  # reports prepared before there was a register
        "pengembalian": [j for j in snapshot["jejak"] if j["dikembalikan"]],
        "gambar": build_gambar(snapshot),
        "qr": build_qr(snapshot["dokumen"]["alamat"]) if snapshot["segel"] else "",
    }
    return render_to_string("measurement/laporan_cetak.html", {**snapshot, **tambahan})


def build_gambar(snapshot: dict) -> dict:
    """Geometry of the plot, in whole units: one bar per sasaran against the line at 100 %."""
    sasaran = [k for tujuan in snapshot["tujuan"] for k in _walk(tujuan) if k["jenis"] == "sasaran"]
    nilai = [float(k["rerata"]["nilai"] or 0) for k in sasaran]
    skala = min(max([SKALA_MIN, *nilai]), SKALA_MAKS)
    return {
        "batang": [_build_batang(n, k, v, skala) for n, (k, v) in enumerate(zip(sasaran, nilai, strict=True))],
        "kiri": KIRI,
        "garis": KIRI + round(LEBAR_BATANG * 100 / skala),
        "lebar": KIRI + LEBAR_BATANG + LEBAR_NILAI,
        "nilai": KIRI + LEBAR_BATANG + 10,
        "tinggi": len(sasaran) * TINGGI_BARIS + 24,
        "dasar": len(sasaran) * TINGGI_BARIS + 4,
    }


def _build_batang(nomor: int, kelompok: dict, nilai: float, skala: float) -> dict:
    atas = nomor * TINGGI_BARIS + 4
    lebar = round(LEBAR_BATANG * min(max(nilai, 0), skala) / skala)
    label = textwrap.wrap(
        f"{kelompok['kode']} {kelompok['uraian']}", HURUF_LABEL, max_lines=BARIS_LABEL, placeholder=" …"
    )
    return {
        "label": [{"teks": teks, "y": atas + 9 + 11 * i} for i, teks in enumerate(label)],
        "y": atas,
        "y_nilai": atas + 13,
        "lebar": lebar,
        "tinggi": TINGGI_BATANG,
        "warna": WARNA.get(kelompok["tingkat"], "#ffffff"),
        "teks": f"{kelompok['rerata']['teks']} {kelompok['kategori']}".strip(),
    }


def _walk(kelompok: dict) -> Iterator[dict]:
    yield kelompok
    for anak in kelompok["anak"]:
        yield from _walk(anak)


def build_qr(alamat: str) -> str:
    """Inline SVG; its <title> is the alternative text."""
    return segno.make(alamat, error="m", micro=False).svg_inline(
        border=2, omitsize=True, title=f"Kode QR ke {alamat}", svgclass="qr", lineclass=None
    )


@functools.cache
def _require_font() -> None:
    """Asked once per process, again after a failure (a raised error is not cached)."""
    kurang = find_font_errors()
    if kurang:
        raise SegelError(f"PDF tidak dapat dibuat. {kurang[0]}")


@functools.cache
def _read_css(gaya: str) -> str:
    return (Path(settings.BASE_DIR) / "static" / "css" / gaya).read_text(encoding="utf-8")
