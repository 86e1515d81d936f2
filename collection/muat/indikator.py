"""The sheet of the indicators with their manual."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection.angka import format_nilai
from collection.errors import IsianError
from collection.models import Indikator, Skala, Unit
from collection.models.indikator import INDUK
from collection.muat.bahan import KOSONG, Bahan, Pembaca, Simpul, clean_kolom, keep_sama, walk_baris, write_ubahan
from collection.muat.catatan import is_nama_lain, list_pecahan
from collection.muat.mirip import warn_kode
from collection.muat.unsur import read_unit
from collection.resources import IndikatorResource
from collection.services.hasil_impor import BarisImpor, Ubahan
from collection.services.indikator import check_beku, check_isi
from collection.services.kolom import Tabel, normalize_teks
from collection.widget import JENIS_UNSUR

KOLOM = tuple(
    n for n in IndikatorResource.fields if n not in ("kode", "jenis_induk", "induk", "unit", "skala", "baseline")
)
"""Columns of the sheet that are columns of the row as they are."""

GANTI_NAMA = (
    "Baris {}: nama “{}” sama sekali lain dari yang tersimpan, “{}”. Bila ini indikator lain, beri kode baru: target "
    "dan realisasi kode ini tetap melekat padanya."
)
WAJIB = ("nama", "jenis", "satuan", "rumus", "konsolidasi", "unit", "induk")


@dataclass(frozen=True, slots=True)
class Rujukan:
    """What a row names by words."""

    unit: Mapping[str, Unit]
    skala: Mapping[str, Skala]


def load_indikator(bahan: Bahan, tabel: Tabel) -> list[BarisImpor]:
    """Every row of the sheet."""
    unit = {normalize_teks(nama): satu for satu in bahan.kantor.unit_set.all() for nama in (satu.nama, satu.singkatan)}
    semua = Skala.objects.prefetch_related("nilai_set")
    skala = {normalize_teks(nama): satu for satu in semua for nama in (satu.nama, satu.kode)}
    rujukan = Rujukan(unit, skala)
    return [_load_baris(bahan, Pembaca(IndikatorResource, tabel, b), rujukan) for b in walk_baris(tabel)]


def _load_baris(bahan: Bahan, pembaca: Pembaca, rujukan: Rujukan) -> BarisImpor:
    kode = str(pembaca.read("kode") or "")
    if not kode:
        pembaca.refuse("kode", KOSONG)
    if not kode or bahan.check_ganda(pembaca, "indikator", kode):
        return pembaca.build_baris("")
    lama, kunci = bahan.indikator.get(kode, (None, ""))
    induk = _read_induk(bahan, pembaca, lama)
    objek = lama or Indikator(perangkat_daerah=bahan.kantor, kode=kode)
    isi = _read_isi(pembaca, rujukan)
    kini = {nama: getattr(objek, nama) for nama in isi} if lama else {}
    keep_sama(kini, isi)
    _apply_isi(objek, isi, rujukan)
    if pembaca.has("baseline"):
        kini |= {"baseline": objek.baseline} if lama else {}
        isi["baseline"] = objek.baseline = pembaca.read("baseline", objek)
    _check(pembaca, objek, kini, isi)
    if lama is None:
        bahan.indikator[kode] = (objek, f"#{len(bahan.hasil.ubahan)}")
    return _build(bahan, pembaca, objek, kunci if lama else None, induk, (kini, isi), rujukan)


def _read_induk(bahan: Bahan, pembaca: Pembaca, lama: Indikator | None) -> Simpul | None:
    """What the indicator measures; for a stored one it may be named, and may not be another."""
    jenis, teks = (str(pembaca.read(n) or "") if pembaca.has(n) else "" for n in ("jenis_induk", "induk"))
    if not teks:
        if lama is None:
            pembaca.refuse("induk", "Kode induk belum diisi. Tulis kode sasaran, program, atau kegiatan yang diukur.")
        return None
    try:
        simpul = bahan.find_simpul([jenis] if jenis in INDUK else INDUK, teks)
    except ValueError as galat:
        pembaca.refuse("induk", str(galat))
        return None
    if lama is not None and getattr(lama, f"{simpul.jenis}_id") != simpul.kunci:
        pembaca.refuse("induk", f"Indikator ini milik {JENIS_UNSUR[find_jenis_induk(lama)]} lain. Induknya tidak dapat "
                       "dipindah dengan Excel: hapus indikatornya, lalu buat pada induk yang baru.")  # fmt: skip
    return simpul


def find_jenis_induk(indikator: Indikator) -> str:
    """What kind of element the indicator hangs on."""
    return next(nama for nama in INDUK if getattr(indikator, f"{nama}_id"))


def _read_isi(pembaca: Pembaca, rujukan: Rujukan) -> dict[str, object]:
    isi = {nama: pembaca.read(nama) for nama in KOLOM if pembaca.has(nama)}
    if pembaca.has("unit"):
        isi["unit_id"] = read_unit(pembaca, rujukan.unit)
    if pembaca.has("skala"):
        teks = str(pembaca.read("skala") or "")
        skala = rujukan.skala.get(normalize_teks(teks))
        if teks and skala is None:
            daftar = ", ".join(dict.fromkeys(satu.nama for satu in rujukan.skala.values()))
            pembaca.refuse("skala", f"Skala “{teks[:40]}” tidak dikenal. Skala yang ada: {daftar or 'belum ada'}.")
        isi["skala_id"] = skala.pk if skala else None
    return isi


def _apply_isi(objek: Indikator, isi: Mapping[str, object], rujukan: Rujukan) -> None:
    """Set the columns, in memory; a cell that could not be read (None) leaves a column that may not be empty."""
    for nama, nilai in isi.items():
        if nama == "skala_id":
            objek.skala = next((s for s in rujukan.skala.values() if s.pk == nilai), None)
        elif nama == "unit_id" and nilai:
            objek.unit = next(s for s in rujukan.unit.values() if s.pk == nilai)
        elif nilai is not None or nama == "tahun_baseline":
            setattr(objek, nama, nilai)


def _check(pembaca: Pembaca, objek: Indikator, lama: Mapping[str, object], isi: Mapping[str, object]) -> None:
    """The rules of save_indikator, each at its cell."""
    if objek.pk is None:
        for nama in (n for n in WAJIB if n != "induk" and not pembaca.has(n)):
            pembaca.refuse(nama, f"Kolom {IndikatorResource.fields[nama].judul} tidak ada, padahal indikator ini baru.")
    clean_kolom(objek, pembaca, {"kode": "kode", **{nama: nama for nama in KOLOM if pembaca.has(nama)}})
    beda = [nama for nama in isi if lama and lama.get(nama) != isi[nama]]
    semula, kini = ({nama.removesuffix("_id"): sisi.get(nama) for nama in beda} for sisi in (lama, isi))
    for periksa in (lambda: check_isi(objek), lambda: check_beku(objek, semula, kini) if objek.pk else None):
        try:
            if not pembaca.galat:
                periksa()
        except IsianError as galat:
            for nama, pesan in galat.kesalahan.items():
                for satu in pesan:
                    pembaca.refuse(nama, satu)


def _build(
    bahan: Bahan, pembaca: Pembaca, objek: Indikator, kunci: object, induk: Simpul | None, isi: tuple[dict, dict],
    rujukan: Rujukan,
) -> BarisImpor:  # fmt: skip
    beda = write_ubahan(*isi)
    baris = pembaca.build_baris(objek.nama, "baru" if kunci is None else "berubah" if beda[1] else "tetap")
    if baris.jenis not in ("baru", "berubah"):
        return baris
    kini, baru = isi
    asing = warn_kode(bahan, pembaca, "indikator", bahan.indikator) if kunci is None else []
    baris.peringatan = [*asing, *_list_peringatan(pembaca, objek, kini, baru)]
    tampil = [nama for nama in baru if kini.get(nama) != baru[nama] and (kini or baru[nama] not in (None, ""))]
    baris.sel = [
        pembaca.build_sel(
            nama.removesuffix("_id"), *(_write(objek, nama, sisi.get(nama), rujukan) for sisi in (kini, baru))
        )
        for nama in tampil
    ]
    if kunci is None:
        milik = {"perangkat_daerah_id": bahan.kantor.pk, **({f"{induk.jenis}_id": induk.kunci} if induk else {})}
        bahan.add_ubahan(Ubahan("indikator", None, milik, {}, {"kode": objek.kode, **beda[1]}, objek.nama))
    else:
        bahan.add_ubahan(Ubahan("indikator", objek.pk, {}, *beda, objek.nama))
        if "rumus" in beda[1]:
            bahan.rumus_baru.append((objek, objek.pk, baris, pembaca.get_huruf("rumus")))
    return baris


def _list_peringatan(pembaca: Pembaca, objek: Indikator, lama: Mapping, baru: Mapping) -> list[str]:
    """A figure that may be meant as its hundredfold, and a code that becomes another indicator's."""
    semula, nama = str(lama.get("nama") or ""), str(baru.get("nama") or "")
    ganti = semula and nama and is_nama_lain(nama, [semula])
    awal = {"baseline": baru["baseline"]} if "baseline" in baru else {}
    return [
        *([GANTI_NAMA.format(pembaca.baris.nomor, nama[:120], semula[:120])] if ganti else []),
        *list_pecahan(pembaca, objek, {"baseline": lama.get("baseline")}, awal),
    ]


def _write(objek: Indikator, nama: str, nilai: object, rujukan: Rujukan) -> str:
    """A column's value as people read it."""
    if nilai is None or nilai == "":
        return ""
    if nama == "tahun_baseline":
        return str(nilai)
    if nama == "baseline":
        return objek.write_nilai(nilai)
    if nama in ("unit_id", "skala_id"):
        semua = rujukan.unit if nama == "unit_id" else rujukan.skala
        return next(str(satu) for satu in semua.values() if satu.pk == nilai)
    if nama in KOLOM and nama != "nama":
        tulis = IndikatorResource.fields[nama].widget.render(nilai)
        return format_nilai(tulis) if isinstance(nilai, int) and not isinstance(nilai, bool) else str(tulis)
    return str(nilai)
