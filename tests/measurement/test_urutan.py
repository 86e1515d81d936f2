"""An earlier triwulan that is open or was never measured: told at opening, on the case, at the hand-in; never a bar."""

import datetime

import pytest
from django.urls import reverse

from collection.models import PerangkatDaerah
from measurement.enums import Status
from measurement.services.urutan import find_bebas, list_peringatan, list_sebelum, list_sebelum_kini
from tests.factories.gerak import cancel, fetch, walk_to
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

TERBUKA = "Triwulan I 2026 belum selesai: langkah 12, koreksi Kepala."


def test_the_page_that_opens_a_case_begins_with_a_triwulan_without_one(lalu, kasus):
    kantor = kasus.perangkat_daerah
    assert [find_bebas(kantor, kasus.prosedur, 2026, tw) for tw in (1, 2, 3, 4)] == [3, 3, 3, 4]
    open_kasus(kasus, 3)
    open_kasus(kasus, 4)
    assert find_bebas(kantor, kasus.prosedur, 2026, 3) == 3
    cancel(kasus)
    assert [find_bebas(kantor, kasus.prosedur, 2026, tw) for tw in (1, 3)] == [2, 2]


def open_kasus(kasus, triwulan):
    return create_kasus(Status.DISPOSISI, kantor=kasus.perangkat_daerah, triwulan=triwulan)


def test_an_open_triwulan_is_named_with_its_step(lalu, kasus):
    assert (list_peringatan(lalu), list_peringatan(kasus)) == ([], [TERBUKA])


def test_one_that_was_never_measured_or_cancelled_is_named_too(lalu, kasus):
    empat = open_kasus(kasus, 4)
    assert list_peringatan(empat)[1:] == [
        "Triwulan II 2026 belum selesai: langkah 8, kertas kerja.", "Belum ada pengukuran Triwulan III 2026.",
    ]  # fmt: skip
    cancel(lalu)
    assert list_peringatan(empat)[-1] == "Belum ada pengukuran Triwulan I dan III 2026."
    cancel(kasus)
    assert list_peringatan(empat) == ["Belum ada pengukuran Triwulan I, II dan III 2026."]


def test_finished_triwulan_and_ended_cases_are_silent(lalu, kasus):
    walk_to(lalu, 0)
    assert list_peringatan(kasus) == []
    tiga = open_kasus(kasus, 3)
    assert len(list_peringatan(tiga)) == 1
    assert list_peringatan(cancel(tiga)) == []


def test_another_procedure_year_and_office_do_not_count(kasus):
    kantor, lain = kasus.perangkat_daerah, PerangkatDaerah.objects.get(singkatan="dpmd-blora")
    assert list_sebelum(kantor, 2026, 2, "pengumpulan_data_kinerja") == ["Belum ada pengukuran Triwulan I 2026."]
    assert list_sebelum(kantor, 2025, 2, "pengukuran_kinerja") == ["Belum ada pengukuran Triwulan I 2025."]
    assert list_sebelum(lain, 2026, 2, "pengukuran_kinerja") == ["Belum ada pengukuran Triwulan I 2026."]
    assert list_sebelum(kantor, 2026, 1, "pengukuran_kinerja") == []


@pytest.mark.parametrize(
    ("hari", "pesan"),
    [
        ((2026, 2, 1), []),
        ((2026, 4, 1), [TERBUKA]),
        ((2026, 12, 31), [TERBUKA, "Triwulan II 2026 belum selesai: langkah 8, kertas kerja.",
                          "Belum ada pengukuran Triwulan III 2026."]),
        ((2027, 1, 4), [TERBUKA, "Triwulan II 2026 belum selesai: langkah 8, kertas kerja.",
                        "Belum ada pengukuran Triwulan III 2026."]),
        ((2028, 1, 4), []),
    ],
)  # fmt: skip
def test_who_opens_a_case_is_told_about_the_years_with_an_agreement(kasus, monkeypatch, hari, pesan):
    monkeypatch.setattr(PerangkatDaerah, "hari_ini", lambda kantor: datetime.date(*hari))
    assert list_sebelum_kini(kasus.perangkat_daerah, "pengukuran_kinerja") == pesan


def read(client, nama, *args):
    return client.get(reverse(f"measurement:{nama}", args=args)).content.decode()


def test_the_page_of_opening_tells_it_and_opens_all_the_same(kasus, client, monkeypatch):
    monkeypatch.setattr(PerangkatDaerah, "hari_ini", lambda kantor: datetime.date(2026, 8, 1))
    client.force_login(get_user("kepala"))
    assert read(client, "pengukuran_create").count(f"<li>{TERBUKA}") == 1
    isian = {"kantor": kasus.perangkat_daerah_id, "tahun": 2026, "triwulan": 3}
    assert client.post(reverse("measurement:pengukuran_create"), isian).status_code == 302


def test_the_case_page_tells_it_once(lalu, kasus, client):
    client.force_login(get_user("pengawas"))
    assert [read(client, "pengukuran_detail", satu.pk).count(f"<li>{TERBUKA}</li>") for satu in (lalu, kasus)] == [0, 1]


def test_the_hand_in_tells_it_and_goes_through(lalu, kasus, client):
    kasus = walk_to(kasus, 10)
    client.force_login(get_user("tim_sakip"))
    teks = read(client, "pengukuran_detail", kasus.pk)
    assert teks.count(f"<li>{TERBUKA}</li>") == 1
    assert teks.index(f"<li>{TERBUKA}</li>") > teks.index('id="judul-kini"')
    url = reverse("measurement:langkah_run", args=[kasus.pk, 10, 1, "selesaikan"])
    jawaban = client.post(url, {"versi": kasus.versi, "kepada": "Sekretaris", "hal": "Draf", "isi": "Terlampir."}, follow=True)
    assert (fetch(kasus).status, jawaban.status_code) == ("verifikasi", 200)
    assert jawaban.content.decode().count(TERBUKA) == 1
