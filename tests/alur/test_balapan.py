"""Two people at once, on PostgreSQL: exactly one wins, one audit row, the other is told so."""

import contextlib
import threading
import time

import pytest
from django.db import connection, transaction

from collection.enums import Peran, StatusFormulir, StatusPenugasan
from collection.errors import BentrokError, SakipError
from collection.models import Formulir, Jejak, Penugasan
from collection.services.realisasi import compute_sidik, save_realisasi
from measurement.enums import Aksi, Status
from measurement.errors import GiliranError
from measurement.models import Dokumen, NaskahBersegel, NomorSurat, PengukuranKinerja
from measurement.services.contoh import Contoh
from measurement.services.contoh_isian import build_isian
from measurement.services.langkah import run_langkah
from measurement.services.pengukuran import create_pengukuran, reopen_pengukuran
from measurement.services.penyerahan import submit_formulir, withdraw_formulir
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import approve
from tests.factories.kantor_contoh import FRASA, create_kantor, create_kasus, get_user
from tests.factories.kunci_gabung import GabungError
from tests.factories.naskah import kasus_di

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def race(*langkah):
    """Run all at the same moment, each on a connection of its own; gives what each returned or raised."""
    hasil, mulai = [None] * len(langkah), threading.Barrier(len(langkah))

    def lari(nomor, kerja):
        try:
            mulai.wait(timeout=20)
            hasil[nomor] = kerja()
        except SakipError as error:
            hasil[nomor] = error
        finally:
            connection.close()

    utas = [threading.Thread(target=lari, args=satu) for satu in enumerate(langkah)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join(timeout=60)
    return hasil


def act(kasus, user, aksi=Aksi.SELESAIKAN, catatan="", isian=None):
    """A request as one process makes it: with the version that its own page showed."""
    isi = build_isian(kasus, FRASA) if isian is None else isian
    milik = PengukuranKinerja.objects.get(pk=kasus.pk)
    return lambda: run_langkah(
        milik, tindakan=milik.tindakan, aksi=aksi, user=user, versi=milik.versi, catatan=catatan, isian=isi
    )


def count_jejak(aksi, diterima=True):
    return Jejak.objects.filter(aksi=aksi, diterima=diterima).count()


def test_approve_against_return_exactly_one_wins():
    kasus = create_kasus(Status.VERIFIKASI)
    approve(kasus, get_user("sekretaris"))
    sebelum = count_jejak("langkah_selesaikan"), kasus.disposisi_set.count()
    sekretaris = get_user("sekretaris")
    hasil = race(act(kasus, sekretaris), act(kasus, sekretaris, Aksi.KEMBALIKAN, "Hitung ulang.", {"ke": 8}))
    assert [isinstance(h, GiliranError) for h in hasil].count(True) == 1
    assert kasus.disposisi_set.count() == sebelum[1] + 1
    maju = count_jejak("langkah_selesaikan") - sebelum[0]
    assert maju + count_jejak("langkah_kembalikan") == 1
    assert count_jejak("langkah_selesaikan", False) + count_jejak("langkah_kembalikan", False) == 1


def test_double_sign_makes_one_document():
    kasus = create_kasus(Status.TANDA_TANGAN)
    Contoh(kasus.perangkat_daerah, 1, FRASA).do_tindakan(kasus)
    kasus = PengukuranKinerja.objects.get(pk=kasus.pk)
    assert kasus.tindakan.jenis == "tanda_tangan"
    kepala = get_user("kepala")
    hasil = race(*[act(kasus, kepala) for _ in range(3)])
    assert [isinstance(h, GiliranError) for h in hasil].count(True) == 2
    assert list(Dokumen.objects.filter(status="ditandatangani").values_list("pengukuran", flat=True)) == [kasus.pk]
    assert PengukuranKinerja.objects.get(pk=kasus.pk).status == "arsip"


def test_double_sign_of_the_sk_seals_it_once():
    """The Kepala clicks twice while a Plh. signs too: one sealed paper, one number."""
    kasus = kasus_di("dinas_pengukuran", 4, 5)
    nomor, plh = NomorSurat.objects.count(), create_user("Pejabat Pengganti")
    assign(plh, Peran.KEPALA, kasus.perangkat_daerah, status=StatusPenugasan.PLH)
    hasil = race(*[act(kasus, user) for user in (get_user("kepala"), get_user("kepala"), plh)])
    assert [isinstance(h, GiliranError) for h in hasil].count(True) == 2
    assert (NaskahBersegel.objects.count(), NomorSurat.objects.count()) == (1, nomor + 1)


def test_two_last_hand_ins_finish_the_step_once():
    kasus = create_kasus(Status.PENGUMPULAN)
    contoh = Contoh(kasus.perangkat_daerah, 1, FRASA)
    terbuka = list(Formulir.objects.filter(periode=kasus.periode).select_related("unit", "periode__perangkat_daerah"))
    for formulir in terbuka:
        operator = contoh.find_operator(formulir)
        contoh.fill_semua(formulir, operator)
    for formulir in terbuka[2:]:
        submit_formulir(formulir=formulir, user=contoh.find_operator(formulir))
    kerja = [lambda f=f: submit_formulir(formulir=f, user=contoh.find_operator(f)) for f in terbuka[:2]]
    hasil = race(*kerja)
    assert [h.status for h in hasil] == ["diserahkan", "diserahkan"]
    assert kasus.disposisi_set.filter(tindakan__jenis="pengisian").count() == 1
    assert PengukuranKinerja.objects.get(pk=kasus.pk).tindakan.jenis == "himpun"


@contextlib.contextmanager
def while_it_waits(kerja):
    """Run `kerja` on a connection of its own; what is inside is committed only when it waits for a lock."""
    hasil = []

    def lari():
        try:
            hasil.append(kerja())
        except SakipError as error:
            hasil.append(error)
        finally:
            connection.close()

    utas = threading.Thread(target=lari)
    with transaction.atomic(), connection.cursor() as cursor:
        yield hasil
        utas.start()
        sampai = time.monotonic() + 30
        while time.monotonic() < sampai:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                break
            time.sleep(0.02)
        else:
            pytest.fail("tidak ada yang menunggu")
    utas.join(timeout=60)


def test_who_waited_for_a_case_is_told_where_it_stands_now():
    """Of a row that was waited for PostgreSQL joins what it had found before: the case seemed to be at no act."""
    kasus = create_kasus(Status.VERIFIKASI)
    approve(kasus, get_user("sekretaris"))
    with while_it_waits(act(kasus, get_user("sekretaris"), Aksi.KEMBALIKAN, "Hitung ulang.", {"ke": 8})) as hasil:
        act(kasus, get_user("sekretaris"))()
    kini = PengukuranKinerja.objects.get(pk=kasus.pk).tindakan
    assert isinstance(hasil[0], GiliranError) and f"bukan gilirannya; sekarang {kini}" in str(hasil[0])


def test_a_lock_that_joins_what_may_change_is_refused_in_every_test():
    """Here, where a row may be locked at all; the watch itself is set in tests/conftest.py."""
    semua = PengukuranKinerja.objects.select_for_update(of=("self",))
    with transaction.atomic():
        assert list(semua.select_related("periode")) == []
        with pytest.raises(GabungError, match="measurement_tindakan"):
            list(semua.select_related("tindakan"))


def test_a_form_withdrawn_while_the_last_is_handed_in_takes_the_case_with_it():
    kasus = create_kasus(Status.PENGUMPULAN)
    contoh = Contoh(kasus.perangkat_daerah, 1, FRASA)
    terbuka = list(Formulir.objects.filter(periode=kasus.periode).select_related("unit", "periode__perangkat_daerah"))
    for formulir in terbuka:
        contoh.fill_semua(formulir, contoh.find_operator(formulir))
    for formulir in terbuka[1:]:
        submit_formulir(formulir=formulir, user=contoh.find_operator(formulir))
    ditarik = Formulir.objects.select_related("unit", "periode__perangkat_daerah").get(pk=terbuka[1].pk)
    with while_it_waits(lambda: withdraw_formulir(formulir=ditarik, user=contoh.find_operator(ditarik))) as hasil:
        submit_formulir(formulir=terbuka[0], user=contoh.find_operator(terbuka[0]))
    assert hasil[0].status == StatusFormulir.DIISI
    assert PengukuranKinerja.objects.get(pk=kasus.pk).tindakan.jenis == "pengisian"


def test_the_same_form_handed_in_twice_is_taken_once():
    kasus = create_kasus(Status.PENGUMPULAN)
    contoh = Contoh(kasus.perangkat_daerah, 1, FRASA)
    formulir = Formulir.objects.filter(periode=kasus.periode).select_related("unit", "periode__perangkat_daerah").first()
    operator = contoh.find_operator(formulir)
    contoh.fill_semua(formulir, operator)
    hasil = race(*[lambda: submit_formulir(formulir=formulir, user=operator) for _ in range(2)])
    assert [isinstance(h, BentrokError) for h in hasil].count(True) == 1
    assert Jejak.objects.filter(aksi="serahkan_formulir", diterima=True).count() == 1
    assert Jejak.objects.filter(aksi="serahkan_formulir", diterima=False).count() == 1
    assert Formulir.objects.get(pk=formulir.pk).status == StatusFormulir.DISERAHKAN


def test_two_people_in_one_cell_one_is_told():
    kasus = create_kasus(Status.PENGUMPULAN)
    realisasi = Formulir.objects.filter(periode=kasus.periode).last().realisasi_set.first()
    operator = Contoh(kasus.perangkat_daerah, 1).find_operator(realisasi.formulir)
    kosong = compute_sidik(None)
    hasil = race(
        *[
            lambda isi=isi: save_realisasi(realisasi=realisasi, kolom="nilai", isi=isi, sidik=kosong, user=operator)
            for isi in ("10", "20")
        ]
    )
    assert [isinstance(h, BentrokError) for h in hasil].count(True) == 1
    assert Jejak.objects.filter(aksi="isi_nilai", objek_id=realisasi.pk, diterima=True).count() == 1


def test_two_openings_of_one_triwulan_make_one_case():
    kantor = create_kantor()
    kepala, sekretaris = get_user("kepala"), get_user("sekretaris")
    hasil = race(
        *[
            lambda u=user: create_pengukuran(kantor=kantor, tahun=2026, triwulan=3, user=u)
            for user in (kepala, sekretaris)
        ]
    )
    assert [isinstance(h, BentrokError) for h in hasil].count(True) == 1
    assert PengukuranKinerja.objects.count() == 1


def test_two_who_are_kepala_reopen_one_case_once():
    lama = create_kasus(Status.SELESAI)
    kepala, plh = get_user("kepala"), get_user("staf")
    Penugasan.objects.create(
        perangkat_daerah=lama.perangkat_daerah, pengguna=plh, peran="kepala", status="plh", mulai="2026-01-01"
    )
    buka = [lambda u=user: reopen_pengukuran(pengukuran=lama, alasan="Salah data.", user=u) for user in (kepala, plh)]
    hasil = race(*buka)
    assert [isinstance(h, BentrokError) for h in hasil].count(True) == 1
    assert list(PengukuranKinerja.objects.order_by("pk").values_list("revisi", "menggantikan")) == [
        (0, None), (1, lama.pk)
    ]  # fmt: skip
    assert (count_jejak("buka_revisi"), count_jejak("buka_revisi", False)) == (1, 1)
