"""Linked procedures: what an SOP ends in, whose data it takes, and the finished collection that a case measures."""

import django.db.models.deletion
from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {
    "measurement_sop": "",
    "measurement_pengukurankinerja": "OLD.status IN ('selesai', 'dibatalkan')",
}


class Migration(migrations.Migration):
    dependencies = [("measurement", "0004_identitas_sop")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name="pengukurankinerja",
            name="masukan",
            field=models.ForeignKey(
                help_text="the finished collection whose figures this case measures", null=True,
                on_delete=django.db.models.deletion.PROTECT, related_name="dipakai_set",
                to="measurement.pengukurankinerja",
            ),
        ),
        migrations.AddField(
            model_name="sop",
            name="jenis",
            field=models.CharField(
                choices=[("pengumpulan", "Pengumpulan data"), ("pengukuran", "Pengukuran")], default="pengukuran",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="sop",
            name="masukan",
            field=models.SlugField(
                blank=True, max_length=40,
                help_text="the procedure whose finished case of the triwulan it takes its data from",
            ),
        ),
        KekalUlangOperation(KEKAL),
    ]
