"""Follow-ups and their news, by the demo accounts."""

import datetime
import itertools

from django.core.files.uploadedfile import SimpleUploadedFile

from measurement.models import KabarTindakLanjut, PengukuranKinerja, TindakLanjut
from measurement.services.tindak_lanjut import create_tindak_lanjut, report_kabar
from tests.factories.berkas import PDF
from tests.factories.kantor_contoh import get_user

_nomor = itertools.count(1)


def note(
    asal: PengukuranKinerja, uraian: str = "Memajukan jadwal pengumpulan data", *, hari: int = 10, unit: str = "",
    peran: str = "sekretaris", **isian: object,
) -> TindakLanjut:  # fmt: skip
    """A follow-up by hand, due in so many days, of a unit by its short name; read again with its status."""
    kantor = asal.perangkat_daerah
    awal = {"perubahan": "aktivitas", "penanggung_jawab": "" if unit else "Sekretaris"}
    baru = create_tindak_lanjut(
        asal=asal, uraian=uraian, batas=kantor.hari_ini() + datetime.timedelta(days=hari),
        unit=kantor.unit_set.get(singkatan=unit) if unit else None, user=get_user(peran), **(awal | isian),
    )  # fmt: skip
    return fetch(baru)


def fetch(satu: TindakLanjut) -> TindakLanjut:
    """As the database has it now."""
    return TindakLanjut.objects.berstatus().get(pk=satu.pk)


def tell(
    satu: TindakLanjut, status: str = "berjalan", keterangan: str = "Rapat pertama sudah diadakan.", *,
    peran: str = "sekretaris", nama: str = "", kunci: str = "", isi: bytes = PDF,
) -> KabarTindakLanjut:  # fmt: skip
    """News by the demo account of the role, with a file where it has a name."""
    return report_kabar(
        tindak_lanjut=satu, status=status, keterangan=keterangan, user=get_user(peran),
        kunci=kunci or f"kunci-{next(_nomor)}", berkas=SimpleUploadedFile(nama, isi) if nama else None,
    )  # fmt: skip
