"""A list of days off from pasted lines or an Excel workbook: date; name; kind. Every fault at once, nothing stored."""

import datetime
import re
from collections.abc import Iterable

from collection.enums import JenisLibur
from collection.errors import BerkasError, IsianError
from collection.jam import parse_tanggal
from collection.services.kalender import CalonLibur, check_tahun
from collection.services.lembar import read_lembar

MAKS_BARIS = 500
PANJANG_NAMA = 120
KOLOM = 3


def read_teks_libur(teks: str, jenis: str) -> list[CalonLibur]:
    """One day per line: date; name; kind (which may be missing: then `jenis`, or cuti bersama where the name says so).

    Columns are parted by semicolons or tabs. Raises IsianError with each faulty line by its number.
    """
    baris = ((nomor, re.split(r"[;\t]", isi)) for nomor, isi in enumerate(teks.splitlines(), start=1) if isi.strip())
    return _read(baris, jenis)


def read_berkas_libur(isi: bytes, jenis: str) -> list[CalonLibur]:
    """The same from the first worksheet that holds something. Raises BerkasError, IsianError."""
    lembar = next((satu for satu in read_lembar(isi) if satu.baris), None)
    if lembar is None:
        raise BerkasError("Berkas ini kosong. Tulis tanggal di kolom A dan nama hari libur di kolom B.")
    semua = [(b.nomor, [_write_sel(b.sel[k].nilai) for k in sorted(b.sel)]) for b in lembar.baris]
    return _read(semua, jenis)


def _write_sel(nilai: object) -> str:
    return nilai.date().isoformat() if isinstance(nilai, datetime.datetime) else str(nilai)


def _read(baris: Iterable[tuple[int, list[str]]], jenis: str) -> list[CalonLibur]:
    hasil: dict[datetime.date, CalonLibur] = {}
    salah: list[str] = []
    for urut, (nomor, kolom) in enumerate(baris):
        bagian = [satu.strip() for satu in kolom]
        if urut == 0 and bagian[0].lower() in ("tanggal", "hari/tanggal"):
            continue
        if urut > MAKS_BARIS:
            raise IsianError(f"Lebih dari {MAKS_BARIS} baris. Kirim per tahun.")
        try:
            calon = _read_baris(bagian, jenis)
            if calon.tanggal in hasil:
                raise IsianError("tanggal ini sudah ada di baris lain.")
            hasil[calon.tanggal] = calon
        except IsianError as error:
            salah.append(f"Baris {nomor}: {error}")
    if salah:
        raise IsianError("\n".join(salah), {"": salah})
    if not hasil:
        raise IsianError("Belum ada baris. Tulis misalnya: 17 Agustus 2026; Proklamasi Kemerdekaan.")
    return sorted(hasil.values(), key=lambda calon: calon.tanggal)


def _read_baris(bagian: list[str], jenis: str) -> CalonLibur:
    if len(bagian) < 2 or len(bagian) > KOLOM:
        raise IsianError("tulis tanggal; nama, boleh ditambah jenisnya.")
    tanggal, nama = parse_tanggal(bagian[0]), " ".join(bagian[1].replace(";", ",").split())
    check_tahun(tanggal, "")
    if not nama or len(nama) > PANJANG_NAMA:
        raise IsianError(f"nama hari libur wajib diisi, paling panjang {PANJANG_NAMA} huruf.")
    return CalonLibur(tanggal, nama, _read_jenis(bagian[2:], nama, jenis))


def _read_jenis(bagian: list[str], nama: str, jenis: str) -> str:
    if bagian and bagian[0]:
        kenal = {kata.lower(): satu.value for satu in JenisLibur for kata in (satu.value, satu.label)}
        if bagian[0].lower() not in kenal:
            raise IsianError(f"jenis tidak dikenal; pilihannya {', '.join(satu.label for satu in JenisLibur)}.")
        return kenal[bagian[0].lower()]
    return JenisLibur.CUTI_BERSAMA.value if nama.lower().startswith("cuti bersama") else jenis


def write_teks_libur(daftar: Iterable[CalonLibur]) -> str:
    """The list as lines that read_teks_libur reads back: what the preview hands on."""
    return "\n".join(f"{calon.tanggal.isoformat()}; {calon.nama}; {calon.jenis}" for calon in daftar)
