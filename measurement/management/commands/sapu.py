"""Put right what a crash left behind. For cron or a systemd timer: README, After a crash."""

from django.core.management.base import BaseCommand, CommandError

from measurement.services.sapu import sweep


class Command(BaseCommand):
    help = (
        "Menyelesaikan cetakan yang terhenti, membuang berkas tanpa pemilik, dan menyebut berkas bertanda tangan yang "
        "hilang. Aman dijalankan kapan pun, juga bersamaan. Kode keluar 1 bila ada yang gagal atau hilang."
    )

    def handle(self, *args: object, **options: object) -> None:
        hasil = sweep()
        if options["verbosity"]:
            self.stdout.write(f"{len(hasil.dikerjakan)} cetakan diselesaikan, {len(hasil.dibuang)} berkas dibuang.")
            for nama in (*hasil.dikerjakan, *hasil.dibuang):
                self.stdout.write(f"- {nama}")
        masalah = [*hasil.gagal, *hasil.hilang]
        for satu in masalah:
            self.stderr.write(f"- {satu}")
        if masalah:
            raise CommandError(f"{len(masalah)} masalah memerlukan Admin.")
