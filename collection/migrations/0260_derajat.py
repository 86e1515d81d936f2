"""How grave each office has the checks of its forms."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0250_logo'),
    ]

    operations = [
        migrations.AddField(
            model_name='perangkatdaerah',
            name='derajat_periksa',
            field=models.JSONField(blank=True, default=dict, editable=False, help_text='how grave a check of its forms is where the office has it otherwise than usual (kewajaran.py)'),
        ),
    ]
