"""What a paper shows that the record of its act does not say: forms, figures, other papers of the case, people."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from collection.enums import Peran, ZonaWaktu
from collection.models import PerangkatDaerah
from collection.tanggal import write_tanggal
from measurement.butir import split_kelengkapan
from measurement.enums import JenisNaskah, JenisTindakan, Transisi
from measurement.giliran import list_berlaku
from measurement.models import Disposisi, Naskah, PengukuranKinerja, Pindaian
from measurement.models.dokumen import AGENDA
from measurement.naskah import KEPALA, IsiTempat
from measurement.services.naskah_data import (
    list_formulir,
    list_kertas,
    list_realisasi,
    list_rekap_data,
    list_terisi,
    write_target,
)
from measurement.services.naskah_isi import Bahan
from measurement.services.rekap import build_rekap
from measurement.services.sk_tim import find_sk_lama, write_cabut
from measurement.services.snapshot import build_snapshot_polos, find_penanda, is_tanpa_tanda, write_penanda
from measurement.services.snapshot_hasil import write_kelompok

PERAN_JABATAN = (Peran.KABID, Peran.KASUBAG, Peran.PERENCANA, Peran.BIDANG, Peran.STAF)
"""Roles of the SOP that are no title of an office: their holders sign with the jabatan that their account tells."""


def build_tempat(kantor: PerangkatDaerah, *, periode: str, tahun: int, sop: str, pekerjaan: str) -> IsiTempat:
    """What the blanks of the office's texts are filled in with; `pekerjaan`: what the SOP is the procedure of."""
    return IsiTempat(
        {
            "{periode}": periode, "{tahun}": str(tahun), "{sop}": sop, "{kantor}": kantor.nama,
            "{pemerintah}": kantor.pemerintah, "{kota}": kantor.kota, "{kepala}": kantor.sebutan_kepala,
            "{pekerjaan}": write_pekerjaan(pekerjaan), "{PEKERJAAN}": pekerjaan.upper(),
        }
    )  # fmt: skip


def write_pekerjaan(nama: str) -> str:
    """An SOP's name inside a sentence: "Pengukuran Kinerja" is pengukuran kinerja; acronyms stay as they are."""
    return " ".join(kata if kata.isupper() else kata.lower() for kata in nama.split())


def build_bahan(
    kasus: PengukuranKinerja, disposisi: Disposisi, jenis: JenisNaskah, teks: Mapping[str, str], hari: datetime.date
) -> Bahan:
    """Gathered from the case as it is when the act is done."""
    muat = _MUAT.get(jenis)
    return Bahan(
        tindakan=JenisTindakan(disposisi.tindakan.jenis), zona=ZonaWaktu(kasus.perangkat_daerah.zona).label,
        tanggal=hari, pelaku=write_sebutan(disposisi, kasus.perangkat_daerah), teks=teks,
        **(muat(kasus, disposisi) if muat else {}),
    )  # fmt: skip


def write_sebutan(disposisi: Disposisi, kantor: PerangkatDaerah) -> str:
    """The title under which the act was done, in the office's own words: "Plt. Kepala Dinas"."""
    peran, orang = Peran(disposisi.tindakan.peran), disposisi.pengguna
    if peran == Peran.KEPALA:
        return disposisi.sebutan.replace(peran.label, kantor.sebutan_kepala)
    definitif = disposisi.sebutan == peran.label
    return orang.jabatan if peran in PERAN_JABATAN and definitif and orang.jabatan else disposisi.sebutan


def build_tanda(jenis: JenisNaskah, disposisi: Disposisi, kantor: PerangkatDaerah) -> dict[str, str]:
    """Who signs. Raises SegelError where it is the Kepala's to sign and nobody is Kepala today."""
    if jenis in KEPALA:
        sendiri = disposisi.pengguna if disposisi.tindakan.peran == Peran.KEPALA else None
        orang = write_penanda(find_penanda(kantor, sendiri), kantor)
        return {"atas": orang["sebutan"], **{nama: orang[nama] for nama in ("nama", "nip", "pangkat")}}
    orang = disposisi.pengguna
    return {
        "atas": write_sebutan(disposisi, kantor), "nama": orang.nama, "nip": orang.nip, "pangkat": orang.pangkat
    }  # fmt: skip


def find_draf(kasus: PengukuranKinerja) -> Disposisi | None:
    """The draft of the SK that stands."""
    draf = (satu for satu in reversed(list_berlaku(kasus)) if satu.tindakan.jenis == JenisTindakan.SK_TIM)
    return next(draf, None)


def _build_sk(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """Which decision this one revokes, and that its draft was checked."""
    lama = find_sk_lama(kasus)
    periksa = disposisi.tindakan.jenis == JenisTindakan.PERIKSA
    hari = write_tanggal(kasus.perangkat_daerah.hari_ini())
    diperiksa = f"Diperiksa {write_sebutan(disposisi, kasus.perangkat_daerah)} pada {hari}" if periksa else ""
    return {"cabut": write_cabut(lama) if lama else "", "diperiksa": diperiksa}


def _find_surat(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """The letter that lies below the disposisi: the last numbered one of the case that stands."""
    berlaku = [satu.pk for satu in list_berlaku(kasus)]
    semua = Naskah.objects.filter(disposisi__in=berlaku).exclude(nomor_surat=None).exclude(jenis__in=AGENDA)
    surat = semua.select_related("nomor_surat", "disposisi__tindakan", "disposisi__pengguna").last()
    if surat is None:
        return {}
    dari = write_sebutan(surat.disposisi, kasus.perangkat_daerah)
    isi = {"dari": dari, "nomor": surat.nomor_surat.nomor, "tanggal": write_tanggal(surat.tanggal)}
    return {"surat": isi}


def _list_dokumen(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    langkah = disposisi.tindakan.langkah
    return {"dokumen": split_kelengkapan(langkah.kelengkapan, langkah.dokumen)}


def _list_unit(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """Each unit's blank form, from the triwulan's own forms."""
    semua, triwulan = list_realisasi(kasus), kasus.periode.triwulan
    return {
        "unit": [
            {
                "nama": formulir.unit.nama,
                "baris": [
                    [*write_target(n, satu, triwulan), "", ""]
                    for n, satu in enumerate(semua.get(formulir.pk, ()), start=1)
                ],
            }
            for formulir in list_formulir(kasus)
        ]
    }


def _list_kelompok(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """The recapitulation of the latest kertas kerja: per tujuan, sasaran, program, kegiatan (SOP Banjarnegara, 9)."""
    kertas = kasus.kertas_kerja_set.first()
    if kertas is None:
        return {}
    rekap = build_rekap(kertas)
    puncak = [write_kelompok(satu, rekap) for satu in (*rekap.tujuan, *rekap.program)]
    return {"kelompok": [_write_kelompok(satu) for atas in puncak for satu in _walk(atas)]}


def _walk(kelompok: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield kelompok
    for anak in kelompok["anak"]:
        yield from _walk(anak)


def _write_kelompok(kelompok: dict[str, Any]) -> dict[str, Any]:
    baris = [
        [b["kode"], b["nama"], b["satuan"], b["target"]["teks"], b["realisasi"]["teks"], b["capaian"]["teks"],
         b["kategori"] or b["alasan_teks"]]
        for b in kelompok["baris"]
    ]  # fmt: skip
    jenis = kelompok["jenis"].replace("_", " ").capitalize()
    return {
        "judul": f"{jenis} {kelompok['kode']} {kelompok['uraian']}", "capaian": kelompok["rerata"]["teks"],
        "kategori": kelompok["kategori"], "baris": baris,
    }  # fmt: skip


def _list_arsip(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """What lies in the file: the papers that stand, scans, the report; not its drafts."""
    berlaku = [satu.pk for satu in list_berlaku(kasus)]
    naskah = Naskah.objects.filter(disposisi__in=berlaku).exclude(jenis=JenisNaskah.KONSEP_LAPORAN.value)
    naskah = naskah.select_related("nomor_surat").order_by("pk")
    pindaian = Pindaian.objects.filter(disposisi__in=berlaku).select_related("disposisi").order_by("pk")
    baris = [[JenisNaskah(s.jenis).label, str(s.nomor_surat or "-"), write_tanggal(s.tanggal)] for s in naskah]
    zona = ZoneInfo(kasus.perangkat_daerah.zona)
    for satu in pindaian:
        hari = write_tanggal(satu.disposisi.waktu.astimezone(zona))
        baris.append([f"Pindaian {satu.nama}", satu.nomor or "-", hari])
    laporan = kasus.dokumen_set.first()
    if laporan:
        baris.append([JenisNaskah.LAPORAN.label, laporan.nomor, write_tanggal(laporan.tanggal)])
    return {"arsip": baris}


def _build_laporan(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """The report unsealed: of an SOP that knows no signature by whoever verified it, else a draft for the Kepala."""
    kantor, tanpa_tanda = kasus.perangkat_daerah, is_tanpa_tanda(kasus.sop)
    terverifikasi = disposisi.tindakan.transisi == Transisi.VERIFIKASI and tanpa_tanda
    tanda = build_tanda(JenisNaskah.LAPORAN_PENGUKURAN, disposisi, kantor) if terverifikasi else {}
    kosong = kantor.sebutan_kepala if not tanpa_tanda else Peran.SEKRETARIS.label
    konsep = "" if terverifikasi else KONSEP[tanpa_tanda]
    penanda = {"sebutan": tanda.pop("atas", kosong), **tanda}
    return {"cetakan": build_snapshot_polos(kasus, tanggal=kantor.hari_ini(), penanda=penanda, konsep=konsep)}


KONSEP = {True: "KONSEP, belum diperiksa Sekretaris", False: "KONSEP, belum ditandatangani"}
"""What a draft says of itself; True: of an SOP whose report nobody signs."""


def _find_laporan(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    laporan = kasus.dokumen_set.first()
    return {"laporan": laporan.nomor if laporan else ""}


_MUAT = {
    JenisNaskah.SK_TIM: _build_sk,
    JenisNaskah.LEMBAR_DISPOSISI: _find_surat,
    JenisNaskah.CHECKLIST: _list_dokumen,
    JenisNaskah.FORMULIR: _list_unit,
    JenisNaskah.FORMULIR_TERISI: list_terisi,
    JenisNaskah.REKAPITULASI_DATA: list_rekap_data,
    JenisNaskah.KERTAS_KERJA: list_kertas,
    JenisNaskah.KONSEP_LAPORAN: _build_laporan,
    JenisNaskah.LAPORAN_PENGUMPULAN: _build_laporan,
    JenisNaskah.LAPORAN_PENGUKURAN: _build_laporan,
    JenisNaskah.REKAPITULASI: _list_kelompok,
    JenisNaskah.DAFTAR_ARSIP: _list_arsip,
    JenisNaskah.SURAT_PENGANTAR: _find_laporan,
}
