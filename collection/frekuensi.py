"""In which triwulan an indicator is asked for, by how often it is measured; and which months a triwulan has. Pure."""

from collection.enums import Frekuensi

DIMINTA: dict[str, tuple[int, ...]] = {Frekuensi.SEMESTER: (2, 4), Frekuensi.TAHUN: (4,)}
"""The triwulan at whose end a measurement falls; every other frequency is asked each triwulan."""
_LABEL = {satu.value: satu.label for satu in Frekuensi}
_SEBUT = {(2, 4): "triwulan II dan IV", (4,): "triwulan IV"}


def is_waktunya(frekuensi: str, triwulan: int) -> bool:
    """Whether the indicator is asked for in this triwulan (1 to 4). Not stated means each triwulan."""
    return triwulan in DIMINTA.get(frekuensi, (1, 2, 3, 4))


def tell_belum_waktunya(frekuensi: str, triwulan: int) -> str:
    """Why nothing is asked for in this triwulan, as a sentence; empty where it is."""
    if is_waktunya(frekuensi, triwulan):
        return ""
    return f"Belum waktunya: diukur {_LABEL[frekuensi].lower()}, pada {_SEBUT[DIMINTA[frekuensi]]}."


def list_bulan(triwulan: int) -> tuple[int, int, int]:
    """The months of a triwulan: of the first one 1, 2, 3."""
    awal = 3 * (triwulan - 1) + 1
    return (awal, awal + 1, awal + 2)
