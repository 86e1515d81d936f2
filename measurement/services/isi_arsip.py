"""What belongs to the archive of a finished case: each file under its name in the package, and where it comes from."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.db.models.fields.files import FieldFile
from django.utils.text import get_valid_filename

from collection.models import Bukti
from measurement.enums import JenisNaskah, StatusDokumen
from measurement.models import Dokumen, KertasKerja, Naskah, NaskahBersegel, PengukuranKinerja, Pindaian
from measurement.services.asal import list_bukti
from measurement.services.cetak_laporan import store_berkas
from measurement.services.dokumen_arsip import DOKUMEN, write_dokumen_arsip
from measurement.services.kertas_xlsx import build_buku
from measurement.services.naskah import read_naskah, render_naskah
from measurement.services.snapshot_jejak import write_jejak_kasus

PANJANG_NAMA = 120
LAPORAN, KERTAS_KERJA, BUKTI, NASKAH, JEJAK = "Laporan", "Kertas kerja", "Bukti", "Naskah", "Jejak"
SERTIFIKAT = "Sertifikat"
DATA_LAPORAN = "laporan/data-laporan.json"
LAPORAN_TERCETAK = (JenisNaskah.LAPORAN_PENGUMPULAN, JenisNaskah.LAPORAN_PENGUKURAN)
"""The report itself, where the SOP has it printed instead of signed."""


@dataclass(frozen=True)
class Isi:
    """One file: its name in the package, what kind it is, how to open it, and the SHA-256 that it must have.

    `sha256` is empty for what is made for the package; `ukuran` in bytes, None where it is not known before.
    `laporan`: it shares the report's retention, not that of the working papers.
    """

    nama: str
    jenis: str
    open: Callable[[], File]
    sha256: str = ""
    ukuran: int | None = None
    laporan: bool = False


def list_isi(kasus: PengukuranKinerja, map_: Path | None = None) -> list[Isi]:
    """Everything of the case, sorted by name; nothing is opened or rendered yet. `map_` keeps what is rendered."""
    kertas = kasus.kertas_kerja_set.select_related("metodologi", "pengukuran__periode").first()
    semua = [*_list_laporan(kasus), *_list_kertas(kertas), *_list_bukti(kasus, kertas), *_list_naskah(kasus, map_)]
    semua += [*_list_pindaian(kasus), Isi("jejak.json", JEJAK, lambda: write_jejak(kasus))]
    semua.append(Isi(DOKUMEN, SERTIFIKAT, lambda: write_dokumen_arsip(kasus)))
    return sorted(_spread(semua), key=lambda satu: satu.nama)


def _spread(semua: list[Isi]) -> Iterator[Isi]:
    """No two files of one name: the second evidence "foto.jpg" of a row is "2-foto.jpg"."""
    ada: set[str] = set()
    for satu in semua:
        map_, _, akhir = satu.nama.rpartition("/")
        nama, nomor = satu.nama, 1
        while nama.lower() in ada:
            nomor += 1
            nama = f"{map_}/{nomor}-{akhir}"
        ada.add(nama.lower())
        yield replace(satu, nama=nama)


def _list_laporan(kasus: PengukuranKinerja) -> Iterator[Isi]:
    for dokumen in kasus.dokumen_set.filter(status=StatusDokumen.DITANDATANGANI.value):
        yield Isi("laporan/laporan.pdf", LAPORAN, *_stored(dokumen), laporan=True)
        yield Isi(DATA_LAPORAN, LAPORAN, *_typed(dokumen.snapshot, dokumen.sha256_snapshot), laporan=True)


def _list_kertas(kertas: KertasKerja | None) -> Iterator[Isi]:
    if kertas:
        yield Isi("kertas-kerja/kertas-kerja.xlsx", KERTAS_KERJA, lambda: ContentFile(build_buku(kertas)))


def _list_bukti(kasus: PengukuranKinerja, kertas: KertasKerja | None) -> Iterator[Isi]:
    """The evidence on which the figures stand, as frozen with them; what a revision attached later is not of it."""
    simpanan = {(b.realisasi_id, b.sha256): b for b in _find_bukti(kasus)}
    per_sidik = {b.sha256: b for b in simpanan.values()}
    for kode, satu in _walk_bukti(kasus, kertas):
        bukti = per_sidik.get(satu["sha256"])
        nama = f"bukti/{_clean(kode)}/{_clean(_write_nama(satu))}"
        if satu.get("isi"):
            yield Isi(nama, BUKTI, *_typed(satu["isi"], satu["sha256"]))
            continue
        buka = _opener(bukti.berkas) if bukti else _missing
        yield Isi(nama, BUKTI, buka, satu["sha256"], bukti.ukuran if bukti else None)


def _write_nama(bukti: Mapping[str, str]) -> str:
    """A link or a note is a text file of its own in the package: its hash is of that very text."""
    return f"{bukti['bentuk']}-{bukti['nama'][:60]}.txt" if bukti.get("isi") else bukti["nama"]


def _find_bukti(kasus: PengukuranKinerja) -> Iterator[Bukti]:
    return Bukti.objects.filter(realisasi__formulir__periode=kasus.periode_id).order_by("-pk").iterator()


def _walk_bukti(kasus: PengukuranKinerja, kertas: KertasKerja | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Code of the indicator with name and SHA-256 of each file."""
    if kertas:
        for kode, semua in kertas.baris_set.order_by("urutan").values_list("kode", "bukti"):
            yield from ((kode, satu) for satu in semua)
        return
    for realisasi, semua in sorted(list_bukti(kasus.periode).items()):
        yield from ((f"baris-{realisasi}", satu) for satu in semua)


def _list_naskah(kasus: PengukuranKinerja, map_: Path | None) -> Iterator[Isi]:
    """Each paper as PDF (the sealed file where it was sealed) and as the data that it shows."""
    semua = Naskah.objects.filter(disposisi__pengukuran=kasus).select_related("bersegel", "disposisi")
    for naskah in semua.order_by("disposisi__urutan", "pk"):
        awal = f"naskah/{naskah.disposisi.urutan:02}-{_clean(JenisNaskah(naskah.jenis).label)}"
        laporan = naskah.jenis in LAPORAN_TERCETAK
        yield Isi(f"{awal}.json", NASKAH, *_typed(naskah.isi, naskah.sha256), laporan=laporan)
        if hasattr(naskah, "bersegel"):
            yield Isi(f"{awal}.pdf", NASKAH, *_stored(naskah.bersegel))
        else:
            yield Isi(f"{awal}.pdf", NASKAH, _renderer(naskah, map_), laporan=laporan)


def _list_pindaian(kasus: PengukuranKinerja) -> Iterator[Isi]:
    for pindaian in Pindaian.objects.filter(disposisi__pengukuran=kasus).select_related("disposisi"):
        nama = f"naskah/{pindaian.disposisi.urutan:02}-pindaian-{_clean(pindaian.nama)}"
        yield Isi(nama, NASKAH, _opener(pindaian.berkas), pindaian.sha256, pindaian.ukuran)


def write_jejak(kasus: PengukuranKinerja) -> File:
    """Who did what and when, with everything put on record."""
    semua = write_jejak_kasus(kasus, kasus.perangkat_daerah)
    for satu, disposisi in zip(semua, kasus.riwayat, strict=True):
        catatan = getattr(disposisi, "isi_catatan", None)
        satu["rincian"] = [{"label": label, "isi": str(isi)} for label, isi in catatan.butir] if catatan else []
    return ContentFile(json.dumps(semua, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _clean(nama: str) -> str:
    """A part of a path that every system takes; where too long, its end, which has the ending."""
    try:
        return get_valid_filename(nama.strip(".") or "tanpa-nama")[-PANJANG_NAMA:]
    except ValueError:
        return "tanpa-nama"


def _opener(berkas: FieldFile) -> Callable[[], File]:
    return lambda: berkas.storage.open(berkas.name, "rb")


def _stored(satu: Dokumen | NaskahBersegel) -> tuple[Callable[[], File], str, int | None]:
    """How to open a sealed file, its SHA-256, and its length where it is not lost."""
    try:
        ukuran = satu.berkas.size
    except FileNotFoundError:
        ukuran = None
    return _opener(satu.berkas), satu.sha256, ukuran


def _typed(teks: str, sidik: str) -> tuple[Callable[[], File], str, int]:
    """The same of a text."""
    isi = teks.encode()
    return lambda: ContentFile(isi), sidik, len(isi)


def _renderer(naskah: Naskah, map_: Path | None) -> Callable[[], File]:
    """Laid out when it is opened; where there is a place to keep it, once."""

    def render() -> File:
        simpan = map_ / f"naskah-{naskah.pk}.pdf" if map_ else None
        if simpan and simpan.exists():
            return ContentFile(simpan.read_bytes())
        isi = render_naskah(read_naskah(naskah))
        if simpan:
            store_berkas(simpan, isi)
        return ContentFile(isi)

    return render


def _missing() -> File:
    raise FileNotFoundError
