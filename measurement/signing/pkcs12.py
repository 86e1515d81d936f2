"""Sealing with the office's own PKCS#12: PAdES B-B, invisible (the signature block is drawn in the PDF itself)."""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from measurement.errors import SegelError

NAMA_BIDANG = "SegelElektronik"


class PenandaPkcs12:
    """A Penanda that opens the office's PKCS#12 with the phrase typed for this one signature."""

    def __init__(self, p12: bytes):
        self._p12 = p12

    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """Certify the PDF: any later change breaks it. Raises SegelError for a wrong phrase."""
        penanda = self._unlock(frasa)
        metadata = signers.PdfSignatureMetadata(
            field_name=NAMA_BIDANG, md_algorithm="sha256", reason=alasan, location=lokasi, name=nama,
            subfilter=SigSeedSubFilter.PADES, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
        )  # fmt: skip
        hasil = signers.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, penanda)
        return hasil.getvalue()

    def _unlock(self, frasa: str) -> signers.SimpleSigner:
        try:
            return signers.SimpleSigner.load_pkcs12_data(self._p12, [], frasa.encode())
        except ValueError:
            # Not chained: the inner error must never carry the phrase into a log.
            raise SegelError("Frasa sandi salah. Laporan belum ditandatangani; ketik ulang.") from None
