"""Which labels say that a field may stay empty, and what the checklist of documents asks for."""

import datetime

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


def read_label(butir):
    class Lembar(forms.Form):
        isian = build_field(butir, [("a", "A")])

    return render_to_string("components/_isian.html", {"field": Lembar()["isian"]})


@pytest.mark.parametrize("butir", [butir for semua in BUTIR.values() for butir in semua], ids=lambda butir: butir.label)
def test_a_label_says_when_the_field_may_stay_empty(butir):
    label = read_label(butir)
    selalu, bersyarat = label.count("(boleh kosong)"), label.count("(boleh kosong bila pindaian dilampirkan)")
    assert (selalu, bersyarat) == (int(not butir.wajib), int(butir.wajib and butir.di_kertas))
