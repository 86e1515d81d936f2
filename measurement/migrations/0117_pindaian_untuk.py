"""A scan says for which paper of its act it stands."""

from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation
from measurement.enums import JenisNaskah

KEKAL = {"measurement_pindaian": ""}


class Migration(migrations.Migration):
    dependencies = [("measurement", "0116_nomor_pindaian_lama")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name="pindaian",
            name="untuk",
            field=models.CharField(
                blank=True, choices=JenisNaskah.choices(), default="", max_length=30,
                help_text="the paper for which it stands; blank of old: all papers of its act",
            ),
            preserve_default=False,
        ),
        KekalUlangOperation(KEKAL),
    ]
