"""What makes a package believable: the signed papers in it, each valid, by a certificate that somebody vouches for.

A package could bring its own certificate, so a seal is believed where this installation knows it, or whoever restores
names its fingerprint (`percaya`); another signature where its chain leads to a trusted root, or in the same way. What
`dokumen.json` says of a paper is held against what was signed: a report's data in it, of others signer and number.
"""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader

from collection.enums import ZonaWaktu
from measurement.enums import JenisNaskah, JenisTanda
from measurement.errors import PulihError
from measurement.models import ArsipPulihan, DokumenPulihan, Segel
from measurement.pdf import LAMPIRAN
from measurement.queries import scope_pulihan_publik
from measurement.services.dokumen_arsip import DOKUMEN
from measurement.services.isi_arsip import DATA_LAPORAN
from measurement.services.paket_arsip import Paket, read_anggota
from measurement.signing.akar import list_akar
from measurement.signing.jejak_berkas import list_kode
from measurement.signing.periksa import HasilPeriksa, validate

TANPA_DOKUMEN = "tidak menyebut satu pun dokumen bertanda tangan, jadi tidak ada yang membuktikan asal paket ini"
KETERANGAN = "tidak sama dengan yang disebut {dokumen} tentang dokumen itu ({apa})"


@dataclass(frozen=True)
class Calon:
    """A row to be written, with the bytes of its file."""

    baris: DokumenPulihan
    nama: str
    isi: bytes


def build_arsip(paket: Paket) -> ArsipPulihan:
    """The package's row, not stored. Raises PulihError where dokumen.json lacks what it needs."""
    isi = paket.isi
    try:
        kantor = {nama: str(isi["kantor"][nama]) for nama in ("kode", "nama", "pemerintah", "singkatan")}
        return ArsipPulihan(
            kode_kantor=kantor.pop("kode"), nama_kantor=kantor.pop("nama"), **kantor,
            zona=ZonaWaktu(isi["kantor"]["zona"]).value, tahun=int(isi["tahun"]), sebutan_periode=str(isi["periode"]),
            nama=str(isi["pengukuran"]), sha256=paket.sha256, ukuran=paket.ukuran,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError):
        raise PulihError(f"{DOKUMEN}: keterangan perangkat daerah atau periodenya tidak lengkap.") from None


def list_calon(paket: Paket, arsip: ArsipPulihan, percaya: Sequence[str]) -> list[Calon]:
    """Every signed paper, checked. Raises PulihError, which names the file, for the first that proves nothing."""
    semua = paket.isi.get("dokumen")
    if not isinstance(semua, list) or not semua:
        raise PulihError(f"{DOKUMEN}: {TANPA_DOKUMEN}.")
    calon = [_read_calon(paket, arsip, satu) for satu in semua]
    for satu in calon:
        _check_tanda(satu, percaya)
        _check_isi(paket, satu)
    return calon


def _read_calon(paket: Paket, arsip: ArsipPulihan, satu: Any) -> Calon:
    try:
        teks = ("kode", "nomor", "sebutan", "sha256", "subjek", "nama_penerbit", "format", "sidik_jari", "penerbit")
        baris = DokumenPulihan(
            arsip=arsip, jenis=JenisNaskah(satu["jenis"]).value, jenis_tanda=JenisTanda(satu["jenis_tanda"]).value,
            tanggal=datetime.date.fromisoformat(satu["tanggal"]), nama_penanda=str(satu["penanda"]),
            ditandatangani_pada=datetime.datetime.fromisoformat(satu["ditandatangani_pada"]).astimezone(datetime.UTC),
            gugur=str(satu["gugur"]), **{nama: str(satu[nama]) for nama in teks},
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, OverflowError):
        raise PulihError(f"{DOKUMEN}: keterangan dokumen bertanda tangan tidak lengkap.") from None
    return Calon(baris, *read_anggota(paket, baris.sha256))


def _check_tanda(calon: Calon, percaya: Sequence[str]) -> None:
    """Raises PulihError unless the signature holds, is of the certificate that is named, and that one is believed."""
    baris = calon.baris
    akar = [baris.penerbit] if baris.penerbit else list_akar()
    hasil = validate(calon.isi, akar, pada=baris.ditandatangani_pada, kenal=baris.sidik_jari)
    if not hasil.sah or hasil.sidik_jari != baris.sidik_jari or (baris.penerbit and not hasil.tepercaya):
        sebab = hasil.pesan or "Sertifikatnya bukan yang disebut paket."
        raise PulihError(f"{calon.nama}: tanda tangannya tidak sah. {sebab}")
    if not _is_dipercaya(baris, hasil, percaya):
        raise PulihError(
            f"{calon.nama}: sertifikat penanda tangannya ({baris.subjek}) belum dikenal instalasi ini. Cocokkan sidik "
            f"SHA-256-nya dengan catatan perangkat daerah itu, lalu ulangi dengan --percaya {baris.sidik_jari}"
        )


def _is_dipercaya(baris: DokumenPulihan, hasil: HasilPeriksa, percaya: Sequence[str]) -> bool:
    """Named by whoever restores, a seal of that office here, restored for it before, or of a trusted root."""
    sidik, kode = baris.sidik_jari, baris.arsip.kode_kantor
    if sidik in {satu.replace(":", "").lower() for satu in percaya}:
        return True
    if Segel.objects.filter(sidik_jari=sidik, perangkat_daerah__kode=kode).exists():
        return True
    if scope_pulihan_publik().filter(sidik_jari=sidik, arsip__kode_kantor=kode).exists():
        return True
    return not baris.penerbit and hasil.tepercaya


def _check_isi(paket: Paket, calon: Calon) -> None:
    """Raises PulihError where what dokumen.json says of a paper is not what was signed."""
    baris = calon.baris
    if baris.jenis != JenisNaskah.LAPORAN:
        _check_naskah(calon)
        return
    data = _read_lampiran(calon)
    _, tersimpan = read_anggota(paket, paket.anggota.get(DATA_LAPORAN, ""))
    if data != tersimpan:
        raise PulihError(f"{DATA_LAPORAN}: tidak sama dengan data yang terlampir pada {calon.nama}.")
    _compare_data(calon, json.loads(data))


def _read_lampiran(calon: Calon) -> bytes:
    try:
        with pikepdf.open(BytesIO(calon.isi)) as pdf:
            return pdf.attachments[LAMPIRAN].get_file().read_bytes()
    except (pikepdf.PdfError, KeyError, ValueError):
        raise PulihError(f"{calon.nama}: tidak memuat data laporan ({LAMPIRAN}) sebagai lampiran.") from None


def _compare_data(calon: Calon, data: dict[str, Any]) -> None:
    baris, dokumen, kantor = calon.baris, data["dokumen"], data["kantor"]
    tertulis = {
        "kode": (baris.kode, dokumen["kode"]), "nomor": (baris.nomor, dokumen["nomor"]),
        "tanggal": (baris.tanggal.isoformat(), dokumen["tanggal"]),
        "penanda tangan": (baris.nama_penanda, data["penanda_tangan"]["nama"]),
        "kode kantor": (baris.arsip.kode_kantor, kantor["kode"]), "kantor": (baris.arsip.nama_kantor, kantor["nama"]),
        "pemerintah": (baris.arsip.pemerintah, kantor["pemerintah"]),
        "tahun": (baris.arsip.tahun, data["periode"]["tahun"]),
    }  # fmt: skip
    _refuse_beda(calon, [apa for apa, (disebut, sungguh) in tertulis.items() if disebut != sungguh])
    baris.menggantikan = data.get("revisi", {}).get("kode", "")


def _check_naskah(calon: Calon) -> None:
    """A paper carries no data: its signature names signer and number, and a link in it the code."""
    baris = calon.baris
    tanda = PdfFileReader(BytesIO(calon.isi)).embedded_regular_signatures[0].sig_object
    tertulis = {
        "nomor": bool(baris.nomor) and baris.nomor in str(tanda.get("/Reason", "")),
        "penanda tangan": tanda.get("/Name") == baris.nama_penanda,
        "kode": baris.kode in list_kode(calon.isi),
    }  # fmt: skip
    _refuse_beda(calon, [apa for apa, sama in tertulis.items() if not sama])


def _refuse_beda(calon: Calon, beda: list[str]) -> None:
    if beda:
        raise PulihError(f"{calon.nama}: {KETERANGAN.format(dokumen=DOKUMEN, apa=', '.join(beda))}.")
