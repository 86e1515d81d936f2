"""The forms of a case: fields from the table of records, reading what was typed, keeping it where it is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from collection.enums import Peran, StatusPenugasan
from collection.models import PerangkatDaerah
from measurement.butir import Butir, JenisButir, Kolom
from measurement.catatan_baku import BUTIR
from measurement.enums import JenisTindakan, Status
from measurement.fields import BARIS_KOSONG, BARIS_MAKS, DaftarField, TabelField, TabelWidget, build_field
from measurement.forms import (
    BatalkanForm,
    IsianForm,
    KembalikanForm,
    KoreksiForm,
    PengukuranForm,
    find_triwulan_lalu,
)
from measurement.models import Catatan, PengukuranKinerja, Tindakan
from measurement.naskah import has_naskah
from measurement.services.contoh_isian import build_isian
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import walk_to
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user

pytestmark = pytest.mark.django_db

KOLOM = (Kolom("Untuk siapa"), Kolom("Jumlah", JenisButir.ANGKA))


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    return PengukuranKinerja.objects.get(pk=basis)


def stand_at(kasus, jenis, nomor=None):
    """The case in memory as if it stood at an act of that kind; forms read nothing else of it."""
    semua = Tindakan.objects.filter(langkah__sop=kasus.sop, jenis=jenis).select_related("langkah")
    kasus.tindakan = semua.get(langkah__nomor=nomor) if nomor else semua.first()
    return kasus


def write_data(isian):
    """A record as the browser posts it."""
    data = QueryDict(mutable=True)
    for nama, nilai in isian.items():
        if isinstance(nilai, list) and nilai and isinstance(nilai[0], list):
            data.update({f"{nama}-{i}-{j}": sel for i, baris in enumerate(nilai) for j, sel in enumerate(baris)})
        elif isinstance(nilai, list) and nama != "ada":
            data[nama] = "\r\n".join(nilai)
        elif isinstance(nilai, list):
            data.setlist(nama, nilai)
        else:
            data[nama] = str(nilai)
    return data


def test_tabel_widget_reads_rows_and_leaves_out_the_empty_ones():
    widget = TabelWidget(KOLOM)
    data = {"s-0-0": " Bupati ", "s-0-1": "1", "s-1-0": "", "s-1-1": "  ", "s-3-1": "2", f"s-{BARIS_MAKS}-0": "luar", "s-0-9": "luar"}
    assert widget.value_from_datadict(data, {}, "s") == [["Bupati", "1"], ["", "2"]]
    assert widget.value_from_datadict({}, {}, "s") == []
    assert [widget.value_omitted_from_data(isi, {}, "s") for isi in ({}, data)] == [True, False]


def test_tabel_widget_shows_what_was_typed_escaped_and_room_for_more_rows():
    html = TabelWidget(KOLOM).render("s", [["<b>Bupati", "1"]], {"id": "id_s"})
    assert html.count("<input") == (1 + BARIS_KOSONG) * 2
    assert html.count('scope="col"') == 2
    assert html.count('value="&lt;b&gt;Bupati"') == 1
    assert html.count('aria-label="Jumlah baris 1"') == 1
    assert TabelWidget(KOLOM).render("s", None, {"id": "id_s"}).count('value=""') == BARIS_KOSONG * 2
    penuh = TabelWidget(KOLOM).render("s", [["Bupati", "1"]] * BARIS_MAKS, {"id": "id_s"})
    assert penuh.count("<input") == BARIS_MAKS * 2


def test_tabel_widget_offers_a_calendar_a_number_and_the_options_of_its_columns():
    kolom = (Kolom("Batas", JenisButir.TANGGAL), Kolom("Jumlah", JenisButir.ANGKA), Kolom("Cara", JenisButir.PILIHAN, (("pos", "Pos"),)))
    html = TabelWidget(kolom).render("s", [["2026-07-01", "2", "pos"]], {"id": "id_s"})
    assert html.count('value="2026-07-01" aria-label="Batas baris 1" type="date"') == 1
    assert html.count('value="2" aria-label="Jumlah baris 1" inputmode="numeric"') == 1
    assert html.count('<option value="pos" selected>Pos</option>') == 1


@pytest.mark.parametrize(
    ("nilai", "pesan"),
    [
        ([], "Salinan belum diisi."),
        ([["Bupati", "x" * 251]], "Pastikan nilai ini mengandung paling banyak 250 karakter (sekarang 251 karakter)."),
        ([["Bupati", "1\x002"]], "Karakter null tidak diizinkan."),
    ],
)
def test_tabel_field_checks_each_cell_as_a_line_of_text(nilai, pesan):
    """A NUL is refused here: PostgreSQL would refuse it as an error of the server."""
    field = TabelField(KOLOM, error_messages={"required": "Salinan belum diisi."})
    with pytest.raises(ValidationError) as galat:
        field.clean(nilai)
    assert galat.value.messages == [pesan]
    assert field.clean([["Bupati", "1"], ["", ""]]) == [["Bupati", "1"], ["", ""]]


def test_daftar_field_reads_one_entry_per_line_and_shows_it_so():
    field = DaftarField(max_length=50)
    assert field.clean(" Sekretaris \r\n\r\n Tim SAKIP\n") == ["Sekretaris", "Tim SAKIP"]
    assert field.prepare_value(["Sekretaris", "Tim SAKIP"]) == "Sekretaris\nTim SAKIP"
    assert field.prepare_value(" apa adanya ") == " apa adanya "


@pytest.mark.parametrize(
    ("teks", "pesan"),
    [
        (" \n ", "Bidang ini tidak boleh kosong."),
        ("x\n" * 30, "Pastikan nilai ini mengandung paling banyak 50 karakter (sekarang 59 karakter)."),
        ("Tim\x00SAKIP", "Karakter null tidak diizinkan."),
    ],
)
def test_daftar_field_is_checked_as_the_text_that_it_is(teks, pesan):
    with pytest.raises(ValidationError) as galat:
        DaftarField(max_length=50).clean(teks)
    assert galat.value.messages == [pesan]


@pytest.mark.parametrize("jenis", list(JenisButir))
def test_build_field_says_in_our_words_what_is_missing(jenis):
    field = build_field(Butir("n", "Lokasi", jenis, kolom=KOLOM, bantuan="Tulis."), [("a", "A")])
    assert (field.label, field.help_text, field.required) == ("Lokasi", "Tulis.", True)
    with pytest.raises(ValidationError) as galat:
        field.clean([] if jenis in (JenisButir.TABEL, JenisButir.CENTANG) else "")
    assert galat.value.messages == ["Lokasi belum diisi."]


@pytest.mark.parametrize("jenis", sorted({j.value for j in JenisTindakan} - {"tanda_tangan"}))
def test_isian_form_has_the_fields_of_the_record_and_a_note(kasus, jenis):
    kasus.tindakan = Tindakan(langkah=kasus.tindakan.langkah, jenis=jenis, peran=Peran.STAF)
    semua = [butir.nama for butir in BUTIR.get(JenisTindakan(jenis), ())]
    pindaian = ["pindaian", "nomor_kertas"] if has_naskah(JenisTindakan(jenis), dari=kasus.status, transisi=None) else []
    if jenis == "rapat":
        pindaian.insert(1, "pindaian_untuk")
    assert list(IsianForm(kasus).fields) == ["versi", *semua, *pindaian, "catatan"]


@pytest.mark.parametrize("jenis", [jenis.value for jenis in BUTIR])
def test_isian_form_takes_a_complete_record_and_gives_it_as_the_service_wants_it(kasus, jenis):
    kasus.tindakan = Tindakan(langkah=kasus.tindakan.langkah, jenis=jenis, peran=Peran.STAF)
    isian = build_isian(kasus, FRASA)
    form = IsianForm(kasus, write_data({**isian, "versi": 7, "catatan": " Segera. "}))
    assert form.errors == {}
    assert {nama: form.cleaned_data[nama] for nama in isian} == isian
    assert (form.cleaned_data["versi"], form.cleaned_data["catatan"]) == (7, "Segera.")


def test_isian_form_offers_the_documents_of_its_own_step(kasus):
    form = IsianForm(stand_at(kasus, "dokumen"))
    assert [nilai for nilai, _ in form.fields["ada"].choices] == [
        "Juknis Pengukuran Kinerja Menpan RB", "Renstra", "Tapkin", "Program Kerja Kegiatan",
    ]  # fmt: skip
    lain = IsianForm(kasus, write_data({"versi": 1, "ada": ["Renstra", "Rahasia"]}))
    assert lain.errors["ada"] == ["Masukkan pilihan yang valid. Rahasia bukan salah satu dari pilihan yang tersedia."]


def test_isian_form_can_be_filled_in_where_the_sop_names_no_document(kasus):
    stand_at(kasus, "dokumen").tindakan.langkah.kelengkapan, kasus.tindakan.langkah.dokumen = "", []
    assert IsianForm(kasus, write_data({"versi": 1, "ada": ["Dokumen yang diperlukan"]})).errors == {}


def test_isian_form_asks_for_the_phrase_where_the_report_is_signed_only(kasus):
    kasus = walk_to(kasus, 14)
    form = IsianForm(kasus)
    assert list(form.fields) == ["versi", "sha256", "frasa", "catatan"]
    assert form.initial["sha256"] == kasus.dokumen_set.get().sha256_snapshot
    bound = IsianForm(kasus, write_data({"versi": 1, "sha256": "0", "frasa": f" {FRASA} "}))
    assert bound.is_valid() is True
    assert bound.cleaned_data["frasa"] == f" {FRASA} "
    assert str(bound["frasa"]).count("value=") == 0
    assert IsianForm(kasus, write_data({"versi": 1, "sha256": "0"})).errors == {"frasa": ["Tulis frasa sandi segel."]}
    kasus.tindakan = Tindakan(langkah=kasus.tindakan.langkah, jenis="tanda_tangan", peran="kepala")
    assert list(IsianForm(kasus).fields) == ["versi", "catatan"]


def test_isian_form_begins_with_what_is_known(kasus):
    """A fresh case: nothing was recorded in it yet, so the usual wording stands there."""
    baru = create_kasus(Status.DISPOSISI, triwulan=2)
    assert IsianForm(baru).initial == {
        "versi": baru.versi, "sha256": "", "bentuk": "lembar_disposisi", "kepada": "Sekretaris",
        "tanggal": baru.perangkat_daerah.hari_ini().isoformat(),
        "isi": f"Laksanakan pengukuran kinerja Triwulan II 2026 sesuai SOP {baru.sop.nomor}.",
    }  # fmt: skip


def test_isian_form_begins_after_a_return_with_what_was_recorded_before(kasus):
    catatan = Catatan.objects.get(disposisi__pengukuran=kasus, jenis="rekap")
    awal = IsianForm(stand_at(kasus, "rekap")).initial
    assert {nama: awal[nama] for nama in ("pendorong", "penghambat", "solusi")} == catatan.isi


def test_isian_form_begins_with_what_the_office_wrote_last_time_but_never_its_dates(kasus):
    baru = walk_to(create_kasus(Status.DISPOSISI, triwulan=2), 2)
    lalu = Catatan.objects.get(disposisi__pengukuran=kasus, jenis="rapat", disposisi__tindakan__langkah__nomor=2)
    awal = IsianForm(baru).initial
    assert (awal["tempat"], awal["notulis"]) == (lalu.isi["tempat"], lalu.isi["notulis"])
    assert "keputusan" not in awal


def test_isian_form_keeps_what_was_typed_and_makes_room(kasus):
    data = write_data({"versi": 9, "kegiatan": [["Menghimpun", "31 Februari", "", ""]] * 5, "catatan": "Segera."})
    form = IsianForm.keep_typed(stand_at(kasus, "susun"), data)
    assert (form.is_bound, form.initial["versi"], form.initial["catatan"]) == (False, kasus.versi, "Segera.")
    assert form.initial["kegiatan"] == [["Menghimpun", "31 Februari", "", ""]] * 5
    assert str(form["kegiatan"]).count('value="Menghimpun"') == 5
    assert str(form["kegiatan"]).count("<tr ") == 1 + 5 + BARIS_KOSONG


@pytest.mark.parametrize(
    ("hari", "hasil"), [("2026-01-01", (2025, 4)), ("2026-03-31", (2025, 4)), ("2026-04-01", (2026, 1)), ("2026-12-31", (2026, 3))]
)
def test_the_triwulan_that_ended_last(hari, hasil):
    assert find_triwulan_lalu(datetime.date.fromisoformat(hari)) == hasil


def test_isian_form_limits_the_note(kasus):
    form = IsianForm(stand_at(kasus, "himpun"), {"versi": "1", "catatan": "x" * 2001})
    assert form.errors == {
        "catatan": ["Pastikan nilai ini mengandung paling banyak 2000 karakter (sekarang 2001 karakter)."]
    }
    assert IsianForm(kasus, {"versi": "1", "catatan": "x" * 2000}).errors == {}


def test_kembalikan_form_offers_the_steps_of_the_act_nearest_first(kasus):
    form = KembalikanForm(kasus)
    assert [nomor for nomor, _ in form.fields["ke"].choices] == [8, 7]
    assert [nama for _, nama in form.fields["unit"].choices] == ["Bidang Pengendalian Penduduk", "Bidang Keluarga Berencana"]
    kosong = KembalikanForm(kasus, {"versi": "1", "catatan": " "})
    assert kosong.errors == {"ke": ["Pilih langkah tujuan."], "catatan": ["Tulis catatan: apa yang harus dilengkapi."]}


def test_kembalikan_form_asks_for_units_only_where_they_fill_in_again(kasus):
    assert list(KembalikanForm(kasus).fields) == ["versi", "ke", "unit", "catatan"]
    assert list(KembalikanForm(stand_at(kasus, "koreksi")).fields) == ["versi", "ke", "catatan"]


def test_kembalikan_form_takes_no_step_or_unit_of_its_own_invention(kasus):
    form = KembalikanForm(kasus, write_data({"versi": 1, "ke": 3, "unit": 0, "catatan": "Ulangi."}))
    assert set(form.errors) == {"ke", "unit"}
    unit = kasus.periode.formulir_set.first().unit
    form = KembalikanForm(kasus, write_data({"versi": 1, "ke": 7, "unit": unit.pk, "catatan": "Ulangi."}))
    assert form.is_valid() is True
    assert (form.cleaned_data["ke"], form.cleaned_data["unit"]) == (7, [unit.pk])


def test_the_forms_of_one_page_have_ids_of_their_own(kasus):
    forms = (IsianForm(kasus), KembalikanForm(kasus), BatalkanForm(kasus))
    ids = [field.auto_id for form in forms for field in form]
    assert len(set(ids)) == len(ids)


def test_batalkan_and_koreksi_forms_need_a_reason(kasus):
    assert BatalkanForm(kasus, {"versi": "1"}).errors == {"catatan": ["Tulis alasan pembatalan."]}
    assert KoreksiForm({"versi": "1", "nilai": " ", "alasan": " "}).errors == {
        "nilai": ["Tulis nilai koreksi."], "alasan": ["Tulis alasan koreksi."],
    }  # fmt: skip


def test_pengukuran_form_offers_the_offices_where_the_user_may_open(kasus):
    kantor, lain = kasus.perangkat_daerah, PerangkatDaerah.objects.get(singkatan="dpmd-blora")

    def list_kantor(user):
        return set(PengukuranForm(user).fields["kantor"].queryset)

    orang = create_user()
    assert list_kantor(orang) == list_kantor(get_user("staf")) == set()
    assign(orang, Peran.TIM_SAKIP, kantor)
    assign(orang, Peran.KEPALA, lain, status=StatusPenugasan.PLT)
    assert list_kantor(orang) == {kantor, lain}
    assert list_kantor(get_user("kepala")) == {kantor}
    data = {"kantor": lain.pk, "tahun": "1999", "triwulan": "5"}
    assert set(PengukuranForm(get_user("kepala"), data).errors) == {"kantor", "tahun", "triwulan"}
