"""A batch of cells: each written once however often it comes, one refusal stops no other, closed doors stay closed."""

import json
import re
import uuid

import pytest
from django.urls import reverse

from collection.enums import KeadaanSel, Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Formulir, Jejak, KirimanSel
from collection.services.formulir import submit_formulir
from collection.services.kiriman import MAKS_SEL, SEKALI, UMUR, save_kiriman
from collection.services.realisasi import compute_sidik
from tests.bench.ukur import count_queries
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import create_kerja, create_orang_lain, fill, save
from tests.factories.halaman import KOSONG

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


def make(baris, isi, kolom="nilai", sidik=KOSONG, kunci=None):
    """One change as the browser sends it."""
    jenis = "r" if baris._meta.model_name == "realisasi" else "a"
    return {"kunci": str(kunci or uuid.uuid4()), "baris": f"{jenis}{baris.pk}", "kolom": kolom, "isi": isi, "sidik": sidik}


def send(kerja, *sel, user=None):
    return save_kiriman(formulir=kerja.formulir.pk, kiriman={"sel": list(sel)}, user=user or kerja.operator)[1]


def list_keadaan(hasil):
    return [satu.keadaan.value for satu in hasil]


def count_jejak(**syarat):
    return Jejak.objects.filter(aksi__startswith="isi_", **syarat).count()


def test_one_refusal_stops_no_other_and_each_is_on_the_trail(kerja):
    persen, jumlah = kerja.get_baris("persen"), kerja.get_baris("jumlah")
    hasil = send(
        kerja, make(persen, "12,5 %"), make(jumlah, "n/a"), make(persen, "1.234", sidik="x"), make(jumlah, "1.234"),
        make(kerja.anggaran, "250.000", "jumlah"), make(persen, "Baik", "keterangan"), make(persen, "x", "ngawur"),
    )  # fmt: skip
    assert list_keadaan(hasil) == ["tersimpan", "gagal", "gagal", "tersimpan", "tersimpan", "tersimpan", "gagal"]
    assert hasil[2].pilihan == ("1234", "1,234")
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("persen").keterangan) == (12.5, "Baik")
    assert (kerja.get_baris("jumlah").nilai, kerja.anggaran.jumlah) == (1234, 250_000)
    assert (kerja.get_baris("persen").diubah_oleh, kerja.anggaran.diubah_oleh) == (kerja.operator, kerja.operator)
    assert (count_jejak(diterima=True), count_jejak(diterima=False)) == (4, 3)
    satu = Jejak.objects.get(aksi="isi_jumlah")
    assert (satu.lama, satu.baru, satu.label) == ({"jumlah": None}, {"jumlah": "250000"}, str(kerja.anggaran))


def test_cells_of_a_row_are_judged_in_their_order(kerja):
    baris = kerja.get_baris("persen")
    save(baris, "12", user=kerja.operator)
    sidik = compute_sidik(kerja.get_baris("persen").nilai)
    hasil = send(kerja, make(baris, "", sidik=sidik), make(baris, "Belum terbit", "tidak_dapat_diukur"))
    assert list_keadaan(hasil) == ["tersimpan", "tersimpan"]
    hasil = send(kerja, make(baris, "5"), make(baris, "", "tidak_dapat_diukur", compute_sidik("Belum terbit")))
    assert list_keadaan(hasil) == ["gagal", "tersimpan"]
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("persen").tidak_dapat_diukur) == (None, "")


def test_sent_again_a_change_is_written_once_and_answered_alike(kerja):
    baris = kerja.get_baris("persen")
    ketikan = make(baris, "12")
    assert [list_keadaan(send(kerja, ketikan)) for _ in range(3)] == [["tersimpan"]] * 3
    assert (count_jejak(), KirimanSel.objects.count()) == (1, 1)


def test_a_late_copy_does_not_undo_what_came_after(kerja):
    baris = kerja.get_baris("persen")
    lama = make(baris, "12")
    send(kerja, lama)
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    save(kerja.get_baris("persen"), "13", user=kedua)
    [hasil] = send(kerja, lama)
    assert (hasil.keadaan, hasil.lain, hasil.pengubah.pengguna) == (KeadaanSel.TERSIMPAN, True, kedua)
    assert (kerja.get_baris("persen").nilai, count_jejak()) == (13, 2)


def test_a_key_is_of_one_change_and_of_one_person(kerja):
    baris = kerja.get_baris("persen")
    ketikan = make(baris, "12")
    send(kerja, ketikan)
    [hasil] = send(kerja, ketikan | {"isi": "13"})
    assert (hasil.keadaan, kerja.get_baris("persen").nilai) == (KeadaanSel.GAGAL, 12)
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    [hasil] = send(kerja, ketikan | {"isi": "14"}, user=kedua)
    assert (hasil.keadaan, kerja.get_baris("persen").nilai) == (KeadaanSel.BENTROK, 12)


def test_a_conflict_names_who_and_keeps_their_value(kerja):
    baris = kerja.get_baris("persen")
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    save(baris, "10", user=kedua)
    satu, lain = send(kerja, make(baris, "11"), make(kerja.get_baris("jumlah"), "3"))
    assert (satu.keadaan, satu.pengubah.pengguna, satu.objek.nilai) == (KeadaanSel.BENTROK, kedua, 10)
    assert (lain.keadaan, kerja.get_baris("jumlah").nilai) == (KeadaanSel.TERSIMPAN, 3)


def test_a_closed_form_says_why_until_when_and_what_had_arrived(kerja):
    fill(kerja)
    baris = kerja.get_baris("persen")
    tiba, baru = make(baris, "Baik", "keterangan"), make(baris, "13", sidik=compute_sidik(baris.nilai))
    send(kerja, tiba)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    hasil = send(kerja, tiba, baru)
    assert list_keadaan(hasil) == ["tersimpan", "terkunci"]
    assert hasil[1].pesan.endswith("terkunci: Diserahkan, sampai unit menariknya kembali atau formulir dikembalikan.")
    assert kerja.get_baris("persen").nilai == 12.5


@pytest.mark.parametrize("siapa", ["kabid", "bekas", "calon", "kantor lain", "tanpa peran", Peran.TIM_SAKIP])
def test_nobody_else_may_write(kerja, siapa):
    """Who does not see the form learns nothing of it, and leaves no word in its office's trail."""
    orang = create_orang_lain(kerja)[siapa]
    melihat = siapa in ("kabid", Peran.TIM_SAKIP)
    with pytest.raises(AksesError if melihat else Formulir.DoesNotExist):
        send(kerja, make(kerja.get_baris("persen"), "1"), user=orang)
    assert (kerja.get_baris("persen").nilai, KirimanSel.objects.count()) == (None, 0)
    assert Jejak.objects.filter(aksi="isi_kiriman", diterima=False, pengguna=orang).count() == melihat


def test_rows_of_another_form_are_not_there(kerja):
    lain = create_kerja()
    [hasil] = send(kerja, make(lain.get_baris("persen"), "1"))
    assert (hasil.keadaan, hasil.objek, lain.get_baris("persen").nilai) == (KeadaanSel.GAGAL, None, None)


@pytest.mark.parametrize(
    "kiriman",
    [None, [], {}, {"sel": []}, {"sel": "x"}, {"sel": [1]}, {"sel": [{"kunci": "1"}]}, {"sel": [{"kunci": "x", "baris": "r1", "kolom": "nilai", "isi": "1", "sidik": ""}]}],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(kerja, kiriman):
    with pytest.raises(IsianError):
        save_kiriman(formulir=kerja.formulir.pk, kiriman=kiriman, user=kerja.operator)


def test_a_batch_has_an_end_and_no_key_twice(kerja):
    baris = kerja.get_baris("persen")
    with pytest.raises(IsianError, match="paling banyak"):
        send(kerja, *[make(baris, "1") for _ in range(MAKS_SEL + 1)])
    satu = make(baris, "1")
    with pytest.raises(IsianError, match="dua kali"):
        send(kerja, satu, satu)


def test_old_keys_go(kerja):
    send(kerja, make(kerja.get_baris("persen"), "1"))
    tua = KirimanSel.objects.get()
    tua.waktu -= UMUR
    tua.save()
    send(kerja, make(kerja.get_baris("jumlah"), "1", kunci=uuid.UUID(int=SEKALI)))
    assert not KirimanSel.objects.filter(pk=tua.pk).exists()


# The door


def post(client, kerja, *sel):
    isi = json.dumps({"sel": list(sel)})
    return client.post(reverse("measurement:formulir_kiriman", args=[kerja.formulir.pk]), isi, "application/json")


def test_the_answer_carries_the_cell_and_its_row(client, kerja):
    client.force_login(kerja.operator)
    baris = kerja.get_baris("persen")
    jawab = post(client, kerja, make(baris, "120"), make(kerja.anggaran, "2000000", "jumlah")).json()
    assert [(s["keadaan"], s["isi"]) for s in jawab["sel"]] == [("tersimpan", "120,00"), ("tersimpan", "2.000.000")]
    assert jawab["sel"][0]["sidik"] == compute_sidik(kerja.get_baris("persen").nilai)
    satu = jawab["baris"][f"r{baris.pk}"]
    capaian = satu["ganti"][f"capaian-{baris.pk}"]
    assert f'id="capaian-{baris.pk}"' in capaian and "120,00 / 20,00" in capaian
    assert "lebih dari 100" in satu["temuan"]["nilai"]
    assert "melebihi pagu" in jawab["baris"][f"a{kerja.anggaran.pk}"]["temuan"]["jumlah"]


def test_a_conflict_is_told_with_both_values(client, kerja):
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    save(kerja.get_baris("persen"), "10", user=kedua)
    client.force_login(kerja.operator)
    [sel] = post(client, kerja, make(kerja.get_baris("persen"), "11")).json()["sel"]
    assert (sel["keadaan"], sel["isi"], sel["sidik"]) == ("bentrok", "10,00", compute_sidik(kerja.get_baris("persen").nilai))
    assert sel["pengubah"].startswith(f"{kedua.nama} pukul ")


def test_a_conflict_with_oneself_says_so_and_when(client, kerja):
    """The same account in two browsers; its own change that was sent again is no news."""
    persen = kerja.get_baris("persen")
    client.force_login(kerja.operator)
    lama = make(persen, "3")
    post(client, kerja, lama)
    save(kerja.get_baris("persen"), "4", user=kerja.operator)
    lagi, baru = (post(client, kerja, satu).json()["sel"][0] for satu in (lama, make(persen, "6")))
    assert (lagi["keadaan"], "pengubah" in lagi) == ("tersimpan", False)
    assert (baru["keadaan"], baru["isi"]) == ("bentrok", "4,00")
    assert re.fullmatch(r"oleh Anda sendiri di jendela atau perangkat lain, pukul [0-9]{2}\.[0-9]{2}", baru["pengubah"])
    with pytest.raises(BentrokError, match=r"^Sel ini baru saja diubah oleh Anda sendiri di jendela"):
        save(kerja.get_baris("persen"), "7", user=kerja.operator, sidik="x")


def test_without_a_session_the_door_answers_in_json_with_the_login(client, kerja):
    response = post(client, kerja, make(kerja.get_baris("persen"), "11"))
    assert (response.status_code, set(response.json())) == (401, {"pesan", "masuk"})


def test_refusals_are_json(client, kerja):
    orang = create_orang_lain(kerja)
    client.force_login(orang["kabid"])
    response = post(client, kerja, make(kerja.get_baris("persen"), "11"))
    assert (response.status_code, list(response.json())) == (403, ["pesan"])
    client.force_login(kerja.operator)
    response = post(client, kerja)
    assert (response.status_code, list(response.json())) == (422, ["pesan"])
    besar = post(client, kerja, make(kerja.get_baris("persen"), "x" * 2_000_000))
    assert (besar.status_code, kerja.get_baris("persen").nilai) == (413, None)


def test_costs_the_same_for_one_cell_and_for_many(client):
    biaya = []
    for tambahan in (3, 9):
        kerja = create_kerja(triwulan=2, tambahan=tambahan)
        client.force_login(kerja.operator)
        semua = [make(b, "1") for b in kerja.formulir.realisasi_set.exclude(target__indikator__rumus="predikat")]
        uang = [make(a, "1", "jumlah") for a in kerja.formulir.realisasi_anggaran_set.all()]
        semua[0]["kunci"] = str(uuid.UUID(int=1))  # by chance it would be a batch that drops old keys on its way
        biaya.append(count_queries(lambda s=semua, u=uang, k=kerja: post(client, k, *s, *u)))
    assert biaya[0] == biaya[1]
