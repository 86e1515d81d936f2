"""A PDF taken apart into what can be told to a reader: pages, attachments, metadata, form fields, signatures.

Two files with the same parts show the same, however differently they were written. Reads hostile files: whoever calls
it bounds memory and time (measurement.signing.banding does), for a small stream may unpack to any size.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

MAKS_HALAMAN, MAKS_OBJEK, MAKS_DALAM = 5000, 300_000, 150
BALIK = frozenset({"/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Popup"})
"""Keys that point back up or into the structure tree: they show nothing."""
TULISAN = frozenset({"/Length", "/Filter", "/DecodeParms", "/DL"})
"""Keys of a stream that say how it is written, not what it holds."""
BINGKAI = ("/MediaBox", "/CropBox", "/Rotate")
TEKS = "/ToUnicode"
"""Key of a font: what its signs are when they are copied or read aloud; nothing of it is drawn."""
AKAR_LAIN = frozenset({"/Lang", "/OCProperties", "/PageLabels", "/PageLayout", "/PageMode", "/ViewerPreferences"})
"""Keys of the catalog that say how a reader shows the file: language, layers, numbers of pages."""
XMP = "XMP"


class UraianError(Exception):
    """More pages, objects or levels than any report has."""


@dataclass(frozen=True)
class Halaman:
    """Fingerprints of a page and of each note on it; `bidang_tanda`: those that a signature put there.

    `isi`: what is drawn where. `bahan`: the fonts and pictures that it is drawn with, `huruf` the same without what the
    signs say when they are copied or read aloud. `bingkai`: size, crop and turn.
    """

    isi: str
    bahan: str = ""
    huruf: str = ""
    bingkai: str = ""
    catatan: tuple[str, ...] = ()
    bidang_tanda: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tanda:
    """A signature: `cms` its fingerprint, `utuh` whether the bytes that it covers are those that were signed,
    `lanjut` whether the file goes on after them."""

    cms: str
    nama: str
    utuh: bool
    lanjut: bool = False


@dataclass(frozen=True)
class Uraian:
    """The parts of one file, each as a fingerprint; `penanda`: the bookmarks, `tampilan`: how a reader shows it."""

    halaman: tuple[Halaman, ...]
    lampiran: dict[str, str]
    metadata: dict[str, str]
    kolom: dict[str, str]
    tindakan: str
    tanda: tuple[Tanda, ...]
    penanda: tuple[str, ...] = ()
    tampilan: str = ""


def describe(pdf: bytes) -> Uraian:
    """Take a file apart. Raises whatever a parser makes of a broken one, UraianError for one beyond the bounds."""
    pembaca = PdfFileReader(BytesIO(pdf), strict=False)
    akar, sidik, gambar = pembaca.root, _Sidik(), _Sidik(tanpa=frozenset({TEKS}))
    nama = _take(akar, "/Names", {})
    return Uraian(
        halaman=tuple(_describe_halaman(satu, sidik, gambar) for satu in walk_halaman(akar["/Pages"])),
        lampiran=dict(_list_lampiran(_take(nama, "/EmbeddedFiles", {}))),
        metadata=_list_metadata(pembaca, sidik),
        kolom=dict(_list_kolom(_take(_take(akar, "/AcroForm", {}), "/Fields", []), sidik)),
        tindakan=sidik.hash([_take(akar, "/OpenAction"), _take(akar, "/AA"), _take(nama, "/JavaScript")]),
        tanda=tuple(_describe_tanda(satu) for satu in pembaca.embedded_signatures),
        penanda=tuple(_list_penanda(_take(_take(akar, "/Outlines", {}), "/First"), sidik)),
        tampilan=sidik.hash([_take(akar, kunci) for kunci in sorted(AKAR_LAIN)]),
    )


class _Sidik:
    """Fingerprints of objects with all that hangs on them, but for pages: a link to a page is not the page."""

    def __init__(self, tanpa: frozenset[str] = frozenset()) -> None:
        """`tanpa`: keys that are passed over wherever they stand."""
        self._tanpa = BALIK | tanpa
        self._kenal: dict[Any, str] = {}
        self._jalan: set[Any] = set()
        self._sisa = MAKS_OBJEK

    def hash(self, nilai: Any, dalam: int = 0) -> str:
        """Of any value of a PDF. Raises UraianError beyond the bounds."""
        self._sisa -= 1
        if self._sisa < 0 or dalam > MAKS_DALAM:
            raise UraianError
        if isinstance(nilai, generic.IndirectObject):
            return self._hash_rujukan(nilai, dalam)
        if isinstance(nilai, generic.StreamObject):
            return _hash("stream", read_aliran(nilai), self._hash_kamus(nilai, dalam, TULISAN))
        if isinstance(nilai, dict):
            return "halaman" if _is_halaman(nilai) else self._hash_kamus(nilai, dalam, frozenset())
        if isinstance(nilai, list):
            mentah = nilai.raw_get if isinstance(nilai, generic.ArrayObject) else nilai.__getitem__
            return _hash("deret", *(self.hash(mentah(n), dalam + 1) for n in range(len(nilai))))
        return _hash("nilai", _write_polos(nilai))

    def _hash_rujukan(self, nilai: generic.IndirectObject, dalam: int) -> str:
        kunci = (nilai.idnum, nilai.generation)
        if kunci in self._jalan:
            return "putar"
        if kunci not in self._kenal:
            self._jalan.add(kunci)
            self._kenal[kunci] = self.hash(nilai.get_object(), dalam + 1)
            self._jalan.discard(kunci)
        return self._kenal[kunci]

    def _hash_kamus(self, kamus: Any, dalam: int, tanpa: frozenset[str]) -> str:
        kunci = sorted(str(satu) for satu in kamus if satu not in self._tanpa and satu not in tanpa)
        mentah = kamus.raw_get if isinstance(kamus, generic.DictionaryObject) else kamus.__getitem__
        return _hash("kamus", *(f"{satu}={self.hash(mentah(satu), dalam + 1)}" for satu in kunci))


def _take(kamus: Any, kunci: str, tanpa: Any = None) -> Any:
    """The value itself, where the file has a reference to it: `get` of pyHanko's dictionaries gives the reference."""
    try:
        return kamus[kunci]
    except KeyError:
        return tanpa


def _hash(*bagian: bytes | str) -> str:
    hasil = hashlib.sha256()
    for satu in bagian:
        isi = satu if isinstance(satu, bytes) else satu.encode()
        hasil.update(len(isi).to_bytes(8, "big") + isi)
    return hasil.hexdigest()


def _is_halaman(kamus: Any) -> bool:
    return _take(kamus, "/Type") in ("/Page", "/Pages")


def _write_polos(nilai: Any) -> bytes:
    """Numbers by value (1 is 1.0), strings by their bytes however they were spelled."""
    if isinstance(nilai, generic.TextStringObject | generic.ByteStringObject):
        return bytes(nilai.original_bytes)
    if isinstance(nilai, int | float | Decimal) and not isinstance(nilai, bool):
        return f"{Decimal(str(nilai)):f}".rstrip("0").rstrip(".").encode() or b"0"
    return repr(nilai).encode()


def read_aliran(aliran: generic.StreamObject) -> bytes:
    """What the stream holds; as it stands in the file where it cannot be unpacked."""
    try:
        return bytes(aliran.data)
    except MemoryError:
        raise
    except Exception:  # a broken filter fails in many ways
        return bytes(aliran.encoded_data)


def walk_halaman(simpul: Any, dalam: int = 0) -> Iterator[Any]:
    """The pages in order. Raises UraianError where the tree is deeper or longer than any report's."""
    tumpukan, jumlah = [(simpul, dalam)], 0
    while tumpukan:
        kini, dalam = tumpukan.pop()
        jumlah += 1
        if jumlah > MAKS_HALAMAN or dalam > MAKS_DALAM:
            raise UraianError
        if "/Kids" not in kini:
            yield kini
            continue
        tumpukan += [(anak.get_object(), dalam + 1) for anak in reversed(list(kini["/Kids"]))]


def _describe_halaman(halaman: Any, sidik: _Sidik, gambar: _Sidik) -> Halaman:
    isi = _take(halaman, "/Contents", [])
    aliran = [isi] if isinstance(isi, generic.StreamObject) else [satu.get_object() for satu in isi]
    bahan = _take(halaman, "/Resources")
    catatan = [(sidik.hash(satu), is_bidang_tanda(satu.get_object())) for satu in _take(halaman, "/Annots", [])]
    return Halaman(
        _hash(b"\n".join(read_aliran(satu) for satu in aliran)), sidik.hash(bahan), gambar.hash(bahan),
        sidik.hash([_take(halaman, kunci) for kunci in BINGKAI]), tuple(sorted(satu for satu, _ in catatan)),
        frozenset(satu for satu, bidang in catatan if bidang),
    )  # fmt: skip


def _list_penanda(simpul: Any, sidik: _Sidik) -> Iterator[str]:
    """Level, title and aim of each bookmark, in order."""
    tumpukan, jumlah = [(simpul, 0)], 0
    while tumpukan:
        kini, dalam = tumpukan.pop()
        if kini is None:
            continue
        jumlah += 1
        if jumlah > MAKS_HALAMAN or dalam > MAKS_DALAM:
            raise UraianError
        yield _hash(str(dalam), *(sidik.hash(_take(kini, kunci)) for kunci in ("/Title", "/Dest", "/A")))
        tumpukan += [(_take(kini, "/Next"), dalam), (_take(kini, "/First"), dalam + 1)]


def is_bidang_tanda(catatan: Any) -> bool:
    """Whether a note on a page is the field of a signature, and does nothing besides."""
    bidang = _take(catatan, "/Subtype") == "/Widget" and _take(catatan, "/FT") == "/Sig"
    return bidang and "/A" not in catatan and "/AA" not in catatan


def _list_lampiran(simpul: Any, dalam: int = 0) -> Iterator[tuple[str, str]]:
    """Name and SHA-256 of each attached file."""
    if dalam > MAKS_DALAM:
        raise UraianError
    for anak in _take(simpul, "/Kids", []):
        yield from _list_lampiran(anak.get_object(), dalam + 1)
    deret = list(_take(simpul, "/Names", []))
    for nama, berkas in zip(deret[::2], deret[1::2], strict=False):
        kamus = berkas.get_object()
        aliran = kamus["/EF"]["/F"].get_object()
        yield str(_take(kamus, "/UF") or _take(kamus, "/F") or nama), hashlib.sha256(read_aliran(aliran)).hexdigest()


def _list_metadata(pembaca: PdfFileReader, sidik: _Sidik) -> dict[str, str]:
    info = _take(pembaca.trailer, "/Info", {})
    hasil = {str(kunci).lstrip("/"): sidik.hash(info[kunci]) for kunci in info}
    if "/Metadata" in pembaca.root:
        hasil[XMP] = _hash(read_aliran(pembaca.root.raw_get("/Metadata").get_object()))
    return hasil


def _list_kolom(semua: Any, sidik: _Sidik, awalan: str = "", dalam: int = 0) -> Iterator[tuple[str, str]]:
    """Name and fingerprint of each field of the form that is no signature."""
    if dalam > MAKS_DALAM:
        raise UraianError
    for satu in semua:
        kolom = satu.get_object()
        nama = f"{awalan}{_take(kolom, '/T', '')}"
        if _take(kolom, "/FT") != "/Sig":
            yield nama, sidik.hash(kolom)
        yield from _list_kolom(_take(kolom, "/Kids", []), sidik, f"{nama}.", dalam + 1)


def _describe_tanda(tanda: EmbeddedPdfSignature) -> Tanda:
    """Whose it is, the caller knows by its fingerprint; here only what it covers is held against the file."""
    tanda.compute_integrity_info(skip_diff=True)
    janji = find_unique_cms_attribute(tanda.signer_info["signed_attrs"], "message_digest").native
    return Tanda(
        cms=_hash(bytes(tanda.pkcs7_content)), nama=str(tanda.signer_cert.subject.native.get("common_name", "")),
        utuh=tanda.compute_digest() == janji, lanjut=tanda.coverage != SignatureCoverageLevel.ENTIRE_FILE,
    )  # fmt: skip


def judge_tambahan(pdf: bytes, cms: str) -> str:
    """The level (pyHanko's ModificationLevel) of what was added after that signature; OTHER for what none allows.

    Dear: some seconds for twelve pages, for it looks at every way in which an object is reached.
    """
    pembaca = PdfFileReader(BytesIO(pdf), strict=False)
    for satu in pembaca.embedded_signatures:
        if _hash(bytes(satu.pkcs7_content)) == cms:
            satu.compute_integrity_info()
            hasil = satu.diff_result
            return hasil.modification_level.name if isinstance(hasil, DiffResult) else ModificationLevel.OTHER.name
    return ModificationLevel.OTHER.name
