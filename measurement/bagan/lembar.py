"""One page of the flowchart: the symbols and connections of some steps, with the pentagons to other pages. Pure."""

from dataclasses import dataclass, field
from typing import Literal

from measurement.bagan.alur import Alur, Hubungan, JenisPanah, Lambang, Lembar, Putusan, Simpul

Kunci = tuple[Literal["alur", "kembali"], int, int, int, int]
"""A connection that is cut by the end of a page: its kind, and where it comes from and leads to."""


@dataclass
class Sambungan:
    """A pentagon to be: the connection that it continues, what to say of it, its column, the step at the far end."""

    kunci: Kunci
    kata: str
    kolom: int
    langkah: int
    pita: int = 0


@dataclass
class Penyusun:
    """Collects a page."""

    alur: Alur
    awal: int
    akhir: int
    huruf: dict[Kunci, str]
    simpul: list[Simpul] = field(default_factory=list)
    hubungan: list[Hubungan] = field(default_factory=list)
    tempat: dict[tuple[int, int], int] = field(default_factory=dict)
    ujung: dict[Kunci, int] = field(default_factory=dict)
    kata: dict[int, list[str]] = field(default_factory=dict)

    def build(self) -> Lembar:
        """The page, rows from top to bottom."""
        atas, bawah = list_atas(self.alur, self.awal, self.akhir), list_bawah(self.alur, self.awal, self.akhir)
        pita_atas, isi = self._count_atas(), self.akhir - self.awal
        for satu in atas:
            self._add_sambungan(satu, pita_atas - 1 - satu.pita)
        for n in range(self.awal, self.akhir):
            self._add_langkah(n, pita_atas + n - self.awal)
        for satu in bawah:
            self._add_sambungan(satu, pita_atas + isi + satu.pita)
        self._join_alur()
        for putusan in self.alur.putusan:
            self._join_putusan(putusan)
        baris = range(pita_atas + isi + count_pita(bawah))
        return Lembar(tuple(map(self._read_baris, baris)), tuple(self.simpul), tuple(self.hubungan))

    def _read_baris(self, baris: int) -> int | tuple[str, ...]:
        return tuple(self.kata[baris]) if baris in self.kata else self.awal + baris - self._count_atas()

    def _count_atas(self) -> int:
        return count_pita(list_atas(self.alur, self.awal, self.akhir))

    def _add_sambungan(self, satu: Sambungan, baris: int) -> None:
        self.ujung[satu.kunci] = len(self.simpul)
        huruf = self.huruf.setdefault(satu.kunci, _write_huruf(len(self.huruf)))
        self.kata.setdefault(baris, []).append(f"{huruf}: {satu.kata} langkah {satu.langkah}.")
        self.simpul.append(Simpul(Lambang.SEGI_LIMA, baris, satu.kolom, satu.langkah, huruf))

    def _add_langkah(self, n: int, baris: int) -> None:
        satu = self.alur.baris[n]
        for kolom in satu.kolom:
            self.tempat[n, kolom] = len(self.simpul)
            self.simpul.append(Simpul(self.alur.find_lambang(n, kolom), baris, kolom, satu.langkah.nomor))
        for kiri, kanan in zip(satu.kolom, satu.kolom[1:], strict=False):
            self.hubungan.append(self._join_bersama(n, kiri, kanan))

    def _join_bersama(self, n: int, kiri: int, kanan: int) -> Hubungan:
        """A plain line; an arrow where the one acts before the other."""
        urutan = self.alur.baris[n].urutan
        berarah = kiri in urutan and kanan in urutan
        if berarah and urutan.index(kiri) > urutan.index(kanan):
            kiri, kanan = kanan, kiri
        label = "YA" if berarah and kiri in self.alur.baris[n].wajik else ""
        return Hubungan(JenisPanah.BERSAMA, self.tempat[n, kiri], self.tempat[n, kanan], label, berarah)

    def _join_alur(self) -> None:
        for n in range(self.awal - 1, self.akhir):
            kunci = _key_alur(n)
            dari = self.tempat.get((n, self.alur.keluar[n]), self.ujung.get(kunci)) if n >= 0 else None
            akhir = n + 1 >= len(self.alur.baris)
            ke = None if akhir else self.tempat.get((n + 1, self.alur.masuk[n + 1]), self.ujung.get(kunci))
            if dari is not None and ke is not None:
                label = "YA" if self.simpul[dari].lambang == Lambang.WAJIK else ""
                self.hubungan.append(Hubungan(JenisPanah.ALUR, dari, ke, label))

    def _join_putusan(self, satu: Putusan) -> None:
        kunci = _key_putusan(satu)
        dari = self.tempat.get((satu.dari, satu.dari_kolom), self.ujung.get(kunci))
        ke = self.tempat.get((satu.ke, satu.ke_kolom), self.ujung.get(kunci))
        if dari is not None and ke is not None:
            label = "TIDAK" if self.simpul[dari].lambang == Lambang.WAJIK else ""
            tujuan = self.alur.baris[satu.ke].langkah.nomor
            self.hubungan.append(Hubungan(JenisPanah.KEMBALI, dari, ke, label, True, satu.asal, tujuan))


def list_atas(alur: Alur, awal: int, akhir: int) -> list[Sambungan]:
    """The pentagons above the first step of a page: the flow that goes on, and returns to earlier pages."""
    hasil = []
    if awal:
        hasil.append(
            Sambungan(_key_alur(awal - 1), "lanjutan dari", alur.masuk[awal], alur.baris[awal - 1].langkah.nomor)
        )
    for satu in alur.putusan:
        if awal <= satu.dari < akhir and satu.ke < awal:
            hasil.append(
                Sambungan(_key_putusan(satu), "kembali ke", satu.dari_kolom, alur.baris[satu.ke].langkah.nomor)
            )
    return _stack(hasil)


def list_bawah(alur: Alur, awal: int, akhir: int) -> list[Sambungan]:
    """The pentagons below the last step of a page: where the flow goes on, and returns from later pages."""
    hasil = []
    if akhir < len(alur.baris):
        hasil.append(
            Sambungan(_key_alur(akhir - 1), "berlanjut ke", alur.keluar[akhir - 1], alur.baris[akhir].langkah.nomor)
        )
    for satu in alur.putusan:
        if awal <= satu.ke < akhir <= satu.dari:
            hasil.append(
                Sambungan(_key_putusan(satu), "dikembalikan dari", satu.ke_kolom, alur.baris[satu.dari].langkah.nomor)
            )
    return _stack(hasil)


def _stack(semua: list[Sambungan]) -> list[Sambungan]:
    """Each in the first row where its column is free; row 0 is the one next to the steps."""
    terisi: set[tuple[int, int]] = set()
    for satu in semua:
        satu.pita = next(n for n in range(len(semua)) if (n, satu.kolom) not in terisi)
        terisi.add((satu.pita, satu.kolom))
    return semua


def count_pita(semua: list[Sambungan]) -> int:
    """How many rows the pentagons take."""
    return max((satu.pita + 1 for satu in semua), default=0)


def split_halaman(alur: Alur, tinggi: list[int], *, muat: int | None, pita: int) -> list[tuple[int, int]]:
    """The pages as (first step, step after the last), each at most `muat` high where there is a limit.

    As few as can be, and then as equal as can be. A step that is higher than a page has one of its own.
    """
    if muat is None:
        return [(0, len(tinggi))]
    terbaik = _fill(alur, tinggi, muat, pita)
    kurang, cukup = 0, muat
    while cukup - kurang > 1:
        coba = (kurang + cukup) // 2
        potong = _fill(alur, tinggi, coba, pita)
        if len(potong) == len(terbaik):
            terbaik, cukup = potong, coba
        else:
            kurang = coba
    return terbaik


def _fill(alur: Alur, tinggi: list[int], muat: int, pita: int) -> list[tuple[int, int]]:
    """Pages filled one after the other."""
    hasil, awal = [], 0
    while awal < len(tinggi):
        akhir = awal + 1
        while akhir < len(tinggi) and _measure(alur, tinggi, awal, akhir + 1, pita) <= muat:
            akhir += 1
        hasil.append((awal, akhir))
        awal = akhir
    return hasil


def _measure(alur: Alur, tinggi: list[int], awal: int, akhir: int, pita: int) -> int:
    jumlah = count_pita(list_atas(alur, awal, akhir)) + count_pita(list_bawah(alur, awal, akhir))
    return sum(tinggi[awal:akhir]) + jumlah * pita


def _key_alur(n: int) -> Kunci:
    return ("alur", n, 0, n + 1, 0)


def _key_putusan(satu: Putusan) -> Kunci:
    return ("kembali", satu.dari, satu.dari_kolom, satu.ke, satu.ke_kolom)


def _write_huruf(n: int) -> str:
    """A, B, … Z, AA, AB …"""
    return (_write_huruf(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)
