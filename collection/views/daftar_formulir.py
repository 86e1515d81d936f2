"""The list of forms: how far each is, who owes, and what is done with many of them at once."""

from collections import Counter
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from collection.enums import StatusFormulir
from collection.models import Formulir
from collection.queries import scope_formulir
from collection.queries_formulir import (
    annotate_kemajuan,
    list_menunggu_validasi,
    list_untuk_diingatkan,
    scope_formulir_ingat,
    scope_formulir_validasi,
)
from collection.services.ingat import remind_semua
from collection.services.validasi import validate_semua

PER_HALAMAN = 30
PERIODE_EXCEL = 4
"""Of so many triwulan at most the list offers the workbook of all units."""
LETAK = ("-periode__tahun", "-periode__triwulan", "periode__perangkat_daerah__nama", "unit__urutan", "unit__nama", "pk")
URUT = {
    "": ("Periode terbaru", LETAK),
    "kemajuan": ("Paling sedikit terisi", (F("kemajuan").asc(nulls_first=True), *LETAK)),
    "unit": ("Unit", ("unit__urutan", "unit__nama", *LETAK)),
    "diserahkan": ("Terakhir diserahkan", (F("diserahkan_pada").desc(nulls_last=True), *LETAK)),
}


@require_safe
def formulir_list(request: HttpRequest) -> HttpResponse:
    """The forms that the user may see, latest triwulan first, each with its progress."""
    semua = scope_formulir(request.user)
    saring = {nama: request.GET.get(nama, "") for nama in ("status", "periode", "urut")}
    jalan = ("unit", "periode__perangkat_daerah", "diserahkan_oleh", "divalidasi_oleh")
    urut = sort(annotate_kemajuan(filter_formulir(semua, saring)), saring["urut"]).select_related(*jalan)
    halaman = Paginator(urut, PER_HALAMAN).get_page(request.GET.get("page"))
    halaman.object_list = list(halaman.object_list)
    ingat = set(scope_formulir_ingat(request.user).values_list("pk", flat=True))
    validasi = {satu.pk for satu in list_menunggu_validasi(request.user)}
    terutang = {satu.pk for satu in list_untuk_diingatkan(halaman.object_list)}
    banyak = Counter(satu.periode_id for satu in halaman.object_list)
    periode = {satu.periode_id: satu.periode for satu in halaman.object_list if banyak[satu.periode_id] > 1}
    for satu in halaman.object_list:
        satu.dapat_divalidasi, satu.dapat_diingatkan = satu.pk in validasi, satu.pk in ingat & terutang
        satu.terhimpun = satu.status == StatusFormulir.DITERIMA
    context = {
        "page": halaman, **saring, "disaring": any(saring[n] for n in ("status", "periode")),
        "pilihan": StatusFormulir.choices(), "pilihan_urut": [(n, label) for n, (label, _) in URUT.items()],
        "pilihan_periode": list_periode(semua), "menunggu_validasi": len(validasi),
        "periode_excel": list(periode.values())[:PERIODE_EXCEL],
        "boleh_ingat": any(satu.dapat_diingatkan for satu in halaman.object_list),
        "boleh_pilih": any(satu.dapat_divalidasi or satu.dapat_diingatkan for satu in halaman.object_list),
    }  # fmt: skip
    return render(request, "collection/formulir_list.html", context)


def filter_formulir(semua: QuerySet[Formulir], saring: dict[str, str]) -> QuerySet[Formulir]:
    """By state and triwulan; what nobody offered filters nothing."""
    if saring["status"] in StatusFormulir.values():
        semua = semua.filter(status=saring["status"])
    tahun, _, triwulan = saring["periode"].partition("-")
    if tahun.isascii() and tahun.isdigit() and len(tahun) == 4 and triwulan in ("1", "2", "3", "4"):
        semua = semua.filter(periode__tahun=int(tahun), periode__triwulan=int(triwulan))
    return semua


def sort(semua: QuerySet[Formulir], urut: str) -> QuerySet[Formulir]:
    """In the order that was asked for, else latest triwulan first."""
    return semua.order_by(*URUT.get(urut, URUT[""])[1])


def list_periode(semua: QuerySet[Formulir]) -> list[tuple[str, str]]:
    """The triwulan that there are forms of, latest first."""
    ada = semua.order_by("-periode__tahun", "-periode__triwulan").values_list("periode__tahun", "periode__triwulan")
    romawi = ("", "I", "II", "III", "IV")
    return [(f"{tahun}-{tw}", f"Triwulan {romawi[tw]} {tahun}") for tahun, tw in ada.distinct()]


@require_POST
def formulir_validate(request: HttpRequest) -> HttpResponse:
    """Validate the chosen forms, or all that wait for the user and have no finding."""
    menunggu = list_menunggu_validasi(request.user)
    tanpa = request.POST.get("cara") == "tanpa_peringatan"
    dipilih = menunggu if tanpa else pick(scope_formulir_validasi(request.user), request)
    hasil, ditolak = validate_semua(formulir=dipilih, user=request.user, tanpa_peringatan=tanpa)
    kosong = "Tidak ada formulir yang menunggu validasi Anda." if tanpa else "Pilih formulir yang divalidasi."
    tell(request, f"{len(hasil)} formulir divalidasi." if hasil else "", ditolak, "" if dipilih else kosong)
    return go_back(request)


@require_POST
def formulir_remind(request: HttpRequest) -> HttpResponse:
    """Remind the units of the chosen forms, or of all of the triwulan that are owed."""
    milik = scope_formulir_ingat(request.user)
    semua = request.POST.get("periode", "")
    kosong = "Pilih formulir yang unitnya diingatkan."
    if semua.isascii() and semua.isdigit():
        kosong = "Tidak ada formulir yang perlu diingatkan."
        periode = milik.filter(periode=int(semua)).select_related("unit", "periode__perangkat_daerah")
        dipilih = list_untuk_diingatkan(periode)
    else:
        dipilih = pick(milik, request)
    hasil, ditolak = remind_semua(formulir=dipilih, user=request.user)
    tell(request, write_diingatkan(hasil), ditolak, "" if dipilih else kosong)
    return go_back(request)


def write_diingatkan(formulir: list[Formulir]) -> str:
    """The units that were reminded, triwulan by triwulan: a unit may owe several forms; empty where none was."""
    unit: dict[str, list[str]] = {}
    for satu in formulir:
        unit.setdefault(str(satu.periode), []).append(satu.unit.nama)
    semua = "; ".join(f"{', '.join(nama)} ({periode})" for periode, nama in unit.items())
    return f"Diingatkan: {semua}. Pengingat tampil pada Tugas saya dan dikirim lewat surel." if semua else ""


def pick(semua: QuerySet[Formulir], request: HttpRequest) -> list[Formulir]:
    """The forms that were ticked, as far as they are the user's."""
    kunci = [int(teks) for teks in request.POST.getlist("formulir") if teks.isascii() and teks.isdigit()]
    return list(semua.filter(pk__in=kunci).select_related("unit", "periode__perangkat_daerah").order_by("pk"))


def tell(request: HttpRequest, sukses: str, ditolak: list[str], kosong: str) -> None:
    """What became of them, one message each."""
    if sukses:
        messages.success(request, sukses)
    for pesan in [*ditolak, *([kosong] if kosong else [])]:
        messages.warning(request, pesan)


def go_back(request: HttpRequest) -> HttpResponse:
    """To the page that asked, where it is one of ours; else to the list."""
    kembali = request.POST.get("kembali", "")
    aman = url_has_allowed_host_and_scheme(kembali, {request.get_host()}, require_https=request.is_secure())
    if aman and kembali.startswith("/"):
        return redirect(kembali)
    saring = {nama: request.POST[nama] for nama in ("status", "urut") if request.POST.get(nama)}
    return redirect(reverse("collection:formulir_list") + (f"?{urlencode(saring)}" if saring else ""))
