"""Papers in a test: their text read back from the PDF, scans, and a case of another office's SOP."""

import datetime
import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from collection.models import PerangkatDaerah
from measurement.models import Disposisi, Naskah, PengukuranKinerja, Pindaian
from measurement.services.naskah import read_naskah, render_naskah
from measurement.services.pengukuran import create_pengukuran
from measurement.services.sop import load_sop
from tests.factories.berkas import PDF
from tests.factories.gerak import walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.kertas import read_kertas
from tests.factories.rekaman import remember
from tests.factories.ringan import real_paper


def read_pdf(naskah: Naskah) -> str:
    """The words of the PDF on one line, as a reader would see them: laid out for real, whatever the test is marked."""
    with real_paper():
        return read_kertas(render_naskah(read_naskah(naskah)))


def build_scan(nama: str = "surat.pdf", isi: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi)


def add_pindaian(disposisi: Disposisi, nomor: str = "") -> Pindaian:
    """A scan on record, past the door."""
    return Pindaian.objects.create(
        disposisi=disposisi, berkas=ContentFile(PDF, name="surat.pdf"), nama="surat.pdf", jenis="application/pdf",
        ukuran=len(PDF), sha256=hashlib.sha256(PDF).hexdigest(), nomor=nomor,
    )  # fmt: skip


def open_kasus(kantor: PerangkatDaerah, nama: str, triwulan: int) -> PengukuranKinerja:
    """A case of the office under one of the SOPs in fixtures/sop."""
    teks = (settings.BASE_DIR / f"fixtures/sop/{nama}.toml").read_text(encoding="utf-8")
    sop = load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
    return create_pengukuran(
        kantor=kantor, tahun=2026, triwulan=triwulan, user=get_user("kepala"), prosedur=sop.prosedur
    )


def kasus_di(nama: str, triwulan: int, nomor: int) -> PengukuranKinerja:
    """A case of the small demo office under that SOP, walked to the step (to its end: 0); walked once (see `remember`)."""
    pk = remember(("kasus_di", nama, triwulan, nomor), lambda: _walk(nama, triwulan, nomor).pk)
    return PengukuranKinerja.objects.get(pk=pk)


def _walk(nama: str, triwulan: int, nomor: int) -> PengukuranKinerja:
    return walk_to(open_kasus(create_kantor_kecil(), nama, triwulan), nomor)
