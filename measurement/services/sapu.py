"""What a process that died left behind, put right: stuck work done, files of nobody removed, losses told.

Rows need no sweeping: a transaction is whole or was never there, so a number taken in one that broke was not taken.
What no database undoes is files; a file is written before its row, so a crash leaves a file without a row, never the
reverse.
"""

import datetime
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import Model
from django.utils import timezone

from collection.models import Bukti, Impor, UnggahanFormulir
from measurement.enums import StatusCetakan, StatusDokumen
from measurement.models import (
    ArsipPulihan,
    Cetakan,
    Dokumen,
    DokumenPulihan,
    KabarTindakLanjut,
    NaskahBersegel,
    Pindaian,
)
from measurement.services.cetak_kerja import run_cetakan
from measurement.services.cetak_laporan import SEBUTAN, SEMENTARA, get_berkas, get_folder
from measurement.services.cetakan import get_map, list_macet

TUA = datetime.timedelta(hours=1)
"""A file without a row is left alone so long: its transaction may be under way."""
UMUR_PAKET = datetime.timedelta(days=1)
"""A package is kept so long after it was written; it can be written again."""
BERKAS: tuple[type[Model], ...] = (
    Dokumen, NaskahBersegel, Pindaian, KabarTindakLanjut, Bukti, Impor, UnggahanFormulir, ArsipPulihan,
    DokumenPulihan,
)  # fmt: skip
"""Whatever has a file in the store, under `berkas`."""


@dataclass
class Sapuan:
    """What was done: work finished, work given up, files removed; and what cannot be put right here."""

    dikerjakan: list[str] = field(default_factory=list)
    gagal: list[str] = field(default_factory=list)
    dibuang: list[str] = field(default_factory=list)
    hilang: list[str] = field(default_factory=list)


def sweep(kini: datetime.datetime | None = None) -> Sapuan:
    """Run every step; safe at any time, beside the server and beside another sweep."""
    hasil = Sapuan()
    for langkah in LANGKAH:
        langkah(kini or timezone.now(), hasil)
    return hasil


def finish_macet(kini: datetime.datetime, hasil: Sapuan) -> None:
    """Do what nobody does any more; work for a report that is signed meanwhile is dropped."""
    tertanda = Cetakan.objects.filter(dokumen__status=StatusDokumen.DITANDATANGANI.value)
    tertanda.exclude(status=StatusCetakan.SELESAI.value).delete()
    for satu in list(list_macet(kini).select_related("pengukuran__periode")):
        run_cetakan(satu.pk)
        akhir = Cetakan.objects.filter(pk=satu.pk).values_list("status", "galat").first()
        if akhir and akhir[0] == StatusCetakan.SELESAI:
            hasil.dikerjakan.append(str(satu))
        elif akhir and akhir[0] == StatusCetakan.GAGAL:
            hasil.gagal.append(f"{satu}: {akhir[1]}")


def drop_yatim(kini: datetime.datetime, hasil: Sapuan) -> None:
    """Files of the store that no row names: sealed, scanned or uploaded in a transaction that never committed."""
    for map_, milik in _map_berkas().items():
        for nama in _walk_simpanan(map_):
            if nama not in milik and default_storage.get_modified_time(nama) < kini - TUA:
                default_storage.delete(nama)
                hasil.dibuang.append(nama)


def _map_berkas() -> dict[str, set[str]]:
    """Folder of the store → the names that rows have there. Read before the folders are: no file is newer than it."""
    semua: dict[str, set[str]] = {}
    for model in BERKAS:
        contoh = model._meta.get_field("berkas").generate_filename(model(), "a.pdf")
        milik = semua.setdefault(contoh.partition("/")[0], set())
        milik.update(model.objects.exclude(berkas="").values_list("berkas", flat=True).iterator())
    return semua


def _walk_simpanan(map_: str) -> Iterator[str]:
    try:
        anak, berkas = default_storage.listdir(map_)
    except FileNotFoundError:  # nothing was ever stored there
        return
    yield from (f"{map_}/{nama}" for nama in sorted(berkas))
    for satu in sorted(anak):
        yield from _walk_simpanan(f"{map_}/{satu}")


def drop_cetakan(kini: datetime.datetime, hasil: Sapuan) -> None:
    """Kept PDFs of contents that are no more, half-written files, and pieces of work that nobody does."""
    siap = Dokumen.objects.filter(status=StatusDokumen.DISIAPKAN.value).defer("snapshot")
    milik = {get_berkas(dokumen, jenis) for dokumen in siap for jenis in SEBUTAN}
    _drop(hasil, kini - TUA, get_folder(), lambda berkas: berkas in milik)
    kerja = {get_map(satu) for satu in Cetakan.objects.exclude(status=StatusCetakan.SELESAI.value)}
    _drop(hasil, kini - TUA, Path(settings.VAR_DIR) / "cetak", lambda map_: map_ in kerja)
    paket = Path(settings.VAR_DIR) / "paket"
    _drop(hasil, kini - TUA, paket, lambda berkas: not berkas.name.startswith(SEMENTARA))
    _drop(hasil, kini - UMUR_PAKET, paket, lambda berkas: False)


def _drop(hasil: Sapuan, batas: datetime.datetime, map_: Path, boleh: Callable[[Path], bool]) -> None:
    for satu in sorted(map_.iterdir()) if map_.is_dir() else ():
        if satu.stat().st_mtime < batas.timestamp() and not boleh(satu):
            shutil.rmtree(satu) if satu.is_dir() else satu.unlink(missing_ok=True)
            hasil.dibuang.append(satu.name)


def find_hilang(kini: datetime.datetime, hasil: Sapuan) -> None:
    """Signed rows whose file is gone: told, for only the archive can bring it back."""
    for model in (Dokumen, NaskahBersegel, ArsipPulihan, DokumenPulihan):
        semua = model.objects.exclude(berkas="").defer("snapshot") if model is Dokumen else model.objects.all()
        for satu in semua.iterator():
            if not default_storage.exists(satu.berkas.name):
                hasil.hilang.append(f"{satu}: berkas {satu.berkas.name} tidak ada di penyimpanan")


LANGKAH: tuple[Callable[[datetime.datetime, Sapuan], None], ...] = (finish_macet, drop_yatim, drop_cetakan, find_hilang)
"""In this order: what is finished first may make a file superfluous."""
