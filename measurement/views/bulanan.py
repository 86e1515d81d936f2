"""The months of a form's triwulan: typed in one sheet, consolidated, and taken over as the triwulan's figure."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from collection.enums import Frekuensi
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Formulir, Realisasi
from collection.queries import scope_formulir, scope_formulir_isian, scope_realisasi
from collection.services.bulanan import fetch_bulan, list_kolom_bulan, save_bulan
from collection.services.kunci_formulir import find_kunci_formulir
from collection.services.realisasi import compute_sidik
from collection.tanggal import BULAN
from collection.views.baris_formulir import write_isi
from measurement.services.bulanan import combine, use_gabungan


@dataclass
class SelBulan:
    """One input of the sheet: its name, what stands in it, the fingerprint of what is stored, and a refusal."""

    nama: str
    label: str
    kecil: str
    isi: str
    sidik: str
    galat: str = ""


@require_http_methods(["GET", "POST"])
def formulir_bulan(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of months; a POST writes each changed cell by itself, what is refused stays typed with its reason."""
    semua = scope_formulir(request.user).select_related("unit", "periode__perangkat_daerah", "perjanjian_kinerja")
    formulir = get_object_or_404(semua, pk=pk)
    baris = list_bulanan(formulir)
    if request.method == "POST":
        if not scope_formulir_isian(request.user).filter(pk=pk).exists():
            raise AksesError(f"{formulir} diisi oleh {formulir.unit}.")
        galat = {nama: pesan for satu in baris for nama, pesan in save_baris(request, satu)}
        if not galat:
            messages.success(request, "Angka bulan tersimpan.")
            return redirect("measurement:formulir_bulan", pk)
        return render_bulan(request, formulir, list_bulanan(formulir), galat, 422)
    return render_bulan(request, formulir, baris, {}, 200)


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


def list_bulanan(formulir: Formulir) -> list[Realisasi]:
    """The form's rows that are measured monthly, with their months."""
    semua = formulir.realisasi_set.filter(indikator__frekuensi=Frekuensi.BULAN.value)
    terkait = semua.select_related("formulir__periode__perangkat_daerah", "target__indikator__skala")
    return list(terkait.prefetch_related("bulan_set", "target__indikator__skala__nilai_set"))


def save_baris(request: HttpRequest, realisasi: Realisasi) -> list[tuple[str, str]]:
    """Write the row's cells that were typed over; (name of the input, reason) of each that was refused."""
    galat = []
    for sel, bulan, kolom in list_sel(realisasi):
        isi = request.POST.get(sel.nama)
        if isi is None or isi == sel.isi:
            continue
        sidik = request.POST.get(f"sidik-{sel.nama}", "")
        try:
            save_bulan(realisasi=realisasi, bulan=bulan, kolom=kolom, isi=isi, sidik=sidik, user=request.user)
        except (BentrokError, IsianError) as error:
            galat.append((sel.nama, str(error)))
    return galat


def list_sel(realisasi: Realisasi) -> list[tuple[SelBulan, int, str]]:
    """The inputs of a row, each with its month and column."""
    indikator = realisasi.target.indikator
    sebutan = dict(zip(("pembilang", "penyebut"), indikator.label_komponen, strict=False))
    return [
        (
            SelBulan(
                f"b{realisasi.pk}-{satu.bulan}-{kolom}", f"{BULAN[satu.bulan - 1]}: {indikator.nama}",
                sebutan.get(kolom, ""), write_isi(satu, kolom), compute_sidik(getattr(satu, kolom)),
            ),
            satu.bulan, kolom,
        )
        for satu in fetch_bulan(realisasi) for kolom in list_kolom_bulan(realisasi)
    ]  # fmt: skip


def render_bulan(
    request: HttpRequest, formulir: Formulir, baris: list[Realisasi], galat: dict[str, str], status: int
) -> HttpResponse:
    """The sheet; refused cells show what was typed."""
    milik = scope_formulir_isian(request.user).filter(pk=formulir.pk).exists()
    kunci = find_kunci_formulir(formulir)
    bulan = []
    for satu in baris:
        semua = list_sel(satu)
        for sel, *_ in semua:
            if sel.nama in galat:
                sel.isi, sel.galat = request.POST.get(sel.nama, ""), galat[sel.nama]
        isi = fetch_bulan(satu)
        satu.kolom_bulan = [
            (BULAN[b.bulan - 1], [sel for sel, nomor, _ in semua if nomor == b.bulan]) for b in isi
        ]
        satu.gabungan = combine(satu.target.indikator, [b.terukur for b in isi])
        kolom = "pembilang" if satu.target.indikator.berkomponen else "nilai"
        satu.sidik_triwulan = compute_sidik(getattr(satu, kolom))
        satu.tampil_triwulan = satu.target.indikator.write_nilai(satu.nilai)
        satu.boleh = milik and formulir.dapat_diisi and not kunci.tell(satu.indikator_id)
        bulan = [nama for nama, _ in satu.kolom_bulan]
    context = {
        "formulir": formulir, "baris": baris, "bulan": bulan, "kunci": kunci, "boleh": any(b.boleh for b in baris),
        "galat": [{"pesan": pesan, "tautan": f"isi-{nama}"} for nama, pesan in galat.items()],
    }  # fmt: skip
    return render(request, "measurement/formulir_bulan.html", context, status=status)
