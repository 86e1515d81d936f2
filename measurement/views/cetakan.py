"""How far a report or a package is that a process of its own is making: a page, a part of a page, and trying again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from measurement.enums import JenisCetakan, StatusCetakan, Transisi
from measurement.errors import BelumSiapError
from measurement.models import Cetakan
from measurement.queries import scope_pengukuran
from measurement.services.arsip import require_arsip
from measurement.services.cetakan import request_cetakan, restart_macet

TERKAIT = ("pengukuran__perangkat_daerah", "pengukuran__periode", "pengukuran__sop", "dokumen")


def get_cetakan(request: HttpRequest, pk: int) -> Cetakan:
    """The work, where its product may be seen. Raises Http404, AksesError or KelengkapanError."""
    semua = Cetakan.objects.filter(pengukuran__in=scope_pengukuran(request.user))
    satu = get_object_or_404(semua.select_related(*TERKAIT), pk=pk)
    if satu.jenis == JenisCetakan.ARSIP:
        require_arsip(satu.pengukuran, request.user)
    return satu


@never_cache
@require_safe
def cetakan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is; asked by htmx the part of the page alone, with the button of the signature where it stands there.

    Stuck work is started again by whoever looks at it.
    """
    satu = get_cetakan(request, pk)
    restart_macet(satu)
    if not request.htmx:
        return show_cetakan(request, satu)
    context = {"cetakan": satu, "tombol": Transisi.TANDATANGANI.label if "tombol" in request.GET else ""}
    return render(request, "measurement/_cetakan.html", context)


def show_cetakan(request: HttpRequest, satu: Cetakan) -> HttpResponse:
    """The page; 202 while the work goes on, and the browser asks again by itself."""
    status = 202 if satu.berjalan else 200
    jawaban = render(request, "measurement/cetakan_detail.html", {"cetakan": satu}, status=status)
    if satu.berjalan:
        jawaban["Refresh"] = "5"
    return jawaban


def show_belum_siap(request: HttpRequest, galat: BelumSiapError) -> HttpResponse:
    """In place of a document that is not ready: how far it is."""
    return show_cetakan(request, galat.cetakan)


@require_POST
def cetakan_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin again what failed; what is going on or done stays as it is."""
    satu = get_cetakan(request, pk)
    if satu.status == StatusCetakan.GAGAL:
        request_cetakan(satu.pengukuran, JenisCetakan(satu.jenis), satu.sidik, dokumen=satu.dokumen, ulang=True)
    return redirect("measurement:cetakan_detail", satu.pk)
