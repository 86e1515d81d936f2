"""Columns for values and for money."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from collection.nilai import NilaiTarget, build_target, split_target

ATAS = "{}_atas"
"""Where the upper bound of a range stands beside its lower bound; empty where the target is one number."""


class NilaiField(models.DecimalField):
    """A target or realisasi. 15 significant digits: SQLite keeps no more."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"max_digits": 24, "decimal_places": 6, "null": True, "blank": True, **kwargs})


class RupiahField(models.DecimalField):
    """An amount of money in rupiah."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"max_digits": 18, "decimal_places": 2, **kwargs})


def list_kolom(nama: Iterable[str]) -> tuple[str, ...]:
    """The columns of these targets: each with that of its upper bound."""
    return tuple(kolom for satu in nama for kolom in (satu, ATAS.format(satu)))


def build_syarat(tabel: str, nama: Iterable[str]) -> list[models.CheckConstraint]:
    """That each upper bound lies above its lower bound, which is then there."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{ATAS.format(satu)}__isnull": True}) | Q(**{f"{ATAS.format(satu)}__gt": F(satu)}),
            name=f"{tabel}_{satu}_rentang",
        )
        for satu in nama
    ]


class RentangModel(models.Model):
    """A row whose targets may be ranges: one value outside, two columns inside."""

    class Meta:
        abstract = True

    def get_nilai(self, nama: str) -> NilaiTarget | None:
        """The target of that name: one number, a range, or none."""
        return build_target(getattr(self, nama), getattr(self, ATAS.format(nama)))

    def set_nilai(self, nama: str, nilai: NilaiTarget | None) -> None:
        """Put a target into its two columns."""
        for kolom, isi in zip(list_kolom([nama]), split_target(nilai), strict=True):
            setattr(self, kolom, isi)
