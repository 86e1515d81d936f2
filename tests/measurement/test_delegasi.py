"""Each act of each SOP by a Plt. and a Plh.: on their days with the full powers of the role, on no other day at all."""

import datetime

import pytest
from django.db import transaction

from collection.enums import FORMULIR_TERBUKA, Peran, StatusPenugasan
from collection.models import Formulir, Penugasan, PerangkatDaerah
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.errors import WewenangError
from measurement.giliran import find_halangan, list_tugas
from measurement.models import PengukuranKinerja
from measurement.queries import find_masukan
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.kertas_kerja import compute_kertas_kerja, correct_baris
from measurement.services.langkah import run_langkah
from measurement.services.laporan import prepare_laporan
from measurement.services.pengukuran import create_pengukuran
from measurement.services.penyerahan import submit_formulir
from measurement.services.sop import load_sop
from measurement.sop import read_sop
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import approve, build_contoh, fetch, finish, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, create_kasus, get_user

pytestmark = pytest.mark.django_db

MASUKAN = SOP_CONTOH.parent / "bkpsdm-mahulu_pengumpulan.toml"
SEMUA = sorted(SOP_CONTOH.parent.glob("*.toml"))
LUAR = {"kemarin": (-9, -1), "besok": (1, 9)}
DALAM = {StatusPenugasan.PLT: (-9, 0), StatusPenugasan.PLH: (0, 9)}


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kantor_kecil().pk


@pytest.fixture
def kantor(basis):
    return PerangkatDaerah.objects.get(pk=basis)


OLEH_PLT = set()
"""Kinds of act that a Plt. has done by now, in whichever SOP; of every act the rule is asked whether they may."""


class Pemeran:
    """Persons made for one role only, by how and when they hold it; made when first asked for."""

    def __init__(self, kantor):
        self.kantor, self.ada = kantor, {}

    def get(self, peran, unit, status, rentang):
        kunci = (peran, unit and unit.pk, status, rentang)
        if kunci not in self.ada:
            self.ada[kunci] = create_user()
            mulai, selesai = rentang
            bertugas = {"mulai": mulai, "selesai": selesai, "status": status}
            assign(self.ada[kunci], Peran(peran), self.kantor, unit, **bertugas)
        return self.ada[kunci]


class Batal(Exception):
    """Undoes what was tried."""


def attempt(kasus, user):
    """The present act as this person would do it, with all that is theirs to do before it."""
    contoh = build_contoh(kasus)
    tindakan = kasus.tindakan
    if tindakan.jenis == JenisTindakan.PENGISIAN:
        submit_formulir(formulir=get_terbuka(kasus), user=user)
        return fetch(kasus)
    if tindakan.transisi == Transisi.TANDATANGANI:
        prepare_laporan(kasus, penanda=user if not find_halangan(kasus, user) else None)
    approve(kasus, user)
    isian = contoh.build_isian(kasus)
    run_langkah(kasus, tindakan=tindakan, aksi=Aksi.SELESAIKAN, user=user, versi=kasus.versi, isian=isian)
    return fetch(kasus)


def get_terbuka(kasus):
    return Formulir.objects.filter(periode=kasus.periode, status__in=FORMULIR_TERBUKA).order_by("pk").last()


def fill_semua(kasus):
    """All figures typed by the units' own; the last unit's form is left to be handed in."""
    contoh, akhir = build_contoh(kasus), get_terbuka(kasus)
    for formulir in Formulir.objects.filter(periode=kasus.periode, status__in=FORMULIR_TERBUKA):
        operator = contoh.find_operator(formulir)
        contoh.fill_semua(formulir, operator)
        if formulir != akhir:
            submit_formulir(formulir=formulir, user=operator)


def prepare(kasus, pemeran):
    """What has to be there: the finished collection; forms filled in; the figures, computed by a Plh. as well."""
    jenis = kasus.tindakan.jenis
    if jenis == JenisTindakan.HIMPUN and kasus.sop.masukan and find_masukan(kasus) is None:
        teks = MASUKAN.read_text(encoding="utf-8")
        load_sop(kantor=kasus.perangkat_daerah, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
        build_contoh(kasus).run(tahun=2026, triwulan=1, tahap=Status.SELESAI, prosedur=kasus.sop.masukan)
    if jenis == JenisTindakan.PENGISIAN:
        fill_semua(kasus)
    if kasus.status == Status.KERTAS_KERJA and not kasus.kertas_kerja_set.exists():
        peran = kasus.tindakan.peran
        for rentang in LUAR.values():
            with pytest.raises(WewenangError):
                compute_kertas_kerja(
                    pengukuran=kasus, user=pemeran.get(peran, None, StatusPenugasan.PLH, rentang)
                )
        plh = pemeran.get(peran, None, StatusPenugasan.PLH, DALAM[StatusPenugasan.PLH])
        assert compute_kertas_kerja(pengukuran=kasus, user=plh).dihitung_oleh == plh


@pytest.mark.parametrize("berkas", SEMUA, ids=lambda berkas: berkas.stem)
def test_every_act_by_who_stands_in_on_their_days_and_on_no_other(kantor, berkas):
    teks = berkas.read_text(encoding="utf-8")
    load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
    kasus = create_pengukuran(
        kantor=kantor, tahun=2026, triwulan=1, user=get_user("kepala"), prosedur=read_sop(teks).prosedur
    )
    pemeran, dicoba = Pemeran(kantor), 0
    while kasus.tindakan:
        prepare(kasus, pemeran)
        peran, jenis = kasus.tindakan.peran, kasus.tindakan.jenis
        unit = get_terbuka(kasus).unit if jenis == JenisTindakan.PENGISIAN else None
        for status in DALAM:
            for kapan, rentang in LUAR.items():
                with pytest.raises(Exception, match=r"wewenang|diserahkan oleh") as galat:
                    attempt(kasus, pemeran.get(peran, unit, status, rentang))
                assert type(galat.value).__name__ in ("WewenangError", "AksesError"), (jenis, kapan)
        plt = pemeran.get(peran, unit, StatusPenugasan.PLT, DALAM[StatusPenugasan.PLT])
        assert jenis == JenisTindakan.PENGISIAN or find_halangan(kasus, plt) == ""
        if (jenis, kasus.tindakan.transisi) not in OLEH_PLT:
            OLEH_PLT.add((jenis, kasus.tindakan.transisi))
            with pytest.raises(Batal), transaction.atomic():
                check_jejak(attempt(kasus, plt), peran, "Plt.")
                raise Batal
            kasus = fetch(kasus)
        kasus = attempt(kasus, pemeran.get(peran, unit, StatusPenugasan.PLH, DALAM[StatusPenugasan.PLH]))
        check_jejak(kasus, peran, "Plh.")
        dicoba += 1
    assert (kasus.status, dicoba) == ("selesai", kasus.disposisi_set.count())
    assert set(kasus.disposisi_set.values_list("pengguna", flat=True)) <= {u.pk for u in pemeran.ada.values()}


def check_jejak(kasus, peran, status):
    """The trail's last row names how the role was held."""
    assert kasus.riwayat[-1].sebutan == f"{status} {Peran(peran).label}"


def stand_in(kantor, peran, status=StatusPenugasan.PLH, mulai=0, selesai=0):
    user = create_user()
    assign(user, peran, kantor, mulai=mulai, selesai=selesai, status=status)
    return user


@pytest.mark.parametrize("status", DALAM)
def test_cancelling_returning_correcting_by_date(kantor, status):
    kasus = create_kasus(Status.KOREKSI, kantor=kantor, triwulan=2)
    baris = kasus.kertas_kerja_set.first().baris_set.filter(realisasi_triwulan__gt=1, rumus="maks").first()
    isi = {"baris": baris, "isi": baris.indikator.write_nilai(baris.realisasi_triwulan + 1), "alasan": "Salah."}
    for rentang in LUAR.values():
        orang = stand_in(kantor, Peran.KEPALA, status, *rentang)
        with pytest.raises(WewenangError):
            correct_baris(**isi, versi=kasus.versi, user=orang)
        for aksi, isian in ((Aksi.KEMBALIKAN, {"ke": 10}), (Aksi.BATALKAN, {})):
            with pytest.raises(WewenangError):
                move(kasus, aksi, orang, isian)
    kini = stand_in(kantor, Peran.KEPALA, status)
    assert correct_baris(**isi, versi=kasus.versi, user=kini).pengguna == kini
    assert move(kasus, Aksi.KEMBALIKAN, kini, {"ke": 10}).sebutan == f"{status.label} Kepala"
    assert move(fetch(kasus), Aksi.BATALKAN, kini, {}).sebutan == f"{status.label} Kepala"


def move(kasus, aksi, user, isian):
    return run_langkah(
        kasus, tindakan=kasus.tindakan, aksi=aksi, user=user, versi=kasus.versi, catatan="Periksa.", isian=isian
    )


def test_two_holders_at_once_both_may_and_each_is_named(kantor):
    kasus = create_pengukuran(kantor=kantor, tahun=2026, triwulan=3, user=get_user("kepala"))
    plh = stand_in(kantor, Peran.KEPALA)
    assert [find_halangan(kasus, user) for user in (get_user("kepala"), plh)] == ["", ""]
    assert [kasus in [t.pengukuran for t in list_tugas(u)[0]] for u in (get_user("kepala"), plh)] == [True, True]
    isian = build_contoh(kasus).build_isian(kasus)
    for user, sebutan in ((get_user("kepala"), "Kepala"), (plh, "Plh. Kepala")):
        with pytest.raises(Batal), transaction.atomic():
            langkah = run_langkah(
                fetch(kasus), tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=user, versi=0, isian=isian
            )
            assert (langkah.pengguna, langkah.sebutan) == (user, sebutan)
            raise Batal


def test_hand_over_in_the_middle_of_a_case(kantor):
    """The head orders, leaves; a Plt. corrects; the next head signs. The trail names each as they were that day."""
    lama = get_user("kepala")
    kasus = walk_to(create_pengukuran(kantor=kantor, tahun=2026, triwulan=4, user=lama), 12)
    hari = kantor.hari_ini()
    Penugasan.objects.filter(pengguna=lama).update(selesai=hari - datetime.timedelta(days=1))
    with pytest.raises(WewenangError, match="berakhir"):
        move(kasus, Aksi.BATALKAN, lama, {})
    plt = stand_in(kantor, Peran.KEPALA, StatusPenugasan.PLT)
    kasus = walk_to(finish(kasus), 14)
    Penugasan.objects.filter(pengguna=plt).update(selesai=hari - datetime.timedelta(days=1), mulai=hari.replace(day=1))
    baru = create_user()
    assign(baru, Peran.KEPALA, kantor, mulai=0)
    with pytest.raises(WewenangError, match="berakhir"):
        attempt(fetch(kasus), plt)
    kasus = attempt(kasus, baru)
    kepala = kasus.disposisi_set.filter(tindakan__peran="kepala").order_by("urutan")
    assert list(kepala.values_list("pengguna", "sebutan")) == [
        (lama.pk, "Kepala"), (plt.pk, "Plt. Kepala"), (baru.pk, "Kepala")
    ]  # fmt: skip
    dokumen = PengukuranKinerja.objects.get(pk=kasus.pk).dokumen_set.get()
    assert (dokumen.penanda_tangan, dokumen.sebutan) == (baru, "Kepala")
