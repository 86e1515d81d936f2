"""The documents of a step as a list of their own. The new entries of the identity sheet are keys of its JSON."""

from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_langkah": ""}


class Migration(migrations.Migration):
    dependencies = [("measurement", "0003_tarik_kembali")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name="langkah",
            name="dokumen",
            field=models.JSONField(
                default=list, help_text="the documents that kelengkapan names, where its commas do not separate them"
            ),
        ),
        KekalUlangOperation(KEKAL),
    ]
