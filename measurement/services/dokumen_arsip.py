"""`dokumen.json` of an archive package: what is needed to verify its signed papers without our database."""

import json
from typing import Any

from django.core.files.base import ContentFile, File

from measurement.enums import JenisNaskah, JenisTanda, StatusDokumen
from measurement.models import Dokumen, NaskahBersegel, PengukuranKinerja
from measurement.services.kedudukan import write_gugur

DOKUMEN = "dokumen.json"


def write_dokumen_arsip(kasus: PengukuranKinerja) -> File:
    """Office, period, and each signed report and sealed paper with code, signer, time, and the CA of its seal."""
    kantor = kasus.perangkat_daerah
    isi = {
        "kantor": {nama: getattr(kantor, nama) for nama in ("kode", "nama", "pemerintah", "singkatan", "zona")},
        "pengukuran": str(kasus), "periode": kasus.sebutan_periode, "tahun": kasus.periode.tahun,
        "dokumen": [*_list_laporan(kasus), *_list_naskah(kasus)],
    }  # fmt: skip
    return ContentFile(json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _list_laporan(kasus: PengukuranKinerja) -> list[dict[str, Any]]:
    semua = kasus.dokumen_set.filter(status=StatusDokumen.DITANDATANGANI.value)
    terkait = semua.select_related("segel", "penanda_tangan", "tanda_tangan")
    return [_write(satu, JenisNaskah.LAPORAN.value) for satu in terkait]


def _list_naskah(kasus: PengukuranKinerja) -> list[dict[str, Any]]:
    semua = NaskahBersegel.objects.filter(naskah__disposisi__pengukuran=kasus).order_by("pk")
    terkait = semua.select_related("segel", "naskah__nomor_surat", "naskah__disposisi__pengguna")
    return [{**_write(satu, satu.naskah.jenis), "gugur": write_gugur(satu.naskah)} for satu in terkait]


def _write(dokumen: Dokumen | NaskahBersegel, jenis: str) -> dict[str, Any]:
    return {
        "jenis": jenis, "kode": dokumen.kode, "nomor": dokumen.nomor, "sha256": dokumen.sha256,
        "tanggal": dokumen.tanggal.isoformat(),
        "penanda": dokumen.penanda_tangan.nama, "sebutan": dokumen.sebutan,
        "ditandatangani_pada": dokumen.ditandatangani_pada.isoformat(), "gugur": "", **_write_tanda(dokumen),
    }  # fmt: skip


def _write_tanda(dokumen: Dokumen | NaskahBersegel) -> dict[str, Any]:
    """Whose certificate; of the office's seal also the CA that issued it, without which nobody can check it."""
    milik, segel = getattr(dokumen, "tanda_tangan", None), dokumen.segel
    jenis = milik.jenis if milik else JenisTanda.SEGEL.value
    return {
        "jenis_tanda": jenis, "subjek": milik.subjek if milik else segel.subjek,
        "nama_penerbit": milik.penerbit if milik else "", "format": milik.format if milik else "",
        "sidik_jari": milik.sidik_jari if milik else segel.sidik_jari, "penerbit": segel.penerbit if segel else "",
    }  # fmt: skip
