"""Bringing what a form says into a row: validated by the model, with old and new values for the audit trail."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models

from collection.errors import IsianError


def clean_objek(objek: models.Model) -> None:
    """Raises IsianError with the model's own sentences for each field."""
    try:
        objek.full_clean()
    except ValidationError as error:
        kesalahan = {"" if nama == "__all__" else nama: pesan for nama, pesan in error.message_dict.items()}
        raise IsianError("Ada isian yang belum benar.", kesalahan) from error


def change_objek(objek: models.Model, isian: Mapping[str, object]) -> tuple[dict, dict]:
    """Set the fields, in memory; gives the old and the new values of those that differ."""
    lama = {nama: getattr(objek, nama) for nama, nilai in isian.items() if getattr(objek, nama) != nilai}
    baru = {nama: isian[nama] for nama in lama}
    for nama, nilai in baru.items():
        setattr(objek, nama, nilai)
    return lama, baru
