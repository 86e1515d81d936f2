"""The sheets of an import and an export: which columns each has, how a cell is read and how it is written.

The one list of columns. django-import-export gives columns (`Field`) and how their cells are read and written
(`Widget`); the rows are compared by collection/muat and written by services/tulis_impor.py, because its own
`import_data` asks the database for each row (docs/arsitektur.md, Excel). Numbers are read by collection/angka.py only.
"""

from import_export import fields, resources, widgets

from collection.angka import DESIMAL_MAKS
from collection.enums import Frekuensi, JenisIndikator, Konsolidasi, Rumus
from collection.models.formulir import ROMAWI
from collection.models.indikator import PENGALI_BAKU
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.services.kolom import KODE, NAMA, Kamus, list_triwulan, normalize_teks
from collection.widget import (
    BulatWidget,
    JenisUnsurWidget,
    KondisiAwalWidget,
    NilaiWidget,
    PengaliWidget,
    PilihanWidget,
    RupiahWidget,
    SelWidget,
    SetahunWidget,
    YaTidakWidget,
)


class Kolom(fields.Field):
    """A column: its header, the other headers that it is known under, its width in characters."""

    def __init__(
        self, atribut: str, judul: str, widget: widgets.Widget, *sinonim: str, lebar: int = 14, label: str = ""
    ):
        super().__init__(atribut, judul, widget)
        self.judul, self.lebar, self.label = judul, lebar, label or judul
        self.sinonim = frozenset(map(normalize_teks, (judul, *sinonim)))


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
    desimal = Kolom("desimal", "Angka di belakang koma", BulatWidget(2, DESIMAL_MAKS), "Desimal")
    rumus = Kolom("rumus", "Rumus", PilihanWidget(*Rumus), "Arah", lebar=30)
    konsolidasi = Kolom("konsolidasi", "Konsolidasi", PilihanWidget(*Konsolidasi), lebar=18)
    target_kumulatif = Kolom("target_kumulatif", "Target kumulatif", YaTidakWidget(), "Kumulatif")
    skala = Kolom("skala", "Skala", SelWidget(), "Skala predikat", lebar=20)
    label_pembilang = Kolom("label_pembilang", "Nama pembilang", SelWidget(), "Pembilang", lebar=30)
    label_penyebut = Kolom("label_penyebut", "Nama penyebut", SelWidget(), "Penyebut", lebar=30)
    pengali = Kolom("pengali", "Pengali", PengaliWidget(PENGALI_BAKU))
    definisi = Kolom("definisi", "Definisi operasional", SelWidget(), "Definisi", lebar=40)
    alasan_pemilihan = Kolom("alasan_pemilihan", "Alasan pemilihan", SelWidget(), lebar=40)
    cara_hitung = Kolom("cara_hitung", "Cara menghitung", SelWidget(), "Formula", "Cara hitung", lebar=40)
    sumber_data = Kolom("sumber_data", "Sumber data", SelWidget(), lebar=30)
    penyedia_data = Kolom("penyedia_data", "Penyedia data", SelWidget(), lebar=30)
    frekuensi = Kolom("frekuensi", "Frekuensi", PilihanWidget(*Frekuensi), "Frekuensi pengukuran", lebar=18)
    batasan = Kolom("batasan", "Batasan pengukuran", SelWidget(), "Batasan", lebar=30)
    bukti_diminta = Kolom("bukti_diminta", "Bukti yang diminta", SelWidget(), "Bukti", "Bukti dukung", lebar=40)
    baseline = Kolom("baseline", "Kondisi awal", KondisiAwalWidget(), "Baseline", "Kondisi awal (baseline)")
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
        "tahunan", "Target tahunan", SetahunWidget(), "Target", "Tahunan", "Target tahun", "Target setahun",
        "Target PK", lebar=16,
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


LEMBAR_PETUNJUK = "Petunjuk"
"""The sheet of an export that is for people: written, never read."""

SEMUA: tuple[type[LembarResource], ...] = (
    UnsurResource, IndikatorResource, TargetRenstraResource, TargetResource, PaguResource,
)  # fmt: skip
"""In the order in which a workbook is read: what a later sheet refers to stands in an earlier one."""

BACAAN = frozenset({KODE, NAMA, "satuan"})
"""Columns of a sheet of figures that say which row it is, and change nothing."""
