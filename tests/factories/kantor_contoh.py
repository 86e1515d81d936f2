"""The demo office as tests use it: plan, SOP, accounts; and a case driven to where the test begins."""

import datetime

from collection.models import Pengguna, PerangkatDaerah
from collection.services.contoh import create_akun_contoh, create_kantor_contoh
from measurement.enums import Status
from measurement.models import PengukuranKinerja
from measurement.services.contoh import Contoh
from measurement.services.contoh_sop import read_sop_contoh
from measurement.services.segel import create_segel
from measurement.services.sop import load_sop
from tests.factories.rekaman import remember

FRASA = "frasa-untuk-pengujian-saja"


def create_kantor() -> PerangkatDaerah:
    """Both demo offices with SOP, accounts and seal; gives the first."""
    remember(("kantor",), _build_kantor)
    return PerangkatDaerah.objects.get(singkatan="dispermades")


def _build_kantor() -> None:
    semua = create_kantor_contoh(tahun=2026)
    create_akun_contoh()
    for kantor in semua:
        load_sop(kantor=kantor, teks=read_sop_contoh(kantor), berlaku_mulai=datetime.date(2019, 1, 1))
        create_segel(kantor=kantor, frasa=FRASA, user=get_user("kepala", kantor.singkatan))


def create_kantor_kecil() -> PerangkatDaerah:
    """The demo office with targets for two units only: every rule is met in it, and it is quick to drive."""
    kantor = create_kantor()
    pk = kantor.pk_set.get()
    unit = kantor.unit_set.filter(singkatan__in=["KB", "Dalduk"])
    pk.target_set.exclude(indikator__unit__in=unit).delete()
    pk.pagu_set.exclude(sub_kegiatan__unit__in=unit).delete()
    return kantor


def create_kasus(tahap: Status, *, kantor: PerangkatDaerah | None = None, triwulan: int = 4) -> PengukuranKinerja:
    """A case of the small demo office at that status, without a return or correction on the way."""
    if kantor:
        return _run(kantor, tahap, triwulan)
    pk = remember(("kasus", tahap, triwulan), lambda: _run(create_kantor_kecil(), tahap, triwulan).pk)
    return PengukuranKinerja.objects.get(pk=pk)


def _run(kantor: PerangkatDaerah, tahap: Status, triwulan: int) -> PengukuranKinerja:
    contoh = Contoh(kantor, seed=1, frasa=FRASA)
    contoh.dikembalikan = contoh.dikoreksi = True
    return contoh.run(tahun=2026, triwulan=triwulan, tahap=tahap)


def get_user(peran: str, kantor: str = "dispermades") -> Pengguna:
    """The demo account of a role, e.g. "kepala" or "bidang.kb"."""
    return Pengguna.objects.get(username=f"{peran}.{kantor}")
