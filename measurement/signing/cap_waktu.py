"""Time stamps (RFC 3161) for the office's seal: PAdES B-T, and B-LTA with what a reader needs in later years."""

from asn1crypto import tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from measurement.errors import LayananError
from measurement.signing.jejak_berkas import find_sertifikat
from measurement.signing.kirim import Kiriman, send_async
from measurement.signing.periksa import find_cacat_masa

LAYANAN = "Layanan cap waktu (TSA)"
TAK_TERPAKAI = f"Cap waktu dari {LAYANAN} tidak dapat dipakai."
BUKAN_CAP = "Sertifikatnya bukan untuk cap waktu (extendedKeyUsage timeStamping)."
MAKS_CAP, DETIK_CAP = 256 * 1024, 15
JENIS = "application/timestamp-reply"


class CapWaktu(TimeStamper):
    """A TSA at an address, asked with our own limits."""

    def __init__(self, alamat: str):
        super().__init__()
        self._alamat = alamat

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        jawab = await send_async(Kiriman(
            "POST", self._alamat, LAYANAN, data=req.dump(), maks=MAKS_CAP, detik=DETIK_CAP,
            kepala={"Content-Type": "application/timestamp-query"},
        ))  # fmt: skip
        jenis = jawab.kepala.get("content-type", "").partition(";")[0].strip().lower()
        if jawab.status != 200 or jenis != JENIS:
            raise LayananError(f"{LAYANAN} menolak atau menjawab dengan sesuatu yang bukan cap waktu.")
        try:
            isi = tsp.TimeStampResp.load(jawab.isi, strict=True)
            isi.native  # noqa: B018  a hostile answer fails here, not deep inside the signature
        except (ValueError, TypeError, KeyError):
            raise LayananError(f"{LAYANAN} menjawab dengan sesuatu yang bukan cap waktu.") from None
        _require_sertifikat(isi)
        return isi


def _require_sertifikat(isi: tsp.TimeStampResp) -> None:
    """Raises LayananError where the stamp's own certificate is of no use today, or not for stamps (RFC 3161, 2.3).

    What pyHanko asks for B-LTA alone, for B-T nobody would: the seal would bear a stamp that every reader refuses.
    """
    token = isi["time_stamp_token"]
    if not token.native:
        return  # a refusal: pyHanko says so
    satu = find_sertifikat(token["content"])
    if satu is None:
        return
    khusus = satu.extended_key_usage_value
    bukan = "" if khusus is not None and "time_stamping" in khusus.native else BUKAN_CAP
    if cacat := bukan or find_cacat_masa(satu):
        raise LayananError(f"{TAK_TERPAKAI} {cacat}")


def write_galat(galat: Exception) -> str:
    """The sentence for what pyHanko makes of an answer that is none, or that is not to our question."""
    if isinstance(galat, TimestampRequestError):
        return f"{LAYANAN} menolak memberi cap waktu, atau menjawab pertanyaan lain."
    return f"{TAK_TERPAKAI} Sertifikatnya tidak sampai ke akar yang dipercaya, atau bukan untuk cap waktu."
