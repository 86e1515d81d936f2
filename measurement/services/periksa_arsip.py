"""Whether the archive is still what it was: every stored file against its row, a package against its manifest."""

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db.models import Model, QuerySet

from collection.models import Bukti
from measurement.enums import StatusDokumen
from measurement.models import (
    ArsipPulihan,
    Dokumen,
    DokumenPulihan,
    KabarTindakLanjut,
    Naskah,
    NaskahBersegel,
    Pindaian,
)
from measurement.services.arsip import BERUBAH, DAFTAR, HILANG, MANIFES, hash_berkas

SEKALIGUS = 200
TAK_TERBACA = "tidak dapat dibaca: periksa hak akses dan medianya"
RUSAK = "bukan zip yang utuh"
TAK_IKUT = "tidak ikut dalam paket"
"""A file that the package itself names as left out: told, yet the package is what it says."""
DATA_BERUBAH = "data di basis data tidak cocok dengan sidik SHA-256 yang tercatat"


@dataclass
class Pemeriksaan:
    """How many things were looked at, by kind, and what is wrong: (which, why)."""

    jumlah: Counter[str] = field(default_factory=Counter)
    temuan: list[tuple[str, str]] = field(default_factory=list)


def check_simpanan() -> Pemeriksaan:
    """Hash every stored file and every frozen text again. Files of any size, any number: read a piece at a time."""
    hasil = Pemeriksaan()
    for jenis, semua in _list_berkas():
        for satu in semua.order_by("pk").iterator(chunk_size=SEKALIGUS):
            hasil.jumlah[jenis] += 1
            sebab = _check_berkas(satu)
            if sebab:
                hasil.temuan.append((f"{jenis} {satu} (nomor {satu.pk}, {satu.berkas.name})", sebab))
    for jenis, semua, isi, sidik in _list_teks():
        for pk, teks, tercatat in semua.order_by("pk").values_list("pk", isi, sidik).iterator(chunk_size=SEKALIGUS):
            hasil.jumlah[jenis] += 1
            if hashlib.sha256(teks.encode()).hexdigest() != tercatat:
                hasil.temuan.append((f"{jenis} nomor {pk}", DATA_BERUBAH))
    return hasil


def _list_berkas() -> Iterator[tuple[str, QuerySet[Model]]]:
    """Removed evidence too: it stays in the store, and so must be what it was."""
    yield "laporan", Dokumen.objects.filter(status=StatusDokumen.DITANDATANGANI.value)
    yield "naskah bersegel", NaskahBersegel.objects.select_related("naskah__nomor_surat")
    yield "paket arsip", ArsipPulihan.objects.all()
    yield "dokumen pulihan", DokumenPulihan.objects.all()
    yield "pindaian", Pindaian.objects.all()
    yield "bukti", Bukti.objects.exclude(berkas="")
    yield "bukti tindak lanjut", KabarTindakLanjut.objects.exclude(berkas="")


def _list_teks() -> Iterator[tuple[str, QuerySet[Model], str, str]]:
    tertanda = Dokumen.objects.filter(status=StatusDokumen.DITANDATANGANI.value)
    yield "data laporan", tertanda, "snapshot", "sha256_snapshot"
    yield "data naskah", Naskah.objects.all(), "isi", "sha256"
    yield "tautan dan catatan bukti", Bukti.objects.exclude(isi=""), "isi", "sha256"


def _check_berkas(satu: Model) -> str:
    """Why the stored file is not the one of its row; empty where it is."""
    try:
        with satu.berkas.storage.open(satu.berkas.name, "rb") as berkas:
            return "" if hash_berkas(berkas)[0] == satu.sha256 else BERUBAH
    except FileNotFoundError:
        return HILANG
    except OSError:
        return TAK_TERBACA


def check_paket(jalur: Path) -> Pemeriksaan:
    """A package against its own manifest: each file there, unchanged, and no other. Never raises for a file."""
    hasil = Pemeriksaan()
    try:
        with zipfile.ZipFile(jalur) as paket:
            _check_isi(paket, hasil)
    except FileNotFoundError:
        hasil.temuan.append((jalur.name, "berkas tidak ada"))
    except OSError:
        hasil.temuan.append((jalur.name, TAK_TERBACA))
    except Exception:  # whatever zipfile and its unpackers make of a broken file
        hasil.temuan.append((jalur.name, RUSAK))
    return hasil


def _check_isi(paket: zipfile.ZipFile, hasil: Pemeriksaan) -> None:
    ada = Counter(paket.namelist())
    hasil.temuan += [(nama, "ada lebih dari satu kali dalam paket") for nama, kali in ada.items() if kali > 1]
    try:
        semua = _read_daftar(paket)
    except (KeyError, ValueError):
        hasil.temuan.append((DAFTAR, "tidak ada atau tidak dapat dibaca"))
        return
    hasil.temuan += [(nama, "tidak tercantum dalam daftar sidik") for nama in sorted({*ada} - {*semua, DAFTAR})]
    for nama, sidik in semua.items():
        hasil.jumlah["isi paket"] += 1
        sebab = _check_anggota(paket, nama, sidik) if nama in ada else "tidak ada dalam paket"
        if sebab:
            hasil.temuan.append((nama, sebab))
    hasil.temuan += _compare_manifes(paket, semua)


def _read_daftar(paket: zipfile.ZipFile) -> dict[str, str]:
    """Name → SHA-256. Raises KeyError where there is no list, ValueError for one that is none."""
    baris = paket.read(DAFTAR).decode().splitlines()
    pasang = [satu.split("  ", 1) for satu in baris]
    return {nama: sidik for sidik, nama in pasang}


def _check_anggota(paket: zipfile.ZipFile, nama: str, sidik: str) -> str:
    try:
        with paket.open(nama) as berkas:
            return "" if hash_berkas(berkas)[0] == sidik else BERUBAH
    except zipfile.BadZipFile:
        return BERUBAH


def _compare_manifes(paket: zipfile.ZipFile, semua: dict[str, str]) -> list[tuple[str, str]]:
    """Both lists must agree, and what the package says of itself to be left out is told."""
    try:
        manifes = json.loads(paket.read(MANIFES))
        tercatat = {satu["nama"]: satu["sha256"] for satu in manifes["berkas"]}
        kurang = [(satu["nama"], f"{TAK_IKUT}: {satu['sebab']}") for satu in manifes["kekurangan"]]
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile):
        return [(MANIFES, "tidak ada atau tidak dapat dibaca")]
    beda = sorted(nama for nama, sidik in semua.items() if nama != MANIFES and tercatat.get(nama) != sidik)
    return [*kurang, *((nama, "sidiknya dalam manifes berbeda dari daftar sidik") for nama in beda)]
