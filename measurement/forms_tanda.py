"""Forms of an office's way to sign, of the check of its service, and of a signer's NIK."""

from typing import Any

from django import forms
from django.views.decorators.debug import sensitive_variables

from measurement.enums import CaraTanda
from measurement.models import PengaturanTanda
from measurement.services.pengaturan_tanda import PANJANG_NIK, check_isi, is_nik

NIK_SALAH = f"Tulis NIK dengan {PANJANG_NIK} angka."
HANYA_BSRE = "hanya untuk cara BSrE"


class PengaturanTandaForm(forms.Form):
    """The way and what it needs; a password that is stored is never sent to the page again."""

    cara = forms.ChoiceField(
        label="Cara menandatangani laporan", choices=CaraTanda.choices(), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Pilih cara menandatangani laporan."),
    )  # fmt: skip
    alamat = forms.CharField(
        label="Alamat layanan BSrE", required=False, max_length=200,
        help_text="Alamat e-Sign Client Service di jaringan instansi, misalnya http://10.0.0.5 atau "
        "https://esign.kabupaten.go.id.",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    akun = forms.CharField(
        label="Nama akun layanan", required=False, max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    sandi = forms.CharField(
        label="Kata sandi layanan", required=False, strip=False, max_length=200,
        help_text="Disimpan tersandi dengan kunci instalasi dan tidak pernah ditampilkan lagi.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    wajib_tepercaya = forms.BooleanField(
        label="Hanya terima sertifikat yang rantainya sampai ke akar yang dipercaya instalasi", required=False,
        help_text="Tanpa centang, sertifikat lain juga diterima, dan halaman verifikasi menyebut bahwa rantai "
        "sertifikat tidak dapat dipastikan. Tidak berlaku bagi segel kantor.",
    )  # fmt: skip
    alamat_cap = forms.CharField(
        label="Alamat layanan cap waktu (TSA) untuk segel kantor", required=False, max_length=200,
        help_text="Dengan cap waktu, segel menjadi PAdES B-T. Kosong: PAdES B-B.",
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )  # fmt: skip
    jangka_panjang = forms.BooleanField(
        label="Sertakan data pembuktian jangka panjang (PAdES B-LTA)", required=False,
        help_text="Perlu cap waktu, dan akar sertifikat TSA terpasang pada instalasi.",
    )  # fmt: skip

    def __init__(self, pengaturan: PengaturanTanda, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for nama in self.fields:
            self.fields[nama].initial = "" if nama == "sandi" else getattr(pengaturan, nama)
        for nama in ("alamat", "akun", "sandi"):
            self.fields[nama].boleh_kosong = HANYA_BSRE
        self.fields["alamat_cap"].boleh_kosong = "boleh kosong; hanya untuk segel kantor"
        self.ada_sandi = bool(pengaturan.sandi)
        if self.ada_sandi:
            self.fields["sandi"].boleh_kosong = "boleh kosong bila tidak berubah"

    @sensitive_variables("isi")
    def clean(self) -> dict[str, Any]:
        isi = super().clean()
        for nama, pesan in check_isi(isi, ada_sandi=self.ada_sandi).items():
            if nama not in self.errors:
                self.add_error(nama, pesan)
        return isi


class NikForm(forms.Form):
    """A NIK: the signer's own, or one to try the service with. What was typed is not shown again."""

    nik = forms.CharField(
        label="NIK", max_length=PANJANG_NIK + 4, error_messages={"required": NIK_SALAH},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, wajib: bool = True, bantuan: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["nik"].required, self.fields["nik"].help_text = wajib, bantuan

    @sensitive_variables("nik")
    def clean_nik(self) -> str:
        """Digits only, as they stand on the identity card."""
        nik = "".join(self.cleaned_data["nik"].split())
        if (nik or self.fields["nik"].required) and not is_nik(nik):
            raise forms.ValidationError(NIK_SALAH)
        return nik
