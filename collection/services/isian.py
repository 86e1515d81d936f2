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
        kesalahan: dict[str, list[str]] = {}
        for nama, isi in error.error_dict.items():
            for satu in isi:
                kesalahan.setdefault(_find_isian(nama, satu), []).append(_write_pesan(satu))
        raise IsianError("Ada isian yang belum benar.", kesalahan) from error


def _find_isian(nama: str, galat: ValidationError) -> str:
    """The field that a fault stands at: a code that must be unique below its parent is the code's, not the form's."""
    if nama != "__all__":
        return nama
    return "kode" if "kode" in ((galat.params or {}).get("unique_check") or ()) else ""


def _write_pesan(galat: ValidationError) -> str:
    """The sentence of one fault. Of what must be unique our own: Django's Indonesian says "tidak ada" of it."""
    if _find_isian("__all__", galat):
        return f"Kode ini sudah dipakai {(galat.params or {})['model_name']} lain."
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
