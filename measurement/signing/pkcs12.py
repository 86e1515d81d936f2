"""Sealing with the office's own PKCS#12: PAdES B-B, invisible (the signature block is drawn in the PDF itself)."""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1

from measurement.errors import SegelError

NAMA_BIDANG = "SegelElektronik"


class _PenandaPdf(signers.PdfSigner):
    """Leaves the catalog at the PDF 1.7 that PDF/A-3 (ISO 19005-3) is based on.

    pyHanko announces ECDSA with ISO/TS 32002, an extension of PDF 2.0, and so raises /Version. The signature needs
    neither: PAdES (ETSI EN 319 142-1) brings the algorithms with it, and its /ESIC extension is one of PDF 1.7.
    """

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        pdf_out.register_extension(ESIC_EXTENSION_1)


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
        hasil = _PenandaPdf(metadata, penanda).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
        return hasil.getvalue()

    def _unlock(self, frasa: str) -> signers.SimpleSigner:
        try:
            return signers.SimpleSigner.load_pkcs12_data(self._p12, [], frasa.encode())
        except ValueError:
            # Not chained: the inner error must never carry the phrase into a log.
            raise SegelError("Frasa sandi salah. Dokumen belum ditandatangani; ketik ulang.") from None
