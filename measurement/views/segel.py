"""The office's seal: what it is, until when, and making a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from collection.enums import Peran
from collection.errors import AksesError
from collection.models import Pengguna
from collection.queries import list_penugasan
from measurement.forms_segel import SegelForm
from measurement.queries import PERAN_SEGEL, scope_segel
from measurement.services.segel import create_segel
from measurement.signing import KALIMAT_SEGEL


def require_salah_satu(user: Pengguna, *peran: Peran) -> None:
    """Raises AksesError unless the user holds one of the roles somewhere today."""
    if not list_penugasan(user).filter(peran__in=peran).exists():
        raise AksesError(f"Segel kantor adalah urusan {' dan '.join(p.label for p in peran)}.")


@require_safe
def segel_list(request: HttpRequest) -> HttpResponse:
    """The certificates of the user's offices, latest first."""
    require_salah_satu(request.user, *PERAN_SEGEL)
    context = {
        "daftar": scope_segel(request.user).select_related("perangkat_daerah", "dibuat_oleh"),
        "boleh_buat": list_penugasan(request.user).filter(peran=Peran.KEPALA).exists(),
        "kalimat_segel": KALIMAT_SEGEL,
    }
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
