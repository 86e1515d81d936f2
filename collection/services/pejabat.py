"""The officials' own Perjanjian Kinerja: cascaded from the office's by unit and level, then changed by hand.

By default a sasaran is promised by the Kepala, a program by the Sekretaris or Kabid of its unit, a kegiatan or sub
kegiatan by that unit's Kasubag or JF (PermenPANRB 53/2014: the agreement goes down level by level).
"""

from collections.abc import Callable, Iterable, Mapping

from collection.enums import JenisUnit, JenjangPejabat, Peran, StatusPk
from collection.errors import BentrokError, IsianError
from collection.models import (
    Indikator,
    PemegangIndikator,
    Pengguna,
    Penugasan,
    PerangkatDaerah,
    PerjanjianKinerja,
    PerjanjianPejabat,
    Unit,
)
from collection.services.isian import change_objek, clean_objek
from collection.services.jejak import audited, write_jejak
from collection.services.pk import lock_rencana
from collection.services.pk_isi import build_kepala
from collection.services.sidik import check_versi, compute_sidik_objek, compute_sidik_teks

KOLOM_PEJABAT = ("jenjang", "unit", "nama", "nip", "pangkat", "jabatan", "atasan", "nomor", "tanggal")
TERKUNCI = "Perjanjian Kinerja {} sudah ditetapkan, jadi tidak diubah lagi. Ubahlah lewat Perubahan kantor."


def list_tanpa_pemegang(pk: PerjanjianKinerja) -> list[Indikator]:
    """Indicators with a target in the agreement that no official holds, in the order of the plan."""
    dipegang = pk.pemegang_set.order_by().values("indikator")
    milik = Indikator.objects.filter(target_set__perjanjian_kinerja=pk).exclude(pk__in=dipegang).order_by()
    return sorted(milik, key=lambda i: i.kunci_urut)


def cascade_pejabat(*, pk: PerjanjianKinerja, user: Pengguna) -> int:
    """Add the officials that roles and units call for, and a holder for every indicator that has none.

    What is there stays as it is, so it may be run again. Gives how many rows were added. Raises AksesError.
    """
    kantor = pk.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="susun_pejabat", objek=pk):
        lock_rencana(kantor, user)
        penyusun = _Penyusun(pk)
        baru = penyusun.add_pejabat() + penyusun.add_pemegang()
        if baru:
            write_jejak(kantor=kantor, user=user, aksi="susun_pejabat", objek=pk, baru={"baris": baru})
    return baru


class _Penyusun:
    """Who there is, and who is still missing."""

    def __init__(self, pk: PerjanjianKinerja):
        self.pk, self.kantor = pk, pk.perangkat_daerah
        self.pejabat = list(pk.pejabat_set.select_related("unit"))

    def add_pejabat(self) -> int:
        semula = len(self.pejabat)
        kepala = self._ensure(JenjangPejabat.KEPALA, None, build_kepala(self.kantor), None)
        peran = _list_peran(self.kantor)
        for unit in self.kantor.unit_set.order_by("urutan", "pk"):
            self._ensure(JenjangPejabat.BIDANG, unit, _find_pemimpin(peran, unit), kepala)
        for satu in (p for p in peran if p.peran == Peran.KASUBAG):
            unit = satu.unit or self.kantor.unit_set.filter(jenis=JenisUnit.SEKRETARIAT).first()
            orang = _write_orang(satu.pengguna, "Kepala Subbagian")
            self._ensure(JenjangPejabat.SUB, unit, orang, self._find(JenjangPejabat.BIDANG, unit) or kepala)
        return len(self.pejabat) - semula

    def _find(self, jenjang: JenjangPejabat, unit: Unit | None) -> PerjanjianPejabat | None:
        milik = (p for p in self.pejabat if p.jenjang == jenjang and p.unit_id == (unit.pk if unit else None))
        return next(milik, None)

    def _ensure(
        self, jenjang: JenjangPejabat, unit: Unit | None, orang: Mapping[str, str], atasan: PerjanjianPejabat | None
    ) -> PerjanjianPejabat:
        ada = self._find(jenjang, unit)
        if ada is None:
            urutan = {JenjangPejabat.KEPALA: 0, JenjangPejabat.BIDANG: 100, JenjangPejabat.SUB: 200}[jenjang]
            urutan += unit.urutan if unit else 0
            isian = {"jenjang": jenjang.value, "unit": unit, "atasan": atasan, "urutan": urutan, **orang}
            ada = PerjanjianPejabat.objects.create(perjanjian_kinerja=self.pk, **isian)
            self.pejabat.append(ada)
        return ada

    def add_pemegang(self) -> int:
        ada = set(self.pk.pemegang_set.order_by().values_list("indikator", flat=True))
        target = self.pk.target_set.exclude(indikator__in=ada).select_related("indikator")
        baru = [
            PemegangIndikator(perjanjian_kinerja=self.pk, indikator=t.indikator, pejabat=pejabat)
            for t in target if (pejabat := self._find_pemegang(t.indikator)) and pejabat.is_draf
        ]  # fmt: skip
        PemegangIndikator.objects.bulk_create(baru)
        return len(baru)

    def _find_pemegang(self, indikator: Indikator) -> PerjanjianPejabat | None:
        kepala = self._find(JenjangPejabat.KEPALA, None)
        if indikator.tujuan_id or indikator.sasaran_id:
            return kepala
        bidang = self._find(JenjangPejabat.BIDANG, indikator.unit) or kepala
        return bidang if indikator.program_id else self._find(JenjangPejabat.SUB, indikator.unit) or bidang


def _list_peran(kantor: PerangkatDaerah) -> list[Penugasan]:
    """The leading roles held today, those who act for somebody first."""
    berlaku = Penugasan.objects.berlaku(kantor.hari_ini()).filter(
        perangkat_daerah=kantor, peran__in=[Peran.SEKRETARIS, Peran.KABID, Peran.KASUBAG]
    )
    urut = ["plh", "plt", "definitif"]
    return sorted(berlaku.select_related("pengguna", "unit"), key=lambda p: (urut.index(p.status), p.pk))


def _find_pemimpin(peran: Iterable[Penugasan], unit: Unit) -> dict[str, str]:
    """Who leads a unit: the Sekretaris of the Sekretariat, the Kabid of a bidang; a title alone where nobody does."""
    sekretariat = unit.jenis == JenisUnit.SEKRETARIAT
    sebutan = "Sekretaris" if sekretariat else f"Kepala {unit.nama}"
    cocok = (
        p for p in peran
        if (p.peran == Peran.SEKRETARIS if sekretariat else p.peran == Peran.KABID and p.unit_id == unit.pk)
    )  # fmt: skip
    satu = next(cocok, None)
    return _write_orang(satu.pengguna, sebutan) if satu else {"jabatan": sebutan}


def _write_orang(orang: Pengguna, sebutan: str) -> dict[str, str]:
    """As the paper names a person; their own title where the account has one."""
    return {
        "nama": orang.nama, "nip": orang.nip, "pangkat": orang.pangkat, "jabatan": orang.jabatan or sebutan
    }  # fmt: skip


def write_versi_pejabat(pejabat: PerjanjianPejabat) -> str:
    """Fingerprint of what the official's form shows."""
    kolom = [f"{nama}_id" if nama in ("unit", "atasan") else nama for nama in KOLOM_PEJABAT]
    return compute_sidik_objek(pejabat, [*kolom, "status"])


def _lock_pejabat(pejabat: PerjanjianPejabat, user: Pengguna) -> PerjanjianPejabat:
    """The row as it is now, under its office's lock. Raises AksesError, BentrokError where it is stipulated or gone."""
    lock_rencana(pejabat.perjanjian_kinerja.perangkat_daerah, user)
    terkait = ("perjanjian_kinerja__perangkat_daerah", "atasan", "unit")
    segar = PerjanjianPejabat.objects.select_related(*terkait).filter(pk=pejabat.pk).first()
    if segar is None:
        raise BentrokError("Pejabat ini sudah dihapus orang lain.")
    if not segar.is_draf:
        raise BentrokError(TERKUNCI.format(segar.jabatan))
    return segar


def save_pejabat(
    *, pejabat: PerjanjianPejabat, isian: Mapping[str, object], versi: str, user: Pengguna
) -> PerjanjianPejabat:
    """Add (a row without a key) or change an official. Raises AksesError, BentrokError, IsianError per field."""
    pk, baru = pejabat.perjanjian_kinerja, pejabat.pk is None
    kantor, aksi = pk.perangkat_daerah, "tambah_pejabat" if pejabat.pk is None else "ubah_pejabat"
    with audited(kantor=kantor, user=user, aksi=aksi, objek=pk if baru else pejabat):
        if baru:
            lock_rencana(kantor, user)
            segar = PerjanjianPejabat(perjanjian_kinerja=pk)
        else:
            segar = _lock_pejabat(pejabat, user)
            check_versi(versi, write_versi_pejabat(segar))
        lama, ubahan = change_objek(segar, isian)
        _check_pejabat(segar)
        clean_objek(segar)
        if ubahan:
            segar.save()
            write_jejak(kantor=kantor, user=user, aksi=aksi, objek=segar, lama={} if baru else lama, baru=ubahan)
    return segar


def _check_pejabat(pejabat: PerjanjianPejabat) -> None:
    """Raises IsianError where levels and superiors do not fit together."""
    atasan, urut = pejabat.atasan, list(JenjangPejabat.values())
    if pejabat.jenjang == JenjangPejabat.KEPALA and atasan is not None:
        pesan = "Pihak kedua Kepala adalah yang disebut pada Perjanjian Kinerja kantor. Kosongkan."
        raise IsianError(pesan, {"atasan": [pesan]})
    if atasan is not None and urut.index(atasan.jenjang) >= urut.index(pejabat.jenjang):
        pesan = "Pihak kedua harus pejabat dengan jenjang di atasnya."
        raise IsianError(pesan, {"atasan": [pesan]})
    kepala = pejabat.perjanjian_kinerja.pejabat_set.filter(jenjang=JenjangPejabat.KEPALA).exclude(pk=pejabat.pk)
    if pejabat.jenjang == JenjangPejabat.KEPALA and kepala.exists():
        pesan = "Kepala sudah ada pada daftar pejabat. Ubah yang sudah ada."
        raise IsianError(pesan, {"jenjang": [pesan]})
    if pejabat.jenjang != JenjangPejabat.KEPALA and pejabat.unit is None:
        pesan = "Pilih unitnya."
        raise IsianError(pesan, {"unit": [pesan]})


def delete_pejabat(*, pejabat: PerjanjianPejabat, user: Pengguna) -> None:
    """Remove an official who promises nothing yet signed; the indicators wait for another holder.

    Raises AksesError, BentrokError, IsianError where others answer to this one.
    """
    kantor = pejabat.perjanjian_kinerja.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_pejabat", objek=pejabat):
        segar = _lock_pejabat(pejabat, user)
        bawahan = ", ".join(segar.bawahan_set.values_list("jabatan", flat=True))
        if bawahan:
            raise IsianError(f"{segar.jabatan} adalah pihak kedua bagi {bawahan}. Ganti pihak keduanya lebih dahulu.")
        write_jejak(kantor=kantor, user=user, aksi="hapus_pejabat", objek=segar, lama={"jabatan": segar.jabatan})
        segar.delete()


def write_versi_pemegang(pk: PerjanjianKinerja, indikator: Iterable[int]) -> str:
    """Fingerprint of who holds these indicators."""
    semua = pk.pemegang_set.filter(indikator__in=list(indikator)).order_by("indikator")
    return compute_sidik_teks(f"{i}:{p}" for i, p in semua.values_list("indikator", "pejabat"))


def save_pemegang(*, pk: PerjanjianKinerja, isian: Mapping[int, int | None], versi: str, user: Pengguna) -> int:
    """Store who promises these indicators (indicator → official; None: nobody). The number that changed.

    Raises AksesError, BentrokError, also where an official whose agreement is stipulated would win or lose one.
    """
    kantor = pk.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="ubah_pemegang", objek=pk):
        lock_rencana(kantor, user)
        check_versi(versi, write_versi_pemegang(pk, isian))
        pejabat = {p.pk: p for p in pk.pejabat_set.all()}
        kini = {p.indikator_id: p for p in pk.pemegang_set.filter(indikator__in=isian).select_related("indikator")}
        milik = kantor.indikator_set.filter(pk__in=isian)
        return sum(_save_pemegang(pk, satu, kini.get(satu.pk), isian[satu.pk], pejabat, user) for satu in milik)


def _save_pemegang(
    pk: PerjanjianKinerja, indikator: Indikator, lama: PemegangIndikator | None, baru: int | None,
    pejabat: Mapping[int, PerjanjianPejabat], user: Pengguna,
) -> bool:  # fmt: skip
    semula = lama.pejabat_id if lama else None
    if semula == baru:
        return False
    for kunci in (semula, baru):
        if kunci is not None and (kunci not in pejabat or not pejabat[kunci].is_draf):
            raise BentrokError(TERKUNCI.format(pejabat[kunci].jabatan if kunci in pejabat else "pejabat itu"))
    if lama is not None:
        lama.delete()
    if baru is not None:
        PemegangIndikator.objects.create(perjanjian_kinerja=pk, indikator=indikator, pejabat=pejabat[baru])
    jabatan = [pejabat[kunci].jabatan if kunci is not None else "" for kunci in (semula, baru)]
    write_jejak(
        kantor=pk.perangkat_daerah, user=user, aksi="ubah_pemegang", objek=indikator, lama={"pejabat": jabatan[0]},
        baru={"pejabat": jabatan[1]},
    )  # fmt: skip
    return True


def list_kekurangan_pejabat(pejabat: PerjanjianPejabat) -> list[str]:
    """What keeps an official's draft from being stipulated, one sentence each."""
    kurang = []
    if pejabat.perjanjian_kinerja.is_draf:
        kurang.append("Tetapkan Perjanjian Kinerja kantor lebih dahulu.")
    if not pejabat.nama.strip():
        kurang.append("Isi nama pejabatnya.")
    if pejabat.tanggal is None:
        kurang.append("Isi tanggal ditandatangani.")
    if not pejabat.pemegang_set.exists():
        kurang.append("Pilih paling sedikit satu indikator yang dipegang.")
    return kurang


def stipulate_pejabat(
    *, pejabat: PerjanjianPejabat, build: Callable[[PerjanjianPejabat], dict], versi: str, user: Pengguna
) -> PerjanjianPejabat:
    """The official's draft was signed: from now on it is never changed. Raises AksesError, BentrokError, IsianError."""
    kantor = pejabat.perjanjian_kinerja.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="tetapkan_perjanjian_pejabat", objek=pejabat):
        segar = _lock_pejabat(pejabat, user)
        check_versi(versi, write_versi_pejabat(segar))
        kurang = list_kekurangan_pejabat(segar)
        if kurang:
            raise IsianError(f"Perjanjian Kinerja {segar.jabatan} belum dapat ditetapkan. {' '.join(kurang)}")
        segar.status, segar.isi = StatusPk.DITETAPKAN.value, build(segar)
        segar.save()
        write_jejak(
            kantor=kantor, user=user, aksi="tetapkan_perjanjian_pejabat", objek=segar,
            lama={"status": StatusPk.DRAF.value}, baru={"status": segar.status, "tanggal": segar.tanggal},
        )  # fmt: skip
    return segar
