"""Long reports and big packages are made outside of a request; what is being made is a row."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measurement', '0160_narasi'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cetakan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('laporan', 'Laporan'), ('konsep', 'Konsep laporan'), ('arsip', 'Paket arsip')], max_length=10)),
                ('sidik', models.CharField(help_text='SHA-256 of what is printed; another one begins the work anew', max_length=64)),
                ('status', models.CharField(choices=[('menunggu', 'Menunggu'), ('berjalan', 'Sedang disiapkan'), ('selesai', 'Siap'), ('gagal', 'Gagal')], default='menunggu', max_length=10)),
                ('kunci', models.CharField(blank=True, help_text='of the process that works on it', max_length=32)),
                ('bagian_selesai', models.PositiveIntegerField(default=0)),
                ('bagian_jumlah', models.PositiveIntegerField(default=0, help_text='0: not known yet')),
                ('percobaan', models.PositiveSmallIntegerField(default=0)),
                ('denyut', models.DateTimeField(help_text='last sign of life')),
                ('galat', models.TextField(blank=True, help_text='sentence for the user: why it failed')),
                ('dokumen', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cetakan_set', to='measurement.dokumen')),
                ('pengukuran', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cetakan_set', to='measurement.pengukurankinerja')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('pengukuran', 'jenis'), name='cetakan_satu_per_jenis')],
            },
        ),
    ]
