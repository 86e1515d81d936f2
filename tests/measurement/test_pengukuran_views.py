"""The case page: doing, returning and cancelling by POST, every refusal as a page that keeps what was typed."""

import logging
import re

import pytest
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from collection.models import Formulir, Jejak, Target, Unit
from measurement.enums import Status
from measurement.models import Catatan, Disposisi, PengukuranKinerja
from measurement.services.contoh_isian import build_isian
from tests.factories.bersama import create_beberapa, share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import approve, compute, do, fetch, finish, send_back, walk_to
from tests.factories.kantor import count_kueri
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
TANPA_KEMBALI = "Selesaikan langkah ini, atau minta Kepala membatalkan pengukuran bila tidak dapat dilanjutkan."

SALAH = "frasa-yang-salah-sekali"
RAPAT = {"tempat": "Aula <b>", "pimpinan": "Sekretaris", "peserta": "Tim SAKIP\r\nKabid", "catatan": "Catatan & saya"}


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I before the Sekretaris, triwulan II at the first meeting."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_beberapa({1: Status.VERIFIKASI, 2: Status.RAPAT})


@pytest.fixture
def periksa(basis):
    """Triwulan I, at step 11."""
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def rapat(basis):
    """Triwulan II, at step 2: no metodologi, form or figure yet."""
    return PengukuranKinerja.objects.get(pk=basis[2])


def link(kasus, nama="pengukuran_detail"):
    return reverse(f"measurement:{nama}", args=[kasus.pk])


def post(client, kasus, aksi="selesaikan", nomor=None, urutan=None, **data):
    tindakan = kasus.tindakan
    posisi = [nomor or tindakan.langkah.nomor, urutan or tindakan.urutan]
    url = reverse("measurement:langkah_run", args=[kasus.pk, *posisi, aksi])
    return client.post(url, {"versi": kasus.versi, **data})


def read(jawaban):
    """The status and the text; every page is free of inline styles and scripts."""
    teks = jawaban.content.decode()
    assert find_inline(teks) == []
    return jawaban.status_code, teks


def count_galat(teks, pesan):
    """How often the summary of errors tells it, with a link to its field."""
    return len(re.findall(rf'<a href="#id_[^"]+">(?:[^<]*:)?\s*{re.escape(pesan)}\s*</a>', teks))


def refuse(jawaban, status, pesan, kasus):
    """A page of that status says exactly this; the case stands where it stood, and the attempt is on record."""
    kode, teks = read(jawaban)
    assert (kode, teks.count(f"<p>{pesan}</p>")) == (status, 1)
    assert (fetch(kasus).versi, fetch(kasus).tindakan) == (kasus.versi, kasus.tindakan)
    assert Jejak.objects.get(diterima=False).alasan == pesan


def test_finish_goes_back_to_the_page_and_says_what_comes_next(masuk, periksa):
    approve(periksa, get_user("sekretaris"))
    jawaban = post(masuk("sekretaris"), periksa, catatan=" Sesuai. ")
    assert (jawaban.status_code, jawaban["Location"]) == (302, link(periksa))
    satu = fetch(periksa).disposisi_set.last()
    assert (satu.catatan, satu.ke_status) == ("Sesuai.", "koreksi")
    _, teks = read(masuk("sekretaris").get(link(periksa)))
    assert teks.count("Langkah 11 (Pemeriksaan) tercatat. Selanjutnya langkah 12 (Koreksi): Kepala.") == 1


def test_a_refused_form_keeps_what_was_typed(masuk, rapat):
    kode, teks = read(post(masuk("sekretaris"), rapat, tanggal="2026-02-30", **RAPAT))
    assert kode == 422
    for isi in ('value="Aula &lt;b&gt;"', 'name="pimpinan" value="Sekretaris"', ">\nTim SAKIP\r\nKabid</textarea>", ">\nCatatan &amp; saya</textarea>"):
        assert teks.count(isi) == 1, isi
    for pesan in ("Tanggal rapat bukan tanggal yang benar: tulis seperti 20/11/2026 atau pilih dari kalender.", "Pukul belum diisi.", "Pembahasan belum diisi."):
        assert count_galat(teks, pesan) == 1, pesan
    assert (fetch(rapat).versi, Jejak.objects.filter(diterima=False).count()) == (rapat.versi, 0)


def test_a_refused_table_keeps_its_cells(masuk, rapat):
    rapat = walk_to(rapat, 3)
    data = {"kegiatan-0-0": "Menghimpun", "kegiatan-2-3": "Tim <i>", "kegiatan-1-1": "31 Februari"}
    kode, teks = read(post(masuk("tim_sakip"), rapat, **data))
    assert (kode, teks.count('value="Menghimpun"'), teks.count('value="Tim &lt;i&gt;"')) == (422, 1, 1)
    assert read(post(masuk("tim_sakip"), rapat, **{"kegiatan-0-0": "a\x00b"}))[0] == 422


def test_a_refused_return_keeps_its_note_and_stays_open(masuk, periksa):
    kode, teks = read(post(masuk("sekretaris"), periksa, "kembalikan", catatan="Lengkapi <bukti>"))
    assert (kode, teks.count('<details class="lipat" open>')) == (422, 1)
    assert teks.count(">\nLengkapi &lt;bukti&gt;</textarea>") == 1
    assert count_galat(teks, "Pilih langkah tujuan.") == 1
    kode, teks = read(post(masuk("sekretaris"), periksa, "kembalikan", ke="7"))
    assert (kode, teks.count('value="7" id="id_kembali_ke_1" required checked')) == (422, 1)
    assert fetch(periksa).versi == periksa.versi


def test_a_note_may_be_long_and_not_longer(masuk, periksa):
    approve(periksa, get_user("sekretaris"))
    kode, teks = read(post(masuk("sekretaris"), periksa, catatan="x" * 2001))
    assert (kode, teks.count("x" * 2001)) == (422, 1)
    assert post(masuk("sekretaris"), periksa, catatan="x" * 2000).status_code == 302
    assert read(masuk("kepala").get(link(periksa)))[1].count("x" * 2000) == 1


def test_html_in_a_note_is_shown_as_it_was_typed(masuk, periksa):
    catatan = "<script>alert(1)</script>\r\n<img src=x onerror=y> & 'salam'"
    assert post(masuk("sekretaris"), periksa, "kembalikan", ke="8", catatan=catatan).status_code == 302
    assert fetch(periksa).disposisi_set.last().catatan == catatan
    aman = "&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;img src=x onerror=y&gt; &amp; &#x27;salam&#x27;"
    kode, teks = read(masuk("tim_sakip").get(link(periksa)))
    assert (kode, teks.count(aman), teks.count("<script>alert")) == (200, 2, 0)


@pytest.mark.parametrize("nama", ["kepala", "kabid.kb", "tim_sakip", "bidang.kb", "staf", "admin", "pengawas"])
def test_the_wrong_role_gets_a_403_page(masuk, periksa, nama):
    jawaban = post(masuk(nama), periksa, catatan="Coba.")
    refuse(jawaban, 403, "Langkah 11 adalah wewenang Sekretaris.", periksa)


def test_who_worked_on_the_figures_gets_a_403_page(masuk, periksa):
    assign(get_user("tim_sakip"), Peran.SEKRETARIS, periksa.perangkat_daerah, status=StatusPenugasan.PLT)
    pesan = "Langkah 11: Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa."
    refuse(post(masuk("tim_sakip"), periksa), 403, pesan, periksa)


def test_another_office_gets_a_404(masuk, periksa):
    assert post(masuk("sekretaris", "dpmd-blora"), periksa).status_code == 404
    assert masuk("sekretaris", "dpmd-blora").get(link(periksa)).status_code == 404


@pytest.mark.parametrize(("nomor", "urutan"), [(99, 1), (11, 2), (10**30, 1)])
def test_a_step_that_the_sop_does_not_have_gets_a_404(masuk, periksa, nomor, urutan):
    assert post(masuk("sekretaris"), periksa, nomor=nomor, urutan=urutan).status_code == 404


@pytest.mark.parametrize(("nomor", "sebutan"), [(10, "Langkah 10 (Pelaporan)"), (14, "Langkah 14 (Tanda tangan)")])
def test_a_step_out_of_turn_gets_a_409_page(masuk, periksa, nomor, sebutan):
    pesan = f"{sebutan} bukan gilirannya; sekarang Langkah 11 (Pemeriksaan)."
    refuse(post(masuk("sekretaris"), periksa, nomor=nomor), 409, pesan, periksa)


def test_a_return_where_none_is_offered_gets_a_422_page(masuk, rapat):
    pesan = f"Langkah 2 (Rapat) tidak mengenal pengembalian. {TANPA_KEMBALI}"
    refuse(post(masuk("sekretaris"), rapat, "kembalikan", ke="1", catatan="Ulangi."), 422, pesan, rapat)


def test_the_second_of_two_posts_gets_a_409_page(masuk, periksa):
    client = masuk("sekretaris")
    approve(periksa, get_user("sekretaris"))
    assert [post(client, periksa).status_code for _ in range(2)] == [302, 409]
    assert periksa.disposisi_set.count() == fetch(periksa).versi == periksa.versi + 1


@pytest.mark.parametrize("versi", ["0", "99999999999999999999"])
def test_a_stale_page_gets_a_409_page(masuk, periksa, versi):
    pesan = "Langkah 11 (Pemeriksaan) sudah berubah sejak halaman dibuka. Muat ulang halaman."
    refuse(post(masuk("sekretaris"), periksa, versi=versi), 409, pesan, periksa)


@pytest.mark.parametrize("versi", ["", "-1", "²", "9" * 5000])
def test_a_version_that_is_none_is_refused_where_there_is_no_form(masuk, rapat, versi):
    assert read(post(masuk("sekretaris"), rapat, "kembalikan", versi=versi))[0] == 409


def test_cancel_is_the_kepalas_with_a_reason_and_the_page_shows_it(masuk, periksa):
    refuse(post(masuk("sekretaris"), periksa, "batalkan", catatan="x"), 403, "Membatalkan pengukuran adalah wewenang Kepala.", periksa)
    kode, teks = read(post(masuk("kepala"), periksa, "batalkan", catatan=" "))
    assert (kode, count_galat(teks, "Tulis alasan pembatalan.")) == (422, 1)
    assert post(masuk("kepala"), periksa, "batalkan", catatan="Salah triwulan.").status_code == 302
    kode, teks = read(masuk("kepala").get(link(periksa)))
    assert (kode, teks.count(f"{periksa} dibatalkan; catatan,"), teks.count("<blockquote>Salah triwulan.</blockquote>")) == (200, 1, 1)
    assert (teks.count("Dibatalkan oleh Kepala"), teks.count("Pemeriksaan oleh Kepala")) == (1, 0)
    assert post(masuk("sekretaris"), periksa).status_code == 409


LAPORAN = {"kepada": "Sekretaris", "hal": "Draf laporan", "isi": "Terlampir."}


def test_what_a_service_refuses_is_told_in_the_form_with_the_note_kept(masuk, periksa):
    """Here: an import moved a target after the figures were computed."""
    periksa = send_back(periksa, 8)
    compute(periksa)
    periksa = walk_to(finish(periksa), 10)
    Target.objects.filter(indikator__kode="IKU-07").update(tahunan=1)
    nama = periksa.kertas_kerja_set.first().baris_set.get(kode="IKU-07").nama
    kode, teks = read(post(masuk("tim_sakip"), periksa, catatan="Mohon diperiksa.", **LAPORAN))
    assert (kode, teks.count(">\nMohon diperiksa.</textarea>")) == (422, 1)
    assert teks.count(f"Kertas kerja harus dihitung ulang: masukan berubah sejak dihitung ({nama}).") == 1
    assert read(masuk("tim_sakip").get(link(periksa, "kertas_kerja_detail")))[1].count("Hitung ulang</button>") == 1


def test_a_unit_that_owes_its_form_is_named_in_the_form(masuk, periksa):
    periksa = do(send_back(periksa, 7))
    unit = Unit.objects.create(perangkat_daerah=periksa.perangkat_daerah, singkatan="Baru", nama="Bidang Baru")
    pk = periksa.perangkat_daerah.pk_set.get()
    Formulir.objects.create(periode=periksa.periode, unit=unit, perjanjian_kinerja=pk)
    kode, teks = read(post(masuk("tim_sakip"), periksa, catatan="Dihimpun."))
    assert (kode, teks.count("Belum menyerahkan formulir: Bidang Baru.")) == (422, 1)
    assert teks.count(">\nDihimpun.</textarea>") == 1


def test_the_phrase_is_shown_and_kept_nowhere(masuk, periksa, caplog):
    caplog.set_level(logging.DEBUG)
    periksa = walk_to(periksa, 14)
    isian = dict(build_isian(periksa, SALAH))
    kode, teks = read(post(masuk("kepala"), periksa, **isian, catatan="Sah."))
    assert (kode, teks.count(">\nSah.</textarea>"), teks.count(SALAH)) == (422, 1, 0)
    assert (fetch(periksa).status, Jejak.objects.get(diterima=False).alasan.count(SALAH)) == ("tanda_tangan", 0)
    jawaban = post(masuk("kepala"), periksa, **isian | {"frasa": FRASA})
    assert (jawaban.status_code, fetch(periksa).status) == (302, "arsip")
    tersimpan = [*Catatan.objects.values(), *Disposisi.objects.values(), *Jejak.objects.values()]
    tersimpan += [periksa.dokumen_set.get().snapshot, caplog.text, dict(masuk("kepala").session)]
    assert [str(satu) for satu in tersimpan if SALAH in str(satu) or FRASA in str(satu)] == []


def test_the_case_page_costs_the_same_whatever_the_trail(masuk, periksa):
    """The longer trail has eight acts more. A reader's page takes 14 queries, and five more at a check: who may
    do it, and what of it was approved; a form costs some more, and the signer's page also renews the report. In a
    year whose holidays nobody has entered yet, one more asks for those of the nation."""
    batas = {"kepala": 20, "sekretaris": 23, "tim_sakip": 21, "bidang.kb": 20, "pengawas": 20}

    def count():
        return {nama: count_kueri(masuk(nama), link(periksa)) for nama in batas}

    pendek, kasus = count(), fetch(periksa)
    for _ in range(2):
        kasus = walk_to(send_back(kasus, 8), 11)
    assert count() == pendek
    assert {nama: jumlah for nama, jumlah in pendek.items() if jumlah > batas[nama]} == {}
    for nomor, nama, paling in ((12, "kepala", 16), (14, "kepala", 64), (15, "staf", 16)):
        kasus = walk_to(kasus, nomor)
        assert count_kueri(masuk(nama), link(kasus)) <= paling, (nomor, nama)


def test_the_case_page_of_each_role_at_each_stand_is_in_order(masuk, periksa, rapat):
    lihat = [("kepala", rapat), ("sekretaris", rapat), ("pengawas", rapat), ("sekretaris", periksa)]
    assert [read(masuk(nama).get(link(kasus)))[0] for nama, kasus in lihat] == [200] * 4
    assert rapat.metodologi is None
    for nomor, nama in ((12, "kepala"), (14, "kepala"), (15, "staf"), (0, "pengawas")):
        periksa = walk_to(periksa, nomor)
        kode, teks = read(masuk(nama).get(link(periksa)))
        assert (kode, teks.count("Laporan (PDF)</a>")) == (200, int(nomor != 12))
    assert teks.count("Laporan bertanda tangan tersimpan dan dapat diverifikasi siapa saja.") == 1


def test_the_case_page_says_whom_it_waits_for(masuk, periksa):
    _, teks = read(masuk("staf").get(link(periksa)))
    assert teks.count("<p>Langkah 11 menunggu Sekretaris.</p>") == 1
    assert teks.count("<form method=\"post\" novalidate") == 0


@pytest.mark.parametrize(
    ("saring", "triwulan"),
    [("", ["Triwulan II 2026", "Triwulan I 2026"]), ("?status=verifikasi", ["Triwulan I 2026"]),
     ("?status=selesai", []), ("?status=bukan-status", ["Triwulan II 2026", "Triwulan I 2026"]),
     ("?status=%00", ["Triwulan II 2026", "Triwulan I 2026"]), ("?page=99", ["Triwulan II 2026", "Triwulan I 2026"])],
)  # fmt: skip
def test_the_list_is_filtered_by_a_status_that_exists(masuk, periksa, saring, triwulan):
    jawaban = masuk("pengawas").get(reverse("measurement:pengukuran_list") + saring)
    assert read(jawaban)[0] == 200
    assert [str(kasus.periode) for kasus in jawaban.context["page"]] == triwulan


def test_the_list_shows_own_offices_and_offers_opening_to_who_may(masuk, periksa):
    url = reverse("measurement:pengukuran_list")
    assert list(masuk("kepala", "dpmd-blora").get(url).context["page"]) == []
    boleh = [masuk(nama).get(url).context["boleh_buka"] for nama in ("kepala", "perencana", "staf", "pengawas")]
    assert boleh == [True, True, False, False]


def test_the_list_and_the_inbox_cost_the_same_with_more_cases(masuk, periksa):
    pintu = [reverse("measurement:pengukuran_list"), reverse("measurement:tugas_list")]
    client = masuk("kepala")
    dua = [count_kueri(client, url) for url in pintu]
    for triwulan in (3, 4):
        create_kasus(Status.DISPOSISI, kantor=periksa.perangkat_daerah, triwulan=triwulan)
    assert [count_kueri(client, url) for url in pintu] == dua
    assert max(dua) <= 17


@pytest.mark.parametrize("nama", ["sekretaris", "staf", "bidang.kb"])
def test_the_inbox_is_in_order(masuk, periksa, nama):
    assert read(masuk(nama).get(reverse("measurement:tugas_list")))[0] == 200
    assert masuk(nama).post(reverse("measurement:tugas_list")).status_code == 405


def test_create_opens_a_case_and_keeps_what_was_typed_where_it_cannot(masuk, periksa):
    url, kantor = reverse("measurement:pengukuran_create"), periksa.perangkat_daerah
    assert read(masuk("perencana").get(url))[0] == 200
    kode, teks = read(masuk("perencana").post(url, {"kantor": kantor.pk, "tahun": "19x", "triwulan": "3"}))
    assert (kode, teks.count('value="19x"'), teks.count('value="3" id="id_triwulan_2" required checked')) == (422, 1, 1)
    jawaban = masuk("perencana").post(url, {"kantor": kantor.pk, "tahun": "2026", "triwulan": "3"})
    baru = PengukuranKinerja.objects.get(periode__triwulan=3)
    assert (jawaban.status_code, jawaban["Location"]) == (302, link(baru))
    kode, teks = read(masuk("perencana").post(url, {"kantor": kantor.pk, "tahun": "2026", "triwulan": "3"}))
    assert (kode, teks.count("Pengukuran Kinerja Triwulan III 2026 sudah ada.")) == (409, 1)
    assert teks.count(f'<a href="{link(baru)}">Buka Pengukuran Kinerja Triwulan III 2026 yang sudah ada</a>') == 1


def test_create_for_an_office_that_is_not_ones_own_is_refused(masuk, periksa):
    data = {"kantor": periksa.perangkat_daerah_id, "tahun": "2026", "triwulan": "3"}
    for orang in ("staf", create_user()):
        assert read(masuk(orang).post(reverse("measurement:pengukuran_create"), data))[0] == 403
    assert PengukuranKinerja.objects.count() == 2


def test_an_action_address_opened_by_itself_leads_back_to_the_case(masuk, periksa):
    jawaban = masuk("sekretaris").get(f"/pengukuran/{periksa.pk}/langkah/11/1/selesaikan/")
    assert (jawaban.status_code, jawaban.url) == (302, f"/pengukuran/{periksa.pk}/")
