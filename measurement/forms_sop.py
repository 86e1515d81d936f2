"""Forms of the SOP editor: the sent draft as measurement.sop_draf has it, a file, the first day in force."""

from collections.abc import Mapping
from typing import Any

from django import forms

from collection.forms_kantor import TanggalField
from measurement.sop import IDENTITAS_DAFTAR, IDENTITAS_TEKS
from measurement.sop_draf import MAKS_LANGKAH, MAKS_TINDAKAN, Draf, DrafLangkah, DrafTindakan
from measurement.sop_toml import MAKS_BYTE

SEL_LANGKAH = ("uraian", "pelaksana", "kelengkapan", "dokumen", "waktu", "output", "catatan")
SEL_TINDAKAN = ("jenis", "peran", "transisi", "kembali_ke")
SEL_KEPALA = ("nomor", "nama", "jenis", "masukan", "menit_per_hari")


def is_utuh(data: Mapping[str, str]) -> bool:
    """Whether the whole form arrived: its last field says so, for a cut one would take steps away."""
    return data.get("lengkap") == "1" and data.get("versi", "").isascii() and data.get("versi", "").isdigit()


def read_kiriman(data: Mapping[str, str]) -> Draf:
    """The draft as sent: steps and acts as far as they are numbered without a gap. Nothing is judged here."""
    langkah = []
    while len(langkah) < MAKS_LANGKAH and f"l{len(langkah) + 1}-uraian" in data:
        awal = f"l{len(langkah) + 1}"
        isi = {nama: _take(data, f"{awal}-{nama}") for nama in SEL_LANGKAH}
        langkah.append(DrafLangkah(**isi, tindakan=_read_tindakan(data, awal)))
    identitas = {kunci: _take(data, f"identitas-{kunci}") for kunci in (*IDENTITAS_TEKS, *IDENTITAS_DAFTAR)}
    return Draf(**{nama: _take(data, nama) for nama in SEL_KEPALA}, identitas=identitas, langkah=tuple(langkah))


def _read_tindakan(data: Mapping[str, str], awal: str) -> tuple[DrafTindakan, ...]:
    tindakan: list[DrafTindakan] = []
    while len(tindakan) < MAKS_TINDAKAN and f"{awal}-t{len(tindakan) + 1}-jenis" in data:
        nomor = len(tindakan) + 1
        tindakan.append(DrafTindakan(**{nama: _take(data, f"{awal}-t{nomor}-{nama}") for nama in SEL_TINDAKAN}))
    return tuple(tindakan)


def _take(data: Mapping[str, str], nama: str) -> str:
    """Line ends as one character; the null character, which no database keeps, never comes from typing."""
    return data.get(nama, "").replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


class UnggahSopForm(forms.Form):
    """An SOP as a TOML file."""

    berkas = forms.FileField(
        label="Berkas SOP (TOML)", widget=forms.FileInput(attrs={"accept": ".toml"}),
        help_text=f"Paling besar {MAKS_BYTE // 1024} KB. Unduh TOML dari versi yang ada sebagai contoh.",
    )  # fmt: skip


class TerbitForm(forms.Form):
    """From when the draft is the office's SOP. The hidden fields say what the user saw."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    pengganti = forms.IntegerField(widget=forms.HiddenInput, required=False)
    mulai = TanggalField(
        label="Berlaku mulai",
        help_text="Pengukuran yang dibuka sejak hari itu memakai versi ini; yang sedang berjalan tidak.",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["mulai"].error_messages["required"] = "Pilih hari pertama berlakunya."
