"""The draft of an SOP: cells as typed, faults in the words of the form, rows moved with their return targets."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from collection.errors import IsianError
from measurement.sop import find_errors, read_sop
from measurement.sop_banding import Nasib, compare
from measurement.sop_draf import (
    MAKS_LANGKAH,
    MAKS_TINDAKAN,
    Draf,
    DrafLangkah,
    build_sop,
    find_kesalahan,
    make_draf,
    parse_tujuan,
    read_isi,
    read_menit,
    say,
    write_isi,
)
from measurement.sop_susun import change

FOLDER = Path(settings.BASE_DIR, "fixtures", "sop")
SOP = {path.stem: read_sop(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
DRAF = make_draf(SOP["dispermades_pengukuran"])
KERJA = ("naik", "turun", "hapus", "sisip", "tambah")


def find(draf):
    return [str(satu) for satu in find_kesalahan(draf, "dispermades", "pengukuran_kinerja")]


def edit(nomor, **sel):
    """The draft with cells of one step changed; those of its first act as `t_jenis`."""
    semua = [*DRAF.langkah]
    tindakan = {nama[2:]: nilai for nama, nilai in sel.items() if nama.startswith("t_")}
    baris = replace(semua[nomor - 1], **{nama: nilai for nama, nilai in sel.items() if not nama.startswith("t_")})
    if tindakan:
        baris = replace(baris, tindakan=(replace(baris.tindakan[0], **tindakan), *baris.tindakan[1:]))
    semua[nomor - 1] = baris
    return replace(DRAF, langkah=tuple(semua))


@pytest.mark.parametrize("nama", SOP)
def test_an_sop_goes_through_the_form_unchanged(nama):
    sop = SOP[nama]
    draf = read_isi(write_isi(make_draf(sop)))
    assert build_sop(draf, sop.kantor, sop.prosedur) == (sop, [])
    assert find_kesalahan(draf, sop.kantor, sop.prosedur) == []
    assert compare(draf, make_draf(sop)).sama


@pytest.mark.parametrize(
    ("draf", "kalimat"),
    [
        (replace(DRAF, nama=" "), ["Nama SOP belum diisi."]),
        (replace(DRAF, nomor="9" * 81), ["Nomor SOP lebih dari 80 huruf."]),
        (replace(DRAF, langkah=()), ["SOP belum berisi langkah."]),
        (replace(DRAF, identitas={"tujuan": "a\x07"}),
         ["Tujuan memuat karakter yang tidak dapat dicetak. Hapus, lalu ketik ulang."]),
        (replace(DRAF, menit_per_hari="0"), ["Menit kerja sehari harus bilangan 1 sampai 1440."]),
        (replace(DRAF, menit_per_hari="x"), ["Menit kerja sehari harus bilangan 1 sampai 1440."]),
        (edit(2, uraian=""), ["Langkah 2: Uraian belum diisi."]),
        (edit(2, waktu="nanti"),
         ['Langkah 2: Waktu "nanti" tidak terbaca; tulis angka dengan menit, jam atau hari.']),
        (edit(2, t_jenis=""), ["Langkah 2: Tindakan 1: Pilih jenis tindakan."]),
        (edit(2, t_peran="raja"), ["Langkah 2: Tindakan 1: Pilih peran."]),
        (edit(2, t_transisi="terbang"), ["Langkah 2: Tindakan 1: Pilih transisi."]),
        (edit(11, t_kembali_ke="8 atau 7"),
         ['Langkah 11: Tindakan 1: Kembali ke "8 atau 7" tidak terbaca; tulis nomor, misalnya 7, 8.']),
        (edit(11, t_kembali_ke="14"),
         ["Langkah 11: Tindakan 1: Langkah 14 sebagai tujuan pengembalian bukan langkah sebelumnya."]),
        (edit(11, t_peran="staf"), [
            'Langkah 11: Tindakan 1: Peran "Staf" tidak berwenang atas "Nyatakan benar"; yang berwenang: "Sekretaris".',
            'Langkah 11: Tindakan 1: Peran "Staf" tidak dapat mengembalikan; hanya "Kepala" atau "Sekretaris".',
            "Langkah 14: Tindakan 1: Laporan belum diverifikasi Sekretaris sejak pengajuan terakhir.",
        ]),
        (edit(1, uraian="", waktu="nanti", t_transisi=""), [
            "Langkah 1: Uraian belum diisi.",
            'Langkah 1: Waktu "nanti" tidak terbaca; tulis angka dengan menit, jam atau hari.',
        ]),
    ],
)  # fmt: skip
def test_faults_are_told_by_step_in_the_words_of_the_form(draf, kalimat):
    assert find(draf)[: len(kalimat)] == kalimat


def test_a_fault_of_one_step_does_not_hide_the_law_of_another():
    rusak = edit(2, waktu="nanti")
    semua = [*rusak.langkah]
    semua[10] = edit(11, t_peran="staf").langkah[10]
    assert [satu.split(":")[0] for satu in find(replace(rusak, langkah=tuple(semua)))] == [
        "Langkah 2", "Langkah 11", "Langkah 11", "Langkah 14",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pesan", "kata"),
    [
        ('Jenis "koreksi" harus membawa transisi "koreksi" atau "minta_verifikasi".',
         'Jenis "Koreksi" harus membawa transisi "Selesai dikoreksi" atau "Minta verifikasi Sekretaris".'),
        ('Transisi "terima" hanya untuk jenis "terima", bukan "lapor".',
         'Transisi "Terima laporan" hanya untuk jenis "Penerimaan", bukan "Pelaporan".'),
        ('SOP berjenis "pengumpulan" tidak memuat tindakan "pengukuran".',
         'SOP berjenis "Pengumpulan data" tidak memuat tindakan "Pengukuran".'),
        ('Waktu "rapat" tidak terbaca.', 'Waktu "rapat" tidak terbaca.'),
    ],
)  # fmt: skip
def test_codes_become_the_labels_of_their_own_vocabulary(pesan, kata):
    assert say(pesan) == kata


@pytest.mark.parametrize(
    ("teks", "menit"), [("4 Jam", 240), ("1 Hari 30 menit", 480), ("15", 15), ("", None), ("besok", None),
                        ("999999 hari", None)],
)  # fmt: skip
def test_minutes_are_read_from_the_printed_time(teks, menit):
    assert read_menit(teks, "450") == menit


@pytest.mark.parametrize(("teks", "tujuan"), [("8, 7", (8, 7)), ("7 7;8", (7, 8)), ("", ()), ("x", None), ("99999", None)])
def test_return_targets_are_numbers(teks, tujuan):
    assert parse_tujuan(teks) == tujuan


def list_tujuan(draf):
    """(wording, wording of what it returns to) for each return: what must survive any renumbering."""
    uraian = {n: satu.uraian for n, satu in enumerate(draf.langkah, 1)}
    return {
        (satu.uraian, uraian[n]) for satu in draf.langkah for t in satu.tindakan for n in parse_tujuan(t.kembali_ke) or ()
    }


@given(st.lists(st.tuples(st.sampled_from(KERJA), st.integers(1, 16)), max_size=8))
def test_return_targets_follow_their_steps(semua):
    draf, sebelum = DRAF, list_tujuan(DRAF)
    for nama, nomor in semua:
        nomor = min(nomor, len(draf.langkah))
        draf = change(draf, f"{nama}-{nomor}")
    ada = {satu.uraian for satu in draf.langkah}
    assert list_tujuan(draf) == {(dari, ke) for dari, ke in sebelum if {dari, ke} <= ada}


def test_rows_change_as_their_buttons_say():
    uraian = [satu.uraian for satu in DRAF.langkah]
    assert [satu.uraian for satu in change(DRAF, "naik-2").langkah] == [uraian[1], uraian[0], *uraian[2:]]
    assert change(DRAF, "turun-1") == change(DRAF, "naik-2")
    assert change(DRAF, "naik-1") == change(DRAF, "turun-16") == DRAF
    assert [satu.uraian for satu in change(DRAF, "sisip-0").langkah] == ["", *uraian]
    assert [len(satu.tindakan) for satu in change(DRAF, "tambah-2").langkah][:3] == [1, 2, 1]
    assert change(change(DRAF, "tambah-2"), "lepas-2-2") == DRAF
    assert change(DRAF, "hapus-7").langkah[9].tindakan[0].kembali_ke == "7"


@pytest.mark.parametrize("kerja", ["", "naik", "naik-0", "naik-17", "hapus-x", "terbang-1", "sisip-17", "naik--1"])
def test_a_change_of_no_row_is_refused(kerja):
    with pytest.raises(IsianError):
        change(DRAF, kerja)


def test_rows_have_a_bound():
    penuh = Draf(langkah=(DrafLangkah(),) * MAKS_LANGKAH)
    with pytest.raises(IsianError, match="paling banyak 40 langkah"):
        change(penuh, "sisip-1")
    banyak = Draf(langkah=(replace(DRAF.langkah[0], tindakan=DRAF.langkah[0].tindakan * MAKS_TINDAKAN),))
    with pytest.raises(IsianError, match="paling banyak 80 tindakan"):
        change(banyak, "tambah-1")


def describe(beda):
    return [(s.lama, s.baru, s.nasib, s.pindah, [u.nama for u in s.ubahan])
            for s in beda.langkah if s.nasib != Nasib.TETAP or s.pindah]  # fmt: skip


def test_comparison_tells_cells_and_what_was_added_removed_and_moved():
    assert describe(compare(DRAF, edit(2, waktu="5 Jam"))) == [(2, 2, Nasib.BERUBAH, False, ["Waktu"])]
    assert describe(compare(DRAF, change(DRAF, "hapus-3"))) == [(3, None, Nasib.HILANG, False, [])]
    baru = describe(compare(DRAF, change(DRAF, "sisip-3")))
    assert baru == [(None, 4, Nasib.BARU, False, ["Tindakan"])]
    assert describe(compare(DRAF, change(change(DRAF, "naik-9"), "naik-8"))) == [(9, 7, Nasib.TETAP, True, [])]
    assert describe(compare(DRAF, edit(3, uraian=DRAF.langkah[2].uraian + " tahunan"))) == [
        (3, 3, Nasib.BERUBAH, False, ["Uraian"])
    ]
    assert [u.nama for u in compare(DRAF, replace(DRAF, nomor="1", identitas={})).identitas][:2] == [
        "Nomor SOP", "Tanggal pembuatan",
    ]  # fmt: skip


def test_a_return_to_a_removed_step_whose_number_another_one_has_is_a_change():
    tanpa = change(DRAF, "hapus-8")
    kembali = replace(tanpa.langkah[9], tindakan=(replace(tanpa.langkah[9].tindakan[0], kembali_ke="8, 7"),))
    palsu = replace(tanpa, langkah=(*tanpa.langkah[:9], kembali, *tanpa.langkah[10:]))
    assert [u.nama for s in compare(DRAF, palsu).langkah if s.baru == 10 for u in s.ubahan] == ["Tindakan"]


def test_what_the_editor_accepts_is_lawful():
    sop, _ = build_sop(DRAF, "dispermades", "pengukuran_kinerja")
    assert (find_errors(sop), find(DRAF)) == ([], [])
