"""What pages say of the signature that is in a file: its kind in true words, whose certificate, of what format."""

import datetime
import re
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.text import capfirst

from measurement.enums import JenisTanda
from measurement.models import DokumenPulihan, Segel, TandaTangan
from measurement.services.penyegelan import Bersegel, check_bersegel
from measurement.services.segel import SEGERA
from measurement.signing import BERTANDA, KALIMAT_UNGGAHAN
from measurement.signing.periksa import read_penerbit

_KATA = re.compile(r"[^\W\d_]{3,}")
UMUM = frozenset(
    ("kepala", "dinas", "badan", "kantor", "kabupaten", "kota", "provinsi", "pemerintah", "daerah", "plt", "plh", "dan")
)
"""Words that stand in the names of many officials and offices."""


@dataclass(frozen=True)
class TandaTampil:
    """`kalimat`: what kind of signature it is (PP 71/2019); `subjek`, `penerbit` and `format` from the file; `kantor`:
    whose seal it is; `nama_lain`: the certificate names neither who signed nor the office."""

    jenis: JenisTanda
    subjek: str
    penerbit: str = ""
    format: str = ""
    kantor: str = ""
    nama_lain: bool = False

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
    tanda = _read_tanda(dokumen)
    nama = f"{dokumen.penanda_tangan.nama} {dokumen.pengukuran.perangkat_daerah.nama}"
    return replace(tanda, nama_lain=not tanda.segel and _list_kata(tanda.subjek).isdisjoint(_list_kata(nama)))


def _list_kata(nama: str) -> set[str]:
    """The words of a name that tell it from others."""
    return set(_KATA.findall(nama.lower())) - UMUM


def _read_tanda(dokumen: Bersegel) -> TandaTampil:
    if isinstance(dokumen, DokumenPulihan):
        jenis = _find_jenis(JenisTanda(dokumen.jenis_tanda), dokumen)
        return TandaTampil(jenis, dokumen.subjek, dokumen.nama_penerbit, dokumen.format, dokumen.arsip.nama_kantor)
    kantor = dokumen.segel.perangkat_daerah.nama if dokumen.segel else ""
    milik: TandaTangan | None = getattr(dokumen, "tanda_tangan", None)
    if milik is None and dokumen.segel.unggahan:
        penerbit = read_penerbit(dokumen.segel.sertifikat)
        return TandaTampil(_find_jenis(JenisTanda.LUAR, dokumen), dokumen.segel.subjek, penerbit, kantor=kantor)
    if milik is None:
        return TandaTampil(JenisTanda.SEGEL, dokumen.segel.subjek, kantor=kantor)
    jenis = _find_jenis(JenisTanda(milik.jenis), milik.dokumen)
    return TandaTampil(jenis, milik.subjek, milik.penerbit, milik.format, kantor)


@dataclass(frozen=True)
class SegelTampil:
    """`kalimat`: what the seal is called; `penerbit`: who issued an uploaded one, empty of an internal one; `habis`,
    `sisa`: whether it has ended, and the days until then where they are few."""

    kalimat: str
    penerbit: str
    habis: bool
    sisa: int | None


def present_segel(segel: Segel) -> SegelTampil:
    """What the list says of a seal; whether the chain of an uploaded one is trusted its documents' pages say."""
    sisa = segel.berlaku_sampai - timezone.now()
    masa = {"habis": sisa <= datetime.timedelta(), "sisa": sisa.days if sisa <= SEGERA else None}
    if segel.unggahan:
        return SegelTampil(capfirst(KALIMAT_UNGGAHAN), read_penerbit(segel.sertifikat), **masa)
    return SegelTampil(BERTANDA[JenisTanda.SEGEL], "", **masa)


def _find_jenis(jenis: JenisTanda, dokumen: Bersegel) -> JenisTanda:
    """An internal seal stays one; of all else what its chain makes of it today."""
    return jenis if jenis == JenisTanda.SEGEL else check_bersegel(dokumen).jenis
