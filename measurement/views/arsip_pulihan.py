"""Packages that were restored from elsewhere: their signed papers, and the package itself."""

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collection.models import PerangkatDaerah
from collection.queries import require_peran
from measurement.queries import PERAN_ARSIP, scope_arsip_pulihan, scope_dokumen_pulihan, scope_kantor_arsip
from measurement.services.arsip import write_ukuran
from measurement.services.penyegelan import read_bersegel
from measurement.views.dokumen import send_pdf


@require_safe
def arsip_pulihan_list(request: HttpRequest) -> HttpResponse:
    """Restored packages of the user's offices, latest year first."""
    semua = scope_arsip_pulihan(request.user).prefetch_related("dokumen_set")
    page = Paginator(semua, 20).get_page(request.GET.get("page"))
    boleh = set(scope_kantor_arsip(request.user).values_list("kode", flat=True))
    for arsip in page.object_list:
        arsip.teks_ukuran = write_ukuran(arsip.ukuran)
    return render(request, "measurement/arsip_pulihan_list.html", {"page": page, "boleh": boleh})


@never_cache
@require_safe
def arsip_pulihan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A signed paper of a restored package, as it was signed."""
    dokumen = get_object_or_404(scope_dokumen_pulihan(request.user).select_related("arsip"), pk=pk)
    return send_pdf(dokumen, read_bersegel(dokumen))


@never_cache
@require_safe
def arsip_pulihan_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """The package as it was restored, for whom the archive of a case here is open too."""
    arsip = get_object_or_404(scope_arsip_pulihan(request.user), pk=pk)
    require_peran(request.user, PerangkatDaerah.objects.get(kode=arsip.kode_kantor), *PERAN_ARSIP)
    nama = get_valid_filename(f"Arsip {arsip.singkatan} {arsip.nama}.zip")
    berkas = arsip.berkas.storage.open(arsip.berkas.name, "rb")
    return FileResponse(berkas, as_attachment=True, filename=nama, content_type="application/zip")
