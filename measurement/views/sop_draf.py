"""The SOP editor of the office's Admin: begin a version, write it, compare it, put it into force."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from collection.enums import Peran
from collection.errors import BentrokError, IsianError
from collection.forms_kantor import try_save
from collection.queries import scope_kantor_admin
from collection.services.jejak import write_penolakan
from collection.views.kantor import get_kantor, pick_kantor
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.forms_sop import TerbitForm, UnggahSopForm, is_utuh, read_kiriman
from measurement.models import DrafSop
from measurement.queries import scope_draf_sop, scope_sop
from measurement.rules import BUKAN_LANGKAH, PELAKSANA, PROSEDUR
from measurement.services.draf_sop import (
    create_draf,
    create_draf_berkas,
    delete_draf,
    find_terakhir,
    publish_draf,
    update_draf,
)
from measurement.services.lembar_sop import KEPALA, KOTAK, LAIN, TERTULIS
from measurement.services.sop import build_sop
from measurement.sop import Kesalahan
from measurement.sop_banding import Beda, compare
from measurement.sop_draf import Draf, DrafLangkah, DrafTindakan, find_kesalahan, make_draf, read_isi, read_menit
from measurement.sop_toml import MAKS_BYTE
from measurement.views.utuh import TAK_UTUH

SIMPAN, BANDING = "simpan", "banding"
PILIHAN = {
    "pilihan_jenis": [("", "Pilih jenis"), *JenisTindakan.choices()],
    "pilihan_peran": [("", "Pilih peran"), *((p.value, p.label) for p in Peran if p in PELAKSANA)],
    "pilihan_transisi": [("", "Tanpa"), *((t.value, t.label) for t in Transisi if t not in BUKAN_LANGKAH)],
    "pilihan_jenis_sop": JenisSop.choices(),
}


@dataclass(frozen=True)
class BarisDraf:
    """One step of the form: what is typed, minutes as read from it, its faults, its acts with their numbers."""

    nomor: int
    isi: DrafLangkah
    menit: int | None
    galat: list[str]
    tindakan: list[tuple[int, DrafTindakan]]


def get_draf(request: HttpRequest, pk: int) -> DrafSop:
    """The draft, if the user administers its office: 404 and AksesError as `get_kantor` has them."""
    draf = get_object_or_404(_list_draf(request), pk=pk)
    get_kantor(request, draf.perangkat_daerah_id)
    return draf


def _list_draf(request: HttpRequest) -> QuerySet[DrafSop]:
    return scope_draf_sop(request.user).select_related("perangkat_daerah", "dasar", "diubah_oleh")


@require_http_methods(["GET", "POST"])
def sop_draf_create(request: HttpRequest) -> HttpResponse:
    """Begin a version: from the one that `dasar` names, or from an uploaded file."""
    if request.method == "POST" and "dasar" in request.POST:
        sop = get_object_or_404(scope_sop(request.user), pk=_read_bulat(request.POST["dasar"]))
        draf = create_draf(sop=sop, user=request.user)
        return redirect("measurement:sop_draf_update", draf.pk)
    semua = scope_kantor_admin(request.user)
    kantor = pick_kantor(semua, request.POST.get("kantor") or request.GET.get("kantor", ""))
    form = UnggahSopForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        draf = try_save(form, lambda: create_draf_berkas(kantor=kantor, isi=read_unggahan(form), user=request.user))
        if draf:
            messages.success(request, "Berkas dibaca sebagai draf. Periksa, lalu terbitkan.")
            return redirect("measurement:sop_draf_update", draf.pk)
    context = {"form": form, "kantor": kantor, "semua_kantor": list(semua)}
    return render(request, "measurement/sop_draf_create.html", context, status=422 if form.errors else 200)


def read_unggahan(form: UnggahSopForm) -> bytes:
    """The file, no further than shows that it is too large."""
    return form.cleaned_data["berkas"].read(MAKS_BYTE + 1)


def _read_bulat(teks: str) -> int:
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) < 10 else 0


@require_http_methods(["GET", "POST"])
def sop_draf_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The form. Every button stores what was typed; those of the rows change a row besides."""
    draf = get_draf(request, pk)
    if request.method != "POST":
        return render_draf(request, draf, read_isi(draf.isi))
    if not is_utuh(request.POST):
        kantor = draf.perangkat_daerah
        write_penolakan(kantor=kantor, user=request.user, aksi="ubah_draf_sop", objek=draf, alasan=TAK_UTUH)
        return render_draf(request, draf, read_isi(draf.isi), tolak=TAK_UTUH, status=422)
    isi, kerja = read_kiriman(request.POST), request.POST.get("kerja", SIMPAN)
    perintah = "" if kerja in (SIMPAN, BANDING) else kerja
    try:
        update_draf(draf=draf, isi=isi, kerja=perintah, versi=int(request.POST["versi"][:9]), user=request.user)
    except BentrokError as error:
        segar = get_object_or_404(_list_draf(request), pk=pk)
        beda = compare(read_isi(segar.isi), isi)
        return render_draf(request, segar, isi, tolak=str(error), beda=beda, status=409)
    except IsianError as error:
        return render_draf(request, draf, isi, tolak=str(error), status=422)
    if kerja == BANDING:
        return redirect("measurement:sop_draf_publish", pk)
    if kerja == SIMPAN:
        messages.success(request, "Draf disimpan.")
    return redirect(reverse("measurement:sop_draf_update", args=[pk]) + _find_jangkar(perintah))


def _find_jangkar(kerja: str) -> str:
    """Where on the page the changed row is now."""
    if not kerja:
        return ""
    nama, nomor = kerja.split("-")[:2]
    return f"#langkah-{max(1, int(nomor) + {'naik': -1, 'turun': 1, 'sisip': 1}.get(nama, 0))}"


def render_draf(
    request: HttpRequest, draf: DrafSop, isi: Draf, *, tolak: str = "", beda: Beda | None = None, status: int = 200
) -> HttpResponse:  # fmt: skip
    """The form with these contents and their faults; `tolak`: why they were not stored, `beda`: what is instead."""
    kunci_lain = [(kunci, nama, isi.identitas.get(kunci, "")) for kunci, nama in (*KOTAK, *LAIN, *TERTULIS)]
    context = {
        **build_periksa(draf, isi), **PILIHAN, "isi": isi, "tolak": tolak, "beda": beda, "identitas_daftar": kunci_lain,
        "identitas_teks": [(kunci, nama, isi.identitas.get(kunci, "")) for kunci, nama in KEPALA],
        "pilihan_masukan": [("", "Tanpa masukan"), *((p, p) for p in PROSEDUR if p != draf.prosedur)],
    }  # fmt: skip
    return render(request, "measurement/sop_draf_update.html", context, status=status)


def build_periksa(draf: DrafSop, isi: Draf) -> dict[str, Any]:
    """The faults of a draft, all together and beside their steps."""
    salah = find_kesalahan(isi, draf.perangkat_daerah.singkatan, draf.prosedur)
    baris = [
        BarisDraf(
            nomor, satu, read_menit(satu.waktu, isi.menit_per_hari),
            [k.pesan for k in salah if k.langkah == nomor], list(enumerate(satu.tindakan, start=1)),
        )
        for nomor, satu in enumerate(isi.langkah, start=1)
    ]  # fmt: skip
    galat = [{"pesan": str(k), "tautan": link_galat(k)} for k in salah]
    return {"draf": draf, "baris": baris, "galat": galat, "kantor": draf.perangkat_daerah, "pangkal": ""}


def link_galat(kesalahan: Kesalahan) -> str:
    return f"#langkah-{kesalahan.langkah}" if kesalahan.langkah else "#identitas"


@require_POST
def sop_draf_check(request: HttpRequest, pk: int) -> HttpResponse:
    """The faults of what is on the screen, for htmx; nothing is stored."""
    draf = get_draf(request, pk)
    isi = read_kiriman(request.POST) if is_utuh(request.POST) else read_isi(draf.isi)
    return render(request, "measurement/_sop_draf_periksa.html", {**build_periksa(draf, isi), "luar": True})


@require_http_methods(["GET", "POST"])
def sop_draf_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft beside the version that it replaces, for whoever sees the office; its Admin puts it into force."""
    draf = get_object_or_404(_list_draf(request), pk=pk)
    if request.method == "POST":
        get_kantor(request, draf.perangkat_daerah_id)
    kode, form = 200, TerbitForm(request.POST or None, initial={"mulai": draf.perangkat_daerah.hari_ini()})
    if request.method == "POST":
        try:
            sop = try_save(form, lambda: publish_draf(draf=draf, user=request.user, **form.cleaned_data))
        except BentrokError as error:
            form.add_error(None, str(error))
            sop, kode, draf = None, 409, get_object_or_404(_list_draf(request), pk=pk)
        if sop:
            messages.success(request, f"Versi {sop.versi} diterbitkan.")
            return redirect("measurement:sop_detail", sop.pk)
        kode = kode if kode == 409 else 422
    return render_terbit(request, draf, form, kode)


def render_terbit(request: HttpRequest, draf: DrafSop, form: TerbitForm, kode: int) -> HttpResponse:
    """The comparison; the hidden fields always name what the page shows."""
    isi, terakhir = read_isi(draf.isi), find_terakhir(draf.perangkat_daerah, draf.prosedur)
    kini = {"versi": str(draf.versi), "pengganti": str(terakhir.pk) if terakhir else ""}
    if form.is_bound:
        form.data = form.data.copy()
        for nama, nilai in kini.items():
            form.data[nama] = nilai
    form.initial |= kini
    context = {
        **build_periksa(draf, isi), "isi": isi, "form": form, "terakhir": terakhir,
        "pangkal": reverse("measurement:sop_draf_update", args=[draf.pk]),
        "beda": compare(make_draf(build_sop(terakhir)) if terakhir else Draf(), isi),
        "boleh": scope_kantor_admin(request.user).filter(pk=draf.perangkat_daerah_id).exists(),
    }  # fmt: skip
    return render(request, "measurement/sop_draf_publish.html", context, status=kode)


@require_POST
def sop_draf_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop the draft."""
    delete_draf(draf=get_draf(request, pk), user=request.user)
    messages.success(request, "Draf dihapus.")
    return redirect("measurement:sop_list")
