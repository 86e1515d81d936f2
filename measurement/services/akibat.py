"""What finishing an act does besides moving the case: one function per kind of act or transition."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from collection.enums import Peran
from collection.models import Realisasi, Unit
from collection.services import formulir
from collection.services.periode import open_otomatis
from measurement.enums import JenisTindakan, Status, Transisi
from measurement.errors import KelengkapanError
from measurement.giliran import write_tunggakan
from measurement.ketentuan import write_ketentuan
from measurement.models import Disposisi, PengukuranKinerja
from measurement.queries import find_masukan, find_pejabat
from measurement.queries_periksa import write_belum_diperiksa
from measurement.services.baris import list_baris
from measurement.services.kekurangan import find_tanpa_tanda_terima, find_terutang, requires_validasi
from measurement.services.kertas_kerja import find_belum_dihitung, freeze_kertas_kerja
from measurement.services.laporan import prepare_laporan, sign_laporan
from measurement.services.metodologi import build_ketentuan, choose_metodologi
from measurement.services.tindak_lanjut import record_rencana, write_terbuka
from measurement.tenggat import map_penantian

Isian = Mapping[str, Any]
Akibat = Callable[[PengukuranKinerja, Disposisi, Isian], dict[str, Any]]


@sensitive_variables("isian")
def run_akibat(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """The effects of the act's kind and of its transition; what they return goes on record.

    Raises KelengkapanError with all that is missing for both; whoever calls rolls back.
    """
    hasil: dict[str, Any] = {}
    kurang: list[str] = []
    for akibat in (_JENIS.get(kasus.tindakan.jenis), _TRANSISI.get(kasus.tindakan.transisi)):
        try:
            hasil |= akibat(kasus, disposisi, isian) if akibat else {}
        except KelengkapanError as galat:
            kurang.append(str(galat))
    if kurang:
        raise KelengkapanError(" ".join(dict.fromkeys(kurang)))
    return hasil


def run_kembali(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """After a return: the chosen rows' units, or the chosen units (none chosen: all), get their forms back.

    Only where the case goes back to filling in. With `baris` (row → note) nothing but those rows opens.

    Targets and units that came since the forms were sent have theirs from now on; a triwulan that was closed meanwhile
    is open again.
    """
    if kasus.tindakan.jenis != JenisTindakan.PENGISIAN:
        return {}
    periode, user = kasus.periode, disposisi.pengguna
    open_otomatis(periode=periode, alasan=f"Formulir dikembalikan: {disposisi.catatan}", user=user)
    unit = Unit.objects.filter(perangkat_daerah=kasus.perangkat_daerah, pk__in=isian.get("unit") or [])
    baris: Mapping[Realisasi, str] = isian.get("baris") or {}
    formulir.prepare_formulir(periode=periode, user=user)
    formulir.return_formulir(
        periode=periode, unit=unit or None, catatan=disposisi.catatan, user=user, sebutan=disposisi.sebutan,
        baris=baris,
    )  # fmt: skip
    formulir.distribute_formulir(periode=periode, user=user)
    return {"unit": [u.nama for u in unit], **({"baris": [str(b.target.indikator) for b in baris]} if baris else {})}


def run_batal(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """A revision that is called off closes the forms again: the triwulan is finished, as it was before.

    Not where another case of the triwulan runs, or where the revision takes its data from another procedure.
    """
    lain = kasus.periode.pengukuran_set.exclude(pk=kasus.pk).exclude(tindakan=None)
    if kasus.menggantikan_id and not kasus.sop.masukan and not lain.exists():
        formulir.close_formulir(periode=kasus.periode, user=disposisi.pengguna)
    return {}


def enter_tindakan(kasus: PengukuranKinerja) -> None:
    """While the signature is awaited the report is prepared: a draft for all, for the Kepala what will be signed.

    Where nobody is Kepala today it waits for whoever will be, who prepares it by opening the case: a report names its
    signer. What the act before it put on record stands all the same.
    """
    if kasus.status == Status.TANDA_TANGAN and find_pejabat(kasus.perangkat_daerah, Peran.KEPALA):
        prepare_laporan(kasus)


def _require(kasus: PengukuranKinerja, alasan: str) -> None:
    if alasan:
        raise KelengkapanError(f"{kasus.tindakan}: {alasan}")


def _fix_metodologi(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """The case keeps the chosen version; what it lays down goes on record in words."""
    kasus.metodologi = choose_metodologi(
        kasus.perangkat_daerah, kasus.periode.tahun, int(isian["metodologi"]), disposisi.pengguna
    )
    isi = build_ketentuan(kasus.metodologi)
    ketentuan = [f"{label}: {teks}" for label, teks in write_ketentuan(isi)]
    return {"metodologi": str(kasus.metodologi.versi), "ketentuan": ketentuan}


def _prepare_formulir(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    semua = formulir.prepare_formulir(periode=kasus.periode, user=disposisi.pengguna)
    return {"disiapkan": [f.unit.nama for f in semua]}


def _require_tanda_terima(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Every unit that has a form has its line in the tanda terima (SOP Mahakam Ulu, pengumpulan, langkah 6)."""
    formulir.prepare_formulir(periode=kasus.periode, user=disposisi.pengguna)
    _require(kasus, find_tanpa_tanda_terima(kasus, isian))
    return {}


def _require_validasi(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Nothing is validated that was not handed in."""
    _require_terkumpul(kasus, disposisi, isian)
    return {"divalidasi": [f.unit.nama for f in kasus.periode.formulir_set.select_related("unit")]}


def _open_pengumpulan(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """The units' forms; those that a cancelled case left closed are open again with what is in them.

    A case that takes its data from another procedure opens none: no unit fills in twice.
    """
    if kasus.sop.masukan:
        return {}
    open_otomatis(periode=kasus.periode, alasan=f"Pengumpulan data dimulai: {kasus}.", user=disposisi.pengguna)
    semua = formulir.prepare_formulir(periode=kasus.periode, user=disposisi.pengguna)
    formulir.return_formulir(periode=kasus.periode, unit=None, catatan="Dibuka kembali.", user=disposisi.pengguna)
    formulir.distribute_formulir(periode=kasus.periode, user=disposisi.pengguna)
    return {"formulir": [f.unit.nama for f in semua]}


def _require_terkumpul(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    _require(kasus, find_terutang(kasus, isian))
    return {}


def _gather(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """The units' forms are closed; or the finished collection is linked, whose figures then count as handed in."""
    if kasus.sop.masukan:
        return _link_masukan(kasus)
    wajib = requires_validasi(kasus)
    tanpa = formulir.receive_formulir(periode=kasus.periode, user=disposisi.pengguna, wajib=wajib)
    return {"tanpa_validasi": tanpa} if tanpa and wajib else {}


def _link_masukan(kasus: PengukuranKinerja) -> dict[str, Any]:
    _require(kasus, map_penantian([kasus]).get(kasus.pk, ""))
    kasus.masukan = find_masukan(kasus)
    kertas = kasus.masukan.kertas_kerja_set.first()
    return {"masukan": str(kasus.masukan), "masukan_putaran": kertas.putaran}


def _require_hitungan(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    if alasan := find_belum_dihitung(kasus):
        raise KelengkapanError(alasan)
    return {"putaran": kasus.kertas_kerja_set.first().putaran}


def _freeze(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    freeze_kertas_kerja(kasus)
    return {"putaran": kasus.kertas_kerja_set.first().putaran}


def _ask_tindak_lanjut(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """What was open from earlier cases goes on record; the late ones must have news since this case began."""
    _require(kasus, write_tunggakan(kasus))
    return write_terbuka(kasus)


def _check_pemeriksaan(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """Every row was looked at and approved, and what was open from earlier cases goes on record."""
    alasan = [write_belum_diperiksa(kasus), write_tunggakan(kasus)]
    _require(kasus, " ".join(filter(None, alasan)))
    return write_terbuka(kasus)


def _record_rencana(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    return record_rencana(kasus, isian["rencana"], disposisi.pengguna, disposisi.sebutan)


def _count_koreksi(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    return {"dikoreksi": sum(b.koreksi is not None for b in list_baris(kasus.kertas_kerja_set.first()))}


def _start_penanti(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    """With the end of a collection the turn comes of who waited for it: their clock begins now, not before."""
    lain = kasus.periode.pengukuran_set.filter(sop__masukan=kasus.prosedur).exclude(tindakan=None)
    menunggu = map_penantian(lain.select_related("sop", "periode", "tindakan"))
    PengukuranKinerja.objects.filter(pk__in=menunggu).update(tindakan_sejak=timezone.now())
    return {}


@sensitive_variables("isian")
def _sign(kasus: PengukuranKinerja, disposisi: Disposisi, isian: Isian) -> dict[str, Any]:
    dokumen = sign_laporan(
        kasus, user=disposisi.pengguna, sebutan=disposisi.sebutan, frasa=isian.get("frasa", ""),
        sha256_dilihat=isian.get("sha256", ""), upaya=isian.get("upaya"),
    )  # fmt: skip
    return {"nomor": dokumen.nomor, "sha256": dokumen.sha256}


_JENIS: dict[str, Akibat] = {
    JenisTindakan.METODOLOGI: _fix_metodologi,
    JenisTindakan.FORMULIR: _prepare_formulir,
    JenisTindakan.DISTRIBUSI: _require_tanda_terima,
    JenisTindakan.PENGISIAN: _require_terkumpul,
    JenisTindakan.VALIDASI: _require_validasi,
    JenisTindakan.HIMPUN: _gather,
    JenisTindakan.PENGUKURAN: _require_hitungan,
    JenisTindakan.REKAP: _ask_tindak_lanjut,
    JenisTindakan.PERIKSA: _check_pemeriksaan,
    JenisTindakan.KOREKSI: _count_koreksi,
    JenisTindakan.TINDAK_LANJUT: _record_rencana,
}
_TRANSISI: dict[str, Akibat] = {
    Transisi.MULAI_PENGUMPULAN: _open_pengumpulan,
    Transisi.AJUKAN: _freeze,
    Transisi.AJUKAN_KOREKSI: _freeze,
    Transisi.TANDATANGANI: _sign,
    Transisi.ARSIPKAN: _start_penanti,
}
