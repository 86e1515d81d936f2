"""Names beside codes, years beside titles, percentages beside units: what keeps figures off the wrong indicator."""

import pytest

from collection.muat import load_rencana
from collection.services.impor import create_impor
from collection.services.tabel_target import build_baris_renstra, build_baris_target, list_indikator
from collection.services.target import save_target, write_versi_target
from tests.factories.halaman import link, read_teks, visit
from tests.factories.rencana import build_xlsx, save

pytestmark = pytest.mark.django_db
MANDIRI, MAJU = "Persentase Desa Mandiri", "Persentase desa berstatus maju dan mandiri"


@pytest.fixture
def pk(pk):
    for kode, nama in (("IKU-1", MANDIRI), ("IKU-2", MAJU)):
        pk.perangkat_daerah.indikator_set.filter(kode=kode).update(nama=nama)
    return pk


def load(pk, **lembar):
    return load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=build_xlsx(**lembar), tahun=pk.tahun)


def load_nama(pk, nama, kode="IKU-1"):
    [satu] = load(pk, Target=[["Kode", "Indikator", "TW I"], [kode, nama, 40]]).baris
    return satu


def list_galat(hasil):
    return [pesan for baris in hasil.baris for pesan in baris.galat]


@pytest.mark.parametrize("nama", [MANDIRI, "persentase desa  mandiri", "PERSENTASE DESA MANDIRI.", "", "-"])
def test_small_differences_of_a_name_are_silent(pk, nama):
    satu = load_nama(pk, nama)
    assert (satu.galat, satu.catatan, satu.jenis) == ([], "", "berubah")


def test_a_corrected_wording_is_told_and_taken(pk):
    satu = load_nama(pk, "Prosentase Desa yang Mandiri")
    assert (satu.galat, satu.jenis) == ([], "berubah")
    assert satu.catatan == "Nama pada berkas lain: “Prosentase Desa yang Mandiri”. Pastikan baris ini tidak tergeser."


@pytest.mark.parametrize(
    "nama", ["Jumlah Posyantek aktif", "Prosentase penetapan RPJMDes, RKPDes dan APBDes tepat waktu", MAJU, MAJU.upper()]
)
def test_the_name_of_another_indicator_is_a_fault_of_the_row(pk, nama):
    satu = load_nama(pk, nama)
    assert satu.galat == [
        f"Baris 2, kolom B: Kode “IKU-1” adalah “{MANDIRI}” pada kantor ini, berkas menulis “{nama}”. Perbaiki kodenya; "
        "bila memang itu yang dimaksud, samakan namanya atau kosongkan selnya."
    ]
    assert satu.jenis == "salah"


def test_every_row_of_another_office_is_a_fault_and_nothing_can_be_applied(pk, user):
    baris = [["IKU-1", "Jumlah Posyantek aktif", 1], ["IKU-2", "Jumlah usaha ekonomi produktif perempuan", 80]]
    isi = build_xlsx(Target=[["Kode", "Indikator", "Target tahunan"], *baris])
    impor = create_impor(kantor=pk.perangkat_daerah, tahun=2026, user=user, nama="a.xlsx", isi=isi, muat=load_rencana)
    assert (impor.jumlah["salah"], impor.dapat_diterapkan) == (2, False)


def test_a_pagu_beside_another_name_is_a_fault_too(pk):
    hasil = load(pk, Pagu=[["Kode", "Nama sub kegiatan", "Pagu"], ["2.13.01.2.01.0001", "Penyediaan Gaji dan ASN", 5]])
    assert [g[:17] for g in list_galat(hasil)] == ["Baris 2, kolom B:"]


def test_a_file_that_renames_may_write_the_old_name_or_the_new_one_and_is_asked(pk):
    baru = "Jumlah Posyantek aktif"
    indikator = [["Kode", "Indikator", "Satuan"], ["IKU-1", baru, "%"]]
    for nama in (MANDIRI, baru):
        hasil = load(pk, Indikator=indikator, Target=[["Kode", "Indikator", "TW I"], ["IKU-1", nama, 40]])
        assert list_galat(hasil) == []
        assert [p for b in hasil.baris for p in b.peringatan if "sama sekali lain" in p] == [
            f"Baris 2: nama “{baru}” sama sekali lain dari yang tersimpan, “{MANDIRI}”. Bila ini indikator lain, beri "
            "kode baru: target dan realisasi kode ini tetap melekat padanya."
        ]
    mirip = [["Kode", "Indikator", "Satuan"], ["IKU-1", "Persentase Desa yang Mandiri", "%"]]
    assert [b.peringatan for b in load(pk, Indikator=mirip).baris] == [[]]


@pytest.mark.parametrize(
    ("atas", "judul", "tempat"),
    [
        ([], "Target Tahun 2019", "baris 1, kolom B"), (["Perjanjian Kinerja Tahun 2019"], "Target", "baris 1, kolom A"),
        (["PAGU TAHUN ANGGARAN 2025"], "Target", "baris 1, kolom A"),
    ],
)  # fmt: skip
def test_a_sheet_of_another_year_is_a_fault_of_its_title(pk, atas, judul, tempat):
    hasil = load(pk, Target=[*([atas] if atas else []), ["Kode", judul], ["IKU-1", 40]])
    assert [g.split(":")[0] for g in list_galat(hasil)] == [f"Lembar Target, {tempat}"]
    assert "sedangkan yang diimpor tahun 2026" in list_galat(hasil)[0]


@pytest.mark.parametrize("atas", ["Perjanjian Kinerja Tahun 2026", "Renstra tahun 2025-2029", "Dicetak 3 Maret 2025"])
def test_a_sheet_of_this_year_has_none(pk, atas):
    assert list_galat(load(pk, Target=[[atas], ["Kode", "Target Tahun 2026"], ["IKU-1", 40]])) == []


def write_persen(*nilai, format_="0%"):
    import io

    from openpyxl import load_workbook

    buku = load_workbook(io.BytesIO(build_xlsx(Target=[["Kode", "TW I"], *nilai])))
    for nomor in range(2, len(nilai) + 2):
        buku["Target"].cell(nomor, 2).number_format = format_
    return save(buku)


def test_a_percent_cell_of_an_index_is_told_with_both_readings(pk):
    pk.perangkat_daerah.indikator_set.filter(kode="IKU-1").update(satuan="indeks", desimal=2)
    isi = write_persen(["IKU-1", 0.84], ["IKU-2", 0.84])
    satu, dua = load_rencana(kantor=pk.perangkat_daerah, pk=pk, isi=isi, tahun=2026).baris
    assert satu.peringatan[0] == (
        "Baris 2 (kolom B): selnya berformat persen dan tampil 84 %, sedangkan satuannya indeks, jadi dibaca 0,84. Bila "
        "maksudnya 84, tulis 84 dan ubah format selnya menjadi Umum (General)."
    )
    assert ([s.baru for s in satu.sel], [s.baru for s in dua.sel], dua.peringatan) == (["0,84"], ["84,00"], [])


def test_a_hundredth_typed_on_the_page_is_asked_about_as_an_import_does(client, pk, user):
    target = pk.target_set.get(indikator__kode="IKU-1")
    versi = write_versi_target({target.indikator_id: target}, {target.indikator_id: target})
    isian = {target.indikator_id: {"tahunan": "0,85", "tw1": "0,85", "tw2": "", "tw3": "", "tw4": "85"}}
    save_target(pk=pk, isian=isian, versi=versi, user=user)
    pesan = (
        "Target tahun, TW I: satuannya persen dan selnya berisi 0,85, jadi dibaca 0,85 persen. Bila maksudnya 85 persen, "
        "tulis 85."
    )
    for nama in ("target_update", "pk_detail"):
        assert pesan in read_teks(visit(client, user, link(f"collection:{nama}", pk.pk)).akar)
    pk.perangkat_daerah.indikator_set.update(satuan="indeks")
    assert not [p for b in build_baris_target(pk, list_indikator(pk.perangkat_daerah)) for p in b.peringatan if "persen" in p]


def test_a_hundredth_among_the_targets_of_the_renstra_is_asked_about_too(pk):
    indikator = list_indikator(pk.perangkat_daerah)
    indikator[0].target_renstra_set.create(tahun=2026, nilai="0.5")
    satu, dua = build_baris_renstra(indikator, [2026])
    assert (satu.peringatan, dua.peringatan) == ([
        "2026: satuannya persen dan selnya berisi 0,5, jadi dibaca 0,5 persen. Bila maksudnya 50 persen, tulis 50."
    ], [])  # fmt: skip


@pytest.mark.parametrize(("kode", "akhir"), [
    ("iku-1", " Mungkin maksudnya “IKU-1”."), ("IKU 01", " Mungkin maksudnya “IKU-1”."), ("IKU-11", "kantor ini."),
])  # fmt: skip
def test_an_unknown_code_names_the_one_that_it_nearly_is(pk, kode, akhir):
    [galat] = list_galat(load(pk, Target=[["Kode", "TW I"], [kode, 40]]))
    assert galat.startswith(f"Baris 2, kolom A: Kode “{kode}” tidak dikenal") and galat.endswith(akhir)


def test_a_new_code_that_is_nearly_anothers_is_asked_about(pk):
    induk = pk.target_set.first().indikator
    judul = ["Kode", "Indikator", "Jenis", "Kode induk", "Unit", "Satuan", "Rumus", "Konsolidasi"]
    isi = ["IKK", induk.sasaran.kode, induk.unit.nama, "%", "Makin tinggi makin baik", "Posisi terakhir"]
    satu, dua = load(pk, Indikator=[judul, ["iku-01", "Satu", *isi], ["IKU-9", "Dua", *isi]]).baris
    assert satu.peringatan == [
        "Baris 2: kode “iku-01” belum ada, jadi ditambahkan sebagai indikator baru. Bila maksudnya “IKU-1” yang sudah "
        "ada, samakan kodenya."
    ]
    assert (satu.jenis, dua.jenis, dua.peringatan) == ("baru", "baru", [])


@pytest.mark.parametrize(("kode", "tanya"), [(2.1, True), ("2.10", False), (2, False)])
def test_a_code_that_excel_made_a_number_is_asked_about(pk, kode, tanya):
    [satu] = load(pk, Program=[["Jenis", "Kode", "Uraian"], ["Program", kode, "Program baru"]]).baris
    assert satu.jenis == "baru"
    assert [p[:70] for p in satu.peringatan] == ["Baris 2, kolom B: kode “2.1” tersimpan sebagai angka, dan Excel membua"] * tanya


@pytest.mark.parametrize(("isi", "galat"), [(6, []), (7, ["Baris 2, kolom B: “7” bukan bilangan bulat antara 0 dan 6."]), (40, 1)])
def test_no_figure_has_more_decimals_than_are_stored(pk, isi, galat):
    [satu] = load(pk, Indikator=[["Kode", "Angka di belakang koma"], ["IKU-1", isi]]).baris
    assert (len(satu.galat) if galat == 1 else satu.galat) == galat
