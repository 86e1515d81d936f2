"""The sheets of the plan's elements: Renstra, tujuan, sasaran, program, kegiatan, sub kegiatan."""

import re
from collections.abc import Mapping

from collection.errors import IsianError
from collection.models import Unit
from collection.muat.bahan import KOSONG, Bahan, Pembaca, Simpul, clean_kolom, keep_sama, walk_baris, write_ubahan
from collection.muat.mirip import warn_kode
from collection.resources import UnsurResource
from collection.services.hasil_impor import BarisImpor, Ubahan
from collection.services.kolom import Tabel, normalize_teks
from collection.services.unsur import UNSUR, check_kode
from collection.widget import JENIS_UNSUR

_TAHUN = re.compile(r"(20\d\d)\s*[-–/]\s*(20\d\d)")
INDUK = {
    "tujuan": "renstra",
    "sasaran": "tujuan",
    "program": "sasaran",
    "kegiatan": "program",
    "sub_kegiatan": "kegiatan",
}
NAMA = {"renstra": "nama", "tujuan": "uraian", "sasaran": "uraian"}
"""The column that holds an element's words, where it is not `nama`."""


def load_unsur(bahan: Bahan, tabel: Tabel) -> list[BarisImpor]:
    """Every row of the sheet, judged from the top of the plan down, in whatever order they stand."""
    unit = {normalize_teks(nama): satu for satu in bahan.kantor.unit_set.all() for nama in (satu.nama, satu.singkatan)}
    pembaca = [Pembaca(UnsurResource, tabel, baris) for baris in walk_baris(tabel)]
    bawaan = next(
        (satu for satu, label in JENIS_UNSUR.items() if normalize_teks(label) == normalize_teks(tabel.lembar)), ""
    )
    jenis = [satu.read("jenis") if satu.has("jenis") else bawaan for satu in pembaca]
    tingkat = list(UNSUR)
    urut = sorted(range(len(pembaca)), key=lambda n: tingkat.index(jenis[n]) if jenis[n] else -1)
    hasil = {n: _load_baris(bahan, pembaca[n], str(jenis[n] or ""), unit) for n in urut}
    return [hasil[n] for n in range(len(pembaca))]


def _load_baris(bahan: Bahan, pembaca: Pembaca, jenis: str, unit: Mapping[str, Unit]) -> BarisImpor:
    kode, uraian = str(pembaca.read("kode") or ""), str(pembaca.read("uraian") or "")
    nama = f"{JENIS_UNSUR[jenis]}: {uraian}" if jenis else uraian
    if not jenis and not pembaca.galat:
        pembaca.refuse("jenis", f"Jenis belum diisi. Tulis salah satu: {', '.join(JENIS_UNSUR.values())}.")
    if not kode:
        pembaca.refuse("kode", KOSONG)
    if pembaca.galat:
        return pembaca.build_baris(nama)
    try:
        induk = _find_induk(bahan, pembaca, jenis, kode)
        lama = _find_lama(bahan, jenis, kode, induk)
    except ValueError as galat:
        pembaca.refuse("induk", str(galat))
        return pembaca.build_baris(nama)
    if bahan.check_ganda(pembaca, jenis, kode, None if jenis == "program" else id(induk)):
        return pembaca.build_baris(nama)
    return _save(bahan, pembaca, jenis, kode, nama, induk, lama, unit)


def _find_induk(bahan: Bahan, pembaca: Pembaca, jenis: str, kode: str) -> Simpul | None:
    """What the row hangs on, by its code or, where that is left out, by what only it can be. Raises ValueError."""
    atas = INDUK.get(jenis)
    if atas is None:
        return None
    teks = str(pembaca.read("induk") or "")
    if teks:
        return bahan.find_simpul([atas], teks)
    if atas in ("program", "kegiatan"):
        return _find_dari_kode(bahan, atas, kode)
    if jenis == "program":
        return None
    milik = [s for (satu, _), semua in bahan.unsur.items() if satu == atas for s in semua]
    if atas == "renstra":
        milik = [s for s in milik if s.objek.tahun_awal <= bahan.tahun <= s.objek.tahun_akhir] or milik
    if len(milik) != 1:
        raise ValueError(f"Kode induk belum diisi. Tulis kode {JENIS_UNSUR[atas]} yang memuat baris ini.")
    return milik[0]


def _find_dari_kode(bahan: Bahan, atas: str, kode: str) -> Simpul:
    """A kegiatan's code goes on from its program's, a sub kegiatan's from its kegiatan's."""
    semua = [s for (satu, _), isi in bahan.unsur.items() if satu == atas for s in isi if kode.startswith(f"{s.kode}.")]
    if semua:
        return max(semua, key=lambda s: len(s.kode))
    raise ValueError(
        f"{JENIS_UNSUR[atas]} untuk kode “{kode[:40]}” tidak ada pada kantor ini maupun dalam berkas ini. "
        f"Tambahkan baris {JENIS_UNSUR[atas]}-nya, atau tulis kodenya pada kolom Kode induk."
    )


def _find_lama(bahan: Bahan, jenis: str, kode: str, induk: Simpul | None) -> Simpul | None:
    """The stored element that the row means. Raises ValueError where it hangs on something else."""
    if jenis == "renstra":
        cocok = _TAHUN.fullmatch(kode)
        if not cocok:
            raise ValueError("Kode Renstra ditulis dengan tahunnya, misalnya 2025-2029.")
        semua = (s for (satu, _), isi in bahan.unsur.items() if satu == jenis for s in isi)
        return next((s for s in semua if s.objek.tahun_awal == int(cocok[1])), None)
    sekode = bahan.unsur.get((jenis, kode), [])
    if jenis == "program":
        return sekode[0] if sekode else None
    lama = next((s for s in sekode if s.induk is induk), None)
    if lama is None and sekode and jenis in ("kegiatan", "sub_kegiatan"):
        raise ValueError(f"Kode “{kode}” sudah ada di bawah {sekode[0].induk and sekode[0].induk.kode}.")
    return lama


def _save(
    bahan: Bahan, pembaca: Pembaca, jenis: str, kode: str, nama: str, induk: Simpul | None, lama: Simpul | None,
    unit: Mapping[str, Unit],
) -> BarisImpor:  # fmt: skip
    """Note what the row adds or changes; the element as the file makes it is what later rows find."""
    model = UNSUR[jenis][0]
    isi, kolom = _read_isi(bahan, pembaca, jenis, kode, induk, unit)
    kini = {satu: getattr(lama.objek, satu) for satu in isi} if lama else {}
    keep_sama(kini, isi)
    objek = lama.objek if lama else model(kode=kode) if jenis != "renstra" else model()
    for satu, nilai in isi.items():
        if not satu.endswith("_id"):
            setattr(objek, satu, nilai)
    clean_kolom(objek, pembaca, {satu: kolom[satu] for satu in isi} | ({} if jenis == "renstra" else {"kode": "kode"}))
    if jenis in ("kegiatan", "sub_kegiatan") and induk:
        _check_kode(objek, induk, pembaca)
    beda = write_ubahan(kini, isi)
    baris = pembaca.build_baris(nama, "baru" if lama is None else "berubah" if beda[1] else "tetap")
    simpul = lama or Simpul(jenis, kode, objek, None if jenis == "program" else induk, "#salah")
    if baris.jenis in ("baru", "berubah"):
        baris.sel = _list_sel(bahan, pembaca, kini, isi, kolom)
        baris.peringatan = [] if lama else warn_kode(bahan, pembaca, jenis)
        atas = UNSUR[jenis][1]
        kunci = {f"{atas}_id": bahan.kantor.pk if induk is None or jenis == "program" else induk.kunci}
        tetap = {} if jenis == "renstra" else {"kode": kode}
        tambah = Ubahan(
            model._meta.model_name, lama and objek.pk, {} if lama else kunci, beda[0],
            beda[1] if lama else {**tetap, **beda[1]},
            str(isi.get(NAMA.get(jenis, "nama"), "")) or str(objek),
        )  # fmt: skip
        ref = bahan.add_ubahan(tambah)
        simpul.kunci = simpul.kunci if lama else ref
    if lama is None:
        bahan.add_simpul(simpul)
    return baris


def _read_isi(
    bahan: Bahan, pembaca: Pembaca, jenis: str, kode: str, induk: Simpul | None, unit: Mapping[str, Unit]
) -> tuple[dict, dict]:
    """Columns of the row with what the file says of them, and the sheet's column that each comes from."""
    isi: dict[str, object] = {}
    kolom = {
        "nama": "uraian",
        "uraian": "uraian",
        "unit_id": "unit",
        "sasaran_id": "induk",
        "tahun_akhir": "kode",
        "tahun_awal": "kode",
    }
    if pembaca.has("uraian"):
        isi[NAMA.get(jenis, "nama")] = pembaca.read("uraian")
    if jenis == "renstra":
        cocok = _TAHUN.fullmatch(kode)
        isi |= {"tahun_awal": int(cocok[1]), "tahun_akhir": int(cocok[2])} if cocok else {}
        if cocok and int(cocok[2]) < int(cocok[1]):
            pembaca.refuse("kode", "Tahun akhir mendahului tahun awal.")
    if jenis == "program" and pembaca.has("induk"):
        isi["sasaran_id"] = induk.kunci if induk else None
    if jenis == "sub_kegiatan" and pembaca.has("unit"):
        isi["unit_id"] = read_unit(pembaca, unit)
    return isi, kolom


def read_unit(pembaca: Pembaca, unit: Mapping[str, Unit]) -> int | None:
    """The office's unit of that name or short name; what is wrong is noted."""
    teks = str(pembaca.read("unit") or "")
    satu = unit.get(normalize_teks(teks))
    if satu is None and "unit" not in pembaca.galat:
        daftar = ", ".join(dict.fromkeys(u.singkatan for u in unit.values()))
        pembaca.refuse("unit", f"Unit “{teks[:40]}” tidak ada pada kantor ini. Tulis salah satu: {daftar}." if teks else
                       f"Unit belum diisi. Tulis salah satu: {daftar}.")  # fmt: skip
    return satu.pk if satu else None


def _check_kode(objek: object, induk: Simpul, pembaca: Pembaca) -> None:
    try:
        check_kode(objek, induk.objek)
    except IsianError as galat:
        for pesan in galat.kesalahan["kode"]:
            pembaca.refuse("kode", pesan)


def _list_sel(bahan: Bahan, pembaca: Pembaca, lama: dict, baru: dict, kolom: dict) -> list:
    unit = {satu.pk: satu.nama for satu in bahan.kantor.unit_set.all()} if "unit_id" in baru else {}
    sasaran = {s.kunci: s.kode for (jenis, _), semua in bahan.unsur.items() if jenis == "sasaran" for s in semua}

    def tulis(nama: str, nilai: object) -> str:
        if nilai is None or nilai == "":
            return ""
        return (
            unit.get(nilai, "") if nama == "unit_id" else sasaran.get(nilai, "") if nama == "sasaran_id" else str(nilai)
        )

    beda = [
        nama
        for nama in baru
        if lama.get(nama) != baru[nama] and not (nama == "sasaran_id" and not baru[nama] and not lama)
    ]
    return [pembaca.build_sel(kolom[nama], tulis(nama, lama.get(nama)), tulis(nama, baru[nama])) for nama in beda]
