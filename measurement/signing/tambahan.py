"""What later revisions of a PDF did to the objects of the first ones: a signature adds, and changes next to nothing.

Object by object, so linear in what was added. Allowed are signatures and their data for later validation, and the mark
that signing programs leave of themselves (the tool and the moment of its change); nothing that a reader sees.
"""

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from measurement.signing.uraian import (
    MAKS_DALAM,
    MAKS_OBJEK,
    UraianError,
    is_bidang_tanda,
    read_aliran,
    walk_halaman,
)

KATALOG = frozenset({"/AcroForm", "/Perms", "/Extensions", "/Version", "/DSS", "/Metadata"})
PEMBUKTIAN = frozenset({"/DSS", "/Extensions"})
FORMULIR = frozenset({"/Fields", "/SigFlags", "/DA", "/DR"})
CAP_ALAT = frozenset({"/ModDate", "/Producer"})
CAP_ALAT_XMP = frozenset({"ModifyDate", "MetadataDate", "Producer", "InstanceID", "xmptk", "about"})
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SEMBUNYI = 2 | 32
"""Flags of an annotation that is not shown: Hidden, NoView."""
DITIMPA = "Bagian dokumen yang asli diganti atau dihapus di belakang tanda tangan."
BERGAMBAR = (
    "Tanda tangan dibubuhkan dengan tampilan pada halaman {n}. Tanda tangani ulang tanpa tampilan (invisible): blok "
    "pengesahan sudah ada pada laporan."
)
DITEMPEL = "Catatan, tautan, atau bidang ditempelkan pada halaman {n}."
KOLOM = "Kolom isian ditambahkan atau diubah."
METADATA = "Metadata dokumen diubah."
KUNCI = "Berkas diberi kata sandi."


def list_asing(lama: PdfFileReader, baru: PdfFileReader, *, katalog: frozenset[str] = KATALOG) -> list[str]:
    """Sentences on what a file that begins with the bytes of `lama` does besides signing; empty where nothing.

    `katalog`: keys of the catalog that may differ; with `PEMBUKTIAN` nothing but data for later validation is allowed.

    Raises whatever a parser makes of a broken file, UraianError for one beyond the bounds.
    """
    return list(dict.fromkeys(_list_asing(lama, baru, katalog)))


def _list_asing(lama: PdfFileReader, baru: PdfFileReader, katalog: frozenset[str]) -> Iterator[str]:
    if "/Encrypt" in baru.trailer:
        yield KUNCI
    dasar, boleh = lama.xrefs.total_revisions, _list_dss(baru) | {ref.idnum for ref in _list_diadili(lama, katalog)}
    for revisi in range(dasar, baru.xrefs.total_revisions):
        if any(_is_lama(baru, ref, dasar) for ref in baru.xrefs.refs_freed_in_revision(revisi)):
            yield DITIMPA
        for ref in baru.xrefs.explicit_refs_in_revision(revisi):
            if ref.idnum not in boleh and _is_lama(baru, ref, dasar):
                yield from _judge_objek(lama, baru.get_object(ref, revision=revisi), ref)
    yield from _judge_pokok(lama, baru, katalog)


def _is_lama(pembaca: PdfFileReader, ref: generic.Reference, dasar: int) -> bool:
    try:
        return bool(pembaca.xrefs.get_introducing_revision(ref) < dasar)
    except KeyError:
        return False


def _judge_objek(lama: PdfFileReader, baru: Any, ref: generic.Reference) -> Iterator[str]:
    """An old object that stands in the file once more: the same, or a page with another list of notes."""
    dulu = lama.get_object(generic.Reference(ref.idnum, ref.generation, pdf=lama))
    halaman = isinstance(dulu, dict) and _take(dulu, "/Type") == "/Page" and isinstance(baru, dict)
    sama = _is_sama(dulu, baru, frozenset({"/Annots"})) if halaman else _write(dulu) == _write(baru)
    if not sama:
        yield DITIMPA


def _list_diadili(lama: PdfFileReader, katalog: frozenset[str]) -> Iterator[generic.Reference]:
    """References whose objects `_judge_pokok` compares by what they mean."""
    akar = lama.root
    yield lama.trailer.raw_get("/Root").reference
    # Also what is added for later validation has the moment of the change in it, a second later or more.
    calon = [_raw(lama.trailer, "/Info")]
    if katalog != PEMBUKTIAN:
        calon += [_raw(akar, "/Metadata"), *_list_isian(akar)]
    yield from (satu.reference for satu in calon if isinstance(satu, generic.IndirectObject))


def _list_isian(akar: Any) -> list[Any]:
    """The form, its fields and the notes of the pages."""
    calon = [_raw(akar, "/AcroForm"), _raw(_take(akar, "/AcroForm", {}), "/Fields")]
    return calon + [_raw(satu, "/Annots") for satu in walk_halaman(akar["/Pages"])]


def _judge_pokok(lama: PdfFileReader, baru: PdfFileReader, katalog: frozenset[str]) -> Iterator[str]:
    """Catalog, form, notes of the pages and metadata beside the original's."""
    akar, kini = lama.root, baru.root
    halaman, lain = list(walk_halaman(akar["/Pages"])), list(walk_halaman(kini["/Pages"]))
    if not _is_sama(akar, kini, katalog) or len(halaman) != len(lain):
        yield DITIMPA
    yield from _judge_formulir(_take(akar, "/AcroForm", {}), _take(kini, "/AcroForm", {}))
    for nomor, (satu, dua) in enumerate(zip(halaman, lain, strict=False), start=1):
        yield from _judge_catatan(_list_raw(satu, "/Annots"), _list_raw(dua, "/Annots"), nomor)
    info = _take(lama.trailer, "/Info", {})
    if not _is_sama(info, _take(baru.trailer, "/Info", {}), CAP_ALAT):
        yield METADATA
    if _list_xmp(akar) != _list_xmp(kini):
        yield METADATA


def _judge_formulir(lama: Any, baru: Any) -> Iterator[str]:
    """The form may grow by fields for signatures, and by nothing else."""
    if not _is_sama(lama, baru, FORMULIR):
        yield KOLOM
    dulu, kini = _list_raw(lama, "/Fields"), _list_raw(baru, "/Fields")
    tambah = [satu.get_object() for satu in kini if _write(satu) not in {_write(s) for s in dulu}]
    hilang = {_write(s) for s in dulu} - {_write(s) for s in kini}
    if hilang or any(_take(satu, "/FT") != "/Sig" or "/Kids" in satu for satu in tambah):
        yield KOLOM


def _judge_catatan(lama: list[Any], baru: list[Any], nomor: int) -> Iterator[str]:
    """A page may have the field of a signature that shows nothing, and no other new note."""
    dulu, kini = {_write(s) for s in lama}, {_write(s) for s in baru}
    if dulu - kini:
        yield DITIMPA
    for satu in (s.get_object() for s in baru if _write(s) not in dulu):
        if not is_bidang_tanda(satu):
            yield DITEMPEL.format(n=nomor)
        elif not _is_tak_tampak(satu):
            yield BERGAMBAR.format(n=nomor)


def _is_tak_tampak(catatan: Any) -> bool:
    kiri, bawah, kanan, atas = (float(satu) for satu in _take(catatan, "/Rect", [0, 0, 0, 0]))
    return kiri == kanan or bawah == atas or bool(int(_take(catatan, "/F", 0)) & SEMBUNYI)


def _list_dss(pembaca: PdfFileReader) -> set[int]:
    """Objects that hold what later validation needs (/DSS): lists of certificates that each time stamp adds to."""
    boleh: set[int] = set()
    antre: list[Any] = [_raw(pembaca.root, "/DSS")]
    while antre and len(boleh) < MAKS_OBJEK:
        satu = antre.pop()
        if isinstance(satu, generic.IndirectObject):
            if satu.idnum in boleh:
                continue
            boleh.add(satu.idnum)
            satu = satu.get_object()
        if isinstance(satu, generic.StreamObject):
            continue
        if isinstance(satu, dict):
            antre += [satu.raw_get(kunci) for kunci in satu]
        elif isinstance(satu, generic.ArrayObject):
            antre += [satu.raw_get(n) for n in range(len(satu))]
    return boleh


def _list_xmp(akar: Any) -> list[tuple[str, str]]:
    """What the XMP says, as pairs of property and value, without the tool's own mark, however it is written."""
    if "/Metadata" not in akar:
        return []
    hasil: set[tuple[str, str]] = set()
    antre = [(ET.fromstring(read_aliran(akar["/Metadata"])), "")]
    while antre:
        simpul, induk = antre.pop()
        nama = induk if simpul.tag.startswith(RDF) else simpul.tag
        hasil |= {(kunci, nilai) for kunci, nilai in simpul.attrib.items() if not kunci.startswith("{http://www.w3.org/")}
        if simpul.text and simpul.text.strip():
            hasil.add((nama, simpul.text.strip()))
        antre += [(anak, nama) for anak in simpul]
    return sorted(satu for satu in hasil if satu[0].rpartition("}")[2] not in CAP_ALAT_XMP)


def _is_sama(lama: Any, baru: Any, kecuali: frozenset[str]) -> bool:
    """Whether two dictionaries say the same but for some keys."""
    return {k: _write(lama.raw_get(k)) for k in lama if k not in kecuali} == {
        k: _write(baru.raw_get(k)) for k in baru if k not in kecuali
    }


def _take(kamus: Any, kunci: str, tanpa: Any = None) -> Any:
    return kamus[kunci] if kunci in kamus else (generic.DictionaryObject() if tanpa == {} else tanpa)


def _raw(kamus: Any, kunci: str) -> Any:
    return kamus.raw_get(kunci) if kunci in kamus else None


def _list_raw(kamus: Any, kunci: str) -> list[Any]:
    deret = _take(kamus, kunci, generic.ArrayObject())
    return [deret.raw_get(n) for n in range(len(deret))]


def _write(nilai: Any, dalam: int = 0) -> str:
    """A value as text in which references are their numbers: what they point to is judged by itself."""
    if dalam > MAKS_DALAM:
        raise UraianError
    if isinstance(nilai, generic.IndirectObject):
        return f"R{nilai.idnum}.{nilai.generation}"
    if isinstance(nilai, dict):
        isi = "".join(f"{k}={_write(nilai.raw_get(k), dalam + 1)};" for k in sorted(nilai))
        aliran = hashlib.sha256(nilai.encoded_data).hexdigest() if isinstance(nilai, generic.StreamObject) else ""
        return f"<{isi}{aliran}>"
    if isinstance(nilai, generic.ArrayObject):
        return f"[{','.join(_write(nilai.raw_get(n), dalam + 1) for n in range(len(nilai)))}]"
    if isinstance(nilai, generic.TextStringObject | generic.ByteStringObject):
        return bytes(nilai.original_bytes).hex()
    return repr(nilai)
