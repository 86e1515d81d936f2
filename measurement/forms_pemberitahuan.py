"""How the user wants notices by e-mail."""

from django import forms

from measurement.enums import CaraSurel


class PemberitahuanForm(forms.Form):
    """The user's own wish and address."""

    email = forms.EmailField(
        label="Alamat surel", required=False, max_length=254,
        help_text="Tanpa alamat, pemberitahuan hanya tampil pada Tugas saya.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
    cara = forms.ChoiceField(label="Pemberitahuan lewat surel", choices=CaraSurel.choices(), widget=forms.RadioSelect)
