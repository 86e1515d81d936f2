"""`periksa_tabel` over every file of the published tables and over the policy cases, as a reader of the CSV sees it."""

import csv
import io
import tomllib
from pathlib import Path

import pytest

from collection.angka import parse_angka, round_angka
from measurement.periksa_tabel.baca import SKALA
from measurement.services.periksa_tabel import check_berkas, write_csv

AKAR = Path(__file__).parents[2]
DATA = AKAR / "tests" / "data"
TERBIT = sorted((DATA / "published").glob("*.csv"))
TAMBAHAN = ["capaian_dihitung", "kategori", "alasan", "cocok", "penjelasan"]


def read_hasil(isi):
    return list(csv.DictReader(io.StringIO(write_csv(check_berkas(isi)))))


BARIS = [
    pytest.param(row, id=f"{berkas.name[:2]}-{n}")
    for berkas in TERBIT
    for n, row in enumerate(read_hasil(berkas.read_bytes()), start=1)
]
OK = [p for p in BARIS if p.values[0]["verdict"] == "ok"]
LAIN = {p.id: p.values[0] for p in BARIS if p.values[0]["verdict"] != "ok"}

# id: cocok, alasan, capaian_dihitung, and what the explanation must name
DIKETAHUI = {
    "02-3": ("tidak", "dihitung", "142,86", "142,8571 dipotong, bukan dibulatkan"),
    "05-2": ("tidak dapat diperiksa", "dihitung", "341,67", "nilai sebenarnya 341,67"),
    "10-1": ("tidak", "dihitung", "102,22", "angka contoh PermenPANRB 8/2021"),
    "14-1": ("tidak dapat diperiksa", "belum_diukur", "", "“100 dari 110” dibaca 100 / 110 × 100"),
    "14-2": ("tidak dapat diperiksa", "belum_diukur", "", "dibaca 140"),
    "14-3": ("tidak dapat diperiksa", "belum_diukur", "", "dibaca 2"),
    "14-4": ("tidak dapat diperiksa", "belum_diukur", "", "realisasi belum diisi"),
    "14-5": ("tidak dapat diperiksa", "tidak_dapat_diukur", "", "realisasi tertulis “n/a”"),
    "14-6": ("tidak dapat diperiksa", "dihitung", "100,00", "WTP (4) / WTP (4)"),
    "14-7": ("tidak dapat diperiksa", "tidak_dapat_diukur", "", "target negatif membalik arah rumus"),
    "14-8": ("tidak dapat diperiksa", "target_nol", "", "target 0 tidak dapat menjadi pembagi"),
}
KATEGORI_12 = ["Sedang", "Sedang", "Rendah", "Rendah", "Sangat Tinggi", "Sangat Tinggi"]


def test_no_published_table_is_missing():
    assert [berkas.name[:2] for berkas in TERBIT] == ["02", "03", "05", "06", "10", "12", "14"]
    assert (len(BARIS), len(OK)) == (41, 24)


@pytest.mark.parametrize("row", OK)
def test_comparable_row_is_reproduced_to_the_printed_digit(row):
    tercetak = row["capaian_published"].replace(",", ".")
    dihitung = parse_angka(row["capaian_dihitung"])
    assert row["cocok"] == "ya", row["penjelasan"]
    assert str(round_angka(dihitung, len(tercetak.partition(".")[2]))) == tercetak


def test_every_other_row_is_explained():
    terlihat = {k for k in LAIN if not k.startswith("12")}
    assert terlihat == set(DIKETAHUI)
    for kode, (cocok, alasan, dihitung, sebab) in DIKETAHUI.items():
        row = LAIN[kode]
        assert (kode, row["cocok"], row["alasan"], row["capaian_dihitung"]) == (kode, cocok, alasan, dihitung)
        assert sebab in row["penjelasan"]


def test_rows_that_print_a_capaian_alone_are_only_classified():
    rows = [row for kode, row in LAIN.items() if kode.startswith("12")]
    assert [row["kategori"] for row in rows] == KATEGORI_12
    assert {row["cocok"] for row in rows} == {"tidak dapat diperiksa"}


@pytest.mark.parametrize("berkas", TERBIT, ids=lambda b: b.name[:2])
def test_output_is_the_input_with_five_columns_more(berkas):
    teks = write_csv(check_berkas(berkas.read_bytes()))
    keluar = list(csv.reader(io.StringIO(teks)))
    with berkas.open(encoding="utf-8", newline="") as sumber:
        masuk = list(csv.reader(sumber))
    assert keluar[0] == masuk[0] + TAMBAHAN
    assert [row[:-5] for row in keluar[1:]] == masuk[1:]


KEBIJAKAN = list(csv.DictReader(io.StringIO((DATA / "policy_cases.csv").read_text(encoding="utf-8"))))
BUKAN_SATU_BARIS = {"P16", "P17", "P18", "P19", "P29", "P30"}  # series and means: test_capaian_terbit.py


def build_kebijakan():
    """The policy cases as an office would publish them: one row each, with what is expected as the printed figure."""
    keluaran = io.StringIO()
    penulis = csv.writer(keluaran)
    penulis.writerow(["indikator", "arah", "target", "realisasi", "capaian"])
    for row in KEBIJAKAN:
        if row["id"] not in BUKAN_SATU_BARIS:
            penulis.writerow([row["id"], row["arah"], row["target"], row["realisasi"], row["expected_capaian"]])
    return keluaran.getvalue().encode()


def test_policy_cases_of_one_row():
    hasil = {row["indikator"]: row for row in read_hasil(build_kebijakan())}
    assert len(hasil) == 24
    for row in KEBIJAKAN:
        if row["id"] in hasil:
            satu = hasil[row["id"]]
            semestinya = (row["expected_capaian"], row["expected_band_lower_inclusive"])
            assert (row["id"], satu["capaian_dihitung"], satu["kategori"]) == (row["id"], *semestinya)
            assert satu["cocok"] == ("ya" if row["expected_capaian"] else "tidak dapat diperiksa")


def test_policy_means():
    """P29 and P30 as tables with a row "Rata-rata"."""
    for kode, tercetak, cocok, dihitung in (("P29", "80,00", "ya", "80,00"), ("P30", "384,74", "ya", "384,74"),
                                            ("P30", "54,27", "tidak", "384,74")):  # fmt: skip
        [row] = [row for row in KEBIJAKAN if row["id"] == kode]
        baris = [f"{n};100;{r};{r}" for n, r in enumerate(row["realisasi"].split("|"))]
        teks = "\n".join(["indikator;target;realisasi;capaian", *baris, f"Rata-rata;;;{tercetak}"])
        akhir = read_hasil(teks.encode())[-1]
        assert (akhir["cocok"], akhir["capaian_dihitung"]) == (cocok, dihitung)
    assert "setiap baris dibatasi 100 sebelum dirata-rata (54,27)" in akhir["penjelasan"]


def test_scales_are_those_of_the_fixture():
    with (AKAR / "fixtures" / "skala.toml").open("rb") as berkas:
        skala = [satu["label"] for satu in tomllib.load(berkas)["skala"]]
    assert [list(satu) for satu in SKALA.values()] == skala
    assert all(list(satu.values()) == list(range(1, len(satu) + 1)) for satu in SKALA.values())
