"""A form by Excel: downloaded, uploaded, compared cell by cell, confirmed or taken back."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.enums import FORMULIR_TERBUKA
from collection.errors import BentrokError, BerkasError, IsianError
from collection.forms_impor import UnggahanForm
from collection.models import Formulir, Periode, StatusImpor, UnggahanFormulir
from collection.muat.formulir import load_formulir
from collection.queries import scope_formulir, scope_formulir_isian
from collection.queries_formulir import scope_unggahan
from collection.services.impor import read_berkas
from collection.services.lembar import read_unggahan
from collection.services.lembar_tulis import XLSX
from collection.services.salinan_impor import Tanda, mark_salinan
from collection.services.sel_unggahan import BERKAS, BIARKAN, KeadaanUnggahan, SelUnggahan
from collection.services.unggahan import (
    apply_unggahan,
    cancel_unggahan,
    create_unggahan,
    find_usang,
    list_sel,
    undo_unggahan,
)

SEL_HALAMAN = 100
RIWAYAT = 10
KATA_SEMUA = {BERKAS: "berkas", BIARKAN: "tersimpan"}


@require_http_methods(["GET", "HEAD", "POST"])
def formulir_excel(request: HttpRequest, pk: int) -> HttpResponse:
    """How to fill in one form with Excel, the download, the upload, and what was uploaded before."""
    formulir = get_formulir(request, pk)
    return show_excel(request, formulir.periode, [formulir], formulir)


@require_http_methods(["GET", "HEAD", "POST"])
def periode_excel(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for all forms of a triwulan that the user sees."""
    semua = list_formulir(request, pk)
    return show_excel(request, semua[0].periode, semua, None)


def get_formulir(request: HttpRequest, pk: int) -> Formulir:
    """A form that the user may see; 404 for others."""
    semua = scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah")
    return get_object_or_404(semua, pk=pk)


def list_formulir(request: HttpRequest, pk: int) -> list[Formulir]:
    """The forms of a triwulan that the user may see, in the order of the units; 404 where there is none."""
    semua = scope_formulir(request.user).filter(periode=pk).select_related("unit", "periode__perangkat_daerah")
    hasil = list(semua.order_by("unit__urutan", "unit__nama"))
    if not hasil:
        raise Http404
    return hasil


def find_terbuka(request: HttpRequest, semua: Sequence[Formulir]) -> set[int]:
    """Keys of those into which the user may write now."""
    isian = scope_formulir_isian(request.user).filter(pk__in=[satu.pk for satu in semua])
    return set(isian.filter(status__in=FORMULIR_TERBUKA).values_list("pk", flat=True))


def show_excel(
    request: HttpRequest, periode: Periode, semua: list[Formulir], formulir: Formulir | None
) -> HttpResponse:
    """The page; a file that cannot be read stays a fault of its field (422), any other leads to its preview."""
    form = UnggahanForm(request.POST, request.FILES) if request.method == "POST" else UnggahanForm()
    if form.is_bound and form.is_valid():
        try:
            berkas = form.cleaned_data["berkas"]
            hasil = create_unggahan(
                periode=periode, formulir=formulir, semua=semua, user=request.user, nama=berkas.name,
                isi=read_unggahan(berkas), muat=load_formulir,
            )  # fmt: skip
            return redirect("collection:unggahan_detail", hasil.pk)
        except BerkasError as galat:
            form.add_error("berkas", str(galat))
    riwayat = scope_unggahan(request.user).filter(periode=periode, formulir=formulir).defer("rincian")
    terbuka = find_terbuka(request, semua)
    nama, kunci = ("formulir", formulir.pk) if formulir else ("periode", periode.pk)
    context = {
        "periode": periode, "formulir": formulir, "form": form, "riwayat": riwayat[:RIWAYAT], "terbuka": bool(terbuka),
        "milik": [satu for satu in semua if satu.pk in terbuka], "semua": semua,
        "unduh": reverse(f"measurement:{nama}_xlsx", args=[kunci]),
    }  # fmt: skip
    return render(request, "collection/formulir_excel.html", context, status=422 if form.errors else 200)


def get_unggahan(request: HttpRequest, pk: int) -> UnggahanFormulir:
    """An upload of the user's own; 404 for others."""
    semua = scope_unggahan(request.user).select_related("periode__perangkat_daerah", "formulir__unit", "pengguna")
    return get_object_or_404(semua, pk=pk)


@require_safe
def unggahan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a workbook would change, cell by cell, or what it did."""
    return show_unggahan(request, get_unggahan(request, pk))


def show_unggahan(
    request: HttpRequest, unggahan: UnggahanFormulir, galat: str = "", status: int = 200
) -> HttpResponse:
    """The preview; after a refusal with its reason and the decisions as they were made."""
    semua = list_sel(unggahan)
    putusan = read_putusan(request, semua)
    tanya = [(nomor, satu, putusan.get(nomor, "")) for nomor, satu in enumerate(semua) if satu.ditanyakan]
    menunggu = unggahan.status == StatusImpor.DIPERIKSA
    diputuskan = unggahan.status in (StatusImpor.DITERAPKAN, StatusImpor.DIURUNGKAN)
    lain = [satu for satu in semua if satu.keadaan == KeadaanUnggahan.UBAH or (diputuskan and satu.ditanyakan)]
    page = Paginator(lain, SEL_HALAMAN).get_page(request.GET.get("page"))
    jumlah = unggahan.ringkasan["jumlah"]
    context = {
        "unggahan": unggahan, "jumlah": jumlah, "tanya": tanya, "page": page, "galat": galat, "menunggu": menunggu,
        "salah": [satu for satu in semua if satu.keadaan == KeadaanUnggahan.SALAH],
        "lewat": [satu for satu in semua if satu.keadaan == KeadaanUnggahan.LEWAT],
        "dapat": menunggu and not jumlah["salah"] and (lain or tanya), "satu_unit": unggahan.formulir_id is not None,
        "usang": find_usang(unggahan) if menunggu or unggahan.status == StatusImpor.DITERAPKAN else [],
        "kembali": link_excel(unggahan), "diputuskan": diputuskan and any(satu.ditanyakan for satu in lain),
        "ulang": status == 409,
    }  # fmt: skip
    return render(request, "collection/unggahan_detail.html", context, status=status)


def link_excel(unggahan: UnggahanFormulir) -> str:
    """The page that the workbook was uploaded on."""
    if unggahan.formulir_id:
        return reverse("collection:formulir_excel", args=[unggahan.formulir_id])
    return reverse("collection:periode_excel", args=[unggahan.periode_id])


def read_putusan(request: HttpRequest, semua: list[SelUnggahan]) -> dict[int, str]:
    """Number of a cell → what was decided about it: for itself, else for all conflicts at once."""
    bersama = request.POST.get("semua", "")
    hasil = {}
    for nomor, satu in enumerate(semua):
        pilih = request.POST.get(f"pilih-{nomor}", "")
        if not pilih and bersama in KATA_SEMUA and satu.keadaan == KeadaanUnggahan.BENTROK:
            pilih = bersama
        if pilih:
            hasil[nomor] = pilih
    return hasil


@require_POST
def unggahan_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write all cells, or none."""
    unggahan = get_unggahan(request, pk)
    try:
        putusan = read_putusan(request, list_sel(unggahan))
        apply_unggahan(unggahan=unggahan, putusan=putusan, user=request.user)
    except IsianError as error:
        return show_unggahan(request, unggahan, str(error), 422)
    except BentrokError as error:
        return show_unggahan(request, get_unggahan(request, pk), str(error), 409)
    messages.success(request, f"Isi {unggahan.nama} tersimpan pada formulir.")
    return redirect("collection:unggahan_detail", pk)


@require_POST
def unggahan_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the same workbook with what is stored now; the earlier preview is dropped."""
    unggahan = get_unggahan(request, pk)
    semua = [unggahan.formulir] if unggahan.formulir else list_formulir(request, unggahan.periode_id)
    baru = create_unggahan(
        periode=unggahan.periode, formulir=unggahan.formulir, semua=semua, user=request.user, nama=unggahan.nama,
        isi=read_berkas(unggahan), muat=load_formulir,
    )  # fmt: skip
    if unggahan.status == StatusImpor.DIPERIKSA:
        cancel_unggahan(unggahan=unggahan, user=request.user)
    return redirect("collection:unggahan_detail", baru.pk)


@require_POST
def unggahan_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop the preview."""
    unggahan = cancel_unggahan(unggahan=get_unggahan(request, pk), user=request.user)
    messages.success(request, f"Unggahan {unggahan.nama} dibatalkan; formulir tidak berubah.")
    return redirect(link_excel(unggahan))


@require_POST
def unggahan_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the cells back as they were before the upload."""
    try:
        unggahan = undo_unggahan(unggahan=get_unggahan(request, pk), user=request.user)
    except BentrokError as error:
        return show_unggahan(request, get_unggahan(request, pk), str(error), 409)
    messages.success(request, f"Unggahan {unggahan.nama} diurungkan; sel-selnya kembali seperti semula.")
    return redirect("collection:unggahan_detail", pk)


@never_cache
@require_safe
def unggahan_salinan(request: HttpRequest, pk: int) -> HttpResponse:
    """The uploaded workbook with what is wrong or to be decided marked in its cells."""
    unggahan = get_unggahan(request, pk)
    isi = mark_salinan(read_berkas(unggahan), list_tanda(unggahan))
    nama = f"bertanda {unggahan.nama.removesuffix('.xlsx')}.xlsx"
    return HttpResponse(
        isi, content_type=XLSX, headers={"Content-Disposition": content_disposition_header(True, nama)}
    )


def list_tanda(unggahan: UnggahanFormulir) -> list[Tanda]:
    """Every fault, and every question, with its cell."""
    tanda = [
        Tanda(satu["lembar"], satu["baris"], satu["kolom"], "Kesalahan", satu["pesan"])
        for satu in unggahan.ringkasan["cacat"]
    ]
    for satu in list_sel(unggahan):
        if satu.keadaan == KeadaanUnggahan.SALAH:
            tanda.append(Tanda(satu.lembar, satu.nomor, satu.huruf, "Kesalahan", satu.pesan))
        elif satu.ditanyakan or satu.keadaan == KeadaanUnggahan.LEWAT:
            tanda.append(Tanda(satu.lembar, satu.nomor, satu.huruf, "Peringatan", satu.sebab))
    return tanda
