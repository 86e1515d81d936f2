"""The SOP of a case drawn as its flowchart, with what the case has done so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from measurement.queries import scope_pengukuran
from measurement.services.bagan import draw_kasus, write_keadaan
from measurement.services.halaman import list_langkah

TERKAIT = ("periode", "sop__perangkat_daerah", "perangkat_daerah", "tindakan__langkah")


@require_safe
def pengukuran_alur(request: HttpRequest, pk: int) -> HttpResponse:
    """The drawing, whose symbols lead to the steps listed below it; on a phone the list alone."""
    kasus = get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)
    disposisi = list(kasus.disposisi_set.select_related("tindakan__langkah").order_by("urutan"))
    langkah = list_langkah(kasus, disposisi)
    context = {
        "kasus": kasus, "langkah": langkah, "gambar": draw_kasus(kasus, langkah),
        "keadaan": write_keadaan(kasus, langkah),
    }  # fmt: skip
    return render(request, "measurement/pengukuran_alur.html", context)
