"""Days off from pasted lines and from Excel: every fault at once, by its line."""

import datetime

import pytest

from collection.errors import BerkasError, IsianError
from collection.services.impor_libur import MAKS_BARIS, read_berkas_libur, read_teks_libur, write_teks_libur
from collection.services.kalender import CalonLibur
from tests.factories.waktu import build_buku

HARI = datetime.date(2027, 3, 10)


def test_lines_are_read_in_the_order_of_days():
    teks = "Tanggal; Nama\n\nKamis, 25 Desember 2027; Natal\n10/03/2027\tIdulfitri\n2027-03-11; Cuti bersama Idulfitri\n12-3-2027; Lain; Libur daerah\n"
    assert read_teks_libur(teks, "nasional") == [
        CalonLibur(HARI, "Idulfitri", "nasional"),
        CalonLibur(datetime.date(2027, 3, 11), "Cuti bersama Idulfitri", "cuti_bersama"),
        CalonLibur(datetime.date(2027, 3, 12), "Lain", "daerah"),
        CalonLibur(datetime.date(2027, 12, 25), "Natal", "nasional"),
    ]


def test_faults_are_told_all_at_once():
    teks = "10 Maret 2027\nkapan; Idulfitri\n10/03/2027; Satu\n10/03/2027; Dua\n11/03/2027; \n12/03/2027; X; liburan\n1/1/1990; Lama\na;b;c;d"
    with pytest.raises(IsianError) as galat:
        read_teks_libur(teks, "nasional")
    assert [pesan.split(":")[0] for pesan in galat.value.kesalahan[""]] == [f"Baris {n}" for n in (1, 2, 4, 5, 6, 7, 8)]


@pytest.mark.parametrize("teks", ["", "\n\n", "Tanggal; Nama", "\n".join("1/1/2027; x" for _ in range(MAKS_BARIS + 2))])
def test_nothing_and_too_much_are_refused(teks):
    with pytest.raises(IsianError):
        read_teks_libur(teks, "nasional")


def test_workbook_with_real_dates_and_texts():
    isi = build_buku(["Tanggal", "Nama hari"], [datetime.datetime(2027, 3, 10), "Idulfitri"], ["17 Agustus 2027", "Proklamasi; RI", "Libur nasional"])
    assert read_berkas_libur(isi, "daerah") == [
        CalonLibur(HARI, "Idulfitri", "daerah"),
        CalonLibur(datetime.date(2027, 8, 17), "Proklamasi, RI", "nasional"),
    ]


def test_workbook_that_is_empty_or_none_is_refused():
    for isi in (build_buku(), b"bukan excel"):
        with pytest.raises(BerkasError):
            read_berkas_libur(isi, "nasional")
    with pytest.raises(IsianError, match="Baris 1"):
        read_berkas_libur(build_buku([12.5, "angka"]), "nasional")


def test_what_the_preview_hands_on_is_what_was_read():
    daftar = [CalonLibur(HARI, "Idulfitri", "daerah"), CalonLibur(datetime.date(2027, 8, 17), "Cuti bersama", "nasional")]
    assert read_teks_libur(write_teks_libur(daftar), "cuti_bersama") == daftar
