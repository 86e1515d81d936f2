"""The house rules of docs/arsitektur.md that a machine can hold: floors, sizes, and what must not be there."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from collection.enums import Pilihan
from tests.halaman import find_inline

AKAR = settings.BASE_DIR
RUMAH = ("collection", "measurement", "sakip")
BARIS_MAKS = {"app": 300, "tests": 400, "templates": 120}
SEMUA = (*RUMAH, "bin", "docs", "fixtures", "static", "templates", "tests", ".ci")
JENIS_TEKS = ("", ".py", ".html", ".css", ".js", ".md", ".toml", ".csv")
BELUM_SELESAI = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
TANDA_DJANGO = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
PUNYA_SAVE = "collection/models/kekal.py"

Simpul = ast.FunctionDef | ast.ClassDef


def write_path(path: Path) -> str:
    return path.relative_to(AKAR).as_posix()


def list_berkas(*map_: str, jenis: tuple[str, ...] = (".py",)) -> list[Path]:
    """Files that people write: no migrations (made by Django), nothing that Python left behind."""
    semua = (path for satu in map_ for path in (AKAR / satu).rglob("*") if path.is_file() and path.suffix in jenis)
    return sorted(path for path in semua if not {"migrations", "__pycache__"} & set(path.parts))


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def list_kode() -> list[tuple[str, ast.Import | ast.ImportFrom | ast.ClassDef]]:
    """Each import and class of the code with the place to name in a message."""
    return [
        (f"{write_path(path)}:{simpul.lineno}", simpul)
        for path in list_berkas(*RUMAH)
        for simpul in ast.walk(parse(path))
        if isinstance(simpul, ast.Import | ast.ImportFrom | ast.ClassDef)
    ]


def test_imports_go_down_only():
    """The contracts of pyproject.toml."""
    perintah = [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"]
    hasil = subprocess.run(perintah, cwd=AKAR, capture_output=True, text=True)
    assert hasil.returncode == 0, hasil.stdout + hasil.stderr


@pytest.mark.parametrize(
    ("batas", "berkas"),
    [
        ("app", list_berkas(*RUMAH, "bin", jenis=("", ".py", ".sh")) + list_berkas("static", jenis=(".js",))),
        ("tests", list_berkas("tests")),
        ("templates", list_berkas("templates", jenis=(".html",))),
    ],
    ids=list(BARIS_MAKS),
)
def test_files_stay_short(batas, berkas):
    panjang = {write_path(path): len(path.read_text().splitlines()) for path in berkas}
    terlalu = [f"{nama} ({baris})" for nama, baris in panjang.items() if baris > BARIS_MAKS[batas]]
    assert not terlalu, f"over {BARIS_MAKS[batas]} lines, split by what changes together: {', '.join(terlalu)}"


def test_nothing_is_left_for_later():
    """What is not done is not promised in a comment."""
    berkas = [*list_berkas(*SEMUA, jenis=JENIS_TEKS), AKAR / "manage.py", AKAR / "pyproject.toml", AKAR / "README.md"]
    ada = [
        f"{write_path(path)}:{nomor}"
        for path in berkas
        for nomor, baris in enumerate(path.read_text().splitlines(), start=1)
        if BELUM_SELESAI.search(baris)
    ]
    assert not ada, f"do it or drop it: {', '.join(ada)}"


def test_templates_have_no_inline_style_or_script():
    """The Content-Security-Policy would block them; django's own tags are taken out before reading the HTML."""
    ada = [
        f"{write_path(path)}: {satu}"
        for path in list_berkas("templates", jenis=(".html",))
        for satu in find_inline(TANDA_DJANGO.sub("", path.read_text()))
        if not satu.startswith("svg xmlns=")  # a name, not an address that is fetched
    ]
    assert not ada, f"move it to static/: {', '.join(ada)}"


def test_no_has_of_the_page_reaches_every_element_in_it():
    """Each saved cell changes the page: such a rule then has all of it styled anew, a tenth of a second at 300 rows."""
    semua = {berkas.name: berkas.read_text() for berkas in list_berkas("static", jenis=(".css",))}
    salah = re.compile(r"^(?:html|body):has\(.*\)\s+(?:>\s*)?[:*][^{]*\{", re.MULTILINE)
    assert {nama: salah.findall(isi) for nama, isi in semua.items() if salah.search(isi)} == {}


def test_no_module_of_odds_and_ends():
    ada = [write_path(path) for path in list_berkas(*RUMAH, "tests") if path.stem in ("utils", "helpers", "common")]
    assert not ada, f"name the module after what it knows: {', '.join(ada)}"


def test_no_signal_receivers():
    """What happens upstairs is called from upstairs, where one can read it."""
    ada = [tempat for tempat, simpul in list_kode() if any(map(is_sinyal, list_impor(simpul)))]
    assert not ada, f"call a service instead of a signal: {', '.join(ada)}"


def list_impor(simpul: ast.AST) -> list[str]:
    if isinstance(simpul, ast.Import):
        return [satu.name for satu in simpul.names]
    return [f"{simpul.module}.{satu.name}" for satu in simpul.names] if isinstance(simpul, ast.ImportFrom) else []


def is_sinyal(modul: str) -> bool:
    return modul.startswith("django.dispatch") or "signals" in modul.split(".")


def test_no_save_override():
    """A rule hidden in `save` is skipped by bulk_create and update; append-only tables are the one exception."""
    ada = [
        tempat
        for tempat, simpul in list_kode()
        if isinstance(simpul, ast.ClassDef) and any(getattr(satu, "name", "") == "save" for satu in simpul.body)
    ]
    lain = [tempat for tempat in ada if not tempat.startswith(PUNYA_SAVE)]
    assert ada and not lain, f"put the rule into a service: {', '.join(lain)}"


def test_no_generic_foreign_keys():
    """A key that may point anywhere is a key that the database cannot hold."""
    ada = [
        tempat
        for tempat, simpul in list_kode()
        if any("contenttypes" in modul or "Generic" in modul.rpartition(".")[2] for modul in list_impor(simpul))
    ]
    assert not ada, f"name the table that is meant: {', '.join(ada)}"


@pytest.mark.parametrize("app", ["collection", "measurement"])
def test_public_names_have_a_docstring(app):
    ada = [satu for path in list_berkas(app) for satu in find_bisu(path)]
    assert not ada, "say in a docstring what the name does not: " + ", ".join(ada)


def find_bisu(path: Path) -> Iterator[str]:
    """Public classes and functions without a docstring, methods included."""
    nama_modul = write_path(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for simpul, jalur in walk_publik(parse(path)):
        if not ast.get_docstring(simpul) and not is_jelas(simpul, jalur, nama_modul):
            yield f"{write_path(path)}:{simpul.lineno} {'.'.join([*jalur, simpul.name])}"


def walk_publik(induk: ast.AST, jalur: tuple[str, ...] = ()) -> Iterator[tuple[Simpul, tuple[str, ...]]]:
    for simpul in ast.iter_child_nodes(induk):
        if isinstance(simpul, Simpul) and not simpul.name.startswith("_") and simpul.name != "Meta":
            yield simpul, jalur
            if isinstance(simpul, ast.ClassDef):
                yield from walk_publik(simpul, (*jalur, simpul.name))


def is_jelas(simpul: Simpul, jalur: tuple[str, ...], nama_modul: str) -> bool:
    """Exempt: functions of one statement, overrides of a base's method, vocabularies, Django's Command and AppConfig."""
    if isinstance(simpul, ast.FunctionDef):
        return len(simpul.body) == 1 or (bool(jalur) and is_timpaan(simpul.name, jalur, nama_modul))
    if simpul.name == "Command" or simpul.name.endswith("Config"):
        return True
    kelas = getattr(importlib.import_module(nama_modul), simpul.name, None) if not jalur else None
    return isinstance(kelas, type) and issubclass(kelas, Pilihan)


def is_timpaan(nama: str, jalur: tuple[str, ...], nama_modul: str) -> bool:
    """Whether a base class has the method already: then its contract is told there."""
    kelas = importlib.import_module(nama_modul)
    for satu in jalur:
        kelas = getattr(kelas, satu)
    return any(hasattr(dasar, nama) for dasar in kelas.__bases__)
