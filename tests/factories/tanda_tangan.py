"""A case that waits for its signature, and an office that signs by another way than its seal."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from measurement.enums import Aksi, CaraTanda, Status
from measurement.models import IdentitasTanda, PengaturanTanda, PengukuranKinerja
from measurement.services.langkah import run_langkah
from measurement.services.laporan import prepare_laporan, render_dokumen
from measurement.signing.rahasia import lock
from tests.factories.bsre import AKUN, NIK, SANDI
from tests.factories.gerak import do, fetch
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.rekaman import remember


def create_kasus_siap() -> PengukuranKinerja:
    """The small demo office's case, its report prepared for the Kepala to sign."""
    pk = remember(("siap",), lambda: do(create_kasus(Status.TANDA_TANGAN)).pk)
    kasus = PengukuranKinerja.objects.get(pk=pk)
    assert kasus.tindakan.jenis == "tanda_tangan"
    return kasus


def set_cara(kasus: PengukuranKinerja, cara: CaraTanda, alamat: str = "", **lain: Any) -> PengaturanTanda:
    """The office signs so from now on; the Kepala's NIK is on record."""
    isi = {"cara": cara.value, "alamat": alamat, "akun": AKUN, "sandi": lock(SANDI), **lain}
    IdentitasTanda.objects.update_or_create(pengguna=get_user("kepala"), defaults={"nik": lock(NIK)})
    satu, _ = PengaturanTanda.objects.update_or_create(perangkat_daerah=kasus.perangkat_daerah, defaults=isi)
    prepare_laporan(fetch(kasus), penanda=get_user("kepala"))
    return satu


def trust(*pem: str) -> None:
    """Only these roots are trusted by the installation."""
    folder = Path(settings.AKAR_SERTIFIKAT)
    folder.mkdir(parents=True, exist_ok=True)
    for nomor, satu in enumerate(pem):
        (folder / f"akar-{nomor}.pem").write_text(satu)


def build_pdf(kasus: PengukuranKinerja) -> bytes:
    """The very bytes that the Kepala downloads."""
    return render_dokumen(prepare_laporan(fetch(kasus), penanda=get_user("kepala")))


def press(kasus: PengukuranKinerja, **isian: Any):
    """The Kepala presses the button, on a page that is up to date."""
    milik = fetch(kasus)
    dokumen = milik.dokumen_set.first()
    isi = {"sha256": dokumen.sha256_snapshot, **isian}
    return run_langkah(
        milik, tindakan=milik.tindakan, aksi=Aksi.SELESAIKAN, user=get_user("kepala"), versi=milik.versi, isian=isi
    )


def upload(isi: bytes, nama: str = "laporan_signed.pdf") -> SimpleUploadedFile:
    """A file as the form hands it on."""
    return SimpleUploadedFile(nama, isi, content_type="application/pdf")
