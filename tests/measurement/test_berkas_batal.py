"""A file that was stored goes again where its transaction fails: no sealed PDF, evidence or scan is left without a row."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from collection.errors import IsianError
from collection.services.jejak import audited
from collection.services.simpanan import undo_berkas
from measurement.enums import Aksi, Status
from measurement.errors import SegelError
from measurement.models import Dokumen, NaskahBersegel
from measurement.services import langkah
from tests.factories.dasar import create_kantor
from tests.factories.gerak import build_contoh, fetch
from tests.factories.kantor_contoh import FRASA, create_kasus
from tests.factories.naskah import build_scan, kasus_di

pytestmark = pytest.mark.django_db


def list_berkas(folder):
    """Names in a folder of the store."""
    return sorted(satu.name for satu in (settings.MEDIA_ROOT / folder).glob("*"))


def fail(*args, **kwargs):
    raise SegelError("Gagal sesudah berkas ditulis.")


def finish(kasus, **isian):
    contoh = build_contoh(kasus)
    contoh.run_langkah(kasus, Aksi.SELESAIKAN, {**contoh.build_isian(kasus), **isian})
    return fetch(kasus)


@pytest.mark.parametrize(
    ("nama", "nomor", "folder", "model"),
    [("dinas_pengukuran", 5, "dokumen", NaskahBersegel), ("dispermades_pengukuran", 14, "dokumen", Dokumen)],
)
def test_a_sealed_file_goes_with_the_signature_that_failed(monkeypatch, nama, nomor, folder, model):
    kasus = kasus_di(nama, 4, nomor)
    semula = list_berkas(folder)
    with monkeypatch.context() as tukar:
        tukar.setattr(langkah, "enter_tindakan", fail)
        with pytest.raises(SegelError, match="sesudah berkas ditulis"):
            finish(kasus, frasa=FRASA)
    assert list_berkas(folder) == semula
    finish(fetch(kasus), frasa=FRASA)
    baru = model.objects.exclude(berkas="").latest("pk")
    assert set(list_berkas(folder)) - set(semula) == {baru.berkas.name.partition("/")[2]}


def test_a_scan_goes_with_the_act_that_failed(monkeypatch):
    kasus = create_kasus(Status.RAPAT)
    monkeypatch.setattr(langkah, "enter_tindakan", fail)
    with pytest.raises(SegelError, match="sesudah berkas ditulis"):
        finish(kasus, pindaian=build_scan(), pindaian_untuk="notulen")
    assert list_berkas("pindaian") == []


def save(nama):
    return default_storage.save(f"uji/{nama}", ContentFile(b"x"))


def test_what_an_inner_block_stored_goes_with_the_outer_one():
    kantor = create_kantor()
    with pytest.raises(IsianError), audited(kantor=kantor, user=None, aksi="luar", objek=kantor):
        with audited(kantor=kantor, user=None, aksi="dalam", objek=kantor):
            save("dalam")
        save("luar")
        raise IsianError("Tidak jadi.")
    assert list_berkas("uji") == []


def test_what_stands_stays_and_an_inner_failure_takes_only_its_own():
    with undo_berkas(), transaction.atomic():
        save("satu")
        with pytest.raises(ZeroDivisionError), undo_berkas(), transaction.atomic():
            save("dua")
            raise ZeroDivisionError
        save("tiga")
    assert list_berkas("uji") == ["satu", "tiga"]
    save("empat")
    assert list_berkas("uji") == ["empat", "satu", "tiga"]
