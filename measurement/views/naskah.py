"""Papers of the cases: as a page, as PDF, and the scans that stand for them."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from measurement.models import Naskah
from measurement.queries import scope_naskah, scope_pindaian
from measurement.services.lembar_naskah import GUGUR, find_lembar
from measurement.services.naskah import build_konteks, build_pdf, read_naskah
from measurement.services.pindaian import open_pindaian
from measurement.services.sk_tim import write_dicabut
from measurement.services.tanda_tampil import present_tanda_tangan

TERKAIT = (
    "nomor_surat", "bersegel", "disposisi__pengguna", "disposisi__tindakan__langkah", "disposisi__pengukuran__periode",
    "disposisi__pengukuran__sop", "disposisi__pengukuran__perangkat_daerah",
)  # fmt: skip


@require_safe
def naskah_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as it is printed, and where it stands."""
    naskah = get_object_or_404(scope_naskah(request.user).select_related(*TERKAIT), pk=pk)
    lembar = find_lembar(naskah)
    context = {
        "naskah": naskah, "kasus": naskah.disposisi.pengukuran, "lembar": lembar,
        "tanda": present_tanda_tangan(naskah.bersegel) if hasattr(naskah, "bersegel") else None,
        **build_konteks(read_naskah(naskah)), "gugur": GUGUR.get(lembar.keadaan, ""),
        "dicabut": write_dicabut(lembar.pencabut) if lembar.pencabut else "",
    }  # fmt: skip
    return render(request, "measurement/naskah_detail.html", context)


@never_cache
@require_safe
def naskah_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper as PDF/A (sealed, where it was), shown in the browser and saved under a recognisable name."""
    naskah = get_object_or_404(scope_naskah(request.user).select_related(*TERKAIT), pk=pk)
    header = content_disposition_header(as_attachment=False, filename=get_valid_filename(write_nama(naskah)))
    return HttpResponse(
        build_pdf(naskah), content_type="application/pdf",
        headers={"Content-Disposition": header, "X-Content-Type-Options": "nosniff"},
    )  # fmt: skip


def write_nama(naskah: Naskah) -> str:
    """The name of the file that is saved."""
    kasus = naskah.disposisi.pengukuran
    return f"{naskah.get_jenis_display()} {kasus.perangkat_daerah.singkatan} {kasus.periode}.pdf"


@never_cache
@require_safe
def pindaian_berkas(request: HttpRequest, pk: int) -> FileResponse:
    """Download one scan, under the permission of its case: never opened in the page's own origin."""
    pindaian = get_object_or_404(scope_pindaian(request.user), pk=pk)
    return FileResponse(
        open_pindaian(pindaian), as_attachment=True, filename=pindaian.nama, content_type=pindaian.jenis
    )
