"""One target: read from a cell of a form or a file, and put beside what it must agree with."""

from decimal import Decimal

from collection.angka import is_satuan_persen
from collection.enums import RUMUS_BERLABEL, RUMUS_RENTANG, Konsolidasi, Rumus
from collection.errors import IsianError
from collection.keselarasan import TargetTahun
from collection.models import Indikator, PerangkatDaerah, Target, TargetRenstra
from collection.nilai import NilaiTarget, Rentang, parse_dari, parse_target

PANJANG_TULISAN = 120
TAK_TERUKUR = "Capaian terhadap target negatif tidak dapat dihitung; pakai ukuran lain yang tidak negatif."


def read_target(indikator: Indikator, masukan: object, *, persen: bool = False) -> NilaiTarget | None:
    """A target by the rules of its indicator; empty is None. Raises IsianError, also below 0: no formula measures that.

    A range is taken by the two rumus that have one, one number by all. What is promised of "Ya atau tidak" is Ya.
    `persen` tells that a native number comes from a cell formatted as a percentage (collection/angka.py).
    """
    if indikator.rumus in RUMUS_BERLABEL and indikator.label_skala:
        return _read_label(indikator, masukan)
    nilai = parse_target(masukan, desimal=indikator.desimal, persen=persen)
    if isinstance(nilai, Rentang) and indikator.rumus not in RUMUS_RENTANG:
        tulis = indikator.write_nilai(nilai)
        raise IsianError(f"Rumus {indikator.get_rumus_display()} memerlukan target satu angka, bukan rentang {tulis}.")
    if nilai is not None and (nilai.bawah if isinstance(nilai, Rentang) else nilai) < 0:
        raise IsianError(f"Target {indikator.write_nilai(nilai)} negatif. {TAK_TERUKUR}")
    return nilai


def read_dari(indikator: Indikator, masukan: object) -> Decimal | None:
    """The number of a target written as a part of a whole (100 dari 110 organisasi); None for any other.

    Raises IsianError.
    """
    if not isinstance(masukan, str) or indikator.rumus in RUMUS_BERLABEL:
        return None
    return parse_dari(masukan, persen=is_satuan_persen(indikator.satuan))


def write_tulisan(indikator: Indikator, masukan: object) -> str:
    """How such a target is written, to be kept beside its number; empty for any other."""
    return "" if read_dari(indikator, masukan) is None else " ".join(str(masukan).split())[:PANJANG_TULISAN]


def _read_label(indikator: Indikator, masukan: object) -> NilaiTarget | None:
    skor = indikator.read_nilai(masukan)
    if skor is not None and indikator.rumus == Rumus.YA_TIDAK and not skor:
        raise IsianError("Target indikator ini hanya Ya; kosongkan bila belum ditargetkan pada periode itu.")
    return skor


def build_target(indikator: Indikator, target: Target | None, renstra: NilaiTarget | None) -> TargetTahun:
    """The year's targets of an indicator as `keselarasan` compares them; `renstra` is that year's of the Renstra."""
    return TargetTahun(
        Konsolidasi(indikator.konsolidasi), indikator.target_kumulatif, Rumus(indikator.rumus),
        target.setahun if target else None, target.triwulan if target else (None,) * 4, renstra,
    )  # fmt: skip


def map_renstra(kantor: PerangkatDaerah, tahun: int) -> dict[int, NilaiTarget]:
    """Indikator → its target of that year in the Renstra."""
    semua = TargetRenstra.objects.filter(indikator__perangkat_daerah=kantor, tahun=tahun).exclude(nilai=None)
    return {t.indikator_id: t.get_nilai("nilai") for t in semua.order_by()}
