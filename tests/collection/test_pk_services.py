"""The Perjanjian Kinerja from draft to stipulated and on to its Perubahan; targets and pagu as they are typed."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from collection.enums import Peran, StatusPk
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, PerjanjianKinerja, Target, TargetRenstra
from collection.muat import load_rencana
from collection.services.impor import apply_impor, create_impor
from collection.services.pk import (
    compute_sidik_pk,
    create_pk,
    delete_draf,
    find_akhir,
    find_pk,
    find_pk_berlaku,
    find_pk_triwulan,
    save_pk,
    stipulate_pk,
    write_versi_pk,
)
from collection.services.pk_beda import compare_pk
from collection.services.pk_isi import build_isi, guess_jabatan, read_isi
from collection.services.target import (
    map_target_renstra,
    save_pagu,
    save_target,
    save_target_renstra,
    write_versi_pagu,
    write_versi_renstra,
    write_versi_target,
)
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

pytestmark = pytest.mark.django_db
KOSONG = dict.fromkeys(("tahunan", "tw1", "tw2", "tw3", "tw4"), "")


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def pk(kantor):
    """A stipulated agreement of 15 January with two indicators."""
    pk = create_rencana(kantor, jumlah=2, status=StatusPk.DITETAPKAN)
    pk.nomor, pk.tanggal = "050/1", datetime.date(2026, 1, 15)
    pk.save()
    return pk


def begin(kantor, user):
    return create_pk(kantor=kantor, tahun=2026, user=user, alasan="APBD Perubahan")


def type_target(pk, user, versi=None, **sel):
    """Type these cells of IKU-1 into the draft."""
    satu = pk.perangkat_daerah.indikator_set.get(kode="IKU-1")
    kini = {t.indikator_id: t for t in pk.target_set.filter(indikator=satu)}
    versi = write_versi_target([satu.pk], kini) if versi is None else versi
    return save_target(pk=pk, isian={satu.pk: KOSONG | sel}, versi=versi, user=user)


def stipulate(pk, user, nomor="050/9", tanggal=datetime.date(2026, 9, 1)):
    save_pk(pk=pk, isian={"nomor": nomor, "tanggal": tanggal}, versi=write_versi_pk(pk), user=user)
    segar = PerjanjianKinerja.objects.get(pk=pk.pk)
    return stipulate_pk(pk=segar, build=build_isi, versi=compute_sidik_pk(segar), user=user)


def read_target(pk, kode="IKU-1"):
    return pk.target_set.values_list("tahunan", flat=True).get(indikator__kode=kode)


def test_perubahan_begins_as_a_copy_and_leaves_the_original_alone(kantor, user, pk):
    draf = begin(kantor, user)
    assert (draf.versi, draf.status, draf.alasan, draf.nomor) == (2, "draf", "APBD Perubahan", "")
    assert (draf.target_set.count(), draf.pagu_set.get().jumlah) == (2, pk.pagu_set.get().jumlah)
    type_target(draf, user, tahunan="60", tw4="60")
    assert (read_target(draf), read_target(pk)) == (60, 50)
    assert (find_pk_berlaku(kantor, 2026), find_pk(kantor, 2026)) == (pk, draf)


def test_a_second_click_finds_the_draft_that_is_there(kantor, user, pk):
    assert begin(kantor, user) == begin(kantor, user)
    with pytest.raises(IntegrityError), transaction.atomic():
        PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=2026, versi=9)


def test_perubahan_needs_a_reason(kantor, user, pk):
    with pytest.raises(IsianError) as galat:
        create_pk(kantor=kantor, tahun=2026, user=user, alasan="  ")
    assert galat.value.kesalahan == {"alasan": ["Tulis mengapa Perjanjian Kinerja diubah."]}
    assert find_pk(kantor, 2026) == pk


def test_what_is_stipulated_is_refused_and_the_attempt_is_on_record(kantor, user, pk):
    for kerja in (
        lambda: type_target(pk, user, tahunan="99"),
        lambda: save_pagu(pk=pk, isian={}, versi="", user=user),
        lambda: save_pk(pk=pk, isian={"nomor": "x"}, versi="", user=user),
        lambda: delete_draf(pk=pk, user=user),
        lambda: stipulate_pk(pk=pk, build=build_isi, versi="", user=user),
    ):
        with pytest.raises(BentrokError, match="sudah ditetapkan, jadi tidak diubah lagi"):
            kerja()
    assert (read_target(pk), pk.pagu_set.count()) == (50, 1)
    assert Jejak.objects.filter(perangkat_daerah=kantor, diterima=False).count() == 5


@pytest.mark.parametrize("peran", [p for p in Peran if p not in (Peran.PERENCANA, Peran.ADMIN)])
def test_only_perencana_and_admin_write_the_plan(kantor, user, pk, peran):
    draf, lain = begin(kantor, user), create_pejabat(peran, kantor)
    for kerja in (lambda: begin(kantor, lain), lambda: type_target(draf, lain, tahunan="1"),
                  lambda: stipulate(draf, lain), lambda: delete_draf(pk=draf, user=lain)):  # fmt: skip
        with pytest.raises(AksesError):
            kerja()


def test_stipulating_names_all_that_is_missing(kantor, user):
    draf = create_pk(kantor=kantor, tahun=2026, user=user)
    with pytest.raises(IsianError) as galat:
        stipulate_pk(pk=draf, build=build_isi, versi=compute_sidik_pk(draf), user=user)
    assert galat.value.kesalahan[""] == [
        "Isi nomor Perjanjian Kinerja.", "Isi tanggal Perjanjian Kinerja.",
        "Isi target tahunan paling sedikit satu indikator.",
    ]  # fmt: skip


def test_a_perubahan_is_not_dated_before_what_it_changes(kantor, user, pk):
    with pytest.raises(IsianError, match="tidak boleh sebelum tanggal versi yang diubah"):
        stipulate(begin(kantor, user), user, tanggal=datetime.date(2026, 1, 14))


def test_stipulating_another_draft_than_the_one_shown_is_a_conflict(kantor, user, pk):
    draf = begin(kantor, user)
    dilihat = compute_sidik_pk(draf)
    type_target(draf, user, tahunan="61", tw4="61")
    with pytest.raises(BentrokError, match="Orang lain menyimpan"):
        stipulate_pk(pk=draf, build=build_isi, versi=dilihat, user=user)
    assert PerjanjianKinerja.objects.get(pk=draf.pk).is_draf


def test_the_paper_says_for_ever_what_it_said_when_it_was_stipulated(kantor, user, pk):
    baru = stipulate(begin(kantor, user), user)
    kantor.indikator_set.update(nama="Nama lain", satuan="orang")
    Target.objects.filter(perjanjian_kinerja=baru).update(tahunan=1)
    isi = read_isi(PerjanjianKinerja.objects.get(pk=baru.pk))
    assert [(i["nama"], i["satuan"], i["target"]) for i in isi["sasaran"][0]["indikator"]] == [
        ("Indikator 1", "%", "50,00"), ("Indikator 2", "%", "50,00"),
    ]  # fmt: skip
    assert (isi["perubahan"], isi["nomor"], isi["tanggal_teks"], isi["alasan"]) == (
        1, "050/9", "1 September 2026", "APBD Perubahan",
    )  # fmt: skip
    assert isi["program"] == {"baris": [{"nama": "2.13.01 Program 1", "anggaran": "1.000.000"}], "jumlah": "1.000.000"}


@pytest.mark.parametrize(
    ("tanggal", "versi"),
    [((2026, 6, 30), [1, 2, 2, 2]), ((2026, 7, 1), [1, 1, 2, 2]), ((2026, 9, 30), [1, 1, 2, 2]), ((2026, 10, 1), [1, 1, 1, 2])],
)  # fmt: skip
def test_a_triwulan_is_measured_by_the_version_dated_by_its_last_day(kantor, user, pk, tanggal, versi):
    stipulate(begin(kantor, user), user, tanggal=datetime.date(*tanggal))
    assert [find_pk_triwulan(kantor, 2026, n).versi for n in (1, 2, 3, 4)] == versi


def test_a_triwulan_before_the_late_first_agreement_is_measured_by_it_all_the_same(kantor, pk):
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(tanggal=datetime.date(2026, 5, 2))
    assert find_pk_triwulan(kantor, 2026, 1) == pk


def test_find_akhir():
    assert [find_akhir(2026, n).isoformat() for n in (1, 2, 3, 4)] == [
        "2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31",
    ]  # fmt: skip


def test_a_draft_measures_nothing(kantor, user):
    create_rencana(kantor)
    assert find_pk_triwulan(kantor, 2026, 4) is None


def test_import_writes_into_a_draft_once_the_agreement_is_stipulated(kantor, user, pk):
    impor = create_impor(
        kantor=kantor, tahun=2026, user=user, nama="a.xlsx", isi=build_xlsx([["IKU-1", "", "%", 77]]), muat=load_rencana
    )
    apply_impor(impor=impor, user=user)
    draf = find_pk(kantor, 2026)
    assert (draf.versi, draf.is_draf, draf.alasan) == (2, True, "")
    assert (read_target(draf), read_target(draf, "IKU-2"), read_target(pk)) == (77, 50, 50)


def test_import_warns_of_a_year_below_the_renstra(kantor, pk):
    indikator = kantor.indikator_set.get(kode="IKU-1")
    TargetRenstra.objects.create(indikator=indikator, tahun=2026, nilai=65)
    hasil = load_rencana(kantor=kantor, pk=pk, isi=build_xlsx([["IKU-1", "", "%", 50]]), tahun=2026)
    assert hasil.baris[0].peringatan == [
        "Baris 2: target tahunan 50,00 lebih rendah daripada target Renstra 65,00. Kurang dari yang direncanakan: "
        "samakan, atau siapkan alasannya."
    ]


def test_targets_are_stored_all_or_none_and_put_on_the_trail(kantor, user, pk):
    draf = begin(kantor, user)
    satu, dua = kantor.indikator_set.order_by("kode")
    versi = write_versi_target([satu.pk, dua.pk], {t.indikator_id: t for t in draf.target_set.all()})
    isian = {satu.pk: KOSONG | {"tahunan": "1.234,5"}, dua.pk: KOSONG | {"tahunan": "abc", "tw1": "-1"}}
    with pytest.raises(IsianError) as galat:
        save_target(pk=draf, isian=isian, versi=versi, user=user)
    assert sorted(galat.value.kesalahan) == [f"tahunan-{dua.pk}", f"tw1-{dua.pk}"]
    assert read_target(draf) == 50
    isian[dua.pk] = KOSONG
    assert save_target(pk=draf, isian=isian, versi=versi, user=user) == 2
    assert list(draf.target_set.values_list("indikator", "tahunan")) == [(satu.pk, 1234.5)]
    jejak = Jejak.objects.filter(aksi__in=["ubah_target", "hapus_target"], diterima=True).order_by("pk")
    assert [(j.aksi, j.lama, j.baru) for j in jejak] == [
        ("ubah_target", {"tahunan": "50", "tw4": "50"}, {"tahunan": "1234.5", "tw4": None}),
        ("hapus_target", {"tahunan": "50", "tw4": "50"}, {"tahunan": None, "tw4": None}),
    ]


def test_two_people_at_once_the_second_is_told(kantor, user, pk):
    draf = begin(kantor, user)
    satu = kantor.indikator_set.get(kode="IKU-1")
    dilihat = write_versi_target([satu.pk], {satu.pk: draf.target_set.get(indikator=satu)})
    assert type_target(draf, user, dilihat, tahunan="60", tw4="60") == 1
    with pytest.raises(BentrokError, match="Orang lain menyimpan"):
        type_target(draf, user, dilihat, tahunan="70", tw4="70")
    assert read_target(draf) == 60


def test_pagu(kantor, user, pk):
    draf = begin(kantor, user)
    pagu = draf.pagu_set.get()
    versi = write_versi_pagu([pagu.sub_kegiatan_id], {pagu.sub_kegiatan_id: pagu})
    with pytest.raises(IsianError) as galat:
        save_pagu(pk=draf, isian={pagu.sub_kegiatan_id: "-1"}, versi=versi, user=user)
    assert list(galat.value.kesalahan) == [f"jumlah-{pagu.sub_kegiatan_id}"]
    assert save_pagu(pk=draf, isian={pagu.sub_kegiatan_id: "Rp2.500.000"}, versi=versi, user=user) == 1
    assert (draf.pagu_set.get().jumlah, pk.pagu_set.get().jumlah) == (2_500_000, 1_000_000)
    versi = write_versi_pagu([pagu.sub_kegiatan_id], {pagu.sub_kegiatan_id: draf.pagu_set.get()})
    assert save_pagu(pk=draf, isian={pagu.sub_kegiatan_id: ""}, versi=versi, user=user) == 1
    assert draf.pagu_set.count() == 0


def test_targets_of_the_renstra_with_baseline(kantor, user, pk):
    satu = kantor.indikator_set.get(kode="IKU-1")

    def save(**isian):
        segar = kantor.indikator_set.filter(pk=satu.pk)
        versi = write_versi_renstra(segar, map_target_renstra(segar))
        return save_target_renstra(kantor=kantor, isian={satu.pk: isian}, versi=versi, user=user)

    assert save(**{"baseline": "40", "2026": "50", "2027": "60"}) == 1
    satu.refresh_from_db()
    assert (satu.baseline, dict(satu.target_renstra_set.values_list("tahun", "nilai"))) == (40, {2026: 50, 2027: 60})
    assert save(**{"baseline": "40", "2026": "50", "2027": ""}) == 1
    assert save(**{"baseline": "40", "2026": "50", "2027": ""}) == 0
    assert list(satu.target_renstra_set.values_list("tahun", flat=True)) == [2026]


def test_compare_tells_old_new_and_difference(kantor, user, pk):
    draf = begin(kantor, user)
    type_target(draf, user, tahunan="45,5", tw1="10", tw4="50")
    pagu = draf.pagu_set.get()
    versi = write_versi_pagu([pagu.sub_kegiatan_id], {pagu.sub_kegiatan_id: pagu})
    save_pagu(pk=draf, isian={pagu.sub_kegiatan_id: "900000"}, versi=versi, user=user)
    beda = compare_pk(pk, draf)
    assert [(b.kode, b.kolom, b.lama, b.baru, b.selisih) for b in beda.target] == [
        ("IKU-1", "Target tahun", "50,00", "45,50", "-4,50"), ("IKU-1", "TW I", "–", "10,00", ""),
    ]  # fmt: skip
    assert [(b.lama, b.baru, b.selisih) for b in beda.pagu] == [("Rp1.000.000", "Rp900.000", "-Rp100.000")]
    assert beda.selisih == "-Rp100.000"


def test_a_dropped_draft_takes_its_figures_along_and_nothing_else(kantor, user, pk):
    delete_draf(pk=begin(kantor, user), user=user)
    assert (list(kantor.pk_set.all()), Target.objects.count()) == ([pk], 2)


@pytest.mark.parametrize(
    ("pemerintah", "jabatan"),
    [("Pemerintah Kabupaten Blora", "Bupati Blora"), ("Pemerintah Kota Solo", "Wali Kota Solo"), ("Pemkab X", "Kepala Daerah")],
)  # fmt: skip
def test_guess_jabatan(pemerintah, jabatan):
    assert guess_jabatan(create_kantor(pemerintah=pemerintah)) == jabatan
