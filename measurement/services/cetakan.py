"""The life of work that is done outside of a request: asked for, taken by one process, told of, finished or given up.

Which process works is decided by one conditional update; its key is on the row from then on, and news of any other
process are dropped. So a process that was thought dead and wakes up again can change nothing.
"""

import datetime
import secrets
import subprocess
import sys
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from measurement.enums import JenisCetakan, StatusCetakan
from measurement.errors import BelumSiapError
from measurement.models import Cetakan, Dokumen, PengukuranKinerja

DIAM = datetime.timedelta(seconds=60)
"""Without a sign of life for so long the process is taken for dead. While it lives it tells every second or so."""
TUNGGU = datetime.timedelta(seconds=20)
"""So long after it was asked for the work should have begun; a process that could not start is started again."""
MAKS_PERCOBAAN = 5
MENYERAH = (
    "Sudah {} kali dicoba dan prosesnya selalu berhenti sebelum selesai. Hubungi Admin: periksa memori server dan "
    "catatan pada cetak.log, lalu coba lagi."
)


class Diambil(Exception):
    """The work is another process's by now, or another content is asked for: stop, change nothing."""


def request_cetakan(
    kasus: PengukuranKinerja, jenis: JenisCetakan, sidik: str, *, dokumen: Dokumen | None = None, ulang: bool = False
) -> Cetakan:
    """Ask for the work once; the same content again changes nothing, another one begins it anew.

    Starts its process when the transaction commits. `ulang`: also where it failed before.
    """
    with transaction.atomic():
        satu, baru = Cetakan.objects.select_for_update().get_or_create(
            pengukuran=kasus, jenis=jenis.value,
            defaults={"sidik": sidik, "dokumen": dokumen, "denyut": timezone.now()},
        )  # fmt: skip
        if not baru and (satu.sidik != sidik or ulang):
            satu.sidik, satu.dokumen, satu.kunci, satu.percobaan = sidik, dokumen, "", 0
            satu.status, satu.galat, satu.denyut = StatusCetakan.MENUNGGU.value, "", timezone.now()
            satu.bagian_selesai = satu.bagian_jumlah = 0
            satu.save()
            baru = True
        if baru:
            transaction.on_commit(partial(start_cetakan, satu.pk))
    return satu


def refuse_belum_siap(satu: Cetakan, apa: str) -> None:
    """Raises BelumSiapError: how far it is, or why it failed. What is stuck is started again on the way."""
    restart_macet(satu)
    if satu.status == StatusCetakan.GAGAL:
        raise BelumSiapError(f"{apa} gagal disiapkan. {satu.galat}", satu)
    raise BelumSiapError(f"{apa} sedang disiapkan: {satu.kemajuan}. Coba lagi setelah siap.", satu)


def list_macet(kini: datetime.datetime) -> QuerySet[Cetakan]:
    """Work that nobody does: its process died, or never began."""
    mati = Q(status=StatusCetakan.BERJALAN.value, denyut__lt=kini - DIAM)
    return Cetakan.objects.filter(mati | Q(status=StatusCetakan.MENUNGGU.value, denyut__lt=kini - TUNGGU))


def restart_macet(satu: Cetakan) -> None:
    """Start the work again where it is stuck. Cheap: for whoever opens its page."""
    kini = timezone.now()
    macet = list_macet(kini).filter(pk=satu.pk, kunci=satu.kunci, denyut=satu.denyut)
    if macet.update(status=StatusCetakan.MENUNGGU.value, kunci="", denyut=kini):
        start_cetakan(satu.pk)


def start_cetakan(pk: int) -> None:
    """A process of its own that does the work: it outlives the request, and init reaps it."""
    perintah = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), "cetak", str(pk)]
    with (Path(settings.VAR_DIR) / "cetak.log").open("ab") as catatan:
        subprocess.run(
            ["/bin/sh", "-c", '"$@" &', "sh", *perintah], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=catatan, start_new_session=True, check=False,
        )  # fmt: skip


def claim_cetakan(pk: int) -> Cetakan | None:
    """Take the work, or none where it is done, given up, or another living process has it."""
    kini, kunci = timezone.now(), secrets.token_hex(16)
    bebas = Q(status=StatusCetakan.MENUNGGU.value) | Q(status=StatusCetakan.BERJALAN.value, denyut__lt=kini - DIAM)
    bebas = Cetakan.objects.filter(bebas, pk=pk)
    if bebas.filter(percobaan__gte=MAKS_PERCOBAAN).update(
        status=StatusCetakan.GAGAL.value, galat=MENYERAH.format(MAKS_PERCOBAAN), kunci=""
    ):
        return None
    diambil = bebas.update(
        status=StatusCetakan.BERJALAN.value, kunci=kunci, denyut=kini, percobaan=F("percobaan") + 1, galat=""
    )
    return Cetakan.objects.select_related("pengukuran__perangkat_daerah", "dokumen").get(pk=pk) if diambil else None


def tell_kemajuan(satu: Cetakan, selesai: int, jumlah: int) -> None:
    """A sign of life, with how far it is. Raises Diambil."""
    _update(satu, bagian_selesai=selesai, bagian_jumlah=jumlah, denyut=timezone.now())


def finish_cetakan(satu: Cetakan, galat: str = "") -> None:
    """Done, or given up with a sentence. Raises Diambil."""
    status = StatusCetakan.GAGAL if galat else StatusCetakan.SELESAI
    _update(satu, status=status.value, galat=galat, bagian_selesai=F("bagian_jumlah"), kunci="")


def _update(satu: Cetakan, **isian: object) -> None:
    if not Cetakan.objects.filter(pk=satu.pk, kunci=satu.kunci, sidik=satu.sidik).update(**isian):
        raise Diambil


def get_map(satu: Cetakan) -> Path:
    """Where its finished pieces lie until it is done; of its content only, so that no other's are taken."""
    return Path(settings.VAR_DIR) / "cetak" / f"{satu.pk}-{satu.sidik[:20]}"
