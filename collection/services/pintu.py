"""Through which door a cell was changed: the trail's row says it among its new values, under `pintu`."""

from collection.models import Jejak

EXCEL, URUNG_EXCEL, GABUNGAN = "excel", "urung_excel", "gabungan"
LABEL = {
    "": "Diketik pada formulir", EXCEL: "Unggahan Excel", URUNG_EXCEL: "Unggahan Excel diurungkan",
    GABUNGAN: "Gabungan angka bulan",
}  # fmt: skip


def find_pintu(jejak: Jejak) -> str:
    """The door in words. What says nothing came through the grid, the first door that there was."""
    if jejak.aksi.endswith("_bulan"):
        return "Diketik per bulan"
    return LABEL.get(str(jejak.baru.get("pintu", "")), LABEL[""])
