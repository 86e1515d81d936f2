"""The verification of the Sekretaris: what needs eyes first, the quiet rest folded, rows approved or given back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from collection.errors import IsianError
from collection.queries import require_semua_unit
from measurement.enums import JenisTindakan
from measurement.errors import KelengkapanError
from measurement.giliran import find_halangan
from measurement.models import PengukuranKinerja, Tindakan
from measurement.queries import scope_pengukuran
from measurement.queries_periksa import is_giliran_periksa
from measurement.services.pemeriksaan import approve_baris, approve_sisanya, return_baris
from measurement.services.pemeriksaan_lihat import build_pemeriksaan
from measurement.views.pengukuran import TERKAIT, describe, read_versi


@require_safe
def pemeriksaan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest round row by row; who sees every unit's form reads it, who verifies the case acts on it."""
    kasus = get_kasus(request, pk)
    require_semua_unit(request.user, kasus.perangkat_daerah)
    return _render(request, kasus)


@require_POST
def pemeriksaan_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the chosen rows, or with `cara=sisanya` all that ask for no eyes."""
    kasus, versi = get_kasus(request, pk), read_versi(request)
    sisanya = request.POST.get("cara") == "sisanya"
    # The ticks are spent by the approval of the ticked rows, not by the button for the rest.
    _keep_tulisan(request, kasus, read_kunci(request) if sisanya else [])
    if sisanya:
        hasil = approve_sisanya(pengukuran=kasus, user=request.user, versi=versi)
    else:
        hasil = approve_baris(pengukuran=kasus, baris=read_kunci(request), user=request.user, versi=versi)
    if hasil:
        messages.success(request, f"{len(hasil)} indikator disetujui.")
    else:
        messages.warning(request, "Pilih dahulu indikator yang disetujui.")
    return redirect("measurement:pemeriksaan_detail", pk)


@require_POST
def pemeriksaan_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the case back with the chosen rows, each with its note."""
    kasus = get_kasus(request, pk)
    baris = {kunci: request.POST.get(f"catatan-{kunci}", "") for kunci in read_kunci(request)}
    _keep_tulisan(request, kasus, list(baris))
    ke = request.POST.get("ke", "")
    try:
        disposisi = return_baris(
            pengukuran=kasus, baris=baris, ke=int(ke) if ke.isascii() and ke.isdigit() and len(ke) < 4 else None,
            catatan=request.POST.get("catatan", ""), user=request.user, versi=read_versi(request),
        )  # fmt: skip
    except (IsianError, KelengkapanError) as galat:
        return _render(request, kasus, str(galat))
    request.session.pop(_get_laci(kasus), None)
    messages.success(request, describe(disposisi))
    return redirect("measurement:pengukuran_detail", pk)


def get_kasus(request: HttpRequest, pk: int) -> PengukuranKinerja:
    """The case, or 404 where the user may not see it."""
    return get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)


def read_kunci(request: HttpRequest) -> list[int]:
    """The keys of the rows that were ticked."""
    semua = request.POST.getlist("baris")
    return [int(teks) for teks in semua if teks.isascii() and teks.isdigit() and len(teks) < 19]


def _get_laci(kasus: PengukuranKinerja) -> str:
    return f"tulisan-verifikasi-{kasus.pk}"


def _keep_tulisan(request: HttpRequest, kasus: PengukuranKinerja, ditandai: list[int]) -> None:
    """What was typed beside the rows waits in the session until the case is returned: approving some keeps the rest."""
    catatan = {nama: str(isi)[:2000] for nama, isi in request.POST.items() if nama.startswith("catatan") and isi}
    request.session[_get_laci(kasus)] = catatan | {"ke": request.POST.get("ke", "")[:3], "baris": ditandai}


def _render(request: HttpRequest, kasus: PengukuranKinerja, galat: str = "") -> HttpResponse:
    giliran = is_giliran_periksa(kasus)
    halangan = find_halangan(kasus, request.user) if giliran else "Verifikasi bukan langkah yang sedang berjalan."
    isi = build_pemeriksaan(kasus)
    tulisan = request.session.get(_get_laci(kasus), {})
    for satu in isi.baris:
        kunci = satu.rekap.baris.pk
        satu.rekap.baris.tertulis = tulisan.get(f"catatan-{kunci}", "")
        satu.rekap.baris.dipilih = kunci in tulisan.get("baris", [])
    context = {
        "kasus": kasus, "isi": isi, "perlu": isi.perlu, "tenang": isi.tenang, "disetujui": isi.disetujui,
        "berubah": isi.berubah, "boleh": giliran and not halangan, "halangan": halangan,
        "tujuan": list_tujuan(kasus) if giliran else [], "catatan": tulisan.get("catatan", ""),
        "dipilih_ke": tulisan.get("ke", ""),
        "alamat_kini": f"{reverse('measurement:pengukuran_detail', args=[kasus.pk])}#kini",
        "galat": [{"pesan": galat, "tautan": "#kembalikan"}] if galat else [],
    }  # fmt: skip
    return render(request, "measurement/pemeriksaan_detail.html", context, status=422 if galat else 200)


def list_tujuan(kasus: PengukuranKinerja) -> list[tuple[str, str, bool]]:
    """(number, words, whether the units fill in again there) of each step that the act may return to."""
    pertama = Tindakan.objects.filter(
        langkah__sop=kasus.sop_id, langkah__nomor__in=kasus.tindakan.kembali_ke, urutan=1
    ).select_related("langkah").order_by("langkah__nomor")  # fmt: skip
    return [(str(s.langkah.nomor), str(s.langkah), s.jenis == JenisTindakan.PENGISIAN) for s in pertama]
