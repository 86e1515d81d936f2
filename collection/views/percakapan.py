"""The conversation about one row of a form, on a page of its own."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collection.enums import JenisKomentar, JenisPanggilan
from collection.errors import IsianError
from collection.forms_percakapan import KomentarForm
from collection.models import Panggilan
from collection.queries_formulir import Baris, find_baris, list_pembaca, write_nama
from collection.services.percakapan import read_percakapan, say_komentar

PESAN = {
    JenisKomentar.KOMENTAR: "Komentar tersimpan.",
    JenisKomentar.SELESAI: "Percakapan ditandai selesai.",
    JenisKomentar.BUKA: "Percakapan dibuka lagi.",
}


@never_cache
@require_http_methods(["GET", "POST"])
def percakapan_detail(request: HttpRequest, baris: str) -> HttpResponse:
    """What was said about the row, latest last, with a field to answer in; opening it reads what one was called to."""
    objek = find_baris(request.user, baris)
    if objek is None:
        raise Http404
    orang = [satu for satu in list_pembaca(objek.formulir) if satu.pk != request.user.pk]
    form = KomentarForm(orang, request.POST if request.method == "POST" else None)
    if request.method == "POST" and _save(request, objek, form):
        return redirect("collection:percakapan_detail", baris)
    read_percakapan(baris=objek, user=request.user)
    sebut = Panggilan.objects.filter(jenis=JenisPanggilan.SEBUT.value).select_related("pengguna")
    semua = list(
        objek.komentar_set.select_related("pengguna").prefetch_related(
            Prefetch("panggilan_set", queryset=sebut, to_attr="sebutan_orang")
        )
    )
    context = {
        "baris": objek, "kunci": baris, "nama": write_nama(objek), "formulir": objek.formulir, "komentar": semua,
        "terbuka": bool(semua) and semua[-1].jenis != JenisKomentar.SELESAI, "form": form,
    }  # fmt: skip
    return render(request, "collection/percakapan_detail.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, objek: Baris, form: KomentarForm) -> bool:
    """Whether it was taken; the form says why where not."""
    jenis = JenisKomentar(request.POST.get("jenis")) if request.POST.get("jenis") in PESAN else JenisKomentar.KOMENTAR
    if jenis != JenisKomentar.KOMENTAR:
        form.fields["isi"].required = False
    if not form.is_valid():
        return False
    isi = form.cleaned_data
    try:
        say_komentar(baris=objek, isi=isi["isi"], sebut=isi["sebut"], user=request.user, jenis=jenis)
    except IsianError as galat:
        form.add_error(None, str(galat))
        return False
    messages.success(request, PESAN[jenis])
    return True
