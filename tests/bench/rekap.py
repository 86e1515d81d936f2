"""Dashboards over 40 offices × 300 indicators × 4 triwulan × 5 years: ours, model instances, one raw window query."""

import datetime
from decimal import Decimal

from django.db import connection, transaction

from collection.models import PerangkatDaerah, Periode
from measurement.models import BarisKertasKerja, KertasKerja, Koreksi, PengukuranKinerja, RingkasanKinerja
from measurement.services.dasbor import build_kantor, build_sasaran, build_titik_tahun, list_indikator, list_ringkasan
from measurement.services.ringkasan import store_ringkasan
from tests.bench.ukur import Batas, compare, count_queries
from tests.factories.laporan import WAKTU, Kasus, make_kasus, make_koreksi

KANTOR, INDIKATOR, TAHUN, TRIWULAN = 40, 300, range(2021, 2026), range(1, 5)
TERAKHIR = """
    SELECT p.perangkat_daerah_id, r.tahun, r.triwulan, b.indikator_id, b.kode, b.nama, b.jenis, b.satuan, b.unit,
           b.jalur, COALESCE(k.capaian, b.capaian) AS capaian, COALESCE(k.tingkat, b.tingkat) AS tingkat,
           ROW_NUMBER() OVER (PARTITION BY p.id, b.indikator_id ORDER BY w.putaran DESC, k.id DESC) AS urutan
    FROM measurement_bariskertaskerja b
    JOIN measurement_kertaskerja w ON w.id = b.kertas_kerja_id
    JOIN measurement_pengukurankinerja p ON p.id = w.pengukuran_id
    JOIN collection_periode r ON r.id = p.periode_id
    LEFT JOIN measurement_koreksi k ON k.baris_id = b.id
    WHERE {syarat}
"""
# The page's rows of the year, and of each year before one row that carries the office's mean of that triwulan.
HALAMAN = """
    SELECT * FROM (
        SELECT t.*, AVG(capaian) OVER (PARTITION BY tahun, triwulan) AS rata,
               ROW_NUMBER() OVER (PARTITION BY tahun, triwulan ORDER BY indikator_id) AS ke
        FROM ({terakhir}) t WHERE urutan = 1
    ) h WHERE tahun = %s OR ke = 1
"""
RATA = "SELECT perangkat_daerah_id, triwulan, AVG(capaian) FROM ({terakhir}) t WHERE urutan = 1 GROUP BY 1, 2"


def main() -> bool:
    """Fill, compare, and count queries at 10 and at 300 indicators."""
    semua = fill(KANTOR, INDIKATOR)
    kecil = fill(1, 10)[0]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{BarisKertasKerja.objects.count()} baris, {Koreksi.objects.count()} koreksi")
    kantor, tahun = semua[KANTOR // 2], TAHUN[-1]
    halaman = compare(
        "Halaman satu kantor, satu tahun",
        {
            "kita": lambda: read_kantor(kantor, tahun),
            "instans model": lambda: read_instans([kantor], tahun),
            "satu kueri jendela": lambda: read_halaman(kantor, tahun),
        },
        [Batas("satu kueri jendela", 2)],
    )
    kabupaten = compare(
        "Rekap kabupaten, satu tahun",
        {
            "kita": lambda: read_kabupaten(semua, tahun),
            "instans model": lambda: read_instans(semua, tahun),
            "satu kueri jendela": lambda: read_rata(tahun),
        },
        [Batas("satu kueri jendela", 3)],
        kali=3,
    )
    kueri = [count_queries(lambda satu=satu: read_kantor(satu, tahun)) for satu in (kecil, semua[0])]
    kueri_kab = [count_queries(lambda satu=satu: read_kabupaten(satu, tahun)) for satu in ([kecil], semua)]
    print(f"\nKueri halaman kantor pada 10 dan {INDIKATOR} indikator: {kueri}; rekap 1 dan {KANTOR} kantor: {kueri_kab}")
    return halaman and kabupaten and kueri[0] == kueri[1] and kueri_kab[0] == kueri_kab[1]


def read_kantor(kantor: PerangkatDaerah, tahun: int) -> tuple:
    """What the page of one office reads: five years of summaries, the year's sasaran and every indicator."""
    kasus = PengukuranKinerja.objects.filter(perangkat_daerah=kantor)
    semua = list_ringkasan(kasus, tahun__gt=tahun - 5, tahun__lte=tahun)
    tahun_ini = [satu for satu in semua if satu.pengukuran.periode.tahun == tahun]
    return build_titik_tahun(semua), build_sasaran(tahun_ini), list_indikator(tahun_ini)


def read_kabupaten(semua: list[PerangkatDaerah], tahun: int) -> list:
    """What the page of all offices reads."""
    kasus = PengukuranKinerja.objects.filter(perangkat_daerah__in=semua)
    return build_kantor(semua, list_ringkasan(kasus, tahun=tahun), [])


def read_instans(semua: list[PerangkatDaerah], tahun: int) -> dict:
    """The usual way: model instances with their corrections, averaged in Python."""
    baris = BarisKertasKerja.objects.filter(
        kertas_kerja__pengukuran__perangkat_daerah__in=semua, kertas_kerja__pengukuran__periode__tahun=tahun
    ).select_related("kertas_kerja__pengukuran__periode", "indikator").prefetch_related("koreksi_set")
    nilai: dict[tuple, list[Decimal]] = {}
    for satu in baris:
        hasil = list(satu.koreksi_set.all())[-1:] or [satu]
        if hasil[0].capaian is not None:
            kasus = satu.kertas_kerja.pengukuran
            nilai.setdefault((kasus.perangkat_daerah_id, kasus.periode.triwulan), []).append(hasil[0].capaian)
    return {kunci: sum(isi) / len(isi) for kunci, isi in nilai.items()}


def read_halaman(kantor: PerangkatDaerah, tahun: int) -> list[tuple]:
    """The floor of the office page: all that it shows in one raw window query, rows as the driver gives them."""
    syarat = "p.perangkat_daerah_id = %s AND r.tahun > %s AND r.tahun <= %s"
    return run_sql(HALAMAN.format(terakhir=TERAKHIR.format(syarat=syarat)), kantor.pk, tahun - 5, tahun, tahun)


def read_rata(tahun: int) -> list[tuple]:
    """The floor of the kabupaten's page: the means of a year, averaged by the database."""
    return run_sql(RATA.format(terakhir=TERAKHIR.format(syarat="r.tahun = %s")), tahun)


def run_sql(sql: str, *isi: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, isi)
        return cursor.fetchall()


@transaction.atomic
def fill(jumlah_kantor: int, jumlah_indikator: int) -> list[PerangkatDaerah]:
    """One office measured by the real arithmetic, its rows copied for every other triwulan and office.

    The copies share the first office's indicators, which none of the measured queries reads.
    """
    asal = make_kasus(jumlah_indikator)
    for baris in asal.kertas.baris_set.exclude(realisasi=None).filter(rumus="maks")[: max(1, jumlah_indikator // 50)]:
        make_koreksi(baris, "1", asal.kepala)
    store_ringkasan(asal.kertas)
    semua = [asal.kantor]
    for nomor in range(1, jumlah_kantor):
        kantor = asal.kantor
        kode = f"{kantor.kode}.{nomor}"
        semua.append(PerangkatDaerah.objects.create(
            kode=kode, singkatan=f"{kantor.singkatan}-{nomor}", nama=f"{kantor.nama} {nomor}",
            pemerintah=kantor.pemerintah,
        ))  # fmt: skip
    for kantor in semua:
        for tahun in TAHUN:
            for triwulan in TRIWULAN:
                if (kantor, tahun, triwulan) != (asal.kantor, 2025, 2):
                    _copy(asal, kantor, tahun, triwulan)
    return semua


def _copy(asal: Kasus, kantor: PerangkatDaerah, tahun: int, triwulan: int) -> None:
    periode = Periode.objects.create(perangkat_daerah=kantor, tahun=tahun, triwulan=triwulan)
    lama = asal.pengukuran
    kasus = PengukuranKinerja.objects.create(
        perangkat_daerah=kantor, periode=periode, sop=lama.sop, prosedur=lama.prosedur, metodologi=lama.metodologi,
        status="selesai", tindakan_sejak=WAKTU, dibuat_oleh=asal.kepala,
    )  # fmt: skip
    kertas = KertasKerja.objects.create(
        pengukuran=kasus, putaran=1, metodologi=asal.metodologi, dihitung_oleh=asal.tim, dihitung_pada=WAKTU,
        dibekukan_pada=WAKTU + datetime.timedelta(days=1),
    )  # fmt: skip
    _copy_rows(BarisKertasKerja, {"kertas_kerja_id": kertas.pk}, "kertas_kerja_id", asal.kertas.pk)
    _copy_koreksi(asal.kertas, kertas)
    _copy_rows(
        RingkasanKinerja, {"kertas_kerja_id": kertas.pk, "pengukuran_id": kasus.pk}, "kertas_kerja_id", asal.kertas.pk
    )


def _copy_rows(model: type, ganti: dict[str, int], kunci: str, asal: int) -> None:
    """INSERT … SELECT with some columns replaced."""
    kolom = [f.column for f in model._meta.fields if not f.primary_key]
    pilih = ["%s" if k in ganti else k for k in kolom]
    tabel = model._meta.db_table
    sql = f"INSERT INTO {tabel} ({', '.join(kolom)}) SELECT {', '.join(pilih)} FROM {tabel} WHERE {kunci} = %s"
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(ganti[k] for k in kolom if k in ganti), asal])


def _copy_koreksi(asal: KertasKerja, baru: KertasKerja) -> None:
    tabel = Koreksi._meta.db_table
    kolom = [f.column for f in Koreksi._meta.fields if not f.primary_key]
    pilih = ["n.id" if k == "baris_id" else f"k.{k}" for k in kolom]
    sql = (
        f"INSERT INTO {tabel} ({', '.join(kolom)}) SELECT {', '.join(pilih)} FROM {tabel} k "
        "JOIN measurement_bariskertaskerja l ON l.id = k.baris_id "
        "JOIN measurement_bariskertaskerja n ON n.indikator_id = l.indikator_id AND n.kertas_kerja_id = %s "
        "WHERE l.kertas_kerja_id = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [baru.pk, asal.pk])
