"""The cells of a form as ready-made strings, each filled into the shape that it has (views/acuan.py)."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from operator import attrgetter

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from collection.kunci import Kunci
from collection.models import Realisasi, RealisasiAnggaran
from collection.services.kunci_formulir import tell_terkunci
from collection.views.acuan import POLA, TANDA, write_aman
from collection.views.baris_formulir import Sel

TERBUKA = Kunci()
TERKUNCI = "Terkunci, lihat alasannya di atas tabel"
TEMPLAT = "collection/_sel.html"


def draw_semua(
    baris: Iterable[Realisasi | RealisasiAnggaran], *, boleh_isi: bool, token: str, kunci: Kunci = TERBUKA
) -> None:
    """Give each row its `gambar`: column → its cell; `token` is what forms carry against forgery.

    A row that the form's `kunci` closes is drawn to be read, its first cell with the word for it.
    """
    pena, tinta = Pena(boleh_isi, token), Pena(False, token)
    for satu in baris:
        tutup = boleh_isi and tell_terkunci(kunci, satu)
        sel = [replace(s, keadaan="terkunci", pesan=TERKUNCI) if tutup and not n else s for n, s in enumerate(satu.sel)]
        satu.gambar = {s.kolom: (tinta if tutup else pena).draw(s) for s in sel}


class Pena:
    """Draws cells of one page."""

    def __init__(self, boleh_isi: bool, token: str):
        self.boleh_isi, self.token = boleh_isi, token
        self.bingkai: dict[Hashable, list[str]] = {}

    def draw(self, sel: Sel) -> SafeString:
        """The cell as `_sel.html` has it."""
        if sel.temuan or sel.keadaan or sel.pesan or (not self.boleh_isi and "\n" in sel.isi):
            return self._render(sel)
        pilihan = (tuple(sel.pilihan), sel.isi) if sel.pilihan else not sel.isi
        kunci = (sel.kolom, sel.judul, sel.panjang, bool(sel.bagian), sel.letak, pilihan)
        if kunci not in self.bingkai:
            self.bingkai[kunci] = POLA.split(self._render(_mark(sel)))
        bagian = self.bingkai[kunci].copy()
        bagian[1::2] = [_ISI[nama](sel) for nama in bagian[1::2]]
        return mark_safe("".join(bagian))

    def _render(self, sel: Sel) -> SafeString:
        return render_to_string(TEMPLAT, {"sel": sel, "boleh_isi": self.boleh_isi, "csrf_token": self.token})


def _mark(sel: Sel) -> Sel:
    """The cell with marks for its values; what decides on the shape stays as it is."""
    tetap = {"isi"} if sel.pilihan or not sel.isi else set()
    tetap |= set() if sel.bagian else {"bagian"}
    return replace(sel, **{nama: TANDA.format(nama) for nama in _ISI if nama not in tetap})


_ISI: dict[str, Callable[[Sel], str]] = {
    "baris": attrgetter("baris"), "url": attrgetter("url"), "sidik": attrgetter("sidik"),
    "label": lambda sel: write_aman(sel.label), "isi": lambda sel: write_aman(sel.isi),
    "bagian": lambda sel: write_aman(sel.bagian),
}  # fmt: skip
"""How a value comes into a cell: keys, addresses and fingerprints are ours and hold nothing to escape."""
