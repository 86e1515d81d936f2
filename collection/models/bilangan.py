"""Columns for values and for money."""

from django.db import models


class NilaiField(models.DecimalField):
    """A target or realisasi. 15 significant digits: SQLite keeps no more."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"max_digits": 24, "decimal_places": 6, "null": True, "blank": True, **kwargs})


class RupiahField(models.DecimalField):
    """An amount of money in rupiah."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"max_digits": 18, "decimal_places": 2, **kwargs})
