"""An SOP while it is written: every cell is the text that somebody typed, so that a faulty one can be kept and told.

A step has no number of its own: it is its place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from collection.enums import Peran, Pilihan
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.mutu_baku import MENIT_PER_HARI, parse_waktu
from measurement.sop import (
    IDENTITAS_DAFTAR,
    IDENTITAS_TEKS,
    Kesalahan,
    Langkah,
    Sop,
    Tindakan,
    find_errors,
)

MAKS_LANGKAH = 40
MAKS_TINDAKAN = 80
"""Of one SOP; the longest known has 16 steps and 18 acts. Keeps the form below Django's thousand fields."""
MAKS_TEKS = 20_000
PANJANG = {"nomor": 80, "nama": 150, "waktu": 30}
"""Characters that the database keeps of these."""
MAKS_MENIT = 2_000_000
MAKS_MENIT_PER_HARI = 1440

SEBUTAN = {"nomor": "Nomor SOP", "nama": "Nama SOP", "uraian": "Uraian", "waktu": "Waktu"}
_KENDALI = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_KODE = re.compile(r'(?P<awal>[\w:]*) ?"(?P<kode>[a-z_]+)"')

P = TypeVar("P", bound=StrEnum)


@dataclass(frozen=True)
class DrafTindakan:
    """One act as typed; `kembali_ke`: numbers of steps, with commas between them."""

    jenis: str = ""
    peran: str = ""
    transisi: str = ""
    kembali_ke: str = ""


@dataclass(frozen=True)
class DrafLangkah:
    """One row as typed; `pelaksana` and `dokumen` have one entry to a line."""

    uraian: str = ""
    pelaksana: str = ""
    kelengkapan: str = ""
    dokumen: str = ""
    waktu: str = ""
    output: str = ""
    catatan: str = ""
    tindakan: tuple[DrafTindakan, ...] = ()


@dataclass(frozen=True)
class Draf:
    """An SOP as typed. Lists of the identity sheet have one entry to a line."""

    nomor: str = ""
    nama: str = ""
    jenis: str = JenisSop.PENGUKURAN.value
    masukan: str = ""
    menit_per_hari: str = ""
    identitas: Mapping[str, str] = field(default_factory=dict)
    langkah: tuple[DrafLangkah, ...] = ()


def make_draf(sop: Sop) -> Draf:
    """The SOP as a form shows it. A line break inside an entry of a list becomes a blank: there it would part two."""
    return Draf(
        nomor=sop.nomor, nama=sop.nama, jenis=sop.jenis.value, masukan=sop.masukan,
        menit_per_hari=str(sop.menit_per_hari), langkah=tuple(_make_langkah(satu) for satu in sop.langkah),
        identitas={k: _join(sop.identitas.get(k, "")) for k in (*IDENTITAS_TEKS, *IDENTITAS_DAFTAR)},
    )  # fmt: skip


def _join(nilai: str | Sequence[str]) -> str:
    return nilai if isinstance(nilai, str) else "\n".join(" ".join(satu.split()) for satu in nilai)


def _make_langkah(langkah: Langkah) -> DrafLangkah:
    return DrafLangkah(
        uraian=langkah.uraian, pelaksana=_join(langkah.pelaksana), kelengkapan=langkah.kelengkapan,
        dokumen=_join(langkah.dokumen), waktu=langkah.waktu, output=langkah.output, catatan=langkah.catatan,
        tindakan=tuple(
            DrafTindakan(t.jenis.value, t.peran.value, t.transisi or "", write_tujuan(t.kembali_ke))
            for t in langkah.tindakan
        ),
    )  # fmt: skip


def write_tujuan(nomor: Sequence[int]) -> str:
    return ", ".join(map(str, nomor))


def write_isi(draf: Draf) -> dict[str, Any]:
    """The draft as JSON keeps it."""
    return asdict(draf)


def read_isi(isi: Mapping[str, Any]) -> Draf:
    """The draft back from what `write_isi` gave."""
    langkah = tuple(
        DrafLangkah(**{**satu, "tindakan": tuple(DrafTindakan(**t) for t in satu["tindakan"])})
        for satu in isi["langkah"]
    )
    return Draf(**{**isi, "langkah": langkah})


def split_baris(teks: str) -> tuple[str, ...]:
    """The entries of a list that has one to a line; blank lines do not count."""
    return tuple(baris.strip() for baris in teks.split("\n") if baris.strip())


def read_menit(waktu: str, menit_per_hari: str) -> int | None:
    """Working minutes of a printed time as the draft stands; None for a blank and for what cannot be read."""
    per_hari = _parse_bulat(menit_per_hari)
    try:
        menit = parse_waktu(waktu, per_hari) if per_hari else parse_waktu(waktu)
    except ValueError:
        return None
    return menit if menit is None or menit <= MAKS_MENIT else None


def _parse_bulat(teks: str) -> int | None:
    rapi = teks.strip()
    return int(rapi) if rapi.isascii() and rapi.isdigit() and len(rapi) <= 6 else None


def build_sop(draf: Draf, kantor: str, prosedur: str) -> tuple[Sop, list[Kesalahan]]:
    """The draft as an SOP, and every cell that cannot be read; what stands in for such a cell is not to be used."""
    salah = [Kesalahan(None, pesan) for pesan in _check_kepala(draf)]
    langkah = tuple(_build_langkah(satu, n, draf.menit_per_hari, salah) for n, satu in enumerate(draf.langkah, 1))
    sop = Sop(
        kantor=kantor, prosedur=prosedur, nomor=draf.nomor.strip(), nama=draf.nama.strip(), langkah=langkah,
        jenis=_read_pilihan(draf.jenis, JenisSop) or JenisSop.PENGUKURAN, masukan=draf.masukan,
        menit_per_hari=_parse_bulat(draf.menit_per_hari) or MENIT_PER_HARI,
        identitas={k: draf.identitas.get(k, "").strip() for k in IDENTITAS_TEKS}
        | {k: split_baris(draf.identitas.get(k, "")) for k in IDENTITAS_DAFTAR},
    )  # fmt: skip
    return sop, salah


def _check_kepala(draf: Draf) -> Iterator[str]:
    if not draf.nama.strip():
        yield "Nama SOP belum diisi."
    if _read_pilihan(draf.jenis, JenisSop) is None:
        yield "Pilih jenis SOP."
    if not 0 < (_parse_bulat(draf.menit_per_hari) or 0) <= MAKS_MENIT_PER_HARI:
        yield f"Menit kerja sehari harus bilangan 1 sampai {MAKS_MENIT_PER_HARI}."
    if len(draf.langkah) > MAKS_LANGKAH or sum(len(satu.tindakan) for satu in draf.langkah) > MAKS_TINDAKAN:
        yield f"Satu SOP paling banyak {MAKS_LANGKAH} langkah dan {MAKS_TINDAKAN} tindakan."
    yield from _check_teks({"nomor": draf.nomor, "nama": draf.nama, **draf.identitas})


def _check_teks(isi: Mapping[str, str]) -> Iterator[str]:
    for kunci, teks in isi.items():
        sebutan = SEBUTAN.get(kunci, kunci.replace("_", " ").capitalize())
        if len(teks) > PANJANG.get(kunci, MAKS_TEKS):
            yield f"{sebutan} lebih dari {PANJANG.get(kunci, MAKS_TEKS)} huruf."
        if _KENDALI.search(teks):
            yield f"{sebutan} memuat karakter yang tidak dapat dicetak. Hapus, lalu ketik ulang."


def _build_langkah(draf: DrafLangkah, nomor: int, menit_per_hari: str, salah: list[Kesalahan]) -> Langkah:
    teks = {k: n for k, n in asdict(draf).items() if k != "tindakan"}
    pesan = list(_check_teks(teks))
    if not draf.uraian.strip():
        pesan.append("Uraian belum diisi.")
    menit = read_menit(draf.waktu, menit_per_hari)
    if draf.waktu.strip() and menit is None:
        pesan.append(f'Waktu "{draf.waktu.strip()}" tidak terbaca; tulis angka dengan menit, jam atau hari.')
    tindakan = tuple(_build_tindakan(satu, ke, pesan) for ke, satu in enumerate(draf.tindakan, 1))
    salah += [Kesalahan(nomor, satu) for satu in pesan]
    return Langkah(
        nomor=nomor, uraian=draf.uraian.strip(), pelaksana=split_baris(draf.pelaksana),
        kelengkapan=draf.kelengkapan.strip(), waktu=draf.waktu.strip(), menit=menit, output=draf.output.strip(),
        tindakan=tindakan, catatan=draf.catatan.strip(), dokumen=split_baris(draf.dokumen),
    )  # fmt: skip


def _build_tindakan(draf: DrafTindakan, ke: int, pesan: list[str]) -> Tindakan:
    jenis, peran = _read_pilihan(draf.jenis, JenisTindakan), _read_pilihan(draf.peran, Peran)
    transisi = _read_pilihan(draf.transisi, Transisi)
    tujuan = parse_tujuan(draf.kembali_ke)
    if jenis is None:
        pesan.append(f"Tindakan {ke}: Pilih jenis tindakan.")
    if peran is None:
        pesan.append(f"Tindakan {ke}: Pilih peran.")
    if draf.transisi and transisi is None:
        pesan.append(f"Tindakan {ke}: Pilih transisi.")
    if tujuan is None:
        pesan.append(f'Tindakan {ke}: Kembali ke "{draf.kembali_ke}" tidak terbaca; tulis nomor, misalnya 7, 8.')
    return Tindakan(jenis or JenisTindakan.ULANG, peran or Peran.STAF, transisi, tujuan or ())


def _read_pilihan(teks: str, pilihan: type[P]) -> P | None:
    return pilihan(teks) if teks in list(pilihan) else None


def parse_tujuan(teks: str) -> tuple[int, ...] | None:
    """The numbers of steps in "7, 8"; none for a blank, None where it is something else."""
    bagian = [satu for satu in re.split(r"[,;\s]+", teks) if satu]
    if any(not re.fullmatch(r"[0-9]{1,4}", satu) for satu in bagian):
        return None
    return tuple(dict.fromkeys(int(satu) for satu in bagian))


def find_kesalahan(draf: Draf, kantor: str, prosedur: str) -> list[Kesalahan]:
    """Everything that stands between the draft and a lawful SOP, by step, in the words of the form.

    Where an act cannot be read the law is not asked: what it says of the act that stands in would mislead.
    """
    sop, salah = build_sop(draf, kantor, prosedur)
    if not any(satu.pesan.startswith("Tindakan") for satu in salah):
        salah += find_errors(sop)
    semua = dict.fromkeys(Kesalahan(satu.langkah, say(satu.pesan)) for satu in salah)
    return sorted(semua, key=lambda satu: satu.langkah or 0)


def say(pesan: str) -> str:
    """A sentence of the law with the labels of the form in place of the codes of the file."""
    kelompok: list[type[Pilihan]] = [JenisTindakan]

    def ganti(cocok: re.Match[str]) -> str:
        kelompok[0] = _KELOMPOK.get(cocok["awal"].lower(), kelompok[0])
        kata = "" if cocok["awal"] in _TERKETIK else find_label(cocok["kode"], kelompok[0], *_SEMUA)
        return cocok[0].replace(f'"{cocok["kode"]}"', f'"{kata or cocok["kode"]}"')

    return _KODE.sub(ganti, pesan)


def find_label(kode: str, *kelompok: type[Pilihan]) -> str:
    """The words of a code in the first vocabulary that knows it; empty where none does."""
    return next((satu.label for pilihan in kelompok for satu in pilihan if satu.value == kode), "")


_KELOMPOK: dict[str, type[Pilihan]] = {
    "transisi": Transisi, "atas": Transisi, "peran": Peran, "berwenang:": Peran, "jenis": JenisTindakan,
    "bukan": JenisTindakan, "tindakan": JenisTindakan,
    "berjenis": JenisSop,
}  # fmt: skip
"""The word before a code says of which vocabulary it is: "koreksi" is a kind of act and a transition too."""
_TERKETIK = ("Waktu", "ke", "Masukan", "Prosedur")
"""What stands after these is quoted as it was typed."""
_SEMUA: tuple[type[Pilihan], ...] = (JenisTindakan, Peran, Transisi, JenisSop)
