"""The schedule of retention of finished cases, and the list of what is due to be destroyed."""

import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from collection.errors import AksesError
from collection.models import PerangkatDaerah
from collection.services.lembar_tulis import XLSX
from measurement.forms_arsip import KERJA_HABIS, SaringRetensiForm, UsulMusnahForm
from measurement.queries import PERAN_ARSIP, scope_arsip, scope_kantor_arsip
from measurement.services.retensi import BarisArsip, list_arsip
from measurement.services.usul_musnah import PERSETUJUAN, list_usul, write_usul

PER_HALAMAN = 20
KUNCI = {
    "selesai": lambda satu: (satu.retensi.sejak, satu.kasus.pk),
    "laporan": lambda satu: satu.retensi.inaktif,
    "kerja": lambda satu: satu.retensi.kerja,
    "klasifikasi": lambda satu: satu.klasifikasi,
}


def list_kantor(request: HttpRequest) -> QuerySet[PerangkatDaerah]:
    """The offices whose archive the user keeps today. Raises AksesError where there is none."""
    semua = scope_kantor_arsip(request.user)
    if not semua:
        raise AksesError(f"Jadwal retensi terbuka bagi {', '.join(peran.label for peran in PERAN_ARSIP)}.")
    return semua


@require_safe
def retensi_list(request: HttpRequest) -> HttpResponse:
    """Finished cases with the dates of their retention and where they stand today."""
    list_kantor(request)
    semua = scope_arsip(request.user)
    tahun = semua.order_by("-periode__tahun").values_list("periode__tahun", flat=True).distinct()
    form = SaringRetensiForm(list(tahun), request.GET)
    form.is_valid()
    page = Paginator(pick_baris(semua, form.cleaned_data), PER_HALAMAN).get_page(request.GET.get("page"))
    disaring = any(form.cleaned_data.get(nama) for nama in ("cari", "keadaan", "tahun"))
    context = {"form": form, "page": page, "disaring": disaring, "persetujuan": PERSETUJUAN}
    return render(request, "measurement/retensi_list.html", context)


def pick_baris(semua: QuerySet, isi: dict[str, str]) -> list[BarisArsip]:
    """The rows that the filter leaves, in the order that it asks for. States follow from dates, so Python picks."""
    if isi.get("tahun"):
        semua = semua.filter(periode__tahun=isi["tahun"])
    kata, keadaan = isi.get("cari", "").lower().split(), isi.get("keadaan", "")
    baris = [satu for satu in list_arsip(semua) if all(satu_kata in satu.teks for satu_kata in kata)]
    if keadaan == KERJA_HABIS:
        baris = [satu for satu in baris if satu.kerja_habis]
    elif keadaan:
        baris = [satu for satu in baris if satu.keadaan == keadaan]
    baris.sort(key=lambda satu: (satu.retensi.sejak, satu.kasus.pk), reverse=True)
    return sorted(baris, key=KUNCI[isi["urut"]]) if isi.get("urut") else baris


def read_usul(request: HttpRequest) -> tuple[UsulMusnahForm, PerangkatDaerah | None, datetime.date | None]:
    """The form with what was asked for; without a question: the first office, by today. None where it is faulty."""
    semua = list_kantor(request)
    awal = {"kantor": semua[0].pk, "pada": semua[0].hari_ini().isoformat()}
    form = UsulMusnahForm(semua, awal | request.GET.dict())
    if not form.is_valid():
        return form, None, None
    return form, form.cleaned_data["kantor"], form.cleaned_data["pada"]


@require_safe
def usul_musnah_list(request: HttpRequest) -> HttpResponse:
    """The Daftar Arsip Usul Musnah of an office by a day, to be read and printed."""
    form, kantor, pada = read_usul(request)
    context = {"form": form, "kantor": kantor, "pada": pada, "persetujuan": PERSETUJUAN}
    if kantor and pada:
        context["baris"] = list_usul(kantor, pada)
    status = 422 if form.errors else 200
    return render(request, "measurement/usul_musnah_list.html", context, status=status)


@require_safe
def usul_musnah_xlsx(request: HttpRequest) -> HttpResponse:
    """The same list as a workbook; a faulty question is answered by the page."""
    _, kantor, pada = read_usul(request)
    if not (kantor and pada):
        return usul_musnah_list(request)
    nama = get_valid_filename(f"usul-musnah-{kantor.singkatan}-{pada:%Y-%m-%d}.xlsx")
    header = {"Content-Disposition": f'attachment; filename="{nama}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(write_usul(kantor, pada), content_type=XLSX, headers=header)
