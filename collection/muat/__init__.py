"""A workbook against the plan of an office: what each row would add or change. Nothing is written here."""

import re
from bisect import bisect_left
from collections.abc import Callable

from openpyxl.utils import get_column_letter, range_boundaries

from collection.errors import BerkasError
from collection.models import PerangkatDaerah, PerjanjianKinerja
from collection.muat.bahan import Bahan
from collection.muat.indikator import load_indikator
from collection.muat.nilai import count_tak_disebut, load_pagu, load_renstra, load_target, warn_rentang
from collection.muat.unsur import load_unsur
from collection.resources import (
    BACAAN,
    LEMBAR_PETUNJUK,
    IndikatorResource,
    LembarResource,
    PaguResource,
    TargetRenstraResource,
    TargetResource,
    UnsurResource,
)
from collection.services.hasil_impor import BarisImpor, HasilImpor
from collection.services.kolom import (
    KODE,
    Tabel,
    find_calon,
    find_tabel,
    list_asing,
    list_ganda,
    list_tahun_lain,
    normalize_teks,
    read_teks,
    write_asing,
)
from collection.services.lembar import MAKS_BARIS_IMPOR, MAKS_KOLOM, TEMPLAT, Lembar, read_lembar

Muat = Callable[[Bahan, Tabel], list[BarisImpor]]
TABEL: dict[type[LembarResource], Muat] = {
    UnsurResource: load_unsur, IndikatorResource: load_indikator, TargetRenstraResource: load_renstra,
    TargetResource: load_target, PaguResource: load_pagu,
}  # fmt: skip
"""In the order in which they are read: what a later sheet refers to stands in an earlier one."""

DUGAAN = (
    (IndikatorResource, 1),
    (UnsurResource, 3),
    (TargetRenstraResource, 2),
    (TargetResource, 1),
    (PaguResource, 1),
)
"""A sheet of any name is taken for the first of these of which it has so many telling columns."""

_SALINAN = re.compile(r"\s*\(\d+\)$")  # as Excel names a sheet that is copied
LUAS = (1, 1, MAKS_KOLOM, MAKS_BARIS_IMPOR)
MAKS_GABUNG = 50
GABUNG = (
    "Baris {}, kolom {}: sel {} pada kolom {} digabung, jadi isinya hanya terbaca pada sel pertama. Pisahkan "
    "(Unmerge Cells), lalu isi setiap selnya."
)
SALINAN = (
    "Lembar {}, baris {}: semua baris di bawahnya ({}) sudah ada pada lembar {}. Lembar ini mungkin salinan; hapus "
    "salah satu lembar."
)
TAK_DIBACA = "Lembar {} tidak dibaca: tidak ada kolom Kode bersama kolom target, pagu, atau isian rencana lain."
TANPA_TABEL = (
    f"Tidak ada lembar dengan kolom Kode dan kolom Target atau Pagu, Jenis, atau isian rencana lain. {TEMPLAT}"
)


def load_rencana(*, kantor: PerangkatDaerah, pk: PerjanjianKinerja | None, isi: bytes, tahun: int) -> HasilImpor:
    """Every sheet of a workbook against the plan as it is. Raises BerkasError where it holds no table.

    `pk`: the agreement whose targets and pagu are compared (None: not made yet); `tahun`: its year.
    """
    lembar = read_lembar(isi, MAKS_BARIS_IMPOR)
    bahan = Bahan(kantor, pk, tahun)
    bahan.load_unsur()
    terbaca = [(satu, *_find_tabel(satu)) for satu in lembar]
    bahan.load_indikator(lengkap=any(resource is IndikatorResource for _, resource, _ in terbaca))
    baris: dict[str, list[BarisImpor]] = {}
    for jenis, muat in TABEL.items():
        for satu, resource, tabel in terbaca:
            if tabel is not None and resource is jenis:
                bahan.terbaca.add(resource)
                judul = _check_judul(bahan, resource, tabel, satu)
                salinan = _refuse_salinan(tabel, [t for _, r, t in terbaca if t is not None and r is jenis])
                baris[satu.nama] = [*judul, *(salinan or muat(bahan, tabel))]
    warn_rentang(bahan)
    bahan.hasil.tak_disebut = count_tak_disebut(bahan)
    for satu, resource, tabel in terbaca:
        if tabel is None:
            baris[satu.nama] = _check_sisa(bahan, satu, resource)
    bahan.hasil.baris = [baris_ for satu in lembar for baris_ in baris[satu.nama]]
    if not bahan.hasil.baris and not any(tabel for _, _, tabel in terbaca):
        raise BerkasError(TANPA_TABEL)
    return bahan.hasil


def _find_tabel(lembar: Lembar) -> tuple[type[LembarResource] | None, Tabel | None]:
    """Whose sheet it is: by its name where its columns agree, else by its columns."""
    nama = normalize_teks(_SALINAN.sub("", lembar.nama))
    pemilik = next((r for r in TABEL if nama in map(normalize_teks, r.lembar)), None)
    dugaan = [(r, r.penanda, n) for r, n in DUGAAN]
    if pemilik is not None:
        luas = pemilik in (UnsurResource, IndikatorResource)
        dugaan.insert(0, (pemilik, tuple(pemilik.fields), 2) if luas else (pemilik, pemilik.penanda, 1))
    for resource, penanda, sedikitnya in dugaan:
        tabel = find_tabel(lembar, resource.get_kamus(), penanda, sedikitnya)
        if tabel is not None:
            return resource, tabel
    return pemilik, None


def _check_judul(bahan: Bahan, resource: type[LembarResource], tabel: Tabel, lembar: Lembar) -> list[BarisImpor]:
    """Nothing is passed over in silence: filled columns that no field takes are errors, the rest is noted."""
    hasil = bahan.hasil
    asing = list_asing(tabel, resource.get_kamus())
    tulis = [(write_asing(tabel, satu, resource.get_judul()), satu.berisi) for satu in asing]
    galat = [*list_ganda(tabel), *(pesan for pesan, berisi in tulis if berisi)]
    if resource in (TargetResource, PaguResource):
        galat += list_tahun_lain(tabel, lembar, bahan.tahun)
    if tabel.baris and KODE not in tabel.kolom:
        tempat = f"Lembar {tabel.lembar}, baris {tabel.judul.nomor}"
        galat.append(f"{tempat}: kolom {resource.get_judul()[0]} tidak ada. Tulis judulnya, atau hapus lembar ini.")
    hasil.catatan += [pesan for pesan, berisi in tulis if not berisi]
    kurang = [k.label for nama, k in resource.fields.items() if nama not in {*BACAAN, *tabel.kolom}]
    if kurang:
        hasil.catatan.append(f"Lembar {tabel.lembar}: tidak ada kolom {', '.join(kurang)}; nilainya tidak berubah.")
    if not tabel.baris:
        hasil.catatan.append(f"Lembar {tabel.lembar} tidak memuat baris di bawah judulnya; tidak ada yang dibaca.")
    judul = [BarisImpor(tabel.lembar, tabel.judul.nomor, "Judul", "", "salah", galat=galat)] if galat else []
    return judul + _list_gabung(resource, tabel, lembar)


def _refuse_salinan(tabel: Tabel, semua: list[Tabel]) -> list[BarisImpor]:
    """One fault for a sheet whose rows all stand in an earlier one of its kind: a copy that was left in the file."""
    lebih_dahulu = semua[: semua.index(tabel)]
    milik = _list_kunci(tabel) if lebih_dahulu else set()
    asli = next((t for t in lebih_dahulu if len(milik) > 1 and milik <= _list_kunci(t)), None)
    if asli is None:
        return []
    pesan = SALINAN.format(tabel.lembar, tabel.judul.nomor, len(tabel.baris), asli.lembar)
    return [BarisImpor(tabel.lembar, tabel.judul.nomor, "Judul", "", "salah", galat=[pesan])]


def _list_kunci(tabel: Tabel) -> set[tuple[str, ...]]:
    """What the rows of a sheet are about, as it is written."""
    kolom = [tabel.kolom.get(nama, 0) for nama in (KODE, "jenis", "induk")]
    return {tuple(read_teks(baris.sel.get(n)) for n in kolom) for baris in tabel.baris}


def _list_gabung(resource: type[LembarResource], tabel: Tabel, lembar: Lembar) -> list[BarisImpor]:
    """Merged cells among the rows, in columns that are read: all but the first of them are empty."""
    nomor = [satu.nomor for satu in tabel.baris]
    dibaca = {kolom: nama for nama, kolom in tabel.kolom.items() if nama not in BACAAN or nama == KODE}
    galat = []
    for satu in lembar.gabung:
        kiri, atas, kanan, bawah = (n or bawaan for n, bawaan in zip(range_boundaries(satu), LUAS, strict=True))
        tempat = bisect_left(nomor, atas)
        kena = [_get_judul(resource, dibaca[n]) for n in sorted(dibaca) if kiri <= n <= kanan]
        if tempat < len(nomor) and nomor[tempat] <= bawah and kena:
            pesan = GABUNG.format(atas, get_column_letter(kiri), satu, ", ".join(kena))
            galat.append(BarisImpor(tabel.lembar, atas, f"Sel {satu}", ", ".join(kena), "salah", galat=[pesan]))
    return galat[:MAKS_GABUNG]


def _get_judul(resource: type[LembarResource], nama: str) -> str:
    """How a column is called; a year's by the year."""
    return resource.fields[nama].judul if nama in resource.fields else nama


def _check_sisa(bahan: Bahan, lembar: Lembar, pemilik: type[LembarResource] | None) -> list[BarisImpor]:
    """A sheet without a table: what keeps it from being one, where it was meant to be."""
    kode = {TargetResource: bahan.indikator, PaguResource: {k for j, k in bahan.unsur if j == "sub_kegiatan"}}
    for resource in [pemilik] if pemilik else kode:
        if tabel := find_calon(lembar, resource.get_kamus(), kode.get(resource, ())):
            return _check_judul(bahan, resource, tabel, lembar)
    if pemilik is not None:
        bahan.hasil.catatan.append(f"Lembar {lembar.nama} tidak memuat baris yang dapat dibaca.")
    elif lembar.baris and lembar.nama != LEMBAR_PETUNJUK:
        bahan.hasil.catatan.append(TAK_DIBACA.format(lembar.nama))
    return []
