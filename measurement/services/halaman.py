"""What the case page shows: the SOP with what was done, the forms of the units, the documents."""

import datetime
import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from collection.enums import FORMULIR_TERUTANG, Peran
from collection.models import Formulir, Pengguna
from collection.queries import scope_formulir
from collection.queries_formulir import annotate_kemajuan, list_untuk_diingatkan, scope_formulir_ingat
from measurement.enums import Aksi, JenisSop, JenisTindakan, KeadaanNaskah, Status, Transisi
from measurement.giliran import find_pengembalian, is_giliran_sk
from measurement.kalender import Jadwal, count_minutes
from measurement.models import Disposisi, KertasKerja, Langkah, Naskah, PengukuranKinerja
from measurement.mutu_baku import write_menit
from measurement.queries_periksa import is_giliran_periksa, write_belum_diperiksa
from measurement.rules import PENYERAHAN
from measurement.services.dampak import list_dampak_versi
from measurement.services.kertas_kerja import find_usang
from measurement.services.lembar_naskah import attach_lembar
from measurement.services.segel import describe_segel
from measurement.services.tindak_lanjut_kasus import build_tindak_lanjut
from measurement.services.urutan import list_peringatan
from measurement.tenggat import load_jadwal, map_penantian

HitungMenit = Callable[[datetime.datetime, datetime.datetime], int]


@dataclass(frozen=True)
class BarisLangkah:
    """One row of the SOP with its state in this case and the acts done in it.

    `terpakai`: the time used against the mutu baku; `dikembalikan`: to which step it sent the case back, how often.
    """

    langkah: Langkah
    keadaan: str
    pelaksana: str
    dilakukan: tuple[Disposisi, ...]
    terpakai: str = ""
    dikembalikan: tuple[tuple[int, int], ...] = ()


def build_halaman(kasus: PengukuranKinerja, user: Pengguna, jadwal: Jadwal | None = None) -> dict[str, Any]:
    """Everything below the case's heading; the same number of queries whatever the number of steps.

    `jadwal`: the office's calendar where the page has read it already.
    """
    disposisi = kasus.riwayat
    attach_lembar(kasus, disposisi)
    formulir = list(_list_formulir(kasus, user))
    kertas, jenis = kasus.kertas_kerja_set.first(), kasus.tindakan.jenis if kasus.tindakan else None
    return {
        "langkah": list_langkah(kasus, disposisi, jadwal),
        "disposisi": disposisi[::-1],
        "formulir": formulir,
        "boleh_ingat": bool(list_untuk_diingatkan(formulir))
        and scope_formulir_ingat(user).filter(periode=kasus.periode_id).exists(),
        "diserahkan": sum(f.status not in FORMULIR_TERUTANG for f in formulir),
        "kertas": kertas,
        "belum_diperiksa": write_belum_diperiksa(kasus),
        "usang": find_usang(kasus, kertas) if kertas and jenis == JenisTindakan.PENGUKURAN else "",
        "dokumen": kasus.dokumen_set.select_related("penanda_tangan").first(),
        "konsep_sk": _find_konsep_sk(disposisi) if is_giliran_sk(kasus) else None,
        **_describe_segel(kasus, jenis),
        "pengembalian": find_pengembalian(disposisi) if kasus.tindakan else None,
        "peringatan": list_peringatan(kasus),
        "tautan": _list_tautan(kasus),
        "tindak_lanjut": build_tindak_lanjut(kasus),
        "versi_metodologi": list_dampak_versi(kasus) if jenis == JenisTindakan.METODOLOGI else [],
        **_find_keperluan(kasus, kertas),
    }


def _list_formulir(kasus: PengukuranKinerja, user: Pengguna) -> QuerySet[Formulir]:
    """The units' forms; `terlihat` says of each whether the user may open it."""
    semua = annotate_kemajuan(Formulir.objects.filter(periode=kasus.periode_id)).select_related(
        "unit", "diserahkan_oleh", "divalidasi_oleh"
    )
    return semua.annotate(terlihat=Exists(scope_formulir(user).filter(pk=OuterRef("pk"))))


def _describe_segel(kasus: PengukuranKinerja, jenis: str | None) -> dict[str, str]:
    """What kind of seal the signer is about to put, and whether it lasts; asked only where the turn is to sign."""
    if jenis != JenisTindakan.TANDA_TANGAN and not is_giliran_sk(kasus):
        return {"kalimat_segel": "", "masa_segel": ""}
    return describe_segel(kasus.perangkat_daerah)


def _find_konsep_sk(disposisi: list[Disposisi]) -> Naskah | None:
    """The draft of the SK that stands, made by the app; where it is a scan there is none."""
    semua = (lembar for satu in reversed(disposisi) for lembar in satu.lembar)
    return next((lembar.naskah for lembar in semua if lembar.keadaan == KeadaanNaskah.KONSEP), None)


def _find_keperluan(kasus: PengukuranKinerja, kertas: KertasKerja | None) -> dict[str, bool]:
    """What the present act needs besides its record; a collection, which has no measuring, computes at its hand-in."""
    jenis, transisi = (kasus.tindakan.jenis, kasus.tindakan.transisi) if kasus.tindakan else ("", "")
    return {
        "perlu_hitung": jenis == JenisTindakan.PENGUKURAN or (transisi in PENYERAHAN and kertas is None),
        "perlu_koreksi": jenis == JenisTindakan.KOREKSI,
        "perlu_tanda_tangan": transisi == Transisi.TANDATANGANI,
        "perlu_sk": is_giliran_sk(kasus),
        "perlu_periksa": is_giliran_periksa(kasus),
        "menyerahkan": transisi in PENYERAHAN,
    }


def _list_tautan(kasus: PengukuranKinerja) -> list[tuple[str, PengukuranKinerja]]:
    """The cases that this one took its data from, or gave them to, with the word for it."""
    dipakai = ()
    if kasus.sop.jenis == JenisSop.PENGUMPULAN:
        dipakai = kasus.dipakai_set.exclude(status=Status.DIBATALKAN.value).select_related("sop", "periode")
    sumber = [("Data diambil dari", kasus.masukan)] if kasus.masukan else []
    return [*sumber, *(("Datanya dipakai oleh", satu) for satu in dipakai)]


def list_langkah(
    kasus: PengukuranKinerja, disposisi: list[Disposisi], jadwal: Jadwal | None = None
) -> list[BarisLangkah]:
    """The rows of the SOP with what was done in each, and the working time that it took."""
    kantor = kasus.perangkat_daerah
    hitung_menit = functools.partial(count_minutes, jadwal=jadwal or load_jadwal([kantor])[kantor.pk])
    kini = kasus.tindakan.langkah.nomor if kasus.tindakan else None
    sejak = None if map_penantian([kasus]) else kasus.tindakan_sejak
    hasil = []
    for langkah in kasus.sop.daftar_langkah:
        dilakukan = tuple(d for d in disposisi if d.tindakan.langkah_id == langkah.pk)
        peran = dict.fromkeys(Peran(t.peran).label for t in langkah.daftar_tindakan)
        kembali = Counter(d.kembali_ke for d in dilakukan if d.aksi == Aksi.KEMBALIKAN)
        berjalan = sejak if langkah.nomor == kini else None
        baris = BarisLangkah(
            langkah, _find_keadaan(langkah.nomor, kini, dilakukan), ", ".join(peran), dilakukan,
            write_terpakai(langkah, dilakukan, berjalan, hitung_menit), tuple(sorted(kembali.items())),
        )  # fmt: skip
        hasil.append(baris)
    return hasil


def write_terpakai(
    langkah: Langkah, dilakukan: tuple[Disposisi, ...], berjalan: datetime.datetime | None, hitung_menit: HitungMenit
) -> str:
    """The time of all acts of a step, also of those that were done again, against its mutu baku: "3 j 10 m dari 4 j".

    `berjalan`: since when an act of it waits, where one does. Blank where nothing has happened yet.
    """
    if not dilakukan and berjalan is None:
        return ""
    menit = sum(hitung_menit(satu.mulai_pada, satu.waktu) for satu in dilakukan)
    menit += hitung_menit(berjalan, timezone.now()) if berjalan else 0
    baku = f"dari {write_menit(langkah.menit)}" if langkah.menit else "tanpa mutu baku"
    return f"{write_menit(menit)} {baku}"


def _find_keadaan(nomor: int, kini: int | None, dilakukan: tuple[Disposisi, ...]) -> str:
    if nomor == kini:
        return "kini"
    if any(d.aksi == Aksi.BATALKAN for d in dilakukan):
        return "dibatalkan"
    if kini is None:
        return "selesai" if any(d.aksi == Aksi.SELESAIKAN for d in dilakukan) else "menunggu"
    return "selesai" if nomor < kini else "menunggu"
