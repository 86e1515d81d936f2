"""A PDF that somebody holds beside what was sealed here: the very file, that file changed, or none of ours.

Only what was signed is looked at (the public scopes): a draft, however true, is none of ours, as any other file is.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from collection.angka import format_nilai
from collection.services.tempat import hold_tempat
from measurement.enums import KeadaanUnggahan
from measurement.errors import SegelError
from measurement.queries import scope_dokumen_publik, scope_naskah_publik, scope_pulihan_publik
from measurement.services.penyegelan import Bersegel, read_bersegel, validate_sekali
from measurement.signing.banding import compare_aman
from measurement.signing.jejak_berkas import TandaMentah, is_terkunci, list_akhir, list_kode, list_tanda

TERKAIT = ("pengukuran__perangkat_daerah", "pengukuran__periode", "pengukuran__sop", "pengukuran__tindakan")
TERKAIT_LAPORAN = (*TERKAIT, "penanda_tangan", "segel__perangkat_daerah", "tanda_tangan")
TERKAIT_NASKAH = (
    "segel__perangkat_daerah", "naskah__nomor_surat", "naskah__disposisi__pengguna", "naskah__disposisi__tindakan",
    *(f"naskah__disposisi__{nama}" for nama in TERKAIT),
)  # fmt: skip
MAKS_CALON = 400
"""Documents of one seal whose bytes are searched for a signature: an office's of some forty years."""
POTONGAN = 4096
PANJANG_KODE = 40
DETIK_SIBUK = 10
SIBUK = "Server sedang memeriksa berkas lain. Tunggu sepuluh detik, lalu pilih berkasnya dan tekan Periksa berkas lagi."
TANPA_ASLI = "Berkas asli di server sedang tidak dapat dibaca, jadi perbedaannya tidak dapat disebut satu per satu."
DITULIS_ULANG = (
    "Berkas ditulis atau disimpan ulang oleh aplikasi lain: urutan bytenya tidak lagi sama dengan yang ditandatangani."
)
SEBELUM_TANDA = (
    "Sampai byte ke-{} berkas ini sama dengan naskah sebelum ditandatangani; yang ditambahkan sesudahnya bukan tanda "
    "tangan yang asli."
)
RUANG_TANDA = "Yang berubah hanya byte di ruang tanda tangan; isi dokumen yang ditandatangani sama."


@dataclass(frozen=True)
class HasilUnggahan:
    """What an upload is; `dokumen`: the one that it is or was, `perubahan`: sentences that name what was changed."""

    keadaan: KeadaanUnggahan
    dokumen: Bersegel | None = None
    perubahan: list[str] = field(default_factory=list)


def clean_kode(teks: str) -> str:
    """A code as people type or scan it: capitals, blanks and hyphens are nothing of it."""
    return "".join(huruf for huruf in teks.lower() if huruf.isascii() and huruf.isalnum())[:PANJANG_KODE]


def find_publik(**syarat: object) -> Bersegel | None:
    """The signed report or sealed paper for which this holds, as everybody may see it; what was restored comes last."""
    return next(_list_publik(**syarat), None)


def _list_publik(**syarat: object) -> Iterator[Bersegel]:
    laporan = scope_dokumen_publik().select_related(*TERKAIT_LAPORAN)
    naskah = scope_naskah_publik().select_related(*TERKAIT_NASKAH)
    for semua in (laporan, naskah):
        yield from semua.filter(**syarat).order_by("-pk")[:MAKS_CALON]
    yield from _list_pulihan(**{nama.removeprefix("segel__"): nilai for nama, nilai in syarat.items()})


def _list_pulihan(**syarat: object) -> Iterator[Bersegel]:
    """Of restored packages, whose rows keep the certificate themselves."""
    yield from scope_pulihan_publik().select_related("arsip").filter(**syarat).order_by("-pk")[:MAKS_CALON]


def check_unggahan(isi: bytes) -> HasilUnggahan:
    """Judge one file: by its SHA-256, then by the sealed bytes in it, then part by part.

    A file of ours is known at once; others are looked through one at a time on this machine. Raises SibukError, and
    nothing for a file.
    """
    dokumen = find_publik(sha256=hashlib.sha256(isi).hexdigest())
    if dokumen and validate_sekali(dokumen, isi).sah:
        return HasilUnggahan(KeadaanUnggahan.ASLI, dokumen)
    with hold_tempat("verifikasi", SIBUK):
        return _judge(dokumen, isi)


def _judge(dokumen: Bersegel | None, isi: bytes) -> HasilUnggahan:
    """What a file is that is none of ours as it stands; `dokumen`: whose hash it has all the same."""
    dokumen = dokumen or _find_di_depan(isi) or _find_pengaku(isi)
    if dokumen is None:
        return HasilUnggahan(KeadaanUnggahan.TERKUNCI if is_terkunci(isi) else KeadaanUnggahan.BUKAN)
    if _is_naskah(_read_asli(dokumen) or b"", isi):
        return HasilUnggahan(KeadaanUnggahan.NASKAH, dokumen)
    return HasilUnggahan(KeadaanUnggahan.BERUBAH, dokumen, list_perubahan(dokumen, isi))


def _is_naskah(asli: bytes, isi: bytes) -> bool:
    """Whether it is what was to be signed: a signature is added behind the bytes that its signer had seen."""
    return asli.startswith(isi) and isi.rstrip().endswith(b"%%EOF") and not list_tanda(isi)


def _find_di_depan(isi: bytes) -> Bersegel | None:
    """What was sealed, where the file begins with it: something was added behind."""
    sidik = {_hash_awal(isi, panjang): panjang for panjang in list_akhir(isi)}
    return next(_list_publik(sha256__in=list(sidik)), None) if sidik else None


def _hash_awal(isi: bytes, panjang: int) -> str:
    return hashlib.sha256(memoryview(isi)[:panjang]).hexdigest()


def _find_pengaku(isi: bytes) -> Bersegel | None:
    """What the file was once: its signature was lifted from there, or it names its code."""
    tanda = list_tanda(isi)
    kode = list_kode(isi)
    menurut_kode = list(_list_publik(kode__in=kode)) if kode else []
    for dokumen in menurut_kode:
        if _holds(dokumen, tanda):
            return dokumen
    sidik = {satu.sidik_jari for satu in tanda}
    menurut_segel = _list_bertanda(sidik) if sidik else iter(())
    milik = next((satu for satu in menurut_segel if _holds(satu, tanda)), None)
    return milik or next(iter(menurut_kode), None)


def _list_bertanda(sidik: set[str]) -> Iterator[Bersegel]:
    """What was signed with one of these certificates: by a seal of ours, or by any other."""
    yield from _list_publik(segel__sidik_jari__in=sidik)
    luar = scope_dokumen_publik().filter(segel=None, tanda_tangan__sidik_jari__in=sidik)
    yield from luar.select_related(*TERKAIT_LAPORAN).order_by("-pk")[:MAKS_CALON]


def _holds(dokumen: Bersegel, tanda: list[TandaMentah]) -> bool:
    """Whether one of these signatures stands in the original."""
    if not tanda:
        return False
    asli = _read_asli(dokumen) or b""
    return any(satu.hex in asli for satu in tanda)


def _read_asli(dokumen: Bersegel) -> bytes | None:
    try:
        return read_bersegel(dokumen)
    except SegelError:
        return None


def list_perubahan(dokumen: Bersegel, isi: bytes) -> list[str]:
    """What differs from the original, in sentences; never empty."""
    asli = _read_asli(dokumen)
    if asli is None:
        return [TANPA_ASLI]
    byte = _compare_byte(asli, isi)
    return byte if byte[0] == RUANG_TANDA else [*compare_aman(asli, isi), *byte]


def _compare_byte(asli: bytes, isi: bytes) -> list[str]:
    """How the bytes differ: always true, whatever the parts say."""
    if isi.startswith(asli):
        return [f"{format_nilai(len(isi) - len(asli))} byte ditambahkan di belakang berkas asli."]
    if asli.startswith(isi):
        return [f"Berkas terpotong: {format_nilai(len(isi))} dari {format_nilai(len(asli))} byte."]
    if isi.endswith(asli):
        return [f"{format_nilai(len(isi) - len(asli))} byte ditambahkan di depan berkas asli."]
    if len(isi) != len(asli):
        return [_tell_tulis_ulang(asli, isi)]
    beda = list(_list_beda(asli, isi))
    mulai, akhir = _find_ruang(asli)
    if all(mulai <= letak < akhir for letak in beda):
        return [RUANG_TANDA]
    return [f"{format_nilai(len(beda))} byte berbeda dari aslinya, mulai pada byte ke-{format_nilai(beda[0] + 1)}."]


def _tell_tulis_ulang(asli: bytes, isi: bytes) -> str:
    """Whether what was to be signed is in front, and something else than its signature behind; else written anew."""
    naskah = next((n for n in list_akhir(asli) if n < len(asli) and isi.startswith(asli[:n])), 0)
    return SEBELUM_TANDA.format(format_nilai(naskah)) if naskah else DITULIS_ULANG


def _list_beda(asli: bytes, isi: bytes) -> Iterator[int]:
    """Positions of the bytes that differ, of two files of one length."""
    for awal in range(0, len(asli), POTONGAN):
        a, b = asli[awal : awal + POTONGAN], isi[awal : awal + POTONGAN]
        if a != b:
            yield from (awal + n for n in range(len(a)) if a[n] != b[n])


def _find_ruang(asli: bytes) -> tuple[int, int]:
    """Where the signature itself stands, which it cannot cover."""
    tanda = list_tanda(asli)
    mulai = asli.find(tanda[0].hex) if tanda else 0
    return (mulai, mulai + len(tanda[0].hex)) if tanda else (0, 0)
