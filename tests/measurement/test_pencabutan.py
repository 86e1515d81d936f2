"""Taking a correction back: the original counts again everywhere, the history keeps both, and nobody else may."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from collection.errors import IsianError
from collection.models import Jejak
from measurement.errors import GiliranError, WewenangError
from measurement.models import Koreksi
from measurement.queries_lalu import list_realisasi_lalu
from measurement.services.baris import list_baris
from measurement.services.koreksi import HASIL, withdraw_koreksi
from measurement.services.snapshot import build_snapshot
from measurement.views.utuh import TAK_UTUH
from tests.factories.gerak import correct, finish, get_baris
from tests.factories.kantor_contoh import get_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db

JUMLAH = "2.14.03.2.01.0014"


def withdraw(baris, alasan="Keliru mengoreksi.", *, versi=None, peran="kepala"):
    versi = baris.kertas_kerja.pengukuran.versi if versi is None else versi
    return withdraw_koreksi(baris=baris, alasan=alasan, versi=versi, user=get_user(peran))


def list_penolakan():
    return list(Jejak.objects.filter(diterima=False).order_by("pk").values_list("aksi", "alasan"))


def build_laporan(kasus):
    return build_snapshot(kasus, nomor="1", tanggal=kasus.perangkat_daerah.hari_ini(), kode="uji")


def test_the_original_counts_again_everywhere_but_the_history_keeps_both(lalu, kasus):
    baris = get_baris(lalu, JUMLAH)
    sebelum = build_laporan(lalu)
    correct(baris, "4")
    assert build_laporan(lalu) != sebelum
    pencabutan = withdraw(baris, " Keliru. ")
    assert {n: getattr(pencabutan, n) for n in HASIL} == {n: getattr(baris, n) for n in HASIL}
    b = next(b for b in list_baris(baris.kertas_kerja) if b.baris == baris)
    assert (b.koreksi, b.hasil, b.berlaku, len(b.riwayat)) == (None, baris, (), 2)
    assert (pencabutan.realisasi_semula, pencabutan.keterangan) == (4, "Keliru.")
    assert build_laporan(lalu) == sebelum
    assert list_realisasi_lalu(kasus.periode)[baris.indikator_id, 1] == 5
    jejak = Jejak.objects.get(aksi="cabut_koreksi")
    assert (jejak.lama, jejak.baru) == ({"realisasi": "4"}, {"realisasi": "5", "alasan": "Keliru."})


def test_a_correction_after_a_withdrawal_stands_alone_in_the_report(lalu):
    baris = get_baris(lalu, JUMLAH)
    correct(baris, "4")
    withdraw(baris)
    correct(baris, "3")
    assert [(k["semula"]["teks"], k["menjadi"]["teks"]) for k in build_laporan(lalu)["koreksi"]] == [("5", "3")]


def test_a_withdrawn_correction_is_not_counted_when_the_step_is_finished(lalu):
    for kode in (JUMLAH, "IKU-06"):
        correct(get_baris(lalu, kode), "9,70" if kode == "IKU-06" else "4")
    withdraw(get_baris(lalu, JUMLAH))
    finish(lalu)
    assert lalu.disposisi_set.last().isi_catatan.isi["dikoreksi"] == 1


@pytest.mark.parametrize("dahulu", [(), ("koreksi", "cabut")])
def test_there_must_be_a_correction_in_force(lalu, dahulu):
    baris = get_baris(lalu, JUMLAH)
    for kerja in dahulu:
        correct(baris) if kerja == "koreksi" else withdraw(baris)
    with pytest.raises(IsianError) as galat:
        withdraw(baris)
    assert str(galat.value) == "Nilai semula sedang berlaku; tidak ada koreksi yang dapat dicabut."
    assert list_penolakan() == [("cabut_koreksi", str(galat.value))]
    assert Koreksi.objects.count() == len(dahulu)


def test_it_needs_a_reason(lalu):
    correct(get_baris(lalu, JUMLAH))
    with pytest.raises(IsianError, match="Tulis alasan pencabutan"):
        withdraw(get_baris(lalu, JUMLAH), "  ")
    assert Koreksi.objects.count() == 1


@pytest.mark.parametrize("peran", ["sekretaris", "tim_sakip", "admin", "pengawas"])
def test_it_is_the_kepalas(lalu, peran):
    correct(get_baris(lalu, JUMLAH))
    with pytest.raises(WewenangError):
        withdraw(get_baris(lalu, JUMLAH), peran=peran)
    assert list_penolakan() == [("cabut_koreksi", "Koreksi dilakukan oleh Kepala.")]


def test_it_is_refused_once_the_correction_is_finished_and_on_a_stale_page(lalu):
    correct(get_baris(lalu, JUMLAH))
    with pytest.raises(GiliranError, match="sudah bergerak"):
        withdraw(get_baris(lalu, JUMLAH), versi=lalu.versi - 1)
    lalu = finish(lalu)
    with pytest.raises(GiliranError, match="bukan gilirannya"):
        withdraw(get_baris(lalu, JUMLAH))
    assert (Koreksi.objects.count(), len(list_penolakan())) == (1, 2)


def test_the_rows_stay_append_only_after_the_new_column():
    """SQLite builds a table anew for a new column and drops its triggers with the old one."""
    for tabel in ("measurement_koreksi", "measurement_langkah", "measurement_sop", "measurement_pengukurankinerja"):
        with connection.cursor() as kursor:
            if connection.vendor == "sqlite":
                kursor.execute("SELECT count(*) FROM sqlite_master WHERE type='trigger' AND tbl_name=%s", [tabel])
            else:
                kursor.execute("SELECT count(*) FROM pg_trigger WHERE tgrelid=%s::regclass AND tgname LIKE 'kekal%%'", [tabel])
            assert (tabel, kursor.fetchone()[0]) == (tabel, 2)


def test_the_database_refuses_to_change_a_withdrawal(lalu):
    correct(get_baris(lalu, JUMLAH))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute("UPDATE measurement_koreksi SET keterangan = 'lain'")


def link(nama, baris):
    return reverse(f"measurement:{nama}", args=[baris.pk])


def read(jawaban):
    teks = jawaban.content.decode()
    assert find_inline(teks) == []
    return jawaban.status_code, teks


def test_the_page_offers_it_where_a_correction_is_in_force_and_shows_the_history(lalu, client):
    baris = get_baris(lalu, JUMLAH)
    client.force_login(get_user("kepala"))
    terlihat = [client.get(link("baris_detail", baris)).context["boleh_cabut"]]
    correct(baris, "4")
    terlihat.append(client.get(link("baris_detail", baris)).context["boleh_cabut"])
    data = {"versi": lalu.versi, "alasan": "Keliru <lihat>."}
    jawaban = client.post(link("koreksi_withdraw", baris), data)
    assert (jawaban.status_code, jawaban["Location"][-len(f"#baris-{baris.pk}") :]) == (302, f"#baris-{baris.pk}")
    halaman = client.get(link("baris_detail", baris))
    assert [*terlihat, halaman.context["boleh_cabut"]] == [False, True, False]
    _, teks = read(halaman)
    assert (teks.count("<strong>Koreksi 4 dicabut</strong>"), teks.count("<strong>Semula 5</strong>")) == (1, 1)
    assert teks.count("<blockquote>Keliru &lt;lihat&gt;.</blockquote>") == 1
    kertas = client.get(reverse("measurement:kertas_kerja_detail", args=[lalu.pk])).content.decode()
    assert kertas.count("dikoreksi, semula") == 0


def test_it_is_not_offered_to_others(lalu, client):
    correct(get_baris(lalu, JUMLAH), "4")
    client.force_login(get_user("sekretaris"))
    assert client.get(link("baris_detail", get_baris(lalu, JUMLAH))).context["boleh_cabut"] is False
    kode, teks = read(client.post(link("koreksi_withdraw", get_baris(lalu, JUMLAH)), {"versi": lalu.versi, "alasan": "x"}))
    assert (kode, teks.count("<p>Koreksi dilakukan oleh Kepala.</p>")) == (403, 1)


@pytest.mark.parametrize("versi", [{}, {"versi": ""}, {"versi": "abc"}, {"versi": "9" * 5000}])
@pytest.mark.parametrize("nama", ["baris_detail", "koreksi_withdraw"])
def test_a_hidden_field_that_did_not_arrive_is_told_in_one_sentence_and_audited(lalu, client, nama, versi):
    """And the same page sent again goes through."""
    baris = get_baris(lalu, JUMLAH)
    if nama == "koreksi_withdraw":
        correct(baris, "4")
    client.force_login(get_user("kepala"))
    isian = {"nilai": "3", "alasan": "Karena <b>."}
    jawaban = client.post(link(nama, baris), isian | versi)
    kode, teks = read(jawaban)
    assert (kode, teks.count(TAK_UTUH), teks.count("Karena &lt;b&gt;.</textarea>")) == (422, 1, 1)
    aksi = {"baris_detail": "koreksi_baris", "koreksi_withdraw": "cabut_koreksi"}[nama]
    assert list_penolakan() == [(aksi, TAK_UTUH)]
    form = jawaban.context["form" if nama == "baris_detail" else "form_cabut"]
    assert client.post(link(nama, baris), isian | {"versi": form["versi"].value()}).status_code == 302


def test_an_empty_post_is_refused_too(lalu, client):
    client.force_login(get_user("kepala"))
    kode, teks = read(client.post(link("baris_detail", get_baris(lalu, JUMLAH))))
    assert (kode, teks.count(TAK_UTUH), teks.count("Tulis nilai koreksi."), len(list_penolakan())) == (422, 1, 2, 1)


def test_without_the_right_a_broken_post_gets_the_answer_about_the_right(lalu, client):
    client.force_login(get_user("sekretaris"))
    kode, teks = read(client.post(link("baris_detail", get_baris(lalu, JUMLAH)), {"nilai": "3"}))
    assert (kode, teks.count("<p>Koreksi dilakukan oleh Kepala.</p>")) == (403, 1)
    assert list_penolakan() == [("koreksi_baris", "Koreksi dilakukan oleh Kepala.")]


@pytest.mark.parametrize("aksi", ["selesaikan", "kembalikan", "batalkan"])
def test_the_acts_of_a_case_say_it_too(lalu, client, aksi):
    client.force_login(get_user("kepala"))
    url = reverse("measurement:langkah_run", args=[lalu.pk, 12, 1, aksi])
    kode, teks = read(client.post(url, {"versi": "x", "ke": "10", "catatan": "Tulisan saya."}))
    assert (kode, teks.count(TAK_UTUH), teks.count("Tulisan saya.</textarea>")) == (422, 1, 1)
    assert list_penolakan() == [(f"langkah_{aksi}", TAK_UTUH)]
