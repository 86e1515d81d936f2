"""Taking a correction back: a row of its own, so that the original counts again and the history keeps both."""

from decimal import Decimal

from collection.errors import IsianError
from collection.models import Pengguna
from collection.nilai import Komponen
from collection.services.jejak import audited, write_jejak
from collection.services.realisasi import KOMPONEN
from measurement.models import BarisKertasKerja, Koreksi
from measurement.services.kertas_kerja import lock_koreksi
from measurement.services.ringkasan import store_ringkasan

HASIL = (
    "realisasi_triwulan", "realisasi", "capaian_mentah", "capaian", "capaian_penuh", "alasan", "penjelasan",
    "kategori", "tingkat", "capaian_tahunan", "penjelasan_tahunan",
)  # fmt: skip


def withdraw_koreksi(*, baris: BarisKertasKerja, alasan: str, versi: int, user: Pengguna) -> Koreksi:
    """The original counts again, while it is still the turn of the Kepala's correction.

    Raises IsianError (no correction in force, no reason), WewenangError, GiliranError.
    """
    kantor = baris.kertas_kerja.pengukuran.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="cabut_koreksi", objek=baris):
        lock_koreksi(baris, versi, user)
        terakhir = baris.koreksi_set.last()
        if terakhir is None or terakhir.pencabutan:
            raise IsianError("Nilai semula sedang berlaku; tidak ada koreksi yang dapat dicabut.")
        if not alasan.strip():
            raise IsianError("Tulis alasan pencabutan.")
        pencabutan = Koreksi.objects.create(
            baris=baris, pencabutan=True, realisasi_semula=terakhir.realisasi, keterangan=alasan.strip(),
            pengguna=user, **{nama: getattr(baris, nama) for nama in HASIL}, **_list_bagian(baris),
        )  # fmt: skip
        store_ringkasan(baris.kertas_kerja)
        write_jejak(
            kantor=kantor, user=user, aksi="cabut_koreksi", objek=baris,
            lama={"realisasi": terakhir.realisasi_triwulan},
            baru={"realisasi": baris.realisasi_triwulan, "alasan": alasan.strip()},
        )  # fmt: skip
    return pencabutan


def _list_bagian(baris: BarisKertasKerja) -> dict[str, Decimal | None]:
    """The original's components; nothing where it has none."""
    asal = baris.read_terukur()
    return {nama: getattr(asal, nama) for nama in KOMPONEN} if isinstance(asal, Komponen) else {}
