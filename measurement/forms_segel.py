"""The forms with which a Kepala makes the office's seal, or uploads one."""

from typing import Any

from django import forms

from collection.enums import Peran
from collection.models import Pengguna, PerangkatDaerah
from collection.queries import list_penugasan


class KantorSegelForm(forms.Form):
    """The office: of those where the user is Kepala today."""

    kantor = forms.ModelChoiceField(PerangkatDaerah.objects.none(), label="Perangkat daerah", empty_label=None)

    def __init__(self, user: Pengguna, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        kepala = list_penugasan(user).filter(peran=Peran.KEPALA).values("perangkat_daerah")
        self.fields["kantor"].queryset = PerangkatDaerah.objects.filter(pk__in=kepala)


class SegelForm(KantorSegelForm):
    """A seal made here: the passphrase, twice. It is never shown again."""

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

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if "frasa" in isi and "ulang" in isi and isi["frasa"] != isi["ulang"]:
            self.add_error("ulang", "Kedua frasa sandi tidak sama. Ketik ulang keduanya.")
        return isi


class UnggahSegelForm(KantorSegelForm):
    """The office's own PKCS#12 and what opens it; a phrase of its own to keep it with, where that one is too short."""

    berkas = forms.FileField(
        label="Berkas PKCS#12",
        help_text="Berkas .p12 atau .pfx dengan kunci, sertifikat, dan rantainya; paling besar 100 KB.",
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,application/x-pkcs12"}),
        error_messages={"required": "Pilih berkas PKCS#12.", "empty": "Berkas ini kosong. Pilih berkas PKCS#12."},
    )  # fmt: skip
    frasa = forms.CharField(
        label="Frasa sandi berkas", strip=False, max_length=200, required=False,
        help_text="Frasa yang membuka berkas ini. Tidak disimpan.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    frasa_baru = forms.CharField(
        label="Frasa sandi segel yang baru", strip=False, max_length=200, required=False,
        help_text="Kosongkan untuk memakai frasa berkasnya. Wajib, paling sedikit 10 karakter, bila frasa berkas lebih "
        "pendek. Tidak disimpan: catat sendiri.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    ulang = forms.CharField(
        label="Frasa sandi baru sekali lagi", strip=False, max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        if isi.get("frasa_baru", "") != isi.get("ulang", ""):
            self.add_error("ulang", "Kedua frasa sandi baru tidak sama. Ketik ulang keduanya.")
        return isi
