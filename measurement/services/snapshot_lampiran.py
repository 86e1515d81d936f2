"""The annexes of a report that are not figures: minutes, SK Tim, and the kertas kerja as a workbook."""

import base64
from typing import Any

from collection.services.lembar_tulis import XLSX
from collection.tanggal import write_tanggal
from measurement.butir import write_butir, write_sel
from measurement.catatan_baku import BUTIR
from measurement.enums import JenisNaskah, JenisTindakan
from measurement.giliran import list_berlaku
from measurement.models import Disposisi, Naskah, PengukuranKinerja
from measurement.services.kertas_xlsx import build_buku
from measurement.services.rekap import Rekap
from measurement.services.snapshot_hasil import write_waktu

KERTAS_XLSX = "kertas-kerja.xlsx"
SUSUNAN = "susunan"
Isi = dict[str, Any]


def write_catatan(kasus: PengukuranKinerja) -> Isi:
    """The minutes of the case's meetings, oldest first, and its SK Tim: of the acts that stand.

    The case is read anew: the one in hand may have moved since its page was read.
    """
    berlaku = list_berlaku(PengukuranKinerja.objects.get(pk=kasus.pk))
    rapat = [satu for satu in berlaku if satu.tindakan.jenis == JenisTindakan.RAPAT]
    return {"notulen": [_write_catatan(satu, kasus) for satu in rapat], "sk_tim": _write_sk(berlaku, kasus)}


def _write_sk(berlaku: list[Disposisi], kasus: PengukuranKinerja) -> Isi | None:
    """The SK Tim with its number once it is signed; none where the case's SOP knows none."""
    draf = [satu for satu in berlaku if satu.tindakan.jenis == JenisTindakan.SK_TIM]
    if not draf:
        return None
    isi = _write_catatan(draf[-1], kasus)
    catatan = getattr(draf[-1], "isi_catatan", None)
    susunan = catatan.isi.get(SUSUNAN, []) if catatan else []
    kolom = next(b for b in BUTIR[JenisTindakan.SK_TIM] if b.nama == SUSUNAN).kolom
    baris = [[write_sel(satu, sel) for satu, sel in zip(kolom, satu_baris, strict=False)] for satu_baris in susunan]
    return isi | {"kolom": [k.label for k in kolom], **_find_nomor(berlaku), "susunan": baris}


def _write_catatan(disposisi: Disposisi, kasus: PengukuranKinerja) -> Isi:
    catatan, pindaian = getattr(disposisi, "isi_catatan", None), getattr(disposisi, "pindaian", None)
    butir = {b.nama: b for b in BUTIR[JenisTindakan(disposisi.tindakan.jenis)] if b.nama != SUSUNAN}
    return {
        "langkah": disposisi.tindakan.langkah.nomor, "uraian": disposisi.tindakan.langkah.uraian,
        "oleh": disposisi.pengguna.nama, "waktu": write_waktu(disposisi.waktu, kasus.perangkat_daerah),
        "butir": [
            {"label": b.label, "isi": write_butir(b, catatan.isi[nama])}
            for nama, b in butir.items() if catatan.isi.get(nama)
        ] if catatan else [],
        "pindaian": {"nama": pindaian.nama, "sha256": pindaian.sha256} if pindaian else None,
    }  # fmt: skip


def _find_nomor(berlaku: list[Disposisi]) -> Isi:
    naskah = Naskah.objects.filter(disposisi__in=berlaku, jenis=JenisNaskah.SK_TIM.value).exclude(nomor_surat=None)
    terakhir = naskah.select_related("nomor_surat").last()
    if terakhir is None:
        return {"nomor": "", "tanggal": ""}
    return {"nomor": terakhir.nomor_surat.nomor, "tanggal": write_tanggal(terakhir.tanggal)}


def write_lampiran(rekap: Rekap) -> list[Isi]:
    """Files that go inside the PDF, in base64: the report is made from the snapshot and from nothing else."""
    isi = base64.b64encode(build_buku(rekap.kertas, rekap)).decode("ascii")
    return [{"nama": KERTAS_XLSX, "uraian": "Kertas kerja dengan rumus", "jenis": XLSX, "isi": isi}]
