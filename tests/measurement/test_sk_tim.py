"""A second decision on the Tim in a year revokes the first; the draft that was checked says by whom."""

import pytest
from django.urls import reverse

from measurement.enums import KeadaanNaskah
from measurement.models import Naskah, NaskahBersegel, NomorSurat, PengukuranKinerja
from measurement.services.awal import build_awal
from measurement.services.naskah import read_naskah
from measurement.services.register import list_baris
from tests.factories.gerak import cancel, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.naskah import kasus_di, open_kasus, read_pdf
from tests.factories.rekaman import remember

pytestmark = [pytest.mark.django_db, pytest.mark.kertas("dibaca")]


@pytest.fixture
def dua(db):
    """Two cases of one office and year, each with its decision signed."""

    def walk():
        kantor = create_kantor_kecil()
        return [walk_to(open_kasus(kantor, "dinas_pengukuran", triwulan), 6).pk for triwulan in (3, 4)]

    return [PengukuranKinerja.objects.get(pk=pk) for pk in remember(("dua_sk",), walk)]


def list_sk(kasus):
    return list(Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="sk_tim").order_by("pk"))


def test_the_second_decision_of_a_year_revokes_the_first(dua):
    lama, baru = (list_sk(kasus)[-1] for kasus in dua)
    assert [nama for nama, _ in read_naskah(lama)["diktum"]] == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT"]
    diktum = dict(read_naskah(baru)["diktum"])
    assert list(diktum) == ["KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA"]
    assert f"Keputusan Nomor {lama.nomor_surat} tanggal" in diktum["KEEMPAT"]
    assert "dicabut dan dinyatakan tidak berlaku" in read_pdf(baru)
    assert "mulai berlaku pada tanggal ditetapkan" in diktum["KELIMA"]


def test_whoever_checks_the_first_is_told_of_the_second(client, dua):
    lama, baru = (NaskahBersegel.objects.get(naskah=list_sk(kasus)[-1]) for kasus in dua)
    kata = f"Keputusan ini dicabut dengan Keputusan Nomor {baru.nomor}"
    assert kata in client.get(reverse("measurement:verifikasi_detail", args=[lama.kode])).content.decode()
    assert "dicabut dengan" not in client.get(
        reverse("measurement:verifikasi_detail", args=[baru.kode])
    ).content.decode()


def test_a_decision_whose_case_was_called_off_revokes_nothing(client, dua):
    cancel(dua[1])
    lama = NaskahBersegel.objects.get(naskah=list_sk(dua[0])[-1])
    assert "dicabut dengan" not in client.get(
        reverse("measurement:verifikasi_detail", args=[lama.kode])
    ).content.decode()


def test_the_draft_that_was_checked_says_so_and_is_still_a_draft(dua):
    konsep, diperiksa, sk = list_sk(dua[0])
    assert (konsep.nomor_surat, diperiksa.nomor_surat) == (None, None)
    assert "Diperiksa" not in read_pdf(konsep)
    assert "KONSEP, belum ditandatangani. Diperiksa Sekretaris pada" in read_pdf(diperiksa)
    assert "KONSEP" not in read_pdf(sk)


def test_register_and_case_say_that_the_first_is_revoked(client, dua):
    lama, baru = (list_sk(kasus)[-1] for kasus in dua)
    client.force_login(get_user("staf"))
    baris = {satu.nomor.nomor: satu for satu in list_baris(NomorSurat.objects.all())}
    assert baris[str(lama.nomor_surat)].keadaan == KeadaanNaskah.DICABUT
    assert str(baru.nomor_surat) in baris[str(lama.nomor_surat)].sebab
    assert baris[str(baru.nomor_surat)].keadaan == KeadaanNaskah.BERLAKU
    for kasus, ada in zip(dua, (True, False), strict=True):
        halaman = client.get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).content.decode()
        assert (">Dicabut<" in halaman) is ada


def test_the_order_to_form_the_tim_says_so_and_not_to_measure():
    kasus = kasus_di("dinas_pengukuran", 4, 2)
    isi = build_awal(kasus)["isi"]
    assert isi.startswith("Menyusun Tim Pengukuran Capaian Data Kinerja untuk pengukuran")
    assert "Laksanakan" not in isi
