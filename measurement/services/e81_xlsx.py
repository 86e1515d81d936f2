"""Formulir E.81 of Permendagri 86/2017 (evaluasi terhadap hasil Renja perangkat daerah) as a workbook.

From a report's snapshot and nothing else: numbers as numbers, sums and percentages as live formulas with the value
that the application computed beside them. The same snapshot gives the same bytes.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from collection.enums import Konsolidasi, Rumus
from measurement.pdf import walk_kelompok
from measurement.rumus_lembar import write_capaian, write_kategori, write_round
from measurement.services.buku import write_rumus
from measurement.services.kertas_xlsx import UTUH

Isi = Mapping[str, Any]
LEMBAR = "Formulir E.81"
KEPALA = 6
"""Row (from 0) at which the heads of the columns begin; they take three rows and one of column numbers."""
AWAL = KEPALA + 4
LEBAR = (5, 30, 42, 42, *((13, 17) * 10), 26, 30)
# Where each pair K, Rp begins.
TARGET_AKHIR, LALU, TARGET, TW, TAHUN, AKHIR, TINGKAT, UNIT, KET = 4, 6, 8, 10, 18, 20, 22, 24, 25
TINGGI_KEPALA = 62
TANPA_RUMUS = frozenset({Rumus.RENTANG, Rumus.RENTANG_WAKTU})
"""Their target is no single number, so that the percentage stands as a value."""


@dataclass
class _Lembar:
    """The sheet while it grows."""

    lembar: Worksheet
    buku: Workbook
    bentuk: dict[tuple, Format]

    def get_bentuk(self, **isi: object) -> Format:
        """One format for each look; every cell of the form has its frame."""
        kunci = tuple(sorted(isi.items()))
        if kunci not in self.bentuk:
            baku = {"valign": "top", "font_size": 9, "border": 1, "text_wrap": True}
            self.bentuk[kunci] = self.buku.add_format(baku | isi)
        return self.bentuk[kunci]


def build_e81(snapshot: Isi) -> bytes:
    """The .xlsx. Raises KeyError for a snapshot of before the form was kept in it; ask `has_e81` first."""
    wadah = BytesIO()
    with xlsxwriter.Workbook(wadah, UTUH) as buku:
        tanggal = datetime.datetime.fromisoformat(snapshot["dokumen"]["tanggal"])
        buku.set_properties({"title": f"Formulir E.81 {snapshot['periode']['teks']}", "created": tanggal})
        isi = _Lembar(buku.add_worksheet(LEMBAR), buku, {})
        _write_judul(isi, snapshot)
        _write_kepala(isi, snapshot["e81"])
        akhir = _write_baris(isi, snapshot["e81"])
        akhir = _write_simpulan(isi, snapshot, akhir)
        _write_tanda(isi, snapshot, akhir + 1)
        _set_cetak(isi.lembar)
    return wadah.getvalue()


def has_e81(snapshot: Isi) -> bool:
    """Whether the report was prepared since the form is kept with it."""
    return "e81" in snapshot


def _write_judul(isi: _Lembar, snapshot: Isi) -> None:
    tebal = isi.get_bentuk(bold=True, font_size=12, border=0, text_wrap=False)
    polos = isi.get_bentuk(border=0, text_wrap=False)
    kantor = snapshot["kantor"]
    sasaran = [k["uraian"] for t in snapshot["tujuan"] for k in walk_kelompok(t) if k["jenis"] == "sasaran"]
    isi.lembar.write_string(0, 0, "Formulir E.81", polos)
    isi.lembar.write_string(1, 0, "EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH LINGKUP KABUPATEN/KOTA", tebal)
    isi.lembar.write_string(2, 0, f"Renja Perangkat Daerah {kantor['nama']}, {kantor['pemerintah']}", tebal)
    isi.lembar.write_string(3, 0, f"Periode pelaksanaan: {snapshot['periode']['teks']}", polos)
    acuan = "Indikator dan target kinerja Perangkat Daerah yang mengacu pada sasaran RKPD: "
    isi.lembar.write_string(4, 0, acuan + "; ".join(sasaran), polos)


def _write_kepala(isi: _Lembar, e81: Isi) -> None:
    tahun, akhir = e81["tahun"], e81["tahun_akhir"] or "akhir periode Renstra"
    satu = (
        (0, 0, "No"), (1, 1, "Sasaran"), (2, 2, "Program/Kegiatan/Sub Kegiatan"),
        (3, 3, "Indikator Kinerja Program (outcome)/Kegiatan (output)"),
        (TARGET_AKHIR, LALU - 1, f"Target Renstra Perangkat Daerah pada Tahun {akhir} (akhir periode Renstra)"),
        (LALU, TARGET - 1, f"Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Tahun {tahun - 1}"),
        (TARGET, TW - 1, f"Target Kinerja dan Anggaran Renja Tahun Berjalan ({tahun}) yang dievaluasi"),
        (TW, TAHUN - 1, "Realisasi Kinerja pada Triwulan"),
        (TAHUN, AKHIR - 1, "Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang dievaluasi"),
        (AKHIR, TINGKAT - 1, f"Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s.d. Tahun {tahun}"),
        (TINGKAT, UNIT - 1, f"Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra s.d. Tahun {tahun} (%)"),
        (UNIT, UNIT, "Unit Perangkat Daerah Penanggung Jawab"), (KET, KET, "Ket."),
    )  # fmt: skip
    kepala = isi.get_bentuk(bold=True, align="center", valign="vcenter", bg_color="#DCE6EE")
    for awal, sampai, teks in satu:
        _write_kepala_kolom(isi, awal, sampai, teks, kepala)
    for urut, romawi in enumerate(("I", "II", "III", "IV")):
        isi.lembar.merge_range(KEPALA + 1, TW + 2 * urut, KEPALA + 1, TW + 2 * urut + 1, romawi, kepala)
    for kolom in range(TARGET_AKHIR, UNIT):
        isi.lembar.write_string(KEPALA + 2, kolom, "Rp" if kolom % 2 else "K", kepala)
    _write_nomor_kolom(isi, kepala)
    isi.lembar.set_row(KEPALA, TINGGI_KEPALA)


def _write_kepala_kolom(isi: _Lembar, awal: int, sampai: int, teks: str, kepala: Format) -> None:
    """A head over one column reaches down three rows, over a pair two, over the four triwulan one."""
    turun = 2 if awal == sampai else 1 if sampai == awal + 1 else 0
    isi.lembar.merge_range(KEPALA, awal, KEPALA + turun, sampai, teks, kepala)


def _write_nomor_kolom(isi: _Lembar, kepala: Format) -> None:
    """The numbers by which the regulation's notes name the columns."""
    rumus = {13: "13 = 6 + 12", 14: "14 = 13 / 5 × 100 %"}
    for nomor in range(1, 5):
        isi.lembar.write_string(KEPALA + 3, nomor - 1, str(nomor), kepala)
    for nomor, kolom in enumerate(range(TARGET_AKHIR, UNIT, 2), start=5):
        isi.lembar.merge_range(KEPALA + 3, kolom, KEPALA + 3, kolom + 1, rumus.get(nomor, str(nomor)), kepala)
    for nomor, kolom in ((15, UNIT), (16, KET)):
        isi.lembar.write_string(KEPALA + 3, kolom, str(nomor), kepala)


def _write_baris(isi: _Lembar, e81: Isi) -> int:
    """All rows; gives the row after the last one."""
    for nomor, b in enumerate(e81["baris"], start=AWAL):
        bawah = isi.get_bentuk(bold=b["jenis"] == "program")
        teks = (str(nomor - AWAL + 1), b["sasaran"], f"{b['kode']} {b['uraian']}", _name(b))
        for kolom, satu in enumerate(teks):
            isi.lembar.write_string(nomor, kolom, satu, bawah)
        for kolom in range(TARGET_AKHIR, UNIT):
            isi.lembar.write_blank(nomor, kolom, None, bawah)
        isi.lembar.write_string(nomor, UNIT, b["unit"], bawah)
        isi.lembar.write_string(nomor, KET, b["keterangan"], bawah)
        _write_kinerja(isi, nomor, b, e81["desimal"])
        if b["uang"]:
            _write_uang(isi, nomor, b["uang"])
    return AWAL + len(e81["baris"])


def _name(b: Isi) -> str:
    return f"{b['indikator']} ({b['satuan']})" if b["indikator"] else ""


def _write_kinerja(isi: _Lembar, nomor: int, b: Isi, desimal: int) -> None:
    """Columns K: what was promised and measured as numbers, what follows from them as formulas."""
    angka = {TARGET_AKHIR: b["target_akhir"], LALU: b["realisasi_lalu"], TARGET: b["target_tahun"]}
    angka |= {TW + 2 * urut: satu for urut, satu in enumerate(b["triwulan"])}
    for kolom, satu in angka.items():
        _write_angka(isi, nomor, kolom, satu)
    terisi = [TW + 2 * urut for urut, satu in enumerate(b["triwulan"]) if satu["nilai"] is not None]
    jumlah = b["konsolidasi"] == Konsolidasi.JUMLAH
    _write_turunan(isi, nomor, TAHUN, b["realisasi_tahun"], _join(isi, nomor, terisi) if jumlah else "")
    lalu = [LALU] if jumlah and b["realisasi_lalu"]["nilai"] is not None else []
    ada = [*lalu, *([TAHUN] if b["realisasi_tahun"]["nilai"] is not None else [])]
    _write_turunan(isi, nomor, AKHIR, b["realisasi_akhir"], _join(isi, nomor, ada))
    kemajuan = b["kemajuan"]
    tulis = "" if kemajuan["nilai"] is None else _pick_rumus(b, nomor, desimal)
    _write_turunan(isi, nomor, TINGKAT, kemajuan, tulis)


def _join(isi: _Lembar, nomor: int, kolom: Sequence[int]) -> str:
    return "=" + "+".join(xl_rowcol_to_cell(nomor, k) for k in kolom) if kolom else ""


def _pick_rumus(b: Isi, nomor: int, desimal: int) -> str:
    """Column 14 by the indicator's own formula; a target of 0 or a range has no quotient, so its value stands."""
    rumus = Rumus(b["rumus"])
    if rumus in TANPA_RUMUS or not _is_tunggal(b["target_akhir"]) or not Decimal(b["target_akhir"]["nilai"]):
        return ""
    target, realisasi = (xl_rowcol_to_cell(nomor, k) for k in (TARGET_AKHIR, AKHIR))
    return write_capaian(rumus, target, realisasi, str(desimal))


def _is_tunggal(angka: Isi) -> bool:
    """Whether it is one number, and not a range in words."""
    return angka["nilai"] is not None and "s.d." not in angka["teks"]


def _write_angka(isi: _Lembar, nomor: int, kolom: int, angka: Isi) -> None:
    if angka["nilai"] is None:
        return
    if not _is_tunggal(angka):
        isi.lembar.write_string(nomor, kolom, angka["teks"], isi.get_bentuk(align="right"))
        return
    isi.lembar.write_number(nomor, kolom, float(angka["nilai"]), _find_bentuk(isi, angka))


def _find_bentuk(isi: _Lembar, angka: Isi) -> Format:
    """A predicate's score is shown as its word, everything else with the decimals that it has."""
    if not any(huruf.isdigit() for huruf in angka["teks"]):
        return isi.get_bentuk(num_format='"{}"'.format(angka["teks"].replace('"', "")), align="right")
    return isi.get_bentuk(num_format="#,##0.######" if "." in angka["nilai"] else "#,##0", align="right")


def _write_turunan(isi: _Lembar, nomor: int, kolom: int, angka: Isi, rumus: str) -> None:
    """A figure that follows from others: its formula with the value beside it, else the value."""
    if angka["nilai"] is not None and rumus:
        write_rumus(isi.lembar, (nomor, kolom), rumus, Decimal(angka["nilai"]), _find_bentuk(isi, angka))
    else:
        _write_angka(isi, nomor, kolom, angka)


def _write_uang(isi: _Lembar, nomor: int, uang: Isi) -> None:
    """Columns Rp. The Renstra's own money is not known to the application: its column stays empty."""
    angka = {LALU + 1: uang["lalu"], TARGET + 1: uang["pagu"]}
    angka |= {TW + 1 + 2 * urut: satu for urut, satu in enumerate(uang["triwulan"])}
    for kolom, satu in angka.items():
        _write_angka(isi, nomor, kolom, satu)
    terisi = [TW + 1 + 2 * urut for urut, satu in enumerate(uang["triwulan"]) if satu["nilai"] is not None]
    _write_turunan(isi, nomor, TAHUN + 1, uang["realisasi"], _join(isi, nomor, terisi))
    ada = [k for k, satu in ((LALU + 1, uang["lalu"]), (TAHUN + 1, uang["realisasi"])) if satu["nilai"] is not None]
    if ada:
        sampai = sum((Decimal(s["nilai"]) for s in (uang["lalu"], uang["realisasi"]) if s["nilai"]), Decimal(0))
        bentuk = isi.get_bentuk(num_format="#,##0.##" if sampai % 1 else "#,##0", align="right")
        write_rumus(isi.lembar, (nomor, AKHIR + 1), _join(isi, nomor, ada), sampai, bentuk)


def _write_simpulan(isi: _Lembar, snapshot: Isi, baris: int) -> int:
    """Mean, predicate, factors and follow-ups; gives the last row written."""
    e81 = snapshot["e81"]
    sel = f"{xl_col_to_name(TINGKAT)}{AWAL + 1}:{xl_col_to_name(TINGKAT)}{baris}"
    tebal = isi.get_bentuk(bold=True)
    for geser, teks in enumerate(("Rata-rata capaian kinerja (%)", "Predikat kinerja")):
        isi.lembar.merge_range(baris + geser, 0, baris + geser, TINGKAT - 1, teks, tebal)
    nilai = e81["rerata"]["nilai"]
    if nilai is not None:
        rerata = "=" + write_round(f"AVERAGE({sel})", str(e81["desimal"]))
        write_rumus(isi.lembar, (baris, TINGKAT), rerata, Decimal(nilai), isi.get_bentuk(bold=True, num_format="0.00"))
        pita = [(batas, inklusif, '"{}"'.format(label.replace('"', ""))) for batas, inklusif, label in e81["pita"]]
        kategori = write_kategori(xl_rowcol_to_cell(baris, TINGKAT), pita)
        write_rumus(isi.lembar, (baris + 1, TINGKAT), kategori, e81["predikat"], tebal)
    nomor = baris + 1
    for judul, teks in _list_uraian(snapshot):
        nomor += 1
        isi.lembar.merge_range(nomor, 0, nomor, KET, f"{judul}: {teks}", isi.get_bentuk())
        isi.lembar.set_row(nomor, 15 * max(1, len(teks) // 180 + 1 + teks.count("\n")))
    return nomor


def _list_uraian(snapshot: Isi) -> list[tuple[str, str]]:
    """What was written in the case: at the recapitulation, in the narratives, in the register of follow-up."""
    sasaran = [k for t in snapshot["tujuan"] for k in walk_kelompok(t) if k.get("narasi")]
    rekap = {satu["label"]: satu["isi"] for satu in snapshot["analisis"]}

    def collect(jenis: str, label: str) -> str:
        semua = [k["narasi"][jenis] for k in sasaran if jenis in k["narasi"]]
        return "\n".join([rekap[label], *semua] if label in rekap else semua)

    lanjut = "; ".join(f"{t['uraian']} ({t['batas_teks']})" for t in snapshot["tindak_lanjut"] if not t["kabar"])
    return [
        ("Faktor pendorong keberhasilan kinerja", collect("pendorong", "Faktor pendorong keberhasilan")),
        ("Faktor penghambat pencapaian kinerja", collect("penghambat", "Faktor penghambat")),
        ("Tindak lanjut yang diperlukan dalam triwulan berikutnya", lanjut),
        ("Tindak lanjut yang diperlukan dalam Renja Perangkat Daerah berikutnya",
         collect("solusi", "Solusi dan rencana perbaikan")),
    ]  # fmt: skip


def _write_tanda(isi: _Lembar, snapshot: Isi, baris: int) -> None:
    polos = isi.get_bentuk(border=0, text_wrap=False, align="center")
    penanda, kantor = snapshot["penanda_tangan"], snapshot["kantor"]
    kiri = ("Disusun", f"{kantor['kota']}, {snapshot['dokumen']['tanggal_teks']}", penanda["sebutan"], "", "",
            penanda.get("nama", ""), f"NIP {penanda['nip']}" if penanda.get("nip") else "")  # fmt: skip
    kanan = ("Dievaluasi", "…………………, tanggal ………………", "Kepala Bappeda", "", "", "(………………………………)", "")
    for geser, (satu, dua) in enumerate(zip(kiri, kanan, strict=True)):
        isi.lembar.write_string(baris + geser, 3, satu, polos)
        isi.lembar.write_string(baris + geser, TINGKAT, dua, polos)


def _set_cetak(lembar: Worksheet) -> None:
    for kolom, lebar in enumerate(LEBAR):
        lembar.set_column(kolom, kolom, lebar)
    lembar.freeze_panes(AWAL, 4)
    lembar.set_landscape()
    lembar.set_paper(8)
    lembar.fit_to_pages(1, 0)
    lembar.repeat_rows(KEPALA, KEPALA + 3)
