"""How grave the checks of an office's forms are: read by everybody of the office, set by Tim SAKIP."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from collection.enums import Derajat
from collection.forms_kantor import try_save
from collection.kewajaran import PILIHAN_DERAJAT
from collection.models import PerangkatDaerah
from collection.queries import find_peran, scope_kantor
from collection.services.derajat import (
    PENGATUR_DERAJAT,
    change_derajat,
    compute_versi_derajat,
    list_riwayat_derajat,
    read_derajat,
)
from collection.services.periode import PANJANG_ALASAN

PILIH = "Pilih salah satu derajat."


class DerajatForm(forms.Form):
    """A choice for each check, by the grades that it may have, and the reason of the change."""

    versi = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, kantor: PerangkatDaerah, *args: object):
        awal = read_derajat(kantor)
        super().__init__(*args, initial={"versi": compute_versi_derajat(kantor)} | awal)
        for satu, pilihan in PILIHAN_DERAJAT.items():
            self.fields[satu.value] = forms.ChoiceField(
                label=satu.label, choices=[(derajat.value, derajat.label) for derajat in pilihan],
                error_messages={"required": PILIH, "invalid_choice": PILIH},
            )
        self.fields["alasan"] = forms.CharField(
            label="Alasan perubahan", widget=forms.Textarea(attrs={"rows": 3}), max_length=PANJANG_ALASAN,
            error_messages={"required": "Tulis alasannya."},
            help_text="Misalnya nomor nota dinas atau keputusan rapat. Tercatat pada riwayat di bawah.",
        )  # fmt: skip


@require_http_methods(["GET", "POST"])
def derajat_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The grades with their history; a POST sets them."""
    kantor = get_object_or_404(scope_kantor(request.user), pk=pk)
    form = DerajatForm(kantor, request.POST or None)

    def save() -> PerangkatDaerah:
        isian = {satu: form.cleaned_data[satu.value] for satu in PILIHAN_DERAJAT}
        data = form.cleaned_data
        return change_derajat(
            kantor=kantor, isian=isian, alasan=data["alasan"], versi=data["versi"], user=request.user
        )

    if request.method == "POST" and try_save(form, save):
        messages.success(request, "Derajat pemeriksaan tersimpan. Formulir yang belum diserahkan dinilai dengannya.")
        return redirect("collection:derajat_update", pk)
    context = {
        "kantor": kantor, "form": form, "boleh": bool(find_peran(request.user, kantor) & set(PENGATUR_DERAJAT)),
        "derajat": [(satu.label, derajat.label) for satu, derajat in read_derajat(kantor).items()],
        "riwayat": list_riwayat_derajat(kantor), "arti": ARTI,
    }  # fmt: skip
    return render(request, "collection/derajat_update.html", context, status=422 if form.errors else 200)


ARTI = (
    (Derajat.HALANGI.label, "formulir belum dapat diserahkan sampai isinya dibetulkan atau buktinya dilampirkan"),
    (Derajat.PERINGATAN.label, "formulir dapat diserahkan sesudah dibetulkan, atau sesudah keterangannya ditulis"),
    (Derajat.INFO.label, "hanya diberitahukan"),
)
