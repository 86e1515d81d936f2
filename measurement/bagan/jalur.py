"""By which way each return arrow of a page goes back: lanes in the margins of the columns. Pure.

Symbols stand in the middle of their column and flow arrows turn below their row, so that a line in a margin meets no
symbol. Positions are counted in quarters of a column: 4k is the left margin of column k, 4k + 1 to 4k + 2 its symbol,
4k + 3 its right margin.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from measurement.bagan.alur import Hubungan, JenisPanah, Lambang, Lembar, Simpul

GESER_KELUAR = (0, 8, -8, 4, -4, 12, -12)
GESER_MASUK = (0, -8, 8, -4, 4, -12, 12)
GESER_SEGI_LIMA = (0, -8, -4)
"""At which heights beside its middle an arrow leaves or meets a symbol, in the order of preference."""

BIAYA_SILANG, BIAYA_PAKAI, BIAYA_GESER = 3, 4, 6


@dataclass(frozen=True, order=True)
class Lajur:
    """The left (-1) or right (1) margin of a column."""

    kolom: int
    sisi: int

    @property
    def posisi(self) -> int:
        """In quarters of a column."""
        return 4 * self.kolom + (0 if self.sisi < 0 else 3)


@dataclass(frozen=True)
class Rute:
    """The way of one return. `lajur`: one margin, or two where a channel joins them below row `saluran`.

    `geser`: heights beside the middle at its origin and at its target.
    """

    hubungan: Hubungan
    lajur: tuple[Lajur, ...]
    geser: tuple[int, int]
    saluran: int | None = None


@dataclass(frozen=True)
class Ruas:
    """A level line within a row: its height, its ends in quarters, and whose it is."""

    geser: int
    kiri: float
    kanan: float
    asal: int


@dataclass
class Rencana:
    """The ways of all returns of a page, the rank of each in its margins (0 is nearest to the symbols) and channel."""

    rute: list[Rute]
    urutan: dict[tuple[int, Lajur], int] = field(default_factory=dict)
    saluran: dict[int, int] = field(default_factory=dict)

    def count_lajur(self, lajur: Lajur) -> int:
        """How many lanes a margin needs."""
        return max((n + 1 for (_, satu), n in self.urutan.items() if satu == lajur), default=0)

    def count_saluran(self, baris: int) -> int:
        """How many returns pass below a row."""
        return sum(self.rute[n].saluran == baris for n in self.saluran)


class Perute:
    """Finds the ways one by one, the shortest first, each past those that are there."""

    def __init__(self, lembar: Lembar, kolom: int):
        self.simpul = lembar.simpul
        self.hubungan = lembar.hubungan
        self.pilihan = [Lajur(k, sisi) for k in range(kolom) for sisi in (-1, 1)]
        self.ruas: dict[int, list[Ruas]] = {}
        self.rute: list[Rute] = []
        self.pakai: list[tuple[Lajur, float, float, int]] = []
        for satu in self.hubungan:
            if satu.jenis == JenisPanah.BERSAMA:
                kiri, kanan = sorted((self.simpul[satu.dari].kolom, self.simpul[satu.ke].kolom))
                ruas = Ruas(0, 4 * kiri + 2, 4 * kanan + 1, -1)
                self.ruas.setdefault(self.simpul[satu.dari].baris, []).append(ruas)

    def plan(self) -> Rencana:
        """The ways of all returns."""
        kembali = [satu for satu in self.hubungan if satu.jenis == JenisPanah.KEMBALI]
        terdekat = {
            satu.dari: min(self._measure(lain) for lain in kembali if lain.dari == satu.dari) for satu in kembali
        }
        # Of one decision the way with the fewest choices goes first, so that the others can share it.
        for satu in sorted(kembali, key=lambda s: (terdekat[s.dari], s.dari, len(self._list_bebas(s)), s.ke)):
            self.rute.append(self._find_rute(satu))
        rencana = Rencana(self.rute)
        rencana.urutan = dict(_rank(self.pakai))
        for n, rute in enumerate(self.rute):
            if rute.saluran is not None:
                rencana.saluran[n] = sum(self.rute[lain].saluran == rute.saluran for lain in rencana.saluran)
        return rencana

    def _measure(self, satu: Hubungan) -> tuple[int, int, int]:
        dari, ke = self.simpul[satu.dari], self.simpul[satu.ke]
        return dari.baris - ke.baris, dari.baris, dari.kolom

    def _find_rute(self, satu: Hubungan) -> Rute:
        dari, ke = self.simpul[satu.dari], self.simpul[satu.ke]
        lulus = self._list_bebas(satu)
        if lulus:
            pilih: tuple[Lajur, ...] = (min(lulus, key=lambda lajur: (self._weigh(satu, lajur), lajur)),)
            jalan: list[tuple[Lajur, float, float]] = [(pilih[0], ke.baris, dari.baris)]
        else:
            pilih = self._find_dua(satu)
            jalan = [(pilih[0], ke.baris + 0.5, dari.baris), (pilih[1], ke.baris, ke.baris + 0.5)]
        self.pakai += [(lajur, atas, bawah, satu.dari) for lajur, atas, bawah in jalan]
        keluar = self._take(dari, pilih[0], satu.dari, GESER_KELUAR)
        masuk = self._take(ke, pilih[-1], -2 - len(self.rute), GESER_MASUK)
        return Rute(satu, pilih, (keluar, masuk), None if lulus else ke.baris)

    def _list_bebas(self, satu: Hubungan) -> list[Lajur]:
        dari, ke = self.simpul[satu.dari], self.simpul[satu.ke]
        return [lajur for lajur in self.pilihan if self._is_bebas(dari, lajur) and self._is_bebas(ke, lajur)]

    def _find_dua(self, satu: Hubungan) -> tuple[Lajur, Lajur]:
        """A margin of the origin and one of the target, joined by a channel: always possible."""
        dari, ke = self.simpul[satu.dari], self.simpul[satu.ke]
        sisi = 1 if ke.kolom > dari.kolom else -1
        return Lajur(dari.kolom, sisi), Lajur(ke.kolom, -sisi)

    def _is_bebas(self, simpul: Simpul, lajur: Lajur) -> bool:
        """No other symbol of the row stands between the symbol and the margin."""
        kiri, kanan = sorted((4 * simpul.kolom + 1.5, lajur.posisi))
        lain = (s for s in self.simpul if s.baris == simpul.baris and s.kolom != simpul.kolom)
        return not any(kiri < 4 * s.kolom + 1.5 < kanan for s in lain)

    def _weigh(self, satu: Hubungan, lajur: Lajur) -> float:
        """Length, crossings, company, and bent starts: the least is the best."""
        dari, ke = self.simpul[satu.dari], self.simpul[satu.ke]
        biaya = sum(abs(lajur.posisi - 4 * s.kolom - 1.5) for s in (dari, ke))
        biaya += BIAYA_SILANG * sum(self._is_silang(lain, lajur, ke.baris, dari.baris) for lain in self.hubungan)
        for lain, atas, bawah, asal in self.pakai:
            if lain == lajur and asal == satu.dari:
                biaya -= BIAYA_PAKAI
            elif lain == lajur and atas <= dari.baris and ke.baris <= bawah:
                biaya += BIAYA_PAKAI
        for simpul in (dari, ke):
            kiri, kanan = _span(simpul, lajur)
            ruas = [r for r in self.ruas.get(simpul.baris, ()) if r.asal != satu.dari]
            biaya += BIAYA_GESER * any(r.geser == 0 and r.kiri < kanan and kiri < r.kanan for r in ruas)
        return biaya

    def _is_silang(self, lain: Hubungan, lajur: Lajur, atas: int, bawah: int) -> bool:
        """A flow arrow or a joining line lies across the margin between these rows."""
        if lain.jenis == JenisPanah.KEMBALI:
            return False
        dari, ke = self.simpul[lain.dari], self.simpul[lain.ke]
        kiri, kanan = sorted((4 * dari.kolom + 1.5, 4 * ke.kolom + 1.5))
        return atas <= dari.baris and ke.baris <= bawah and kiri < lajur.posisi < kanan

    def _take(self, simpul: Simpul, lajur: Lajur, asal: int, pilihan: Iterable[int]) -> int:
        """The first height at which the way to the margin is free; one origin leaves at one height."""
        kiri, kanan = _span(simpul, lajur)
        ruas = self.ruas.setdefault(simpul.baris, [])
        if simpul.lambang == Lambang.SEGI_LIMA:
            pilihan = GESER_SEGI_LIMA
        penuh = {r.geser for r in ruas if r.asal != asal and r.kiri < kanan and kiri < r.kanan}
        geser = next((g for g in pilihan if g not in penuh), min(pilihan))
        ruas.append(Ruas(geser, kiri, kanan, asal))
        return geser


def _span(simpul: Simpul, lajur: Lajur) -> tuple[float, float]:
    """The level line from a symbol to a margin, in quarters."""
    if lajur.posisi > 4 * simpul.kolom + 1:
        return 4 * simpul.kolom + 2, lajur.posisi
    return lajur.posisi, 4 * simpul.kolom + 1


def _rank(pakai: Sequence[tuple[Lajur, float, float, int]]) -> Iterator[tuple[tuple[int, Lajur], int]]:
    """A lane for each origin in each margin: two that meet in some row are apart, shorter ones nearer the symbols."""
    rentang: dict[tuple[int, Lajur], tuple[float, float]] = {}
    for lajur, atas, bawah, asal in pakai:
        lama = rentang.get((asal, lajur), (atas, bawah))
        rentang[asal, lajur] = min(lama[0], atas), max(lama[1], bawah)
    penuh: list[tuple[Lajur, int, float, float]] = []
    for (asal, lajur), (atas, bawah) in sorted(rentang.items(), key=lambda isi: (isi[1][1] - isi[1][0], isi[0])):
        dipakai = {n for lain, n, a, b in penuh if lain == lajur and a <= bawah and atas <= b}
        n = next(n for n in range(len(rentang)) if n not in dipakai)
        penuh.append((lajur, n, atas, bawah))
        yield (asal, lajur), n
