"""Seals that somebody else issued."""

from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_segel": ""}

class Migration(migrations.Migration):

    dependencies = [
        ('measurement', '0230_periode'),
    ]

    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name='segel',
            name='unggahan',
            field=models.BooleanField(default=False, help_text='issued elsewhere, and uploaded'),
        ),
        migrations.AlterField(
            model_name='segel',
            name='penerbit',
            field=models.TextField(help_text='PEM of the internal CA that issued it; of an uploaded one what the chain in its file ends in'),
        ),
        KekalUlangOperation(KEKAL),
    ]
