"""Notices by e-mail: at least once, and never more than MAKS_PERCOBAAN times.

A try is counted and committed before the mail goes out, and the mail goes out on that commit. Where the program dies
between sending and recording, the notice is sent again by a later run, at most MAKS_PERCOBAAN times in all; the
person may get a mail twice, but none is lost because of one failure. Two runs at one moment send once: only the one
whose counting found the old number sends.
"""

import datetime
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from collection.models import Pengguna, Penugasan
from measurement.enums import CaraSurel
from measurement.models import Pemberitahuan, Pengingat
from measurement.services.pengingat import TERKAIT, write_kalimat

MAKS_PERCOBAAN = 3
JEDA = datetime.timedelta(minutes=15)
UMUR = datetime.timedelta(days=3)
JAM_RINGKASAN = 7
log = logging.getLogger(__name__)


@dataclass
class Hasil:
    """What a run did."""

    dikirim: int = 0
    gagal: int = 0


def send_surel(kini: datetime.datetime) -> Hasil:
    """Send what is to be sent at `kini`: one mail per person. A server that refuses is told in the result."""
    hasil = Hasil()
    for orang, semua in _group(list_menunggu(kini, Q(pengguna__pemberitahuan=None) | _wants(CaraSurel.SETIAP))):
        _send(orang, semua, kini, hasil)
    for orang, semua in _group(list_menunggu(kini, _wants(CaraSurel.HARIAN))):
        _send_ringkasan(orang, semua, kini, hasil)
    return hasil


def _wants(cara: CaraSurel) -> Q:
    return Q(pengguna__pemberitahuan__cara=cara.value)


def list_menunggu(kini: datetime.datetime, cara: Q) -> QuerySet[Pengingat]:
    """Notices to mail: their turn lasts, the person has an address and still a role in the office, tries are left."""
    berperan = Penugasan.objects.berlaku_kini().filter(
        pengguna=OuterRef("pengguna"), perangkat_daerah=OuterRef("pengukuran__perangkat_daerah")
    )
    semua = Pengingat.objects.filter(
        Q(dicoba_pada=None) | Q(dicoba_pada__lte=kini - JEDA), cara, Exists(berperan), dikirim_pada=None,
        percobaan__lt=MAKS_PERCOBAAN, dibuat_pada__gt=kini - UMUR, pengukuran__versi=F("versi"),
        pengguna__is_active=True,
    ).exclude(pengguna__email="")  # fmt: skip
    return semua.select_related("pengguna", *TERKAIT).order_by("pengguna", "dibuat_pada", "pk")


def _group(semua: QuerySet[Pengingat]) -> Iterator[tuple[Pengguna, list[Pengingat]]]:
    return ((orang, list(grup)) for orang, grup in groupby(list(semua), key=lambda satu: satu.pengguna))


def _send_ringkasan(orang: Pengguna, semua: list[Pengingat], kini: datetime.datetime, hasil: Hasil) -> None:
    """At most one a day, not before the morning of the person's office."""
    setempat = kini.astimezone(ZoneInfo(semua[0].pengukuran.perangkat_daerah.zona))
    hari = setempat.date()
    milik = Pemberitahuan.objects.filter(Q(ringkasan_pada=None) | Q(ringkasan_pada__lt=hari), pengguna=orang)
    if setempat.hour >= JAM_RINGKASAN and milik.update(ringkasan_pada=hari):
        _send(orang, semua, kini, hasil)


def _send(orang: Pengguna, semua: list[Pengingat], kini: datetime.datetime, hasil: Hasil) -> None:
    with transaction.atomic():
        milik = [satu for satu in semua if _claim(satu, kini)]
        if milik:
            transaction.on_commit(partial(_deliver, orang, milik, hasil))


def _claim(pengingat: Pengingat, kini: datetime.datetime) -> bool:
    """Count the try; false where another run has counted it meanwhile."""
    sama = Pengingat.objects.filter(pk=pengingat.pk, percobaan=pengingat.percobaan, dikirim_pada=None)
    return sama.update(percobaan=pengingat.percobaan + 1, dicoba_pada=kini) == 1


def _deliver(orang: Pengguna, semua: list[Pengingat], hasil: Hasil) -> None:
    judul, isi = write_surel(orang, semua)
    try:
        EmailMessage(judul, isi, to=[orang.email]).send()
    except OSError as error:  # smtplib's errors are OSErrors too
        hasil.gagal += 1
        log.error("Surel kepada pengguna %s gagal: %s", orang.pk, error)
        return
    Pengingat.objects.filter(pk__in=[satu.pk for satu in semua]).update(dikirim_pada=timezone.now())
    hasil.dikirim += 1


def write_surel(orang: Pengguna, semua: list[Pengingat]) -> tuple[str, str]:
    """(subject, text) of one mail: each notice a sentence, and where to go."""
    kalimat = [write_kalimat(satu) for satu in semua]
    kantor = dict.fromkeys(satu.pengukuran.perangkat_daerah.nama for satu in semua)
    judul = kalimat[0].rstrip(".") if len(kalimat) == 1 else f"{len(kalimat)} pemberitahuan pengukuran kinerja"
    alamat = settings.ORIGIN + reverse("measurement:tugas_list")
    ubah = settings.ORIGIN + reverse("measurement:pemberitahuan_update")
    isi = [
        f"Yth. {orang.nama},", "", f"{', '.join(kantor)}:", *(f"- {satu}" for satu in kalimat), "",
        f"Kerjakan di {alamat}", f"Pengaturan surel ini: {ubah}", "",
        "Surel ini dikirim otomatis oleh SAKIP; jangan dibalas.",
    ]  # fmt: skip
    return f"SAKIP: {judul[:150]}", "\n".join(isi)
