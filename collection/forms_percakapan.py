"""What is said about a row, and who is called to it."""

from django import forms

from collection.models import Pengguna
from collection.services.percakapan import PANJANG_KOMENTAR


class KomentarForm(forms.Form):
    """One entry; `orang` are the people who may see the row."""

    isi = forms.CharField(
        label="Komentar", max_length=PANJANG_KOMENTAR, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis komentarnya."},
    )  # fmt: skip
    sebut = forms.TypedMultipleChoiceField(
        label="Sebut orang", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Yang disebut diberi tahu pada Tugas saya dan lewat surel.",
        error_messages={"invalid_choice": "Pilih orang dari daftar."},
    )  # fmt: skip

    def __init__(self, orang: list[Pengguna], *args: object, **kwargs: object):
        super().__init__(*args, **kwargs)
        self.fields["sebut"].choices = [(satu.pk, f"@{satu.nama}") for satu in orang]
