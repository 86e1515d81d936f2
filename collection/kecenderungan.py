"""Whether a figure fits the earlier figures of its own row: worse than the last, fallen, or off the trend. Pure.

Off the trend is measured robustly, so that one wild figure of the past does not hide the next (Iglewicz and Hoaglin,
1993: modified z-score |0,6745 × (x − median) / MAD| above 3,5; where more than half of the past is one value and MAD
is 0, the mean absolute deviation takes its place). Fewer than four earlier values say nothing about a trend.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from collection.angka import KONTEKS, NOL

RIWAYAT_MIN = 4
RIWAYAT_MAKS = 12
"""Three years of triwulan: what was before says little about today."""
BATAS = Decimal("3.5")
_MAD = Decimal("0.6745")
_RATA = Decimal("1.253314")


@dataclass(frozen=True, slots=True)
class Riwayat:
    """What is known of the row's own past, in the indicator's unit; empty: nothing.

    `arah` is 1 where higher is better, -1 where lower is, 0 where neither. `banding` is the value that this one is
    held beside and `sebutan` when that was. `tercapai` says that the target of the period is met. `dasar` is the
    cumulative position before this one (None: the indicator is no cumulative one), `deret` the earlier values that
    the trend is made of: steps of a cumulative indicator, values of any other.
    """

    arah: int = 0
    banding: Decimal | None = None
    sebutan: str = "periode sebelumnya"
    tercapai: bool = False
    kumulatif: bool = False
    dasar: Decimal | None = None
    deret: tuple[Decimal, ...] = ()


def is_turun(nilai: Decimal, riwayat: Riwayat) -> bool:
    """Whether a cumulative position fell."""
    return riwayat.kumulatif and riwayat.dasar is not None and nilai < riwayat.dasar


def is_lebih_buruk(nilai: Decimal, riwayat: Riwayat) -> bool:
    """Whether the value is worse than the one that it is held beside, by the direction of its formula."""
    if riwayat.banding is None or not riwayat.arah:
        return False
    return nilai < riwayat.banding if riwayat.arah > 0 else nilai > riwayat.banding


def is_luar_tren(nilai: Decimal, riwayat: Riwayat) -> bool:
    """Whether the value (of a cumulative indicator: its step) lies farther from the past than the past itself does."""
    deret = riwayat.deret[-RIWAYAT_MAKS:]
    if len(deret) < RIWAYAT_MIN:
        return False
    with localcontext(KONTEKS):
        satu = nilai - (riwayat.dasar or 0) if riwayat.kumulatif else nilai
        tengah = compute_median(deret)
        jarak = [abs(lalu - tengah) for lalu in deret]
        mad = compute_median(jarak)
        lebar = mad / _MAD if mad else sum(jarak, NOL) / len(jarak) * _RATA
        return bool(lebar) and abs(satu - tengah) > BATAS * lebar


def compute_median(deret: Sequence[Decimal]) -> Decimal:
    """The middle value, of an even number the mean of both; `deret` is not empty."""
    urut = sorted(deret)
    tengah = len(urut) // 2
    return urut[tengah] if len(urut) % 2 else (urut[tengah - 1] + urut[tengah]) / 2


def list_langkah(posisi: Sequence[tuple[int, Decimal]]) -> tuple[Decimal, ...]:
    """The steps of a cumulative indicator from (year, position) in order: each year begins anew at nothing."""
    hasil, tahun_lalu, sebelum = [], None, Decimal(0)
    for tahun, nilai in posisi:
        hasil.append(nilai - (sebelum if tahun == tahun_lalu else 0))
        tahun_lalu, sebelum = tahun, nilai
    return tuple(hasil)
