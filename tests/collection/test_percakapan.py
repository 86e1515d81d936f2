"""The conversation about a row: who may speak and read, who is called, what is unread, settled and opened again."""

import pytest

from collection.enums import JenisKomentar, Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, Komentar, Panggilan
from collection.queries_formulir import find_baris, scope_komentar
from collection.services.formulir import submit_formulir
from collection.services.panggilan import list_panggilan
from collection.services.percakapan import map_percakapan, say_komentar
from collection.services.validasi import return_baris
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.formulir import create_kerja, fill, save
from tests.factories.halaman import Halaman, visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def kabid(kerja):
    return create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)


def say(kerja, user, isi="Mohon dicek.", kode="persen", **lain):
    return say_komentar(baris=kerja.get_baris(kode), isi=isi, user=user, **lain)


def list_kalimat(user):
    return [satu.kalimat for satu in list_panggilan(user)]


def link(kerja, kode="persen"):
    return f"/formulir/baris/r{kerja.get_baris(kode).pk}/percakapan/"


def test_a_mention_and_a_reply_call_people_and_opening_reads_them(client, kerja, kabid):
    say(kerja, kerja.tim, sebut=[kabid.pk])
    apa = "Persentase desa mandiri, Bidang Desa Triwulan I 2026."
    assert list_kalimat(kabid) == [f"{kerja.tim.nama} menyebut Anda pada {apa}"]
    say(kerja, kabid, "Sudah benar.")
    assert list_kalimat(kerja.tim) == [f"{kabid.nama} menulis pada {apa}"]
    assert list_kalimat(kerja.operator) == []
    [baris] = map_percakapan(kabid, kerja.formulir).values()
    assert baris == {"jumlah": 2, "terbuka": True, "baru": 1}
    halaman = visit(client, kabid, link(kerja))
    assert (halaman.status, halaman.inline, len(halaman.find("blockquote"))) == (200, [], 2)
    assert list_kalimat(kabid) == []
    assert list_kalimat(kerja.tim) != []


def test_settled_and_opened_again_by_whom(kerja, kabid):
    with pytest.raises(BentrokError, match="tidak sedang terbuka"):
        say(kerja, kabid, "", jenis=JenisKomentar.SELESAI)
    say(kerja, kerja.tim)
    with pytest.raises(BentrokError, match="sudah terbuka"):
        say(kerja, kabid, "", jenis=JenisKomentar.BUKA)
    say(kerja, kabid, "", jenis=JenisKomentar.SELESAI)
    kunci = f"r{kerja.get_baris('persen').pk}"
    assert map_percakapan(kabid, kerja.formulir)[kunci]["terbuka"] is False
    with pytest.raises(BentrokError):
        say(kerja, kerja.tim, "", jenis=JenisKomentar.SELESAI)
    say(kerja, kerja.tim, "Belum.", jenis=JenisKomentar.BUKA)
    assert map_percakapan(kabid, kerja.formulir)[kunci]["terbuka"] is True
    assert [(k.jenis, k.pengguna) for k in Komentar.objects.all()] == [
        ("komentar", kerja.tim), ("selesai", kabid), ("buka", kerja.tim),
    ]  # fmt: skip
    assert Jejak.objects.filter(aksi="percakapan_selesai", diterima=False).count() == 2


def test_a_comment_on_what_is_settled_opens_it_again(kerja, kabid):
    say(kerja, kerja.tim)
    say(kerja, kabid, "", jenis=JenisKomentar.SELESAI)
    say(kerja, kerja.tim, "Masih ada yang kurang.")
    assert [satu["terbuka"] for satu in map_percakapan(kabid, kerja.formulir).values()] == [True]


def test_other_units_and_other_offices_are_refused_at_every_door(client, kerja):
    say(kerja, kerja.tim)
    baris = kerja.get_baris("persen")
    lain = [
        create_pejabat(Peran.BIDANG, kerja.kantor), create_pejabat(Peran.KABID, kerja.kantor),
        create_pejabat(Peran.KEPALA, create_kantor()),
    ]  # fmt: skip
    for user in lain:
        with pytest.raises(AksesError, match="di luar wewenang"):
            say(kerja, user)
        assert (scope_komentar(user).count(), find_baris(user, f"r{baris.pk}")) == (0, None)
        client.force_login(user)
        for alamat in (link(kerja), f"/formulir/baris/r{baris.pk}/riwayat/"):
            assert client.get(alamat).status_code == 404
        assert client.post(link(kerja), {"isi": "x"}).status_code == 404
        with pytest.raises(IsianError, match="dapat melihat baris ini"):
            say(kerja, kerja.tim, sebut=[user.pk])
    assert Komentar.objects.count() == 1
    assert Panggilan.objects.count() == 0


@pytest.mark.parametrize("nama", ["r0", "x1", "r", "r1x", "r99999999999999999999", "a1-2"])
def test_a_name_that_is_no_row_is_not_found(client, kerja, nama):
    client.force_login(kerja.tim)
    assert client.get(f"/formulir/baris/{nama}/percakapan/").status_code == 404


@pytest.mark.parametrize("isi", ["", "  \n", "x" * 2001])
def test_an_empty_or_too_long_comment_is_refused_in_place(client, kerja, isi):
    client.force_login(kerja.tim)
    halaman = Halaman(client.post(link(kerja), {"isi": isi, "jenis": "komentar"}))
    assert (halaman.status, Komentar.objects.count()) == (422, 0)
    assert read_isi(halaman).strip() == isi.strip()
    with pytest.raises(IsianError):
        say(kerja, kerja.tim, isi)


def read_isi(halaman):
    return halaman.read("textarea", name="isi")[0]


def test_the_grid_shows_count_state_and_lock_beside_the_row(client, kerja, kabid):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    return_baris(formulir=kerja.formulir, baris={kerja.get_baris("persen"): "Cek lagi."}, catatan="", user=kabid)
    halaman = visit(client, kerja.operator, f"/formulir/{kerja.formulir.pk}/")
    assert [t for t in halaman.read("a") if "komentar" in t] == ["1 komentar, 1 baru"]
    assert halaman.read("span", **{"class": "cip"}).count("Terkunci") == 3
    assert halaman.masukan == 5  # nilai, alasan, keterangan, kendala and rencana of the one open row
    assert len(halaman.find("input", type="file")) == 1


def test_history_tells_old_new_who_and_through_which_door(client, kerja, kabid):
    save(kerja.get_baris("persen"), "12,5", user=kerja.operator)
    save(kerja.get_baris("persen"), "13", user=kerja.operator)
    save(kerja.get_baris("jumlah"), "8", user=kerja.operator)
    save(kerja.get_baris("predikat"), "BB", user=kerja.operator)
    kunci = kerja.get_baris("persen").pk
    halaman = visit(client, kerja.operator, f"/formulir/baris/r{kunci}/riwayat/")
    perubahan = halaman.read("td", **{"data-label": "Perubahan"})
    assert [p.partition(" Nilai: ")[2] for p in perubahan] == ["12,50 → 13,00", "– → 12,50"]
    assert set(halaman.read("td", **{"data-label": "Melalui"})) == {"Diketik pada formulir"}
    assert set(halaman.read("td", **{"data-label": "Oleh"})) == {kerja.operator.nama}
    predikat = visit(client, kabid, f"/formulir/baris/r{kerja.get_baris('predikat').pk}/riwayat/")
    assert "– → BB" in predikat.read("td", **{"data-label": "Perubahan"})[0]


def test_the_inbox_lists_what_one_is_called_to_and_puts_it_aside(client, kerja, kabid):
    say(kerja, kerja.tim, sebut=[kabid.pk])
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    halaman = visit(client, kabid, "/")
    assert f"Validasi formulir Bidang Desa, {kerja.periode}" in halaman.read("a")
    assert [t for t in halaman.read("a") if "menyebut Anda" in t] == list_kalimat(kabid)
    assert client.post("/pemberitahuan/panggilan/dibaca/").status_code == 302
    assert list_kalimat(kabid) == []
