"""Standards beside which one indicator is held: added and taken away from its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from collection.forms_kantor import try_save
from collection.forms_rencana import StandarForm
from collection.models import StandarPembanding
from collection.queries import scope_indikator
from collection.services.standar import create_standar, delete_standar
from collection.views.pk import check_rencana
from collection.views.unsur import get_indikator


@require_http_methods(["GET", "POST"])
def standar_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a figure of one year."""
    indikator = get_indikator(request, pk)
    form = StandarForm(request.POST or None)
    if request.method == "POST" and try_save(
        form, lambda: create_standar(indikator=indikator, user=request.user, **form.cleaned_data)
    ):
        messages.success(request, "Standar pembanding tersimpan.")
        return redirect("collection:indikator_detail", pk)
    context = {"indikator": indikator, "kantor": indikator.perangkat_daerah, "form": form}
    return render(request, "collection/standar_create.html", context, status=422 if form.errors else 200)


@require_POST
def standar_delete(request: HttpRequest, pk: int, standar_pk: int) -> HttpResponse:
    """Take it away; 404 for one of another office, or of another indicator."""
    milik = StandarPembanding.objects.filter(indikator__in=scope_indikator(request.user), indikator=pk)
    standar = get_object_or_404(milik.select_related("indikator__perangkat_daerah"), pk=standar_pk)
    check_rencana(request, standar.indikator.perangkat_daerah)
    delete_standar(standar=standar, user=request.user)
    messages.success(request, "Standar pembanding dihapus.")
    return redirect("collection:indikator_detail", pk)
