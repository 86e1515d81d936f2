"""A form between its unit, its Kabid and Tim SAKIP: receipt, validation, rows given back, reminders."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from collection.enums import JenisUnit, Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Formulir, Jejak, Komentar, Panggilan, Pengembalian
from collection.queries_formulir import (
    annotate_kemajuan,
    list_menunggu_validasi,
    list_pembaca,
    map_validator,
    write_kunci_baris,
)
from collection.services.bukti import attach_bukti
from collection.services.formulir import (
    accept_formulir,
    receive_formulir,
    return_formulir,
    submit_formulir,
    withdraw_formulir,
)
from collection.services.ingat import remind_formulir, remind_semua
from collection.services.kiriman import save_kiriman
from collection.services.validasi import return_baris, validate_formulir, validate_semua
from tests.factories.berkas import PDF, build_pdf
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_user
from tests.factories.formulir import add_target, add_unit, create_bahan, create_kerja, fill, save, save_uang, send
from tests.factories.halaman import KOSONG, link

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def kabid(kerja):
    return create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)


def hand_in(kerja):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)


def read_aksi(kerja):
    milik = Jejak.objects.filter(objek="formulir", objek_id=kerja.formulir.pk, diterima=True)
    return list(milik.order_by("pk").values_list("aksi", flat=True))


def test_the_receipt_is_on_record_with_who_and_when(kerja):
    accept_formulir(formulir=kerja.formulir, user=kerja.operator)
    formulir = kerja.formulir
    assert (formulir.status, formulir.tanda_terima_oleh, formulir.dapat_diisi) == ("diisi", kerja.operator, True)
    assert formulir.tanda_terima_pada
    with pytest.raises(BentrokError, match=r"tidak menunggu tanda terima: Sedang diisi unit\.$"):
        accept_formulir(formulir=formulir, user=kerja.operator)


def test_only_the_units_own_operator_receives(kerja, kabid):
    for user in (kabid, kerja.tim, create_pejabat(Peran.BIDANG, create_kantor())):
        with pytest.raises(AksesError, match="diterima oleh Bidang Desa"):
            accept_formulir(formulir=kerja.formulir, user=user)
    assert kerja.formulir.status == "dikirim"


def test_the_first_figure_implies_the_receipt_and_both_are_on_the_trail(kerja):
    save(kerja.get_baris("persen"), "1", user=kerja.operator)
    save(kerja.get_baris("jumlah"), "2", user=kerja.operator)
    assert (kerja.formulir.status, kerja.formulir.tanda_terima_oleh) == ("diisi", kerja.operator)
    assert read_aksi(kerja) == ["siapkan_formulir", "kirim_formulir", "terima_unit_formulir"]
    assert Jejak.objects.filter(aksi="isi_nilai", diterima=True).count() == 2


def test_a_figure_that_is_refused_receives_nothing(kerja):
    with pytest.raises(IsianError):
        save(kerja.get_baris("persen"), "banyak", user=kerja.operator)
    assert kerja.formulir.status == "dikirim"


def test_the_hand_in_of_a_form_returned_whole_implies_the_receipt_too(kerja):
    hand_in(kerja)
    return_formulir(periode=kerja.periode, unit=None, catatan="Periksa.", user=kerja.tim)
    assert (kerja.formulir.status, kerja.formulir.tanda_terima_oleh) == ("dikirim", None)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert read_aksi(kerja)[-3:] == ["kembalikan_formulir", "terima_unit_formulir", "serahkan_formulir"]


def test_the_units_kabid_validates_what_was_handed_in(kerja, kabid):
    with pytest.raises(BentrokError, match="tidak menunggu validasi: Dikirim ke unit"):
        validate_formulir(formulir=kerja.formulir, user=kabid)
    hand_in(kerja)
    assert list_menunggu_validasi(kabid) == [kerja.formulir]
    validate_formulir(formulir=kerja.formulir, user=kabid)
    assert (kerja.formulir.status, kerja.formulir.divalidasi_oleh) == ("divalidasi", kabid)
    assert list_menunggu_validasi(kabid) == []
    with pytest.raises(BentrokError, match=r"tidak dapat ditarik kembali: Divalidasi\.$"):
        withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    receive_formulir(periode=kerja.periode, user=kerja.tim, wajib=True)
    assert (kerja.formulir.status, kerja.formulir.tanpa_validasi) == ("diterima", "")


def test_nobody_else_validates(kerja, kabid):
    hand_in(kerja)
    lain = {peran: create_pejabat(peran, kerja.kantor) for peran in Peran}  # a Kabid and a Bidang of other units
    lain["kantor lain"] = create_pejabat(Peran.KABID, create_kantor())
    for user in (*lain.values(), kerja.operator):
        with pytest.raises(AksesError, match="divalidasi oleh Kabid atau Kasubag Bidang Desa"):
            validate_formulir(formulir=kerja.formulir, user=user)
    assert kerja.formulir.status == "diserahkan"


def test_who_filled_in_does_not_validate_and_the_form_goes_on_saying_so(kerja, kabid):
    assign(kabid, Peran.BIDANG, kerja.kantor, kerja.unit)
    hand_in(kerja)
    assert map_validator([kerja.formulir])[kerja.formulir.pk].orang == (kabid,)
    withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    save(kerja.get_baris("persen"), "13", user=kabid)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    with pytest.raises(AksesError, match="Anda ikut mengisi formulir ini"):
        validate_formulir(formulir=kerja.formulir, user=kabid)
    assert list_menunggu_validasi(kabid) == []
    assert receive_formulir(periode=kerja.periode, user=kerja.tim, wajib=True) == [
        "Bidang Desa: Kabid atau Kasubag Bidang Desa ikut mengisi formulir ini"
    ]
    assert kerja.formulir.tanpa_validasi == "Kabid atau Kasubag Bidang Desa ikut mengisi formulir ini"


def test_another_kabid_validates_where_one_filled_in(kerja, kabid):
    plt = create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)
    assign(kabid, Peran.BIDANG, kerja.kantor, kerja.unit)
    save(kerja.get_baris("persen"), "13", user=kabid)
    hand_in_rest(kerja)
    assert map_validator([kerja.formulir])[kerja.formulir.pk].orang == (plt,)
    assert validate_formulir(formulir=kerja.formulir, user=plt).status == "divalidasi"


def hand_in_rest(kerja):
    save(kerja.get_baris("jumlah"), "8", user=kerja.operator)
    save_uang(kerja.anggaran, "250.000", user=kerja.operator)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)


def test_where_nobody_holds_the_duty_the_form_is_gathered_and_says_so(kerja):
    hand_in(kerja)
    assert receive_formulir(periode=kerja.periode, user=kerja.tim, wajib=True) == [
        "Bidang Desa: tidak ada Kabid atau Kasubag Bidang Desa hari ini"
    ]


def test_gathering_waits_for_validation_only_where_the_office_says_so(kerja, kabid):
    hand_in(kerja)
    with pytest.raises(IsianError) as galat:
        receive_formulir(periode=kerja.periode, user=kerja.tim, wajib=True)
    assert str(galat.value) == f"Belum divalidasi: Bidang Desa ({kabid.nama})."
    receive_formulir(periode=kerja.periode, user=kerja.tim)
    assert kerja.formulir.tanpa_validasi == f"dihimpun sebelum divalidasi {kabid.nama}"


def test_a_kasubag_of_the_office_answers_for_the_sekretariat_only(kerja):
    kasubag = create_user("kasubag")
    assign(kasubag, Peran.KASUBAG, kerja.kantor)
    hand_in(kerja)
    assert map_validator([kerja.formulir])[kerja.formulir.pk].orang == ()
    kerja.unit.jenis = JenisUnit.SEKRETARIAT.value
    kerja.unit.save()
    assert map_validator([kerja.formulir])[kerja.formulir.pk].orang == (kasubag,)
    assert list_menunggu_validasi(kasubag) == [kerja.formulir]


def test_all_without_findings_are_validated_at_once_and_the_others_named(kabid, kerja):
    hand_in(kerja)
    withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    save(kerja.get_baris("persen"), "Benar.", "keterangan", user=kerja.operator)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    hasil, ditolak = validate_semua(formulir=[kerja.formulir], user=kabid, tanpa_peringatan=True)
    assert (hasil, ditolak) == (
        [], ["Formulir Bidang Desa Triwulan I 2026 masih punya 1 peringatan. Buka formulirnya, lalu validasi sendiri."],
    )  # fmt: skip
    hasil, ditolak = validate_semua(formulir=[kerja.formulir], user=kabid)
    assert ([f.status for f in hasil], ditolak) == (["divalidasi"], [])


# Rows given back


def test_only_the_returned_rows_open_through_every_door(kerja, kabid):
    hand_in(kerja)
    persen, jumlah = kerja.get_baris("persen"), kerja.get_baris("jumlah")
    return_baris(formulir=kerja.formulir, baris={persen: "Salah periode."}, catatan="", user=kabid)
    formulir = kerja.formulir
    assert (formulir.status, formulir.catatan_pengembalian) == ("dikirim", "Lihat catatan pada baris yang dikembalikan.")
    save(kerja.get_baris("persen"), "14", user=kerja.operator)
    sel = {"kunci": "7f1b2f3e-0000-4000-8000-000000000001", "kolom": "nilai", "isi": "9", "sidik": KOSONG}
    _, [hasil] = save_kiriman(formulir=formulir.pk, kiriman={"sel": [{**sel, "baris": f"r{jumlah.pk}"}]}, user=kerja.operator)
    assert (hasil.keadaan, hasil.pesan.partition(":")[0]) == ("terkunci", "Baris ini terkunci")
    for tulis in (
        lambda: save(kerja.get_baris("jumlah"), "9", user=kerja.operator),
        lambda: save_uang(kerja.anggaran, "1", user=kerja.operator),
        lambda: attach_bukti(realisasi=jumlah, berkas=SimpleUploadedFile("b.pdf", PDF), user=kerja.operator),
    ):
        with pytest.raises(BentrokError, match=r"^Baris ini terkunci"):
            tulis()
    attach_bukti(realisasi=persen, berkas=SimpleUploadedFile("b.pdf", PDF), user=kerja.operator)
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("jumlah").nilai) == (14, 8)


def test_a_withdrawn_hand_in_keeps_the_other_rows_locked_and_a_whole_return_opens_all(kerja, kabid):
    hand_in(kerja)
    return_baris(formulir=kerja.formulir, baris={kerja.get_baris("persen"): "Cek."}, catatan="", user=kabid)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    withdraw_formulir(formulir=kerja.formulir, user=kerja.operator)
    with pytest.raises(BentrokError, match=r"^Baris ini terkunci"):
        save(kerja.get_baris("jumlah"), "9", user=kerja.operator)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    return_baris(formulir=kerja.formulir, baris={}, catatan="Ulangi semua.", user=kerja.tim)
    save(kerja.get_baris("jumlah"), "9", user=kerja.operator)
    assert kerja.formulir.pengembalian is None


def test_a_return_keeps_what_the_row_held_and_opens_a_conversation_on_it(kerja, kabid):
    hand_in(kerja)
    return_baris(formulir=kerja.formulir, baris={kerja.get_baris("persen"): "", kerja.anggaran: "SP2D?"},
                 catatan="Cocokkan.", user=kabid)  # fmt: skip
    satu = Pengembalian.objects.get()
    isi = {b.realisasi_id or -b.anggaran_id: (b.catatan, b.isi.get("nilai"), b.isi.get("jumlah")) for b in satu.baris_set.all()}
    assert isi == {
        kerja.get_baris("persen").pk: ("Cocokkan.", "12.5", None), -kerja.anggaran.pk: ("SP2D?", None, "250000"),
    }  # fmt: skip
    assert [(k.jenis, k.isi, k.sebutan) for k in Komentar.objects.all()] == [
        ("pengembalian", "Cocokkan.", "Kepala Bidang"), ("pengembalian", "SP2D?", "Kepala Bidang"),
    ]  # fmt: skip
    assert set(Panggilan.objects.values_list("jenis", "pengguna")) == {("kembali", kerja.operator.pk)}


def test_a_returned_row_is_not_folded_before_its_time_and_both_see_with_what_note_it_came_back(client):
    kerja = create_bahan()
    add_target(kerja, "setahun", [None, None, None, 5], nama="Survei tahunan", frekuensi="tahun")
    send(kerja)
    kabid = create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)
    alamat = link("collection:formulir_detail", kerja.formulir.pk)
    hand_in(kerja)
    kembali = {kerja.get_baris("setahun"): "Isi hasil surveinya.", kerja.get_baris("persen"): ""}
    return_baris(formulir=kerja.formulir, baris=kembali, catatan="Periksa lagi.", user=kabid)
    client.force_login(kerja.operator)
    halaman = client.get(alamat).text
    assert "Survei tahunan</a>: Isi hasil surveinya." in halaman and "lipat-tabel" not in halaman
    assert halaman.count("Periksa lagi.") == 1
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    client.force_login(kabid)
    halaman = client.get(alamat).text
    assert "Diserahkan lagi sesudah dikembalikan" in halaman and "Survei tahunan</a>: Isi hasil surveinya." in halaman


def test_who_may_give_back_and_when(kerja, kabid):
    with pytest.raises(BentrokError, match="tidak dapat dikembalikan sekarang"):
        return_baris(formulir=kerja.formulir, baris={}, catatan="x", user=kabid)
    hand_in(kerja)
    asing = [create_pejabat(p, kerja.kantor) for p in (Peran.KABID, Peran.KEPALA, Peran.SEKRETARIS, Peran.STAF, Peran.ADMIN)]
    for user in (*asing, kerja.operator, create_pejabat(Peran.TIM_SAKIP, create_kantor())):
        with pytest.raises(AksesError, match="dikembalikan oleh Tim SAKIP"):
            return_baris(formulir=kerja.formulir, baris={}, catatan="x", user=user)
    with pytest.raises(IsianError, match="Tulis catatan"):
        return_baris(formulir=kerja.formulir, baris={kerja.get_baris("persen"): " "}, catatan=" ", user=kabid)
    validate_formulir(formulir=kerja.formulir, user=kabid)
    with pytest.raises(BentrokError):
        return_baris(formulir=kerja.formulir, baris={}, catatan="x", user=kabid)
    return_baris(formulir=kerja.formulir, baris={}, catatan="Masih kurang.", user=kerja.tim)
    hand_in_again(kerja)
    assert (kerja.formulir.divalidasi_oleh, kerja.formulir.divalidasi_pada) == (None, None)
    receive_formulir(periode=kerja.periode, user=kerja.tim)
    with pytest.raises(BentrokError, match=r"sekarang: Diterima Tim SAKIP\.$"):
        return_baris(formulir=kerja.formulir, baris={}, catatan="x", user=kerja.tim)


def hand_in_again(kerja):
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)


def test_a_row_of_another_form_is_refused(kabid, kerja):
    lain = create_kerja()
    hand_in(kerja)
    with pytest.raises(IsianError, match="bukan milik formulir ini"):
        return_baris(formulir=kerja.formulir, baris={lain.get_baris("persen"): "x"}, catatan="x", user=kabid)
    assert kerja.formulir.status == "diserahkan"


# Progress and reminders


def test_progress_counts_rows_and_evidence():
    kerja = create_bahan()
    add_target(kerja, "setahun", [None, None, None, 5], frekuensi="tahun")
    send(kerja)
    save(kerja.get_baris("persen"), "12", user=kerja.operator)
    save(kerja.get_baris("predikat"), "Belum dinilai.", "tidak_dapat_diukur", user=kerja.operator)
    for nama in ("a", "b"):
        berkas = SimpleUploadedFile(f"{nama}.pdf", build_pdf(nama))
        attach_bukti(realisasi=kerja.get_baris("persen"), berkas=berkas, user=kerja.operator)
    satu = annotate_kemajuan(Formulir.objects.all()).get()
    assert (satu.terisi, satu.semua, satu.berbukti, satu.butuh_bukti, satu.kemajuan) == (2, 4, 1, 1, 0.5)
    save(kerja.get_baris("setahun"), "4", user=kerja.operator)
    assert (annotate_kemajuan(Formulir.objects.all()).get().terisi, annotate_kemajuan(Formulir.objects.all()).get().semua) == (3, 5)


def test_a_form_is_reminded_of_once_a_day(kerja):
    remind_formulir(formulir=kerja.formulir, user=kerja.tim)
    with pytest.raises(BentrokError, match=r"^Bidang Desa sudah diingatkan hari ini untuk Triwulan I 2026\.$"):
        remind_formulir(formulir=kerja.formulir, user=kerja.tim)
    Panggilan.objects.update(hari="2026-01-01")
    remind_formulir(formulir=kerja.formulir, user=kerja.tim)
    assert list(Panggilan.objects.values_list("pengguna", "jenis", "oleh")) == [(kerja.operator.pk, "ingat", kerja.tim.pk)] * 2
    assert annotate_kemajuan(Formulir.objects.all()).get().diingatkan


def test_only_tim_sakip_reminds_and_only_of_what_is_owed():
    kerja = create_bahan()
    add_unit(kerja)
    send(kerja)
    with pytest.raises(AksesError):
        remind_formulir(formulir=kerja.formulir, user=kerja.operator)
    hand_in(kerja)
    hasil, ditolak = remind_semua(formulir=Formulir.objects.order_by("pk"), user=kerja.tim)
    assert ([f.unit.nama for f in hasil], ditolak) == (
        ["Bidang Lain"], ["Formulir Bidang Desa Triwulan I 2026 tidak sedang diisi: Diserahkan."],
    )  # fmt: skip


def test_a_unit_without_an_operator_is_told_so(kerja):
    kerja.unit.penugasan_set.all().delete()
    with pytest.raises(IsianError, match="belum punya petugas pengisi hari ini untuk Triwulan I 2026: "):
        remind_formulir(formulir=kerja.formulir, user=kerja.tim)


def test_readers_are_those_whom_the_scope_lets_in(kerja, kabid):
    lain = create_pejabat(Peran.KABID, kerja.kantor)
    create_pejabat(Peran.STAF, create_kantor())
    staf = create_pejabat(Peran.STAF, kerja.kantor)
    assert set(list_pembaca(kerja.formulir)) == {kerja.operator, kerja.tim, kabid, staf}
    assert lain not in list_pembaca(kerja.formulir)
    assert write_kunci_baris(kerja.anggaran) == f"a{kerja.anggaran.pk}"
