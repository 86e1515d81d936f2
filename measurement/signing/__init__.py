"""Sealing a document: one interface, so that another way to sign (BSrE, a file signed elsewhere) can stand beside ours.

PP 71/2019: only a certificate of an Indonesian PSrE makes a signature "tersertifikasi". What this package makes
with the office's own certificate is not one, and every page that shows it says so in the words below.
"""

from typing import Protocol

KALIMAT_SEGEL = "segel elektronik internal, bukan tanda tangan elektronik tersertifikasi"


class Penanda(Protocol):
    """Something that seals a finished PDF without rewriting a byte of it."""

    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """The PDF with a PAdES signature added at its end. Raises SegelError with a sentence for the signer."""
