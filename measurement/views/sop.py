"""The office's SOPs: every version, the sheet of one, and the sheet as PDF."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from collection.queries import scope_kantor_admin
from measurement.queries import find_sebelum, scope_draf_sop, scope_sop
from measurement.services.bagan import draw_lembar
from measurement.services.lembar_sop import build_lembar, list_sop, render_lembar
from measurement.services.sop import build_sop
from measurement.sop_banding import compare
from measurement.sop_draf import make_draf
from measurement.sop_toml import write_toml


@require_safe
def sop_list(request: HttpRequest) -> HttpResponse:
    """All versions of the SOPs of the user's offices, and which of them is in force."""
    page = Paginator(list_sop(request.user), 20).get_page(request.GET.get("page"))
    draf = scope_draf_sop(request.user).select_related("perangkat_daerah", "diubah_oleh")
    admin = set(scope_kantor_admin(request.user).values_list("pk", flat=True))
    return render(request, "measurement/sop_list.html", {"page": page, "draf": draf, "admin": admin})


@require_safe
def sop_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of one version: identity, flow table, what is odd about the printed text."""
    sop = get_object_or_404(scope_sop(request.user).select_related("perangkat_daerah"), pk=pk)
    lembar = build_lembar(sop)
    admin = scope_kantor_admin(request.user).filter(pk=sop.perangkat_daerah_id).exists()
    context = {**lembar, "gambar": draw_lembar(lembar["isi"])[0], "admin": admin}
    return render(request, "measurement/sop_detail.html", context)


@require_safe
def sop_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """One version beside the one that it replaced."""
    sop = get_object_or_404(scope_sop(request.user).select_related("perangkat_daerah"), pk=pk)
    sebelum = find_sebelum(sop)
    beda = compare(make_draf(build_sop(sebelum)), make_draf(build_sop(sop))) if sebelum else None
    return render(request, "measurement/sop_compare.html", {"sop": sop, "sebelum": sebelum, "beda": beda})


@require_safe
def sop_toml(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as a TOML file, which the editor takes back."""
    sop = get_object_or_404(scope_sop(request.user).select_related("perangkat_daerah"), pk=pk)
    nama = f"{sop.perangkat_daerah.singkatan}_{sop.prosedur}_versi_{sop.versi}.toml"
    header = content_disposition_header(as_attachment=True, filename=get_valid_filename(nama))
    return HttpResponse(
        write_toml(build_sop(sop)), content_type="application/toml; charset=utf-8",
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


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
