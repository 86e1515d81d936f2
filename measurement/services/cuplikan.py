"""The capaian beside a typed realisasi: what it would be if computed now. Nothing is stored.

Of a form that was gathered and measured it is what the frozen kertas kerja says, whatever the plan says by now.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from collection.angka import format_angka, format_rupiah
from collection.enums import StatusFormulir
from collection.kewajaran import JAWAB_LUPUT
from collection.models import Formulir, Periode, Realisasi, RealisasiAnggaran
from collection.models.formulir import ROMAWI
from collection.queries_formulir import find_anggaran_lalu
from collection.services.riwayat import Lalu, map_lalu, write_sebelum
from measurement.enums import Status
from measurement.models import BarisAnggaran, BarisKertasKerja, KertasKerja, Metodologi, PengukuranKinerja
from measurement.nilai import SERATUS
from measurement.queries_lalu import (
    KasusRingkas,
    find_baris_beku,
    list_kasus_setahun,
    list_lalu_terlapor,
    list_realisasi_lalu,
    map_sebelum,
    rank_beku,
)
from measurement.services.baris import BarisRekap
from measurement.services.hitung import PATOKAN_BAKU, Patokan, build_hitungan, build_patokan, compute_hasil
from measurement.services.metodologi import find_metodologi

Cuplikan = dict[str, object]
HASIL = (
    "target", "realisasi", "capaian_mentah", "capaian", "alasan", "penjelasan", "kategori", "tingkat",
    "capaian_tahunan", "penjelasan_tahunan",
)  # fmt: skip


def preview_formulir(formulir: Formulir) -> list[Cuplikan]:
    """One result for each row of the form."""
    patokan = build_patokan_formulir(formulir)
    lalu = list_realisasi_lalu(formulir.periode)
    semua = formulir.realisasi_set.select_related("target__indikator__skala", "formulir__periode")
    beku = list_cuplikan_beku(formulir, semua := list(semua.prefetch_related("target__indikator__skala__nilai_set")))
    return [_preview(r, patokan, lalu) | beku.get(r.pk, {}) for r in semua]


def preview_baris(
    formulir: Formulir, baris: Iterable[Realisasi], lapor: Mapping[int, list[Lalu]] | None = None
) -> list[Cuplikan]:
    """One result for each of these rows of a form that is with its unit; the number of queries is fixed.

    Rows bring target, indikator and skala with its nilai_set with them. `lapor`: what `map_lalu` says of each.
    """
    semua = list(baris)
    if not semua:
        return []
    kasus = list_kasus_setahun(formulir.periode)
    patokan = build_patokan_formulir(formulir, kasus)
    if lapor is None:
        lapor = map_lalu(formulir.periode, [satu.target.indikator_id for satu in semua])
    lalu = list_lalu_terlapor(formulir.periode, lapor, kasus)
    return [_preview(satu, patokan, lalu) for satu in semua]


def list_cuplikan_beku(formulir: Formulir, baris: Iterable[Realisasi]) -> dict[int, Cuplikan]:
    """Row → target and result by which it was measured, for the rows of a gathered form whose figures were handed in.

    A row that says something else than the frozen one was not measured yet. Three queries, whatever the rows.
    """
    if formulir.status != StatusFormulir.DITERIMA:
        return {}
    beku = find_baris_beku(formulir.periode)
    pasangan = [(r, beku.get(r.target.indikator_id)) for r in baris]
    return {r.pk: _read_beku(r, b) for r, b in pasangan if b is not None and _is_diukur(r, b)}


def _is_diukur(realisasi: Realisasi, beku: BarisKertasKerja) -> bool:
    kini = (realisasi.terukur, realisasi.tidak_dapat_diukur)
    return kini == (beku.read_terukur(), beku.tidak_dapat_diukur)


def _read_beku(realisasi: Realisasi, beku: BarisKertasKerja) -> Cuplikan:
    tulis = BarisRekap(beku).write
    return {nama: getattr(beku, nama) for nama in HASIL} | {
        "pk": realisasi.pk, "kosong": _is_kosong(realisasi), "belum_dijelaskan": "",
        "tampil_target": tulis(beku.get_nilai("target_triwulan")),
        "tampil_tahunan": tulis(beku.get_nilai("target_tahunan")),
        "catatan": _tell_beku(realisasi, beku), "desimal": beku.kertas_kerja.metodologi.desimal,
    }  # fmt: skip


def _is_kosong(realisasi: Realisasi) -> bool:
    """Nothing was measured, and nothing written why not."""
    return realisasi.terukur is None and not realisasi.tidak_dapat_diukur


def _tell_beku(realisasi: Realisasi, beku: BarisKertasKerja) -> list[str]:
    """In sentences: what the Kepala put in its place, and where the plan has other targets by now."""
    target, rekap = realisasi.target, BarisRekap(beku, tuple(beku.koreksi_set.all()))
    kini, kata = target.triwulan[realisasi.formulir.periode.triwulan - 1], []
    if rekap.koreksi:
        capaian, desimal = rekap.hasil.capaian, beku.kertas_kerja.metodologi.desimal
        hasil = "tanpa capaian" if capaian is None else f"capaian {format_angka(capaian, desimal=desimal)} %"
        kata.append(f"Dikoreksi Kepala menjadi {rekap.realisasi}, {hasil}.")
    if (kini, target.setahun) != (beku.get_nilai("target_triwulan"), beku.get_nilai("target_tahunan")):
        kata.append(
            f"Diukur dengan target saat itu. Perjanjian Kinerja kini: triwulan {rekap.write(kini)}, "
            f"tahunan {rekap.write(target.setahun)}."
        )
    return kata


def attach_sebelum(formulir: Formulir, baris: Iterable[Realisasi]) -> bool:
    """Give each row its `tampil_sebelum`: what counted in the earlier triwulan of the year and in the same triwulan of
    the year before, as pairs of triwulan and value; whether there is any such pair.

    What its case handed in and is in force, also while it is being revised, else what the unit reported there. The
    year before is left out where no row has a value of it. The number of queries is fixed.
    """
    periode = formulir.periode
    sebelum = map_sebelum(periode)
    kapan = [(f"TW {ROMAWI[tw]}", (periode.tahun, tw)) for tw in range(1, periode.triwulan)]
    dulu = (periode.tahun - 1, periode.triwulan)
    if any((satu.target.indikator_id, *dulu) in sebelum for satu in baris):
        kapan.append((f"TW {ROMAWI[dulu[1]]} {dulu[0]}", dulu))
    for satu in baris:
        indikator = satu.target.indikator
        satu.tampil_sebelum = [(kata, write_sebelum(indikator, sebelum.get((indikator.pk, *k)))) for kata, k in kapan]
    return bool(kapan)


def attach_anggaran_lalu(formulir: Formulir, anggaran: Iterable[RealisasiAnggaran]) -> None:
    """Give each row its `tampil_lalu`: until which triwulan, and the rupiah spent by its end, or nothing.

    Of the latest earlier triwulan of the year with a figure: what was handed in and is in force, else what the unit
    reported. The number of queries is fixed.
    """
    lapor, beku = find_anggaran_lalu(formulir.periode), map_anggaran_beku(formulir.periode)
    for satu in anggaran:
        sub = satu.pagu.sub_kegiatan
        kunci = (sub.kegiatan.program.kode, sub.kode)
        uang = dict([lapor[sub.pk]] if sub.pk in lapor else [])
        uang |= {tw: isi[kunci] for tw, isi in beku.items() if kunci in isi}
        ada = [(tw, jumlah) for tw, jumlah in uang.items() if jumlah is not None]
        satu.tampil_lalu = [
            (f"s.d. TW {ROMAWI[tw]}", format_rupiah(jumlah).removeprefix("Rp")) for tw, jumlah in sorted(ada)[-1:]
        ]


def map_anggaran_beku(periode: Periode) -> dict[int, dict[tuple[str, str], Decimal | None]]:
    """Earlier triwulan of the year → (program, sub kegiatan) → what was frozen of it, in the case that is in force."""
    lalu = {"periode__tahun": periode.tahun, "periode__triwulan__lt": periode.triwulan}
    kasus = PengukuranKinerja.objects.filter(perangkat_daerah=periode.perangkat_daerah_id, **lalu).berlaku()
    kertas = KertasKerja.objects.filter(pengukuran__in=kasus, dibekukan_pada__isnull=False)
    terakhir = {
        satu.pengukuran.periode.triwulan: satu
        for satu in sorted(kertas.select_related("pengukuran__sop", "pengukuran__periode"), key=rank_beku)
    }
    semua = BarisAnggaran.objects.filter(kertas_kerja__in=terakhir.values())
    letak = {satu.pk: tw for tw, satu in terakhir.items()}
    hasil: dict[int, dict[tuple[str, str], Decimal | None]] = {tw: {} for tw in terakhir}
    for satu in semua:
        hasil[letak[satu.kertas_kerja_id]][satu.program_kode, satu.kode] = satu.realisasi
    return hasil


def build_patokan_formulir(formulir: Formulir, kasus: Iterable[KasusRingkas] | None = None) -> Patokan:
    """By what the form would be measured now: the case's Metodologi, else the office's, else the usual one.

    `kasus`: what `list_kasus_setahun` says, where it was asked already.
    """
    periode = formulir.periode
    semua = list_kasus_setahun(periode) if kasus is None else kasus
    kini = [s for s in semua if s.triwulan == periode.triwulan and s.status != Status.DIBATALKAN]
    milik = next((satu.metodologi for satu in kini if satu.metodologi), None)
    kantor, tahun = periode.perangkat_daerah, periode.tahun
    metodologi = Metodologi.objects.get(pk=milik) if milik else find_metodologi(kantor, tahun)
    return build_patokan(metodologi) if metodologi else PATOKAN_BAKU


def _preview(realisasi: Realisasi, patokan: Patokan, lalu: dict) -> Cuplikan:
    target, triwulan = realisasi.target, realisasi.formulir.periode.triwulan
    deret = [lalu.get((target.indikator_id, tw)) for tw in range(1, triwulan)] + [realisasi.terukur]
    hitungan = build_hitungan(target.indikator, target.triwulan[:triwulan], target.setahun)
    hasil = compute_hasil(hitungan, deret, patokan, realisasi.tidak_dapat_diukur)
    kosong = _is_kosong(realisasi)
    luput = not kosong and is_luput(hasil) and realisasi.formulir.dapat_diisi
    tampil = {"catatan": [], "desimal": patokan.desimal, "belum_dijelaskan": _find_kosong(realisasi) if luput else ""}
    return {"pk": realisasi.pk, "kosong": kosong} | tampil | hasil


def is_luput(hasil: Cuplikan) -> bool:
    """Whether the capaian as it is printed, before cap and floor, lies below 100."""
    capaian = hasil["capaian_mentah"]
    return capaian is not None and capaian < SERATUS


def _find_kosong(realisasi: Realisasi) -> str:
    """The first text that a missed target still asks for; empty where all are written."""
    return next((nama for nama in JAWAB_LUPUT if not getattr(realisasi, nama).strip()), "")
