"""What the frame of every page needs: whose office, which role, where one may go."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from collection.enums import Peran
from collection.models import Penugasan
from collection.queries import PEMBACA_JEJAK, PERAN_UNIT, list_penugasan
from measurement.services.periksa_lihat import PEMERIKSA


@dataclass(frozen=True)
class Menu:
    """One line of the navigation. No roles means every role."""

    label: str
    url_name: str
    ikon: str
    awalan: str | tuple[str, ...]
    peran: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Butir:
    """A line as the page shows it; `kini` is the value of aria-current, or empty."""

    label: str
    url: str
    ikon: str
    kini: str


@dataclass(frozen=True)
class Kerangka:
    """`semua_unit`: the offices of which the user sees every unit's form (queries.scope_kantor_semua_unit)."""

    pengguna: int
    nama: str
    sebutan: str
    kantor: str
    pemerintah: str
    menu: list[Butir]
    semua_unit: frozenset[int]


MENU = (
    Menu("Tugas saya", "measurement:tugas_list", "inbox", "/tugas/"),
    Menu("Dasbor", "measurement:dasbor_list", "chart-column", "/dasbor/"),
    Menu("Pengukuran", "measurement:pengukuran_list", "workflow", ("/pengukuran/", "/kertas-kerja/")),
    Menu("Formulir", "collection:formulir_list", "clipboard-list", "/formulir/"),
    Menu("Periode", "measurement:periode_list", "calendar-clock", "/periode/"),
    Menu("Rencana", "collection:rencana_list", "target", "/rencana/"),
    Menu("Tindak lanjut", "measurement:tindak_lanjut_list", "list-checks", "/tindak-lanjut/"),
    Menu("SOP", "measurement:sop_list", "git-branch", "/sop/"),
    Menu("Metodologi", "measurement:metodologi_list", "calculator", ("/metodologi/", "/skala/")),
    Menu("Waktu", "measurement:waktu_list", "clock", "/waktu/"),
    Menu("Dokumen", "measurement:dokumen_list", "file-check", "/dokumen/"),
    Menu("Periksa tabel", "measurement:periksa_tabel_create", "search-check", "/periksa-tabel/", frozenset(PEMERIKSA)),
    Menu("Kantor dan pengguna", "collection:kantor_detail", "building-2", "/kantor/", frozenset({Peran.ADMIN})),
    Menu("Jejak audit", "collection:jejak_list", "history", "/jejak/", frozenset(PEMBACA_JEJAK)),
)


def build_kerangka(request: HttpRequest) -> dict[str, object]:
    """The frame, computed only by a page that shows it; nothing for a visitor who has not signed in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"kerangka": None}
    return {"kerangka": SimpleLazyObject(lambda: _build(request))}


def _build(request: HttpRequest) -> Kerangka:
    penugasan = getattr(request, "penugasan", None) or list(list_penugasan(request.user))
    kantor = {satu.perangkat_daerah_id: satu.perangkat_daerah for satu in penugasan}
    return Kerangka(
        pengguna=request.user.pk,
        nama=request.user.nama,
        sebutan=_write_sebutan(penugasan),
        kantor=_write_kantor([satu.nama for satu in kantor.values()]),
        pemerintah=next((satu.pemerintah for satu in kantor.values()), ""),
        menu=_build_menu(request.path, {satu.peran for satu in penugasan}),
        semua_unit=frozenset(satu.perangkat_daerah_id for satu in penugasan if satu.peran not in PERAN_UNIT),
    )


def _write_sebutan(penugasan: list[Penugasan]) -> str:
    """Each title once, in order, e.g. "Plt. Kepala, Sekretaris"."""
    return ", ".join(dict.fromkeys(satu.sebutan for satu in penugasan)) or "Tidak ada peran hari ini"


def _write_kantor(nama: list[str]) -> str:
    if not nama:
        return "Tanpa perangkat daerah"
    return nama[0] if len(nama) == 1 else f"{len(nama)} perangkat daerah"


def _build_menu(path: str, peran: set[str]) -> list[Butir]:
    menu = []
    for satu in MENU:
        if satu.peran and not satu.peran & peran:
            continue
        try:
            url = reverse(satu.url_name)
        except NoReverseMatch:
            continue
        kini = "page" if path == url else "true" if path.startswith(satu.awalan) else ""
        menu.append(Butir(satu.label, url, satu.ikon, kini))
    return menu
