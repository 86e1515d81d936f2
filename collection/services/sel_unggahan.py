"""One cell of an uploaded form's workbook: what it held, what the file says, what stands there now, what is decided."""

from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal

from collection.angka import format_nilai
from collection.enums import Pilihan
from collection.models import Formulir, Pengguna, Realisasi, RealisasiAnggaran
from collection.queries import scope_formulir_isian

BIARKAN, BERKAS = "kini", "berkas"
"""The two decisions about any cell: what is stored stays, or what the file says is written."""


class KeadaanUnggahan(Pilihan):
    """What becomes of a cell of the file."""

    UBAH = "ubah", "Berubah"
    BENTROK = "bentrok", "Diubah orang lain"
    TANYA = "tanya", "Perlu dipastikan"
    SALAH = "salah", "Salah"
    LEWAT = "lewat", "Tidak dapat Anda isi"


@dataclass
class SelUnggahan:
    """A cell that differs. `isi` types the file's value; `semula`, `kini` and `baru` are as people read them.

    `sidik` is of what stood in the cell at the preview. `pilihan`: other texts to type, where the file's is unclear.
    Once written: `ketik_lama` types the value that was there, `sidik_baru` is of what was written, and `putusan` says
    what was decided about a cell that was asked about: BERKAS, BIARKAN, or the reading that was meant.
    """

    formulir: int
    baris: str
    kolom: str
    lembar: str
    nomor: int
    huruf: str
    unit: str
    label: str
    judul: str
    keadaan: str
    isi: str = ""
    semula: str = ""
    kini: str = ""
    baru: str = ""
    sidik: str = ""
    pesan: str = ""
    pengubah: str = ""
    pilihan: list[str] = field(default_factory=list)
    ketik_lama: str = ""
    sidik_baru: str = ""
    putusan: str | None = None

    @property
    def diputuskan(self) -> str:
        """How it was decided, in words; empty where nothing was asked. Uploads of earlier versions kept no decision."""
        if not self.ditanyakan:
            return ""
        if self.putusan == BIARKAN or (self.putusan is None and not self.sidik_baru):
            return "Yang tersimpan dibiarkan"
        if self.putusan in (BERKAS, None):
            return "Isi berkas dipakai"
        return f"Dibaca sebagai {self.putusan}" if self.putusan else "Dikosongkan"

    @property
    def akhir(self) -> str:
        """What the cell held after the decision, as people read it; empty for an empty cell."""
        if self.diputuskan and self.putusan == BIARKAN:
            return self.kini
        return self.putusan if self.putusan not in (BERKAS, BIARKAN, None) else self.baru

    @property
    def tempat(self) -> str:
        """Where it stands in the file."""
        return f"{self.lembar} {self.huruf}{self.nomor}"

    @property
    def ditanyakan(self) -> bool:
        """Whether a person has to decide about it before anything is written."""
        return self.keadaan in (KeadaanUnggahan.BENTROK, KeadaanUnggahan.TANYA)

    @property
    def sebab(self) -> str:
        """Why it is asked about, refused or left alone, as a sentence."""
        return self.pesan or f"Diubah orang lain menjadi “{self.kini or 'kosong'}” ({self.pengubah})."

    def write_daftar(self) -> list:
        """As it is stored: in the order of its fields."""
        return list(asdict(self).values())

    @classmethod
    def read_daftar(cls, isi: list) -> "SelUnggahan":
        """As it was stored; by an earlier version with fewer fields."""
        return cls(**dict(zip((satu.name for satu in fields(cls)), isi, strict=False)))


@dataclass
class Cacat:
    """What is wrong with the file besides the value of a cell, with its place."""

    lembar: str
    baris: int
    kolom: str
    pesan: str


@dataclass
class HasilUnggahan:
    """All that an uploaded workbook would change, or cannot."""

    sel: list[SelUnggahan] = field(default_factory=list)
    cacat: list[Cacat] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    sama: int = 0

    def count(self, keadaan: KeadaanUnggahan) -> int:
        """How many cells are so."""
        return sum(satu.keadaan == keadaan for satu in self.sel)

    def build_ringkasan(self) -> dict:
        """What the preview page says above its cells; faults of the file itself count as wrong."""
        jumlah = {satu.value: self.count(satu) for satu in KeadaanUnggahan}
        jumlah["salah"] += len(self.cacat)
        return {"jumlah": jumlah, "sama": self.sama, "catatan": self.catatan, "cacat": [asdict(c) for c in self.cacat]}


def write_tampil(baris: Realisasi | RealisasiAnggaran, kolom: str, nilai: Decimal | str | None) -> str:
    """A value of a cell as people read it."""
    if not isinstance(nilai, Decimal):
        return nilai or ""
    if kolom == "nilai":
        return baris.target.indikator.write_nilai(nilai)
    return format_nilai(nilai)


def find_larangan(formulir: Formulir, user: Pengguna) -> str:
    """Why the user may not write into the form now, as a sentence; empty where the user may."""
    if not scope_formulir_isian(user).filter(pk=formulir.pk).exists():
        return f"{formulir} diisi oleh {formulir.unit}."
    return "" if formulir.dapat_diisi else f"{formulir} terkunci: {formulir.get_status_display()}."
