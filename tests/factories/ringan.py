"""What tests make cheap for the whole run, because few of them ask what it costs or looks like."""

import functools
import gc
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from io import BytesIO

import pikepdf

from collection.services import terbatas
from measurement import pdf
from measurement.services import lembar_sop, naskah
from measurement.signing import sertifikat, terima

KALI = int(os.environ.get("SAKIP_ACAK", "1"))
"""How many times as long chance is at work, set for a nightly run."""
PUTARAN_KDF = sertifikat.PUTARAN_KDF
_render = pdf.render_pdf
_asli = False
_proses = False


def lighten() -> None:
    """A seal costs milliseconds, a PDF is a blank page, and the collector walks the imported modules no more.

    A signed file that came back is read here: a bounded process spends a second on its imports.
    """
    sertifikat.PUTARAN_KDF = 1_000
    terima.run = _run_or_not
    pdf.render_pdf = naskah.render_pdf = lembar_sop.render_pdf = _render_or_not
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _render_or_not(isi: str, **cetakan: object) -> bytes:
    return _render(isi, **cetakan) if _asli else build_kertas()


def _run_or_not(modul: str, masukan: bytes) -> bytes:
    if _proses:
        return terbatas.run(modul, masukan)
    asli, salinan, *akar = terbatas.split(masukan)
    return json.dumps(asdict(terima.check_terima(asli, salinan, [satu.decode() for satu in akar]))).encode()


@contextmanager
def real_process() -> Iterator[None]:
    """Inside, a signed file that came back is read in its bounded process."""
    global _proses
    _proses = True
    yield
    _proses = False


def is_real() -> bool:
    """Whether PDFs are laid out for real now."""
    return _asli


@functools.cache
def build_kertas() -> bytes:
    """A PDF of one blank page, good enough to be signed."""
    isi = BytesIO()
    with pikepdf.new() as kosong:
        kosong.add_blank_page(page_size=(595, 842))
        kosong.save(isi)
    return isi.getvalue()


@contextmanager
def real_paper(*, bila: bool = True) -> Iterator[None]:
    """Inside, PDFs are laid out for real (where `bila`, or already around it)."""
    global _asli
    semula, _asli = _asli, _asli or bila
    yield
    _asli = semula


def _call(kerja: Callable[[], None]) -> None:
    kerja()


_call.__code__ = _call.__code__.replace(co_stacksize=70_000)


def give_room(kerja: Callable[[], None]) -> None:
    """Run it with half a megabyte of stack at hand, for long tests.

    CPython 3.11 takes and gives back 16 KB from the system each time that a call crosses a chunk's edge; a loop whose
    depth lies there does nothing else. A frame that asks for much gets a chunk with room for all below it.
    """
    _call(kerja)
