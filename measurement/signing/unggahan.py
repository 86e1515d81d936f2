"""A PDF that was signed elsewhere (BSrE's own page or application, or any other) and uploaded again."""


class PenandaUnggahan:
    """A Penanda to whom the signed file was handed; what it is, `terima` finds out as for every other way."""

    def __init__(self, berkas: bytes):
        self._berkas = berkas

    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """The file that was handed in, as it is."""
        return self._berkas
