"""The roots that this installation trusts: PEM files in a folder that only its operator writes."""

from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings

from measurement.errors import SegelError

AKHIRAN = (".pem", ".crt", ".cer")


def list_akar() -> list[str]:
    """PEM of each trusted root, in the order of the files' names; none where the folder is not there.

    Raises SegelError, which names the file, for one that holds no certificate: trust is never quietly less than set.
    """
    folder = Path(settings.AKAR_SERTIFIKAT)
    berkas = sorted(satu for satu in folder.glob("*") if satu.suffix.lower() in AKHIRAN) if folder.is_dir() else []
    return [teks for satu in berkas for teks in _read(satu)]


def _read(berkas: Path) -> list[str]:
    isi = berkas.read_bytes()
    try:
        semua = [der for _, _, der in pem.unarmor(isi, multiple=True)] if pem.detect(isi) else [isi]
        return [_write_pem(x509.Certificate.load(der, strict=True)) for der in semua]
    except (ValueError, TypeError):
        raise SegelError(f"Berkas akar sertifikat {berkas.name} tidak memuat sertifikat. Hubungi Admin.") from None


def _write_pem(sertifikat: x509.Certificate) -> str:
    if not sertifikat.subject.native:
        raise ValueError
    return pem.armor("CERTIFICATE", sertifikat.dump()).decode()
