"""The Admin's calendar of the office: working hours, days off, and when a step beginning now would be due."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.forms_kantor import try_save
from collection.jam import TEKS_BIASA, count_pekan
from collection.models import JamKerja, PerangkatDaerah
from collection.services.impor_libur import read_berkas_libur, read_teks_libur, write_teks_libur
from collection.services.kalender import (
    TAHUN,
    CalonLibur,
    add_jam,
    add_libur,
    build_jam,
    is_belum_lengkap,
    list_kurang,
    load_nasional,
    plan_libur,
    read_nasional,
    remove_jam,
    remove_libur,
    save_libur,
)
from collection.services.lembar import read_unggahan
from collection.views.kantor import get_kantor
from measurement.forms_kalender import CONTOH_LAMA, ISI_AWAL, CobaForm, ImporLiburForm, JamForm, LiburForm
from measurement.kalender import Jadwal, KalenderError, Masa, add_minutes, write_lama
from measurement.mutu_baku import MENIT_PER_HARI
from measurement.tenggat import load_jadwal


@dataclass(frozen=True)
class Coba:
    """A step that was asked about: how long, from when, and when it is due; or why it is never."""

    lama: str
    mulai: datetime.datetime
    jatuh_tempo: datetime.datetime | None


@require_safe
def kalender_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Hours, the days off of one year, and a step of one day beginning now."""
    kantor = get_kantor(request, pk)
    with timezone.override(ZoneInfo(kantor.zona)):
        return render_kalender(request, kantor, read_tahun(request, kantor), LiburForm())


def read_tahun(request: HttpRequest, kantor: PerangkatDaerah) -> int:
    """The year of `?tahun=`, or this one. Raises Http404 for what is none."""
    teks = request.GET.get("tahun", "") or str(kantor.hari_ini().year)
    if not (teks.isascii() and teks.isdigit() and len(teks) == 4 and int(teks) in TAHUN):
        raise Http404("tahun")
    return int(teks)


def render_kalender(request: HttpRequest, kantor: PerangkatDaerah, tahun: int, form: LiburForm) -> HttpResponse:
    """The page, with the form as it stands; 422 where it was refused."""
    nasional = read_nasional().get(tahun)
    coba = CobaForm(request.GET if "lama" in request.GET else None)
    context = {
        "kantor": kantor, "tahun": tahun, "tahun_lain": [tahun - 1, tahun + 1], "form": form, "coba": coba,
        "contoh": find_contoh(kantor, coba), "jam": [present(jam) for jam in kantor.jam_kerja_set.all()],
        "biasa": zip(("Senin sampai Kamis", "Jumat"), (TEKS_BIASA[0], TEKS_BIASA[4]), strict=True),
        "libur": list(kantor.libur_set.filter(tanggal__year=tahun)), "nasional": nasional,
        "kurang": list_kurang(kantor, nasional) if nasional else [],
        "belum_lengkap": is_belum_lengkap(kantor, tahun),
    }  # fmt: skip
    return render(request, "measurement/kalender_detail.html", context, status=422 if form.errors else 200)


def present(jam: JamKerja) -> JamKerja:
    """Give the row its week in words."""
    jam.seminggu = write_jumlah(count_pekan(jam.rentang))
    return jam


def write_jumlah(menit: int) -> str:
    """Hours and minutes of a week: its "hari" would be no clearer."""
    return write_lama(menit, menit + 1)


def find_contoh(kantor: PerangkatDaerah, form: CobaForm, tambahan: JamKerja | None = None) -> Coba | None:
    """When the step of the form is due; with hours that are not stored yet, beginning on their first day or now."""
    if form.is_bound and not form.is_valid():
        return None
    lama, menit, mulai = CONTOH_LAMA, MENIT_PER_HARI, None
    if form.is_bound:
        lama, menit, mulai = form.cleaned_data["lama"], form.menit, form.cleaned_data["mulai"]
    jadwal = load_jadwal([kantor])[kantor.pk]
    mulai = mulai or timezone.now()
    if tambahan:
        masa = (*jadwal.masa, Masa(tambahan.mulai, tambahan.selesai, tambahan.rentang))
        jadwal = Jadwal(jadwal.zona, masa, jadwal.libur)
        mulai = max(mulai, datetime.datetime.combine(tambahan.mulai, datetime.time.min, jadwal.zona))
    try:
        return Coba(lama, mulai, add_minutes(mulai, menit, jadwal))
    except KalenderError:
        return Coba(lama, mulai, None)


def link_kalender(kantor: PerangkatDaerah, tahun: int | None = None) -> str:
    return reverse("measurement:kalender_detail", args=[kantor.pk]) + (f"?tahun={tahun}" if tahun else "")


@require_POST
def libur_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one day off."""
    kantor, form = get_kantor(request, pk), LiburForm(request.POST)
    libur = try_save(form, lambda: add_libur(kantor=kantor, isian=form.cleaned_data, user=request.user))
    if libur:
        messages.success(request, f"{libur.nama} ditambahkan.")
        return redirect(link_kalender(kantor, libur.tanggal.year))
    with timezone.override(ZoneInfo(kantor.zona)):
        return render_kalender(request, kantor, kantor.hari_ini().year, form)


@require_POST
def libur_delete(request: HttpRequest, pk: int, libur_pk: int) -> HttpResponse:
    """Make a day a working day again."""
    kantor = get_kantor(request, pk)
    libur = get_object_or_404(kantor.libur_set.select_related("perangkat_daerah"), pk=libur_pk)
    tahun, nama = libur.tanggal.year, libur.nama
    remove_libur(libur=libur, user=request.user)
    messages.success(request, f"{nama} dihapus dari kalender.")
    return redirect(link_kalender(kantor, tahun))


@require_POST
def libur_load(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the national days of a year that are missing."""
    kantor = get_kantor(request, pk)
    teks = request.POST.get("tahun", "")
    tahun = int(teks) if teks.isascii() and teks.isdigit() and len(teks) == 4 else 0
    jumlah = load_nasional(kantor=kantor, tahun=tahun, user=request.user)
    messages.success(request, f"{jumlah} hari libur tahun {tahun} ditambahkan.")
    return redirect(link_kalender(kantor, tahun))


@require_http_methods(["GET", "POST"])
def libur_import(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of days: read, shown with what would change, and stored once that was confirmed."""
    kantor = get_kantor(request, pk)
    form = ImporLiburForm(request.POST or None, request.FILES or None)
    rencana: list[CalonLibur] | None = None
    if request.method == "POST":
        daftar = try_save(form, lambda: read_daftar(form))
        if daftar is not None and request.POST.get("simpan") == "1":
            jumlah = save_libur(kantor=kantor, daftar=daftar, user=request.user)
            messages.success(request, f"{jumlah} hari libur disimpan.")
            return redirect(link_kalender(kantor, daftar[0].tanggal.year))
        rencana = plan_libur(kantor, daftar) if daftar is not None else None
    context = {
        "kantor": kantor, "form": form, "rencana": rencana, "teks": write_teks_libur(rencana or []),
        "jenis": request.POST.get("jenis", ""),
    }  # fmt: skip
    return render(request, "measurement/libur_import.html", context, status=422 if form.errors else 200)


def read_daftar(form: ImporLiburForm) -> list[CalonLibur]:
    """The days of the form. Raises IsianError naming each faulty line."""
    isi = form.cleaned_data
    if isi["berkas"]:
        return read_berkas_libur(read_unggahan(isi["berkas"]), isi["jenis"])
    return read_teks_libur(isi["daftar"], isi["jenis"])


@require_http_methods(["GET", "POST"])
def jam_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add hours; asked to check them first, the page says what they make of a step of one day."""
    kantor = get_kantor(request, pk)
    isi = request.GET.get("isi", "")
    form = JamForm(isi if isi in ISI_AWAL else "biasa", request.POST or None)
    contoh, jam = None, None
    if request.method == "POST" and "periksa" in request.POST:
        jam = try_save(form, lambda: build_jam(kantor, form.isian))
        contoh = find_contoh(kantor, CobaForm(), jam) if jam else None
    elif request.method == "POST" and try_save(
        form, lambda: add_jam(kantor=kantor, isian=form.isian, user=request.user)
    ):
        messages.success(request, "Jam kerja ditambahkan.")
        return redirect(link_kalender(kantor))
    with timezone.override(ZoneInfo(kantor.zona)):
        context = {"kantor": kantor, "form": form, "contoh": contoh, "jam": present(jam) if jam else None}
        return render(request, "measurement/jam_create.html", context, status=422 if form.errors else 200)


@require_POST
def jam_delete(request: HttpRequest, pk: int, jam_pk: int) -> HttpResponse:
    """Take hours away."""
    kantor = get_kantor(request, pk)
    jam = get_object_or_404(kantor.jam_kerja_set.select_related("perangkat_daerah"), pk=jam_pk)
    nama = jam.nama
    remove_jam(jam=jam, user=request.user)
    messages.success(request, f"{nama} dihapus dari kalender.")
    return redirect(link_kalender(kantor))
