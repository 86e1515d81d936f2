"""Every return of the SOP, walked on to the end: status, pointer, trail, forms, figures and report agree."""

import json

import pytest

from collection.enums import Peran
from collection.models import Formulir, Jejak
from measurement import rules
from measurement.enums import Aksi, Status, Transisi
from measurement.errors import KelengkapanError
from measurement.models import NomorSurat, PengukuranKinerja
from measurement.services.rekap import is_terverifikasi
from measurement.services.sop import build_sop
from measurement.sop import walk, walk_status
from tests.factories.bersama import share
from tests.factories.gerak import build_contoh, correct, do, fetch, get_baris, send_back, walk_to
from tests.factories.kantor_contoh import create_kasus

pytestmark = pytest.mark.django_db

JUMLAH = "2.14.03.2.01.0014"
# from, to, status there, kind of its first act, the forms then
KEMBALI = [
    (11, 8, "kertas_kerja", "pengukuran", "diterima"),
    (11, 7, "pengumpulan", "pengisian", "dikirim"),
    (12, 10, "kertas_kerja", "lapor", "diterima"),
    (14, 12, "koreksi", "koreksi", "diterima"),
]


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Sekretaris at step 11."""
    return PengukuranKinerja.objects.get(pk=basis)


def list_nomor(kasus, sejak=0):
    """Steps of the acts done since then."""
    return list(kasus.disposisi_set.filter(urutan__gt=sejak).values_list("tindakan__langkah__nomor", flat=True))


def assert_selaras(kasus):
    """Pointer and status are a pair of the SOP; the trail is a chain that ends in them and counts them."""
    jejak = list(kasus.disposisi_set.order_by("urutan"))
    assert [satu.urutan for satu in jejak] == list(range(1, kasus.versi + 1))
    assert [satu.dari_status for satu in jejak] == ["disposisi", *(satu.ke_status for satu in jejak[:-1])]
    assert jejak[-1].ke_status == kasus.status
    assert jejak[-1].waktu <= kasus.tindakan_sejak
    posisi = (kasus.tindakan.langkah.nomor, kasus.tindakan.urutan)
    assert walk_status(build_sop(kasus.sop))[posisi] == kasus.status


def test_the_table_above_has_every_return_of_the_sop(kasus):
    ada = [(posisi[0], ke) for posisi, satu, _, _ in walk(build_sop(kasus.sop)) for ke in satu.kembali_ke]
    assert ada == [baris[:2] for baris in KEMBALI]


@pytest.mark.parametrize(("dari", "ke", "status", "jenis", "formulir"), KEMBALI)
def test_return_leads_back_and_on_again(kasus, dari, ke, status, jenis, formulir):
    semula = walk_to(kasus, dari)
    kasus = send_back(semula, ke, "Lengkapi.")
    assert (kasus.status, kasus.tindakan.langkah.nomor, kasus.tindakan.urutan) == (status, ke, 1)
    assert kasus.tindakan.jenis == jenis
    assert set(Formulir.objects.filter(periode=kasus.periode).values_list("status", flat=True)) == {formulir}
    satu = kasus.disposisi_set.last()
    assert (satu.aksi, satu.dari_status, satu.ke_status, satu.kembali_ke) == ("kembalikan", semula.status, status, ke)
    assert (satu.catatan, satu.tindakan) == ("Lengkapi.", semula.tindakan)
    jejak = Jejak.objects.filter(aksi="langkah_kembalikan").get()
    assert (jejak.lama, jejak.baru) == ({"status": semula.status, "langkah": dari}, {"status": status, "langkah": ke})
    assert_selaras(kasus)
    sesudah = kasus.versi
    while kasus.tindakan.langkah.nomor != 14:
        kasus = do(kasus)
        assert_selaras(kasus)
    semua = [posisi[0] for posisi, _, _, _ in walk(build_sop(kasus.sop))]
    assert list_nomor(kasus, sesudah) == [nomor for nomor in semua if ke <= nomor < 14]
    assert is_terverifikasi(kasus)


def test_a_case_returned_by_everybody_in_turn_still_ends_lawfully(kasus):
    for dari, ke, *_ in [KEMBALI[3], KEMBALI[2], KEMBALI[0], KEMBALI[3], KEMBALI[2], KEMBALI[1]]:
        kasus = send_back(walk_to(kasus, dari), ke)
        assert is_terverifikasi(kasus) is (ke == 12)
    kasus = walk_to(kasus, 0)
    assert (kasus.status, kasus.tindakan) == ("selesai", None)
    assert kasus.dokumen_set.get().status == "ditandatangani"
    maju = kasus.disposisi_set.filter(aksi="selesaikan").exclude(tindakan__transisi="")
    jejak = [(Transisi(t), Peran(p)) for t, p in maju.values_list("tindakan__transisi", "tindakan__peran")]
    assert [pesan for n in range(len(jejak)) for pesan in rules.find_pelanggaran_jejak(jejak[: n + 1])] == []
    assert [(k.putaran, k.dibekukan_pada is not None) for k in kasus.kertas_kerja_set.all()] == [
        (3, True), (2, True), (1, True),
    ]  # fmt: skip


def test_the_prepared_report_survives_a_return_and_is_renewed_with_its_number(kasus):
    kasus = walk_to(kasus, 14)
    lama = kasus.dokumen_set.get()
    kasus = send_back(kasus, 12)
    assert kasus.dokumen_set.get().snapshot == lama.snapshot
    correct(get_baris(kasus, JUMLAH), "4")
    kasus = walk_to(kasus, 14)
    baru = kasus.dokumen_set.get()
    tetap = ("pk", "nomor", "kode", "status", "berkas")
    assert [getattr(baru, nama) for nama in tetap] == [getattr(lama, nama) for nama in tetap]
    assert [len(json.loads(dok.snapshot)["koreksi"]) for dok in (lama, baru)] == [0, 1]
    assert baru.sha256_snapshot != lama.sha256_snapshot
    assert [satu.nomor for satu in NomorSurat.objects.filter(jenis="laporan")] == [lama.nomor]


def test_a_return_to_7_gives_only_the_chosen_unit_its_form_with_the_note(kasus):
    unit = Formulir.objects.filter(periode=kasus.periode).first().unit
    kasus = send_back(kasus, 7, "Lengkapi bukti.", unit=[unit.pk])
    semua = Formulir.objects.filter(periode=kasus.periode)
    assert [(f.unit, f.catatan_pengembalian) for f in semua.filter(status="dikirim")] == [(unit, "Lengkapi bukti.")]
    assert [f.status for f in semua.exclude(unit=unit)] == ["diterima"]
    assert kasus.disposisi_set.last().isi_catatan.isi == {"unit": [unit.nama]}
    kasus = do(kasus)
    assert (kasus.status, kasus.tindakan.jenis) == ("pengumpulan", "himpun")


@pytest.mark.parametrize("catatan", ["", " \n\t "])
@pytest.mark.parametrize(("dari", "ke"), [satu[:2] for satu in KEMBALI])
def test_the_service_itself_takes_no_return_without_a_note(kasus, dari, ke, catatan):
    """Whatever door asks it: the form's own check is not the only one."""
    kasus = walk_to(kasus, dari)
    contoh, semula = build_contoh(kasus), (kasus.versi, kasus.status, kasus.tindakan_id)
    with pytest.raises(KelengkapanError) as galat:
        contoh.run_langkah(kasus, Aksi.KEMBALIKAN, {"ke": ke}, catatan)
    kini = fetch(kasus)
    assert (list(galat.value.kesalahan), (kini.versi, kini.status, kini.tindakan_id)) == (["catatan"], semula)
    assert Jejak.objects.filter(aksi="langkah_kembalikan", diterima=False).count() == 1
