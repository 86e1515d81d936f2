"""The form with which a Kepala makes the office's seal."""

from typing import Any

from django import forms

from collection.enums import Peran
from collection.models import Pengguna, PerangkatDaerah
from collection.queries import list_penugasan


class SegelForm(forms.Form):
    """The office (of those where the user is Kepala today) and the passphrase, twice. It is never shown again."""

    kantor = forms.ModelChoiceField(PerangkatDaerah.objects.none(), label="Perangkat daerah", empty_label=None)
    frasa = forms.CharField(
        label="Frasa sandi", strip=False, max_length=200, min_length=10,
        help_text="Paling sedikit 10 karakter. Frasa ini tidak disimpan: catat sendiri, karena diketik pada setiap "
        "tanda tangan dan tidak dapat dipulihkan.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={
            "required": "Tulis frasa sandi.", "min_length": "Frasa sandi paling sedikit 10 karakter.",
        },
    )  # fmt: skip
    ulang = forms.CharField(
        label="Frasa sandi sekali lagi", strip=False, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Tulis frasa sandi sekali lagi."},
    )  # fmt: skip

    def __init__(self, user: Pengguna, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kepala = list_penugasan(user).filter(peran=Peran.KEPALA).values("perangkat_daerah")
        self.fields["kantor"].queryset = PerangkatDaerah.objects.filter(pk__in=kepala)

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if "frasa" in isi and "ulang" in isi and isi["frasa"] != isi["ulang"]:
            self.add_error("ulang", "Kedua frasa sandi tidak sama. Ketik ulang keduanya.")
        return isi
