"""One target: read from a cell of a form or a file, and put beside what it must agree with."""

from decimal import Decimal

from collection.angka import format_nilai, parse_angka
from collection.enums import Konsolidasi, Rumus
from collection.errors import IsianError
from collection.keselarasan import TargetTahun
from collection.models import Indikator, PerangkatDaerah, Target, TargetRenstra

TAK_TERUKUR = "Capaian terhadap target negatif tidak dapat dihitung; pakai ukuran lain yang tidak negatif."


def read_target(indikator: Indikator, masukan: object, *, persen: bool = False) -> Decimal | None:
    """A target by the rules of its indicator; empty is None. Raises IsianError, also below 0: no formula measures that.

    `persen` tells that a native number comes from a cell formatted as a percentage (collection/angka.py).
    """
    if indikator.rumus == Rumus.PREDIKAT:
        return indikator.read_nilai(masukan)
    nilai = parse_angka(masukan, desimal=indikator.desimal, persen=persen)
    if nilai is not None and nilai < 0:
        raise IsianError(f"Target {format_nilai(nilai, indikator.desimal)} negatif. {TAK_TERUKUR}")
    return nilai


def build_target(indikator: Indikator, target: Target | None, renstra: Decimal | None) -> TargetTahun:
    """The year's targets of an indicator as `keselarasan` compares them; `renstra` is that year's of the Renstra."""
    return TargetTahun(
        Konsolidasi(indikator.konsolidasi), indikator.target_kumulatif, Rumus(indikator.rumus),
        target.tahunan if target else None, target.triwulan if target else (None,) * 4, renstra,
    )  # fmt: skip


def map_renstra(kantor: PerangkatDaerah, tahun: int) -> dict[int, Decimal]:
    """Indikator → its target of that year in the Renstra."""
    semua = TargetRenstra.objects.filter(indikator__perangkat_daerah=kantor, tahun=tahun).exclude(nilai=None)
    return dict(semua.order_by().values_list("indikator", "nilai"))
