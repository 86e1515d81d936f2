"""People of the office and their roles, as its Admin manages them."""

import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.forms_kantor import (
    AkhiriForm,
    DataPenggunaForm,
    PenggunaForm,
    PenugasanForm,
    SaringPenggunaForm,
    try_save,
)
from collection.models import Pengguna, Penugasan, PerangkatDaerah
from collection.queries import find_larangan_akun, scope_kantor_admin, scope_pengguna, scope_penugasan_admin
from collection.services.pengguna import create_pengguna, reset_sandi, set_aktif, update_pengguna
from collection.services.penugasan import add_penugasan, end_penugasan, list_pelaksana, list_peringatan, write_rentang
from collection.views.kantor import get_kantor, render_isian

PER_HALAMAN = 50


@require_safe
def pengguna_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's people with the roles that they hold today."""
    kantor = get_kantor(request, pk)
    form = SaringPenggunaForm(request.GET)
    saring = form.cleaned_data if form.is_valid() else {}
    semua = filter_pengguna(kantor, saring.get("q", ""), saring.get("peran", ""))
    page = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("page"))
    pelaksana = list_pelaksana(kantor)
    for satu in pelaksana:
        present(satu.penugasan)
    context = {"kantor": kantor, "form": form, "page": page, "pelaksana": pelaksana}
    return render(request, "collection/pengguna_list.html", context)


def filter_pengguna(kantor: PerangkatDaerah, q: str, peran: str) -> QuerySet[Pengguna]:
    """People with a past, present or future role in the office, each with `peran_kini`."""
    kini = Penugasan.objects.berlaku_kini().filter(perangkat_daerah=kantor).select_related("unit")
    semua = Pengguna.objects.filter(pk__in=kantor.penugasan_set.values("pengguna"))
    if peran:
        semua = semua.filter(pk__in=kini.filter(peran=peran).values("pengguna"))
    if q:
        semua = semua.filter(
            Q(nama__icontains=q) | Q(username__icontains=q) | Q(nip__contains=q) | Q(jabatan__icontains=q)
        )
    return semua.prefetch_related(Prefetch("penugasan_set", kini, to_attr="peran_kini")).order_by("nama", "pk")


@never_cache
@sensitive_variables("sandi", "hasil")
@require_http_methods(["GET", "POST"])
def pengguna_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an account; the answer to the POST is the only page that ever shows its password."""
    kantor = get_kantor(request, pk)
    form = PenggunaForm(kantor, request.POST or None)
    if request.method == "POST":
        hasil = try_save(
            form,
            lambda: create_pengguna(kantor=kantor, data=form.data_akun, tugas=form.tugas, user=request.user),
        )
        if hasil:
            akun, sandi = hasil
            warn(request, akun.penugasan_set.select_related("pengguna", "unit").get())
            return render_sandi(request, kantor, akun, f"Akun {akun.nama} dibuat", sandi)
    return render_isian(request, kantor, form, "Pengguna baru", "Buat akun", keterangan=(
        "Kata sandi dibuat otomatis dan ditampilkan sekali sesudah akun dibuat."
    ))  # fmt: skip


def warn(request: HttpRequest, penugasan: Penugasan) -> None:
    """What the Admin should know of the role just given."""
    for pesan in list_peringatan(penugasan):
        messages.warning(request, pesan)


@sensitive_variables("sandi")
def render_sandi(request: HttpRequest, kantor: PerangkatDaerah, akun: Pengguna, judul: str, sandi: str) -> HttpResponse:
    """The page is the answer itself: no redirect, session or message ever carries the password."""
    context = {"kantor": kantor, "akun": akun, "judul": judul, "sandi": sandi}
    return render(request, "collection/pengguna_sandi_baru.html", context)


def get_akun(request: HttpRequest, pk: int) -> Pengguna:
    """A person known to an office of this Admin, or 404."""
    return get_object_or_404(scope_pengguna(request.user), pk=pk)


@require_safe
def pengguna_detail(request: HttpRequest, pk: int, pengguna_pk: int) -> HttpResponse:
    """One person: data, roles (past, present, future) in the Admin's offices, a form for one more role."""
    kantor, akun = get_kantor(request, pk), get_akun(request, pengguna_pk)
    penugasan = scope_penugasan_admin(request.user).filter(pengguna=akun).select_related("perangkat_daerah", "unit")
    context = {
        "kantor": kantor, "akun": akun, "larangan": find_larangan_akun(request.user, akun),
        "penugasan": [present(satu) for satu in penugasan.order_by("-mulai", "-pk")],
        "form": None if akun.is_superuser else PenugasanForm(kantor),
        "kantor_lain": scope_kantor_admin(request.user).exclude(pk=pk),
    }  # fmt: skip
    return render(request, "collection/pengguna_detail.html", context)


def present(penugasan: Penugasan) -> Penugasan:
    """Give the row the word and the chip of its state today."""
    hari_ini = penugasan.perangkat_daerah.hari_ini()
    if penugasan.selesai and penugasan.selesai < hari_ini:
        penugasan.keadaan, penugasan.cip = "Berakhir", ""
    elif penugasan.mulai > hari_ini:
        penugasan.keadaan, penugasan.cip = "Akan datang", "cip-info"
    else:
        penugasan.keadaan, penugasan.cip = "Berlaku", "cip-sukses"
    return penugasan


@require_http_methods(["GET", "POST"])
def pengguna_update(request: HttpRequest, pk: int, pengguna_pk: int) -> HttpResponse:
    """Change a person's name, NIP, jabatan and pangkat."""
    kantor, akun = get_kantor(request, pk), get_akun(request, pengguna_pk)
    awal = {nama: getattr(akun, nama) for nama in DataPenggunaForm.base_fields}
    form = DataPenggunaForm(request.POST or None, initial=awal)

    def save() -> Pengguna:
        return update_pengguna(kantor=kantor, pengguna=akun, data=form.cleaned_data, user=request.user)

    if request.method == "POST" and try_save(form, save):
        messages.success(request, "Data pengguna tersimpan.")
        return redirect("collection:pengguna_detail", pk, pengguna_pk)
    return render_isian(request, kantor, form, "Ubah data pengguna", "Simpan data", akun=akun)


@require_POST
def pengguna_aktif(request: HttpRequest, pk: int, pengguna_pk: int) -> HttpResponse:
    """Close the account (`aktif=0`) or open it again (`aktif=1`)."""
    kantor, akun = get_kantor(request, pk), get_akun(request, pengguna_pk)
    aktif = request.POST.get("aktif") == "1"
    set_aktif(kantor=kantor, pengguna=akun, aktif=aktif, user=request.user)
    messages.success(request, f"Akun {akun.nama} {'dibuka kembali' if aktif else 'ditutup'}.")
    return redirect("collection:pengguna_detail", pk, pengguna_pk)


@never_cache
@sensitive_variables("sandi")
@require_http_methods(["GET", "POST"])
def pengguna_sandi(request: HttpRequest, pk: int, pengguna_pk: int) -> HttpResponse:
    """Ask first, then show the new password once."""
    kantor, akun = get_kantor(request, pk), get_akun(request, pengguna_pk)
    if request.method == "POST":
        sandi = reset_sandi(kantor=kantor, pengguna=akun, user=request.user)
        return render_sandi(request, kantor, akun, f"Kata sandi {akun.nama} diganti", sandi)
    context = {"kantor": kantor, "akun": akun, "larangan": find_larangan_akun(request.user, akun)}
    return render(request, "collection/pengguna_sandi.html", context)


@require_http_methods(["GET", "POST"])
def penugasan_create(request: HttpRequest, pk: int, pengguna_pk: int) -> HttpResponse:
    """Give a person one more role in this office."""
    kantor, akun = get_kantor(request, pk), get_akun(request, pengguna_pk)
    form = PenugasanForm(kantor, request.POST or None)
    if request.method == "POST":
        penugasan = try_save(
            form, lambda: add_penugasan(kantor=kantor, pengguna=akun, isian=form.tugas, user=request.user)
        )
        if penugasan:
            messages.success(request, f"{penugasan.sebutan} diberikan kepada {akun.nama}.")
            warn(request, penugasan)
            return redirect("collection:pengguna_detail", pk, pengguna_pk)
    return render_isian(request, kantor, form, f"Peran baru untuk {akun.nama}", "Beri peran", akun=akun)


@require_http_methods(["GET", "POST"])
def penugasan_end(request: HttpRequest, pk: int, pengguna_pk: int, penugasan_pk: int) -> HttpResponse:
    """Name the last day of a role."""
    kantor, akun = get_kantor(request, pk), get_akun(request, pengguna_pk)
    milik = kantor.penugasan_set.filter(pengguna=akun).select_related("perangkat_daerah", "pengguna", "unit")
    penugasan = get_object_or_404(milik, pk=penugasan_pk)
    form = AkhiriForm(request.POST or None, initial={"selesai": kantor.hari_ini})

    def save() -> datetime.date:
        end_penugasan(penugasan=penugasan, selesai=form.cleaned_data["selesai"], user=request.user)
        return form.cleaned_data["selesai"]

    if request.method == "POST" and try_save(form, save):
        messages.success(request, write_akhir(penugasan, form.cleaned_data["selesai"]))
        return redirect("collection:pengguna_detail", pk, pengguna_pk)
    judul, tombol = f"Akhiri peran {penugasan.sebutan}", "Akhiri peran"
    return render_isian(request, kantor, form, judul, tombol, akun=akun, keterangan=describe(penugasan))


def write_akhir(penugasan: Penugasan, selesai: datetime.date) -> str:
    """What naming the last day did; a name that begins with the title does not get it twice."""
    awal = f"Peran {penugasan.sebutan} dari {penugasan.pengguna.nama}"
    if selesai < penugasan.mulai:
        return f"{awal} dibatalkan sebelum mulai berlaku."
    return f"{awal} berakhir {date_format(selesai, 'j F Y')}."


def describe(penugasan: Penugasan) -> str:
    """Whose role it is and what else may happen to it."""
    hari_ini = penugasan.perangkat_daerah.hari_ini()
    batal = " Hari terakhir sebelum hari pertama membatalkan penugasan ini." if penugasan.mulai >= hari_ini else ""
    return f"{penugasan.pengguna.nama}, {write_rentang(penugasan)}.{batal}"
