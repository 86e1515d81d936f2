"""Sentences that the figures suggest for the report's narratives. Nothing of them is in a report that nobody saved.

They take the words and figures of the very data that the report shows (services/snapshot_tujuan.py), so that a text
never says another number than the table above it. What only a person can know stands as LENGKAPI.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from measurement.enums import JenisNarasi
from measurement.services.narasi import LENGKAPI

Isi = Mapping[str, Any]
SERATUS = Decimal(100)
SEBUT_MAKS = 5


def suggest_sasaran(sasaran: Isi, efisiensi: str) -> dict[JenisNarasi, str]:
    """One suggestion for each kind of a sasaran; empty where the figures say nothing. `efisiensi`: the rule."""
    tulis: dict[JenisNarasi, Callable[[], str]] = {
        JenisNarasi.PERBANDINGAN: lambda: _suggest_perbandingan(sasaran["analisis"]),
        JenisNarasi.PENDORONG: lambda: _suggest_pendorong(sasaran),
        JenisNarasi.PENGHAMBAT: lambda: _suggest_penghambat(sasaran),
        JenisNarasi.SOLUSI: lambda: _suggest_solusi(sasaran),
        JenisNarasi.EFISIENSI: lambda: _suggest_efisiensi(sasaran, efisiensi),
        JenisNarasi.PROGRAM: lambda: _suggest_program(sasaran["dukungan"]),
    }
    return {jenis: satu() for jenis, satu in tulis.items()}


def suggest_kantor(ringkasan: Isi, tujuan: list[dict], periode: str) -> dict[JenisNarasi, str]:
    """The two of the whole office."""
    sasaran = [k for t in tujuan for k in t["anak"]]
    return {
        JenisNarasi.RINGKASAN: _suggest_ringkasan(ringkasan, periode),
        JenisNarasi.ANALISIS: _suggest_analisis(sasaran),
    }


def _suggest_ringkasan(ringkasan: Isi, periode: str) -> str:
    kalimat = []
    if ringkasan["rerata"]["nilai"] is not None:
        kategori = f" dengan kategori {ringkasan['kategori']}" if ringkasan["kategori"] else ""
        kalimat.append(
            f"Rata-rata capaian sasaran pada {periode} adalah {_persen(ringkasan['rerata'])}{kategori}, "
            f"dihitung dari {ringkasan['cakupan']}."
        )
    ada = [f"{k['jumlah']} {k['label']}" for k in ringkasan["kategori_jumlah"] if k["jumlah"]]
    tanpa = f", dan {ringkasan['tanpa_nilai']} tanpa nilai" if ringkasan["tanpa_nilai"] else ""
    if ada:
        kalimat.append(f"Dari {ringkasan['jumlah']} indikator, {', '.join(ada)}{tanpa}.")
    uang = ringkasan["anggaran"]
    if uang and uang["serapan"]["nilai"] is not None:
        kata = f"{uang['realisasi']['teks']} dari pagu {uang['pagu']['teks']}"
        kalimat.append(f"Anggaran yang terserap {_persen(uang['serapan'])} ({kata}).")
    if ringkasan["efisiensi"]:
        kalimat.append(f"Penggunaan anggaran {ringkasan['efisiensi'].lower()}.")
    return " ".join(kalimat)


def _suggest_analisis(sasaran: list[dict]) -> str:
    bernilai = [s for s in sasaran if s["rerata"]["nilai"] is not None]
    if not bernilai:
        return ""
    urut = sorted(bernilai, key=lambda s: Decimal(s["rerata"]["nilai"]))
    kalimat = [f"Capaian tertinggi ada pada sasaran {_sebut(urut[-1])}."]
    if len(urut) > 1:
        kalimat.append(f"Capaian terendah ada pada sasaran {_sebut(urut[0])}.")
    rendah = [b for s in sasaran for b in _list_kurang(s)]
    if rendah:
        kalimat.append(f"Indikator yang belum mencapai target: {_join([b['nama'] for b in rendah])}.")
    return f"{' '.join(kalimat)} Secara umum {LENGKAPI}."


def _suggest_perbandingan(analisis: Isi) -> str:
    kalimat = [_tell_banding(analisis["dalam_tahun"]), _tell_banding(analisis["antar_tahun"])]
    maju = [f"{r['nama']} {_persen(r['kemajuan'])}" for r in analisis["renstra"] if r["kemajuan"]["nilai"] is not None]
    if maju:
        tahun = analisis["renstra"][0]["tahun"]
        kalimat.append(f"Terhadap target akhir Renstra tahun {tahun}: {_join(maju)}.")
    kalimat += [
        f"Dibandingkan dengan standar {s['tingkat'].lower()} {s['tahun']} sebesar {s['nilai']['teks']} {s['satuan']}, "
        f"realisasi {s['nama']} {s['realisasi']['teks']} {s['satuan']}: {s['keadaan']}."
        for s in analisis["standar"][:SEBUT_MAKS]
    ]  # fmt: skip
    return " ".join(satu for satu in kalimat if satu)


def _tell_banding(tabel: Isi) -> str:
    """How many capaian rose and fell since the column before the present one."""
    if not tabel["baris"]:
        return ""
    pasangan = [(b["nama"], *(_angka(sel["capaian"]) for sel in b["sel"][-2:])) for b in tabel["baris"]]
    terukur = [(nama, kini - lalu) for nama, lalu, kini in pasangan if lalu is not None and kini is not None]
    if not terukur:
        return ""
    naik = [nama for nama, beda in terukur if beda > 0]
    turun = [nama for nama, beda in terukur if beda < 0]
    bagian = [f"naik pada {_join(naik)}"] if naik else []
    bagian += [f"turun pada {_join(turun)}"] if turun else []
    kata = "; ".join(bagian) or "tetap pada semua indikator yang terukur"
    return f"Dibandingkan dengan {tabel['kolom'][-2]}, capaian {kata}."


def _suggest_pendorong(sasaran: Isi) -> str:
    tercapai = [b for b in sasaran["baris"] if (n := _angka(b["capaian"])) is not None and n >= SERATUS]
    if not tercapai:
        return ""
    kata = [f"{b['nama']} ({_persen(b['capaian'])})" for b in tercapai]
    return f"Target tercapai atau terlampaui pada {_join(kata)}. Yang mendorongnya: {LENGKAPI}."


def _suggest_penghambat(sasaran: Isi) -> str:
    kurang = [f"{b['nama']} ({_persen(b['capaian'])})" for b in _list_kurang(sasaran)]
    tanpa = [f"{b['nama']} ({b['alasan_teks'].lower()})" for b in sasaran["baris"] if b["capaian"]["nilai"] is None]
    kalimat = [f"Target belum tercapai pada {_join(kurang)}."] if kurang else []
    kalimat += [f"Tanpa nilai: {_join(tanpa)}."] if tanpa else []
    sebab = _quote(_list_kurang(sasaran), "kendala", len(kurang) + len(tanpa))
    return f"{' '.join(kalimat)} Penyebabnya: {sebab or LENGKAPI}." if kalimat else ""


def _suggest_solusi(sasaran: Isi) -> str:
    kurang = _list_kurang(sasaran)
    langkah = _quote(kurang, "rencana", len(kurang)) or LENGKAPI
    perlu = [b["nama"] for b in kurang]
    return f"Agar {_join(perlu)} mencapai target, langkah yang ditempuh: {langkah}." if perlu else ""


def _suggest_efisiensi(sasaran: Isi, aturan: str) -> str:
    dukungan = sasaran["dukungan"]
    uang = dukungan["anggaran"]
    if not uang or dukungan["selisih"]["nilai"] is None:
        return ""
    simpulan = f"dinilai {dukungan['efisiensi'].lower()}" if dukungan["efisiensi"] else "efisiensi tidak dinyatakan"
    return (
        f"Capaian sasaran {_persen(sasaran['rerata'])} dengan serapan anggaran pendukung {_persen(uang['serapan'])}; "
        f"selisihnya {dukungan['selisih']['teks']} poin, {simpulan} ({aturan})."
    )


def _suggest_program(dukungan: Isi) -> str:
    semua = dukungan["program"]
    if not semua:
        return ""
    uang, kalimat = dukungan["anggaran"], [f"Sasaran ini didukung {len(semua)} program: {_join(_list_nama(semua))}."]
    if uang:
        serapan = f", terserap {_persen(uang['serapan'])}" if uang["serapan"]["nilai"] is not None else ""
        kalimat.append(f"Pagunya {uang['pagu']['teks']} dengan realisasi {uang['realisasi']['teks']}{serapan}.")
    terukur = sorted((p for p in semua if p["rerata"]["nilai"]), key=lambda p: Decimal(p["rerata"]["nilai"]))
    if len(terukur) > 1:
        kalimat.append(f"Capaian tertinggi: {_sebut(terukur[-1])}; terendah: {_sebut(terukur[0])}.")
    return " ".join(kalimat)


def _quote(baris: list[dict], kolom: str, dari: int) -> str:
    """What the units wrote about these rows; where that is not of all (`dari`), the rest is left to a person."""
    semua = [(b["nama"], teks.rstrip(". ")) for b in baris if (teks := b.get(kolom, "").strip())]
    if not semua:
        return ""
    tulisan = "; ".join(f"{nama}: {teks}" for nama, teks in semua)
    return tulisan if len(semua) == dari else f"{tulisan}; lainnya {LENGKAPI}"


def _list_nama(semua: list[dict]) -> list[str]:
    return [p["uraian"] for p in semua]


def _list_kurang(sasaran: Isi) -> list[dict]:
    return [b for b in sasaran["baris"] if (n := _angka(b["capaian"])) is not None and n < SERATUS]


def _angka(isi: Isi) -> Decimal | None:
    return None if isi["nilai"] is None else Decimal(isi["nilai"])


def _persen(isi: Isi) -> str:
    return f"{isi['teks']} %"


def _sebut(kelompok: Isi) -> str:
    return f"{kelompok['uraian']} ({_persen(kelompok['rerata'])})"


def _join(nama: list[str]) -> str:
    """The first few in a sentence, and how many more."""
    if len(nama) > SEBUT_MAKS:
        return f"{'; '.join(nama[:SEBUT_MAKS])}; dan {len(nama) - SEBUT_MAKS} lainnya"
    return nama[0] if len(nama) == 1 else f"{'; '.join(nama[:-1])}; dan {nama[-1]}"
