"""What handed-over figures add up to is kept, written once like the figures themselves."""

import django.db.models.deletion
from django.db import migrations, models

import collection.models.perjanjian_kinerja
import measurement.models.kertas_kerja
from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):
    dependencies = [("measurement", "0080_metodologi")]
    operations = [
        migrations.CreateModel(
            name="RingkasanKinerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "capaian",
                    measurement.models.kertas_kerja.PersenField(
                        decimal_places=2, help_text="mean of the sasaran, counted values", max_digits=30, null=True
                    ),
                ),
                ("kategori", models.CharField(blank=True, max_length=40)),
                ("tingkat", models.PositiveSmallIntegerField(null=True)),
                ("terhitung", models.PositiveSmallIntegerField(help_text="sasaran with a figure")),
                ("jumlah", models.PositiveSmallIntegerField(help_text="all sasaran")),
                ("belum_diukur", models.PositiveSmallIntegerField(help_text="indicators that nobody reported")),
                (
                    "pagu",
                    collection.models.perjanjian_kinerja.RupiahField(decimal_places=2, max_digits=18, null=True),
                ),
                (
                    "realisasi",
                    collection.models.perjanjian_kinerja.RupiahField(decimal_places=2, max_digits=18, null=True),
                ),
                (
                    "serapan",
                    measurement.models.kertas_kerja.PersenField(decimal_places=2, max_digits=30, null=True),
                ),
                ("efisiensi", models.CharField(blank=True, max_length=40)),
                (
                    "pita",
                    models.JSONField(
                        default=list, help_text="label, tingkat and number of indicators of each band, best first"
                    ),
                ),
                (
                    "sasaran",
                    models.JSONField(
                        default=list,
                        help_text="kode, uraian, capaian, kategori, tingkat, cakupan, kunci of each",
                    ),
                ),
                (
                    "kertas_kerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ringkasan_set",
                        to="measurement.kertaskerja",
                    ),
                ),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ringkasan_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        KekalOperation({"measurement_ringkasankinerja": ""}),
    ]  # fmt: skip
