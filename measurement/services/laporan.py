"""The report of a case: prepared when the signature's turn comes, shown, and signed once.

The bytes of the PDF are a function of the snapshot: who has seen the snapshot's PDF has seen what is signed.
"""

import json
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from collection.errors import BentrokError
from collection.models import Pengguna
from measurement.enums import JenisCetakan, StatusDokumen, Transisi
from measurement.errors import KelengkapanError
from measurement.models import Dokumen, PengukuranKinerja, TandaTangan, Tindakan, UpayaTanda
from measurement.models.dokumen import build_kode
from measurement.pdf import KONSEP
from measurement.queries import find_tertanda
from measurement.services.cetak_laporan import forget_cetakan, is_panjang, prepare_cetakan, read_cetakan
from measurement.services.nomor import take_nomor
from measurement.services.penyegelan import HasilSegel, read_bersegel, seal_pdf
from measurement.services.snapshot import build_snapshot, build_snapshot_polos, hash_snapshot, write_canonical
from measurement.services.upaya import build_tanda_segel, finish_upaya
from measurement.titik import pass_titik


@transaction.atomic
def prepare_laporan(pengukuran: PengukuranKinerja, *, penanda: Pengguna | None = None) -> Dokumen:
    """The report as it would be signed today by `penanda` (none: who is Kepala today); safe to call again.

    Number and code stay with the case; the snapshot is replaced when the day, a correction or the Kepala changed.
    A signed report is returned as it is. Raises SegelError where there are no figures or there is no Kepala.
    """
    kasus = PengukuranKinerja.objects.select_for_update(of=("self",)).get(pk=pengukuran.pk)
    dokumen = find_tertanda(kasus)
    if dokumen:
        return dokumen
    dokumen = _find_disiapkan(kasus) or Dokumen(pengukuran=kasus, kode=build_kode())
    tanggal = kasus.perangkat_daerah.hari_ini()
    dokumen.nomor, dokumen.tanggal = take_nomor(kasus, tanggal).nomor, tanggal
    return _fill(dokumen, penanda)


def _fill(dokumen: Dokumen, penanda: Pengguna | None) -> Dokumen:
    """Write only what changed: opening the page again touches nothing."""
    teks = write_canonical(_build(dokumen, penanda))
    if dokumen.snapshot != teks:
        dokumen.snapshot, dokumen.sha256_snapshot = teks, hash_snapshot(teks)
        dokumen.save()
    if is_panjang(dokumen):
        prepare_cetakan(dokumen, JenisCetakan.LAPORAN)
    return dokumen


def _build(dokumen: Dokumen, penanda: Pengguna | None) -> dict:
    identitas = {"nomor": dokumen.nomor, "tanggal": dokumen.tanggal, "kode": dokumen.kode}
    return build_snapshot(dokumen.pengukuran, **identitas, penanda=penanda)


def _find_disiapkan(kasus: PengukuranKinerja) -> Dokumen | None:
    return kasus.dokumen_set.filter(status=StatusDokumen.DISIAPKAN.value).first()


def render_dokumen(dokumen: Dokumen) -> bytes:
    """The signed file, or the PDF of a prepared report. Raises SegelError where the signed file was changed.

    Raises BelumSiapError while a long report is being laid out: signing, which holds the case's lock, never waits.
    """
    return read_bersegel(dokumen) if dokumen.berkas else read_cetakan(dokumen, JenisCetakan.LAPORAN)


def read_snapshot(kasus: PengukuranKinerja) -> dict | None:
    """The data of the case's report: as it was signed, else as it would be now; none without figures."""
    dokumen = find_tertanda(kasus)
    if dokumen:
        return json.loads(dokumen.snapshot)
    if not kasus.kertas_kerja_set.exists():
        return None
    kantor = kasus.perangkat_daerah
    penanda = {"sebutan": kantor.sebutan_kepala}
    return build_snapshot_polos(kasus, tanggal=kantor.hari_ini(), penanda=penanda, konsep=KONSEP)


def render_konsep(dokumen: Dokumen) -> bytes:
    """A prepared report for others than the signer: marked as a draft on every page. Raises as render_dokumen."""
    return read_cetakan(dokumen, JenisCetakan.KONSEP)


def get_siap(pengukuran: PengukuranKinerja, *, user: Pengguna, sha256_dilihat: str) -> Dokumen:
    """The prepared report, locked, as it may be signed by this user now; call it with the case locked.

    `sha256_dilihat` is the `sha256_snapshot` of the report that the signer opened. Raises BentrokError where
    the report was signed already or is another one by now.
    """
    dokumen = _get_disiapkan(pengukuran)
    if sha256_dilihat != dokumen.sha256_snapshot:
        raise BentrokError("Laporan berubah sejak Anda membukanya. Muat ulang halaman dan buka laporan kembali.")
    _check_terkini(dokumen, user)
    return dokumen


@sensitive_variables("frasa")
@transaction.atomic
def sign_laporan(
    pengukuran: PengukuranKinerja, *, user: Pengguna, sebutan: str, frasa: str, sha256_dilihat: str,
    upaya: UpayaTanda | None = None,
) -> Dokumen:  # fmt: skip
    """Seal the prepared report with the office's certificate, or store what an attempt (`upaya`) has brought.

    Call it with the case locked. Raises BentrokError as `get_siap` does, or where the file is of another report;
    SegelError for the phrase or the certificate.
    """
    dokumen = get_siap(pengukuran, user=user, sha256_dilihat=sha256_dilihat)
    if upaya:
        return _store(dokumen, *finish_upaya(upaya, render_dokumen(dokumen)), user, sebutan)
    hasil = seal_pdf(
        render_dokumen(dokumen), frasa, kantor=pengukuran.perangkat_daerah,
        alasan=f"Pengesahan laporan nomor {dokumen.nomor}", penanda=user,
    )  # fmt: skip
    return _store(dokumen, hasil, build_tanda_segel(dokumen, hasil), user, sebutan)


def find_tanda_sendiri(pengukuran: PengukuranKinerja, tindakan: Tindakan, user: Pengguna) -> Dokumen | None:
    """The report that this person has signed by this act already: what a second press of the button was after."""
    if tindakan.transisi != Transisi.TANDATANGANI:
        return None
    dokumen = find_tertanda(pengukuran)
    return dokumen if dokumen and dokumen.penanda_tangan_id == user.pk else None


def _get_disiapkan(pengukuran: PengukuranKinerja) -> Dokumen:
    if find_tertanda(pengukuran):
        raise BentrokError("Laporan ini sudah ditandatangani.")
    dokumen = Dokumen.objects.select_for_update().filter(
        pengukuran=pengukuran, status=StatusDokumen.DISIAPKAN.value
    ).first()  # fmt: skip
    if dokumen is None:
        raise KelengkapanError("Laporan belum disiapkan.")
    return dokumen


def _check_terkini(dokumen: Dokumen, user: Pengguna) -> None:
    """The report is dated today, names who signs, and shows the figures as they are now."""
    isi = json.loads(dokumen.snapshot)
    if isi["penanda_tangan"]["id"] != user.pk:
        nama = isi["penanda_tangan"]["nama"]
        raise BentrokError(f"Laporan disiapkan atas nama {nama}. Buka laporan kembali agar memuat nama Anda.")
    if dokumen.tanggal != dokumen.pengukuran.perangkat_daerah.hari_ini():
        raise BentrokError("Tanggal sudah berganti sejak laporan disiapkan. Buka laporan kembali.")
    kini = json.loads(write_canonical(_build(dokumen, user)))
    if {**kini, "jejak": None} != {**isi, "jejak": None}:  # the trail grows by this very signature
        raise BentrokError("Isi laporan berubah sejak disiapkan. Buka laporan kembali.")


def _store(dokumen: Dokumen, hasil: HasilSegel, tanda: TandaTangan, user: Pengguna, sebutan: str) -> Dokumen:
    dokumen.status = StatusDokumen.DITANDATANGANI.value
    dokumen.segel, dokumen.penanda_tangan, dokumen.sebutan = hasil.segel, user, sebutan
    dokumen.ditandatangani_pada, dokumen.sha256 = timezone.now(), hasil.sha256
    pass_titik("segel.sesudah_bubuh")
    dokumen.berkas.save("laporan.pdf", ContentFile(hasil.isi), save=False)
    pass_titik("segel.sesudah_berkas")
    dokumen.save()
    tanda.dokumen = dokumen
    tanda.save()
    transaction.on_commit(partial(forget_cetakan, dokumen))
    transaction.on_commit(partial(pass_titik, "segel.sesudah_commit"))
    pass_titik("segel.sebelum_commit")
    return dokumen
