"""Forms of the case: one for each kind of act, built from the same table that the service checks (butir.py)."""

from typing import Any

from django import forms
from django.template.loader import render_to_string

from collection.models import Pengguna, PerangkatDaerah, Unit
from collection.queries import list_penugasan
from measurement.butir import BUTIR, Butir, JenisButir, find_kekurangan, split_kelengkapan
from measurement.enums import JenisTindakan, Transisi
from measurement.models import PengukuranKinerja, Tindakan
from measurement.services.pengukuran import PEMBUKA

BARIS_TABEL = 6
PANJANG_SEL = 250


class TabelWidget(forms.Widget):
    """A small table of text inputs; empty rows are left out."""

    def __init__(self, kolom: tuple[str, ...]):
        super().__init__()
        self.kolom = kolom

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[list[str]]:
        jumlah = len(self.kolom)
        baris = [[data.get(f"{name}-{i}-{j}", "").strip() for j in range(jumlah)] for i in range(BARIS_TABEL)]
        return [sel for sel in baris if any(sel)]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return f"{name}-0-0" not in data

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> str:
        isi = [*(value or []), *([[""] * len(self.kolom)] * BARIS_TABEL)][:BARIS_TABEL]
        baris = [
            [(f"{name}-{i}-{j}", f"{self.kolom[j]} baris {i + 1}", sel) for j, sel in enumerate(sel_baris)]
            for i, sel_baris in enumerate(isi)
        ]
        return render_to_string("measurement/_tabel_isian.html", {"kolom": self.kolom, "baris": baris, "attrs": attrs})


class DaftarField(forms.CharField):
    """One entry per line; checked as the text that it is, then read as a list."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [baris.strip() for baris in super().clean(value).splitlines() if baris.strip()]


class TabelField(forms.Field):
    """Rows of cells, each cell checked as a line of text is."""

    def __init__(self, kolom: tuple[str, ...], **kwargs: Any):
        super().__init__(widget=TabelWidget(kolom), **kwargs)

    def validate(self, value: list[list[str]]) -> None:
        super().validate(value)
        for baris in value:
            for sel in baris:
                forms.CharField(max_length=PANJANG_SEL, required=False).clean(sel)


def build_field(butir: Butir, pilihan: list[tuple[str, str]]) -> forms.Field:
    """The field of one item of a record; `pilihan` are the step's own documents for a checklist."""
    umum = {"label": butir.label, "help_text": butir.bantuan, "required": butir.wajib}
    umum["error_messages"] = {"required": f"{butir.label} belum diisi."}
    match butir.jenis:
        case JenisButir.PARAGRAF:
            return forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=5000, **umum)
        case JenisButir.TANGGAL:
            return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **umum)
        case JenisButir.PUKUL:
            return forms.CharField(widget=forms.TimeInput(attrs={"type": "time"}), **umum)
        case JenisButir.ANGKA:
            return forms.CharField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), max_length=3, **umum)
        case JenisButir.DAFTAR:
            return DaftarField(max_length=5000, **umum)
        case JenisButir.TABEL:
            return TabelField(butir.kolom, **umum)
        case JenisButir.PILIHAN:
            return forms.ChoiceField(choices=butir.pilihan, widget=forms.RadioSelect, **umum)
        case JenisButir.CENTANG:
            return forms.MultipleChoiceField(choices=pilihan, widget=forms.CheckboxSelectMultiple, **umum)
    return forms.CharField(max_length=250, **umum)


class IsianForm(forms.Form):
    """The record of the act whose turn it is, with a note, and the version of the case that was seen."""

    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, pengukuran: PengukuranKinerja, *args: Any, **kwargs: Any):
        tindakan = pengukuran.tindakan
        awal = {"versi": pengukuran.versi} | build_awal(pengukuran)
        super().__init__(*args, initial=awal, **kwargs)
        self.jenis = JenisTindakan(tindakan.jenis)
        for butir in BUTIR.get(self.jenis, ()):
            self.fields[butir.nama] = build_field(butir, list_dokumen(tindakan))
        if tindakan.transisi == Transisi.TANDATANGANI:
            self.fields["sha256"] = forms.CharField(widget=forms.HiddenInput)
            self.fields["frasa"] = forms.CharField(
                label="Frasa sandi segel", strip=False,
                help_text="Tidak disimpan. Frasa ini membuka sertifikat segel kantor untuk satu kali tanda tangan.",
                widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
                error_messages={"required": "Tulis frasa sandi segel."},
            )  # fmt: skip
        self.fields["catatan"] = forms.CharField(
            label="Catatan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean(self) -> dict[str, Any]:
        isian = super().clean()
        for nama, pesan in find_kekurangan(self.jenis, isian).items():
            if nama not in self.errors:
                self.add_error(nama, pesan)
        return isian


def list_dokumen(tindakan: Tindakan) -> list[tuple[str, str]]:
    """The documents that the SOP's column kelengkapan asks for in this step."""
    return [(teks, teks) for teks in split_kelengkapan(tindakan.langkah.kelengkapan)]


def build_awal(pengukuran: PengukuranKinerja) -> dict[str, Any]:
    """What the page can fill in already."""
    kantor = pengukuran.perangkat_daerah
    dokumen = pengukuran.dokumen_set.first()
    awal = {
        JenisTindakan.TANDA_TANGAN: {"sha256": dokumen.sha256_snapshot if dokumen else ""},
        JenisTindakan.PERINTAH: {
            "tanggal": kantor.hari_ini().isoformat(), "kepada": "Sekretaris",
            "isi": f"Laksanakan pengukuran kinerja {pengukuran.periode} sesuai SOP {pengukuran.sop.nomor}.",
        },
        JenisTindakan.RAPAT: {"tanggal": kantor.hari_ini().isoformat(), "pimpinan": "Sekretaris"},
        JenisTindakan.UNDANGAN: {"acara": f"Rapat koordinasi pengukuran kinerja {pengukuran.periode}"},
        JenisTindakan.METODOLOGI: {
            "batas_atas": "tanpa", "batas_bawah": "tanpa", "nihil_terlampaui": "0",
            "dasar": "Skala nilai peringkat kinerja Permendagri Nomor 86 Tahun 2017",
        },
        JenisTindakan.ARSIP: {
            "klasifikasi": kantor.kode_klasifikasi, "retensi_aktif": "2", "retensi_inaktif": "3",
            "nasib_akhir": "permanen",
        },
    }  # fmt: skip
    return awal.get(JenisTindakan(pengukuran.tindakan.jenis), {})


class KembalikanForm(forms.Form):
    """Where to, why, and (where forms reopen) to which units."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    ke = forms.TypedChoiceField(
        label="Kembalikan ke", coerce=int, widget=forms.RadioSelect,
        error_messages={"required": "Pilih langkah tujuan."},
    )  # fmt: skip
    unit = forms.TypedMultipleChoiceField(
        label="Unit yang melengkapi", coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Berlaku bila kembali ke pengisian. Tanpa pilihan: semua unit.",
    )  # fmt: skip
    catatan = forms.CharField(
        label="Apa yang harus dilengkapi", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tulis catatan: apa yang harus dilengkapi."},
    )  # fmt: skip

    def __init__(self, pengukuran: PengukuranKinerja, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"versi": pengukuran.versi}, auto_id="id_kembali_%s", **kwargs)
        langkah = pengukuran.sop.langkah_set.filter(nomor__in=pengukuran.tindakan.kembali_ke).order_by("-nomor")
        self.fields["ke"].choices = [(satu.nomor, str(satu)) for satu in langkah]
        if self._reopens(pengukuran):
            units = Unit.objects.filter(formulir_set__periode=pengukuran.periode)
            self.fields["unit"].choices = [(unit.pk, unit.nama) for unit in units]
        else:
            del self.fields["unit"]

    @staticmethod
    def _reopens(pengukuran: PengukuranKinerja) -> bool:
        """Whether one of the steps offered is where the units fill in."""
        tujuan = Tindakan.objects.filter(langkah__sop=pengukuran.sop, jenis=JenisTindakan.PENGISIAN.value)
        return tujuan.filter(langkah__nomor__in=pengukuran.tindakan.kembali_ke).exists()


class BatalkanForm(forms.Form):
    """Why the case is called off."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Alasan pembatalan", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan pembatalan."},
    )  # fmt: skip

    def __init__(self, pengukuran: PengukuranKinerja, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"versi": pengukuran.versi}, auto_id="id_batal_%s", **kwargs)


class KoreksiForm(forms.Form):
    """The Kepala's value for one row, with its reason; the value is read by the row's own indicator."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    nilai = forms.CharField(
        label="Nilai koreksi", max_length=40, error_messages={"required": "Tulis nilai koreksi."}
    )
    alasan = forms.CharField(
        label="Alasan koreksi", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan koreksi."},
    )  # fmt: skip


class PengukuranForm(forms.Form):
    """Which office, year and triwulan to open a case for."""

    kantor = forms.ModelChoiceField(label="Perangkat daerah", queryset=None, empty_label=None)
    tahun = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)
    triwulan = forms.TypedChoiceField(
        label="Triwulan", coerce=int, widget=forms.RadioSelect,
        choices=[(1, "Triwulan I"), (2, "Triwulan II"), (3, "Triwulan III"), (4, "Triwulan IV")],
    )  # fmt: skip

    def __init__(self, user: Pengguna, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        pembuka = list_penugasan(user).filter(peran__in=PEMBUKA).values("perangkat_daerah")
        field = self.fields["kantor"]
        field.queryset = PerangkatDaerah.objects.filter(pk__in=pembuka)
        field.initial = field.queryset.first()
