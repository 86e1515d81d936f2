"""The sheets of an import and an export: which columns each has, how a cell is read and how it is written.

The one list of columns. django-import-export gives columns (`Field`) and how their cells are read and written
(`Widget`); the rows are compared by collection/muat and written by services/tulis_impor.py, because its own
`import_data` asks the database for each row (docs/arsitektur.md, Excel). Numbers are read by collection/angka.py only.
"""

import re
from decimal import Decimal

from import_export import fields, resources, widgets

from collection.angka import is_satuan_persen, parse_angka, parse_rupiah
from collection.enums import (
    KONSOLIDASI_INDIKATOR,
    RUMUS_INDIKATOR,
    Frekuensi,
    JenisIndikator,
    Pilihan,
    Rumus,
)
from collection.errors import IsianError
from collection.models import Indikator, SubKegiatan
from collection.models.formulir import ROMAWI
from collection.services.baca_target import read_target
from collection.services.kolom import KODE, NAMA, Kamus, list_triwulan, normalize_teks, read_teks
from collection.services.lembar_baca import Sel
from collection.services.pk import NILAI_TARGET
from collection.tanggal import BULAN

_ANGKA = re.compile(r"\d[\d.,]*")
_DUA_ANGKA = re.compile(
    rf"(?!.*(?:{'|'.join(BULAN)}))\d[\d.,]*\s*[^\d\s.,][^\d]*\d", re.IGNORECASE
)  # days are told as such
DUA_ANGKA = (
    "“{}” memuat lebih dari satu angka. Tulis targetnya saja, misalnya {}, dan taruh penjelasannya pada kolom "
    "Keterangan, yang tidak dibaca."
)
JENIS_UNSUR = {
    "renstra": "Renstra", "tujuan": "Tujuan", "sasaran": "Sasaran", "program": "Program", "kegiatan": "Kegiatan",
    "sub_kegiatan": "Sub kegiatan",
}  # fmt: skip


class Kolom(fields.Field):
    """A column: its header, the other headers that it is known under, its width in characters."""

    def __init__(
        self, atribut: str, judul: str, widget: widgets.Widget, *sinonim: str, lebar: int = 14, label: str = ""
    ):
        super().__init__(atribut, judul, widget)
        self.judul, self.lebar, self.label = judul, lebar, label or judul
        self.sinonim = frozenset(map(normalize_teks, (judul, *sinonim)))


class SelWidget(widgets.Widget):
    """A cell as text; raises ValueError, with a sentence, for what cannot be used."""

    def clean(self, value: Sel | None, row: object = None, **kwargs: object) -> object:
        if value is None:
            return self.kosong
        if value.galat:
            raise ValueError(f"{value.galat}.")
        try:
            return self.read(value, row)
        except IsianError as galat:
            raise ValueError(str(galat)) from galat

    kosong: object = ""

    def read(self, sel: Sel, objek: object) -> object:
        return read_teks(sel)

    def render(self, value: object, obj: object = None, **kwargs: object) -> Decimal | str | None:
        return None if value in (None, "") else str(value)


class PilihanWidget(SelWidget):
    """One of a closed list, by its label or its value."""

    def __init__(self, *pilihan: Pilihan):
        super().__init__()
        self.pilihan = pilihan

    def read(self, sel: Sel, objek: object) -> str:
        teks = normalize_teks(read_teks(sel))
        if not teks:
            return ""
        for satu in self.pilihan:
            if teks in (normalize_teks(satu.label), normalize_teks(satu.value)):
                return satu.value
        daftar = "; ".join(satu.label for satu in self.pilihan)
        raise IsianError(f"“{read_teks(sel)[:40]}” tidak dikenal. Tulis salah satu: {daftar}.")

    def render(self, value: object, obj: object = None, **kwargs: object) -> str | None:
        return next((satu.label for satu in self.pilihan if satu.value == value), None)


class JenisUnsurWidget(SelWidget):
    """A kind of element of the plan, in words."""

    def read(self, sel: Sel, objek: object) -> str:
        teks = normalize_teks(read_teks(sel))
        for nilai, label in JENIS_UNSUR.items():
            if teks == normalize_teks(label):
                return nilai
        if not teks:
            return ""
        raise IsianError(f"“{read_teks(sel)[:40]}” tidak dikenal. Tulis salah satu: {', '.join(JENIS_UNSUR.values())}.")

    def render(self, value: object, obj: object = None, **kwargs: object) -> str:
        return JENIS_UNSUR[str(value)]


class BulatWidget(SelWidget):
    """A whole number, such as a year; an empty cell is `kosong`."""

    def __init__(self, kosong: int | None):
        super().__init__()
        self.kosong = kosong

    def read(self, sel: Sel, objek: object) -> int | None:
        nilai = parse_angka(sel.nilai, desimal=0)
        if nilai is not None and (nilai != int(nilai) or not 0 <= nilai <= 32767):
            raise IsianError(f"“{read_teks(sel)[:40]}” bukan bilangan bulat antara 0 dan 32767.")
        return self.kosong if nilai is None else int(nilai)

    def render(self, value: object, obj: object = None, **kwargs: object) -> Decimal | None:
        return None if value is None else Decimal(str(value))


class YaTidakWidget(SelWidget):
    """Yes or no; an empty cell is no."""

    kosong = False

    def read(self, sel: Sel, objek: object) -> bool:
        teks = normalize_teks(read_teks(sel))
        if teks not in ("", "ya", "tidak"):
            raise IsianError(f"“{read_teks(sel)[:40]}” tidak dikenal. Tulis Ya atau Tidak.")
        return teks == "ya"

    def render(self, value: object, obj: object = None, **kwargs: object) -> str:
        return "Ya" if value else "Tidak"


class NilaiWidget(SelWidget):
    """A cell as a number of its indicator: a predicate by its label, a percentage cell times 100."""

    kosong = None

    def read(self, sel: Sel, objek: Indikator) -> Decimal | None:
        if isinstance(sel.nilai, str) and objek.rumus != Rumus.PREDIKAT and _DUA_ANGKA.match(sel.nilai.strip()):
            raise IsianError(DUA_ANGKA.format(sel.nilai.strip()[:40], _ANGKA.search(sel.nilai)[0]))
        return read_target(objek, sel.nilai, persen=is_persen(sel, objek))

    def render(self, value: Decimal | None, obj: Indikator | None = None, **kwargs: object) -> Decimal | str | None:
        if value is None or obj is None or obj.rumus != Rumus.PREDIKAT:
            return value
        return obj.write_nilai(value)


class RupiahWidget(SelWidget):
    """A cell as an amount of money."""

    kosong = None

    def read(self, sel: Sel, objek: SubKegiatan) -> Decimal | None:
        return parse_rupiah(sel.nilai, nama="Pagu")

    def render(self, value: Decimal | None, obj: object = None, **kwargs: object) -> Decimal | None:
        return value


class LembarResource(resources.Resource):
    """One sheet. `penanda`: the columns of which a sheet must have one, besides its code, to be taken for this one."""

    lembar: tuple[str, ...] = ()
    penanda: tuple[str, ...] = ()

    @classmethod
    def get_kamus(cls) -> Kamus:
        """Column → the headers that it is known under, normalized."""
        return {nama: kolom.sinonim for nama, kolom in cls.fields.items()}

    @classmethod
    def get_judul(cls) -> tuple[str, ...]:
        """The headers as they are written."""
        return tuple(kolom.judul for kolom in cls.fields.values())


class UnsurResource(LembarResource):
    """The elements of the plan. `induk`: the code of what it hangs on; of a program the sasaran that it supports."""

    jenis = Kolom("jenis", "Jenis", JenisUnsurWidget(), "Jenis unsur", "Tingkat")
    kode = Kolom("kode", "Kode", SelWidget(), lebar=24)
    uraian = Kolom("uraian", "Uraian", SelWidget(), "Nama", "Nomenklatur", lebar=80)
    induk = Kolom("induk", "Kode induk", SelWidget(), "Induk", lebar=24)
    unit = Kolom("unit", "Unit", SelWidget(), "Unit penanggung jawab", "Bidang", lebar=30)
    lembar = ("Renstra", "Program", "Kegiatan", "Sub kegiatan", "Program dan kegiatan")
    penanda = ("jenis", "induk", "unit", "uraian")


class IndikatorResource(LembarResource):
    """Indicators with their manual."""

    kode = Kolom("kode", "Kode", SelWidget(), "Kode indikator", lebar=22)
    nama = Kolom("nama", "Indikator", SelWidget(), "Nama indikator", "Nama", "Indikator kinerja", lebar=60)
    jenis = Kolom("jenis", "Jenis", PilihanWidget(*JenisIndikator), "Jenis indikator", lebar=8)
    jenis_induk = Kolom("jenis_induk", "Jenis induk", JenisUnsurWidget())
    induk = Kolom("induk", "Kode induk", SelWidget(), "Induk", lebar=24)
    unit = Kolom("unit", "Unit", SelWidget(), "Unit penanggung jawab", "Penanggung jawab", "Bidang", lebar=24)
    satuan = Kolom("satuan", "Satuan", SelWidget())
    desimal = Kolom("desimal", "Angka di belakang koma", BulatWidget(2), "Desimal")
    rumus = Kolom("rumus", "Rumus", PilihanWidget(*RUMUS_INDIKATOR), "Arah", lebar=30)
    konsolidasi = Kolom("konsolidasi", "Konsolidasi", PilihanWidget(*KONSOLIDASI_INDIKATOR), lebar=18)
    target_kumulatif = Kolom("target_kumulatif", "Target kumulatif", YaTidakWidget(), "Kumulatif")
    skala = Kolom("skala", "Skala", SelWidget(), "Skala predikat", lebar=20)
    definisi = Kolom("definisi", "Definisi operasional", SelWidget(), "Definisi", lebar=40)
    alasan_pemilihan = Kolom("alasan_pemilihan", "Alasan pemilihan", SelWidget(), lebar=40)
    cara_hitung = Kolom("cara_hitung", "Cara menghitung", SelWidget(), "Formula", "Cara hitung", lebar=40)
    sumber_data = Kolom("sumber_data", "Sumber data", SelWidget(), lebar=30)
    penyedia_data = Kolom("penyedia_data", "Penyedia data", SelWidget(), lebar=30)
    frekuensi = Kolom("frekuensi", "Frekuensi", PilihanWidget(*Frekuensi), "Frekuensi pengukuran", lebar=18)
    batasan = Kolom("batasan", "Batasan pengukuran", SelWidget(), "Batasan", lebar=30)
    baseline = Kolom("baseline", "Kondisi awal", NilaiWidget(), "Baseline", "Kondisi awal (baseline)")
    tahun_baseline = Kolom("tahun_baseline", "Tahun kondisi awal", BulatWidget(None), "Tahun baseline")
    urutan = Kolom("urutan", "Urutan", BulatWidget(0))
    lembar = ("Indikator", "Kamus indikator", "IKU", "IKK")
    penanda = ("rumus", "konsolidasi", "definisi", "cara_hitung", "jenis_induk")


class TargetRenstraResource(LembarResource):
    """Targets of the Renstra; each year is a column of its own, so they are found by their year (muat/nilai.py)."""

    kode = Kolom("kode", "Kode", SelWidget(), "Kode indikator", lebar=22)
    nama = Kolom("nama", "Indikator", SelWidget(), "Nama indikator", "Nama", "Indikator kinerja", "Uraian", lebar=70)
    satuan = Kolom("satuan", "Satuan", SelWidget(), lebar=18)
    lembar = ("Target Renstra",)
    penanda = tuple(str(tahun) for tahun in range(2000, 2100))

    @classmethod
    def get_kamus(cls) -> Kamus:
        awal = ("", "Tahun ", "Target ", "Target tahun ", "Target Renstra ")
        tahun = {satu: frozenset(normalize_teks(kata + satu) for kata in awal) for satu in cls.penanda}
        return {**super().get_kamus(), **tahun}


class TargetResource(LembarResource):
    """Targets of the Perjanjian Kinerja."""

    kode = Kolom("kode", "Kode", SelWidget(), "Kode indikator", lebar=22)
    nama = Kolom("nama", "Indikator", SelWidget(), "Nama indikator", "Nama", "Indikator kinerja", "Uraian", lebar=70)
    satuan = Kolom("satuan", "Satuan", SelWidget(), lebar=18)
    tahunan = Kolom(
        "tahunan", "Target tahunan", NilaiWidget(), "Target", "Tahunan", "Target tahun", "Target setahun", "Target PK",
        lebar=16,
    )  # fmt: skip
    tw1 = Kolom("tw1", "TW I", NilaiWidget(), *list_triwulan(1), lebar=12, label=f"Target TW {ROMAWI[1]}")
    tw2 = Kolom("tw2", "TW II", NilaiWidget(), *list_triwulan(2), lebar=12, label=f"Target TW {ROMAWI[2]}")
    tw3 = Kolom("tw3", "TW III", NilaiWidget(), *list_triwulan(3), lebar=12, label=f"Target TW {ROMAWI[3]}")
    tw4 = Kolom("tw4", "TW IV", NilaiWidget(), *list_triwulan(4), lebar=12, label=f"Target TW {ROMAWI[4]}")
    lembar = ("Target", "Target PK", "Perjanjian Kinerja")
    penanda = NILAI_TARGET


class PaguResource(LembarResource):
    """Budgets by the code of their sub kegiatan."""

    kode = Kolom("kode", "Kode sub kegiatan", SelWidget(), "Kode", "Kode rekening", lebar=24)
    nama = Kolom("nama", "Nama sub kegiatan", SelWidget(), "Nama", "Sub kegiatan", "Uraian", lebar=80)
    jumlah = Kolom(
        "jumlah", "Pagu (Rp)", RupiahWidget(), "Pagu", "Pagu anggaran", "Anggaran", "Anggaran (Rp)", lebar=20,
        label="Pagu",
    )  # fmt: skip
    lembar = ("Pagu", "Anggaran")
    penanda = ("jumlah",)


SEMUA: tuple[type[LembarResource], ...] = (
    UnsurResource, IndikatorResource, TargetRenstraResource, TargetResource, PaguResource,
)  # fmt: skip
"""In the order in which a workbook is read: what a later sheet refers to stands in an earlier one."""

BACAAN = frozenset({KODE, NAMA, "satuan"})
"""Columns of a sheet of figures that say which row it is, and change nothing."""


def is_persen(sel: Sel, indikator: Indikator) -> bool:
    """A number in a percentage cell is its hundredth, where the indicator is a percentage at all."""
    return sel.persen and not isinstance(sel.nilai, str) and is_satuan_persen(indikator.satuan)
