"""How long finished cases are kept: the office's settings, what was put on record, the schedule, what is due."""

import datetime
import io
import re

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from collection.enums import NasibArsip
from collection.errors import IsianError
from collection.models import PerangkatDaerah
from collection.services.kantor import update_kantor
from measurement.enums import Aksi, KeadaanArsip, Status
from measurement.models import PengukuranKinerja
from measurement.queries import scope_arsip
from measurement.retensi import Lama, add_tahun, compute_retensi
from measurement.services.arsip import hash_kasus, present_arsip
from measurement.services.awal import build_awal
from measurement.services.isi_arsip import list_isi
from measurement.services.retensi import find_retensi, list_arsip
from measurement.services.usul_musnah import list_usul
from tests.factories.bersama import share
from tests.factories.gerak import build_contoh, fetch, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
URL = "/dokumen/retensi/"
USUL = f"{URL}usul-musnah/"
CATATAN = {
    "klasifikasi": "045.2", "lokasi": "Rak Uji", "retensi_aktif": "1", "retensi_inaktif": "2", "nasib_akhir": "musnah",
}  # fmt: skip


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """(folder, a case archived as the demo does, another with its own retention on record)."""
    folder = tmp_path_factory.mktemp("retensi")
    with share(django_db_blocker, folder):
        baku = create_kasus(Status.SELESAI)
        lain = walk_to(create_kasus(Status.ARSIP, kantor=baku.perangkat_daerah, triwulan=3), 16)
        contoh = build_contoh(lain)
        contoh.run_langkah(lain, Aksi.SELESAIKAN, contoh.build_isian(lain) | CATATAN)
        yield folder, baku.pk, lain.pk


@pytest.fixture
def semua(basis):
    folder, *kunci = basis
    with override_settings(MEDIA_ROOT=folder / "berkas"):
        yield [PengukuranKinerja.objects.get(pk=pk) for pk in kunci]


@pytest.fixture
def kantor(semua):
    return PerangkatDaerah.objects.get(pk=semua[0].perangkat_daerah_id)


def set_retensi(kantor, **isian):
    return update_kantor(kantor=kantor, isian=isian, user=get_user("admin"))


# The arithmetic


@pytest.mark.parametrize(
    ("hari", "keadaan", "kerja"),
    [("2028-02-28", "aktif", False), ("2028-02-29", "inaktif", False), ("2029-02-28", "inaktif", False),
     ("2029-03-01", "inaktif", True), ("2031-02-28", "inaktif", True), ("2031-03-01", "musnah", True)],
)  # fmt: skip
def test_the_last_day_of_each_span_still_counts(hari, keadaan, kerja):
    lama = Lama(aktif=4, inaktif=3, kerja=5, nasib=NasibArsip.MUSNAH)
    retensi = compute_retensi(datetime.date(2024, 2, 28), lama)
    pada = datetime.date.fromisoformat(hari)
    assert (retensi.find_keadaan(pada), retensi.is_kerja_habis(pada)) == (KeadaanArsip(keadaan), kerja)


@pytest.mark.parametrize("nasib", NasibArsip)
def test_each_fate_has_its_state(nasib):
    retensi = compute_retensi(datetime.date(2020, 1, 1), Lama(1, 1, 1, nasib))
    assert retensi.find_keadaan(datetime.date(2022, 1, 2)).value == nasib.value
    assert add_tahun(datetime.date(2024, 2, 29), 4) == datetime.date(2028, 2, 29)


# The settings


@pytest.mark.parametrize("nama", ["retensi_aktif", "retensi_inaktif", "retensi_kerja"])
@pytest.mark.parametrize("nilai", [0, 101])
def test_years_outside_of_1_to_100_are_refused_by_the_service(kantor, nama, nilai):
    with pytest.raises(IsianError) as galat:
        set_retensi(kantor, **{nama: nilai})
    assert galat.value.kesalahan == {nama: ["Tulis bilangan bulat 1 sampai 100."]}
    assert set_retensi(kantor, **{nama: 100}).pk


@pytest.mark.parametrize("nilai", ["0", "101", "-1", "dua", "", "1,5", "9" * 50])
def test_the_form_says_what_is_wrong_and_keeps_the_rest(kantor, masuk, nilai):
    url = f"/kantor/{kantor.pk}/ubah/"
    admin = masuk("admin")
    isian = {nama: satu.value() for nama, satu in ((f.name, f) for f in admin.get(url).context["form"])}
    jawaban = admin.post(url, isian | {"retensi_aktif": nilai, "nasib_arsip": "dinilai"})
    assert jawaban.status_code == 422
    assert list(jawaban.context["form"].errors) == ["retensi_aktif"]
    if nilai:
        assert "Tulis bilangan bulat 1 sampai 100." in jawaban.text
    assert admin.post(url, isian | {"retensi_aktif": "7", "nasib_arsip": "dinilai"}).status_code == 302
    halaman = admin.get("/kantor/").text
    assert "Aktif 7 tahun, inaktif 3 tahun, lalu dinilai kembali" in halaman and "5 tahun, lalu musnah" in halaman


def test_the_act_of_archiving_begins_with_the_settings_not_with_last_time(semua, kantor):
    set_retensi(kantor, retensi_aktif=4, retensi_inaktif=6, nasib_arsip="dinilai", kode_klasifikasi="900")
    kasus = walk_to(create_kasus(Status.ARSIP, kantor=kantor, triwulan=2), 16)
    assert build_awal(kasus) == {
        "klasifikasi": "900", "retensi_aktif": "4", "retensi_inaktif": "6", "nasib_akhir": "dinilai",
        "lokasi": CATATAN["lokasi"],
    }  # fmt: skip


# What counts


def test_what_was_put_on_record_is_in_the_dates_the_rest_is_the_offices(semua, kantor):
    _, lain = semua
    set_retensi(kantor, retensi_aktif=50, retensi_inaktif=50, retensi_kerja=9, kode_klasifikasi="900")
    lain = fetch(lain)
    retensi = find_retensi(lain)
    tahun = retensi.sejak.year
    assert [satu.year - tahun for satu in (retensi.aktif, retensi.inaktif, retensi.kerja)] == [1, 3, 9]
    arsip = present_arsip(lain, retensi)
    assert (arsip["klasifikasi"], arsip["nasib_laporan"], arsip["nasib_kertas_kerja"]) == ("045.2", "musnah", "musnah")


def test_the_list_and_the_case_say_the_same(semua, kantor):
    daftar = {satu.kasus.pk: satu for satu in list_arsip(PengukuranKinerja.objects.all())}
    for kasus in semua:
        assert daftar[kasus.pk].retensi == find_retensi(kasus)
        assert daftar[kasus.pk].nomor == kasus.dokumen_set.get().nomor
    assert daftar[semua[1].pk].klasifikasi == "045.2" and daftar[semua[1].pk].lokasi == "Rak Uji"


def test_a_case_without_a_record_has_the_offices_years(semua, kantor):
    kasus = fetch(semua[1])
    kasus.riwayat = [satu for satu in kasus.riwayat if satu.tindakan.jenis != "arsip"]
    set_retensi(kantor, retensi_aktif=8, nasib_arsip="dinilai")
    kasus.perangkat_daerah.refresh_from_db()
    retensi = find_retensi(kasus)
    assert (retensi.aktif.year - retensi.sejak.year, retensi.nasib) == (8, NasibArsip.DINILAI)


def test_a_package_that_says_something_else_is_another_one(semua, kantor):
    sidik = hash_kasus(semua[0])
    set_retensi(kantor, retensi_kerja=9)
    assert hash_kasus(fetch(semua[0])) != sidik


# The schedule


def test_the_schedule_is_found_sorted_and_filtered(semua, kantor, masuk, jam):
    baku, lain = semua
    jam.saat = lain.riwayat[-1].waktu
    staf = masuk("staf")
    teks = staf.get(URL).text
    assert find_inline(teks) == [] and "Aplikasi tidak memusnahkan apa pun" in teks
    assert teks.count('class="cip cip-sukses">Aktif<') == 2 and "045.2" in teks and "Rak Uji" in teks

    def list_pk(**saring):
        return [satu.kasus.pk for satu in staf.get(URL, saring).context["page"].object_list]

    assert list_pk(cari="rak uji") == list_pk(cari="045.2 laporan pengukuran"[:5]) == [lain.pk]
    assert list_pk(cari=baku.dokumen_set.get().nomor) == [baku.pk]
    assert list_pk(urut="laporan") == [lain.pk, baku.pk] == list_pk(urut="klasifikasi")
    assert list_pk(urut="selesai") == [baku.pk, lain.pk]
    assert list_pk(tahun="2026", keadaan="musnah") == [] == list_pk(keadaan="kerja_habis")
    assert "Tidak ada yang cocok" in staf.get(URL, {"cari": "x y z"}).text
    assert staf.get(URL, {"tahun": "abc", "keadaan": "lain", "page": "x"}).status_code == 200
    jam.maju(days=365 * 4)
    staf = masuk("staf")
    assert list_pk(keadaan="musnah") == [lain.pk] and list_pk(keadaan="inaktif") == [baku.pk]
    jam.maju(days=365 * 2)
    staf = masuk("staf")
    assert len(list_pk(keadaan="kerja_habis")) == 2 and list_pk(keadaan="permanen") == [baku.pk]


def test_the_schedule_takes_the_same_queries_whatever_its_length(semua, kantor, masuk):
    staf = masuk("staf")
    staf.get(URL)
    with CaptureQueriesContext(connection) as dua:
        staf.get(URL)
    with CaptureQueriesContext(connection) as satu:
        staf.get(URL, {"cari": "Rak"})
    assert len(dua) == len(satu) <= 14


def test_only_keepers_of_the_archive_and_only_their_offices(semua, masuk):
    for peran in ("perencana", "tim_sakip", "kabid.kb", "admin", "bidang.kb"):
        for url in (URL, USUL, f"{USUL}unduh.xlsx"):
            jawaban = masuk(peran).get(url)
            assert jawaban.status_code == 403 and "Kepala, Sekretaris, Staf, Pengawas" in jawaban.text
    lain = PerangkatDaerah.objects.exclude(pk=semua[0].perangkat_daerah_id).get()
    asing = get_user("staf", lain.singkatan)
    assert list(scope_arsip(asing)) == []
    client = masuk(asing)
    assert "Belum ada yang diarsipkan" in client.get(URL).text
    assert client.get(USUL, {"kantor": semua[0].perangkat_daerah_id}).status_code == 422


# What is due


def test_the_list_of_what_is_due_names_both_kinds_and_counts_their_files(semua, kantor):
    baku, lain = semua
    akhir = find_retensi(lain)
    assert list_usul(kantor, akhir.inaktif) == []
    (laporan,) = list_usul(kantor, akhir.inaktif + datetime.timedelta(days=1))
    assert (laporan.nomor, laporan.klasifikasi, laporan.jumlah, laporan.lokasi) == (1, "045.2", 2, "Rak Uji")
    assert laporan.jenis == "Laporan Hasil Pengukuran Kinerja, Triwulan III 2026"
    assert (laporan.sampai, laporan.tahun) == (akhir.inaktif, 2026)
    assert laporan.keterangan == f"Nomor {lain.dokumen_set.get().nomor}"
    semuanya = list_usul(kantor, akhir.kerja + datetime.timedelta(days=40))
    assert [satu.nomor for satu in semuanya] == [1, 2, 3]
    assert [satu.jumlah for satu in semuanya] == [2, len(list_isi(lain)) - 2, len(list_isi(baku)) - 2]
    assert "Triwulan IV" in semuanya[2].jenis and semuanya[2].jenis.startswith("Kertas kerja, bukti, dan naskah")


def test_what_is_permanent_or_valued_again_is_never_proposed(semua, kantor):
    set_retensi(kantor, retensi_kerja=100)
    pada = add_tahun(find_retensi(semua[1]).sejak, 60)
    assert {satu.jenis.split(",")[0] for satu in list_usul(kantor, pada)} == {"Laporan Hasil Pengukuran Kinerja"}
    assert len(list_usul(kantor, pada)) == 1


def test_the_page_and_the_workbook_hold_the_same_list(semua, kantor, masuk):
    pada = find_retensi(semua[1]).kerja + datetime.timedelta(days=40)
    tanya = {"pada": pada.isoformat()}
    halaman = masuk("pengawas").get(USUL, tanya)
    assert halaman.status_code == 200 and "UU 43/2009" in halaman.text and "PP 28/2012" in halaman.text
    jawaban = masuk("pengawas").get(f"{USUL}unduh.xlsx", tanya)
    assert re.search(r'filename="usul-musnah-dispermades-\d{4}-\d\d-\d\d.xlsx"', jawaban["Content-Disposition"])
    buku = load_workbook(io.BytesIO(jawaban.content))
    judul, *isi = buku["Usul musnah"].iter_rows(values_only=True)
    assert judul == (
        "No", "Kode klasifikasi", "Jenis arsip", "Tahun", "Jumlah berkas", "Tingkat perkembangan", "Retensi sampai",
        "Lokasi", "Keterangan",
    )  # fmt: skip
    assert [(b[0], b[1], b[2], b[4]) for b in isi] == [
        (satu.nomor, satu.klasifikasi, satu.jenis, satu.jumlah) for satu in list_usul(kantor, pada)
    ]
    assert "Aplikasi tidak memusnahkan apa pun" in str(list(buku["Keterangan"].iter_rows(values_only=True)))


@pytest.mark.parametrize("pada", ["", "kemarin", "2026-02-30", "1900-01-01", "3000-01-01"])
def test_a_day_that_is_none_is_told(semua, masuk, pada):
    for url in (USUL, f"{USUL}unduh.xlsx"):
        jawaban = masuk("staf").get(url, {"pada": pada})
        assert (jawaban.status_code, list(jawaban.context["form"].errors)) == (422, ["pada"])
    assert "Per tanggal itu tidak ada arsip" in masuk("staf").get(USUL).text
