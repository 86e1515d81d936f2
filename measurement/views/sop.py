"""The office's SOPs: every version, the sheet of one, and the sheet as PDF."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from measurement.queries import scope_sop
from measurement.services.bagan import draw_lembar
from measurement.services.lembar_sop import build_lembar, list_sop, render_lembar


@require_safe
def sop_list(request: HttpRequest) -> HttpResponse:
    """All versions of the SOPs of the user's offices, and which of them is in force."""
    page = Paginator(list_sop(request.user), 20).get_page(request.GET.get("page"))
    return render(request, "measurement/sop_list.html", {"page": page})


@require_safe
def sop_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of one version: identity, flow table, what is odd about the printed text."""
    sop = get_object_or_404(scope_sop(request.user).select_related("perangkat_daerah"), pk=pk)
    lembar = build_lembar(sop)
    return render(request, "measurement/sop_detail.html", {**lembar, "gambar": draw_lembar(lembar["isi"])[0]})


@require_safe
def sop_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as PDF, shown in the browser and saved under a name that a person recognises."""
    sop = get_object_or_404(scope_sop(request.user).select_related("perangkat_daerah"), pk=pk)
    nama = f"SOP {sop.nama} {sop.perangkat_daerah.singkatan} versi {sop.versi}.pdf"
    header = content_disposition_header(as_attachment=False, filename=get_valid_filename(nama))
    return HttpResponse(
        render_lembar(sop), content_type="application/pdf",
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
