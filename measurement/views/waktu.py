"""How long the SOP takes: per step, per office, per case; and the same as CSV."""

import csv
from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from collection.services.lembar_tulis import guard
from measurement.models import PengukuranKinerja, Sop
from measurement.queries import scope_pengukuran
from measurement.tenggat import attach_tenggat, list_libur_kurang
from measurement.waktu import Lintasan, list_batang, list_lintasan, list_tahun, recap_kantor, recap_langkah

ANGKA_MAKS = 9
TERKAIT = ("periode", "sop", "perangkat_daerah", "tindakan__langkah")
JUDUL_CSV = (
    "perangkat_daerah", "periode", "sop", "langkah", "uraian", "oleh", "mulai", "selesai", "menit_kerja",
    "mutu_baku_menit", "terlambat_menit",
)  # fmt: skip


def read_angka(request: HttpRequest, nama: str) -> int | None:
    """A number of the query, None where there is none. Raises Http404 for what is no number."""
    teks = request.GET.get(nama, "")
    if teks and not (teks.isascii() and teks.isdigit() and len(teks) <= ANGKA_MAKS):
        raise Http404(nama)
    return int(teks) if teks else None


def list_kasus(request: HttpRequest) -> tuple[int | None, list[int], list[PengukuranKinerja]]:
    """(the year asked for or the latest, all years, the year's cases in the user's sight)."""
    semua = list_tahun(request.user)
    tahun = read_angka(request, "tahun") or (semua[0] if semua else None)
    kasus = scope_pengukuran(request.user).filter(periode__tahun=tahun).select_related("sop", "perangkat_daerah")
    return tahun, semua, list(kasus)


@require_safe
def waktu_list(request: HttpRequest) -> HttpResponse:
    """A year's cases: each step of one SOP against its mutu baku, and each office."""
    tahun, semua_tahun, kasus = list_kasus(request)
    lintasan = list_lintasan(PengukuranKinerja.objects.filter(pk__in=[satu.pk for satu in kasus]))
    pertama = [satu for satu in kasus if not satu.revisi]
    urut = sorted(pertama, key=lambda satu: (satu.perangkat_daerah.nama, -satu.sop_id))
    semua_sop = {satu.sop_id: satu for satu in urut}
    diminta = read_angka(request, "sop")
    sop = find_sop(diminta if diminta in semua_sop else next(iter(semua_sop), None))
    context = {
        "tahun": tahun, "semua_tahun": semua_tahun, "semua_sop": list(semua_sop.values()), "sop": sop,
        "kantor": recap_kantor(kasus, lintasan), "langkah": recap_langkah(sop, lintasan) if sop else [],
    }  # fmt: skip
    return render(request, "measurement/waktu_list.html", context)


def find_sop(pk: int | None) -> Sop | None:
    """The version; its key comes from the cases in the user's sight."""
    return Sop.objects.select_related("perangkat_daerah").get(pk=pk) if pk else None


@require_safe
def waktu_csv(request: HttpRequest) -> HttpResponse:
    """Every pass through a step in the year, for a spreadsheet of Indonesian settings (semicolons)."""
    tahun, _, kasus = list_kasus(request)
    jawaban = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="waktu_{tahun or "kosong"}.csv"'},
    )
    jawaban.write("\ufeff")
    tulis = csv.writer(jawaban, delimiter=";")
    tulis.writerow(JUDUL_CSV)
    tulis.writerows(write_baris(list_lintasan(PengukuranKinerja.objects.filter(pk__in=[satu.pk for satu in kasus]))))
    return jawaban


def write_baris(lintasan: list[Lintasan]) -> Iterator[list[object]]:
    """One line each; moments by the clock that is in force, minutes as numbers."""
    for satu in lintasan:
        kasus = satu.kasus
        yield [
            guard(kasus.perangkat_daerah.nama), kasus.sebutan_periode, guard(kasus.sop.nomor), satu.nomor,
            guard(satu.uraian), guard(satu.sebutan), write_saat(satu.mulai), write_saat(satu.selesai), satu.menit,
            "" if satu.norma is None else satu.norma, satu.lewat,
        ]  # fmt: skip


def write_saat(saat) -> str:
    return timezone.localtime(saat).strftime("%Y-%m-%d %H:%M:%S")


@require_safe
def pengukuran_waktu(request: HttpRequest, pk: int) -> HttpResponse:
    """One case: each pass through a step as a bar against its mutu baku."""
    kasus = get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)
    attach_tenggat([kasus])
    batang = list_batang(kasus)
    saat = [waktu for satu in batang for waktu in (satu.lintasan.mulai, satu.lintasan.selesai)]
    context = {
        "kasus": kasus, "batang": batang, "dokumen": kasus.dokumen_set.first(),
        "libur_kurang": list_libur_kurang(kasus, saat),
    }  # fmt: skip
    return render(request, "measurement/pengukuran_waktu.html", context)
