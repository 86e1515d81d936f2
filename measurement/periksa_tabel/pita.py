"""The band that a published table prints beside a figure, held against that of the figure itself."""

from dataclasses import replace
from decimal import Decimal

from measurement.capaian import PITA_BAKU
from measurement.periksa_tabel.verdict import KATA_PITA, Verdict, get_kategori, join

_LABEL = {pita.label.casefold(): pita.label for pita in PITA_BAKU}


def note_kategori(verdict: Verdict, tertulis: str, tercetak: Decimal | None) -> Verdict:
    """The verdict, with a sentence where the printed band is that of neither figure, the computed and the printed.

    Only bands of Permendagri 86/2017 are judged, and never as `tidak`: an office may have set bounds of its own.
    """
    label = _LABEL.get(" ".join(tertulis.casefold().split()))
    semestinya = [satu for satu in (verdict.kategori, get_kategori(tercetak)) if satu]
    if not label or not verdict.kategori or label in semestinya:
        return verdict
    kata = f"{KATA_PITA} “{label}”, menurut Permendagri 86/2017 “{verdict.kategori}”."
    return replace(verdict, penjelasan=join(verdict.penjelasan, kata))
