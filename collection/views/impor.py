"""Import of targets from Excel: upload, preview, confirm."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import AksesError, BerkasError
from collection.forms_impor import ImporForm
from collection.models import Impor, PerangkatDaerah, StatusImpor
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.queries import list_penugasan, require_peran, scope_kantor
from collection.services.hasil_impor import JENIS, BarisImpor, write_tersimpan
from collection.services.impor import PERAN_IMPOR, apply_impor, cancel_impor, create_impor, is_usang
from collection.services.kemajuan import read_kemajuan
from collection.services.lembar import read_unggahan
from collection.services.lembar_tulis import XLSX
from collection.services.salinan_impor import build_salinan, write_muatan
from collection.services.urung_impor import find_halangan, undo_impor
from collection.views.rencana import Pilihan, find_kantor, find_pilihan

BARIS_HALAMAN = 100
RIWAYAT_HALAMAN = 20


@require_http_methods(["GET", "HEAD", "POST"])
def impor_list(request: HttpRequest) -> HttpResponse:
    """How to import, the template, the upload, and what was imported before."""
    pilihan = find_pilihan_impor(request)
    form = ImporForm(request.POST, request.FILES) if request.method == "POST" else ImporForm()
    if form.is_bound and form.is_valid():
        try:
            return redirect("collection:impor_detail", save_unggahan(request, pilihan, form).pk)
        except BerkasError as galat:
            form.add_error("berkas", str(galat))
    riwayat = pilihan.kantor.impor_set.select_related("pengguna").defer("rincian", "ubahan")
    page = Paginator(riwayat, RIWAYAT_HALAMAN).get_page(request.GET.get("page"))
    kemajuan = read_kemajuan(pilihan.kantor, request.user)
    context = {"pilihan": pilihan, "form": form, "page": page, "kemajuan": kemajuan}
    return render(request, "collection/impor_list.html", context, status=422 if form.errors else 200)


@require_safe
def impor_progress(request: HttpRequest, kantor_pk: int) -> HttpResponse:
    """How far the user's own import for an office has come, as JSON; 204 where none is under way."""
    kantor = get_object_or_404(scope_kantor(request.user), pk=kantor_pk)
    require_peran(request.user, kantor, *PERAN_IMPOR)
    kini = read_kemajuan(kantor, request.user)
    if kini is None:
        return HttpResponse(status=204)
    return JsonResponse({"teks": kini.teks, "nilai": kini.selesai, "maks": kini.dari})


@require_safe
def impor_templat(request: HttpRequest) -> HttpResponse:
    """The office's present plan as a workbook to change and upload."""
    return write_ekspor(find_pilihan_impor(request))


@require_safe
def rencana_export(request: HttpRequest) -> HttpResponse:
    """The plan of an office and year as a workbook, for whoever may see it."""
    pilihan = find_pilihan(request, list(scope_kantor(request.user)))
    if pilihan is None:
        raise Http404
    return write_ekspor(pilihan)


def write_ekspor(pilihan: Pilihan) -> HttpResponse:
    """The workbook; its targets are those of the year's last version, which an import begins from."""
    isi = build_ekspor(kantor=pilihan.kantor, pk=pilihan.pk, tahun=pilihan.tahun)
    return write_xlsx(isi, f"rencana_{pilihan.kantor.singkatan}_{pilihan.tahun}.xlsx")


def write_xlsx(isi: bytes, nama: str) -> HttpResponse:
    """A workbook to download."""
    return HttpResponse(isi, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{nama}"'})


@require_safe
def impor_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, cell by cell; nothing is stored yet."""
    impor = find_impor(request, pk)
    nama = [satu["nama"] for satu in impor.ringkasan.get("lembar", [])]
    lembar = request.GET.get("lembar", "") if request.GET.get("lembar") in nama else ""
    jenis = request.GET.get("jenis", "") if request.GET.get("jenis") in JENIS else ""
    baris = [b for b in impor.rincian if lembar in ("", b[0]) and jenis in ("", b[4])]
    page = Paginator(baris, BARIS_HALAMAN).get_page(request.GET.get("page"))
    page.object_list = [BarisImpor.read_daftar(satu) for satu in page.object_list]
    diterapkan = impor.status == StatusImpor.DITERAPKAN
    context = {
        "impor": impor, "page": page, "lembar": lembar, "jenis": jenis,
        "muatan": write_muatan(impor.rincian) if impor.jumlah["salah"] else "",
        "usang": impor.dapat_diterapkan and is_usang(impor),
        "halangan": find_halangan(impor) if diterapkan else "",
        "kemajuan": read_kemajuan(impor.perangkat_daerah, request.user),
        "tersimpan": write_tersimpan({satu[0] for satu in impor.ubahan}) if diterapkan else "",
    }  # fmt: skip
    return render(request, "collection/impor_detail.html", context)


@require_safe
def impor_salinan(request: HttpRequest, pk: int) -> HttpResponse:
    """The uploaded file with its faults marked in their cells."""
    impor = find_impor(request, pk)
    return write_xlsx(build_salinan(impor), f"periksa_{impor.perangkat_daerah.singkatan}_{impor.pk}.xlsx")


@require_POST
def impor_apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Write all of it, or nothing."""
    impor = apply_impor(impor=find_impor(request, pk), user=request.user)
    messages.success(request, f"Rencana sudah diperbarui dari berkas {impor.nama}.")
    return redirect("collection:impor_detail", pk)


@require_POST
def impor_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Put back what the import changed."""
    impor = undo_impor(impor=find_impor(request, pk), user=request.user)
    messages.success(request, f"Impor {impor.nama} diurungkan; isinya kembali seperti sebelum impor.")
    return redirect("collection:impor_detail", pk)


@require_POST
def impor_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file aside."""
    impor = cancel_impor(impor=find_impor(request, pk), user=request.user)
    messages.info(request, f"Impor {impor.nama} dibatalkan; tidak ada yang berubah.")
    return redirect(f"{reverse('collection:impor_list')}?kantor={impor.perangkat_daerah.singkatan}&tahun={impor.tahun}")


def find_pilihan_impor(request: HttpRequest) -> Pilihan:
    """The office and year to import for; raises AksesError where that is not the user's to do."""
    diminta = find_kantor(list(scope_kantor(request.user)), request.GET.get("kantor", ""))
    if diminta and request.GET.get("kantor"):
        require_peran(request.user, diminta, *PERAN_IMPOR)
    milik = list_penugasan(request.user).filter(peran__in=PERAN_IMPOR).values("perangkat_daerah")
    pilihan = find_pilihan(request, list(PerangkatDaerah.objects.filter(pk__in=milik)), depan=True)
    if pilihan is None:
        raise AksesError("Impor dari Excel adalah wewenang Perencana atau Admin perangkat daerah.")
    return pilihan


def find_impor(request: HttpRequest, pk: int) -> Impor:
    """404 outside the user's offices, AksesError for a role that may not import."""
    milik = Impor.objects.filter(perangkat_daerah__in=scope_kantor(request.user))
    impor = get_object_or_404(milik.select_related("perangkat_daerah", "pengguna").defer("rincian", "ubahan"), pk=pk)
    require_peran(request.user, impor.perangkat_daerah, *PERAN_IMPOR)
    return impor


def save_unggahan(request: HttpRequest, pilihan: Pilihan, form: ImporForm) -> Impor:
    """Check the upload against the plan. Raises BerkasError for what cannot be read."""
    berkas = form.cleaned_data["berkas"]
    return create_impor(
        kantor=pilihan.kantor, tahun=pilihan.tahun, user=request.user, nama=berkas.name,
        isi=read_unggahan(berkas), muat=load_rencana,
    )  # fmt: skip
