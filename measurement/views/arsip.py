"""The archive package of a case: what it holds and how long it is kept, and the file."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from measurement.errors import BelumSiapError
from measurement.models import PengukuranKinerja
from measurement.queries import scope_pengukuran
from measurement.services.arsip import list_tampil, open_paket, present_arsip, require_arsip
from measurement.services.retensi import TERKAIT, find_retensi
from measurement.views.cetakan import show_belum_siap


def get_kasus(request: HttpRequest, pk: int) -> PengukuranKinerja:
    """The case, where its package may be taken. Raises Http404, AksesError or KelengkapanError."""
    kasus = get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)
    require_arsip(kasus, request.user)
    return kasus


@require_safe
def arsip_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is in the package, and the dates of its retention."""
    kasus = get_kasus(request, pk)
    context = {"kasus": kasus, "isi": list_tampil(kasus), "arsip": present_arsip(kasus, find_retensi(kasus))}
    return render(request, "measurement/arsip_detail.html", context)


@never_cache
@require_safe
def arsip_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """The package, sent from disk; how far it is while it is being written."""
    kasus = get_kasus(request, pk)
    try:
        paket = open_paket(kasus)
    except BelumSiapError as galat:
        return show_belum_siap(request, galat)
    nama = f"Arsip {kasus.perangkat_daerah.singkatan} {kasus}.zip"
    return FileResponse(
        paket, as_attachment=True, filename=get_valid_filename(nama), content_type="application/zip"
    )
