"""What a page sends besides what a person types: where it did not arrive, one sentence says so."""

from django import forms
from django.db import models

from collection.models import Pengguna, PerangkatDaerah
from collection.services.jejak import write_penolakan

TAK_UTUH = "Kiriman halaman ini tidak utuh, jadi belum dicatat. Periksa kembali isian di bawah, lalu kirim lagi."


def is_lengkap(
    form: forms.Form, *, kantor: PerangkatDaerah, user: Pengguna, aksi: str, objek: models.Model
) -> bool:
    """Whether the form may go to its service.

    A hidden field that is missing or garbled is nothing that a person can mend: its error becomes one sentence
    above the form, the field gets its present value, what was typed stays, and the refusal is audited.
    """
    if form.is_valid():
        return True
    rusak = [field.name for field in form.hidden_fields() if field.errors]
    if rusak:
        form.data = form.data.copy()
        for nama in rusak:
            del form.errors[nama]
            form.data[form.add_prefix(nama)] = form.get_initial_for_field(form.fields[nama], nama)
        form.add_error(None, TAK_UTUH)
        write_penolakan(kantor=kantor, user=user, aksi=aksi, objek=objek, alasan=TAK_UTUH)
    return False
