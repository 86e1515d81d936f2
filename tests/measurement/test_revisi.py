"""A finished case opened again: the revision supersedes it once it is finished, and not a moment before."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from collection.enums import Peran, StatusPenugasan
from collection.errors import BentrokError, IsianError
from collection.models import Formulir, Jejak, Penugasan, Periode, Realisasi
from measurement.enums import Aksi, Status
from measurement.errors import WewenangError
from measurement.models import PengukuranKinerja
from measurement.queries import has_worked_on
from measurement.queries_lalu import list_berlaku, list_kasus_setahun, list_realisasi_lalu
from measurement.services.awal import build_awal
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.laporan import render_dokumen
from measurement.services.pengukuran import create_pengukuran, reopen_pengukuran
from measurement.services.revisi import list_terdampak, map_revisi
from measurement.services.sop import load_sop
from measurement.services.urutan import list_peringatan
from tests.factories.bersama import create_beberapa, share
from tests.factories.gerak import build_contoh, cancel, do, fetch, walk_to
from tests.factories.kantor import HARI, count_kueri
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.kertas import read_halaman
from tests.factories.ringan import real_paper

pytestmark = pytest.mark.django_db
ALASAN = "Data triwulan salah sumber menurut LHE Inspektorat."


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I and II, both finished."""
    folder = tmp_path_factory.mktemp("bersama")
    with share(django_db_blocker, folder):
        yield list(create_beberapa({1: Status.SELESAI, 2: Status.SELESAI}).values()), folder / "berkas"


@pytest.fixture
def lama(basis, settings):
    kasus, settings.MEDIA_ROOT = basis
    return PengukuranKinerja.objects.get(pk=kasus[0])


@pytest.fixture
def kedua(basis):
    return PengukuranKinerja.objects.get(pk=basis[0][1])


@pytest.fixture
def kepala(lama):
    return get_user("kepala")


def reopen(lama, peran="kepala", alasan=ALASAN):
    return reopen_pengukuran(pengukuran=lama, alasan=alasan, user=get_user(peran))


def find_satu(kasus):
    """A row with a figure, that the next triwulan adds up with this one's."""
    return kasus.kertas_kerja_set.first().baris_set.filter(realisasi_triwulan__gt=1, rumus="maks").first()


def retype(kasus, indikator, nilai):
    Realisasi.objects.filter(periode=kasus.periode, indikator=indikator).update(nilai=nilai)


def read_beku(kasus):
    kolom = ("indikator_id", "realisasi_triwulan", "capaian", "bukti")
    return list(kasus.kertas_kerja_set.get().baris_set.values_list(*kolom))


def link(nama, *args):
    return reverse(f"measurement:{nama}", args=args)


def test_reopen_makes_a_case_of_its_own_and_leaves_the_old_one(lama):
    sebelum = list(PengukuranKinerja.objects.filter(pk=lama.pk).values())
    baru = reopen(lama, alasan=f"  {ALASAN}\n")
    assert (baru.revisi, baru.menggantikan, baru.periode, baru.prosedur) == (1, lama, lama.periode, lama.prosedur)
    assert (baru.status, baru.tindakan.langkah.nomor, baru.alasan, baru.sebutan) == (
        "disposisi", 1, ALASAN, "Kepala"
    )  # fmt: skip
    assert list(PengukuranKinerja.objects.filter(pk=lama.pk).values()) == sebelum
    assert str(baru) == f"{lama} Revisi 1"
    jejak = Jejak.objects.get(aksi="buka_revisi")
    assert (jejak.objek_id, jejak.diterima, jejak.baru["alasan"], jejak.baru["menggantikan"]) == (
        baru.pk, True, ALASAN, lama.pk
    )  # fmt: skip


@pytest.mark.parametrize("peran", ["sekretaris", "tim_sakip", "perencana", "kasubag", "staf", "admin", "pengawas"])
def test_only_the_kepala_reopens_and_the_refusal_is_on_record(lama, peran):
    with pytest.raises(WewenangError):
        reopen(lama, peran)
    assert lama.revisi_set.count() == 0
    assert Jejak.objects.filter(aksi="buka_revisi", diterima=False, objek_id=lama.pk).count() == 1


@pytest.mark.parametrize("alasan", ["", " \n ", "x" * 501])
def test_a_reason_is_needed(lama, alasan):
    with pytest.raises(IsianError) as galat:
        reopen(lama, alasan=alasan)
    assert list(galat.value.kesalahan) == ["alasan"]


def test_what_cannot_be_reopened(lama):
    berjalan = create_kasus(Status.RAPAT, kantor=lama.perangkat_daerah, triwulan=3)
    with pytest.raises(BentrokError, match="belum selesai"):
        reopen(berjalan)
    with pytest.raises(BentrokError, match="belum selesai: Dibatalkan"):
        reopen(cancel(berjalan))
    baru = reopen(lama)
    with pytest.raises(BentrokError, match="sudah dibuka kembali sebagai Revisi 1"):
        reopen(lama)
    with pytest.raises(BentrokError, match="belum selesai"):
        reopen(baru)
    with pytest.raises(BentrokError, match="sudah ada"):
        create_pengukuran(kantor=lama.perangkat_daerah, tahun=2026, triwulan=1, user=get_user("kepala"))


@pytest.mark.parametrize(
    "isi",
    [
        {"revisi": 1, "alasan": "Dua revisi yang sama."},
        {"revisi": 2, "alasan": "Dua yang berjalan."},
        {"revisi": 2, "alasan": ""},
        {"revisi": 2, "alasan": "Tanpa asal.", "menggantikan": None},
        {"revisi": 0, "alasan": "", "menggantikan": None},
    ],
)
def test_the_database_holds_one_running_and_one_of_each_revision(lama, isi):
    baru = reopen(lama)
    PengukuranKinerja.objects.filter(pk=baru.pk).get()
    kolom = {"perangkat_daerah": lama.perangkat_daerah, "periode": lama.periode, "sop": lama.sop, "menggantikan": lama}
    kolom |= {"prosedur": lama.prosedur, "tindakan_sejak": baru.tindakan_sejak, "dibuat_oleh": baru.dibuat_oleh}
    with pytest.raises(IntegrityError), transaction.atomic():
        PengukuranKinerja.objects.create(**(kolom | isi))


def test_a_revision_begins_with_the_records_of_the_old_case(lama):
    baru = reopen(lama)
    perintah = build_awal(baru)
    assert perintah["isi"].endswith(f"kembali sebagai revisi ke-1, karena: {ALASAN}")
    assert perintah["tanggal"] == lama.perangkat_daerah.hari_ini().isoformat()
    rapat = walk_to(baru, 2)
    semula = lama.disposisi_set.get(tindakan__langkah__nomor=2).isi_catatan.isi
    assert {n: build_awal(rapat)[n] for n in ("peserta", "pembahasan", "keputusan", "pimpinan")} == {
        n: semula[n] for n in ("peserta", "pembahasan", "keputusan", "pimpinan")
    }
    assert build_awal(rapat)["tanggal"] == lama.perangkat_daerah.hari_ini().isoformat()
    susun = walk_to(rapat, 3)
    kegiatan = lama.disposisi_set.get(tindakan__langkah__nomor=3).isi_catatan.isi["kegiatan"]
    assert build_awal(susun)["kegiatan"] == [[baris[0], "", "", baris[3]] for baris in kegiatan]


def test_a_letter_of_a_revision_says_so(lama):
    """Banyumas numbers its letter in a step of its own; the wording of the old letter is not taken over."""
    teks = (SOP_CONTOH.parent / "dinsospermasdes-banyumas_pengukuran.toml").read_text(encoding="utf-8")
    load_sop(kantor=lama.perangkat_daerah, teks=teks, berlaku_mulai=datetime.date(2020, 1, 1))
    satu = build_contoh(lama).run(tahun=2026, triwulan=3, tahap=Status.SELESAI)
    revisi = walk_to(reopen(satu), 12)
    assert build_awal(revisi)["hal"] == "Penyampaian laporan hasil pengukuran kinerja Triwulan III 2026 Revisi 1"
    lama_isi = satu.disposisi_set.get(tindakan__langkah__nomor=12).isi_catatan.isi
    assert build_awal(revisi)["kepada"] == lama_isi["kepada"]


def test_forms_open_again_only_with_the_revisions_collection(lama):
    beku, bukti = read_beku(lama), list(Realisasi.objects.filter(periode=lama.periode).values())
    formulir = Formulir.objects.filter(periode=lama.periode)
    baru = walk_to(reopen(lama), 6)
    assert set(formulir.values_list("status", flat=True)) == {"diterima"}
    baru = do(baru)
    assert (baru.status, set(formulir.values_list("status", flat=True))) == ("pengumpulan", {"dikirim"})
    assert list(Realisasi.objects.filter(periode=lama.periode).values()) == bukti
    satu = find_satu(lama)
    retype(lama, satu.indikator_id, satu.realisasi_triwulan + 1)
    baru = walk_to(baru, 11)
    assert read_beku(lama) == beku
    assert baru.kertas_kerja_set.first().baris_set.get(indikator=satu.indikator_id).realisasi_triwulan == (
        satu.realisasi_triwulan + 1
    )


def assert_berlaku(periode, kasus):
    """The rule in SQL and the one for cases that were read already say the same."""
    lalu = [satu for satu in list_kasus_setahun(periode) if satu.triwulan == kasus.periode.triwulan]
    assert set(PengukuranKinerja.objects.filter(periode=kasus.periode).berlaku()) == {kasus}
    assert (len(lalu) > 1, list_berlaku(lalu)) == (True, [kasus.pk])


def test_the_new_figure_counts_from_the_end_of_the_revision_on(lama, kedua):
    satu = find_satu(lama)
    kunci, nilai = (satu.indikator_id, 1), satu.realisasi_triwulan
    baru = walk_to(reopen(lama), 7)
    retype(lama, satu.indikator_id, nilai + 1)
    for nomor in (11, 15, 16):
        baru = walk_to(baru, nomor)
        assert list_realisasi_lalu(kedua.periode)[kunci] == nilai, nomor
    assert_berlaku(kedua.periode, lama)
    baru = walk_to(baru, 99)
    assert (baru.status, list_realisasi_lalu(kedua.periode)[kunci]) == ("selesai", nilai + 1)
    assert_berlaku(kedua.periode, baru)
    kembali = reopen(baru)
    assert (kembali.revisi, kembali.menggantikan, list_realisasi_lalu(kedua.periode)[kunci]) == (2, baru, nilai + 1)


def test_a_cancelled_revision_leaves_the_old_case_in_force(lama, kedua):
    satu = find_satu(lama)
    baru = walk_to(reopen(lama), 7)
    retype(lama, satu.indikator_id, satu.realisasi_triwulan + Decimal(5))
    cancel(walk_to(baru, 12))
    assert set(Formulir.objects.filter(periode=lama.periode).values_list("status", flat=True)) == {"diterima"}
    assert list_realisasi_lalu(kedua.periode)[satu.indikator_id, 1] == satu.realisasi_triwulan
    assert (map_revisi([lama.pk]), set(lama.periode.pengukuran_set.berlaku())) == ({}, {lama})
    lagi = reopen(lama)
    assert (lagi.revisi, lagi.menggantikan) == (1, lama)


def test_cancelling_closes_the_forms_again_that_the_revision_opened(lama, masuk):
    baru = walk_to(reopen(lama), 7)
    formulir = Formulir.objects.filter(periode=lama.periode)
    assert set(formulir.values_list("status", flat=True)) == {"dikirim"}
    client, isi = masuk("kepala"), {"versi": baru.versi, "catatan": "Data ternyata benar."}
    jawaban = client.post(link("langkah_run", baru.pk, 7, 1, "batalkan"), isi, follow=True)
    assert f"{lama} tetap berlaku, dan formulir unit ditutup lagi." in jawaban.text
    assert "Pengukuran yang hendak digantikannya tetap berlaku." in jawaban.text
    assert set(formulir.values_list("status", flat=True)) == {"diterima"}
    assert not has_worked_on(fetch(lama), get_user("kepala"))


def test_a_revised_collection_does_not_move_the_measurement_that_took_its_old_figures(lama, kedua):
    """Two procedures for one triwulan: the measurement names the old collection, and is to be looked at again."""
    kantor = lama.perangkat_daerah
    for nama in ("pengumpulan", "pengukuran"):
        teks = (SOP_CONTOH.parent / f"bkpsdm-mahulu_{nama}.toml").read_text(encoding="utf-8")
        load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2020, 1, 1))
    contoh = build_contoh(lama)
    data = contoh.run(tahun=2026, triwulan=3, tahap=Status.SELESAI, prosedur="pengumpulan_data_kinerja")
    ukur = contoh.run(tahun=2026, triwulan=3, tahap=Status.SELESAI)
    satu = find_satu(data)
    assert (ukur.masukan, list_terdampak(data)) == (data, [ukur])
    revisi = walk_to(reopen(data), 7)
    retype(data, satu.indikator_id, satu.realisasi_triwulan + 3)
    revisi = walk_to(revisi, 99)
    keempat = Periode.objects.create(perangkat_daerah=kantor, tahun=2026, triwulan=4)
    kunci = (satu.indikator_id, 3)
    assert list_realisasi_lalu(keempat)[kunci] == satu.realisasi_triwulan
    assert list_terdampak(data, revisi) == [ukur]
    ulang = walk_to(reopen(ukur), 99)
    assert (ulang.masukan, list_realisasi_lalu(keempat)[kunci]) == (revisi, satu.realisasi_triwulan + 3)
    assert list_terdampak(data, revisi) == []


def test_later_triwulan_are_named_until_they_are_measured_again(lama, kedua):
    assert list_terdampak(lama) == [kedua]
    baru = walk_to(reopen(lama), 99)
    assert list_terdampak(lama, baru) == [kedua]
    ulang = walk_to(reopen(kedua), 9)
    assert list_terdampak(lama, baru) == [kedua]
    ulang = walk_to(ulang, 99)
    assert list_terdampak(lama, baru) == []
    assert list_terdampak(kedua, ulang) == []


def test_a_later_triwulan_is_told_of_a_running_revision(lama):
    ketiga = create_kasus(Status.RAPAT, kantor=lama.perangkat_daerah, triwulan=3)
    assert list_peringatan(ketiga) == []
    reopen(lama)
    assert list_peringatan(ketiga) == [
        "Triwulan I 2026 sedang direvisi: langkah 1, menunggu perintah Kepala. "
        "Angkanya yang lama dipakai sampai revisi itu selesai."
    ]


@pytest.mark.kertas("dibaca")
def test_report_says_what_it_replaces_and_why(lama):
    asal = lama.dokumen_set.get()
    assert "revisi" not in json.loads(asal.snapshot)
    baru = walk_to(reopen(lama), 14)
    dokumen = baru.dokumen_set.get()
    isi = json.loads(dokumen.snapshot)["revisi"]
    assert (isi["ke"], isi["nomor"], isi["tanggal"], isi["sha256"], isi["alasan"], isi["oleh"], isi["sebutan"]) == (
        1, asal.nomor, asal.tanggal.isoformat(), asal.sha256, ALASAN, get_user("kepala").nama, "Kepala"
    )  # fmt: skip
    with real_paper():
        halaman = read_halaman(render_dokumen(dokumen))[0]
    assert f"Revisi ke-1. Laporan ini menggantikan laporan nomor {asal.nomor}" in halaman
    assert ALASAN in halaman
    assert dokumen.nomor != asal.nomor


def read(client, nama, *args):
    return " ".join(client.get(link(nama, *args)).content.decode().split())


def test_pages_of_the_old_report_say_who_stands_in_its_place(lama, masuk, client):
    asal = lama.dokumen_set.get()
    assert "direvisi" not in read(client, "verifikasi_detail", asal.kode)
    baru = reopen(lama)
    sedang = "Sedang direvisi sejak"
    publik = read(client, "verifikasi_detail", asal.kode)
    assert sedang in publik and ALASAN not in publik
    baru = walk_to(baru, 15 - 1)
    disiapkan = baru.dokumen_set.get()
    publik = read(client, "verifikasi_detail", asal.kode)
    assert sedang in publik and disiapkan.nomor not in publik and disiapkan.kode not in publik
    baru = walk_to(baru, 15)
    teks = f"Digantikan oleh laporan nomor {disiapkan.nomor} tanggal"
    publik = read(client, "verifikasi_detail", asal.kode)
    assert teks in publik and sedang not in publik and f'href="{link("verifikasi_detail", disiapkan.kode)}"' in publik
    publik = read(client, "verifikasi_detail", disiapkan.kode)
    assert f'href="{link("verifikasi_detail", asal.kode)}">Laporan nomor {asal.nomor} tanggal' in publik
    assert "Menggantikan" not in read(client, "verifikasi_detail", asal.kode)
    assert client.get(link("verifikasi_pdf", asal.kode)).status_code == 200
    pembaca = masuk("staf")
    assert teks in read(pembaca, "dokumen_list")
    halaman = read(pembaca, "pengukuran_detail", lama.pk)
    assert teks in halaman and "Formulir unit" not in halaman
    halaman = read(pembaca, "pengukuran_detail", baru.pk)
    assert f"laporan nomor {asal.nomor}" in halaman and "Menggantikan <a" in halaman and "Akan menggantikan" not in halaman
    assert "Digantikan" in read(pembaca, "pengukuran_list")


def test_pages_open_the_revision(lama, kedua, masuk):
    pintu = link("pengukuran_reopen", lama.pk)
    assert pintu not in read(masuk("sekretaris"), "pengukuran_detail", lama.pk)
    assert masuk("sekretaris").get(pintu).status_code == 403
    client = masuk("kepala")
    assert pintu in read(client, "pengukuran_detail", lama.pk)
    assert str(kedua) in read(client, "pengukuran_reopen", lama.pk)
    kosong = client.post(pintu, {"alasan": " "})
    assert (kosong.status_code, lama.revisi_set.count()) == (422, 0)
    assert "Tulis alasan membuka kembali." in kosong.content.decode()
    jawaban = client.post(pintu, {"alasan": ALASAN})
    baru = lama.revisi_set.get()
    assert (jawaban.status_code, jawaban.url) == (302, link("pengukuran_detail", baru.pk))
    assert pintu not in read(client, "pengukuran_detail", lama.pk)
    assert [client.get(pintu).status_code, client.post(pintu, {"alasan": ALASAN}).status_code] == [409, 409]
    assert str(kedua) in read(client, "pengukuran_detail", baru.pk)


def test_lists_cost_the_same_with_one_revision_and_with_two(lama, kedua, masuk):
    reopen(lama)
    pintu, client = [link("pengukuran_list"), link("dokumen_list")], masuk("staf")
    satu = [count_kueri(client, url) for url in pintu]
    reopen(kedua)
    assert [count_kueri(client, url) for url in pintu] == satu


@pytest.mark.parametrize("status", [StatusPenugasan.PLT, StatusPenugasan.PLH])
@pytest.mark.parametrize(("mulai", "selesai", "boleh"), [(0, 0, True), (-9, -1, False), (1, 9, False), (-9, None, True)])
def test_who_stands_in_for_the_kepala_reopens_by_date(lama, status, mulai, selesai, boleh):
    hari, orang = lama.perangkat_daerah.hari_ini(), get_user("staf")
    Penugasan.objects.create(
        perangkat_daerah=lama.perangkat_daerah, pengguna=orang, peran=Peran.KEPALA, status=status,
        mulai=hari + mulai * HARI, selesai=None if selesai is None else hari + selesai * HARI,
    )  # fmt: skip
    if not boleh:
        with pytest.raises(WewenangError, match=r"wewenang Kepala\. Peran Anda sebagai"):
            reopen(lama, "staf")
        return
    baru = reopen(lama, "staf")
    assert (baru.dibuat_oleh, baru.sebutan) == (orang, f"{status.label} Kepala")
    assert Jejak.objects.get(aksi="buka_revisi").baru["sebagai"] == f"{status.label} Kepala"


def test_an_old_case_stays_closed(lama, kepala):
    reopen(lama)
    with pytest.raises(IntegrityError), transaction.atomic():
        PengukuranKinerja.objects.filter(pk=lama.pk).update(alasan="Diubah.")
    assert (fetch(lama).tindakan, fetch(lama).status) == (None, Status.SELESAI)
    assert lama.disposisi_set.filter(aksi=Aksi.BATALKAN).count() == 0
