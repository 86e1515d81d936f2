"""The Perjanjian Kinerja: its versions, its head, its difference from the one before, its stipulation."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import BentrokError, IsianError
from collection.forms_kantor import try_save
from collection.forms_rencana import AlasanForm, PkForm
from collection.models import PerangkatDaerah, PerjanjianKinerja
from collection.queries import find_peran, require_peran, scope_kantor, scope_pk
from collection.services.jejak import audited
from collection.services.pejabat import list_tanpa_pemegang
from collection.services.pk import (
    BUKAN_DRAF,
    PERAN_RENCANA,
    compute_sidik_pk,
    create_pk,
    delete_draf,
    find_pk,
    find_sebelum,
    list_kekurangan_pk,
    save_pk,
    stipulate_pk,
    write_versi_pk,
)
from collection.services.pk_beda import compare_pk
from collection.services.pk_beku import freeze_kata
from collection.services.pk_isi import build_isi
from collection.services.tabel_target import build_baris_target, list_indikator, sum_pagu


def get_pk(request: HttpRequest, pk: int) -> PerjanjianKinerja:
    """A version of one of the user's offices; 404 for others."""
    return get_object_or_404(scope_pk(request.user).select_related("perangkat_daerah", "ditetapkan_oleh"), pk=pk)


def check_rencana(request: HttpRequest, kantor: PerangkatDaerah) -> None:
    """Raises AksesError unless the user writes the office's plan; a refused POST is put on record."""
    if request.method != "POST":
        require_peran(request.user, kantor, *PERAN_RENCANA)
        return
    with audited(kantor=kantor, user=request.user, aksi=request.resolver_match.url_name, objek=kantor):
        require_peran(request.user, kantor, *PERAN_RENCANA)


def get_draf(request: HttpRequest, pk: int) -> PerjanjianKinerja:
    """A version that the user may write on. Raises BentrokError where it is stipulated; a POST asks the service."""
    perjanjian = get_pk(request, pk)
    check_rencana(request, perjanjian.perangkat_daerah)
    if request.method != "POST" and not perjanjian.is_draf:
        raise BentrokError(BUKAN_DRAF.format(perjanjian))
    return perjanjian


@require_safe
def pk_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: where it stands, its figures, what to look at again, what to do next."""
    perjanjian = get_pk(request, pk)
    kantor = perjanjian.perangkat_daerah
    baris = build_baris_target(perjanjian, freeze_kata(perjanjian, list_indikator(kantor)))
    context = {
        "pk": perjanjian, "kantor": kantor, "baris": [b for b in baris if any(s.nilai for s in b.sel)],
        "tanpa_target": [b for b in baris if not any(s.nilai for s in b.sel)], "jumlah_pagu": sum_pagu(perjanjian),
        "peringatan": [b for b in baris if b.peringatan], "sebelum": find_sebelum(perjanjian),
        "versi": kantor.pk_set.filter(tahun=perjanjian.tahun).order_by("versi"),
        "kurang": list_kekurangan_pk(perjanjian) if perjanjian.is_draf else [],
        "boleh": bool(find_peran(request.user, kantor) & set(PERAN_RENCANA)),
        "terakhir": find_pk(kantor, perjanjian.tahun),
    }  # fmt: skip
    return render(request, "collection/pk_detail.html", context)


@require_http_methods(["GET", "POST"])
def pk_create(request: HttpRequest, kantor_pk: int, tahun: int) -> HttpResponse:
    """Begin the year's agreement, or the Perubahan of the stipulated one, with its reason."""
    kantor = get_object_or_404(scope_kantor(request.user), pk=kantor_pk)
    check_rencana(request, kantor)
    if not 2000 <= tahun <= 2100:
        raise Http404
    akhir = find_pk(kantor, tahun)
    if akhir is not None and akhir.is_draf:
        return redirect("collection:pk_detail", akhir.pk)
    form = AlasanForm(request.POST or None)
    if akhir is None:
        del form.fields["alasan"]
    if request.method == "POST":
        alasan = request.POST.get("alasan", "")
        baru = try_save(form, lambda: create_pk(kantor=kantor, tahun=tahun, user=request.user, alasan=alasan))
        if baru:
            messages.success(request, f"Draf {baru} dibuat. Isi target dan pagunya, lalu tetapkan.")
            return redirect("collection:pk_detail", baru.pk)
    context = {"kantor": kantor, "tahun": tahun, "form": form, "akhir": akhir}
    return render(request, "collection/pk_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def pk_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Number, date, reason and the other party of a draft."""
    perjanjian = get_draf(request, pk)
    versi = request.POST.get("versi", "") if request.method == "POST" else write_versi_pk(perjanjian)
    form = PkForm(request.POST or None, instance=perjanjian)

    def save() -> PerjanjianKinerja:
        return save_pk(pk=perjanjian, isian=form.cleaned_data, versi=versi, user=request.user)

    if request.method == "POST" and try_save(form, save):
        messages.success(request, "Nomor, tanggal, dan para pihak tersimpan.")
        return redirect("collection:pk_detail", pk)
    context = {"pk": perjanjian, "kantor": perjanjian.perangkat_daerah, "form": form, "versi": versi}
    return render(request, "collection/pk_update.html", context, status=422 if form.errors else 200)


@require_safe
def pk_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What a Perubahan changes of the version before it; 404 for the first version."""
    perjanjian = get_pk(request, pk)
    sebelum = find_sebelum(perjanjian)
    if sebelum is None:
        raise Http404
    context = {
        "pk": perjanjian, "kantor": perjanjian.perangkat_daerah, "sebelum": sebelum,
        "beda": compare_pk(sebelum, perjanjian),
    }  # fmt: skip
    return render(request, "collection/pk_compare.html", context)


@require_http_methods(["GET", "POST"])
def pk_stipulate(request: HttpRequest, pk: int) -> HttpResponse:
    """Check what will be signed, then stipulate it."""
    perjanjian = get_draf(request, pk)
    kurang: list[str] = []
    if request.method == "POST":
        try:
            segar = stipulate_pk(
                pk=perjanjian, build=build_isi, versi=request.POST.get("versi", ""), user=request.user
            )
        except IsianError as error:
            kurang = error.kesalahan[""]
        else:
            messages.success(request, f"{segar} ditetapkan. Target dan pagunya tidak berubah lagi.")
            return redirect("collection:pk_detail", pk)
    baris = build_baris_target(perjanjian, list_indikator(perjanjian.perangkat_daerah))
    sebelum = find_sebelum(perjanjian)
    context = {
        "pk": perjanjian, "kantor": perjanjian.perangkat_daerah, "versi": compute_sidik_pk(perjanjian),
        "kurang": kurang or (list_kekurangan_pk(perjanjian) if perjanjian.is_draf else []),
        "peringatan": [b for b in baris if b.peringatan], "jumlah_pagu": sum_pagu(perjanjian),
        "jumlah": sum(any(s.nilai for s in b.sel) for b in baris), "sebelum": sebelum,
        "beda": compare_pk(sebelum, perjanjian) if sebelum else None,
        "tanpa_pemegang": list_tanpa_pemegang(perjanjian),
    }  # fmt: skip
    return render(request, "collection/pk_stipulate.html", context, status=422 if kurang else 200)


@require_POST
def pk_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a draft."""
    perjanjian = get_draf(request, pk)
    kantor, tahun = perjanjian.perangkat_daerah, perjanjian.tahun
    delete_draf(pk=perjanjian, user=request.user)
    messages.success(request, "Draf dihapus. Versi yang sudah ditetapkan tidak berubah.")
    return redirect(f"{reverse('collection:rencana_list')}?kantor={kantor.singkatan}&tahun={tahun}")

