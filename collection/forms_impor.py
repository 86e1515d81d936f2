"""The upload forms of an import, and of a form that was filled in offline."""

from django import forms


class UnggahanForm(forms.Form):
    """Kind, size and content of the file are judged by services/lembar.py."""

    berkas = forms.FileField(
        label="Berkas Excel yang sudah diisi",
        help_text="Format .xlsx, paling besar 5 MB, hasil unduhan dari halaman ini.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Pilih berkas Excel yang akan diperiksa.",
            "empty": "Berkas ini kosong. Pilih berkas Excel yang sudah diisi.",
        },
    )


class ImporForm(forms.Form):
    """Kind, size and content of the file are judged by services/lembar.py."""

    berkas = forms.FileField(
        label="Berkas Excel",
        help_text="Format .xlsx, paling besar 5 MB. Paling mudah: unduh templat, ubah targetnya, unggah di sini.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Pilih berkas Excel yang akan diperiksa.",
            "empty": "Berkas ini kosong. Pilih berkas Excel yang berisi target.",
        },
    )
