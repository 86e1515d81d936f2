"""`dokumen.json` of an archive package: what is needed to verify its signed papers without our database."""

import json
from typing import Any

from django.core.files.base import ContentFile, File

from measurement.enums import JenisNaskah, JenisTanda, StatusDokumen
from measurement.models import Dokumen, NaskahBersegel, PengukuranKinerja
from measurement.services.kedudukan import write_gugur
from measurement.signing.periksa import read_penerbit

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
    """Whose certificate; of the office's internal seal also the CA that issued it, without which nobody can check it.

    An uploaded seal is believed as any certificate from elsewhere: by its roots, or its fingerprint.
    """
    milik, segel = getattr(dokumen, "tanda_tangan", None), dokumen.segel
    dari_luar = segel is not None and segel.unggahan
    if milik is None:
        jenis = JenisTanda.LUAR if dari_luar else JenisTanda.SEGEL
        tanda = {"jenis_tanda": jenis.value, "subjek": segel.subjek, "sidik_jari": segel.sidik_jari, "format": ""}
        tanda["nama_penerbit"] = read_penerbit(segel.sertifikat) if dari_luar else ""
    else:
        tanda = {"jenis_tanda": milik.jenis, "nama_penerbit": milik.penerbit}
        tanda |= {nama: getattr(milik, nama) for nama in ("subjek", "sidik_jari", "format")}
    return tanda | {"penerbit": segel.penerbit if segel and not dari_luar else ""}
