"""What becomes of a file that is imported: its rows as people read them, and the changes as they are written."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

JENIS = ("baru", "berubah", "tetap", "salah")


class SelImpor(NamedTuple):
    """One cell that would change, as a person reads it."""

    alamat: str
    nama: str
    lama: str
    baru: str
    catatan: str = ""


@dataclass(slots=True)
class BarisImpor:
    """One row of the file and what becomes of it."""

    lembar: str
    nomor: int
    kode: str
    nama: str
    jenis: str
    sel: list[SelImpor] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    peringatan: list[str] = field(default_factory=list)
    catatan: str = ""

    def write_daftar(self) -> list:
        """As it is stored: in the order of its fields."""
        return [
            self.lembar, self.nomor, self.kode, self.nama, self.jenis, self.sel, self.galat, self.peringatan,
            self.catatan,
        ]  # fmt: skip

    @classmethod
    def read_daftar(cls, isi: list) -> "BarisImpor":
        """As it was stored."""
        return cls(*isi[:5], [SelImpor(*sel) for sel in isi[5]], *isi[6:])


class Ubahan(NamedTuple):
    """One row of the database to add or to change.

    `pk`: its key; of a new one None, of a figure (TargetRenstra, Target, Pagu) always, for `kunci` finds it. `kunci`:
    what it hangs on, column to key; "#3" is the row that the fourth change adds. `lama` and `baru`: the columns that
    differ, decimals as exact text.
    """

    model: str
    pk: int | None
    kunci: dict[str, int | str]
    lama: dict[str, object]
    baru: dict[str, object]
    label: str


LANGSUNG = {
    "targetrenstra": "Target Renstra", "indikator": "Isian indikator", "renstra": "Renstra", "tujuan": "Tujuan",
    "sasaran": "Sasaran", "program": "Program", "kegiatan": "Kegiatan", "subkegiatan": "Sub kegiatan",
}  # fmt: skip
DRAF = {"target": "Target", "pagu": "Pagu"}


def write_tersimpan(model: Collection[str]) -> str:
    """What kinds of row were written, in words, and from when on they count."""
    draf, langsung = ([n for m, n in semua.items() if m in model] for semua in (DRAF, LANGSUNG))
    kalimat = []
    if draf:
        kalimat.append(
            f"{_join(draf)} tersimpan dalam draf Perjanjian Kinerja. Periksa dan tetapkan draf itu pada halaman "
            "Rencana; pengukuran memakainya sesudah itu."
        )
    if langsung:
        kalimat.append(f"{_join(langsung)} tersimpan dan langsung berlaku.")
    return " ".join(kalimat)


def _join(nama: list[str]) -> str:
    *awal, akhir = [nama[0], *(satu[0].lower() + satu[1:] for satu in nama[1:])]
    return f"{', '.join(awal)} dan {akhir}" if awal else akhir


@dataclass(slots=True)
class HasilImpor:
    """All rows of a file against the plan of an office and the agreement of one year."""

    baris: list[BarisImpor] = field(default_factory=list)
    ubahan: list[Ubahan] = field(default_factory=list)
    tak_disebut: int = 0
    catatan: list[str] = field(default_factory=list)

    @property
    def jumlah(self) -> dict[str, int]:
        """How many rows of each kind."""
        hitung = Counter(baris.jenis for baris in self.baris)
        return {jenis: hitung[jenis] for jenis in JENIS}

    def list_lembar(self) -> list[dict]:
        """For each sheet, in the order of the file, how many rows of each kind and how many with a warning."""
        lembar: dict[str, Counter] = {}
        for baris in self.baris:
            hitung = lembar.setdefault(baris.lembar, Counter())
            hitung[baris.jenis] += 1
            hitung["peringatan"] += bool(baris.peringatan)
        return [{"nama": n, **{j: h[j] for j in (*JENIS, "peringatan")}} for n, h in lembar.items()]

    def list_perlu(self) -> list[BarisImpor]:
        """Errors, then warnings, then the rest; a row that stays as it is only where there is something to say."""
        perlu = (b for b in self.baris if b.jenis != "tetap" or b.peringatan or b.catatan)
        return sorted(perlu, key=lambda b: (b.jenis != "salah", not b.peringatan))

    def build_ringkasan(self) -> dict:
        """What the preview page says above its rows."""
        lembar = self.list_lembar()
        return {
            "jumlah": self.jumlah, "tak_disebut": self.tak_disebut, "catatan": self.catatan, "lembar": lembar,
            "peringatan": sum(satu["peringatan"] for satu in lembar),
        }  # fmt: skip
