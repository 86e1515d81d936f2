"""Load an office's SOP from a TOML file; an unlawful one is refused with every fault and its step."""

import datetime
from argparse import ArgumentParser, FileType

from django.core.management.base import CommandError

from collection.errors import IsianError
from collection.models import PerangkatDaerah
from collection.perintah import Perintah
from collection.tanggal import write_tanggal
from measurement.services.sop import load_sop


class Command(Perintah):
    help = "Memuat SOP dari berkas TOML (contoh: fixtures/sop) sebagai versi berikut dari prosedurnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", type=FileType(encoding="utf-8"))
        parser.add_argument("--kantor", required=True, help="singkatan perangkat daerah")
        parser.add_argument("--mulai", type=datetime.date.fromisoformat, help="berlaku mulai, bawaan: hari ini")

    def handle(self, *args: object, **options: object) -> None:
        kantor = PerangkatDaerah.objects.filter(singkatan=options["kantor"]).first()
        if kantor is None:
            raise CommandError(f"Perangkat daerah {options['kantor']} tidak ada.")
        with options["berkas"] as berkas:
            teks = berkas.read()
        try:
            sop = load_sop(kantor=kantor, teks=teks, berlaku_mulai=options["mulai"] or kantor.hari_ini())
        except IsianError as error:
            raise CommandError("\n".join([str(error), *error.kesalahan.get("", [])])) from error
        self.stdout.write(f"{sop} {kantor.nama}, berlaku mulai {write_tanggal(sop.berlaku_mulai)}.")
