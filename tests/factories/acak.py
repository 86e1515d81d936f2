"""The world of the random walk: a small office, people whose roles come and go, and its own reading of the trail.

Nothing here asks measurement.rules or measurement.giliran: what they say is what the walk puts to the test.
"""

import datetime
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from collection.enums import StatusPenugasan
from collection.models import Bukti, Formulir, Jejak, Pengguna, Penugasan, PerangkatDaerah, Realisasi, RealisasiAnggaran
from measurement.enums import Status
from measurement.models import (
    BarisAnggaran,
    BarisKertasKerja,
    Catatan,
    Disposisi,
    Dokumen,
    KertasKerja,
    Koreksi,
    Metodologi,
    NomorSurat,
    PengukuranKinerja,
)
from measurement.services.contoh import Contoh
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.sop import load_sop
from measurement.sop import Sop, read_sop
from tests.factories.jam import Jam
from tests.factories.kantor_contoh import FRASA, create_kantor_kecil, get_user

MULAI = datetime.datetime(2026, 4, 6, 3, 0, tzinfo=datetime.UTC)
WIB = datetime.timedelta(hours=7)
HARI = datetime.timedelta(days=1)
TAHUN = 2026
AWAL_SOP = datetime.date(2019, 1, 1)
TAMBAH = (KertasKerja, BarisKertasKerja, BarisAnggaran, Koreksi, Disposisi, Catatan, NomorSurat, Metodologi, Bukti)
UBAH = (PengukuranKinerja, Dokumen, Formulir, Realisasi, RealisasiAnggaran)
PENYERAHAN, VERIFIKASI = {"ajukan", "ajukan_koreksi"}, {"verifikasi", "setujui"}
DILIHAT = {"koreksi", "minta_verifikasi", "tandatangani", "terima"}

# name, role, status, first and last day counted from MULAI (none: open). Two Kepala at once, and days without one.
JADWAL = (
    ("kepala", "kepala", "definitif", -90, 6),
    ("plt", "kepala", "plt", 9, 20),
    ("plh", "kepala", "plh", 14, 16),
    ("kepala_baru", "kepala", "definitif", 21, None),
    ("sekretaris", "sekretaris", "definitif", -90, 11),
    ("sekretaris_baru", "sekretaris", "definitif", 13, None),
    ("rangkap", "sekretaris", "plt", 2, 10),
    ("rangkap", "tim_sakip", "definitif", -90, None),
    ("staf", "staf", "definitif", -90, 15),
    ("staf", "staf", "definitif", 18, None),
    ("bekas", "kepala", "definitif", -90, -1),
    ("bekas", "sekretaris", "definitif", -90, -1),
    ("bekas", "tim_sakip", "definitif", -90, -1),
    ("calon", "staf", "definitif", 40, None),
)
LAIN = ("kepala", "sekretaris", "tim_sakip", "bidang.kb", "staf")


@dataclass(frozen=True)
class Dunia:
    """What every example of one SOP begins with."""

    kantor: int
    sop: Sop
    jam: Jam
    orang: tuple[int, ...]
    tugas: list[tuple[int, str, datetime.date, datetime.date | None]] = field(default_factory=list)

    def holds(self, orang: int, peran: str, hari: datetime.date) -> bool:
        """Whether the person holds the role in the office on that day, by the table of this file."""
        return any(
            satu == orang and nama == peran and mulai <= hari and (selesai is None or hari <= selesai)
            for satu, nama, mulai, selesai in self.tugas
        )

    def list_pemegang(self, peran: str) -> list[int]:
        """Who holds the role today."""
        return [satu for satu in dict.fromkeys(baris[0] for baris in self.tugas) if self.holds(satu, peran, self.hari)]

    @property
    def hari(self) -> datetime.date:
        """Today on the office's clock."""
        return to_hari(self.jam.saat)


def to_hari(saat: datetime.datetime) -> datetime.date:
    """The day of a moment in the office's zone (WIB)."""
    return (saat + WIB).date()


def create_dunia(berkas: Path, jam: Jam) -> Dunia:
    """The small office under that SOP alone; what the SOP takes from another procedure is there for one triwulan."""
    kantor = create_kantor_kecil()
    _keep_few(kantor)
    sop = read_sop(berkas.read_text(encoding="utf-8"))
    if sop.masukan:
        masukan = SOP_CONTOH.parent / f"{berkas.stem.split('_')[0]}_pengumpulan.toml"
        load_sop(kantor=kantor, teks=masukan.read_text(encoding="utf-8"), berlaku_mulai=AWAL_SOP)
        Contoh(kantor, 1, FRASA).run(tahun=TAHUN, triwulan=1, tahap=Status.SELESAI, prosedur=sop.masukan)
    load_sop(kantor=kantor, teks=berkas.read_text(encoding="utf-8"), berlaku_mulai=AWAL_SOP)
    orang = _assign(kantor)
    kolom = ("pengguna", "peran", "mulai", "selesai")
    tugas = list(Penugasan.objects.filter(perangkat_daerah=kantor).values_list(*kolom))
    return Dunia(kantor.pk, sop, jam, orang, tugas)


def _keep_few(kantor: PerangkatDaerah) -> None:
    """One target and one sub kegiatan for each unit."""
    pk = kantor.pk_set.get()
    for unit in kantor.unit_set.all():
        target = pk.target_set.filter(indikator__unit=unit, tw1__isnull=False)
        pk.target_set.filter(indikator__unit=unit).exclude(pk__in=list(target.values_list("pk", flat=True)[:2])).delete()
        pagu = list(pk.pagu_set.filter(sub_kegiatan__unit=unit).values_list("pk", flat=True)[:1])
        pk.pagu_set.filter(sub_kegiatan__unit=unit).exclude(pk__in=pagu).delete()


def _assign(kantor: PerangkatDaerah) -> tuple[int, ...]:
    """The timetable of roles; gives everybody who may try, by key."""
    semua = {p.username.removesuffix(".dispermades"): p for p in Pengguna.objects.filter(username__endswith="permades")}
    Penugasan.objects.filter(pengguna__in=[semua[n] for n in ("kepala", "sekretaris", "staf")]).delete()
    hari = to_hari(MULAI)
    for nama, peran, status, mulai, selesai in JADWAL:
        semua[nama] = semua.get(nama) or Pengguna.objects.create(username=nama, nama=nama.title())
        Penugasan.objects.create(
            pengguna=semua[nama], peran=peran, perangkat_daerah=kantor, status=StatusPenugasan(status).value,
            mulai=hari + mulai * HARI, selesai=None if selesai is None else hari + selesai * HARI,
        )  # fmt: skip
    semua["siapa"] = Pengguna.objects.create(username="siapa", nama="Tanpa Peran")
    asing = [get_user(nama, "dpmd-blora") for nama in LAIN if nama != "bidang.kb"]
    return tuple(p.pk for p in [*semua.values(), *asing])


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside leaves the database as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def replaced_clock() -> Iterator[Jam]:
    """A clock of one's own."""
    jam = Jam(MULAI)
    with pytest.MonkeyPatch.context() as ganti:
        ganti.setattr(timezone, "now", jam)
        yield jam


def take_potret() -> str:
    """A fingerprint of all that an act could change: tables that only grow by count and last key, others row by row."""
    isi = [model.objects.aggregate(n=Max("pk"))["n"] for model in TAMBAH]
    isi += [model.objects.count() for model in TAMBAH]
    isi += [list(model.objects.order_by("pk").values_list()) for model in UBAH]
    isi.append(list(KertasKerja.objects.order_by("pk").values_list()))
    return hashlib.sha256(repr(isi).encode()).hexdigest()


def count_jejak() -> tuple[int, int]:
    """Rows of the audit trail: accepted, refused."""
    return Jejak.objects.filter(diterima=True).count(), Jejak.objects.filter(diterima=False).count()


@dataclass(frozen=True)
class Baris:
    """One Disposisi as the walk reads it."""

    urutan: int
    posisi: tuple[int, int]
    aksi: str
    dari: str
    ke: str
    kembali_ke: int | None
    orang: int
    waktu: datetime.datetime


def read_jejak(kasus: int) -> list[Baris]:
    """The case's trail, oldest first."""
    kolom = (
        "urutan", "tindakan__langkah__nomor", "tindakan__urutan", "aksi", "dari_status", "ke_status", "kembali_ke",
        "pengguna", "waktu",
    )  # fmt: skip
    semua = Disposisi.objects.filter(pengukuran=kasus).order_by("urutan").values_list(*kolom)
    return [Baris(n, (langkah, urutan), *lain) for n, langkah, urutan, *lain in semua]


class Alur:
    """The SOP as one line of acts, and a trail played on it."""

    def __init__(self, dunia: Dunia):
        self.dunia = dunia
        self.acts = [((x.nomor, n), t) for x in dunia.sop.langkah for n, t in enumerate(x.tindakan, start=1)]
        self.letak = {posisi: urutan for urutan, (posisi, _) in enumerate(self.acts)}

    def replay(self, jejak: list[Baris]) -> int | None:
        """Where the case stands by its trail, none where it is over; each line one move that the SOP knows."""
        kini: int | None = 0
        oleh: list[int] = []
        for satu in jejak:
            assert kini is not None, "an act after the end"
            _MAJU[satu.aksi](self, kini, satu, oleh)
            kini = self._move(kini, satu)
            del oleh[len(self.acts) if kini is None else kini :]
        return kini

    def _move(self, kini: int, satu: Baris) -> int | None:
        if satu.aksi == "batalkan":
            return None
        if satu.aksi == "selesaikan":
            return kini + 1 if kini + 1 < len(self.acts) else None
        return kini - 1 if satu.aksi == "tarik" else self.letak[satu.kembali_ke, 1]

    def _check_peran(self, satu: Baris, peran: str) -> None:
        assert self.dunia.holds(satu.orang, peran, to_hari(satu.waktu)), f"{satu} by somebody who is not {peran}"

    def _check_selesai(self, kini: int, satu: Baris, oleh: list[int]) -> None:
        posisi, tindakan = self.acts[kini]
        assert satu.posisi == posisi, "an act was skipped"
        self._check_peran(satu, tindakan.peran)
        oleh.append(satu.orang)

    def _check_kembali(self, kini: int, satu: Baris, oleh: list[int]) -> None:
        posisi, tindakan = self.acts[kini]
        assert satu.posisi == posisi
        assert satu.kembali_ke in tindakan.kembali_ke
        assert self.letak[satu.kembali_ke, 1] < kini
        self._check_peran(satu, tindakan.peran)

    def _check_tarik(self, kini: int, satu: Baris, oleh: list[int]) -> None:
        posisi, tindakan = self.acts[kini - 1]
        assert kini > 0
        assert satu.posisi == posisi, "took back another act than the last"
        assert tindakan.jenis == "pengisian" or oleh[-1] == satu.orang, "took back what somebody else did"
        self._check_peran(satu, tindakan.peran)

    def _check_batal(self, kini: int, satu: Baris, oleh: list[int]) -> None:
        assert satu.dari not in ("arsip", "selesai", "dibatalkan")
        self._check_peran(satu, "kepala")

    def check_arsip(self, jejak: list[Baris]) -> None:
        """Into `arsip` only after a Sekretaris verified and a Kepala saw it, both after the last hand-in."""
        for urutan, satu in enumerate(jejak):
            if satu.ke == "arsip" != satu.dari:
                maju = [s for s in jejak[: urutan + 1] if s.aksi == "selesaikan"]
                serah = [n for n, s in enumerate(maju) if self._get_transisi(s) in PENYERAHAN]
                assert serah, "archived without a hand-in"
                assert self._has(maju[serah[-1] :], VERIFIKASI, "sekretaris"), "archived unverified"
                assert self._has(maju[serah[-1] :], DILIHAT, "kepala"), "archived unseen"

    def _get_transisi(self, satu: Baris) -> str | None:
        return self.acts[self.letak[satu.posisi]][1].transisi

    def _has(self, maju: list[Baris], tanda: set[str], peran: str) -> bool:
        return any(
            self._get_transisi(s) in tanda and self.dunia.holds(s.orang, peran, to_hari(s.waktu)) for s in maju
        )


_MAJU: dict[str, Callable[[Alur, int, Baris, list[int]], None]] = {
    "selesaikan": Alur._check_selesai,
    "kembalikan": Alur._check_kembali,
    "tarik": Alur._check_tarik,
    "batalkan": Alur._check_batal,
}
