"""The Perjanjian Kinerja as PDF: the office's, and each official's."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collection.queries import scope_pejabat, scope_pk
from collection.services.pk_isi import read_isi, read_isi_pejabat
from measurement.services.pk_cetak import render_pk


@never_cache
@require_safe
def pk_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's paper; of a draft marked as one."""
    perjanjian = get_object_or_404(scope_pk(request.user).select_related("perangkat_daerah"), pk=pk)
    return serve_pdf(read_isi(perjanjian), konsep=perjanjian.is_draf)


@never_cache
@require_safe
def pejabat_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """An official's paper; of a draft marked as one."""
    terkait = ("perjanjian_kinerja__perangkat_daerah", "atasan", "unit")
    pejabat = get_object_or_404(scope_pejabat(request.user).select_related(*terkait), pk=pk)
    return serve_pdf(read_isi_pejabat(pejabat), konsep=pejabat.is_draf)


def serve_pdf(isi: dict[str, Any], *, konsep: bool) -> HttpResponse:
    """The paper shown in the browser and saved under a recognisable name."""
    perubahan = f" {isi['perubahan']}" if isi["perubahan"] else ""
    nama = f"{isi['judul']}{perubahan} {isi['tahun']} {isi['jabatan']} {isi['kantor']['singkatan']}.pdf"
    header = content_disposition_header(as_attachment=False, filename=get_valid_filename(nama))
    return HttpResponse(
        render_pk(isi, konsep=konsep), content_type="application/pdf",
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip
