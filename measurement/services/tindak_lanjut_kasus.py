"""The register of follow-up as a case's page shows it: what earlier cases left open, and what follows from this one."""

from dataclasses import dataclass

from measurement.enums import Aksi, JenisTindakan, Status
from measurement.giliran import asks_tindak_lanjut, lacks_kabar
from measurement.models import PengukuranKinerja, TindakLanjut
from measurement.queries import list_tindak_lanjut_lalu

PANJANG_SEL = 250  # a cell of a record's table


@dataclass(frozen=True)
class TindakLanjutKasus:
    """`lalu`: open from earlier cases; `sendiri`: of this case; `solusi`: whether its recapitulation wrote any."""

    lalu: tuple[TindakLanjut, ...]
    sendiri: tuple[TindakLanjut, ...]
    ditanyakan: bool
    solusi: bool


def build_tindak_lanjut(kasus: PengukuranKinerja) -> TindakLanjutKasus:
    """One query; a late one of `lalu` says in `perlu_kabar` that it has no news since this case began."""
    lalu = tuple(list_tindak_lanjut_lalu(kasus)) if kasus.tindakan else ()
    for satu in lalu:
        satu.perlu_kabar = lacks_kabar(kasus, satu)
    disebut = {satu.pk for satu in lalu}
    sendiri = tuple(satu for satu in kasus.tindak_lanjut if satu.pk not in disebut and is_milik(kasus, satu))
    return TindakLanjutKasus(lalu, sendiri, asks_tindak_lanjut(kasus), bool(list_solusi(kasus)))


def is_milik(kasus: PengukuranKinerja, satu: TindakLanjut) -> bool:
    """Whether it follows from the case, or from one that it has replaced; as `TindakLanjutQuerySet.milik`."""
    asal = satu.asal
    semula = kasus.menggantikan_id and (asal.periode_id, asal.prosedur) == (kasus.periode_id, kasus.prosedur)
    return asal.pk == kasus.pk or bool(semula and asal.revisi < kasus.revisi and asal.status == Status.SELESAI)


def list_solusi(kasus: PengukuranKinerja) -> list[str]:
    """The lines of the solutions that the last recapitulation wrote down, each once; none of a cancelled case."""
    if kasus.status == Status.DIBATALKAN:
        return []
    rekap = [d for d in kasus.riwayat if d.tindakan.jenis == JenisTindakan.REKAP and d.aksi == Aksi.SELESAIKAN]
    teks = rekap[-1].isi_catatan.isi.get("solusi", "") if rekap else ""
    semua = (baris.strip(" -•\t")[:PANJANG_SEL] for baris in teks.splitlines())
    return list(dict.fromkeys(baris for baris in semua if baris))
