"""How long each office keeps the records of its cases."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0230_bukti_banyak'),
    ]

    operations = [
        migrations.AddField(
            model_name='perangkatdaerah',
            name='nasib_arsip',
            field=models.CharField(choices=[('permanen', 'Permanen'), ('musnah', 'Musnah'), ('dinilai', 'Dinilai kembali')], default='permanen', max_length=20, verbose_name='nasib akhir laporan'),
        ),
        migrations.AddField(
            model_name='perangkatdaerah',
            name='retensi_aktif',
            field=models.PositiveSmallIntegerField(default=2, help_text='Dihitung sejak pengukuran selesai.', validators=[django.core.validators.MinValueValidator(1, 'Tulis bilangan bulat 1 sampai 100.'), django.core.validators.MaxValueValidator(100, 'Tulis bilangan bulat 1 sampai 100.')], verbose_name='retensi aktif laporan (tahun)'),
        ),
        migrations.AddField(
            model_name='perangkatdaerah',
            name='retensi_inaktif',
            field=models.PositiveSmallIntegerField(default=3, help_text='Sesudah masa aktifnya.', validators=[django.core.validators.MinValueValidator(1, 'Tulis bilangan bulat 1 sampai 100.'), django.core.validators.MaxValueValidator(100, 'Tulis bilangan bulat 1 sampai 100.')], verbose_name='retensi inaktif laporan (tahun)'),
        ),
        migrations.AddField(
            model_name='perangkatdaerah',
            name='retensi_kerja',
            field=models.PositiveSmallIntegerField(default=5, help_text='Dihitung sejak pengukuran selesai; sesudah itu dapat diusulkan musnah.', validators=[django.core.validators.MinValueValidator(1, 'Tulis bilangan bulat 1 sampai 100.'), django.core.validators.MaxValueValidator(100, 'Tulis bilangan bulat 1 sampai 100.')], verbose_name='retensi kertas kerja, bukti, dan naskah (tahun)'),
        ),
    ]
