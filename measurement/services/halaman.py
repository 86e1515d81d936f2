"""What the case page shows: the SOP with what was done, the forms of the units, the documents."""

import datetime
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from collection.enums import Peran, StatusFormulir
from collection.models import Formulir
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.models import Disposisi, Langkah, PengukuranKinerja
from measurement.mutu_baku import MENIT_PER_JAM, write_menit

HitungMenit = Callable[[datetime.datetime, datetime.datetime], int]
TAMPIL_FORMULIR = (Status.PENGUMPULAN.value, Status.KERTAS_KERJA.value)


@dataclass(frozen=True)
class BarisLangkah:
    """One row of the SOP with its state in this case and the acts done in it.

    `terpakai`: the time used against the mutu baku; `dikembalikan`: to which step it sent the case back, how often.
    """

    langkah: Langkah
    keadaan: str
    pelaksana: str
    dilakukan: tuple[Disposisi, ...]
    terpakai: str = ""
    dikembalikan: tuple[tuple[int, int], ...] = ()


def count_menit(mulai: datetime.datetime, selesai: datetime.datetime) -> int:
    """Whole minutes by the clock, nights and holidays included."""
    return int((selesai - mulai).total_seconds()) // MENIT_PER_JAM


def build_halaman(kasus: PengukuranKinerja) -> dict[str, Any]:
    """Everything below the case's heading; the same number of queries whatever the number of steps."""
    disposisi = list(
        kasus.disposisi_set.select_related("tindakan__langkah", "pengguna", "isi_catatan").order_by("urutan")
    )
    formulir = list(Formulir.objects.filter(periode=kasus.periode).select_related("unit", "diserahkan_oleh"))
    return {
        "langkah": list_langkah(kasus, disposisi),
        "disposisi": disposisi[::-1],
        "formulir": formulir,
        "diserahkan": sum(f.status in (StatusFormulir.DISERAHKAN, StatusFormulir.DITERIMA) for f in formulir),
        "kertas": kasus.kertas_kerja_set.first(),
        "dokumen": kasus.dokumen_set.first(),
        "pengembalian": _find_pengembalian(disposisi) if kasus.tindakan else None,
        "perlu_hitung": kasus.tindakan is not None and kasus.tindakan.jenis == JenisTindakan.PENGUKURAN,
        "perlu_koreksi": kasus.tindakan is not None and kasus.tindakan.jenis == JenisTindakan.KOREKSI,
        "perlu_tanda_tangan": kasus.tindakan is not None and kasus.tindakan.transisi == Transisi.TANDATANGANI,
    }


def list_langkah(
    kasus: PengukuranKinerja, disposisi: list[Disposisi], *, hitung_menit: HitungMenit = count_menit
) -> list[BarisLangkah]:
    """The rows of the SOP with what was done in each; `hitung_menit` counts the minutes between two moments."""
    kini = kasus.tindakan.langkah.nomor if kasus.tindakan else None
    hasil = []
    for langkah in kasus.sop.langkah_set.prefetch_related("tindakan_set"):
        dilakukan = tuple(d for d in disposisi if d.tindakan.langkah_id == langkah.pk)
        peran = dict.fromkeys(Peran(t.peran).label for t in langkah.tindakan_set.all())
        kembali = Counter(d.kembali_ke for d in dilakukan if d.aksi == Aksi.KEMBALIKAN)
        berjalan = kasus.tindakan_sejak if langkah.nomor == kini else None
        baris = BarisLangkah(
            langkah, _find_keadaan(langkah.nomor, kini, dilakukan), ", ".join(peran), dilakukan,
            write_terpakai(langkah, dilakukan, berjalan, hitung_menit), tuple(sorted(kembali.items())),
        )  # fmt: skip
        hasil.append(baris)
    return hasil


def write_terpakai(
    langkah: Langkah, dilakukan: tuple[Disposisi, ...], berjalan: datetime.datetime | None, hitung_menit: HitungMenit
) -> str:
    """The time of all acts of a step, also of those that were done again, against its mutu baku: "3 j 10 m dari 4 j".

    `berjalan`: since when an act of it waits, where one does. Blank where nothing has happened yet.
    """
    if not dilakukan and berjalan is None:
        return ""
    menit = sum(hitung_menit(satu.mulai_pada, satu.waktu) for satu in dilakukan)
    menit += hitung_menit(berjalan, timezone.now()) if berjalan else 0
    baku = f"dari {write_menit(langkah.menit)}" if langkah.menit else "tanpa mutu baku"
    return f"{write_menit(menit)} {baku}"


def _find_keadaan(nomor: int, kini: int | None, dilakukan: tuple[Disposisi, ...]) -> str:
    if nomor == kini:
        return "kini"
    if any(d.aksi == Aksi.BATALKAN for d in dilakukan):
        return "dibatalkan"
    if kini is None:
        return "selesai" if any(d.aksi == Aksi.SELESAIKAN for d in dilakukan) else "menunggu"
    return "selesai" if nomor < kini else "menunggu"


def _find_pengembalian(disposisi: list[Disposisi]) -> Disposisi | None:
    """The latest return by an act that the case has not passed since: what it asks for is not done yet."""
    lewat = set()
    for satu in reversed(disposisi):
        if satu.aksi == Aksi.KEMBALIKAN and satu.tindakan_id not in lewat:
            return satu
        if satu.aksi == Aksi.SELESAIKAN:
            lewat.add(satu.tindakan_id)
    return None
