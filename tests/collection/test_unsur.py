"""The plan as it is written: elements, indicators with their manual, what freezes, what hangs on what, crosscutting."""

import pytest
from django.urls import reverse

from collection.enums import JenisTautan, Peran, Rumus, StatusPk
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Indikator, Jejak, Program, Sasaran, TargetRenstra, TautanIndikator, Tujuan
from collection.services.indikator import delete_indikator, find_beku, list_kosong, save_indikator
from collection.services.rencana import build_rencana
from collection.services.tautan import create_tautan, delete_tautan, list_tautan
from collection.services.unsur import delete_unsur, save_unsur, write_versi_unsur
from tests.factories.dasar import create_kantor, create_pejabat, create_unit
from tests.factories.formulir import create_kerja
from tests.factories.rencana import create_rencana
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db


@pytest.fixture
def kantor():
    return create_kantor("dinas-a")


@pytest.fixture
def user(kantor):
    return create_pejabat(Peran.PERENCANA, kantor)


@pytest.fixture
def pk(kantor):
    return create_rencana(kantor, jumlah=2)


def get(kantor, nomor=1):
    return kantor.indikator_set.get(kode=f"IKU-{nomor}")


def change(indikator, user, **isian):
    return save_indikator(indikator=indikator, isian=isian, versi=write_versi_unsur(indikator), user=user)


def refuse(kesalahan, kerja):
    with pytest.raises(IsianError) as galat:
        kerja()
    assert list(galat.value.kesalahan) == kesalahan
    return str(next(iter(galat.value.kesalahan.values()))[0])


def test_elements_are_added_and_changed_with_a_trail(kantor, user, pk):
    renstra = kantor.renstra_set.get()
    tujuan = save_unsur(unsur=Tujuan(renstra=renstra), isian={"kode": "T2", "uraian": "Baru"}, versi="", user=user)
    save_unsur(unsur=tujuan, isian={"uraian": "Lain"}, versi=write_versi_unsur(tujuan), user=user)
    assert Tujuan.objects.get(kode="T2").uraian == "Lain"
    jejak = Jejak.objects.filter(aksi__in=["tambah_tujuan", "ubah_tujuan"]).order_by("pk")
    assert [(j.aksi, j.lama, j.baru) for j in jejak] == [
        ("tambah_tujuan", {}, {"kode": "T2", "uraian": "Baru"}), ("ubah_tujuan", {"uraian": "Baru"}, {"uraian": "Lain"}),
    ]  # fmt: skip


def test_a_code_that_is_taken_or_of_another_parent_is_refused(kantor, user, pk):
    renstra = kantor.renstra_set.get()
    kembar = {"unsur": Tujuan(renstra=renstra), "isian": {"kode": "T1", "uraian": "x"}, "versi": "", "user": user}
    assert refuse(["kode"], lambda: save_unsur(**kembar)).endswith("Kode ini sudah dipakai Tujuan lain.")
    kegiatan = Program.objects.get().kegiatan_set.get()
    isian = {"unsur": kegiatan, "isian": {"kode": "9.9.9"}, "versi": write_versi_unsur(kegiatan), "user": user}
    assert refuse(["kode"], lambda: save_unsur(**isian)) == "Kodenya harus diawali kode programnya: 2.13.01."


def test_a_new_indicator_stands_with_its_own_and_not_before_all_others(kantor, user, pk):
    kantor.indikator_set.filter(kode="IKU-1").update(urutan=5)
    kantor.indikator_set.filter(kode="IKU-2").update(urutan=6)
    lama = get(kantor)
    salin = {nama: getattr(lama, nama) for nama in ("nama", "satuan", "jenis", "rumus", "konsolidasi")}
    baru = Indikator(perangkat_daerah=kantor, sasaran=lama.sasaran, tujuan=lama.tujuan, program=lama.program, unit=lama.unit)
    hasil = save_indikator(indikator=baru, isian=salin | {"kode": "Z1", "urutan": 0}, versi="", user=user)
    saudara = kantor.indikator_set.filter(sasaran=lama.sasaran, tujuan=lama.tujuan, program=lama.program).exclude(kode="Z1")
    assert hasil.urutan == max(saudara.values_list("urutan", flat=True)) >= 5


def test_the_second_of_two_people_is_told(kantor, user, pk):
    sasaran = Sasaran.objects.get()
    versi = write_versi_unsur(sasaran)
    save_unsur(unsur=sasaran, isian={"uraian": "Satu"}, versi=versi, user=user)
    with pytest.raises(BentrokError):
        save_unsur(unsur=sasaran, isian={"uraian": "Dua"}, versi=versi, user=user)
    assert Sasaran.objects.get().uraian == "Satu"


def test_only_what_nothing_hangs_on_is_removed(kantor, user, pk):
    sasaran = Sasaran.objects.get()
    versi = write_versi_unsur(sasaran)
    with pytest.raises(IsianError, match="Sasaran ini masih memuat 2 indikator, 1 program"):
        delete_unsur(unsur=sasaran, versi=versi, user=user)
    baru = save_unsur(unsur=Sasaran(tujuan=sasaran.tujuan), isian={"kode": "S9", "uraian": "x"}, versi="", user=user)
    delete_unsur(unsur=baru, versi=write_versi_unsur(baru), user=user)
    assert list(Sasaran.objects.all()) == [sasaran]
    assert list(Jejak.objects.filter(aksi="hapus_sasaran").order_by("pk").values_list("diterima", flat=True)) == [False, True]


def test_others_do_not_write_the_plan(kantor, pk):
    lain, sasaran = create_pejabat(Peran.KABID, kantor), Sasaran.objects.get()
    for kerja in (
        lambda: save_unsur(unsur=sasaran, isian={"uraian": "x"}, versi="", user=lain),
        lambda: delete_unsur(unsur=sasaran, versi="", user=lain),
        lambda: change(get(kantor), lain, nama="x"),
    ):
        with pytest.raises(AksesError):
            kerja()


def test_manual_and_what_it_lacks(kantor, user, pk):
    satu = get(kantor)
    assert list_kosong(satu) == [
        "definisi operasional", "alasan pemilihan", "cara menghitung", "sumber data", "penyedia data",
        "frekuensi pengukuran", "kondisi awal (baseline)", "tahun kondisi awal",
    ]  # fmt: skip
    change(satu, user, definisi="D", baseline="40,5", tahun_baseline=2024, frekuensi="tahun")
    segar = get(kantor)
    assert (segar.baseline, list_kosong(segar)) == (40.5, ["alasan pemilihan", "cara menghitung", "sumber data", "penyedia data"])
    assert "bukan angka" in refuse(["baseline"], lambda: change(segar, user, baseline="empat"))


UBAHAN = [{"jenis": "ikk"}, {"satuan": "orang"}, {"rumus": Rumus.MIN_SELISIH.value}, {"konsolidasi": "jumlah"}, {"target_kumulatif": True}]


@pytest.mark.parametrize("isian", UBAHAN, ids=lambda i: next(iter(i)))
def test_what_gives_figures_their_meaning_freezes_with_a_stipulated_target(kantor, user, pk, isian):
    change(get(kantor), user, **isian)
    awal = {nama: getattr(get(kantor, 2), nama) for nama in isian}
    pk.status = StatusPk.DITETAPKAN.value
    pk.save()
    pesan = refuse(list(isian), lambda: change(get(kantor, 2), user, **isian))
    assert pesan == (
        "Tidak dapat diubah lagi, sebab indikator ini sudah punya target pada Perjanjian Kinerja 2026 yang ditetapkan. "
        "Buat indikator baru bila ukurannya memang berganti."
    )
    change(get(kantor, 2), user, nama="Nama baru", definisi="Boleh")
    assert {nama: getattr(get(kantor, 2), nama) for nama in isian} == awal


def test_it_freezes_with_a_realisasi_too_and_zero_is_one():
    kerja = create_kerja()
    baris = kerja.get_baris("persen")
    type(kerja.pk).objects.filter(pk=kerja.pk.pk).update(status="draf")
    assert find_beku(baris.indikator) == ""
    type(baris).objects.filter(pk=baris.pk).update(nilai=0)
    assert find_beku(baris.indikator) == "indikator ini sudah punya realisasi (Triwulan I 2026)"


def test_an_indicator_with_values_is_not_removed_one_without_is_with_its_drafts(kantor, user, pk):
    satu, dua = get(kantor), get(kantor, 2)
    TargetRenstra.objects.create(indikator=satu, tahun=2026, nilai=1)
    delete_indikator(indikator=satu, versi=write_versi_unsur(satu), user=user)
    assert (list(Indikator.objects.all()), TargetRenstra.objects.count(), pk.target_set.count()) == ([dua], 0, 1)
    pk.status = StatusPk.DITETAPKAN.value
    pk.save()
    with pytest.raises(IsianError, match="Indikator tidak dapat dihapus, sebab indikator ini sudah punya target"):
        delete_indikator(indikator=dua, versi=write_versi_unsur(dua), user=user)


def test_crosscutting_is_told_from_both_ends(kantor, user, pk):
    satu, dua = get(kantor), get(kantor, 2)
    isian = {"dari": satu, "ke": dua, "jenis": JenisTautan.MENDUKUNG.value, "keterangan": "data desa", "user": user}
    assert "unit yang berbeda" in refuse(["ke"], lambda: create_tautan(**isian))
    dua.unit = create_unit(kantor, "Unit Lain")
    dua.save()
    tautan = create_tautan(**isian)
    assert create_tautan(**isian) == tautan
    assert "sudah bertaut" in refuse(["ke"], lambda: create_tautan(**isian | {"dari": dua, "ke": satu}))
    assert [(s.kata, s.lain) for s in list_tautan(satu) + list_tautan(dua)] == [("Mendukung", dua), ("Didukung oleh", satu)]
    [sasaran] = [s for s in build_rencana(kantor=kantor, tahun=2026, pk=pk).simpul if s.jenis == "Sasaran"]
    assert [[t.kata for t in b.tautan] for b in sasaran.indikator] == [["Mendukung"], ["Didukung oleh"]]
    delete_tautan(tautan=tautan, user=user)
    with pytest.raises(BentrokError):
        delete_tautan(tautan=tautan, user=user)
    asing = create_rencana(create_kantor()).target_set.get().indikator
    refuse(["ke"], lambda: create_tautan(**isian | {"ke": asing}))
    assert TautanIndikator.objects.count() == 0


def test_pages(client, kantor, user, pk):
    client.force_login(user)
    satu, sasaran, program = get(kantor), Sasaran.objects.get(), Program.objects.get()

    def link(nama, *args):
        return reverse(f"collection:{nama}", args=args)

    alamat = [
        "/rencana/?tampilan=sunting", link("kamus_list", kantor.pk), link("unsur_create", "renstra", kantor.pk),
        link("unsur_create", "tujuan", kantor.renstra_set.get().pk), link("unsur_create", "sasaran", sasaran.tujuan_id),
        link("unsur_create", "kegiatan", program.pk), link("unsur_create", "sub_kegiatan", program.kegiatan_set.get().pk),
        link("unsur_update", "program", program.pk), link("indikator_create", "sasaran", sasaran.pk),
        link("indikator_update", satu.pk), link("tautan_create", satu.pk), link("indikator_detail", satu.pk),
    ]  # fmt: skip
    for satu_alamat in alamat:
        response = client.get(satu_alamat)
        assert (response.status_code, find_inline(response.content.decode())) == (200, []), satu_alamat
    assert client.get(link("unsur_create", "lain", 1)).status_code == 404
    isian = {
        "kode": "IKU-9", "nama": "Baru", "jenis": "iku", "unit": satu.unit_id, "satuan": "%", "desimal": "2",
        "rumus": "maks", "skala": "", "konsolidasi": "akhir", "urutan": "9", "baseline": "1.234,5",
    }  # fmt: skip
    assert client.post(link("indikator_create", "sasaran", sasaran.pk), isian | {"rumus": "predikat"}).status_code == 422
    assert client.post(link("indikator_create", "sasaran", sasaran.pk), isian).status_code == 302
    baru = get(kantor, 9)
    assert (baru.sasaran, baru.baseline) == (sasaran, 1234.5)
    ubah = isian | {"nama": "Ganti", "versi": write_versi_unsur(baru)}
    assert client.post(link("indikator_update", baru.pk), ubah).status_code == 302
    assert client.post(link("indikator_update", baru.pk), ubah | {"nama": "Lain"}).status_code == 409
    assert get(kantor, 9).nama == "Ganti"
    hapus = {"versi": write_versi_unsur(get(kantor, 9))}
    assert client.post(link("indikator_delete", baru.pk), hapus).status_code == 302
    program_isi = {"kode": "2.13.09", "nama": "Program baru", "sasaran": sasaran.pk}
    assert client.post(link("unsur_create", "program", kantor.pk), program_isi).status_code == 302
    assert Program.objects.filter(kode="2.13.09", sasaran=sasaran, perangkat_daerah=kantor).count() == 1


def test_who_does_not_write_the_plan_gets_no_links_to_it(client, kantor, pk):
    client.force_login(create_pejabat(Peran.BIDANG, kantor))
    isi = client.get("/rencana/?tampilan=sunting").content.decode()
    assert ("Tambah indikator" in isi, "Sunting" in isi) == (False, False)
