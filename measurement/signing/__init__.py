"""Signing a document: one interface, with a module for each way.

`pkcs12` the office's own seal, `unggahan` a file that was signed elsewhere, `bsre` the e-Sign Client Service. What came
back is believed only after `terima` has held it against the bytes that were to be signed, whichever way it came.

PP 71/2019: only a certificate of an Indonesian PSrE makes a signature "tersertifikasi". What this package makes
with the office's own certificate is not one, and every page that shows it says so in the words below. The PDF is made
before it is signed, so it speaks of the way that was chosen; what really is in the file is told by the verification.
"""

from typing import Protocol

from measurement.enums import CaraTanda, JenisTanda

KALIMAT_SEGEL = "segel elektronik internal, bukan tanda tangan elektronik tersertifikasi"
KALIMAT_UNGGAHAN = (
    "segel elektronik dengan sertifikat kantor yang diterbitkan di luar aplikasi; penerbit dan rantainya disebut "
    "halaman verifikasi"
)
DISIAPKAN = {
    CaraTanda.SEGEL: f"Dokumen ini dibubuhi {KALIMAT_SEGEL}.",
    CaraTanda.UNGGAH: "Dokumen ini disiapkan untuk ditandatangani secara elektronik di luar aplikasi. Sertifikat yang "
    "sungguh ada pada berkasnya disebut halaman verifikasi.",
    CaraTanda.BSRE_V1: "Dokumen ini disiapkan untuk ditandatangani secara elektronik melalui layanan BSrE. Sertifikat "
    "yang sungguh ada pada berkasnya disebut halaman verifikasi.",
}
DISIAPKAN[CaraTanda.BSRE_V2] = DISIAPKAN[CaraTanda.BSRE_V1]
"""What the paper says of its signature before there is one; true whether or not it is signed after that."""
BERTANDA = {
    JenisTanda.SEGEL: f"{KALIMAT_SEGEL[0].upper()}{KALIMAT_SEGEL[1:]}",
    JenisTanda.BSRE: "Dokumen ini telah ditandatangani secara elektronik menggunakan sertifikat elektronik yang "
    "diterbitkan oleh Balai Sertifikasi Elektronik (BSrE), BSSN",
    JenisTanda.TEPERCAYA: "Tanda tangan elektronik; rantai sertifikatnya dipercaya instalasi ini. Apakah "
    "tersertifikasi menurut PP 71/2019 ditentukan oleh penerbitnya",
    JenisTanda.LUAR: "Tanda tangan elektronik; rantai sertifikat tidak dapat dipastikan, jadi aplikasi tidak "
    "menyebutnya tanda tangan elektronik tersertifikasi",
}
"""What is said of a signature that is in the file."""


class Penanda(Protocol):
    """A way to sign a finished PDF without rewriting a byte of it."""

    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """The PDF with a PAdES signature added at its end.

        Raises SegelError with a sentence for the signer: FrasaError for a wrong phrase, LayananError where a service
        over the network fails.
        """
