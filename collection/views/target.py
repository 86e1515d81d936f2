"""Tables to type in: targets of a draft, its pagu, and the targets of the Renstra; one part of the plan at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from collection.errors import BentrokError, IsianError
from collection.models import PerangkatDaerah
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.queries import scope_kantor
from collection.services.tabel_target import (
    KOLOM_TARGET,
    UTAMA,
    Bagian,
    BarisIsian,
    build_baris_pagu,
    build_baris_renstra,
    build_baris_target,
    list_bagian,
    list_indikator,
    list_sub_kegiatan,
)
from collection.services.target import (
    BASELINE,
    TEMPAT,
    map_target_renstra,
    save_pagu,
    save_target,
    save_target_renstra,
    write_versi_pagu,
    write_versi_renstra,
    write_versi_target,
)
from collection.views.pk import check_rencana, get_draf

Galat = Mapping[str, list[str]]


@dataclass(frozen=True)
class Lembar:
    """One table: what it is, its columns, its rows (with what was typed and refused), how it is stored."""

    judul: str
    keterangan: str
    kolom: list[str]
    kunci: list[int]
    nama: list[str]
    build: Callable[[Mapping[str, str], Galat], list[BarisIsian]]
    save: Callable[[Mapping[int, Mapping[str, str]], str], int]
    versi: str
    kembali: str
    banding: str = ""
    induk: str = ""

    @property
    def lebar(self) -> int:
        """How many columns the table has."""
        return len(self.kolom) + 2 + bool(self.banding)


@require_http_methods(["GET", "POST"])
def target_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Targets of the year and of its triwulan."""
    perjanjian = get_draf(request, pk)
    bagian, semua = find_bagian(request, perjanjian.perangkat_daerah)
    indikator = list_indikator(perjanjian.perangkat_daerah, bagian.kode)
    kunci = [i.pk for i in indikator]
    kini = {t.indikator_id: t for t in perjanjian.target_set.filter(indikator__in=kunci)}
    lembar = Lembar(
        f"Target {perjanjian}", "Target tahun dan target tiap triwulan.", list(KOLOM_TARGET.values()), kunci,
        list(NILAI_TARGET), lambda tulisan, galat: build_baris_target(perjanjian, indikator, tulisan, galat),
        lambda isian, versi: save_target(pk=perjanjian, isian=isian, versi=versi, user=request.user),
        write_versi_target(kunci, kini), reverse("collection:pk_detail", args=[pk]), f"Renstra {perjanjian.tahun}",
        str(perjanjian),
    )  # fmt: skip
    return run_lembar(request, lembar, bagian, semua, perjanjian.perangkat_daerah)


@require_http_methods(["GET", "POST"])
def pagu_update(request: HttpRequest, pk: int) -> HttpResponse:
    """The year's budget of each sub kegiatan."""
    perjanjian = get_draf(request, pk)
    kantor = perjanjian.perangkat_daerah
    bagian, semua = find_bagian(request, kantor, tanpa_utama=True)
    sub = list_sub_kegiatan(kantor, bagian.kode) if bagian.kode else []
    kunci = [s.pk for s in sub]
    kini = {p.sub_kegiatan_id: p for p in perjanjian.pagu_set.filter(sub_kegiatan__in=kunci)}

    def save(isian: Mapping[int, Mapping[str, str]], versi: str) -> int:
        jumlah = {kunci: satu["jumlah"] for kunci, satu in isian.items()}
        return save_pagu(pk=perjanjian, isian=jumlah, versi=versi, user=request.user)

    lembar = Lembar(
        f"Pagu {perjanjian}", "Anggaran setahun tiap sub kegiatan, dalam rupiah.", ["Pagu"], kunci, ["jumlah"],
        lambda tulisan, galat: build_baris_pagu(perjanjian, sub, tulisan, galat), save,
        write_versi_pagu(kunci, kini), reverse("collection:pk_detail", args=[pk]), induk=str(perjanjian),
    )  # fmt: skip
    return run_lembar(request, lembar, bagian, semua, kantor)


@require_http_methods(["GET", "POST"])
def target_renstra_update(request: HttpRequest, kantor_pk: int) -> HttpResponse:
    """Baseline and the targets of each year of the Renstra."""
    kantor = get_object_or_404(scope_kantor(request.user), pk=kantor_pk)
    check_rencana(request, kantor)
    bagian, semua = find_bagian(request, kantor)
    renstra = kantor.renstra_set.first()
    tahun = range(renstra.tahun_awal, renstra.tahun_akhir + 1) if renstra else range(0)
    indikator = list_indikator(kantor, bagian.kode)
    nama = [BASELINE, *map(str, tahun)]
    lembar = Lembar(
        "Target Renstra", renstra.nama if renstra else "Renstra belum ada.",
        ["Kondisi awal", *map(str, tahun)], [i.pk for i in indikator], nama,
        lambda tulisan, galat: build_baris_renstra(indikator, tahun, tulisan, galat),
        lambda isian, versi: save_target_renstra(kantor=kantor, isian=isian, versi=versi, user=request.user),
        write_versi_renstra(indikator, map_target_renstra(indikator)),
        f"{reverse('collection:rencana_list')}?kantor={kantor.singkatan}",
    )  # fmt: skip
    return run_lembar(request, lembar, bagian, semua, kantor)


def find_bagian(
    request: HttpRequest, kantor: PerangkatDaerah, *, tanpa_utama: bool = False
) -> tuple[Bagian, list[Bagian]]:
    """The part of the plan of `?bagian=`, or the first; 404 for one that is not the office's."""
    semua = [b for b in list_bagian(kantor) if not (tanpa_utama and b.kode == UTAMA)]
    diminta = request.GET.get("bagian", "")
    if not semua:
        return Bagian("", "Belum ada program"), []
    bagian = next((b for b in semua if b.kode == diminta), None) if diminta else semua[0]
    if bagian is None:
        raise Http404
    return bagian, semua


def run_lembar(
    request: HttpRequest, lembar: Lembar, bagian: Bagian, semua: list[Bagian], kantor: PerangkatDaerah
) -> HttpResponse:
    """Show the table, or store it; what cannot be read comes back as it was typed."""
    tulisan, galat, versi = {}, {}, lembar.versi
    if request.method == "POST":
        versi = request.POST.get("versi", "")
        isian = read_sel(request, lembar.kunci, lembar.nama)
        try:
            jumlah = lembar.save(isian, versi)
        except BentrokError:
            semua = ((s.nama, f"{b.kode} {b.nama}: {s.label}") for b in lembar.build({}, {}) for s in b.sel)
            request.label_tulisan = dict(semua)
            raise
        except IsianError as error:
            tulisan, galat = request.POST.dict(), error.kesalahan
        else:
            pesan = f"{jumlah} baris tersimpan." if jumlah else "Tidak ada yang berubah."
            messages.success(request, pesan)
            return redirect(f"{request.path}?bagian={bagian.kode}")
    baris = lembar.build(tulisan, galat)
    context = {
        "lembar": lembar, "baris": baris, "bagian": bagian, "semua_bagian": semua, "kantor": kantor, "versi": versi,
        "galat": [
            {"pesan": f"{b.kode}, {s.label}: {pesan}", "tautan": f"#{s.nama}"}
            for b in baris for s in b.sel for pesan in s.galat
        ],
        "sebelum_sesudah": find_tetangga(bagian, semua),
    }  # fmt: skip
    return render(request, "collection/lembar_isian.html", context, status=422 if galat else 200)


def read_sel(request: HttpRequest, kunci: Iterable[int], nama: Iterable[str]) -> dict[int, dict[str, str]]:
    """Row → column → text. Raises IsianError where cells are missing: a form cut short would empty them."""
    nama = list(nama)
    isian = {pk: {n: request.POST.get(TEMPAT.format(n, pk)) for n in nama} for pk in kunci}
    if any(teks is None for satu in isian.values() for teks in satu.values()):
        raise IsianError("Isian tidak terkirim seluruhnya; tidak ada yang disimpan. Muat ulang, lalu isikan lagi.")
    return isian


def find_tetangga(bagian: Bagian, semua: list[Bagian]) -> tuple[Bagian | None, Bagian | None]:
    """The part before and the part after."""
    if bagian not in semua:
        return None, None
    tempat = semua.index(bagian)
    return (semua[tempat - 1] if tempat else None), (semua[tempat + 1] if tempat + 1 < len(semua) else None)
