"""Papers of the acts: numbered, replaced, refused, scanned. Every kind is read in tests/alur/test_enam_prosedur.py."""

import hashlib
import re

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.errors import BerkasError
from collection.models import Penugasan, PerangkatDaerah
from measurement.enums import Aksi, JenisNaskah, KeadaanNaskah
from measurement.errors import KelengkapanError, SegelError
from measurement.models import Naskah, NomorSurat, Pindaian
from measurement.naskah import BERNOMOR
from measurement.services.langkah import run_langkah
from measurement.services.lembar_naskah import attach_lembar, find_lembar
from measurement.services.naskah import read_naskah, render_naskah
from tests.factories.gerak import build_contoh, cancel, do, fetch, finish, send_back, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user
from tests.factories.naskah import PDF, build_scan, kasus_di, open_kasus, read_pdf
from tests.factories.rekaman import remember

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor_pk(db):
    """Cases of two SOPs at their end: together they make drafts, letters, an SK, and slips of the agenda."""

    def walk():
        kantor = create_kantor_kecil()
        sop = ("dispermades_pengukuran", "dinas_pengukuran")
        for triwulan, nama in enumerate(sop, start=1):
            walk_to(open_kasus(kantor, nama, triwulan), 0)
        return kantor.pk

    return remember(("dua_sop",), walk)


def list_naskah(kantor_pk):
    semua = Naskah.objects.filter(disposisi__pengukuran__perangkat_daerah=kantor_pk)
    return semua.select_related("disposisi__tindakan", "disposisi__pengukuran", "nomor_surat")


def test_letters_have_numbers_of_the_register_without_a_gap_and_show_them(kantor_pk):
    semua = list(list_naskah(kantor_pk))
    konsep = [satu for satu in semua if read_naskah(satu)["konsep"]]
    assert {satu.jenis for satu in konsep} == {"sk_tim", "konsep_laporan"}
    bernomor = [satu for satu in semua if satu.nomor_surat]
    assert {satu.pk for satu in bernomor} == {s.pk for s in semua if s.jenis in (*BERNOMOR, "lembar_disposisi") and s not in konsep}
    assert all(read_naskah(satu)["nomor"] == satu.nomor_surat.nomor for satu in bernomor)
    milik = NomorSurat.objects.filter(perangkat_daerah=kantor_pk)
    agenda = milik.filter(jenis="lembar_disposisi")
    for buku in (milik.exclude(jenis="lembar_disposisi"), agenda):
        urut = list(buku.values_list("urut", flat=True))
        assert urut == list(range(1, len(urut) + 1)) and len(urut) > 1
    tahun = PerangkatDaerah.objects.get(pk=kantor_pk).hari_ini().year
    assert [satu.nomor for satu in agenda] == [f"{satu.urut}/{tahun}" for satu in agenda]
    assert NomorSurat.objects.filter(perangkat_daerah=kantor_pk, jenis=JenisNaskah.LAPORAN.value).count() == 2


def test_the_same_snapshot_gives_the_same_bytes_and_its_hash(kantor_pk):
    naskah = list_naskah(kantor_pk).filter(jenis="undangan").first()
    assert render_naskah(read_naskah(naskah)) == render_naskah(read_naskah(naskah))
    assert naskah.sha256 == hashlib.sha256(naskah.isi.encode()).hexdigest()


@pytest.fixture
def kasus(jam):
    """Before the invitation of the usual SOP (5)."""
    return kasus_di("dispermades_pengukuran", 4, 5)


def finish_with(kasus, **isian):
    contoh = build_contoh(kasus)
    contoh.run_langkah(kasus, Aksi.SELESAIKAN, {**contoh.build_isian(kasus), **isian})
    return fetch(kasus)


def get_undangan(kasus):
    return list(Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="undangan").order_by("pk"))


@pytest.mark.kertas("dibaca")
def test_the_invitation_is_the_kepalas_with_the_typed_words(kasus):
    finish_with(kasus, tempat="Aula <b>lantai 2</b>", kepada=["Camat Batur", "Kepala Desa Dieng"])
    teks = read_pdf(get_undangan(kasus)[0])
    for kata in ("Aula <b>lantai 2</b>", "Camat Batur", "Kepala Desa Dieng", "Jumat, 20 November 2026"):
        assert kata in teks
    assert re.search(r"Kepala Dinas, Kepala Dispermades PPKB", teks)


def test_done_again_after_a_withdrawal_it_is_a_new_paper_with_a_new_number(kasus):
    sesudah = finish_with(kasus)
    lama = get_undangan(kasus)[0]
    assert find_lembar(lama).keadaan == KeadaanNaskah.BERLAKU
    run_langkah(sesudah, tindakan=sesudah.tindakan, aksi=Aksi.TARIK, user=get_user("tim_sakip"), versi=sesudah.versi)
    lama = Naskah.objects.get(pk=lama.pk)
    assert find_lembar(lama).keadaan == KeadaanNaskah.DITARIK
    finish(fetch(kasus))
    lama, baru = get_undangan(kasus)
    assert (find_lembar(lama).keadaan, find_lembar(baru).keadaan) == (KeadaanNaskah.DIGANTI, KeadaanNaskah.BERLAKU)
    assert baru.nomor_surat.urut == lama.nomor_surat.urut + 1


def test_done_again_after_a_return_it_replaces_the_earlier(kasus):
    kasus = walk_to(kasus, 11)
    lapor = Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="nota_dinas").last()
    kasus = send_back(kasus, 8)
    assert find_lembar(Naskah.objects.get(pk=lapor.pk)).keadaan == KeadaanNaskah.DITARIK
    walk_to(kasus, 11)
    assert find_lembar(Naskah.objects.get(pk=lapor.pk)).keadaan == KeadaanNaskah.DIGANTI


def test_papers_of_a_cancelled_case_stay_and_say_so(kasus):
    kasus = cancel(finish_with(kasus), "Salah periode.")
    attach_lembar(kasus, kasus.riwayat)
    assert {satu.keadaan for d in kasus.riwayat for satu in d.lembar} == {KeadaanNaskah.BATAL}


def test_an_incomplete_record_takes_no_number(kasus):
    jumlah = NomorSurat.objects.count()
    with pytest.raises(KelengkapanError):
        finish_with(kasus, tempat="")
    assert (get_undangan(kasus), NomorSurat.objects.count()) == ([], jumlah)


def test_without_a_kepala_today_there_is_no_invitation_and_nothing_is_kept(kasus):
    contoh = build_contoh(kasus)
    isian, jumlah = contoh.build_isian(kasus), NomorSurat.objects.count()
    Penugasan.objects.filter(perangkat_daerah=kasus.perangkat_daerah, peran=Peran.KEPALA).delete()
    with pytest.raises(SegelError, match="Tidak ada Kepala"):
        contoh.run_langkah(kasus, Aksi.SELESAIKAN, isian)
    assert (fetch(kasus).versi, get_undangan(kasus), NomorSurat.objects.count()) == (kasus.versi, [], jumlah)


def test_a_scan_stands_for_the_paper(kasus):
    kasus = finish_with(kasus, pindaian=build_scan("../surat undangan.pdf"), nomor_kertas="005/77/2026")
    pindaian = Pindaian.objects.get()
    assert (pindaian.nama, pindaian.nomor, pindaian.jenis) == ("surat undangan.pdf", "005/77/2026", "application/pdf")
    assert pindaian.sha256 == hashlib.sha256(PDF).hexdigest()
    assert get_undangan(kasus) == []


def test_minutes_without_attendance_are_refused_also_on_a_scan(kasus):
    kasus = do(kasus)
    for untuk in ("notulen", "daftar_hadir"):
        with pytest.raises(KelengkapanError, match="Peserta yang hadir belum diisi"):
            finish_with(kasus, peserta=[], pembahasan="", pindaian=build_scan(), pindaian_untuk=untuk)
    assert (Pindaian.objects.count(), fetch(kasus).versi) == (0, kasus.versi)


@pytest.mark.parametrize(("untuk", "dibuat"), [("notulen", "daftar_hadir"), ("daftar_hadir", "notulen")])
def test_a_scan_stands_for_the_paper_that_it_names_and_the_other_is_made(kasus, untuk, dibuat):
    kasus = do(kasus)
    pembahasan = {"pembahasan": ""} if untuk == "notulen" else {}
    finish_with(kasus, pindaian=build_scan(), pindaian_untuk=untuk, **pembahasan)
    pindaian = Pindaian.objects.get()
    assert (pindaian.disposisi.tindakan.jenis, pindaian.untuk) == ("rapat", untuk)
    naskah = pindaian.disposisi.naskah_set.get()
    assert (naskah.jenis, "Ketua Tim SAKIP" in naskah.isi) == (dibuat, True)


def test_a_scan_that_does_not_say_which_paper_it_is_is_asked(client, kasus):
    kasus = do(kasus)
    with pytest.raises(KelengkapanError, match="Pilih naskah yang dipindai: Daftar hadir atau Notulen"):
        finish_with(kasus, pindaian=build_scan())
    client.force_login(get_user("sekretaris"))
    jawaban = post(client, kasus, pindaian=build_scan())
    assert (jawaban.status_code, "Pilih naskah yang dipindai" in jawaban.content.decode()) == (422, True)
    assert post(client, kasus, pindaian=build_scan(), pindaian_untuk="notulen").status_code == 302


@pytest.mark.parametrize(
    ("nama", "isi"),
    [("surat.exe", b"MZ"), ("surat.pdf", b"<script>"), ("surat.pdf", b""), ("surat.docx", PDF), ("a.svg", b"<svg/>"),
     ("surat.png", PDF)],
)  # fmt: skip
def test_a_hostile_scan_is_refused_and_nothing_is_kept(kasus, nama, isi):
    with pytest.raises(BerkasError):
        finish_with(kasus, pindaian=build_scan(nama, isi))
    assert (fetch(kasus).versi, Pindaian.objects.count(), get_undangan(kasus)) == (kasus.versi, 0, [])


def test_a_number_on_paper_needs_its_scan(kasus):
    with pytest.raises(KelengkapanError, match="bersama pindaiannya"):
        finish_with(kasus, nomor_kertas="005/77/2026")


def post(client, kasus, **isian):
    contoh, tindakan = build_contoh(kasus), kasus.tindakan
    isi = {nama: "\n".join(n) if isinstance(n, list) else n for nama, n in contoh.build_isian(kasus).items()}
    alamat = reverse("measurement:langkah_run", args=[kasus.pk, tindakan.langkah.nomor, tindakan.urutan, "selesaikan"])
    return client.post(alamat, isi | {"versi": kasus.versi} | isian)


def test_the_page_takes_a_scan_and_lists_it(client, kasus):
    client.force_login(get_user("tim_sakip"))
    halaman = client.get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).content.decode()
    assert 'enctype="multipart/form-data"' in halaman and "pilih lagi" in halaman
    assert post(client, kasus, pindaian=build_scan("x.exe", b"MZ")).status_code == 422
    assert post(client, kasus, pindaian=build_scan(), nomor_kertas="005/1").status_code == 302
    halaman = client.get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).content.decode()
    assert "Pindaian surat.pdf" in halaman and "Nomor 005/1" in halaman
    berkas = client.get(reverse("measurement:pindaian_berkas", args=[Pindaian.objects.get().pk]))
    assert (b"".join(berkas), berkas["Content-Disposition"]) == (PDF, 'attachment; filename="surat.pdf"')


def test_the_page_of_a_paper_shows_it_and_where_it_stands(client, kasus):
    sesudah = finish_with(kasus)
    client.force_login(get_user("staf"))
    alamat = reverse("measurement:naskah_detail", args=[get_undangan(kasus)[0].pk])
    halaman = client.get(alamat).content.decode()
    assert get_undangan(kasus)[0].nomor_surat.nomor in halaman and "tidak berlaku" not in halaman
    run_langkah(sesudah, tindakan=sesudah.tindakan, aksi=Aksi.TARIK, user=get_user("tim_sakip"), versi=sesudah.versi)
    assert "Naskah ini tidak berlaku" in client.get(alamat).content.decode()
    pdf = client.get(reverse("measurement:naskah_pdf", args=[get_undangan(kasus)[0].pk]))
    assert (pdf.content[:5], pdf["X-Content-Type-Options"]) == (b"%PDF-", "nosniff")


@pytest.mark.kertas("dibaca")
def test_the_list_of_the_file_has_the_scans_too(kasus):
    kasus = walk_to(finish_with(kasus, pindaian=build_scan(), nomor_kertas="005/9/2026"), 0)
    teks = read_pdf(Naskah.objects.get(disposisi__pengukuran=kasus, jenis="daftar_arsip"))
    assert "Pindaian surat.pdf" in teks and "005/9/2026" in teks


def test_a_sk_drafted_on_paper_only_is_signed_on_paper(jam):
    kasus = kasus_di("dinas_pengukuran", 4, 3)
    kasus = walk_to(finish_with(kasus, menimbang=[], mengingat=[], tugas=[], pindaian=build_scan()), 5)
    with pytest.raises(KelengkapanError, match="pindaian SK yang sudah ditandatangani"):
        finish(kasus)
    kasus = finish_with(kasus, pindaian=build_scan("sk.pdf"), nomor_kertas="188/1/2026")
    assert (kasus.status, Naskah.objects.filter(jenis="sk_tim", disposisi__pengukuran=kasus).count()) == ("pengumpulan", 0)


def test_the_letter_below_a_disposisi_is_a_letter_and_never_another_disposisi(jam):
    kasus = kasus_di("dinas_pengukuran", 4, 2)
    finish_with(kasus, bentuk="lembar_disposisi")
    lembar = [read_naskah(s) for s in Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="lembar_disposisi")]
    assert [satu["surat"]["nomor"] for satu in lembar] == ["-", "-"]
