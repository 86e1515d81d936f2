"""What a unit, its Kabid and Tim SAKIP do to a form as a whole: receipt, validation, rows given back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from collection.errors import AksesError, IsianError, TerkunciError
from collection.models import Formulir
from collection.queries import scope_formulir
from collection.queries_formulir import Baris, scope_formulir_kembali, write_kunci_baris
from collection.services.formulir import accept_formulir
from collection.services.kunci_formulir import tell_kembali_percuma
from collection.services.validasi import return_baris, validate_formulir
from collection.views.isi_formulir import build_isi


@require_POST
def formulir_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's receipt."""
    accept_formulir(formulir=get_formulir(request, pk), user=request.user)
    messages.success(request, "Tanda terima tercatat. Formulir dapat diisi.")
    return redirect("collection:formulir_detail", pk)


@require_POST
def formulir_validasi(request: HttpRequest, pk: int) -> HttpResponse:
    """One form, validated by the person who has it before them, findings or not."""
    formulir = validate_formulir(formulir=get_formulir(request, pk), user=request.user)
    messages.success(request, f"{formulir} divalidasi. Tim SAKIP dapat menghimpunnya.")
    return redirect("collection:formulir_detail", pk)


@require_http_methods(["GET", "POST"])
def formulir_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose rows, each with a note, or none for the whole form."""
    formulir = get_formulir(request, pk)
    if request.method == "GET" and not scope_formulir_kembali(request.user).filter(pk=pk).exists():
        raise AksesError(f"{formulir} tidak dapat Anda kembalikan sekarang: {formulir.get_status_display()}.")
    if request.method == "GET" and (alasan := tell_kembali_percuma(formulir)):
        raise TerkunciError(alasan)
    isi = build_isi(formulir)
    semua: list[Baris] = [*isi.baris, *isi.anggaran]
    if request.method == "POST":
        try:
            catatan = request.POST.get("catatan", "")
            return_baris(formulir=formulir, baris=read_baris(request, semua), catatan=catatan, user=request.user)
        except IsianError as galat:
            return _render(request, formulir, isi, semua, str(galat))
        messages.success(request, f"{formulir} dikembalikan. {formulir.unit.nama} diberi tahu.")
        return redirect("collection:formulir_detail", pk)
    return _render(request, formulir, isi, semua, "")


def get_formulir(request: HttpRequest, pk: int) -> Formulir:
    """The form, or 404 where the user may not see it."""
    return get_object_or_404(scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah"), pk=pk)


def read_baris(request: HttpRequest, semua: list[Baris]) -> dict[Baris, str]:
    """The rows that were ticked, each with the note typed beside it. Raises Http404 for a row of another form."""
    dipilih = set(request.POST.getlist("baris"))
    kenal = {write_kunci_baris(satu): satu for satu in semua}
    if dipilih - kenal.keys():
        raise Http404
    return {kenal[kunci]: request.POST.get(f"catatan-{kunci}", "") for kunci in kenal if kunci in dipilih}


def _render(request: HttpRequest, formulir: Formulir, isi, semua: list[Baris], galat: str) -> HttpResponse:
    perlu = {id(satu.baris) for satu in isi.periksa}
    for satu in semua:
        satu.kunci, satu.perlu = write_kunci_baris(satu), id(satu) in perlu
        satu.dipilih = satu.kunci in request.POST.getlist("baris")
        satu.tertulis = request.POST.get(f"catatan-{satu.kunci}", "")
        satu.isi_kini = [(sel.bagian or sel.judul, sel.isi) for sel in satu.sel if sel.isi]
    context = {
        "formulir": formulir, "baris": semua, "catatan": request.POST.get("catatan", ""),
        "galat": [{"pesan": galat, "tautan": "#id_catatan"}] if galat else [],
    }  # fmt: skip
    return render(request, "collection/formulir_return.html", context, status=422 if galat else 200)
