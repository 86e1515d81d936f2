"""Reports: the office's list and PDF behind the login, and the public page to which the QR code leads."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from collection.errors import BerkasError, SibukError
from collection.models import Pengguna
from collection.queries import list_penugasan
from collection.services.isi_berkas import read_berkas
from collection.services.percobaan import VERIFIKASI, add_percobaan
from collection.views.alamat import find_alamat
from measurement.enums import JenisTindakan, StatusDokumen
from measurement.errors import BelumSiapError
from measurement.forms_periksa import VerifikasiBerkasForm
from measurement.giliran import find_halangan
from measurement.models import PengukuranKinerja
from measurement.queries import PERAN_ARSIP, PERAN_SEGEL, scope_arsip_pulihan, scope_dokumen
from measurement.services.daftar_dokumen import list_kunci, load_dokumen
from measurement.services.kedudukan import find_kedudukan
from measurement.services.laporan import prepare_laporan, render_dokumen, render_konsep
from measurement.services.penyegelan import Bersegel, check_bersegel, read_bersegel
from measurement.services.snapshot_hasil import write_waktu
from measurement.services.tanda_tampil import present_tanda_tangan
from measurement.services.verifikasi_berkas import DETIK_SIBUK, TERKAIT, check_unggahan, clean_kode, find_publik
from measurement.views.cetakan import show_belum_siap


@require_safe
def dokumen_list(request: HttpRequest) -> HttpResponse:
    """Reports of the user's offices and papers brought back, latest first, found by number, office or year."""
    cari = request.GET.get("cari", "").strip()
    page = Paginator(list_kunci(request.user, cari), 20).get_page(request.GET.get("page"))
    page.object_list = load_dokumen(page.object_list)
    peran = set(list_penugasan(request.user).values_list("peran", flat=True))
    context = {
        "page": page, "cari": cari, "ada_pulihan": scope_arsip_pulihan(request.user).exists(),
        "boleh_segel": not peran.isdisjoint(PERAN_SEGEL), "boleh_retensi": not peran.isdisjoint(PERAN_ARSIP),
    }  # fmt: skip
    return render(request, "measurement/dokumen_list.html", context)


@never_cache
@require_safe
def dokumen_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The signed file, or the report as it would be signed today; of a long one that is not ready, how far it is."""
    dokumen = get_object_or_404(scope_dokumen(request.user).select_related(*TERKAIT), pk=pk)
    render_isi = render_dokumen
    if dokumen.status == StatusDokumen.DISIAPKAN and is_giliran_penanda(dokumen.pengukuran, request.user):
        dokumen = prepare_laporan(dokumen.pengukuran, penanda=request.user)
    elif dokumen.status == StatusDokumen.DISIAPKAN:
        render_isi = render_konsep
    try:
        return send_pdf(dokumen, render_isi(dokumen))
    except BelumSiapError as galat:
        return show_belum_siap(request, galat)


def is_giliran_penanda(kasus: PengukuranKinerja, user: Pengguna) -> bool:
    """Whether this user may sign now: only then is the report brought up to this day and this name."""
    tindakan = kasus.tindakan
    return tindakan is not None and tindakan.jenis == JenisTindakan.TANDA_TANGAN and not find_halangan(kasus, user)


def send_pdf(dokumen: Bersegel, isi: bytes) -> HttpResponse:
    """Shown in the browser, and saved under a name that a person recognises."""
    kasus = dokumen.pengukuran
    nama = f"{dokumen.judul} {kasus.perangkat_daerah.singkatan} {kasus.sebutan_periode}.pdf"
    header = content_disposition_header(as_attachment=False, filename=get_valid_filename(nama))
    return HttpResponse(
        isi, content_type="application/pdf",
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verifikasi_check(request: HttpRequest) -> HttpResponse:
    """For whoever holds a file: the very one, changed (and how), or none of ours; or the way to a code's page."""
    if kode := request.GET.get("kode", "").strip():
        return redirect("measurement:verifikasi_detail", kode=clean_kode(kode) or "-")
    form = VerifikasiBerkasForm()
    context: dict[str, object] = {}
    status = 200
    if request.method == "POST":
        add_percobaan(VERIFIKASI, alamat=find_alamat(request))
        form = VerifikasiBerkasForm(request.POST, request.FILES)
        try:
            context = judge_unggahan(form)
            status = 422 if form.errors else 200
        except SibukError as galat:
            form.add_error("berkas", str(galat))
            status = 503
    response = render(request, "measurement/verifikasi_check.html", {"form": form, **context}, status=status)
    if status == 503:
        response.headers["Retry-After"] = str(DETIK_SIBUK)
    return response


def judge_unggahan(form: VerifikasiBerkasForm) -> dict[str, object]:
    """The verdict on what was sent; nothing where the form says what is wrong with it. No byte of it is kept."""
    if not form.is_valid():
        return {}
    try:
        nama, isi = read_berkas(form.cleaned_data["berkas"], akhiran=(".pdf",), diterima="berkas PDF")
    except BerkasError as galat:
        form.add_error("berkas", str(galat))
        return {}
    hasil = check_unggahan(isi)
    milik = present_dokumen(hasil.dokumen) if hasil.dokumen else {}
    return {"unggahan": hasil, "nama": nama, "sidik": hashlib.sha256(isi).hexdigest(), **milik}


@login_not_required
@require_safe
def verifikasi_detail(request: HttpRequest, kode: str) -> HttpResponse:
    """For whoever holds the paper: is it real, whose is it, who signed. Only what was sealed is known here."""
    if (bersih := clean_kode(kode) or "-") != kode:
        return redirect("measurement:verifikasi_detail", kode=bersih)
    add_percobaan(VERIFIKASI, alamat=find_alamat(request))
    dokumen = find_publik(kode=kode)
    if dokumen is None:
        return render(request, "measurement/verifikasi_tidak_dikenal.html", {"kode": kode[:40]}, status=404)
    context = {"hasil": check_bersegel(dokumen), **present_dokumen(dokumen)}
    return render(request, "measurement/verifikasi_detail.html", context)


def present_dokumen(dokumen: Bersegel) -> dict[str, object]:
    """What both ways of verifying say of a document that is ours."""
    return {
        "dokumen": dokumen, "kedudukan": find_kedudukan(dokumen), "tanda": present_tanda_tangan(dokumen),
        "waktu": write_waktu(dokumen.ditandatangani_pada, dokumen.pengukuran.perangkat_daerah),
    }  # fmt: skip


@login_not_required
@require_safe
def verifikasi_pdf(request: HttpRequest, kode: str) -> HttpResponse:
    """The original of a sealed report or paper."""
    add_percobaan(VERIFIKASI, alamat=find_alamat(request))
    dokumen = find_publik(kode=kode)
    if dokumen is None:
        raise Http404
    return send_pdf(dokumen, read_bersegel(dokumen))
