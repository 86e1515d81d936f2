"""The months of a form's triwulan: a grid like the triwulan's own, consolidated, and taken over as its figure."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from collection.enums import Frekuensi
from collection.errors import BentrokError, IsianError
from collection.models import Formulir, Realisasi, RealisasiBulan
from collection.queries import scope_formulir, scope_formulir_isian, scope_realisasi
from collection.queries_formulir import attach_skala
from collection.services.bulanan import SEL_BULAN, fetch_bulan, list_kolom_bulan, save_bulan
from collection.services.kunci_formulir import find_kunci_formulir, tell_terkunci
from collection.services.realisasi import compute_sidik
from collection.tanggal import BULAN
from collection.views.baris_formulir import Sel, write_isi
from collection.views.gambar_sel import Pena
from measurement.services.bulanan import combine, is_terpakai, tell_beda, use_gabungan, write_bulanan

SEBUT_TULIS = "Yang Anda tulis: “{}”."


@require_http_methods(["GET", "POST"])
def formulir_bulan(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of months; a POST writes the one cell of `?sel=` for a browser without JavaScript."""
    semua = scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah", "perjanjian_kinerja")
    formulir = get_object_or_404(semua, pk=pk)
    return save_satu(request, formulir) if request.method == "POST" else render_bulan(request, formulir)


@require_POST
def bulan_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what the months of one row come to as the triwulan's realisasi."""
    terkait = ("formulir__periode__perangkat_daerah", "formulir__unit", "target__indikator__skala")
    realisasi = get_object_or_404(scope_realisasi(request.user).select_related(*terkait), pk=pk)
    try:
        use_gabungan(realisasi=realisasi, sidik=request.POST.get("sidik", ""), user=request.user)
    except (BentrokError, IsianError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Realisasi {realisasi.formulir.periode} diisi dari angka bulan.")
    return redirect("measurement:formulir_bulan", realisasi.formulir_id)


def save_satu(request: HttpRequest, formulir: Formulir) -> HttpResponse:
    """Write one month's cell and show the grid again; a refusal repeats what was typed. Raises Http404 for no month."""
    cocok = SEL_BULAN.fullmatch(nama := request.GET.get("sel", ""))
    realisasi = next(iter(list_bulanan(formulir, [int(cocok["pk"])])), None) if cocok else None
    if cocok is None or realisasi is None:
        raise Http404
    kolom, isi, sidik = (request.POST.get(satu, "") for satu in ("kolom", "isi", "sidik"))
    try:
        save_bulan(
            realisasi=realisasi, bulan=int(cocok["bulan"]), kolom=kolom, isi=isi, sidik=sidik, user=request.user
        )
    except (BentrokError, IsianError) as error:
        messages.error(request, f"{error} {SEBUT_TULIS.format(isi)}")
    else:
        messages.success(request, "Angka bulan tersimpan.")
    return redirect(f"{reverse('measurement:formulir_bulan', args=[formulir.pk])}#sel-{nama}-{kolom}")


def list_bulanan(formulir: Formulir, pk: Iterable[int] | None = None) -> list[Realisasi]:
    """The form's rows (or those of these keys) that are measured monthly, with their months."""
    semua = formulir.realisasi_set.filter(indikator__frekuensi=Frekuensi.BULAN.value)
    if pk is not None:
        semua = semua.filter(pk__in=list(pk))
    baris = list(semua.select_related("target__indikator").prefetch_related("bulan_set"))
    attach_skala(satu.target.indikator for satu in baris)
    return baris


def list_sel(realisasi: Realisasi) -> list[tuple[str, list[Sel]]]:
    """The cells of a row, those of each month together."""
    kolom = list_kolom_bulan(realisasi)
    return [
        (BULAN[satu.bulan - 1], [_make_sel(realisasi, satu, k, len(kolom) * n + m) for m, k in enumerate(kolom)])
        for n, satu in enumerate(fetch_bulan(realisasi))
    ]


def _make_sel(realisasi: Realisasi, satu: RealisasiBulan, kolom: str, letak: int) -> Sel:
    indikator, bulan = realisasi.target.indikator, BULAN[satu.bulan - 1]
    bagian = dict(zip(("pembilang", "penyebut"), indikator.label_komponen, strict=False)).get(kolom, "")
    nama = f"m{realisasi.pk}_{satu.bulan}"
    return Sel(
        baris=nama, kolom=kolom, judul=bulan, bagian=bagian, letak=str(letak), isi=write_isi(satu, kolom),
        label=f"{bulan}, {bagian}: {indikator.nama}" if bagian else f"{bulan}: {indikator.nama}",
        url=f"{reverse('measurement:formulir_bulan', args=[realisasi.formulir_id])}?sel={nama}",
        sidik=compute_sidik(getattr(satu, kolom)), pilihan=list(indikator.label_skala.values()),
    )  # fmt: skip


def draw_gabungan(realisasi: Realisasi, request: HttpRequest, *, boleh: bool) -> SafeString:
    """What the months of a row come to beside the triwulan's figure, with the button that takes it over."""
    indikator = realisasi.target.indikator
    gabungan = combine(indikator, [b.terukur for b in fetch_bulan(realisasi)])
    isi = {
        "satu": realisasi, "indikator": indikator, "gabungan": gabungan,
        "boleh": boleh and not is_terpakai(realisasi, gabungan),
        "beda": tell_beda(realisasi, gabungan),
        "sidik": compute_sidik(realisasi.pembilang if indikator.berkomponen else realisasi.nilai),
        "triwulan": write_bulanan(indikator, realisasi.nilai),
    }  # fmt: skip
    return render_to_string("measurement/_bulan_gabungan.html", isi, request)


def render_bulan(request: HttpRequest, formulir: Formulir) -> HttpResponse:
    """The grid."""
    milik = scope_formulir_isian(request.user).filter(pk=formulir.pk).exists()
    kunci, baris = find_kunci_formulir(formulir), list_bulanan(formulir)
    boleh_isi, bulan = milik and formulir.dapat_diisi, []
    pena = {boleh: Pena(boleh, get_token(request)) for boleh in (True, False)}
    for satu in baris:
        satu.boleh = boleh_isi and not tell_terkunci(kunci, satu)
        semua = list_sel(satu)
        satu.kolom_bulan = [(nama, [pena[satu.boleh].draw(sel) for sel in milik_bulan]) for nama, milik_bulan in semua]
        satu.gabungan = draw_gabungan(satu, request, boleh=satu.boleh)
        bulan = [nama for nama, _ in semua]
    context = {
        "formulir": formulir, "baris": baris, "bulan": bulan, "kunci": kunci, "milik": milik,
        "boleh_isi": any(satu.boleh for satu in baris),
    }  # fmt: skip
    return render(request, "measurement/formulir_bulan.html", context)
