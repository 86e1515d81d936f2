"""Where files are kept: on disk unless a bucket is named; django-storages is asked for only then."""

import os
import sys
import types

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from collection.services.simpanan import Simpanan, undo_berkas
from sakip import settings as asli


def test_without_a_bucket_files_are_on_disk(monkeypatch):
    monkeypatch.delenv("SAKIP_S3_BUCKET", raising=False)
    assert asli.build_simpanan()["BACKEND"] == "collection.services.simpanan.Simpanan"
    assert "storages" not in sys.modules


def test_a_bucket_without_the_package_stops_the_start_with_a_sentence(monkeypatch):
    monkeypatch.setenv("SAKIP_S3_BUCKET", "arsip")
    monkeypatch.setattr(asli.importlib.util, "find_spec", lambda nama: None)
    with pytest.raises(ImproperlyConfigured, match="django-storages"):
        asli.build_simpanan()


def test_a_bucket_is_private_and_never_overwritten(monkeypatch):
    for nama, nilai in {"BUCKET": "arsip", "ENDPOINT": "https://minio.go.id", "FOLDER": "sakip"}.items():
        monkeypatch.setenv(f"SAKIP_S3_{nama}", nilai)
    monkeypatch.setattr(asli.importlib.util, "find_spec", lambda nama: object())
    simpanan = asli.build_simpanan()
    assert simpanan["BACKEND"] == "collection.services.simpanan_s3.SimpananS3"
    assert simpanan["OPTIONS"] == {
        "bucket_name": "arsip", "location": "sakip", "file_overwrite": False, "default_acl": None,
        "querystring_auth": True, "endpoint_url": "https://minio.go.id", "region_name": None,
    }  # fmt: skip


def test_what_a_failed_transaction_wrote_to_a_bucket_goes_too(monkeypatch):
    """The class on any store of Django's: a memory stands for the bucket."""
    modul = types.ModuleType("storages.backends.s3")
    modul.S3Storage = InMemoryStorage
    for nama in ("storages", "storages.backends"):
        monkeypatch.setitem(sys.modules, nama, types.ModuleType(nama))
    monkeypatch.setitem(sys.modules, "storages.backends.s3", modul)
    monkeypatch.delitem(sys.modules, "collection.services.simpanan_s3", raising=False)
    from collection.services import simpanan, simpanan_s3

    ember = simpanan_s3.SimpananS3()
    monkeypatch.setattr(simpanan, "default_storage", ember)
    with pytest.raises(ZeroDivisionError), undo_berkas():
        nama = ember.save("dokumen/a.pdf", ContentFile(b"isi"))
        raise ZeroDivisionError
    assert not ember.exists(nama)
    monkeypatch.delitem(sys.modules, "collection.services.simpanan_s3")


def test_a_stored_file_is_on_the_disk_before_its_row_can_be(tmp_path, monkeypatch):
    ditulis = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda pegangan: (ditulis.append(os.readlink(f"/proc/self/fd/{pegangan}")), fsync(pegangan)))
    nama = Simpanan(location=tmp_path).save("dokumen/a.pdf", ContentFile(b"isi"))
    assert ditulis == [str(tmp_path / nama), str(tmp_path / "dokumen")]
