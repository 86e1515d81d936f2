"""All that a report shows, as plain data: frozen rows, corrections, method, money, signer, SOP, trail, evidence.

Every figure stands twice: `nilai` is the exact decimal text, `teks` is how it is printed. The PDF is made from this
and from nothing else, and carries it as an attachment.
"""

import datetime
import hashlib
from collections.abc import Mapping

from django.conf import settings

from collection.angka import format_nilai
from collection.enums import Peran, Rumus, StatusPenugasan
from collection.models import Pengguna, Penugasan, PerangkatDaerah
from collection.services.logo import write_kop
from measurement.capaian import write_syarat
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.errors import SegelError
from measurement.ketentuan import SATU, write_efisiensi, write_pembulatan
from measurement.models import Catatan, KertasKerja, Metodologi, PengukuranKinerja, Sop
from measurement.pdf import write_canonical
from measurement.queries import find_pejabat, find_penugasan
from measurement.services.metodologi import build_ketentuan
from measurement.services.narasi import map_narasi
from measurement.services.rekap import KANTOR, Rekap
from measurement.services.revisi import write_snapshot_revisi
from measurement.services.snapshot_e81 import write_e81
from measurement.services.snapshot_hasil import (
    write_bukti,
    write_kelompok,
    write_persen,
    write_ringkasan,
    write_riwayat,
    write_rumus,
    write_tanggal,
    write_waktu,
)
from measurement.services.snapshot_jejak import write_jejak_kasus
from measurement.services.snapshot_lampiran import write_catatan, write_lampiran
from measurement.services.snapshot_tanda import write_tanda
from measurement.services.snapshot_tindak_lanjut import write_tindak_lanjut
from measurement.services.snapshot_tujuan import build_bahan_laporan, write_tujuan

__all__ = ["build_snapshot", "find_penanda", "hash_snapshot", "write_canonical"]

VERSI = 1
JUDUL = "Laporan Hasil Pengukuran Kinerja"
JUDUL_PENGUMPULAN = "Laporan Hasil Pengumpulan Data Kinerja"


def build_snapshot(
    pengukuran: PengukuranKinerja,
    *,
    nomor: str,
    tanggal: datetime.date,
    kode: str,
    penanda: Pengguna | None = None,
) -> dict:
    """The report's data from the latest kertas kerja; `penanda` chooses among several who are Kepala that day.

    Raises SegelError where no kertas kerja was computed or nobody is Kepala.
    """
    kantor = pengukuran.perangkat_daerah
    return _write_isi(pengukuran) | {
        "dokumen": _write_dokumen(nomor, tanggal, kode),
        "penanda_tangan": write_penanda(find_penanda(kantor, penanda), kantor),
        "segel": write_tanda(kantor),
    }


def build_snapshot_polos(
    pengukuran: PengukuranKinerja, *, tanggal: datetime.date, penanda: Mapping[str, str], konsep: str
) -> dict:
    """The same report without number, code and seal: a draft, or that of an SOP that knows no signature.

    `penanda`: `sebutan` of whose paper it is, with `nama`, `nip` and `pangkat` where known; `konsep`: what a draft says
    of itself, empty for none. Raises SegelError where no kertas kerja was computed.
    """
    judul = JUDUL_PENGUMPULAN if pengukuran.sop.jenis == JenisSop.PENGUMPULAN else JUDUL
    dokumen = {"judul": judul, "nomor": "", "tanggal": tanggal.isoformat(), "tanggal_teks": write_tanggal(tanggal)}
    return _write_isi(pengukuran) | {
        "dokumen": dokumen, "penanda_tangan": dict(penanda), "segel": None, "konsep_teks": konsep
    }  # fmt: skip


def is_tanpa_tanda(sop: Sop) -> bool:
    """Whether the Kepala accepts the report with a disposisi and nobody signs it (SOP Mahakam Ulu)."""
    return any(t.transisi == Transisi.TERIMA for langkah in sop.daftar_langkah for t in langkah.daftar_tindakan)


def _write_isi(pengukuran: PengukuranKinerja) -> dict:
    kertas = _get_kertas_kerja(pengukuran)
    bahan, narasi, kantor = build_bahan_laporan(kertas), map_narasi(pengukuran), pengukuran.perangkat_daerah
    rekap = bahan.rekap
    return {
        "versi": VERSI,
        "kantor": write_kop(kantor, "kode", "nama", "pemerintah", "alamat", "kota"),
        "periode": _write_periode(pengukuran),
        **write_snapshot_revisi(pengukuran),
        "sop": _write_sop(pengukuran),
        "metodologi": _write_metodologi(kertas.metodologi, rekap),
        "kertas_kerja": _write_kertas_kerja(kertas, kantor),
        "ringkasan": write_ringkasan(rekap),
        "tujuan": write_tujuan(bahan, narasi),
        "narasi": narasi.get(KANTOR, {}),
        "program": [write_kelompok(k, rekap) for k in rekap.program],
        "koreksi": [k for b in rekap.baris for k in write_riwayat(b, kantor)],
        "analisis": _write_analisis(pengukuran),
        "tindak_lanjut": write_tindak_lanjut(pengukuran),
        "bukti": write_bukti(rekap),
        **write_catatan(pengukuran),
        "e81": write_e81(bahan),
        "lampiran": write_lampiran(rekap),
        "jejak": write_jejak_kasus(pengukuran, kantor),
    }


def hash_snapshot(teks: str) -> str:
    """SHA-256 of the canonical text."""
    return hashlib.sha256(teks.encode()).hexdigest()


def find_penanda(kantor: PerangkatDaerah, penanda: Pengguna | None = None) -> Penugasan:
    """Who signs as Kepala today: `penanda` if they may, else a Plh. or Plt. before the head. Raises SegelError."""
    pejabat = find_penugasan(penanda, kantor, Peran.KEPALA) if penanda else find_pejabat(kantor, Peran.KEPALA)
    if pejabat is None:
        raise SegelError(
            f"Tidak ada Kepala yang bertugas pada {kantor.nama} hari ini. Minta Admin mencatat Kepala, Plt. atau Plh."
        )
    return pejabat


def _get_kertas_kerja(pengukuran: PengukuranKinerja) -> KertasKerja:
    kertas = pengukuran.kertas_kerja_set.select_related("metodologi", "dihitung_oleh", "pengukuran")
    terakhir = kertas.prefetch_related("metodologi__pita_set").first()
    if terakhir is None:
        raise SegelError("Kertas kerja belum dihitung, jadi belum ada laporan yang dapat disiapkan.")
    return terakhir


def _write_analisis(pengukuran: PengukuranKinerja) -> list[dict]:
    """Causes and solutions as Tim SAKIP wrote them at the recapitulation (PermenPANRB 53/2014)."""
    rekap = Catatan.objects.filter(disposisi__pengukuran=pengukuran, jenis=JenisTindakan.REKAP.value)
    terakhir = rekap.order_by("disposisi__urutan").last()
    butir = terakhir.butir if terakhir else []
    return [{"label": label, "isi": isi} for label, isi in butir]


def _write_dokumen(nomor: str, tanggal: datetime.date, kode: str) -> dict:
    return {
        "judul": JUDUL,
        "nomor": nomor,
        "tanggal": tanggal.isoformat(),
        "tanggal_teks": write_tanggal(tanggal),
        "kode": kode,
        "alamat": f"{settings.ORIGIN}/verifikasi/{kode}/",
    }


def _write_periode(pengukuran: PengukuranKinerja) -> dict:
    periode = pengukuran.periode
    return {"tahun": periode.tahun, "triwulan": periode.triwulan, "teks": str(periode)}


def write_penanda(penugasan: Penugasan, kantor: PerangkatDaerah) -> dict:
    """Who signs, with the title that the office gives its head, Plt. or Plh. before it."""
    orang, definitif = penugasan.pengguna, penugasan.status == StatusPenugasan.DEFINITIF
    awalan = "" if definitif else f"{StatusPenugasan(penugasan.status).label} "
    return {
        "id": orang.pk,
        "nama": orang.nama,
        "nip": orang.nip,
        "pangkat": orang.pangkat,
        "sebutan": f"{awalan}{kantor.sebutan_kepala}",
    }


def _write_sop(pengukuran: PengukuranKinerja) -> dict:
    sop = pengukuran.sop
    daftar = {n: list(sop.identitas.get(n) or ()) for n in ("dasar_hukum", "tujuan", "ruang_lingkup")}
    tertulis = list(sop.identitas.get("tertulis_demikian") or ())
    return {"nomor": sop.nomor, "nama": sop.nama, "versi": sop.versi, "tertulis": tertulis, **daftar}


def _write_metodologi(metodologi: Metodologi, rekap: Rekap) -> dict:
    """The version that the case keeps; of the weights those of the rows that it shaped."""
    batas, isi = ("batas_atas", "batas_bawah", "nihil_terlampaui"), build_ketentuan(metodologi, {})
    return {
        "nama": str(metodologi),
        "dasar": metodologi.dasar,
        **{n: write_persen(getattr(metodologi, n), isi.desimal) for n in batas},
        "desimal": isi.desimal,
        "pembulatan": write_pembulatan(isi.desimal),
        "efisiensi": write_efisiensi(isi.ambang_efisiensi, isi.capaian_efisiensi),
        "rumus_turun": isi.rumus_turun.label,
        "pita": [{"label": p.label, "syarat": write_syarat(p, isi.pita), "tingkat": t} for p, t in isi.skala],
        "rumus": [write_rumus(r) for r in Rumus],
        "bobot": [
            {"kode": b.baris.kode, "nama": b.baris.nama, "bobot": format_nilai(b.baris.bobot)}
            for b in rekap.baris if b.baris.bobot != SATU
        ],
    }  # fmt: skip


def _write_kertas_kerja(kertas: KertasKerja, kantor: PerangkatDaerah) -> dict:
    return {
        "putaran": kertas.putaran,
        "dihitung_oleh": kertas.dihitung_oleh.nama,
        "dihitung_pada": write_waktu(kertas.dihitung_pada, kantor),
        "dibekukan_pada": write_waktu(kertas.dibekukan_pada, kantor) if kertas.dibekukan_pada else "",
    }
