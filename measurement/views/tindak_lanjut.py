"""The register of follow-up: list, one row with its news, and the ways in which rows come to be."""

import csv

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from collection.errors import IsianError
from collection.forms_kantor import try_save
from collection.queries import list_penugasan, require_peran, scope_kantor
from collection.services.bukti import open_bukti
from measurement.enums import StatusTindakLanjut
from measurement.forms_tindak_lanjut import (
    TERBUKA,
    TERLAMBAT,
    KabarForm,
    SaringTindakLanjutForm,
    SolusiForm,
    TindakLanjutForm,
)
from measurement.models import PengukuranKinerja, TindakLanjut
from measurement.queries import find_pelapor, scope_kabar, scope_pelaporan, scope_pengukuran, scope_tindak_lanjut
from measurement.services.tindak_lanjut import (
    PENCATAT,
    create_dari_solusi,
    create_tindak_lanjut,
    find_halangan_kabar,
    report_kabar,
)
from measurement.services.tindak_lanjut_kasus import list_solusi
from measurement.views.utuh import is_lengkap

PER_HALAMAN = 20
TERKAIT = ("perangkat_daerah", "asal__periode", "asal__sop", "unit", "baris")
KOLOM = ("Tindak lanjut", "Yang diubah", "Penanggung jawab", "Unit", "Batas waktu", "Keadaan", "Terlambat", "Asal",
         "Indikator", "Kantor", "Kabar terakhir", "Isi kabar")  # fmt: skip
AWAL_RUMUS = ("=", "+", "-", "@", "\t", "\r")


@require_safe
def tindak_lanjut_list(request: HttpRequest) -> HttpResponse:
    """The register of the user's offices, by due date, with how many are in which state."""
    form, dasar, tersaring = read_saringan(request)
    page = Paginator(tersaring, PER_HALAMAN).get_page(request.GET.get("page"))
    context = {
        "form": form, "page": page, "disaring": any(request.GET.get(nama) for nama in form.fields),
        "gambar": count_status(dasar), "terlambat": dasar.terlambat().count(),
        "boleh_catat": list_penugasan(request.user).filter(peran__in=PENCATAT).exists(),
    }  # fmt: skip
    return render(request, "measurement/tindak_lanjut_list.html", context)


@never_cache
@require_safe
def tindak_lanjut_csv(request: HttpRequest) -> HttpResponse:
    """The rows that the list shows, all pages, for a spreadsheet: semicolons, UTF-8 with its mark."""
    _, _, tersaring = read_saringan(request)
    nama = f"tindak-lanjut-{timezone.localdate():%Y-%m-%d}.csv"
    header = {"Content-Disposition": f'attachment; filename="{nama}"', "X-Content-Type-Options": "nosniff"}
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=header)
    penulis = csv.writer(response, delimiter=";")
    penulis.writerow(KOLOM)
    for satu in tersaring.prefetch_related("kabar_set"):
        penulis.writerow([guard_sel(sel) for sel in write_baris(satu)])
    return response


def write_baris(satu: TindakLanjut) -> list[str]:
    """The cells of a row as text."""
    kabar = list(satu.kabar_set.all())
    return [
        satu.uraian, satu.get_perubahan_display(), satu.penanggung_jawab, satu.unit.nama if satu.unit else "",
        satu.batas.isoformat(), satu.keadaan, "ya" if satu.terlambat else "", str(satu.asal),
        satu.baris.nama if satu.baris else "", satu.perangkat_daerah.nama,
        f"{timezone.localtime(kabar[-1].waktu):%Y-%m-%d %H:%M}" if kabar else "",
        kabar[-1].keterangan if kabar else "",
    ]  # fmt: skip


def guard_sel(teks: str) -> str:
    """A spreadsheet would compute a cell that begins so; the apostrophe makes it text."""
    return f"'{teks}" if teks.startswith(AWAL_RUMUS) else teks


def read_saringan(
    request: HttpRequest,
) -> tuple[SaringTindakLanjutForm, QuerySet[TindakLanjut], QuerySet[TindakLanjut]]:
    """The filter's form, the rows before their state is asked, and the rows to show."""
    semua = scope_tindak_lanjut(request.user)
    tahun = semua.order_by("-asal__periode__tahun").values_list("asal__periode__tahun", flat=True).distinct()
    form = SaringTindakLanjutForm(scope_kantor(request.user), list(tahun), request.GET)
    form.is_valid()
    isi = form.cleaned_data
    for kata in isi.get("cari", "").split():
        semua = semua.filter(Q(uraian__icontains=kata) | Q(penanggung_jawab__icontains=kata))
    for nama, kolom in (("perubahan", "perubahan"), ("unit", "unit"), ("tahun", "asal__periode__tahun")):
        if isi.get(nama):
            semua = semua.filter(**{kolom: isi[nama]})
    if isi.get("saya"):
        semua = semua.filter(pk__in=scope_pelaporan(request.user).values("pk"))
    urut = filter_keadaan(semua, isi.get("keadaan", "")).select_related(*TERKAIT).order_by("batas", "pk")
    return form, semua, urut


def filter_keadaan(semua: QuerySet[TindakLanjut], keadaan: str) -> QuerySet[TindakLanjut]:
    """Those in one state, or the open ones, or the late ones."""
    if keadaan == TERBUKA:
        return semua.terbuka()
    if keadaan == TERLAMBAT:
        return semua.terlambat()
    return semua.filter(status=keadaan) if keadaan else semua


def count_status(semua: QuerySet[TindakLanjut]) -> list[dict[str, object]]:
    """One bar per state: how many, of how many."""
    jumlah = {s["status"]: s["jumlah"] for s in semua.order_by().values("status").annotate(jumlah=Count("pk"))}
    total = sum(jumlah.values())
    return [
        {"status": s.value, "label": s.label, "jumlah": jumlah.get(s.value, 0), "total": total}
        for s in StatusTindakLanjut
    ]


@require_http_methods(["GET", "POST"])
def tindak_lanjut_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up with its history; who may, adds news."""
    satu = get_object_or_404(scope_tindak_lanjut(request.user).select_related(*TERKAIT, "dibuat_oleh"), pk=pk)
    form = KabarForm(satu, request.POST, request.FILES) if request.method == "POST" else KabarForm(satu)
    if request.method == "POST" and save_kabar(request, satu, form):
        return redirect("measurement:tindak_lanjut_detail", pk)
    kabar = list(satu.kabar_set.select_related("pengguna"))
    alasan = find_halangan_kabar(satu, find_pelapor(request.user, satu))
    context = {"satu": satu, "kabar": kabar[::-1], "form": form, "alasan": alasan}
    return render(request, "measurement/tindak_lanjut_detail.html", context, status=422 if form.errors else 200)


def save_kabar(request: HttpRequest, satu: TindakLanjut, form: KabarForm) -> bool:
    """Whether the news was taken; the form says why where not. Who may not report learns that first."""
    kantor, user = satu.perangkat_daerah, request.user
    boleh = not find_halangan_kabar(satu, find_pelapor(user, satu))
    if boleh and not is_lengkap(form, kantor=kantor, user=user, aksi="kabar_tindak_lanjut", objek=satu):
        return False
    form.is_valid()
    isi = {"status": "", "keterangan": "", "berkas": None, "kunci": "", **form.cleaned_data}
    try:
        report_kabar(tindak_lanjut=satu, user=user, **(isi | {"kunci": str(isi["kunci"])}))
    except IsianError as error:
        for nama, pesan in error.kesalahan.items():
            form.add_error(nama or "berkas", pesan)
        return False
    messages.success(request, "Kabar tindak lanjut tersimpan.")
    return True


@never_cache
@require_safe
def kabar_bukti(request: HttpRequest, pk: int) -> FileResponse:
    """Download the file of one piece of news, under the permission of its follow-up."""
    kabar = get_object_or_404(scope_kabar(request.user).exclude(berkas=""), pk=pk)
    return FileResponse(open_bukti(kabar), as_attachment=True, filename=kabar.nama, content_type=kabar.jenis)


@require_http_methods(["GET", "POST"])
def tindak_lanjut_create(request: HttpRequest) -> HttpResponse:
    """A follow-up by hand, of the case in `?asal=`, else of the latest one; the case may have ended."""
    boleh = list_penugasan(request.user).filter(peran__in=PENCATAT).values("perangkat_daerah")
    semua = scope_pengukuran(request.user).select_related("periode", "sop", "perangkat_daerah")
    milik = semua.filter(perangkat_daerah__in=boleh)
    diminta = request.GET.get("asal", "")
    if diminta:
        asal = get_object_or_404(semua, pk=int(diminta) if diminta.isascii() and diminta.isdecimal() else 0)
        require_peran(request.user, asal.perangkat_daerah, *PENCATAT)
    else:
        asal = milik.first()
    if asal is None:
        for kantor in scope_kantor(request.user):
            require_peran(request.user, kantor, *PENCATAT)
        return render(request, "measurement/tindak_lanjut_create.html", {"asal": None, "form": None})
    form = TindakLanjutForm(asal, request.POST if request.method == "POST" else None)
    baru = try_save(form, lambda: create_tindak_lanjut(asal=asal, user=request.user, **form.cleaned_data))
    if baru:
        messages.success(request, "Tindak lanjut tercatat pada register.")
        return redirect("measurement:tindak_lanjut_detail", baru.pk)
    context = {"asal": asal, "form": form, "pilihan": milik}
    return render(request, "measurement/tindak_lanjut_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def solusi_create(request: HttpRequest, pk: int) -> HttpResponse:
    """The solutions of a case's recapitulation as rows of the register; what is there already is not offered."""
    semua = scope_pengukuran(request.user).select_related("periode", "sop", "perangkat_daerah")
    kasus = get_object_or_404(semua, pk=pk)
    require_peran(request.user, kasus.perangkat_daerah, *PENCATAT)
    form = SolusiForm(request.POST) if request.method == "POST" else SolusiForm(initial=build_awal(kasus))
    if "tambah" in request.POST:
        form = SolusiForm(initial=form.diketik)
    elif save_solusi(request, kasus, form):
        return redirect("measurement:pengukuran_detail", pk)
    context = {"kasus": kasus, "form": form, "solusi": list_solusi(kasus)}
    return render(request, "measurement/solusi_create.html", context, status=422 if form.errors else 200)


def build_awal(kasus: PengukuranKinerja) -> dict[str, list[list[str]]]:
    """A row for each solution that is not on the register yet, also not from the case that was revised."""
    ada = set(TindakLanjut.objects.milik(kasus).values_list("uraian", flat=True))
    return {"rencana": [[baris, "", "", ""] for baris in list_solusi(kasus) if baris not in ada]}


def save_solusi(request: HttpRequest, kasus: PengukuranKinerja, form: SolusiForm) -> bool:
    """Whether the rows were taken; the form says why where not."""
    jumlah = try_save(form, lambda: create_dari_solusi(asal=kasus, user=request.user, **form.cleaned_data))
    if not jumlah:
        return False
    messages.success(request, f"{jumlah} tindak lanjut tercatat pada register.")
    return True
