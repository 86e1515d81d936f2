"""The office's own wording and number pattern of each kind of paper: versions, never edited."""

from collections.abc import Mapping

from django.db.models import Max

from collection.errors import BentrokError, IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.services.jejak import audited, write_jejak
from collection.services.kantor import check_pola_nomor, lock_kantor
from measurement.enums import JenisNaskah
from measurement.models import TemplatNaskah
from measurement.naskah import BERNOMOR, check_teks
from measurement.naskah_baku import BAGIAN

PANJANG_TEKS = 3000


def find_templat(kantor: PerangkatDaerah, jenis: JenisNaskah) -> TemplatNaskah | None:
    """The version in force; none where the office has never changed the usual wording."""
    return TemplatNaskah.objects.filter(perangkat_daerah=kantor, jenis=jenis.value).order_by("-versi").first()


def save_templat(
    *, kantor: PerangkatDaerah, jenis: JenisNaskah, teks: Mapping[str, str], pola_nomor: str, versi: int, user: Pengguna
) -> TemplatNaskah | None:
    """A new version; None where nothing differs. `versi` is the version that the user saw (0: the usual wording).

    Raises AksesError for others than its Admin, IsianError per part, BentrokError where somebody was faster.
    """
    with audited(kantor=kantor, user=user, aksi="ubah_templat", objek=kantor):
        kantor = lock_kantor(kantor, user)
        check_templat(kantor, jenis, teks, pola_nomor)
        lama = find_templat(kantor, jenis)
        if (lama.versi if lama else 0) != versi:
            raise BentrokError("Templat ini baru saja diubah orang lain. Muat ulang halaman, lalu ubah lagi.")
        beda = {bagian.nama: teks[bagian.nama] for bagian in BAGIAN[jenis] if teks[bagian.nama] != bagian.teks}
        if beda == (lama.teks if lama else {}) and pola_nomor == (lama.pola_nomor if lama else ""):
            return None
        return _add(kantor, jenis, beda, pola_nomor, user)


def check_templat(kantor: PerangkatDaerah, jenis: JenisNaskah, teks: Mapping[str, str], pola_nomor: str) -> None:
    """Raises IsianError with everything that is wrong, by part."""
    galat = {bagian.nama: check_teks(bagian.label, teks[bagian.nama]) for bagian in BAGIAN[jenis]}
    kesalahan = {nama: [pesan] for nama, pesan in galat.items() if pesan}
    if pola_nomor and jenis in BERNOMOR:
        try:
            check_pola_nomor(kantor, pola_nomor)
        except IsianError as error:
            kesalahan |= error.kesalahan
    if kesalahan:
        raise IsianError("Ada bagian templat yang belum benar.", kesalahan)


def reset_templat(*, kantor: PerangkatDaerah, jenis: JenisNaskah, user: Pengguna) -> TemplatNaskah | None:
    """Back to the usual wording and the office's pattern, as a new version; None where it is so already."""
    with audited(kantor=kantor, user=user, aksi="ubah_templat", objek=kantor):
        kantor = lock_kantor(kantor, user)
        lama = find_templat(kantor, jenis)
        if lama is None or not (lama.teks or lama.pola_nomor):
            return None
        return _add(kantor, jenis, {}, "", user)


def _add(
    kantor: PerangkatDaerah, jenis: JenisNaskah, teks: Mapping[str, str], pola_nomor: str, user: Pengguna
) -> TemplatNaskah:
    semua = TemplatNaskah.objects.filter(perangkat_daerah=kantor, jenis=jenis.value)
    versi = (semua.aggregate(terakhir=Max("versi"))["terakhir"] or 0) + 1
    baru = TemplatNaskah.objects.create(
        perangkat_daerah=kantor, jenis=jenis.value, versi=versi, teks=dict(teks), pola_nomor=pola_nomor,
        dibuat_oleh=user,
    )  # fmt: skip
    write_jejak(
        kantor=kantor, user=user, aksi="ubah_templat", objek=baru,
        baru={"jenis": jenis.value, "versi": versi, "teks": dict(teks), "pola_nomor": pola_nomor},
    )  # fmt: skip
    return baru


def list_riwayat(kantor: PerangkatDaerah, jenis: JenisNaskah) -> list[TemplatNaskah]:
    """Every version, the newest first."""
    semua = TemplatNaskah.objects.filter(perangkat_daerah=kantor, jenis=jenis.value)
    return list(semua.select_related("dibuat_oleh").order_by("-versi"))


def list_templat(kantor: PerangkatDaerah) -> dict[str, TemplatNaskah]:
    """The version in force of each kind that the office has ever changed."""
    semua = TemplatNaskah.objects.filter(perangkat_daerah=kantor).select_related("dibuat_oleh").order_by("versi")
    return {satu.jenis: satu for satu in semua}
