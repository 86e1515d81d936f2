"""What PDF/A-3u asks of a file and pikepdf can see: each fault as a sentence, none for a clean one."""

import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Dictionary, Name, Stream

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
DIBUAT = "{http://ns.adobe.com/xap/1.0/}CreateDate"
JUDUL = "{http://purl.org/dc/elements/1.1/}title"
LI = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
TERLARANG = {"/JavaScript", "/JS", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState"}
TERSEMBUNYI = 1 | 2 | 32
CETAK = 4
GAMBAR = re.compile(rb"/(\w+) Do")
MCID = re.compile(rb"/MCID (\d+)")


def find_cacat(isi: bytes) -> list[str]:
    """Every fault found, in words."""
    with pikepdf.open(BytesIO(isi)) as pdf:
        semua = (_metadata, _warna, _huruf, _anotasi, _lampiran, _tindakan, _pohon, _umum)
        return [cacat for satu in semua for cacat in satu(pdf)]


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    akar = ElementTree.fromstring(pdf.Root.Metadata.read_bytes())
    tanda = [e.attrib for e in akar.iter() if f"{PDFAID}part" in e.attrib]
    if [(t.get(f"{PDFAID}part"), t.get(f"{PDFAID}conformance")) for t in tanda] != [("3", "U")]:
        yield "XMP tidak menyatakan PDF/A-3u"
    dibuat = [e.text if e.tag == DIBUAT else e.attrib[DIBUAT] for e in akar.iter() if DIBUAT in (e.tag, *e.attrib)]
    if [re.sub("[-:T]", "", satu) for satu in dibuat] != [str(pdf.docinfo.get("/CreationDate", "")).removeprefix("D:")]:
        yield "tanggal XMP dan tanggal dokumen berbeda"
    judul = [li.text for t in akar.iter(JUDUL) for li in t.iter(LI)]
    if judul != [str(pdf.docinfo.get("/Title", ""))] or not judul[0]:
        yield "judul XMP dan judul dokumen berbeda"


def _warna(pdf: pikepdf.Pdf) -> Iterator[str]:
    tujuan = pdf.Root.get("/OutputIntents", [])
    if len(tujuan) != 1 or tujuan[0].S != "/GTS_PDFA1" or tujuan[0].DestOutputProfile.N != 3:
        yield "OutputIntent tidak ada atau bukan RGB"


def _huruf(pdf: pikepdf.Pdf) -> Iterator[str]:
    semua = [o for o in pdf.objects if isinstance(o, Dictionary) and o.get("/Type") == "/Font"]
    for huruf in (o for o in semua if o.Subtype == "/Type0"):
        nama, anak = str(huruf.BaseFont), huruf.DescendantFonts[0]
        berkas = anak.FontDescriptor.get("/FontFile2") or anak.FontDescriptor.get("/FontFile3")
        if berkas is None:
            yield f"huruf {nama} tidak ditanam"
            continue
        if "/ToUnicode" not in huruf:
            yield f"huruf {nama} tanpa ToUnicode"
        yield from _lebar(nama, anak, berkas)
    tidak = {str(o.get("/BaseFont")) for o in semua if o.Subtype not in ("/Type0", "/CIDFontType2", "/CIDFontType0")}
    yield from (f"huruf {nama} bukan Type0" for nama in sorted(tidak))
    nama = [str(o.BaseFont) for o in semua if o.Subtype == "/Type0"]
    yield from (f"dua huruf bernama {satu}" for satu in sorted({n for n in nama if nama.count(n) > 1}))


def _lebar(nama: str, anak: Dictionary, berkas: Stream) -> Iterator[str]:
    """The widths that the PDF says are those of the font program (ISO 19005-3, 6.2.11.5)."""
    with TTFont(BytesIO(berkas.read_bytes())) as huruf:
        skala, ukuran = 1000 / huruf["head"].unitsPerEm, huruf["hmtx"].metrics
        urutan = huruf.getGlyphOrder()
        for n in range(0, len(anak.W), 2):
            for geser, lebar in enumerate(anak.W[n + 1]):
                glif = int(anak.W[n]) + geser
                if glif < len(urutan) and abs(ukuran[urutan[glif]][0] * skala - float(lebar)) > 1:
                    yield f"lebar glif {glif} pada {nama} salah"


def _anotasi(pdf: pikepdf.Pdf) -> Iterator[str]:
    for nomor, halaman in enumerate(pdf.pages, start=1):
        for tanda in halaman.get("/Annots", []):
            bendera = int(tanda.get("/F", 0))
            if not bendera & CETAK or bendera & TERSEMBUNYI:
                yield f"anotasi pada halaman {nomor} tidak tercetak"
            if tanda.Subtype == "/Link" and "/Dest" not in tanda and "/A" not in tanda:
                yield f"tautan pada halaman {nomor} tanpa tujuan"
    tempat = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
    nama = [str(satu) for satu in list(tempat)[::2]]
    if nama != sorted(set(nama)):
        yield "nama tempat tidak urut atau kembar"
    tujuan = {str(t.Dest) for h in pdf.pages for t in h.get("/Annots", []) if "/Dest" in t}
    yield from (f"tautan ke {satu} yang tidak ada" for satu in sorted(tujuan - set(nama)))


def _lampiran(pdf: pikepdf.Pdf) -> Iterator[str]:
    terkait = {o.objgen for o in pdf.Root.get("/AF", [])}
    for nama, satu in pdf.attachments.items():
        if "/AFRelationship" not in satu.obj or satu.obj.objgen not in terkait:
            yield f"lampiran {nama} tanpa AFRelationship"
        if not satu.get_file().mime_type or satu.obj.get("/UF") is None:
            yield f"lampiran {nama} tanpa jenis atau nama Unicode"


def _tindakan(pdf: pikepdf.Pdf) -> Iterator[str]:
    for benda in pdf.objects:
        if isinstance(benda, Dictionary | Stream) and str(benda.get("/S", "")) in TERLARANG:
            yield f"tindakan {benda.S} tidak boleh ada"
    if "/AA" in pdf.Root or "/JavaScript" in pdf.Root.get("/Names", {}):
        yield "dokumen menjalankan sesuatu"


def _pohon(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each page's marked content is known to the parent tree, by its own number; links too."""
    nomor = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    kunci = [int(n) for n in nomor[::2]]
    if kunci != sorted(set(kunci)):
        yield "ParentTree tidak urut atau kembar"
    isi = dict(zip(kunci, nomor[1::2], strict=True))
    for ke, halaman in enumerate(pdf.pages, start=1):
        larik = isi.get(int(halaman.obj.get("/StructParents", -1)))
        mcid = {int(n) for n in MCID.findall(_read_isi(halaman))}
        if larik is None or mcid != set(range(len(larik))):
            yield f"tanda isi halaman {ke} tidak cocok dengan ParentTree"
            continue
        if any(satu.Pg.objgen != halaman.obj.objgen for satu in larik):
            yield f"pohon struktur halaman {ke} menunjuk halaman lain"
        yield from (
            f"tautan pada halaman {ke} tidak ada dalam ParentTree"
            for tanda in halaman.get("/Annots", [])
            if tanda.Subtype == "/Link" and int(tanda.get("/StructParent", -1)) not in isi
        )
    yield from _cabang(pdf)


def _read_isi(halaman: pikepdf.Page) -> bytes:
    """What is painted on the page, drawings that it uses (transparent groups are such) included."""
    isi = halaman.obj.Contents
    aliran = b"\n".join(satu.read_bytes() for satu in (isi if isinstance(isi, pikepdf.Array) else [isi]))
    gambar = halaman.Resources.get("/XObject", {})
    return aliran + b"".join(gambar[f"/{nama.decode()}"].read_bytes() for nama in set(GAMBAR.findall(aliran)))


def _cabang(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each branch knows the branch that it hangs on; ids of table heads are there once."""
    sisa = [(pdf.Root.StructTreeRoot.K[0], pdf.Root.StructTreeRoot)]
    ada: set[bytes] = set()
    dituju: set[bytes] = set()
    while sisa:
        satu, induk = sisa.pop()
        if satu.P.objgen != induk.objgen:
            yield f"cabang {satu.S} tidak mengenal induknya"
        if "/ID" in satu:
            if bytes(satu.ID) in ada:
                yield f"ID {satu.ID} kembar"
            ada.add(bytes(satu.ID))
        dituju |= {bytes(h) for h in satu.get("/A", {}).get("/Headers", [])}
        if satu.S == "/Figure" and not str(satu.get("/Alt", "")):
            yield "gambar tanpa teks pengganti"
        sisa += [(k, satu) for k in satu.get("/K", []) if isinstance(k, Dictionary) and k.get("/Type") == "/StructElem"]
    yield from (f"kepala tabel {satu!r} tidak ada" for satu in sorted(dituju - ada))


def _umum(pdf: pikepdf.Pdf) -> Iterator[str]:
    if pdf.is_encrypted:
        yield "terenkripsi"
    if not str(pdf.Root.get("/Lang", "")):
        yield "tanpa bahasa"
    if not pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "tidak bertanda"
    if not pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "judul tidak ditampilkan"
    if Name.ID not in pdf.trailer:
        yield "tanpa pengenal berkas"
    if any(str(o.get("/Filter", "")) == "/LZWDecode" for o in pdf.objects if isinstance(o, Stream)):
        yield "LZW tidak boleh dipakai"
    if pdf.pdf_version != "1.7":
        yield f"versi {pdf.pdf_version}"
