"""The plan while it is written: elements, indicators with their manual, and which manuals are not complete."""

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.enums import JenisIndikator
from collection.forms_kantor import try_save
from collection.forms_rencana import FORM_UNSUR, IndikatorForm
from collection.models import Indikator, PerangkatDaerah
from collection.queries import find_peran, scope_indikator, scope_kantor
from collection.services.indikator import (
    KAMUS,
    delete_indikator,
    list_kosong,
    save_indikator,
)
from collection.services.pk import PERAN_RENCANA
from collection.services.tabel_target import list_indikator, write_induk
from collection.services.unsur import UNSUR, delete_unsur, find_kantor_unsur, save_unsur, write_versi_unsur
from collection.views.pk import check_rencana

INDUK_INDIKATOR = {"tujuan": "tujuan", "sasaran": "sasaran", "program": "program", "kegiatan": "kegiatan",
                   "sub_kegiatan": "sub_kegiatan"}  # fmt: skip


def get_unsur(request: HttpRequest, jenis: str, pk: int) -> models.Model:
    """An element of one of the user's offices, which the user may change; 404 for others."""
    if jenis not in UNSUR:
        raise Http404
    model, _, kantor = UNSUR[jenis]
    unsur = get_object_or_404(model.objects.filter(**{f"{kantor}__in": scope_kantor(request.user)}), pk=pk)
    check_rencana(request, find_kantor_unsur(unsur))
    return unsur


def build_unsur(request: HttpRequest, jenis: str, induk_pk: int) -> models.Model:
    """A new element below its parent; 404 where the parent is not of one of the user's offices."""
    if jenis not in UNSUR:
        raise Http404
    model, nama, _ = UNSUR[jenis]
    if nama == "perangkat_daerah":
        induk = get_object_or_404(scope_kantor(request.user), pk=induk_pk)
        check_rencana(request, induk)
    else:
        induk = get_unsur(request, nama, induk_pk)
    return model(**{nama: induk})


@require_http_methods(["GET", "POST"])
def unsur_create(request: HttpRequest, jenis: str, induk_pk: int) -> HttpResponse:
    """Add an element of the plan."""
    return edit_unsur(request, jenis, build_unsur(request, jenis, induk_pk))


@require_http_methods(["GET", "POST"])
def unsur_update(request: HttpRequest, jenis: str, pk: int) -> HttpResponse:
    """Change an element of the plan."""
    return edit_unsur(request, jenis, get_unsur(request, jenis, pk))


def edit_unsur(request: HttpRequest, jenis: str, unsur: models.Model) -> HttpResponse:
    """The form of one element; `unsur` without a key is a new one."""
    kantor, nama = find_kantor_unsur(unsur), str(unsur._meta.verbose_name)
    versi = write_versi_unsur(unsur) if unsur.pk else ""
    segar = type(unsur).objects.get(pk=unsur.pk) if unsur.pk else unsur
    form = FORM_UNSUR[jenis](request.POST or None, instance=segar)
    if request.method == "POST":
        versi = request.POST.get("versi", "")
        isian = {"unsur": unsur, "versi": versi, "user": request.user}
        if try_save(form, lambda: save_unsur(isian=form.cleaned_data, **isian)):
            messages.success(request, f"{nama.capitalize()} tersimpan.")
            return redirect(link_sunting(kantor))
    context = {
        "kantor": kantor, "form": form, "versi": versi, "unsur": unsur, "jenis": jenis, "beku": "",
        "judul": f"Ubah {nama}" if unsur.pk else f"{nama.capitalize()} baru", "kembali": link_sunting(kantor),
        "hapus": reverse("collection:unsur_delete", args=[jenis, unsur.pk]) if unsur.pk else "",
    }  # fmt: skip
    return render(request, "collection/unsur_update.html", context, status=422 if form.errors else 200)


def link_sunting(kantor: PerangkatDaerah) -> str:
    """The plan as it is written."""
    return f"{reverse('collection:rencana_list')}?kantor={kantor.singkatan}&tampilan=sunting"


@require_POST
def unsur_delete(request: HttpRequest, jenis: str, pk: int) -> HttpResponse:
    """Remove an element that nothing hangs on."""
    unsur = get_unsur(request, jenis, pk)
    delete_unsur(unsur=unsur, versi=request.POST.get("versi", ""), user=request.user)
    messages.success(request, f"{str(unsur._meta.verbose_name).capitalize()} dihapus.")
    return redirect(link_sunting(find_kantor_unsur(unsur)))


@require_http_methods(["GET", "POST"])
def indikator_create(request: HttpRequest, jenis: str, induk_pk: int) -> HttpResponse:
    """Add an indicator to an element of the plan."""
    if jenis not in INDUK_INDIKATOR:
        raise Http404
    induk = get_unsur(request, jenis, induk_pk)
    utama = jenis in ("tujuan", "sasaran")
    awal = {"jenis": JenisIndikator.IKU if utama else JenisIndikator.IKK, INDUK_INDIKATOR[jenis]: induk}
    return edit_indikator(request, Indikator(perangkat_daerah=find_kantor_unsur(induk), **awal))


@require_http_methods(["GET", "POST"])
def indikator_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an indicator and its manual."""
    indikator = get_indikator(request, pk)
    return edit_indikator(request, indikator)


def get_indikator(request: HttpRequest, pk: int) -> Indikator:
    """An indicator of one of the user's offices, which the user may change; 404 for others."""
    indikator = get_object_or_404(scope_indikator(request.user).select_related("perangkat_daerah", "skala"), pk=pk)
    check_rencana(request, indikator.perangkat_daerah)
    return indikator


def edit_indikator(request: HttpRequest, indikator: Indikator) -> HttpResponse:
    """The form of one indicator; without a key it is a new one."""
    kantor = indikator.perangkat_daerah
    versi = write_versi_unsur(indikator) if indikator.pk else ""
    segar = Indikator.objects.get(pk=indikator.pk) if indikator.pk else indikator
    form = IndikatorForm(request.POST or None, instance=segar)
    if request.method == "POST":
        versi = request.POST.get("versi", "")
        simpanan = {"indikator": indikator, "versi": versi, "user": request.user}
        hasil = try_save(form, lambda: save_indikator(isian=form.cleaned_data, **simpanan))
        if hasil:
            messages.success(request, "Indikator tersimpan.")
            return redirect("collection:indikator_detail", hasil.pk)
    context = {
        "kantor": kantor, "form": form, "versi": versi, "unsur": indikator, "beku": form.beku,
        "judul": "Ubah indikator" if indikator.pk else f"Indikator baru: {write_induk(indikator)}",
        "kembali": link_sunting(kantor),
        "hapus": reverse("collection:indikator_delete", args=[indikator.pk]) if indikator.pk else "",
    }  # fmt: skip
    return render(request, "collection/unsur_update.html", context, status=422 if form.errors else 200)


@require_POST
def indikator_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an indicator that has no values."""
    indikator = get_indikator(request, pk)
    delete_indikator(indikator=indikator, versi=request.POST.get("versi", ""), user=request.user)
    messages.success(request, f"Indikator {indikator.kode} dihapus.")
    return redirect(link_sunting(indikator.perangkat_daerah))


@require_safe
def kamus_list(request: HttpRequest, kantor_pk: int) -> HttpResponse:
    """How complete the manuals are, and what each lacks."""
    kantor = get_object_or_404(scope_kantor(request.user), pk=kantor_pk)
    semua = [(i, list_kosong(i)) for i in list_indikator(kantor)]
    terisi = sum(len(KAMUS) - len(kosong) for _, kosong in semua)
    context = {
        "kantor": kantor, "jumlah": len(semua), "kurang": [(i, kosong) for i, kosong in semua if kosong],
        "lengkap": sum(not kosong for _, kosong in semua), "butir": len(KAMUS),
        "terisi": terisi, "semua_butir": len(semua) * len(KAMUS),
        "persen": terisi * 100 // (len(semua) * len(KAMUS)) if semua else 0,
        "boleh": bool(find_peran(request.user, kantor) & set(PERAN_RENCANA)),
    }  # fmt: skip
    return render(request, "collection/kamus_list.html", context)
