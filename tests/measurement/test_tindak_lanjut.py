"""The register of follow-up: who writes what, what its status follows from, and what the next triwulan asks."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from collection.errors import AksesError, BerkasError, IsianError
from collection.models import Jejak, PerangkatDaerah
from collection.models.kekal import KekalError
from measurement.enums import Aksi, SumberTindakLanjut
from measurement.errors import KelengkapanError
from measurement.giliran import list_pilihan, list_tunggakan
from measurement.models import KabarTindakLanjut, PengukuranKinerja, TindakLanjut
from measurement.pdf import render_html
from measurement.queries import scope_kabar, scope_tindak_lanjut
from measurement.services.snapshot import build_snapshot
from measurement.services.tindak_lanjut import (
    TAK_DISUSUN,
    create_dari_solusi,
    create_tindak_lanjut,
    record_rencana,
)
from tests.factories.gerak import do, finish, walk_to
from tests.factories.gerak import fetch as fetch_kasus
from tests.factories.kantor_contoh import get_user
from tests.factories.tindak_lanjut import PDF, fetch, note, tell

pytestmark = pytest.mark.django_db


def later(monkeypatch, hari):
    """So many days from now."""
    saat = timezone.now() + datetime.timedelta(days=hari)
    monkeypatch.setattr(timezone, "now", lambda: saat)


def list_penolakan():
    return list(Jejak.objects.filter(diterima=False).order_by("pk").values_list("aksi", "alasan"))



@pytest.mark.parametrize("peran", ["kepala", "sekretaris", "tim_sakip", "perencana"])
def test_four_roles_write_it_and_the_trail_says_so(lalu, peran):
    satu = note(lalu, unit="KB", peran=peran)
    assert (satu.penanggung_jawab, satu.unit.singkatan, satu.sumber) == (satu.unit.nama, "KB", "register")
    assert (satu.status, satu.keadaan, satu.terlambat) == ("baru", "Belum dimulai", False)
    jejak = Jejak.objects.get(aksi="catat_tindak_lanjut")
    assert (jejak.label, jejak.baru["batas"], jejak.baru["perubahan"]) == (satu.uraian, satu.batas.isoformat(), "aktivitas")


@pytest.mark.parametrize("peran", ["bidang.kb", "kabid.kb", "staf", "kasubag", "admin", "pengawas"])
def test_others_do_not_and_the_attempt_is_on_record(lalu, peran):
    with pytest.raises(AksesError, match="wewenang Kepala atau Sekretaris atau Tim SAKIP atau Perencana"):
        note(lalu, peran=peran)
    assert (TindakLanjut.objects.count(), [a for a, _ in list_penolakan()]) == (0, ["catat_tindak_lanjut"])


def test_another_office_does_not(lalu):
    with pytest.raises(AksesError):
        create_tindak_lanjut(
            asal=lalu, uraian="x", perubahan="strategi", batas=lalu.perangkat_daerah.hari_ini(), penanggung_jawab="x",
            user=get_user("kepala", "dpmd-blora"),
        )  # fmt: skip


def test_every_fault_is_told_at_once(lalu, kasus):
    asing = PerangkatDaerah.objects.get(singkatan="dpmd-blora").unit_set.first()
    with pytest.raises(IsianError) as galat:
        create_tindak_lanjut(
            asal=lalu, uraian="  ", perubahan="warna", unit=asing, user=get_user("sekretaris"),
            batas=lalu.perangkat_daerah.hari_ini() - datetime.timedelta(days=1),
        )  # fmt: skip
    assert set(galat.value.kesalahan) == {"uraian", "perubahan", "unit", "batas"}
    with pytest.raises(IsianError, match="bukan dari pengukuran itu"):
        note(kasus, baris=lalu.kertas_kerja_set.first().baris_set.first())
    with pytest.raises(IsianError, match="Pilih unit, atau tulis penanggung jawabnya"):
        note(lalu, penanggung_jawab=" ")
    assert TindakLanjut.objects.count() == 0


def test_today_is_in_time_and_a_year_is_the_furthest(lalu):
    assert (note(lalu, "a", hari=0).terlambat, note(lalu, "b", hari=366).terlambat) == (False, False)
    with pytest.raises(IsianError, match="Batas waktu di luar"):
        note(lalu, "c", hari=367)


def test_the_same_row_twice_is_one_row_until_it_is_closed(lalu):
    satu = note(lalu)
    assert note(lalu).pk == satu.pk
    tell(satu, "batal", "Digabung dengan yang lain.")
    assert note(lalu).pk != satu.pk



def test_the_latest_news_is_the_status_and_all_of_it_stays(lalu):
    satu = note(lalu)
    tell(satu, "berjalan")
    tell(satu, "selesai", "Jadwal baru berlaku.", nama="sk.pdf")
    satu = fetch(satu)
    assert (satu.status, satu.selesai, satu.terlambat) == ("selesai", True, False)
    pertama, kedua = satu.kabar_set.all()
    assert (pertama.status, pertama.nama, pertama.sebutan) == ("berjalan", "", "Sekretaris")
    assert (kedua.nama, kedua.jenis, kedua.ukuran, len(kedua.sha256)) == ("sk.pdf", "application/pdf", len(PDF), 64)
    jejak = Jejak.objects.filter(aksi="kabar_tindak_lanjut").order_by("pk").last()
    assert (jejak.lama["status"], jejak.baru["status"], jejak.baru["sha256"]) == ("berjalan", "selesai", kedua.sha256)


@pytest.mark.parametrize(
    ("peran", "boleh"),
    [("sekretaris", True), ("tim_sakip", True), ("bidang.kb", True), ("kabid.kb", True), ("bidang.ks", False),
     ("kepala", False), ("perencana", False), ("staf", False), ("admin", False), ("pengawas", False)],
)  # fmt: skip
def test_the_unit_tells_of_its_own_and_two_roles_of_all(lalu, peran, boleh):
    satu, umum = note(lalu, unit="KB"), note(lalu, "Tanpa unit")
    if boleh:
        assert tell(satu, peran=peran).pengguna == get_user(peran)
    else:
        with pytest.raises(AksesError, match="Kabar ditulis oleh"):
            tell(satu, peran=peran)
    if peran not in ("sekretaris", "tim_sakip"):
        with pytest.raises(AksesError):
            tell(umum, peran=peran)


def test_done_needs_its_proof_now_or_before(lalu):
    satu = note(lalu)
    with pytest.raises(IsianError, match="Lampirkan bukti"):
        tell(satu, "selesai")
    tell(satu, "berjalan", nama="undangan.pdf")
    assert tell(satu, "selesai").status == "selesai"


def test_a_file_is_what_its_content_is(lalu):
    satu = note(lalu)
    with pytest.raises(BerkasError, match="ini program"):
        tell(satu, nama="bukti.pdf", isi=b"MZ\x90")
    with pytest.raises(BerkasError, match="bukan PDF"):
        tell(satu, nama="bukti.pdf", isi=b"lain")
    with pytest.raises(BerkasError, match="tidak diterima"):
        tell(satu, nama="bukti.exe")
    assert (KabarTindakLanjut.objects.count(), len(list_penolakan())) == (0, 3)


def test_words_and_a_state_are_asked_for_together(lalu):
    with pytest.raises(IsianError) as galat:
        tell(note(lalu), "entah", "  ")
    assert set(galat.value.kesalahan) == {"status", "keterangan"}


def test_a_closed_one_is_opened_again_by_two_roles_only(lalu):
    satu = note(lalu, unit="KB")
    tell(satu, "selesai", nama="sk.pdf", peran="bidang.kb")
    with pytest.raises(AksesError, match=r"sudah selesai\. Bila perlu, Sekretaris atau Tim SAKIP membukanya lagi"):
        tell(satu, "berjalan", peran="bidang.kb")
    tell(satu, "berjalan", "Buktinya belum cukup.")
    assert fetch(satu).status == "berjalan"


def test_the_same_form_sent_twice_is_one_row_and_another_form_is_another(lalu):
    satu = note(lalu)
    pertama = tell(satu, kunci="a")
    assert tell(satu, kunci="a").pk == pertama.pk
    assert tell(satu, kunci="b").pk != pertama.pk
    assert tell(satu, kunci="a", peran="tim_sakip").pk != pertama.pk
    assert satu.kabar_set.count() == 3


def test_rows_and_news_are_written_once(lalu):
    satu = note(lalu)
    kabar = tell(satu)
    for baris in (satu, kabar):
        for tulis in (baris.save, baris.delete, type(baris).objects.all().delete):
            with pytest.raises(KekalError):
                tulis()
        tabel = baris._meta.db_table
        for sql in (f"UPDATE {tabel} SET id = id", f"DELETE FROM {tabel}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
                kursor.execute(sql)


def test_another_office_sees_nothing_and_the_inspectorate_sees_all(lalu):
    satu = note(lalu)
    kabar = tell(satu, nama="bukti.pdf")
    for siapa, melihat in ((get_user("kepala", "dpmd-blora"), False), (get_user("pengawas"), True)):
        assert scope_tindak_lanjut(siapa).filter(pk=satu.pk).exists() == melihat
        assert scope_kabar(siapa).filter(pk=kabar.pk).exists() == melihat



def build_rencana(kasus, *uraian, siapa="KB"):
    hari = kasus.perangkat_daerah.hari_ini().isoformat()
    return [[satu, "kebijakan", siapa, hari] for satu in uraian]


def test_the_acts_table_becomes_rows_with_their_unit(lalu):
    user = get_user("sekretaris")
    isi = record_rencana(lalu, [*build_rencana(lalu, "a"), *build_rencana(lalu, "b", siapa="Sekretaris")], user, "Sekretaris")
    baris = list(TindakLanjut.objects.values_list("uraian", "unit__singkatan", "penanggung_jawab", "perubahan", "sumber"))
    assert baris == [("a", "KB", "KB", "kebijakan", "rencana"), ("b", None, "Sekretaris", "kebijakan", "rencana")]
    assert isi == {"tercatat": 2}


def test_the_act_done_again_keeps_the_same_rows_and_calls_off_what_is_gone(lalu):
    user = get_user("sekretaris")
    record_rencana(lalu, build_rencana(lalu, "a", "b"), user, "Sekretaris")
    tangan = note(lalu, "dari register")
    record_rencana(lalu, build_rencana(lalu, "b", "c"), user, "Sekretaris")
    status = dict(TindakLanjut.objects.berstatus().values_list("uraian", "status"))
    assert status == {"a": "batal", "b": "baru", "c": "baru", "dari register": "baru"}
    assert (KabarTindakLanjut.objects.get().keterangan, fetch(tangan).status) == (TAK_DISUSUN, "baru")


def test_solutions_become_rows_also_after_the_case_has_ended(kasus):
    selesai = walk_to(kasus, 99)
    assert selesai.status == "selesai"
    for _ in range(2):
        assert create_dari_solusi(asal=selesai, rencana=build_rencana(selesai, "a", "b"), user=get_user("perencana")) == 2
    assert set(TindakLanjut.objects.values_list("sumber", flat=True)) == {SumberTindakLanjut.REKAP.value}
    assert TindakLanjut.objects.count() == 2
    with pytest.raises(KelengkapanError, match="baris 1: Yang diubah"):
        create_dari_solusi(asal=selesai, rencana=[["a", "", "KB", ""]], user=get_user("perencana"))
    with pytest.raises(AksesError):
        create_dari_solusi(asal=selesai, rencana=build_rencana(selesai, "a"), user=get_user("staf"))



def open_rekap(kasus):
    """The case at step 9."""
    return do(kasus)


def test_the_next_triwulan_waits_for_news_of_what_is_late(lalu, kasus, monkeypatch):
    terlambat, nanti = note(lalu, "Terlambat", hari=1), note(lalu, "Nanti", hari=300)
    kasus = open_rekap(kasus)
    later(monkeypatch, 2)
    kasus = fetch_kasus(kasus)
    assert [t.uraian for t in list_tunggakan(kasus)] == ["Terlambat"]
    tim = get_user("tim_sakip")
    [selesaikan] = [p for p in list_pilihan(kasus, tim) if p.aksi == Aksi.SELESAIKAN]
    assert selesaikan.alasan.startswith("1 tindak lanjut sudah lewat batas dan belum ada kabarnya") and "Terlambat" in selesaikan.alasan
    with pytest.raises(KelengkapanError, match="1 tindak lanjut sudah lewat batas"):
        finish(kasus)
    assert list_penolakan()[-1][0] == "langkah_selesaikan"
    tell(terlambat, "berjalan")
    kasus = fetch_kasus(kasus)
    assert not any(p.alasan for p in list_pilihan(kasus, tim))
    kasus = finish(kasus)
    isi = kasus.disposisi_set.last().isi_catatan
    assert [satu.split(" (")[0] for satu in isi.isi["terbuka"]] == ["Terlambat", "Nanti"]
    assert dict(isi.butir)["Tindak lanjut yang masih terbuka"].count("Belum dimulai") == 1
    assert fetch(nanti).status == "baru"


def test_the_verification_asks_again_but_may_always_be_returned(lalu, kasus, monkeypatch):
    kasus = walk_to(kasus, 11)
    note(lalu, "Terlambat", hari=0)
    later(monkeypatch, 1)
    kasus = fetch_kasus(kasus)
    alasan = {p.aksi: p.alasan for p in list_pilihan(kasus, get_user("sekretaris"))}
    assert (bool(alasan[Aksi.SELESAIKAN]), alasan[Aksi.KEMBALIKAN]) == (True, "")
    with pytest.raises(KelengkapanError, match="tindak lanjut sudah lewat batas"):
        finish(kasus)


@pytest.mark.parametrize("status", ["selesai", "batal"])
def test_what_is_closed_is_not_asked_for(lalu, kasus, monkeypatch, status):
    tell(note(lalu, hari=0), status, nama="sk.pdf")
    kasus = open_rekap(kasus)
    later(monkeypatch, 1)
    assert list_tunggakan(fetch_kasus(kasus)) == []


def test_news_from_before_the_case_began_does_not_count(lalu, kasus, monkeypatch):
    satu = note(lalu, hari=0)
    with monkeypatch.context() as dahulu:
        dahulu.setattr(timezone, "now", lambda: kasus.dibuat_pada - datetime.timedelta(seconds=1))
        tell(satu)
    kasus = open_rekap(kasus)
    later(monkeypatch, 1)
    assert len(list_tunggakan(fetch_kasus(kasus))) == 1


def test_a_later_triwulans_row_is_not_asked_of_an_earlier_case_nor_its_own(lalu, kasus, monkeypatch):
    note(kasus, "Milik triwulan II", hari=0)
    kasus = open_rekap(kasus)
    later(monkeypatch, 1)
    assert (list_tunggakan(fetch_kasus(kasus)), PengukuranKinerja.objects.get(pk=lalu.pk).tindak_lanjut) == ([], [])



def build_laporan(kasus):
    return build_snapshot(kasus, nomor="1", tanggal=kasus.perangkat_daerah.hari_ini(), kode="uji")


def test_the_report_shows_the_open_and_the_done_with_their_proof(lalu, kasus, monkeypatch):
    tell(note(lalu, "Sudah <selesai>", hari=1), "selesai", "Berlaku.", nama="sk.pdf")
    note(lalu, "Masih terbuka", hari=0)
    note(kasus, "Triwulan berikutnya")
    later(monkeypatch, 1)
    snapshot = build_laporan(fetch_kasus(lalu))
    baris = [(t["uraian"], t["keadaan"], t["terlambat"], [b["nama"] for b in t["bukti"]]) for t in snapshot["tindak_lanjut"]]
    assert baris == [("Masih terbuka", "Belum dimulai", True, []), ("Sudah <selesai>", "Selesai", False, ["sk.pdf"])]
    html = render_html(snapshot)
    assert (html.count("Sudah &lt;selesai&gt;"), html.count("Belum dimulai, terlambat"), html.count("Bukti: sk.pdf")) == (1, 1, 1)
    del snapshot["tindak_lanjut"]
    assert render_html(snapshot).count("Tidak ada tindak lanjut yang terbuka") == 1


def test_what_was_done_before_the_last_report_is_not_told_again(lalu, kasus, monkeypatch):
    tell(note(lalu, "Lama"), "selesai", nama="sk.pdf")
    walk_to(lalu, 99)
    later(monkeypatch, 1)
    tell(note(lalu, "Baru"), "selesai", nama="sk.pdf")
    kasus = walk_to(fetch_kasus(kasus), 11)
    assert [t["uraian"] for t in build_laporan(kasus)["tindak_lanjut"]] == ["Baru"]
