"""The office's logo: written once, like all that papers rest on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0240_retensi'),
    ]

    operations = [
        migrations.CreateModel(
            name='Logo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('isi', models.BinaryField(default=b'', help_text='PNG; empty: the office has no logo from then on')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('lebar', models.PositiveSmallIntegerField(default=0, help_text='pixels')),
                ('tinggi', models.PositiveSmallIntegerField(default=0, help_text='pixels')),
                ('diunggah_pada', models.DateTimeField(auto_now_add=True)),
                ('diunggah_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('perangkat_daerah', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='logo_set', to='collection.perangkatdaerah')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        KekalOperation({"collection_logo": ""}),
    ]
