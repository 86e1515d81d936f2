"""Moving a case in a test, by whoever holds its acts today. Each gives the case as it is afterwards."""

from collection.enums import Peran
from collection.models import Pengguna
from measurement.enums import Aksi
from measurement.models import BarisKertasKerja, KertasKerja, Koreksi, PengukuranKinerja
from measurement.queries_periksa import write_belum_diperiksa
from measurement.services.contoh import Contoh, approve_semua
from measurement.services.kertas_kerja import compute_kertas_kerja, correct_baris
from measurement.services.langkah import run_langkah
from tests.factories.kantor_contoh import FRASA, get_user


def fetch(kasus: PengukuranKinerja) -> PengukuranKinerja:
    """The case as the database has it, nothing kept in memory."""
    return PengukuranKinerja.objects.get(pk=kasus.pk)


def build_contoh(kasus: PengukuranKinerja) -> Contoh:
    """A drive without a return or correction of its own."""
    contoh = Contoh(kasus.perangkat_daerah, 1, FRASA)
    contoh.dikembalikan = contoh.dikoreksi = True
    return contoh


def do(kasus: PengukuranKinerja) -> PengukuranKinerja:
    """The present act with all that belongs before it: forms filled in, figures computed."""
    build_contoh(kasus).do_tindakan(kasus)
    return fetch(kasus)


def approve(kasus: PengukuranKinerja, user: Pengguna) -> None:
    """Every row of the latest round where the present act verifies it, as it wants before it is finished."""
    if write_belum_diperiksa(kasus):
        approve_semua(kasus, user)


def finish(kasus: PengukuranKinerja) -> PengukuranKinerja:
    """The present act alone."""
    contoh = build_contoh(kasus)
    contoh.run_langkah(kasus, Aksi.SELESAIKAN, contoh.build_isian(kasus))
    return fetch(kasus)


def walk_to(kasus: PengukuranKinerja, nomor: int) -> PengukuranKinerja:
    """On to the step; to the end where it never comes."""
    while kasus.tindakan and kasus.tindakan.langkah.nomor != nomor:
        kasus = do(kasus)
    return kasus


def send_back(kasus: PengukuranKinerja, ke: int, catatan: str = "Periksa lagi.", **isian: object) -> PengukuranKinerja:
    """Returned to the step by who holds the present act."""
    build_contoh(kasus).run_langkah(kasus, Aksi.KEMBALIKAN, {"ke": ke, **isian}, catatan)
    return fetch(kasus)


def cancel(kasus: PengukuranKinerja, catatan: str = "Tidak jadi.") -> PengukuranKinerja:
    """Called off by the Kepala."""
    kepala = build_contoh(kasus).find(Peran.KEPALA)
    run_langkah(
        kasus, tindakan=kasus.tindakan, aksi=Aksi.BATALKAN, user=kepala, versi=kasus.versi, catatan=catatan, isian={}
    )
    return fetch(kasus)


def compute(kasus: PengukuranKinerja, peran: str = "tim_sakip") -> KertasKerja:
    """A new round, by the demo account of the role."""
    return compute_kertas_kerja(pengukuran=kasus, user=get_user(peran))


def get_baris(kasus: PengukuranKinerja, kode: str) -> BarisKertasKerja:
    """The indicator's row of the latest round."""
    return kasus.kertas_kerja_set.first().baris_set.get(kode=kode)


def correct(
    baris: BarisKertasKerja, isi: str = "4", alasan: str = "Salah ketik.", *, versi: int | None = None,
    peran: str = "kepala",
) -> Koreksi:  # fmt: skip
    """A correction by the demo account of the role, from a page that is up to date unless `versi` says otherwise."""
    versi = baris.kertas_kerja.pengukuran.versi if versi is None else versi
    return correct_baris(baris=baris, isi=isi, alasan=alasan, versi=versi, user=get_user(peran))
