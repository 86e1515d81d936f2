"""Refusals as pages, and logins inside htmx."""

import math
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from collection.errors import AksesError, BentrokError, SakipError, TertahanError
from collection.queries import list_penugasan
from measurement.errors import WewenangError

PESAN_405 = "Alamat ini dipakai untuk mengirim isian, bukan untuk dibuka. Kembali ke Tugas saya, lalu buka halamannya."
JUDUL = {
    403: "Bukan wewenang Anda", 409: "Keadaan sudah berubah", 422: "Belum dapat dilakukan", 429: "Terlalu sering",
}  # fmt: skip


def find_status(error: SakipError) -> int:
    """403 for a missing right, 409 where somebody was faster, 429 for too often, 422 for everything else."""
    if isinstance(error, BentrokError):
        return 409
    if isinstance(error, TertahanError):
        return 429
    return 403 if isinstance(error, (AksesError, WewenangError)) else 422


def mark_tertahan(response: HttpResponse, error: TertahanError) -> HttpResponse:
    """Status 429, and for programs the seconds to wait."""
    response.status_code = 429
    response.headers["Retry-After"] = str(max(1, math.ceil((error.sampai - timezone.now()).total_seconds())))
    return response


def find_asal(request: HttpRequest) -> str:
    """The page that led here, where it is ours: a refusal never links to somebody else's."""
    asal = request.META.get("HTTP_REFERER", "")
    return asal if url_has_allowed_host_and_scheme(asal, {request.get_host()}, request.is_secure()) else ""


class SakipErrorMiddleware:
    """Every refusal that a view lets through becomes a page that says what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or response.streaming or response.content:
            return response
        context = {"judul": "Alamat ini hanya menerima kiriman", "pesan": PESAN_405, "kembali": ""}
        halaman = render(request, "penolakan.html", context, status=405)
        halaman.headers["Allow"] = response.headers["Allow"]
        return halaman

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, SakipError):
            return None
        status = find_status(exception)
        context = {"judul": JUDUL[status], "pesan": str(exception), "kembali": find_asal(request)}
        response = render(request, "penolakan.html", context, status=status)
        return mark_tertahan(response, exception) if isinstance(exception, TertahanError) else response


class ZonaMiddleware:
    """Moments are shown in the zone of the user's office (WIB, WITA or WIT)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with timezone.override(self._find_zona(request)):
            return self.get_response(request)

    def _find_zona(self, request: HttpRequest) -> str:
        if not request.user.is_authenticated:
            return settings.TIME_ZONE
        # Kept for the frame of the page, which tells the same roles (sakip.context).
        request.penugasan = list(list_penugasan(request.user))
        return request.penugasan[0].perangkat_daerah.zona if request.penugasan else settings.TIME_ZONE


class HtmxLoginMiddleware:
    """A session that ended inside an htmx request leads the whole page to the login, not a fragment of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.htmx and response.status_code == 302 and resolve_url(settings.LOGIN_URL) in response["Location"]:
            return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(settings.LOGIN_URL)})
        return response
