"""A step finished with much missing says all of it at once: fields, figures, forms, follow-ups."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from collection.models import Jejak
from measurement.enums import Aksi
from measurement.errors import KelengkapanError
from measurement.services.kertas_kerja import BELUM_DIHITUNG
from tests.factories.gerak import build_contoh, compute, do, fetch, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.naskah import kasus_di, open_kasus
from tests.factories.tindak_lanjut import note

pytestmark = pytest.mark.django_db


def finish_with(kasus, **isian):
    contoh = build_contoh(kasus)
    contoh.run_langkah(kasus, Aksi.SELESAIKAN, {**contoh.build_isian(kasus), **isian})
    return fetch(kasus)


def post(client, kasus, peran, **isi):
    client.force_login(get_user(peran))
    tindakan = kasus.tindakan
    alamat = reverse("measurement:langkah_run", args=[kasus.pk, tindakan.langkah.nomor, tindakan.urutan, "selesaikan"])
    return client.post(alamat, {"versi": kasus.versi, **isi})


@pytest.fixture
def kumpul():
    """Mahakam Ulu's collection at its hand-in (step 9); nothing was computed."""
    return kasus_di("bkpsdm-mahulu_pengumpulan", 1, 9)


def test_empty_fields_and_the_missing_kertas_kerja_are_told_together(client, kumpul):
    kosong = {"kepada": "", "hal": "", "isi": ""}
    jawaban = post(client, kumpul, "tim_sakip", **kosong)
    teks = jawaban.content.decode()
    assert jawaban.status_code == 422
    for pesan in ("Kepada belum diisi.", "Hal belum diisi.", "Isi laporan belum diisi.", BELUM_DIHITUNG):
        assert pesan in teks, pesan
    with pytest.raises(KelengkapanError) as galat:
        finish_with(kumpul, **kosong)
    assert str(galat.value).endswith(f"Isi laporan belum diisi. {BELUM_DIHITUNG}")
    assert Jejak.objects.filter(aksi="langkah_selesaikan", diterima=False).last().alasan == str(galat.value)


def test_an_input_that_moved_is_told_with_the_fields_and_nothing_is_frozen(client, kumpul):
    kertas = compute(kumpul)
    satu = kumpul.periode.formulir_set.first().realisasi_set.exclude(nilai=None).first()
    type(satu).objects.filter(pk=satu.pk).update(nilai=satu.nilai + 1)
    with pytest.raises(KelengkapanError, match=r"Hal belum diisi\. Kertas kerja harus dihitung ulang"):
        finish_with(kumpul, hal="")
    kertas.refresh_from_db()
    assert kertas.dibekukan_pada is None


def test_the_forms_that_are_owed_are_told_with_the_fields():
    kasus = open_kasus(create_kantor_kecil(), "dpmd-purwakarta_pengumpulan", 1)
    while kasus.tindakan.jenis != "pengisian":
        kasus = do(kasus)
    nomor = kasus.tindakan.langkah
    with pytest.raises(KelengkapanError, match="Belum menyerahkan formulir: "):
        finish_with(kasus)
    assert fetch(kasus).tindakan.langkah == nomor


def test_late_follow_ups_are_told_with_the_fields(monkeypatch):
    kantor = create_kantor_kecil()
    lalu = open_kasus(kantor, "dispermades_pengukuran", 1)
    note(lalu, "Terlambat", hari=0)
    kasus = walk_to(open_kasus(kantor, "dispermades_pengukuran", 2), 9)
    saat = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: saat)
    with pytest.raises(KelengkapanError, match=r"Faktor penghambat belum diisi\. 1 tindak lanjut sudah lewat batas"):
        finish_with(fetch(kasus), penghambat="")


def test_a_receipt_that_lacks_a_unit_is_told_with_the_faults_of_the_others():
    kasus = kasus_di("bkpsdm-mahulu_pengumpulan", 1, 6)
    kurang, ada = (f.unit.nama for f in kasus.periode.formulir_set.select_related("unit"))
    hari = kasus.perangkat_daerah.hari_ini().isoformat()
    with pytest.raises(KelengkapanError, match=rf"Diterima oleh belum diisi\. Belum ada tanda terima dari {kurang}\."):
        finish_with(kasus, penerima=[[ada, "", hari]])
    with pytest.raises(KelengkapanError, match=rf": Belum ada tanda terima dari {kurang}\."):
        finish_with(kasus, penerima=[[ada, "Petugas", hari]])
    assert walk_to(fetch(kasus), 7).tindakan.jenis == "pengisian"


def test_what_is_complete_but_for_the_case_is_refused_as_before(client, kumpul):
    isian = {"kepada": "Sekretaris", "hal": "Laporan", "isi": "Disampaikan."}
    teks = post(client, kumpul, "tim_sakip", **isian).content.decode()
    assert (teks.count(BELUM_DIHITUNG), "belum diisi" in teks) == (1, False)
