"""The plan: tree and table of one office and year."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collection.models import PerangkatDaerah, PerjanjianKinerja
from collection.queries import find_peran, scope_kantor
from collection.services.pk import PERAN_RENCANA, find_pk, find_pk_berlaku
from collection.services.rencana import build_rencana


@dataclass(frozen=True)
class Pilihan:
    """What the page is about: the office and the year that were picked, and what else there is to pick.

    `pk` is the year's last version, `berlaku` the last stipulated one (its draft, where there is no other).
    """

    kantor: PerangkatDaerah
    semua_kantor: list[PerangkatDaerah]
    tahun: int
    semua_tahun: list[int]
    pk: PerjanjianKinerja | None
    berlaku: PerjanjianKinerja | None

    @property
    def draf(self) -> PerjanjianKinerja | None:
        """The draft, where something else is in force."""
        return self.pk if self.pk and self.pk != self.berlaku else None

    @property
    def kueri(self) -> str:
        """The choice as an address carries it."""
        return f"kantor={self.kantor.singkatan}&tahun={self.tahun}"


@require_safe
def rencana_list(request: HttpRequest) -> HttpResponse:
    """The plan of an office and year, as a tree or as a table."""
    pilihan = find_pilihan(request, list(scope_kantor(request.user)))
    if pilihan is None:
        return render(request, "collection/rencana_kosong.html")
    boleh = bool(find_peran(request.user, pilihan.kantor) & set(PERAN_RENCANA))
    cari = request.GET.get("q", "").strip()[:100]
    rencana = build_rencana(kantor=pilihan.kantor, tahun=pilihan.tahun, pk=pilihan.berlaku, cari=cari)
    context = {
        "pilihan": pilihan,
        "rencana": rencana,
        "cari": cari,
        "tampilan": find_tampilan(request, boleh),
        "boleh": boleh,
        "renstra": list(pilihan.kantor.renstra_set.all()) if boleh else [],
    }
    return render(request, "collection/rencana_list.html", context)


def find_tampilan(request: HttpRequest, boleh: bool) -> str:
    """As a tree, as a table, or, for who writes the plan, as a tree to write on."""
    diminta = request.GET.get("tampilan", "")
    return diminta if diminta == "tabel" or (diminta == "sunting" and boleh) else "pohon"


def find_pilihan(request: HttpRequest, semua: list[PerangkatDaerah], *, depan: bool = False) -> Pilihan | None:
    """From `?kantor=` and `?tahun=`, among these offices; 404 for others, None where there are none.

    `depan` adds this year and the next, for which nothing may have been agreed yet.
    """
    kantor = find_kantor(semua, request.GET.get("kantor", ""))
    if kantor is None:
        return None
    tahun_ini = kantor.hari_ini().year
    tambahan = {tahun_ini, tahun_ini + 1} if depan else set()
    semua_tahun = sorted(list_tahun(kantor) | tambahan, reverse=True) or [tahun_ini]
    tahun = _find_tahun(kantor, semua_tahun, request.GET.get("tahun", ""))
    return Pilihan(kantor, semua, tahun, semua_tahun, find_pk(kantor, tahun), find_pk_berlaku(kantor, tahun))


def find_kantor(semua: list[PerangkatDaerah], singkatan: str) -> PerangkatDaerah | None:
    """The office of that short name, or the first; 404 where it is not among them."""
    if not singkatan:
        return semua[0] if semua else None
    kantor = next((k for k in semua if k.singkatan == singkatan), None)
    if kantor is None:
        raise Http404
    return kantor


def list_tahun(kantor: PerangkatDaerah) -> set[int]:
    """Years with a Perjanjian Kinerja, and all years of the Renstra."""
    rentang = kantor.renstra_set.values_list("tahun_awal", "tahun_akhir")
    direncanakan = {tahun for awal, akhir in rentang for tahun in range(awal, akhir + 1)}
    return direncanakan | set(kantor.pk_set.values_list("tahun", flat=True))


def _find_tahun(kantor: PerangkatDaerah, semua: list[int], tahun: str) -> int:
    """The year asked for (404 where there is none), or the last one whose agreement has begun."""
    if tahun and tahun not in map(str, semua):
        raise Http404
    berjalan = kantor.pk_set.filter(tahun__lte=kantor.hari_ini().year).order_by("-tahun")
    return int(tahun) if tahun else berjalan.values_list("tahun", flat=True).first() or semua[0]
