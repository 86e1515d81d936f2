"""Recompute a published table: CSV on standard output, the summary on standard error. docs/rumus_capaian.md, 11."""

from argparse import ArgumentParser, FileType

from django.core.management.base import CommandError

from collection.errors import BerkasError
from collection.perintah import Perintah
from measurement.periksa_tabel.ringkasan import write_ringkasan
from measurement.services.periksa_berkas import LembarError
from measurement.services.periksa_tabel import check_berkas, write_csv


class Command(Perintah):
    help = (
        "Menghitung ulang tabel capaian yang dipublikasikan (CSV atau XLSX): apakah setiap angka tercetak mengikuti "
        "target dan realisasinya sendiri, dan bila tidak, apa penyebab yang cocok. Basis data tidak disentuh."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=FileType("rb"), help="berkas .csv atau .xlsx")
        parser.add_argument("--lembar", default="", help="nama lembar, bila lebih dari satu berisi tabel")

    def handle(self, *args: object, **options: object) -> None:
        with options["berkas"] as berkas:
            isi = berkas.read()
        try:
            hasil = check_berkas(isi, options["lembar"])
        except LembarError as error:
            raise CommandError(f"{error} Pakai --lembar NAMA.") from error
        except BerkasError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(write_csv(hasil), ending="")
        if hasil.catatan:
            self.stderr.write(hasil.catatan)
        for kalimat in write_ringkasan(hasil.verdict):
            self.stderr.write(kalimat)
