"""The officials' own Perjanjian Kinerja: who they are, what each promises, what is signed."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import IsianError
from collection.forms_kantor import try_save
from collection.forms_rencana import PejabatForm
from collection.models import PerjanjianKinerja, PerjanjianPejabat
from collection.queries import find_peran, scope_pejabat
from collection.services.pejabat import (
    cascade_pejabat,
    delete_pejabat,
    list_kekurangan_pejabat,
    save_pejabat,
    save_pemegang,
    stipulate_pejabat,
    write_versi_pejabat,
    write_versi_pemegang,
)
from collection.services.pk import PERAN_RENCANA
from collection.services.pk_isi import build_isi_pejabat
from collection.services.tabel_target import list_indikator, write_induk
from collection.views.pk import check_rencana, get_pk
from collection.views.target import find_bagian, find_tetangga


def get_pejabat(request: HttpRequest, pk: int) -> PerjanjianPejabat:
    """An official of one of the user's offices, if the user writes its plan; 404 for other offices."""
    terkait = ("perjanjian_kinerja__perangkat_daerah", "unit", "atasan")
    pejabat = get_object_or_404(scope_pejabat(request.user).select_related(*terkait), pk=pk)
    check_rencana(request, pejabat.perjanjian_kinerja.perangkat_daerah)
    return pejabat


@require_safe
def pejabat_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who signs an agreement under this version, from the top."""
    perjanjian = get_pk(request, pk)
    semua = perjanjian.pejabat_set.select_related("unit", "atasan").annotate(jumlah=Count("pemegang_set"))
    target = perjanjian.target_set.count()
    context = {
        "pk": perjanjian, "kantor": perjanjian.perangkat_daerah, "pejabat": semua,
        "tanpa_pemegang": target - perjanjian.pemegang_set.filter(
            indikator__in=perjanjian.target_set.values("indikator")
        ).count(),
        "boleh": bool(find_peran(request.user, perjanjian.perangkat_daerah) & set(PERAN_RENCANA)),
    }  # fmt: skip
    return render(request, "collection/pejabat_list.html", context)


@require_POST
def pejabat_cascade(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the officials and holders that are missing."""
    perjanjian = get_pk(request, pk)
    check_rencana(request, perjanjian.perangkat_daerah)
    baru = cascade_pejabat(pk=perjanjian, user=request.user)
    pesan = "Pejabat dan pemegang indikator disusun dari peran dan unit." if baru else "Tidak ada yang perlu ditambah."
    messages.success(request, pesan)
    return redirect("collection:pejabat_list", pk)


@require_http_methods(["GET", "POST"])
def pejabat_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an official by hand."""
    perjanjian = get_pk(request, pk)
    check_rencana(request, perjanjian.perangkat_daerah)
    return edit_pejabat(request, PerjanjianPejabat(perjanjian_kinerja=perjanjian), perjanjian)


@require_http_methods(["GET", "POST"])
def pejabat_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an official, and see what keeps the agreement from being stipulated."""
    pejabat = get_pejabat(request, pk)
    return edit_pejabat(request, pejabat, pejabat.perjanjian_kinerja)


def edit_pejabat(request: HttpRequest, pejabat: PerjanjianPejabat, pk: PerjanjianKinerja) -> HttpResponse:
    """The form of one official; `pejabat` without a key is a new one."""
    versi = write_versi_pejabat(pejabat) if pejabat.pk else ""
    kurang = list_kekurangan_pejabat(pejabat) if pejabat.pk and pejabat.is_draf else []
    form = PejabatForm(request.POST or None, instance=pejabat)
    if request.method == "POST":
        versi = request.POST.get("versi", "")
        isian = {"pejabat": pejabat, "versi": versi, "user": request.user}
        if try_save(form, lambda: save_pejabat(isian=form.cleaned_data, **isian)):
            messages.success(request, f"{pejabat.jabatan} tersimpan.")
            return redirect("collection:pejabat_list", pk.pk)
    context = {
        "pk": pk, "kantor": pk.perangkat_daerah, "pejabat": pejabat, "form": form, "versi": versi, "kurang": kurang,
        "judul": pejabat.jabatan if pejabat.pk else "Pejabat baru",
    }  # fmt: skip
    return render(request, "collection/pejabat_update.html", context, status=422 if form.errors else 200)


@require_POST
def pejabat_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an official whose agreement is a draft."""
    pejabat = get_pejabat(request, pk)
    delete_pejabat(pejabat=pejabat, user=request.user)
    messages.success(request, f"{pejabat.jabatan} dihapus.")
    return redirect("collection:pejabat_list", pejabat.perjanjian_kinerja_id)


@require_POST
def pejabat_stipulate(request: HttpRequest, pk: int) -> HttpResponse:
    """An official's draft was signed."""
    pejabat = get_pejabat(request, pk)
    versi = request.POST.get("versi", "")
    stipulate_pejabat(pejabat=pejabat, build=build_isi_pejabat, versi=versi, user=request.user)
    messages.success(request, f"Perjanjian Kinerja {pejabat.jabatan} ditetapkan.")
    return redirect("collection:pejabat_list", pejabat.perjanjian_kinerja_id)


@require_http_methods(["GET", "POST"])
def pemegang_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Who promises each indicator of one part of the plan."""
    perjanjian = get_pk(request, pk)
    kantor = perjanjian.perangkat_daerah
    check_rencana(request, kantor)
    bagian, semua = find_bagian(request, kantor)
    ada = set(perjanjian.target_set.order_by().values_list("indikator", flat=True))
    indikator = [i for i in list_indikator(kantor, bagian.kode) if i.pk in ada]
    pejabat = list(perjanjian.pejabat_set.all())
    if request.method == "POST":
        isian = read_pemegang(request, [i.pk for i in indikator], {p.pk for p in pejabat})
        jumlah = save_pemegang(
            pk=perjanjian, isian=isian, versi=request.POST.get("versi", ""), user=request.user
        )  # fmt: skip
        messages.success(request, f"{jumlah} indikator berganti pemegang." if jumlah else "Tidak ada yang berubah.")
        return redirect(f"{request.path}?bagian={bagian.kode}")
    kini = dict(perjanjian.pemegang_set.order_by().values_list("indikator", "pejabat"))
    context = {
        "pk": perjanjian, "kantor": kantor, "bagian": bagian, "semua_bagian": semua, "pejabat": pejabat,
        "baris": [{"indikator": i, "induk": write_induk(i), "pemegang": kini.get(i.pk)} for i in indikator],
        "versi": write_versi_pemegang(perjanjian, [i.pk for i in indikator]),
        "sebelum_sesudah": find_tetangga(bagian, semua),
    }  # fmt: skip
    return render(request, "collection/pemegang_update.html", context)


def read_pemegang(request: HttpRequest, kunci: list[int], pejabat: set[int]) -> dict[int, int | None]:
    """Indicator → official. Raises IsianError for a form cut short, or an official of elsewhere."""
    pilihan = {"": None, **{str(p): p for p in pejabat}}
    dipilih = {i: request.POST.get(f"pemegang-{i}") for i in kunci}
    if any(satu not in pilihan for satu in dipilih.values()):
        raise IsianError("Isian tidak terkirim seluruhnya; tidak ada yang disimpan. Muat ulang, lalu pilih lagi.")
    return {i: pilihan[satu] for i, satu in dipilih.items()}
