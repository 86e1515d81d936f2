"""The register of numbers: gap-free per office and year, for the reports and for every letter alike; and the agenda."""

import datetime

from django.db import transaction
from django.db.models import Max, Q

from collection.models import PerangkatDaerah
from collection.services.kantor import write_nomor
from measurement.enums import JenisNaskah
from measurement.errors import KelengkapanError
from measurement.models import Disposisi, NomorSurat, PengukuranKinerja
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


@transaction.atomic
def enter_nomor_kertas(disposisi: Disposisi, jenis: JenisNaskah, tanggal: datetime.date, nomor: str) -> NomorSurat:
    """The number that stands on a scanned paper, entered beside our own, which go on counting without a gap.

    Raises KelengkapanError, which names the paper, where the office has that number already in the year of `tanggal`,
    in use or not; but for what the same act of the case made before it is done again: its print may be what is scanned.
    """
    kasus = disposisi.pengukuran
    kantor = _lock(kasus)
    milik = NomorSurat.objects.filter(_build_buku(jenis), perangkat_daerah=kantor, tahun=tanggal.year)
    sendiri = Disposisi.objects.filter(pengukuran=kasus, tindakan=disposisi.tindakan)
    dulu = NomorSurat.objects.filter(Q(naskah__disposisi__in=sendiri) | Q(disposisi__in=sendiri))
    semua = milik.exclude(pk__in=dulu.values("pk")).select_related("pengukuran__periode", "pengukuran__sop")
    sama = next((satu for satu in semua if _normalize(satu.nomor) == _normalize(nomor)), None)
    if sama:
        pesan = (
            f"Nomor {sama.nomor} sudah dipakai {sama.get_jenis_display()} {sama.pengukuran}"
            f"{' (pindaian)' if sama.urut is None else ''}. Periksa nomor yang tertulis pada kertas."
        )
        raise KelengkapanError(pesan, {"nomor_kertas": [pesan]})
    return NomorSurat.objects.create(
        perangkat_daerah=kantor, tahun=tanggal.year, nomor=nomor, jenis=jenis.value, pengukuran=kasus,
        disposisi=disposisi,
    )  # fmt: skip


def _normalize(nomor: str) -> str:
    """Blanks and capitals make no other number."""
    return "".join(nomor.split()).casefold()


def _build_buku(jenis: JenisNaskah) -> Q:
    """The register to which such a paper belongs: the agenda, or that of the letters and reports."""
    agenda = Q(jenis__in=[satu.value for satu in BERAGENDA])
    return agenda if jenis in BERAGENDA else ~agenda


def _lock(pengukuran: PengukuranKinerja) -> PerangkatDaerah:
    """The office's row is the lock, so two letters never take the same number and a rollback leaves no gap."""
    return PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=pengukuran.perangkat_daerah_id)


def _add(
    kantor: PerangkatDaerah, pengukuran: PengukuranKinerja, tahun: int, jenis: JenisNaskah, pola: str
) -> NomorSurat:
    semua = NomorSurat.objects.filter(_build_buku(jenis), perangkat_daerah=kantor, tahun=tahun)
    urut = (semua.aggregate(terakhir=Max("urut"))["terakhir"] or 0) + 1
    nomor = write_nomor(kantor, urut, tahun, pola)
    return NomorSurat.objects.create(
        perangkat_daerah=kantor, tahun=tahun, urut=urut, nomor=nomor, jenis=jenis.value, pengukuran=pengukuran
    )
