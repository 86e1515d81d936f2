"""The page of the office's logo, and the logo as a picture for papers on the screen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import IsianError
from collection.forms_kantor import try_save
from collection.forms_logo import LogoForm
from collection.models import Logo
from collection.queries import scope_kantor
from collection.services.isi_logo import MAKS_UKURAN
from collection.services.logo import find_logo, remove_logo, save_logo, write_kop
from collection.views.kantor import get_kantor

KOP = ("nama", "pemerintah", "alamat", "kota")


@require_http_methods(["GET", "POST"])
def logo_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The letterhead as it is printed now, and a file for another logo."""
    kantor = get_kantor(request, pk)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()

    def save() -> Logo:
        return save_logo(kantor=kantor, isi=form.cleaned_data["berkas"].read(MAKS_UKURAN + 1), user=request.user)

    if request.method == "POST" and try_save(form, save):
        messages.success(request, "Logo tersimpan. Naskah dan laporan yang dibuat sesudah ini memakainya.")
        return redirect("collection:logo_update", pk)
    context = {"kantor": kantor, "form": form, "logo": find_logo(kantor), "n": {"kantor": write_kop(kantor, *KOP)}}
    return render(request, "collection/logo_update.html", context, status=422 if form.errors else 200)


@require_POST
def logo_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Print without a logo from now on."""
    kantor = get_kantor(request, pk)
    try:
        remove_logo(kantor=kantor, user=request.user)
    except IsianError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, "Logo dihapus. Naskah yang sudah terbit tetap memuat logonya.")
    return redirect("collection:logo_update", pk)


@require_safe
def logo_png(request: HttpRequest, sha256: str) -> HttpResponse:
    """A logo that an office of the user has or had: papers name it by its hash, so it never changes."""
    milik = Logo.objects.filter(perangkat_daerah__in=scope_kantor(request.user))
    logo = get_object_or_404(milik.filter(sha256=sha256)[:1])
    jawaban = HttpResponse(bytes(logo.isi), content_type="image/png")
    jawaban.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return jawaban
