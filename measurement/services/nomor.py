"""The register of numbers: gap-free per office and year, for the reports and for every letter alike; and the agenda."""

import datetime

from django.db import transaction
from django.db.models import Max, Q

from collection.models import PerangkatDaerah
from collection.services.kantor import write_nomor
from measurement.enums import JenisNaskah
from measurement.models import NomorSurat, PengukuranKinerja
from measurement.naskah import BERAGENDA, POLA_AGENDA


@transaction.atomic
def take_nomor(pengukuran: PengukuranKinerja, tanggal: datetime.date) -> NomorSurat:
    """The number of the case's report: the one that it has, else the next of the office in the year of `tanggal`."""
    kantor = _lock(pengukuran)
    ada = NomorSurat.objects.filter(pengukuran=pengukuran, jenis=JenisNaskah.LAPORAN.value).first()
    return ada or _add(kantor, pengukuran, tanggal.year, JenisNaskah.LAPORAN, "")


@transaction.atomic
def take_nomor_naskah(
    pengukuran: PengukuranKinerja, jenis: JenisNaskah, tanggal: datetime.date, *, pola: str = ""
) -> NomorSurat:
    """The next number of the office, for a letter; `pola` is the pattern of its kind, blank: the office's own.

    What is passed on takes the next of the agenda, which has one pattern.
    """
    return _add(_lock(pengukuran), pengukuran, tanggal.year, jenis, POLA_AGENDA if jenis in BERAGENDA else pola)


def _lock(pengukuran: PengukuranKinerja) -> PerangkatDaerah:
    """The office's row is the lock, so two letters never take the same number and a rollback leaves no gap."""
    return PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=pengukuran.perangkat_daerah_id)


def _add(
    kantor: PerangkatDaerah, pengukuran: PengukuranKinerja, tahun: int, jenis: JenisNaskah, pola: str
) -> NomorSurat:
    agenda = Q(jenis__in=[satu.value for satu in BERAGENDA])
    milik = agenda if jenis in BERAGENDA else ~agenda
    semua = NomorSurat.objects.filter(milik, perangkat_daerah=kantor, tahun=tahun)
    urut = (semua.aggregate(terakhir=Max("urut"))["terakhir"] or 0) + 1
    nomor = write_nomor(kantor, urut, tahun, pola)
    return NomorSurat.objects.create(
        perangkat_daerah=kantor, tahun=tahun, urut=urut, nomor=nomor, jenis=jenis.value, pengukuran=pengukuran
    )
