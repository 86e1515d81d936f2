"""One indicator: its manual and its targets over the years."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from collection.enums import Konsolidasi, Rumus
from collection.models import Indikator, Target
from collection.nilai import NilaiTarget
from collection.queries import find_peran, scope_indikator
from collection.services.indikator import list_kosong
from collection.services.pk import PERAN_RENCANA
from collection.services.tautan import list_tautan

# In words, for those who fill in; docs/rumus_capaian.md has the arithmetic with every case.
RUMUS_KATA = {
    Rumus.MAKS: "Realisasi dibagi target, dikali 100. Realisasi yang sama dengan target memberi 100; lebih tinggi "
    "memberi lebih dari 100.",
    Rumus.MIN_SELISIH: "Dua kali target dikurangi realisasi, dibagi target, dikali 100. Realisasi yang sama dengan "
    "target memberi 100; lebih rendah memberi lebih dari 100; dua kali target memberi 0.",
    Rumus.MIN_RASIO: "Target dibagi realisasi, dikali 100. Realisasi yang sama dengan target memberi 100; lebih "
    "rendah memberi lebih dari 100.",
    Rumus.RENTANG: "Realisasi di dalam rentang target memberi 100. Di luarnya realisasi dibagi batas rentang yang "
    "terdekat, dikali 100.",
    Rumus.RENTANG_WAKTU: "Realisasi di dalam rentang target memberi 100. Di luarnya dua kali batas rentang "
    "yang terdekat dikurangi realisasi, dibagi batas itu, dikali 100: lebih singkat memberi lebih dari 100.",
    Rumus.STABIL: "Realisasi yang sama dengan target memberi 100; setiap selisih, naik atau turun, mengurangi 100 "
    "sebesar selisih itu dibagi target, dikali 100.",
    Rumus.PREDIKAT: "Skor predikat realisasi dibagi skor predikat target, dikali 100.",
    Rumus.YA_TIDAK: "Terpenuhi memberi 100, tidak terpenuhi memberi 0.",
}
KONSOLIDASI_KATA = {
    Konsolidasi.JUMLAH: "Realisasi setiap triwulan dijumlahkan.",
    Konsolidasi.AKHIR: "Nilai triwulan terakhir yang terisi adalah posisi tahun ini; triwulan tidak dijumlahkan.",
    Konsolidasi.RATA_RATA: "Nilai tahun ini adalah rata-rata triwulan yang terisi.",
    Konsolidasi.MAKSIMUM: "Nilai tahun ini adalah yang tertinggi di antara triwulan yang terisi.",
    Konsolidasi.RASIO: "Jumlah pembilang semua triwulan yang terisi dibagi jumlah penyebutnya, lalu dikali pengalinya.",
}
INDUK = (
    "tujuan", "sasaran__tujuan", "program__sasaran", "kegiatan__program", "sub_kegiatan__kegiatan__program",
)  # fmt: skip


@require_safe
def indikator_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The manual of an indicator and its targets over the years."""
    milik = scope_indikator(request.user).select_related("perangkat_daerah", "unit", "skala", *INDUK)
    indikator = get_object_or_404(milik.prefetch_related("skala__nilai_set"), pk=pk)
    context = {
        "indikator": indikator,
        "rumus_kata": RUMUS_KATA[Rumus(indikator.rumus)],
        "konsolidasi_kata": KONSOLIDASI_KATA[Konsolidasi(indikator.konsolidasi)],
        "jalur": list_jalur(indikator),
        "baris": list_target(indikator),
        "tautan": list_tautan(indikator),
        "standar": [(satu, indikator.write_nilai(satu.nilai)) for satu in indikator.standar_set.all()],
        "kosong": list_kosong(indikator),
        "baseline": indikator.write_nilai(indikator.baseline),
        "boleh": bool(find_peran(request.user, indikator.perangkat_daerah) & set(PERAN_RENCANA)),
    }
    return render(request, "collection/indikator_detail.html", context)


def list_jalur(indikator: Indikator) -> list[tuple[str, str, str]]:
    """(kind, code, text) from the top of the plan down to what the indicator measures."""
    jalur, simpul = [], indikator.induk
    while simpul is not None:
        jalur.append((simpul._meta.verbose_name, simpul.kode, str(simpul)))
        atas = [getattr(simpul, nama, None) for nama in ("tujuan", "program", "kegiatan")]
        simpul = next((satu for satu in atas if satu is not None), None)
    return jalur[::-1]


def list_target(indikator: Indikator) -> list[dict[str, object]]:
    """One row per year: the targets of the version in force (of a draft, where there is none), as people read them."""
    semua = list(indikator.target_set.select_related("perjanjian_kinerja").order_by("perjanjian_kinerja__versi"))
    urut = sorted(semua, key=lambda t: not t.perjanjian_kinerja.is_draf)
    per_tahun = {target.perjanjian_kinerja.tahun: target for target in urut}
    renstra = {t.tahun: t.get_nilai("nilai") for t in indikator.target_renstra_set.all()}
    return [
        _write_tahun(indikator, tahun, per_tahun.get(tahun), renstra.get(tahun))
        for tahun in sorted({*per_tahun, *renstra})
    ]


def _write_tahun(
    indikator: Indikator, tahun: int, target: Target | None, renstra: NilaiTarget | None
) -> dict[str, object]:
    nilai = target.triwulan if target else (None,) * 4
    return {
        "tahun": tahun, "pk": target.perjanjian_kinerja if target else None, "renstra": indikator.write_nilai(renstra),
        "tahunan": indikator.write_nilai(target.setahun if target else None),
        "triwulan": [indikator.write_nilai(satu) for satu in nilai],
    }  # fmt: skip
