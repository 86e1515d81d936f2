"""Taking back the last import, as long as nothing was built on it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import ProtectedError
from django.utils import timezone

from collection.errors import BentrokError, IsianError
from collection.models import Impor, Pengguna, PerjanjianKinerja, StatusImpor
from collection.queries import require_peran
from collection.services.hasil_impor import Ubahan
from collection.services.impor import PERAN_IMPOR, lock_impor
from collection.services.indikator import BEKU, KOMPONEN, check_beku
from collection.services.jejak import CatatanJejak, audited, write_jejak, write_jejak_semua, write_nilai
from collection.services.kemajuan import tell, track
from collection.services.pk import drop_draf, is_salinan
from collection.services.tulis_angka import ANGKA, DALAM_PK, is_lain
from collection.services.tulis_impor import URUTAN, get_model, write_ubahan

BERUBAH = "{} sudah diubah sesudah impor ini, jadi impornya tidak dapat diurungkan."
DIPAKAI = "Impor ini tidak dapat diurungkan, sebab {} sudah dipakai: {}."


def find_halangan(impor: Impor) -> str:
    """Why an applied import cannot be taken back, as far as can be told beforehand; empty where nothing is known."""
    terapan = impor.perangkat_daerah.impor_set.filter(
        status=StatusImpor.DITERAPKAN, selesai_pada__gt=impor.selesai_pada
    )
    sesudah = terapan.defer("rincian", "ubahan").first()
    if sesudah is not None:
        return f"Sesudahnya diterapkan impor {sesudah.nama}. Urungkan itu lebih dahulu."
    return _find_halangan_draf(impor) or _find_berubah(impor)


def _find_halangan_draf(impor: Impor) -> str:
    if "draf" not in impor.ringkasan:
        return ""
    pk = PerjanjianKinerja.objects.filter(pk=impor.ringkasan["draf"]).first()
    if pk is None:
        return "Draf Perjanjian Kinerja yang diisinya sudah dihapus."
    return "" if pk.is_draf else f"{pk} sudah ditetapkan sesudah impor ini, jadi isinya tidak diubah lagi."


def _find_berubah(impor: Impor) -> str:
    """Whether a row of it is another by now. The trail tells which rows to look at: mostly none, or a few."""
    semua = [Ubahan(*satu) for satu in impor.ubahan]
    jejak = impor.perangkat_daerah.jejak_set.filter(
        waktu__gt=impor.selesai_pada, diterima=True, objek__in={satu.model for satu in semua}
    )
    kena: dict[str, dict[int, str]] = {}
    for model, kunci, label in jejak.order_by().values_list("objek", "objek_id", "label"):
        kena.setdefault(model, {})[kunci] = label
    if not kena:
        return ""
    milik = {nama: _list_kunci(nama, isi) for nama, isi in kena.items() if nama in ANGKA}
    for satu in semua:
        label = kena.get(satu.model, {})
        dekat = satu.pk in label or satu.label in label.values()
        if satu.model in ANGKA:
            dekat = dekat or tuple(satu.kunci.values()) in milik.get(satu.model, ())
        if dekat and _is_berubah(impor, satu):
            return BERUBAH.format(satu.label)
    return ""


def _list_kunci(nama: str, kunci: Iterable[int]) -> set[tuple]:
    """What these figures hang on."""
    model, kolom = ANGKA[nama]
    return set(model._default_manager.filter(pk__in=kunci).order_by().values_list(*kolom))


def _is_berubah(impor: Impor, satu: Ubahan) -> bool:
    """Whether what is stored is not what the import wrote; a figure that is gone is empty."""
    model = get_model(satu.model)
    milik: dict[str, object] = dict(satu.kunci) if satu.model in ANGKA else {"pk": satu.pk}
    if satu.model in DALAM_PK:
        milik["perjanjian_kinerja"] = impor.ringkasan["draf"]
    objek = model._default_manager.filter(**milik).first()
    if objek is None or satu.model not in ANGKA:
        return any(objek is None or write_nilai(getattr(objek, n)) != nilai for n, nilai in satu.baru.items() if nilai)
    return any(is_lain(nilai, getattr(objek, n), n) for n, nilai in satu.baru.items())


def undo_impor(*, impor: Impor, user: Pengguna) -> Impor:
    """Put back every row as it was before the import, or none. A second click changes nothing.

    Raises AksesError, BentrokError where a row was changed since or the agreement stipulated, IsianError where
    something hangs on a row that the import added.
    """
    with audited(kantor=impor.perangkat_daerah, user=user, aksi="urungkan_impor", objek=impor):
        require_peran(user, impor.perangkat_daerah, *PERAN_IMPOR)
        with track(impor.perangkat_daerah, user, f"Mengurungkan {impor.nama}", 3):
            return _undo(lock_impor(impor), user)


def _undo(impor: Impor, user: Pengguna) -> Impor:
    if impor.status == StatusImpor.DIURUNGKAN:
        return impor
    if impor.status != StatusImpor.DITERAPKAN:
        raise BentrokError("Impor ini belum diterapkan, jadi tidak ada yang diurungkan.")
    tell("memeriksa bahwa isinya belum dipakai", 1)
    halangan = find_halangan(impor)
    if halangan:
        raise BentrokError(halangan)
    ubahan = [Ubahan(*satu) for satu in impor.ubahan]
    _write_balik(impor, user, [satu for satu in ubahan if not _is_tambahan(satu)])
    _delete_tambahan(impor, user, [satu for satu in ubahan if _is_tambahan(satu)])
    _delete_draf(impor)
    impor.status, impor.diurungkan_pada = StatusImpor.DIURUNGKAN.value, timezone.now()
    impor.save(update_fields=["status", "diurungkan_pada"])
    write_jejak(
        kantor=impor.perangkat_daerah, user=user, aksi="urungkan_impor", objek=impor,
        lama={"status": StatusImpor.DITERAPKAN.value}, baru={"status": impor.status, "baris": len(ubahan)},
    )  # fmt: skip
    return impor


def _is_tambahan(ubahan: Ubahan) -> bool:
    """Whether the import added an element or an indicator; figures go by themselves once they are empty."""
    return ubahan.model not in ANGKA and bool(ubahan.kunci)


def _write_balik(impor: Impor, user: Pengguna, ubahan: list[Ubahan]) -> None:
    """The old values in place of the new ones."""
    for satu in ubahan:
        kini, semula = ({n.removesuffix("_id"): isi for n, isi in sisi.items()} for sisi in (satu.baru, satu.lama))
        if satu.model == "indikator" and kini.keys() & {*BEKU, *KOMPONEN}:
            check_beku(get_model("indikator")._default_manager.get(pk=satu.pk), kini, semula)
    balik = [satu._replace(lama=satu.baru, baru=satu.lama) for satu in ubahan]
    pk = None
    if any(satu.model in DALAM_PK for satu in ubahan):
        pk = PerjanjianKinerja.objects.get(pk=impor.ringkasan["draf"])
    try:
        write_ubahan(kantor=impor.perangkat_daerah, pk=pk, ubahan=balik, user=user, impor=impor.pk)
    except BentrokError as error:
        sebab = str(error).replace("berkas ini diperiksa", "impor diterapkan").partition(" Unggah")[0]
        raise BentrokError(f"Impor ini tidak dapat diurungkan lagi. {sebab}") from error


def _delete_tambahan(impor: Impor, user: Pengguna, ubahan: list[Ubahan]) -> None:
    """What the import added, from the bottom up."""
    jejak = []
    for nama in reversed(URUTAN):
        milik = [satu for satu in ubahan if satu.model == nama]
        if milik:
            tell(f"menghapus {get_model(nama)._meta.verbose_name} yang ditambahkan", 3, len(jejak), len(ubahan))
        kini = get_model(nama)._default_manager.in_bulk([satu.pk for satu in milik])
        for satu in milik:
            objek = kini.get(satu.pk)
            if objek is None or any(write_nilai(getattr(objek, n)) != nilai for n, nilai in satu.baru.items()):
                raise BentrokError(BERUBAH.format(satu.label))
            sebutan = objek._meta.verbose_name.replace(" ", "_")
            jejak.append(CatatanJejak(f"hapus_{sebutan}", nama, objek.pk, satu.label, satu.baru, {"impor": impor.pk}))
        _delete(get_model(nama), [satu.pk for satu in milik])
    write_jejak_semua(kantor=impor.perangkat_daerah, user=user, catatan=jejak)


def _delete(model: type[models.Model], kunci: list[int | None]) -> None:
    """Raises IsianError naming what hangs on the rows."""
    try:
        model._default_manager.filter(pk__in=kunci).delete()
    except ProtectedError as error:
        satu = next(iter(error.protected_objects))
        raise IsianError(
            DIPAKAI.format(model._meta.verbose_name, f"{satu._meta.verbose_name} “{str(satu)[:80]}”")
        ) from error


def _delete_draf(impor: Impor) -> None:
    """The draft that the import made, where nothing was written into it since."""
    if not impor.ringkasan.get("draf_baru"):
        return
    pk = PerjanjianKinerja.objects.get(pk=impor.ringkasan["draf"])
    if is_salinan(pk):
        drop_draf(pk)
