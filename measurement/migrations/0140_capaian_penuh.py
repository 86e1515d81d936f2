"""The counted capaian before rounding, which means are taken of. Rows of before keep theirs rounded."""

from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_bariskertaskerja": "", "measurement_koreksi": ""}
PENUH = {
    "name": "capaian_penuh",
    "field": models.CharField(
        max_length=80, blank=True, default="",
        help_text="counted, before rounding, as exact text: what means are taken of; empty in rows of before",
    ),
}


class Migration(migrations.Migration):
    dependencies = [("measurement", "0120_bentuk")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(model_name="bariskertaskerja", **PENUH),
        migrations.AddField(model_name="koreksi", **PENUH),
        KekalUlangOperation(KEKAL),
    ]
