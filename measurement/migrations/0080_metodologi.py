"""All settings of the arithmetic in the Metodologi, weights of indicators, and where a row's parts came from."""

import django.core.validators
import django.db.models.deletion
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models

from collection.models.kekal import KekalOperation, KekalUlangOperation

KEKAL = {"measurement_metodologi": "", "measurement_bariskertaskerja": ""}


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0007_kalender'),
        ('measurement', '0070_naskah_data'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KekalUlangOperation(KEKAL),
        migrations.AddField(
            model_name='bariskertaskerja',
            name='asal',
            field=models.JSONField(default=dict, help_text='the agreement of the target; when and where it was filled in'),
        ),
        migrations.AddField(
            model_name='bariskertaskerja',
            name='bobot',
            field=models.DecimalField(decimal_places=2, default=Decimal('1'), help_text='its weight in means', max_digits=6),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='ambang_efisiensi',
            field=models.DecimalField(decimal_places=2, default=Decimal('5'), help_text='percent points of capaian over serapan', max_digits=5),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='capaian_efisiensi',
            field=models.DecimalField(decimal_places=2, default=Decimal('100'), help_text='% below which no efficiency is claimed', max_digits=5),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='catatan',
            field=models.TextField(blank=True, verbose_name='alasan versi ini'),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='desimal',
            field=models.PositiveSmallIntegerField(default=2, verbose_name='angka di belakang koma'),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='dibuat_oleh',
            field=models.ForeignKey(help_text='null: written by the application, the usual settings', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='dibuat_pada',
            field=models.DateTimeField(auto_now_add=True, null=True),
        ),
        migrations.AddField(
            model_name='metodologi',
            name='rumus_turun',
            field=models.CharField(choices=[('min_selisih', 'Makin rendah makin baik (selisih)'), ('min_rasio', 'Makin rendah makin baik (rasio)')], default='min_selisih', max_length=20, verbose_name='rumus bawaan bila makin rendah makin baik'),
        ),
        migrations.CreateModel(
            name='BobotIndikator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bobot', models.DecimalField(decimal_places=2, max_digits=6, validators=[django.core.validators.MinValueValidator(Decimal('0'))])),
                ('indikator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='collection.indikator')),
                ('metodologi', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bobot_set', to='measurement.metodologi')),
            ],
            options={
                'ordering': ['metodologi', 'indikator__urutan', 'indikator__kode'],
                'constraints': [models.UniqueConstraint(fields=('metodologi', 'indikator'), name='bobot_indikator_unik')],
            },
        ),
        KekalUlangOperation(KEKAL),
        KekalOperation({"measurement_bobotindikator": ""}),
    ]
