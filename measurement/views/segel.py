"""The office's seal: what it is, until when, and making a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from collection.enums import Peran
from collection.errors import AksesError, BerkasError, IsianError
from collection.forms_kantor import try_save
from collection.models import Pengguna
from collection.queries import list_penugasan
from collection.services.isi_berkas import read_berkas
from measurement.forms_segel import SegelForm, UnggahSegelForm
from measurement.models import Segel
from measurement.queries import PERAN_SEGEL, scope_segel
from measurement.services.segel import create_segel, upload_segel
from measurement.services.tanda_tampil import present_segel


def require_salah_satu(user: Pengguna, *peran: Peran) -> None:
    """Raises AksesError unless the user holds one of the roles somewhere today."""
    if not list_penugasan(user).filter(peran__in=peran).exists():
        raise AksesError(f"Segel kantor adalah urusan {' dan '.join(p.label for p in peran)}.")


@require_safe
def segel_list(request: HttpRequest) -> HttpResponse:
    """The certificates of the user's offices, latest first."""
    require_salah_satu(request.user, *PERAN_SEGEL)
    daftar = list(scope_segel(request.user).select_related("perangkat_daerah", "dibuat_oleh"))
    for segel in daftar:
        segel.tampil = present_segel(segel)
    boleh_buat = list_penugasan(request.user).filter(peran=Peran.KEPALA).exists()
    context = {"daftar": daftar, "boleh_buat": boleh_buat}
    return render(request, "measurement/segel_list.html", context)


@sensitive_post_parameters("frasa", "ulang")
@require_http_methods(["GET", "POST"])
def segel_create(request: HttpRequest) -> HttpResponse:
    """A new certificate with a passphrase of the Kepala's own choice."""
    require_salah_satu(request.user, Peran.KEPALA)
    form = SegelForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        segel = create_segel(form.cleaned_data["kantor"], form.cleaned_data["frasa"], request.user)
        messages.success(request, f"{segel.subjek} siap dipakai. Simpan frasa sandinya; aplikasi tidak menyimpannya.")
        return redirect("measurement:segel_list")
    status = 422 if form.errors else 200
    return render(request, "measurement/segel_create.html", {"form": form}, status=status)


@sensitive_post_parameters("frasa", "frasa_baru", "ulang")
@require_http_methods(["GET", "POST"])
def segel_upload(request: HttpRequest) -> HttpResponse:
    """The office's own PKCS#12, issued by somebody else, as its next seal."""
    require_salah_satu(request.user, Peran.KEPALA)
    kiriman = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UnggahSegelForm(request.user, *kiriman)
    if kiriman and (segel := try_save(form, lambda: store_unggahan(form, request.user))):
        messages.success(request, f"{segel.subjek} siap dipakai. Aplikasi tidak menyimpan frasa sandinya.")
        return redirect("measurement:segel_list")
    status = 422 if form.errors else 200
    return render(request, "measurement/segel_upload.html", {"form": form}, status=status)


@sensitive_variables()
def store_unggahan(form: UnggahSegelForm, user: Pengguna) -> Segel:
    """Hand on what was typed and chosen. Raises IsianError with the field of what is wrong."""
    isi = form.cleaned_data
    try:
        berkas = read_berkas(isi["berkas"], akhiran=(".p12", ".pfx"), diterima="berkas .p12 atau .pfx")[1]
    except BerkasError as galat:
        raise IsianError(str(galat), {"berkas": [str(galat)]}) from None
    return upload_segel(isi["kantor"], berkas, isi["frasa"], user, frasa_baru=isi["frasa_baru"])
