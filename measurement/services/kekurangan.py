"""What an act lacks besides its own record: figures, forms, follow-ups. Told together with the record's faults."""

from collections.abc import Callable, Mapping
from typing import Any

from collection.models import Formulir
from collection.queries import list_terutang, list_unit_pelapor
from collection.queries_formulir import map_belum_divalidasi
from measurement.enums import JenisTindakan, Transisi
from measurement.giliran import write_tunggakan
from measurement.models import PengukuranKinerja, Tindakan
from measurement.queries_periksa import write_belum_diperiksa
from measurement.services.kertas_kerja import find_belum_dihitung, find_halangan_serah
from measurement.tenggat import map_penantian

Isian = Mapping[str, Any]
Kekurangan = Callable[[PengukuranKinerja, Isian], str]


def list_kekurangan_kasus(kasus: PengukuranKinerja, isian: Isian) -> list[str]:
    """A sentence for each thing that the present act waits for; nothing is changed. `isian`: what was typed."""
    tindakan = kasus.tindakan
    semua = (_JENIS.get(tindakan.jenis), _TRANSISI.get(tindakan.transisi))
    return list(dict.fromkeys(pesan for satu in semua if satu and (pesan := satu(kasus, isian))))


def find_terutang(kasus: PengukuranKinerja, isian: Isian) -> str:
    """The units that have not handed in."""
    terutang = [f.unit.nama for f in list_terutang(kasus.periode)]
    return f"Belum menyerahkan formulir: {', '.join(terutang)}." if terutang else ""


def requires_validasi(kasus: PengukuranKinerja) -> bool:
    """Whether forms are to be validated before they are gathered: the office says so, and the SOP has no act for it.

    Where the SOP validates after the gathering (Banyumas, langkah 7), that act is the validation.
    """
    if not kasus.perangkat_daerah.wajib_validasi:
        return False
    return not Tindakan.objects.filter(langkah__sop=kasus.sop_id, jenis=JenisTindakan.VALIDASI.value).exists()


def find_tak_terhimpun(kasus: PengukuranKinerja) -> str:
    """The forms that were given back, and those whose validation the office asks for; empty where none is."""
    if kasus.sop.masukan:
        return ""
    if terutang := find_terutang(kasus, {}):
        return terutang
    formulir = list(Formulir.objects.filter(periode=kasus.periode_id).select_related("unit"))
    belum = map_belum_divalidasi(formulir) if requires_validasi(kasus) else {}
    ditunggu = [f"{f.unit.nama} ({belum[f.pk].nama})" for f in formulir if f.pk in belum and belum[f.pk].orang]
    return f"Belum divalidasi: {', '.join(ditunggu)}." if ditunggu else ""


def find_tanpa_tanda_terima(kasus: PengukuranKinerja, isian: Isian) -> str:
    """The units with a form (before there are any: all that report) that the tanda terima does not name."""
    semua = [f.unit.nama for f in kasus.periode.formulir_set.select_related("unit")]
    semua = semua or [unit.nama for unit in list_unit_pelapor(kasus.perangkat_daerah)]
    menerima = {baris[0] for baris in isian.get("penerima") or ()}
    kurang = [nama for nama in semua if nama not in menerima]
    return f"Belum ada tanda terima dari {', '.join(kurang)}." if kurang and not isian.get("pindaian") else ""


_JENIS: Mapping[str, Kekurangan] = {
    JenisTindakan.DISTRIBUSI: find_tanpa_tanda_terima,
    JenisTindakan.PENGISIAN: find_terutang,
    JenisTindakan.VALIDASI: find_terutang,
    JenisTindakan.HIMPUN: lambda kasus, isian: map_penantian([kasus]).get(kasus.pk, "") or find_tak_terhimpun(kasus),
    JenisTindakan.PENGUKURAN: lambda kasus, isian: find_belum_dihitung(kasus),
    JenisTindakan.REKAP: lambda kasus, isian: write_tunggakan(kasus),
    JenisTindakan.PERIKSA: lambda kasus, isian: " ".join(
        filter(None, [write_belum_diperiksa(kasus), write_tunggakan(kasus)])
    ),
}
_TRANSISI: Mapping[str, Kekurangan] = {
    Transisi.AJUKAN: lambda kasus, isian: find_halangan_serah(kasus),
    Transisi.AJUKAN_KOREKSI: lambda kasus, isian: find_halangan_serah(kasus),
}
