"""A local e-Sign Client Service that speaks v1 and v2 as published, with errors and slowness on demand; and a TSA."""

import base64
import datetime
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from asn1crypto import tsp
from pyhanko.sign.timestamps import DummyTimeStamper

NIK, SALAH, FRASA_BSRE, TOTP = "3304010101700001", "bukan-ini", "Rahasia#BSrE.2026", "482913"
AKUN, SANDI = "sakip", "sandi-layanan-9"
Jawab = tuple[int, dict[str, str], bytes]


class LayananBsre:
    """What the service does, changed by a test while it runs.

    `sign`: makes a signed file of the bytes that it is sent; `tunda`: seconds before an answer; `potong`: bytes of the
    signed answer after which the connection breaks; `jawab`: an answer instead of the right one; `status` of the NIK.
    """

    def __init__(self, sign: Callable[[bytes], bytes]) -> None:
        self.sign, self.status, self.tunda, self.potong = sign, "ISSUE", 0.0, None
        self.jawab: Callable[[str], Jawab | None] = lambda jalur: None
        self.permintaan: list[tuple[str, str]] = []
        self.tersimpan: dict[str, bytes] = {}
        self.alamat = ""

    @property
    def ditandatangani(self) -> int:
        """How many signatures were made."""
        return len(self.tersimpan)

    def handle(self, metode: str, jalur: str, kepala: Any, isi: bytes) -> Jawab:
        """The answer to one request: status, headers, body."""
        self.permintaan.append((metode, jalur))
        kunci = base64.b64encode(f"{AKUN}:{SANDI}".encode()).decode()
        if kepala.get("Authorization") != f"Basic {kunci}":
            return write_json({"error": "Unauthorized"}, 401)
        time.sleep(self.tunda)
        if (lain := self.jawab(jalur)) is not None:
            return lain
        if (metode, jalur) == ("GET", f"/api/user/status/{NIK}"):
            return write_json({"status_code": 1111, "status": self.status, "message": "-"})
        if (metode, jalur) == ("POST", "/api/v2/user/check/status"):
            return write_json({"status": self.status if json.loads(isi).get("nik") == NIK else "NOT_REGISTERED"})
        if jalur.startswith("/api/user/status/"):
            return write_json({"status": "NOT_REGISTERED"})
        if metode == "POST" and jalur == "/api/sign/pdf":
            return self._sign_v1(kepala, isi)
        if metode == "POST" and jalur == "/api/v2/sign/pdf":
            return self._sign_v2(json.loads(isi))
        if metode == "GET" and jalur.startswith("/api/sign/download/"):
            berkas = self.tersimpan.get(jalur.rpartition("/")[2])
            return (200, {"Content-Type": "application/pdf"}, berkas) if berkas else write_json({"error": "x"}, 404)
        return write_json({"error": "Not Found"}, 404)

    def _sign_v1(self, kepala: Any, isi: bytes) -> Jawab:
        awal = f"Content-Type: {kepala['Content-Type']}\r\n\r\n".encode()
        bagian = BytesParser(policy=HTTP).parsebytes(awal + isi)
        isian = {b.get_param("name", header="content-disposition"): b.get_payload(decode=True) for b in bagian.iter_parts()}
        assert isian["tampilan"] == b"invisible", isian.keys()
        if isian["nik"].decode() != NIK or isian["passphrase"].decode() != FRASA_BSRE:
            return write_json({"error": "Passphrase anda salah", "status_code": 2031}, 400)
        nomor = f"dok-{len(self.tersimpan) + 1}"
        self.tersimpan[nomor] = self.sign(isian["file"])
        return 200, {"Content-Type": "application/pdf", "id_dokumen": nomor}, self.tersimpan[nomor]

    def _sign_v2(self, isian: dict[str, Any]) -> Jawab:
        benar = isian.get("passphrase") == FRASA_BSRE or isian.get("totp") == TOTP
        if isian["nik"] != NIK or not benar:
            return write_json({"error": "Passphrase anda salah", "status_code": 2031}, 400)
        assert isian["signatureProperties"][0]["tampilan"] == "INVISIBLE"
        nomor = f"dok-{len(self.tersimpan) + 1}"
        self.tersimpan[nomor] = self.sign(base64.b64decode(isian["file"][0]))
        return write_json({"time": 812, "file": [base64.b64encode(self.tersimpan[nomor]).decode()]})


def write_json(isi: Any, status: int = 200) -> Jawab:
    """An answer in JSON."""
    return status, {"Content-Type": "application/json"}, json.dumps(isi).encode()


@contextmanager
def serve(layanan: LayananBsre) -> Iterator[LayananBsre]:
    """The service on a free port of this machine."""

    class Penjawab(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            isi = self.rfile.read(int(self.headers.get("Content-Length") or 0)) or self._read_potongan()
            status, kepala, badan = layanan.handle(self.command, self.path, self.headers, isi)
            try:
                self.send_response(status)
                for nama, nilai in kepala.items():
                    self.send_header(nama, nilai)
                self.send_header("Content-Length", str(len(badan)))
                self.end_headers()
                self.wfile.write(badan[: layanan.potong] if self.command == "POST" else badan)
            except (BrokenPipeError, ConnectionResetError):
                pass
            self.close_connection = True

        def _read_potongan(self) -> bytes:
            """A body that was sent in chunks."""
            isi = b""
            while self.headers.get("Transfer-Encoding") == "chunked":
                panjang = int(self.rfile.readline().strip(), 16)
                isi += self.rfile.read(panjang)
                self.rfile.readline()
                if panjang == 0:
                    break
            return isi

        def log_message(self, *teks: object) -> None:
            pass

    with _run(Penjawab) as alamat:
        layanan.alamat = alamat
        yield layanan


@contextmanager
def serve_tsa(cap: DummyTimeStamper, *, detik: float = 0) -> Iterator[str]:
    """pyHanko's own time stamper behind HTTP, that takes its time; gives the address."""

    class Penjawab(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            isi = self.rfile.read(int(self.headers["Content-Length"]))
            time.sleep(detik)
            jawab = cap.request_tsa_response(tsp.TimeStampReq.load(isi)).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(jawab)))
            self.end_headers()
            self.wfile.write(jawab)

        def log_message(self, *teks: object) -> None:
            pass

    with _run(Penjawab) as alamat:
        yield alamat


@contextmanager
def _run(penjawab: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), penjawab)
    utas = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    utas.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        utas.join(timeout=10)


def shift(hari: int) -> datetime.datetime:
    """Now, moved by days: for certificates that are over or not yet valid."""
    return datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=hari)
