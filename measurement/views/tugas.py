"""The home of every role: what waits for me, and what I wait for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collection.queries import list_kabar_peran
from measurement.giliran import list_tugas


@require_safe
def tugas_list(request: HttpRequest) -> HttpResponse:
    """Longest waiting first."""
    saya, lain = list_tugas(request.user)
    context = {"saya": saya, "lain": lain, "kabar_peran": list_kabar_peran(request.user)}
    return render(request, "measurement/tugas_list.html", context)
