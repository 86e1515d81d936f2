"""Numbers on scanned papers: in the register beside our own, never one that is taken."""

import csv
import io

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measurement.enums import Aksi
from measurement.errors import KelengkapanError
from measurement.models import NomorSurat, PengukuranKinerja, Pindaian
from measurement.services.langkah import run_langkah
from tests.factories.gerak import build_contoh, cancel, do, fetch, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.naskah import build_scan, open_kasus
from tests.factories.rekaman import remember

pytestmark = pytest.mark.django_db


def finish_with(kasus, **isian):
    contoh = build_contoh(kasus)
    contoh.run_langkah(kasus, Aksi.SELESAIKAN, {**contoh.build_isian(kasus), **isian})
    return fetch(kasus)


def scan(kasus, nomor):
    return finish_with(kasus, pindaian=build_scan(), nomor_kertas=nomor)


@pytest.fixture
def kasus(jam):
    """Before the invitation, of an office that has sent one already."""

    def walk():
        kantor = create_kantor_kecil()
        do(walk_to(open_kasus(kantor, "dispermades_pengukuran", 3), 5))
        return walk_to(open_kasus(kantor, "dispermades_pengukuran", 4), 5).pk

    return PengukuranKinerja.objects.get(pk=remember(("satu_undangan",), walk))


def get_undangan(kasus):
    return NomorSurat.objects.exclude(pengukuran=kasus).get(jenis="undangan")


@pytest.mark.parametrize("ubah", [str, str.lower, lambda nomor: f" {nomor.replace('/', ' / ')}"])
def test_a_number_that_a_paper_has_is_refused_and_the_paper_named(kasus, ubah):
    lama = get_undangan(kasus)
    with pytest.raises(KelengkapanError, match="sudah dipakai Undangan Pengukuran Kinerja Triwulan III 2026") as galat:
        scan(kasus, ubah(lama.nomor))
    assert (list(galat.value.kesalahan), fetch(kasus).versi, Pindaian.objects.count()) == (["nomor_kertas"], kasus.versi, 0)


def test_a_number_of_a_cancelled_case_stays_taken(kasus):
    lama = get_undangan(kasus)
    cancel(lama.pengukuran)
    with pytest.raises(KelengkapanError, match="sudah dipakai"):
        scan(kasus, lama.nomor)


def test_a_number_on_paper_is_entered_and_our_own_go_on_without_a_gap(kasus):
    urut = get_undangan(kasus).urut
    sesudah = scan(kasus, "005/77/2026")
    kertas = NomorSurat.objects.get(nomor="005/77/2026")
    assert (kertas.urut, kertas.jenis, kertas.tahun, kertas.pengukuran) == (None, "undangan", 2026, kasus)
    walk_to(sesudah, 99)
    surat = NomorSurat.objects.exclude(jenis="lembar_disposisi").filter(disposisi=None)
    assert sorted(surat.values_list("urut", flat=True)) == list(range(1, surat.count() + 1))
    assert surat.count() > urut
    with pytest.raises(IntegrityError), transaction.atomic():
        NomorSurat.objects.create(
            perangkat_daerah=kasus.perangkat_daerah, tahun=2026, nomor="x", jenis="undangan", pengukuran=kasus
        )


def test_another_scan_may_not_bear_it_but_another_year_or_the_agenda_may(kasus):
    scan(kasus, "005/77/2026")
    lain = walk_to(open_kasus(kasus.perangkat_daerah, "dispermades_pengukuran", 2), 5)
    with pytest.raises(KelengkapanError, match=r"Undangan Pengukuran Kinerja Triwulan IV 2026 \(pindaian\)"):
        scan(lain, "005/77/2026")
    agenda = NomorSurat.objects.filter(jenis="lembar_disposisi").first()
    assert scan(lain, agenda.nomor).versi == lain.versi + 1


def test_the_print_of_the_same_act_may_be_scanned_once_it_was_taken_back(kasus):
    sesudah = do(kasus)
    nomor = NomorSurat.objects.get(pengukuran=kasus, jenis="undangan").nomor
    run_langkah(sesudah, tindakan=sesudah.tindakan, aksi=Aksi.TARIK, user=get_user("tim_sakip"), versi=sesudah.versi)
    scan(fetch(kasus), nomor)
    assert [satu.urut is None for satu in NomorSurat.objects.filter(nomor=nomor).order_by("pk")] == [False, True]


def test_the_register_says_that_it_was_scanned_and_leads_to_the_file(client, kasus):
    scan(kasus, "005/77/2026")
    client.force_login(get_user("staf"))
    with CaptureQueriesContext(connection) as sedikit:
        halaman = client.get(reverse("measurement:nomor_list")).content.decode()
    assert "Undangan (pindaian)" in halaman
    assert reverse("measurement:pindaian_berkas", args=[Pindaian.objects.get().pk]) in halaman
    teks = client.get(reverse("measurement:nomor_csv")).content.decode("utf-8-sig")
    [baris] = [satu for satu in csv.reader(io.StringIO(teks), delimiter=";") if satu[3] == "005/77/2026"]
    assert (baris[2], baris[4], baris[7]) == ("", "Undangan (pindaian)", "Berlaku")
    scan(walk_to(open_kasus(kasus.perangkat_daerah, "dispermades_pengukuran", 2), 5), "005/78/2026")
    with CaptureQueriesContext(connection) as banyak:
        client.get(reverse("measurement:nomor_list"))
    assert len(banyak) == len(sedikit)
    cancel(fetch(kasus), "Salah periode.")
    teks = client.get(reverse("measurement:nomor_csv")).content.decode("utf-8-sig")
    assert any("005/77/2026" in b and "Pengukuran dibatalkan: Salah periode." in b for b in teks.splitlines())
