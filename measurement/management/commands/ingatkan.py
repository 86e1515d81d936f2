"""Make and mail the notices that are due. For cron or a systemd timer: README, Reminders."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from measurement.services.pengingat import create_pengingat
from measurement.services.surel import send_surel


class Command(BaseCommand):
    help = (
        "Mengingatkan siapa yang gilirannya tiba, hampir, atau lewat jatuh tempo, di Tugas saya dan lewat surel. "
        "Aman dijalankan berulang kali, juga bersamaan."
    )

    def handle(self, *args: object, **options: object) -> None:
        kini = timezone.now()
        dibuat, surel = create_pengingat(kini), send_surel(kini)
        if options["verbosity"]:
            self.stdout.write(f"{dibuat} pemberitahuan dibuat, {surel.dikirim} surel dikirim.")
        if surel.gagal:
            raise CommandError(f"{surel.gagal} surel gagal dikirim; dicoba lagi oleh jalannya yang berikut.")
