"""Hash the whole archive again. For cron, and after a restore: README, Archive."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from collection.angka import format_nilai
from collection.perintah import Perintah
from measurement.services.periksa_arsip import Pemeriksaan, check_paket, check_simpanan


class Command(Perintah):
    help = (
        "Menghitung ulang sidik SHA-256 setiap berkas yang disimpan (laporan, naskah bersegel, pindaian, bukti) dan "
        "setiap data yang dibekukan, lalu membandingkannya dengan yang tercatat. Tidak mengubah apa pun. Kode keluar: "
        "0 semua cocok, 1 ada yang hilang atau berubah, 2 argumen salah."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--paket", nargs="+", type=Path, metavar="ZIP",
            help="periksa paket arsip ini terhadap manifesnya sendiri, bukan simpanan server",
        )  # fmt: skip

    def handle(self, *args: object, **options: object) -> None:
        paket = options["paket"] or []
        semua = [(jalur.name, check_paket(jalur)) for jalur in paket] or [("Simpanan", check_simpanan())]
        for nama, hasil in semua:
            self._tell(nama, hasil)
        masalah = sum(len(hasil.temuan) for _, hasil in semua)
        if masalah:
            raise CommandError(f"{format_nilai(masalah)} masalah ditemukan.", returncode=1)

    def _tell(self, nama: str, hasil: Pemeriksaan) -> None:
        rincian = ", ".join(f"{format_nilai(jumlah)} {jenis}" for jenis, jumlah in hasil.jumlah.items())
        akhir = "semua cocok" if not hasil.temuan else f"{format_nilai(len(hasil.temuan))} bermasalah"
        self.stdout.write(f"{nama}: diperiksa {rincian or 'tidak ada berkas'}; {akhir}.")
        for apa, sebab in hasil.temuan:
            self.stdout.write(f"- {apa}: {sebab}")
