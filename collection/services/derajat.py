"""How grave the checks of an office's forms are: chosen by Tim SAKIP, each change on the trail with its reason."""

from collections.abc import Mapping

from collection.enums import Derajat, Pemeriksaan, Peran
from collection.errors import IsianError
from collection.kewajaran import PILIHAN_DERAJAT
from collection.models import Jejak, Pengguna, PerangkatDaerah
from collection.queries import require_peran
from collection.services.jejak import audited, write_jejak
from collection.services.periode import read_alasan
from collection.services.sidik import check_versi, compute_sidik_teks

AKSI = "atur_derajat"
PENGATUR_DERAJAT = (Peran.TIM_SAKIP, Peran.ADMIN)


def read_derajat(kantor: PerangkatDaerah) -> dict[Pemeriksaan, Derajat]:
    """The grade of each check in the office, the usual one where it chose none."""
    atur = kantor.derajat_periksa
    return {satu: Derajat(atur.get(satu, pilihan[0])) for satu, pilihan in PILIHAN_DERAJAT.items()}


def compute_versi_derajat(kantor: PerangkatDaerah) -> str:
    """What a page showed of the grades, for its form to carry back."""
    return compute_sidik_teks(read_derajat(kantor).values())


def change_derajat(
    *, kantor: PerangkatDaerah, isian: Mapping[Pemeriksaan, str], alasan: str, versi: str, user: Pengguna
) -> PerangkatDaerah:
    """Set the grades of all checks; forms not handed in yet are judged by them from now on.

    Raises AksesError for others than Tim SAKIP and Admin, IsianError for a grade that the check cannot have, for a
    check that is left out, and without a reason, BentrokError where somebody changed them meanwhile.
    """
    with audited(kantor=kantor, user=user, aksi=AKSI, objek=kantor):
        require_peran(user, kantor, *PENGATUR_DERAJAT)
        segar = PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)
        check_versi(versi, compute_versi_derajat(segar))
        lama, baru = read_derajat(segar), _read_isian(isian)
        beda = [satu for satu in baru if baru[satu] != lama[satu]]
        if not beda:
            return segar
        segar.derajat_periksa = {satu.value: d.value for satu, d in baru.items() if d is not PILIHAN_DERAJAT[satu][0]}
        segar.save(update_fields=["derajat_periksa"])
        write_jejak(
            kantor=segar, user=user, aksi=AKSI, objek=segar, lama={satu.value: lama[satu].value for satu in beda},
            baru={satu.value: baru[satu].value for satu in beda} | {"alasan": read_alasan(alasan, wajib=True)},
        )  # fmt: skip
    return segar


def _read_isian(isian: Mapping[Pemeriksaan, str]) -> dict[Pemeriksaan, Derajat]:
    salah = {
        satu.value: ["Pilih salah satu derajat."] for satu, pilihan in PILIHAN_DERAJAT.items()
        if isian.get(satu) not in pilihan
    }  # fmt: skip
    if salah:
        raise IsianError("Pilih derajat setiap pemeriksaan.", salah)
    return {satu: Derajat(isian[satu]) for satu in PILIHAN_DERAJAT}


def list_riwayat_derajat(kantor: PerangkatDaerah) -> list[tuple[Jejak, list[str]]]:
    """Each change of the grades, latest first, with its lines in words. One query."""
    semua = Jejak.objects.filter(perangkat_daerah=kantor, aksi=AKSI, diterima=True).select_related("pengguna")
    return [
        (satu, [
            f"{Pemeriksaan(nama).label}: {Derajat(satu.lama[nama]).label} menjadi {Derajat(satu.baru[nama]).label}"
            for nama in satu.lama
        ])
        for satu in semua.order_by("-pk")
    ]  # fmt: skip
