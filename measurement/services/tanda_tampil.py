"""What pages say of the signature that is in a file: its kind in true words, whose certificate, of what format."""

from dataclasses import dataclass

from measurement.enums import JenisTanda
from measurement.models import DokumenPulihan, TandaTangan
from measurement.services.penyegelan import Bersegel, check_bersegel
from measurement.signing import BERTANDA


@dataclass(frozen=True)
class TandaTampil:
    """`kalimat`: what kind of signature it is (PP 71/2019); `subjek`, `penerbit` and `format` from the file; `kantor`:
    whose seal it is."""

    jenis: JenisTanda
    subjek: str
    penerbit: str = ""
    format: str = ""
    kantor: str = ""

    @property
    def kalimat(self) -> str:
        """The words for its kind."""
        return BERTANDA[self.jenis]

    @property
    def segel(self) -> bool:
        """Whether it is an office's own seal."""
        return self.jenis == JenisTanda.SEGEL


def present_tanda_tangan(dokumen: Bersegel) -> TandaTampil:
    """Of a signed document. Trust is asked for now: a root that was taken away since no longer vouches for it."""
    if isinstance(dokumen, DokumenPulihan):
        jenis = _find_jenis(JenisTanda(dokumen.jenis_tanda), dokumen)
        return TandaTampil(jenis, dokumen.subjek, dokumen.nama_penerbit, dokumen.format, dokumen.arsip.nama_kantor)
    kantor = dokumen.segel.perangkat_daerah.nama if dokumen.segel else ""
    milik: TandaTangan | None = getattr(dokumen, "tanda_tangan", None)
    if milik is None:
        return TandaTampil(JenisTanda.SEGEL, dokumen.segel.subjek, kantor=kantor)
    jenis = _find_jenis(JenisTanda(milik.jenis), milik.dokumen)
    return TandaTampil(jenis, milik.subjek, milik.penerbit, milik.format, kantor)


def _find_jenis(jenis: JenisTanda, dokumen: Bersegel) -> JenisTanda:
    if jenis == JenisTanda.SEGEL:
        return jenis
    if not check_bersegel(dokumen).tepercaya:
        return JenisTanda.LUAR
    return JenisTanda.TEPERCAYA if jenis == JenisTanda.LUAR else jenis
