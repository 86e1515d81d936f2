"""One PDF/A-3u of the pieces: pages, structure tree, bookmarks, named places and page numbers.

The first piece is the base: title, language, metadata, colour profile and attachments are its own.
"""

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from measurement.cetak.bagian import ALIRAN, LUAR
from measurement.cetak.nomor import Penomor

TINGKAT = re.compile(r"<h([1-4])\b")  # cetak.css gives h5 and h6 no bookmark


def count_halaman(berkas: Sequence[Path]) -> list[int]:
    """How many pages each piece has."""
    jumlah = []
    for satu in berkas:
        with pikepdf.open(satu) as pdf:
            jumlah.append(len(pdf.pages))
    return jumlah


def find_letak(berkas: Sequence[Path]) -> dict[str, int]:
    """The page of each named place, counted through all pieces from 1."""
    letak: dict[str, int] = {}
    awal = 0
    for satu in berkas:
        with pikepdf.open(satu) as pdf:
            nomor = {halaman.obj.objgen: n for n, halaman in enumerate(pdf.pages, start=awal + 1)}
            for nama, tujuan in _list_tempat(pdf):
                letak[nama] = nomor[tujuan[0].objgen]
            awal += len(pdf.pages)
    return letak


def _list_tempat(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    semua = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    return [(str(semua[n]), semua[n + 1]) for n in range(0, len(semua), 2)]


def merge_bagian(berkas: Sequence[Path | BytesIO], isi: Sequence[str], penomor: Penomor) -> bytes:
    """The pieces as one file. `isi`: the HTML of each, for the levels of its headings."""
    with pikepdf.open(berkas[0]) as pdf:
        del pdf.Root[f"/{ALIRAN}"]
        pohon = pdf.Root.StructTreeRoot
        tempat = _list_tempat(pdf)
        judul = _read_judul(pdf, isi[0])
        milik = [len(pdf.pages)]
        akar = pohon.K[0]
        cabang, nomor = list(akar.K), list(pohon.ParentTree.Nums)
        for satu, teks in zip(berkas[1:], isi[1:], strict=True):
            with pikepdf.open(satu) as lain:
                _detach(lain)
                pdf.pages.extend(lain.pages)
                milik.append(len(lain.pages))
                salinan = pdf.copy_foreign(lain.Root.StructTreeRoot)
                tempat += [(n, pdf.copy_foreign(_own(lain, t))) for n, t in _list_tempat(lain)]
                judul += [(t, n, pdf.copy_foreign(_own(lain, d))) for t, n, d in _read_judul(lain, teks)]
            for anak in salinan.K[0].K:
                anak.P = akar
                cabang.append(anak)
            nomor.extend(salinan.ParentTree.Nums)
        akar.K = Array(cabang)
        pohon.ParentTree.Nums = Array(nomor)
        _write_tempat(pdf, tempat)
        _write_judul(pdf, judul)
        _join_tautan(pdf)
        penomor.write(pdf, milik)
        hasil = BytesIO()
        pdf.save(
            hasil, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7", fix_metadata_version=False,
        )  # fmt: skip
    return hasil.getvalue()


def _detach(pdf: pikepdf.Pdf) -> None:
    """What its streams hold no longer hangs on the file: copies go on when it is closed and its memory given back."""
    aliran = pdf.Root.get(f"/{ALIRAN}")  # a piece that the version before this one left behind has none
    for benda in pdf.objects if aliran is None else aliran:
        if not isinstance(benda, pikepdf.Stream):
            continue
        benda.write(benda.read_raw_bytes(), filter=benda.get("/Filter"), decode_parms=benda.get("/DecodeParms"))


def _own(pdf: pikepdf.Pdf, benda: pikepdf.Object) -> pikepdf.Object:
    """Only what is an object of its own can be copied into another file."""
    return benda if benda.is_indirect else pdf.make_indirect(benda)


def _write_tempat(pdf: pikepdf.Pdf, tempat: list[tuple[str, Any]]) -> None:
    if not tempat:
        return
    nama = pdf.Root.get("/Names") or Dictionary()
    pasang = [x for kunci, tujuan in sorted(tempat, key=lambda t: t[0]) for x in (String(kunci), tujuan)]
    nama.Dests = Dictionary(Names=Array(pasang))
    pdf.Root.Names = nama


def _join_tautan(pdf: pikepdf.Pdf) -> None:
    """A link that led into another piece leads to its place."""
    for halaman in pdf.pages:
        for tanda in halaman.get("/Annots", []):
            alamat = str(tanda.get("/A", {}).get("/URI", ""))
            if alamat.startswith(LUAR):
                del tanda["/A"]
                tanda.Dest = String(alamat[len(LUAR) :])
                tanda.Contents = String(alamat[len(LUAR) :])


def _read_judul(pdf: pikepdf.Pdf, isi: str) -> list[tuple[int, str, Any]]:
    """Level, title and place of each bookmark; the levels are those of the headings, in their order."""
    akar = pdf.Root.get("/Outlines")
    datar = list(_walk_judul(akar.get("/First"), 1)) if akar is not None else []
    tingkat = [int(n) for n in TINGKAT.findall(isi)]
    if len(tingkat) == len(datar):
        datar = [(t, judul, tujuan) for t, (_, judul, tujuan) in zip(tingkat, datar, strict=True)]
    return datar


def _walk_judul(satu: Any, dalam: int) -> Any:
    while satu is not None:
        yield dalam, str(satu.Title), satu.Dest
        yield from _walk_judul(satu.get("/First"), dalam + 1)
        satu = satu.get("/Next")


def _write_judul(pdf: pikepdf.Pdf, semua: list[tuple[int, str, Any]]) -> None:
    """The tree of bookmarks; a heading two levels below the one before it is its child all the same."""
    akar = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    tumpukan: list[tuple[int, Any]] = [(0, akar)]
    anak: dict[tuple[int, int], list[Any]] = {akar.objgen: []}
    for tingkat, judul, tujuan in semua:
        while len(tumpukan) > 1 and tumpukan[-1][0] >= tingkat:
            tumpukan.pop()
        induk = tumpukan[-1][1]
        satu = pdf.make_indirect(Dictionary(Title=String(judul), Dest=tujuan, Parent=induk))
        anak[induk.objgen].append(satu)
        anak[satu.objgen] = []
        tumpukan.append((tingkat, satu))
    _link_judul(akar, anak)
    if semua:
        pdf.Root.Outlines = akar


def _link_judul(induk: Any, anak: dict[tuple[int, int], list[Any]]) -> int:
    """Ties children to each other; how many bookmarks are below, all of them shown."""
    semua = anak[induk.objgen]
    jumlah = len(semua)
    for sebelum, sesudah in pairwise(semua):
        sebelum.Next, sesudah.Prev = sesudah, sebelum
    for satu in semua:
        jumlah += _link_judul(satu, anak)
    if semua:
        induk.First, induk.Last = semua[0], semua[-1]
        induk.Count = jumlah
    return jumlah
