"""A file's sheets through the resources: what each row would change, or (simpan) changes."""

from django.core.exceptions import ValidationError
from django.db.models import Model
from import_export.results import RowResult
from openpyxl.utils import get_column_letter
from tablib import Dataset

from collection.angka import format_nilai, parse_angka
from collection.errors import BerkasError
from collection.models import Indikator, PerangkatDaerah, PerjanjianKinerja
from collection.resources import TABEL, LembarResource, Milik, is_persen
from collection.services.impor import BarisImpor, HasilImpor, Perubahan, SelImpor
from collection.services.kolom import (
    KODE,
    NAMA,
    Kamus,
    Tabel,
    find_calon,
    find_tabel,
    list_asing,
    normalize_teks,
    read_teks,
    write_asing,
)
from collection.services.lembar import TEMPLAT, Baris, Lembar, Sel, read_lembar

JENIS = {
    RowResult.IMPORT_TYPE_NEW: "baru",
    RowResult.IMPORT_TYPE_UPDATE: "berubah",
    RowResult.IMPORT_TYPE_SKIP: "tetap",
    RowResult.IMPORT_TYPE_INVALID: "salah",
}


def load_target(
    *, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, isi: bytes, simpan: bool, tahun: int = 0
) -> HasilImpor:
    """Every target and pagu of a workbook against what is agreed. Raises BerkasError where it holds no table.

    `tahun`: whose targets of the Renstra they are compared with; 0: the agreement's own year.
    """
    lembar, hasil = read_lembar(isi), HasilImpor()
    milik: Milik = [(kelas.build(kantor, pk, tahun), kamus) for kelas, kamus in TABEL]
    jumlah = [_load_tabel(resource, kamus, lembar, hasil, simpan) for resource, kamus in milik]
    for satu in lembar:
        if not any(find_tabel(satu, kamus) for _, kamus in milik):
            _check_sisa(milik, satu, hasil)
    if not any(jumlah) and not hasil.baris:
        raise BerkasError(f"Tidak ada lembar dengan kolom Kode dan kolom Target atau Pagu. {TEMPLAT}")
    return hasil


def _load_tabel(resource: LembarResource, kamus: Kamus, lembar: list[Lembar], hasil: HasilImpor, simpan: bool) -> int:
    """All sheets with such a table, one after the other; the number of them."""
    semua = [tabel for satu in lembar if (tabel := find_tabel(satu, kamus))]
    for tabel in semua:
        _check_judul(resource, kamus, tabel, hasil)
        _load_baris(resource, tabel, hasil, simpan)
    if semua:
        hasil.tak_disebut += len(set(resource.objek) - resource.terlihat)
    return len(semua)


def _check_judul(resource: LembarResource, kamus: Kamus, tabel: Tabel, hasil: HasilImpor) -> None:
    """Nothing is passed over in silence: filled columns that no field takes are errors, the rest is noted."""
    tulis = [(write_asing(tabel, asing, resource.judul), asing.berisi) for asing in list_asing(tabel, kamus)]
    galat = [pesan for pesan, berisi in tulis if berisi]
    if tabel.baris and KODE not in tabel.kolom:
        tempat = f"Lembar {tabel.lembar}, baris {tabel.judul.nomor}"
        galat.append(f"{tempat}: kolom {resource.judul[0]} tidak ada. Tulis judulnya, atau hapus lembar ini.")
    if galat:
        hasil.baris.append(BarisImpor(tabel.lembar, tabel.judul.nomor, "Judul", "", "salah", galat=galat))
    hasil.catatan += [pesan for pesan, berisi in tulis if not berisi]
    kurang = [label for n, label in resource.label.items() if resource.fields[n].column_name not in tabel.kolom]
    if kurang:
        hasil.catatan.append(f"Lembar {tabel.lembar}: tidak ada kolom {', '.join(kurang)}; nilainya tidak berubah.")
    if resource.objek and not tabel.baris:
        hasil.catatan.append(f"Lembar {tabel.lembar} tidak memuat baris di bawah judulnya; tidak ada yang dibaca.")


def _check_sisa(milik: Milik, lembar: Lembar, hasil: HasilImpor) -> None:
    """A sheet without a table: what keeps it from being one, where it was meant to be."""
    for resource, kamus in milik:
        if tabel := find_calon(lembar, kamus, resource.objek):
            return _check_judul(resource, kamus, tabel, hasil)
    if normalize_teks(lembar.nama) in ("target", "pagu"):
        hasil.catatan.append(f"Lembar {lembar.nama} tidak memuat baris yang dapat dibaca.")


def _load_baris(resource: LembarResource, tabel: Tabel, hasil: HasilImpor, simpan: bool) -> None:
    kolom = [nama for nama in tabel.kolom if nama != NAMA]
    dataset = Dataset(*([b.sel.get(tabel.kolom[k]) for k in kolom] for b in tabel.baris), headers=kolom)
    terbaca = resource.import_data(dataset, dry_run=not simpan, rollback_on_validation_errors=True)
    galat = [*terbaca.base_errors, *(satu for baris in terbaca.rows for satu in baris.errors)]
    if galat:
        raise galat[0].error
    for baris, satu in zip(tabel.baris, terbaca.rows, strict=True):
        hasil.baris.append(_build_baris(resource, tabel, baris, satu))
        if simpan and JENIS[satu.import_type] in ("baru", "berubah"):
            hasil.perubahan.append(_build_perubahan(resource, satu))


def _build_baris(resource: LembarResource, tabel: Tabel, baris: Baris, terbaca: RowResult) -> BarisImpor:
    kode = read_teks(baris.sel.get(tabel.kolom[KODE]))
    objek = resource.objek.get(kode)
    satu = BarisImpor(tabel.lembar, baris.nomor, kode[:40], str(objek or ""), JENIS[terbaca.import_type])
    if satu.jenis == "salah":
        satu.galat = _list_galat(resource, tabel, baris, terbaca.validation_error)
    else:
        satu.sel = _list_sel(resource, tabel, baris, terbaca)
        satu.peringatan = _list_peringatan(resource, tabel, baris, terbaca)
    satu.catatan = _write_catatan(tabel, baris, objek)
    return satu


def _list_galat(resource: LembarResource, tabel: Tabel, baris: Baris, galat: ValidationError) -> list[str]:
    """Each with the cell as Excel names it."""
    tempat = _list_huruf(resource, tabel)
    return [f"Baris {baris.nomor}, kolom {tempat[n]}: {p}" for n, pesan in galat.message_dict.items() for p in pesan]


def _list_huruf(resource: LembarResource, tabel: Tabel) -> dict[str, str]:
    """Field → letter of its column, for the columns that the sheet has."""
    kolom = {nama: tabel.kolom.get(satu.column_name) for nama, satu in resource.fields.items()}
    return {nama: get_column_letter(nomor) for nama, nomor in kolom.items() if nomor}


def _list_peringatan(resource: LembarResource, tabel: Tabel, baris: Baris, terbaca: RowResult) -> list[str]:
    """What does not block, with its row."""
    objek = resource.objek[read_teks(baris.sel[tabel.kolom[KODE]])]
    semua = resource.list_peringatan(objek, terbaca.instance, _list_huruf(resource, tabel))
    return [f"Baris {baris.nomor}: {pesan}" for pesan in semua]


def _list_sel(resource: LembarResource, tabel: Tabel, baris: Baris, terbaca: RowResult) -> list[SelImpor]:
    """The cells whose value changes, in the order of the columns."""
    objek = resource.objek[read_teks(baris.sel[tabel.kolom[KODE]])]
    terbit = []
    for nama, label in resource.label.items():
        lama, baru = getattr(terbaca.original, nama, None), getattr(terbaca.instance, nama)
        kolom = tabel.kolom.get(resource.fields[nama].column_name)
        if kolom and lama != baru:
            sel = baris.sel.get(kolom)
            tulis = [resource.write_nilai(objek, nilai) for nilai in (lama, baru)]
            alamat = f"{get_column_letter(kolom)}{baris.nomor}"
            terbit.append(SelImpor(alamat, label, *tulis, _write_catatan_persen(sel, objek)))
    return terbit


def _write_catatan_persen(sel: Sel | None, objek: Model) -> str:
    if sel and isinstance(objek, Indikator) and is_persen(sel, objek):
        return f"sel berformat persen: {format_nilai(parse_angka(sel.nilai))} dibaca dikali 100"
    return ""


def _write_catatan(tabel: Tabel, baris: Baris, objek: Model | None) -> str:
    """A shifted column of names is how figures land on the wrong indicator."""
    nama = read_teks(baris.sel.get(tabel.kolom[NAMA])) if NAMA in tabel.kolom else ""
    if objek and nama and normalize_teks(nama) != normalize_teks(objek):
        return f"Nama pada berkas lain: “{nama[:120]}”. Pastikan baris ini tidak tergeser."
    return ""


def _build_perubahan(resource: LembarResource, terbaca: RowResult) -> Perubahan:
    nilai = {n: (getattr(terbaca.original, n, None), getattr(terbaca.instance, n)) for n in resource.label}
    beda = {n: pasangan for n, pasangan in nilai.items() if pasangan[0] != pasangan[1]}
    lama, baru = ({n: pasangan[tempat] for n, pasangan in beda.items()} for tempat in (0, 1))
    return Perubahan(terbaca.instance, terbaca.original is None, lama, baru)
