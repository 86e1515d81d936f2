"""Pages of the site itself: signing in and out, the password, and whether the server is well."""

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sakip.forms import MasukForm, SandiForm
from sakip.middleware import is_json, mark_tertahan
from sakip.tulisan import is_sendiri, list_tulisan

PESAN_TOKEN = "Tanda halaman ini sudah diperbarui; isian dikirim lagi."
PESAN_MASUK_LAGI = "Anda sudah masuk lagi; tulisan Anda masih ada di sel. Tekan Simpan lagi."


class MasukView(auth.LoginView):
    template_name = "akun/masuk.html"
    form_class = MasukForm
    next_page = "/"
    redirect_authenticated_user = True

    def form_invalid(self, form: MasukForm) -> HttpResponse:
        response = super().form_invalid(form)
        return mark_tertahan(response, form.tertahan) if form.tertahan else response


class KeluarView(auth.LogoutView):
    """POST only, as Django has it: a link in a mail must not sign anybody out."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        messages.success(request, "Anda sudah keluar.")
        return response


class SandiView(auth.PasswordChangeView):
    template_name = "akun/sandi.html"
    form_class = SandiForm
    success_url = "/"

    def form_valid(self, form: SandiForm) -> HttpResponse:
        messages.success(self.request, "Kata sandi sudah diganti. Pakai kata sandi baru saat masuk berikutnya.")
        return super().form_valid(form)


@login_not_required
@never_cache
def show_kedaluwarsa(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is out of date, with the text that one of our own pages sent.

    A cell of ours keeps its text, and a script of ours its queue, and learns the new token: only our own page can
    read the answer.
    """
    sendiri = is_sendiri(request)
    if is_json(request) and sendiri:
        return JsonResponse({"pesan": PESAN_TOKEN, "token": get_token(request)}, status=403)
    if request.htmx and sendiri:
        context = {"judul": "Belum tersimpan", "pesan": PESAN_MASUK_LAGI, "token": get_token(request)}
        return render(request, "components/_penolakan.html", context, status=403)
    tulisan = list_tulisan(request) if sendiri else []
    return render(request, "403_csrf.html", {"tulisan": tulisan}, status=403)


@login_not_required
@never_cache
@require_safe
def show_sehat(request: HttpRequest) -> JsonResponse:
    """For the monitoring: 200 while the database answers, else 503. Says nothing that helps an attacker."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return JsonResponse({"status": "sakit", "basis_data": "tidak menjawab"}, status=503)
    return JsonResponse({"status": "sehat", "basis_data": "menjawab"})
