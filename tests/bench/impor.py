"""Import of 10.000 targets, preview included: ours, a stock ModelResource, and openpyxl with one bulk_create."""

import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.db import transaction
from import_export import fields, resources, widgets
from openpyxl import load_workbook
from tablib import Dataset

from collection.enums import Peran
from collection.models import Impor, Indikator, Pengguna, PerjanjianKinerja, Sasaran, Target
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.muat import load_rencana
from collection.services.impor import apply_impor, create_impor
from tests.bench.ukur import Batas, compare, count_queries
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.rencana import build_xlsx, create_rencana

BARIS = 10_000
MAKS_MB = 150
SENDIRI = "import sys, django; django.setup(); from tests.bench.impor import run_sendiri; run_sendiri(*sys.argv[1:])"


class StockResource(resources.ModelResource):
    """As the manual of django-import-export begins."""

    indikator = fields.Field("indikator", "Kode", widgets.ForeignKeyWidget(Indikator, "kode"))
    perjanjian_kinerja = fields.Field("perjanjian_kinerja", "PK", widgets.ForeignKeyWidget(PerjanjianKinerja))

    class Meta:
        model = Target
        import_id_fields = ("perjanjian_kinerja", "indikator")
        fields = ("perjanjian_kinerja", "indikator", *NILAI_TARGET)


def main() -> bool:
    """Half of the rows are new, half are changed, all five figures of each."""
    pk, user = fill(BARIS)
    isi = build_berkas(BARIS)
    kita = {"kita": lambda: run_kita(pk, user, isi)}
    awal = {"sebelum": lambda: reset(pk)}
    judul = f"Impor {BARIS} target, pratinjau dan penerapan"
    lantai = compare(judul, kita | {"lantai": lambda: run_lantai(pk, isi)}, [Batas("lantai", 1.5)], 7, **awal)
    stock = {"stock ModelResource": lambda: run_stock(pk, isi)}
    jauh = compare(judul, kita | stock, [Batas("stock ModelResource", 7, setidaknya=True)], 1, **awal)
    reset(pk)
    kueri = count_queries(lambda: run_kita(pk, user, isi))
    memori = measure_memori(pk, user, isi)
    print(f"\nKueri: {kueri}. Memori puncak proses yang mengimpor: {memori} MB (paling banyak {MAKS_MB})")
    return lantai and jauh and memori <= MAKS_MB


def fill(jumlah: int) -> tuple[PerjanjianKinerja, Pengguna]:
    """An office with so many indicators."""
    kantor = create_kantor()
    pk = create_rencana(kantor, jumlah=1)
    sasaran, unit = Sasaran.objects.get(tujuan__renstra__perangkat_daerah=kantor), kantor.unit_set.get()
    Indikator.objects.bulk_create(
        Indikator(
            perangkat_daerah=kantor, sasaran=sasaran, unit=unit, kode=f"K-{n}", nama=f"Indikator kinerja nomor {n}",
            jenis="iku", satuan="%", rumus="maks", konsolidasi="akhir",
        )
        for n in range(jumlah)
    )  # fmt: skip
    return pk, create_pejabat(Peran.PERENCANA, kantor)


def build_berkas(jumlah: int) -> bytes:
    """All five figures of each, no two rows alike."""
    nilai = [[round((n + i) * 7919 % 10_000 / 100, 2) for i in (0, 1, 2, 3, 0)] for n in range(jumlah)]
    return build_xlsx([[f"K-{n}", f"Indikator kinerja nomor {n}", "%", *nilai[n]] for n in range(jumlah)])


@transaction.atomic
def reset(pk: PerjanjianKinerja) -> None:
    """Half of the targets, with other figures; not part of what is timed elsewhere, and the same for all ways."""
    pk.target_set.all().delete()
    semua = pk.perangkat_daerah.indikator_set.filter(kode__startswith="K-").order_by("pk")[::2]
    Target.objects.bulk_create(Target(perjanjian_kinerja=pk, indikator=i, tahunan=1, tw4=1) for i in semua)


def run_kita(pk: PerjanjianKinerja, user: Pengguna, isi: bytes) -> Impor:
    """Preview, then apply, as the pages do."""
    impor = create_impor(
        kantor=pk.perangkat_daerah, tahun=pk.tahun, user=user, nama="a.xlsx", isi=isi, muat=load_rencana
    )
    return apply_impor(impor=Impor.objects.defer("rincian", "ubahan").get(pk=impor.pk), user=user)


@transaction.atomic
def run_lantai(pk: PerjanjianKinerja, isi: bytes) -> None:
    """No preview, no check, no trail."""
    kunci = dict(pk.perangkat_daerah.indikator_set.values_list("kode", "pk"))
    baris = load_workbook(BytesIO(isi), read_only=True, data_only=True).active.iter_rows(min_row=2, values_only=True)
    Target.objects.bulk_create(
        [
            Target(
                perjanjian_kinerja=pk, indikator_id=kunci[satu[0]],
                **{nama: Decimal(str(nilai)) for nama, nilai in zip(NILAI_TARGET, satu[3:], strict=True)},
            )
            for satu in baris
        ],
        update_conflicts=True, unique_fields=["perjanjian_kinerja", "indikator"], update_fields=NILAI_TARGET,
    )  # fmt: skip


def run_stock(pk: PerjanjianKinerja, isi: bytes) -> None:
    """One pass of import_data, which previews and writes."""
    baris = load_workbook(BytesIO(isi), read_only=True, data_only=True).active.iter_rows(min_row=2, values_only=True)
    dataset = Dataset(*((pk.pk, satu[0], *satu[3:]) for satu in baris), headers=("PK", "Kode", *NILAI_TARGET))
    hasil = StockResource().import_data(dataset, dry_run=False, raise_errors=True)
    if hasil.has_errors():
        raise RuntimeError(hasil.base_errors)


def measure_memori(pk: PerjanjianKinerja, user: Pengguna, isi: bytes) -> int:
    """Peak of a process of its own that does nothing but import from that database, in MB."""
    reset(pk)
    with NamedTemporaryFile(suffix=".xlsx") as berkas:
        berkas.write(isi)
        berkas.flush()
        perintah = [sys.executable, "-c", SENDIRI, berkas.name, str(pk.pk), str(user.pk)]
        keluar = subprocess.run(perintah, check=True, stdout=subprocess.PIPE, text=True)
    return int(keluar.stdout)


def run_sendiri(nama: str, pk: str, user: str) -> None:
    """In the process that is weighed. Not by ru_maxrss, which begins with what the process that started it had."""
    isi = Path(nama).read_bytes()
    run_kita(PerjanjianKinerja.objects.get(pk=pk), Pengguna.objects.get(pk=user), isi)
    puncak = next(baris for baris in Path("/proc/self/status").read_text().splitlines() if baris.startswith("VmHWM:"))
    print(int(puncak.split()[1]) // 1024)
