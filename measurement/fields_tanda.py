"""What the signer types or chooses, for each way of signing; nothing of it is ever shown again."""

from django import forms
from django.conf import settings

from measurement.enums import CaraTanda
from measurement.models import PengukuranKinerja
from measurement.services.tanda_tangan import KURANG, find_pengaturan, find_tiba

TANPA_FRASA = KURANG[CaraTanda.SEGEL][1]
PANJANG_TOTP = 12


def build_bidang_tanda(kasus: PengukuranKinerja) -> dict[str, forms.Field]:
    """Fields of the case's signature; none where the signed file has arrived and is only to be stored."""
    dokumen = kasus.dokumen_set.first()
    if dokumen and find_tiba(dokumen):
        return {}
    cara = CaraTanda(find_pengaturan(kasus.perangkat_daerah).cara)
    if cara == CaraTanda.UNGGAH:
        return {"berkas_bertanda": _build_berkas()}
    if cara == CaraTanda.SEGEL:
        return {"frasa": build_frasa()}
    if cara == CaraTanda.BSRE_V1:
        return {"frasa": _build_passphrase(required=True)}
    return {"frasa": _build_passphrase(required=False), "totp": _build_totp()}


def build_frasa(*, required: bool = True) -> forms.Field:
    """What opens the office's seal for one signature; never shown again, not even in a refused form."""
    return forms.CharField(
        label="Frasa sandi segel", strip=False, required=required,
        help_text="Tidak disimpan. Frasa ini membuka sertifikat segel kantor untuk satu kali tanda tangan.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}), error_messages={"required": TANPA_FRASA},
    )  # fmt: skip


def _build_passphrase(*, required: bool) -> forms.Field:
    field = forms.CharField(
        label="Passphrase BSrE", strip=False, required=required, max_length=200,
        help_text="Tidak disimpan dan tidak dicatat. Dikirim satu kali ke layanan BSrE untuk tanda tangan ini.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        error_messages={"required": KURANG[CaraTanda.BSRE_V1][1]},
    )  # fmt: skip
    field.boleh_kosong = "boleh kosong bila kode TOTP diisi"
    return field


def _build_totp() -> forms.Field:
    field = forms.CharField(
        label="Kode TOTP", required=False, max_length=PANJANG_TOTP,
        help_text="Kode sekali pakai dari BSrE, sebagai ganti passphrase.",
        widget=forms.PasswordInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )  # fmt: skip
    field.boleh_kosong = "boleh kosong bila passphrase diisi"
    return field


def _build_berkas() -> forms.Field:
    megabyte = settings.MAKS_UKURAN_BUKTI // 1024 // 1024
    return forms.FileField(
        label="PDF yang sudah ditandatangani", widget=forms.FileInput(attrs={"accept": ".pdf"}),
        help_text="Berkas yang diunduh di atas, ditandatangani tanpa tampilan (invisible), paling besar "
        f"{megabyte} MB. Berkas yang dicetak, digabung, atau disimpan ulang ditolak.",
        error_messages={"required": KURANG[CaraTanda.UNGGAH][1]},
    )  # fmt: skip
