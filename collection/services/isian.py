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
        semua = {nama: [_write_pesan(satu) for satu in isi] for nama, isi in error.error_dict.items()}
        kesalahan = {"" if nama == "__all__" else nama: pesan for nama, pesan in semua.items()}
        raise IsianError("Ada isian yang belum benar.", kesalahan) from error


def _write_pesan(galat: ValidationError) -> str:
    """The sentence of one fault. Of what must be unique our own: Django's Indonesian says "tidak ada" of it."""
    if galat.code in ("unique", "unique_together") and galat.params and "field_labels" in galat.params:
        return f"{galat.params['field_labels']} ini sudah dipakai {galat.params['model_name']} lain."
    if galat.code == "unique" and galat.params:
        return f"{galat.params['field_label']} ini sudah dipakai {galat.params['model_name']} lain."
    return " ".join(galat.messages)


def change_objek(objek: models.Model, isian: Mapping[str, object]) -> tuple[dict, dict]:
    """Set the fields, in memory; gives the old and the new values of those that differ."""
    lama = {nama: getattr(objek, nama) for nama, nilai in isian.items() if getattr(objek, nama) != nilai}
    baru = {nama: isian[nama] for nama in lama}
    for nama, nilai in baru.items():
        setattr(objek, nama, nilai)
    return lama, baru
