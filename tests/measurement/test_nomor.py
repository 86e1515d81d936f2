"""The register of numbers: gap-free, one per case, in the office's own pattern."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction

from collection.models import Periode
from measurement.enums import JenisNaskah
from measurement.models import NomorSurat, PengukuranKinerja
from measurement.services.nomor import take_nomor, take_nomor_naskah, write_nomor
from tests.factories.laporan import make_kantor, make_kasus

HARI = datetime.date(2025, 7, 5)
pytestmark = pytest.mark.django_db


def list_urut(kantor):
    return list(NomorSurat.objects.filter(perangkat_daerah=kantor).values_list("tahun", "urut"))


def add_pengukuran(kasus, triwulan):
    """Another case of the same office."""
    lama = kasus.pengukuran
    periode = Periode.objects.create(perangkat_daerah=kasus.kantor, tahun=2025, triwulan=triwulan)
    return PengukuranKinerja.objects.create(
        perangkat_daerah=kasus.kantor, periode=periode, sop=lama.sop, prosedur=lama.prosedur, status=lama.status,
        tindakan=lama.tindakan, tindakan_sejak=lama.tindakan_sejak, dibuat_oleh=kasus.kepala,
    )  # fmt: skip


def test_take_nomor_is_the_next_of_the_office():
    kasus = make_kasus(1)
    assert take_nomor(kasus.pengukuran, HARI).nomor == "700/1/DISPERMADESPPKB/2025"
    assert take_nomor(add_pengukuran(kasus, 3), HARI).nomor == "700/2/DISPERMADESPPKB/2025"
    assert list_urut(kasus.kantor) == [(2025, 1), (2025, 2)]


def test_take_nomor_keeps_the_number_of_a_case():
    kasus = make_kasus(1)
    pertama = take_nomor(kasus.pengukuran, HARI)
    assert take_nomor(kasus.pengukuran, datetime.date(2026, 1, 2)) == pertama
    assert list_urut(kasus.kantor) == [(2025, 1)]


def test_take_nomor_counts_each_office_for_itself():
    assert [take_nomor(make_kasus(1).pengukuran, HARI).urut for _ in range(2)] == [1, 1]


def test_take_nomor_starts_again_each_year():
    kasus = make_kasus(1)
    lama = [take_nomor(add_pengukuran(kasus, triwulan), datetime.date(2024, 12, 31)).urut for triwulan in (3, 4)]
    assert (lama, take_nomor(kasus.pengukuran, HARI).urut) == ([1, 2], 1)


def test_take_nomor_rolled_back_leaves_no_gap():
    kasus = make_kasus(1)
    with pytest.raises(RuntimeError), transaction.atomic():
        take_nomor(kasus.pengukuran, HARI)
        raise RuntimeError
    assert list_urut(kasus.kantor) == []
    assert take_nomor(kasus.pengukuran, HARI).urut == 1


@pytest.mark.parametrize(
    ("pola", "nomor"),
    [
        ("{klasifikasi}/{urut}/{unit}/{tahun}", "700/14/DISPERMADESPPKB/2025"),
        ("{klasifikasi}/14.{urut} /{unit}/{tahun}", "700/14.14 /DISPERMADESPPKB/2025"),
        ("{klasifikasi} / {urut} / {tahun}", "700 / 14 / 2025"),
        ("{urut}-Sekre/{tahun}", "14-Sekre/2025"),
        ("{urut.__class__}/{lain}/{urut}", "{urut.__class__}/{lain}/14"),
    ],
)
def test_write_nomor_follows_the_pattern_and_nothing_else(pola, nomor):
    assert write_nomor(make_kantor(pola_nomor=pola), 14, 2025) == nomor


@pytest.mark.postgres
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_take_nomor_at_the_same_moment_gives_two_numbers():
    kasus = make_kasus(1)
    semua, mulai = [kasus.pengukuran, add_pengukuran(kasus, 3), add_pengukuran(kasus, 4)], Barrier(3)

    def take(pengukuran):
        mulai.wait()
        try:
            return take_nomor(pengukuran, HARI).urut
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pekerja:
        assert sorted(pekerja.map(take, semua)) == [1, 2, 3]


def test_letters_and_reports_share_one_register_and_a_case_may_have_many_letters():
    kasus = make_kasus(1)
    surat = [take_nomor_naskah(kasus.pengukuran, JenisNaskah.UNDANGAN, HARI, pola="005/{urut}/{tahun}").nomor
             for _ in range(2)]  # fmt: skip
    assert (surat, take_nomor(kasus.pengukuran, HARI).urut) == (["005/1/2025", "005/2/2025"], 3)
    assert take_nomor_naskah(kasus.pengukuran, JenisNaskah.NOTA_DINAS, HARI).nomor == "700/4/DISPERMADESPPKB/2025"


def test_the_agenda_counts_for_itself_in_one_pattern():
    kasus = make_kasus(1)
    agenda = JenisNaskah.LEMBAR_DISPOSISI
    jenis = (agenda, agenda, JenisNaskah.NOTA_DINAS, agenda, JenisNaskah.NOTA_DINAS)
    semua = [take_nomor_naskah(kasus.pengukuran, satu, HARI, pola="x{urut}/{tahun}") for satu in jenis]
    assert [satu.nomor for satu in semua] == ["1/2025", "2/2025", "x1/2025", "3/2025", "x2/2025"]
    assert [satu.sebutan for satu in semua[1:3]] == ["Nomor agenda 2/2025", "Nomor x1/2025"]
    assert take_nomor_naskah(make_kasus(1).pengukuran, agenda, HARI).urut == 1
    assert take_nomor_naskah(kasus.pengukuran, agenda, datetime.date(2026, 1, 2)).nomor == "1/2026"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_disposisi_at_the_same_moment_take_two_numbers_of_the_agenda():
    kasus, mulai = make_kasus(1), Barrier(3)

    def take(jenis):
        mulai.wait()
        try:
            return take_nomor_naskah(kasus.pengukuran, jenis, HARI).urut
        finally:
            connection.close()

    agenda = JenisNaskah.LEMBAR_DISPOSISI
    with ThreadPoolExecutor(3) as pekerja:
        satu, dua, surat = pekerja.map(take, (agenda, agenda, JenisNaskah.UNDANGAN))
    assert (sorted((satu, dua)), surat) == ([1, 2], 1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_letters_and_a_report_at_the_same_moment_take_three_numbers():
    kasus, mulai = make_kasus(1), Barrier(3)

    def take(jenis):
        mulai.wait()
        try:
            ambil = take_nomor if jenis is None else lambda k, hari: take_nomor_naskah(k, jenis, hari)
            return ambil(kasus.pengukuran, HARI).urut
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pekerja:
        assert sorted(pekerja.map(take, [JenisNaskah.UNDANGAN, JenisNaskah.UNDANGAN, None])) == [1, 2, 3]
    assert sorted(urut for _, urut in list_urut(kasus.kantor)) == [1, 2, 3]
