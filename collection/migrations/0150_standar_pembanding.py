"""Standards beside which an indicator is held."""

import collection.models.bilangan
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0101_bentuk'),
    ]

    operations = [
        migrations.CreateModel(
            name='StandarPembanding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tingkat', models.CharField(choices=[('nasional', 'Nasional'), ('provinsi', 'Provinsi')], max_length=10)),
                ('tahun', models.PositiveSmallIntegerField()),
                ('nilai', collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='standar pembanding')),
                ('sumber', models.CharField(help_text='where the figure is published', max_length=250)),
                ('indikator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='standar_set', to='collection.indikator')),
            ],
            options={
                'ordering': ['indikator', '-tahun', 'tingkat'],
                'constraints': [models.UniqueConstraint(fields=('indikator', 'tingkat', 'tahun'), name='standar_pembanding_tahun_unik')],
            },
        ),
    ]
