"""The formulir of a unit: read it, fill it in cell by cell."""

from dataclasses import replace

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from collection.enums import StatusFormulir
from collection.errors import BentrokError, IsianError
from collection.models import Realisasi, RealisasiAnggaran
from collection.queries import (
    scope_formulir,
    scope_formulir_isian,
    scope_realisasi,
    scope_realisasi_anggaran,
)
from collection.services.isi_berkas import DITERIMA, JENIS
from collection.services.kunci_formulir import find_kunci_formulir, is_terbuka
from collection.services.realisasi import save_anggaran, save_realisasi
from collection.views.baris_formulir import (
    Sel,
    get_anggaran,
    get_baris,
    list_kecuali,
    present_bukti,
)
from collection.views.gambar_sel import TERBUKA, draw_semua
from collection.views.isi_formulir import build_isi
from collection.views.keadaan_formulir import present_keadaan


@csp_update({"frame-src": [SELF]})
@require_safe
def formulir_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One form with all of its rows; `?bagian=periksa` is only what is left to do before the hand-in."""
    semua = scope_formulir(request.user).select_related(
        "unit", "periode__perangkat_daerah", "perjanjian_kinerja", "diserahkan_oleh", "tanda_terima_oleh",
        "divalidasi_oleh",
    )  # fmt: skip
    formulir = get_object_or_404(semua, pk=pk)
    milik = scope_formulir_isian(request.user).filter(pk=pk).exists()
    isi = build_isi(formulir)
    if request.GET.get("bagian") == "periksa":
        potongan = {"formulir": formulir, "isi": isi, "potongan": True}
        return render(request, "collection/_formulir_tinjauan.html", potongan)
    present_bukti(isi.baris, request.user)
    boleh_isi = milik and formulir.dapat_diisi
    kunci = find_kunci_formulir(formulir) if formulir.dapat_diisi else TERBUKA
    keadaan = present_keadaan(formulir, isi, request.user, milik=milik, kunci=kunci)
    draw_semua([*isi.baris, *isi.anggaran], boleh_isi=boleh_isi, token=get_token(request), kunci=kunci)
    context = {
        "ditolak": request.GET.get("serah") == "ditolak",
        "buka_bukti": request.GET.get("bukti", ""),
        "formulir": formulir, "isi": isi, "baris": isi.baris, "anggaran": isi.anggaran, "terisi": isi.terisi,
        "memuat": render_to_string("collection/_memuat.html"), "ada_lalu": formulir.periode.triwulan > 1,
        "boleh_tarik": milik and formulir.status == StatusFormulir.DISERAHKAN,
        "milik": milik, "boleh_isi": boleh_isi and not kunci.rapat, "kunci": kunci, **keadaan,
        "kecuali": list_kecuali(isi.baris, kunci, formulir.periode.perangkat_daerah.zona),
        "jenis_bukti": DITERIMA, "akhiran_bukti": ",".join(JENIS), "maks_bukti": settings.MAKS_UKURAN_BUKTI,
    }  # fmt: skip
    return render(request, "collection/formulir_detail.html", context)


@require_POST
def realisasi_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one column of one row; the answer is the cell itself, or the reason beside what was typed."""
    realisasi = get_object_or_404(
        scope_realisasi(request.user).select_related("formulir__periode__perangkat_daerah", "formulir__unit"), pk=pk
    )
    kolom, isi = request.POST.get("kolom", ""), request.POST.get("isi", "")
    galat, status = "", 200
    try:
        sidik = request.POST.get("sidik", "")
        save_realisasi(realisasi=realisasi, kolom=kolom, isi=isi, sidik=sidik, user=request.user)
    except (BentrokError, IsianError) as error:
        galat, status = str(error), 409 if isinstance(error, BentrokError) else 422
    return answer_cell(request, get_baris(realisasi.formulir, pk), galat, status)


@require_POST
def anggaran_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one column of one sub kegiatan's row: the money where none is named."""
    anggaran = get_object_or_404(
        scope_realisasi_anggaran(request.user).select_related("formulir__periode__perangkat_daerah", "formulir__unit"),
        pk=pk,
    )
    kolom, isi = request.POST.get("kolom", "jumlah"), request.POST.get("isi", "")
    galat, status = "", 200
    try:
        sidik = request.POST.get("sidik", "")
        save_anggaran(anggaran=anggaran, kolom=kolom, isi=isi, sidik=sidik, user=request.user)
    except (BentrokError, IsianError) as error:
        galat, status = str(error), 409 if isinstance(error, BentrokError) else 422
    return answer_cell(request, get_anggaran(anggaran.formulir, pk), galat, status)


def answer_cell(
    request: HttpRequest, baris: Realisasi | RealisasiAnggaran, galat: str, status: int
) -> HttpResponse:
    """The cell for htmx; for a browser without JavaScript the page again, with the reason as a message.

    Where something was saved, htmx learns it too: what is left to do before the hand-in is read again.
    A text that cannot be read stays in its cell, with the fingerprint of what its writer saw. Where the cell shows
    what is stored (after a conflict, on a reloaded page), the reason repeats what was typed: nothing is lost.
    """
    ketikan, kolom = request.POST.get("isi", ""), request.POST.get("kolom")
    sel = next((satu for satu in baris.sel if satu.kolom == kolom), baris.sel[0])
    if galat and ketikan and not (request.htmx and status == 422):
        galat = f"{galat} Yang Anda tulis: “{ketikan}”."
    if request.htmx:
        response = render(
            request, "collection/_sel.html", _build_sel(request, baris, sel, galat, status), status=status
        )
        if status != 422:
            response["HX-Trigger"] = "tersimpan"
        return response
    messages.add_message(request, messages.ERROR if galat else messages.SUCCESS, galat or f"Tersimpan. {sel.label}")
    jangkar = f"#{baris._meta.model_name}-{baris.pk}"
    return redirect(reverse("collection:formulir_detail", args=[baris.formulir_id]) + jangkar)


def _build_sel(
    request: HttpRequest, baris: Realisasi | RealisasiAnggaran, sel: Sel, galat: str, status: int
) -> dict[str, object]:
    terbuka = is_terbuka(baris)
    keadaan = {200: "tersimpan", 409: "bentrok" if terbuka else "terkunci", 422: "gagal"}[status]
    ditulis = {nama: request.POST.get(nama, "") for nama in ("isi", "sidik")} if status == 422 else {}
    if ditulis:
        ditulis["temuan"] = []  # those of the stored value, which the cell does not show now
    return {"sel": replace(sel, keadaan=keadaan, pesan=galat or "Tersimpan", **ditulis), "boleh_isi": terbuka}
