"""The report's narratives: written by Tim SAKIP while the figures are with them, wording by wording, never lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from collection.enums import Peran
from collection.errors import BentrokError, IsianError
from collection.models import Pengguna
from collection.services.jejak import audited, write_jejak
from collection.services.sidik import compute_sidik_teks
from measurement.enums import JenisNarasi, Status
from measurement.errors import GiliranError, WewenangError
from measurement.models import KertasKerja, Narasi, PengukuranKinerja
from measurement.queries import find_penugasan
from measurement.services.rekap import KANTOR, build_rekap

JENIS_KANTOR = (JenisNarasi.RINGKASAN, JenisNarasi.ANALISIS)
JENIS_SASARAN = tuple(jenis for jenis in JenisNarasi if jenis not in JENIS_KANTOR)
PANJANG_NARASI = 4000
LENGKAPI = "[lengkapi]"
"""Stands in a suggestion where only a person knows: a text that still has it is not taken."""


@dataclass(frozen=True)
class Tulisan:
    """One text as it arrived, with the fingerprint of what its page showed."""

    teks: str
    sidik: str

    @property
    def bersih(self) -> str:
        """As it is kept: a browser sends line ends of its own."""
        return self.teks.replace("\r\n", "\n").strip()


class NarasiBentrokError(BentrokError):
    """Somebody else wrote the same texts meanwhile; `jenis` are those."""

    def __init__(self, jenis: list[JenisNarasi]):
        nama = ", ".join(satu.label for satu in jenis)
        super().__init__(
            f"{nama}: orang lain menyimpan tulisan ini sesudah Anda membukanya. Keduanya ditampilkan di bawah; "
            "gabungkan seperlunya, lalu simpan lagi."
        )
        self.jenis = jenis


def list_jenis(kelompok: str) -> tuple[JenisNarasi, ...]:
    """What is written of the office, or of a sasaran."""
    return JENIS_KANTOR if kelompok == KANTOR else JENIS_SASARAN


def list_narasi(kasus: PengukuranKinerja) -> dict[tuple[str, str], Narasi]:
    """(group, kind) → the wording that counts; one query."""
    semua = Narasi.objects.filter(pengukuran=kasus).select_related("penulis", "kertas_kerja").order_by("pk")
    return {(satu.kelompok, satu.jenis): satu for satu in semua}


def map_narasi(kasus: PengukuranKinerja) -> dict[str, dict[str, str]]:
    """Group → kind → text, of what was written."""
    hasil: dict[str, dict[str, str]] = {}
    for (kelompok, jenis), satu in list_narasi(kasus).items():
        if satu.teks:
            hasil.setdefault(kelompok, {})[jenis] = satu.teks
    return hasil


def compute_sidik_narasi(teks: str) -> str:
    """What a page carries of the text that it shows."""
    return compute_sidik_teks([teks])


def find_halangan_narasi(kasus: PengukuranKinerja, user: Pengguna) -> str:
    """Why the user may not write now, as a sentence; empty where they may. As long as figures are not handed in."""
    if kasus.status != Status.KERTAS_KERJA or kasus.tindakan is None:
        return "Narasi ditulis selama kertas kerja ada pada Tim SAKIP, sebelum diajukan; sekarang bukan gilirannya."
    if not kasus.kertas_kerja_set.exists():
        return "Narasi ditulis sesudah kertas kerja dihitung."
    return "" if _is_penulis(kasus, user) else "Narasi laporan ditulis oleh Tim SAKIP."


def _is_penulis(kasus: PengukuranKinerja, user: Pengguna) -> bool:
    """Tim SAKIP, and where an SOP gives the step to another role (Kasubag) that one too."""
    peran = {Peran.TIM_SAKIP.value, kasus.tindakan.peran}
    return any(find_penugasan(user, kasus.perangkat_daerah, satu) for satu in peran)


def save_narasi(
    *, pengukuran: PengukuranKinerja, kelompok: str, isian: Mapping[JenisNarasi, Tulisan], user: Pengguna
) -> int:
    """Write down what is new among these texts of one group, all of them or none; gives how many were.

    Raises WewenangError, GiliranError (handed in already), NarasiBentrokError, IsianError by kind.
    """
    kantor = pengukuran.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="tulis_narasi", objek=pengukuran):
        kasus = PengukuranKinerja.objects.select_for_update(of=("self",)).get(pk=pengukuran.pk)
        _check_giliran(kasus, user)
        kertas = kasus.kertas_kerja_set.select_related("metodologi", "pengukuran").first()
        _check_kelompok(kertas, kelompok)
        ada = {jenis: satu for (milik, jenis), satu in list_narasi(kasus).items() if milik == kelompok}
        baru = {jenis: t for jenis, t in isian.items() if t.bersih != _read(ada.get(jenis.value))}
        _check_isi(baru)
        bentrok = [j for j, t in baru.items() if t.sidik != compute_sidik_narasi(_read(ada.get(j.value)))]
        if bentrok:
            raise NarasiBentrokError(bentrok)
        for jenis, satu in baru.items():
            _store(kertas, kelompok, jenis, satu.bersih, _read(ada.get(jenis.value)), user)
    return len(baru)


def _read(narasi: Narasi | None) -> str:
    return narasi.teks if narasi else ""


def _check_giliran(kasus: PengukuranKinerja, user: Pengguna) -> None:
    alasan = find_halangan_narasi(kasus, user)
    if not alasan:
        return
    boleh = kasus.tindakan is not None and _is_penulis(kasus, user)
    raise GiliranError(alasan) if boleh else WewenangError(alasan)


def _check_kelompok(kertas: KertasKerja, kelompok: str) -> None:
    if kelompok != KANTOR and kelompok not in {s.kunci for s in build_rekap(kertas).sasaran}:
        raise IsianError("Sasaran ini tidak ada lagi pada kertas kerja. Kembali ke halaman laporan.")


def _check_isi(baru: Mapping[JenisNarasi, Tulisan]) -> None:
    salah = {}
    for jenis, satu in baru.items():
        if len(satu.bersih) > PANJANG_NARASI:
            salah[jenis.value] = [f"Paling banyak {PANJANG_NARASI} huruf; sekarang {len(satu.bersih)}."]
        elif LENGKAPI in satu.bersih:
            salah[jenis.value] = [f"Masih ada “{LENGKAPI}”: ganti dengan kata-kata Anda."]
    if salah:
        raise IsianError("Ada tulisan yang belum dapat disimpan.", salah)


def _store(
    kertas: KertasKerja, kelompok: str, jenis: JenisNarasi, teks: str, lama: str, user: Pengguna
) -> None:
    narasi = Narasi.objects.create(
        pengukuran=kertas.pengukuran, kertas_kerja=kertas, kelompok=kelompok, jenis=jenis.value, teks=teks, penulis=user
    )
    write_jejak(
        kantor=kertas.pengukuran.perangkat_daerah, user=user, aksi="tulis_narasi", objek=narasi,
        lama={"teks": lama}, baru={"teks": teks, "kelompok": kelompok},
    )  # fmt: skip
