"""Ranges, components: targets get an upper bound, realisasi a pembilang and a penyebut. Old rows stay as they are."""

import collection.models.bilangan
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0100_impor_rencana'),
    ]

    operations = [
        migrations.AddField(
            model_name='indikator',
            name='label_pembilang',
            field=models.CharField(blank=True, max_length=150, verbose_name='nama pembilang'),
        ),
        migrations.AddField(
            model_name='indikator',
            name='label_penyebut',
            field=models.CharField(blank=True, max_length=150, verbose_name='nama penyebut'),
        ),
        migrations.AddField(
            model_name='indikator',
            name='pengali',
            field=models.PositiveSmallIntegerField(choices=[(100, '100 (hasilnya persen)'), (1, '1 (hasilnya perbandingan)')], default=100),
        ),
        migrations.AddField(
            model_name='realisasi',
            name='pembilang',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='realisasi',
            name='penyebut',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
        ),
        migrations.AddField(
            model_name='target',
            name='tahunan_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas target tahunan'),
        ),
        migrations.AddField(
            model_name='target',
            name='tw1_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas target TW I'),
        ),
        migrations.AddField(
            model_name='target',
            name='tw2_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas target TW II'),
        ),
        migrations.AddField(
            model_name='target',
            name='tw3_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas target TW III'),
        ),
        migrations.AddField(
            model_name='target',
            name='tw4_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas target TW IV'),
        ),
        migrations.AddField(
            model_name='targetrenstra',
            name='nilai_atas',
            field=collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True, verbose_name='batas atas target Renstra'),
        ),
        migrations.AlterField(
            model_name='indikator',
            name='konsolidasi',
            field=models.CharField(choices=[('jumlah', 'Jumlah'), ('akhir', 'Posisi terakhir'), ('rata_rata', 'Rata-rata'), ('maksimum', 'Nilai tertinggi'), ('rasio', 'Jumlah pembilang dibagi jumlah penyebut')], max_length=20),
        ),
        migrations.AlterField(
            model_name='indikator',
            name='rumus',
            field=models.CharField(choices=[('maks', 'Makin tinggi makin baik'), ('min_selisih', 'Makin rendah makin baik (selisih)'), ('min_rasio', 'Makin rendah makin baik (rasio)'), ('rentang', 'Rentang, lebih tinggi lebih baik'), ('rentang_waktu', 'Rentang waktu, lebih singkat lebih baik'), ('stabil', 'Dipertahankan'), ('predikat', 'Predikat'), ('ya_tidak', 'Ya atau tidak')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='indikator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('label_pembilang', ''), ('label_penyebut', '')), models.Q(('label_pembilang', ''), ('label_penyebut', ''), _connector='OR', _negated=True), _connector='OR'), name='indikator_komponen_berpasangan'),
        ),
        migrations.AddConstraint(
            model_name='indikator',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('konsolidasi', 'rasio'), _negated=True), models.Q(('label_pembilang', ''), _negated=True), _connector='OR'), name='indikator_rasio_berkomponen'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('tahunan_atas__isnull', True), ('tahunan_atas__gt', models.F('tahunan')), _connector='OR'), name='target_tahunan_rentang'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('tw1_atas__isnull', True), ('tw1_atas__gt', models.F('tw1')), _connector='OR'), name='target_tw1_rentang'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('tw2_atas__isnull', True), ('tw2_atas__gt', models.F('tw2')), _connector='OR'), name='target_tw2_rentang'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('tw3_atas__isnull', True), ('tw3_atas__gt', models.F('tw3')), _connector='OR'), name='target_tw3_rentang'),
        ),
        migrations.AddConstraint(
            model_name='target',
            constraint=models.CheckConstraint(condition=models.Q(('tw4_atas__isnull', True), ('tw4_atas__gt', models.F('tw4')), _connector='OR'), name='target_tw4_rentang'),
        ),
        migrations.AddConstraint(
            model_name='targetrenstra',
            constraint=models.CheckConstraint(condition=models.Q(('nilai_atas__isnull', True), ('nilai_atas__gt', models.F('nilai')), _connector='OR'), name='target_renstra_nilai_rentang'),
        ),
    ]
