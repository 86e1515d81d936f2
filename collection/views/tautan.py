"""Crosscutting ties of one indicator: added and removed from its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from collection.forms_kantor import try_save
from collection.forms_rencana import TautanForm
from collection.models import TautanIndikator
from collection.queries import scope_indikator
from collection.services.tautan import create_tautan, delete_tautan
from collection.views.pk import check_rencana
from collection.views.unsur import get_indikator


@require_http_methods(["GET", "POST"])
def tautan_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Tie the indicator to one of another unit."""
    indikator = get_indikator(request, pk)
    form = TautanForm(indikator, request.POST or None)
    if request.method == "POST" and try_save(
        form, lambda: create_tautan(dari=indikator, user=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Tautan tersimpan.")
        return redirect("collection:indikator_detail", pk)
    context = {"indikator": indikator, "kantor": indikator.perangkat_daerah, "form": form}
    return render(request, "collection/tautan_create.html", context, status=422 if form.errors else 200)


@require_POST
def tautan_delete(request: HttpRequest, pk: int, tautan_pk: int) -> HttpResponse:
    """Untie; 404 for a tie of another office, or of another indicator."""
    milik = TautanIndikator.objects.filter(dari__in=scope_indikator(request.user)).select_related(
        "dari__perangkat_daerah"
    )
    tautan = get_object_or_404(milik, pk=tautan_pk)
    check_rencana(request, tautan.dari.perangkat_daerah)
    delete_tautan(tautan=tautan, user=request.user)
    messages.success(request, "Tautan dihapus.")
    return redirect("collection:indikator_detail", pk)
