"""manage.py create_kantor: an office with its first Admin, who does all the rest in the browser."""

import argparse
from typing import Any

from django.core.management.base import CommandError

from collection.enums import ZonaWaktu
from collection.errors import IsianError
from collection.models import Pengguna
from collection.perintah import Perintah
from collection.services.kantor_baru import create_kantor, create_kantor_for

ISIAN = {
    "kode": "kode perangkat daerah, misalnya 2.13.2.14.0.00.01.0000",
    "singkatan": "huruf kecil tanpa spasi, misalnya dispermades",
    "nama": "nama lengkap seperti pada kop surat",
    "pemerintah": "baris pertama kop, misalnya Pemerintah Kabupaten Banjarnegara",
    "alamat": "alamat pada kop surat",
    "kota": "tempat penandatanganan",
    "kode_unit_surat": "kode unit pada nomor surat, misalnya DISPERMADESPPKB",
}


class Command(Perintah):
    help = "Membuat kantor baru dengan Admin pertamanya. Kata sandi Admin dicetak sekali saja."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        for nama, bantuan in ISIAN.items():
            parser.add_argument(f"--{nama.replace('_', '-')}", required=True, help=bantuan)
        parser.add_argument("--sebutan-kepala", help="misalnya Kepala Badan; bawaan: menurut kata pertama nama kantor")
        zona = [zona.name for zona in ZonaWaktu]
        parser.add_argument("--zona", choices=zona, default=ZonaWaktu.WIB.name, help="zona waktu kantor")
        parser.add_argument("--admin", required=True, metavar="USERNAME", help="nama pengguna Admin")
        parser.add_argument("--nama-admin", help="nama lengkap Admin, untuk akun baru")
        parser.add_argument("--akun-lama", action="store_true", help="Admin memakai akun yang sudah ada")

    def handle(self, *args: Any, **options: Any) -> None:
        isian = {nama: options[nama].strip() for nama in ISIAN} | {"zona": ZonaWaktu[options["zona"]].value}
        kosong = [f"--{nama.replace('_', '-')}" for nama, isi in isian.items() if not isi]
        if kosong:
            raise CommandError(f"Belum diisi: {', '.join(kosong)}.")
        if (options["sebutan_kepala"] or "").strip():
            isian["sebutan_kepala"] = options["sebutan_kepala"].strip()
        try:
            self._create(isian, options["admin"], (options["nama_admin"] or "").strip(), options["akun_lama"])
        except IsianError as error:
            raise CommandError("\n".join(write_kesalahan(error))) from error

    def _create(self, isian: dict[str, str], username: str, nama: str, akun_lama: bool) -> None:
        if akun_lama:
            admin = find_admin(username)
            kantor = create_kantor_for(isian=isian, admin=admin)
            self.stdout.write(f"{kantor.nama} dibuat. {admin.nama} ({username}) menjadi Admin-nya.")
            return
        if not nama:
            raise CommandError("Isi --nama-admin dengan nama lengkap Admin.")
        kantor, sandi = create_kantor(isian=isian, username=username, nama=nama)
        self.stdout.write(f"{kantor.nama} dibuat.\nNama pengguna Admin: {username}\nKata sandi: {sandi}")
        self.stdout.write("Kata sandi ini tidak disimpan dan tidak ditampilkan lagi.")


def find_admin(username: str) -> Pengguna:
    """The open account of that name. Raises CommandError."""
    try:
        return Pengguna.objects.get(username=username, is_active=True)
    except Pengguna.DoesNotExist:
        raise CommandError(f"Tidak ada akun aktif bernama {username}. Tanpa --akun-lama akun itu dibuat.") from None


def write_kesalahan(error: IsianError) -> list[str]:
    """Each sentence with the option that it is about."""
    return [f"{nama}: {satu}" if nama else satu for nama, pesan in error.kesalahan.items() for satu in pesan]
