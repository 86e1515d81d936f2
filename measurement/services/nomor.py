"""The register of numbers: gap-free per office and year, one number per case."""

import datetime

from django.db import transaction
from django.db.models import Max

from collection.models import PerangkatDaerah
from collection.services.kantor import write_nomor
from measurement.models import NomorSurat, PengukuranKinerja


@transaction.atomic
def take_nomor(pengukuran: PengukuranKinerja, tanggal: datetime.date) -> NomorSurat:
    """The case's number: the one that it has, else the next of the office in the year of `tanggal`.

    The office's row is the lock, so two cases never take the same number and a rollback leaves no gap.
    """
    kantor = PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=pengukuran.perangkat_daerah_id)
    ada = NomorSurat.objects.filter(pengukuran=pengukuran).first()
    return ada or _add(kantor, pengukuran, tanggal.year)


def _add(kantor: PerangkatDaerah, pengukuran: PengukuranKinerja, tahun: int) -> NomorSurat:
    semua = NomorSurat.objects.filter(perangkat_daerah=kantor, tahun=tahun)
    urut = (semua.aggregate(terakhir=Max("urut"))["terakhir"] or 0) + 1
    nomor = write_nomor(kantor, urut, tahun)
    return NomorSurat.objects.create(
        perangkat_daerah=kantor, tahun=tahun, urut=urut, nomor=nomor, pengukuran=pengukuran
    )
