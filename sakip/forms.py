"""Signing in and changing the password, in our own sentences."""

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm


class MasukForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
        "inactive": "Nama pengguna atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"
        self.fields["username"].error_messages["required"] = "Isi nama pengguna Anda."
        self.fields["password"].error_messages["required"] = "Isi kata sandi Anda."


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
