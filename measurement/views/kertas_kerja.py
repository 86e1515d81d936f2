"""The kertas kerja: computing it, reading it, correcting a row."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from collection.errors import IsianError
from collection.models import Pengguna
from collection.services.lembar_tulis import XLSX
from measurement.enums import JenisTindakan
from measurement.errors import PeringatanError
from measurement.forms import KoreksiForm
from measurement.forms_kasus import CabutKoreksiForm
from measurement.giliran import find_halangan, is_giliran_hitung
from measurement.ketentuan import write_efisiensi, write_ketentuan
from measurement.models import BarisKertasKerja, Metodologi
from measurement.queries import list_bukti_baris, scope_baris, scope_pengukuran
from measurement.queries_angka import scope_kertas_kerja
from measurement.services.asal import write_sebutan_bukti
from measurement.services.kenapa import build_kenapa
from measurement.services.kenapa_rerata import build_rerata
from measurement.services.kertas_kerja import compute_kertas_kerja, correct_baris, find_usang
from measurement.services.kertas_xlsx import build_buku
from measurement.services.koreksi import withdraw_koreksi
from measurement.services.metodologi import build_ketentuan
from measurement.services.rekap import BarisRekap, Rekap, build_kunci, build_rekap
from measurement.views.utuh import is_lengkap

SARING = {"": "Semua", "perlu": "Perlu perhatian", "dikoreksi": "Dikoreksi", "tanpa": "Tanpa nilai"}
TINGKAT_RENDAH = 2
VERSI_TIADA = -1
PASTIKAN = "Bila nilai ini memang benar, centang “Angka ini benar”, lalu simpan lagi."


@require_safe
def kertas_kerja_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest round with its worked lines, means upwards and budget; filtered where asked."""
    kasus = get_object_or_404(scope_pengukuran(request.user).select_related("periode", "sop", "tindakan"), pk=pk)
    semua = kasus.kertas_kerja_set.select_related("metodologi", "dihitung_oleh")
    kertas = semua.prefetch_related("metodologi__pita_set", "metodologi__bobot_set").first()
    saring = request.GET.get("saring", "")
    rekap = build_rekap(kertas) if kertas else None
    giliran = is_giliran_hitung(kasus)
    context = {
        "kasus": kasus, "kertas": kertas, "rekap": rekap, "saring": saring, "pilihan_saring": SARING.items(),
        "baris": list_baris(rekap, saring) if rekap else (),
        "boleh_hitung": giliran and not find_halangan(kasus, request.user),
        "usang": find_usang(kasus, kertas) if giliran and kertas else "",
        **(present_ketentuan(kertas.metodologi) if kertas else {}),
    }  # fmt: skip
    return render(request, "measurement/kertas_kerja_detail.html", context)


def present_ketentuan(metodologi: Metodologi) -> dict[str, Any]:
    """What the version lays down, as the line under the tables says it."""
    isi = build_ketentuan(metodologi)
    return {
        "ketentuan": write_ketentuan(isi),
        "efisiensi": write_efisiensi(isi.ambang_efisiensi, isi.capaian_efisiensi),
    }


def list_baris(rekap: Rekap, saring: str) -> list[BarisRekap]:
    """The rows that the filter leaves."""
    syarat = {
        "perlu": lambda b: b.hasil.tingkat is not None and b.hasil.tingkat <= TINGKAT_RENDAH,
        "dikoreksi": lambda b: b.koreksi is not None,
        "tanpa": lambda b: b.hasil.capaian is None,
    }.get(saring)
    return [b for b in rekap.baris if syarat is None or syarat(b)]


def may_correct(baris: BarisKertasKerja, user: Pengguna) -> bool:
    """Whether it is the turn of the Kepala's correction and this user's, and the row is of the latest round."""
    kasus = baris.kertas_kerja.pengukuran
    if kasus.tindakan is None or kasus.tindakan.jenis != JenisTindakan.KOREKSI or find_halangan(kasus, user):
        return False
    return kasus.kertas_kerja_set.first().pk == baris.kertas_kerja_id


@require_safe
def kertas_kerja_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The latest round as a workbook of live formulas. Raises Http404 where nothing was computed yet."""
    kasus = get_object_or_404(scope_pengukuran(request.user).select_related("periode", "perangkat_daerah"), pk=pk)
    kertas = kasus.kertas_kerja_set.select_related("metodologi", "pengukuran__periode").first()
    if kertas is None:
        raise Http404
    periode = kasus.periode
    nama = f"kertas_kerja_{kasus.perangkat_daerah.singkatan}_{periode.tahun}_tw{periode.triwulan}_{kertas.putaran}.xlsx"
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(build_buku(kertas), content_type=XLSX, headers=kepala)


@require_POST
def kertas_kerja_compute(request: HttpRequest, pk: int) -> HttpResponse:
    """A new round of figures."""
    kasus = get_object_or_404(scope_pengukuran(request.user), pk=pk)
    kertas = compute_kertas_kerja(pengukuran=kasus, user=request.user)
    messages.success(request, f"Kertas kerja putaran {kertas.putaran} selesai dihitung.")
    return redirect("measurement:kertas_kerja_detail", pk)


@require_http_methods(["GET", "POST"])
def baris_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Why this figure: inputs, rule, worked line, evidence; and the Kepala's correction beside it."""
    baris = get_baris(request, pk)
    dasar = {"initial": {"versi": baris.kertas_kerja.pengukuran.versi}, "komponen": baris.label_komponen}
    if request.method == "GET":
        return render_baris(request, baris, KoreksiForm(**dasar))
    form = KoreksiForm(request.POST, **dasar)
    return redirect_baris(baris) if save_koreksi(baris, form, request) else render_baris(request, baris, form)


@require_POST
def koreksi_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The original counts again; the history keeps both."""
    baris = get_baris(request, pk)
    versi = {"versi": baris.kertas_kerja.pengukuran.versi}
    cabut = CabutKoreksiForm(request.POST, initial=versi)
    if save_pencabutan(baris, cabut, request):
        return redirect_baris(baris)
    return render_baris(request, baris, KoreksiForm(initial=versi, komponen=baris.label_komponen), cabut)


@require_safe
def rerata_detail(request: HttpRequest, pk: int, kunci: str) -> HttpResponse:
    """Why this mean: what went in with which weight, what was left out, and the rules; of one round."""
    semua = scope_kertas_kerja(request.user).select_related(
        "metodologi", "dihitung_oleh", "pengukuran__periode", "pengukuran__sop", "pengukuran__perangkat_daerah"
    )
    kertas = get_object_or_404(semua.prefetch_related("metodologi__pita_set", "metodologi__bobot_set"), pk=pk)
    isi = build_rerata(kertas, kunci)
    if isi is None:
        raise Http404(kunci)
    context = {"kertas": kertas, "kasus": kertas.pengukuran, **isi}
    return render(request, "measurement/rerata_detail.html", context)


def get_baris(request: HttpRequest, pk: int) -> BarisKertasKerja:
    """The row with its case, or 404."""
    return get_object_or_404(
        scope_baris(request.user).select_related(
            "kertas_kerja__pengukuran__periode", "kertas_kerja__pengukuran__tindakan", "kertas_kerja__metodologi",
            "kertas_kerja__pengukuran__perangkat_daerah", "kertas_kerja__pengukuran__sop",
            "kertas_kerja__dihitung_oleh", "indikator__skala", "diisi_oleh",
        ).prefetch_related("kertas_kerja__metodologi__pita_set", "kertas_kerja__metodologi__bobot_set"),
        pk=pk,
    )  # fmt: skip


def redirect_baris(baris: BarisKertasKerja) -> HttpResponse:
    """To the row in its kertas kerja."""
    alamat = reverse("measurement:kertas_kerja_detail", args=[baris.kertas_kerja.pengukuran_id])
    return redirect(f"{alamat}#baris-{baris.pk}")


def render_baris(
    request: HttpRequest, baris: BarisKertasKerja, form: KoreksiForm, cabut: CabutKoreksiForm | None = None
) -> HttpResponse:
    """The page of one row, with whichever form was refused."""
    kasus, boleh = baris.kertas_kerja.pengukuran, may_correct(baris, request.user)
    rekap = BarisRekap(baris, tuple(baris.koreksi_set.select_related("pengguna")))
    context = {
        "baris": rekap, "kasus": kasus, "form": form, "kunci": build_kunci(baris.jalur),
        **(kenapa := build_kenapa(rekap, request.user)),
        "bukti": list_bukti(request.user, baris) if kenapa["boleh_sel"] else [],
        "riwayat": [(koreksi, rekap.write(koreksi.realisasi_semula)) for koreksi in rekap.riwayat],
        "boleh_koreksi": boleh, "boleh_cabut": boleh and rekap.koreksi is not None,
        "form_cabut": cabut or CabutKoreksiForm(initial={"versi": kasus.versi}),
    }  # fmt: skip
    ditolak = form.errors or (cabut and cabut.errors)
    return render(request, "measurement/baris_detail.html", context, status=422 if ditolak else 200)


def list_bukti(user: Pengguna, baris: BarisKertasKerja) -> list[dict[str, Any]]:
    """The evidence of the row, each with the words that name it."""
    return [b | {"sebutan": write_sebutan_bukti(b)} for b in list_bukti_baris(user, baris)]


def save_koreksi(baris: BarisKertasKerja, form: KoreksiForm, request: HttpRequest) -> bool:
    """Whether the correction was taken; the reason stands in the form where not.

    The confirmation carries the value that it confirms: another value typed beside it is asked about anew.
    """
    isi = read_isi(baris, form, request, "koreksi_baris")
    if isi is None:
        return False
    yakin = bool(isi["nilai"]) and request.POST.get("yakin", "").strip() == form.ketikan
    try:
        correct_baris(
            baris=baris, user=request.user, isi=isi["nilai"], penyebut=isi.get("penyebut", ""), alasan=isi["alasan"],
            versi=isi["versi"], yakin=yakin,
        )  # fmt: skip
    except IsianError as error:
        form.perlu_yakin = isinstance(error, PeringatanError)
        form.add_error("nilai", f"{error} {PASTIKAN}" if form.perlu_yakin else str(error))
        return False
    messages.success(request, f"Koreksi {baris.nama} tersimpan di samping nilai semula.")
    return True


def save_pencabutan(baris: BarisKertasKerja, form: CabutKoreksiForm, request: HttpRequest) -> bool:
    """Whether the correction was taken back; the reason stands in the form where not."""
    isi = read_isi(baris, form, request, "cabut_koreksi")
    if isi is None:
        return False
    withdraw_koreksi(baris=baris, user=request.user, alasan=isi["alasan"], versi=isi["versi"])
    messages.success(request, f"Koreksi {baris.nama} dicabut. Nilai semula berlaku lagi; riwayatnya tetap tersimpan.")
    return True


def read_isi(
    baris: BarisKertasKerja, form: KoreksiForm | CabutKoreksiForm, request: HttpRequest, aksi: str
) -> dict[str, Any] | None:
    """What was typed; none where the form says what is wrong.

    Who may not correct has no form to mend: the service tells that person why, whatever was sent.
    """
    kantor = baris.kertas_kerja.pengukuran.perangkat_daerah
    if not may_correct(baris, request.user):
        form.is_valid()
        return {"nilai": "", "alasan": "", "versi": VERSI_TIADA, **form.cleaned_data}
    if not is_lengkap(form, kantor=kantor, user=request.user, aksi=aksi, objek=baris):
        return None
    return form.cleaned_data
