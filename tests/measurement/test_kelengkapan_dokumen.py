"""Which labels say that a field may stay empty, and what the checklist of documents asks for."""

import datetime
import re

import pytest
from django import forms
from django.template.loader import render_to_string

from measurement.butir import build_rentang
from measurement.catatan_baku import BUTIR, find_kekurangan
from measurement.enums import JenisTindakan
from measurement.fields import build_field

RENTANG = build_rentang(2026, datetime.date(2026, 7, 20))
DOKUMEN = ["Renstra", "Perjanjian Kinerja", "DPA"]
KURANG = "Keterangan belum diisi: jelaskan dokumen yang belum ada ({})."


@pytest.mark.parametrize(
    ("ada", "keterangan", "pesan"),
    [
        (DOKUMEN, "", {}),
        (DOKUMEN[:1], "Menyusul.", {}),
        (DOKUMEN[:1], "", {"keterangan": [KURANG.format("Perjanjian Kinerja, DPA")]}),
        (DOKUMEN[:2], "  ", {"keterangan": [KURANG.format("DPA")]}),
        (DOKUMEN[:2], None, {"keterangan": [KURANG.format("DPA")]}),
        ([], "Belum ada satu pun.", {"ada": ["Dokumen yang tersedia belum diisi."]}),
    ],
)
def test_what_is_not_there_yet_is_explained(ada, keterangan, pesan):
    isian = {"ada": ada, "keterangan": keterangan}
    assert find_kekurangan(JenisTindakan.DOKUMEN, isian, RENTANG, DOKUMEN) == pesan


def test_every_fault_of_a_table_is_told_at_once():
    kegiatan = [["", "31 Februari", "2026-07-21", "Tim"], ["b", "2026-07-21", "2026-07-20", ""]]
    semua = find_kekurangan(JenisTindakan.SUSUN, {"kegiatan": kegiatan}, RENTANG)["kegiatan"]
    assert semua == [f"Program kerja kegiatan, baris {pesan}" for pesan in (
        "1: Kegiatan belum diisi.",
        "1: Mulai bukan tanggal yang benar: tulis seperti 20/11/2026 atau pilih dari kalender.",
        "2: Pelaksana belum diisi.", "2: Selesai mendahului Mulai.",
    )]  # fmt: skip


def test_what_is_no_date_stays_visible_and_a_day_as_people_write_it_is_read():
    [susun] = BUTIR[JenisTindakan.SUSUN]
    widget = build_field(susun, []).widget
    baris = widget.value_from_datadict({"k-0-1": "31 Februari", "k-0-2": "20/11/2026"}, {}, "k")
    assert baris == [["", "31 Februari", "2026-11-20", ""]]
    html = widget.render("k", baris, {"id": "k"})
    assert html.count('value="31 Februari" aria-label="Mulai baris 1" maxlength="250">') == 1
    assert html.count('value="2026-11-20" aria-label="Selesai baris 1" type="date">') == 1
    tanggal = next(butir for butir in BUTIR[JenisTindakan.RAPAT] if butir.nama == "tanggal")
    satu = build_field(tanggal, []).widget
    for tulis, baca in ((" 20/11/2026", "2026-11-20"), ("1/2/2026", "2026-02-01"), ("31/02/2026", "31/02/2026")):
        assert satu.value_from_datadict({"t": tulis}, {}, "t") == baca
    for isi, jenis in (("31 Februari", "text"), ("2026-11-20", "date"), ("20261120", "text"), ("", "date")):
        assert satu.render("t", isi).count(f'type="{jenis}"') == 1


def read_label(butir):
    class Lembar(forms.Form):
        isian = build_field(butir, [("a", "A")])

    return render_to_string("components/_isian.html", {"field": Lembar()["isian"]})


@pytest.mark.parametrize("butir", [butir for semua in BUTIR.values() for butir in semua], ids=lambda butir: butir.label)
def test_a_label_says_when_the_field_may_stay_empty(butir):
    label = read_label(butir)
    selalu, bersyarat = label.count("(boleh kosong)"), len(re.findall(r"\(boleh kosong bila (pindaian dilampirkan|notulen dipindai)\)", label))
    assert (selalu, bersyarat) == (int(not butir.wajib), int(butir.wajib and butir.di_kertas))
