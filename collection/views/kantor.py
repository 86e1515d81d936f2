"""The Admin's office: profile, pattern of letter numbers, units."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from collection.enums import Peran
from collection.errors import AksesError, IsianError
from collection.forms_kantor import KantorForm, UnitForm, try_save
from collection.models import PerangkatDaerah, Unit
from collection.queries import require_peran, scope_kantor, scope_kantor_admin
from collection.services.jejak import audited
from collection.services.kantor import check_pola_nomor, create_unit, update_kantor, update_unit, write_nomor
from collection.services.logo import find_logo

URUT_CONTOH = 12


def get_kantor(request: HttpRequest, pk: int) -> PerangkatDaerah:
    """The office, if the user administers it: 404 for another office's people, AksesError for others of this one.

    A refused POST is put on record.
    """
    kantor = get_object_or_404(scope_kantor(request.user), pk=pk)
    if request.method != "POST":
        require_peran(request.user, kantor, Peran.ADMIN)
        return kantor
    with audited(kantor=kantor, user=request.user, aksi=request.resolver_match.url_name, objek=kantor):
        require_peran(request.user, kantor, Peran.ADMIN)
    return kantor


def pick_kantor(semua: QuerySet[PerangkatDaerah], pk: str) -> PerangkatDaerah:
    """The office of `?kantor=`, or the first. Raises Http404 for one that is not among them, AksesError for none."""
    try:
        kantor = forms.ModelChoiceField(semua, required=False).clean(pk) or semua.first()
    except ValidationError as error:
        raise Http404 from error
    if kantor is None:
        raise AksesError("Halaman ini untuk Admin kantor. Peran Anda hari ini tidak mencakupnya.")
    return kantor


@require_safe
def kantor_detail(request: HttpRequest) -> HttpResponse:
    """The office's profile and units; of several offices the one that was picked."""
    semua = scope_kantor_admin(request.user)
    kantor = pick_kantor(semua, request.GET.get("kantor", ""))
    context = {
        "kantor": kantor, "semua_kantor": list(semua), "unit_set": list(kantor.unit_set.all()),
        "contoh": write_contoh(kantor), "zona_singkat": kantor.get_zona_display(), "logo": find_logo(kantor),
    }  # fmt: skip
    return render(request, "collection/kantor_detail.html", context)


def write_contoh(kantor: PerangkatDaerah) -> str:
    """A number as the pattern makes it."""
    return write_nomor(kantor, URUT_CONTOH, kantor.hari_ini().year)


@require_http_methods(["GET", "POST"])
def kantor_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the profile and the pattern of numbers."""
    kantor = get_kantor(request, pk)
    form = KantorForm(kantor, request.POST or None)

    def save() -> PerangkatDaerah:
        return update_kantor(kantor=kantor, isian=form.cleaned_data, user=request.user)

    if request.method == "POST" and try_save(form, save):
        messages.success(request, "Profil kantor tersimpan.")
        return redirect(link_kantor(kantor))
    context = {"kantor": kantor, "form": form, "contoh": write_contoh(kantor)}
    return render(request, "collection/kantor_update.html", context, status=422 if form.errors else 200)


@require_safe
def kantor_nomor(request: HttpRequest, pk: int) -> HttpResponse:
    """The number that the pattern being typed would make, or what is wrong with it."""
    kantor = get_kantor(request, pk)
    for nama in ("pola_nomor", "kode_klasifikasi", "kode_unit_surat"):
        setattr(kantor, nama, request.GET.get(nama, getattr(kantor, nama))[:120])
    context, status = {"contoh": write_contoh(kantor), "galat": ""}, 200
    try:
        check_pola_nomor(kantor)
    except IsianError as error:
        context, status = {"contoh": "", "galat": str(error)}, 422
    return render(request, "collection/_contoh_nomor.html", context, status=status)


@require_http_methods(["GET", "POST"])
def unit_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a unit to the office."""
    kantor = get_kantor(request, pk)
    form = UnitForm(request.POST or None)
    if request.method == "POST":
        unit = try_save(form, lambda: create_unit(kantor=kantor, isian=form.cleaned_data, user=request.user))
        if unit:
            messages.success(request, f"Unit {unit.nama} dibuat.")
            return redirect(link_kantor(kantor))
    return render_isian(request, kantor, form, "Unit baru", "Buat unit")


@require_http_methods(["GET", "POST"])
def unit_update(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """Change a unit of this office; 404 for another's."""
    kantor = get_kantor(request, pk)
    unit = get_object_or_404(Unit.objects.select_related("perangkat_daerah"), perangkat_daerah=kantor, pk=unit_pk)
    form = UnitForm(request.POST or None, initial=forms.model_to_dict(unit))
    if request.method == "POST" and try_save(
        form, lambda: update_unit(unit=unit, isian=form.cleaned_data, user=request.user)
    ):
        messages.success(request, f"Unit {form.cleaned_data['nama']} tersimpan.")
        return redirect(link_kantor(kantor))
    return render_isian(request, kantor, form, f"Ubah unit {unit.nama}", "Simpan unit")


def link_kantor(kantor: PerangkatDaerah) -> str:
    return f"{reverse('collection:kantor_detail')}?kantor={kantor.pk}"


def render_isian(
    request: HttpRequest, kantor: PerangkatDaerah, form: forms.BaseForm, judul: str, tombol: str, **context: object
) -> HttpResponse:
    """The plain page of one form; `context` may name who it is about (`akun`) and say more (`keterangan`)."""
    halaman = {"kantor": kantor, "form": form, "judul": judul, "tombol": tombol, "akun": None, "keterangan": ""}
    return render(request, "collection/kantor_isian.html", halaman | context, status=422 if form.errors else 200)
