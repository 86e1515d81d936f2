"""The report as PDF/A-3u. The same snapshot gives the same bytes, in every process: what is signed is what was seen.

The signature of PAdES is added by measurement.signing; here number, date, QR code and footer are made before it.
"""

import base64
import datetime
import functools
import hashlib
import json
import mimetypes
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string

from measurement.errors import SegelError
from measurement.grafik_laporan import (
    KIRI,
    LEBAR_BATANG,
    LEBAR_NILAI,
    SKALA_MAKS,
    SKALA_MIN,
    TANPA_WARNA,
    WARNA,
    draw_dukungan,
    draw_tren,
    measure,
    write_label,
)

HURUF = {
    "Liberation Sans": "fonts-liberation",
    "Liberation Mono": "fonts-liberation",
    "DejaVu Sans": "fonts-dejavu-core",  # ✓ ☐ △ and what else people type that the others cannot draw
}
"""Fonts that paper is printed in, with the Debian package that brings each."""
LAMPIRAN = "data-laporan.json"
KONSEP = "KONSEP, belum ditandatangani"
TINGGI_BARIS, TINGGI_BATANG = 42, 18
"""Rows of the plot of all sasaran; the rest of its measures is that of the other plots."""


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
    tanggal = {"created": waktu, "modified": waktu}
    data = Attachment(
        string=write_canonical(snapshot), name=LAMPIRAN, description="Data laporan", relationship="Data", **tanggal
    )
    for satu in snapshot.get("lampiran", []):  # or the kind would be what this machine's own tables say
        mimetypes.add_type(satu["jenis"], Path(satu["nama"]).suffix)
    lain = [
        Attachment(
            string=base64.b64decode(satu["isi"]), name=satu["nama"], description=satu["uraian"],
            relationship="Supplement", **tanggal,
        )
        for satu in snapshot.get("lampiran", [])
    ]  # fmt: skip
    return render_pdf(render_html(snapshot, konsep=konsep), gaya="cetak.css", lampiran=[data, *lain], **cara)


def render_bagian(snapshot: dict, templat: str) -> bytes:
    """One part of the report as a PDF of its own: the kertas kerja, or the recapitulation. Raises SegelError."""
    return render_pdf(render_html(snapshot, templat=templat), gaya="cetak.css")


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


def render_html(snapshot: dict, *, konsep: bool = False, templat: str = "measurement/laporan_cetak.html") -> str:
    """The page that is printed: nothing but the snapshot, in the orders needed, its plots and its QR code."""
    semua = (k for puncak in snapshot["tujuan"] + snapshot["program"] for k in walk_kelompok(puncak))
    baris = [b for k in semua for b in k["baris"]]
    tambahan = {
        "tujuan": [_add_gambar(satu) for satu in snapshot["tujuan"]],
        "daftar_baris": sorted(baris, key=lambda b: b["urutan"]),
        "tanpa_nilai": [b for b in baris if b["capaian"]["nilai"] is None],
        "dikoreksi": sum(b["semula"] is not None for b in baris),
        "konsep": (snapshot.get("konsep_teks") or KONSEP) if konsep else "",
        "tindak_lanjut": snapshot.get("tindak_lanjut", []),  # reports prepared before there was a register
        "narasi": snapshot.get("narasi", {}),  # likewise before there were narratives, and their annexes
        "notulen": snapshot.get("notulen", []),
        "sk_tim": snapshot.get("sk_tim"),
        "pengembalian": [j for j in snapshot["jejak"] if j["dikembalikan"]],
        "gambar": build_gambar(snapshot),
        "sha256_snapshot": hashlib.sha256(write_canonical(snapshot).encode()).hexdigest(),
        "qr": build_qr(snapshot["dokumen"]["alamat"]) if snapshot["segel"] else "",
    }
    return render_to_string(templat, {**snapshot, **tambahan})


def _add_gambar(kelompok: dict) -> dict:
    """A tujuan and what lies below it with the plots of their analyses; those of old snapshots have none."""
    analisis, dukungan = kelompok.get("analisis"), kelompok.get("dukungan")
    return {
        "analisis": None, "dukungan": None, "narasi": {}, **kelompok,
        "anak": [_add_gambar(satu) for satu in kelompok["anak"]],
        "gambar_tren": [draw_tren(satu) for satu in analisis["tren"]] if analisis else [],
        "gambar_dukungan": draw_dukungan(kelompok, dukungan) if dukungan else [],
        "efisiensi_ditulis": _is_ditulis(kelompok, dukungan) if dukungan else False,
    }  # fmt: skip


def _is_ditulis(kelompok: dict, dukungan: dict) -> bool:
    """Whether the narrative on efficiency names the figures of the computed sentence, which would say them twice."""
    teks = kelompok.get("narasi", {}).get("efisiensi", "")
    angka = [kelompok["rerata"], (dukungan["anggaran"] or {}).get("serapan"), dukungan["selisih"]]
    return bool(teks) and all(satu and satu["teks"] in teks for satu in angka)


def build_gambar(snapshot: dict) -> dict:
    """Geometry of the plot, in whole units: one bar per sasaran against the line at 100 %."""
    sasaran = [k for tujuan in snapshot["tujuan"] for k in walk_kelompok(tujuan) if k["jenis"] == "sasaran"]
    nilai = [float(k["rerata"]["nilai"] or 0) for k in sasaran]
    skala = min(max([SKALA_MIN, *nilai]), SKALA_MAKS)
    return {
        "batang": [_build_batang(n, k, skala) for n, k in enumerate(sasaran)],
        "kiri": KIRI,
        "garis": KIRI + round(LEBAR_BATANG * 100 / skala),
        "lebar": KIRI + LEBAR_BATANG + LEBAR_NILAI,
        "nilai": KIRI + LEBAR_BATANG + 10,
        "tinggi": len(sasaran) * TINGGI_BARIS + 24,
        "dasar": len(sasaran) * TINGGI_BARIS + 4,
    }


def _build_batang(nomor: int, kelompok: dict, skala: float) -> dict:
    atas = nomor * TINGGI_BARIS + 4
    return {
        "label": write_label(f"{kelompok['kode']} {kelompok['uraian']}", atas),
        "y": atas,
        "y_nilai": atas + 13,
        "lebar": measure(kelompok["rerata"]["nilai"], skala),
        "tinggi": TINGGI_BATANG,
        "warna": WARNA.get(kelompok["tingkat"], TANPA_WARNA),
        "teks": f"{kelompok['rerata']['teks']} {kelompok['kategori']}".strip(),
    }


def walk_kelompok(kelompok: dict) -> Iterator[dict]:
    """A group of the snapshot and everything below it, in order."""
    yield kelompok
    for anak in kelompok["anak"]:
        yield from walk_kelompok(anak)


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
