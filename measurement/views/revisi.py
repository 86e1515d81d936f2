"""Opening a finished case again: the Kepala reads what it means, gives the reason, and a revision begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from collection.enums import Peran
from collection.errors import IsianError
from collection.queries import require_peran
from measurement.forms_kasus import RevisiForm
from measurement.queries import scope_pengukuran
from measurement.services.pengukuran import reopen_pengukuran, require_dapat_direvisi
from measurement.services.revisi import list_terdampak


@require_http_methods(["GET", "POST"])
def pengukuran_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """The page before a revision, and its opening. Refusals other than of the reason are pages of their own."""
    semua = scope_pengukuran(request.user).select_related("sop", "periode", "perangkat_daerah")
    kasus, form = get_object_or_404(semua, pk=pk), RevisiForm(request.POST or None)
    if request.method == "POST":
        try:
            revisi = reopen_pengukuran(pengukuran=kasus, alasan=form.data.get("alasan", ""), user=request.user)
        except IsianError as error:
            form.full_clean()
            if not form.errors:
                form.add_error(None, str(error))
        else:
            messages.success(request, f"{revisi} dibuka. {kasus} tetap berlaku sampai revisinya selesai.")
            return redirect("measurement:pengukuran_detail", revisi.pk)
    else:
        require_peran(request.user, kasus.perangkat_daerah, Peran.KEPALA)
        require_dapat_direvisi(kasus)
    context = {
        "kasus": kasus, "form": form, "ke": kasus.revisi + 1, "dokumen": kasus.dokumen_set.first(),
        "terdampak": list_terdampak(kasus),
    }  # fmt: skip
    return render(request, "measurement/pengukuran_reopen.html", context, status=422 if form.errors else 200)
