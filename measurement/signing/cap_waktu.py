"""Time stamps (RFC 3161) for the office's seal: PAdES B-T, and B-LTA with what a reader needs in later years."""

import datetime

from asn1crypto import tsp, x509
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from collection.tanggal import write_tanggal
from measurement.errors import LayananError
from measurement.signing.jejak_berkas import find_sertifikat
from measurement.signing.kirim import Kiriman, send_async
from measurement.signing.periksa import find_cacat_masa

LAYANAN = "Layanan cap waktu (TSA)"
TAK_TERPAKAI = f"Cap waktu dari {LAYANAN} tidak dapat dipakai."
BUKAN_CAP = "Sertifikatnya bukan untuk cap waktu (extendedKeyUsage timeStamping)."
SELISIH = datetime.timedelta(minutes=5)
"""So much the clocks of the service and of this server may differ."""
JAM_LAIN = "Jamnya menunjuk {} pukul {:%H.%M} UTC, lain dari jam server ini. Cocokkan jam server, atau pakai TSA lain."
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
            cap = _read_cap(isi)
        except (ValueError, TypeError, KeyError):
            raise LayananError(f"{LAYANAN} menjawab dengan sesuatu yang bukan cap waktu.") from None
        if cap:
            _require_layak(*cap)
        return isi


def _read_cap(isi: tsp.TimeStampResp) -> tuple[datetime.datetime, x509.Certificate | None] | None:
    """The hour of a stamp, and the certificate of who made it, if it brings one; None for a refusal."""
    token = isi["time_stamp_token"]
    if not token.native:
        return None
    isi_cap = token["content"]["encap_content_info"]["content"].parsed
    return isi_cap["gen_time"].native, find_sertifikat(token["content"])


def _require_layak(waktu: datetime.datetime, sertifikat: x509.Certificate | None) -> None:
    """Raises LayananError for another hour than ours, and for a certificate that has ended or is not for stamps.

    RFC 3161, 2.3. A sealed file is never written again, so it would bear the fault for good; pyHanko looks for some of
    it where B-LTA is made, and for none where B-T is.
    """
    if abs(waktu - datetime.datetime.now(datetime.UTC)) > SELISIH:
        raise LayananError(f"{TAK_TERPAKAI} {JAM_LAIN.format(write_tanggal(waktu.date()), waktu)}")
    if sertifikat is None:
        return
    khusus = sertifikat.extended_key_usage_value
    bukan = "" if khusus is not None and "time_stamping" in khusus.native else BUKAN_CAP
    if cacat := bukan or find_cacat_masa(sertifikat):
        raise LayananError(f"{TAK_TERPAKAI} {cacat}")


def write_galat(galat: Exception) -> str:
    """The sentence for what pyHanko makes of an answer that is none, or that is not to our question."""
    if isinstance(galat, TimestampRequestError):
        return f"{LAYANAN} menolak memberi cap waktu, atau menjawab pertanyaan lain."
    return f"{TAK_TERPAKAI} Sertifikatnya tidak sampai ke akar yang dipercaya, atau bukan untuk cap waktu."
