"""manage.py create_kantor: the office with its first Admin, or a refusal that changes nothing."""

import pytest
from django.core.management import CommandError, call_command

from collection.enums import Peran
from collection.models import Jejak, Pengguna, Penugasan, PerangkatDaerah
from collection.queries import find_peran
from tests.factories.dasar import create_kantor, create_user

pytestmark = pytest.mark.django_db

ISIAN = {
    "kode": "2.13.01", "singkatan": "dpmd", "nama": "Dinas PMD", "pemerintah": "Pemerintah Kabupaten Blora",
    "alamat": "Jalan Pemuda 1", "kota": "Blora", "kode_unit_surat": "DPMD", "admin": "siti.aminah",
    "nama_admin": "Siti Aminah, S.Sos.",
}  # fmt: skip


def run(capsys, **isian):
    """What the command prints, line by line."""
    call_command("create_kantor", **(ISIAN | isian))
    return capsys.readouterr().out.splitlines()


def refuse(pesan, **isian):
    with pytest.raises(CommandError) as galat:
        call_command("create_kantor", **(ISIAN | isian))
    assert str(galat.value) == pesan


def count():
    return PerangkatDaerah.objects.count(), Pengguna.objects.count(), Penugasan.objects.count(), Jejak.objects.count()


def test_create_kantor_makes_office_admin_and_trail(capsys):
    baris = run(capsys)
    kantor, admin = PerangkatDaerah.objects.get(), Pengguna.objects.get()
    assert {nama: getattr(kantor, nama) for nama in list(ISIAN)[:7]} == dict(list(ISIAN.items())[:7])
    assert (admin.username, admin.nama, admin.is_superuser) == ("siti.aminah", "Siti Aminah, S.Sos.", False)
    assert (find_peran(admin, kantor), kantor.zona) == ({Peran.ADMIN}, "Asia/Jakarta")
    aksi = Jejak.objects.order_by("pk").values_list("aksi", "perangkat_daerah", "pengguna")
    semua = ("buat_kantor", *["muat_libur"] * 3, "buat_pengguna", "tambah_penugasan")
    assert list(aksi) == [(satu, kantor.pk, None) for satu in semua]
    assert [*baris[:2], baris[3]] == [
        "Dinas PMD dibuat.", "Nama pengguna Admin: siti.aminah",
        "Kata sandi ini tidak disimpan dan tidak ditampilkan lagi.",
    ]  # fmt: skip
    assert admin.check_password(baris[2].removeprefix("Kata sandi: "))


def test_create_kantor_prints_the_password_once_and_keeps_it_nowhere(capsys):
    baris = run(capsys)
    sandi = baris[2].removeprefix("Kata sandi: ")
    assert "\n".join(baris).count(sandi) == 1
    assert sandi not in repr(list(Jejak.objects.values())) + repr(list(Pengguna.objects.values()))


def test_create_kantor_takes_the_zone(capsys):
    run(capsys, zona="WITA")
    assert PerangkatDaerah.objects.get().zona == "Asia/Makassar"


def test_create_kantor_again_refuses_and_changes_nothing(capsys):
    run(capsys)
    ada, sandi = count(), Pengguna.objects.get().password
    refuse("kode: Kantor dengan kode 2.13.01 sudah ada. Tidak ada yang diubah.", singkatan="lain", admin="lain")
    assert (count(), Pengguna.objects.get().password) == (ada, sandi)


@pytest.mark.parametrize(
    ("isian", "pesan"),
    [
        ({"nama_admin": None}, "Isi --nama-admin dengan nama lengkap Admin."),
        ({"nama_admin": "  "}, "Isi --nama-admin dengan nama lengkap Admin."),
        ({"kota": " ", "alamat": ""}, "Belum diisi: --alamat, --kota."),
        ({"admin": "Siti"}, "username: Pakai huruf kecil, angka, titik, atau garis, misalnya siti.aminah."),
        ({"admin": "sudah.ada"}, "username: Nama pengguna ini sudah dipakai. Pilih yang lain."),
        (
            {"singkatan": "dinas pmd"},
            "singkatan: Pakai huruf kecil, angka, dan tanda hubung, misalnya dispermades.",
        ),
        ({"singkatan": "dinkes"}, "singkatan: Singkatan dinkes sudah dipakai kantor lain."),
        (
            {"kota": "x" * 81},
            "kota: Pastikan nilai ini mengandung paling banyak 80 karakter (sekarang 81 karakter).",
        ),
        ({"admin": "tak.ada", "akun_lama": True}, (
            "Tidak ada akun aktif bernama tak.ada. Tanpa --akun-lama akun itu dibuat."
        )),
    ],
)  # fmt: skip
def test_create_kantor_refusal_changes_nothing(isian, pesan):
    create_user("sudah.ada")
    create_kantor("dinkes")
    ada = count()
    refuse(pesan, **isian)
    assert count() == ada


def test_create_kantor_for_an_account_that_exists(capsys):
    admin = create_user("admin.kabupaten")
    lama = admin.password
    baris = run(capsys, admin="admin.kabupaten", nama_admin=None, akun_lama=True)
    assert baris == ["Dinas PMD dibuat. admin.kabupaten (admin.kabupaten) menjadi Admin-nya."]
    assert find_peran(admin, PerangkatDaerah.objects.get()) == {Peran.ADMIN}
    assert Pengguna.objects.get().password == lama


def test_create_kantor_closed_account_is_not_taken():
    Pengguna.objects.filter(pk=create_user("tutup").pk).update(is_active=False)
    refuse("Tidak ada akun aktif bernama tutup. Tanpa --akun-lama akun itu dibuat.", admin="tutup", akun_lama=True)


@pytest.mark.parametrize("kurang", ["kode", "pemerintah", "admin"])
def test_create_kantor_needs_its_options(kurang):
    isian = {nama: isi for nama, isi in ISIAN.items() if nama != kurang}
    with pytest.raises(CommandError):
        call_command("create_kantor", **isian)


def test_create_kantor_leaves_other_offices_alone(capsys):
    lain = create_kantor()
    run(capsys)
    assert list(Jejak.objects.filter(perangkat_daerah=lain)) == []
    assert list(Penugasan.objects.filter(perangkat_daerah=lain)) == []


@pytest.mark.parametrize(
    ("nama", "sebutan"),
    [
        ("Badan Kepegawaian", "Kepala Badan"), ("DINAS SOSIAL", "Kepala Dinas"), ("Inspektorat Daerah", "Inspektur"),
        ("Kecamatan Mandiraja", "Camat"), ("RSUD Hj. Anna", "Kepala"),
    ],
)  # fmt: skip
def test_create_kantor_gives_its_head_the_title_of_such_an_office(capsys, nama, sebutan):
    run(capsys, nama=nama)
    assert PerangkatDaerah.objects.get().sebutan_kepala == sebutan


def test_create_kantor_takes_the_title_that_is_told(capsys):
    run(capsys, sebutan_kepala="Direktur")
    assert PerangkatDaerah.objects.get().sebutan_kepala == "Direktur"
