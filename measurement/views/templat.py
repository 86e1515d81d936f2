"""The Admin's wording of every kind of paper: the list, one kind with its preview and history, back to the usual."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import IsianError
from collection.forms_kantor import try_save
from collection.models import PerangkatDaerah
from collection.views.kantor import get_kantor
from measurement.enums import JenisNaskah
from measurement.forms_templat import TemplatForm, list_tempat
from measurement.models import TemplatNaskah
from measurement.naskah import BERAGENDA, BERNOMOR, BUATAN, POLA_AGENDA, merge_teks
from measurement.services.naskah import build_konteks
from measurement.services.naskah_contoh import build_contoh
from measurement.services.templat_naskah import (
    check_templat,
    find_templat,
    list_riwayat,
    list_templat,
    reset_templat,
    save_templat,
)


def get_jenis(teks: str) -> JenisNaskah:
    """The kind of the address. Raises Http404 for what is none, or is not made from a template."""
    if teks not in BUATAN:
        raise Http404(teks)
    return JenisNaskah(teks)


@require_safe
def templat_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Every kind of paper, and whether the office has changed its usual wording."""
    kantor = get_kantor(request, pk)
    berlaku = list_templat(kantor)
    baris = [(jenis, berlaku.get(jenis.value), find_penomoran(jenis, berlaku.get(jenis.value))) for jenis in BUATAN]
    return render(request, "measurement/templat_list.html", {"kantor": kantor, "baris": baris})


def find_penomoran(jenis: JenisNaskah, templat: TemplatNaskah | None) -> str:
    """How papers of the kind are numbered."""
    if jenis in BERAGENDA:
        return f"Nomor agenda, {POLA_AGENDA}"
    if jenis not in BERNOMOR:
        return "Tidak bernomor"
    return templat.pola_nomor if templat and templat.pola_nomor else "Pola kantor"


@require_http_methods(["GET", "POST"])
def templat_update(request: HttpRequest, pk: int, jenis: str) -> HttpResponse:
    """Change the wording of one kind; the preview button shows it without saving."""
    kantor, satu = get_kantor(request, pk), get_jenis(jenis)
    form = TemplatForm(kantor, satu, find_templat(kantor, satu), request.POST or None)
    if request.method == "POST" and "pratinjau" not in request.POST:
        berhasil = try_save(
            form, lambda: (save_templat(kantor=kantor, jenis=satu, user=request.user, **form.isian),)
        )
        if berhasil:
            pesan = f"Templat {satu.label.lower()} tersimpan." if berhasil[0] else "Tidak ada yang berubah."
            messages.success(request, pesan)
            return redirect("measurement:templat_update", kantor.pk, satu.value)
    status = 422 if form.errors else 200
    return render_templat(request, kantor, satu, form, status)


def render_templat(
    request: HttpRequest, kantor: PerangkatDaerah, jenis: JenisNaskah, form: TemplatForm, status: int
) -> HttpResponse:
    """The page with the form as it stands, an example made from it, and the history."""
    templat = find_templat(kantor, jenis)
    context = {
        "kantor": kantor, "jenis": jenis, "form": form, "tempat": list_tempat(),
        "riwayat": list_riwayat(kantor, jenis), "berubah": bool(templat and (templat.teks or templat.pola_nomor)),
        **preview(kantor, jenis, form),
    }  # fmt: skip
    return render(request, "measurement/templat_update.html", context, status=status)


def preview(kantor: PerangkatDaerah, jenis: JenisNaskah, form: TemplatForm) -> dict[str, object]:
    """The example `n` of what is typed, or what is wrong with it (`galat`)."""
    if not form.is_bound:
        templat = find_templat(kantor, jenis)
        teks = merge_teks(jenis, templat.teks if templat else {})
        contoh = build_contoh(kantor, jenis, teks, templat.pola_nomor if templat else "")
        return {**build_konteks(contoh), "galat": []}
    if not form.is_valid():
        return {"n": None, "galat": [pesan for daftar in form.errors.values() for pesan in daftar]}
    teks, pola = form.isian["teks"], form.isian["pola_nomor"]
    try:
        check_templat(kantor, jenis, teks, pola)
    except IsianError as error:
        return {"n": None, "galat": [pesan for daftar in error.kesalahan.values() for pesan in daftar]}
    return {**build_konteks(build_contoh(kantor, jenis, teks, pola)), "galat": []}


@require_POST
def templat_preview(request: HttpRequest, pk: int, jenis: str) -> HttpResponse:
    """The example as it is typed, or what is wrong with it (422); nothing is stored."""
    kantor, satu = get_kantor(request, pk), get_jenis(jenis)
    context = preview(kantor, satu, TemplatForm(kantor, satu, None, request.POST))
    return render(request, "measurement/_templat_pratinjau.html", context, status=422 if context["galat"] else 200)


@require_POST
def templat_reset(request: HttpRequest, pk: int, jenis: str) -> HttpResponse:
    """Back to the usual wording, as a new version."""
    kantor, satu = get_kantor(request, pk), get_jenis(jenis)
    if reset_templat(kantor=kantor, jenis=satu, user=request.user):
        messages.success(request, f"Templat {satu.label.lower()} kembali ke bawaan.")
    else:
        messages.info(request, "Templat ini sudah bawaan.")
    return redirect("measurement:templat_update", kantor.pk, satu.value)
