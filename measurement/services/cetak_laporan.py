"""The PDF of a prepared report: laid out once for each content, kept, and found ready by whoever signs or reads it.

Short reports are laid out where they are asked for; a long one by a process of its own, and whoever asks is told how
far it is. Both ways end in the same file.
"""

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from measurement.enums import JenisCetakan
from measurement.models import Cetakan, Dokumen
from measurement.pdf import render_laporan
from measurement.services.cetakan import refuse_belum_siap, request_cetakan
from measurement.titik import pass_titik

BARIS_LANGSUNG = 60
"""Indicators up to which a report is laid out within the request: some two seconds."""
SEBUTAN = {JenisCetakan.LAPORAN: "Laporan", JenisCetakan.KONSEP: "Konsep laporan"}


def is_panjang(dokumen: Dokumen) -> bool:
    """Whether its layout takes longer than a request should."""
    return dokumen.snapshot.count('"capaian_mentah":') > BARIS_LANGSUNG


def read_cetakan(dokumen: Dokumen, jenis: JenisCetakan) -> bytes:
    """The PDF. Raises BelumSiapError while a long one is being laid out, SegelError where a font is missing."""
    berkas = get_berkas(dokumen, jenis)
    if not berkas.exists():
        if is_panjang(dokumen):
            refuse_belum_siap(prepare_cetakan(dokumen, jenis, hilang=True), SEBUTAN[jenis])
        print_laporan(dokumen, jenis)
    return berkas.read_bytes()


def prepare_cetakan(dokumen: Dokumen, jenis: JenisCetakan, *, hilang: bool = False) -> Cetakan:
    """Ask for the layout ahead. `hilang`: also where it was done once, but its file is gone."""
    satu = request_cetakan(dokumen.pengukuran, jenis, dokumen.sha256_snapshot, dokumen=dokumen)
    if hilang and satu.status == "selesai":
        return request_cetakan(dokumen.pengukuran, jenis, dokumen.sha256_snapshot, dokumen=dokumen, ulang=True)
    return satu


def find_cetakan(dokumen: Dokumen) -> Cetakan | None:
    """The work that the signature of this report waits for; none where its file is there or will be made at once."""
    if not is_panjang(dokumen) or get_berkas(dokumen, JenisCetakan.LAPORAN).exists():
        return None
    return prepare_cetakan(dokumen, JenisCetakan.LAPORAN, hilang=True)


def print_laporan(
    dokumen: Dokumen, jenis: JenisCetakan, *, map_: Path | None = None,
    kabar: Callable[[int, int], None] = lambda selesai, jumlah: None,
) -> None:  # fmt: skip
    """Lay it out and keep it; what was kept of an earlier content goes. Raises SegelError."""
    isi = render_laporan(json.loads(dokumen.snapshot), konsep=jenis == JenisCetakan.KONSEP, map_=map_, kabar=kabar)
    pass_titik("cetak.sebelum_simpan")
    forget_cetakan(dokumen, jenis)
    store_berkas(get_berkas(dokumen, jenis), isi)
    pass_titik("cetak.sesudah_simpan")


def store_berkas(tujuan: Path, isi: bytes) -> None:
    """Whole or not at all, whatever happens in between; on the disk before its name is."""
    tujuan.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=tujuan.parent, prefix=SEMENTARA, delete=False) as sementara:
        sementara.write(isi)
        sementara.flush()
        os.fsync(sementara.fileno())
    os.replace(sementara.name, tujuan)


SEMENTARA = ".tulis-"
"""How names of half-written files begin."""


def get_berkas(dokumen: Dokumen, jenis: JenisCetakan) -> Path:
    """Where the PDF of this content is kept."""
    return get_folder() / f"{_write_awal(dokumen, jenis)}{dokumen.sha256_snapshot}.pdf"


def get_folder() -> Path:
    """The folder of kept PDFs: not of the store, for each can be made again."""
    return Path(settings.MEDIA_ROOT) / "konsep"


def forget_cetakan(dokumen: Dokumen, *jenis: JenisCetakan) -> None:
    """Drop what is kept of a report, of all kinds where none is named."""
    for satu in jenis or SEBUTAN:
        for lama in get_folder().glob(f"{_write_awal(dokumen, satu)}*.pdf"):
            lama.unlink(missing_ok=True)


def _write_awal(dokumen: Dokumen, jenis: JenisCetakan) -> str:
    return f"{dokumen.kode}-" if jenis == JenisCetakan.LAPORAN else f"konsep-{dokumen.kode}-"
