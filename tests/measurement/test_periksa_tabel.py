"""What a published row may look like, and what is said of its printed figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collection.enums import Rumus
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.arah import Arah, is_biasa_turun, read_arah
from measurement.periksa_tabel.baca import Sel
from measurement.periksa_tabel.hasil import check_tabel
from measurement.periksa_tabel.ringkasan import NAMA_SEBAB, count_bagian, write_ringkasan
from measurement.services.periksa_tabel import list_sel

NAIK, TURUN, RASIO = Rumus.MAKS, Rumus.MIN_SELISIH, Rumus.MIN_RASIO


def check(*baris, **lain):
    """Rows (arah, target, realisasi, capaian) of one table."""
    nama = ("arah", "target", "realisasi", "capaian")
    return check_tabel([{n: Sel(v) for n, v in zip(nama, satu, strict=True)} | {"indikator": Sel("x"), **lain} for satu in baris])


@pytest.mark.parametrize(
    ("arah", "target", "realisasi", "tercetak", "dihitung"),
    [
        ("naik", "80", "75", "93,75", "93,75"),
        ("naik", "80", "75", "94", "93,75"),
        ("naik", "80", "75", "93,8 %", "93,75"),
        ("naik", "35", "382", "1.091,43", "1.091,43"),
        ("naik", "35", "382", "1091.43", "1.091,43"),
        ("naik", "95.56", "93", "97.32", "97,32"),
        ("naik", "1,004,422,800", "1,000,972,958", "99.66", "99,66"),
        ("naik", "1.234", "1.000", "81,04", "81,04"),
        ("naik", "Rp 1.500.000,-", "Rp 1.200.000,-", "80", "80,00"),
        ("naik", "1,5 miliar", "1.200 juta", "80,00", "80,00"),
        ("naik", "1.250 orang", "1.000 orang", "80%", "80,00"),
        ("naik", "min. 80", "≥ 85", "106,25", "106,25"),
        ("naik", "Level 3", "Level 2", "66,67", "66,67"),
        ("naik", "100", "nihil", "0", "0,00"),
        ("naik", "80,5*)", "80,5", "100", "100,00"),
        ("naik", "100 dari 110", "90 dari 110", "90", "90,00"),
        ("turun", "9,20", "11,05", "79,89", "79,89"),
        ("semakin rendah semakin baik", "10", "27,05", "-70,50", "-70,50"),
        ("negatif", "0", "0", "100", "100,00"),
        ("(2T - R)/T x 100%", "10", "8", "120", "120,00"),
        ("Target / Realisasi x 100%", "10", "8", "125", "125,00"),
        ("range", "80 - 90", "70", "87,5", "87,50"),
        ("range", "80–90%", "85", "100", "100,00"),
        ("turun", "7 s.d. 8 bulan", "6,5 bulan", "107", "107,14"),
        ("naik", "BB", "A", "120", "120,00"),
        ("naik", "BB (70,00)", "BB (73,50)", "105", "105,00"),
        ("naik", "WTP", "Wajar Dengan Pengecualian (WDP)", "75", "75,00"),
        ("ya/tidak", "Ada", "Ada", "100", "100,00"),
        ("naik", "Selesai", "belum", "0", "0,00"),
        ("stabil", "10", "9", "90", "90,00"),
    ],
)  # fmt: skip
def test_figure_that_follows(arah, target, realisasi, tercetak, dihitung):
    [satu] = check((arah, target, realisasi, tercetak))
    assert (satu.cocok, list_sel(satu)[0], satu.sebab) == ("ya", dihitung, ""), satu.penjelasan


@pytest.mark.parametrize(
    ("arah", "target", "realisasi", "tercetak", "sebab", "kata"),
    [
        ("naik", "70", "100", "142", "dipotong", "142,8571 dipotong"),
        ("naik", "70", "100", "142,85", "dipotong", "memberi 142,86"),
        ("naik", "70", "100", "143,00", "desimal_kurang", "dibulatkan ke 0 desimal"),
        ("naik", "80", "70,1", "88", "", ""),
        ("naik", "80", "71,3", "90", "dibulatkan_ke_atas", "dibulatkan ke atas"),
        ("naik", "80", "90,5", "113,12", "setengah_ke_genap", "memberi 113,13"),
        ("naik", "80", "100", "100", "dibatasi", "dibatasi paling tinggi 100; nilai sebelum dibatasi 125,00"),
        ("turun", "10", "25", "0", "dibatasi", "dibatasi paling rendah 0"),
        ("turun", "10", "12", "120", "arah_terbalik", "“Makin tinggi makin baik”"),
        ("naik", "10", "12", "80", "arah_terbalik", "“Makin rendah makin baik (selisih)”"),
        ("naik", "10", "12", "83,33", "arah_terbalik", "“Makin rendah makin baik (rasio)”"),
        ("min_selisih", "10", "12", "83,33", "rumus_turun_lain", "“Makin rendah makin baik (rasio)”"),
        ("min_rasio", "10", "12", "80", "rumus_turun_lain", "“Makin rendah makin baik (selisih)”"),
        ("naik", "10,83", "6,12", "56,53", "masukan_belum_dibulatkan", "dari komponennya"),
        ("naik", "80", "75", "75", "realisasi_disalin", "sama dengan realisasi"),
        ("naik", "80", "75", "-5", "selisih", "selisih realisasi dan target"),
        ("naik", "80", "100", "1,25", "pecahan", "1,25 berarti 125 %"),
        ("range", "80-90", "92", "115", "batas_rentang", "batas bawah rentang (80)"),
        ("range", "80-90", "92", "113", "contoh_peraturan", "113 untuk 92 terhadap 80–90"),
        ("naik", "0", "5", "100", "tanpa_nilai", "tidak ada nilai"),
        ("naik", "1.234", "2,5", "55", "ambigu", "dapat dibaca lebih dari satu cara"),
    ],
)  # fmt: skip
def test_figure_that_does_not_follow_and_why(arah, target, realisasi, tercetak, sebab, kata):
    [satu] = check((arah, target, realisasi, tercetak))
    assert (satu.cocok, satu.sebab) == ("tidak" if sebab else "ya", sebab), satu.penjelasan
    assert kata in satu.penjelasan
    assert set(NAMA_SEBAB) >= {satu.sebab} - {""}


@pytest.mark.parametrize(
    ("target", "realisasi", "tercetak", "alasan", "kata"),
    [
        ("", "", "", "tanpa_target", "Tidak ada target"),
        ("80", "", "-", "belum_diukur", "belum diisi"),
        ("80", "-", "", "belum_diukur", "belum diisi"),
        ("80", "n/a", "n/a", "tidak_dapat_diukur", "tertulis “n/a”"),
        ("80", "#DIV/0!", "", "tidak_dapat_diukur", "#DIV/0!"),
        ("7 Agustus 2025", "6", "100", "tidak_dapat_diukur", "mungkin rentang seperti 7-8 yang diubah Excel"),
        ("BB", "70", "90", "tidak_dapat_diukur", "tidak sejenis"),
        ("80", "3 kegiatan di 2 desa", "", "tidak_dapat_diukur", "memuat beberapa angka"),
        ("100", "7 Agustus", "7,00", "tidak_dapat_diukur", "“7 Agustus” adalah tanggal, bukan angka"),
        ("24", "82", ">100%", "dihitung", "nilai sebenarnya 341,67"),
        ("24", "82", "", "dihitung", "Tidak ada capaian tercetak"),
        ("24", "82", "tercapai sekali", "dihitung", "Capaian tercetak “tercapai sekali”"),
        ("-71,06", "-32,47", "", "tidak_dapat_diukur", "target negatif"),
        ("9" * 300, "1", "5", "tidak_dapat_diukur", "terlalu panjang"),
    ],
)
def test_nothing_to_compare(target, realisasi, tercetak, alasan, kata):
    [satu] = check(("naik", target, realisasi, tercetak))
    assert (satu.cocok, satu.alasan) == ("tidak dapat diperiksa", alasan), satu.penjelasan
    assert kata in satu.penjelasan


def test_less_is_better_by_the_rumus_that_the_table_uses_throughout():
    semua = check(("turun", "10", "12", "83,33"), ("turun", "20", "16", "125"), ("naik", "5", "4", "80"))
    assert [v.cocok for v in semua] == ["ya"] * 3
    assert "T / R × 100" in semua[0].penjelasan
    campur = check(("turun", "10", "12", "83,33"), ("turun", "20", "16", "120"))
    assert [(v.cocok, v.sebab) for v in campur] == [("tidak", "rumus_turun_lain"), ("ya", "")]


def test_without_a_direction_the_printed_figure_tells_and_a_name_is_only_told():
    [miskin] = check(("", "10,2", "11,3", "89,22"))
    assert miskin.cocok == "ya"
    assert "Arah tidak disebut; angka tercetak mengikuti rumus “Makin rendah" in miskin.penjelasan
    [tpt] = check(("", "5,1", "4,9", "96,08"), indikator=Sel("Tingkat pengangguran terbuka"))
    assert (tpt.cocok, tpt.sebab, list_sel(tpt)[0]) == ("ya", "", "96,08")
    assert "padahal menurut namanya makin rendah makin baik: periksa arahnya" in tpt.penjelasan
    [aneh] = check(("entah", "10", "5", "50"))
    assert "Arah “entah” bukan rumus atau arah yang dikenal; dianggap makin tinggi" in aneh.penjelasan
    assert not is_biasa_turun("Persentase penurunan kemiskinan")
    assert is_biasa_turun("Persentase temuan BPK yang belum ditindaklanjuti")


def test_components_before_the_rounded_realisasi():
    bagian = {"pembilang": Sel("4"), "penyebut": Sel("65")}
    [satu] = check(("naik", "10,83", "6,15", "56,82"), **bagian)
    assert (satu.cocok, list_sel(satu)[0]) == ("ya", "56,82")
    assert "Realisasi dihitung dari 4 / 65 × 100" in satu.penjelasan
    [lain] = check(("naik", "10,83", "9,99", "92,24"), **bagian)
    assert lain.cocok == "ya"
    assert "4 / 65" not in lain.penjelasan


def test_total_rows_are_sums_not_means():
    benar = check(("naik", "100", "90", "90"), ("naik", "300", "300", "100"), ("naik", "400", "390", "97,5"))
    assert [v.cocok for v in benar] == ["ya"] * 3
    *_, salah = check(("naik", "100", "90", "90"), ("naik", "300", "300", "100"), ("naik", "400", "390", "95"))
    assert (salah.cocok, salah.sebab) == ("tidak", "rerata_persentase")
    assert "rata-rata persentase 2 baris di atasnya (95,00)" in salah.penjelasan


def build_rerata(tercetak, **lain):
    baris = [("100", "90", "90"), ("100", "150", "150"), ("", "", tercetak)]
    nama = ["a", "b", "Rata-rata"]
    return check_tabel([
        {"indikator": Sel(n), "target": Sel(t), "realisasi": Sel(r), "capaian": Sel(c), "arah": Sel("naik"), **lain}
        for n, (t, r, c) in zip(nama, baris, strict=True)
    ])[-1]  # fmt: skip


@pytest.mark.parametrize(
    ("tercetak", "cocok", "sebab"),
    [("120", "ya", ""), ("95", "tidak", "dibatasi"), ("111", "tidak", "tidak_ditemukan")],
)
def test_mean_rows(tercetak, cocok, sebab):
    satu = build_rerata(tercetak)
    assert (satu.cocok, satu.sebab, list_sel(satu)[0]) == (cocok, sebab, "120,00")


@pytest.mark.parametrize(("tercetak", "cocok", "sebab"), [("95", "ya", ""), ("63,33", "tidak", "kosong_dihitung_nol"), ("93,33", "ya", "")])
def test_a_row_without_a_value_is_left_out_of_a_mean(tercetak, cocok, sebab):
    """Unless its printed figure is averaged with the others (90 in the place of a date)."""
    kata = "90" if tercetak == "93,33" else "n/a"
    baris = [("100", "90", "90"), ("100", "100", "100"), ("Desember 2025", "November 2025", kata), ("", "", tercetak)]
    *_, satu = check(*(("naik", *isi) for isi in baris))
    assert (satu.cocok, satu.sebab, list_sel(satu)[0]) == (cocok, sebab, "93,33" if tercetak == "93,33" else "95,00"), satu.penjelasan
    assert ("3 dari 3 baris" if tercetak == "93,33" else "2 dari 3 baris") in satu.penjelasan


def build_sasaran(akhir):
    """Two sasaran with their means, then a mean of everything."""
    isi = [("a", "100", "90", "90"), ("b", "100", "100", "100"), ("Rata-rata", "", "", "95"),
           ("c", "100", "80", "80"), ("Rata-rata", "", "", "80"), ("Rata-rata", "", "", akhir)]  # fmt: skip
    nama = ("indikator", *kolom.ANGKA)
    return [v.cocok for v in check_tabel([{n: Sel(v) for n, v in zip(nama, satu, strict=True)} for satu in isi])]


def test_a_mean_of_one_row_of_all_rows_and_of_means():
    assert build_sasaran("90") == ["ya"] * 6
    assert build_sasaran("87,5") == ["ya"] * 6
    assert build_sasaran("88") == ["ya"] * 6  # 87,5 as it would be printed without decimals
    assert build_sasaran("85")[-1] == "tidak"


def test_money_is_never_a_mean_of_percentages():
    [a, b] = [("100", "90", "90"), ("300", "300", "100")]
    def build(tercetak):
        return check_tabel([
            {"indikator": Sel(n), "satuan": Sel("Rp"), "target": Sel(t), "realisasi": Sel(r), "capaian": Sel(c)}
            for n, (t, r, c) in zip("ab-", [a, b, ("", "", tercetak)], strict=True)
        ])[-1]  # fmt: skip
    assert (build("97,5").cocok, build("97,5").capaian) == ("ya", Decimal("97.50"))
    assert (build("95").cocok, build("95").sebab) == ("tidak", "rerata_persentase")


def test_headings_have_no_verdict():
    judul = [{"indikator": Sel(""), "sasaran": Sel("Sasaran 1"), "target": Sel(""), "realisasi": Sel("")}]
    nomor = [{"sasaran": Sel("(1)"), "indikator": Sel("(2)"), "target": Sel("(3)"), "realisasi": Sel("(4)")}]
    assert [v.cocok for v in check_tabel(judul + nomor)] == ["", ""]
    assert [b.jumlah for b in count_bagian(check_tabel(judul + nomor))] == [0, 0, 0]


def test_summary_names_rows_and_causes():
    semua = check(("naik", "70", "100", "142"), ("naik", "80", "80", "100"), ("naik", "80", "", ""))
    assert write_ringkasan(semua) == [
        "3 baris: 1 cocok, 1 tidak cocok, 1 tidak dapat diperiksa.",
        "Tidak cocok, desimalnya dipotong, bukan dibulatkan: 1 (baris data 1).",
        "Kategori: Sangat Tinggi 2.",
    ]


@pytest.mark.parametrize(
    ("teks", "arah"),
    [
        ("naik", Arah(NAIK)), ("Positif", Arah(NAIK)), ("Maximize", Arah(NAIK)), ("R/T x 100%", Arah(NAIK)),
        ("Realisasi / Target × 100%", Arah(NAIK)), ("semakin tinggi semakin baik", Arah(NAIK)), ("+", Arah(NAIK)),
        ("min", Arah(TURUN, False)), ("MINIMIZE", Arah(TURUN, False)), ("negatif", Arah(TURUN, False)),
        ("semakin rendah realisasi semakin tinggi kinerja", Arah(TURUN, False)), ("turun", Arah(TURUN, False)),
        ("min_selisih", Arah(TURUN)), ("((2 x Target) – Realisasi) / Target x 100", Arah(TURUN)),
        ("(Target - (Realisasi - Target)) / Target × 100%", Arah(TURUN)), ("min_rasio", Arah(RASIO)),
        ("T/R", Arah(RASIO)), ("range", Arah(Rumus.RENTANG)), ("rentang_waktu", Arah(Rumus.RENTANG_WAKTU)),
        ("stabil", Arah(Rumus.STABIL)), ("ya_tidak", Arah(Rumus.YA_TIDAK)), ("predikat", Arah(Rumus.PREDIKAT)),
        ("Jumlah desa mandiri / jumlah desa × 100", None), ("", None), ("entah", None),
    ],
)  # fmt: skip
def test_direction(teks, arah):
    assert read_arah(teks) == arah


@pytest.mark.parametrize(
    ("judul", "tempat"),
    [
        ("realisasi;target;capaian_published;arah;satuan;indikator;sasaran", "1 0 2 5"),
        ("No;Sasaran Strategis;Indikator Kinerja Utama;Target 2022;Realisasi 2022;Tingkat Capaian (%)", "3 4 5 2"),
        ("Indikator;Realisasi 2021;Target 2022;Realisasi 2022;Capaian 2022;Target Akhir Renstra", "2 3 4 0"),
        ("Indikator;Target 2021;Realisasi 2021;Capaian 2021;Target 2022;Realisasi 2022;Capaian 2022", "4 5 6 0"),
        ("Program;Pagu (Rp);Realisasi (Rp);Realisasi (%)", "1 2 3 0"),
        ("Indikator;Target;Capaian;%", "1 2 3 0"),
        ("Indikator;Target Kinerja;Realisasi Kinerja;Capaian;Pagu Anggaran;Realisasi Anggaran;% Serapan", "1 2 3 0"),
        ("Indikator;Target;Realisasi;capaian_dihitung;kategori;alasan;cocok;penjelasan", "1 2 - 0"),
    ],
)  # fmt: skip
def test_columns_by_header(judul, tempat):
    ada = kolom.match_kolom(judul.split(";")).tempat
    assert " ".join(str(ada.get(n, "-")) for n in ("target", "realisasi", "capaian", "indikator")) == tempat


def test_a_choice_between_columns_is_told():
    judul = ["Indikator", "Target 2021", "Realisasi 2021", "Capaian 2021", "Target 2022", "Realisasi 2022", "Capaian 2022"]
    assert "target “Target 2022”, realisasi “Realisasi 2022”" in kolom.match_kolom(judul).catatan
    assert kolom.match_kolom(["Indikator", "Target", "Realisasi", "Capaian"]).catatan == ""


SEL = st.text(max_size=30) | st.text("0123456789.,-–%() RpdariABs/>", max_size=20)


@given(st.lists(st.fixed_dictionaries({n: SEL for n in ("indikator", "satuan", "arah", "rumus", *kolom.ANGKA)}), max_size=4))
def test_no_text_breaks_it(tabel):
    semua = check_tabel([{n: Sel(v) for n, v in baris.items()} for baris in tabel])
    assert {v.cocok for v in semua} <= {"ya", "tidak", "tidak dapat diperiksa", ""}
    assert len(write_ringkasan(semua)) >= 1


@given(
    st.decimals(1, 10**6, places=2), st.decimals(0, 10**6, places=2), st.sampled_from(["naik", "min_selisih", "stabil"])
)
def test_what_it_computes_it_finds_to_follow(target, realisasi, arah):
    [satu] = check((arah, f"{target}".replace(".", ","), f"{realisasi}".replace(".", ","), ""))
    [lagi] = check((arah, f"{target}".replace(".", ","), f"{realisasi}".replace(".", ","), list_sel(satu)[0]))
    assert lagi.cocok == "ya"
