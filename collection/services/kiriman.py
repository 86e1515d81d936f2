"""Many cells of one form at once, each change written exactly once however often it is sent.

The browser makes a key for each change and sends it until it has an answer. Keys of what was accepted stand in
KirimanSel, written with the cell and its trail row in one transaction, under the form's lock: a change that comes
again is answered from there. What was refused has no key and is judged anew.
"""

import datetime
import hashlib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from collection.enums import KeadaanSel, StatusFormulir
from collection.errors import AngkaError, BentrokError, IsianError, TerkunciError
from collection.hafal import hafal
from collection.models import (
    Formulir,
    Jejak,
    KirimanSel,
    Pengguna,
    PerangkatDaerah,
    Realisasi,
    RealisasiBulan,
)
from collection.queries import scope_formulir
from collection.queries_formulir import MODEL, SEL, attach_skala
from collection.services.banyak import insert_semua
from collection.services.bulanan import fetch_sel_bulan, write_nama_bulan, write_semua_bulan
from collection.services.jejak import CatatanJejak, audited_later, write_jejak_semua, write_nilai
from collection.services.realisasi import LOCK_BARIS, Baris, change_sel, compute_sidik, lock_formulir

MAKS_SEL = 200
UMUR = datetime.timedelta(days=60)
"""A browser that was closed with unsent changes is taken to come back within this time; later `sidik` still guards."""
SEKALI = 32
"""One batch in so many drops the keys that are too old."""
SAMPAI = {
    StatusFormulir.DRAF: "sampai Tim SAKIP mengirimkannya kepada unit",
    StatusFormulir.DISERAHKAN: "sampai unit menariknya kembali atau formulir dikembalikan",
    StatusFormulir.DIVALIDASI: "sampai Tim SAKIP mengembalikannya",
    StatusFormulir.DITERIMA: "sampai dikembalikan untuk dilengkapi",
}
"""Until when a form takes no figures, by its status."""


@dataclass(frozen=True)
class Ketikan:
    """One change of one cell as a browser sends it; `sidik` is of the value that its writer saw."""

    kunci: uuid.UUID
    baris: str
    kolom: str
    isi: str
    sidik: str

    @property
    def sidik_ketikan(self) -> str:
        """The same key with another cell or text is another change, and refused."""
        return hashlib.sha256(f"{self.baris} {self.kolom} {self.isi}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class HasilSel:
    """What became of one change. `objek` is the row as it now is (None where there is no such row), `pilihan` the
    readings of an ambiguous number. `lain`: another value stands in the cell; `pengubah` is the trail row of it."""

    ketikan: Ketikan
    keadaan: KeadaanSel
    objek: Baris | None = None
    pesan: str = ""
    pilihan: tuple[str, ...] = ()
    lain: bool = False
    pengubah: Jejak | None = None


def save_kiriman(*, formulir: int, kiriman: object, user: Pengguna) -> tuple[Formulir, list[HasilSel]]:
    """Write the cells of `kiriman` ({"sel": [{kunci, baris, kolom, isi, sidik}, …]}) in their order; one answer each.

    `formulir` is a key: the form is read once, by its lock. A cell that is refused keeps no other from being written.
    The number of queries is fixed. Raises Formulir.DoesNotExist for a form that the user does not see, IsianError for
    a batch that cannot be read, AksesError for somebody of another unit; BentrokError only where the form is closed
    and nothing can be read. Refusals are audited.
    """
    try:
        with audited_later(lambda: _find_ditolak(formulir, user), user=user, aksi="isi_kiriman"):
            milik = lock_formulir(formulir, user)
            return milik, _Kiriman(milik, user, read_kiriman(kiriman)).run()
    except BentrokError as error:
        return _answer_terkunci(formulir, user, kiriman, error)


def _find_ditolak(formulir: int, user: Pengguna) -> tuple[PerangkatDaerah, Formulir]:
    terlihat = scope_formulir(user).select_related("unit", "periode__perangkat_daerah").get(pk=formulir)
    return terlihat.periode.perangkat_daerah, terlihat


def read_kiriman(kiriman: object) -> list[Ketikan]:
    """The changes of a batch. Raises IsianError where it is none, is too long, or repeats a key."""
    semua = kiriman.get("sel") if isinstance(kiriman, dict) else None
    if not isinstance(semua, list) or not semua:
        raise IsianError("Kiriman sel tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.")
    if len(semua) > MAKS_SEL:
        raise IsianError(f"Sekali kirim paling banyak {MAKS_SEL} sel.")
    hasil = [_read_ketikan(satu) for satu in semua]
    if len({satu.kunci for satu in hasil}) < len(hasil):
        raise IsianError("Kiriman sel memuat kunci yang sama dua kali.")
    return hasil


def _read_ketikan(satu: object) -> Ketikan:
    nama = ("kunci", "baris", "kolom", "isi", "sidik")
    isi = [satu.get(n) for n in nama] if isinstance(satu, dict) else []
    if len(isi) != len(nama) or not all(isinstance(n, str) for n in isi) or len(isi[2]) > 30:
        raise IsianError("Kiriman sel tidak lengkap. Muat ulang halaman, lalu coba lagi.")
    try:
        return Ketikan(uuid.UUID(isi[0]), *isi[1:])
    except ValueError as error:
        raise IsianError("Kunci kiriman sel tidak dikenal. Muat ulang halaman, lalu coba lagi.") from error


class _Kiriman:
    """One batch while it is written; the form is locked."""

    def __init__(self, formulir: Formulir, user: Pengguna, ketikan: list[Ketikan]):
        self.formulir, self.user, self.ketikan = formulir, user, ketikan
        self.baris = fetch_baris(formulir, ketikan)
        self.ada = fetch_kunci(formulir, user, ketikan)
        self.ubah: dict[str, Baris] = {}
        self.catatan: list[CatatanJejak] = []
        self.baru: list[tuple[Ketikan, str]] = []

    def run(self) -> list[HasilSel]:
        hasil = [self._save_satu(satu) for satu in self.ketikan]
        write_baris(self.ubah.values())
        write_jejak_semua(kantor=self.formulir.periode.perangkat_daerah, user=self.user, catatan=self.catatan)
        _write_kunci(self.formulir, self.user, self.baru)
        return _attach_pengubah(hasil)

    def _save_satu(self, ketikan: Ketikan) -> HasilSel:
        objek = self.baris.get(ketikan.baris)
        if objek is None:
            return HasilSel(ketikan, KeadaanSel.GAGAL, pesan="Baris ini tidak ada pada formulir. Muat ulang halaman.")
        if ketikan.kunci in self.ada:
            return replay(ketikan, objek, self.ada[ketikan.kunci])
        try:
            ubahan = change_sel(objek, ketikan.kolom, ketikan.isi, ketikan.sidik, self.user)
        except (BentrokError, IsianError) as error:
            self._note(ketikan, objek, {}, {}, str(error))
            return _refuse(ketikan, objek, error)
        if ubahan:
            self.ubah[ketikan.baris] = objek
            nama = find_catatan(objek, ubahan.kolom).nama
            lama, baru = ({nama: write_nilai(nilai)} for nilai in (ubahan.lama, ubahan.baru))
            self._note(ketikan, objek, lama, baru)
        self.baru.append((ketikan, compute_sidik(getattr(objek, ketikan.kolom))))
        return HasilSel(ketikan, KeadaanSel.TERSIMPAN, objek)

    def _note(self, ketikan: Ketikan, objek: Baris, lama: dict, baru: dict, alasan: str = "") -> None:
        satu = find_catatan(objek, ketikan.kolom)
        label = str(objek.realisasi if isinstance(objek, RealisasiBulan) else objek)
        self.catatan.append(CatatanJejak(satu.aksi, satu.objek, satu.pk, label, lama, baru, alasan))


def _refuse(ketikan: Ketikan, objek: Baris, error: BentrokError | IsianError) -> HasilSel:
    if isinstance(error, TerkunciError):
        return HasilSel(ketikan, KeadaanSel.TERKUNCI, objek, str(error))
    if isinstance(error, BentrokError):
        return HasilSel(ketikan, KeadaanSel.BENTROK, objek, str(error), lain=True)
    pilihan = error.pilihan if isinstance(error, AngkaError) else ()
    return HasilSel(ketikan, KeadaanSel.GAGAL, objek, str(error), pilihan)


def replay(ketikan: Ketikan, objek: Baris, kunci: KirimanSel) -> HasilSel:
    """The answer to a change that has arrived before: it is told where another value stands there by now."""
    if kunci.ketikan != ketikan.sidik_ketikan:
        return HasilSel(ketikan, KeadaanSel.GAGAL, objek, "Kunci kiriman ini milik isian lain. Tulis lagi isiannya.")
    lain = compute_sidik(getattr(objek, ketikan.kolom)) != kunci.sidik
    return HasilSel(ketikan, KeadaanSel.TERSIMPAN, objek, lain=lain)


def fetch_baris(formulir: Formulir, ketikan: Iterable[Ketikan]) -> dict[str, Baris]:
    """The rows of the form that the changes name, locked, with all that judging and writing them takes."""
    hasil: dict[str, Baris] = {}
    for jenis, model in MODEL.items():
        cocok = [SEL.fullmatch(nama) for nama in {satu.baris for satu in ketikan}]
        pk = [int(satu["pk"]) for satu in cocok if satu and satu["jenis"] == jenis]
        if not pk:
            continue
        semua = LOCK_BARIS[model](formulir.pk, pk)
        if model is Realisasi:
            attach_skala(satu.target.indikator for satu in semua)
        hasil |= {f"{jenis}{satu.pk}": satu for satu in semua}
    hasil |= fetch_sel_bulan(formulir, {satu.baris for satu in ketikan})
    for satu in hasil.values():
        satu.formulir = formulir
    return hasil


def fetch_kunci(formulir: Formulir, user: Pengguna, ketikan: Iterable[Ketikan]) -> dict[uuid.UUID, KirimanSel]:
    """What of the changes was accepted before."""
    semua = _list_kunci(formulir.pk, user.pk, [_adapt_kunci(satu.kunci) for satu in ketikan])
    return {satu.kunci: satu for satu in semua}


@hafal
def _list_kunci(formulir: int, pengguna: int, kunci: list[object]) -> QuerySet[KirimanSel]:
    return KirimanSel.objects.filter(formulir=formulir, pengguna=pengguna, kunci__in=kunci)


def _adapt_kunci(kunci: uuid.UUID) -> object:
    return KirimanSel._meta.get_field("kunci").get_db_prep_value(kunci, connection)


class Tempat(NamedTuple):
    """Where the trail keeps the changes of a cell: its act, its row, and what the column is called there."""

    aksi: str
    objek: str
    pk: int
    nama: str


def find_catatan(objek: Baris, kolom: str) -> Tempat:
    """A month is put on record with the row of its triwulan."""
    if isinstance(objek, RealisasiBulan):
        return Tempat(f"isi_{kolom}_bulan", "realisasi", objek.realisasi_id, write_nama_bulan(objek, kolom))
    return Tempat(f"isi_{kolom}", objek._meta.model_name, objek.pk, kolom)


def write_baris(semua: Iterable[Baris]) -> None:
    """Store rows that were changed in memory: one statement for one, one for many of a kind."""
    write_semua_bulan(satu for satu in semua if isinstance(satu, RealisasiBulan))
    for model in MODEL.values():
        milik = [satu for satu in semua if isinstance(satu, model)]
        kolom = [field.name for field in model._meta.fields if field.editable and not field.is_relation]
        if len(milik) == 1:
            milik[0].save(update_fields=[*(n for n in kolom if n != "id"), "diubah_oleh"])
        elif milik:
            model.objects.bulk_update(milik, [*(n for n in kolom if n != "id"), "diubah_oleh"])


def _write_kunci(formulir: Formulir, user: Pengguna, baru: list[tuple[Ketikan, str]]) -> None:
    """The keys of what was accepted; now and then those that no browser will send again are dropped on the way."""
    if not baru:
        return
    kini = timezone.now()
    if baru[0][0].kunci.int % SEKALI == 0:
        KirimanSel.objects.filter(waktu__lt=kini - UMUR).delete()
    waktu = connection.ops.adapt_datetimefield_value(kini)
    insert_semua(KirimanSel, ("formulir_id", "pengguna_id", "kunci", "ketikan", "sidik", "waktu"), [
        (formulir.pk, user.pk, _adapt_kunci(satu.kunci), satu.sidik_ketikan, sidik, waktu)
        for satu, sidik in baru
    ])  # fmt: skip


def _attach_pengubah(hasil: list[HasilSel]) -> list[HasilSel]:
    """Who wrote the other values that were found in cells; one query, and none where there is no such cell."""
    lain = [satu for satu in hasil if satu.lain]
    if not lain:
        return hasil
    tempat = [find_catatan(satu.objek, satu.ketikan.kolom) for satu in lain]
    semua = Jejak.objects.filter(
        objek__in={satu.objek for satu in tempat}, objek_id__in={satu.pk for satu in tempat},
        aksi__in={satu.aksi for satu in tempat}, diterima=True,
    ).select_related("pengguna").order_by("pk")  # fmt: skip
    terakhir = {Tempat(satu.aksi, satu.objek, satu.objek_id, nama): satu for satu in semua for nama in satu.baru}
    return [
        replace(s, pengubah=terakhir.get(find_catatan(s.objek, s.ketikan.kolom))) if s.lain else s for s in hasil
    ]


def _answer_terkunci(
    pk: int, user: Pengguna, kiriman: object, error: BentrokError
) -> tuple[Formulir, list[HasilSel]]:
    """For a form that is closed: what had arrived before that is told so, the rest why and until when."""
    formulir = scope_formulir(user).select_related("unit", "periode__perangkat_daerah").get(pk=pk)
    sampai = SAMPAI.get(formulir.status, "")
    pesan = f"{formulir} terkunci: {formulir.get_status_display()}, {sampai}."
    if isinstance(error, TerkunciError):
        pesan = str(error)
    ketikan = read_kiriman(kiriman)
    ada = fetch_kunci(formulir, user, ketikan)
    return formulir, [
        HasilSel(satu, KeadaanSel.TERSIMPAN if satu.kunci in ada else KeadaanSel.TERKUNCI, None, pesan)
        for satu in ketikan
    ]
