"""By which way an office signs: its settings, who signs for the service, and the Penanda that follows from both."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from django.views.decorators.debug import sensitive_variables

from collection.models import Pengguna, PerangkatDaerah
from collection.services.isi_berkas import read_berkas
from collection.services.tempat import hold_tempat
from measurement.enums import CaraTanda, StatusUpaya
from measurement.errors import KelengkapanError, SegelError
from measurement.models import Dokumen, IdentitasTanda, PengaturanTanda, PengukuranKinerja, UpayaTanda
from measurement.services.segel import find_segel
from measurement.signing import Penanda
from measurement.signing.akar import list_akar
from measurement.signing.bsre import Pelanggan, PenandaBsreV1, PenandaBsreV2
from measurement.signing.cap_waktu import CapWaktu
from measurement.signing.kirim import Akun
from measurement.signing.pkcs12 import PenandaPkcs12
from measurement.signing.rahasia import unlock
from measurement.signing.unggahan import PenandaUnggahan

BSRE = (CaraTanda.BSRE_V1, CaraTanda.BSRE_V2)
TANPA_NIK = "NIK Anda belum tercatat. Tulis dahulu pada halaman NIK penanda tangan, lalu tanda tangani."
KURANG = {
    CaraTanda.SEGEL: ("frasa", "Tulis frasa sandi segel."),
    CaraTanda.UNGGAH: ("berkas_bertanda", "Pilih berkas PDF yang sudah ditandatangani."),
    CaraTanda.BSRE_V1: ("frasa", "Tulis passphrase BSrE."),
    CaraTanda.BSRE_V2: ("frasa", "Tulis passphrase BSrE atau kode TOTP."),
}
"""What each way cannot do without, and how that is said."""
MAKS_TUNGGU = 2
"""Waits for a service at one time on a machine: less than there are workers (bin/serve), whatever a service does."""
SIBUK_LAYANAN = (
    "Server sedang menunggu layanan tanda tangan untuk orang lain, jadi permintaan Anda belum dikirim. Tekan lagi satu "
    "menit lagi."
)
SaatRujukan = Callable[[str], None]


def find_pengaturan(kantor: PerangkatDaerah) -> PengaturanTanda:
    """The office's settings, read once for each `kantor`; where it has none, those of the seal, not stored."""
    return getattr(kantor, "pengaturan_tanda", None) or PengaturanTanda(perangkat_daerah_id=kantor.pk)


def is_di_luar(pengaturan: PengaturanTanda) -> bool:
    """Whether the signature is made before the door's transaction: it waits for a network, or for a file's check."""
    return pengaturan.cara != CaraTanda.SEGEL or bool(pengaturan.alamat_cap)


def hold_layanan() -> AbstractContextManager[None]:
    """A place among those who wait for a service. Raises SibukError at once where there is none."""
    return hold_tempat("layanan", SIBUK_LAYANAN, MAKS_TUNGGU)


@sensitive_variables("isian")
def find_kurang(cara: CaraTanda, isian: Mapping[str, Any]) -> dict[str, list[str]]:
    """What was not typed or chosen, by field; empty where nothing is missing."""
    nama, pesan = KURANG[cara]
    ada = isian.get(nama) or (cara == CaraTanda.BSRE_V2 and isian.get("totp"))
    return {} if ada else {nama: [pesan]}


@sensitive_variables()
def build_penanda(
    pengaturan: PengaturanTanda, user: Pengguna, isian: Mapping[str, Any], *, saat_rujukan: SaatRujukan
) -> Penanda:
    """The office's way, ready for one signature of this person.

    Raises KelengkapanError where something was not typed, SegelError where a seal, NIK or password is missing,
    BerkasError for the file.
    """
    cara = CaraTanda(pengaturan.cara)
    if kurang := find_kurang(cara, isian):
        raise KelengkapanError(" ".join(pesan for daftar in kurang.values() for pesan in daftar), kurang)
    if cara == CaraTanda.UNGGAH:
        return PenandaUnggahan(read_berkas(isian["berkas_bertanda"], akhiran=(".pdf",), diterima="berkas PDF")[1])
    if cara == CaraTanda.SEGEL:
        return _build_pkcs12(pengaturan)
    pelanggan = build_pelanggan(pengaturan, read_nik(user))
    if cara == CaraTanda.BSRE_V1:
        return PenandaBsreV1(pelanggan, saat_rujukan=saat_rujukan)
    return PenandaBsreV2(pelanggan, totp=str(isian.get("totp") or ""))


def _build_pkcs12(pengaturan: PengaturanTanda) -> PenandaPkcs12:
    segel = find_segel(pengaturan.perangkat_daerah)
    cap = CapWaktu(pengaturan.alamat_cap) if pengaturan.alamat_cap else None
    akar = [segel.penerbit, *list_akar()] if pengaturan.jangka_panjang else []
    return PenandaPkcs12(bytes(segel.p12), cap=cap, akar=akar)


@sensitive_variables()
def build_pelanggan(pengaturan: PengaturanTanda, nik: str) -> Pelanggan:
    """The office's account at the service. Raises SegelError where the password cannot be read any more."""
    sandi = unlock(pengaturan.sandi, "Kata sandi layanan BSrE")
    return Pelanggan(pengaturan.alamat, Akun(pengaturan.akun, sandi), nik)


@sensitive_variables()
def read_nik(user: Pengguna) -> str:
    """The signer's NIK. Raises SegelError where it was never typed or cannot be read any more."""
    identitas = IdentitasTanda.objects.filter(pengguna=user).first()
    if identitas is None:
        raise SegelError(TANPA_NIK)
    return unlock(identitas.nik, "NIK Anda")


@sensitive_variables()
def mask_nik(user: Pengguna) -> str:
    """The NIK as pages show it, its last four digits; empty where there is none that can be read."""
    try:
        return f"{'•' * 12}{read_nik(user)[-4:]}"
    except SegelError:
        return ""


def find_tiba(dokumen: Dokumen) -> UpayaTanda | None:
    """The signed file of the report as it is prepared now, where one has arrived and waits to be stored."""
    sama = {"dokumen": dokumen, "sha256": dokumen.sha256_snapshot, "status": StatusUpaya.TIBA.value}
    return UpayaTanda.objects.filter(**sama).first()


@dataclass(frozen=True)
class KeadaanTanda:
    """What the page of the signature says: the way, the signer's masked NIK, whether a signed file waits, the last
    attempt at it."""

    cara: CaraTanda
    bercap: bool
    nik: str
    tiba: UpayaTanda | None
    terakhir: UpayaTanda | None

    @property
    def bsre(self) -> bool:
        """Whether a service of BSrE signs."""
        return self.cara in BSRE

    @property
    def berjalan(self) -> bool:
        """Whether an attempt is under way."""
        return self.terakhir is not None and self.terakhir.status == StatusUpaya.BERJALAN


def present_tanda(kasus: PengukuranKinerja, user: Pengguna) -> KeadaanTanda:
    """For the case whose report awaits its signature."""
    pengaturan = find_pengaturan(kasus.perangkat_daerah)
    cara, dokumen = CaraTanda(pengaturan.cara), kasus.dokumen_set.first()
    terakhir = dokumen.upaya_set.first() if dokumen else None
    tiba = terakhir is not None and terakhir.status == StatusUpaya.TIBA and terakhir.sha256 == dokumen.sha256_snapshot
    return KeadaanTanda(
        cara=cara, bercap=cara == CaraTanda.SEGEL and bool(pengaturan.alamat_cap),
        nik=mask_nik(user) if cara in BSRE else "", tiba=terakhir if tiba else None, terakhir=terakhir,
    )  # fmt: skip
