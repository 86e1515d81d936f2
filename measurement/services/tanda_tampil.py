"""What pages say of the signature that is in a file: its kind in true words, whose certificate, of what format."""

from dataclasses import dataclass

from measurement.enums import JenisTanda
from measurement.models import Dokumen, NaskahBersegel, TandaTangan
from measurement.services.penyegelan import check_bersegel
from measurement.signing import BERTANDA


@dataclass(frozen=True)
class TandaTampil:
    """`kalimat`: what kind of signature it is (PP 71/2019); `subjek`, `penerbit` and `format` from the file."""

    jenis: JenisTanda
    subjek: str
    penerbit: str = ""
    format: str = ""

    @property
    def kalimat(self) -> str:
        """The words for its kind."""
        return BERTANDA[self.jenis]

    @property
    def segel(self) -> bool:
        """Whether it is an office's own seal."""
        return self.jenis == JenisTanda.SEGEL


def present_tanda_tangan(dokumen: Dokumen | NaskahBersegel) -> TandaTampil:
    """Of a signed document. Trust is asked for now: a root that was taken away since no longer vouches for it."""
    milik: TandaTangan | None = getattr(dokumen, "tanda_tangan", None)
    if milik is None:
        return TandaTampil(JenisTanda.SEGEL, dokumen.segel.subjek)
    return TandaTampil(_find_jenis(milik), milik.subjek, milik.penerbit, milik.format)


def _find_jenis(milik: TandaTangan) -> JenisTanda:
    jenis = JenisTanda(milik.jenis)
    if jenis == JenisTanda.SEGEL:
        return jenis
    if not check_bersegel(milik.dokumen).tepercaya:
        return JenisTanda.LUAR
    return JenisTanda.TEPERCAYA if jenis == JenisTanda.LUAR else jenis
