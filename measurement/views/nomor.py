"""The register of letters: searched, by year and kind, and as CSV or Excel."""

import csv

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from openpyxl import Workbook

from collection.services.lembar_tulis import XLSX, guard, save_buku, write_lembar
from measurement.enums import JenisNaskah
from measurement.models import NomorSurat
from measurement.naskah import BERAGENDA, BERNOMOR
from measurement.queries import scope_nomor_surat
from measurement.services.register import BarisRegister, filter_nomor, list_baris
from measurement.views.waktu import read_angka

TERKAIT = ("perangkat_daerah", "pengukuran__periode", "pengukuran__sop")
PILIHAN_JENIS = (JenisNaskah.LAPORAN, *BERNOMOR, *BERAGENDA)
LEBAR_XLSX = (40, 8, 8, 34, 26, 36, 20, 14, 50)
JUDUL_CSV = ("perangkat_daerah", "tahun", "urut", "nomor", "jenis", "pengukuran", "diambil", "keadaan", "sebab")


def pick_nomor(request: HttpRequest) -> tuple[dict[str, object], QuerySet[NomorSurat]]:
    """(what was asked for, the numbers). Raises Http404 for a year that is no number."""
    jenis = request.GET.get("jenis", "")
    saring = {
        "cari": request.GET.get("cari", "").strip(), "tahun": read_angka(request, "tahun"),
        "jenis": JenisNaskah(jenis) if jenis in JenisNaskah.values() else None,
    }  # fmt: skip
    return saring, filter_nomor(scope_nomor_surat(request.user).select_related(*TERKAIT), **saring)


@require_safe
def nomor_list(request: HttpRequest) -> HttpResponse:
    """Every number that was taken, the newest first; those of cancelled cases say so."""
    saring, semua = pick_nomor(request)
    page = Paginator(semua, 50).get_page(request.GET.get("page"))
    tahun = scope_nomor_surat(request.user).order_by("-tahun").values_list("tahun", flat=True).distinct()
    context = {
        **saring, "page": page, "baris": list_baris(page.object_list), "semua_tahun": list(tahun),
        "semua_jenis": PILIHAN_JENIS, "disaring": any(saring.values()), "kueri": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "measurement/nomor_list.html", context)


@require_safe
def nomor_csv(request: HttpRequest) -> HttpResponse:
    """The same numbers, for a spreadsheet of Indonesian settings (semicolons)."""
    _, semua = pick_nomor(request)
    jawaban = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="register_surat.csv"'},
    )
    jawaban.write("\ufeff")
    tulis = csv.writer(jawaban, delimiter=";")
    tulis.writerow(JUDUL_CSV)
    tulis.writerows([guard(sel) for sel in write_sel(satu)] for satu in list_baris(semua))
    return jawaban


@require_safe
def nomor_xlsx(request: HttpRequest) -> HttpResponse:
    """The same rows and columns as a workbook; every cell is text, so that no number becomes a date or a formula."""
    _, semua = pick_nomor(request)
    buku = Workbook()
    write_lembar(buku.active, "Register surat", JUDUL_CSV, LEBAR_XLSX, (write_sel(s) for s in list_baris(semua)))
    header = {"Content-Disposition": 'attachment; filename="register_surat.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(save_buku(buku), content_type=XLSX, headers=header)


def write_sel(satu: BarisRegister) -> tuple[str, ...]:
    """The cells of a row; the moment by the clock that is in force."""
    nomor = satu.nomor
    return (
        nomor.perangkat_daerah.nama, str(nomor.tahun), str(nomor.urut or ""), nomor.nomor, satu.jenis,
        str(nomor.pengukuran), f"{timezone.localtime(nomor.diambil_pada):%Y-%m-%d %H:%M:%S}", satu.keadaan.label,
        satu.sebab,
    )  # fmt: skip
