"""The report's narratives: who writes them and when, two at once, frozen with the hand-in, never a suggestion unread."""

import pytest
from django.urls import reverse

from collection.errors import IsianError
from collection.models import Jejak
from measurement.enums import JenisNarasi, Status
from measurement.errors import GiliranError, WewenangError
from measurement.models import Narasi
from measurement.pdf import walk_kelompok
from measurement.services.narasi import (
    LENGKAPI,
    PANJANG_NARASI,
    NarasiBentrokError,
    Tulisan,
    compute_sidik_narasi,
    find_halangan_narasi,
    map_narasi,
    save_narasi,
)
from measurement.services.narasi_halaman import build_bagian
from measurement.services.rekap import KANTOR, build_rekap
from measurement.services.snapshot import build_snapshot
from tests.factories.gerak import compute, do, fetch, send_back, walk_to
from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db
KOSONG = compute_sidik_narasi("")


@pytest.fixture
def hitung(kasus):
    """Triwulan II with figures, before its hand-in."""
    compute(kasus)
    return fetch(kasus)


@pytest.fixture
def kunci(hitung):
    return build_rekap(hitung.kertas_kerja_set.first()).sasaran[0].kunci


def save(kasus, kelompok, peran="tim_sakip", sidik=KOSONG, **teks):
    isian = {JenisNarasi(jenis): Tulisan(isi, sidik) for jenis, isi in teks.items()}
    return save_narasi(pengukuran=kasus, kelompok=kelompok, isian=isian, user=get_user(peran))


def read_sasaran(kasus, kunci):
    isi = build_snapshot(kasus, nomor="1", tanggal=kasus.perangkat_daerah.hari_ini(), kode="uji")
    return isi, next(k for t in isi["tujuan"] for k in walk_kelompok(t) if k["kunci"] == kunci)


def test_what_is_saved_is_in_the_snapshot_word_for_word(hitung, kunci):
    assert save(hitung, kunci, pendorong="  Dua baris\r\nteks. ", solusi="Jadwal ulang.") == 2
    assert save(hitung, KANTOR, ringkasan="Ringkas.") == 1
    isi, sasaran = read_sasaran(hitung, kunci)
    assert sasaran["narasi"] == {"pendorong": "Dua baris\nteks.", "solusi": "Jadwal ulang."}
    assert isi["narasi"] == {"ringkasan": "Ringkas."}


def test_nothing_is_in_the_snapshot_that_nobody_saved(hitung, kunci):
    assert build_bagian(hitung, kunci).usulan["penghambat"]
    isi, sasaran = read_sasaran(hitung, kunci)
    assert (isi["narasi"], sasaran["narasi"]) == ({}, {})


def test_each_wording_is_kept_and_told_on_the_trail(hitung, kunci):
    save(hitung, kunci, solusi="Satu.")
    save(hitung, kunci, solusi="Dua.", sidik=compute_sidik_narasi("Satu."))
    save(hitung, kunci, solusi="", sidik=compute_sidik_narasi("Dua."))
    assert [n.teks for n in Narasi.objects.all()] == ["Satu.", "Dua.", ""]
    assert map_narasi(hitung) == {}
    jejak = Jejak.objects.filter(aksi="tulis_narasi").order_by("pk")
    assert [(j.lama["teks"], j.baru["teks"]) for j in jejak] == [("", "Satu."), ("Satu.", "Dua."), ("Dua.", "")]


def test_the_same_text_sent_twice_is_one(hitung, kunci):
    assert save(hitung, kunci, solusi="Satu.") == 1
    assert save(hitung, kunci, solusi="Satu.") == 0
    assert Narasi.objects.count() == 1


def test_of_two_at_once_the_second_is_refused_with_nothing_written(hitung, kunci):
    save(hitung, kunci, solusi="Punya orang lain.")
    with pytest.raises(NarasiBentrokError, match="orang lain menyimpan") as galat:
        save(hitung, kunci, pendorong="Baru.", solusi="Punya saya.")
    assert galat.value.jenis == [JenisNarasi.SOLUSI]
    assert map_narasi(hitung) == {kunci: {"solusi": "Punya orang lain."}}
    assert Jejak.objects.filter(diterima=False, aksi="tulis_narasi").count() == 1


@pytest.mark.parametrize(("teks", "kata"), [(f"Sebabnya: {LENGKAPI}.", "Masih ada"), ("a" * (PANJANG_NARASI + 1), "Paling banyak")])
def test_a_text_with_a_gap_or_without_end_is_refused(hitung, kunci, teks, kata):
    with pytest.raises(IsianError) as galat:
        save(hitung, kunci, penghambat=teks, solusi="Baik.")
    assert [pesan[0].split(" “")[0][: len(kata)] for pesan in galat.value.kesalahan.values()] == [kata]
    assert not Narasi.objects.exists()


def test_a_group_that_is_no_sasaran_of_the_round_is_refused(hitung):
    with pytest.raises(IsianError, match="tidak ada lagi"):
        save(hitung, "0123456789abcdef", solusi="Baik.")


@pytest.mark.parametrize("peran", ["kepala", "sekretaris", "bidang.kb", "perencana", "admin", "pengawas"])
def test_only_tim_sakip_writes(hitung, kunci, peran):
    with pytest.raises(WewenangError, match="ditulis oleh Tim SAKIP"):
        save(hitung, kunci, peran=peran, solusi="Bukan saya.")
    assert find_halangan_narasi(hitung, get_user("tim_sakip")) == ""


def test_without_figures_there_is_nothing_to_write_about(kasus):
    with pytest.raises(GiliranError, match="sesudah kertas kerja dihitung"):
        save(kasus, KANTOR, ringkasan="Terlalu awal.")


def test_the_hand_in_freezes_them_and_a_return_opens_them_again(hitung, kunci):
    save(hitung, kunci, solusi="Sebelum diajukan.")
    kasus = walk_to(hitung, 11)
    assert kasus.status == Status.VERIFIKASI
    with pytest.raises(GiliranError, match="sebelum diajukan"):
        save(kasus, kunci, solusi="Terlambat.", sidik=compute_sidik_narasi("Sebelum diajukan."))
    kembali = next(n for n in kasus.tindakan.kembali_ke if n in (8, 9, 10))
    kasus = send_back(kasus, kembali)
    assert kasus.status == Status.KERTAS_KERJA
    assert save(kasus, kunci, solusi="Sesudah arahan.", sidik=compute_sidik_narasi("Sebelum diajukan.")) == 1
    assert map_narasi(kasus)[kunci]["solusi"] == "Sesudah arahan."


def test_suggestions_say_the_figures_of_the_report(hitung, kunci):
    _, sasaran = read_sasaran(hitung, kunci)
    usulan = {jenis: isi[0][1] for jenis, isi in build_bagian(hitung, kunci).usulan.items() if isi}
    for b in sasaran["baris"]:
        if b["capaian"]["nilai"] is None:
            assert b["nama"] in usulan["penghambat"] and LENGKAPI in usulan["penghambat"]
        else:
            jenis = "pendorong" if float(b["capaian"]["nilai"]) >= 100 else "penghambat"
            assert f"{b['nama']} ({b['capaian']['teks']} %)" in usulan[jenis]
    uang = sasaran["dukungan"]["anggaran"]
    assert uang["pagu"]["teks"] in usulan["program"] and uang["realisasi"]["teks"] in usulan["program"]
    kantor = build_bagian(hitung, KANTOR).usulan["ringkasan"][0][1]
    assert build_snapshot_rerata(hitung) in kantor and LENGKAPI not in kantor


def build_snapshot_rerata(kasus):
    return build_snapshot(kasus, nomor="1", tanggal=kasus.perangkat_daerah.hari_ini(), kode="x")["ringkasan"]["rerata"]["teks"]


def alamat(kasus, kunci=KANTOR):
    return reverse("measurement:narasi_update", args=[kasus.pk, kunci])


def build_kiriman(halaman, **teks):
    """What the page's form sends, with these texts typed into it."""
    return {satu.html_name: satu.value() or "" for satu in halaman.context["form"]} | teks


def test_the_page_shows_a_suggestion_beside_each_empty_field(masuk, hitung, kunci):
    teks = masuk("tim_sakip").get(alamat(hitung, kunci)).content.decode()
    assert teks.count('name="pakai"') == sum(map(bool, build_bagian(hitung, kunci).usulan.values()))
    assert "<textarea" in teks and "Usulan dari angka" in teks and "style=" not in teks


def test_pakai_without_javascript_puts_it_into_the_field_and_stores_nothing(masuk, hitung, kunci):
    client = masuk("tim_sakip")
    isi = build_kiriman(client.get(alamat(hitung, kunci)), solusi="Sudah diketik.", pakai="penghambat-0")
    jawab = client.post(alamat(hitung, kunci), isi)
    usulan = build_bagian(hitung, kunci).usulan["penghambat"][0][1]
    form = jawab.context["form"]
    assert (jawab.status_code, form["penghambat"].value(), form["solusi"].value()) == (200, usulan, "Sudah diketik.")
    assert not Narasi.objects.exists()
    jawab = client.post(alamat(hitung, kunci), build_kiriman(jawab, penghambat=usulan))
    assert (jawab.status_code, Narasi.objects.exists()) == (422, False)
    assert "ganti dengan kata-kata Anda" in jawab.content.decode()


def test_a_conflict_shows_both_and_the_next_save_knows_them(masuk, hitung, kunci):
    client = masuk("tim_sakip")
    isi = build_kiriman(client.get(alamat(hitung, kunci)), solusi="Punya saya.")
    save(hitung, kunci, solusi="Punya orang lain.")
    jawab = client.post(alamat(hitung, kunci), isi)
    teks = jawab.content.decode()
    assert jawab.status_code == 409 and "Punya saya." in teks and "Punya orang lain." in teks
    lagi = client.post(alamat(hitung, kunci), build_kiriman(jawab, solusi="Gabungan."))
    assert lagi.status_code == 302 and map_narasi(hitung)[kunci]["solusi"] == "Gabungan."


def test_a_form_whose_hidden_part_is_missing_keeps_what_was_typed(masuk, hitung, kunci):
    jawab = masuk("tim_sakip").post(alamat(hitung, kunci), {"solusi": "Jangan hilang."})
    assert jawab.status_code == 422 and "Jangan hilang." in jawab.content.decode()
    assert "tidak utuh" in jawab.content.decode() and not Narasi.objects.exists()


def test_others_read_and_are_told_whose_it_is(masuk, hitung, kunci):
    save(hitung, kunci, solusi="Jadwal ulang.")
    teks = masuk("bidang.kb").get(alamat(hitung, kunci)).content.decode()
    assert "Jadwal ulang." in teks and "<textarea" not in teks and "ditulis oleh Tim SAKIP" in teks
    assert masuk("bidang.kb").post(alamat(hitung, kunci), {"solusi": "x"}).status_code == 403
    kasus = walk_to(hitung, 11)
    assert masuk("tim_sakip").post(alamat(kasus, kunci), {"solusi": "x"}).status_code == 409
    assert map_narasi(hitung)[kunci] == {"solusi": "Jadwal ulang."}


def test_another_office_sees_nothing(masuk, hitung, kunci):
    client = masuk("kepala", "dpmd-blora")
    assert client.get(alamat(hitung, kunci)).status_code == 404
    assert client.get(reverse("measurement:laporan_e81", args=[hitung.pk])).status_code == 404
    assert masuk("tim_sakip").get(alamat(hitung, "bukan")).status_code == 404


def test_a_text_of_an_earlier_round_asks_to_be_looked_at(masuk, hitung, kunci):
    save(hitung, kunci, solusi="Ditulis dahulu.")
    tanda = "sebelum kertas kerja putaran ini dihitung"
    assert tanda not in masuk("tim_sakip").get(alamat(hitung, kunci)).content.decode()
    compute(hitung)
    assert tanda in masuk("tim_sakip").get(alamat(hitung, kunci)).content.decode()


def test_the_list_says_how_far_they_are_and_what_can_be_taken_away(masuk, hitung, kunci):
    save(hitung, kunci, solusi="Satu.")
    client = masuk("tim_sakip")
    teks = client.get(reverse("measurement:laporan_detail", args=[hitung.pk])).content.decode()
    assert "1 dari 6 ditulis" in teks and "0 dari 2 ditulis" in teks
    for bagian in ("kertas-kerja", "rekapitulasi"):
        jawab = client.get(reverse("measurement:laporan_bagian", args=[hitung.pk, bagian]))
        assert (jawab.status_code, jawab["Content-Type"]) == (200, "application/pdf")
    jawab = client.get(reverse("measurement:laporan_e81", args=[hitung.pk]))
    assert jawab.content[:2] == b"PK" and "formulir_e81_dispermades_2026_tw2.xlsx" in jawab["Content-Disposition"]
    assert client.get(reverse("measurement:laporan_bagian", args=[hitung.pk, "lain"])).status_code == 404


def test_before_anything_is_computed_the_list_says_what_comes_next(masuk, kasus):
    client = masuk("tim_sakip")
    assert "Kertas kerja belum dihitung" in client.get(reverse("measurement:laporan_detail", args=[kasus.pk])).content.decode()
    assert client.get(reverse("measurement:laporan_e81", args=[kasus.pk])).status_code == 404


def test_a_revision_is_offered_what_the_report_that_it_replaces_said(hitung, kunci):
    save(hitung, kunci, solusi="Dari laporan lama.")
    hitung.menggantikan = fetch(hitung)
    assert build_bagian(hitung, kunci).usulan["solusi"][-1] == ("Laporan yang diganti menulis", "Dari laporan lama.")


def test_the_signed_report_keeps_them(hitung, kunci):
    save(hitung, kunci, solusi="Untuk ditandatangani.")
    kasus = hitung
    while kasus.status != Status.ARSIP:
        kasus = do(kasus)
    assert "Untuk ditandatangani." in kasus.dokumen_set.get().snapshot
