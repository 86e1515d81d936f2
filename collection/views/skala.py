"""Scales of predicates: the list, adding one, changing one that nobody used yet."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from collection.forms_kantor import try_save
from collection.models import Skala
from collection.queries import scope_kantor_admin
from collection.services.skala import find_kantor, list_milik_lain, list_skala, save_skala


class SkalaForm(forms.Form):
    """A name, and the predicates one per line."""

    nama = forms.CharField(
        label="Nama skala", max_length=100, error_messages={"required": "Tulis nama skala."},
        help_text="Misalnya Opini BPK.",
    )  # fmt: skip
    label = forms.CharField(
        label="Predikat, dari yang terendah", max_length=1000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Satu per baris. Skornya adalah urutannya: baris pertama 1, baris kedua 2, dan seterusnya.",
        error_messages={"required": "Tulis predikatnya, satu per baris."},
    )  # fmt: skip


@require_safe
def skala_list(request: HttpRequest) -> HttpResponse:
    """Every scale of the installation with its scores."""
    admin = scope_kantor_admin(request.user).exists()
    context = {"semua": list_skala(), "admin": admin, "milik_lain": list_milik_lain(request.user) if admin else set()}
    return render(request, "collection/skala_list.html", context)


@require_http_methods(["GET", "POST"])
def skala_create(request: HttpRequest) -> HttpResponse:
    """Add a scale."""
    find_kantor(request.user)
    return save_isian(request, SkalaForm(request.POST or None), None)


@require_http_methods(["GET", "POST"])
def skala_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a scale with which no value was written; the service says so where one was."""
    find_kantor(request.user)
    skala = get_object_or_404(list_skala(), pk=pk)
    awal = {"nama": skala.nama, "label": "\n".join(nilai.label for nilai in skala.nilai_set.all())}
    return save_isian(request, SkalaForm(request.POST or None, initial=awal), skala)


def save_isian(request: HttpRequest, form: SkalaForm, skala: Skala | None) -> HttpResponse:
    """Store what was sent, or show the form (422 with what is wrong)."""
    if request.method == "POST":
        baru = try_save(form, lambda: save_skala(
            skala=skala, nama=form.cleaned_data["nama"], label=form.cleaned_data["label"].splitlines(),
            user=request.user,
        ))  # fmt: skip
        if baru:
            messages.success(request, f"Skala {baru.nama} tersimpan.")
            return redirect("collection:skala_list")
    context = {"form": form, "skala": skala, "judul": f"Ubah {skala.nama}" if skala else "Tambah skala"}
    return render(request, "collection/skala_update.html", context, status=422 if form.errors else 200)
