"""The SOP's own sheet (PermenPANRB 35/2012): which version is in force, its identity, its table, its PDF."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from collection.models import Pengguna
from measurement import sop as bentuk
from measurement.models import Sop
from measurement.mutu_baku import write_menit
from measurement.pdf import render_pdf
from measurement.queries import scope_sop
from measurement.services.bagan import draw_lembar
from measurement.services.sop import build_sop

KEPALA = (
    ("tanggal_pembuatan", "Tanggal pembuatan"),
    ("tanggal_revisi", "Tanggal revisi"),
    ("tanggal_efektif", "Tanggal efektif"),
    ("tanggal_pengesahan", "Tanggal pengesahan"),
    ("disahkan_oleh", "Disahkan oleh"),
)
KOTAK = (
    ("dasar_hukum", "Dasar hukum"),
    ("kualifikasi", "Kualifikasi pelaksana"),
    ("keterkaitan", "Keterkaitan"),
    ("peralatan", "Peralatan dan perlengkapan"),
    ("peringatan", "Peringatan"),
    ("pencatatan", "Pencatatan dan pendataan"),
)
"""The six boxes of the regulation's identity sheet, in its order, two to a row."""

LAIN = (
    ("latar_belakang", "Latar belakang"),
    ("tujuan", "Tujuan"),
    ("ruang_lingkup", "Ruang lingkup"),
    ("definisi", "Definisi"),
    ("pengorganisasian", "Pengorganisasian"),
    ("persyaratan", "Persyaratan"),
    ("kriteria", "Kriteria"),
    ("format_data", "Format data"),
    ("dokumen_pelengkap", "Dokumen pelengkap"),
)
TERTULIS = (("tertulis_demikian", "Kata yang tertulis demikian pada naskah (satu kata per baris)"),)
"""Words that look mistyped and stand so in the signed text: it is kept, and a note beside it says so."""

WAJIB_KEPALA = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan", "disahkan_oleh")
LEBAR_KERTAS, TINGGI_KERTAS = 273, 172
"""Room for the drawing on a landscape A4, in millimetres: within the margins, below the heading."""

BERLAKU, DIGANTI, BELUM = "Berlaku", "Digantikan", "Belum berlaku"


@dataclass(frozen=True)
class VersiSop:
    """One version in the list of an office."""

    sop: Sop
    keadaan: str


def list_sop(user: Pengguna) -> list[VersiSop]:
    """Every version of every procedure of the user's offices, the newest first; one of each is in force at most."""
    hasil: list[VersiSop] = []
    berlaku: set[tuple[int, str]] = set()
    for sop in scope_sop(user).select_related("perangkat_daerah"):
        kunci = (sop.perangkat_daerah_id, sop.prosedur)
        keadaan = DIGANTI if kunci in berlaku else BERLAKU
        if sop.berlaku_mulai > sop.perangkat_daerah.hari_ini():
            keadaan = BELUM
        if keadaan == BERLAKU:
            berlaku.add(kunci)
        hasil.append(VersiSop(sop, keadaan))
    return hasil


def build_lembar(sop: Sop) -> dict[str, Any]:
    """Everything that the page of an SOP and its PDF show, but the drawing."""
    isi = build_sop(sop)
    return {
        "sop": sop,
        "isi": isi,
        "kepala": _list_kepala(sop),
        "kotak": [(judul, sop.identitas.get(kunci) or ()) for kunci, judul in KOTAK],
        "lain": [(judul, sop.identitas[kunci]) for kunci, judul in LAIN if sop.identitas.get(kunci)],
        "tertulis": sop.identitas.get("tertulis_demikian") or (),
        "catatan": [langkah for langkah in isi.langkah if langkah.catatan],
        "jumlah_waktu": write_menit(sum(langkah.menit or 0 for langkah in isi.langkah)),
        "uraian": describe_alur(isi),
    }


def _list_kepala(sop: Sop) -> list[tuple[str, str]]:
    """(label, text) of the sheet's head: the usual lines, blank or not, others where filled in."""
    baris = [(judul, sop.identitas.get(kunci, ""), kunci in WAJIB_KEPALA) for kunci, judul in KEPALA]
    isi = [(judul, teks) for judul, teks, wajib in baris if teks or wajib]
    return [("Nomor SOP", sop.nomor), *isi, ("Nama SOP", sop.nama)]


def describe_alur(sop: bentuk.Sop) -> str:
    """The drawing in a sentence, for whoever does not see it."""
    kembali = sum(len(t.kembali_ke) for satu in sop.langkah for t in satu.tindakan)
    return (
        f"Bagan alir {len(sop.langkah)} langkah dengan {kembali} kemungkinan pengembalian. "
        "Daftar langkah memuat hal yang sama."
    )


def render_lembar(sop: Sop) -> bytes:
    """The sheet as PDF/A on landscape A4; the same SOP gives the same bytes.

    Raises SegelError where a font is missing.
    """
    lembar = build_lembar(sop)
    lebar = draw_lembar(lembar["isi"])[0].lebar
    halaman = draw_lembar(lembar["isi"], muat=lebar * TINGGI_KERTAS // LEBAR_KERTAS)
    isi = render_to_string("measurement/sop_cetak.html", {**lembar, "halaman": halaman})
    return render_pdf(isi, gaya="sop_cetak.css")
