"""A correction can be taken back by a row of its own."""

from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_koreksi": ""}


class Migration(migrations.Migration):
    dependencies = [("measurement", "0005_tautan")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name="koreksi",
            name="pencabutan",
            field=models.BooleanField(default=False, help_text="takes back the corrections before it"),
        ),
        KekalUlangOperation(KEKAL),
    ]
