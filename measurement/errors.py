"""What can go wrong while a case is measured; every message is an Indonesian sentence for the user."""

from collection.errors import BentrokError, IsianError, SakipError


class LangkahError(SakipError):
    """The case cannot move so. The sentence names the step."""


class WewenangError(LangkahError):
    """The step belongs to another role, or the user worked on the figures that are to be verified."""


class GiliranError(LangkahError, BentrokError):
    """It is not (or no longer) this step's turn (HTTP 409)."""


class SedangDitandaError(BentrokError):
    """A signature of this report was asked for and is not there yet (HTTP 409; on the case's page a word)."""


class KelengkapanError(LangkahError, IsianError):
    """The step's record is incomplete; lists everything that is missing at once."""

    def __init__(self, pesan: str, kesalahan: dict[str, list[str]] | None = None):
        IsianError.__init__(self, pesan, kesalahan)


class SegelError(SakipError):
    """The document cannot be sealed or signed: passphrase, certificate or file."""


class FrasaError(SegelError):
    """The passphrase is wrong: the one refusal that counts as a guess."""


class LayananError(SegelError):
    """A service over the network did not do what it was asked: unreachable, slow, refusing, or talking nonsense."""


class BelumSiapError(SegelError):
    """The document is still being laid out by a process of its own; `cetakan` is that work."""

    def __init__(self, pesan: str, cetakan: object = None):
        super().__init__(pesan)
        self.cetakan = cetakan


class PeringatanError(IsianError):
    """A value that is questionable, not impossible: it is taken once the person confirms it."""


class PulihError(SakipError):
    """An archive package is not restored: the sentence names the file in it and what is wrong with that."""
