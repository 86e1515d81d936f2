"""Evidence of a row: handed in, looked at, described, replaced, taken off; each door by the permission of the row."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from collection.errors import IsianError
from collection.models import Bukti, Pengguna, Realisasi
from collection.queries import list_bukti_sama, scope_bukti, scope_bukti_lepas, scope_formulir_isian, scope_realisasi
from collection.services.bahan_bukti import BahanBukti, read_bahan_berkas, read_bahan_tautan, read_bahan_teks
from collection.services.bukti import (
    attach_bahan,
    attach_bukti,
    describe_bukti,
    open_bukti,
    remove_bukti,
    replace_bukti,
    restore_bukti,
)
from collection.services.isi_berkas import DITERIMA, JENIS
from collection.services.kunci_formulir import is_terbuka
from collection.views.gambar_bukti import PRATINJAU, build_baris, present_satu, write_pemakaian
from collection.views.rentang import answer_berkas

BINGKAI = {
    "default-src": [NONE], "img-src": [SELF], "object-src": [SELF], "base-uri": [NONE], "form-action": [NONE],
    "frame-ancestors": [SELF],
}  # fmt: skip
"""What may happen around a file that is shown in a frame: it may be drawn, and stand in a page of ours. A picture gets
`sandbox` besides; a PDF cannot, for its viewer is a plugin, which a sandbox switches off (Chromium)."""
PDF = "application/pdf"


@require_POST
def bukti_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach one or more evidence files to a row; each is taken or refused by itself.

    A script sends one file at a time and asks for JSON: a refusal is then the middleware's, with its status.
    """
    realisasi = get_realisasi(request, pk)
    berkas = request.FILES.getlist("berkas")
    if request.headers.get("Accept") == "application/json":
        return _answer_satu(request, realisasi, berkas)
    if not berkas:
        messages.error(request, "Pilih berkas bukti lebih dahulu.")
    for satu in berkas:
        try:
            bukti = attach_bukti(realisasi=realisasi, berkas=satu, user=request.user, **_read_uraian(request))
            messages.success(request, write_tersimpan(bukti, request.user))
        except IsianError as error:
            messages.error(request, str(error))
    return redirect_bukti(request, realisasi)


def _answer_satu(request: HttpRequest, realisasi: Realisasi, berkas: list[UploadedFile]) -> JsonResponse:
    if not berkas:
        raise IsianError("Pilih berkas bukti lebih dahulu.")
    isian = _read_uraian(request) | {"ulang": request.POST.get("ulang") == "1"}
    bukti = attach_bukti(realisasi=realisasi, berkas=berkas[0], user=request.user, **isian)
    return JsonResponse({"pesan": write_tersimpan(bukti, request.user)})


def _read_uraian(request: HttpRequest) -> dict[str, str]:
    return {nama: request.POST.get(nama, "") for nama in ("syarat", "halaman")}


@require_POST
def bukti_note(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a link or a note to a row."""
    realisasi = get_realisasi(request, pk)
    try:
        bahan = read_bahan(request)
        syarat = request.POST.get("syarat", "")
        bukti = attach_bahan(realisasi=realisasi, bahan=bahan, user=request.user, syarat=syarat)
        messages.success(request, f"{bukti.get_bentuk_display()} {bukti.nama} tersimpan sebagai bukti.")
    except IsianError as error:
        return render_baris(request, realisasi, galat=str(error))
    return redirect("collection:bukti_list", realisasi.pk)


def read_bahan(request: HttpRequest) -> BahanBukti:
    """What was sent: a file before a link before a note. Raises IsianError."""
    berkas, tautan = request.FILES.get("berkas"), request.POST.get("tautan", "").strip()
    if berkas is not None:
        return read_bahan_berkas(berkas)
    if tautan:
        return read_bahan_tautan(tautan, request.POST.get("judul", ""))
    return read_bahan_teks(request.POST.get("catatan", ""))


def get_realisasi(request: HttpRequest, pk: int) -> Realisasi:
    """A row that the user may see; 404 for others."""
    semua = scope_realisasi(request.user).select_related(
        "formulir__periode__perangkat_daerah", "formulir__unit", "target__indikator"
    )
    return get_object_or_404(semua, pk=pk)


def write_tersimpan(bukti: Bukti, user: Pengguna) -> str:
    """That the file is kept, and for what else it is evidence already."""
    lain = write_pemakaian(list_bukti_sama(user, [bukti])[bukti.pk])
    return f"Bukti {bukti.nama} tersimpan." + (f" Berkas yang sama juga menjadi bukti {lain}." if lain else "")


def redirect_bukti(request: HttpRequest, realisasi: Realisasi) -> HttpResponse:
    """Back to the row's evidence, on its own page or on the form, where it is then open."""
    if request.POST.get("kembali") == "daftar":
        return redirect("collection:bukti_list", realisasi.pk)
    alamat = reverse("collection:formulir_detail", args=[realisasi.formulir_id])
    return redirect(f"{alamat}?bukti={realisasi.pk}#bukti-{realisasi.pk}")


@require_safe
def bukti_list(request: HttpRequest, pk: int) -> HttpResponse:
    """All evidence of a row; `?bagian=baris` is what the form shows of it."""
    return render_baris(request, get_realisasi(request, pk))


def render_baris(request: HttpRequest, realisasi: Realisasi, galat: str = "") -> HttpResponse:
    """The page of a row's evidence, with what was refused and typed (422)."""
    milik = scope_formulir_isian(request.user).filter(pk=realisasi.formulir_id).exists()
    context = {
        "satu": build_baris(realisasi, request.user), "formulir": realisasi.formulir,
        "boleh_isi": milik and is_terbuka(realisasi), "galat": galat,
        "tulisan": {nama: request.POST.get(nama, "") for nama in ("tautan", "judul", "catatan", "syarat", "alasan")},
        "jenis_bukti": DITERIMA, "akhiran_bukti": ",".join(JENIS), "maks_bukti": settings.MAKS_UKURAN_BUKTI,
    }  # fmt: skip
    if request.GET.get("bagian") == "baris":
        return render(request, "collection/_bukti_baris.html", context)
    return render(request, "collection/bukti_list.html", context, status=422 if galat else 200)


@never_cache
@require_safe
def bukti_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Download one piece of evidence, under the permission of its row: no cache may answer in its place later."""
    bukti = get_object_or_404(scope_bukti(request.user), pk=pk)
    nama = f"{bukti.get_bentuk_display()} {bukti.nama[:60]}.txt" if bukti.isi else bukti.nama
    jenis = "text/plain; charset=utf-8" if bukti.isi else bukti.jenis
    return answer_berkas(request, open_bukti(bukti), nama=nama, jenis=jenis, unduh=True)


@never_cache
@xframe_options_sameorigin
@require_safe
def bukti_frame(request: HttpRequest, pk: int) -> HttpResponse:
    """A PDF or a picture to be drawn within a page of ours; 404 for every other kind, which is only downloaded."""
    bukti = get_object_or_404(scope_bukti(request.user), pk=pk)
    if bukti.jenis not in PRATINJAU:
        raise Http404
    bingkai = BINGKAI if bukti.jenis == PDF else BINGKAI | {"sandbox": True}
    isi = answer_berkas(request, open_bukti(bukti), nama=bukti.nama, jenis=bukti.jenis, unduh=False)
    return csp_replace(bingkai)(lambda _: isi)(request)


@csp_update({"frame-src": [SELF]})
@require_safe
def bukti_show(request: HttpRequest, pk: int) -> HttpResponse:
    """One piece of evidence with its preview, and what is known of it."""
    semua = scope_bukti(request.user).select_related(
        "realisasi__formulir__unit", "realisasi__formulir__periode__perangkat_daerah", "realisasi__target__indikator",
        "diunggah_oleh", "pengganti__diunggah_oleh",
    )  # fmt: skip
    bukti = present_satu(get_object_or_404(semua, pk=pk))
    return render(request, "collection/bukti_show.html", {"bukti": bukti, "realisasi": bukti.realisasi})


def get_bukti(request: HttpRequest, pk: int) -> Bukti:
    """A piece of evidence that the user may see, with its form; 404 for others."""
    semua = scope_bukti(request.user).select_related("realisasi__formulir__periode__perangkat_daerah")
    return get_object_or_404(semua, pk=pk)


@require_POST
def bukti_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Say on which pages it proves the figure, and which requirement it meets."""
    bukti = get_bukti(request, pk)
    try:
        describe_bukti(bukti=bukti, user=request.user, **_read_uraian(request))
        messages.success(request, f"Keterangan bukti {bukti.nama} tersimpan.")
    except IsianError as error:
        return render_baris(request, get_realisasi(request, bukti.realisasi_id), galat=str(error))
    return redirect("collection:bukti_list", bukti.realisasi_id)


@require_POST
def bukti_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Put another one in its place, with the reason; the old one stays readable."""
    bukti = get_bukti(request, pk)
    try:
        baru = replace_bukti(
            bukti=bukti, bahan=read_bahan(request), alasan=request.POST.get("alasan", ""), user=request.user
        )
        messages.success(request, f"Bukti {bukti.nama} diganti dengan {baru.nama}. Yang lama tetap dapat dibaca.")
    except IsianError as error:
        return render_baris(request, get_realisasi(request, bukti.realisasi_id), galat=str(error))
    return redirect("collection:bukti_list", bukti.realisasi_id)


@require_POST
def bukti_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one piece of evidence off its row."""
    bukti = get_bukti(request, pk)
    remove_bukti(bukti=bukti, user=request.user)
    messages.success(request, f"Bukti {bukti.nama} dilepas dari baris ini.")
    return redirect_bukti(request, bukti.realisasi)


@require_POST
def bukti_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what was taken off."""
    semua = scope_bukti_lepas(request.user).select_related("realisasi__formulir__periode__perangkat_daerah")
    bukti = get_object_or_404(semua, pk=pk)
    restore_bukti(bukti=bukti, user=request.user)
    messages.success(request, f"Bukti {bukti.nama} dipasang lagi.")
    return redirect("collection:bukti_list", bukti.realisasi_id)
