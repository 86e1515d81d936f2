"""What was typed, given back where a refusal would lose it: shown for copying, never stored, never a secret."""

import re
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

RAHASIA = re.compile(r"pass|sandi|frasa|csrf|sertifikat|token|kunci|rahasia|ulang|totp|^nik$")
BUKAN_TULISAN = frozenset({"versi", "sha256", "next", "tambah"})
SEL = re.compile(r"(.+)-(\d+)-(\d+)")


@dataclass(frozen=True)
class Tulisan:
    """One text that was sent, under the name of its field in words."""

    label: str
    isi: str


def list_tulisan(request: HttpRequest) -> list[Tulisan]:
    """The texts of a POST, none of a GET. Passwords, passphrases, tokens and what the page itself sent are left out.

    A view that knows what a field is about has said so in `request.label_tulisan` (field → words).
    """
    if request.method != "POST":
        return []
    semua = request.POST.lists()
    label: dict[str, str] = getattr(request, "label_tulisan", {})
    return [
        Tulisan(label.get(nama) or write_label(nama), "\n".join(satu for satu in nilai if satu.strip()))
        for nama, nilai in semua
        if nama not in BUKAN_TULISAN and not RAHASIA.search(nama.lower()) and any(satu.strip() for satu in nilai)
    ]


def write_label(nama: str) -> str:
    """The name of a field as a person reads it; a cell of a table by its row and column, counted from 1."""
    sel = SEL.fullmatch(nama)
    if sel:
        return f"{write_label(sel[1])}, baris {int(sel[2]) + 1}, kolom {int(sel[3]) + 1}"
    return nama.replace("_", " ").replace("-", " ").capitalize()


def is_sendiri(request: HttpRequest) -> bool:
    """Whether the browser says that one of our pages sent it; somebody else's text is not shown as the user's own."""
    asal = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    # A browser says "null" where it hides the origin; as an address that would be a page of this host.
    return asal != "null" and url_has_allowed_host_and_scheme(asal, {request.get_host()}, request.is_secure())
