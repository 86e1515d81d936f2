"""The flowchart of an SOP, as its own sheet has it and as the page of a case shows it."""

from collections import Counter
from collections.abc import Sequence

from measurement import sop as bentuk
from measurement.bagan import Gambar, Keadaan, Teks, draw_bagan
from measurement.enums import Aksi, Status
from measurement.models import PengukuranKinerja
from measurement.services.halaman import BarisLangkah
from measurement.services.sop import build_sop

MUTU_BAKU = "Mutu Baku"
LEBAR = {"nomor": 26, "kegiatan": 190, "kelengkapan": 112, "waktu": 54, "output": 108, "keterangan": 64, "terpakai": 96}
"""Widths of the columns of words, in units of the drawing."""


def draw_lembar(sop: bentuk.Sop, *, muat: int | None = None) -> tuple[Gambar, ...]:
    """The table of PermenPANRB 35/2012: No, Kegiatan, Pelaksana, Mutu Baku, Ket; on pages `muat` units high, or one.

    A time without a unit is one of minutes, and then the column says so.
    """
    tercetak = [langkah.waktu.strip() for langkah in sop.langkah if langkah.waktu.strip()]
    waktu = "Waktu (menit)" if tercetak and all(satu.isdigit() for satu in tercetak) else "Waktu"
    kanan = [
        Teks("Kelengkapan", LEBAR["kelengkapan"], tuple(n.kelengkapan for n in sop.langkah), MUTU_BAKU),
        Teks(waktu, LEBAR["waktu"], tuple(n.waktu for n in sop.langkah), MUTU_BAKU, True),
        Teks("Output", LEBAR["output"], tuple(n.output for n in sop.langkah), MUTU_BAKU),
        Teks("Ket", LEBAR["keterangan"], tuple(map(_write_keterangan, sop.langkah)), tengah=True),
    ]
    return draw_bagan(sop, kiri=_build_kiri(sop), kanan=kanan, muat=muat)


def draw_kasus(kasus: PengukuranKinerja, langkah: Sequence[BarisLangkah]) -> Gambar:
    """The SOP with what the case has done: each step's state and time, how often it was sent back, and where it is."""
    sop = build_sop(kasus.sop, [baris.langkah for baris in langkah])
    terpakai = Teks("Waktu terpakai dari mutu baku", LEBAR["terpakai"], tuple(b.terpakai for b in langkah), tengah=True)
    keadaan = Keadaan({b.langkah.nomor: b.keadaan for b in langkah}, _count_kembali(langkah))
    return draw_bagan(sop, kiri=_build_kiri(sop), kanan=[terpakai], keadaan=keadaan)[0]


def _build_kiri(sop: bentuk.Sop) -> list[Teks]:
    return [
        Teks("No", LEBAR["nomor"], tuple(str(n.nomor) for n in sop.langkah), tengah=True),
        Teks("Kegiatan", LEBAR["kegiatan"], tuple(n.uraian for n in sop.langkah)),
    ]


def _write_keterangan(langkah: bentuk.Langkah) -> str:
    return f"Catatan {langkah.nomor}" if langkah.catatan else ""


def _count_kembali(langkah: Sequence[BarisLangkah]) -> Counter[tuple[tuple[int, int], int]]:
    semua = (d for baris in langkah for d in baris.dilakukan if d.aksi == Aksi.KEMBALIKAN)
    return Counter(((d.tindakan.langkah.nomor, d.tindakan.urutan), d.kembali_ke) for d in semua)


def write_keadaan(kasus: PengukuranKinerja, langkah: Sequence[BarisLangkah]) -> str:
    """One sentence on how far the case is, for whoever does not see the drawing and above it for everybody."""
    selesai = sum(baris.keadaan == "selesai" for baris in langkah)
    kembali = sum(kali for baris in langkah for _, kali in baris.dikembalikan)
    bagian = [f"{selesai} dari {len(langkah)} langkah selesai"]
    if kasus.status == Status.DIBATALKAN:
        batal = next((baris.langkah.nomor for baris in langkah if baris.keadaan == "dibatalkan"), None)
        bagian.append(f"dibatalkan pada langkah {batal}")
    elif kasus.tindakan:
        bagian.append(f"sekarang langkah {kasus.tindakan.langkah.nomor} ({kasus.tindakan.get_peran_display()})")
    bagian.append(f"{kembali} kali dikembalikan" if kembali else "belum pernah dikembalikan")
    return "; ".join(bagian) + "."
