"""What the paper of a Perjanjian Kinerja says: both parts as plain data, frozen once it is stipulated.

Part 1 the statement of the two parties, part 2 the annex (PermenPANRB 53/2014, Lampiran I).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from collection.angka import format_nilai
from collection.enums import JenjangPejabat, Peran
from collection.models import (
    Indikator,
    Penugasan,
    PerangkatDaerah,
    PerjanjianKinerja,
    PerjanjianPejabat,
    Program,
    SubKegiatan,
)
from collection.services.logo import write_kop
from collection.services.tabel_target import list_indikator, list_sub_kegiatan
from collection.tanggal import write_tanggal

Pihak = dict[str, str]


def read_isi(pk: PerjanjianKinerja) -> dict[str, Any]:
    """What the office's paper says: as stipulated; of a draft, or of an agreement of before drafts, as of now."""
    return pk.isi or build_isi(pk)


def build_isi(pk: PerjanjianKinerja) -> dict[str, Any]:
    """The office's own paper, which is the Kepala's: IKU of tujuan and sasaran, and all programs with their money."""
    indikator = [i for i in list_indikator(pk.perangkat_daerah) if i.tujuan_id or i.sasaran_id]
    return {
        **_build_dasar(pk, nomor=pk.nomor, tanggal=pk.tanggal),
        "pertama": build_kepala(pk.perangkat_daerah),
        "kedua": {"nama": pk.pihak_kedua, "jabatan": pk.jabatan_pihak_kedua or guess_jabatan(pk.perangkat_daerah)},
        "jabatan": build_kepala(pk.perangkat_daerah)["jabatan"],
        "sasaran": _group_sasaran(pk, indikator),
        "kolom_sasaran": "Sasaran Strategis",
        "kolom_program": "Program",
        "program": _list_program(pk, list_sub_kegiatan(pk.perangkat_daerah)),
    }


def read_isi_pejabat(pejabat: PerjanjianPejabat) -> dict[str, Any]:
    """What an official's paper says: as stipulated, or as of now."""
    return pejabat.isi or build_isi_pejabat(pejabat)


def build_isi_pejabat(pejabat: PerjanjianPejabat) -> dict[str, Any]:
    """An official's own paper: the indicators that the official holds, and the money of the unit."""
    pk = pejabat.perjanjian_kinerja
    kunci = set(pejabat.pemegang_set.order_by().values_list("indikator", flat=True))
    indikator = [i for i in list_indikator(pk.perangkat_daerah) if i.pk in kunci]
    if pejabat.jenjang == JenjangPejabat.KEPALA:
        dasar = _build_dasar(pk, nomor=pejabat.nomor or pk.nomor, tanggal=pejabat.tanggal or pk.tanggal)
        isi = build_isi(pk) | dasar | {"sasaran": _group_sasaran(pk, indikator)}
        return isi | {"pertama": write_pihak(pejabat), "jabatan": pejabat.jabatan}
    return {
        **_build_dasar(pk, nomor=pejabat.nomor, tanggal=pejabat.tanggal),
        "pertama": write_pihak(pejabat),
        "kedua": write_pihak(pejabat.atasan) if pejabat.atasan else build_kepala(pk.perangkat_daerah),
        "jabatan": pejabat.jabatan,
        "sasaran": _group_sasaran(pk, indikator),
        "kolom_sasaran": "Sasaran",  # strategic are the office's own (PermenPANRB 53/2014, Lampiran I)
        **_build_uang(pk, pejabat, indikator),
    }


def _build_dasar(pk: PerjanjianKinerja, *, nomor: str, tanggal: Any) -> dict[str, Any]:
    kantor = pk.perangkat_daerah
    return {
        "kantor": write_kop(kantor, "nama", "pemerintah", "alamat", "kota", "singkatan"),
        "judul": "Perjanjian Kinerja" + (" Perubahan" if pk.versi > 1 else ""),
        "tahun": pk.tahun,
        "perubahan": pk.versi - 1,
        "alasan": pk.alasan,
        "asal": _write_asal(pk),
        "nomor": nomor,
        "tanggal": tanggal.isoformat() if tanggal else "",
        "tanggal_teks": write_tanggal(tanggal) if tanggal else "",
    }


def _write_asal(pk: PerjanjianKinerja) -> str:
    """By what the agreement of which this is a change is known, as the end of a sentence; empty where it is none."""
    if pk.versi == 1:
        return ""
    asal = PerjanjianKinerja.objects.filter(perangkat_daerah=pk.perangkat_daerah, tahun=pk.tahun, versi=1).first()
    nomor = f" Nomor {asal.nomor}" if asal and asal.nomor else ""
    return f"{nomor} tanggal {write_tanggal(asal.tanggal)}" if asal and asal.tanggal else nomor


def write_pihak(pejabat: PerjanjianPejabat) -> Pihak:
    """A party as the paper names it."""
    return {nama: getattr(pejabat, nama) for nama in ("nama", "nip", "pangkat", "jabatan")}


def build_kepala(kantor: PerangkatDaerah) -> Pihak:
    """The head of the office today: Plh. and Plt. before the one that they stand in for; nameless if none."""
    urut = ["plh", "plt", "definitif"]
    semua = Penugasan.objects.berlaku(kantor.hari_ini()).filter(perangkat_daerah=kantor, peran=Peran.KEPALA)
    kini = min(semua.select_related("pengguna"), key=lambda p: (urut.index(p.status), -p.pk), default=None)
    if kini is None:
        return {"nama": "", "nip": "", "pangkat": "", "jabatan": kantor.sebutan_kepala}
    awalan = kini.sebutan.removesuffix(Peran.KEPALA.label)
    orang = kini.pengguna
    return {
        "nama": orang.nama, "nip": orang.nip, "pangkat": orang.pangkat,
        "jabatan": f"{awalan}{kantor.sebutan_kepala}",
    }  # fmt: skip


def guess_jabatan(kantor: PerangkatDaerah) -> str:
    """Whom the office answers to, from the first line of its kop: Bupati, Wali Kota or Gubernur."""
    nama = kantor.pemerintah.removeprefix("Pemerintah ").strip()
    for awal, jabatan in (("Kabupaten ", "Bupati"), ("Kota ", "Wali Kota"), ("Provinsi ", "Gubernur")):
        if nama.startswith(awal):
            return f"{jabatan} {nama.removeprefix(awal)}"
    return "Kepala Daerah"


def _group_sasaran(pk: PerjanjianKinerja, indikator: Iterable[Indikator]) -> list[dict[str, Any]]:
    """Rows of the annex: what is measured, and the indicators below it that have a target."""
    target = {t.indikator_id: t for t in pk.target_set.order_by()}
    kelompok: dict[tuple[str, int], dict[str, Any]] = {}
    for satu in indikator:
        if satu.pk not in target:
            continue
        induk = satu.induk
        awal = {"uraian": str(induk), "indikator": []}
        isi = kelompok.setdefault((induk._meta.model_name, induk.pk), awal)
        nilai = satu.write_setahun(target[satu.pk].setahun, target[satu.pk].tahunan_teks)
        isi["indikator"].append({"nama": satu.nama, "satuan": satu.satuan, "target": nilai or "–"})
    return list(kelompok.values())


def _list_program(pk: PerjanjianKinerja, sub_kegiatan: Iterable[SubKegiatan]) -> dict[str, Any]:
    """Programs with the money of these sub kegiatan, in the order of their codes, and the sum."""
    return _sum_uang(pk, [(sub, sub.kegiatan.program) for sub in sub_kegiatan])


def _sum_uang(
    pk: PerjanjianKinerja, milik: Iterable[tuple[SubKegiatan, Program | SubKegiatan]]
) -> dict[str, Any]:
    """The pagu of the first of each pair added up under the second; what has no money is left out."""
    pagu = dict(pk.pagu_set.order_by().values_list("sub_kegiatan", "jumlah"))
    nama: dict[int, str] = {}
    uang: dict[int, Decimal] = {}
    for sub, atas in milik:
        if sub.pk in pagu:
            nama[atas.pk] = f"{atas.kode} {atas.nama}"
            uang[atas.pk] = uang.get(atas.pk, Decimal(0)) + pagu[sub.pk]
    return {
        "baris": [{"nama": nama[kunci], "anggaran": format_nilai(uang[kunci])} for kunci in nama],
        "jumlah": format_nilai(sum(uang.values(), Decimal(0))),
    }


def _build_uang(pk: PerjanjianKinerja, pejabat: PerjanjianPejabat, indikator: list[Indikator]) -> dict[str, Any]:
    """Of a Kabid the programs of the unit; below that the sub kegiatan whose indicators the official holds."""
    semua = [s for s in list_sub_kegiatan(pk.perangkat_daerah) if s.unit_id == pejabat.unit_id]
    if pejabat.jenjang == JenjangPejabat.BIDANG:
        return {"kolom_program": "Program", "program": _list_program(pk, semua)}
    pegang = {i.sub_kegiatan_id for i in indikator if i.sub_kegiatan_id}
    kegiatan = {i.kegiatan_id for i in indikator if i.kegiatan_id}
    milik = [(s, s) for s in semua if s.pk in pegang or s.kegiatan_id in kegiatan]
    return {"kolom_program": "Sub kegiatan", "program": _sum_uang(pk, milik)}
