"""Forms of the case: one for each kind of act, built from the same table that the service checks."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone

from collection.models import Pengguna, PerangkatDaerah, Unit
from collection.queries import list_penugasan
from measurement.butir import Butir, JenisButir, build_rentang, split_kelengkapan
from measurement.catatan_baku import BUTIR, find_kekurangan
from measurement.enums import CaraTanda, JenisNaskah, JenisTindakan, Status, Transisi
from measurement.fields import BOLEH_DI_KERTAS, build_field
from measurement.fields_tanda import TANPA_FRASA, build_bidang_tanda, build_frasa
from measurement.giliran import is_giliran_sk
from measurement.models import PengukuranKinerja, Tindakan
from measurement.naskah import has_naskah, list_naskah, write_pilih_dipindai
from measurement.services.awal import build_awal, find_sha256
from measurement.services.frasa import RAHASIA
from measurement.services.kekurangan import list_kekurangan_kasus
from measurement.services.metodologi import list_pilihan
from measurement.services.naskah import TANPA_PINDAIAN
from measurement.services.pengukuran import PEMBUKA
from measurement.services.pindaian import AKHIRAN_PINDAIAN, DITERIMA_PINDAIAN, PANJANG_NOMOR
from measurement.services.tanda_tangan import KURANG

TAHUN_AWAL, TAHUN_AKHIR = 2000, 2100


class IsianForm(forms.Form):
    """The record of the act whose turn it is, with a note, and the version of the case that was seen."""

    versi = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, pengukuran: PengukuranKinerja, *args: Any, initial: dict[str, Any] | None = None, **kwargs: Any):
        tindakan = pengukuran.tindakan
        tetap = {"versi": pengukuran.versi, "sha256": find_sha256(pengukuran)}
        super().__init__(*args, initial=(initial or build_awal(pengukuran)) | tetap, **kwargs)
        self.pengukuran, self.jenis = pengukuran, JenisTindakan(tindakan.jenis)
        self.dokumen = [nilai for nilai, _ in list_dokumen(tindakan)]
        self.rentang = build_rentang(pengukuran.periode.tahun, pengukuran.perangkat_daerah.hari_ini())
        for butir in BUTIR.get(self.jenis, ()):
            self.fields[butir.nama] = build_field(butir, list_pilihan_butir(pengukuran, butir))
        if tindakan.transisi == Transisi.TANDATANGANI:
            self.fields["sha256"] = forms.CharField(widget=forms.HiddenInput)
            self.fields |= build_bidang_tanda(pengukuran)
        self.menyegel_sk = is_giliran_sk(pengukuran)
        if self.menyegel_sk:
            self.fields["frasa"] = build_frasa(required=False)
            self.fields["frasa"].boleh_kosong = BOLEH_DI_KERTAS
        dasar = {"dari": Status(pengukuran.status), "transisi": find_transisi(tindakan)}
        self.naskah = list_naskah(self.jenis, {}, **dasar)
        if has_naskah(self.jenis, **dasar):
            self.fields |= build_pindaian(self.naskah)
        self.fields["catatan"] = forms.CharField(
            label="Catatan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
        )

    def clean(self) -> dict[str, Any]:
        isian = super().clean()
        if "totp" in self.fields and not (isian.get("frasa") or isian.get("totp")):
            self.add_error(*KURANG[CaraTanda.BSRE_V2])
        for nama, pesan in find_kekurangan(self.jenis, isian, self.rentang, self.dokumen).items():
            if nama not in self.errors:
                self.add_error(nama, pesan)
        if self.menyegel_sk and not (isian.get("frasa") or isian.get("pindaian")):
            self.add_error("frasa", TANPA_FRASA)
        if "pindaian_untuk" in self.fields and isian.get("pindaian") and not isian.get("pindaian_untuk"):
            self.add_error("pindaian_untuk", write_pilih_dipindai(self.naskah))
        if isian.get("nomor_kertas") and not isian.get("pindaian") and "pindaian" not in self.errors:
            self.add_error("pindaian", TANPA_PINDAIAN)
        if self.errors:
            for pesan in list_kekurangan_kasus(self.pengukuran, isian):
                self.add_error(None, pesan)
        return isian

    @classmethod
    def keep_typed(cls, pengukuran: PengukuranKinerja, data: Any) -> "IsianForm":
        """The form with what was typed, unchecked, and room for more rows."""
        kosong = cls(pengukuran)
        semua = kosong.fields.items()
        typed = {nama: field.widget.value_from_datadict(data, {}, nama) for nama, field in semua if nama not in RAHASIA}
        return cls(pengukuran, initial=typed)


def find_transisi(tindakan: Tindakan) -> Transisi | None:
    """The transition that the act carries."""
    return Transisi(tindakan.transisi) if tindakan.transisi else None


def build_pindaian(naskah: Sequence[JenisNaskah]) -> dict[str, forms.Field]:
    """The scan that may stand for the act's paper, of several for the one that it names.

    A browser sends no file twice, so a refused form loses it.
    """
    megabyte = settings.MAKS_UKURAN_BUKTI // 1024 // 1024
    untuk = forms.ChoiceField(
        label="Naskah yang dipindai", required=False, choices=[(satu.value, satu.label) for satu in naskah],
        widget=forms.RadioSelect,
        help_text="Pindaian menggantikan naskah ini saja; yang lain tetap dibuat aplikasi dari isian di atas.",
    )  # fmt: skip
    beberapa = {"pindaian_untuk": untuk} if len(naskah) > 1 else {}
    return {
        "pindaian": forms.FileField(
            label="Pindaian naskah", required=False,
            widget=forms.FileInput(attrs={"accept": ",".join(AKHIRAN_PINDAIAN)}),
            help_text=f"Bila naskahnya sudah dibuat dan ditandatangani di kertas: {DITERIMA_PINDAIAN}, paling besar "
            f"{megabyte} MB. Pindaian menggantikan naskah buatan aplikasi. Bila ada isian yang ditolak, pilih lagi.",
        ),
        **beberapa,
        "nomor_kertas": forms.CharField(
            label="Nomor pada kertas", required=False, max_length=PANJANG_NOMOR,
            help_text="Diisi bersama pindaian, bila naskah itu bernomor.",
        ),
    }  # fmt: skip


def list_pilihan_butir(pengukuran: PengukuranKinerja, butir: Butir) -> list[tuple[str, str]]:
    """What a field offers that depends on the case: the office's versions, or the documents of the step."""
    if butir.jenis == JenisButir.VERSI:
        return list_pilihan(pengukuran.perangkat_daerah, pengukuran.periode.tahun)
    return list_dokumen(pengukuran.tindakan)


def list_dokumen(tindakan: Tindakan) -> list[tuple[str, str]]:
    """The documents that the SOP's column kelengkapan asks for in this step."""
    return [(teks, teks) for teks in split_kelengkapan(tindakan.langkah.kelengkapan, tindakan.langkah.dokumen)]


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


class TarikForm(forms.Form):
    """Taking back one's own last act; a word on why is welcome."""

    versi = forms.IntegerField(widget=forms.HiddenInput)
    catatan = forms.CharField(
        label="Alasan", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, pengukuran: PengukuranKinerja, *args: Any, **kwargs: Any):
        super().__init__(*args, initial={"versi": pengukuran.versi}, auto_id="id_tarik_%s", **kwargs)


class KoreksiForm(forms.Form):
    """The Kepala's value for one row, with its reason; the value is read by the row's own indicator.

    `komponen`: what pembilang and penyebut of the row are; then both are typed.
    """

    perlu_yakin = False  # set once the value was found questionable: the page then asks for a confirmation
    versi = forms.IntegerField(widget=forms.HiddenInput)
    nilai = forms.CharField(
        label="Nilai koreksi", max_length=40, error_messages={"required": "Tulis nilai koreksi."}
    )
    alasan = forms.CharField(
        label="Alasan koreksi", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasan koreksi."},
    )  # fmt: skip

    def __init__(self, *args: Any, komponen: Sequence[str] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        if komponen:
            wajib = {"required": "Tulis penyebutnya."}
            self.fields["nilai"].label = f"Pembilang: {komponen[0]}"
            self.fields["penyebut"] = forms.CharField(
                label=f"Penyebut: {komponen[1]}", max_length=40, error_messages=wajib
            )
            self.order_fields(["versi", "nilai", "penyebut", "alasan"])

    @property
    def ketikan(self) -> str:
        """The value as typed, on one line: what a confirmation confirms."""
        isi = (self[nama].value() for nama in ("nilai", "penyebut") if nama in self.fields)
        return " / ".join(str(satu or "").strip() for satu in isi)


class PengukuranForm(forms.Form):
    """Which office, year and triwulan to open a case for; it begins with the triwulan that ended last."""

    kantor = forms.ModelChoiceField(label="Perangkat daerah", queryset=None, empty_label=None)
    tahun = forms.IntegerField(
        label="Tahun", min_value=TAHUN_AWAL, max_value=TAHUN_AKHIR,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Tulis tahun dengan empat angka, {TAHUN_AWAL} sampai {TAHUN_AKHIR}.",
        ),
    )  # fmt: skip
    triwulan = forms.TypedChoiceField(
        label="Triwulan", coerce=int, widget=forms.RadioSelect, error_messages={"required": "Pilih triwulan."},
        choices=[(1, "Triwulan I"), (2, "Triwulan II"), (3, "Triwulan III"), (4, "Triwulan IV")],
    )  # fmt: skip

    def __init__(self, user: Pengguna, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        pembuka = list_penugasan(user).filter(peran__in=PEMBUKA).values("perangkat_daerah")
        field = self.fields["kantor"]
        field.queryset = PerangkatDaerah.objects.filter(pk__in=pembuka)
        field.initial = field.queryset.first()
        hari = field.initial.hari_ini() if field.initial else timezone.localdate()
        self.initial["tahun"], self.initial["triwulan"] = find_triwulan_lalu(hari)


def find_triwulan_lalu(hari: datetime.date) -> tuple[int, int]:
    """(year, triwulan) of the triwulan that ended last before `hari`."""
    triwulan = (hari.month - 1) // 3
    return (hari.year, triwulan) if triwulan else (hari.year - 1, 4)
