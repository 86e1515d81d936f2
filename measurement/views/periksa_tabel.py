"""A published table recomputed: upload, what was found, the same as a file. Nothing is stored."""

from pathlib import PurePath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from collection.errors import AksesError, BerkasError
from collection.queries import list_penugasan
from collection.services.lembar import read_unggahan
from collection.services.lembar_tulis import XLSX
from measurement.forms_periksa import PeriksaTabelForm
from measurement.periksa_tabel.hasil import TIDAK
from measurement.periksa_tabel.ringkasan import count_bagian, write_ringkasan
from measurement.services.periksa_berkas import Tabel, read_tabel
from measurement.services.periksa_lihat import PEMERIKSA, list_tampil, pack_tabel, unpack_tabel
from measurement.services.periksa_tabel import Pemeriksaan, check, write_csv, write_xlsx

BARIS_HALAMAN = 300


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def periksa_tabel_create(request: HttpRequest) -> HttpResponse:
    """The upload; after it the verdict on each row, its filter and its files, from what the page sends back."""
    require_pemeriksa(request)
    form = PeriksaTabelForm(request.POST, request.FILES) if request.method == "POST" else PeriksaTabelForm()
    if request.method == "POST":
        try:
            nama, tabel = unpack_tabel(request.POST["token"]) if "token" in request.POST else read_form(form)
            if tabel:
                return answer(request, nama, tabel)
        except BerkasError as galat:
            form = form if "token" not in request.POST else PeriksaTabelForm({}, {})
            form.add_error(None if "token" in request.POST else "berkas", str(galat))
    return render(
        request, "measurement/periksa_tabel_create.html", {"form": form}, status=422 if form.errors else 200
    )  # fmt: skip


def require_pemeriksa(request: HttpRequest) -> None:
    """Raises AksesError unless the user is Pengawas or Tim SAKIP somewhere today."""
    if not list_penugasan(request.user).filter(peran__in=PEMERIKSA).exists():
        raise AksesError("Periksa tabel adalah wewenang Pengawas atau Tim SAKIP.")


def read_form(form: PeriksaTabelForm) -> tuple[str, Tabel | None]:
    """Name and table of the upload; no table where the form says what is missing. Raises BerkasError."""
    if not form.is_valid():
        return "", None
    berkas = form.cleaned_data["berkas"]
    return PurePath(berkas.name).name, read_tabel(read_unggahan(berkas), form.cleaned_data["lembar"])


def answer(request: HttpRequest, nama: str, tabel: Tabel) -> HttpResponse:
    """The result as a page, or as the file that was asked for."""
    hasil, stem = check(tabel), slugify(PurePath(nama).stem) or "tabel"
    if request.POST.get("unduh") == "csv":
        return build_csv(hasil, f"periksa-{stem}.csv")
    if request.POST.get("unduh") == "xlsx":
        header = {"Content-Disposition": f'attachment; filename="periksa-{stem}.xlsx"'}
        return HttpResponse(write_xlsx(hasil), content_type=XLSX, headers=header)
    hanya = request.POST.get("tampil") == TIDAK
    baris = list_tampil(hasil, hanya_tidak=hanya)
    bagian = count_bagian(hasil.verdict)
    context = {
        "nama": nama, "lembar": tabel.nama, "token": pack_tabel(nama, tabel), "catatan": hasil.catatan, "hanya": hanya,
        "baris": baris[:BARIS_HALAMAN], "tersisa": max(0, len(baris) - BARIS_HALAMAN), "bagian": bagian,
        "ringkasan": write_ringkasan(hasil.verdict), "form": PeriksaTabelForm(),
    }  # fmt: skip
    return render(request, "measurement/periksa_tabel_detail.html", context)


def build_csv(hasil: Pemeriksaan, nama: str) -> HttpResponse:
    """For a spreadsheet of Indonesian settings: semicolons, UTF-8 with its mark; no cell becomes a formula."""
    header = {"Content-Disposition": f'attachment; filename="{nama}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse("\ufeff" + write_csv(hasil, ";"), content_type="text/csv; charset=utf-8", headers=header)
