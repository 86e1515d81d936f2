"""A rendered page or fragment as tests read it: by element, by text, and the cells of a form."""

from django.test.html import Element, parse_html
from django.urls import reverse

from collection.services.realisasi import compute_sidik
from tests.halaman import find_inline

HTMX = {"HX-Request": "true"}
KOSONG = compute_sidik(None)


class Halaman:
    """A page or fragment as a browser has it; one end tag too many fails."""

    def __init__(self, response):
        self.status, teks = response.status_code, response.content.decode()
        self.akar, self.inline = parse_html(f"<div>{teks}</div>"), find_inline(teks)

    def find(self, nama, **syarat):
        """The elements of that name with these attributes, in order."""
        return [e for e in walk(self.akar) if e.name == nama and syarat.items() <= dict(e.attributes).items()]

    def read(self, nama, **syarat):
        """Their texts."""
        return [read_teks(e) for e in self.find(nama, **syarat)]

    @property
    def sel(self):
        """(state, what is in it, note) of each cell by its id; what is in an input, or the text where there is none."""
        return {dict(e.attributes)["id"]: read_sel(e) for e in self.find("td") if _is_sel(e)}

    @property
    def masukan(self):
        """How many fields there are to type or choose in."""
        return sum(len(self.find(nama, name="isi")) for nama in ("input", "textarea", "select"))


def walk(elemen):
    yield elemen
    for anak in elemen.children:
        if isinstance(anak, Element):
            yield from walk(anak)


def get(elemen, nama):
    return dict(elemen.attributes).get(nama)


def read_teks(elemen):
    """All text in it, with single blanks."""
    return " ".join(" ".join(a if isinstance(a, str) else read_teks(a) for a in elemen.children).split())


def read_sel(elemen):
    semua = list(walk(elemen))
    nota = next((read_teks(e) for e in semua if get(e, "class") == "sel-keadaan"), "")
    for e in semua:
        if get(e, "name") == "isi":
            dipilih = [read_teks(o) for o in walk(e) if "selected" in dict(o.attributes)]
            isi = get(e, "value") if e.name == "input" else read_teks(e) if e.name == "textarea" else "".join(dipilih)
            return get(elemen, "data-keadaan"), isi, nota
    return get(elemen, "data-keadaan"), read_teks(elemen).removesuffix(nota).strip(), nota


def _is_sel(elemen):
    return "sel" in (get(elemen, "class") or "").split()


def link(nama, *kunci):
    return reverse(nama, args=kunci)


def visit(client, user, url):
    client.force_login(user)
    return Halaman(client.get(url))
