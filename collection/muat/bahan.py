"""What every sheet of an import is read with: the plan as it is and as the file makes it, and how a row is judged."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import models
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from collection.models import Indikator, PerangkatDaerah, PerjanjianKinerja, Skala
from collection.resources import LembarResource
from collection.services.hasil_impor import BarisImpor, HasilImpor, SelImpor, Ubahan
from collection.services.jejak import write_nilai
from collection.services.kemajuan import tell_each
from collection.services.kolom import KODE, Tabel, normalize_teks, read_teks
from collection.services.lembar_baca import Baris, Sel
from collection.services.unsur import UNSUR
from collection.widget import JENIS_UNSUR

Kunci = int | str
KOLOM_BACA = ("kode", "nama", "satuan", "desimal", "rumus", "konsolidasi", "target_kumulatif", "skala")
"""What reading a figure asks of its indicator."""
GANDA = "Kode “{}” sudah ada pada baris {} lembar {}. Hapus salah satunya."
KOSONG = "Kode belum diisi."


@dataclass(slots=True)
class Simpul:
    """An element of the plan, stored or only in the file; `kunci` is its key, or "#n" (Ubahan)."""

    jenis: str
    kode: str
    objek: models.Model
    induk: "Simpul | None"
    kunci: Kunci

    @property
    def jalur(self) -> tuple[str, ...]:
        """The codes from the top down to its own."""
        return (*(self.induk.jalur if self.induk else ()), self.kode)


@dataclass(slots=True)
class Bahan:
    """The office's plan while a file is held against it."""

    kantor: PerangkatDaerah
    pk: PerjanjianKinerja | None
    tahun: int
    hasil: HasilImpor = field(default_factory=HasilImpor)
    unsur: dict[tuple[str, str], list[Simpul]] = field(default_factory=dict)
    indikator: dict[str, tuple[Indikator, Kunci]] = field(default_factory=dict)
    renstra: dict[Kunci, object] = field(default_factory=dict)
    terbaca: set[type[LembarResource]] = field(default_factory=set)
    """The kinds of sheet that the file has."""
    terlihat: dict[tuple, tuple[int, str]] = field(default_factory=dict)
    """Kind of row and code → where in the file it stands first: two sheets may be of one kind."""
    rumus_baru: list[tuple[Indikator, Kunci, BarisImpor, str]] = field(default_factory=list)
    """Stored indicators whose rumus the file changes: with their row, and the letter of its column."""
    target_baru: dict[tuple[str, Kunci], dict] = field(default_factory=dict)
    """Figures as the file makes them, by kind of row and what they hang on; of the rows that hold one."""
    nama_lama: dict[tuple[str, str], str] = field(default_factory=dict)
    """Kind and code → the stored name of an indicator or a sub kegiatan, which an earlier sheet may change."""
    bernama: set[tuple[str, str]] = field(default_factory=set)
    """Kind and stored name of all."""
    polos: set[tuple[str, str]] | None = None
    """The same in letters and digits, made when a name in the file is not its code's own: seldom."""

    mirip: dict[str, dict[tuple[str, ...], str]] = field(default_factory=dict)
    """Kind → words and numbers of a code → the code; made when a code is unknown (`mirip.find_mirip`)."""

    def add_ubahan(self, ubahan: Ubahan) -> str:
        """Note a change; how a row that it adds is called until it has a key."""
        self.hasil.ubahan.append(ubahan)
        return f"#{len(self.hasil.ubahan) - 1}"

    def check_ganda(self, pembaca: "Pembaca", jenis: str, *kunci: object) -> bool:
        """Note where a code stands; whether it stood elsewhere in the file, which is then told at its cell."""
        tempat = (pembaca.baris.nomor, pembaca.tabel.lembar)
        pertama = self.terlihat.setdefault((jenis, *kunci), tempat)
        if pertama != tempat:
            pembaca.refuse(KODE, GANDA.format(read_teks(pembaca.get_sel(KODE))[:40], *pertama))
        return pertama != tempat

    def add_simpul(self, simpul: Simpul) -> None:
        self.unsur.setdefault((simpul.jenis, simpul.kode), []).append(simpul)

    def _add_nama(self, jenis: str, kode: str, nama: str) -> None:
        self.nama_lama[jenis, kode] = nama
        self.bernama.add((jenis, nama))

    def has_nama(self, jenis: str, nama: str) -> bool:
        """Whether that is the stored name of any, whatever its case, spaces and punctuation."""
        if self.polos is None:
            self.polos = {(satu, normalize_teks(kata)) for satu, kata in self.bernama}
        return (jenis, normalize_teks(nama)) in self.polos

    def load_unsur(self) -> None:
        """The elements that are stored, from the top down."""
        semua: dict[tuple[str, int], Simpul] = {}
        for jenis, (model, induk, jalan) in UNSUR.items():
            for objek in model._default_manager.filter(**{jalan: self.kantor}).order_by("pk"):
                atas = semua.get((induk, getattr(objek, f"{induk}_id")))
                simpul = Simpul(jenis, write_kode(jenis, objek), objek, atas, objek.pk)
                semua[jenis, objek.pk] = simpul
                if jenis == "sub_kegiatan":
                    self._add_nama(jenis, simpul.kode, objek.nama)
                self.add_simpul(simpul)

    def load_indikator(self, *, lengkap: bool) -> None:
        """The indicators that are stored; without their manuals where the file has none (not `lengkap`)."""
        semua = Indikator.objects.filter(perangkat_daerah=self.kantor).order_by()
        unit = {satu.pk: satu for satu in self.kantor.unit_set.all()}
        skala = {satu.pk: satu for satu in Skala.objects.prefetch_related("nilai_set")}
        for satu in semua if lengkap else semua.only(*KOLOM_BACA):
            if satu.skala_id:
                satu.skala = skala[satu.skala_id]
            if lengkap:
                satu.unit = unit[satu.unit_id]
            self.indikator[satu.kode] = (satu, satu.pk)
            self._add_nama("indikator", satu.kode, satu.nama)

    def find_simpul(self, jenis: Iterable[str], teks: str) -> Simpul:
        """The element that a code means, or codes from above down to it: T1/S1. Raises ValueError."""
        jalur = tuple(bagian.strip() for bagian in teks.split("/"))
        semua = [s for satu in jenis for s in self.unsur.get((satu, jalur[-1]), [])]
        cocok = [s for s in semua if s.jalur[-len(jalur) :] == jalur]
        sebutan = " atau ".join(JENIS_UNSUR[satu] for satu in jenis)
        if not cocok:
            raise ValueError(f"{sebutan} dengan kode “{teks[:40]}” tidak ada pada kantor ini maupun dalam berkas ini.")
        if len(cocok) > 1:
            contoh = ", ".join("/".join(s.jalur[-len(jalur) - 1 :]) for s in cocok[:3])
            raise ValueError(f"Kode “{teks[:40]}” ada lebih dari satu. Tulis dengan kode induknya: {contoh}.")
        return cocok[0]

    def write_rujukan(self, simpul: Simpul) -> str:
        """The shortest text that means this element alone, among all of its kind."""
        sekode = [s.jalur for s in self.unsur.get((simpul.jenis, simpul.kode), [])]
        for panjang in range(1, len(simpul.jalur)):
            if sum(jalur[-panjang:] == simpul.jalur[-panjang:] for jalur in sekode) == 1:
                return "/".join(simpul.jalur[-panjang:])
        return "/".join(simpul.jalur)


def write_kode(jenis: str, objek: models.Model) -> str:
    """The code of an element; a Renstra is known by its years."""
    return f"{objek.tahun_awal}-{objek.tahun_akhir}" if jenis == "renstra" else objek.kode


class Pembaca:
    """One row of a sheet: its cells through the columns of the sheet, with what was wrong in each."""

    def __init__(self, resource: type[LembarResource], tabel: Tabel, baris: Baris) -> None:
        self.resource, self.tabel, self.baris = resource, tabel, baris
        self.galat: dict[str, list[str]] = {}

    def has(self, nama: str) -> bool:
        """Whether the sheet has this column."""
        return nama in self.tabel.kolom

    @property
    def berpersen(self) -> bool:
        """Whether any cell of the row shows its number times 100."""
        return any(sel.persen for sel in self.baris.sel.values())

    def get_sel(self, nama: str) -> Sel | None:
        return self.baris.sel.get(self.tabel.kolom.get(nama, 0))

    def read(self, nama: str, objek: object = None) -> object:
        """The cell's value; what is wrong with it is noted, and the value then None."""
        try:
            return self.resource.fields[nama].widget.clean(self.get_sel(nama), objek)
        except ValueError as galat:
            self.refuse(nama, str(galat))
            return None

    def refuse(self, nama: str, pesan: str) -> None:
        self.galat.setdefault(nama, []).append(pesan)

    def get_huruf(self, nama: str) -> str:
        """The letter of its column; of one that the sheet has not, that of the code."""
        return self.write_huruf(self.tabel, nama)

    @staticmethod
    def write_huruf(tabel: Tabel, nama: str) -> str:
        """The letter of a sheet's column."""
        return tabel.huruf.get(nama) or tabel.huruf[KODE]

    def get_label(self, nama: str) -> str:
        """How the preview calls the column."""
        return self.resource.fields[nama].label

    def list_galat(self) -> list[str]:
        """Each with the cell as Excel names it."""
        return [
            f"Baris {self.baris.nomor}, kolom {self.get_huruf(nama)}: {satu}"
            for nama, pesan in self.galat.items() for satu in pesan
        ]  # fmt: skip

    def build_baris(self, nama: str, jenis: str = "salah") -> BarisImpor:
        """The row of the preview; `nama` is what the row is about."""
        kode = read_teks(self.get_sel(KODE))
        galat = self.list_galat()
        return BarisImpor(
            self.tabel.lembar, self.baris.nomor, kode[:40], nama, "salah" if galat else jenis, galat=galat
        )

    def build_sel(self, nama: str, lama: str, baru: str, catatan: str = "") -> SelImpor:
        """A cell of the row as the preview shows it."""
        alamat = f"{self.write_huruf(self.tabel, nama)}{self.baris.nomor}"
        return SelImpor(alamat, self.get_label(nama), lama, baru, catatan)


def clean_kolom(objek: models.Model, pembaca: Pembaca, kolom: Mapping[str, str]) -> None:
    """Hold the model's own columns against their rules; `kolom`: field → column of the sheet where a fault is told."""
    luar = [f.name for f in objek._meta.fields if f.is_relation or f.name not in kolom or f.primary_key]
    try:
        objek.clean_fields(exclude=luar)
    except ValidationError as galat:
        for nama, semua in galat.error_dict.items():
            if kolom[nama] in pembaca.galat:
                continue
            for satu in semua:
                kosong = satu.code in ("blank", "null")
                pesan = [f"{pembaca.get_label(kolom[nama])} belum diisi."] if kosong else satu.messages
                pembaca.galat.setdefault(kolom[nama], []).extend(pesan)


def keep_sama(lama: Mapping[str, object], baru: dict[str, object]) -> None:
    """Text that differs only in what a workbook cannot carry (ends of lines, spaces around) stays as it is stored."""
    for nama, semula in lama.items():
        if isinstance(semula, str) and isinstance(baru[nama], str) and _norm(semula) == _norm(str(baru[nama])):
            baru[nama] = semula


def _norm(teks: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", teks).replace("\r\n", "\n").replace("\r", "\n").strip()


def write_ubahan(lama: Mapping[str, object], baru: Mapping[str, object]) -> tuple[dict, dict]:
    """The columns that differ, as they are stored."""
    beda = [nama for nama in baru if lama.get(nama) != baru[nama]]
    return {nama: write_nilai(lama.get(nama)) for nama in beda}, {nama: write_nilai(baru[nama]) for nama in beda}


def walk_baris(tabel: Tabel) -> Iterable[Baris]:
    """The rows of a sheet, told of as they are judged (services/kemajuan.py)."""
    return tell_each(tabel.baris, f"memeriksa lembar {tabel.lembar}", 2)
