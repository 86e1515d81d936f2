"""How an office signs: the Admin's settings with the check of the service, and the signer's own NIK."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from collection.forms_kantor import try_save
from collection.models import PerangkatDaerah
from collection.views.kantor import get_kantor
from measurement.errors import SegelError
from measurement.forms_tanda import NikForm, PengaturanTandaForm
from measurement.services.pengaturan_tanda import check_sambungan, require_kepala, save_nik, save_pengaturan
from measurement.services.tanda_tangan import BSRE, find_pengaturan, mask_nik
from measurement.signing.akar import list_akar
from measurement.signing.periksa import read_nama, read_pem

BANTUAN_COBA = "Boleh kosong: yang diperiksa hanya sambungan dan akun aplikasi. NIK ini tidak disimpan."
BANTUAN_NIK = "Enam belas angka pada KTP Anda. Disimpan tersandi; yang ditampilkan hanya empat angka terakhirnya."


@sensitive_post_parameters("sandi")
@require_http_methods(["GET", "POST"])
def tanda_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's way, by its Admin."""
    kantor = get_kantor(request, pk)
    form = PengaturanTandaForm(find_pengaturan(kantor), request.POST or None)
    if request.method == "POST" and try_save(form, lambda: save_pengaturan(kantor, form.cleaned_data, request.user)):
        messages.success(request, "Cara tanda tangan tersimpan. Laporan yang belum ditandatangani disiapkan ulang.")
        return redirect("measurement:tanda_update", kantor.pk)
    return render_tanda(request, kantor, form, build_coba(), 422 if form.errors else 200)


@sensitive_post_parameters("nik")
@require_POST
def tanda_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the service for the status of a NIK, or only whether it knows our account. Nothing is stored."""
    kantor = get_kantor(request, pk)
    coba = build_coba(request.POST)
    if coba.is_valid():
        try:
            messages.success(request, check_sambungan(kantor, coba.cleaned_data["nik"], request.user))
            return redirect("measurement:tanda_update", kantor.pk)
        except SegelError as galat:
            coba.add_error(None, str(galat))
    return render_tanda(request, kantor, PengaturanTandaForm(find_pengaturan(kantor)), coba, 422)


def build_coba(data: object = None) -> NikForm:
    """The form of the check; its NIK may stay empty."""
    return NikForm(data, wajib=False, bantuan=BANTUAN_COBA, auto_id="id_coba_%s")


def render_tanda(
    request: HttpRequest, kantor: PerangkatDaerah, form: PengaturanTandaForm, coba: NikForm, status: int
) -> HttpResponse:
    """The settings with the trusted roots of the installation."""
    akar, galat_akar = [], ""
    try:
        akar = [read_nama(read_pem(satu).subject) for satu in list_akar()]
    except SegelError as galat:
        galat_akar = str(galat)
    context = {
        "kantor": kantor, "form": form, "coba": coba, "akar": akar, "galat_akar": galat_akar,
        "bsre": find_pengaturan(kantor).cara in BSRE,
    }  # fmt: skip
    return render(request, "measurement/tanda_update.html", context, status=status)


@sensitive_post_parameters("nik")
@require_http_methods(["GET", "POST"])
def nik_update(request: HttpRequest) -> HttpResponse:
    """The signer's own NIK, for BSrE."""
    require_kepala(request.user)
    form = NikForm(request.POST or None, bantuan=BANTUAN_NIK)
    if form.is_valid():
        save_nik(request.user, form.cleaned_data["nik"])
        messages.success(request, "NIK Anda tersimpan tersandi.")
        return redirect("measurement:tugas_list")
    context = {"form": form, "tersimpan": mask_nik(request.user)}
    return render(request, "measurement/nik_update.html", context, status=422 if form.errors else 200)
