"""Everything that happened to one row of a form: who, when, from what to what, through which door."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from operator import attrgetter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from collection.models import BarisPengembalian, Jejak, Realisasi, RealisasiAnggaran
from collection.queries_formulir import Baris, find_baris, write_nama
from collection.services.pintu import find_pintu
from collection.views.jejak import Ubahan, present_semua
from measurement.models import Koreksi

PINTU = {"impor": "Impor Excel"} | dict.fromkeys(("unggah", "hapus", "pasang", "ganti", "uraikan"), "Bukti")
"""The door by the first word of the act; what types into a cell names its own (`find_pintu`)."""
BUKAN_UBAHAN = ("Pintu", "Unggahan")


@dataclass(frozen=True)
class Kejadian:
    """One thing that happened, in words."""

    waktu: datetime.datetime
    siapa: str
    pintu: str
    apa: str
    ubahan: tuple[Ubahan, ...] = ()
    catatan: str = ""


@require_safe
def riwayat_detail(request: HttpRequest, baris: str) -> HttpResponse:
    """The history of the row's cells, latest first, for whoever may see the row."""
    objek = find_baris(request.user, baris)
    if objek is None:
        raise Http404
    context = {
        "baris": objek, "kunci": baris, "nama": write_nama(objek), "formulir": objek.formulir,
        "kejadian": list_kejadian(objek),
    }  # fmt: skip
    return render(request, "measurement/riwayat_detail.html", context)


def list_kejadian(baris: Baris) -> list[Kejadian]:
    """From the trail of the row, from its returns, and of an indicator from the Kepala's corrections."""
    semua = [*_list_jejak(baris), *_list_pengembalian(baris)]
    if isinstance(baris, Realisasi):
        semua += _list_koreksi(baris)
    return sorted(semua, key=attrgetter("waktu"), reverse=True)


def _list_jejak(baris: Baris) -> Iterator[Kejadian]:
    milik = Jejak.objects.filter(objek=baris._meta.model_name, objek_id=baris.pk, diterima=True)
    for satu in present_semua(list(milik.select_related("pengguna", "perangkat_daerah"))):
        kerja = satu.aksi.partition("_")[0]
        pintu = find_pintu(satu) if kerja == "isi" else PINTU.get(kerja, "Aplikasi")
        ubahan = tuple(_write_skala(baris, u, satu) for u in satu.ubahan if u.label not in BUKAN_UBAHAN)
        yield Kejadian(satu.waktu, str(satu.pengguna or "Sistem"), pintu, satu.kata_aksi, ubahan)


def _write_skala(baris: Baris, ubahan: Ubahan, jejak: Jejak) -> Ubahan:
    """A predicate's score as its word, as the cell shows it."""
    if not isinstance(baris, Realisasi) or jejak.aksi != "isi_nilai":
        return ubahan
    return Ubahan(ubahan.label, *(_write_nilai(baris, isi.get("nilai")) for isi in (jejak.lama, jejak.baru)))


def _write_nilai(baris: Realisasi, teks: object) -> str:
    try:
        return baris.target.indikator.write_nilai(Decimal(str(teks))) if teks is not None else "–"
    except InvalidOperation:
        return str(teks)


def _list_pengembalian(baris: Baris) -> Iterator[Kejadian]:
    tempat = {"anggaran" if isinstance(baris, RealisasiAnggaran) else "realisasi": baris}
    for satu in BarisPengembalian.objects.filter(**tempat).select_related("pengembalian__pengguna"):
        kembali = satu.pengembalian
        siapa = ", ".join(filter(None, [kembali.pengguna.nama, kembali.sebutan]))
        yield Kejadian(kembali.waktu, siapa, "Pengembalian", "Dikembalikan kepada unit", (), satu.catatan)


def _list_koreksi(baris: Realisasi) -> Iterator[Kejadian]:
    letak = {"baris__indikator": baris.indikator_id, "baris__kertas_kerja__pengukuran__periode": baris.periode_id}
    for satu in Koreksi.objects.filter(**letak).select_related("pengguna"):
        ubahan = Ubahan(
            "Realisasi s.d. triwulan", *(_write_nilai(baris, n) for n in (satu.realisasi_semula, satu.realisasi))
        )
        apa = "Koreksi dicabut" if satu.pencabutan else "Dikoreksi"
        yield Kejadian(satu.waktu, satu.pengguna.nama, "Koreksi Kepala", apa, (ubahan,), satu.keterangan)
