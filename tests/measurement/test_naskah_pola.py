"""Pure: which act makes which papers, and the blanks of their wording."""

import datetime

import pytest

from measurement.butir import build_rentang, check_butir
from measurement.catatan_baku import BUTIR
from measurement.enums import JenisNaskah, JenisSop, JenisTindakan, Status, Transisi
from measurement.naskah import (
    BUATAN,
    TEMPAT,
    Alur,
    IsiTempat,
    check_teks,
    find_asing,
    has_naskah,
    list_naskah,
    list_naskah_data,
    merge_teks,
)
from measurement.naskah_baku import BAGIAN

ISI = IsiTempat({"{periode}": "Triwulan II 2026", "{kantor}": "Dinas {periode}"})
TANPA = {JenisTindakan.METODOLOGI, JenisTindakan.PENGISIAN, JenisTindakan.VALIDASI, JenisTindakan.HIMPUN,
         JenisTindakan.PENGUKURAN, JenisTindakan.PERIKSA, JenisTindakan.ULANG, JenisTindakan.KOREKSI}  # fmt: skip


def list_dari(jenis, isi=None, dari=Status.RAPAT, transisi=None):
    return [satu.value for satu in list_naskah(jenis, isi or {}, dari=dari, transisi=transisi)]


def list_data(jenis, *, transisi=None, output="", sop=JenisSop.PENGUKURAN, punya=(), lewat=()):
    alur = Alur(sop, frozenset(punya), frozenset(lewat))
    return list_naskah_data(jenis, transisi=transisi, output=output, alur=alur)


@pytest.mark.parametrize(
    ("jenis", "cara", "semua"),
    [
        (JenisTindakan.DISTRIBUSI, {}, ["formulir"]),
        (JenisTindakan.DISTRIBUSI, {"punya": [JenisTindakan.FORMULIR]}, []),
        (JenisTindakan.FORMULIR, {}, []),
        (JenisTindakan.PENGISIAN, {}, ["formulir_terisi"]),
        (JenisTindakan.VALIDASI, {}, ["formulir_terisi"]),
        (JenisTindakan.HIMPUN, {"output": "Draf Dokumen"}, ["rekapitulasi_data"]),
        (JenisTindakan.HIMPUN, {"output": "KERTAS kerja Pengukuran"}, ["kertas_kerja"]),
        (JenisTindakan.METODOLOGI, {}, ["kertas_kerja"]),
        (JenisTindakan.PENGUKURAN, {}, ["kertas_kerja"]),
        (JenisTindakan.PENGUKURAN, {"transisi": Transisi.AJUKAN_KOREKSI}, ["kertas_kerja", "konsep_laporan"]),
        (JenisTindakan.LAPOR, {}, []),
        (JenisTindakan.LAPOR, {"transisi": Transisi.MULAI_PENGUKURAN}, []),
        (JenisTindakan.LAPOR, {"output": "Kertas kerja", "transisi": Transisi.AJUKAN}, ["kertas_kerja", "konsep_laporan"]),
        (JenisTindakan.REKAP, {"transisi": Transisi.AJUKAN}, ["konsep_laporan"]),
        (JenisTindakan.PERIKSA, {}, []),
        (JenisTindakan.PERIKSA, {"transisi": Transisi.VERIFIKASI}, ["konsep_laporan"]),
        (JenisTindakan.PERIKSA, {"transisi": Transisi.VERIFIKASI, "lewat": [Transisi.TERIMA]}, ["laporan_pengukuran"]),
        (JenisTindakan.PERIKSA, {"transisi": Transisi.SETUJUI, "lewat": [Transisi.TERIMA]}, ["konsep_laporan"]),
        (
            JenisTindakan.PERIKSA,
            {"transisi": Transisi.VERIFIKASI, "lewat": [Transisi.TERIMA], "sop": JenisSop.PENGUMPULAN},
            ["laporan_pengumpulan"],
        ),
        (JenisTindakan.KOREKSI, {"transisi": Transisi.KOREKSI}, ["konsep_laporan"]),
        (JenisTindakan.TANDA_TANGAN, {"transisi": Transisi.TANDATANGANI}, []),
    ],
)
def test_which_sheets_of_figures_an_act_makes(jenis, cara, semua):
    assert [satu.value for satu in list_data(jenis, **cara)] == semua


def test_every_kind_of_paper_has_an_act_that_makes_it_and_a_usual_wording():
    dibuat = {nama for jenis in JenisTindakan for nama in list_dari(jenis)}
    dibuat |= {nama for nama in ("surat_perintah", "nota_dinas", "lembar_disposisi")
               if list_dari(JenisTindakan.PERINTAH, {"bentuk": nama}) == [nama]}  # fmt: skip
    dibuat |= {satu.value for jenis in JenisTindakan for satu in list_data(jenis)}
    assert dibuat == {jenis.value for jenis in BUATAN} == {jenis.value for jenis in BAGIAN}


def test_a_meeting_makes_two_papers_and_no_scan_stands_for_work_on_figures():
    assert list_dari(JenisTindakan.RAPAT) == ["daftar_hadir", "notulen"]
    assert [jenis for jenis in TANPA if has_naskah(jenis, dari=Status.RAPAT, transisi=None)] == []


@pytest.mark.parametrize(
    ("dari", "transisi", "semua"),
    [
        (Status.RAPAT, Transisi.MULAI_PENGUMPULAN, ["sk_tim"]),
        (Status.RAPAT, None, ["sk_tim"]),
        (Status.TANDA_TANGAN, Transisi.TANDATANGANI, []),
        (Status.KOREKSI, None, []),
    ],
)
def test_only_a_signature_during_the_preparations_is_that_of_the_sk(dari, transisi, semua):
    assert list_dari(JenisTindakan.TANDA_TANGAN, dari=dari, transisi=transisi) == semua


@pytest.mark.parametrize(
    ("teks", "jadi"),
    [
        ("Hasil {periode}.", "Hasil Triwulan II 2026."),
        ("{kantor}", "Dinas {periode}"),  # what is filled in is not read again
        ("{periode.__class__} {0} {}", "{periode.__class__} {0} {}"),
        ("{{periode}}", "{Triwulan II 2026}"),
        ("%s {kota}", "%s {kota}"),
    ],
)
def test_fill_is_plain_replacement(teks, jadi):
    assert ISI.fill(teks) == jadi


@pytest.mark.parametrize(
    ("teks", "asing"),
    [
        ("Kepada {nama} dan {nama} di {kota}", ["{nama}"]),
        ("{Periode} {periode!r} {", ["{Periode}", "{periode!r}", "{"]),
        ("kurung } saja", ["}"]),
        (" ".join(TEMPAT), []),
    ],
)
def test_unknown_blanks_are_told_with_the_known_ones(teks, asing):
    assert find_asing(teks) == asing
    pesan = check_teks("Hal", teks)
    assert bool(pesan) == bool(asing)
    assert all(satu in pesan for satu in (*asing, *TEMPAT)) or not asing


def test_the_usual_wording_knows_its_blanks():
    assert [b.nama for semua in BAGIAN.values() for b in semua if find_asing(b.teks)] == []


def test_an_office_that_words_one_part_keeps_the_usual_others():
    teks = merge_teks(JenisNaskah.UNDANGAN, {"hal": "Undangan Rapat", "lama": "x"})
    assert (teks["hal"], teks["sifat"], "lama" in teks) == ("Undangan Rapat", "Penting", False)


@pytest.mark.parametrize(
    ("susunan", "pesan"),
    [
        ([["pengarah", "Kepala", ""]], ["Susunan Tim: belum ada ketua dan anggota."]),
        ([["ketua", "Sekretaris", ""]], ["Susunan Tim: belum ada anggota."]),
        ([["ketua", "Sekretaris", ""], ["anggota", "Kabid", ""]], []),
    ],
)
def test_a_team_has_a_chair_and_members(susunan, pesan):
    butir = next(satu for satu in BUTIR[JenisTindakan.SK_TIM] if satu.nama == "susunan")
    assert check_butir(butir, susunan, build_rentang(2026, datetime.date(2026, 11, 20))) == pesan
