"""Due times of cases: the office's calendar read from its rows, and each present act held against it."""

import datetime
import json
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from collection.jam import parse_pekan
from collection.models import HariLibur, JamKerja, PerangkatDaerah
from collection.services.kalender import list_belum_lengkap
from measurement.enums import JenisTindakan, Status
from measurement.kalender import Jadwal, Masa, Tenggat, find_tenggat
from measurement.models import PengukuranKinerja


def load_jadwal(kantor: Iterable[PerangkatDaerah]) -> dict[int, Jadwal]:
    """Each office's calendar by its key, in one query however many there are: every page of a case pays for it."""
    zona = {satu.pk: satu.zona for satu in kantor}
    masa: dict[int, list[Masa]] = {pk: [] for pk in zona}
    libur: dict[int, set[datetime.date]] = {pk: set() for pk in zona}
    for pk, mulai, selesai, pekan in _list_baris(zona):
        if pekan:
            masa[pk].append(Masa(mulai, selesai, parse_pekan(json.loads(pekan))))
        else:
            libur[pk].add(mulai)
    return {pk: Jadwal(ZoneInfo(nama), tuple(masa[pk]), frozenset(libur[pk])) for pk, nama in zona.items()}


def _list_baris(kantor: Iterable[int]) -> QuerySet:
    """(office, first day, last day, week as JSON text) of hours; days off are rows without a week."""
    jam = JamKerja.objects.filter(perangkat_daerah__in=kantor).order_by()
    libur = HariLibur.objects.filter(perangkat_daerah__in=kantor).order_by()
    return jam.values_list("perangkat_daerah", "mulai", "selesai", Cast("pekan", TextField())).union(
        libur.values_list("perangkat_daerah", "tanggal", "tanggal", Value("", TextField())), all=True
    )


def attach_tenggat(kasus: Iterable[PengukuranKinerja], kini: datetime.datetime | None = None) -> dict[int, Jadwal]:
    """Give each case its `tenggat`, None where nothing is due; and the calendars that were read for it.

    The norm is the step's, counted from when the present act's turn came. Nothing is due of what waits for another
    procedure: its `penantian` says for what, else it is empty.
    """
    semua, saat = list(kasus), kini or timezone.now()
    berjalan = [satu for satu in semua if satu.tindakan_id]
    jadwal = load_jadwal({satu.perangkat_daerah_id: satu.perangkat_daerah for satu in berjalan}.values())
    penantian = map_penantian(berjalan)
    for satu in semua:
        satu.penantian = penantian.get(satu.pk, "")
        jalan = satu.tindakan_id and not satu.penantian
        satu.tenggat = build_tenggat(satu, jadwal[satu.perangkat_daerah_id], saat) if jalan else None
    return jadwal


def map_penantian(kasus: Iterable[PengukuranKinerja]) -> dict[int, str]:
    """Key of each case that cannot gather yet → why: the procedure whose data it takes is not finished.

    One query however many cases gather from another procedure, none where none does.
    """
    semua = [k for k in kasus if k.tindakan_id and k.tindakan.jenis == JenisTindakan.HIMPUN and k.sop.masukan]
    if not semua:
        return {}
    sumber = PengukuranKinerja.objects.filter(periode__in={satu.periode_id for satu in semua})
    sumber = sumber.exclude(status=Status.DIBATALKAN.value).select_related("sop", "periode").order_by("-pk")
    milik: dict[tuple[int, str], list[PengukuranKinerja]] = {}
    for satu in sumber:
        milik.setdefault((satu.periode_id, satu.prosedur), []).append(satu)
    hasil = {satu.pk: _write_penantian(satu, milik.get((satu.periode_id, satu.sop.masukan), [])) for satu in semua}
    return {pk: alasan for pk, alasan in hasil.items() if alasan}


def _write_penantian(kasus: PengukuranKinerja, sumber: list[PengukuranKinerja]) -> str:
    """Empty where one of the cases has ended: a revision that runs leaves the figures of the first one in force."""
    if any(satu.status == Status.SELESAI for satu in sumber):
        return ""
    if not sumber:
        return f"Menunggu data dari SOP pengumpulan {kasus.periode}, yang belum dibuka."
    return f"Menunggu {sumber[0]} selesai: {sumber[0].get_status_display()}."


def build_tenggat(kasus: PengukuranKinerja, jadwal: Jadwal, kini: datetime.datetime) -> Tenggat | None:
    """When the present act is due and how that stands at `kini`."""
    return find_tenggat(
        kasus.tindakan_sejak, kasus.tindakan.langkah.menit, kini, jadwal, ambang=settings.MENIT_HAMPIR,
        menit_per_hari=kasus.sop.menit_per_hari,
    )  # fmt: skip


def list_libur_kurang(kasus: PengukuranKinerja, saat: Iterable[datetime.datetime | None] = ()) -> list[str]:
    """Sentences on the years of the present turn, and of these moments, whose national holidays are not all known.

    The case has its `tenggat` (see `attach_tenggat`); what is over and has no due time says nothing by itself.
    """
    batas = [kasus.tindakan_sejak, kasus.tenggat.jatuh_tempo] if kasus.tenggat else []
    zona = ZoneInfo(kasus.perangkat_daerah.zona)
    return list_belum_lengkap(kasus.perangkat_daerah, {s.astimezone(zona).year for s in (*batas, *saat) if s})


def rank_tenggat(kasus: PengukuranKinerja) -> tuple[bool, datetime.datetime]:
    """Order of an inbox: what is due first, then what is due never, longest waiting first."""
    return (False, kasus.tenggat.jatuh_tempo) if kasus.tenggat else (True, kasus.tindakan_sejak)
