"""The report of a case: prepared when the signature's turn comes, shown, and signed once.

The bytes of the PDF are a function of the snapshot: who has seen the snapshot's PDF has seen what is signed.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from collection.errors import BentrokError
from collection.models import Pengguna
from measurement.enums import StatusDokumen
from measurement.errors import KelengkapanError, SegelError
from measurement.models import Dokumen, PengukuranKinerja, Segel
from measurement.models.dokumen import build_kode
from measurement.pdf import render_laporan
from measurement.services.nomor import take_nomor
from measurement.services.segel import find_segel
from measurement.services.snapshot import build_snapshot, hash_snapshot, write_canonical
from measurement.signing.periksa import HasilPeriksa, validate
from measurement.signing.pkcs12 import PenandaPkcs12

RUSAK = "Berkas laporan di server tidak cocok dengan sidik SHA-256 saat ditandatangani. Hubungi Admin."


@transaction.atomic
def prepare_laporan(pengukuran: PengukuranKinerja, *, penanda: Pengguna | None = None) -> Dokumen:
    """The report as it would be signed today by `penanda` (none: who is Kepala today); safe to call again.

    Number and code stay with the case; the snapshot is replaced when the day, a correction or the Kepala changed.
    A signed report is returned as it is. Raises SegelError where there are no figures or there is no Kepala.
    """
    kasus = PengukuranKinerja.objects.select_for_update(of=("self",)).get(pk=pengukuran.pk)
    dokumen = _find_bertanda_tangan(kasus)
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
    return dokumen


def _build(dokumen: Dokumen, penanda: Pengguna | None) -> dict:
    identitas = {"nomor": dokumen.nomor, "tanggal": dokumen.tanggal, "kode": dokumen.kode}
    return build_snapshot(dokumen.pengukuran, **identitas, penanda=penanda)


def _find_bertanda_tangan(kasus: PengukuranKinerja) -> Dokumen | None:
    return kasus.dokumen_set.filter(status=StatusDokumen.DITANDATANGANI.value).first()


def _find_disiapkan(kasus: PengukuranKinerja) -> Dokumen | None:
    return kasus.dokumen_set.filter(status=StatusDokumen.DISIAPKAN.value).first()


def render_dokumen(dokumen: Dokumen) -> bytes:
    """The signed file, or the PDF of a prepared report. Raises SegelError where the signed file was changed."""
    if not dokumen.berkas:
        return _render_konsep(dokumen)
    with dokumen.berkas.open("rb") as berkas:
        isi = berkas.read()
    if hashlib.sha256(isi).hexdigest() != dokumen.sha256:
        raise SegelError(RUSAK)
    return isi


def render_konsep(dokumen: Dokumen) -> bytes:
    """A prepared report for readers other than the signer: marked as a draft on every page."""
    return render_laporan(json.loads(dokumen.snapshot), konsep=True)


def _render_konsep(dokumen: Dokumen) -> bytes:
    """Rendered once per snapshot and kept: signing, which holds the case's lock, finds it ready."""
    konsep = _get_konsep(dokumen)
    if konsep.exists():
        return konsep.read_bytes()
    isi = render_laporan(json.loads(dokumen.snapshot))
    konsep.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _forget_konsep(dokumen)
    with tempfile.NamedTemporaryFile(dir=konsep.parent, delete=False) as sementara:
        sementara.write(isi)
    os.replace(sementara.name, konsep)
    return isi


def _get_konsep(dokumen: Dokumen) -> Path:
    return Path(settings.MEDIA_ROOT) / "konsep" / f"{dokumen.kode}-{dokumen.sha256_snapshot}.pdf"


def _forget_konsep(dokumen: Dokumen) -> None:
    for lama in _get_konsep(dokumen).parent.glob(f"{dokumen.kode}-*.pdf"):
        lama.unlink(missing_ok=True)


def check_dokumen(dokumen: Dokumen) -> HasilPeriksa:
    """Whether the stored file is the one that was signed, its signature whole and by this office's seal."""
    try:
        isi = render_dokumen(dokumen)
    except (SegelError, FileNotFoundError):
        return HasilPeriksa(pesan=RUSAK)
    return _validate_sekali(dokumen, isi)


def _validate_sekali(dokumen: Dokumen, isi: bytes) -> HasilPeriksa:
    """The signature's check, which takes a tenth of a second and more, once for the same bytes in each process.

    `isi` was hashed for this very request and is `sha256`; with the CA and the moment of signing that decides all
    that the check looks at. Only a yes is kept: a no may have a passing cause.
    """
    penerbit = hashlib.sha256(dokumen.segel.penerbit.encode()).hexdigest()
    kunci = f"segel:{dokumen.sha256}:{penerbit}:{dokumen.ditandatangani_pada.timestamp()}"
    hasil = cache.get(kunci)
    if hasil is None:
        hasil = validate(isi, [dokumen.segel.penerbit], pada=dokumen.ditandatangani_pada)
        if hasil.sah:
            cache.set(kunci, hasil)
    return hasil


@sensitive_variables("frasa")
@transaction.atomic
def sign_laporan(
    pengukuran: PengukuranKinerja, *, user: Pengguna, sebutan: str, frasa: str, sha256_dilihat: str
) -> Dokumen:
    """Seal the prepared report with the office's certificate; call it with the case locked.

    `sha256_dilihat` is the `sha256_snapshot` of the report that the signer opened. Raises BentrokError where
    the report was signed already or is another one by now, SegelError for the phrase or the certificate.
    """
    dokumen = _get_disiapkan(pengukuran)
    if sha256_dilihat != dokumen.sha256_snapshot:
        raise BentrokError("Laporan berubah sejak Anda membukanya. Muat ulang halaman dan buka laporan kembali.")
    _check_terkini(dokumen, user)
    segel = find_segel(pengukuran.perangkat_daerah)
    berkas = _seal(dokumen, segel, frasa, user)
    return _store(dokumen, segel, berkas, user, sebutan)


def _get_disiapkan(pengukuran: PengukuranKinerja) -> Dokumen:
    if _find_bertanda_tangan(pengukuran):
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


@sensitive_variables("frasa")
def _seal(dokumen: Dokumen, segel: Segel, frasa: str, user: Pengguna) -> bytes:
    """Sign, and believe it only after checking as any reader would."""
    berkas = PenandaPkcs12(bytes(segel.p12)).sign(
        render_dokumen(dokumen), frasa, alasan=f"Pengesahan laporan nomor {dokumen.nomor}",
        lokasi=dokumen.pengukuran.perangkat_daerah.kota, nama=user.nama,
    )  # fmt: skip
    hasil = validate(berkas, [segel.penerbit])
    if not hasil.sah:
        raise SegelError(f"Segel yang baru dibubuhkan tidak sah, jadi tidak disimpan. {hasil.pesan}")
    return berkas


def _store(dokumen: Dokumen, segel: Segel, berkas: bytes, user: Pengguna, sebutan: str) -> Dokumen:
    dokumen.status = StatusDokumen.DITANDATANGANI.value
    dokumen.segel, dokumen.penanda_tangan, dokumen.sebutan = segel, user, sebutan
    dokumen.ditandatangani_pada, dokumen.sha256 = timezone.now(), hashlib.sha256(berkas).hexdigest()
    dokumen.berkas.save("laporan.pdf", ContentFile(berkas), save=False)
    dokumen.save()
    _forget_konsep(dokumen)
    return dokumen
