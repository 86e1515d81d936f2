"""The page Periode: when each triwulan takes figures, opened and closed by Tim SAKIP, with exceptions."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from collection.forms_kantor import try_save
from collection.kunci import read_hari, read_hari_akhir
from collection.models import PerangkatDaerah, Periode
from collection.queries import find_peran, require_peran, scope_kantor
from collection.queries_formulir import scope_pengecualian
from collection.services.jejak import audited
from collection.services.periode import (
    PENGATUR,
    TAHUN,
    find_jadwal,
    is_tutup,
    make_periode,
    revoke_pengecualian,
)
from measurement.forms_periode import BukaForm, PengecualianForm, TutupForm
from measurement.services.periode import add_pengecualian, close_periode, open_periode
from measurement.services.periode_halaman import BarisPeriode, build_isi, list_baris, list_tahun


@require_safe
def periode_list(request: HttpRequest) -> HttpResponse:
    """Every triwulan of the user's offices, latest year first."""
    kantor = list(scope_kantor(request.user))
    isi = [(satu, list_baris(satu, list_tahun(satu))) for satu in kantor]
    atur = {satu.pk for satu in kantor if find_peran(request.user, satu) & set(PENGATUR)}
    return render(request, "measurement/periode_list.html", {"semua": isi, "atur": atur})


@require_safe
def periode_detail(request: HttpRequest, kantor_pk: int, tahun: int, triwulan: int) -> HttpResponse:
    """One triwulan: its state, what may be done to it, its forms and its history."""
    periode = get_periode(request, kantor_pk, tahun, triwulan)
    return render_periode(request, periode)


@require_POST
def periode_open(request: HttpRequest, kantor_pk: int, tahun: int, triwulan: int) -> HttpResponse:
    """Open the triwulan for the days of the form."""

    def simpan(periode: Periode, form: BukaForm) -> str:
        open_periode(periode=periode, isian=form.isian, versi=request.POST.get("versi", ""), user=request.user)
        return f"Waktu pengisian {periode} disimpan."

    return run(request, get_periode(request, kantor_pk, tahun, triwulan), "buka", simpan)


@require_POST
def periode_close(request: HttpRequest, kantor_pk: int, tahun: int, triwulan: int) -> HttpResponse:
    """Close the triwulan at once."""

    def simpan(periode: Periode, form: TutupForm) -> str:
        versi = request.POST.get("versi", "")
        close_periode(periode=periode, alasan=form.cleaned_data["alasan"], versi=versi, user=request.user)
        return f"{periode} ditutup."

    return run(request, get_periode(request, kantor_pk, tahun, triwulan), "tutup", simpan)


@require_POST
def pengecualian_create(request: HttpRequest, kantor_pk: int, tahun: int, triwulan: int) -> HttpResponse:
    """Keep a closed triwulan open for one unit or indicator."""

    def simpan(periode: Periode, form: PengecualianForm) -> str:
        return f"{add_pengecualian(periode=periode, user=request.user, **form.cleaned_data)} diberikan."

    return run(request, get_periode(request, kantor_pk, tahun, triwulan), "pengecualian", simpan)


@require_POST
def pengecualian_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End an exception before its time."""
    semua = scope_pengecualian(request.user).select_related("periode__perangkat_daerah", "indikator", "formulir__unit")
    satu = get_object_or_404(semua, pk=pk)
    revoke_pengecualian(pengecualian=satu, user=request.user)
    messages.success(request, f"{satu} dicabut.")
    return redirect_periode(satu.periode)


def get_periode(request: HttpRequest, kantor_pk: int, tahun: int, triwulan: int) -> Periode:
    """The triwulan of an office of the user's, stored or not; a POST is for who may set it, refused on record."""
    kantor: PerangkatDaerah = get_object_or_404(scope_kantor(request.user), pk=kantor_pk)
    if tahun not in TAHUN or not 1 <= triwulan <= 4:
        raise Http404("periode")
    isi = {"perangkat_daerah": kantor, "tahun": tahun, "triwulan": triwulan}
    periode = Periode.objects.filter(**isi).first() or Periode(**isi)
    periode.perangkat_daerah = kantor
    if request.method == "POST":
        with audited(kantor=kantor, user=request.user, aksi=request.resolver_match.url_name, objek=kantor):
            require_peran(request.user, kantor, *PENGATUR)
    return periode


def run(
    request: HttpRequest, periode: Periode, nama: str, simpan: Callable[[Periode, Any], str]
) -> HttpResponse:
    """Take one of the page's forms: back to the page where it was saved, else the page with what was typed (422)."""
    form = build_form(periode, request, nama)
    pesan = try_save(form, lambda: simpan(_store(periode), form))
    if pesan is None:
        return render_periode(request, periode, {nama: form}, 422)
    messages.success(request, pesan)
    return redirect_periode(periode)


def _store(periode: Periode) -> Periode:
    """The triwulan with a row of its own. Raises IsianError for a year that there is none of."""
    if periode.pk:
        return periode
    baru = make_periode(periode.perangkat_daerah, periode.tahun, periode.triwulan)
    baru.perangkat_daerah = periode.perangkat_daerah
    return baru


def build_form(periode: Periode, request: HttpRequest | None, nama: str, baris: BarisPeriode | None = None) -> Any:
    """One of the forms, with what was posted, or with the days that are in force now."""
    data = request.POST if request else None
    zona = periode.perangkat_daerah.get_zona_display()
    if nama == "tutup":
        return TutupForm(data, prefix="tutup")
    if nama == "pengecualian":
        return PengecualianForm(periode, data, prefix="pengecualian", zona=zona)
    lagi = is_tutup(find_jadwal(periode))
    return BukaForm(data, prefix="buka", zona=zona, lagi=lagi, initial=_read_awal(periode, baris))


def _read_awal(periode: Periode, baris: BarisPeriode | None) -> dict[str, object]:
    """The days in force, where figures are taken; a closed triwulan begins with none."""
    jadwal, zona = baris.jadwal if baris else None, periode.perangkat_daerah.zona
    if jadwal is None or (baris and baris.tertutup and jadwal.mulai is None):
        return {}
    akhir = {n: read_hari_akhir(s, zona) for n in ("sampai", "tenggat") if (s := getattr(jadwal, n))}
    return akhir | ({"mulai": read_hari(jadwal.mulai, zona)} if jadwal.mulai else {})


def render_periode(
    request: HttpRequest, periode: Periode, form: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page, with a form as it was refused."""
    isi = build_isi(periode)
    semua = {nama: build_form(periode, None, nama, isi.baris) for nama in ("buka", "tutup", "pengecualian")}
    boleh = bool(find_peran(request.user, periode.perangkat_daerah) & set(PENGATUR))
    context = {"periode": periode, "kantor": periode.perangkat_daerah, "isi": isi, "boleh": boleh}
    return render(request, "measurement/periode_detail.html", context | semua | (form or {}), status=status)


def redirect_periode(periode: Periode) -> HttpResponse:
    """Back to the triwulan's page."""
    return redirect("measurement:periode_detail", periode.perangkat_daerah_id, periode.tahun, periode.triwulan)
