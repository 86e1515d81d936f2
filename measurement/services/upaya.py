"""One signature for one click, where it is made outside the door's transaction.

Nothing waits for a network while it holds the database: an attempt is claimed and committed, the service is asked,
its answer is checked and kept, and only then does the door's transaction store it with the document. Whatever fails,
the next press goes on from there: a signed file that has arrived is used, a number of the service is asked for its
file first, and an attempt whose process died stops counting after `BASI`.
"""

import datetime
import hashlib
import logging
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import asdict, replace
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from collection.errors import BentrokError, SakipError
from collection.models import Pengguna
from collection.services.percobaan import write_pukul
from measurement.enums import CaraTanda, JenisTanda, StatusUpaya
from measurement.errors import LayananError, SedangDitandaError, SegelError
from measurement.models import Dokumen, PengaturanTanda, Segel, TandaTangan, UpayaTanda
from measurement.services.penyegelan import HasilSegel, find_kepercayaan
from measurement.services.segel import PANJANG_SUBJEK, find_segel
from measurement.services.tanda_tangan import BSRE, build_penanda, find_pengaturan, find_tiba, hold_layanan
from measurement.signing.akar import list_akar
from measurement.signing.bsre import PenandaBsreV1
from measurement.signing.periksa import read_penerbit
from measurement.signing.terima import LAIN, RANTAI_RUSAK, HasilTerima, check_terima_aman

BASI = datetime.timedelta(minutes=5)
"""Longer than any attempt can take by its own limits (status, signature, fetching, checking)."""
TERPUTUS = "Terputus: aplikasi berhenti sebelum jawabannya tersimpan."
HILANG = "Berkas bertanda tangan yang sudah tiba hilang atau berubah di server."
UNDUH_LAGI = "Unduh lagi laporannya, lalu tanda tangani tanpa mencetak, menggabung, atau menyimpan ulang."
LAYANAN_GAGAL = (
    "Di sini laporan belum ditandatangani. Tekan lagi beberapa menit lagi; bila tetap begini, minta Admin memeriksa "
    "sambungan pada pengaturan tanda tangan."
)
TAK_TERDUGA = "Gagal karena kesalahan pada aplikasi."

log = logging.getLogger(__name__)


def claim_upaya(dokumen: Dokumen, user: Pengguna) -> UpayaTanda:
    """The attempt that this press goes on with; call it in a transaction, with the prepared document locked.

    The one whose signed file is here already, or a new one. Raises SedangDitandaError where another is under way.
    """
    # In this order: a file arrives without asking for the lock, and between the two questions it would be in neither.
    berjalan = UpayaTanda.objects.filter(dokumen=dokumen, status=StatusUpaya.BERJALAN.value).first()
    tiba = find_tiba(dokumen)
    if tiba and _read_tiba(tiba) is not None:
        return tiba
    if tiba:
        _close(tiba, StatusUpaya.GAGAL, HILANG)
    elif berjalan:
        if berjalan.mulai_pada > timezone.now() - BASI:
            sampai = write_pukul(berjalan.mulai_pada + BASI)
            raise SedangDitandaError(
                "Permintaan tanda tangan untuk laporan ini sedang berjalan. Tunggu sebentar, lalu muat ulang halaman; "
                f"bila terputus, dapat diulang sesudah {sampai}."
            )
        _close(berjalan, StatusUpaya.GAGAL, TERPUTUS)
    cara = find_pengaturan(dokumen.pengukuran.perangkat_daerah).cara
    return UpayaTanda.objects.create(
        dokumen=dokumen, pengguna=user, cara=cara, sha256=dokumen.sha256_snapshot, mulai_pada=timezone.now(),
        rujukan=_find_rujukan(dokumen, user, cara),
    )  # fmt: skip


def _find_rujukan(dokumen: Dokumen, user: Pengguna, cara: str) -> str:
    """The number under which the service has signed these very bytes for this person already, as far as is known."""
    sama = {"dokumen": dokumen, "pengguna": user, "cara": cara, "sha256": dokumen.sha256_snapshot}
    lalu = UpayaTanda.objects.filter(**sama).exclude(rujukan="").first()
    return lalu.rujukan if lalu else ""


@sensitive_variables("isian")
def fetch_tanda(upaya: UpayaTanda, pdf: bytes, user: Pengguna, isian: Mapping[str, Any]) -> None:
    """Have it signed, check what came back, and keep it; call it outside every transaction.

    `pdf`: the bytes that the signer saw. Raises SegelError, BerkasError or KelengkapanError with why not; then the
    attempt has failed and the next press makes another.
    """
    if upaya.status == StatusUpaya.TIBA:
        return
    pengaturan = find_pengaturan(upaya.dokumen.pengukuran.perangkat_daerah)
    try:
        with nullcontext() if pengaturan.cara == CaraTanda.UNGGAH else hold_layanan():
            isi = _sign(upaya, pdf, pengaturan, user, isian)
        hasil = require_terima(pdf, isi, pengaturan)
    except LayananError as galat:
        _close(upaya, StatusUpaya.GAGAL, str(galat))
        raise LayananError(f"{galat} {LAYANAN_GAGAL}") from None
    except SakipError as galat:
        _close(upaya, StatusUpaya.GAGAL, str(galat))
        raise
    except Exception:
        _close(upaya, StatusUpaya.GAGAL, TAK_TERDUGA)
        raise
    upaya.hasil = {"sha256": hashlib.sha256(isi).hexdigest(), "tanda": asdict(hasil)}
    upaya.berkas.save("laporan.pdf", ContentFile(isi), save=False)
    _close(upaya, StatusUpaya.TIBA)


@sensitive_variables("isian", "frasa", "penanda")
def _sign(
    upaya: UpayaTanda, pdf: bytes, pengaturan: PengaturanTanda, user: Pengguna, isian: Mapping[str, Any]
) -> bytes:
    penanda = build_penanda(pengaturan, user, isian, saat_rujukan=lambda nomor: _note_rujukan(upaya, nomor))
    if upaya.rujukan and isinstance(penanda, PenandaBsreV1):
        try:
            lama = penanda.recover(upaya.rujukan)
            require_terima(pdf, lama, pengaturan)
            return lama
        except SegelError as galat:
            log.warning("Berkas lama di layanan tidak dipakai, diminta tanda tangan baru: %s", galat)
    kantor = pengaturan.perangkat_daerah
    return penanda.sign(
        pdf, str(isian.get("frasa") or ""), alasan=f"Pengesahan laporan nomor {upaya.dokumen.nomor}",
        lokasi=kantor.kota, nama=user.nama,
    )  # fmt: skip


def _note_rujukan(upaya: UpayaTanda, nomor: str) -> None:
    """Kept at once: should the answer break off or the process die, the file is fetched by it."""
    upaya.rujukan = nomor
    upaya.save(update_fields=["rujukan"])


def require_terima(pdf: bytes, isi: bytes, pengaturan: PengaturanTanda) -> HasilTerima:
    """What the signature is. Raises SegelError with all that is wrong with the file, or with its certificate."""
    cara = CaraTanda(pengaturan.cara)
    hasil = check_terima_aman(pdf, isi, _list_akar(pengaturan))
    if hasil.kesalahan:
        raise SegelError(" ".join([_tell_tolak(cara), *hasil.kesalahan, *_tell_ulang(cara, hasil.kesalahan)]))
    segel = find_segel(pengaturan.perangkat_daerah) if cara == CaraTanda.SEGEL else None
    if segel and segel.unggahan and hasil.sidik_jari == segel.sidik_jari:
        return hasil
    if hasil.jenis == JenisTanda.LUAR and (pengaturan.wajib_tepercaya or segel):
        raise SegelError(
            f"{_tell_tolak(cara)} Rantai sertifikat “{hasil.subjek}” (penerbit “{hasil.penerbit}”) "
            "tidak dapat dipastikan. Admin memasang akar sertifikat penerbitnya, atau mengubah pengaturan kantor."
        )
    return replace(hasil, jenis=JenisTanda.SEGEL.value) if segel else hasil


def _tell_tolak(cara: CaraTanda) -> str:
    return "Jawaban layanan BSrE tidak diterima." if cara in BSRE else "Berkas bertanda tangan tidak diterima."


def _tell_ulang(cara: CaraTanda, kesalahan: list[str]) -> list[str]:
    """What to do now, where the sentences on the file do not say it."""
    if cara in BSRE:
        return [LAYANAN_GAGAL]
    return [UNDUH_LAGI] if cara == CaraTanda.UNGGAH and not {LAIN, RANTAI_RUSAK}.isdisjoint(kesalahan) else []


def _list_akar(pengaturan: PengaturanTanda) -> list[str]:
    if pengaturan.cara == CaraTanda.SEGEL:
        return find_kepercayaan(find_segel(pengaturan.perangkat_daerah))[0]
    return list_akar()


def finish_upaya(upaya: UpayaTanda, pdf: bytes) -> tuple[HasilSegel, TandaTangan]:
    """The kept file for the document, and what its signature is; call it in the door's transaction.

    Raises BentrokError where it is not of the bytes `pdf`, or is lost: the next press asks for another.
    """
    isi = _read_tiba(upaya)
    if isi is None or not isi.startswith(pdf):
        raise BentrokError("Berkas bertanda tangan yang tiba bukan dari laporan ini. Muat ulang halaman.")
    tanda = {nama: nilai for nama, nilai in upaya.hasil["tanda"].items() if nama != "kesalahan"}
    milik = {"sidik_jari": tanda["sidik_jari"], "perangkat_daerah": upaya.dokumen.pengukuran.perangkat_daerah_id}
    segel = Segel.objects.filter(**milik).first() if upaya.cara == CaraTanda.SEGEL else None
    _close(upaya, StatusUpaya.SELESAI)
    transaction.on_commit(lambda: default_storage.delete(upaya.berkas.name))
    return (
        HasilSegel(segel, isi, upaya.hasil["sha256"]),
        TandaTangan(dokumen=upaya.dokumen, cara=upaya.cara, rujukan=upaya.rujukan, **tanda),
    )


def _read_tiba(upaya: UpayaTanda) -> bytes | None:
    """The kept file; None where it is no longer the one that was checked."""
    try:
        with upaya.berkas.open("rb") as berkas:
            isi = berkas.read()
    except (FileNotFoundError, ValueError):
        return None
    return isi if hashlib.sha256(isi).hexdigest() == upaya.hasil.get("sha256") else None


def build_tanda_segel(dokumen: Dokumen, hasil: HasilSegel) -> TandaTangan:
    """What a signature is that the office's seal made in the door's own transaction."""
    segel = hasil.segel
    return TandaTangan(
        dokumen=dokumen, cara=CaraTanda.SEGEL.value, jenis=hasil.jenis.value, subjek=segel.subjek,
        penerbit=read_penerbit(segel.sertifikat)[:PANJANG_SUBJEK], sidik_jari=segel.sidik_jari,
        sertifikat=segel.sertifikat, format="PAdES B-B",
    )  # fmt: skip


def _close(upaya: UpayaTanda, status: StatusUpaya, alasan: str = "") -> None:
    upaya.status, upaya.alasan, upaya.selesai_pada = status.value, alasan, timezone.now()
    upaya.save()
