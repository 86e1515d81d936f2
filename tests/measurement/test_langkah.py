"""run_langkah: the one door. Turn, role, record, return, cancel, separation of duties, audit."""

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.models import Formulir, Jejak, Penugasan
from measurement.enums import Aksi, Status
from measurement.errors import GiliranError, KelengkapanError, LangkahError, WewenangError
from measurement.models import PengukuranKinerja, Tindakan
from measurement.services.contoh_isian import build_isian
from measurement.services.langkah import run_langkah
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import approve
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user

pytestmark = pytest.mark.django_db
TANPA_KEMBALI = "Selesaikan langkah ini, atau minta Kepala membatalkan pengukuran bila tidak dapat dilanjutkan."


def run(kasus, user, aksi=Aksi.SELESAIKAN, tindakan=None, versi=None, catatan="", isian=None):
    return run_langkah(
        kasus, tindakan=tindakan or kasus.tindakan, aksi=aksi, user=user, catatan=catatan,
        versi=kasus.versi if versi is None else versi, isian=build_isian(kasus, FRASA) if isian is None else isian,
    )  # fmt: skip


def fetch(kasus):
    return PengukuranKinerja.objects.get(pk=kasus.pk)


def list_penolakan():
    return list(Jejak.objects.filter(diterima=False).values_list("aksi", "alasan"))


def test_finishing_an_act_moves_the_case_and_writes_trail_record_and_audit():
    kasus = create_kasus(Status.DISPOSISI)
    disposisi = run(kasus, get_user("kepala"), catatan="  Segera.  ")
    segar = fetch(kasus)
    assert (segar.status, segar.versi, segar.tindakan.langkah.nomor) == ("rapat", 1, 2)
    assert (disposisi.urutan, disposisi.dari_status, disposisi.ke_status) == (1, "disposisi", "rapat")
    assert (disposisi.sebutan, disposisi.catatan) == ("Kepala", "Segera.")
    assert disposisi.isi_catatan.isi["kepada"] == "Sekretaris"
    jejak = Jejak.objects.filter(aksi="langkah_selesaikan").get()
    assert (jejak.lama, jejak.baru) == ({"status": "disposisi", "langkah": 1}, {"status": "rapat", "langkah": 2})


@pytest.mark.parametrize("peran", ["sekretaris", "tim_sakip", "staf", "perencana", "bidang.kb", "admin", "pengawas"])
def test_another_role_is_refused_and_the_attempt_is_audited(peran):
    kasus = create_kasus(Status.DISPOSISI)
    with pytest.raises(WewenangError) as galat:
        run(kasus, get_user(peran))
    assert str(galat.value) == "Langkah 1 adalah wewenang Kepala."
    assert list_penolakan() == [("langkah_selesaikan", "Langkah 1 adalah wewenang Kepala.")]
    assert (fetch(kasus).status, fetch(kasus).versi) == ("disposisi", 0)


def test_the_same_role_of_another_office_is_refused():
    kasus = create_kasus(Status.DISPOSISI)
    with pytest.raises(WewenangError):
        run(kasus, get_user("kepala", "dpmd-blora"))


def test_an_act_out_of_turn_is_refused_by_name():
    kasus = create_kasus(Status.DISPOSISI)
    tanda_tangan = Tindakan.objects.get(langkah__sop=kasus.sop, langkah__nomor=14)
    with pytest.raises(GiliranError) as galat:
        run(kasus, get_user("kepala"), tindakan=tanda_tangan, isian={})
    assert str(galat.value) == "Langkah 14 (Tanda tangan) bukan gilirannya; sekarang Langkah 1 (Perintah)."


def test_a_double_click_counts_once():
    kasus = create_kasus(Status.DISPOSISI)
    run(kasus, get_user("kepala"))
    with pytest.raises(GiliranError):
        run(kasus, get_user("kepala"))
    assert (fetch(kasus).versi, kasus.disposisi_set.count()) == (1, 1)


def test_a_stale_page_is_refused():
    kasus = create_kasus(Status.VERIFIKASI)
    with pytest.raises(GiliranError):
        run(kasus, get_user("sekretaris"), versi=kasus.versi - 1)


def test_an_incomplete_record_lists_everything_at_once():
    kasus = create_kasus(Status.RAPAT)
    with pytest.raises(KelengkapanError) as galat:
        run(kasus, get_user("sekretaris"), isian={"tanggal": "31 Februari", "pukul": "25:00", "tempat": " "})
    assert galat.value.kesalahan == {
        "tanggal": ["Tanggal rapat bukan tanggal yang benar: tulis seperti 20/11/2026 atau pilih dari kalender."],
        "pukul": ["Pukul ditulis seperti 09:00."],
        "tempat": ["Tempat belum diisi."],
        "pimpinan": ["Pimpinan rapat belum diisi."],
        "notulis": ["Notulis belum diisi."],
        "peserta": ["Peserta yang hadir belum diisi."],
        "pembahasan": ["Pembahasan belum diisi."],
        "keputusan": ["Keputusan dan arahan belum diisi."],
    }


def test_plt_acts_with_the_powers_of_the_role_and_is_named_so():
    kasus = create_kasus(Status.DISPOSISI)
    plt = create_user()
    assign(plt, Peran.KEPALA, kasus.perangkat_daerah, status=StatusPenugasan.PLT)
    assert run(kasus, plt).sebutan == "Plt. Kepala"


def test_a_role_that_ended_yesterday_is_refused():
    kasus = create_kasus(Status.DISPOSISI)
    kepala = get_user("kepala")
    Penugasan.objects.filter(pengguna=kepala).delete()
    assign(kepala, Peran.KEPALA, kasus.perangkat_daerah, selesai=-1)
    with pytest.raises(WewenangError):
        run(kasus, kepala)


def test_return_needs_a_note_and_a_step_that_the_act_names():
    kasus = create_kasus(Status.VERIFIKASI)
    sekretaris = get_user("sekretaris")
    with pytest.raises(KelengkapanError) as galat:
        run(kasus, sekretaris, Aksi.KEMBALIKAN, catatan=" ", isian={"ke": 8})
    assert galat.value.kesalahan == {"catatan": ["Catatan pengembalian wajib diisi."]}
    with pytest.raises(LangkahError) as galat:
        run(kasus, sekretaris, Aksi.KEMBALIKAN, catatan="Ulangi", isian={"ke": 3})
    assert str(galat.value) == "Langkah 11 (Pemeriksaan) tidak mengenal pengembalian ke langkah 3. Pilih langkah 7 atau 8."
    assert fetch(kasus).status == "verifikasi"


def test_return_where_the_step_offers_none_is_refused():
    kasus = create_kasus(Status.RAPAT)
    with pytest.raises(LangkahError) as galat:
        run(kasus, get_user("sekretaris"), Aksi.KEMBALIKAN, catatan="Ulangi", isian={"ke": 1})
    assert str(galat.value) == f"Langkah 2 (Rapat) tidak mengenal pengembalian ke langkah 1. {TANPA_KEMBALI}"


def test_return_to_step_7_reopens_the_chosen_units_only():
    kasus = create_kasus(Status.VERIFIKASI)
    unit = Formulir.objects.filter(periode=kasus.periode).first().unit
    isian = {"ke": 7, "unit": [unit.pk]}
    run(kasus, get_user("sekretaris"), Aksi.KEMBALIKAN, catatan="Lengkapi bukti.", isian=isian)
    terbuka = Formulir.objects.filter(periode=kasus.periode, status="dikirim")
    assert [(f.unit_id, f.catatan_pengembalian) for f in terbuka] == [(unit.pk, "Lengkapi bukti.")]
    assert (fetch(kasus).status, fetch(kasus).tindakan.jenis) == ("pengumpulan", "pengisian")


def test_who_computed_or_filled_in_may_not_verify():
    kasus = create_kasus(Status.VERIFIKASI)
    for nama in ("tim_sakip", "bidang.kb"):
        orang = get_user(nama)
        assign(orang, Peran.SEKRETARIS, kasus.perangkat_daerah, status=StatusPenugasan.PLH)
        with pytest.raises(WewenangError) as galat:
            run(kasus, orang)
        pesan = "Langkah 11: Anda ikut mengisi atau menghitung angka ini; orang lain yang memeriksa."
        assert str(galat.value) == pesan
    approve(kasus, get_user("sekretaris"))
    assert run(kasus, get_user("sekretaris")).ke_status == "koreksi"


def test_cancel_is_the_kepalas_with_a_reason_and_final():
    kasus = create_kasus(Status.RAPAT)
    with pytest.raises(WewenangError):
        run(kasus, get_user("sekretaris"), Aksi.BATALKAN, catatan="Tidak jadi", isian={})
    with pytest.raises(KelengkapanError):
        run(kasus, get_user("kepala"), Aksi.BATALKAN, isian={})
    run(kasus, get_user("kepala"), Aksi.BATALKAN, catatan="Tidak jadi", isian={})
    segar = fetch(kasus)
    assert (segar.status, segar.tindakan) == ("dibatalkan", None)
    with pytest.raises(GiliranError):
        run(segar, get_user("kepala"), tindakan=kasus.tindakan, isian={})


def test_cancel_is_refused_once_the_report_is_signed():
    kasus = create_kasus(Status.ARSIP)
    with pytest.raises(LangkahError):
        run(kasus, get_user("kepala"), Aksi.BATALKAN, catatan="Terlambat", isian={})
    assert fetch(kasus).status == "arsip"


def test_the_whole_sop_is_walked_with_a_return_and_a_correction():
    kasus = create_kasus(Status.SELESAI)
    nomor = list(kasus.disposisi_set.values_list("tindakan__langkah__nomor", flat=True))
    assert nomor == [1, 2, 3, 4, 4, 5, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]
    assert (kasus.status, kasus.tindakan, kasus.versi) == ("selesai", None, 18)
