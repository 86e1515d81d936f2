"""The dashboards: one office over a year, and all offices of the user side by side."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from collection.enums import JenisIndikator
from collection.queries import count_terutang, scope_kantor
from measurement.grafik import draw_grafik
from measurement.models import PengukuranKinerja
from measurement.queries import scope_pengukuran
from measurement.services.dasbor import (
    TAHUN_TREN,
    TRIWULAN,
    BarisDasbor,
    build_kantor,
    build_sasaran,
    build_titik_tahun,
    build_titik_triwulan,
    is_perlu,
    list_berjalan,
    list_indikator,
    list_ringkasan,
)
from measurement.tenggat import attach_tenggat
from measurement.views.waktu import read_angka
from measurement.waktu import list_lintasan, list_tahun, recap_lambat

PER_HALAMAN = 50
MAKS_LAMBAT = 3
URUT = {"": "Urutan rencana", "rendah": "Capaian terendah dahulu", "tinggi": "Capaian tertinggi dahulu"}


@require_safe
def dasbor_list(request: HttpRequest) -> HttpResponse:
    """All offices of the user by triwulan; who serves one office goes straight to it."""
    semua = list(scope_kantor(request.user).order_by("nama"))
    if len(semua) == 1:
        return redirect("measurement:dasbor_detail", semua[0].pk)
    tahun, semua_tahun = read_tahun(request)
    kasus = scope_pengukuran(request.user)
    berjalan = list_berjalan(kasus, tahun) if tahun else []
    attach_tenggat(berjalan)
    kantor = build_kantor(semua, list_ringkasan(kasus, tahun=tahun), berjalan)
    context = {
        "tahun": tahun, "semua_tahun": semua_tahun, "kantor": kantor, "triwulan": TRIWULAN,
        "melapor": sum(bool(satu.ringkasan) for satu in kantor),
        "perlu": sum(satu.perlu_mata for satu in kantor),
        "terlambat": sum(bool(k.tenggat and k.tenggat.lewat) for k in berjalan),
    }  # fmt: skip
    return render(request, "measurement/dasbor_list.html", context)


@require_safe
def dasbor_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One office: capaian and serapan by triwulan and over the years, each sasaran and indicator, what is under way."""
    kantor = get_object_or_404(scope_kantor(request.user), pk=pk)
    tahun, semua_tahun = read_tahun(request)
    kasus = scope_pengukuran(request.user).filter(perangkat_daerah=kantor)
    semua = list_ringkasan(kasus, tahun__gt=(tahun or 0) - TAHUN_TREN, tahun__lte=tahun or 0)
    tahun_ini = [satu for satu in semua if satu.pengukuran.periode.tahun == tahun]
    berjalan = list_berjalan(kasus, tahun or 0)
    attach_tenggat(berjalan)
    rekap = build_kantor([kantor], tahun_ini, berjalan)[0]
    indikator = list_indikator(tahun_ini)
    context = {
        "kantor": kantor, "tahun": tahun, "semua_tahun": semua_tahun, "rekap": rekap, "terakhir": rekap.terakhir,
        "triwulan": TRIWULAN, "sasaran": build_sasaran(tahun_ini), "jumlah_indikator": len(indikator),
        "beberapa": scope_kantor(request.user).count() > 1, **build_grafik(rekap, semua),
        **build_saring(request, indikator), **build_berjalan(kasus, berjalan, tahun),
    }  # fmt: skip
    return render(request, "measurement/dasbor_detail.html", context)


def read_tahun(request: HttpRequest) -> tuple[int | None, list[int]]:
    """(the year asked for or the latest that has cases, all such years). Raises Http404 for what is no number."""
    semua = list_tahun(request.user)
    return read_angka(request, "tahun") or next(iter(semua), None), semua


def build_grafik(rekap: object, semua: list) -> dict[str, object]:
    """The year's picture, and the picture of the years where there are several."""
    tahunan = build_titik_tahun(semua)
    return {
        "grafik": draw_grafik(build_titik_triwulan(rekap)) if rekap.ringkasan else None,
        "grafik_tahun": draw_grafik(tahunan) if len(tahunan) > 1 else None,
    }


def build_saring(request: HttpRequest, semua: list[BarisDasbor]) -> dict[str, object]:
    """The indicators that the filter leaves, in the order asked for, a page of them."""
    cari, jenis, urut = (request.GET.get(nama, "").strip() for nama in ("cari", "jenis", "urut"))
    unit, perlu = request.GET.get("unit", ""), request.GET.get("perlu") == "1"
    sisa = [
        b for b in semua
        if cari.lower() in f"{b.kode} {b.uraian}".lower() and jenis in ("", b.jenis) and unit in ("", b.unit)
        and (not perlu or is_perlu(b.terakhir))
    ]  # fmt: skip
    if urut in ("rendah", "tinggi"):
        sisa.sort(key=lambda b: rank_capaian(b, urut == "tinggi"))
    return {
        "page": Paginator(sisa, PER_HALAMAN).get_page(request.GET.get("page")), "cari": cari, "jenis": jenis,
        "urut": urut, "unit": unit, "perlu": perlu, "semua_unit": sorted({b.unit for b in semua}),
        "semua_jenis": JenisIndikator.choices(), "semua_urut": URUT.items(),
        "jumlah_perlu": sum(is_perlu(b.terakhir) for b in semua),
    }  # fmt: skip


def rank_capaian(baris: BarisDasbor, tinggi: bool) -> tuple:
    """By the latest figure; what has none comes last either way."""
    nilai = baris.terakhir.capaian if baris.terakhir else None
    return (nilai is None, 0 if nilai is None else -nilai if tinggi else nilai)


def build_berjalan(kasus: object, berjalan: list[PengukuranKinerja], tahun: int | None) -> dict[str, object]:
    """The cases under way with the forms that are still out, and the steps that are late most often."""
    lintasan = list_lintasan(kasus.filter(periode__tahun=tahun))
    terutang = count_terutang(satu.periode_id for satu in berjalan)
    return {
        "berjalan": [(satu, terutang.get(satu.periode_id)) for satu in berjalan],
        "lambat": recap_lambat(lintasan)[:MAKS_LAMBAT],
    }
