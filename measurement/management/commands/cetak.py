"""Lay out one report or write one package: started by the application, and by hand after a failure."""

from argparse import ArgumentParser

from collection.perintah import Perintah
from measurement.services.cetak_kerja import run_cetakan


class Command(Perintah):
    help = (
        "Mengerjakan satu cetakan (laporan panjang atau paket arsip besar) yang menunggu. Dijalankan sendiri oleh "
        "aplikasi; bagian yang sudah selesai dipakai lagi bila prosesnya pernah terhenti."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("nomor", type=int, help="nomor cetakan")

    def handle(self, *args: object, **options: object) -> None:
        selesai = run_cetakan(options["nomor"])
        if options["verbosity"]:
            self.stdout.write("Selesai." if selesai else "Tidak ada yang perlu dikerjakan.")
