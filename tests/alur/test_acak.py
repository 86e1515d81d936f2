"""A random walk over each SOP: whoever tries whatever on any day, no case gets stuck, skips an act or loses its trail.

One long walk of each; `SAKIP_ACAK=50` makes it fifty, from another seed each time: for a nightly run.
"""

import contextlib
import sys
from collections import Counter
from collections.abc import Callable
from random import Random

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from collection.enums import FORMULIR_TERBUKA, Peran, StatusPenugasan
from collection.errors import SakipError
from collection.models import Formulir, Pengguna, Penugasan, PerangkatDaerah
from measurement.enums import Aksi, JenisTindakan, Transisi
from measurement.errors import WewenangError
from measurement.models import BarisKertasKerja, PengukuranKinerja, Tindakan
from measurement.services.contoh import Contoh
from measurement.services.contoh_isian import build_isian
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.kertas_kerja import compute_kertas_kerja, correct_baris
from measurement.services.koreksi import withdraw_koreksi
from measurement.services.langkah import run_langkah
from measurement.services.laporan import prepare_laporan
from measurement.services.pengukuran import create_pengukuran
from measurement.services.penyerahan import submit_formulir, withdraw_formulir
from measurement.sop import walk_status
from tests.factories.acak import (
    MULAI,
    TAHUN,
    Dunia,
    count_jejak,
    create_dunia,
    read_jejak,
    replaced_clock,
    rolled_back,
    take_potret,
)
from tests.factories.acak_periksa import Pemeriksa
from tests.factories.bersama import share
from tests.factories.gerak import approve
from tests.factories.kantor_contoh import FRASA
from tests.factories.ringan import KALI

SETELAN = settings(
    max_examples=KALI, stateful_step_count=60 if connection.vendor == "sqlite" or KALI > 1 else 40,
    deadline=None, derandomize=KALI == 1, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck),
)  # fmt: skip
SEMUA = sorted(SOP_CONTOH.parent.glob("*.toml"))
CUKUP, TERCAPAI = 200, ("maju", "selesaikan", "selesaikan ditolak", "kembalikan ditolak", "dua kali ditolak")
pytestmark = pytest.mark.django_db

AKSI = [Aksi.SELESAIKAN] * 10 + [Aksi.KEMBALIKAN] * 4 + [Aksi.TARIK] * 6 + [Aksi.BATALKAN]
LAKU = ["try_langkah"] * 14 + ["try_compute", "try_koreksi", "try_koreksi", "try_cabut", "try_again"]
LAKU += ["try_submit", "try_withdraw"] * 2 + ["open_twice"] + ["go_on"] * 4 + ["wait"] * 3


class Acak(Pemeriksa, RuleBasedStateMachine):
    """One office, its cases one after the other, and the people around it."""

    dunia: Dunia
    hitung: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self.dunia.jam.saat = MULAI
        self.tugas = list(self.dunia.tugas)
        self.tumpukan = contextlib.ExitStack()
        self.tumpukan.enter_context(rolled_back())
        self.begin_checks()
        self.pengisi: set[int] = set()
        self.penghitung: set[int] = set()
        self.ulangan: Callable[[], object] | None = None
        self.triwulan, self.terakhir = 1, 1 if self.dunia.sop.masukan else 2

    def teardown(self) -> None:
        """Wherever the walk has led, the right people bring the case to its end."""
        try:
            if sys.exc_info()[0] is None and hasattr(self, "pk"):
                self.finish()
        finally:
            del self.dunia.tugas[len(self.tugas) :]
            self.tumpukan.close()

    @property
    def kantor(self) -> PerangkatDaerah:
        return PerangkatDaerah.objects.get(pk=self.dunia.kantor)

    def has_worked(self, user: Pengguna) -> bool:
        """Filled in for the triwulan, or computed or corrected in this case: may not verify it."""
        return user.pk in self.pengisi | self.penghitung

    def pick(self, acak: Random, aksi: Aksi | None = None) -> Pengguna:
        """Somebody; two of three hold the present act's role today (or may cancel, or did the last act)."""
        kasus, boleh = self.kasus, []
        if aksi == Aksi.TARIK:
            boleh = [satu.orang for satu in read_jejak(self.pk)[-1:]]
        elif kasus.tindakan:
            boleh = self.dunia.list_pemegang("kepala" if aksi == Aksi.BATALKAN else kasus.tindakan.peran)
        semua = boleh if boleh and acak.random() < 0.7 else self.dunia.orang
        return Pengguna.objects.get(pk=acak.choice(semua))

    def attempt(self, nama: str, fungsi: Callable[[], object]) -> bool:
        """Whether it was accepted. A refusal leaves one line on the audit trail and nothing else anywhere."""
        potret, (terima, tolak) = take_potret(), count_jejak()
        try:
            fungsi()
        except SakipError as galat:
            assert str(galat), nama
            assert take_potret() == potret, f"{nama} was refused, yet something changed: {galat}"
            assert count_jejak() == (terima, tolak + 1), f"{nama}: {galat}"
            self.hitung[f"{nama} ditolak"] += 1
            return False
        assert count_jejak()[1] == tolak
        self.hitung[nama] += 1
        return True

    @initialize(sampai=st.integers(0, 2**32))
    def begin(self, sampai: int) -> None:
        """Somewhere on the way: an example of few steps would seldom come to the acts that matter."""
        self.open()
        for _ in range(Random(f"{self.dunia.sop.nama} {sampai}").randrange(len(self.status))):
            self.do_right()

    def open(self) -> None:
        user = Pengguna.objects.get(pk=self.dunia.list_pemegang("tim_sakip")[0])
        kasus = create_pengukuran(
            kantor=self.kantor, tahun=TAHUN, triwulan=self.triwulan, user=user, prosedur=self.dunia.sop.prosedur
        )
        self.pk, self.ulangan = kasus.pk, None

    def open_next(self) -> None:
        """After a cancelled case another of the same triwulan, after a finished one that of the next."""
        selesai = self.kasus.status == "selesai"
        if selesai and self.triwulan == self.terakhir:
            return
        self.triwulan += selesai
        self.pengisi, self.penghitung = set() if selesai else self.pengisi, set()
        self.open()

    def open_twice(self, acak: Random) -> None:
        """No second case of the triwulan while one runs or is done."""
        user, prosedur = self.pick(acak), self.dunia.sop.prosedur

        def run() -> None:
            create_pengukuran(kantor=self.kantor, tahun=TAHUN, triwulan=self.triwulan, user=user, prosedur=prosedur)

        if self.kasus.status != "dibatalkan":
            assert not self.attempt("buka dua kali", run)

    @rule(benih=st.integers(0, 2**32))
    def step(self, benih: int) -> None:
        """One rule for all: of several Hypothesis leaves some out. Its first example has seed 0 only: so a step counts."""
        self.hitung["semua"] += 1
        acak = Random(f"{self.dunia.sop.nama} {benih} {self.hitung['semua']}")
        kini = self.kasus.tindakan
        if kini and kini.jenis == JenisTindakan.KOREKSI and acak.random() < 0.3:
            self.try_koreksi(acak)
        elif self.ulangan and not self.hitung["dua kali ditolak"]:
            self.try_again(acak)
        else:
            getattr(self, acak.choice(LAKU))(acak)

    def wait(self, acak: Random) -> None:
        self.dunia.jam.maju(minutes=acak.randint(1, 900), days=acak.choice([0, 0, 1, 2, 9]))

    def go_on(self, acak: Random) -> None:
        """Some acts by whoever rightly does them."""
        for _ in range(acak.randint(1, 5)):
            if self.kasus.tindakan:
                self.do_right()
                self.check_trail()

    def try_langkah(self, acak: Random) -> None:
        """Any act, by anybody, from any page, with whatever record."""
        kasus, aksi = self.kasus, acak.choice(AKSI)
        kembali = kasus.tindakan and (kasus.tindakan.kembali_ke or not self.hitung["kembalikan ditolak"])
        if kembali and acak.random() < 0.3:
            aksi = Aksi.KEMBALIKAN
        if kasus.tindakan is None:
            self.open_next()
            return
        tindakan = self.pick_lain(acak) if acak.random() < 0.1 else kasus.tindakan
        user, versi = self.pick(acak, aksi), kasus.versi + acak.choice([0] * 8 + [-1, 1])
        catatan, ke, lepas = acak.choice(["Lengkapi."] * 4 + [" "]), acak.randint(-1, 17), acak.randint(0, 9)
        isian = self.build_isian(kasus, user, aksi, ke, lepas)
        benar = self.is_lawful(kasus, tindakan, aksi, user, versi, isian, catatan)

        def run() -> None:
            run_langkah(
                kasus, tindakan=tindakan, aksi=aksi, user=user, versi=versi, catatan=catatan, isian=isian
            )

        if self.attempt(aksi.value, run):
            assert benar, f"{aksi} of {tindakan} by {user} was accepted"
            assert self.kasus.versi == versi + 1
            self.ulangan = run

    def pick_lain(self, acak: Random) -> Tindakan:
        """An act named out of turn."""
        return acak.choice(list(Tindakan.objects.filter(langkah__sop=self.kasus.sop).order_by("langkah__nomor", "pk")))

    def build_isian(self, kasus: PengukuranKinerja, user: Pengguna, aksi: Aksi, ke: int, lepas: int) -> dict:
        """The act's record, complete or with one field gone; the signer has opened the report most times."""
        if aksi == Aksi.KEMBALIKAN:
            mungkin = kasus.tindakan.kembali_ke if kasus.tindakan else []
            unit = list(self.kantor.unit_set.values_list("pk", flat=True)[: max(lepas - 6, 0)])
            return {"ke": mungkin[ke % len(mungkin)] if mungkin and ke % 3 else ke, "unit": unit}
        if aksi != Aksi.SELESAIKAN or kasus.tindakan is None:
            return {}
        if kasus.tindakan.transisi == Transisi.TANDATANGANI:
            if self.dunia.holds(user.pk, "kepala", self.dunia.hari) and lepas:
                prepare_laporan(kasus, penanda=user)
            if not kasus.dokumen_set.exists():
                return {"frasa": FRASA, "sha256": ""}
        isian = dict(build_isian(kasus, FRASA))
        kunci = sorted(isian)
        if lepas > 6 and kunci:
            isian.pop(kunci[lepas % len(kunci)])
        return isian

    def is_lawful(self, kasus, tindakan, aksi, user, versi, isian, catatan) -> bool:
        """Whether the act might be accepted: its turn, its page, its role, its note, nobody checks their own work."""
        if kasus.tindakan is None or kasus.tindakan_id != tindakan.pk or versi != kasus.versi:
            return False
        if aksi == Aksi.TARIK:
            return read_jejak(kasus.pk) != []
        if aksi in (Aksi.KEMBALIKAN, Aksi.BATALKAN) and not catatan.strip():
            return False
        if aksi == Aksi.KEMBALIKAN and isian["ke"] not in tindakan.kembali_ke:
            return False
        peran = "kepala" if aksi == Aksi.BATALKAN else tindakan.peran
        sendiri = tindakan.jenis == "periksa" and aksi != Aksi.BATALKAN and self.has_worked(user)
        return self.dunia.holds(user.pk, peran, self.dunia.hari) and not sendiri

    def try_again(self, acak: Random) -> None:
        """The same button pressed twice."""
        if self.ulangan:
            assert not self.attempt("dua kali", self.ulangan)

    def try_compute(self, acak: Random) -> None:
        user = self.pick(acak)
        if self.attempt("hitung", lambda: compute_kertas_kerja(pengukuran=self.kasus, user=user)):
            assert self.kasus.status == "kertas_kerja"
            self.penghitung.add(user.pk)

    def try_koreksi(self, acak: Random) -> None:
        kasus, user = self.kasus, self.pick(acak)
        semua = BarisKertasKerja.objects.filter(kertas_kerja__pengukuran=kasus).order_by("-pk")[:4]
        baris, isi, beda = acak.choice([*semua, None]), acak.choice("447x"), acak.choice([0, 0, 0, 1])

        def run() -> None:
            correct_baris(baris=baris, isi=isi, alasan="Salah ketik.", versi=kasus.versi + beda, user=user)

        if baris and self.attempt("koreksi", run):
            self.check_koreksi(kasus, user)

    def try_cabut(self, acak: Random) -> None:
        kasus, user = self.kasus, self.pick(acak)
        semua = BarisKertasKerja.objects.filter(kertas_kerja__pengukuran=kasus)
        baris = semua.exclude(koreksi_set=None).last() or semua.last()

        def run() -> None:
            withdraw_koreksi(baris=baris, alasan="Tidak jadi.", versi=kasus.versi, user=user)

        if baris and self.attempt("cabut", run):
            self.check_koreksi(kasus, user)

    def check_koreksi(self, kasus: PengukuranKinerja, user: Pengguna) -> None:
        assert kasus.tindakan.jenis == "koreksi"
        assert self.dunia.holds(user.pk, "kepala", self.dunia.hari)
        self.penghitung.add(user.pk)

    def try_submit(self, acak: Random) -> None:
        formulir = self.pick_formulir(acak)
        if formulir is None:
            return
        operator = Contoh(self.kantor, 1).find_operator(formulir)
        if acak.random() < 0.7 and formulir.dapat_diisi:
            self.fill(formulir, operator)
        user = acak.choice([operator, operator, self.pick(acak)])
        if self.attempt("serahkan", lambda: submit_formulir(formulir=formulir, user=user)):
            assert user == operator
            self.pengisi.add(user.pk)

    def try_withdraw(self, acak: Random) -> None:
        formulir = self.pick_formulir(acak)
        if formulir is None:
            return
        operator = Contoh(self.kantor, 1).find_operator(formulir)
        user = acak.choice([operator, operator, self.pick(acak)])
        if self.attempt("tarik formulir", lambda: withdraw_formulir(formulir=formulir, user=user)):
            assert user == operator

    def pick_formulir(self, acak: Random) -> Formulir | None:
        semua = Formulir.objects.filter(periode=self.kasus.periode).select_related("unit", "periode__perangkat_daerah")
        return acak.choice([*semua.order_by("pk")] or [None])

    def fill(self, formulir: Formulir, operator: Pengguna) -> None:
        contoh = Contoh(self.kantor, 1)
        contoh.fill_semua(formulir, operator)
        self.pengisi.add(operator.pk)

    def do_right(self) -> None:
        """The present act by somebody who rightly does it; where nobody holds the role the Admin gives it."""
        kasus = self.kasus
        if kasus.tindakan.jenis == JenisTindakan.PENGISIAN:
            self.collect(kasus)
            return
        for pk in self.dunia.list_pemegang(kasus.tindakan.peran):
            if self.do_by(kasus, Pengguna.objects.get(pk=pk)):
                return
        assert self.do_by(kasus, self.give_role(kasus.tindakan.peran)), f"nobody can do {kasus.tindakan}"

    def do_by(self, kasus: PengukuranKinerja, user: Pengguna) -> bool:
        """All that belongs to the act, as its page leads through it; False where the user may not check own work."""
        transisi = kasus.tindakan.transisi
        if kasus.tindakan.jenis == JenisTindakan.PERIKSA and self.has_worked(user):
            with pytest.raises(WewenangError):
                self.run_right(kasus, user)
            return False
        if self.needs_compute(kasus):
            compute_kertas_kerja(pengukuran=kasus, user=user)
            self.penghitung.add(user.pk)
        if transisi == Transisi.TANDATANGANI:
            prepare_laporan(kasus, penanda=user)
        self.report(kasus)
        approve(kasus, user)
        self.run_right(kasus, user)
        return True

    def needs_compute(self, kasus: PengukuranKinerja) -> bool:
        mengumpulkan = self.dunia.sop.jenis == "pengumpulan"
        serah = kasus.tindakan.transisi in ("ajukan", "ajukan_koreksi")
        return kasus.tindakan.jenis == JenisTindakan.PENGUKURAN or (mengumpulkan and serah)

    def run_right(self, kasus: PengukuranKinerja, user: Pengguna) -> None:
        langkah = {"tindakan": kasus.tindakan, "versi": kasus.versi, "isian": build_isian(kasus, FRASA)}
        run_langkah(kasus, aksi=Aksi.SELESAIKAN, user=user, **langkah)
        self.hitung["maju"] += 1

    def collect(self, kasus: PengukuranKinerja) -> None:
        """Every unit that owes fills in and hands in; where none does, one of them finishes the step."""
        terbuka = Formulir.objects.filter(periode=kasus.periode, status__in=FORMULIR_TERBUKA)
        for formulir in terbuka.select_related("unit", "periode__perangkat_daerah"):
            operator = Contoh(self.kantor, 1).find_operator(formulir)
            self.fill(formulir, operator)
            submit_formulir(formulir=formulir, user=operator)
        kini = self.kasus
        if kini.tindakan_id == kasus.tindakan_id:
            self.run_right(kini, Pengguna.objects.get(pk=self.dunia.list_pemegang("bidang")[0]))

    def give_role(self, peran: str) -> Pengguna:
        """What the Admin does where nobody can: a new person holds the role for today."""
        admin = self.dunia.list_pemegang("admin")
        assert admin, "nobody holds the role, and no Admin can give it"
        user, hari = Pengguna.objects.create(username=f"baru{len(self.dunia.tugas)}", nama="Pejabat Baru"), self.dunia.hari
        Penugasan.objects.create(
            pengguna=user, peran=Peran(peran).value, perangkat_daerah=self.kantor, mulai=hari, selesai=hari,
            status=StatusPenugasan.PLH.value,
        )  # fmt: skip
        self.dunia.tugas.append((user.pk, peran, hari, hari))
        return user

    @invariant()
    def check_all(self) -> None:
        if hasattr(self, "pk"):
            self.check_trail()
            self.check_register()
            self.check_frozen()

    def finish(self) -> None:
        for _ in range(CUKUP):
            if self.kasus.tindakan is None:
                break
            self.do_right()
        self.check_all()
        assert self.kasus.status in ("selesai", "dibatalkan")


@pytest.fixture(scope="module", params=SEMUA, ids=lambda berkas: berkas.stem)
def dunia(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """One office for each SOP; every example begins with it and is rolled back to it."""
    with replaced_clock() as jam, share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_dunia(request.param, jam)


def test_random_walk(dunia):
    """See Acak for what must hold after every step."""
    hitung: Counter[str] = Counter()
    mesin = type("AcakSop", (Acak,), {"dunia": dunia, "hitung": hitung, "status": walk_status(dunia.sop)})
    run_state_machine_as_test(mesin, settings=SETELAN)
    kurang = [nama for nama in TERCAPAI if not hitung[nama]]
    assert SETELAN.stateful_step_count < 60 or kurang == []
