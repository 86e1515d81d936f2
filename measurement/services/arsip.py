"""The archive package of a finished case: one zip with all of it, its manifest, and what is missing said aloud.

The same case gives the same bytes: names sorted, moments that of the case's end, nothing packed (what is inside is
packed already, and no version of a packer can change it). Built to a file on disk, so that its size costs no memory.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.template.loader import render_to_string

from collection.angka import format_nilai
from collection.enums import Peran
from collection.models import Pengguna
from collection.queries import require_peran
from collection.tanggal import write_tanggal
from measurement.enums import Aksi, JenisTindakan, Status
from measurement.errors import KelengkapanError
from measurement.models import PengukuranKinerja
from measurement.retensi import NASIB_KERJA, NASIB_LAPORAN, Retensi, compute_retensi
from measurement.services.isi_arsip import Isi, list_isi

PERAN_ARSIP = (Peran.KEPALA, Peran.SEKRETARIS, Peran.STAF, Peran.PENGAWAS)
"""Who takes the package: those who see the evidence of every unit, and keep or inspect the archive."""
VERSI = 1
BACA, MANIFES, DAFTAR = "BACA-SAYA.txt", "manifes.json", "SHA256SUMS"
POTONGAN = 1024 * 1024
HILANG = "tidak ada di penyimpanan"
BERUBAH = "tidak cocok dengan sidik SHA-256 yang tercatat"


@dataclass(frozen=True)
class Kurang:
    """A file that is left out of the package, and why."""

    nama: str
    sebab: str


def require_arsip(kasus: PengukuranKinerja, user: Pengguna) -> None:
    """Raises AksesError unless the user may take the package, KelengkapanError while the case is not finished."""
    require_peran(user, kasus.perangkat_daerah, *PERAN_ARSIP)
    if kasus.status != Status.SELESAI:
        raise KelengkapanError("Paket arsip tersedia sesudah pengukuran selesai.")


def find_retensi(kasus: PengukuranKinerja) -> Retensi:
    """The dates of a finished case, by the calendar of its office."""
    akhir = kasus.riwayat[-1].waktu
    return compute_retensi(akhir.astimezone(ZoneInfo(kasus.perangkat_daerah.zona)).date())


def build_paket(kasus: PengukuranKinerja) -> IO[bytes]:
    """The zip, to be read from its beginning; it goes when it is closed. Raises SegelError where a font is missing.

    A file that is lost or altered is left out and named in manifest and README: a package never vouches for it.
    """
    with ExitStack() as tumpukan:
        wadah = tumpukan.enter_context(tempfile.TemporaryFile(dir=settings.VAR_DIR))
        _fill(wadah, kasus)
        tumpukan.pop_all()
    wadah.seek(0)
    return wadah


def _fill(wadah: IO[bytes], kasus: PengukuranKinerja) -> None:
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_STORED) as paket:
        tercatat, kurang = _write_isi(paket, kasus)
        tercatat.append(_write(paket, kasus, BACA, "Keterangan", ContentFile(_write_baca(kasus, tercatat, kurang))))
        tercatat.append(_write(paket, kasus, MANIFES, "Manifes", ContentFile(_write_manifes(kasus, tercatat, kurang))))
        daftar = "".join(f"{satu['sha256']}  {satu['nama']}\n" for satu in tercatat)
        _write(paket, kasus, DAFTAR, "Manifes", ContentFile(daftar.encode()))


def _write_isi(paket: zipfile.ZipFile, kasus: PengukuranKinerja) -> tuple[list[dict[str, Any]], list[Kurang]]:
    tercatat: list[dict[str, Any]] = []
    kurang: list[Kurang] = []
    for isi in list_isi(kasus):
        try:
            with isi.open() as berkas:
                if isi.sha256 and hash_berkas(berkas)[0] != isi.sha256:
                    kurang.append(Kurang(isi.nama, BERUBAH))
                    continue
                tercatat.append(_write(paket, kasus, isi.nama, isi.jenis, berkas))
        except FileNotFoundError:
            kurang.append(Kurang(isi.nama, HILANG))
    return tercatat, kurang


def _write(paket: zipfile.ZipFile, kasus: PengukuranKinerja, nama: str, jenis: str, berkas: File) -> dict[str, Any]:
    """Copy one file, a piece at a time; its line of the manifest."""
    akhir = kasus.riwayat[-1].waktu.astimezone(ZoneInfo(kasus.perangkat_daerah.zona))
    kepala = zipfile.ZipInfo(nama, akhir.timetuple()[:6])
    kepala.create_system, kepala.external_attr = 3, 0o644 << 16
    sidik, ukuran = hashlib.sha256(), 0
    with paket.open(kepala, "w") as tujuan:
        for potong in _read(berkas):
            tujuan.write(potong)
            sidik.update(potong)
            ukuran += len(potong)
    return {"nama": nama, "jenis": jenis, "ukuran": ukuran, "sha256": sidik.hexdigest()}


def hash_berkas(berkas: File | IO[bytes]) -> tuple[str, int]:
    """SHA-256 and length of what is stored, read a piece at a time."""
    sidik, ukuran = hashlib.sha256(), 0
    for potong in _read(berkas):
        sidik.update(potong)
        ukuran += len(potong)
    return sidik.hexdigest(), ukuran


def _read(berkas: File | IO[bytes]) -> Iterator[bytes]:
    berkas.seek(0)
    while potong := berkas.read(POTONGAN):
        yield potong


def _write_manifes(kasus: PengukuranKinerja, tercatat: list[dict[str, Any]], kurang: list[Kurang]) -> bytes:
    isi = {
        "versi": VERSI, **present_arsip(kasus, find_retensi(kasus)), "berkas": tercatat,
        "kekurangan": [{"nama": satu.nama, "sebab": satu.sebab} for satu in kurang],
    }  # fmt: skip
    return json.dumps(isi, ensure_ascii=False, indent=1, sort_keys=True).encode()


def present_arsip(kasus: PengukuranKinerja, retensi: Retensi) -> dict[str, Any]:
    """What manifest, README and page say of the case and of how long it is kept."""
    kantor = kasus.perangkat_daerah
    return {
        "kantor": {"kode": kantor.kode, "nama": kantor.nama, "pemerintah": kantor.pemerintah},
        "pengukuran": str(kasus), "sop": kasus.sop.sebutan,
        "klasifikasi": kantor.kode_klasifikasi, "selesai": write_tanggal(retensi.sejak),
        "aktif_sampai": write_tanggal(retensi.aktif), "inaktif_sampai": write_tanggal(retensi.inaktif),
        "nasib_laporan": NASIB_LAPORAN, "nasib_kertas_kerja": NASIB_KERJA,
        "kertas_kerja_sampai": write_tanggal(retensi.kerja),
        "tercatat": [{"label": label, "isi": str(isi)} for label, isi in _list_tercatat(kasus)],
    }  # fmt: skip


def _list_tercatat(kasus: PengukuranKinerja) -> list[tuple[str, str]]:
    """What the act of archiving put on record of classification, place and retention: it goes before what is usual."""
    catatan = [getattr(satu, "isi_catatan", None) for satu in kasus.riwayat if satu.aksi == Aksi.SELESAIKAN]
    return next((satu.butir for satu in reversed(catatan) if satu and satu.jenis == JenisTindakan.ARSIP), [])


def _write_baca(kasus: PengukuranKinerja, tercatat: list[dict[str, Any]], kurang: list[Kurang]) -> bytes:
    context = {
        "berkas": tercatat, "kurang": kurang, "manifes": MANIFES, "daftar": DAFTAR,
        **present_arsip(kasus, find_retensi(kasus)),
    }  # fmt: skip
    return render_to_string("measurement/arsip_baca.txt", context).encode()


def list_tampil(kasus: PengukuranKinerja) -> list[tuple[Isi, str]]:
    """What the package will hold, with each size in words where it is known before."""
    return [(isi, "" if isi.ukuran is None else write_ukuran(isi.ukuran)) for isi in list_isi(kasus)]


def write_ukuran(byte: int) -> str:
    """1.234 KB: kilobytes, rounded up."""
    return f"{format_nilai(-(-byte // 1024))} KB"
