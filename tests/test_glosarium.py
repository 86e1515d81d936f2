"""Every word in the name of a model or of its fields stands in docs/glosarium.md, and the glossary names real places."""

import re

import pytest
from django.apps import apps
from django.conf import settings

GLOSARIUM = settings.BASE_DIR / "docs" / "glosarium.md"
MODEL = {m.__name__: m for nama in ("collection", "measurement") for m in apps.get_app_config(nama).get_models()}


def read_baris(teks: str) -> list[list[str]]:
    """Cells of the table: word, meaning, where. Its head and rule are left out."""
    baris = [[sel.strip() for sel in satu.strip("| ").split("|")] for satu in teks.splitlines() if satu[:1] == "|"]
    return [sel for sel in baris if sel[0] not in ("word", "---")]


def read_inggris(teks: str) -> set[str]:
    """The bookkeeping words: the comma-separated end of the last section."""
    return set(re.findall(r"[a-z0-9]+", teks.partition("## English")[2].rpartition(":")[2]))


def list_field(model) -> list[str]:
    return [field.name for field in (*model._meta.fields, *model._meta.many_to_many)]


def list_kata(model) -> set[str]:
    """`PerangkatDaerah` gives perangkat, daerah; `tahun_awal` gives tahun, awal."""
    return {kata.lower() for kata in re.findall(r"[A-Z][a-z0-9]*", model.__name__)} | {
        kata for nama in list_field(model) for kata in nama.split("_")
    }


def find_hilang(model, teks: str) -> list[str]:
    """Words of the model that the glossary does not explain."""
    return sorted(list_kata(model) - {sel[0] for sel in read_baris(teks)} - read_inggris(teks))


@pytest.mark.parametrize("nama", MODEL)
def test_glosarium_explains_every_word(nama):
    hilang = find_hilang(MODEL[nama], GLOSARIUM.read_text())
    assert not hilang, f"{nama}: add to docs/glosarium.md: {', '.join(hilang)}"


@pytest.mark.parametrize(("kata", "nama"), [("pagu", "Pagu"), ("awal", "Renstra"), ("sha256", "Bukti")])
def test_glosarium_misses_a_word_that_was_taken_out(kata, nama):
    teks = GLOSARIUM.read_text()
    tanpa = re.sub(rf"(?m)^\| {kata} \|.*\n|\b{kata}, ", "", teks)
    assert (find_hilang(MODEL[nama], teks), find_hilang(MODEL[nama], tanpa)) == ([], [kata])


def test_glosarium_rows_are_whole_sorted_and_without_repetition():
    baris = read_baris(GLOSARIUM.read_text())
    kata = [sel[0] for sel in baris]
    assert kata == sorted(set(kata))
    assert [sel for sel in baris if len(sel) != 3 or not all(sel)] == []


def test_glosarium_names_places_that_exist():
    """A renamed field must not leave its old name behind in the third column."""
    ada = set(MODEL) | {f"{nama}.{field}" for nama, model in MODEL.items() for field in list_field(model)}
    disebut = {tempat for sel in read_baris(GLOSARIUM.read_text()) for tempat in re.findall(r"`([^`]+)`", sel[2])}
    assert sorted(disebut - ada) == []
