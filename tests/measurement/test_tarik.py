"""Taking back: one's own last act and a unit's own hand-in, until somebody has acted on it."""

import pytest
from django.urls import reverse

from collection.enums import StatusFormulir
from collection.errors import AksesError, BentrokError
from collection.models import Formulir, Jejak
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.errors import GiliranError
from measurement.giliran import find_tarikan, list_pilihan
from measurement.queries import has_koreksi_sejak
from measurement.rules import may_withdraw, write_tak_tertarik
from measurement.services.langkah import run_langkah
from measurement.services.penyerahan import submit_formulir, withdraw_formulir
from measurement.services.rekap import is_terverifikasi
from tests.factories.formulir import add_unit, create_bahan, fill, save, send
from tests.factories.formulir import create_kasus as create_kasus_formulir
from tests.factories.gerak import compute, correct, do, fetch, finish, get_baris, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db


def take_back(kasus, peran, catatan=""):
    run_langkah(
        kasus, tindakan=kasus.tindakan, aksi=Aksi.TARIK, user=get_user(peran), versi=kasus.versi, catatan=catatan
    )
    return fetch(kasus)


def tell(kasus):
    return kasus.status, kasus.tindakan.langkah.nomor, kasus.versi


def test_a_hand_in_is_taken_back_and_the_figures_can_be_computed_again():
    kasus = create_kasus(Status.VERIFIKASI)
    kasus = take_back(kasus, "tim_sakip", "Ada angka yang belum benar.")
    assert (kasus.status, kasus.tindakan.langkah.nomor) == ("kertas_kerja", 10)
    disposisi = kasus.riwayat[-1]
    assert (disposisi.aksi, disposisi.tindakan.langkah.nomor, disposisi.kembali_ke, disposisi.catatan) == (
        "tarik", 10, 10, "Ada angka yang belum benar.",
    )  # fmt: skip
    assert (disposisi.dari_status, disposisi.ke_status) == ("verifikasi", "kertas_kerja")
    kasus = take_back(take_back(kasus, "tim_sakip"), "tim_sakip")
    assert kasus.tindakan.jenis == JenisTindakan.PENGUKURAN
    putaran = kasus.kertas_kerja_set.first().putaran
    assert compute(kasus).putaran == putaran + 1
    kasus = walk_to(fetch(kasus), 11)
    assert (kasus.status, kasus.kertas_kerja_set.first().putaran > putaran) == ("verifikasi", True)


def test_a_fixed_metodologi_is_taken_back_and_chosen_again():
    kasus = walk_to(create_kasus(Status.RAPAT), 4)
    kasus = finish(kasus)
    assert kasus.tindakan.jenis == JenisTindakan.DOKUMEN
    kasus = take_back(kasus, "tim_sakip")
    assert (kasus.tindakan.jenis, kasus.tindakan.langkah.nomor) == (JenisTindakan.METODOLOGI, 4)
    assert finish(kasus).tindakan.jenis == JenisTindakan.DOKUMEN


@pytest.mark.parametrize("peran", ["sekretaris", "kepala", "perencana", "staf"])
def test_only_ones_own_act_is_taken_back(peran):
    kasus = create_kasus(Status.VERIFIKASI)
    semula = tell(kasus)
    with pytest.raises(GiliranError):
        take_back(kasus, peran)
    assert tell(fetch(kasus)) == semula
    assert find_tarikan(kasus, get_user(peran)) is None
    assert list(Jejak.objects.filter(aksi="langkah_tarik").values_list("diterima", flat=True)) == [False]


def test_nothing_is_taken_back_that_was_acted_on():
    kasus = do(create_kasus(Status.VERIFIKASI))
    assert (kasus.status, find_tarikan(kasus, get_user("tim_sakip"))) == ("koreksi", None)
    assert find_tarikan(kasus, get_user("sekretaris")) is None, "a verification has legal effect"
    with pytest.raises(GiliranError):
        take_back(kasus, "tim_sakip")


def test_a_stale_page_takes_nothing_back():
    kasus = create_kasus(Status.VERIFIKASI)
    take_back(kasus, "tim_sakip")
    with pytest.raises(GiliranError):
        take_back(kasus, "tim_sakip")


def test_after_a_return_the_act_before_it_is_the_last_that_stands():
    kasus = send_back(create_kasus(Status.VERIFIKASI), 8)
    assert find_tarikan(kasus, get_user("tim_sakip")) is None, "himpun closed the units' forms"
    kasus = finish(walk_to(kasus, 9))
    assert find_tarikan(kasus, get_user("tim_sakip")).tindakan.langkah.nomor == 9


def test_a_verification_stands_when_a_later_report_is_taken_back():
    kasus = walk_to(create_kasus(Status.VERIFIKASI), 14)
    assert is_terverifikasi(kasus)
    kasus = take_back(kasus, "sekretaris")
    assert (tell(kasus)[:2], is_terverifikasi(kasus)) == (("tanda_tangan", 13), True)


def test_the_page_offers_it_to_whoever_may():
    kasus = create_kasus(Status.VERIFIKASI)
    label = {p.aksi: p.label for p in list_pilihan(kasus, get_user("tim_sakip"))}
    assert label[Aksi.TARIK] == "Tarik kembali langkah 10"
    assert Aksi.TARIK not in {p.aksi for p in list_pilihan(kasus, get_user("sekretaris"))}


def test_what_the_kepala_corrected_meanwhile_is_not_taken_back():
    kasus = walk_to(create_kasus(Status.VERIFIKASI), 12)
    sebelum = kasus.riwayat[-1].waktu
    assert not has_koreksi_sejak(kasus, sebelum)
    correct(get_baris(kasus, "IKU-07"))
    assert has_koreksi_sejak(kasus, sebelum)


TERTARIK = {
    "perintah": None, "rapat": None, "susun": None, "metodologi": None, "sk_tim": None, "lapor": "ajukan",
    "pengukuran": "ajukan_koreksi", "periksa": None, "tindak_lanjut": None,
}  # fmt: skip
TETAP = [
    ("pengisian", None), ("himpun", None), ("himpun", "mulai_pengukuran"), ("tanda_tangan", None),
    ("tanda_tangan", "tandatangani"), ("terima", "terima"), ("perintah", "disposisikan"), ("periksa", "verifikasi"),
    ("koreksi", "koreksi"), ("rapat", "mulai_pengumpulan"), ("arsip", "arsipkan"), ("periksa", "setujui"),
]  # fmt: skip


@pytest.mark.parametrize(("jenis", "transisi"), [*TERTARIK.items(), *TETAP])
def test_records_and_hand_ins_may_be_taken_back_decisions_may_not(jenis, transisi):
    boleh = may_withdraw(JenisTindakan(jenis), Transisi(transisi) if transisi else None)
    assert boleh is ((jenis, transisi) in TERTARIK.items())


def create_kerja_dua_unit():
    """A case that collects from two units: (kerja, the second unit's person, the case)."""
    kerja = create_bahan()
    lain = add_unit(kerja, "Bidang Lain")
    send(kerja)
    kasus = create_kasus_formulir(kerja)
    fill(kerja)
    save(kerja.get_baris("Bidang Lain"), "5", user=lain)
    return kerja, lain, kasus


def test_a_unit_takes_its_form_back_while_others_still_fill_in():
    kerja, _, kasus = create_kerja_dua_unit()
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    formulir = Formulir.objects.get(pk=kerja.formulir.pk)
    assert (formulir.status, formulir.catatan_pengembalian) == ("diisi", f"Ditarik kembali oleh {kerja.operator.nama}.")
    assert (fetch(kasus).tindakan.jenis, fetch(kasus).versi) == ("pengisian", 0)


def test_a_unit_takes_its_form_back_after_the_last_one_and_the_step_waits_again():
    kerja, lain, kasus = create_kerja_dua_unit()
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    submit_formulir(formulir=Formulir.objects.get(unit__nama="Bidang Lain"), user=lain)
    assert fetch(kasus).tindakan.jenis == "himpun"
    withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert (fetch(kasus).tindakan.jenis, fetch(kasus).riwayat[-1].aksi) == ("pengisian", "tarik")
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert fetch(kasus).tindakan.jenis == "himpun"


def test_a_unit_takes_back_neither_anothers_form_nor_one_that_was_gathered():
    kerja, lain, kasus = create_kerja_dua_unit()
    with pytest.raises(BentrokError):
        withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    with pytest.raises(AksesError):
        withdraw_formulir(formulir=kerja.formulir, user=lain)
    submit_formulir(formulir=Formulir.objects.get(unit__nama="Bidang Lain"), user=lain)
    run_langkah(
        fetch(kasus), tindakan=fetch(kasus).tindakan, aksi=Aksi.SELESAIKAN, user=kerja.tim, versi=fetch(kasus).versi
    )
    assert Formulir.objects.get(pk=kerja.formulir.pk).status == StatusFormulir.DITERIMA
    with pytest.raises(BentrokError):
        withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)


def read_halaman(client, kasus, peran):
    client.force_login(get_user(peran))
    return client.get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).text


def test_the_page_says_why_an_order_is_not_taken_back_and_what_may_be_done(client):
    kasus = create_kasus(Status.RAPAT)
    assert find_tarikan(kasus, get_user("kepala")) is None
    teks = read_halaman(client, kasus, "kepala")
    assert "Perintah yang sudah dikeluarkan tidak ditarik kembali" in teks and "Batalkan pengukuran" in teks
    assert "tidak ditarik kembali" not in read_halaman(client, kasus, "sekretaris")


def test_nothing_is_said_of_what_may_be_taken_back_or_was_acted_on(client):
    kasus = create_kasus(Status.VERIFIKASI)
    assert "tidak ditarik kembali" not in read_halaman(client, kasus, "tim_sakip")
    assert "tidak ditarik kembali" not in read_halaman(client, kasus, "kepala")


@pytest.mark.parametrize("jenis", list(JenisTindakan))
@pytest.mark.parametrize("transisi", [None, *Transisi])
def test_a_reason_is_given_exactly_where_an_act_stays(jenis, transisi):
    assert bool(write_tak_tertarik(jenis, transisi)) != may_withdraw(jenis, transisi)


def test_only_a_signed_report_waits_for_a_revision():
    """An SK or a receipt that is wrong may still be called off with its case."""
    laporan = write_tak_tertarik(JenisTindakan.TANDA_TANGAN, Transisi.TANDATANGANI)
    assert "diganti dengan revisi" in laporan and "dibatalkan" not in laporan
    for jenis in (JenisTindakan.TANDA_TANGAN, JenisTindakan.TERIMA):
        assert "dibatalkan selama pengukuran berjalan" in write_tak_tertarik(jenis, None)
