"""Whose turn it is: the inbox of each role, and what a page may offer to whom, with the reason where it may not."""

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.models import Formulir, Penugasan, Unit
from measurement.enums import Aksi, Status
from measurement.giliran import find_halangan, find_label, is_giliran_hitung, list_pilihan, list_tugas
from measurement.models import PengukuranKinerja
from tests.factories.bersama import create_beberapa, share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import approve, cancel, compute, fetch, finish, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

SEMUA = ("kepala", "sekretaris", "kabid.kb", "kasubag", "perencana", "tim_sakip", "bidang.kb", "bidang.dalduk",
         "bidang.ks", "staf", "admin", "pengawas")  # fmt: skip


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I before the Sekretaris, triwulan II with the units."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_beberapa({1: Status.VERIFIKASI, 2: Status.PENGUMPULAN})


@pytest.fixture
def satu(basis):
    """Triwulan I, at step 11."""
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def dua(basis):
    """Triwulan II, at step 7, both forms open."""
    return PengukuranKinerja.objects.get(pk=basis[2])


def read_tugas(user):
    """(triwulan, unit of the form or none) of what waits for the user; triwulan of what the user waits for."""
    saya, lain = list_tugas(user)
    return (
        [(t.pengukuran.periode.triwulan, t.formulir.unit.singkatan if t.formulir else "") for t in saya],
        [kasus.periode.triwulan for kasus in lain],
    )


def read_pilihan(kasus, nama):
    user = get_user(nama) if isinstance(nama, str) else nama
    return [(p.aksi.value, p.label, p.alasan) for p in list_pilihan(kasus, user)]


def end_role(nama):
    Penugasan.objects.filter(pengguna=get_user(nama)).delete()


@pytest.mark.parametrize("nama", SEMUA)
def test_inbox_has_what_the_role_holds_and_the_rest_apart(satu, dua, nama):
    milik = {"sekretaris": [(1, "")], "bidang.kb": [(2, "KB")], "bidang.dalduk": [(2, "Dalduk")]}.get(nama, [])
    assert read_tugas(get_user(nama)) == (milik, [tw for tw in (1, 2) if tw not in dict(milik)])


def test_inbox_of_another_office_is_empty(satu):
    assert read_tugas(get_user("sekretaris", "dpmd-blora")) == ([], [])


def test_inbox_counts_a_role_in_its_own_office_only(satu):
    """Sekretaris there and Staf here is no Sekretaris here."""
    orang = get_user("sekretaris", "dpmd-blora")
    assign(orang, Peran.STAF, satu.perangkat_daerah)
    assert read_tugas(orang) == ([], [1, 2])


def test_inbox_of_the_operator_is_empty_once_the_form_is_handed_in(dua):
    kb = Formulir.objects.get(periode=dua.periode, unit__singkatan="KB")
    kb.terima_unit()
    kb.serahkan()
    kb.save()
    assert [read_tugas(get_user(nama))[0] for nama in ("bidang.kb", "bidang.dalduk")] == [[], [(2, "Dalduk")]]


def test_inbox_of_an_operator_of_two_units_has_both_forms(dua):
    orang = get_user("bidang.kb")
    assign(orang, Peran.BIDANG, dua.perangkat_daerah, Unit.objects.get(singkatan="Dalduk"))
    assert read_tugas(orang) == ([(2, "Dalduk"), (2, "KB")], [1])


def test_inbox_follows_the_role_of_today(satu, dua):
    plt = create_user()
    penugasan = assign(plt, Peran.SEKRETARIS, satu.perangkat_daerah, status=StatusPenugasan.PLT, selesai=0)
    assert read_tugas(plt) == ([(1, "")], [2])
    Penugasan.objects.filter(pk=penugasan.pk).update(selesai=penugasan.mulai)
    assert read_tugas(plt) == ([], [])


def test_inbox_of_a_kepala_who_is_also_operator_has_order_and_form(satu, dua):
    """Step 7 waits longer, but it has two days where step 12 has one."""
    kepala = get_user("kepala")
    assign(kepala, Peran.BIDANG, satu.perangkat_daerah, Unit.objects.get(singkatan="KB"))
    walk_to(satu, 12)
    assert read_tugas(kepala) == ([(1, ""), (2, "KB")], [])


def test_inbox_has_the_longest_waiting_first_and_no_ended_case(satu, dua):
    tiga = create_kasus(Status.DISPOSISI, kantor=satu.perangkat_daerah, triwulan=3)
    assert read_tugas(get_user("pengawas"))[1] == [1, 2, 3]
    walk_to(satu, 12)
    assert read_tugas(get_user("pengawas"))[1] == [2, 3, 1]
    cancel(tiga)
    assert read_tugas(get_user("pengawas"))[1] == [2, 1]


def test_pilihan_of_who_holds_the_step(satu):
    assert read_pilihan(satu, "sekretaris") == [("selesaikan", "Nyatakan benar", ""), ("kembalikan", "Kembalikan", "")]
    tujuan = [langkah.nomor for langkah in list_pilihan(satu, get_user("sekretaris"))[1].langkah]
    assert tujuan == [8, 7]


@pytest.mark.parametrize("nama", [nama for nama in SEMUA if nama not in ("sekretaris", "kepala")])
def test_pilihan_of_others_say_whom_the_step_waits_for(satu, nama):
    alasan = "Langkah 11 menunggu Sekretaris."
    tarik = [("tarik", "Tarik kembali langkah 10", "")] if nama == "tim_sakip" else []
    assert read_pilihan(satu, nama) == [
        ("selesaikan", "Nyatakan benar", alasan), ("kembalikan", "Kembalikan", alasan), *tarik,
    ]  # fmt: skip


def test_pilihan_of_the_kepala_has_the_cancelling_until_the_report_is_signed(satu):
    batal = ("batalkan", "Batalkan pengukuran", "")
    assert read_pilihan(satu, "kepala")[-1] == batal
    satu = walk_to(satu, 14)
    assert read_pilihan(satu, "kepala") == [
        ("selesaikan", "Tanda tangani", ""), ("kembalikan", "Kembalikan", ""), batal,
    ]  # fmt: skip
    satu = walk_to(satu, 16)
    assert read_pilihan(satu, "kepala") == [("selesaikan", "Arsipkan", "Langkah 16 menunggu Staf.")]
    satu = walk_to(satu, 0)
    assert read_pilihan(satu, "kepala") == read_pilihan(satu, "staf") == []


def test_pilihan_while_units_fill_in_names_who_owes(dua):
    alasan = "Menunggu formulir dari Bidang Pengendalian Penduduk, Bidang Keluarga Berencana."
    assert read_pilihan(dua, "bidang.kb") == [("selesaikan", "Selesaikan pengisian formulir", alasan)]
    assert read_pilihan(dua, "staf") == [
        ("selesaikan", "Selesaikan pengisian formulir", "Langkah 7 menunggu Bidang.")
    ]


def test_pilihan_of_a_stand_in_who_worked_on_the_figures(satu):
    orang = get_user("tim_sakip")
    assign(orang, Peran.SEKRETARIS, satu.perangkat_daerah, status=StatusPenugasan.PLT)
    alasan = "Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa."
    assert [p.alasan for p in list_pilihan(satu, orang)] == [alasan, alasan, ""]
    assign(orang, Peran.KEPALA, satu.perangkat_daerah, status=StatusPenugasan.PLT)
    assert [(p.aksi, p.alasan) for p in list_pilihan(satu, orang)] == [
        (Aksi.SELESAIKAN, alasan), (Aksi.KEMBALIKAN, alasan), (Aksi.TARIK, ""), (Aksi.BATALKAN, ""),
    ]  # fmt: skip


def test_pilihan_end_with_the_role(satu):
    lain = create_user()
    assign(lain, Peran.SEKRETARIS, satu.perangkat_daerah)
    end_role("sekretaris")
    assert find_halangan(satu, get_user("sekretaris")) == "Langkah 11 menunggu Sekretaris."
    lain.penugasan_set.all().delete()
    kosong = "Tidak ada Sekretaris hari ini: minta Admin menugaskan Plt./Plh."
    assert find_halangan(satu, get_user("sekretaris")) == kosong
    assert read_tugas(get_user("sekretaris")) == ([], [])


def test_label_is_the_transition_or_the_end_of_the_act(satu, dua):
    assert [find_label(satu), find_label(dua)] == ["Nyatakan benar", "Selesaikan pengisian formulir"]
    assert find_label(send_back(satu, 8)) == "Selesaikan pengukuran"


def test_figures_are_computed_from_step_8_to_the_hand_in(satu, dua):
    assert [is_giliran_hitung(dua), is_giliran_hitung(satu)] == [False, False]
    kasus = send_back(satu, 8)
    assert is_giliran_hitung(kasus) is True
    compute(kasus)
    hasil = []
    while kasus.tindakan.langkah.nomor < 12:
        approve(kasus, get_user("sekretaris"))
        kasus = finish(kasus)
        hasil.append((kasus.tindakan.langkah.nomor, is_giliran_hitung(kasus)))
    assert hasil == [(9, True), (10, True), (11, False), (12, False)]
    assert is_giliran_hitung(send_back(kasus, 10)) is False
    assert is_giliran_hitung(cancel(fetch(kasus))) is False
