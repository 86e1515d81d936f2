"""What each kind of paper shows besides heading and signature, from the record of the act. No queries here.

`Bahan` is what the record alone does not say; services/naskah_bahan.py gathers it from the case.
"""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from collection.jam import HARI
from collection.tanggal import write_tanggal
from measurement.butir import Butir, JenisButir, write_sel
from measurement.catatan_baku import BUTIR
from measurement.enums import JenisNaskah, JenisTindakan

Isi = Mapping[str, Any]
KOSONG = "-"
DIKTUM = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA")
KOLOM_FORMULIR = (
    "No", "Sasaran", "Indikator Kinerja", "Target Tahunan", "Target Triwulan", "Realisasi Triwulan", "Keterangan",
)  # fmt: skip
"""SOP Purwakarta, part V."""
KOLOM_ANGGARAN = ("No", "Sub Kegiatan", "Pagu (Rp)", "Realisasi s.d. Triwulan (Rp)", "Keterangan")


@dataclass(frozen=True)
class Bahan:
    """`tindakan`: the kind of act; `zona`: WIB, WITA or WIT; `pelaku`: the title of who did it; the rest by kind."""

    tindakan: JenisTindakan
    zona: str
    tanggal: datetime.date
    pelaku: str
    teks: Mapping[str, str]
    cabut: str = ""
    diperiksa: str = ""
    surat: Mapping[str, str] = field(default_factory=dict)
    dokumen: Sequence[str] = ()
    unit: Sequence[Mapping[str, Any]] = ()
    kelompok: Sequence[Mapping[str, Any]] = ()
    arsip: Sequence[Sequence[str]] = ()
    laporan: str = ""
    tabel: Sequence[Mapping[str, Any]] = ()
    baris: Sequence[Mapping[str, Any]] = ()
    rincian: Sequence[Sequence[str]] = ()
    cetakan: Mapping[str, Any] = field(default_factory=dict)


def build_isi(jenis: JenisNaskah, isi: Isi, bahan: Bahan) -> dict[str, Any]:
    """`rincian` (label, text), `kepada`, `paragraf`, `tabel`, `tanda` (typed signers), and what its layout needs."""
    dasar: dict[str, Any] = {"rincian": [], "kepada": [], "paragraf": [], "tabel": [], "tanda": []}
    return dasar | _JENIS[jenis](isi, bahan)


def split_baris(teks: str) -> list[str]:
    """The lines that say something."""
    return [satu.strip() for satu in teks.splitlines() if satu.strip()]


def _write_hari(isi: Isi) -> str:
    """Jumat, 2 Januari 2026."""
    hari = datetime.date.fromisoformat(isi["tanggal"])
    return f"{HARI[hari.weekday()]}, {write_tanggal(hari)}"


def _write_acara(isi: Isi, bahan: Bahan) -> list[list[str]]:
    pukul = str(isi.get("pukul", "")).replace(":", ".")
    return [
        ["Hari/tanggal", _write_hari(isi)],
        ["Pukul", f"{pukul} {bahan.zona} sampai dengan selesai"],
        ["Tempat", str(isi.get("tempat", KOSONG))],
    ]


def _build_tabel(jenis: JenisTindakan, nama: str, isi: Isi, *, tambahan: Sequence[str] = ()) -> dict[str, Any]:
    """A table of the record with numbered rows; `tambahan` are blank columns for the pen."""
    butir = next(satu for satu in BUTIR[jenis] if satu.nama == nama)
    baris = [_write_baris(butir, satu) for satu in isi.get(nama) or ()]
    tabel = _number([kolom.label for kolom in butir.kolom], baris, tambahan)
    pas = [n for n, kolom in enumerate(butir.kolom, start=1) if kolom.jenis == JenisButir.TANGGAL]
    return tabel | {"pas": pas}


def _write_baris(butir: Butir, baris: Sequence[str]) -> list[str]:
    return [write_sel(kolom, sel) for kolom, sel in zip(butir.kolom, baris, strict=True)]


def _number(kolom: Sequence[str], baris: Sequence[Sequence[str]], tambahan: Sequence[str] = ()) -> dict[str, Any]:
    """`pena`: there are columns for the pen; `pas`: columns that are not broken (dates)."""
    semua = [[str(nomor), *satu, *("" for _ in tambahan)] for nomor, satu in enumerate(baris, start=1)]
    return {"judul": "", "kolom": ["No", *kolom, *tambahan], "baris": semua, "pena": bool(tambahan), "pas": []}


def _build_perintah(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    return {"kepada": [isi["kepada"]], "paragraf": split_baris(isi["isi"])}


def _build_nota_dinas(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    hal = isi.get("hal") or bahan.teks["hal"]
    return {"kepada": [isi["kepada"]], "dari": bahan.pelaku, "hal": hal, "paragraf": split_baris(isi["isi"])}


def _build_disposisi(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    surat = {"dari": KOSONG, "nomor": KOSONG, "tanggal": KOSONG, "hal": bahan.teks["hal"]} | dict(bahan.surat)
    diterima = isi.get("tanggal")
    hari = datetime.date.fromisoformat(diterima) if diterima else bahan.tanggal
    return {"kepada": [isi["kepada"]], "surat": surat, "diterima": write_tanggal(hari),
            "paragraf": split_baris(isi["isi"])}  # fmt: skip


def _build_undangan(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    return {"kepada": list(isi["kepada"]), "rincian": [*_write_acara(isi, bahan), ["Acara", isi["acara"]]]}


def _build_daftar_hadir(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    tabel = _number(["Nama/Jabatan"], [[nama] for nama in isi.get("peserta") or ()], ("Tanda tangan",))
    tanda = [{"atas": "Pimpinan rapat", "nama": isi["pimpinan"]}]
    return {"rincian": _write_acara(isi, bahan), "tabel": [tabel], "tanda": tanda}


def _build_notulen(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    rincian = [*_write_acara(isi, bahan), ["Pimpinan rapat", isi["pimpinan"]], ["Notulis", isi["notulis"]]]
    tanda = [{"atas": "Pimpinan rapat", "nama": isi["pimpinan"]}, {"atas": "Notulis", "nama": isi["notulis"]}]
    return {
        "rincian": rincian, "tanda": tanda, "peserta": list(isi.get("peserta") or ()),
        "pembahasan": split_baris(isi.get("pembahasan") or ""), "keputusan": split_baris(isi["keputusan"]),
    }  # fmt: skip


def _build_sk(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    susunan = _build_tabel(JenisTindakan.SK_TIM, "susunan", isi)
    isi_diktum = [bahan.teks[nama.lower()] for nama in DIKTUM[:4]]
    if bahan.cabut:
        isi_diktum.insert(3, bahan.cabut)  # before the last, which says from when the decision is in force
    diktum = [list(satu) for satu in zip(DIKTUM, isi_diktum, strict=False)]
    return {
        "tentang": isi["tentang"], "tabel": [susunan], "diktum": diktum, "diperiksa": bahan.diperiksa,
        **{nama: list(isi.get(nama) or ()) for nama in ("menimbang", "mengingat", "tugas")},
    }  # fmt: skip


def _build_formulir(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    unit = [dict(satu) | {"kolom": list(KOLOM_FORMULIR)} for satu in bahan.unit]
    return {"unit": unit, "paragraf": split_baris(isi.get("petunjuk") or "")}


def _build_terisi(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    return {"unit": [dict(satu) | {"kolom": list(KOLOM_FORMULIR), "uang": _write_uang(satu)} for satu in bahan.unit]}


def _write_uang(unit: Mapping[str, Any]) -> dict[str, Any]:
    """The table of what the unit spent; without rows where it has no money."""
    return {"kolom": list(KOLOM_ANGGARAN), "baris": unit["anggaran"], "angka": [2, 3]}


def _build_data(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    return {"tabel": [dict(satu) for satu in bahan.tabel]}


def _build_kertas(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    return {"rincian": [list(satu) for satu in bahan.rincian], "baris": [dict(satu) for satu in bahan.baris]}


def _build_laporan(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    return {"cetakan": dict(bahan.cetakan)}


def _build_checklist(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    ada = isi.get("ada") or ()
    baris = [[satu, "✓" if satu in ada else "", "" if satu in ada else "✓"] for satu in bahan.dokumen]
    return {
        "tabel": [_number(["Dokumen", "Ada", "Belum ada"], baris)],
        "paragraf": [f"Keterangan: {satu}" for satu in split_baris(isi.get("keterangan") or "")],
    }


def _build_rekap(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    judul = {butir.nama: butir.label for butir in BUTIR[JenisTindakan.REKAP]}
    analisis = [[label, split_baris(isi.get(nama) or "")] for nama, label in judul.items()]
    return {"kelompok": [dict(satu) for satu in bahan.kelompok], "analisis": analisis}


def _build_pengantar(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    hal = isi["hal"].removeprefix("Penyampaian ")
    hal = hal[:1].upper() + hal[1:]
    naskah = f"{hal}, nomor {bahan.laporan}" if bahan.laporan else hal
    baris = [naskah, bahan.teks["banyaknya"], bahan.teks["keterangan"]]
    tabel = _number(["Naskah dinas yang dikirimkan", "Banyaknya", "Keterangan"], [baris])
    return {"kepada": list(isi["kepada"]), "paragraf": split_baris(isi["isi"]), "tabel": [tabel]}


def _build_arsip(isi: Isi, bahan: Bahan) -> dict[str, Any]:
    butir = {satu.nama: satu for satu in BUTIR[JenisTindakan.ARSIP]}
    nasib = dict(butir["nasib_akhir"].pilihan)[isi["nasib_akhir"]]
    rincian = [
        ["Kode klasifikasi", isi["klasifikasi"]],
        ["Lokasi simpan", isi["lokasi"]],
        ["Retensi", f"aktif {isi['retensi_aktif']} tahun, inaktif {isi['retensi_inaktif']} tahun"],
        ["Nasib akhir", nasib],
    ]
    return {"rincian": rincian, "tabel": [_number(["Uraian naskah", "Nomor", "Tanggal"], bahan.arsip) | {"pas": [3]}]}


def _build_daftar(
    tindakan: JenisTindakan, nama: str, *, tambahan: Sequence[str] = ()
) -> Callable[[Isi, Bahan], dict[str, Any]]:
    """Papers that are the record's own table."""
    return lambda isi, bahan: {"tabel": [_build_tabel(tindakan, nama, isi, tambahan=tambahan)]}


_JENIS: Mapping[JenisNaskah, Callable[[Isi, Bahan], dict[str, Any]]] = {
    JenisNaskah.SURAT_PERINTAH: _build_perintah,
    JenisNaskah.NOTA_DINAS: _build_nota_dinas,
    JenisNaskah.LEMBAR_DISPOSISI: _build_disposisi,
    JenisNaskah.UNDANGAN: _build_undangan,
    JenisNaskah.DAFTAR_HADIR: _build_daftar_hadir,
    JenisNaskah.NOTULEN: _build_notulen,
    JenisNaskah.PROGRAM_KERJA: _build_daftar(JenisTindakan.SUSUN, "kegiatan"),
    JenisNaskah.SK_TIM: _build_sk,
    JenisNaskah.FORMULIR: _build_formulir,
    JenisNaskah.TANDA_TERIMA: _build_daftar(JenisTindakan.DISTRIBUSI, "penerima", tambahan=("Tanda tangan",)),
    JenisNaskah.CHECKLIST: _build_checklist,
    JenisNaskah.FORMULIR_TERISI: _build_terisi,
    JenisNaskah.REKAPITULASI_DATA: _build_data,
    JenisNaskah.KERTAS_KERJA: _build_kertas,
    JenisNaskah.REKAPITULASI: _build_rekap,
    JenisNaskah.KONSEP_LAPORAN: _build_laporan,
    JenisNaskah.LAPORAN_PENGUMPULAN: _build_laporan,
    JenisNaskah.LAPORAN_PENGUKURAN: _build_laporan,
    JenisNaskah.SURAT_PENGANTAR: _build_pengantar,
    JenisNaskah.LEMBAR_PENGGANDAAN: _build_daftar(JenisTindakan.PENGGANDAAN, "salinan", tambahan=("Paraf penerima",)),
    JenisNaskah.BUKTI_PENGIRIMAN: _build_daftar(JenisTindakan.PENGIRIMAN, "kiriman"),
    JenisNaskah.DAFTAR_ARSIP: _build_arsip,
    JenisNaskah.RENCANA_TINDAK_LANJUT: _build_daftar(JenisTindakan.TINDAK_LANJUT, "rencana"),
}
