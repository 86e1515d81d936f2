"""The shape of a lawful SOP: its steps and acts, read from TOML, walked, and held against the law.

An SOP is the office's own (form of PermenPANRB 35/2012: uraian, pelaksana, mutu baku); the law that it may
not leave is `measurement.rules`. The model layer builds the same dataclasses from its rows.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from collection.enums import Peran
from collection.errors import IsianError
from measurement import rules
from measurement.enums import JenisSop, JenisTindakan, Status, Transisi
from measurement.mutu_baku import MENIT_PER_HARI, find_pelanggaran_waktu
from measurement.tabel import Tabel

IDENTITAS_TEKS = ("tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "tanggal_pengesahan", "disahkan_oleh")
IDENTITAS_DAFTAR = (
    "latar_belakang", "tujuan", "ruang_lingkup", "dasar_hukum", "definisi", "keterkaitan", "kualifikasi",
    "peralatan", "dokumen_pelengkap", "peringatan", "pencatatan", "persyaratan", "kriteria", "pengorganisasian",
    "format_data", "tertulis_demikian",
)  # fmt: skip

Posisi = tuple[int, int]
"""Where an act stands: the number of its step and its place in the step, from 1."""


@dataclass(frozen=True)
class Tindakan:
    """One act of a step; `kembali_ke` lists the steps that a NO may return to (none: no return here)."""

    jenis: JenisTindakan
    peran: Peran
    transisi: Transisi | None = None
    kembali_ke: tuple[int, ...] = ()


@dataclass(frozen=True)
class Langkah:
    """One row of the SOP as printed; `waktu` with its `menit`, `catatan`: what is odd, `dokumen`: what it lists."""

    nomor: int
    uraian: str
    pelaksana: tuple[str, ...]
    kelengkapan: str
    waktu: str
    menit: int | None
    output: str
    tindakan: tuple[Tindakan, ...]
    catatan: str = ""
    dokumen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sop:
    """One version of one procedure of one office. `identitas`: the sheet before the table; `masukan`: see rules."""

    kantor: str
    prosedur: str
    nomor: str
    nama: str
    langkah: tuple[Langkah, ...]
    identitas: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    menit_per_hari: int = MENIT_PER_HARI
    jenis: JenisSop = JenisSop.PENGUKURAN
    masukan: str = ""


@dataclass(frozen=True)
class Kesalahan:
    """One fault of an SOP; `langkah` is None where it concerns the whole."""

    langkah: int | None
    pesan: str

    def __str__(self) -> str:
        return self.pesan if self.langkah is None else f"Langkah {self.langkah}: {self.pesan}"


class SopError(IsianError):
    """A text that is no SOP; `daftar` holds every fault, `str(error)` one sentence per line."""

    def __init__(self, daftar: Sequence[Kesalahan]):
        self.daftar = tuple(daftar)
        kalimat = [str(kesalahan) for kesalahan in daftar]
        super().__init__("\n".join(kalimat), {"": kalimat})


def read_sop(teks: str) -> Sop:
    """The SOP in a TOML text. Raises SopError with every unknown key, missing key and wrong type.

    Whether it is lawful is another question: see `find_errors`.
    """
    kesalahan: list[Kesalahan] = []
    try:
        isi = tomllib.loads(teks)
    except ValueError as galat:  # wider than TOMLDecodeError: a number of 5000 digits too
        baris = re.search(r"line (\d+)", str(galat))
        pesan = f"Berkas bukan TOML yang sah{f': periksa baris {baris[1]}' if baris else ''}."
        raise SopError([Kesalahan(None, pesan)]) from galat
    sop = _read_isi(isi, kesalahan)
    if kesalahan:
        raise SopError(kesalahan)
    return sop


def _read_isi(isi: dict[str, Any], kesalahan: list[Kesalahan]) -> Sop:
    tabel = Tabel(isi, lambda pesan: kesalahan.append(Kesalahan(None, pesan)))
    langkah = enumerate(tabel.take_daftar("langkah", {}), start=1)
    sop = Sop(
        kantor=tabel.take("kantor", ""),
        prosedur=tabel.take("prosedur", ""),
        nomor=tabel.take("nomor", ""),
        nama=tabel.take("nama", ""),
        langkah=tuple(_read_langkah(baris, urutan, kesalahan) for urutan, baris in langkah),
        identitas=_read_identitas(tabel.nest(tabel.take("identitas", {}, wajib=False), "Identitas")),
        menit_per_hari=tabel.take("menit_per_hari", MENIT_PER_HARI, wajib=False),
        jenis=tabel.take_pilihan("jenis", JenisSop, wajib=False) or JenisSop.PENGUKURAN,
        masukan=tabel.take("masukan", "", wajib=False),
    )
    tabel.close()
    return sop


def _read_identitas(tabel: Tabel) -> dict[str, str | tuple[str, ...]]:
    """Every key of the sheet is there afterwards, blank as "" or ()."""
    teks = {kunci: tabel.take(kunci, "", wajib=False) for kunci in IDENTITAS_TEKS}
    daftar = {kunci: tabel.take_daftar(kunci, "", wajib=False) for kunci in IDENTITAS_DAFTAR}
    tabel.close()
    return {**teks, **daftar}


def _read_langkah(isi: dict[str, Any], urutan: int, kesalahan: list[Kesalahan]) -> Langkah:
    """One row; a fault names its printed number, or its place where the number itself is wrong."""
    sebutan = isi["nomor"] if type(isi.get("nomor")) is int else urutan
    tabel = Tabel(isi, lambda pesan: kesalahan.append(Kesalahan(sebutan, pesan)))
    tindakan = enumerate(tabel.take_daftar("tindakan", {}), start=1)
    langkah = Langkah(
        nomor=tabel.take("nomor", urutan),
        uraian=tabel.take("uraian", ""),
        pelaksana=tabel.take_daftar("pelaksana", ""),
        kelengkapan=tabel.take("kelengkapan", ""),
        waktu=tabel.take("waktu", ""),
        menit=tabel.take("menit", 0) if "menit" in tabel.isi else None,
        output=tabel.take("output", ""),
        tindakan=tuple(_read_tindakan(tabel.nest(baris, f"Tindakan {ke}")) for ke, baris in tindakan),
        catatan=tabel.take("catatan", "", wajib=False),
        dokumen=tabel.take_daftar("dokumen", "", wajib=False),
    )
    tabel.close()
    return langkah


def _read_tindakan(tabel: Tabel) -> Tindakan:
    """A missing kind or role is told and any member stands in: a faulty SOP is never handed out."""
    tindakan = Tindakan(
        jenis=tabel.take_pilihan("jenis", JenisTindakan) or JenisTindakan.ULANG,
        peran=tabel.take_pilihan("peran", Peran) or Peran.STAF,
        transisi=tabel.take_pilihan("transisi", Transisi, wajib=False),
        kembali_ke=tabel.take_daftar("kembali_ke", 0, wajib=False),
    )
    tabel.close()
    return tindakan


def walk(sop: Sop) -> Iterator[tuple[Posisi, Tindakan, Status, Status]]:
    """Each act in order, with the status in which it is performed and the one that it leaves behind.

    An unlawful transition is walked all the same, so that one fault is told once.
    """
    status = Status.DISPOSISI
    for langkah in sop.langkah:
        for urutan, tindakan in enumerate(langkah.tindakan, start=1):
            sesudah = _move(status, tindakan.transisi)
            yield (langkah.nomor, urutan), tindakan, status, sesudah
            status = sesudah


def _move(status: Status, transisi: Transisi | None) -> Status:
    if transisi is None or transisi in rules.BUKAN_LANGKAH or status == Status.SELESAI:
        return status
    return rules.HUKUM[transisi].tujuan or status


def walk_status(sop: Sop) -> dict[Posisi, Status]:
    """The status in which each act is performed."""
    return {posisi: status for posisi, _, status, _ in walk(sop)}


def next_tindakan(sop: Sop, nomor: int, urutan: int) -> Posisi | None:
    """The act after this one, None after the last. Raises ValueError where there is no such act."""
    semua = list(walk_status(sop))
    berikut = semua.index((nomor, urutan)) + 1
    return semua[berikut] if berikut < len(semua) else None


def return_status(sop: Sop, nomor: int) -> Status:
    """Where a return to this step lands: the status of its first act. Raises KeyError without one."""
    return walk_status(sop)[nomor, 1]


def find_errors(sop: Sop) -> list[Kesalahan]:
    """Everything that makes the SOP unlawful, by step; empty where a case may run under it."""
    if not sop.langkah:
        return [Kesalahan(None, "SOP belum berisi langkah.")]
    umum = [Kesalahan(None, pesan) for pesan in _check_umum(sop)]
    baris = [*_check_nomor(sop), *_check_baris(sop)]
    semua = [*umum, *baris, *_check_alur(sop), *_check_jejak(sop)]
    semua += [*_check_kembali(sop), *_check_sk_tim(sop)]
    return sorted(semua, key=lambda kesalahan: (kesalahan.langkah is not None, kesalahan.langkah or 0))


def _check_umum(sop: Sop) -> Iterator[str]:
    ada = {tindakan.jenis for _, tindakan, _, _ in walk(sop)}
    yield from rules.find_pelanggaran_prosedur(sop.prosedur, sop.jenis, sop.masukan, ada)
    if sop.menit_per_hari <= 0:
        yield "Menit per hari harus lebih dari nol."


def _check_nomor(sop: Sop) -> list[Kesalahan]:
    """The first gap only: all later numbers are shifted by it."""
    for seharusnya, langkah in enumerate(sop.langkah, start=1):
        if langkah.nomor != seharusnya:
            return [Kesalahan(langkah.nomor, f"Nomor langkah seharusnya {seharusnya}.")]
    return []


def _check_baris(sop: Sop) -> Iterator[Kesalahan]:
    for langkah in sop.langkah:
        if not langkah.tindakan:
            yield Kesalahan(langkah.nomor, "Belum ada tindakan.")
        for pesan in find_pelanggaran_waktu(langkah.waktu, langkah.menit, sop.menit_per_hari):
            yield Kesalahan(langkah.nomor, pesan)


def _check_alur(sop: Sop) -> Iterator[Kesalahan]:
    """Each act lawful where the walk meets it, and the walk at its end."""
    akhir = Status.DISPOSISI
    for posisi, tindakan, status, akhir in walk(sop):  # noqa: B007 (read after the loop)
        if status == Status.SELESAI:
            yield _tell(posisi, 'Tidak boleh ada tindakan sesudah transisi "arsipkan".')
            continue
        for pesan in rules.find_pelanggaran(tindakan.jenis, tindakan.peran, tindakan.transisi, status):
            yield _tell(posisi, pesan)
    if akhir != Status.SELESAI:
        pesan = f'Alur berakhir pada status "{akhir.label}", seharusnya "{Status.SELESAI.label}".'
        yield Kesalahan(sop.langkah[-1].nomor, pesan)


def _check_jejak(sop: Sop) -> Iterator[Kesalahan]:
    """The invariant, along the walk: verified and seen after the last hand-in."""
    jejak: list[tuple[Transisi, Peran]] = []
    for posisi, tindakan, _, _ in walk(sop):
        if tindakan.transisi is not None:
            jejak.append((tindakan.transisi, tindakan.peran))
            for pesan in rules.find_pelanggaran_jejak(jejak):
                yield _tell(posisi, pesan)


def _check_kembali(sop: Sop) -> Iterator[Kesalahan]:
    statuses = walk_status(sop)
    for posisi, tindakan, status, _ in walk(sop):
        if tindakan.kembali_ke:
            pelanggaran = rules.find_pelanggaran_kembali(tindakan.jenis, tindakan.peran, status)
            for nomor in tindakan.kembali_ke if status in rules.KEMBALI_DARI else ():
                pelanggaran += _check_tujuan(statuses, posisi, nomor)
            yield from (_tell(posisi, pesan) for pesan in pelanggaran)


def _check_tujuan(statuses: Mapping[Posisi, Status], posisi: Posisi, nomor: int) -> list[str]:
    """A return lands on the first act of an earlier step, in a status that the law allows."""
    dari, ke = statuses[posisi], statuses.get((nomor, 1))
    if ke is None:
        return [f"Langkah {nomor} sebagai tujuan pengembalian tidak ada."]
    if nomor >= posisi[0]:
        return [f"Langkah {nomor} sebagai tujuan pengembalian bukan langkah sebelumnya."]
    if not rules.may_return(dari, ke):
        return [f'Status "{dari.label}" tidak dapat kembali ke langkah {nomor} dengan status "{ke.label}".']
    return []


def _check_sk_tim(sop: Sop) -> Iterator[Kesalahan]:
    """In `rapat` only the SK Tim is signed or returned, and no further back than its first draft."""
    konsep: int | None = None
    for posisi, tindakan, status, _ in walk(sop):
        if tindakan.jenis == JenisTindakan.SK_TIM and konsep is None:
            konsep = posisi[0]
        if status != Status.RAPAT:
            continue
        memutus = tindakan.kembali_ke or tindakan.jenis == JenisTindakan.TANDA_TANGAN
        if memutus and (konsep is None or min(tindakan.kembali_ke, default=konsep) < konsep):
            pesan = f'Pada status "{status.label}" hanya SK Tim yang ditandatangani atau dikembalikan.'
            yield _tell(posisi, pesan)


def _tell(posisi: Posisi, pesan: str) -> Kesalahan:
    return Kesalahan(posisi[0], f"Tindakan {posisi[1]}: {pesan}")
