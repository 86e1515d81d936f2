"""Sealing with the office's own PKCS#12: PAdES B-B, invisible (the signature block is drawn in the PDF itself).

With a time-stamping service it becomes B-T, or B-LTA where what a reader needs in later years is put in as well.
"""

from collections.abc import Sequence
from io import BytesIO

from django.views.decorators.debug import sensitive_variables
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from measurement.errors import FrasaError, SegelError
from measurement.signing.cap_waktu import CapWaktu, write_galat
from measurement.signing.periksa import find_cacat, read_pem

NAMA_BIDANG = "SegelElektronik"
TANPA_KUNCI = "Berkas segel kantor tidak memuat kunci atau sertifikatnya. Kepala membuat segel baru."


class _PenandaPdf(signers.PdfSigner):
    """Leaves the catalog at the PDF 1.7 that PDF/A-3 (ISO 19005-3) is based on.

    pyHanko announces ECDSA with ISO/TS 32002, an extension of PDF 2.0, and so raises /Version. The signature needs
    neither: PAdES (ETSI EN 319 142-1) brings the algorithms with it, and its /ESIC extension is one of PDF 1.7.
    """

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        pdf_out.register_extension(ESIC_EXTENSION_1)


class PenandaPkcs12:
    """A Penanda that opens the office's PKCS#12 with the phrase typed for this one signature.

    `cap`: where time stamps come from; `akar`: PEM of the roots for B-LTA, none for B-T.
    """

    def __init__(self, p12: bytes, *, cap: CapWaktu | None = None, akar: Sequence[str] = ()):
        self._p12, self._cap, self._akar = p12, cap, akar

    @sensitive_variables("frasa")
    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """Certify the PDF: any later change breaks it.

        Raises FrasaError for a wrong phrase, SegelError for a certificate that cannot sign, LayananError for the TSA.
        """
        penanda = self._unlock(frasa)
        metadata = signers.PdfSignatureMetadata(
            field_name=NAMA_BIDANG, md_algorithm="sha256", reason=alasan, location=lokasi, name=nama,
            subfilter=SigSeedSubFilter.PADES, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES,
            **self._build_jangka_panjang(),
        )  # fmt: skip
        try:
            pdf_baru = _PenandaPdf(metadata, penanda, timestamper=self._cap).sign_pdf(
                IncrementalPdfFileWriter(BytesIO(pdf))
            )
        except (SigningError, PathBuildingError, ValidationError, OSError) as galat:
            if self._cap is None:
                raise
            raise SegelError(write_galat(galat)) from None
        return pdf_baru.getvalue()

    def _build_jangka_panjang(self) -> dict[str, object]:
        if not (self._cap and self._akar):
            return {}
        akar = [read_pem(teks) for teks in self._akar]
        konteks = ValidationContext(trust_roots=akar, allow_fetching=False, revocation_mode="soft-fail")
        return {"embed_validation_info": True, "use_pades_lta": True, "validation_context": konteks}

    @sensitive_variables("frasa")
    def _unlock(self, frasa: str) -> signers.SimpleSigner:
        try:
            penanda = signers.SimpleSigner.load_pkcs12_data(self._p12, [], frasa.encode())
        except ValueError:
            # Not chained: the inner error must never carry the phrase into a log.
            raise FrasaError("Frasa sandi salah. Dokumen belum ditandatangani; ketik ulang.") from None
        except (TypeError, AttributeError, NotImplementedError):  # what pyHanko makes of a store without a key
            raise SegelError(TANPA_KUNCI) from None
        if alasan := find_cacat(penanda.signing_cert):
            raise SegelError(f"Dokumen belum ditandatangani. {alasan}")
        return penanda
