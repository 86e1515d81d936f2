"""The archive package of a finished case: one zip with all of it, its manifest, and what is missing said aloud.

As long as what it says stands, the same case gives the same bytes: names sorted, moments that of the case's end,
nothing packed (what is inside is packed already, and no version of a packer can change it). What a later paper or the
office's settings change of it (a revoked SK, retention) is in the next package. Built to a file on disk, so that its
size costs no memory.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.template.loader import render_to_string

from collection.angka import format_nilai
from collection.models import Pengguna
from collection.queries import require_peran
from collection.tanggal import write_tanggal
from measurement.enums import JenisCetakan, Status, StatusCetakan
from measurement.errors import KelengkapanError
from measurement.models import Cetakan, PengukuranKinerja
from measurement.queries import PERAN_ARSIP
from measurement.retensi import NASIB_KERJA, Retensi
from measurement.services.cetak_laporan import SEMENTARA
from measurement.services.cetakan import refuse_belum_siap, request_cetakan
from measurement.services.isi_arsip import Isi, list_isi
from measurement.services.retensi import find_klasifikasi, find_retensi, find_tercatat
from measurement.titik import pass_titik

VERSI = 2
"""1: without `dokumen.json`, so without the certificates by which another installation could believe it."""
BACA, MANIFES, DAFTAR = "BACA-SAYA.txt", "manifes.json", "SHA256SUMS"
POTONGAN = 1024 * 1024
HILANG = "tidak ada di penyimpanan"
BERUBAH = "tidak cocok dengan sidik SHA-256 yang tercatat"


Kabar = Callable[[int, int], None]
"""Told how many files of how many are written."""


def _tell_nobody(selesai: int, jumlah: int) -> None:
    """Nobody waits for news."""


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


def hash_kasus(kasus: PengukuranKinerja) -> str:
    """What the package is a function of: the case, the end of its trail, and what is said of its retention."""
    arsip = json.dumps(present_arsip(kasus, find_retensi(kasus)), sort_keys=True)
    return hashlib.sha256(f"{kasus.pk} {kasus.riwayat[-1].pk} {arsip}".encode()).hexdigest()


def get_paket(kasus: PengukuranKinerja, sidik: str) -> Path:
    """Where the package lies when it is written; `manage.py sapu` takes it away after a day."""
    return Path(settings.VAR_DIR) / "paket" / f"{kasus.pk}-{sidik[:20]}.zip"


def store_paket(kasus: PengukuranKinerja, sidik: str, *, map_: Path, kabar: Kabar) -> None:
    """Write the package to its place, whole or not at all; papers that were laid out are kept in `map_`."""
    tujuan = get_paket(kasus, sidik)
    tujuan.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=tujuan.parent, prefix=SEMENTARA, delete=False) as wadah:
        _fill(wadah, kasus, map_, kabar)
        wadah.flush()
        os.fsync(wadah.fileno())
    pass_titik("arsip.sebelum_simpan")
    os.replace(wadah.name, tujuan)
    pass_titik("arsip.sesudah_simpan")


def open_paket(kasus: PengukuranKinerja) -> IO[bytes]:
    """The package, to be read from its beginning. Raises BelumSiapError while it is being written.

    Never within the request: its papers are laid out for it, some five seconds for a case of four indicators.
    """
    try:
        return get_paket(kasus, hash_kasus(kasus)).open("rb")
    except FileNotFoundError:
        refuse_belum_siap(prepare_paket(kasus), "Paket arsip")
        raise


def prepare_paket(kasus: PengukuranKinerja) -> Cetakan:
    """Ask for the package; also again where it was taken away since."""
    satu = request_cetakan(kasus, JenisCetakan.ARSIP, hash_kasus(kasus))
    if satu.status == StatusCetakan.SELESAI and not get_paket(kasus, satu.sidik).exists():
        return request_cetakan(kasus, JenisCetakan.ARSIP, satu.sidik, ulang=True)
    return satu


def _fill(wadah: IO[bytes], kasus: PengukuranKinerja, map_: Path | None = None, kabar: Kabar = _tell_nobody) -> None:
    with zipfile.ZipFile(wadah, "w", zipfile.ZIP_STORED) as paket:
        tercatat, kurang = _write_isi(paket, kasus, map_, kabar)
        tercatat.append(_write(paket, kasus, BACA, "Keterangan", ContentFile(_write_baca(kasus, tercatat, kurang))))
        tercatat.append(_write(paket, kasus, MANIFES, "Manifes", ContentFile(_write_manifes(kasus, tercatat, kurang))))
        daftar = "".join(f"{satu['sha256']}  {satu['nama']}\n" for satu in tercatat)
        _write(paket, kasus, DAFTAR, "Manifes", ContentFile(daftar.encode()))


def _write_isi(
    paket: zipfile.ZipFile, kasus: PengukuranKinerja, map_: Path | None, kabar: Kabar
) -> tuple[list[dict[str, Any]], list[Kurang]]:
    tercatat: list[dict[str, Any]] = []
    kurang: list[Kurang] = []
    semua = list_isi(kasus, map_)
    for nomor, isi in enumerate(semua):
        kabar(nomor, len(semua))
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
    kantor, catatan = kasus.perangkat_daerah, find_tercatat(kasus)
    return {
        "kantor": {"kode": kantor.kode, "nama": kantor.nama, "pemerintah": kantor.pemerintah},
        "pengukuran": str(kasus), "sop": kasus.sop.sebutan,
        "klasifikasi": find_klasifikasi(kantor, catatan.isi if catatan else {}),
        "selesai": write_tanggal(retensi.sejak),
        "aktif_sampai": write_tanggal(retensi.aktif), "inaktif_sampai": write_tanggal(retensi.inaktif),
        "nasib_laporan": retensi.nasib.label.lower(), "nasib_kertas_kerja": NASIB_KERJA.label.lower(),
        "kertas_kerja_sampai": write_tanggal(retensi.kerja),
        "tercatat": [{"label": label, "isi": str(isi)} for label, isi in (catatan.butir if catatan else ())],
    }  # fmt: skip


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
