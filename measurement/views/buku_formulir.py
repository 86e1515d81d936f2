"""A form as a workbook (collection) with the earlier figures that count (measurement), as its page shows them."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collection.models import Formulir, Periode
from collection.models.formulir import ROMAWI
from collection.services.buku_formulir import build_buku, load_isi
from collection.services.lembar_tulis import XLSX
from collection.views.unggahan import find_terbuka, get_formulir, list_formulir
from measurement.queries_lalu import map_sebelum


@never_cache
@require_safe
def formulir_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """One form as a workbook; its cells are open only where the user may write into it now."""
    formulir = get_formulir(request, pk)
    return answer_buku(request, formulir.periode, [formulir], formulir.unit.singkatan or formulir.unit.nama)


@never_cache
@require_safe
def periode_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """All forms of a triwulan that the user sees as one long sheet."""
    semua = list_formulir(request, pk)
    periode = semua[0].periode
    return answer_buku(request, periode, semua, f"{periode.perangkat_daerah.singkatan} semua unit")


def answer_buku(request: HttpRequest, periode: Periode, semua: list[Formulir], sebutan: str) -> HttpResponse:
    """The workbook as a download, named after whose and which triwulan's it is."""
    isi = build_buku(load_isi(periode, semua, find_terbuka(request, semua), map_sebelum(periode)))
    nama = f"Formulir {sebutan} TW {ROMAWI[periode.triwulan]} {periode.tahun}.xlsx"
    return HttpResponse(
        isi, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, nama)}
    )
