"""The sealed PDF of a paper that the Kepala signs in the office's name: the SK of the Tim."""

import django.db.models.deletion
from django.db import migrations, models

import measurement.models.dokumen
from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):
    dependencies = [("measurement", "0030_draf_sop")]
    operations = [
        migrations.CreateModel(
            name="NaskahBersegel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kode", models.CharField(default=measurement.models.dokumen.build_kode, max_length=40, unique=True)),
                ("berkas", models.FileField(upload_to=measurement.models.dokumen.build_dokumen_path)),
                ("sha256", models.CharField(help_text="of the file as it was sealed", max_length=64)),
                (
                    "naskah",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bersegel", to="measurement.naskah"
                    ),
                ),
                (
                    "segel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="naskah_bersegel_set",
                        to="measurement.segel",
                    ),
                ),
            ],
            options={"ordering": ["naskah"]},
        ),
        KekalOperation({"measurement_naskahbersegel": ""}),
    ]
