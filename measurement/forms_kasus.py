"""Forms of a case that stand beside its acts: opening one, and taking a correction back."""

from typing import Any

from django import forms
from django.utils import timezone

from collection.models import Pengguna
from measurement.forms import PengukuranForm
from measurement.models import Sop
from measurement.services.pengukuran import ALASAN_MAKS, PROSEDUR
from measurement.services.urutan import find_bebas


class BukaForm(PengukuranForm):
    """Which procedure besides, where an office has more than one (collection and measurement of Mahakam Ulu)."""

    prosedur = forms.ChoiceField(
        label="SOP", widget=forms.RadioSelect, error_messages={"required": "Pilih SOP yang dijalankan."}
    )

    def __init__(self, user: Pengguna, *args: Any, **kwargs: Any):
        super().__init__(user, *args, **kwargs)
        berlaku = Sop.objects.filter(berlaku_mulai__lte=timezone.localdate()).order_by("-prosedur", "versi")
        sop = berlaku.filter(perangkat_daerah__in=self.fields["kantor"].queryset)
        self.prosedur = dict(sop.values_list("prosedur", "nama")) or {PROSEDUR: ""}
        if len(self.prosedur) == 1:
            del self.fields["prosedur"]
        else:
            self.fields["prosedur"].choices = list(self.prosedur.items())
        if kantor := self.fields["kantor"].initial:
            awal = self.initial["tahun"], self.initial["triwulan"]
            self.initial["triwulan"] = find_bebas(kantor, next(iter(self.prosedur)), *awal)

    def clean(self) -> dict[str, Any]:
        """The only procedure there is goes without saying."""
        return {"prosedur": next(iter(self.prosedur))} | super().clean()


class RevisiForm(forms.Form):
    """Why a finished case is opened again; printed on the first page of the revision's report."""

    alasan = forms.CharField(
        label="Alasan membuka kembali", max_length=ALASAN_MAKS, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tercetak pada halaman pertama laporan revisi: apa yang salah, dan dari mana diketahui.",
        error_messages={"required": "Tulis alasan membuka kembali."},
    )  # fmt: skip


class CabutKoreksiForm(forms.Form):
    """Why the correction of a row is taken back."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    alasan = forms.CharField(
        label="Alasan pencabutan", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan pencabutan."},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, auto_id="id_cabut_%s", **kwargs)
