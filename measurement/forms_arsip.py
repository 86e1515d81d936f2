"""Forms of the archive: what to show of the schedule of retention, and the day of a list of what is due."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from collection.forms_kantor import TanggalField
from collection.models import PerangkatDaerah
from measurement.enums import KeadaanArsip

KERJA_HABIS = "kerja_habis"
KEADAAN = [("", "Semua"), *KeadaanArsip.choices(), (KERJA_HABIS, "Kertas kerja habis")]
URUT = [("", "Selesai terakhir"), ("selesai", "Selesai terlama"), ("laporan", "Retensi laporan berakhir"),
        ("kerja", "Kertas kerja berakhir"), ("klasifikasi", "Kode klasifikasi")]  # fmt: skip


class SaringRetensiForm(forms.Form):
    """What to show of the schedule; what cannot be read is left out of the filter and told beside the field."""

    cari = forms.CharField(
        label="Cari", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"}),
        help_text="Pengukuran, nomor laporan, klasifikasi, atau lokasi.",
    )  # fmt: skip
    keadaan = forms.ChoiceField(label="Keadaan", required=False, choices=KEADAAN)
    tahun = forms.TypedChoiceField(label="Tahun pengukuran", required=False, coerce=int, empty_value=None)
    urut = forms.ChoiceField(label="Urutkan", required=False, choices=URUT)

    def __init__(self, tahun: list[int], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["tahun"].choices = [("", "Semua"), *((satu, satu) for satu in tahun)]


class UsulMusnahForm(forms.Form):
    """Of which office, and by which day; of one office it is not asked."""

    pada = TanggalField(
        label="Keadaan per tanggal",
        error_messages={"required": "Tulis tanggalnya.", "invalid": "Tulis tanggal yang benar."},
    )
    kantor = forms.ModelChoiceField(
        PerangkatDaerah.objects.none(), label="Perangkat daerah", empty_label=None,
        error_messages={"invalid_choice": "Pilih salah satu perangkat daerah."},
    )  # fmt: skip

    def __init__(self, kantor: QuerySet[PerangkatDaerah], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kantor"].queryset = kantor
        if len(kantor) == 1:
            self.fields["kantor"].widget = forms.HiddenInput()
