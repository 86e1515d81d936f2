"""A signed file beside the bytes that were to be signed: those very bytes, a valid signature added, and nothing else.

The same check for a file that somebody uploads and for the answer of a service. Either is hostile until proven
otherwise, so it is read in a bounded process: `python -m measurement.signing.terima`.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from io import BytesIO
from typing import Any

from asn1crypto import pem
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus

from collection.services.terbatas import bound, join, run, split
from measurement.enums import JenisTanda
from measurement.signing.banding import BERAT, RUSAK, compare_tampak
from measurement.signing.periksa import (
    check_status,
    find_cacat,
    find_jenis,
    is_rantai_utuh,
    is_sampai_akhir,
    read_nama,
    read_pem,
)
from measurement.signing.tambahan import list_asing
from measurement.signing.uraian import UraianError

SAMA = "Berkas ini belum ditandatangani: sama persis dengan yang diunduh."
BUKAN_PDF = "Yang diterima bukan berkas PDF."
LAIN = "Berkas ini bukan yang disiapkan aplikasi dengan tanda tangan ditambahkan di belakangnya: bytenya ditulis ulang."
TANPA_TANDA = "Ada yang ditambahkan di belakang berkas, tetapi bukan tanda tangan."
BANYAK = "Berkas memuat {n} tanda tangan; laporan ini ditandatangani satu orang, satu kali."
TAK_SAH = "Tanda tangannya tidak sah: tidak cocok dengan isi berkas."
RANTAI_RUSAK = "Sertifikat yang dibawa tanda tangannya rusak."
BUNTUT = "Ada yang ditambahkan sesudah tanda tangan."
TAK_DIKENAL = "Bentuk tanda tangannya tidak dikenal. Pakai PAdES atau tanda tangan PDF (PKCS#7) yang biasa."
BENTUK = {SigSeedSubFilter.PADES.value: "PAdES", SigSeedSubFilter.ADOBE_PKCS7_DETACHED.value: "PKCS#7"}


@dataclass(frozen=True)
class HasilTerima:
    """What came back: why it is not taken, or whose signature it is. `sertifikat` is PEM."""

    kesalahan: list[str] = field(default_factory=list)
    jenis: str = JenisTanda.LUAR.value
    subjek: str = ""
    penerbit: str = ""
    sidik_jari: str = ""
    sertifikat: str = ""
    format: str = ""


def check_terima_aman(asli: bytes, salinan: bytes, akar: Sequence[str]) -> HasilTerima:
    """`check_terima` in a bounded process: never raises, never takes more than its share, whatever the file is."""
    if salinan == asli:
        return HasilTerima([SAMA])
    if not salinan.startswith(b"%PDF-"):
        return HasilTerima([BUKAN_PDF])
    try:
        isi = run("measurement.signing.terima", join(asli, salinan, *(satu.encode() for satu in akar)))
        return HasilTerima(**json.loads(isi))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError):
        return HasilTerima([BERAT])


def check_terima(asli: bytes, salinan: bytes, akar: Sequence[str]) -> HasilTerima:
    """Whether `salinan` is `asli` and one valid signature; `akar`: PEM of the roots that are trusted. Never raises."""
    if not salinan.startswith(asli):
        return HasilTerima([LAIN, *compare_tampak(asli, salinan)])
    try:
        return _check(asli, salinan, akar)
    except (UraianError, MemoryError, RecursionError, TimeoutError):
        return HasilTerima([BERAT])
    except Exception:  # a hostile or broken file fails the parser in many ways, all with one meaning
        return HasilTerima([RUSAK])


def _check(asli: bytes, salinan: bytes, akar: Sequence[str]) -> HasilTerima:
    pembaca = PdfFileReader(BytesIO(salinan))
    asing = list_asing(PdfFileReader(BytesIO(asli)), pembaca)
    semua = list(pembaca.embedded_regular_signatures)
    if len(semua) != 1:
        return HasilTerima([*asing, BANYAK.format(n=len(semua)) if semua else _tell_tanpa(pembaca)])
    tanda = semua[0]
    status = check_status(tanda, [read_pem(satu) for satu in akar])
    cap = list(pembaca.embedded_timestamp_signatures)
    if not (status.intact and status.valid):
        asing.append(TAK_SAH)
    elif not is_sampai_akhir(salinan, [tanda, *cap][-1]):
        asing.append(BUNTUT)
    if not is_rantai_utuh(tanda):
        asing.append(RANTAI_RUSAK)
    if cacat := find_cacat(tanda.signer_cert):
        asing.append(cacat)
    sertifikat = tanda.signer_cert
    return HasilTerima(
        kesalahan=asing, jenis=find_jenis(status).value, subjek=read_nama(sertifikat.subject),
        penerbit=read_nama(sertifikat.issuer), sidik_jari=sertifikat.sha256.hex(),
        sertifikat=pem.armor("CERTIFICATE", sertifikat.dump()).decode(),
        format=_write_format(tanda, status, "/DSS" in pembaca.root, bool(cap)),
    )  # fmt: skip


def _tell_tanpa(pembaca: PdfFileReader) -> str:
    """Signed in a way that we do not read, or not at all."""
    kolom = pembaca.root["/AcroForm"]["/Fields"] if "/AcroForm" in pembaca.root else []
    return TAK_DIKENAL if any("/V" in satu.get_object() for satu in kolom) else TANPA_TANDA


def _write_format(tanda: EmbeddedPdfSignature, status: PdfSignatureStatus, dss: bool, cap_dokumen: bool) -> str:
    bentuk = BENTUK[str(tanda.sig_object["/SubFilter"])]
    if bentuk != "PAdES":
        return bentuk
    bercap = status.timestamp_validity is not None
    return f"PAdES {'B-LTA' if dss and cap_dokumen else 'B-LT' if dss and bercap else 'B-T' if bercap else 'B-B'}"


def main() -> None:
    """The bounded process."""
    bound()
    asli, salinan, *akar = split(sys.stdin.buffer.read())
    hasil: dict[str, Any] = asdict(check_terima(asli, salinan, [satu.decode() for satu in akar]))
    print(json.dumps(hasil))


if __name__ == "__main__":
    main()
