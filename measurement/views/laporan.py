"""What the report will say: its narratives, written while the figures are with Tim SAKIP, and its parts as files."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from collection.errors import IsianError
from collection.services.lembar_tulis import XLSX
from measurement.enums import JenisNarasi, StatusDokumen
from measurement.errors import GiliranError, WewenangError
from measurement.forms_narasi import NarasiForm
from measurement.models import Narasi, PengukuranKinerja
from measurement.pdf import render_bagian
from measurement.queries import scope_pengukuran
from measurement.services.e81_xlsx import build_e81, has_e81
from measurement.services.laporan import read_snapshot
from measurement.services.narasi import (
    NarasiBentrokError,
    compute_sidik_narasi,
    find_halangan_narasi,
    list_jenis,
    list_narasi,
    save_narasi,
)
from measurement.services.narasi_halaman import BagianNarasi, build_bagian, list_bagian
from measurement.views.utuh import is_lengkap

TERKAIT = ("periode", "sop", "perangkat_daerah", "tindakan__langkah", "menggantikan")
BAGIAN = {
    "kertas-kerja": "measurement/laporan_kertas_cetak.html", "rekapitulasi": "measurement/laporan_rekap_cetak.html"
}  # fmt: skip
"""Parts of the report that are printed by themselves."""


@dataclass(frozen=True)
class Baris:
    """One text on the page: its field, what is suggested, what was written, and what another person has stored."""

    field: BoundField
    usulan: tuple[tuple[str, str], ...]
    tersimpan: Narasi | None
    bentrok: bool
    usang: bool


def get_kasus(request: HttpRequest, pk: int) -> PengukuranKinerja:
    """A case of the user's offices, or 404."""
    return get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)


@require_safe
def laporan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """How far the narratives are, and everything of the report that can be taken away."""
    kasus = get_kasus(request, pk)
    dokumen, kertas = kasus.dokumen_set.first(), kasus.kertas_kerja_set.first()
    lama = dokumen is not None and dokumen.status == StatusDokumen.DITANDATANGANI and '"e81":' not in dokumen.snapshot
    context = {
        "kasus": kasus, "dokumen": dokumen, "kertas": kertas, "bagian": list_bagian(kasus, kertas) if kertas else [],
        "halangan": find_halangan_narasi(kasus, request.user),
        "ada_e81": kertas is not None and not lama,
    }  # fmt: skip
    return render(request, "measurement/laporan_detail.html", context)


@require_http_methods(["GET", "POST"])
def narasi_update(request: HttpRequest, pk: int, kunci: str) -> HttpResponse:
    """The texts of the office or of one sasaran, each with what the figures suggest."""
    kasus = get_kasus(request, pk)
    bagian = build_bagian(kasus, kunci)
    if bagian is None:
        raise Http404(kunci)
    form = NarasiForm(kunci, _read_teks(kasus, kunci), request.POST if request.method == "POST" else None)
    if request.method == "GET":
        return render_narasi(request, kasus, bagian, form)
    if "pakai" in request.POST:
        return render_narasi(request, kasus, bagian, _use_usulan(form, bagian, request.POST["pakai"]))
    return _save(request, kasus, bagian, form)


def _save(
    request: HttpRequest, kasus: PengukuranKinerja, bagian: BagianNarasi, form: NarasiForm
) -> HttpResponse:
    kantor, user = kasus.perangkat_daerah, request.user
    if find_halangan_narasi(kasus, user):
        form.is_valid()
        save_narasi(pengukuran=kasus, kelompok=bagian.kunci, isian={}, user=user)
    if not is_lengkap(form, kantor=kantor, user=user, aksi="tulis_narasi", objek=kasus):
        return render_narasi(request, kasus, bagian, form, status=422)
    try:
        jumlah = save_narasi(pengukuran=kasus, kelompok=bagian.kunci, isian=form.list_isian(), user=user)
    except NarasiBentrokError as error:
        return _show_bentrok(request, kasus, bagian, form, error)
    except (GiliranError, WewenangError):
        raise
    except IsianError as error:
        for nama, pesan in error.kesalahan.items():
            form.add_error(nama or None, pesan)
        return render_narasi(request, kasus, bagian, form, status=422)
    messages.success(request, f"{jumlah} tulisan tersimpan." if jumlah else "Tidak ada yang berubah.")
    return redirect("measurement:laporan_detail", kasus.pk)


def _show_bentrok(
    request: HttpRequest, kasus: PengukuranKinerja, bagian: BagianNarasi, form: NarasiForm, error: NarasiBentrokError
) -> HttpResponse:
    """Both texts side by side; the form now carries the fingerprint of what it shows."""
    form.add_error(None, str(error))
    form.data = form.data.copy()
    for jenis, teks in _read_teks(kasus, bagian.kunci).items():
        form.data[f"sidik_{jenis}"] = compute_sidik_narasi(teks)
    return render_narasi(request, kasus, bagian, form, status=409, bentrok=tuple(error.jenis))


def _read_teks(kasus: PengukuranKinerja, kunci: str) -> dict[str, str]:
    return {jenis: satu.teks for (milik, jenis), satu in list_narasi(kasus).items() if milik == kunci}


def _use_usulan(form: NarasiForm, bagian: BagianNarasi, pilihan: str) -> NarasiForm:
    """What was typed, with one suggestion put into its field: nothing is stored by it."""
    jenis, _, nomor = pilihan.rpartition("-")
    usulan = bagian.usulan.get(jenis, ())
    form.data = form.data.copy()
    if nomor.isdigit() and int(nomor) < len(usulan):
        lama = form.data.get(jenis, "").strip()
        form.data[jenis] = f"{lama}\n\n{usulan[int(nomor)][1]}".strip()
    form.is_valid()
    return form


def render_narasi(
    request: HttpRequest, kasus: PengukuranKinerja, bagian: BagianNarasi, form: NarasiForm, *, status: int = 200,
    bentrok: tuple[JenisNarasi, ...] = (),
) -> HttpResponse:  # fmt: skip
    """The page of one group."""
    ada = {jenis: satu for (milik, jenis), satu in list_narasi(kasus).items() if milik == bagian.kunci}
    baris = []
    for jenis in list_jenis(bagian.kunci):
        satu = ada.get(jenis.value)
        usang = bool(satu and satu.teks and satu.kertas_kerja_id != bagian.kertas.pk)
        baris.append(Baris(form[jenis.value], bagian.usulan.get(jenis.value, ()), satu, jenis in bentrok, usang))
    context: dict[str, Any] = {
        "kasus": kasus, "bagian": bagian, "form": form, "baris": baris,
        "sidik": [form[f"sidik_{jenis.value}"] for jenis in list_jenis(bagian.kunci)],
        "halangan": find_halangan_narasi(kasus, request.user),
    }  # fmt: skip
    return render(request, "measurement/narasi_update.html", context, status=status)


@require_safe
def laporan_e81(request: HttpRequest, pk: int) -> HttpResponse:
    """Formulir E.81 of the report. Raises Http404 without figures, or of a report of before the form was kept."""
    kasus = get_kasus(request, pk)
    snapshot = read_snapshot(kasus)
    if snapshot is None or not has_e81(snapshot):
        raise Http404
    return _send(build_e81(snapshot), XLSX, f"formulir_e81_{_write_nama(kasus)}.xlsx")


@require_safe
def laporan_bagian(request: HttpRequest, pk: int, bagian: str) -> HttpResponse:
    """One part of the report as a PDF without signature. Raises Http404 without figures, or for another part."""
    kasus = get_kasus(request, pk)
    snapshot = read_snapshot(kasus) if bagian in BAGIAN else None
    if snapshot is None:
        raise Http404
    nama = f"{bagian.replace('-', '_')}_{_write_nama(kasus)}.pdf"
    return _send(render_bagian(snapshot, BAGIAN[bagian]), "application/pdf", nama)


def _write_nama(kasus: PengukuranKinerja) -> str:
    return f"{kasus.perangkat_daerah.singkatan}_{kasus.periode.tahun}_tw{kasus.periode.triwulan}"


def _send(isi: bytes, jenis: str, nama: str) -> HttpResponse:
    return HttpResponse(isi, content_type=jenis, headers={"Content-Disposition": f'attachment; filename="{nama}"'})
