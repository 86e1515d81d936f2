"""A judged table for the page: rows as people read them, and the table itself carried by the page.

Nothing of an uploaded table is stored on the server. The page holds what was read, signed, and sends it back with each
button (filter, download); whoever closes the page has left nothing behind.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core import signing

from collection.enums import Peran
from collection.errors import BerkasError
from measurement.capaian import PITA_BAKU
from measurement.periksa_tabel import kolom
from measurement.periksa_tabel.baca import Sel
from measurement.periksa_tabel.hasil import TIDAK, Verdict
from measurement.periksa_tabel.ringkasan import NAMA_SEBAB
from measurement.periksa_tabel.selingan import is_judul_ulang
from measurement.services.periksa_berkas import Tabel
from measurement.services.periksa_tabel import Pemeriksaan, list_baris, name_rekap

PEMERIKSA = (Peran.PENGAWAS, Peran.TIM_SAKIP)
"""Who finds the page in the navigation and may use it: those who check what others publish."""
GARAM = "periksa-tabel"
MAKS_BAWAAN = 4 * 1024 * 1024  # of DATA_UPLOAD_MAX_MEMORY_SIZE
TINGKAT = {pita.label: len(PITA_BAKU) - n for n, pita in enumerate(PITA_BAKU)}


@dataclass(frozen=True)
class Baris:
    """One row for the eye; `sasaran` is handed down to the rows that leave it empty, `nomor` counts rows of data."""

    nomor: int
    sasaran: str
    nama: str
    satuan: str
    target: str
    realisasi: str
    tercetak: str
    verdict: Verdict

    @property
    def tingkat(self) -> int | None:
        """Of its band, 1 (lowest) to 5."""
        return TINGKAT.get(self.verdict.kategori)

    @property
    def sebab(self) -> str:
        """The short name of what explains the figure."""
        return NAMA_SEBAB.get(self.verdict.sebab, "")


def list_tampil(hasil: Pemeriksaan, hanya_tidak: bool = False) -> list[Baris]:
    """The rows that have figures, or only those whose printed figure does not follow."""
    return [
        baris
        for baris in _list_semua(hasil)
        if baris.verdict.cocok and (not hanya_tidak or baris.verdict.cocok == TIDAK)
    ]


def _list_semua(hasil: Pemeriksaan) -> Iterator[Baris]:
    """A heading hands its text down as the sasaran of what follows."""
    sasaran = ""
    for nomor, (isi, verdict) in enumerate(list_baris(hasil), start=1):
        milik = name_rekap({nama: _get_sel(hasil.tabel, nomor - 1, n, isi) for nama, n in hasil.tempat.items()}, isi)
        teks = {nama: sel.teks.strip() for nama, sel in milik.items()}
        if not verdict.cocok and is_judul_ulang({nama: Sel(satu) for nama, satu in teks.items()}):
            continue
        teks |= {nama: hasil.dipakai[nomor - 1][nama].teks for nama in kolom.ANGKA if hasil.dipakai}
        judul = next((sel.teks.strip() for sel in isi if sel.teks.strip()), "") if not verdict.cocok else ""
        sasaran = teks.get(kolom.SASARAN) or (judul if not judul[:1].isdigit() else "") or sasaran
        yield Baris(
            nomor, sasaran, teks.get(kolom.INDIKATOR) or sasaran or f"Baris {nomor}", teks.get(kolom.SATUAN, ""),
            teks[kolom.TARGET], teks.get(kolom.REALISASI, ""), teks.get(kolom.CAPAIAN, ""), verdict,
        )  # fmt: skip


def _get_sel(tabel: Tabel, letak: int, n: int, isi: list[Sel]) -> Sel:
    """What a merged cell hands down goes before what stands there."""
    return tabel.waris.get((letak, n), isi[n])


def pack_tabel(nama: str, tabel: Tabel) -> str:
    """The table as the page carries it, signed. Raises BerkasError where no form could send it back."""
    isi = [
        nama, tabel.judul, tabel.grup, tabel.nama, [[_pack(sel) for sel in baris] for baris in tabel.baris],
        [[*letak, _pack(sel)] for letak, sel in tabel.waris.items()],
    ]  # fmt: skip
    bawaan = signing.dumps(isi, salt=GARAM, compress=True)
    if len(bawaan) > MAKS_BAWAAN:
        raise BerkasError(
            "Tabel ini terlalu besar untuk halaman ini. Pecah berkasnya, "
            "atau minta pengelola server menjalankan perintah periksa_tabel."
        )
    return bawaan


def unpack_tabel(bawaan: str) -> tuple[str, Tabel]:
    """Name of the file and its table, as they left. Raises BerkasError for anything that we did not sign."""
    try:
        nama, judul, grup, lembar, baris, waris = signing.loads(bawaan, salt=GARAM)
    except signing.BadSignature as galat:
        raise BerkasError("Isi halaman tidak utuh lagi. Pilih berkasnya sekali lagi.") from galat
    isi = [[_unpack(sel) for sel in satu] for satu in baris]
    return nama, Tabel(judul, grup, isi, lembar, {(satu, n): _unpack(sel) for satu, n, sel in waris})


def _pack(sel: Sel) -> list[str]:
    """A cell of plain text is one string; the number of a workbook and what is wrong with it follow."""
    if sel.asli is None and not sel.galat:
        return [sel.teks]
    return [sel.teks, "" if sel.asli is None else str(sel.asli), sel.galat]


def _unpack(isi: list[str]) -> Sel:
    teks, asli, galat = [*isi, "", ""][:3]
    return Sel(teks, Decimal(asli) if asli else None, galat)
