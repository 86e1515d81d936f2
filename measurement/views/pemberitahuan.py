"""Notices: put aside by their reader, and whether they come by e-mail."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from collection.services.panggilan import read_panggilan
from measurement.enums import CaraSurel
from measurement.forms_pemberitahuan import PemberitahuanForm
from measurement.services.pengingat import find_cara, read_pengingat, update_pemberitahuan


@require_http_methods(["GET", "POST"])
def pemberitahuan_update(request: HttpRequest) -> HttpResponse:
    """The user's own address, and whether notices are sent to it at once, once a day, or not."""
    awal = {"email": request.user.email, "cara": find_cara(request.user).value}
    form = PemberitahuanForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        update_pemberitahuan(user=request.user, cara=CaraSurel(isi["cara"]), email=isi["email"])
        messages.success(request, "Pengaturan pemberitahuan tersimpan.")
        return redirect("measurement:pemberitahuan_update")
    status = 422 if form.errors else 200
    return render(request, "measurement/pemberitahuan_update.html", {"form": form}, status=status)


@require_POST
def panggilan_read(request: HttpRequest) -> HttpResponse:
    """Put aside all that the user was called to."""
    read_panggilan(user=request.user)
    return redirect("measurement:tugas_list")


@require_POST
def pengingat_read(request: HttpRequest) -> HttpResponse:
    """Put all notices of the inbox aside."""
    read_pengingat(user=request.user)
    return redirect("measurement:tugas_list")
