"""Two versions of an SOP side by side: which steps are the same, moved, were added or taken away, cell by cell."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from collection.enums import Peran, Pilihan
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.sop import IDENTITAS_DAFTAR, IDENTITAS_TEKS
from measurement.sop_draf import Draf, DrafLangkah, DrafTindakan, find_label, parse_tujuan

MIRIP = 0.55
"""Share of like words, or of like cells, from which two steps count as one that was changed."""

SEL = ("uraian", "pelaksana", "kelengkapan", "dokumen", "waktu", "output", "catatan")


class Nasib(Pilihan):
    """What became of a step."""

    TETAP = "tetap", "Tetap"
    BERUBAH = "berubah", "Berubah"
    BARU = "baru", "Ditambahkan"
    HILANG = "hilang", "Dihapus"


@dataclass(frozen=True)
class Ubahan:
    """One cell: its name, what stood there, what stands there now."""

    nama: str
    lama: str
    baru: str


@dataclass(frozen=True)
class BedaLangkah:
    """One step in both versions; a number is None where it is not there. `pindah`: its order changed."""

    lama: int | None
    baru: int | None
    uraian: str
    nasib: Nasib
    pindah: bool
    ubahan: tuple[Ubahan, ...]


@dataclass(frozen=True)
class Beda:
    """All differences of two versions: of the sheet, and each step in the order of the new one."""

    identitas: tuple[Ubahan, ...]
    langkah: tuple[BedaLangkah, ...]

    @property
    def sama(self) -> bool:
        """Whether there is no difference at all."""
        return not self.identitas and all(satu.nasib == Nasib.TETAP and not satu.pindah for satu in self.langkah)


def compare(lama: Draf, baru: Draf) -> Beda:
    """What is other in `baru`. Numbers of return targets that only follow their steps are no difference."""
    pasangan = _match(lama.langkah, baru.langkah)
    pindah = set(pasangan) - _keep_urutan(pasangan)
    langkah = [_compare_langkah(lama, baru, nomor, pasangan, pindah) for nomor in range(1, len(baru.langkah) + 1)]
    hilang = sorted(set(range(1, len(lama.langkah) + 1)) - set(pasangan.values()))
    for nomor in hilang:
        tempat = next((i for i, satu in enumerate(langkah) if (satu.lama or 0) > nomor), len(langkah))
        uraian = lama.langkah[nomor - 1].uraian
        langkah.insert(tempat, BedaLangkah(nomor, None, uraian, Nasib.HILANG, False, ()))
    return Beda(tuple(_compare_kepala(lama, baru)), tuple(langkah))


def _match(lama: Sequence[DrafLangkah], baru: Sequence[DrafLangkah]) -> dict[int, int]:
    """New number → old number: steps of the same wording first, each once, then the likest of what is left."""
    sisa, pasangan = dict(enumerate(lama, 1)), {}
    for nomor, langkah in enumerate(baru, 1):
        sama = [n for n, satu in sisa.items() if satu.uraian == langkah.uraian]
        if sama:
            # Of steps worded alike (Purwakarta 9 and 10) the one at the same place.
            pasangan[nomor] = min(sama, key=lambda n: abs(n - nomor))
            del sisa[pasangan[nomor]]
    calon = sorted(
        (-_rate(satu, baru[nomor - 1]), abs(n - nomor), nomor, n)
        for nomor in range(1, len(baru) + 1) if nomor not in pasangan for n, satu in sisa.items()
    )  # fmt: skip
    for nilai, _, nomor, n in calon:
        if -nilai >= MIRIP and nomor not in pasangan and n in sisa:
            pasangan[nomor] = n
            del sisa[n]
    return pasangan


def _rate(satu: DrafLangkah, dua: DrafLangkah) -> float:
    """How like two steps are, by their wording or by the rest of their cells: a step whose wording was cleared too."""
    kata = SequenceMatcher(None, satu.uraian.lower().split(), dua.uraian.lower().split(), autojunk=False).ratio()
    sel = [(getattr(satu, nama), getattr(dua, nama)) for nama in (*SEL, "tindakan")]
    berisi = [kiri == kanan for kiri, kanan in sel if kiri or kanan]
    return max(kata, sum(berisi) / len(berisi) if berisi else 0.0)


def _keep_urutan(pasangan: Mapping[int, int]) -> set[int]:
    """New numbers of the longest run that kept its order; whoever is outside has moved."""
    ekor: list[int] = []
    ujung: list[int] = []
    sebelum: dict[int, int | None] = {}
    for nomor in sorted(pasangan):
        tempat = bisect_left(ekor, pasangan[nomor])
        sebelum[nomor] = ujung[tempat - 1] if tempat else None
        ekor[tempat : tempat + 1], ujung[tempat : tempat + 1] = [pasangan[nomor]], [nomor]
    hasil: set[int] = set()
    kini = ujung[-1] if ujung else None
    while kini is not None:
        hasil.add(kini)
        kini = sebelum[kini]
    return hasil


def _compare_langkah(
    lama: Draf, baru: Draf, nomor: int, pasangan: Mapping[int, int], pindah: set[int]
) -> BedaLangkah:
    kini, semula = baru.langkah[nomor - 1], pasangan.get(nomor)
    if semula is None:
        return BedaLangkah(None, nomor, kini.uraian, Nasib.BARU, False, tuple(_compare_sel(DrafLangkah(), kini, {})))
    ke_baru = {n: satu for satu, n in pasangan.items()}
    ubahan = tuple(_compare_sel(lama.langkah[semula - 1], kini, ke_baru))
    nasib = Nasib.BERUBAH if ubahan else Nasib.TETAP
    return BedaLangkah(semula, nomor, kini.uraian, nasib, nomor in pindah, ubahan)


def _compare_sel(lama: DrafLangkah, baru: DrafLangkah, ke_baru: Mapping[int, int]) -> Iterator[Ubahan]:
    for nama in SEL:
        semula, kini = getattr(lama, nama), getattr(baru, nama)
        if semula != kini:
            yield Ubahan(nama.capitalize(), semula, kini)
    setara = [_write_tindakan(satu, ke_baru) for satu in lama.tindakan]
    kini_tindakan = [_write_tindakan(satu) for satu in baru.tindakan]
    if setara != kini_tindakan:
        yield Ubahan("Tindakan", "\n".join(map(_write_tindakan, lama.tindakan)), "\n".join(kini_tindakan))


def _write_tindakan(tindakan: DrafTindakan, ke_baru: Mapping[int, int] | None = None) -> str:
    """An act as a sentence; with `ke_baru` its return targets in new numbers, negative where their step is gone."""
    bagian = [f"{_say(tindakan.jenis, JenisTindakan)} oleh {_say(tindakan.peran, Peran)}"]
    if tindakan.transisi:
        bagian.append(_say(tindakan.transisi, Transisi))
    tujuan = parse_tujuan(tindakan.kembali_ke)
    if tujuan:
        bagian.append(f"kembali ke {', '.join(str(n if ke_baru is None else ke_baru.get(n, -n)) for n in tujuan)}")
    elif tindakan.kembali_ke:
        bagian.append(f"kembali ke {tindakan.kembali_ke}")
    return "; ".join(bagian)


def _say(kode: str, pilihan: type[Pilihan]) -> str:
    return find_label(kode, pilihan) or kode or "(belum dipilih)"


def _compare_kepala(lama: Draf, baru: Draf) -> Iterator[Ubahan]:
    for nama, kunci in (("Nomor SOP", "nomor"), ("Nama SOP", "nama"), ("Menit kerja sehari", "menit_per_hari")):
        if getattr(lama, kunci) != getattr(baru, kunci):
            yield Ubahan(nama, getattr(lama, kunci), getattr(baru, kunci))
    if lama.jenis != baru.jenis:
        yield Ubahan("Jenis SOP", _say(lama.jenis, JenisSop), _say(baru.jenis, JenisSop))
    if lama.masukan != baru.masukan:
        yield Ubahan("Masukan", lama.masukan, baru.masukan)
    for kunci in (*IDENTITAS_TEKS, *IDENTITAS_DAFTAR):
        semula, kini = lama.identitas.get(kunci, ""), baru.identitas.get(kunci, "")
        if semula != kini:
            yield Ubahan(kunci.replace("_", " ").capitalize(), semula, kini)
