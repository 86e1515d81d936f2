"""The register of follow-up: what will be changed, and the news about it."""

import django.db.models.deletion
import measurement.models.tindak_lanjut
from django.conf import settings
from django.db import migrations, models

from collection.models.kekal import KekalOperation


KEKAL = {"measurement_tindaklanjut": "", "measurement_kabartindaklanjut": ""}


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0007_kalender'),
        ('measurement', '0020_naskah'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='TindakLanjut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sumber', models.CharField(choices=[('rencana', 'Langkah tindak lanjut pada SOP'), ('rekap', 'Solusi pada rekapitulasi'), ('register', 'Dicatat pada register')], max_length=10)),
                ('uraian', models.TextField()),
                ('perubahan', models.CharField(choices=[('strategi', 'Strategi'), ('kebijakan', 'Kebijakan'), ('aktivitas', 'Aktivitas'), ('anggaran', 'Anggaran')], max_length=10, verbose_name='yang diubah')),
                ('penanggung_jawab', models.CharField(max_length=250)),
                ('batas', models.DateField(help_text='the last day on which it is in time', verbose_name='batas waktu')),
                ('dibuat_pada', models.DateTimeField(auto_now_add=True)),
                ('asal', models.ForeignKey(help_text='the case that it follows from', on_delete=django.db.models.deletion.PROTECT, related_name='tindak_lanjut_set', to='measurement.pengukurankinerja')),
                ('baris', models.ForeignKey(help_text='the row of the kertas kerja that it is about', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tindak_lanjut_set', to='measurement.bariskertaskerja', verbose_name='indikator')),
                ('dibuat_oleh', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('perangkat_daerah', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tindak_lanjut_set', to='collection.perangkatdaerah')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tindak_lanjut_set', to='collection.unit')),
            ],
            options={
                'verbose_name': 'tindak lanjut',
                'ordering': ['batas', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='KabarTindakLanjut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('baru', 'Belum dimulai'), ('berjalan', 'Berjalan'), ('selesai', 'Selesai'), ('batal', 'Batal')], max_length=10)),
                ('keterangan', models.TextField()),
                ('berkas', models.FileField(blank=True, upload_to=measurement.models.tindak_lanjut.build_kabar_path)),
                ('nama', models.CharField(blank=True, max_length=200)),
                ('jenis', models.CharField(blank=True, max_length=100)),
                ('ukuran', models.PositiveIntegerField(default=0, help_text='byte')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('kunci', models.CharField(help_text='made with the form: the same form sent twice is one row', max_length=36)),
                ('sebutan', models.CharField(help_text='the role as held then, e.g. Plt. Kepala', max_length=80)),
                ('waktu', models.DateTimeField(auto_now_add=True)),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tindak_lanjut', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='kabar_set', to='measurement.tindaklanjut')),
            ],
            options={
                'verbose_name': 'kabar tindak lanjut',
                'ordering': ['tindak_lanjut', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='tindaklanjut',
            constraint=models.CheckConstraint(condition=models.Q(('uraian', ''), _negated=True), name='tindak_lanjut_ada_uraian'),
        ),
        migrations.AddConstraint(
            model_name='tindaklanjut',
            constraint=models.CheckConstraint(condition=models.Q(('penanggung_jawab', ''), _negated=True), name='tindak_lanjut_ada_penanggung_jawab'),
        ),
        migrations.AddConstraint(
            model_name='kabartindaklanjut',
            constraint=models.UniqueConstraint(fields=('tindak_lanjut', 'pengguna', 'kunci'), name='kabar_kunci_unik'),
        ),
        migrations.AddConstraint(
            model_name='kabartindaklanjut',
            constraint=models.CheckConstraint(condition=models.Q(('keterangan', ''), _negated=True), name='kabar_ada_keterangan'),
        ),
        KekalOperation(KEKAL),
    ]
