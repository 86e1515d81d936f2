"""A version of an office's Metodologi with a few choices, the rest as usual."""

from decimal import Decimal

from collection.models import PerangkatDaerah
from measurement.ketentuan import Ketentuan
from measurement.models import Metodologi
from measurement.services.metodologi import add_versi


def fix_metodologi(
    *, kantor: PerangkatDaerah, tahun: int, batas_atas: Decimal | None = None, batas_bawah: Decimal | None = None,
    nihil: Decimal | None = Decimal(0), **lain: object,
) -> Metodologi:  # fmt: skip
    """The latest version if it says the same, else the next."""
    batas = {"batas_atas": batas_atas, "batas_bawah": batas_bawah, "nihil_terlampaui": nihil}
    return add_versi(kantor, tahun, Ketentuan(**batas, **lain))
