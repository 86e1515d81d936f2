"""Which columns `periksa_tabel` takes from heads that hold several tables: groups, versions, money beside performance."""

import pytest

from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.judul import find_tahun, find_versi
from measurement.periksa_tabel.kepala import find_kepala, list_judul

TIGA = ("Target", "Realisasi", "Capaian")


def take(*baris):
    """The titles taken for target, realisasi and capaian from head lines cut at |."""
    kepala = find_kepala([[sel.strip() for sel in satu.split("|")] for satu in baris])
    judul = list_judul(kepala)
    tempat = kolom.match_kolom(judul, kepala.grup).tempat
    return [judul[tempat[nama]] if nama in tempat else "" for nama in kolom.ANGKA]


@pytest.mark.parametrize(("kiri", "kanan", "semestinya"), [
    ("Capaian Kinerja", "Penyerapan Anggaran", "Capaian Kinerja"), ("Anggaran", "Kinerja", "Kinerja"),
    ("Realisasi Anggaran", "Realisasi Kinerja", "Realisasi Kinerja"), ("Keuangan", "Fisik", "Fisik"),
    ("Kabupaten", "Provinsi", "Kabupaten"), ("Murni", "Perubahan", "Perubahan"), ("Menjadi", "Semula", "Menjadi"),
    ("Capaian Kinerja Tahun 2022", "Capaian Kinerja Tahun 2023", "Capaian Kinerja Tahun 2023"),
    ("Tahun n-1", "Tahun n", "Tahun n"), ("Tahun Ini", "Tahun Lalu", "Tahun Ini"),
    ("Pengukuran Kinerja", "Realisasi Anggaran", "Pengukuran Kinerja"),
])  # fmt: skip
def test_groups_that_repeat_the_same_titles(kiri, kanan, semestinya):
    diambil = take(f"No | Indikator | {kiri} | | | {kanan} | | ", f" | | {' | '.join(TIGA * 2)}")
    assert diambil == [f"{semestinya} {satu}" for satu in TIGA]


@pytest.mark.parametrize(("kiri", "uang"), [("Kinerja", "Anggaran"), ("Indikator Kinerja", "Keuangan")])
def test_performance_beside_a_pagu(kiri, uang):
    diambil = take(f"No | Indikator | {kiri} | | | {uang} | | ", " | | Target | Realisasi | % | Pagu | Realisasi | %")
    assert diambil == ["Target", f"{kiri} Realisasi", f"{kiri} %"]
    diambil = take(f"No | Indikator | {kiri} | | | {uang} | | ", " | | T | R | % | T | R | %")
    assert diambil == [f"{kiri} T", f"{kiri} R", f"{kiri} %"]


@pytest.mark.parametrize(("baris", "semestinya"), [
    (["Indikator | Target PK | Target PK Perubahan | Realisasi | Capaian"], ["Target PK Perubahan", "Realisasi", "Capaian"]),
    (["Indikator | Target PK | Target PK-P | Realisasi | Capaian"], ["Target PK-P", "Realisasi", "Capaian"]),
    (["Indikator | Target PK | | Realisasi | Capaian (%)", " | Semula | Menjadi | | "],
     ["Target PK Menjadi", "Realisasi", "Capaian (%)"]),
    (["Indikator | Target | | Realisasi | Capaian", " | PK | PK Perubahan | | "],
     ["Target PK Perubahan", "Realisasi", "Capaian"]),
    (["Program | Anggaran Murni | Anggaran Perubahan | Realisasi | %"], ["Anggaran Perubahan", "Realisasi", "%"]),
    (["Program | Anggaran Setelah Perubahan | Anggaran Sebelum Perubahan | Realisasi | %"],
     ["Anggaran Setelah Perubahan", "Realisasi", "%"]),
    (["Program | Pagu Anggaran | Realisasi Keuangan | Realisasi Fisik (%) | Persentase Keuangan (%)"],
     ["Pagu Anggaran", "Realisasi Keuangan", "Persentase Keuangan (%)"]),
    (["Program | Pagu (Rp) | Fisik (%) | Realisasi (Rp) | Keuangan (%)"],
     ["Pagu (Rp)", "Realisasi (Rp)", "Keuangan (%)"]),
    (["Program | Pagu (Rp) | Realisasi | | | Sisa", " | | Keuangan (Rp) | Keuangan (%) | Fisik (%) | "],
     ["Pagu (Rp)", "Realisasi Keuangan (Rp)", "Realisasi Keuangan (%)"]),
    (["Program | Pagu | Realisasi Keuangan | Realisasi Fisik (%)"], ["Pagu", "Realisasi Keuangan", ""]),
    (["Uraian | Pagu | Realisasi Keuangan | | Realisasi Fisik", " | | Rp | % | %"],
     ["Pagu", "Realisasi Keuangan Rp", "Realisasi Keuangan (%)"]),
    (["Indikator | Target | | Realisasi | | Capaian (%) | ", " | Anggaran | Kinerja | Anggaran | Kinerja | Anggaran | Kinerja"],
     ["Target (Kinerja)", "Realisasi (Kinerja)", "Capaian (%) (Kinerja)"]),
    (["Uraian | Anggaran | | Realisasi | Persentase", " | APBD | APBD Perubahan | | "],
     ["Anggaran APBD Perubahan", "Realisasi", "Persentase"]),
    (["Indikator | Target Renstra | Target PK | Realisasi | Capaian thd Renstra (%) | Capaian thd PK (%)"],
     ["Target PK", "Realisasi", "Capaian thd PK (%)"]),
    (["Indikator | Rencana Tingkat Capaian (Target) | Realisasi | Persentase Pencapaian Rencana Tingkat Capaian"],
     ["Rencana Tingkat Capaian (Target)", "Realisasi", "Persentase Pencapaian Rencana Tingkat Capaian"]),
    (["Indikator | Target Akhir Renstra 2026 | Realisasi 2022 | Realisasi 2023 | Tingkat Kemajuan (%)"],
     ["Target Akhir Renstra 2026", "Realisasi 2023", "Tingkat Kemajuan (%)"]),
])  # fmt: skip
def test_versions_money_and_other_names(baris, semestinya):
    assert take(*baris) == semestinya


def test_a_figure_held_to_the_original_target_is_not_taken_for_the_perubahan_s():
    susunan = kolom.list_susunan(["Indikator", "Target PK", "Target PK Perubahan", "Realisasi", "Capaian"])
    assert {satu.tempat[kolom.TARGET] for satu in susunan} == {2}
    assert "“Target PK Perubahan”" in susunan[0].catatan


def test_versions_and_years_in_words():
    assert [find_versi(satu) for satu in ("Sebelum Perubahan", "P-APBD", "Target", "Murni dan Perubahan")] == [-1, 1, 0, 0]
    assert [find_tahun(satu) for satu in ("Tahun n-2", "Realisasi tahun lalu", "Tahun n", "2023")] == [-2, -1, 0, 2023]


def test_of_equals_side_by_side_performance_goes_before_money():
    judul = ["Program", "Pagu", "Realisasi", "Capaian", "Indikator", "Target", "Realisasi", "Capaian"]
    assert [kolom.match_kolom(judul).tempat[nama] for nama in kolom.ANGKA] == [5, 6, 7]
