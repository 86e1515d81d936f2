"""What the formulir page (collection) asks from upstairs: hand-in within the case, and the live capaian."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from collection.errors import IsianError
from collection.queries import scope_formulir, scope_formulir_isian
from collection.queries_formulir import map_validator
from measurement.services.cuplikan import preview_formulir
from measurement.services.penyerahan import submit_formulir, withdraw_formulir


@require_POST
def formulir_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in to Tim SAKIP; refused, the form's own list of what is missing is shown, which links to the cells."""
    formulir = get_object_or_404(scope_formulir(request.user).select_related("unit", "periode"), pk=pk)
    try:
        submit_formulir(formulir=formulir, user=request.user)
    except IsianError:
        return redirect(f"{reverse('collection:formulir_detail', args=[pk])}?serah=ditolak#periksa-serah")
    validator = map_validator([formulir])[formulir.pk]
    lanjut = f"Menunggu validasi {validator.nama}." if validator.orang else "Tim SAKIP akan menghimpunnya."
    messages.success(request, f"{formulir} diserahkan. {lanjut}")
    return redirect("collection:formulir_detail", pk)


@require_POST
def formulir_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit takes its hand-in back to mend it."""
    formulir = get_object_or_404(scope_formulir(request.user).select_related("unit", "periode"), pk=pk)
    withdraw_formulir(formulir=formulir, user=request.user)
    messages.success(request, f"{formulir} ditarik kembali. Perbaiki, lalu serahkan lagi.")
    return redirect("collection:formulir_detail", pk)


@require_safe
def formulir_capaian(request: HttpRequest, pk: int) -> HttpResponse:
    """The capaian of every row of a form, swapped into its cells."""
    formulir = get_object_or_404(scope_formulir(request.user).select_related("periode__perangkat_daerah"), pk=pk)
    milik = formulir.dapat_diisi and scope_formulir_isian(request.user).filter(pk=pk).exists()
    context = {"hasil": preview_formulir(formulir), "oob": True, "pembaca": not milik}
    return render(request, "measurement/_capaian_baris.html", context)
