"""A whole plan from one workbook and back: new rows that hang on new rows, what is refused, undone, marked."""

from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from collection.enums import Peran, StatusPk
from collection.errors import BentrokError, IsianError
from collection.models import (
    Impor,
    Indikator,
    Jejak,
    Pagu,
    Sasaran,
    SubKegiatan,
    Target,
    TargetRenstra,
    Tujuan,
)
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.services.impor import apply_impor, create_impor
from collection.services.salinan_impor import build_salinan
from collection.services.urung_impor import find_halangan, undo_impor
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import JUDUL, build_xlsx, create_indikator, create_predikat, create_rencana, save

pytestmark = pytest.mark.django_db
UNSUR = ["Uraian", "Kode", "Jenis", "Unit", "Kode induk"]
INDIKATOR = [
    "Konsolidasi",
    "Kode",
    "Indikator",
    "Jenis",
    "Kode induk",
    "Unit",
    "Satuan",
    "Rumus",
    "Definisi",
    "Kondisi awal",
]
BARU = {
    "Renstra": [UNSUR, ["Sasaran baru", "S9", "Sasaran", None, "T9"], ["Tujuan baru", "T9", "Tujuan", None, None]],
    "Program": [
        UNSUR, ["Sub baru", "2.14.01.2.01.0007", "Sub kegiatan", "{unit}", None],
        ["Kegiatan baru", "2.14.01.2.01", "Kegiatan", None, None], ["Program baru", "2.14.01", "Program", None, "S9"],
    ],
    "Indikator": [INDIKATOR, ["Jumlah", "IKU-9", "Desa mandiri", "IKU", "S9", "{unit}", "desa", "Makin tinggi makin baik", "Desa yang mandiri", 3]],
    "Target Renstra": [["2027", "Kode", 2026], [12, "IKU-9", 10]],
    "Target": [["TW IV", "Kode", "Target tahunan"], [10, "IKU-9", 9]],
    "Pagu": [["Pagu", "Kode"], [5000000, "2.14.01.2.01.0007"]],
}  # fmt: skip


@pytest.fixture
def pk():
    return create_rencana(create_kantor(), jumlah=2)


@pytest.fixture
def perencana(pk):
    return create_pejabat(Peran.PERENCANA, pk.perangkat_daerah)


def build(pk, **lembar) -> bytes:
    unit = pk.perangkat_daerah.unit_set.first().singkatan
    isi = {
        n.replace("_", " "): [[unit if s == "{unit}" else s for s in b] for b in baris] for n, baris in lembar.items()
    }
    return build_xlsx(**isi)


def load(pk, isi: bytes):
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=isi, tahun=pk.tahun)


def check(pk, user, isi: bytes) -> Impor:
    return create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="rencana.xlsx", isi=isi, muat=load_rencana
    )


def list_galat(hasil) -> list[str]:
    return [pesan for baris in hasil.baris for pesan in baris.galat]


def count() -> list[int]:
    return [m.objects.count() for m in (Tujuan, Sasaran, SubKegiatan, Indikator, TargetRenstra, Target, Pagu)]


def test_a_whole_plan_is_previewed_applied_and_undone(pk, perencana):
    awal, impor = count(), check(pk, perencana, build(pk, **BARU))
    assert impor.jumlah == {"baru": 9, "berubah": 0, "tetap": 0, "salah": 0}
    assert [s["nama"] for s in impor.ringkasan["lembar"]] == list(BARU)
    assert count() == awal
    apply_impor(impor=impor, user=perencana)
    indikator = Indikator.objects.get(kode="IKU-9")
    assert (indikator.sasaran.kode, indikator.sasaran.tujuan.kode, indikator.baseline) == ("S9", "T9", 3)
    assert dict(indikator.target_renstra_set.values_list("tahun", "nilai")) == {2026: 10, 2027: 12}
    assert indikator.target_set.get().tahunan == 9
    sub = SubKegiatan.objects.get(kode="2.14.01.2.01.0007")
    assert (sub.kegiatan.program.sasaran, sub.pagu_set.get().jumlah) == (indikator.sasaran, 5000000)
    assert set(Jejak.objects.filter(baru__impor=impor.pk).values_list("aksi", flat=True)) == {
        "tambah_tujuan", "tambah_sasaran", "tambah_program", "tambah_kegiatan", "tambah_sub_kegiatan", "tambah_indikator",
        "tambah_target_renstra", "tambah_target", "tambah_pagu",
    }  # fmt: skip
    impor = Impor.objects.get()
    assert find_halangan(impor) == ""
    for _ in range(2):
        undo_impor(impor=impor, user=perencana)
    assert count() == awal
    assert Jejak.objects.filter(aksi="urungkan_impor").count() == 1
    assert load(pk, build(pk, **BARU)).jumlah["baru"] == 9


def test_the_year_of_the_renstra_warns_beside_the_target(pk):
    hasil = load(pk, build(pk, **BARU))
    [semua] = [b.peringatan for b in hasil.baris if b.lembar == "Target"]
    assert [pesan for pesan in semua if "9,00 lebih rendah daripada target Renstra 10,00" in pesan], semua


def test_export_comes_back_without_a_change(perencana, pk):
    kantor = pk.perangkat_daerah
    sasaran = pk.target_set.first().indikator.sasaran
    lain = (
        kantor.renstra_set.get().tujuan_set.create(kode="T2", uraian="=1+1").sasaran_set.create(kode="S1", uraian="S")
    )
    semua = [
        create_indikator(lain if n % 2 else sasaran, n, baseline=n, definisi=f" isi {n}\r\nbaris ")
        for n in range(3, 301)
    ]
    predikat = create_predikat(sasaran, 301)
    Target.objects.bulk_create(
        Target(perjanjian_kinerja=pk, indikator=i, tahunan=Decimal("0.123456"), tw2=0) for i in semua
    )
    Target.objects.create(perjanjian_kinerja=pk, indikator=predikat, tahunan=2)
    TargetRenstra.objects.bulk_create(TargetRenstra(indikator=i, tahun=t, nilai=t) for i in semua for t in (2025, 2029))
    isi = build_ekspor(kantor=kantor, pk=pk, tahun=2026)
    hasil = load(pk, isi)
    assert (hasil.jumlah["baru"], hasil.jumlah["berubah"], list_galat(hasil), hasil.catatan) == (0, 0, [], [])
    assert (hasil.ubahan, hasil.jumlah["tetap"]) == ([], 9 + 301 * 3)


SALAH = {
    "kegiatan tanpa program": ({"Program": [UNSUR, ["K", "9.99.01.2.01", "Kegiatan", None, None]]},
        "Baris 2, kolom E: Program untuk kode “9.99.01.2.01” tidak ada pada kantor ini maupun dalam berkas ini."),
    "kode ganda": ({"Renstra": [UNSUR, ["A", "T9", "Tujuan", None, None], ["B", "T9", "Tujuan", None, None]]},
        "Baris 3, kolom B: Kode “T9” sudah ada pada baris 2 lembar Renstra."),
    "jenis": ({"Renstra": [UNSUR, ["A", "T9", "Misi", None, None]]}, "Baris 2, kolom C: “Misi” tidak dikenal. Tulis salah satu: Renstra,"),
    "unit": ({"Program": [UNSUR, ["S", "2.13.01.2.01.0009", "Sub kegiatan", "Entah", None]]}, "Baris 2, kolom D: Unit “Entah” tidak ada pada kantor ini."),
    "rumus": ({"Indikator": [["Kode", "Rumus"], ["IKU-1", "naik turun"]]}, "Baris 2, kolom B: “naik turun” tidak dikenal. Tulis salah satu: Makin tinggi"),
    "predikat": ({"Indikator": [["Kode", "Rumus"], ["IKU-1", "Predikat"]]}, "Baris 2, kolom A: Pilih skalanya untuk rumus Predikat"),
    "wajib": ({"Indikator": [["Kode", "Rumus", "Kode induk"], ["IKU-8", "Makin tinggi makin baik", "S1"]]}, "Baris 2, kolom A: Kolom Indikator tidak ada"),
    "pindah": ({"Indikator": [["Kode", "Kode induk"], ["IKU-1", "2.13.01"]]}, "Baris 2, kolom B: Indikator ini milik Sasaran lain."),
    "teks": ({"Target": [["Kode", "TW I"], ["IKU-1", "100 dari 110 organisasi"]]},
        "Baris 2, kolom B: “100 dari 110 organisasi” memuat lebih dari satu angka. Tulis targetnya saja, misalnya 100, dan"),
    "tahun": ({"Target Renstra": [["Kode", 2035], ["IKU-1", 5]]}, "Baris 2, kolom B: Tahun 2035 di luar rentang Renstra kantor ini."),
    "kosong": ({"Indikator": [["Kode", "Rumus", "Satuan"], ["IKU-1", "Makin tinggi makin baik", None]]}, "Baris 2, kolom C: "),
}  # fmt: skip


@pytest.mark.parametrize("nama", SALAH)
def test_a_fault_is_told_by_its_cell(pk, nama):
    lembar, pesan = SALAH[nama]
    galat = list_galat(load(pk, build(pk, **lembar)))
    assert [satu for satu in galat if satu.startswith(pesan)], galat


def test_merged_cells_are_told_and_20000_empty_rows_are_not(pk):
    buku = Workbook()
    for baris in (JUDUL, ["IKU-1", "", "%", 60], ["IKU-2", "", "%", 60]):
        buku.active.append(baris)
    buku.active.merge_cells("D2:D3")
    for nomor in range(4, 20_004):
        buku.active.cell(nomor, 4).number_format = "0.00"
    hasil = load(pk, save(buku))
    assert list_galat(hasil)[0].startswith("Baris 2, kolom D: sel D2:D3 pada kolom Target tahunan digabung")
    salah = next(b for b in hasil.baris if b.jenis == "salah")
    assert (salah.nomor, salah.kode, salah.nama) == (2, "Sel D2:D3", "Target tahunan")
    assert len(hasil.baris) == 3


def test_what_gives_values_their_meaning_is_frozen(pk):
    isi = build(pk, Indikator=[["Kode", "Rumus", "Definisi"], ["IKU-1", "Makin rendah makin baik (rasio)", "d"]])
    assert load(pk, isi).jumlah["berubah"] == 1
    type(pk).objects.update(status=StatusPk.DITETAPKAN)
    [pesan] = list_galat(load(pk, isi))
    assert pesan.startswith("Baris 2, kolom B: Tidak dapat diubah lagi, sebab indikator ini sudah punya target")


def apply_satu(pk, user) -> Impor:
    isi = build_xlsx([["IKU-1", "", "%", 60, None, None, None, 60]])
    return apply_impor(impor=check(pk, user, isi), user=user)


def test_undo_is_refused_once_the_agreement_is_stipulated(pk, perencana):
    impor = apply_satu(pk, perencana)
    type(pk).objects.update(status=StatusPk.DITETAPKAN)
    with pytest.raises(BentrokError, match=r"^Perjanjian Kinerja 2026 sudah ditetapkan sesudah impor ini"):
        undo_impor(impor=impor, user=perencana)
    assert Target.objects.get(indikator__kode="IKU-1").tahunan == 60


def test_undo_is_refused_where_a_row_was_changed_or_another_import_followed(pk, perencana):
    impor = apply_satu(pk, perencana)
    Target.objects.filter(indikator__kode="IKU-1").update(tahunan=61)
    with pytest.raises(BentrokError, match=r"^Impor ini tidak dapat diurungkan lagi\. Indikator 1 berubah sejak impor"):
        undo_impor(impor=impor, user=perencana)
    apply_satu(pk, perencana)
    assert find_halangan(impor) == "Sesudahnya diterapkan impor rencana.xlsx. Urungkan itu lebih dahulu."


def test_undo_is_refused_where_something_hangs_on_what_was_added(pk, perencana):
    impor = apply_impor(impor=check(pk, perencana, build(pk, **BARU)), user=perencana)
    create_indikator(Sasaran.objects.get(kode="S9"), 77)
    with pytest.raises(IsianError, match=r"sebab sasaran sudah dipakai: indikator “Indikator 77”"):
        undo_impor(impor=impor, user=perencana)
    assert Indikator.objects.filter(kode="IKU-9").exists()


def test_undo_takes_away_the_draft_that_the_import_made(pk, perencana):
    pk.target_set.all().delete()
    pk.pagu_set.all().delete()
    pk.delete()
    impor = check(pk, perencana, build_xlsx([["IKU-1", "", "%", 60]]))
    undo_impor(impor=apply_impor(impor=impor, user=perencana), user=perencana)
    assert (type(pk).objects.count(), Target.objects.count()) == (0, 0)


@pytest.mark.parametrize(("ubah", "versi"), [("", [1]), ("pejabat", [1, 2]), ("nomor", [1, 2])])
def test_undo_takes_away_the_perubahan_that_the_import_made_unless_it_was_worked_on(pk, perencana, ubah, versi):
    model = type(pk)
    model.objects.update(status="ditetapkan", nomor="050/1", tanggal="2026-01-15", isi={"judul": "x"})
    pk.pejabat_set.create(jenjang="kepala", jabatan="Kepala Dinas")
    impor = apply_impor(impor=check(pk, perencana, build_xlsx([["IKU-1", "", "%", 60]])), user=perencana)
    baru = model.objects.get(versi=2)
    if ubah == "pejabat":
        baru.pejabat_set.update(nama="Kepala Baru")
    elif ubah:
        model.objects.filter(pk=baru.pk).update(nomor="050/2")
    undo_impor(impor=impor, user=perencana)
    assert list(model.objects.order_by("versi").values_list("versi", flat=True)) == versi


def test_the_copy_has_each_fault_in_its_cell(client, pk, perencana):
    isi = build_xlsx(Rincian=[["catatan", "Kode", "Target"], ["x", "IKU-1", "abc"], ["", "IKU-7", 5]])
    impor = check(pk, perencana, isi)
    client.force_login(perencana)
    jawaban = client.get(reverse("collection:impor_salinan", args=[impor.pk]))
    buku = load_workbook(BytesIO(jawaban.content))
    assert buku.sheetnames == ["Kesalahan impor", "Rincian"]
    sel = buku["Rincian"]["C2"]
    assert (sel.value, sel.fill.fgColor.rgb, sel.comment.text[:40]) == (
        "abc",
        "00F4B6B6",
        "Kesalahan: “abc” bukan angka yang dapat ",
    )
    assert "tidak dikenal sebagai indikator" in buku["Rincian"]["B3"].comment.text
    ringkasan = [[s.value for s in baris][:4] for baris in buku["Kesalahan impor"].iter_rows(min_row=2)]
    assert ["Rincian", "2", "C", "Kesalahan"] in ringkasan and ["Rincian", "1", "A", "Kesalahan"] in ringkasan


def test_the_copy_of_a_large_file_is_written_anew(pk, perencana, monkeypatch):
    monkeypatch.setattr("collection.services.salinan_impor.MAKS_TANDA_SALINAN", 1)
    buku = load_workbook(BytesIO(build_salinan(check(pk, perencana, build_xlsx([["IKU-1", "", "%", "abc"]])))))
    assert (buku["Target"]["D2"].value, buku["Target"]["D2"].fill.fgColor.rgb) == ("abc", "00F4B6B6")


def test_the_loser_of_two_imports_hears_who_was_faster(client, pk, perencana):
    satu, dua = (check(pk, perencana, build_xlsx([["IKU-1", "", "%", n]])) for n in (60, 70))
    apply_impor(impor=satu, user=perencana)
    client.force_login(perencana)
    jawaban = client.post(reverse("collection:impor_apply", args=[dua.pk]))
    assert jawaban.status_code == 409
    assert f"{perencana} menerapkan Impor rencana.xlsx pada " in jawaban.content.decode()


def test_pages_offer_export_sheets_and_undo(client, pk, perencana):
    client.force_login(perencana)
    impor = check(pk, perencana, build(pk, **BARU))
    halaman = client.get(f"{reverse('collection:impor_detail', args=[impor.pk])}?lembar=Pagu").content.decode()
    assert "Pagu (1 baru, 0 berubah)" in halaman and "Sub baru" in halaman and "Desa mandiri" not in halaman
    client.post(reverse("collection:impor_apply", args=[impor.pk]))
    assert "Urungkan impor ini" in client.get(reverse("collection:impor_detail", args=[impor.pk])).content.decode()
    assert client.post(reverse("collection:impor_undo", args=[impor.pk])).status_code == 302
    assert "Unduh Excel" in client.get("/rencana/?tahun=2026").content.decode()
    assert client.get("/rencana/ekspor/?tahun=2026")["Content-Disposition"].endswith('_2026.xlsx"')
