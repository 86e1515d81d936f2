"""Signing in and changing the password, in our own sentences."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from collection.errors import TertahanError
from collection.services.masuk import begin_masuk, fail_masuk, finish_masuk
from collection.views.alamat import find_alamat


class MasukForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
        "inactive": "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
    }

    tertahan: TertahanError | None = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"
        self.fields["username"].error_messages["required"] = "Isi nama pengguna Anda."
        self.fields["password"].error_messages["required"] = "Isi kata sandi Anda."


    def clean(self) -> dict[str, str]:
        """Whether the password is right, unless too many were wrong: `tertahan` is that refusal."""
        username = self.cleaned_data.get("username")
        if not username or not self.cleaned_data.get("password"):
            return self.cleaned_data
        try:
            percobaan = begin_masuk(username=username, alamat=find_alamat(self.request))
        except TertahanError as galat:
            self.tertahan = galat
            raise ValidationError(str(galat), code="tertahan") from galat
        try:
            isian = super().clean()
        except ValidationError:
            fail_masuk(percobaan)
            raise
        finish_masuk(percobaan)
        return isian


class SandiForm(PasswordChangeForm):
    error_messages = {
        "password_mismatch": "Kedua kata sandi baru tidak sama. Ketik ulang keduanya.",
        "password_incorrect": "Kata sandi sekarang tidak cocok. Ketik ulang.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for nama, label, kosong, bantuan in (
            ("old_password", "Kata sandi sekarang", "Isi kata sandi Anda sekarang.", ""),
            (
                "new_password1",
                "Kata sandi baru",
                "Isi kata sandi baru.",
                "Paling sedikit 10 karakter. Jangan memakai nama Anda atau kata sandi yang umum.",
            ),
            ("new_password2", "Ketik ulang kata sandi baru", "Ketik ulang kata sandi baru.", ""),
        ):
            field = self.fields[nama]
            field.label, field.help_text = label, bantuan
            field.error_messages["required"] = kosong
