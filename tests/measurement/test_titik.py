"""kill -9 at every named place of printing, sealing and archiving: after a restart and a sweep all is whole, once."""

import datetime
import os
import signal

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from measurement.enums import Aksi, JenisCetakan, Status, StatusCetakan, StatusDokumen
from measurement.models import Cetakan, Dokumen, NaskahBersegel, NomorSurat, PengukuranKinerja
from measurement.services import arsip, cetak_kerja, cetak_laporan, cetakan
from measurement.services.cetakan import DIAM
from measurement.services.contoh_isian import build_isian
from measurement.services.langkah import run_langkah
from measurement.services.laporan import prepare_laporan, render_dokumen
from measurement.services.penyegelan import check_bersegel
from measurement.services.periksa_arsip import check_paket, check_simpanan
from measurement.services.sapu import TUA, sweep
from measurement.titik import TITIK
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user
from tests.factories.ringan import build_kertas
from tests.factories.tanda_tangan import create_kasus_siap

pytestmark = pytest.mark.django_db(transaction=True)


def die_at(titik, kerja):
    """Run it in a process that dies at the place; the place must be reached."""
    connection.close()
    pid = os.fork()
    if not pid:
        try:
            os.environ["SAKIP_TITIK"] = titik
            kerja()
        finally:
            os._exit(99)
    assert os.waitpid(pid, 0)[1] == signal.SIGKILL, titik


def restart():
    """Time goes by, the sweep runs; what it did."""
    Cetakan.objects.update(denyut=timezone.now() - DIAM * 2)
    return sweep(timezone.now() + TUA + datetime.timedelta(minutes=1))


def list_simpanan():
    return sorted(default_storage.listdir("dokumen")[1]) if default_storage.exists("dokumen") else []


def list_milik():
    semua = (model.objects.exclude(berkas="").values_list("berkas", flat=True) for model in (Dokumen, NaskahBersegel))
    return sorted(nama.partition("/")[2] for satu in semua for nama in satu)


def assert_whole():
    """Nothing half done is left, in the store or beside it."""
    assert list_simpanan() == list_milik()
    assert check_simpanan().temuan == []
    assert [satu for satu in settings.MEDIA_ROOT.rglob(".tulis-*")] == []
    map_ = settings.VAR_DIR / "cetak"
    assert not map_.exists() or list(map_.iterdir()) == []


@pytest.fixture
def panjang(monkeypatch, tmp_path):
    """Every report counts as long and has three pieces; which were made is in a file that outlives a process."""
    monkeypatch.setattr(cetak_laporan, "BARIS_LANGSUNG", 0)
    monkeypatch.setattr(cetakan, "start_cetakan", lambda pk: None)
    dibuat = tmp_path / "dibuat"

    def render(snapshot, *, konsep, map_, kabar):
        for nomor in range(3):
            if not (map_ / f"{nomor}.pdf").exists():
                cetak_laporan.store_berkas(map_ / f"{nomor}.pdf", b"isi")
                with dibuat.open("a") as catatan:
                    catatan.write(f"{nomor}\n")
            kabar(nomor + 1, 4)
        return build_kertas()

    monkeypatch.setattr(cetak_laporan, "render_laporan", render)
    return lambda: dibuat.read_text().split()


@pytest.mark.parametrize("titik", [satu for satu in TITIK if satu.startswith("cetak.")])
def test_a_report_whose_printing_was_killed_goes_on_where_it_stood(titik, panjang):
    kasus = create_kasus(Status.TANDA_TANGAN)
    dokumen = prepare_laporan(kasus)
    satu = Cetakan.objects.get(jenis=JenisCetakan.LAPORAN.value)
    die_at(titik, lambda: cetak_kerja.run_cetakan(satu.pk))
    assert Cetakan.objects.get(pk=satu.pk).status == StatusCetakan.BERJALAN
    hasil = restart()
    assert (hasil.dikerjakan, hasil.gagal, hasil.hilang) == ([str(satu)], [], [])
    assert panjang() == ["0", "1", "2"]
    assert render_dokumen(dokumen) == build_kertas()
    assert Cetakan.objects.get(pk=satu.pk).status == StatusCetakan.SELESAI
    assert_whole()


@pytest.mark.parametrize("titik", [satu for satu in TITIK if satu.startswith("segel.")])
def test_a_signature_that_was_killed_is_there_once_or_not_at_all(titik):
    kasus = create_kasus_siap()
    nomor = list(NomorSurat.objects.values_list("urut", "nomor"))
    die_at(titik, lambda: sign(kasus))
    assert restart().hilang == []
    assert_whole()
    sudah = titik == "segel.sesudah_commit"
    assert Dokumen.objects.get().status == (StatusDokumen.DITANDATANGANI if sudah else StatusDokumen.DISIAPKAN)
    if not sudah:
        sign(kasus)
    dokumen = Dokumen.objects.get()
    assert dokumen.status == StatusDokumen.DITANDATANGANI and check_bersegel(dokumen).sah
    assert list(NomorSurat.objects.values_list("urut", "nomor"))[: len(nomor)] == nomor
    assert NomorSurat.objects.filter(nomor=dokumen.nomor).count() == 1
    assert_whole()


def sign(kasus):
    kini = PengukuranKinerja.objects.get(pk=kasus.pk)
    run_langkah(
        kini, tindakan=kini.tindakan, aksi=Aksi.SELESAIKAN, user=get_user("kepala"), versi=kini.versi, catatan="",
        isian=build_isian(kini, FRASA),
    )  # fmt: skip


@pytest.mark.parametrize("titik", [satu for satu in TITIK if satu.startswith("arsip.")])
def test_a_package_whose_writing_was_killed_is_written_whole(titik, panjang, monkeypatch):
    monkeypatch.setattr(cetak_laporan, "BARIS_LANGSUNG", 10_000)
    monkeypatch.setattr(cetak_laporan, "render_laporan", lambda *_, **__: build_kertas())
    kasus = create_kasus(Status.SELESAI)
    satu = arsip.prepare_paket(kasus)
    die_at(titik, lambda: cetak_kerja.run_cetakan(satu.pk))
    hasil = restart()
    assert (hasil.dikerjakan, hasil.gagal) == ([str(satu)], [])
    paket = arsip.get_paket(kasus, satu.sidik)
    assert [berkas.name for berkas in paket.parent.iterdir()] == [paket.name]
    assert check_paket(paket).temuan == []
    with arsip.open_paket(kasus) as tulis, arsip.build_paket(kasus) as sekali:
        assert tulis.read() == sekali.read()
    assert_whole()
    assert sweep(timezone.now() + datetime.timedelta(days=2)).dibuang == [paket.name]


def test_a_sealed_row_without_its_file_is_told_and_what_is_young_stays(settings):
    sign(create_kasus_siap())
    nama = Dokumen.objects.get().berkas.name
    muda = default_storage.save("dokumen/muda.pdf", ContentFile(build_kertas()))
    default_storage.delete(nama)
    hasil = sweep()
    assert default_storage.exists(muda) and len(hasil.hilang) == 1 and nama in hasil.hilang[0]
    assert muda in sweep(timezone.now() + TUA * 2).dibuang


def test_nothing_happens_at_a_place_that_nobody_named(monkeypatch):
    from measurement.titik import pass_titik

    monkeypatch.setenv("SAKIP_TITIK", "cetak.diklaim")
    for nama in TITIK[1:]:
        pass_titik(nama)
