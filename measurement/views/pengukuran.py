"""Cases: the list, opening one, and the page on which its steps are done."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from collection.errors import AksesError, BentrokError, BerkasError, IsianError
from collection.queries import list_penugasan
from measurement.enums import Aksi, JenisNaskah, JenisTindakan, Status, Transisi
from measurement.errors import GiliranError, LangkahError, SedangDitandaError, SegelError, WewenangError
from measurement.forms import BatalkanForm, IsianForm, KembalikanForm, PengukuranForm, TarikForm
from measurement.forms_kasus import BukaForm
from measurement.giliran import list_pengembalian, list_pilihan, write_tak_tertarik
from measurement.models import Dokumen, PengukuranKinerja, Tindakan
from measurement.queries import PERAN_ARSIP, find_pengukuran, find_tertanda, pick_penugasan, scope_pengukuran
from measurement.services.cetak_laporan import find_cetakan
from measurement.services.halaman import build_halaman
from measurement.services.langkah import run_langkah
from measurement.services.laporan import find_tanda_sendiri, prepare_laporan
from measurement.services.pengukuran import PEMBUKA, create_pengukuran
from measurement.services.revisi import build_revisi, map_revisi
from measurement.services.snapshot_hasil import write_waktu
from measurement.services.tanda_tangan import present_tanda
from measurement.services.tindak_lanjut import PENCATAT
from measurement.services.urutan import list_sebelum_kini
from measurement.tenggat import attach_tenggat, list_libur_kurang
from measurement.views.utuh import is_lengkap

FORM = {
    Aksi.SELESAIKAN: IsianForm, Aksi.KEMBALIKAN: KembalikanForm, Aksi.TARIK: TarikForm, Aksi.BATALKAN: BatalkanForm,
}  # fmt: skip
BUKAN_ISIAN = ("versi", "catatan")
ANGKA_VERSI = 9
TERKAIT = ("periode", "sop", "perangkat_daerah", "tindakan__langkah", "masukan__sop", "masukan__periode")


@require_safe
def pengukuran_list(request: HttpRequest) -> HttpResponse:
    """All cases of the user's offices, latest triwulan first, by status where asked."""
    semua = scope_pengukuran(request.user).select_related(*TERKAIT)
    status = request.GET.get("status", "")
    if status in Status.values():
        semua = semua.filter(status=status)
    halaman = Paginator(semua, 20).get_page(request.GET.get("page"))
    halaman.object_list = list(halaman.object_list)
    attach_tenggat(halaman.object_list)
    boleh_buka = PengukuranForm(request.user).fields["kantor"].queryset.exists()
    kembali = list_pengembalian(halaman.object_list)
    revisi = map_revisi([kasus.pk for kasus in halaman.object_list])
    for kasus in halaman.object_list:
        kasus.pengganti = revisi.get(kasus.pk)
        kasus.pengembalian = kembali.get(kasus.pk)
    context = {"page": halaman, "status": status, "pilihan": Status.choices(), "boleh_buka": boleh_buka}
    return render(request, "measurement/pengukuran_list.html", context)


@require_http_methods(["GET", "POST"])
def pengukuran_create(request: HttpRequest) -> HttpResponse:
    """Open the case of a triwulan."""
    form = BukaForm(request.user, request.POST if request.method == "POST" else None)
    if not form.fields["kantor"].queryset.exists():
        raise AksesError(f"Membuka pengukuran adalah wewenang {' atau '.join(peran.label for peran in PEMBUKA)}.")
    ada, status = None, 200
    if form.is_valid():
        try:
            pengukuran = create_pengukuran(user=request.user, **form.cleaned_data)
        except (IsianError, BentrokError) as error:
            form.add_error(None, str(error))
            ada = find_pengukuran(request.user, **form.cleaned_data)
        else:
            messages.success(request, f"{pengukuran} dibuka. Sekarang menunggu perintah Kepala.")
            return redirect("measurement:pengukuran_detail", pengukuran.pk)
    if form.errors:
        status = 409 if ada else 422
    semua = list(form.fields["kantor"].queryset)
    peringatan = [(k, pesan) for k in semua for p in form.prosedur for pesan in list_sebelum_kini(k, p)]
    context = {"form": form, "ada": ada, "peringatan": peringatan, "beberapa": len(semua) > 1}
    return render(request, "measurement/pengukuran_create.html", context, status=status)


@require_safe
def pengukuran_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The SOP with the present step lit, its form, and the trail."""
    pengukuran = get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)
    return render_detail(request, pengukuran)


def render_detail(
    request: HttpRequest, pengukuran: PengukuranKinerja, *, status: int = 200, **terikat: object
) -> HttpResponse:
    """The case page; `terikat` maps an act to the bound form that was refused."""
    jadwal = attach_tenggat([pengukuran]).get(pengukuran.perangkat_daerah_id)
    milik = getattr(request, "penugasan", None) or list(list_penugasan(request.user))
    pilihan = {p.aksi: p for p in list_pilihan(pengukuran, request.user, milik)}
    boleh = {aksi for aksi, p in pilihan.items() if not p.alasan}
    ditunggu = None
    if Aksi.SELESAIKAN in boleh and pengukuran.tindakan.transisi == Transisi.TANDATANGANI:
        ditunggu = find_cetakan(prepare_laporan(pengukuran, penanda=request.user))
    menanti = pengukuran.tindakan is not None and pengukuran.tindakan.transisi == Transisi.TANDATANGANI
    forms = {f"form_{aksi}": terikat.get(aksi) or FORM[aksi](pengukuran) for aksi in boleh}
    context = {"kasus": pengukuran, "pilihan": pilihan, **forms, **build_halaman(pengukuran, request.user, jadwal)}
    context |= build_revisi(pengukuran, request.user) | {"libur_kurang": list_libur_kurang(pengukuran)}
    context["tanda"] = present_tanda(pengukuran, request.user) if menanti else None
    context["cetakan"] = ditunggu
    context["tak_tertarik"] = write_tak_tertarik(pengukuran, request.user)
    context["boleh_catat"] = any(pick_penugasan(milik, pengukuran.perangkat_daerah, peran) for peran in PENCATAT)
    selesai = pengukuran.status == Status.SELESAI
    context["boleh_arsip"] = selesai and any(
        pick_penugasan(milik, pengukuran.perangkat_daerah, peran) for peran in PERAN_ARSIP
    )
    return render(request, "measurement/pengukuran_detail.html", context, status=status)


@sensitive_post_parameters("frasa", "totp")
@sensitive_variables("isi", "form")
@require_http_methods(["GET", "POST"])
def langkah_run(request: HttpRequest, pk: int, nomor: int, urutan: int, aksi: str) -> HttpResponse:
    """Do one act. A step named out of turn, a stale page and a wrong role are refused by run_langkah.

    An address that was kept (after a refusal, or by the login) leads back to the case.
    """
    if request.method == "GET":
        return redirect("measurement:pengukuran_detail", pk)
    pengukuran = get_object_or_404(scope_pengukuran(request.user).select_related(*TERKAIT), pk=pk)
    tindakan = get_object_or_404(
        Tindakan.objects.select_related("langkah"), langkah__sop=pengukuran.sop, langkah__nomor=nomor, urutan=urutan
    )
    form = bind_form(pengukuran, tindakan, Aksi(aksi), request)
    if form is not None and "tambah" in request.POST:
        return render_detail(request, pengukuran, **{aksi: IsianForm.keep_typed(pengukuran, request.POST)})
    kantor, user = pengukuran.perangkat_daerah, request.user
    if form is not None and not is_lengkap(form, kantor=kantor, user=user, aksi=f"langkah_{aksi}", objek=pengukuran):
        return render_detail(request, pengukuran, status=422, **{aksi: form})
    isi = form.cleaned_data if form is not None else {"versi": read_versi(request)}
    try:
        disposisi = run_langkah(
            pengukuran, tindakan=tindakan, aksi=Aksi(aksi), user=user, versi=isi["versi"],
            catatan=isi.get("catatan", ""), isian={k: n for k, n in isi.items() if k not in BUKAN_ISIAN},
        )  # fmt: skip
    except (GiliranError, WewenangError, BentrokError) as error:
        if Aksi(aksi) == Aksi.SELESAIKAN and (dokumen := find_tanda_sendiri(pengukuran, tindakan, user)):
            messages.info(request, describe_sekali(dokumen))
            return redirect("measurement:pengukuran_detail", pk)
        if isinstance(error, SedangDitandaError):
            messages.warning(request, str(error))
            return redirect("measurement:pengukuran_detail", pk)
        raise
    except (IsianError, SegelError, LangkahError, BerkasError) as error:
        if form is None:
            raise
        form.add_error(None, str(error))
        return render_detail(request, pengukuran, status=422, **{aksi: form})
    messages.success(request, describe(disposisi))
    return redirect("measurement:pengukuran_detail", pk)


def describe_sekali(dokumen: Dokumen) -> str:
    """For who pressed twice: there is one signature, and when it was made."""
    pada = write_waktu(dokumen.ditandatangani_pada, dokumen.pengukuran.perangkat_daerah)
    return f"Laporan nomor {dokumen.nomor} sudah Anda tanda tangani pada {pada}, satu kali. Tidak ada yang ditambahkan."


def bind_form(
    pengukuran: PengukuranKinerja, tindakan: Tindakan, aksi: Aksi, request: HttpRequest
) -> IsianForm | KembalikanForm | TarikForm | BatalkanForm | None:
    """The act's form with what was posted; none where the page would not have offered it to this user."""
    boleh = {p.aksi for p in list_pilihan(pengukuran, request.user) if not p.alasan}
    if pengukuran.tindakan_id != tindakan.pk or aksi not in boleh:
        return None
    return FORM[aksi](pengukuran, request.POST, request.FILES)


def read_versi(request: HttpRequest) -> int:
    """The version that a page without a form carries; -1 never matches."""
    teks = request.POST.get("versi", "")
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= ANGKA_VERSI else -1


def describe(disposisi) -> str:
    """What happened, and what happens next."""
    kasus = disposisi.pengukuran
    selesai = f"Langkah {disposisi.tindakan.langkah.nomor} ({JenisTindakan(disposisi.tindakan.jenis).label}) tercatat."
    if disposisi.tindakan.jenis == JenisTindakan.TANDA_TANGAN and (dokumen := find_tertanda(kasus)):
        selesai = f"Laporan nomor {dokumen.nomor} ditandatangani, dan dapat diperiksa siapa pun dengan kodenya."
    if disposisi.aksi == Aksi.KEMBALIKAN:
        selesai = f"Dikembalikan ke langkah {disposisi.kembali_ke}."
    if disposisi.aksi == Aksi.TARIK:
        return f"Langkah {disposisi.kembali_ke} ditarik kembali. Perbaiki, lalu selesaikan lagi."
    if disposisi.aksi == Aksi.BATALKAN:
        return describe_batal(kasus)
    if kasus.tindakan is None:
        return f"{selesai} Status pengukuran sekarang: {kasus.get_status_display()}."
    berikut = kasus.tindakan
    return f"{selesai} Selanjutnya {str(berikut).lower()[:1]}{str(berikut)[1:]}: {berikut.get_peran_display()}."


def describe_batal(kasus: PengukuranKinerja) -> str:
    """What a cancellation leaves behind, and what may be done next."""
    nomor = kasus.nomor_surat_set.filter(jenis=JenisNaskah.LAPORAN.value).first()
    if kasus.menggantikan_id:
        return f"{kasus} dibatalkan; {kasus.menggantikan} tetap berlaku, dan formulir unit ditutup lagi."
    buku = f" Nomor laporan {nomor} tetap tercatat sebagai batal dan tidak dipakai lagi." if nomor else ""
    return (
        f"{kasus} dibatalkan; catatan, isian formulir, dan jejaknya tetap tersimpan.{buku} "
        f"Bila {kasus.periode} masih harus diukur, buka pengukuran baru dari halaman Pengukuran."
    )
