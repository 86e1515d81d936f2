"""The report's narratives: what Tim SAKIP writes, wording by wording."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):

    dependencies = [
        ('measurement', '0150_tanda_tangan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Narasi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kelompok', models.CharField(max_length=16)),
                ('jenis', models.CharField(choices=[('ringkasan', 'Ringkasan eksekutif'), ('analisis', 'Analisis umum'), ('perbandingan', 'Perbandingan dengan periode lalu, Renstra, dan standar'), ('pendorong', 'Faktor pendorong'), ('penghambat', 'Faktor penghambat'), ('solusi', 'Solusi'), ('efisiensi', 'Efisiensi penggunaan sumber daya'), ('program', 'Program dan kegiatan pendukung')], max_length=20)),
                ('teks', models.TextField(blank=True)),
                ('waktu', models.DateTimeField(auto_now_add=True)),
                ('kertas_kerja', models.ForeignKey(help_text='the figures that it was written from', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='measurement.kertaskerja')),
                ('pengukuran', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='narasi_set', to='measurement.pengukurankinerja')),
                ('penulis', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pengukuran', 'pk'],
            },
        ),
        KekalOperation({"measurement_narasi": ""}),
    ]
