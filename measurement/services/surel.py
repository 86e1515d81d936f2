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
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from collection.models import Panggilan, Pengguna, Penugasan, PerangkatDaerah
from collection.services.panggilan import JALAN, filter_hidup, write_panggilan
from measurement.enums import CaraSurel
from measurement.models import Pemberitahuan, Pengingat
from measurement.services.pengingat import TERKAIT, write_kalimat

MAKS_PERCOBAAN = 3
JEDA = datetime.timedelta(minutes=15)
UMUR = datetime.timedelta(days=3)
JAM_RINGKASAN = 7
Kabar = Pengingat | Panggilan
log = logging.getLogger(__name__)


@dataclass
class Hasil:
    """What a run did."""

    dikirim: int = 0
    gagal: int = 0


def send_surel(kini: datetime.datetime) -> Hasil:
    """Send what is to be sent at `kini`: one mail per person. A server that refuses is told in the result."""
    hasil = Hasil()
    for orang, semua in _group(kini, Q(pengguna__pemberitahuan=None) | _wants(CaraSurel.SETIAP)):
        _send(orang, semua, kini, hasil)
    for orang, semua in _group(kini, _wants(CaraSurel.HARIAN)):
        _send_ringkasan(orang, semua, kini, hasil)
    return hasil


def _wants(cara: CaraSurel) -> Q:
    return Q(pengguna__pemberitahuan__cara=cara.value)


def list_menunggu(kini: datetime.datetime, cara: Q) -> QuerySet[Pengingat]:
    """Notices to mail: their turn lasts, the person has an address and still a role in the office, tries are left."""
    milik = _filter_kirim(Pengingat.objects.filter(cara, pengukuran__versi=F("versi")), kini)
    return milik.filter(Exists(_build_berperan("pengukuran__perangkat_daerah"))).select_related("pengguna", *TERKAIT)


def list_panggilan_menunggu(kini: datetime.datetime, cara: Q) -> QuerySet[Panggilan]:
    """Calls to mail: not opened yet, and as for notices; of a form that was handed in since no reminder goes out."""
    milik = _filter_kirim(filter_hidup(Panggilan.objects.filter(cara, dibaca_pada=None)), kini)
    return milik.filter(Exists(_build_berperan("formulir__periode__perangkat_daerah"))).select_related(
        "pengguna", *JALAN
    )


def _filter_kirim(semua: QuerySet, kini: datetime.datetime) -> QuerySet:
    segar = semua.filter(
        Q(dicoba_pada=None) | Q(dicoba_pada__lte=kini - JEDA), dikirim_pada=None, percobaan__lt=MAKS_PERCOBAAN,
        dibuat_pada__gt=kini - UMUR, pengguna__is_active=True,
    ).exclude(pengguna__email="")  # fmt: skip
    return segar.order_by("pengguna", "dibuat_pada", "pk")


def _build_berperan(jalan: str) -> QuerySet[Penugasan]:
    return Penugasan.objects.berlaku_kini().filter(pengguna=OuterRef("pengguna"), perangkat_daerah=OuterRef(jalan))


def _group(kini: datetime.datetime, cara: Q) -> Iterator[tuple[Pengguna, list[Kabar]]]:
    """Each person with all that is to be told to them, notices before calls."""
    hasil: dict[Pengguna, list[Kabar]] = {}
    for satu in (*list_menunggu(kini, cara), *list_panggilan_menunggu(kini, cara)):
        hasil.setdefault(satu.pengguna, []).append(satu)
    return iter(hasil.items())


def write_kabar(kabar: Kabar) -> str:
    """What is told, as one sentence."""
    return write_kalimat(kabar) if isinstance(kabar, Pengingat) else write_panggilan(kabar)


def find_kantor(kabar: Kabar) -> PerangkatDaerah:
    """The office that it comes from."""
    sumber = kabar.pengukuran if isinstance(kabar, Pengingat) else kabar.formulir.periode
    return sumber.perangkat_daerah


def _send_ringkasan(orang: Pengguna, semua: list[Kabar], kini: datetime.datetime, hasil: Hasil) -> None:
    """At most one a day, not before the morning of the person's office."""
    setempat = kini.astimezone(ZoneInfo(find_kantor(semua[0]).zona))
    hari = setempat.date()
    milik = Pemberitahuan.objects.filter(Q(ringkasan_pada=None) | Q(ringkasan_pada__lt=hari), pengguna=orang)
    if setempat.hour >= JAM_RINGKASAN and milik.update(ringkasan_pada=hari):
        _send(orang, semua, kini, hasil)


def _send(orang: Pengguna, semua: list[Kabar], kini: datetime.datetime, hasil: Hasil) -> None:
    with transaction.atomic():
        milik = [satu for satu in semua if _claim(satu, kini)]
        if milik:
            transaction.on_commit(partial(_deliver, orang, milik, hasil))


def _claim(kabar: Kabar, kini: datetime.datetime) -> bool:
    """Count the try; false where another run has counted it meanwhile."""
    sama = type(kabar).objects.filter(pk=kabar.pk, percobaan=kabar.percobaan, dikirim_pada=None)
    return sama.update(percobaan=kabar.percobaan + 1, dicoba_pada=kini) == 1


def _deliver(orang: Pengguna, semua: list[Kabar], hasil: Hasil) -> None:
    judul, isi = write_surel(orang, semua)
    try:
        EmailMessage(judul, isi, to=[orang.email]).send()
    except OSError as error:  # smtplib's errors are OSErrors too
        hasil.gagal += 1
        log.error("Surel kepada pengguna %s gagal: %s", orang.pk, error)
        return
    for model in (Pengingat, Panggilan):
        milik = [satu.pk for satu in semua if isinstance(satu, model)]
        model.objects.filter(pk__in=milik).update(dikirim_pada=timezone.now())
    hasil.dikirim += 1


def write_surel(orang: Pengguna, semua: list[Kabar]) -> tuple[str, str]:
    """(subject, text) of one mail: each notice a sentence, and where to go."""
    kalimat = [write_kabar(satu) for satu in semua]
    kantor = dict.fromkeys(find_kantor(satu).nama for satu in semua)
    judul = kalimat[0].rstrip(".") if len(kalimat) == 1 else f"{len(kalimat)} pemberitahuan pengukuran kinerja"
    alamat = settings.ORIGIN + reverse("measurement:tugas_list")
    ubah = settings.ORIGIN + reverse("measurement:pemberitahuan_update")
    isi = [
        f"Yth. {orang.nama},", "", f"{', '.join(kantor)}:", *(f"- {satu}" for satu in kalimat), "",
        f"Kerjakan di {alamat}", f"Pengaturan surel ini: {ubah}", "",
        "Surel ini dikirim otomatis oleh SAKIP; jangan dibalas.",
    ]  # fmt: skip
    return f"SAKIP: {judul[:150]}", "\n".join(isi)
