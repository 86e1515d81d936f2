"""The formulir of a unit: read it, fill it in cell by cell."""

from collections.abc import Callable

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
from collection.kunci import write_sampai
from collection.models import Realisasi, RealisasiAnggaran
from collection.queries import (
    scope_formulir,
    scope_formulir_isian,
    scope_realisasi,
    scope_realisasi_anggaran,
)
from collection.services.isi_berkas import DITERIMA, JENIS
from collection.services.kunci_formulir import find_kunci_formulir
from collection.services.realisasi import save_anggaran, save_realisasi
from collection.views.baris_formulir import (
    Sel,
    list_kecuali,
    list_sel,
    present_anggaran,
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
        "terbuka_sampai": write_sampai(kunci.sampai, formulir.periode.perangkat_daerah.zona) if kunci.sampai else "",
        "kecuali": list_kecuali(isi.baris, kunci, formulir.periode.perangkat_daerah.zona),
        "jenis_bukti": DITERIMA, "akhiran_bukti": ",".join(JENIS), "maks_bukti": settings.MAKS_UKURAN_BUKTI,
    }  # fmt: skip
    return render(request, "collection/formulir_detail.html", context)


@require_POST
def realisasi_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one column of one row for a browser without JavaScript; the grid sends batches (measurement)."""
    terkait = ("formulir__periode__perangkat_daerah", "formulir__unit", "target__indikator")
    realisasi = get_object_or_404(scope_realisasi(request.user).select_related(*terkait), pk=pk)
    kolom = request.POST.get("kolom", "")
    return save_cell(request, realisasi, list_sel(realisasi), lambda **isian: save_realisasi(
        realisasi=realisasi, kolom=kolom, **isian
    ))  # fmt: skip


@require_POST
def anggaran_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for one column of one sub kegiatan's row: the money where none is named."""
    terkait = ("formulir__periode__perangkat_daerah", "formulir__unit", "pagu__sub_kegiatan")
    anggaran = get_object_or_404(scope_realisasi_anggaran(request.user).select_related(*terkait), pk=pk)
    kolom = request.POST.get("kolom", "jumlah")
    return save_cell(request, anggaran, present_anggaran(anggaran).sel, lambda **isian: save_anggaran(
        anggaran=anggaran, kolom=kolom, **isian
    ))  # fmt: skip


def save_cell(
    request: HttpRequest, baris: Realisasi | RealisasiAnggaran, sel: list[Sel], save: Callable[..., object]
) -> HttpResponse:
    """Write it, and the page again at its row, saying what became of it.

    The cell shows what is stored, so that a refusal repeats what was typed: nothing is lost.
    """
    kolom, isi = request.POST.get("kolom"), request.POST.get("isi", "")
    try:
        save(isi=isi, sidik=request.POST.get("sidik", ""), user=request.user)
    except (BentrokError, IsianError) as error:
        messages.error(request, f"{error} Yang Anda tulis: “{isi}”." if isi else str(error))
    else:
        label = next((satu.label for satu in sel if satu.kolom == kolom), sel[0].label)
        messages.success(request, f"Tersimpan. {label}")
    jangkar = f"#{baris._meta.model_name}-{baris.pk}"
    return redirect(reverse("collection:formulir_detail", args=[baris.formulir_id]) + jangkar)
