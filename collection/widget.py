"""The cells of an import and an export: how each kind is read and written (`Widget` of django-import-export)."""

import re
from decimal import Decimal

from import_export import widgets

from collection.angka import is_satuan_persen, is_tanggal, parse_angka, parse_rupiah
from collection.enums import RUMUS_BERLABEL, RUMUS_RENTANG, Pilihan
from collection.errors import IsianError
from collection.models import Indikator, SubKegiatan
from collection.nilai import NilaiTarget, Rentang, is_rentang
from collection.services.baca_target import read_dari, read_target
from collection.services.kolom import normalize_teks, read_teks
from collection.services.lembar_baca import Sel
from collection.tanggal import BULAN

_ANGKA = re.compile(r"\d[\d.,]*")
_EKSPONEN = re.compile(r"[\d.,]+[eE][+-]?\d+")
_DUA_ANGKA = re.compile(r"\d[\d.,]*\s*[^\d\s.,][^\d]*\d")
_TANGGAL = re.compile(rf"(\d{{1,2}}) ({'|'.join(BULAN)})(?: \d{{4}}(?: \d.*)?)?")  # as lembar_baca writes a day
TANGGAL = (
    "Sel ini berisi tanggal {}, bukan {}: Excel mengubah ketikan seperti 7-8 atau 7/8 menjadi tanggal. Tulis {}, "
    "atau ubah format selnya menjadi Teks (Text) lebih dahulu, lalu ketik ulang."
)
DUA_ANGKA = (
    "“{}” memuat lebih dari satu angka. Tulis targetnya saja, misalnya {}, dan taruh penjelasannya pada kolom "
    "Keterangan, yang tidak dibaca."
)
JENIS_UNSUR = {
    "renstra": "Renstra", "tujuan": "Tujuan", "sasaran": "Sasaran", "program": "Program", "kegiatan": "Kegiatan",
    "sub_kegiatan": "Sub kegiatan",
}  # fmt: skip


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

    maks = 32767

    def __init__(self, kosong: int | None, maks: int | None = None):
        super().__init__()
        self.kosong, self.maks = kosong, maks or self.maks

    def read(self, sel: Sel, objek: object) -> int | None:
        nilai = parse_angka(sel.nilai, desimal=0)
        if nilai is not None and (nilai != int(nilai) or not 0 <= nilai <= self.maks):
            raise IsianError(f"“{read_teks(sel)[:40]}” bukan bilangan bulat antara 0 dan {self.maks}.")
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


class PengaliWidget(BulatWidget):
    """What pembilang over penyebut is multiplied by; an empty cell is the usual one."""

    maks = 2_147_483_647

    def read(self, sel: Sel, objek: object) -> int | None:
        pilihan = dict(Indikator._meta.get_field("pengali").choices)
        teks = read_teks(sel)
        nilai = next((satu for satu, label in pilihan.items() if teks == label), None) or super().read(sel, objek)
        if nilai not in pilihan:
            raise IsianError(f"“{teks[:40]}” tidak dikenal. Tulis salah satu: {'; '.join(pilihan.values())}.")
        return nilai


class NilaiWidget(SelWidget):
    """A cell as a target of its indicator: a predicate or Ya by its label, a percentage cell times 100, a range."""

    kosong = None

    def read(self, sel: Sel, objek: Indikator) -> NilaiTarget | None:
        if isinstance(sel.nilai, str):
            check_teks(sel, objek)
        return read_target(objek, sel.nilai, persen=sel.persen and is_persen(sel, objek))

    def render(self, value: NilaiTarget | None, obj: Indikator | None = None, **kwargs: object) -> Decimal | str | None:
        """A range as text. Where a range may stand, nothing is text too, so that Excel makes no day of 7-8."""
        if obj is None or (value is None and obj.rumus not in RUMUS_RENTANG):
            return value
        if value is None:
            return ""
        return obj.write_nilai(value) if isinstance(value, Rentang) or obj.rumus in RUMUS_BERLABEL else value


class SetahunWidget(NilaiWidget):
    """The annual target, which may be written in words: `100 dari 110 organisasi`."""

    def read(self, sel: Sel, objek: Indikator) -> NilaiTarget | None:
        nilai = read_dari(objek, sel.nilai) if isinstance(sel.nilai, str) else None
        return super().read(sel, objek) if nilai is None else nilai


class KondisiAwalWidget(NilaiWidget):
    """A cell as the value that an indicator began with: never a range; Tidak is one, and so is less than 0."""

    def read(self, sel: Sel, objek: Indikator) -> Decimal | None:
        check_teks(sel, objek)
        return objek.read_nilai(sel.nilai, persen=is_persen(sel, objek))

    def render(self, value: Decimal | None, obj: Indikator | None = None, **kwargs: object) -> Decimal | str | None:
        return None if value is None else super().render(value, obj)


class RupiahWidget(SelWidget):
    """A cell as an amount of money."""

    kosong = None

    def read(self, sel: Sel, objek: SubKegiatan) -> Decimal | None:
        return parse_rupiah(sel.nilai, nama="Pagu")

    def render(self, value: Decimal | None, obj: object = None, **kwargs: object) -> Decimal | None:
        return value


def check_teks(sel: Sel, indikator: Indikator) -> None:
    """Raises IsianError for a day, and for text of several numbers that is no range, saying what to type."""
    if not isinstance(sel.nilai, str) or indikator.rumus in RUMUS_BERLABEL:
        return
    teks, rentang = sel.nilai.strip(), indikator.rumus in RUMUS_RENTANG
    if hari := _TANGGAL.fullmatch(teks):
        contoh = _write_contoh(int(hari[1]), BULAN.index(hari[2]) + 1) if rentang else "satu angka"
        raise IsianError(TANGGAL.format(teks, "rentang" if rentang else "angka", contoh))
    if _DUA_ANGKA.match(teks) and not is_rentang(teks) and not is_tanggal(teks) and not _EKSPONEN.fullmatch(teks):
        angka = [satu.rstrip(".,") for satu in _ANGKA.findall(teks)]
        raise IsianError(DUA_ANGKA.format(teks[:40], " s.d. ".join(angka[: 2 if rentang else 1])))


def _write_contoh(hari: int, bulan: int) -> str:
    """The range that was typed, as far as the day tells: 7-90 became the first of July."""
    bawah, atas = sorted((hari, bulan))
    return f"{bawah} s.d. {atas}" if 1 < bawah < atas else "7 s.d. 8"


def is_persen(sel: Sel, indikator: Indikator) -> bool:
    """A number in a percentage cell is its hundredth, where the indicator is a percentage at all."""
    return sel.persen and not isinstance(sel.nilai, str) and is_satuan_persen(indikator.satuan)
