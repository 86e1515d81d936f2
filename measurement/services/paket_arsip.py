"""An archive package read with distrust: the very zip that `services/arsip.py` writes, each file as listed.

That writer packs nothing and leaves no gap, so whatever is compressed, hidden between members or behind them, linked,
encrypted or named like a path that leads elsewhere was put there by somebody else. Nothing is ever extracted by name.
"""

import json
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from measurement.errors import PulihError
from measurement.services.arsip import DAFTAR, MANIFES, VERSI, hash_berkas
from measurement.services.dokumen_arsip import DOKUMEN
from measurement.services.periksa_arsip import RUSAK, TAK_IKUT, TAK_TERBACA, check_paket

MAKS_UKURAN = 4 * 1024**3 - 1
MAKS_ANGGOTA = 60_000
MAKS_CATATAN, MAKS_PDF = 32 * 1024 * 1024, 512 * 1024 * 1024
"""Bytes of a list or data file, and of a signed PDF, that is read into memory."""
VERSI_ZIP = 20
LAMA = (
    "dibuat versi aplikasi yang lain, yang belum menyertakan sertifikat penerbit segel atau memakai bentuk lain. "
    "Unduh paketnya lagi dari instalasi asal sesudah instalasi itu diperbarui"
)
TERTUTUP = "terenkripsi, dimampatkan, atau bertaut, padahal paket arsip tidak pernah demikian"
JALUR = "namanya menunjuk ke luar paket atau memuat tanda yang tidak wajar"
SELIPAN = "kepalanya dalam zip berubah, atau ada byte yang diselipkan di dekatnya"


@dataclass(frozen=True)
class Paket:
    """A package whose every file is the one of its manifest. `isi`: its dokumen.json; `anggota`:
    name → SHA-256; `kurang`: what it says that it lacks, and why."""

    jalur: Path
    sha256: str
    ukuran: int
    isi: dict[str, Any]
    anggota: dict[str, str]
    kurang: tuple[tuple[str, str], ...]


def check_bentuk(jalur: Path) -> Paket:
    """Read and hash all of a package. Raises PulihError, which names the first file that is not what it should be."""
    try:
        with jalur.open("rb") as berkas:
            sha256, ukuran = hash_berkas(berkas)
            if ukuran > MAKS_UKURAN:
                raise PulihError(f"{jalur.name}: lebih dari 4 GB, lebih besar daripada paket yang dapat dipulihkan.")
            with zipfile.ZipFile(berkas) as paket:
                _check_susunan(paket, berkas)
                _check_versi(paket)
                kurang = _check_manifes(jalur)
                isi, anggota = json.loads(_read(paket, DOKUMEN)), _read_anggota(paket)
    except FileNotFoundError:
        raise PulihError(f"{jalur.name}: berkas tidak ada.") from None
    except OSError:
        raise PulihError(f"{jalur.name}: {TAK_TERBACA}.") from None
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, EOFError):
        raise PulihError(f"{jalur.name}: {RUSAK}.") from None
    except (ValueError, RecursionError):
        raise PulihError(f"{DOKUMEN}: tidak dapat dibaca.") from None
    return Paket(jalur, sha256, ukuran, isi, anggota, kurang)


def read_anggota(paket: Paket, sha256: str) -> tuple[str, bytes]:
    """Name and bytes of the member with that hash. Raises PulihError where the package has none, or too long a one."""
    nama = next((satu for satu, sidik in paket.anggota.items() if sidik == sha256), None)
    if nama is None:
        raise PulihError(f"{DOKUMEN}: menyebut dokumen bertanda tangan yang tidak ada dalam paket.")
    with zipfile.ZipFile(paket.jalur) as berkas:
        return nama, _read(berkas, nama, MAKS_PDF)


def _read(paket: zipfile.ZipFile, nama: str, batas: int = MAKS_CATATAN) -> bytes:
    """Never more than the bound: what is not packed cannot be longer than it says."""
    try:
        if paket.getinfo(nama).file_size > batas:
            raise PulihError(f"{nama}: terlalu besar untuk dibaca.")
    except KeyError:
        raise PulihError(f"{nama}: tidak ada dalam paket.") from None
    return paket.read(nama)


def _check_susunan(paket: zipfile.ZipFile, berkas: IO[bytes]) -> None:
    """Member after member without a gap, then the directory and nothing else. Raises PulihError."""
    semua = paket.infolist()
    if len(semua) > MAKS_ANGGOTA:
        raise PulihError(f"{Path(berkas.name).name}: memuat terlalu banyak berkas.")
    letak = 0
    for satu in semua:
        sebab = _find_tipu(satu) or _find_selipan(satu, berkas, letak)
        if sebab:
            raise PulihError(f"{satu.filename}: {sebab}.")
        letak += len(satu.FileHeader(zip64=False)) + satu.file_size
    berkas.seek(letak)
    if berkas.read(MAKS_CATATAN) != _build_pusat(semua, letak):
        raise PulihError(f"{Path(berkas.name).name}: daftar isi zip-nya berubah, atau ada byte lain di dalamnya.")
    if len({satu.date_time for satu in semua}) > 1:
        raise PulihError(f"{Path(berkas.name).name}: waktu berkas-berkas di dalamnya berbeda-beda; paket ini diubah.")


def _build_pusat(semua: list[zipfile.ZipInfo], letak: int) -> bytes:
    """The directory and the end of the zip, byte for byte: what nobody reads may not differ either."""
    isi = b"".join(_build_butir(satu) for satu in semua)
    return isi + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(semua), len(semua), len(isi), letak, 0)


def _build_butir(satu: zipfile.ZipInfo) -> bytes:
    kepala = satu.FileHeader(zip64=False)
    return b"".join((
        b"PK\1\2", bytes((VERSI_ZIP, satu.create_system)), kepala[4:30],
        struct.pack("<3H2L", 0, 0, 0, satu.external_attr, satu.header_offset), kepala[30:],
    ))  # fmt: skip


def _find_tipu(satu: zipfile.ZipInfo) -> str:
    nama = satu.orig_filename
    jalur = PurePosixPath(nama)
    if jalur.is_absolute() or str(jalur) != nama or ".." in jalur.parts or "\\" in nama or not nama.isprintable():
        return JALUR
    tertutup = satu.flag_bits & ~0x800 or satu.compress_type != zipfile.ZIP_STORED
    return TERTUTUP if tertutup or satu.compress_size != satu.file_size or satu.external_attr != 0o644 << 16 else ""


def _find_selipan(satu: zipfile.ZipInfo, berkas: IO[bytes], letak: int) -> str:
    """The directory's entry and the member's own header must say the same, where the member before ended."""
    if satu.extra or satu.comment or satu.internal_attr or satu.create_system != 3 or satu.header_offset != letak:
        return SELIPAN
    kepala = satu.FileHeader(zip64=False)
    berkas.seek(letak)
    return "" if berkas.read(len(kepala)) == kepala else SELIPAN


def _check_versi(paket: zipfile.ZipFile) -> None:
    """Raises PulihError for a manifest that is none, or of another version."""
    try:
        versi = json.loads(_read(paket, MANIFES))["versi"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise PulihError(f"{MANIFES}: tidak dapat dibaca.") from None
    if versi != VERSI:
        raise PulihError(f"{MANIFES}: {LAMA}.")


def _check_manifes(jalur: Path) -> tuple[tuple[str, str], ...]:
    """What the package itself says that it lacks. Raises PulihError for anything that differs from its lists."""
    temuan = check_paket(jalur).temuan
    salah = next(((nama, sebab) for nama, sebab in temuan if not sebab.startswith(TAK_IKUT)), None)
    if salah:
        raise PulihError(f"{salah[0]}: {salah[1]}.")
    return tuple(temuan)


def _read_anggota(paket: zipfile.ZipFile) -> dict[str, str]:
    return dict(_walk_daftar(_read(paket, DAFTAR).decode()))


def _walk_daftar(teks: str) -> Iterator[tuple[str, str]]:
    for baris in teks.splitlines():
        sidik, nama = baris.split("  ", 1)
        yield nama, sidik
