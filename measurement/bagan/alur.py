"""What stands where in the flowchart of an SOP, before anything is measured: columns, symbols, connections. Pure.

The symbols are the five of PermenPANRB 35/2012: capsule for the first and the last step, box for an activity,
diamond for a decision, arrow, and the pentagon where the drawing goes on on another page.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from collection.enums import Peran, Pilihan
from measurement.sop import Langkah, Sop


class Lambang(Pilihan):
    """The symbols, each with what it says."""

    KAPSUL = "kapsul", "Mulai atau selesai"
    KOTAK = "kotak", "Kegiatan"
    WAJIK = "wajik", "Keputusan (YA atau TIDAK)"
    SEGI_LIMA = "segi-lima", "Sambungan ke halaman lain"


class JenisPanah(Pilihan):
    """What joins two symbols."""

    ALUR = "alur", "Alur kerja"
    BERSAMA = "bersama", "Dikerjakan bersama dalam satu langkah"
    KEMBALI = "kembali", "Dikembalikan (TIDAK)"


Asal = tuple[int, int]
"""An act: the number of its step and its place in the step, from 1."""


@dataclass(frozen=True)
class Simpul:
    """A symbol by row and column of its page. `langkah` is the printed number, that of the far end for a pentagon."""

    lambang: Lambang
    baris: int
    kolom: int
    langkah: int
    huruf: str = ""


@dataclass(frozen=True)
class Hubungan:
    """A connection between two symbols of a page, by their places in its list.

    `berarah`: with an arrow head. `asal`: the acts whose NO it is, `tujuan` the number of the step that it leads to.
    """

    jenis: JenisPanah
    dari: int
    ke: int
    label: str = ""
    berarah: bool = True
    asal: tuple[Asal, ...] = ()
    tujuan: int = 0


@dataclass(frozen=True)
class Lembar:
    """What one page holds: `baris` has the index of a step, or the sentences that explain a row of pentagons."""

    baris: tuple[int | tuple[str, ...], ...]
    simpul: tuple[Simpul, ...]
    hubungan: tuple[Hubungan, ...]


@dataclass(frozen=True)
class Putusan:
    """A NO: from a column of one step back to a column of an earlier one (indices), by these acts."""

    dari: int
    dari_kolom: int
    ke: int
    ke_kolom: int
    asal: tuple[Asal, ...]


@dataclass(frozen=True)
class Baris:
    """One step: its columns from left to right, those that decide, and the columns in the order of its acts."""

    langkah: Langkah
    kolom: tuple[int, ...]
    wajik: frozenset[int]
    urutan: tuple[int, ...]


def list_pelaksana(sop: Sop) -> tuple[str, ...]:
    """The titles of the columns: those that the rows name, else the roles of the acts.

    A row names its pelaksana from left to right, so what several rows agree on is the order; the rest stands as it
    first appears.
    """
    sisa = list(dict.fromkeys(judul for langkah in sop.langkah for judul in _list_sebutan(langkah)))
    sebelum: dict[str, set[str]] = {judul: set() for judul in sisa}
    for daftar in (_list_sebutan(langkah) for langkah in sop.langkah if langkah.pelaksana):
        for n, judul in enumerate(daftar):
            sebelum[judul].update(daftar[:n])
    hasil: list[str] = []
    while sisa:
        bebas = next((judul for judul in sisa if not sebelum[judul] & set(sisa)), sisa[0])
        hasil.append(bebas)
        sisa.remove(bebas)
    return tuple(hasil)


def _list_sebutan(langkah: Langkah) -> list[str]:
    daftar = [judul.strip() for judul in langkah.pelaksana if judul.strip()]
    return list(dict.fromkeys(daftar or [t.peran.label for t in langkah.tindakan]))


class Alur:
    """The SOP as symbols and connections, cut into pages on demand. The SOP must have steps, each with an act."""

    def __init__(self, sop: Sop):
        self.kolom = list_pelaksana(sop)
        peta = _map_peran(sop)
        self.baris = tuple(self._read_baris(langkah, peta) for langkah in sop.langkah)
        self.masuk, self.keluar = self._find_ujung()
        self.putusan = tuple(self._list_putusan(peta))

    def _read_baris(self, langkah: Langkah, peta: dict[Peran, Counter[str]]) -> Baris:
        milik = [self.kolom.index(judul) for judul in _list_sebutan(langkah)]
        urutan = [self._find_kolom(langkah, t.peran, peta) for t in langkah.tindakan]
        wajik = {kolom for kolom, t in zip(urutan, langkah.tindakan, strict=True) if t.kembali_ke}
        return Baris(langkah, tuple(sorted(milik)), frozenset(wajik), tuple(dict.fromkeys(urutan)))

    def _find_kolom(self, langkah: Langkah, peran: Peran, peta: dict[Peran, Counter[str]]) -> int:
        """The column in which this role acts, of those of the step: as other rows have it, else by name."""
        judul = _list_sebutan(langkah)
        suara = peta.get(peran, Counter())
        pilih = max(judul, key=lambda satu: (suara[satu], _is_mirip(satu, peran), -judul.index(satu)))
        return self.kolom.index(pilih)

    def _find_ujung(self) -> tuple[list[int], list[int]]:
        """The column by which the flow comes into each step, and the one by which it leaves."""
        masuk, keluar = [self.baris[0].urutan[0]], []
        for satu, berikut in zip(self.baris, self.baris[1:], strict=False):
            pasangan = [(a, b) for a in _list_keluar(satu) for b in _list_masuk(berikut)]
            a, b = min(pasangan, key=lambda p: (abs(p[0] - p[1]), p))
            keluar.append(a)
            masuk.append(b)
        return masuk, [*keluar, self.baris[-1].urutan[-1]]

    def _list_putusan(self, peta: dict[Peran, Counter[str]]) -> Iterator[Putusan]:
        tempat = {satu.langkah.nomor: n for n, satu in enumerate(self.baris)}
        for n, satu in enumerate(self.baris):
            asal: dict[tuple[int, int], list[Asal]] = {}
            for urutan, t in enumerate(satu.langkah.tindakan, start=1):
                for nomor in t.kembali_ke:
                    kunci = (self._find_kolom(satu.langkah, t.peran, peta), tempat[nomor])
                    asal.setdefault(kunci, []).append((satu.langkah.nomor, urutan))
            for (kolom, ke), acts in asal.items():
                dekat = min(_list_masuk(self.baris[ke]), key=lambda k: (abs(k - kolom), k))
                yield Putusan(n, kolom, ke, dekat, tuple(acts))

    def find_lambang(self, n: int, kolom: int) -> Lambang:
        """The symbol of a step in one of its columns."""
        if kolom in self.baris[n].wajik:
            return Lambang.WAJIK
        ujung = (n == 0 and kolom == self.masuk[0]) or (n == len(self.baris) - 1 and kolom == self.keluar[-1])
        return Lambang.KAPSUL if ujung else Lambang.KOTAK


def _map_peran(sop: Sop) -> dict[Peran, Counter[str]]:
    """How often a role alone stands under a title alone: what the SOP itself says about whose column it is."""
    peta: dict[Peran, Counter[str]] = {}
    for langkah in sop.langkah:
        judul, peran = _list_sebutan(langkah), {t.peran for t in langkah.tindakan}
        if len(judul) == 1:
            for satu in peran:
                peta.setdefault(satu, Counter())[judul[0]] += 1 if len(peran) > 1 else 3
    return peta


def _is_mirip(judul: str, peran: Peran) -> bool:
    """The title names the role, or shortens its name."""
    kecil, label = judul.casefold(), peran.label.casefold()
    return label in kecil or kecil in label or kecil.startswith(peran.value[:4])


def _list_keluar(baris: Baris) -> tuple[int, ...]:
    """A decision is left by its YES; a step of one act in several columns by whichever is nearest."""
    if len(baris.urutan) > 1:
        return (baris.urutan[-1],)
    return tuple(baris.wajik) or baris.kolom


def _list_masuk(baris: Baris) -> tuple[int, ...]:
    return baris.urutan[:1] if len(baris.urutan) > 1 else baris.kolom
