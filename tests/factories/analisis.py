"""What a report compares with, beside a case of tests.factories.laporan: history, Renstra, standards, ties, narratives."""

from decimal import Decimal

from collection.models import Periode, Program, Sasaran, StandarPembanding, TargetRenstra
from measurement.enums import JenisNarasi, Status
from measurement.models import BarisKertasKerja, KertasKerja, Narasi, PengukuranKinerja
from measurement.services.hitung import build_patokan
from measurement.services.kertas_kerja import recompute_baris
from measurement.services.rekap import KANTOR, build_rekap
from tests.factories.laporan import WAKTU

HASIL = ("realisasi", "capaian_mentah", "capaian", "alasan", "penjelasan", "kategori", "tingkat", "capaian_tahunan",
         "penjelasan_tahunan")  # fmt: skip
KALIMAT = (
    "Pendampingan desa berjalan sejak Januari dengan 120 pendamping di 20 kecamatan, sehingga data Prodeskel lengkap "
    "pada akhir triwulan dan verifikasinya selesai sebelum batas waktu.\n\nKerja sama dengan Bappeda, BPS, dan "
    "kecamatan mempercepat pemutakhiran status desa."
)


def add_lalu(kasus, tahun, triwulan, selisih="-1", uang="0.4", dibekukan=True, status=Status.SELESAI):
    """A finished case of an earlier triwulan: the same rows, each realisasi off by `selisih`, money by a share."""
    periode = Periode.objects.create(perangkat_daerah=kasus.kantor, tahun=tahun, triwulan=triwulan)
    asal = kasus.pengukuran
    lama = PengukuranKinerja.objects.create(
        perangkat_daerah=kasus.kantor, periode=periode, sop=asal.sop, prosedur=asal.prosedur,
        metodologi=kasus.metodologi, status=status.value, tindakan_sejak=WAKTU, dibuat_oleh=kasus.kepala,
    )  # fmt: skip
    kertas = KertasKerja.objects.create(
        pengukuran=lama, putaran=1, metodologi=kasus.metodologi, dihitung_oleh=kasus.tim, dihitung_pada=WAKTU,
        dibekukan_pada=WAKTU if dibekukan else None,
    )  # fmt: skip
    patokan = build_patokan(kasus.metodologi)
    for baris in kasus.kertas.baris_set.all():
        _copy_baris(baris, kertas, Decimal(selisih), patokan)
    for satu in kasus.kertas.anggaran_set.all():
        satu.pk, satu.id, satu._state.adding, satu.kertas_kerja = None, None, True, kertas
        satu.realisasi = (satu.pagu * Decimal(uang)).quantize(Decimal("0.01"))
        satu.save()
    return kertas


def _copy_baris(baris: BarisKertasKerja, kertas, selisih, patokan):
    nilai = None if baris.realisasi_triwulan is None else baris.realisasi_triwulan + selisih
    hasil = recompute_baris(baris, nilai, patokan)
    baris.pk, baris.id, baris._state.adding, baris.kertas_kerja, baris.bukti = None, None, True, kertas, []
    baris.realisasi_triwulan = nilai
    for nama in HASIL:
        setattr(baris, nama, hasil[nama])
    baris.save()


def add_renstra(kasus, langkah="1"):
    """Targets of the Renstra 2025-2029 for every indicator, one step more each year."""
    for baris in kasus.kertas.baris_set.select_related("indikator"):
        for nomor, tahun in enumerate(range(2025, 2030)):
            nilai = (baris.target_tahunan or 0) + Decimal(langkah) * nomor
            if baris.rumus == "predikat":
                nilai = min(nilai, Decimal(7))
            TargetRenstra.objects.create(indikator=baris.indikator, tahun=tahun, nilai=nilai)


def add_dukungan(kasus):
    """Every program supports the first sasaran."""
    sasaran = Sasaran.objects.filter(tujuan__renstra__perangkat_daerah=kasus.kantor).first()
    Program.objects.filter(perangkat_daerah=kasus.kantor).update(sasaran=sasaran)


def add_standar(kasus, urutan=2, **isian):
    baris = kasus.kertas.baris_set.get(urutan=urutan)
    baku = {"tingkat": "nasional", "tahun": 2024, "nilai": Decimal("11.50"), "sumber": "BKKBN, Laporan Kinerja 2024"}
    return StandarPembanding.objects.create(indikator=baris.indikator, **baku | isian)


def add_narasi(kasus, kelompok, jenis, teks=KALIMAT):
    return Narasi.objects.create(
        pengukuran=kasus.pengukuran, kertas_kerja=kasus.kertas, kelompok=kelompok, jenis=jenis.value, teks=teks,
        penulis=kasus.tim,
    )  # fmt: skip


def fill_laporan(kasus):
    """Everything at once, as an office has it in its second year."""
    add_lalu(kasus, 2024, 2, "-3")
    add_lalu(kasus, 2024, 4, "-2", "0.9")
    add_lalu(kasus, 2025, 1, "-1", "0.2")
    add_renstra(kasus)
    add_dukungan(kasus)
    add_standar(kasus)
    add_standar(kasus, tingkat="provinsi", nilai=Decimal("10.10"), sumber="Perwakilan BKKBN Jawa Tengah, 2024")
    for satu in build_rekap(kasus.kertas).sasaran:
        for jenis in list(JenisNarasi)[2:]:
            add_narasi(kasus, satu.kunci, jenis)
    for jenis in list(JenisNarasi)[:2]:
        add_narasi(kasus, KANTOR, jenis)
    return kasus
