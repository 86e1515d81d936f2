"""The follow-ups in a report (chapter IV): what is open, and what was closed since the office's last report."""

from django.db.models import F, Q, QuerySet, Subquery

from collection.tanggal import write_tanggal
from measurement.catatan_baku import PERUBAHAN
from measurement.enums import StatusDokumen
from measurement.models import Dokumen, KabarTindakLanjut, PengukuranKinerja, TindakLanjut
from measurement.models.tindak_lanjut import TERBUKA
from measurement.services.snapshot_hasil import write_waktu


def write_tindak_lanjut(kasus: PengukuranKinerja) -> list[dict]:
    """One row per follow-up of this and earlier triwulan, by due date, each with its latest news.

    Closed ones are told once: in the first report that is signed after they were closed.
    """
    semua = TindakLanjut.objects.berstatus().sampai(kasus.periode).filter(perangkat_daerah=kasus.perangkat_daerah)
    semua = semua.annotate(terakhir=Subquery(_find_terakhir(kasus)))
    ditutup = Q(terakhir=None) | Q(kabar_pada__gte=F("terakhir"))
    semua = semua.filter(Q(status__in=TERBUKA) | ditutup)
    urut = list(semua.select_related("asal__periode", "perangkat_daerah").order_by("batas", "pk"))
    kabar = KabarTindakLanjut.objects.filter(tindak_lanjut__in=urut).order_by("pk")
    return [_write_baris(satu, [k for k in kabar if k.tindak_lanjut_id == satu.pk]) for satu in urut]


def _find_terakhir(kasus: PengukuranKinerja) -> QuerySet[Dokumen]:
    """When the office's last other report was signed: one moment or none, for a subquery."""
    lain = Dokumen.objects.filter(pengukuran__perangkat_daerah=kasus.perangkat_daerah_id).exclude(pengukuran=kasus.pk)
    ditandatangani = lain.filter(status=StatusDokumen.DITANDATANGANI.value).order_by("-ditandatangani_pada")
    return ditandatangani.values("ditandatangani_pada")[:1]


def _write_baris(satu: TindakLanjut, kabar: list[KabarTindakLanjut]) -> dict:
    terakhir = kabar[-1] if kabar else None
    return {
        "uraian": satu.uraian,
        "asal": str(satu.asal.periode),
        "perubahan": dict(PERUBAHAN)[satu.perubahan],
        "penanggung_jawab": satu.penanggung_jawab,
        "batas": satu.batas.isoformat(),
        "batas_teks": write_tanggal(satu.batas),
        "status": satu.status,
        "keadaan": satu.keadaan,
        "terlambat": satu.terlambat,
        "kabar": terakhir.keterangan if terakhir else "",
        "kabar_pada": write_waktu(terakhir.waktu, satu.perangkat_daerah) if terakhir else "",
        "bukti": [{"nama": k.nama, "sha256": k.sha256} for k in kabar if k.berkas],
    }
