"""What the case page shows: the SOP with what was done, the forms of the units, the documents."""

from dataclasses import dataclass
from typing import Any

from collection.enums import Peran, StatusFormulir
from collection.models import Formulir
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.giliran import find_pengembalian
from measurement.models import Disposisi, KertasKerja, Langkah, PengukuranKinerja
from measurement.rules import PENYERAHAN
from measurement.services.kertas_kerja import find_usang
from measurement.services.tindak_lanjut_kasus import build_tindak_lanjut
from measurement.services.urutan import list_peringatan

TAMPIL_FORMULIR = (Status.PENGUMPULAN.value, Status.KERTAS_KERJA.value)


@dataclass(frozen=True)
class BarisLangkah:
    """One row of the SOP with its state in this case and the acts done in it."""

    langkah: Langkah
    keadaan: str
    pelaksana: str
    dilakukan: tuple[Disposisi, ...]


def build_halaman(kasus: PengukuranKinerja) -> dict[str, Any]:
    """Everything below the case's heading; the same number of queries whatever the number of steps."""
    disposisi = kasus.riwayat
    formulir = list(Formulir.objects.filter(periode=kasus.periode).select_related("unit", "diserahkan_oleh"))
    kertas, jenis = kasus.kertas_kerja_set.first(), kasus.tindakan.jenis if kasus.tindakan else None
    return {
        "langkah": _list_langkah(kasus, disposisi),
        "disposisi": disposisi[::-1],
        "formulir": formulir,
        "diserahkan": sum(f.status in (StatusFormulir.DISERAHKAN, StatusFormulir.DITERIMA) for f in formulir),
        "kertas": kertas,
        "usang": find_usang(kasus, kertas) if kertas and jenis == JenisTindakan.PENGUKURAN else "",
        "dokumen": kasus.dokumen_set.first(),
        "pengembalian": find_pengembalian(disposisi) if kasus.tindakan else None,
        "peringatan": list_peringatan(kasus),
        "tautan": _list_tautan(kasus),
        "tindak_lanjut": build_tindak_lanjut(kasus),
        **_find_keperluan(kasus, kertas),
    }


def _find_keperluan(kasus: PengukuranKinerja, kertas: KertasKerja | None) -> dict[str, bool]:
    """What the present act needs besides its record; a collection, which has no measuring, computes at its hand-in."""
    jenis, transisi = (kasus.tindakan.jenis, kasus.tindakan.transisi) if kasus.tindakan else ("", "")
    return {
        "perlu_hitung": jenis == JenisTindakan.PENGUKURAN or (transisi in PENYERAHAN and kertas is None),
        "perlu_koreksi": jenis == JenisTindakan.KOREKSI,
        "perlu_tanda_tangan": transisi == Transisi.TANDATANGANI,
        "menyerahkan": transisi in PENYERAHAN,
    }


def _list_tautan(kasus: PengukuranKinerja) -> list[tuple[str, PengukuranKinerja]]:
    """The cases that this one took its data from, or gave them to, with the word for it."""
    dipakai = kasus.dipakai_set.exclude(status=Status.DIBATALKAN.value).select_related("sop", "periode")
    sumber = [("Data diambil dari", kasus.masukan)] if kasus.masukan else []
    return [*sumber, *(("Datanya dipakai oleh", satu) for satu in dipakai)]


def _list_langkah(kasus: PengukuranKinerja, disposisi: list[Disposisi]) -> list[BarisLangkah]:
    kini = kasus.tindakan.langkah.nomor if kasus.tindakan else None
    hasil = []
    for langkah in kasus.sop.langkah_set.prefetch_related("tindakan_set"):
        dilakukan = tuple(d for d in disposisi if d.tindakan.langkah_id == langkah.pk)
        peran = dict.fromkeys(Peran(t.peran).label for t in langkah.tindakan_set.all())
        hasil.append(BarisLangkah(langkah, _find_keadaan(langkah.nomor, kini, dilakukan), ", ".join(peran), dilakukan))
    return hasil


def _find_keadaan(nomor: int, kini: int | None, dilakukan: tuple[Disposisi, ...]) -> str:
    if nomor == kini:
        return "kini"
    if kini is None:
        return "selesai" if any(d.aksi == Aksi.SELESAIKAN for d in dilakukan) else "menunggu"
    return "selesai" if nomor < kini else "menunggu"
