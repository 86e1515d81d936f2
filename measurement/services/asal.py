"""Where the parts of a row came from, as they are frozen with it: agreement, form, evidence, weight."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from collection.enums import BentukBukti
from collection.models import Bukti, Indikator, Periode, Realisasi
from collection.urut import build_kunci_kode
from measurement.ketentuan import SATU

ATAS = {"sasaran": "tujuan", "kegiatan": "program", "subkegiatan": "kegiatan"}


def build_lain(
    realisasi: Realisasi, nomor: int, bobot: Mapping[int, Decimal], bukti: Mapping[int, list[dict[str, str]]]
) -> dict[str, Any]:
    """What a row keeps besides its calculation: place, weight, evidence, and where target and realisasi came from."""
    return {
        "urutan": nomor, "bukti": bukti.get(realisasi.pk, []), "asal": _write_asal(realisasi),
        "bobot": bobot.get(realisasi.target.indikator_id, SATU),
    }  # fmt: skip


def _write_asal(realisasi: Realisasi) -> dict[str, dict[str, Any]]:
    """The agreement (name, number, day, version) of the target; cell, form and moment of the realisasi; what the unit
    wrote about a target that was missed.

    `sumber` is the row of the collection whose figure a measurement took; a row that nobody filled in has no cell.
    """
    pk = realisasi.target.perjanjian_kinerja
    tanggal = pk.tanggal.isoformat() if pk.tanggal else ""
    return {
        "target": {"nama": str(pk), "versi": pk.versi, "nomor": pk.nomor, "tanggal": tanggal},
        "realisasi": {
            "sel": realisasi.pk, "formulir": realisasi.formulir_id, "sumber": getattr(realisasi, "sumber", None),
            "pada": realisasi.diubah_pada.isoformat() if realisasi.diubah_pada else "",
        },
        "penjelasan": {"kendala": realisasi.kendala, "rencana": realisasi.rencana},
    }  # fmt: skip


def list_bukti(periode: Periode) -> dict[int, list[dict[str, str]]]:
    """Realisasi (its key) → name and SHA-256 of all that is attached now; what was replaced or taken off is not."""
    hasil: dict[int, list[dict[str, str]]] = {}
    for bukti in Bukti.objects.kini().filter(realisasi__formulir__periode=periode):
        hasil.setdefault(bukti.realisasi_id, []).append(freeze_bukti(bukti))
    return hasil


def build_jalur(indikator: Indikator) -> list[list[str]]:
    """From tujuan or program down to what the indicator measures: (jenis, kode, uraian)."""
    induk, rantai = indikator.induk, []
    while induk is not None:
        jenis = induk._meta.model_name
        rantai.append([jenis.replace("subkegiatan", "sub_kegiatan"), induk.kode, str(induk)])
        induk = getattr(induk, ATAS.get(jenis, ""), None)
    return rantai[::-1]


def build_urutan(indikator: Indikator) -> tuple:
    """By what the rows of a kertas kerja are sorted: the plan's order, what measures programs last."""
    jalur = build_jalur(indikator)
    return (jalur[0][0] == "program", [build_kunci_kode(kode) for _, kode, _ in jalur], indikator.kunci_urut)


def freeze_bukti(bukti: Bukti) -> dict[str, str]:
    """A file by name and hash; a link or a note with what it is and says, for there is no file to look at."""
    isi = {"nama": bukti.nama, "sha256": bukti.sha256}
    if bukti.bentuk != BentukBukti.BERKAS:
        isi |= {"bentuk": bukti.bentuk, "isi": bukti.isi}
    return isi | ({"halaman": bukti.halaman} if bukti.halaman else {})


def write_sebutan_bukti(bukti: Mapping[str, str]) -> str:
    """Frozen evidence in words: "a.pdf (hal. 3–5)", a link with its address, a note with all of its text."""
    sebutan = bukti["nama"]
    if bukti.get("bentuk") == BentukBukti.TAUTAN:
        tanpa_judul = sebutan == bukti["isi"].removeprefix("https://")
        sebutan = f"Tautan {bukti['isi']}" if tanpa_judul else f"Tautan {sebutan}: {bukti['isi']}"
    elif bukti.get("bentuk") == BentukBukti.TEKS:
        sebutan = f"Catatan: {bukti['isi']}"
    return f"{sebutan} ({bukti['halaman']})" if bukti.get("halaman") else sebutan
