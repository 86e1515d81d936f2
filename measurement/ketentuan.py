"""What a Metodologi lays down, as plain values: what is wrong with it, how it reads, where two differ. Pure.

docs/rumus_capaian.md, section 9, tells what each setting does to a figure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from collection.angka import NOL, format_angka, format_nilai
from collection.enums import Rumus
from measurement.capaian import PITA_BAKU, Aturan, Pita, sort_pita, write_syarat
from measurement.konsolidasi import DESIMAL_PERSEN

RUMUS_TURUN = (Rumus.MIN_SELISIH, Rumus.MIN_RASIO)
BATAS_ATAS = (None, Decimal(100), Decimal(110), Decimal(120), Decimal(150))
BATAS_BAWAH = (None, NOL)
DESIMAL = (0, 1, 2)
TINGKAT = (1, 2, 3, 4, 5)
PITA_MAKS = 10
PANJANG_LABEL = 40
BATAS_PITA = Decimal(1000)
BOBOT_MAKS = Decimal(1000)
DUA = "paling banyak dua angka di belakang koma"
SATU = Decimal(1)
DASAR_BAKU = "Skala nilai peringkat kinerja Permendagri Nomor 86 Tahun 2017"
Skala = tuple[tuple[Pita, int], ...]
"""Bands from the top down, each with its `tingkat`: 5 the best colour, 1 the worst; several may share one."""
SKALA_BAKU: Skala = tuple(
    (Pita(p.batas_bawah, p.label, p.inklusif), len(PITA_BAKU) - nomor) for nomor, p in enumerate(PITA_BAKU)
)


@dataclass(frozen=True)
class Ketentuan:
    """The settings of one version; percentages are plain numbers. `bobot`: indicator (its key) → weight, where not 1.

    `rumus_turun` is the rumus that an indicator of the kind "lower is better" is expected to have; an indicator keeps
    its own. `ambang_efisiensi` is in percent points.
    """

    batas_atas: Decimal | None = None
    batas_bawah: Decimal | None = None
    nihil_terlampaui: Decimal | None = NOL
    rumus_turun: Rumus = Rumus.MIN_SELISIH
    desimal: int = DESIMAL_PERSEN
    ambang_efisiensi: Decimal = Decimal(5)
    capaian_efisiensi: Decimal = Decimal(100)
    dasar: str = DASAR_BAKU
    skala: Skala = SKALA_BAKU
    bobot: Mapping[int, Decimal] = field(default_factory=dict)

    @property
    def aturan(self) -> Aturan:
        """As the arithmetic of one indicator takes it."""
        return Aturan(self.batas_atas, self.batas_bawah, self.nihil_terlampaui, self.desimal)

    @property
    def pita(self) -> tuple[Pita, ...]:
        """The bands alone, from the top down."""
        return tuple(pita for pita, _ in self.skala)

    @property
    def baris_skala(self) -> list[tuple[str, int, str]]:
        """(label, tingkat, rule) of each band, as a table shows them."""
        return [(pita.label, tingkat, write_syarat(pita, self.pita)) for pita, tingkat in self.skala]


def sort_skala(skala: Mapping[Pita, int]) -> Skala:
    """The bands from the top down."""
    return tuple((pita, skala[pita]) for pita in sort_pita(skala))


def find_kesalahan(isi: Ketentuan) -> dict[str, list[str]]:
    """Everything that is wrong, as sentences by field; empty where the settings can be used."""
    semua = {
        "batas_atas": _tell(isi.batas_atas in BATAS_ATAS, "Batas atas capaian: pilih salah satu."),
        "batas_bawah": _tell(isi.batas_bawah in BATAS_BAWAH, "Batas bawah capaian: pilih salah satu."),
        "nihil_terlampaui": _tell(isi.nihil_terlampaui in BATAS_BAWAH, "Target nihil terlampaui: pilih salah satu."),
        "rumus_turun": _tell(isi.rumus_turun in RUMUS_TURUN, "Rumus bawaan: pilih salah satu."),
        "desimal": _tell(isi.desimal in DESIMAL, "Angka di belakang koma: 0, 1, atau 2."),
        "ambang_efisiensi": _tell(
            _is_antara(isi.ambang_efisiensi, 100), f"Ambang efisiensi antara 0 dan 100 poin, {DUA}."
        ),
        "capaian_efisiensi": _tell(
            _is_antara(isi.capaian_efisiensi, 200), f"Capaian terendah antara 0 dan 200 %, {DUA}."
        ),
        "dasar": _tell(bool(isi.dasar.strip()), "Tulis dasar skala kategori: peraturan atau keputusan yang dipakai."),
        "pita": list(_list_salah_pita(isi.skala)),
        "bobot": _tell(
            all(_is_antara(b, BOBOT_MAKS) for b in isi.bobot.values()), f"Bobot antara 0 dan {BOBOT_MAKS}, {DUA}."
        ),
    }  # fmt: skip
    return {nama: pesan for nama, pesan in semua.items() if pesan}


def _is_antara(nilai: Decimal, atas: Decimal | int) -> bool:
    return 0 <= nilai <= atas and nilai == round(nilai, DESIMAL_PERSEN)


def _tell(benar: bool, pesan: str) -> list[str]:
    return [] if benar else [pesan]


def _list_salah_pita(skala: Skala) -> Iterator[str]:
    """Every printed value must fall into exactly one band, and a better band may not look worse."""
    label = [pita.label.strip() for pita, _ in skala]
    if not 2 <= len(skala) <= PITA_MAKS:
        yield f"Skala kategori terdiri dari 2 sampai {PITA_MAKS} baris."
    if not all(label) or max(map(len, label), default=0) > PANJANG_LABEL:
        yield f"Setiap kategori perlu nama, paling panjang {PANJANG_LABEL} huruf."
    if len({satu.lower() for satu in label}) < len(label):
        yield "Dua kategori bernama sama."
    terbuka = sum(pita.batas_bawah is None for pita, _ in skala)
    if terbuka != 1:
        yield "Tepat satu kategori tanpa batas bawah: kategori terendah, tempat semua nilai selebihnya."
    yield from _list_salah_batas(skala)


def _list_salah_batas(skala: Skala) -> Iterator[str]:
    batas = [(pita.batas_bawah, pita.inklusif) for pita, _ in skala if pita.batas_bawah is not None]
    if len(set(batas)) < len(batas):
        yield "Dua kategori mempunyai batas bawah yang sama."
    if any(abs(nilai) > BATAS_PITA or nilai != round(nilai, DESIMAL_PERSEN) for nilai, _ in batas):
        yield f"Batas bawah antara -{BATAS_PITA} dan {BATAS_PITA}, {DUA}."
    tingkat = [satu for _, satu in sort_skala(dict(skala))]
    if any(satu not in TINGKAT for satu in tingkat):
        yield "Warna kategori: pilih salah satu."
    if tingkat != sorted(tingkat, reverse=True):
        yield "Warna harus menurun bersama batasnya: kategori yang lebih tinggi tidak boleh berwarna lebih buruk."


def write_ketentuan(isi: Ketentuan) -> list[tuple[str, str]]:
    """(label, text) of every setting but the weights, as a person reads it; the order of the form."""
    return [
        ("Batas atas capaian", _write_batas(isi.batas_atas, isi.desimal)),
        ("Batas bawah capaian", _write_batas(isi.batas_bawah, isi.desimal)),
        ("Target nihil terlampaui", _write_nihil(isi.nihil_terlampaui)),
        ("Rumus bawaan, makin rendah makin baik", isi.rumus_turun.label),
        ("Pembulatan", write_pembulatan(isi.desimal)),
        ("Efisiensi", write_efisiensi(isi.ambang_efisiensi, isi.capaian_efisiensi)),
        ("Kategori", "; ".join(f"{pita.label} {write_syarat(pita, isi.pita)}" for pita in isi.pita)),
        ("Dasar", isi.dasar),
    ]


def write_pembulatan(desimal: int) -> str:
    """How a capaian is rounded, in words."""
    angka = {0: "tanpa angka", 1: "satu angka", 2: "dua angka"}[desimal]
    return f"{angka} di belakang koma, setengah ke atas, sekali pada akhir hitungan"


def write_efisiensi(ambang: Decimal, capaian: Decimal) -> str:
    """The three answers of the efficiency and where none is given."""
    batas = format_nilai(ambang)
    return (
        f"capaian dikurangi serapan: lebih dari {batas} efisien, −{batas} sampai {batas} cukup efisien, kurang dari "
        f"−{batas} tidak efisien; hanya dinyatakan bila capaian paling sedikit {format_nilai(capaian)}\u00a0%"
    )


def _write_batas(nilai: Decimal | None, desimal: int) -> str:
    if nilai is None:
        return "tanpa batas"
    return f"{format_angka(nilai, desimal=desimal)}\u00a0%; capaian asli tetap dicatat"


def _write_nihil(nilai: Decimal | None) -> str:
    return "tanpa nilai, tidak ikut rata-rata" if nilai is None else f"dihitung {format_nilai(nilai)}\u00a0%"


def list_beda(lama: Ketentuan, baru: Ketentuan) -> list[tuple[str, str, str]]:
    """(label, text before, text after) of every setting but the weights that differs."""
    pasangan = zip(write_ketentuan(lama), write_ketentuan(baru), strict=True)
    return [(label, satu, dua) for (label, satu), (_, dua) in pasangan if satu != dua]


def list_beda_bobot(lama: Ketentuan, baru: Ketentuan) -> list[tuple[int, Decimal, Decimal]]:
    """(indicator, weight before, weight after) where they differ."""
    semua = sorted({*lama.bobot, *baru.bobot})
    pasangan = [(pk, lama.bobot.get(pk, SATU), baru.bobot.get(pk, SATU)) for pk in semua]
    return [(pk, satu, dua) for pk, satu, dua in pasangan if satu != dua]
