"""From the SOP to its drawn pages: column widths, row heights, and the lines between them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from measurement.bagan.alur import Alur, Hubungan, JenisPanah, Lambang, Lembar
from measurement.bagan.bentuk import UKURAN, Gambar, Keadaan, Panah, Sel, Simbol, Teks, Titik
from measurement.bagan.jalur import Lajur, Perute, Rencana, Rute
from measurement.bagan.kepala import build_kepala, measure_kepala
from measurement.bagan.lembar import Kunci, Penyusun, split_halaman
from measurement.bagan.teks import HURUF, HURUF_JUDUL, JARAK_SEL, SPASI, measure, wrap
from measurement.sop import Sop

TEPI, JARAK_LAJUR, JARAK_SALURAN = 10, 10, 7
LEBAR_SIMBOL, TINGGI_SIMBOL = UKURAN[Lambang.KOTAK]
LEBAR_JUDUL_MAKS = 96
TINGGI_BARIS, TINGGI_PITA, BAWAH = 64, 36, 6
DASAR_TEKS = 9
"""From the top of a line to the foot of its letters."""

TANPA_KEADAAN = Keadaan()


def draw_bagan(
    sop: Sop, *, kiri: Sequence[Teks] = (), kanan: Sequence[Teks] = (), muat: int | None = None,
    keadaan: Keadaan = TANPA_KEADAAN,
) -> tuple[Gambar, ...]:  # fmt: skip
    """The pages of the flowchart, each at most `muat` units high where that is given, else one.

    The columns of words stand left and right of the pelaksana. Raises ValueError for an SOP without steps or with a
    step without acts.
    """
    if not sop.langkah or not all(langkah.tindakan for langkah in sop.langkah):
        raise ValueError("SOP tanpa langkah atau tindakan tidak dapat digambar.")
    alur, teks = Alur(sop), [*kiri, *kanan]
    sempit = [LEBAR_SIMBOL + 2 * TEPI] * len(alur.kolom)
    sisa = None if muat is None else muat - measure_kepala(kiri, alur.kolom, sempit, kanan)
    tinggi = [measure_baris(n, teks) for n in range(len(sop.langkah))]
    huruf: dict[Kunci, str] = {}
    lembar = [
        Penyusun(alur, awal, akhir, huruf).build()
        for awal, akhir in split_halaman(alur, tinggi, muat=sisa, pita=TINGGI_PITA)
    ]
    rencana = [Perute(satu, len(alur.kolom)).plan() for satu in lembar]
    kisi = Kisi(alur, kiri, kanan, rencana)
    return tuple(Pelukis(alur, kisi, *satu, keadaan).draw() for satu in zip(lembar, rencana, strict=True))


def measure_baris(n: int, teks: Sequence[Teks]) -> int:
    """The height of a step's row: its longest text, at least room for a symbol."""
    baris = max((len(wrap(satu.isi[n], satu.lebar - 2 * JARAK_SEL, HURUF)) for satu in teks), default=0)
    return max(TINGGI_BARIS, _measure_teks(baris))


def _measure_teks(baris: int) -> int:
    return baris * SPASI + 2 * JARAK_SEL


class Kisi:
    """The columns of all pages: words, pelaksana with their margins, words."""

    def __init__(self, alur: Alur, kiri: Sequence[Teks], kanan: Sequence[Teks], rencana: Sequence[Rencana]):
        self.kiri, self.kanan, self.judul = kiri, kanan, alur.kolom
        awal = x = sum(satu.lebar for satu in kiri)
        self.lebar_kolom: list[int] = []
        self.tengah: list[int] = []
        for kolom, judul in enumerate(alur.kolom):
            tepi = [self._measure_tepi(Lajur(kolom, sisi), rencana) for sisi in (-1, 1)]
            kata = max(measure(satu, HURUF_JUDUL, tebal=True) for satu in judul.split())
            lebar = max(sum(tepi) + LEBAR_SIMBOL, min(round(kata) + 2 * JARAK_SEL + 1, LEBAR_JUDUL_MAKS))
            self.tengah.append(x + tepi[0] + LEBAR_SIMBOL // 2 + (lebar - sum(tepi) - LEBAR_SIMBOL) // 2)
            self.lebar_kolom.append(lebar)
            x += lebar
        self.awal, self.akhir = awal, x
        self.lebar = x + sum(satu.lebar for satu in kanan)

    @staticmethod
    def _measure_tepi(lajur: Lajur, rencana: Sequence[Rencana]) -> int:
        return TEPI + JARAK_LAJUR * max(satu.count_lajur(lajur) for satu in rencana)

    def find_lajur(self, lajur: Lajur, urutan: int) -> int:
        """The x of a lane."""
        return self.tengah[lajur.kolom] + lajur.sisi * (LEBAR_SIMBOL // 2 + TEPI + JARAK_LAJUR * urutan)


@dataclass
class Pelukis:
    """Draws a page."""

    alur: Alur
    kisi: Kisi
    lembar: Lembar
    rencana: Rencana
    keadaan: Keadaan
    atas: list[int] = field(default_factory=list)
    tinggi: list[int] = field(default_factory=list)
    simbol: list[Simbol] = field(default_factory=list)

    def draw(self) -> Gambar:
        """The page with its table head."""
        kisi = self.kisi
        kepala = build_kepala(kisi.kiri, kisi.judul, kisi.lebar_kolom, kisi.kanan)
        y = measure_kepala(kisi.kiri, kisi.judul, kisi.lebar_kolom, kisi.kanan)
        for urutan, n in enumerate(self.lembar.baris):
            self.atas.append(y)
            tambah = JARAK_SALURAN * self.rencana.count_saluran(urutan)
            teks = [*kisi.kiri, *kisi.kanan]
            dasar = measure_baris(n, teks) if isinstance(n, int) else max(TINGGI_PITA, _measure_teks(len(n)))
            self.tinggi.append(dasar + tambah)
            y += self.tinggi[-1]
        self.simbol = [self._place(n) for n in range(len(self.lembar.simpul))]
        langkah = [self.alur.baris[n].langkah.nomor for n in self.lembar.baris if isinstance(n, int)]
        return Gambar(
            kisi.lebar,
            y,
            kepala,
            tuple(self._list_sel()),
            tuple(self.simbol),
            tuple(self._list_panah()),
            tuple(langkah),
        )

    def _place(self, urutan: int) -> Simbol:
        simpul = self.lembar.simpul[urutan]
        baris = simpul.baris
        saluran = JARAK_SALURAN * self.rencana.count_saluran(baris)
        y = self.atas[baris] + (self.tinggi[baris] - saluran - 4) // 2
        keadaan = "" if simpul.lambang == Lambang.SEGI_LIMA else self.keadaan.langkah.get(simpul.langkah, "")
        return Simbol(simpul.lambang, self.kisi.tengah[simpul.kolom], y, simpul.langkah, simpul.huruf, keadaan)

    def _list_sel(self) -> Iterator[Sel]:
        """Row by row: words, an empty cell for each pelaksana, words; beside pentagons the sentences about them."""
        kisi = self.kisi
        for urutan, n in enumerate(self.lembar.baris):
            x, y, tinggi = 0, self.atas[urutan], self.tinggi[urutan]
            nomor = self.alur.baris[n].langkah.nomor if isinstance(n, int) else 0
            kotak: list[tuple[int, Teks | None]] = [(satu.lebar, satu) for satu in kisi.kiri]
            kotak += [(lebar, None) for lebar in kisi.lebar_kolom]
            kotak += [(satu.lebar, satu) for satu in kisi.kanan]
            for lebar, teks in kotak:
                baris = self._wrap(n, teks)
                tengah = teks is not None and teks.tengah
                isi = _place_baris(baris, x + (lebar // 2 if tengah else JARAK_SEL), y, tinggi)
                yield Sel(x, y, lebar, tinggi, isi, tengah, nomor, self.keadaan.langkah.get(nomor, ""))
                x += lebar

    def _wrap(self, n: int | tuple[str, ...], teks: Teks | None) -> tuple[str, ...]:
        if teks is None:
            return ()
        if isinstance(n, int):
            return wrap(teks.isi[n], teks.lebar - 2 * JARAK_SEL, HURUF)
        return n if any(teks is satu for satu in self.kisi.kiri[-1:]) else ()

    def _list_panah(self) -> Iterator[Panah]:
        bertanda: set[tuple[int, Lajur]] = set()
        for satu in self.lembar.hubungan:
            if satu.jenis == JenisPanah.ALUR:
                yield self._draw_alur(satu)
            elif satu.jenis == JenisPanah.BERSAMA:
                yield self._draw_bersama(satu)
        for n, rute in enumerate(self.rencana.rute):
            yield self._draw_kembali(n, rute, bertanda)

    def _draw_alur(self, satu: Hubungan) -> Panah:
        dari, ke = self.simbol[satu.dari], self.simbol[satu.ke]
        bawah, atas = dari.y + dari.ukuran[1] // 2, ke.y - ke.ukuran[1] // 2
        titik: list[Titik] = [(dari.x, bawah), (ke.x, atas)]
        if dari.x != ke.x:
            y = self._find_saluran(self.lembar.simpul[satu.dari].baris, 0)
            titik[1:1] = [(dari.x, y), (ke.x, y)]
        ke_kanan = self._is_tidak_di_kanan(satu.dari)
        di = (dari.x + (-4 if ke_kanan else 4), bawah + 9)
        return Panah(
            satu.jenis, tuple(titik), satu.dari, satu.ke, True, satu.label, di, ke_kanan, lewat=_is_lewat(dari)
        )

    def _is_tidak_di_kanan(self, simpul: int) -> bool:
        return any(
            r.hubungan.dari == simpul and r.lajur[0].posisi > 4 * self.lembar.simpul[simpul].kolom + 1
            for r in self.rencana.rute
        )

    def _draw_bersama(self, satu: Hubungan) -> Panah:
        dari, ke = self.simbol[satu.dari], self.simbol[satu.ke]
        sisi = 1 if ke.x > dari.x else -1
        titik = ((dari.find_tepi(0, sisi), dari.y), (ke.find_tepi(0, -sisi), ke.y))
        di = (titik[0][0] + 2 * sisi, dari.y - 4)
        return Panah(
            satu.jenis, titik, satu.dari, satu.ke, satu.berarah, satu.label, di, sisi < 0, lewat=_is_lewat(dari)
        )

    def _draw_kembali(self, n: int, rute: Rute, bertanda: set[tuple[int, Lajur]]) -> Panah:
        """A NO that forks bears its word once, with how often it was said."""
        satu = rute.hubungan
        dari, ke = self.simbol[satu.dari], self.simbol[satu.ke]
        x = [self.kisi.find_lajur(lajur, self.rencana.urutan[satu.dari, lajur]) for lajur in rute.lajur]
        keluar, masuk = (1 if x[0] > dari.x else -1), (1 if x[-1] > ke.x else -1)
        y_dari, y_ke = dari.y + rute.geser[0], ke.y + rute.geser[1]
        tengah: list[Titik] = [(x[0], y_dari)]
        if rute.saluran is not None:
            y = self._find_saluran(rute.saluran, self.rencana.saluran[n] + 1)
            tengah += [(x[0], y), (x[1], y)]
        titik = [(dari.find_tepi(rute.geser[0], keluar), y_dari), *tengah, (x[-1], y_ke)]
        titik.append((ke.find_tepi(rute.geser[1], masuk), y_ke))
        label = "" if (satu.dari, rute.lajur[0]) in bertanda else self._write_label(rute)
        bertanda.add((satu.dari, rute.lajur[0]))
        di = (dari.x + 14 * keluar, dari.y + TINGGI_SIMBOL // 2 + 2)
        return Panah(
            satu.jenis, tuple(titik), satu.dari, satu.ke, True, label, di, keluar < 0,
            self._count_diambil(satu),
        )  # fmt: skip

    def _write_label(self, rute: Rute) -> str:
        satu = rute.hubungan
        bersama = [r for r in self.rencana.rute if r.hubungan.dari == satu.dari and r.lajur[0] == rute.lajur[0]]
        kali = sum(self._count_diambil(r.hubungan) for r in bersama)
        return f"{satu.label} {kali}×" if satu.label and kali else satu.label

    def _count_diambil(self, satu: Hubungan) -> int:
        return sum(self.keadaan.diambil.get((asal, satu.tujuan), 0) for asal in satu.asal)

    def _find_saluran(self, baris: int, urutan: int) -> int:
        """The y of a channel below the symbols of a row; 0 is the flow's own."""
        return self.atas[baris] + self.tinggi[baris] - BAWAH - JARAK_SALURAN * urutan


def _is_lewat(simbol: Simbol) -> bool:
    return simbol.keadaan == "selesai"


def _place_baris(baris: Sequence[str], x: int, y: int, tinggi: int) -> tuple[tuple[int, int, str], ...]:
    """The lines of a cell, in the middle of its height."""
    atas = y + (tinggi - len(baris) * SPASI) // 2
    return tuple((x, atas + n * SPASI + DASAR_TEKS, satu) for n, satu in enumerate(baris))
