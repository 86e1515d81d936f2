"""Drive a case of a demo office through the services that the pages use."""

import os
from argparse import ArgumentParser

from django.core.management.base import CommandError

from collection.errors import SakipError
from collection.models import PerangkatDaerah
from collection.perintah import Perintah
from collection.services.contoh_rencana import KANTOR_CONTOH
from collection.services.sandi import create_sandi
from measurement.enums import Status
from measurement.services.contoh import Contoh

TAHAP = [status.value for status in Status if status != Status.DIBATALKAN]


class Command(Perintah):
    help = (
        "Menjalankan satu pengukuran contoh sampai TAHAP melalui layanan yang sama dengan halaman. "
        "Bila sampai tanda tangan dan SAKIP_FRASA_SEGEL tidak diberikan, segel kantor yang baru dibuat dan "
        "frasa sandinya dicetak sekali."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tahap", choices=TAHAP, required=True)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--kantor", default="dispermades", help="singkatan perangkat daerah")
        parser.add_argument("--tahun", type=int, help="bawaan: tahun Perjanjian Kinerja terakhir")
        parser.add_argument("--triwulan", type=int, choices=[1, 2, 3, 4], help="bawaan: yang pertama tanpa pengukuran")

    def handle(self, *args: object, **options: object) -> None:
        if options["kantor"] not in KANTOR_CONTOH:
            raise CommandError(f"{options['kantor']} bukan kantor contoh. Pilih: {', '.join(KANTOR_CONTOH)}.")
        try:
            kantor = PerangkatDaerah.objects.get(singkatan=options["kantor"])
        except PerangkatDaerah.DoesNotExist as error:
            raise CommandError(f"Perangkat daerah {options['kantor']} tidak ada. Jalankan siapkan dahulu.") from error
        tahun, triwulan = self._choose(kantor, options)
        contoh = Contoh(kantor, options["seed"], os.environ.get("SAKIP_FRASA_SEGEL", ""), self._make_frasa)
        contoh.bernarasi = True
        try:
            kasus = contoh.run(tahun=tahun, triwulan=triwulan, tahap=Status(options["tahap"]))
        except SakipError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{kasus}: {kasus.get_status_display()} (/pengukuran/{kasus.pk}/)")

    def _choose(self, kantor: PerangkatDaerah, options: dict) -> tuple[int, int]:
        pk = kantor.pk_set.order_by("-tahun").first()
        tahun = options["tahun"] or (pk.tahun if pk else kantor.hari_ini().year)
        ada = kantor.pengukuran_set.exclude(status=Status.DIBATALKAN).filter(periode__tahun=tahun)
        terpakai = set(ada.values_list("periode__triwulan", flat=True))
        kosong = [n for n in (1, 2, 3, 4) if n not in terpakai]
        if not options["triwulan"] and not kosong:
            raise CommandError(f"Keempat triwulan {tahun} sudah punya pengukuran.")
        return tahun, options["triwulan"] or kosong[0]

    def _make_frasa(self) -> str:
        frasa = create_sandi()
        self.stdout.write(f"Segel baru dibuat. Frasa sandi segel (dicetak sekali, tidak disimpan): {frasa}")
        return frasa
