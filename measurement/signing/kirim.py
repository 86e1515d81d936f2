"""Asking a service over HTTP: bounded in time and size, to the given address only, and every failure a sentence.

aiohttp (pyHanko brings it along) because its time limit is on the whole exchange: a service that answers one byte a
second ends after the same seconds as one that says nothing.
"""

import asyncio
import base64
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from django.views.decorators.debug import sensitive_variables

from measurement.errors import LayananError

DETIK, DETIK_SAMBUNG = 40, 10
MAKS_JAWABAN = 40 * 1024 * 1024
POTONGAN = 64 * 1024
ALAMAT = "Tulis alamat yang diawali http:// atau https://, tanpa nama akun, tanda tanya, atau tanda pagar."


@dataclass(frozen=True)
class Akun:
    """Name and password of HTTP Basic; the password is in no repr."""

    nama: str = ""
    sandi: str = field(default="", repr=False)


@dataclass(frozen=True)
class Jawaban:
    """What a service answered; `kepala` are its headers in small letters."""

    status: int
    kepala: Mapping[str, str]
    isi: bytes = field(repr=False)


@dataclass(frozen=True)
class Kiriman:
    """One request.

    `data`: bytes, or what makes a form of several parts. `detik`: of the whole exchange; `maks`: bytes of the answer;
    `saat_kepala`: told the headers of a good answer (200) before its body is read.
    """

    metode: str
    alamat: str = field(repr=False)
    layanan: str
    akun: Akun = Akun()
    data: Any = field(default=None, repr=False)
    json: Any = field(default=None, repr=False)
    kepala: Mapping[str, str] = field(default_factory=dict)
    detik: float = DETIK
    maks: int = MAKS_JAWABAN
    saat_kepala: Callable[[Mapping[str, str]], None] | None = None


def is_alamat(teks: str) -> bool:
    """Whether it is an address that we ask: http(s), a host, no account, query or fragment in it."""
    try:
        bagian = urlsplit(teks)
        port = bagian.port
    except ValueError:
        return False
    polos = not (bagian.query or bagian.fragment or bagian.username or bagian.password) and port != 0
    return bagian.scheme in ("http", "https") and bool(bagian.hostname) and polos and not re.search(r"[\s?#@]", teks)


@sensitive_variables()
def send(kiriman: Kiriman) -> Jawaban:
    """The answer to one request. Raises LayananError with a sentence that names the service.

    In steps, because `saat_kepala` may write to the database, which nothing inside an event loop may.
    """
    with _tell(kiriman), asyncio.Runner() as lari:
        sesi, jawab = lari.run(_open(kiriman))
        try:
            if kiriman.saat_kepala and jawab.status == 200:
                kiriman.saat_kepala(_list_kepala(jawab))
            return lari.run(_read(kiriman, jawab))
        finally:
            jawab.close()
            lari.run(sesi.close())


@sensitive_variables()
async def send_async(kiriman: Kiriman) -> Jawaban:
    """`send`, for who is inside an event loop already; `saat_kepala` is not told."""
    with _tell(kiriman):
        sesi, jawab = await _open(kiriman)
        try:
            return await _read(kiriman, jawab)
        finally:
            jawab.close()
            await sesi.close()


@contextmanager
def _tell(kiriman: Kiriman) -> Iterator[None]:
    """What fails inside as one sentence. Not chained: the inner error carries the request, and with it the phrase."""
    if not is_alamat(kiriman.alamat):
        raise LayananError(f"Alamat {kiriman.layanan} tidak benar. {ALAMAT}")
    try:
        yield
        return
    except TimeoutError:
        pesan = f"{kiriman.layanan} tidak menjawab dalam {kiriman.detik:g} detik."
    except aiohttp.ClientPayloadError:
        pesan = f"Jawaban {kiriman.layanan} terputus di tengah."
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError):
        pesan = f"Sertifikat situs {kiriman.layanan} tidak dapat dipercaya, jadi tidak ada yang dikirim."
    except (aiohttp.ClientError, OSError, ValueError):
        pesan = f"{kiriman.layanan} tidak dapat dihubungi, atau menjawab di luar aturan HTTP."
    raise LayananError(pesan) from None


@sensitive_variables()
async def _open(kiriman: Kiriman) -> tuple[aiohttp.ClientSession, aiohttp.ClientResponse]:
    """The answer up to its headers. Raises LayananError for one that leads elsewhere: the secret goes nowhere else."""
    batas = aiohttp.ClientTimeout(total=kiriman.detik, sock_connect=min(DETIK_SAMBUNG, kiriman.detik))
    kepala = {"Accept-Encoding": "identity", **kiriman.kepala}
    if kiriman.akun.nama:
        kunci = f"{kiriman.akun.nama}:{kiriman.akun.sandi}".encode()
        kepala["Authorization"] = f"Basic {base64.b64encode(kunci).decode()}"
    isi = kiriman.data() if callable(kiriman.data) else kiriman.data
    sesi = aiohttp.ClientSession(timeout=batas, trust_env=False, auto_decompress=False)
    try:
        jawab = await sesi.request(
            kiriman.metode, kiriman.alamat, data=isi, json=kiriman.json, headers=kepala, allow_redirects=False
        )
        if 300 <= jawab.status < 400:
            jawab.close()
            raise LayananError(f"{kiriman.layanan} mengalihkan ke alamat lain; itu tidak diikuti. Periksa alamatnya.")
    except BaseException:
        await sesi.close()
        raise
    return sesi, jawab


def _list_kepala(jawab: aiohttp.ClientResponse) -> dict[str, str]:
    return {nama.lower(): nilai for nama, nilai in jawab.headers.items()}


async def _read(kiriman: Kiriman, jawab: aiohttp.ClientResponse) -> Jawaban:
    isi = bytearray()
    async for potong in jawab.content.iter_chunked(POTONGAN):
        isi += potong
        if len(isi) > kiriman.maks:
            raise LayananError(f"Jawaban {kiriman.layanan} lebih besar dari yang mungkin benar, jadi tidak dibaca.")
    return Jawaban(jawab.status, _list_kepala(jawab), bytes(isi))
