"""All that an installation needs before it is served: tables, SOPs, demo offices, accounts, officials, examples."""

import datetime

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from collection.enums import Peran
from collection.models import PerangkatDaerah
from collection.services.contoh import create_akun_contoh, create_kantor_contoh, create_pejabat_contoh
from collection.services.kalender import load_nasional_awal
from collection.services.pk_beku import store_isi_tertinggal
from collection.services.sandi import create_sandi
from measurement.enums import Status
from measurement.models import PengukuranKinerja
from measurement.queries import find_pejabat
from measurement.services.contoh import Contoh
from measurement.services.contoh_sop import read_sop_contoh
from measurement.services.ringkasan import store_tertinggal
from measurement.services.segel import create_segel
from measurement.services.sop import load_sop

TAHUN_CONTOH = 2026
CONTOH = (
    ("dispermades", TAHUN_CONTOH, 1, Status.SELESAI, 1),
    ("dispermades", TAHUN_CONTOH, 2, Status.VERIFIKASI, 2),
    ("dpmd-blora", 2019, 4, Status.SELESAI, 3),
)


class Command(BaseCommand):
    help = "Menyiapkan basis data, SOP, kantor contoh, dan akun contoh. Aman dijalankan berulang kali."

    def handle(self, *args: object, **options: object) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        store_tertinggal()
        store_isi_tertinggal()
        if not settings.CONTOH:
            self._load_libur()
            self.stdout.write("Kantor contoh tidak dibuat. Buat kantor dengan manage.py create_kantor.")
            return
        kantor = create_kantor_contoh(tahun=TAHUN_CONTOH)
        for satu in kantor:
            load_sop(kantor=satu, teks=read_sop_contoh(satu), berlaku_mulai=datetime.date(2019, 1, 1))
        self._load_libur()
        akun = create_akun_contoh()
        store_isi_tertinggal()  # once there is a Kepala to name
        create_pejabat_contoh()
        # Together or not at all: a start that was interrupted begins again with seals whose phrase it knows.
        with transaction.atomic():
            frasa = {satu.nama: self._create_segel(satu) for satu in kantor if not satu.segel_set.exists()}
            self._create_contoh(frasa)
        self._print_akun(akun)
        self._print_frasa(frasa)

    def _load_libur(self) -> None:
        """Only for an office whose calendar nobody has touched."""
        for kantor in PerangkatDaerah.objects.all():
            load_nasional_awal(kantor)

    def _create_segel(self, kantor: PerangkatDaerah) -> str:
        frasa = create_sandi()
        kepala = find_pejabat(kantor, Peran.KEPALA)
        create_segel(kantor=kantor, frasa=frasa, user=kepala.pengguna)
        return frasa

    def _create_contoh(self, frasa: dict[str, str]) -> None:
        """Only for a new installation: what people have made since is theirs. New phrases join `frasa`."""
        if PengukuranKinerja.objects.exists():
            return
        for singkatan, tahun, triwulan, tahap, seed in CONTOH:
            kantor = PerangkatDaerah.objects.get(singkatan=singkatan)
            contoh = Contoh(kantor, seed, frasa.get(kantor.nama, ""), create_sandi)
            contoh.bernarasi = True
            contoh.run(tahun=tahun, triwulan=triwulan, tahap=tahap)
            if contoh.frasa:
                frasa[kantor.nama] = contoh.frasa
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _print_akun(self, akun: list[tuple[str, str, str]]) -> None:
        lebar = [max(len(baris[kolom]) for baris in [*akun, ("peran", "username", "sandi")]) for kolom in range(3)]
        for baris in [("peran", "username", "sandi"), *akun]:
            self.stdout.write("  ".join(sel.ljust(n) for sel, n in zip(baris, lebar, strict=True)).rstrip())

    def _print_frasa(self, frasa: dict[str, str]) -> None:
        for nama, kata in frasa.items():
            self.stdout.write(f"Frasa sandi segel {nama} (dicetak sekali, tidak disimpan di mana pun): {kata}")
        if not frasa:
            self.stdout.write("Frasa sandi segel tidak disimpan. Lupa? Kepala membuat segel baru pada halaman /segel/.")
