"""BSrE's e-Sign Client Service inside the agency's network, v1 and v2: status first, then one signature.

What comes back is not believed here: `terima` holds it against the bytes that were sent.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import quote

import aiohttp
from django.views.decorators.debug import sensitive_variables

from measurement.errors import FrasaError, LayananError, SegelError
from measurement.signing.banding import clean
from measurement.signing.kirim import Akun, Jawaban, Kiriman, send

LAYANAN = "Layanan BSrE"
BOLEH = "ISSUE"
KODE_FRASA = 2031
DETIK_STATUS, MAKS_STATUS, DETIK_UNDUH = 15, 64 * 1024, 15
PANJANG_RUJUKAN = 100
STATUS = {
    "EXPIRED": "Sertifikat elektronik {} pada BSrE sudah kedaluwarsa. Ajukan penerbitan baru.",
    "RENEW": "Sertifikat elektronik {} pada BSrE sedang diperbarui. Selesaikan pembaruannya, lalu tanda tangani.",
    "WAITING_FOR_VERIFICATION": "Pendaftaran {} pada BSrE masih menunggu verifikasi. Hubungi verifikator instansi.",
    "NEW": "Akun {} pada BSrE baru terdaftar dan belum diaktifkan. Ikuti surel aktivasi dari BSrE.",
    "NO_CERTIFICATE": "Akun {} pada BSrE belum mempunyai sertifikat elektronik. Ajukan penerbitannya dahulu.",
    "NOT_REGISTERED": "NIK ini belum terdaftar pada BSrE. Periksa NIK, atau daftar melalui verifikator instansi.",
    "SUSPEND": "Akun atau sertifikat {} pada BSrE sedang dibekukan. Hubungi verifikator instansi.",
    "REVOKE": "Sertifikat elektronik {} pada BSrE sudah dicabut. Ajukan penerbitan baru.",
}
"""Why each status other than ISSUE may not sign, and what to do; whose it is stands in the place."""
ANDA, PEMILIK = "Anda", "pemilik NIK itu"
NGAWUR = f"{LAYANAN} menjawab dengan sesuatu yang tidak dikenal, jadi tidak ada yang disimpan."
DITOLAK = f"{LAYANAN} menolak akun aplikasi ini. Admin memeriksa nama akun dan kata sandi pada pengaturan tanda tangan."
FRASA_SALAH = "{} salah. Dokumen belum ditandatangani; ketik ulang."
PASSPHRASE, KODE_TOTP = "Passphrase BSrE", "Kode TOTP BSrE"
_RUJUKAN = re.compile(r"[A-Za-z0-9._-]{1,100}")


@dataclass(frozen=True)
class Pelanggan:
    """Where the service is, its account, and whose signature is asked for."""

    alamat: str
    akun: Akun
    nik: str = field(repr=False)

    def build_kiriman(self, metode: str, jalur: str, **lain: Any) -> Kiriman:
        """A request to one of the service's paths."""
        return Kiriman(metode, f"{self.alamat.rstrip('/')}{jalur}", LAYANAN, akun=self.akun, **lain)


def read_status(pelanggan: Pelanggan, *, v2: bool) -> str:
    """The word for the signer's certificate: ISSUE or a key of `STATUS`. Raises LayananError."""
    batas = {"detik": DETIK_STATUS, "maks": MAKS_STATUS}
    if v2:
        jawab = send(pelanggan.build_kiriman(
            "POST", "/api/v2/user/check/status", json={"nik": pelanggan.nik}, **batas
        ))  # fmt: skip
    else:
        jawab = send(pelanggan.build_kiriman("GET", f"/api/user/status/{quote(pelanggan.nik, safe='')}", **batas))
    if jawab.status in (401, 403):
        raise LayananError(DITOLAK)
    status = str(_read_json(jawab).get("status", "")).strip().upper()
    if status != BOLEH and status not in STATUS:
        raise LayananError(NGAWUR)
    return status


def require_issue(pelanggan: Pelanggan, *, v2: bool) -> None:
    """Raises SegelError in the words of the status where the signer may not sign."""
    status = read_status(pelanggan, v2=v2)
    if status != BOLEH:
        raise SegelError(tell_status(status, ANDA))


def tell_status(status: str, siapa: str) -> str:
    """What a status means, said to the signer (ANDA) or of somebody (PEMILIK)."""
    return "boleh menandatangani." if status == BOLEH else STATUS[status].format(siapa)


class PenandaBsreV1:
    """A Penanda that sends the file as multipart; `saat_rujukan` is told the number for fetching it again."""

    def __init__(self, pelanggan: Pelanggan, *, saat_rujukan: Callable[[str], None]):
        self._pelanggan, self._saat_rujukan, self._rujukan = pelanggan, saat_rujukan, ""

    @sensitive_variables("frasa", "teks", "kiriman")
    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """The signed file. Where the answer breaks off after its number was told, it is fetched by that number."""
        require_issue(self._pelanggan, v2=False)
        teks = {
            "nik": self._pelanggan.nik, "passphrase": frasa, "tampilan": "invisible", "reason": alasan,
            "location": lokasi,
        }  # fmt: skip
        kiriman = self._pelanggan.build_kiriman(
            "POST", "/api/sign/pdf", data=partial(_build_isian, pdf, teks), saat_kepala=self._note_rujukan
        )
        try:
            return _read_pdf(send(kiriman), (frasa, self._pelanggan.nik))
        except LayananError:
            if not self._rujukan:
                raise
        return self.recover(self._rujukan)

    def recover(self, rujukan: str) -> bytes:
        """What was signed under that number. Raises LayananError, also for what can be no number."""
        if not _RUJUKAN.fullmatch(rujukan):
            raise LayananError(NGAWUR)
        jalur = f"/api/sign/download/{quote(rujukan, safe='')}"
        return _read_pdf(send(self._pelanggan.build_kiriman("GET", jalur, detik=DETIK_UNDUH)))

    def _note_rujukan(self, kepala: Mapping[str, str]) -> None:
        rujukan = kepala.get("id_dokumen", "").strip()
        if _RUJUKAN.fullmatch(rujukan):
            self._rujukan = rujukan
            self._saat_rujukan(rujukan)


class PenandaBsreV2:
    """A Penanda that sends the file as JSON; a TOTP code may stand for the passphrase."""

    def __init__(self, pelanggan: Pelanggan, *, totp: str = ""):
        self._pelanggan, self._totp = pelanggan, totp

    @sensitive_variables("frasa", "rahasia", "isian", "kiriman")
    def sign(self, pdf: bytes, frasa: str, *, alasan: str, lokasi: str, nama: str) -> bytes:
        """The signed file out of the answer's one entry."""
        require_issue(self._pelanggan, v2=True)
        rahasia = {"totp": self._totp} if self._totp else {"passphrase": frasa}
        isian = {
            "nik": self._pelanggan.nik, **rahasia,
            "signatureProperties": [{"tampilan": "INVISIBLE", "reason": alasan, "location": lokasi}],
            "file": [base64.b64encode(pdf).decode()],
        }  # fmt: skip
        jawab = send(self._pelanggan.build_kiriman("POST", "/api/v2/sign/pdf", json=isian))
        apa = KODE_TOTP if self._totp else PASSPHRASE
        _check_ditolak(jawab, (frasa, self._totp, self._pelanggan.nik), apa)
        semua = _read_json(jawab).get("file")
        if not (isinstance(semua, list) and len(semua) == 1 and isinstance(semua[0], str)):
            raise LayananError(NGAWUR)
        try:
            return base64.b64decode(semua[0], validate=True)
        except (binascii.Error, ValueError):
            raise LayananError(NGAWUR) from None


@sensitive_variables("teks")
def _build_isian(pdf: bytes, teks: Mapping[str, str]) -> aiohttp.FormData:
    isian = aiohttp.FormData()
    isian.add_field("file", pdf, filename="laporan.pdf", content_type="application/pdf")
    for kunci, nilai in teks.items():
        isian.add_field(kunci, nilai)
    return isian


def _read_pdf(jawab: Jawaban, rahasia: tuple[str, ...] = ()) -> bytes:
    _check_ditolak(jawab, rahasia)
    if not jawab.isi.startswith(b"%PDF-"):
        raise LayananError(NGAWUR)
    return jawab.isi


@sensitive_variables("rahasia")
def _check_ditolak(jawab: Jawaban, rahasia: tuple[str, ...], apa: str = PASSPHRASE) -> None:
    """Raises FrasaError for the code of a wrong passphrase, LayananError with what the service says for the rest.

    `apa`: what was sent as one.
    """
    if jawab.status == 200:
        return
    if jawab.status in (401, 403):
        raise LayananError(DITOLAK)
    isi = _read_json(jawab)
    kode = isi.get("status_code")
    if str(kode) == str(KODE_FRASA):
        raise FrasaError(FRASA_SALAH.format(apa))
    pesan = clean(str(isi.get("error") or isi.get("message") or ""))
    if any(satu and satu in pesan for satu in rahasia):  # a service that repeats what it was told
        pesan = ""
    nomor = f" (kode {kode})" if isinstance(kode, int) else ""
    raise LayananError(f"{LAYANAN} menolak{nomor}: {pesan or 'tanpa keterangan'}.")


def _read_json(jawab: Jawaban) -> dict[str, Any]:
    """The answer's object. Raises LayananError for anything else."""
    try:
        isi = json.loads(jawab.isi)
    except (ValueError, RecursionError):
        isi = None
    if not isinstance(isi, dict):
        raise LayananError(NGAWUR)
    return isi
