"""The form of the office's logo. What a picture must be is in collection/services/isi_logo.py."""

from django import forms


class LogoForm(forms.Form):
    """A file; its content is judged by the service."""

    berkas = forms.FileField(
        label="Berkas logo", allow_empty_file=True,
        help_text="PNG atau JPG, paling besar 2 MB, sisi 120 sampai 4.000 piksel, sisi panjang paling banyak 4 kali "
        "sisi pendek. Latar tembus pandang menjadi putih.",
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,.png,.jpg,.jpeg"}),
        error_messages={"required": "Pilih berkas logo."},
    )  # fmt: skip
