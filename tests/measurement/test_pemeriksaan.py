"""The verification row by row: what needs eyes first, the rest at once, rows given back, what changed since."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from collection.enums import JenisKomentar, Peran, StatusPenugasan
from collection.errors import BentrokError, IsianError
from collection.models import BarisPengembalian, Formulir, Jejak, Komentar, Panggilan, Realisasi
from collection.services.percakapan import say_komentar
from collection.services.realisasi import compute_sidik, save_realisasi
from measurement.enums import Aksi, Status
from measurement.errors import GiliranError, KelengkapanError, WewenangError
from measurement.models import PemeriksaanBaris, PengukuranKinerja
from measurement.queries_periksa import count_belum_diperiksa, write_belum_diperiksa
from measurement.services.contoh_isian import build_isian
from measurement.services.langkah import run_langkah
from measurement.services.pemeriksaan import approve_baris, approve_sisanya, return_baris
from measurement.services.pemeriksaan_lihat import build_pemeriksaan
from measurement.services.penyerahan import submit_formulir
from tests.factories.bersama import share
from tests.factories.dasar import assign
from tests.factories.gerak import approve, correct, fetch, get_baris, send_back, walk_to
from tests.factories.halaman import Halaman
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user

pytestmark = pytest.mark.django_db

KODE = "2.14.03.2.01.0014"


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Sekretaris at step 11."""
    return PengukuranKinerja.objects.get(pk=basis)


@pytest.fixture
def sekretaris():
    return get_user("sekretaris")


def give_back(kasus, user, nota=None, ke=7, catatan="", **lain):
    baris = nota or {get_baris(kasus, KODE).pk: "Angkanya tertukar."}
    return return_baris(pengukuran=kasus, baris=baris, ke=ke, catatan=catatan, user=user, versi=kasus.versi, **lain)


def get_realisasi(kasus, kode=KODE):
    return Realisasi.objects.get(formulir__periode=kasus.periode, indikator__kode=kode)


def finish(kasus, user):
    return run_langkah(
        kasus, tindakan=kasus.tindakan, aksi=Aksi.SELESAIKAN, user=user, versi=kasus.versi,
        isian=build_isian(kasus, FRASA),
    )  # fmt: skip


def test_who_has_the_role_of_a_unit_only_is_refused_and_offered_no_way_there(client, kasus):
    alamat = reverse("measurement:pemeriksaan_detail", args=[kasus.pk])
    for nama, boleh in (("bidang.kb", False), ("kabid.kb", False), ("tim_sakip", True), ("pengawas", True)):
        client.force_login(get_user(nama))
        assert client.get(alamat).status_code == (200 if boleh else 403)
        for halaman in ("pengukuran_detail", "kertas_kerja_detail", "laporan_detail", "pengukuran_alur", "pengukuran_waktu"):
            jawaban = client.get(reverse(f"measurement:{halaman}", args=[kasus.pk]))
            assert (jawaban.status_code, f'href="{alamat}"' in jawaban.text) == (200, boleh)


def test_the_act_is_finished_only_when_every_row_was_approved(kasus, sekretaris):
    semua = kasus.kertas_kerja_set.first().baris_set.count()
    pesan = f"{semua} dari {semua} indikator belum disetujui: setujui atau kembalikan pada halaman Verifikasi."
    assert write_belum_diperiksa(kasus) == pesan
    with pytest.raises(KelengkapanError) as galat:
        finish(kasus, sekretaris)
    assert str(galat.value).endswith(pesan)
    approve_sisanya(pengukuran=kasus, user=sekretaris, versi=kasus.versi)
    perlu = build_pemeriksaan(kasus).perlu
    assert count_belum_diperiksa(kasus) == (len(perlu), semua)
    with pytest.raises(KelengkapanError, match=f"{len(perlu)} dari {semua} indikator belum disetujui"):
        finish(kasus, sekretaris)
    approve_baris(pengukuran=kasus, baris=[s.rekap.baris.pk for s in perlu], user=sekretaris, versi=kasus.versi)
    assert finish(kasus, sekretaris).ke_status == "koreksi"


def test_the_rest_is_approved_in_one_act_and_on_record_who_and_when(kasus, sekretaris):
    isi = build_pemeriksaan(kasus)
    tenang = [satu.rekap.baris.pk for satu in isi.tenang]
    assert tenang and isi.perlu
    hasil = approve_sisanya(pengukuran=kasus, user=sekretaris, versi=kasus.versi)
    assert sorted(satu.baris_id for satu in hasil) == sorted(tenang)
    assert {(s.hasil, s.pengguna, s.sebutan) for s in hasil} == {("setuju", sekretaris, "Sekretaris")}
    assert approve_sisanya(pengukuran=kasus, user=sekretaris, versi=kasus.versi) == []
    jejak = Jejak.objects.get(aksi="setujui_baris", diterima=True)
    assert len(jejak.baru["disetujui"]) == len(tenang)
    assert [s.alasan for s in build_pemeriksaan(kasus).disetujui] == [()] * len(tenang)


def test_what_needs_eyes_says_why(kasus, sekretaris):
    tenang = build_pemeriksaan(kasus).tenang[0]
    milik = get_realisasi(kasus, tenang.rekap.baris.kode)
    say_komentar(baris=milik, isi="Mohon dilihat.", user=sekretaris)
    [satu] = [s for s in build_pemeriksaan(kasus).perlu if s.rekap.baris == tenang.rekap.baris]
    assert (satu.alasan, satu.komentar, satu.kunci) == (("Percakapan terbuka",), 1, f"r{milik.pk}")
    say_komentar(baris=milik, isi="", user=sekretaris, jenis=JenisKomentar.SELESAI)
    assert tenang.rekap.baris.pk in {s.rekap.baris.pk for s in build_pemeriksaan(kasus).tenang}


@pytest.mark.parametrize("nama", ["kepala", "tim_sakip", "bidang.kb", "admin"])
def test_nobody_else_approves_or_gives_back(kasus, nama):
    user = get_user(nama)
    for kerja in (
        lambda: approve_sisanya(pengukuran=kasus, user=user, versi=kasus.versi),
        lambda: approve_baris(pengukuran=kasus, baris=[], user=user, versi=kasus.versi),
        lambda: give_back(kasus, user),
    ):
        with pytest.raises(WewenangError, match="wewenang Sekretaris"):
            kerja()
    assert (PemeriksaanBaris.objects.count(), BarisPengembalian.objects.count()) == (0, 0)


def test_nobody_approves_figures_of_their_own(kasus):
    """An operator who stands in as Sekretaris."""
    user = get_user("bidang.kb")
    assign(user, Peran.SEKRETARIS, kasus.perangkat_daerah, status=StatusPenugasan.PLT)
    with pytest.raises(WewenangError, match="orang lain yang memeriksa"):
        approve_sisanya(pengukuran=kasus, user=user, versi=kasus.versi)


def test_a_stale_page_another_round_and_another_turn_are_refused(kasus, sekretaris):
    with pytest.raises(GiliranError, match="sudah berubah"):
        approve_sisanya(pengukuran=kasus, user=sekretaris, versi=kasus.versi - 1)
    with pytest.raises(IsianError, match="putaran lain"):
        approve_baris(pengukuran=kasus, baris=[0], user=sekretaris, versi=kasus.versi)
    lanjut = walk_to(kasus, 12)
    with pytest.raises(GiliranError, match="sekarang bukan gilirannya"):
        approve_sisanya(pengukuran=lanjut, user=sekretaris, versi=lanjut.versi)


# Rows given back


def test_returned_rows_alone_open_and_each_has_a_conversation(kasus, sekretaris):
    give_back(kasus, sekretaris)
    segar, milik = fetch(kasus), get_realisasi(kasus)
    assert (segar.status, segar.tindakan.jenis) == ("pengumpulan", "pengisian")
    assert [f.pk for f in Formulir.objects.filter(periode=kasus.periode, status="dikirim")] == [milik.formulir_id]
    disposisi = kasus.disposisi_set.last()
    assert (disposisi.aksi, disposisi.catatan) == ("kembalikan", f"{milik.indikator.nama}: Angkanya tertukar.")
    assert [(k.realisasi, k.jenis, k.isi, k.sebutan) for k in Komentar.objects.all()] == [
        (milik, "pengembalian", "Angkanya tertukar.", "Sekretaris")
    ]
    operator = milik.formulir.unit.penugasan_set.get(peran="bidang").pengguna
    assert set(Panggilan.objects.values_list("pengguna", "jenis")) == {(operator.pk, "kembali")}
    lain = Realisasi.objects.filter(formulir=milik.formulir).exclude(pk=milik.pk).exclude(nilai=None).first()
    with pytest.raises(BentrokError, match=r"^Baris ini terkunci"):
        type_in(lain, "1", operator)
    type_in(milik, "2", operator)


def type_in(realisasi, isi, user):
    sidik = compute_sidik(realisasi.nilai)
    return save_realisasi(realisasi=realisasi, kolom="nilai", isi=isi, sidik=sidik, user=user)


def test_what_changed_since_the_return_is_told_old_and_new(kasus, sekretaris):
    """The other rows of the new round are the quiet rest, to be approved once more."""
    approve_sisanya(pengukuran=kasus, user=sekretaris, versi=kasus.versi)
    lama = get_baris(kasus, KODE)
    give_back(kasus, sekretaris)
    milik = get_realisasi(kasus)
    operator = milik.formulir.unit.penugasan_set.get(peran="bidang").pengguna
    type_in(milik, "2", operator)
    submit_formulir(formulir=milik.formulir, user=operator)
    kasus = walk_to(fetch(kasus), 11)
    isi = build_pemeriksaan(kasus)
    assert [satu.rekap.baris.kode for satu in isi.berubah] == [KODE]
    ubah = {u.label: (u.lama, u.baru) for u in isi.berubah[0].perubahan}
    assert ubah["Realisasi triwulan ini"] == (lama.indikator.write_nilai(lama.realisasi_triwulan), "2")
    assert "Berubah sejak dikembalikan" in isi.berubah[0].alasan
    assert (isi.disetujui, isi.pengembalian.catatan) == ([], f"{lama.nama}: Angkanya tertukar.")
    approve(kasus, sekretaris)
    assert finish(kasus, sekretaris).ke_status == "koreksi"


def test_a_return_to_measuring_keeps_the_forms_closed_but_opens_the_conversations(kasus, sekretaris):
    give_back(kasus, sekretaris, ke=8)
    assert set(Formulir.objects.filter(periode=kasus.periode).values_list("status", flat=True)) == {"diterima"}
    assert [(k.realisasi, k.jenis) for k in Komentar.objects.all()] == [(get_realisasi(kasus), "pengembalian")]


@pytest.mark.parametrize(
    ("nota", "ke", "galat"),
    [({}, 7, "Pilih baris"), ({KODE: " "}, 7, "Tulis catatan pada setiap"), ({KODE: "x"}, None, "Pilih langkah tujuan")],
)
def test_a_return_without_rows_notes_or_target_is_refused_and_changes_nothing(kasus, sekretaris, nota, ke, galat):
    baris = {get_baris(kasus, kode).pk: teks for kode, teks in nota.items()}
    with pytest.raises((IsianError, KelengkapanError), match=galat):
        return_baris(pengukuran=kasus, baris=baris, ke=ke, catatan="", user=sekretaris, versi=kasus.versi)
    assert (fetch(kasus).versi, PemeriksaanBaris.objects.count(), Komentar.objects.count()) == (kasus.versi, 0, 0)


def test_a_correction_after_the_approval_must_be_looked_at(kasus, sekretaris):
    kasus = walk_to(kasus, 12)
    correct(get_baris(kasus, KODE))
    kasus = walk_to(send_back(kasus, 10), 11)
    isi = build_pemeriksaan(kasus)
    assert [satu.rekap.baris.kode for satu in (*isi.perlu, *isi.tenang)] == [KODE]
    assert isi.perlu[0].alasan[0].startswith("Dikoreksi Kepala, semula ")


# The page


def link(kasus, nama="detail"):
    return reverse(f"measurement:pemeriksaan_{nama}", args=[kasus.pk])


def test_the_page_folds_the_rest_and_offers_what_may_be_done(client, kasus, sekretaris):
    isi = build_pemeriksaan(kasus)
    client.force_login(sekretaris)
    halaman = Halaman(client.get(link(kasus)))
    assert (halaman.status, halaman.inline) == (200, [])
    assert f"Setujui sisanya ({len(isi.tenang)})" in halaman.read("button")
    assert len(halaman.find("input", name="baris")) == len(isi.baris)
    client.force_login(get_user("tim_sakip"))
    lain = Halaman(client.get(link(kasus)))
    assert (lain.find("input", name="baris"), [b for b in lain.read("button") if "etujui" in b]) == ([], [])


def test_a_refused_return_keeps_ticks_and_notes(client, kasus, sekretaris):
    pk = get_baris(kasus, KODE).pk
    client.force_login(sekretaris)
    isi = {"versi": kasus.versi, "baris": [str(pk)], f"catatan-{pk}": "Cek.", "ke": ""}
    halaman = Halaman(client.post(link(kasus, "return"), isi))
    assert halaman.status == 422
    assert halaman.read("textarea", name=f"catatan-{pk}") == ["Cek."]
    assert len([e for e in halaman.find("input", name="baris") if "checked" in dict(e.attributes)]) == 1


def test_approving_some_rows_keeps_the_notes_on_the_others_until_the_return(client, kasus, sekretaris):
    satu, dua, tiga = (satu.rekap.baris.pk for satu in build_pemeriksaan(kasus).baris[:3])
    client.force_login(sekretaris)
    isi = {"versi": kasus.versi, "catatan": "Lihat semua.", f"catatan-{dua}": "Cek sumbernya.", f"catatan-{tiga}": ""}
    halaman = Halaman(client.post(link(kasus, "approve"), isi | {"baris": [str(satu)]}, follow=True))
    tertulis = [halaman.read("textarea", name=nama) for nama in (f"catatan-{dua}", f"catatan-{tiga}", "catatan")]
    assert tertulis == [["Cek sumbernya."], [""], ["Lihat semua."]]
    assert [e for e in halaman.find("input", name="baris") if "checked" in dict(e.attributes)] == []
    assert PemeriksaanBaris.objects.filter(baris=satu).exists()
    tulis = {f"catatan-{dua}": "Cek sumbernya.", "baris": [str(dua)], "ke": "7", "versi": kasus.versi}
    assert client.post(link(kasus, "return"), tulis).status_code == 302
    assert "Lihat semua." not in client.get(link(kasus)).text


def test_the_page_costs_the_same_however_many_were_approved(client, kasus, sekretaris):
    client.force_login(sekretaris)

    def count():
        with CaptureQueriesContext(connection) as kueri:
            client.get(link(kasus))
        return len(kueri)

    sebelum = count()
    approve(kasus, sekretaris)
    assert count() <= sebelum
    assert sebelum <= 40
