"""A form over its semester or its year, to be read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from collection.queries import scope_formulir
from measurement.enums import BentukTampilan
from measurement.services.tampilan import build_tampilan
from measurement.services.tampilan_uang import list_uang


@require_safe
def formulir_tampilan(request: HttpRequest, pk: int, bentuk: str) -> HttpResponse:
    """What the triwulan of the form's semester or year come to so far, beside targets and a year ago."""
    if bentuk not in BentukTampilan.values():
        raise Http404("bentuk")
    semua = scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah", "perjanjian_kinerja")
    formulir = get_object_or_404(semua, pk=pk)
    baris = formulir.realisasi_set.select_related("formulir__periode", "target__indikator__skala")
    baris = list(baris.prefetch_related("target__indikator__skala__nilai_set"))
    pilihan = next(satu for satu in BentukTampilan if satu == bentuk)
    isi, uang = build_tampilan(formulir, pilihan, baris), list_uang(formulir, pilihan)
    context = {"formulir": formulir, "isi": isi, "uang": uang, "kini": bentuk}
    return render(request, "measurement/formulir_tampilan.html", context)
