"""What a report says of its own signature before it has one, and how each of its acts was authenticated.

The PDF is made before it is signed: it speaks of the way that the office has chosen, in words that stay true if nobody
signs it. What really is in the file, the verification page tells.
"""

from collection.models import Jejak, PerangkatDaerah
from collection.services.cara_masuk import KUNCI, SANDI
from measurement.enums import CaraTanda
from measurement.services.segel import write_kalimat
from measurement.services.tanda_tangan import find_pengaturan
from measurement.signing import DISIAPKAN

AKUN = "akun pribadi dan kata sandi"
AKUN_SAJA = "akun pribadi; cara masuknya tidak tercatat"
FRASA = "frasa sandi segel"
BUKTI_DIRI = {
    CaraTanda.SEGEL: f"{AKUN}, dan {FRASA}",
    CaraTanda.UNGGAH: f"{AKUN}; tanda tangan dibuat di luar aplikasi",
    CaraTanda.BSRE_V1: f"{AKUN}, dan passphrase BSrE",
    CaraTanda.BSRE_V2: f"{AKUN}, dan passphrase atau kode TOTP BSrE",
}
"""By what the application has the signer show who they are, for each way."""


def write_tanda(kantor: PerangkatDaerah) -> dict[str, str]:
    """The words for the way by which the office signs now."""
    cara = CaraTanda(find_pengaturan(kantor).cara)
    segel = cara == CaraTanda.SEGEL
    kalimat = write_kalimat(kantor)
    return {
        "teks": kalimat if segel else cara.label, "cara": cara.label,
        "jenis": f"{kalimat[0].upper()}{kalimat[1:]}" if segel else "",
        "kalimat": f"Dokumen ini dibubuhi {kalimat}." if segel else DISIAPKAN[cara],
        "blok": "Disegel secara elektronik" if segel else "Tanda tangan elektronik", "bukti_diri": BUKTI_DIRI[cara],
    }  # fmt: skip


def write_bukti_diri(jejak: Jejak | None, *, menyegel: bool = False) -> str:
    """By what the one who did an act showed who they are, as its trail row has it; the phrase where it sealed a paper.

    Acts before this was recorded, and those that a program did, say that it is not on record.
    """
    akun = AKUN if jejak and jejak.baru.get(KUNCI) == SANDI else AKUN_SAJA
    return f"{akun}, dan {FRASA}" if menyegel else akun
