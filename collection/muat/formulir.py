"""A form's workbook that comes back, against the form: cell by cell, writing nothing."""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter, range_boundaries

from collection.angka import is_satuan_persen
from collection.errors import AngkaError, BerkasError, IsianError
from collection.kunci import Kunci
from collection.models import Formulir, Pengguna, Periode, Realisasi, RealisasiAnggaran
from collection.queries_formulir import Baris
from collection.services.kolom_formulir import (
    KODE_JUDUL,
    KODE_KUNCI,
    KolomIsian,
    is_terisi,
    list_kolom,
    write_ketikan,
)
from collection.services.kunci_buku import UNDUH_LAGI, KunciBuku, read_kunci
from collection.services.kunci_formulir import find_kunci_formulir, tell_terkunci
from collection.services.lembar import MAKS_BARIS_IMPOR, Lembar, read_lembar
from collection.services.lembar_baca import Baris as BarisLembar
from collection.services.lembar_baca import Sel
from collection.services.realisasi import change_sel, compute_sidik
from collection.services.sel_unggahan import (
    Cacat,
    HasilUnggahan,
    KeadaanUnggahan,
    SelUnggahan,
    find_larangan,
    write_tampil,
)
from collection.services.unggahan import apply_sel, fetch_semua, write_pengubah_semua
from collection.widget import check_teks, is_persen

MAKS_GABUNG, MAKS_CACAT = 500, 500
TERLALU_GABUNG = "Lembar {} memuat terlalu banyak sel gabungan. Pisahkan semuanya (Unmerge), lalu unggah lagi."
KOSONGKAN = frozenset({"-", "–", "—", "--", "n/a", "na", "n.a", "n.a.", "tad", "tidak ada", "tidak diukur", "?"})
TANYA_KOSONG = "“{}” bukan angka. Kosongkan selnya, atau biarkan isinya yang tersimpan?"
TANYA_PERSEN = (
    "Sel tanpa format persen berisi {satu}: {satu} persen, atau {seratus} persen? Target indikator ini {target}."
)
LAIN_FORMULIR = "Berkas ini dari {}, bukan dari {}. Unggah pada halaman formulirnya sendiri."
KUNCI_ASING = f"Kunci baris ini tidak dikenal oleh berkasnya sendiri. {UNDUH_LAGI}"
TANPA_KUNCI = "Baris ini berisi, tetapi bukan baris formulir. Pindahkan isinya ke baris indikatornya, lalu hapus."
GANDA = "Baris ini ada dua kali dalam berkas. Hapus salinannya; isi indikatornya pada satu baris saja."
GABUNG = "Sel ini bagian dari sel gabungan {}. Pisahkan selnya (Unmerge), lalu isi setiap barisnya."
TANPA_JUDUL = f"Baris pertama yang tersembunyi hilang, jadi kolomnya tidak dikenal. {UNDUH_LAGI}"


def load_formulir(
    *, periode: Periode, formulir: Formulir | None, isi: bytes, user: Pengguna, semua: Iterable[Formulir]
) -> HasilUnggahan:
    """Read a workbook for one form, or for those of `semua` that it holds. Raises BerkasError where it is none of ours.

    `semua`: the forms of the triwulan that the user sees; rows of others are as unknown as those of another office.
    """
    lembar = read_lembar(isi, MAKS_BARIS_IMPOR)
    kunci = read_kunci(lembar)
    _check_tujuan(kunci, periode, formulir)
    kenal = {satu.pk: satu for satu in semua if formulir is None or satu.pk == formulir.pk}
    return _Pemuat(kunci, kenal, user).run(lembar)


def _check_tujuan(kunci: KunciBuku, periode: Periode, formulir: Formulir | None) -> None:
    """Raises BerkasError for the workbook of another triwulan, office or unit, naming both."""
    asal = f"formulir {', '.join(list(kunci.formulir.values())[:3])}, {kunci.sebutan}"
    if kunci.periode != periode.pk:
        raise BerkasError(LAIN_FORMULIR.format(asal, formulir or periode))
    if formulir is not None and formulir.pk not in kunci.formulir:
        raise BerkasError(LAIN_FORMULIR.format(asal, formulir))


@dataclass
class _Tabel:
    """A sheet with rows of the form: which column is what."""

    lembar: Lembar
    kolom: dict[int, str]
    baris: list[BarisLembar]

    def find_gabung(self, nomor: int, kolom: int) -> str:
        """The merged cells that hold this one; empty where none do."""
        for satu in self.lembar.gabung:
            kiri, atas, kanan, bawah = range_boundaries(satu)
            if kiri <= kolom <= kanan and atas <= nomor <= bawah:
                return satu
        return ""


class _Pemuat:
    """One workbook while it is read."""

    def __init__(self, kunci: KunciBuku, formulir: Mapping[int, Formulir], user: Pengguna):
        self.kunci, self.user = kunci, user
        self.baris = fetch_semua(formulir.values())
        self.larangan = {pk: find_larangan(satu, user) for pk, satu in formulir.items()}
        self.gembok = {pk: find_kunci_formulir(satu) for pk, satu in formulir.items()}
        for satu in formulir.values():
            satu.kunci = Kunci()  # a cell is judged whether or not it may be written now
        self.judul = {
            model: {satu.nama: satu for satu in list_kolom(model)} for model in (Realisasi, RealisasiAnggaran)
        }
        self.hasil = HasilUnggahan()
        self.sudah: set[str] = set()
        self.asing = 0

    def run(self, semua: Iterable[Lembar]) -> HasilUnggahan:
        tabel = [satu for lembar in semua if (satu := self._find_tabel(lembar))]
        if not tabel and not self.hasil.cacat:
            raise BerkasError(TANPA_JUDUL)
        for satu in tabel:
            for baris in satu.baris:
                self._read_baris(satu, baris)
        hilang = len(set(self.kunci.sel) & set(self.baris) - self.sudah)
        if hilang:
            self.hasil.catatan.append(f"{hilang} baris formulir tidak ada dalam berkas; isinya tidak berubah.")
        if self.asing:
            self.hasil.catatan.append(f"{self.asing} baris milik formulir lain tidak dibaca.")
        write_pengubah_semua(self.hasil.sel, self.user)
        return self.hasil

    def _find_tabel(self, lembar: Lembar) -> _Tabel | None:
        """The sheet's rows, by the hidden first row; a sheet that has keys without it is a fault."""
        for tempat, baris in enumerate(lembar.baris):
            if _read_teks(baris.sel.get(1)) == KODE_KUNCI:
                if len(lembar.gabung) > MAKS_GABUNG:
                    raise BerkasError(TERLALU_GABUNG.format(lembar.nama))
                kolom = {n: _read_teks(sel) for n, sel in baris.sel.items() if n > 1 and _read_teks(sel)}
                return _Tabel(lembar, kolom, lembar.baris[tempat + 1 :])
        if any(_read_teks(baris.sel.get(1)) in self.kunci.sel for baris in lembar.baris):
            self.hasil.cacat.append(Cacat(lembar.nama, 1, "A", TANPA_JUDUL))
        return None

    def _read_baris(self, tabel: _Tabel, baris: BarisLembar) -> None:
        nama = _read_teks(baris.sel.get(1))
        if nama == KODE_JUDUL:
            return
        if not nama:
            terisi = [n for n in tabel.kolom if _is_berisi(baris.sel.get(n))]
            if terisi:
                self._note(tabel, baris, terisi[0], TANPA_KUNCI)
        elif nama not in self.kunci.sel:
            self._note(tabel, baris, 1, KUNCI_ASING)
        elif nama in self.sudah:
            self._note(tabel, baris, min(tabel.kolom, default=1), GANDA)
        elif nama not in self.baris:
            self.asing += 1
        else:
            self.sudah.add(nama)
            self._read_sel(tabel, baris, nama, self.baris[nama])

    def _note(self, tabel: _Tabel, baris: BarisLembar, kolom: int, pesan: str) -> None:
        if len(self.hasil.cacat) < MAKS_CACAT:
            self.hasil.cacat.append(Cacat(tabel.lembar.nama, baris.nomor, get_column_letter(kolom), pesan))

    def _read_sel(self, tabel: _Tabel, baris: BarisLembar, nama: str, objek: Baris) -> None:
        """The cells of one row: each by itself, then together by the rules of the grid."""
        semua = []
        for nomor, kolom in tabel.kolom.items():
            satu = self.judul[type(objek)].get(kolom)
            if satu is None or self.kunci.get_sidik(nama, kolom) is None:
                continue
            sel = SelUnggahan(
                objek.formulir_id, nama, kolom, tabel.lembar.nama, baris.nomor, get_column_letter(nomor),
                objek.formulir.unit.nama, _write_label(objek), satu.judul, KeadaanUnggahan.UBAH.value,
            )  # fmt: skip
            if gabung := tabel.find_gabung(baris.nomor, nomor):
                sel.keadaan, sel.pesan = KeadaanUnggahan.SALAH.value, GABUNG.format(gabung)
                semua.append(sel)
            elif self._judge(sel, objek, satu, baris.sel.get(nomor)):
                semua.append(sel)
        if larangan := self._find_larangan(objek):
            for satu in semua:
                satu.keadaan, satu.pesan, satu.pilihan = KeadaanUnggahan.LEWAT.value, larangan, []
        else:
            self._check_bersama(objek, [satu for satu in semua if satu.keadaan in ("ubah", "bentrok")])
        self.hasil.sel += semua

    def _find_larangan(self, objek: Baris) -> str:
        return self.larangan[objek.formulir_id] or tell_terkunci(self.gembok[objek.formulir_id], objek)

    def _judge(self, sel: SelUnggahan, objek: Baris, kolom: KolomIsian, isi: Sel | None) -> bool:
        """Fill in what the cell says; whether it differs from what was downloaded and from what is stored."""
        kini = getattr(objek, sel.kolom)
        sel.kini, sel.sidik = write_tampil(objek, sel.kolom, kini), compute_sidik(kini)
        unduh = self.kunci.get_sidik(sel.baris, sel.kolom)
        if not is_terisi(objek, sel.kolom) and self._is_utuh(sel, objek, kolom, isi):
            return False
        sel.semula = self.kunci.get_teks(sel.baris, sel.kolom) if unduh != sel.sidik else sel.kini
        try:
            sel.isi = read_ketikan(isi, objek, kolom)
            baru = _parse(objek, sel.kolom, sel.isi, self.user)
        except IsianError as error:
            _ask_atau_tolak(sel, error)
            return True
        sel.baru = write_tampil(objek, sel.kolom, baru)
        if compute_sidik(baru) in (unduh, sel.sidik):
            self.hasil.sama += 1
            return False
        if unduh != sel.sidik:
            sel.keadaan = KeadaanUnggahan.BENTROK.value
        if pilihan := _find_pecahan(objek, sel.kolom, isi, baru):
            sel.keadaan, sel.pilihan = KeadaanUnggahan.TANYA.value, pilihan
            target = objek.target.indikator.write_nilai(_get_acuan(objek))
            sel.pesan = TANYA_PERSEN.format(satu=pilihan[0], seratus=pilihan[1], target=target or "belum ada")
        return True

    def _is_utuh(self, sel: SelUnggahan, objek: Baris, kolom: KolomIsian, isi: Sel | None) -> bool:
        """Whether a cell that nobody fills in, as of a computed value, is as it was downloaded."""
        try:
            teks = read_ketikan(isi, objek, kolom)
        except IsianError:
            return False
        return teks == self.kunci.get_teks(sel.baris, sel.kolom).replace(".", ",")

    def _check_bersama(self, objek: Baris, semua: list[SelUnggahan]) -> None:
        """A value with a reason why there is none, a quotient that no column holds: told at the cell."""
        gagal = apply_sel(copy.copy(objek), [(satu, satu.isi) for satu in semua], self.user)[1]
        for satu, error in gagal:
            satu.keadaan, satu.pesan = KeadaanUnggahan.SALAH.value, str(error)


def _write_label(objek: Baris) -> str:
    return objek.target.indikator.nama if isinstance(objek, Realisasi) else objek.pagu.sub_kegiatan.nama


def _read_teks(sel: Sel | None) -> str:
    return "" if sel is None or sel.nilai is None else str(sel.nilai).strip()


def _is_berisi(sel: Sel | None) -> bool:
    return sel is not None and bool(sel.galat or _read_teks(sel))


def read_ketikan(sel: Sel | None, objek: Baris, kolom: KolomIsian) -> str:
    """A cell of Excel as the text that types it: numbers without dots, a percentage cell of a percentage times 100.

    Raises IsianError for a formula without its value, an error of Excel, or a day where a number belongs.
    """
    if sel is None:
        return ""
    if sel.galat:
        raise IsianError(f"{sel.galat}.")
    nilai = sel.nilai
    if not isinstance(nilai, int | float) or isinstance(nilai, bool):
        if kolom.angka and isinstance(objek, Realisasi):
            check_teks(sel, objek.target.indikator)
        return "" if nilai is None else str(nilai).strip()
    angka = Decimal(f"{nilai:.15g}") if isinstance(nilai, float) else Decimal(nilai)
    if kolom.nama == "nilai" and is_persen(sel, objek.target.indikator):
        angka = angka.scaleb(2)
    return f"{angka.normalize():f}".replace(".", ",")


def _parse(objek: Baris, kolom: str, isi: str, user: Pengguna) -> Decimal | str | None:
    """The value by the one rule of the cells, judged for itself: on the row as if nothing else stood in it."""
    kosong = copy.copy(objek)
    for nama in ("nilai", "pembilang", "penyebut", "jumlah"):
        if hasattr(kosong, nama):
            setattr(kosong, nama, None)
    if isinstance(kosong, Realisasi):
        kosong.tidak_dapat_diukur = ""
    change_sel(kosong, kolom, isi, compute_sidik(getattr(kosong, kolom)), user)
    return getattr(kosong, kolom)


def _ask_atau_tolak(sel: SelUnggahan, error: IsianError) -> None:
    """What cannot be read: asked about where there are readings to choose from, else refused with its sentence."""
    sel.baru, sel.pesan = sel.isi, str(error)
    if isinstance(error, AngkaError) and error.pilihan:
        sel.keadaan, sel.pilihan = KeadaanUnggahan.TANYA.value, list(error.pilihan)
    elif sel.isi.lower() in KOSONGKAN:
        sel.keadaan, sel.pilihan, sel.pesan = KeadaanUnggahan.TANYA.value, [""], TANYA_KOSONG.format(sel.isi)
    else:
        sel.keadaan = KeadaanUnggahan.SALAH.value


def _get_acuan(objek: Realisasi) -> object:
    target = objek.target
    return target.triwulan[objek.formulir.periode.triwulan - 1] or target.setahun


def _find_pecahan(objek: Baris, kolom: str, sel: Sel | None, baru: object) -> list[str]:
    """Both readings of 0,85 for a percentage whose target is no such fraction; a % sign settles it."""
    if kolom != "nilai" or not isinstance(baru, Decimal) or not 0 < baru <= 1 or sel is None:
        return []
    if not is_satuan_persen(objek.target.indikator.satuan) or sel.persen or "%" in _read_teks(sel):
        return []
    acuan = _get_acuan(objek)
    if isinstance(acuan, Decimal) and acuan <= 1:
        return []
    return [write_ketikan(objek, "jumlah", baru), write_ketikan(objek, "jumlah", baru * 100)]
