"""The form of a version of the Metodologi: choices, a table of bands, a weight for each indicator."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from collection.angka import format_nilai, parse_angka
from collection.enums import Rumus
from collection.errors import AngkaError
from collection.models import Indikator, PerangkatDaerah
from measurement.butir import JenisButir, Kolom
from measurement.capaian import Pita
from measurement.fields import TabelField
from measurement.ketentuan import BATAS_ATAS, BATAS_BAWAH, DESIMAL, RUMUS_TURUN, SATU, Ketentuan, Skala

TANPA = "tanpa"
AWALAN = "bobot-"
PITA_KOLOM = (
    Kolom("Batas bawah (%)", wajib=False),
    Kolom("Nilai tepat pada batas", JenisButir.PILIHAN, (("ya", "termasuk (≥)"), ("tidak", "tidak termasuk (>)"))),
    Kolom("Kategori"),
    Kolom(
        "Warna", JenisButir.PILIHAN,
        (("5", "5, terbaik"), ("4", "4"), ("3", "3, tengah"), ("2", "2"), ("1", "1, terburuk")),
    ),
)  # fmt: skip
ATAS = [(TANPA, "Tanpa batas"), *((f"{n}", f"{n} %") for n in BATAS_ATAS if n is not None)]
BAWAH = [(TANPA, "Tanpa batas"), *((f"{n}", f"{n} %") for n in BATAS_BAWAH if n is not None)]
NIHIL = [("0", "Capaian 0 %"), (TANPA, "Tanpa nilai, tidak ikut rata-rata")]
KETERANGAN_DESIMAL = {0: "Tanpa desimal (91)", 1: "Satu angka (90,5)", 2: "Dua angka (90,50)"}


class AngkaField(forms.CharField):
    """A number as people write it, through the one parser."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_nilai(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        try:
            return parse_angka(super().to_python(value))
        except AngkaError as error:
            raise forms.ValidationError(str(error)) from error

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)

    def run_validators(self, value: Any) -> None:
        """The text's validators are no validators of the number."""


class MetodologiForm(forms.Form):
    """What a version lays down, for an office and a year; `versi` is the latest version that was seen."""

    kantor = forms.IntegerField(widget=forms.HiddenInput)
    tahun = forms.IntegerField(widget=forms.HiddenInput, min_value=2000, max_value=2100)
    versi = forms.IntegerField(widget=forms.HiddenInput)
    batas_atas = forms.ChoiceField(
        label="Batas atas capaian yang dihitung", choices=ATAS, widget=forms.RadioSelect,
        help_text="Capaian asli tetap disimpan dan dicetak; batas hanya berlaku untuk rata-rata dan kategori.",
    )  # fmt: skip
    batas_bawah = forms.ChoiceField(
        label="Batas bawah capaian yang dihitung", choices=BAWAH, widget=forms.RadioSelect
    )
    nihil_terlampaui = forms.ChoiceField(
        label="Target 0 yang terlampaui, makin rendah makin baik", choices=NIHIL, widget=forms.RadioSelect
    )
    rumus_turun = forms.ChoiceField(
        label="Rumus bawaan, makin rendah makin baik", choices=Rumus.choices(*RUMUS_TURUN), widget=forms.RadioSelect,
        help_text="Rumus setiap indikator tetap; indikator yang memakai rumus lain disebut pada halaman versi ini.",
    )  # fmt: skip
    desimal = forms.TypedChoiceField(
        label="Angka di belakang koma", coerce=int, widget=forms.RadioSelect,
        choices=[(n, KETERANGAN_DESIMAL[n]) for n in DESIMAL],
        help_text="Dibulatkan setengah ke atas, sekali pada akhir hitungan. Kategori dibaca dari nilai yang tercetak.",
    )  # fmt: skip
    pita = TabelField(
        PITA_KOLOM, label="Kategori",
        help_text="Satu baris tanpa batas bawah: kategori untuk semua nilai selebihnya. Baris kosong diabaikan.",
        error_messages={"required": "Skala kategori belum diisi."},
    )  # fmt: skip
    dasar = forms.CharField(
        label="Dasar skala kategori", max_length=250, help_text="Peraturan atau keputusan; tercetak pada laporan.",
        error_messages={"required": "Tulis dasar skala kategori: peraturan atau keputusan yang dipakai."},
    )  # fmt: skip
    ambang_efisiensi = AngkaField(
        label="Ambang efisiensi (poin persen)", error_messages={"required": "Tulis ambang efisiensi."},
        help_text="Capaian dikurangi serapan: lebih dari ambang efisien, kurang dari minus ambang tidak efisien.",
    )  # fmt: skip
    capaian_efisiensi = AngkaField(
        label="Efisiensi dinyatakan sejak capaian (%)", error_messages={"required": "Tulis capaian terendah."}
    )
    catatan = forms.CharField(
        label="Alasan versi ini", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis mengapa versi ini dibuat."},
    )  # fmt: skip

    def __init__(self, kantor: PerangkatDaerah, tahun: int, isi: Ketentuan, *args: Any, versi: int, **kwargs: Any):
        awal = {"kantor": kantor.pk, "tahun": tahun, "versi": versi} | write_awal(isi) | kwargs.pop("initial", {})
        super().__init__(*args, initial=awal, **kwargs)
        self.indikator = list_berbobot(kantor, tahun, isi)
        for satu in self.indikator:
            self.fields[f"{AWALAN}{satu.pk}"] = AngkaField(
                label=f"Bobot {satu.nama}", required=False, initial=isi.bobot.get(satu.pk)
            )

    @property
    def umum(self) -> list[forms.BoundField]:
        """Every field that is no weight, in order."""
        return [field for field in self if not field.name.startswith(AWALAN)]

    @property
    def bobot(self) -> list[tuple[Indikator, forms.BoundField]]:
        """Each indicator with its field."""
        return [(satu, self[f"{AWALAN}{satu.pk}"]) for satu in self.indikator]

    @property
    def berbobot(self) -> bool:
        """Whether a weight was typed, or one is wrong: the list is then open."""
        return any(field.errors or field.value() not in (None, "", "1") for _, field in self.bobot)

    def clean_pita(self) -> Skala:
        """The bands as typed. Raises with every row that cannot be read."""
        salah: list[str] = []
        skala = []
        for nomor, sel in enumerate(self.cleaned_data["pita"], start=1):
            try:
                skala.append(_read_pita(sel))
            except ValueError as error:
                salah.append(f"Kategori, baris {nomor}: {error}")
        if salah:
            raise forms.ValidationError(salah)
        return tuple(skala)

    def build(self) -> Ketentuan:
        """The settings of a valid form; services/metodologi.py judges them."""
        isi = self.cleaned_data
        bobot = {satu.pk: isi[f"{AWALAN}{satu.pk}"] for satu in self.indikator}
        return Ketentuan(
            batas_atas=_read_batas(isi["batas_atas"]), batas_bawah=_read_batas(isi["batas_bawah"]),
            nihil_terlampaui=_read_batas(isi["nihil_terlampaui"]), rumus_turun=Rumus(isi["rumus_turun"]),
            desimal=isi["desimal"], ambang_efisiensi=isi["ambang_efisiensi"],
            capaian_efisiensi=isi["capaian_efisiensi"], dasar=isi["dasar"], skala=isi["pita"],
            bobot={pk: nilai for pk, nilai in bobot.items() if nilai is not None and nilai != SATU},
        )  # fmt: skip


def list_berbobot(kantor: PerangkatDaerah, tahun: int, isi: Ketentuan) -> Sequence[Indikator]:
    """The indicators that are promised for the year, and those that have a weight already."""
    dijanjikan = Q(target_set__perjanjian_kinerja__tahun=tahun) | Q(pk__in=list(isi.bobot))
    semua = Indikator.objects.filter(dijanjikan, perangkat_daerah=kantor).distinct().order_by()
    return sorted(semua, key=lambda i: i.kunci_urut)


def write_awal(isi: Ketentuan) -> dict[str, Any]:
    """The settings as the form shows them, but the weights."""
    batas = {nama: _write_batas(getattr(isi, nama)) for nama in ("batas_atas", "batas_bawah", "nihil_terlampaui")}
    return batas | {
        "rumus_turun": isi.rumus_turun.value, "desimal": isi.desimal, "pita": write_pita(isi.skala),
        "dasar": isi.dasar, "ambang_efisiensi": isi.ambang_efisiensi, "capaian_efisiensi": isi.capaian_efisiensi,
    }  # fmt: skip


def write_pita(skala: Skala) -> list[list[str]]:
    """The bands as cells of the table."""
    return [
        ["" if p.batas_bawah is None else format_nilai(p.batas_bawah), "ya" if p.inklusif else "tidak", p.label, f"{t}"]
        for p, t in skala
    ]


def _read_pita(sel: Sequence[str]) -> tuple[Pita, int]:
    """One row of cells. Raises ValueError with what is wrong."""
    batas, inklusif, label, tingkat = sel
    if not label:
        raise ValueError("tulis nama kategorinya.")
    if tingkat not in dict(PITA_KOLOM[3].pilihan):
        raise ValueError("pilih warnanya.")
    try:
        nilai = parse_angka(batas)
    except AngkaError as error:
        raise ValueError(str(error)) from error
    return Pita(nilai, label, inklusif != "tidak"), int(tingkat)


def _read_batas(teks: str) -> Decimal | None:
    return None if teks == TANPA else Decimal(teks)


def _write_batas(nilai: Decimal | None) -> str:
    return TANPA if nilai is None else format_nilai(nilai)
