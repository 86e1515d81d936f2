"""The formulir of a unit: read it, fill it in cell by cell, attach evidence."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from collection.angka import format_rupiah
from collection.enums import StatusFormulir
from collection.errors import BentrokError, IsianError
from collection.models import Formulir, Realisasi, RealisasiAnggaran
from collection.queries import (
    find_anggaran_lalu,
    find_realisasi_lalu,
    list_kekurangan,
    scope_bukti,
    scope_formulir,
    scope_formulir_isian,
    scope_realisasi,
    scope_realisasi_anggaran,
)
from collection.services.bukti import DITERIMA, JENIS, attach_bukti, remove_bukti
from collection.services.realisasi import compute_sidik, save_anggaran, save_realisasi

LABEL_KOLOM = {
    "nilai": "Realisasi",
    "tidak_dapat_diukur": "Alasan tidak dapat diukur",
    "keterangan": "Keterangan",
}


@dataclass(frozen=True)
class Sel:
    """One cell of the form as the page draws it."""

    baris: str
    kolom: str
    judul: str
    label: str
    url: str
    isi: str
    sidik: str
    panjang: bool = False
    pilihan: list[str] = field(default_factory=list)
    capaian_url: str = ""
    capaian_id: str = ""
    keadaan: str = ""
    pesan: str = ""


@require_safe
def formulir_list(request: HttpRequest) -> HttpResponse:
    """The forms that the user may see, latest triwulan first."""
    semua = scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah", "diserahkan_oleh")
    status = request.GET.get("status", "")
    if status in StatusFormulir.values():
        semua = semua.filter(status=status)
    urut = semua.order_by(
        "-periode__tahun", "-periode__triwulan", "periode__perangkat_daerah__nama", "unit__urutan", "unit__nama", "pk"
    )  # fmt: skip
    halaman = Paginator(urut, 30).get_page(request.GET.get("page"))
    context = {"page": halaman, "status": status, "pilihan": StatusFormulir.choices()}
    return render(request, "collection/formulir_list.html", context)


@require_safe
def formulir_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One form with all of its rows."""
    semua = scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah", "perjanjian_kinerja")
    formulir = get_object_or_404(semua, pk=pk)
    milik = scope_formulir_isian(request.user).filter(pk=pk).exists()
    baris = list_baris(formulir)
    context = {
        "buka_bukti": request.GET.get("bukti", ""),
        "formulir": formulir, "baris": baris, "anggaran": list_anggaran(formulir), "milik": milik,
        "boleh_isi": milik and formulir.dapat_diisi, "kurang": list_kekurangan(formulir),
        "ada_lalu": formulir.periode.triwulan > 1,
        "terisi": sum(b.nilai is not None or bool(b.tidak_dapat_diukur) for b in baris),
        "jenis_bukti": DITERIMA, "akhiran_bukti": ",".join(JENIS), "maks_bukti": settings.MAKS_UKURAN_BUKTI,
    }  # fmt: skip
    return render(request, "collection/formulir_detail.html", context)


def list_baris(formulir: Formulir) -> list[Realisasi]:
    """The rows, each with the words that the page shows and what was reported a triwulan ago."""
    lalu, hasil = find_realisasi_lalu(formulir.periode), []
    for realisasi in select_baris(formulir):
        indikator = realisasi.target.indikator
        realisasi.tampil_lalu = indikator.write_nilai(lalu.get(indikator.pk))
        hasil.append(present(realisasi))
    return hasil


def select_baris(formulir: Formulir) -> QuerySet[Realisasi]:
    """The rows with all that their words come from."""
    return formulir.realisasi_set.select_related(
        "formulir__periode", "target__indikator__skala", "target__indikator__sasaran", "target__indikator__tujuan",
        "target__indikator__program", "target__indikator__kegiatan", "target__indikator__sub_kegiatan", "diubah_oleh",
    ).prefetch_related("target__indikator__skala__nilai_set", "bukti_set")  # fmt: skip


def present(realisasi: Realisasi) -> Realisasi:
    """Give the row ready-made strings: numbers are written once, here."""
    indikator, target = realisasi.target.indikator, realisasi.target
    triwulan = realisasi.formulir.periode.triwulan
    realisasi.tampil_target = indikator.write_nilai(target.triwulan[triwulan - 1])
    realisasi.tampil_tahunan = indikator.write_nilai(target.tahunan)
    realisasi.sel = list_sel(realisasi)
    realisasi.bukti_kini = [bukti for bukti in realisasi.bukti_set.all() if bukti.dihapus_pada is None]
    return realisasi


def list_sel(realisasi: Realisasi) -> list[Sel]:
    """The three cells of a row that a person writes."""
    indikator = realisasi.target.indikator
    url = reverse("collection:realisasi_update", args=[realisasi.pk])
    capaian = reverse("measurement:realisasi_capaian", args=[realisasi.pk])
    isi = {"nilai": indikator.write_nilai(realisasi.nilai), "tidak_dapat_diukur": realisasi.tidak_dapat_diukur}
    return [
        Sel(
            baris=f"r{realisasi.pk}", kolom=kolom, label=f"{label}: {indikator.nama}", url=url,
            judul="Realisasi triwulan ini" if kolom == "nilai" else label,
            isi=isi.get(kolom, realisasi.keterangan), sidik=compute_sidik(getattr(realisasi, kolom)),
            panjang=kolom != "nilai", pilihan=list(indikator.label_skala.values()) if kolom == "nilai" else [],
            capaian_url="" if kolom == "keterangan" else capaian, capaian_id=f"capaian-{realisasi.pk}",
        )
        for kolom, label in LABEL_KOLOM.items()
    ]  # fmt: skip


def list_anggaran(formulir: Formulir) -> list[RealisasiAnggaran]:
    """The budget rows of the form, each with its one cell and the money spent until a triwulan ago."""
    lalu, hasil = find_anggaran_lalu(formulir.periode), []
    for anggaran in select_anggaran(formulir):
        anggaran.tampil_lalu = write_uang(lalu.get(anggaran.pagu.sub_kegiatan_id))
        hasil.append(present_anggaran(anggaran))
    return hasil


def write_uang(jumlah: Decimal | None) -> str:
    """Rupiah under a heading that says so already."""
    return format_rupiah(jumlah).removeprefix("Rp")


def select_anggaran(formulir: Formulir) -> QuerySet[RealisasiAnggaran]:
    """The budget rows with all that their words come from."""
    return formulir.realisasi_anggaran_set.select_related("formulir", "pagu__sub_kegiatan", "diubah_oleh")


def present_anggaran(anggaran: RealisasiAnggaran) -> RealisasiAnggaran:
    """Give the row its cell: the money spent so far."""
    anggaran.sel = [
        Sel(
            baris=f"a{anggaran.pk}", kolom="jumlah", label=f"Realisasi anggaran: {anggaran.pagu.sub_kegiatan.nama}",
            url=reverse("collection:anggaran_update", args=[anggaran.pk]), sidik=compute_sidik(anggaran.jumlah),
            isi=write_uang(anggaran.jumlah), judul="Realisasi s.d. triwulan ini (Rp)",
        )
    ]  # fmt: skip
    return anggaran


@require_POST
def realisasi_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one column of one row; the answer is the cell itself, or the reason beside what was typed."""
    realisasi = get_object_or_404(
        scope_realisasi(request.user).select_related("formulir__periode__perangkat_daerah", "formulir__unit"), pk=pk
    )
    kolom, isi = request.POST.get("kolom", ""), request.POST.get("isi", "")
    galat, status = "", 200
    try:
        sidik = request.POST.get("sidik", "")
        save_realisasi(realisasi=realisasi, kolom=kolom, isi=isi, sidik=sidik, user=request.user)
    except (BentrokError, IsianError) as error:
        galat, status = str(error), 409 if isinstance(error, BentrokError) else 422
    segar = present(select_baris(realisasi.formulir).get(pk=pk))
    sel = next((satu for satu in segar.sel if satu.kolom == kolom), segar.sel[0])
    return answer_cell(request, segar, sel, galat, status)


@require_POST
def anggaran_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the money of one sub kegiatan."""
    anggaran = get_object_or_404(
        scope_realisasi_anggaran(request.user).select_related("formulir__periode__perangkat_daerah", "formulir__unit"),
        pk=pk,
    )
    isi, galat, status = request.POST.get("isi", ""), "", 200
    try:
        save_anggaran(anggaran=anggaran, isi=isi, sidik=request.POST.get("sidik", ""), user=request.user)
    except (BentrokError, IsianError) as error:
        galat, status = str(error), 409 if isinstance(error, BentrokError) else 422
    segar = present_anggaran(select_anggaran(anggaran.formulir).get(pk=pk))
    return answer_cell(request, segar, segar.sel[0], galat, status)


def answer_cell(
    request: HttpRequest, baris: Realisasi | RealisasiAnggaran, sel: Sel, galat: str, status: int
) -> HttpResponse:
    """The cell for htmx; for a browser without JavaScript the page again, with the reason as a message.

    A text that cannot be read stays in its cell, with the fingerprint of what its writer saw. Where the cell shows
    what is stored (after a conflict, on a reloaded page), the reason repeats what was typed: nothing is lost.
    """
    ketikan = request.POST.get("isi", "")
    if galat and ketikan and not (request.htmx and status == 422):
        galat = f"{galat} Yang Anda tulis: “{ketikan}”."
    if request.htmx:
        return render(request, "collection/_sel.html", _build_sel(request, baris, sel, galat, status), status=status)
    messages.add_message(request, messages.ERROR if galat else messages.SUCCESS, galat or f"Tersimpan. {sel.label}")
    jangkar = f"#{baris._meta.model_name}-{baris.pk}"
    return redirect(reverse("collection:formulir_detail", args=[baris.formulir_id]) + jangkar)


def _build_sel(
    request: HttpRequest, baris: Realisasi | RealisasiAnggaran, sel: Sel, galat: str, status: int
) -> dict[str, object]:
    terbuka = baris.formulir.dapat_diisi
    keadaan = {200: "tersimpan", 409: "bentrok" if terbuka else "terkunci", 422: "gagal"}[status]
    ditulis = {nama: request.POST.get(nama, "") for nama in ("isi", "sidik")} if status == 422 else {}
    return {"sel": replace(sel, keadaan=keadaan, pesan=galat or "Tersimpan", **ditulis), "boleh_isi": terbuka}


@require_POST
def bukti_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach one or more evidence files to a row; each is taken or refused by itself."""
    realisasi = get_object_or_404(
        scope_realisasi(request.user).select_related("formulir__periode__perangkat_daerah", "formulir__unit"), pk=pk
    )
    berkas = request.FILES.getlist("berkas")
    if not berkas:
        messages.error(request, "Pilih berkas bukti lebih dahulu.")
    for satu in berkas:
        try:
            bukti = attach_bukti(realisasi=realisasi, berkas=satu, user=request.user)
            messages.success(request, f"Bukti {bukti.nama} tersimpan.")
        except IsianError as error:
            messages.error(request, str(error))
    return redirect_bukti(realisasi)


def redirect_bukti(realisasi: Realisasi) -> HttpResponse:
    """Back to the row's evidence, which is then open."""
    alamat = reverse("collection:formulir_detail", args=[realisasi.formulir_id])
    return redirect(f"{alamat}?bukti={realisasi.pk}#bukti-{realisasi.pk}")


@never_cache
@require_safe
def bukti_detail(request: HttpRequest, pk: int) -> FileResponse:
    """Download one evidence file, under the permission of its row: no cache may answer in its place later."""
    bukti = get_object_or_404(scope_bukti(request.user), pk=pk)
    return FileResponse(bukti.berkas.open(), as_attachment=True, filename=bukti.nama, content_type=bukti.jenis)


@require_POST
def bukti_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one evidence file off its row."""
    bukti = get_object_or_404(scope_bukti(request.user).select_related("realisasi__formulir"), pk=pk)
    remove_bukti(bukti=bukti, user=request.user)
    messages.success(request, f"Bukti {bukti.nama} dilepas dari baris ini.")
    realisasi = bukti.realisasi
    return redirect_bukti(realisasi)
