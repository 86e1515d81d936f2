"""The office's Metodologi: its versions, one of them, two side by side, and writing the next one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import AksesError, BentrokError, IsianError
from collection.forms_kantor import try_save
from collection.models import Indikator, PerangkatDaerah
from collection.services.kalender import TAHUN
from measurement.forms_metodologi import MetodologiForm, write_pita
from measurement.ketentuan import Ketentuan, find_kesalahan, list_beda, list_beda_bobot, write_ketentuan
from measurement.models import Metodologi
from measurement.queries_angka import map_pemakai, scope_kantor_metodologi, scope_metodologi
from measurement.services.dampak import find_acuan, measure_dampak
from measurement.services.metodologi import (
    build_ketentuan,
    find_awal,
    find_metodologi,
    list_rumus_lain,
    save_metodologi,
)
from measurement.services.skala_kategori import find_skala, list_skala

PER_HALAMAN = 20
ANGKA = 9


@require_safe
def metodologi_list(request: HttpRequest) -> HttpResponse:
    """Every version of the user's offices, newest first, and how many cases keep each."""
    page = Paginator(scope_metodologi(request.user), PER_HALAMAN).get_page(request.GET.get("page"))
    pemakai = map_pemakai(page.object_list)
    baris = [(satu, build_ketentuan(satu), pemakai.get(satu.pk, 0)) for satu in page.object_list]
    tulis = list(scope_kantor_metodologi(request.user))
    tanpa = [k for k in tulis if find_metodologi(k, k.hari_ini().year) is None]
    return render(request, "measurement/metodologi_list.html", {"page": page, "baris": baris, "tanpa": tanpa})


@require_safe
def metodologi_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What one version lays down, which cases keep it, and what it does to the latest figures."""
    metodologi = get_object_or_404(scope_metodologi(request.user), pk=pk)
    isi, kantor = build_ketentuan(metodologi), metodologi.perangkat_daerah
    context = {
        "metodologi": metodologi, "isi": isi, "ketentuan": write_ketentuan(isi), "bobot": list_bobot(metodologi, isi),
        "pemakai": map_pemakai([metodologi]).get(metodologi.pk, 0), "rumus_lain": list_rumus_lain(metodologi),
        "sebelum": find_sebelum(request, metodologi), "boleh": may_write(request, kantor),
        **build_dampak(kantor, isi),
    }  # fmt: skip
    return render(request, "measurement/metodologi_detail.html", context)


def find_sebelum(request: HttpRequest, metodologi: Metodologi) -> Metodologi | None:
    """The version that this one followed: of the year, or the last of the year before."""
    semua = scope_metodologi(request.user).filter(perangkat_daerah=metodologi.perangkat_daerah_id)
    setahun = semua.filter(tahun=metodologi.tahun, versi__lt=metodologi.versi).first()
    return setahun or semua.filter(tahun__lt=metodologi.tahun).first()


def may_write(request: HttpRequest, kantor: PerangkatDaerah) -> bool:
    """Whether the user may write the office's next version."""
    return scope_kantor_metodologi(request.user).filter(pk=kantor.pk).exists()


def list_bobot(metodologi: Metodologi, isi: Ketentuan) -> list[tuple[Indikator, Any]]:
    """The indicators whose weight is not 1."""
    semua = Indikator.objects.filter(perangkat_daerah=metodologi.perangkat_daerah_id, pk__in=list(isi.bobot))
    return [(satu, isi.bobot[satu.pk]) for satu in semua]


def build_dampak(kantor: PerangkatDaerah, isi: Ketentuan) -> dict[str, Any]:
    """The latest figures of the office by these settings; none where nothing was computed yet."""
    acuan = find_acuan(kantor)
    return {"dampak": measure_dampak(acuan, isi) if acuan else None, "galat_dampak": []}


@require_safe
def metodologi_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """One version beside another of the same office: `?dengan=`, else the one before it."""
    baru = get_object_or_404(scope_metodologi(request.user), pk=pk)
    lain = scope_metodologi(request.user).filter(perangkat_daerah=baru.perangkat_daerah_id).exclude(pk=pk)
    dengan = request.GET.get("dengan", "")
    lama = get_object_or_404(lain, pk=read_bulat(dengan)) if dengan else find_sebelum(request, baru)
    context = {"baru": baru, "lama": lama, "lain": list(lain), **(build_banding(lama, baru) if lama else {})}
    return render(request, "measurement/metodologi_compare.html", context)


def build_banding(lama: Metodologi, baru: Metodologi) -> dict[str, Any]:
    """Where the two differ, and how the latest figures go from one to the other."""
    satu, dua = build_ketentuan(lama), build_ketentuan(baru)
    beda = list_beda_bobot(satu, dua)
    nama = Indikator.objects.filter(perangkat_daerah=baru.perangkat_daerah_id).in_bulk([pk for pk, _, _ in beda])
    acuan, dampak = find_acuan(baru.perangkat_daerah), None
    if acuan:
        dampak = measure_dampak(acuan, dua, measure_dampak(acuan, satu).baru)
    return {
        "beda": list_beda(satu, dua), "beda_bobot": [(nama[pk], a, b) for pk, a, b in beda], "dampak": dampak,
        "galat_dampak": [],
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def metodologi_create(request: HttpRequest) -> HttpResponse:
    """The next version, from an earlier one (`dasar`) or from the office's latest; nothing is edited in place."""
    isian = request.POST if request.method == "POST" else request.GET
    kantor, tahun, asal = pick_asal(request, isian)
    isi = build_ketentuan(asal) if asal else Ketentuan()
    terakhir = find_metodologi(kantor, tahun)
    versi = terakhir.versi if terakhir else 0
    if request.method == "GET":
        return render_isian(request, MetodologiForm(kantor, tahun, isi, versi=versi), kantor, tahun, asal)
    if "muat" in isian or "tambah" in isian:
        form = MetodologiForm(kantor, tahun, isi, versi=versi, initial=keep_typed(kantor, tahun, isi, isian))
        return render_isian(request, form, kantor, tahun, asal)
    form = MetodologiForm(kantor, tahun, isi, isian, versi=versi)
    if "pratinjau" in isian:
        form.fields["catatan"].required = False
        kode = 200 if form.is_valid() else 422
        form.fields["catatan"].required = True  # its label says so: the reason is only not asked for a look
        return render_isian(request, form, kantor, tahun, asal, kode)
    return save_isian(request, form, kantor, tahun, asal)


def save_isian(
    request: HttpRequest, form: MetodologiForm, kantor: PerangkatDaerah, tahun: int, asal: Metodologi | None
) -> HttpResponse:
    """Store the version, or show the form with what is wrong (422), or that somebody was faster (409)."""
    kode = 422
    try:
        hasil = try_save(form, lambda: (save_metodologi(
            kantor=kantor, tahun=tahun, isi=form.build(), catatan=form.cleaned_data["catatan"],
            versi=form.cleaned_data["versi"], user=request.user,
        ),))  # fmt: skip
    except BentrokError as error:
        form.add_error(None, str(error))
        hasil, kode = None, 409
    if hasil is None:
        return render_isian(request, form, kantor, tahun, asal, kode)
    if hasil[0] is None:
        messages.info(request, "Tidak ada yang berubah dari versi terakhir, jadi tidak ada versi baru.")
        return redirect("measurement:metodologi_list")
    messages.success(request, f"{hasil[0]} dibuat. Pengukuran memakainya bila dipilih pada langkah metodologi.")
    return redirect("measurement:metodologi_detail", hasil[0].pk)


def pick_asal(request: HttpRequest, isian: QueryDict) -> tuple[PerangkatDaerah, int, Metodologi | None]:
    """Office, year and the version to begin from. 404 for another office's, AksesError for who may not write."""
    boleh = scope_kantor_metodologi(request.user)
    if not boleh.exists():
        raise AksesError("Metodologi ditulis oleh Admin atau Tim SAKIP kantor. Peran Anda hari ini tidak mencakupnya.")
    if isian.get("dasar_versi"):
        asal = get_object_or_404(scope_metodologi(request.user), pk=read_bulat(isian["dasar_versi"]))
        kantor = get_object_or_404(boleh, pk=asal.perangkat_daerah_id)
        return kantor, read_tahun(isian, asal.tahun), asal
    kantor = get_object_or_404(boleh, pk=read_bulat(isian["kantor"])) if isian.get("kantor") else boleh.first()
    tahun = read_tahun(isian, kantor.hari_ini().year)
    return kantor, tahun, find_metodologi(kantor, tahun) or find_awal(kantor, tahun)


def read_bulat(teks: str) -> int:
    """A key as it came in an address; 0, which no row has, for anything else."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= ANGKA else 0


def read_tahun(isian: QueryDict, bila_tiada: int) -> int:
    """The year that was asked for, or the other one where none was. Raises IsianError for what is no year of a plan."""
    teks = isian.get("tahun", "").strip()
    tahun = read_bulat(teks)
    if teks and tahun not in TAHUN:
        raise IsianError(f"“{teks[:20]}” bukan tahun yang dapat dipakai. Tulis tahun {TAHUN[0]} sampai {TAHUN[-1]}.")
    return tahun if teks else bila_tiada


def keep_typed(kantor: PerangkatDaerah, tahun: int, isi: Ketentuan, isian: QueryDict) -> dict[str, Any]:
    """What was typed, unchecked; with the bands of a ready scale where one was asked for."""
    kosong = MetodologiForm(kantor, tahun, isi, versi=0)
    typed = {n: f.widget.value_from_datadict(isian, {}, n) for n, f in kosong.fields.items()}
    skala = find_skala(isian.get("skala", "")) if "muat" in isian else None
    return typed | ({"pita": write_pita(skala.skala), "dasar": skala.dasar} if skala else {})


def render_isian(
    request: HttpRequest, form: MetodologiForm, kantor: PerangkatDaerah, tahun: int, asal: Metodologi | None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of the form with its preview."""
    context = {
        "form": form, "kantor": kantor, "tahun": tahun, "asal": asal, "skala": list_skala(),
        **preview(form, kantor, asal),
    }  # fmt: skip
    return render(request, "measurement/metodologi_create.html", context, status=status)


def preview(form: MetodologiForm, kantor: PerangkatDaerah, asal: Metodologi | None) -> dict[str, Any]:
    """What the typed settings would do to the latest figures, or what is wrong with them."""
    if not form.is_bound:
        return build_dampak(kantor, build_ketentuan(asal) if asal else Ketentuan())
    salah = {n: p for n, p in form.errors.items() if n != "catatan"}
    kesalahan = salah or find_kesalahan(form.build())
    if kesalahan:
        return {"dampak": None, "galat_dampak": [pesan for daftar in kesalahan.values() for pesan in daftar]}
    return build_dampak(kantor, form.build())


@require_POST
def metodologi_preview(request: HttpRequest) -> HttpResponse:
    """The effect of what is typed, for htmx; nothing is stored."""
    kantor, tahun, asal = pick_asal(request, request.POST)
    isi = build_ketentuan(asal) if asal else Ketentuan()
    form = MetodologiForm(kantor, tahun, isi, request.POST, versi=0)
    context = preview(form, kantor, asal) | {"ringkas": True}
    status = 422 if context["galat_dampak"] else 200
    return render(request, "measurement/_metodologi_dampak.html", context, status=status)
