"""What can go wrong while planning and collecting; every message is an Indonesian sentence for the user."""

import datetime


class SakipError(Exception):
    """Base of all refusals that a user is told about. `str(error)` is shown as it is."""


class AksesError(SakipError):
    """The user may not do this."""


class BentrokError(SakipError):
    """Somebody else was faster; the page shows what changed and asks to try again (HTTP 409)."""


class TerkunciError(BentrokError):
    """The triwulan of a figure is closed; the sentence says since when, why and until when (HTTP 409)."""


class TertahanError(SakipError):
    """Too many attempts at this door; `sampai` is the moment from which one more is taken (HTTP 429)."""

    def __init__(self, pesan: str, sampai: datetime.datetime):
        super().__init__(pesan)
        self.sampai = sampai


class SibukError(SakipError):
    """The server does such work for somebody else; the sentence says when to try again (HTTP 503)."""


class IsianError(SakipError):
    """The input cannot be taken. `kesalahan` maps a field name ('' for the whole) to sentences."""

    def __init__(self, pesan: str, kesalahan: dict[str, list[str]] | None = None):
        super().__init__(pesan)
        self.kesalahan = kesalahan or {"": [pesan]}


class AngkaError(IsianError):
    """A text that is not one clear number. `pilihan` holds both readings where it is ambiguous."""

    def __init__(self, pesan: str, pilihan: tuple[str, ...] = ()):
        super().__init__(pesan)
        self.pilihan = pilihan


class BerkasError(IsianError):
    """A file that is refused: kind, size or content."""
