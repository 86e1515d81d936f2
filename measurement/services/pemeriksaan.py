"""The verification row by row: approved one by one or the rest at once, given back with a note each."""

from collections.abc import Iterable, Mapping

from collection.enums import JenisKomentar
from collection.errors import IsianError
from collection.models import Pengguna, Penugasan, Realisasi
from collection.services.jejak import audited, write_jejak
from collection.services.percakapan import add_komentar
from measurement.enums import Aksi, HasilPeriksa, JenisTindakan
from measurement.errors import GiliranError
from measurement.models import BarisKertasKerja, Disposisi, PemeriksaanBaris, PengukuranKinerja
from measurement.queries_periksa import is_disetujui, is_giliran_periksa, map_pemeriksaan
from measurement.services.baris import BarisRekap, list_baris
from measurement.services.langkah import check_giliran_langkah, lock_pengukuran, run_langkah
from measurement.services.pemeriksaan_lihat import build_pemeriksaan

PANJANG_CATATAN = 2000


def approve_baris(
    *, pengukuran: PengukuranKinerja, baris: Iterable[int], user: Pengguna, versi: int
) -> list[PemeriksaanBaris]:
    """Approve these rows (keys) of the latest round; those approved already are left as they are.

    Raises what the act itself raises for who may not do it or comes too late, and IsianError for rows of another round.
    """
    with audited(kantor=pengukuran.perangkat_daerah, user=user, aksi="setujui_baris", objek=pengukuran):
        kasus, penugasan = _lock(pengukuran, user, versi)
        return _approve(kasus, _pick(kasus, baris), user, penugasan)


def approve_sisanya(*, pengukuran: PengukuranKinerja, user: Pengguna, versi: int) -> list[PemeriksaanBaris]:
    """Approve in one act all rows that ask for no eyes of their own. Raises as `approve_baris` does."""
    with audited(kantor=pengukuran.perangkat_daerah, user=user, aksi="setujui_baris", objek=pengukuran):
        kasus, penugasan = _lock(pengukuran, user, versi)
        tenang = build_pemeriksaan(kasus).tenang
        return _approve(kasus, [satu.rekap for satu in tenang], user, penugasan)


def return_baris(
    *, pengukuran: PengukuranKinerja, baris: Mapping[int, str], ke: int | None, catatan: str, user: Pengguna,
    versi: int,
) -> Disposisi:  # fmt: skip
    """Send the case back with these rows (key → note): each gets a conversation, and where units fill in again only
    those rows are open. Raises what `run_langkah` raises, IsianError without rows or for a row without a note.
    """
    with audited(kantor=pengukuran.perangkat_daerah, user=user, aksi="kembalikan_baris", objek=pengukuran):
        kasus, penugasan = _lock(pengukuran, user, versi)
        dipilih = _pick(kasus, baris)
        nota = {satu.baris.pk: baris[satu.baris.pk].strip() or catatan.strip() for satu in dipilih}
        _require_nota(nota)
        for satu in dipilih:
            _write(satu, HasilPeriksa.KEMBALI, user, penugasan, nota[satu.baris.pk])
        milik = _map_realisasi(kasus, dipilih)
        isi = {realisasi: nota[pk] for pk, realisasi in milik.items()}
        disposisi = run_langkah(
            kasus, tindakan=kasus.tindakan, aksi=Aksi.KEMBALIKAN, user=user, versi=versi,
            catatan=catatan.strip() or _write_catatan(dipilih, nota), isian={"ke": ke, "baris": isi},
        )  # fmt: skip
        if disposisi.pengukuran.tindakan.jenis != JenisTindakan.PENGISIAN:
            for realisasi, teks in isi.items():
                add_komentar(realisasi, JenisKomentar.PENGEMBALIAN, teks, user, penugasan.sebutan)
    return disposisi


def _require_nota(nota: Mapping[int, str]) -> None:
    if not nota:
        raise IsianError("Pilih baris yang dikembalikan.")
    if not all(nota.values()):
        raise IsianError("Tulis catatan pada setiap baris yang dikembalikan, atau satu catatan untuk semuanya.")
    if any(len(teks) > PANJANG_CATATAN for teks in nota.values()):
        raise IsianError(f"Catatan paling banyak {PANJANG_CATATAN} huruf.")


def _write_catatan(baris: Iterable[BarisRekap], nota: Mapping[int, str]) -> str:
    """The rows' notes as that of the whole return, within its bounds."""
    return "\n".join(f"{satu.baris.nama}: {nota[satu.baris.pk]}" for satu in baris)[:PANJANG_CATATAN]


def _lock(pengukuran: PengukuranKinerja, user: Pengguna, versi: int) -> tuple[PengukuranKinerja, Penugasan]:
    """The case, locked, where it is the verification's turn and the user's, and the page was up to date."""
    kasus = lock_pengukuran(pengukuran.pk)
    if not is_giliran_periksa(kasus):
        raise GiliranError("Baris disetujui pada langkah verifikasi; sekarang bukan gilirannya.")
    return kasus, check_giliran_langkah(kasus, kasus.tindakan, Aksi.SELESAIKAN, user, versi)


def _pick(kasus: PengukuranKinerja, kunci: Iterable[int]) -> list[BarisRekap]:
    diminta, kertas = set(kunci), kasus.kertas_kerja_set.first()
    dipilih = [satu for satu in list_baris(kertas) if satu.baris.pk in diminta] if kertas else []
    if len(dipilih) < len(diminta):
        raise IsianError("Baris yang dipilih milik kertas kerja putaran lain. Muat ulang halaman.")
    return dipilih


def _approve(
    kasus: PengukuranKinerja, baris: Iterable[BarisRekap], user: Pengguna, penugasan: Penugasan
) -> list[PemeriksaanBaris]:
    kertas = kasus.kertas_kerja_set.first()
    ada = map_pemeriksaan(kertas) if kertas else {}
    baru = [satu for satu in baris if not is_disetujui(ada, satu.baris.pk)]
    hasil = [_write(satu, HasilPeriksa.SETUJU, user, penugasan) for satu in baru]
    if hasil:
        isi = {"putaran": kertas.putaran, "disetujui": [satu.baris.nama for satu in baru]}
        write_jejak(kantor=kasus.perangkat_daerah, user=user, aksi="setujui_baris", objek=kasus, baru=isi)
    return hasil


def _write(
    rekap: BarisRekap, hasil: HasilPeriksa, user: Pengguna, penugasan: Penugasan, catatan: str = ""
) -> PemeriksaanBaris:
    koreksi = rekap.riwayat[-1] if rekap.riwayat else None
    return PemeriksaanBaris.objects.create(
        baris=rekap.baris, koreksi=koreksi, hasil=hasil.value, catatan=catatan, pengguna=user,
        sebutan=penugasan.sebutan,
    )  # fmt: skip


def _map_realisasi(kasus: PengukuranKinerja, baris: Iterable[BarisRekap]) -> dict[int, Realisasi]:
    """Key of each row → its cell in a unit's form. Raises IsianError for an indicator that no form has."""
    milik: dict[int, BarisKertasKerja] = {satu.baris.indikator_id: satu.baris for satu in baris}
    jalan = ("formulir__unit", "formulir__periode__perangkat_daerah", "target__indikator")
    semua = Realisasi.objects.filter(periode=kasus.periode_id, indikator__in=milik).select_related(*jalan)
    ada = {satu.indikator_id: satu for satu in semua}
    if kurang := [satu.nama for kunci, satu in milik.items() if kunci not in ada]:
        raise IsianError(f"Tidak ada pada formulir unit mana pun: {', '.join(kurang)}. Kembalikan tanpa baris itu.")
    return {satu.pk: ada[kunci] for kunci, satu in milik.items()}
