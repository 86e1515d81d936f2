"""The home of every role: what waits for me, and what I wait for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collection.queries import list_kabar_peran
from collection.queries_formulir import list_menunggu_validasi
from collection.services.panggilan import list_panggilan
from measurement.giliran import list_tugas
from measurement.queries import scope_pelaporan
from measurement.services.pengingat import list_pengingat


@require_safe
def tugas_list(request: HttpRequest) -> HttpResponse:
    """Nearest due time first, below the notices that were not put aside."""
    saya, lain = list_tugas(request.user)
    tunggakan = scope_pelaporan(request.user).terlambat().count()
    pengingat, kabar = list_pengingat(request.user), list_kabar_peran(request.user)
    context = {
        "saya": saya, "lain": lain, "pengingat": pengingat, "kabar_peran": kabar, "tunggakan": tunggakan,
        "validasi": list_menunggu_validasi(request.user), "panggilan": list_panggilan(request.user),
    }  # fmt: skip
    return render(request, "measurement/tugas_list.html", context)
