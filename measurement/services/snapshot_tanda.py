"""What a report says of its own signature before it has one, and how each of its acts was authenticated.

The PDF is made before it is signed: it speaks of the way that the office has chosen, in words that stay true if nobody
signs it. What really is in the file, the verification page tells.
"""

from collection.models import PerangkatDaerah
from measurement.enums import CaraTanda
from measurement.models import Disposisi
from measurement.services.segel import write_kalimat
from measurement.services.tanda_tangan import find_pengaturan
from measurement.signing import DISIAPKAN

AKUN = "akun pribadi dan kata sandi"
AKUN_FRASA = f"{AKUN}, dan frasa sandi segel"
BUKTI_DIRI = {
    CaraTanda.SEGEL: AKUN_FRASA,
    CaraTanda.UNGGAH: f"{AKUN}; tanda tangan dibuat di luar aplikasi",
    CaraTanda.BSRE_V1: f"{AKUN}, dan passphrase BSrE",
    CaraTanda.BSRE_V2: f"{AKUN}, dan passphrase atau kode TOTP BSrE",
}
"""By what the signer shows who he is, for each way."""


def write_tanda(kantor: PerangkatDaerah) -> dict[str, str]:
    """The words for the way by which the office signs now."""
    cara = CaraTanda(find_pengaturan(kantor).cara)
    segel = cara == CaraTanda.SEGEL
    kalimat = write_kalimat(kantor)
    return {
        "teks": kalimat if segel else cara.label, "cara": cara.label,
        "kalimat": f"Dokumen ini dibubuhi {kalimat}." if segel else DISIAPKAN[cara],
        "blok": "Disegel secara elektronik" if segel else "Tanda tangan elektronik", "bukti_diri": BUKTI_DIRI[cara],
    }  # fmt: skip


def write_bukti_diri(disposisi: Disposisi) -> str:
    """By what the one who did an act showed who he is: the account, and the phrase where the act sealed a paper."""
    menyegel = any(hasattr(naskah, "bersegel") for naskah in disposisi.naskah_set.all())
    return AKUN_FRASA if menyegel else AKUN
