"""Papers, scans and the offices' own wording; the register of numbers knows which kind of letter took each."""

import django.db.models.deletion
import measurement.models.naskah
from django.conf import settings
from django.db import migrations, models

from collection.models.kekal import KekalOperation, KekalUlangOperation

NOMOR = {"measurement_nomorsurat": ""}
BARU = {"measurement_naskah": "", "measurement_pindaian": "", "measurement_templatnaskah": ""}

class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0007_kalender'),
        ('measurement', '0007_pengingat'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        KekalUlangOperation(NOMOR),
        migrations.CreateModel(
            name='Naskah',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('laporan', 'Laporan Hasil Pengukuran Kinerja'), ('surat_perintah', 'Surat perintah'), ('nota_dinas', 'Nota dinas'), ('lembar_disposisi', 'Lembar disposisi'), ('undangan', 'Undangan'), ('daftar_hadir', 'Daftar hadir'), ('notulen', 'Notulen'), ('program_kerja', 'Program kerja'), ('sk_tim', 'Surat keputusan Tim'), ('formulir', 'Formulir pengumpulan data'), ('tanda_terima', 'Bukti tanda terima'), ('checklist', 'Checklist dokumen'), ('rekapitulasi', 'Rekapitulasi hasil pengukuran'), ('surat_pengantar', 'Surat pengantar'), ('lembar_penggandaan', 'Lembar penggandaan'), ('bukti_pengiriman', 'Bukti pengiriman'), ('daftar_arsip', 'Daftar arsip'), ('rencana_tindak_lanjut', 'Rencana tindak lanjut')], max_length=30)),
                ('tanggal', models.DateField()),
                ('isi', models.TextField(help_text='canonical JSON: all that the paper shows')),
                ('sha256', models.CharField(help_text='of isi', max_length=64)),
            ],
            options={
                'ordering': ['disposisi', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Pindaian',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('berkas', models.FileField(upload_to=measurement.models.naskah.build_pindaian_path)),
                ('nama', models.CharField(max_length=200)),
                ('jenis', models.CharField(help_text='MIME type, by content', max_length=100)),
                ('ukuran', models.PositiveIntegerField(help_text='byte')),
                ('sha256', models.CharField(max_length=64)),
                ('nomor', models.CharField(blank=True, help_text='as written on the paper', max_length=120)),
            ],
            options={
                'ordering': ['disposisi'],
            },
        ),
        migrations.CreateModel(
            name='TemplatNaskah',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('laporan', 'Laporan Hasil Pengukuran Kinerja'), ('surat_perintah', 'Surat perintah'), ('nota_dinas', 'Nota dinas'), ('lembar_disposisi', 'Lembar disposisi'), ('undangan', 'Undangan'), ('daftar_hadir', 'Daftar hadir'), ('notulen', 'Notulen'), ('program_kerja', 'Program kerja'), ('sk_tim', 'Surat keputusan Tim'), ('formulir', 'Formulir pengumpulan data'), ('tanda_terima', 'Bukti tanda terima'), ('checklist', 'Checklist dokumen'), ('rekapitulasi', 'Rekapitulasi hasil pengukuran'), ('surat_pengantar', 'Surat pengantar'), ('lembar_penggandaan', 'Lembar penggandaan'), ('bukti_pengiriman', 'Bukti pengiriman'), ('daftar_arsip', 'Daftar arsip'), ('rencana_tindak_lanjut', 'Rencana tindak lanjut')], max_length=30)),
                ('versi', models.PositiveIntegerField()),
                ('teks', models.JSONField(default=dict, help_text='name of the part → wording; empty: the usual wording again')),
                ('pola_nomor', models.CharField(blank=True, help_text="blank: the office's own pattern", max_length=120)),
                ('dibuat_pada', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['perangkat_daerah', 'jenis', '-versi'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='nomorsurat',
            name='nomor_surat_satu_per_pengukuran',
        ),
        migrations.AddField(
            model_name='nomorsurat',
            name='jenis',
            field=models.CharField(choices=[('laporan', 'Laporan Hasil Pengukuran Kinerja'), ('surat_perintah', 'Surat perintah'), ('nota_dinas', 'Nota dinas'), ('lembar_disposisi', 'Lembar disposisi'), ('undangan', 'Undangan'), ('daftar_hadir', 'Daftar hadir'), ('notulen', 'Notulen'), ('program_kerja', 'Program kerja'), ('sk_tim', 'Surat keputusan Tim'), ('formulir', 'Formulir pengumpulan data'), ('tanda_terima', 'Bukti tanda terima'), ('checklist', 'Checklist dokumen'), ('rekapitulasi', 'Rekapitulasi hasil pengukuran'), ('surat_pengantar', 'Surat pengantar'), ('lembar_penggandaan', 'Lembar penggandaan'), ('bukti_pengiriman', 'Bukti pengiriman'), ('daftar_arsip', 'Daftar arsip'), ('rencana_tindak_lanjut', 'Rencana tindak lanjut')], default='laporan', max_length=30),
        ),
        migrations.AddConstraint(
            model_name='nomorsurat',
            constraint=models.UniqueConstraint(condition=models.Q(('jenis', 'laporan')), fields=('pengukuran',), name='nomor_surat_satu_laporan'),
        ),
        migrations.AddField(
            model_name='naskah',
            name='disposisi',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='naskah_set', to='measurement.disposisi'),
        ),
        migrations.AddField(
            model_name='naskah',
            name='nomor_surat',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='naskah', to='measurement.nomorsurat'),
        ),
        migrations.AddField(
            model_name='pindaian',
            name='disposisi',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pindaian', to='measurement.disposisi'),
        ),
        migrations.AddField(
            model_name='templatnaskah',
            name='dibuat_oleh',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='templatnaskah',
            name='perangkat_daerah',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='templat_naskah_set', to='collection.perangkatdaerah'),
        ),
        migrations.AddConstraint(
            model_name='naskah',
            constraint=models.UniqueConstraint(fields=('disposisi', 'jenis'), name='naskah_satu_per_jenis'),
        ),
        migrations.AddConstraint(
            model_name='templatnaskah',
            constraint=models.UniqueConstraint(fields=('perangkat_daerah', 'jenis', 'versi'), name='templat_naskah_versi_unik'),
        ),
        KekalUlangOperation(NOMOR),
        KekalOperation(BARU),
    ]
