"""The import from upload to confirmation: nothing before it, all or nothing at it, once only, audited."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from collection.enums import Peran
from collection.errors import BentrokError
from collection.models import Impor, Jejak, Pagu, PerjanjianKinerja, StatusImpor, Target
from collection.muat import load_rencana
from collection.services.impor import apply_impor, create_impor, find_pk
from tests.factories.dasar import assign, create_kantor, create_pejabat
from tests.factories.rencana import JUDUL, build_xlsx, create_indikator, create_rencana
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
DAFTAR = "/rencana/impor/"
BOLEH = (Peran.PERENCANA, Peran.ADMIN)


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def pk(kantor):
    return create_rencana(kantor, jumlah=2)


@pytest.fixture
def perencana(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def masuk(client, perencana):
    client.force_login(perencana)
    return client


def upload(client, isi: bytes, nama: str = "target.xlsx", tahun: int = 2026):
    return client.post(f"{DAFTAR}?tahun={tahun}", {"berkas": SimpleUploadedFile(nama, isi)})


def create(kantor, user, *baris: list, tahun: int = 2026) -> Impor:
    return create_impor(
        kantor=kantor, tahun=tahun, user=user, nama="a.xlsx", isi=build_xlsx(list(baris)), muat=load_rencana
    )


def find_url(impor: Impor, nama: str = "impor_detail") -> str:
    return reverse(f"collection:{nama}", args=[impor.pk])


def read_target() -> dict[str, Decimal]:
    return dict(Target.objects.values_list("indikator__kode", "tahunan"))


def test_impor_list_explains_and_offers_the_template(masuk, pk):
    isi = masuk.get(f"{DAFTAR}?tahun=2026").content.decode()
    assert "Unduh templat 2026" in isi and "Belum ada berkas yang diunggah" in isi
    assert find_inline(isi) == []


@pytest.mark.parametrize("peran", list(Peran))
def test_impor_doors_by_role(client, kantor, pk, perencana, peran):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    client.force_login(create_pejabat(peran, kantor))
    boleh = peran in BOLEH
    assert client.get(DAFTAR).status_code == (200 if boleh else 403)
    assert client.get(f"{DAFTAR}templat/").status_code == (200 if boleh else 403)
    assert client.get(find_url(impor)).status_code == (200 if boleh else 403)
    assert upload(client, build_xlsx([["IKU-1", "", "%", 60]])).status_code == (302 if boleh else 403)
    assert client.post(find_url(impor, "impor_apply")).status_code == (302 if boleh else 403)
    assert read_target()["IKU-1"] == (60 if boleh else 50)


def test_impor_of_another_office_is_not_found(client, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    client.force_login(create_pejabat(Peran.ADMIN, create_kantor("dinas-b")))
    assert client.get(find_url(impor)).status_code == 404
    assert client.post(find_url(impor, "impor_apply")).status_code == 404
    assert client.post(find_url(impor, "impor_cancel")).status_code == 404
    assert client.get(f"{DAFTAR}?kantor=dinas-a").status_code == 404
    assert client.get(f"{DAFTAR}templat/?kantor=dinas-a").status_code == 404
    assert read_target()["IKU-1"] == 50


def test_impor_office_where_the_user_holds_another_role_is_refused(client, kantor, pk):
    user = create_pejabat(Peran.STAF, kantor)
    assign(user, Peran.PERENCANA, create_kantor("dinas-b"))
    client.force_login(user)
    assert client.get(f"{DAFTAR}?kantor=dinas-a").status_code == 403
    assert "Dinas Uji" in client.get(DAFTAR).content.decode()


def test_impor_doors_by_method(masuk, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    assert masuk.get(find_url(impor, "impor_apply")).status_code == 405
    assert masuk.get(find_url(impor, "impor_cancel")).status_code == 405
    assert masuk.post(find_url(impor)).status_code == 405


def test_impor_upload_leads_to_a_preview_that_stored_no_target(masuk, pk, perencana):
    response = upload(
        masuk,
        build_xlsx(
            [["IKU-1", "Indikator 1", "%", "62,5", None, None, None, 50], ["IKU-2", "", "%", 50, None, None, None, 50]]
        ),
    )
    impor = Impor.objects.get()
    assert (response.status_code, response.url) == (302, find_url(impor))
    assert (impor.pengguna, impor.tahun, impor.nama, impor.status) == (
        perencana,
        2026,
        "target.xlsx",
        StatusImpor.DIPERIKSA,
    )
    isi = masuk.get(response.url).content.decode()
    assert "Target tahunan (sel D2)" in isi
    assert '<span class="angka">50,00</span> menjadi <strong class="angka">62,50</strong>' in isi
    assert "Terapkan 1 baris" in isi
    assert impor.jumlah == {"baru": 0, "berubah": 1, "tetap": 1, "salah": 0}
    assert read_target() == {"IKU-1": 50, "IKU-2": 50}
    assert find_inline(isi) == []


def test_impor_preview_of_errors_has_no_button_to_apply(masuk, pk):
    isi = masuk.get(upload(masuk, build_xlsx([["IKU-1", "", "%", 60], ["IKU-2", "", "%", "x"]])).url).content.decode()
    assert "Baris 3, kolom D: “x” bukan angka yang dapat dibaca." in isi
    assert "Terapkan" not in isi
    assert isi.index("IKU-2") < isi.index("IKU-1")


def test_impor_preview_of_an_unchanged_template(masuk, pk):
    templat = masuk.get(f"{DAFTAR}templat/?tahun=2026")
    assert templat["Content-Disposition"] == 'attachment; filename="rencana_dinas-a_2026.xlsx"'
    isi = masuk.get(upload(masuk, templat.content).url).content.decode()
    assert "Isi berkas sama dengan target yang berlaku sekarang." in isi
    assert "Terapkan" not in isi


SAMA = "sama dengan target yang berlaku"


def test_impor_preview_names_an_unknown_header(masuk, pk):
    judul = [*JUDUL[:3], "Target tahun ini", *JUDUL[4:]]
    url = upload(masuk, build_xlsx(Target=[judul, ["IKU-1", "", "%", 99, None, None, None, 50]])).url
    isi = masuk.get(url).content.decode()
    assert "Lembar Target, baris 1, kolom D: judul “Target tahun ini” tidak dikenal" in isi
    assert "Lembar Target: tidak ada kolom Target tahunan; nilainya tidak berubah." in isi
    assert SAMA not in isi and "Terapkan" not in isi
    assert masuk.post(find_url(Impor.objects.get(), "impor_apply")).status_code == 422
    assert read_target()["IKU-1"] == 50


@pytest.mark.parametrize("target", [[JUDUL], [[*JUDUL, "Lain"], ["IKU-1", "", "%", 50, None, None, None, 50]]])
def test_impor_preview_with_notes_never_says_that_all_is_the_same(masuk, pk, target):
    isi = masuk.get(upload(masuk, build_xlsx(Target=target)).url).content.decode()
    assert "Catatan tentang berkas" in isi and "Tidak ada yang dapat diterapkan" in isi
    assert SAMA not in isi


KEADAAN = [("x", "Berisi kesalahan"), (50, "Tanpa perubahan"), (60, "Menunggu konfirmasi")]


@pytest.mark.parametrize(("nilai", "label"), KEADAAN)
def test_impor_state_tells_what_cannot_be_confirmed(masuk, kantor, pk, perencana, nilai, label):
    impor = create(kantor, perencana, ["IKU-1", "", "%", nilai, None, None, None, 50])
    for url in (DAFTAR, find_url(impor)):
        isi = masuk.get(url).content.decode()
        assert [satu for _, satu in KEADAAN if satu in isi] == [label]


def test_impor_preview_of_many_rows_is_paged(masuk, kantor):
    create_rencana(kantor, jumlah=120)
    url = upload(masuk, build_xlsx([[f"IKU-{n}", "", "%", 60] for n in range(1, 121)])).url
    satu, dua = (masuk.get(f"{url}?page={n}").content.decode() for n in (1, 2))
    assert (satu.count("menjadi <strong"), dua.count("menjadi <strong")) == (200, 40)


def test_impor_preview_shows_text_of_the_file_as_text(masuk, pk):
    isi = masuk.get(
        upload(masuk, build_xlsx([["<script>x</script>", "", "%", 60]]), nama="<b>.xlsx").url
    ).content.decode()
    assert "<script>x" not in isi and "<b>.xlsx" not in isi


def test_impor_file_that_cannot_be_read_stays_on_the_form(masuk, pk):
    response = upload(masuk, b"\x89PNG\r\n\x1a\n")
    assert response.status_code == 422
    assert "Ini bukan berkas Excel (.xlsx)." in response.content.decode()
    assert not Impor.objects.exists()


def test_impor_file_that_is_too_large(masuk, pk, settings):
    settings.MAKS_UKURAN_IMPOR = 1024
    response = upload(masuk, b"PK\x03\x04" + b"x" * 2000)
    assert response.status_code == 422
    assert "Berkas lebih dari" in response.content.decode()


def test_impor_without_a_file(masuk, pk):
    response = masuk.post(f"{DAFTAR}?tahun=2026", {})
    assert response.status_code == 422
    assert "Pilih berkas Excel yang akan diperiksa." in response.content.decode()


def test_impor_apply_writes_and_audits_each_row(masuk, kantor, pk, perencana):
    create_indikator(kantor.indikator_set.first().sasaran, 3)
    isi = build_xlsx(
        [
            ["IKU-1", "", "%", 60, None, None, None, 50],
            ["IKU-2", "", "%", 50, None, None, None, 50],
            ["IKU-3", "", "%", 7],
        ],
        Pagu=[["Kode", "Pagu"], ["2.13.01.2.01.0001", 5]],
    )
    response = masuk.post(find_url(Impor.objects.get(pk=upload(masuk, isi).url.split("/")[-2]), "impor_apply"))
    impor = Impor.objects.get()
    assert (response.url, impor.status) == (find_url(impor), StatusImpor.DITERAPKAN)
    assert read_target() == {"IKU-1": 60, "IKU-2": 50, "IKU-3": 7}
    assert Pagu.objects.get().jumlah == 5
    jejak = [(j.aksi, j.label, j.lama, j.baru, j.pengguna) for j in Jejak.objects.order_by("pk")]
    assert jejak == [
        ("ubah_target", "Indikator 1", {"tahunan": "50"}, {"tahunan": "60", "impor": impor.pk}, perencana),
        ("tambah_target", "Indikator 3", {"tahunan": None}, {"tahunan": "7", "impor": impor.pk}, perencana),
        ("ubah_pagu", "Pagu Sub kegiatan 1", {"jumlah": "1000000"}, {"jumlah": "5", "impor": impor.pk}, perencana),
        ("terapkan_impor", "Impor target.xlsx", {"status": "diperiksa"},
         {"status": "diterapkan", "sha256": impor.sha256, "baru": 1, "berubah": 2, "tetap": 1, "salah": 0}, perencana),
    ]  # fmt: skip


def test_impor_apply_twice_writes_once(masuk, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    for _ in range(2):
        assert masuk.post(find_url(impor, "impor_apply")).status_code == 302
    Target.objects.filter(indikator__kode="IKU-1").update(tahunan=61)
    assert masuk.post(find_url(impor, "impor_apply")).status_code == 302
    assert (read_target()["IKU-1"], Jejak.objects.filter(aksi="terapkan_impor").count()) == (61, 1)
    assert "Apa selanjutnya" in masuk.get(find_url(impor)).content.decode()


def copy_pk(pk: PerjanjianKinerja) -> None:
    """A PK Perubahan with the same figures: the preview was of the version before it."""
    PerjanjianKinerja.objects.filter(pk=pk.pk).update(status="ditetapkan")
    baru = PerjanjianKinerja.objects.create(perangkat_daerah=pk.perangkat_daerah, tahun=2026, versi=2)
    for satu in [*pk.target_set.all(), *pk.pagu_set.all()]:
        satu.pk, satu.perjanjian_kinerja = None, baru
        satu.save(force_insert=True)


UBAHAN = {
    "target": lambda pk: pk.target_set.filter(indikator__kode="IKU-2").update(tw1=1),
    "pagu": lambda pk: pk.pagu_set.update(jumlah=2),
    "indikator": lambda pk: pk.perangkat_daerah.indikator_set.filter(kode="IKU-1").update(satuan="orang"),
    "versi": copy_pk,
}


@pytest.mark.parametrize("ubahan", UBAHAN)
def test_impor_apply_after_a_change_is_a_conflict(masuk, kantor, pk, perencana, ubahan):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    UBAHAN[ubahan](pk)
    assert "Target sudah berubah" in masuk.get(find_url(impor)).content.decode()
    response = masuk.post(find_url(impor, "impor_apply"))
    assert response.status_code == 409
    assert "Target berubah sejak berkas ini diperiksa. Unggah berkasnya lagi" in response.content.decode()
    assert not Target.objects.filter(tahunan=60).exists()
    assert Impor.objects.get().status == StatusImpor.DIPERIKSA
    assert list(Jejak.objects.values_list("aksi", "diterima")) == [("terapkan_impor", False)]


def test_impor_apply_with_errors_writes_nothing(masuk, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60], ["IKU-2", "", "%", "x"])
    assert masuk.post(find_url(impor, "impor_apply")).status_code == 422
    assert read_target() == {"IKU-1": 50, "IKU-2": 50}


def test_impor_apply_rolls_back_what_a_later_sheet_refuses(kantor, pk, perencana):
    """A row that is not as the preview saw it: the sheet before it was written already."""
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    sub = pk.pagu_set.get().sub_kegiatan_id
    impor.ubahan.append(["pagu", None, {"sub_kegiatan_id": sub}, {"jumlah": "7"}, {"jumlah": "8"}, "Pagu uji"])
    impor.save()
    with pytest.raises(BentrokError, match=r"^Pagu uji berubah sejak berkas ini diperiksa\."):
        apply_impor(impor=impor, user=perencana)
    assert read_target()["IKU-1"] == 50
    assert Impor.objects.get().status == StatusImpor.DIPERIKSA


def test_impor_apply_another_file_than_was_checked(masuk, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    impor.berkas.storage.delete(impor.berkas.name)
    impor.berkas.storage.save(impor.berkas.name, ContentFile(build_xlsx([["IKU-1", "", "%", 99]])))
    response = masuk.post(find_url(impor, "impor_apply"))
    assert (response.status_code, read_target()["IKU-1"]) == (422, 50)
    assert "tidak sama dengan yang diperiksa" in response.content.decode()


def test_impor_first_of_a_year_makes_its_agreement(masuk, kantor, pk, perencana):
    tahun = kantor.hari_ini().year + 1
    impor = create(kantor, perencana, ["IKU-1", "", "%", 70], tahun=tahun)
    assert find_pk(kantor, tahun) is None
    masuk.post(find_url(impor, "impor_apply"))
    baru = find_pk(kantor, tahun)
    assert [(t.indikator.kode, t.tahunan) for t in baru.target_set.all()] == [("IKU-1", 70)]
    assert Jejak.objects.filter(aksi="buat_perjanjian_kinerja", objek_id=baru.pk).exists()
    assert pk.target_set.get(indikator__kode="IKU-1").tahunan == 50


def test_impor_cancel_is_once_and_final(masuk, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    for _ in range(2):
        assert masuk.post(find_url(impor, "impor_cancel")).url == f"{DAFTAR}?kantor=dinas-a&tahun=2026"
    assert masuk.post(find_url(impor, "impor_apply")).status_code == 409
    assert (read_target()["IKU-1"], Jejak.objects.filter(aksi="batalkan_impor").count()) == (50, 1)
    assert "Dibatalkan" in masuk.get(DAFTAR).content.decode()


def test_impor_cancel_after_apply_is_refused(masuk, kantor, pk, perencana):
    impor = create(kantor, perencana, ["IKU-1", "", "%", 60])
    masuk.post(find_url(impor, "impor_apply"))
    assert masuk.post(find_url(impor, "impor_cancel")).status_code == 409
    assert Impor.objects.get().status == StatusImpor.DITERAPKAN


def test_impor_two_previews_second_apply_conflicts(kantor, pk, perencana):
    satu, dua = (create(kantor, perencana, ["IKU-1", "", "%", n]) for n in (60, 70))
    apply_impor(impor=satu, user=perencana)
    with pytest.raises(BentrokError):
        apply_impor(impor=dua, user=perencana)
    assert read_target()["IKU-1"] == 60


def test_impor_apply_number_of_queries_does_not_grow():
    hitung = []
    for jumlah in (1, 30):
        kantor = create_kantor()
        create_rencana(kantor, jumlah=jumlah)
        user = create_pejabat(Peran.ADMIN, kantor)
        impor = create(kantor, user, *([f"IKU-{n}", "", "%", 60] for n in range(1, jumlah + 1)))
        with CaptureQueriesContext(connection) as query:
            apply_impor(impor=impor, user=user)
        hitung.append(len(query))
    assert hitung[1] == hitung[0]


def test_impor_templat_of_a_year_without_agreement(masuk, kantor, pk):
    templat = masuk.get(f"{DAFTAR}templat/?tahun={kantor.hari_ini().year + 1}")
    lembar = load_workbook(BytesIO(templat.content))["Target"]
    assert [[sel.value for sel in baris] for baris in lembar.iter_rows(min_row=2)] == [
        ["IKU-1", "Indikator 1", "%", None, None, None, None, None],
        ["IKU-2", "Indikator 2", "%", None, None, None, None, None],
    ]
