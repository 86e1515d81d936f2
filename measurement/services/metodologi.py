"""An office's settings of the arithmetic: versions that are never edited, and the pure rules built from them."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from collection.enums import Rumus
from collection.errors import BentrokError, IsianError
from collection.hafal import hafal_satu
from collection.models import Indikator, Pengguna, PerangkatDaerah
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from measurement.capaian import Aturan, Pita
from measurement.ketentuan import RUMUS_TURUN, SATU, Ketentuan, find_kesalahan, sort_skala, write_ketentuan
from measurement.models import BobotIndikator, Metodologi, PengukuranKinerja, PitaKategori
from measurement.queries_angka import PENULIS_METODOLOGI

KOLOM = (
    "batas_atas", "batas_bawah", "nihil_terlampaui", "rumus_turun", "desimal", "ambang_efisiensi", "capaian_efisiensi",
    "dasar",
)  # fmt: skip
BARU = 0
"""Stands for a first version where an office has none of the year yet."""


def get_metodologi(pengukuran: PengukuranKinerja) -> Metodologi:
    """The one fixed for the case, else the latest of the office and year, else a first version, stored."""
    kantor, tahun = pengukuran.perangkat_daerah, pengukuran.periode.tahun
    return pengukuran.metodologi or find_metodologi(kantor, tahun) or start_metodologi(kantor, tahun)


def find_metodologi(kantor: PerangkatDaerah, tahun: int) -> Metodologi | None:
    """The latest version of the office and year."""
    return _find_terbaru(kantor.pk, tahun)


@hafal_satu
def _find_terbaru(kantor: int, tahun: int) -> QuerySet[Metodologi]:
    return Metodologi.objects.filter(perangkat_daerah=kantor, tahun=tahun).order_by("-versi")[:1]


def find_awal(kantor: PerangkatDaerah, tahun: int) -> Metodologi | None:
    """What a first version of the year is copied from: the latest of the years before."""
    return Metodologi.objects.filter(perangkat_daerah=kantor, tahun__lt=tahun).first()


def start_metodologi(kantor: PerangkatDaerah, tahun: int, user: Pengguna | None = None) -> Metodologi:
    """The first version of a year: what the office had the year before, else the usual settings."""
    awal = find_awal(kantor, tahun)
    catatan = f"Disalin dari {awal}." if awal else ""
    return add_versi(kantor, tahun, build_ketentuan(awal) if awal else Ketentuan(), catatan=catatan, user=user)


@transaction.atomic
def add_versi(
    kantor: PerangkatDaerah, tahun: int, isi: Ketentuan, *, catatan: str = "", user: Pengguna | None = None
) -> Metodologi:
    """The latest version of the year if it says the same, else the next one. Settings are taken as they are."""
    PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)
    terakhir = find_metodologi(kantor, tahun)
    if terakhir and build_ketentuan(terakhir) == isi:
        return terakhir
    metodologi = Metodologi.objects.create(
        perangkat_daerah=kantor, tahun=tahun, versi=terakhir.versi + 1 if terakhir else 1, catatan=catatan,
        dibuat_oleh=user, **{nama: getattr(isi, nama) for nama in KOLOM},
    )  # fmt: skip
    PitaKategori.objects.bulk_create(
        PitaKategori(metodologi=metodologi, batas_bawah=p.batas_bawah, inklusif=p.inklusif, label=p.label, tingkat=t)
        for p, t in isi.skala
    )
    BobotIndikator.objects.bulk_create(
        BobotIndikator(metodologi=metodologi, indikator_id=pk, bobot=bobot) for pk, bobot in sorted(isi.bobot.items())
    )
    return metodologi


def save_metodologi(
    *, kantor: PerangkatDaerah, tahun: int, isi: Ketentuan, catatan: str, versi: int, user: Pengguna
) -> Metodologi | None:
    """A new version; None where it says what the latest does. `versi`: the latest that the user saw, 0 for none.

    Raises AksesError for others than Admin and Tim SAKIP, IsianError by field, BentrokError where somebody was
    faster. No case moves: a case keeps the version that its step "metodologi" chose.
    """
    with audited(kantor=kantor, user=user, aksi="buat_metodologi", objek=kantor):
        require_peran(user, kantor, *PENULIS_METODOLOGI)
        PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)
        isi = _clean(kantor, isi)
        terakhir = find_metodologi(kantor, tahun)
        if (terakhir.versi if terakhir else 0) != versi:
            raise BentrokError(f"{terakhir} baru saja dibuat orang lain. Bandingkan dahulu, lalu ubah lagi.")
        if terakhir and build_ketentuan(terakhir) == isi:
            return None
        baru = add_versi(kantor, tahun, isi, catatan=catatan.strip(), user=user)
        terang = dict(write_ketentuan(isi)) | {"catatan": baru.catatan, "bobot": len(isi.bobot)}
        write_jejak(kantor=kantor, user=user, aksi="buat_metodologi", objek=baru, baru=terang)
    return baru


def _clean(kantor: PerangkatDaerah, isi: Ketentuan) -> Ketentuan:
    """In order and without what says nothing. Raises IsianError with everything that is wrong, by field."""
    kesalahan = find_kesalahan(isi)
    milik = Indikator.objects.filter(perangkat_daerah=kantor, pk__in=isi.bobot).count()
    if milik != len(isi.bobot):
        kesalahan.setdefault("bobot", []).append("Ada bobot untuk indikator yang bukan milik kantor ini.")
    if kesalahan:
        raise IsianError("Ada ketentuan yang belum benar.", kesalahan)
    bobot = {pk: nilai for pk, nilai in isi.bobot.items() if nilai != SATU}
    bersih = {nama: getattr(isi, nama) for nama in KOLOM} | {"dasar": isi.dasar.strip()}
    return Ketentuan(**bersih, skala=sort_skala(dict(isi.skala)), bobot=bobot)


def build_ketentuan(metodologi: Metodologi, bobot: Mapping[int, Decimal] | None = None) -> Ketentuan:
    """What the version lays down; two queries, or none where bands and weights were prefetched.

    `bobot` stands in for the weights where the caller has them already, or needs none.
    """
    isi = {nama: getattr(metodologi, nama) for nama in KOLOM} | {"rumus_turun": Rumus(metodologi.rumus_turun)}
    bobot = map_bobot(metodologi) if bobot is None else bobot
    return Ketentuan(**isi, skala=sort_skala(build_pita(metodologi)), bobot=bobot)


def map_bobot(metodologi: Metodologi) -> dict[int, Decimal]:
    """Indikator (its key) → its weight, of those that have another one than 1."""
    return {b.indikator_id: Decimal(b.bobot) for b in metodologi.bobot_set.all()}


def build_aturan(metodologi: Metodologi) -> Aturan:
    """Cap, floor, zero policy and decimals as the arithmetic takes them."""
    batas = (metodologi.batas_atas, metodologi.batas_bawah, metodologi.nihil_terlampaui)
    return Aturan(*batas, metodologi.desimal)


def build_pita(metodologi: Metodologi) -> dict[Pita, int]:
    """Each band from the top down with its `tingkat` (1 lowest to 5)."""
    semua = {Pita(p.batas_bawah, p.label, p.inklusif): p.tingkat for p in metodologi.pita_set.all()}
    return dict(sort_skala(semua))


def list_pilihan(kantor: PerangkatDaerah, tahun: int) -> list[tuple[str, str]]:
    """The versions from which the step "metodologi" chooses, newest first; a first one where there is none."""
    semua = Metodologi.objects.filter(perangkat_daerah=kantor, tahun=tahun)
    if semua:
        return [(str(satu.versi), _write_pilihan(satu)) for satu in semua]
    awal = find_awal(kantor, tahun)
    asal = f"disalin dari {awal}" if awal else f"ketentuan bawaan ({Ketentuan().dasar})"
    return [(str(BARU), f"Metodologi {tahun} versi 1, {asal}")]


def _write_pilihan(metodologi: Metodologi) -> str:
    return f"{metodologi}: {metodologi.catatan or metodologi.dasar}"


def choose_metodologi(kantor: PerangkatDaerah, tahun: int, versi: int, user: Pengguna) -> Metodologi:
    """The version for a case. Raises IsianError where there is none of that number, or no longer none at all."""
    ada = Metodologi.objects.filter(perangkat_daerah=kantor, tahun=tahun)
    if versi == BARU and not ada.exists():
        return start_metodologi(kantor, tahun, user)
    metodologi = ada.filter(versi=versi).first()
    if metodologi is None:
        raise IsianError("Pilih salah satu versi Metodologi yang ada.")
    return metodologi


def list_rumus_lain(metodologi: Metodologi) -> list[Indikator]:
    """Indicators promised for the year, lower is better, whose own rumus is another one than the version expects."""
    lain = [r.value for r in RUMUS_TURUN if r != metodologi.rumus_turun]
    setahun = {"target_set__perjanjian_kinerja__tahun": metodologi.tahun, "rumus__in": lain}
    milik = Indikator.objects.filter(perangkat_daerah=metodologi.perangkat_daerah_id, **setahun)
    return sorted(milik.distinct().order_by(), key=lambda i: i.kunci_urut)
