"""Bring an archive package back into an installation that does not hold its case: README, Archive."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from collection.errors import SakipError
from collection.perintah import Perintah
from measurement.services.pulihkan import Pemulihan, restore_paket


class Command(Perintah):
    help = (
        "Memulihkan paket arsip sebuah pengukuran: sesudah itu laporan dan naskah bersegel di dalamnya dapat "
        "diverifikasi dan dibuka di sini. Paket yang berubah, terpotong, atau asing ditolak tanpa menulis apa pun. "
        "Kode keluar: 0 pulih atau sudah ada, 1 ditolak, 2 argumen salah."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paket", type=Path, metavar="PAKET.zip")
        parser.add_argument("--periksa", action="store_true", help="periksa saja, tidak menulis apa pun")
        parser.add_argument(
            "--percaya", nargs="+", default=[], metavar="SIDIK",
            help="sidik SHA-256 sertifikat penanda tangan yang Anda jamin (halaman Segel kantor di instalasi asal)",
        )  # fmt: skip

    def handle(self, *args: object, **options: object) -> None:
        try:
            hasil = restore_paket(options["paket"], percaya=options["percaya"], periksa=options["periksa"])
        except SakipError as galat:
            raise CommandError(str(galat), returncode=1) from None
        self._tell(hasil)

    def _tell(self, hasil: Pemulihan) -> None:
        if hasil.ada:
            self.stdout.write(f"{hasil.nama}: sudah ada di instalasi ini. Tidak ada yang ditulis.")
            return
        awal = "dipulihkan" if hasil.arsip else "paketnya utuh dan dapat dipulihkan. Tidak ada yang ditulis"
        self.stdout.write(f"{hasil.nama}: {awal}.")
        for satu in hasil.dokumen:
            self.stdout.write(f"- {satu}, kode {satu.kode}, sertifikat {satu.sidik_jari}")
        for nama, sebab in hasil.kurang:
            self.stdout.write(f"- {nama}: {sebab}")
