"""Refusals as pages that give back what was typed, and logins."""

import math
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from collection.errors import AksesError, BentrokError, SakipError, SibukError, TertahanError
from collection.queries import list_kabar_peran, list_penugasan
from collection.services.cara_masuk import tell_masuk
from collection.services.jejak import write_luar_jangkauan
from measurement.errors import WewenangError
from sakip.tulisan import list_tulisan

SANDI_SENDIRI = "django.contrib.auth.backends.ModelBackend"
"""What opens a session with a password of ours, and with nothing else."""
PESAN_405 = "Alamat ini dipakai untuk mengirim isian, bukan untuk dibuka. Kembali ke Tugas saya, lalu buka halamannya."
PESAN_TAMU_SEL = "Tulisan Anda masih ada di selnya. Masuk kembali pada tab baru, lalu tekan Simpan lagi."
PESAN_TAMU = "Sesi Anda berakhir; tulisan terakhir belum tersimpan."
PESAN_TAMU_KISI = "Sesi Anda berakhir. Isian Anda tersimpan di peramban ini dan dikirim sesudah Anda masuk kembali."
JUDUL = {
    403: "Bukan wewenang Anda", 409: "Keadaan sudah berubah", 422: "Belum dapat dilakukan", 429: "Terlalu sering",
    503: "Sedang sibuk",
}  # fmt: skip


def find_status(error: SakipError) -> int:
    """403 for a missing right, 409 where somebody was faster, 429 for too often, 503 for busy, 422 for all else."""
    if isinstance(error, BentrokError):
        return 409
    if isinstance(error, TertahanError):
        return 429
    if isinstance(error, SibukError):
        return 503
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


def find_lanjut(request: HttpRequest) -> str:
    """Where the login leads: the page that was typed on where it is ours, else the address that was sent to."""
    bagian = urlsplit(find_asal(request))
    return f"{bagian.path}?{bagian.query}".removesuffix("?") or request.get_full_path()


def write_masuk(request: HttpRequest) -> str:
    """The address of the login that leads back to where one was."""
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': find_lanjut(request)})}"


def is_json(request: HttpRequest) -> bool:
    """Whether a script of ours sends data, or a file, and reads the answer: it is told in the same language."""
    return "application/json" in (request.content_type, request.headers.get("Accept"))


def render_penolakan(request: HttpRequest, pesan: str, status: int) -> HttpResponse:
    """The page of a refusal, with the text of a POST; what was typed is not kept by a browser or a proxy."""
    if is_json(request):
        return JsonResponse({"pesan": pesan}, status=status)
    context = {"judul": JUDUL[status], "pesan": pesan, "kembali": find_asal(request), "tulisan": list_tulisan(request)}
    response = render(request, "penolakan.html", context, status=status)
    add_never_cache_headers(response)
    return response


class SakipErrorMiddleware:
    """Every refusal that a view lets through becomes a page that says what to do.

    What a view does not find is told as a role that ended (or has not begun) to whom that happened lately. Whether
    the thing exists in that office or in none is not looked up, so the answer tells nothing about either.
    """

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
        if isinstance(exception, Http404):
            return self._refuse_luar_masa(request)
        if not isinstance(exception, SakipError):
            return None
        response = render_penolakan(request, str(exception), find_status(exception))
        return mark_tertahan(response, exception) if isinstance(exception, TertahanError) else response

    def _refuse_luar_masa(self, request: HttpRequest) -> HttpResponse | None:
        """403 with the day of the role; None (the page of a 404) for everybody else. A POST is put on record."""
        kabar = list_kabar_peran(request.user) if request.user.is_authenticated else []
        if not kabar:
            return None
        if request.method == "POST":
            write_luar_jangkauan(user=request.user, alamat=request.path)
        return render_penolakan(request, " ".join(["Peran Anda hari ini tidak mencakup halaman ini.", *kabar]), 403)


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
        # Kept for the frame of the page, which tells the same roles (sakip.context), and for the scopes of units.
        request.penugasan = request.user.penugasan_kini = list(list_penugasan(request.user))
        return request.penugasan[0].perangkat_daerah.zona if request.penugasan else settings.TIME_ZONE


class CaraMasukMiddleware:
    """Whatever is put on record in a request says that a password opened its session, where one did."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with tell_masuk(lambda: request.session.get(BACKEND_SESSION_KEY) == SANDI_SENDIRI):
            return self.get_response(request)


class HtmxLoginMiddleware:
    """A session that ended inside an htmx request leads the whole page to the login and back, not a fragment of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.htmx and response.status_code == 302 and resolve_url(settings.LOGIN_URL) in response["Location"]:
            return HttpResponse(status=204, headers={"HX-Redirect": write_masuk(request)})
        return response


class WajibMasukMiddleware(LoginRequiredMiddleware):
    """The login that every page needs; a text sent after the session ended is shown instead of dropped."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponse]) -> HttpResponse:
        """403 for a POST, with the text of a page; a cell keeps its own. The login for everything else."""
        if request.method != "POST":
            return super().handle_no_permission(request, view_func)
        if is_json(request):
            return JsonResponse({"pesan": PESAN_TAMU_KISI, "masuk": write_masuk(request)}, status=401)
        context = {"pesan": PESAN_TAMU, "masuk": write_masuk(request), "tulisan": list_tulisan(request)}
        templat = "sesi_berakhir.html"
        if request.htmx:
            context |= {"judul": "Sesi Anda berakhir", "pesan": PESAN_TAMU_SEL}
            templat = "components/_penolakan.html"
        response = render(request, templat, context, status=403)
        add_never_cache_headers(response)
        return response
