"""Upper bounds and components beside frozen figures; SQLite builds both tables anew, so their triggers come again."""

import collection.models.bilangan
from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_bariskertaskerja": "", "measurement_koreksi": ""}


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0101_bentuk'),
        ('measurement', '0117_pindaian_untuk'),
    ]

    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name='bariskertaskerja',
            name='target_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, help_text='upper bound, where the target is a range; so the two beside it', max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='bariskertaskerja',
            name='target_tahunan_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='bariskertaskerja',
            name='target_triwulan_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='koreksi',
            name='pembilang',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, help_text='of the triwulan alone, corrected; of an indicator that has components', max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='koreksi',
            name='penyebut',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AlterField(
            model_name='bariskertaskerja',
            name='deret',
            field=models.JSONField(default=dict, help_text='target and realisasi of each triwulan so far, as exact text (measurement.nilai)'),
        ),
        migrations.AlterField(
            model_name='bariskertaskerja',
            name='konsolidasi',
            field=models.CharField(choices=[('jumlah', 'Jumlah'), ('akhir', 'Posisi terakhir'), ('rata_rata', 'Rata-rata'), ('maksimum', 'Nilai tertinggi'), ('rasio', 'Jumlah pembilang dibagi jumlah penyebut')], max_length=20),
        ),
        migrations.AlterField(
            model_name='bariskertaskerja',
            name='label_skala',
            field=models.JSONField(default=dict, help_text='score to label: predicates, Ya and Tidak'),
        ),
        migrations.AlterField(
            model_name='bariskertaskerja',
            name='rumus',
            field=models.CharField(choices=[('maks', 'Makin tinggi makin baik'), ('min_selisih', 'Makin rendah makin baik (selisih)'), ('min_rasio', 'Makin rendah makin baik (rasio)'), ('rentang', 'Rentang, lebih tinggi lebih baik'), ('rentang_waktu', 'Rentang waktu, lebih singkat lebih baik'), ('stabil', 'Dipertahankan'), ('predikat', 'Predikat'), ('ya_tidak', 'Ya atau tidak')], max_length=20),
        ),
        KekalUlangOperation(KEKAL),
    ]
