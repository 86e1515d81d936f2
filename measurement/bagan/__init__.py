"""The SOP drawn as the flowchart that PermenPANRB 35/2012 prescribes. Pure: from the SOP's shape to geometry."""

from measurement.bagan.alur import JenisPanah, Lambang, list_pelaksana
from measurement.bagan.bentuk import Gambar, Keadaan, Panah, Sel, Simbol, Teks
from measurement.bagan.gambar import draw_bagan

__all__ = [
    "Gambar",
    "JenisPanah",
    "Keadaan",
    "Lambang",
    "Panah",
    "Sel",
    "Simbol",
    "Teks",
    "draw_bagan",
    "list_pelaksana",
]
