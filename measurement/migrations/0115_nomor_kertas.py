"""The number of a scanned paper stands in the register, beside the running numbers of the office's own."""

import django.db.models.deletion
from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_nomorsurat": ""}


class Migration(migrations.Migration):
    dependencies = [("measurement", "0110_ringkasan")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name="nomorsurat",
            name="disposisi",
            field=models.OneToOneField(
                help_text="the act whose scan brought it", null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="nomor_kertas", to="measurement.disposisi",
            ),
        ),
        migrations.AlterField(
            model_name="nomorsurat",
            name="urut",
            field=models.PositiveIntegerField(help_text="none: the number of a scanned paper", null=True),
        ),
        migrations.AddConstraint(
            model_name="nomorsurat",
            constraint=models.CheckConstraint(
                condition=models.Q(disposisi__isnull=False, urut=None) | models.Q(disposisi=None, urut__isnull=False),
                name="nomor_surat_urut_atau_pindaian",
            ),
        ),
        KekalUlangOperation(KEKAL),
    ]
