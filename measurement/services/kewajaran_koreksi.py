"""Whether a correction's value is plausible: the checks of a unit's cell (collection/kewajaran.py) on a frozen row."""

from decimal import Decimal

from collection.enums import Derajat
from collection.errors import IsianError
from collection.kewajaran import Konteks, find_temuan
from measurement.errors import PeringatanError
from measurement.models import BarisKertasKerja
from measurement.services.hitung import read_deret


def require_wajar(baris: BarisKertasKerja, nilai: Decimal, yakin: bool) -> list[str]:
    """The warnings that were confirmed (`yakin`), as sentences for the audit trail; empty where none.

    `nilai` is the triwulan's own, in the indicator's unit. Raises IsianError for what can have no meaning, and
    PeringatanError for what is questionable and was not confirmed.
    """
    temuan = find_temuan(nilai, build_konteks(baris))
    if halangan := [satu.pesan for satu in temuan if satu.derajat is Derajat.HALANGI]:
        raise IsianError(" ".join(halangan))
    peringatan = [satu.pesan for satu in temuan if satu.derajat is Derajat.PERINGATAN]
    if peringatan and not yakin:
        raise PeringatanError(" ".join(peringatan))
    return peringatan


def build_konteks(baris: BarisKertasKerja) -> Konteks:
    """What the frozen copy knows around the triwulan: the series of its year, for a correction sees nothing else.

    A unit that wrote a negative value itself has remarked on it, so that a correction may be negative there too.
    """
    lalu = [satu for satu in read_deret(baris.deret["realisasi"])[:-1] if satu is not None]
    ditulis = [*lalu, *([baris.realisasi_triwulan] if baris.realisasi_triwulan is not None else [])]
    target = [satu for satu in (baris.target_tahunan, *read_deret(baris.deret["target"])) if satu is not None]
    return Konteks(
        satuan=baris.satuan, desimal=baris.desimal, bertanda=any(satu < 0 for satu in ditulis),
        target=max(target, default=None), lalu=lalu[-1] if lalu else None,
        skala={Decimal(skor): label for skor, label in baris.label_skala.items()} or None,
    )  # fmt: skip
