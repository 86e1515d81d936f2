"""Archive packages of other installations, brought back: kept for ever."""

import django.db.models.deletion
import measurement.models.dokumen
import measurement.models.pulihan
from django.db import migrations, models

from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):

    dependencies = [
        ('measurement', '0170_cetakan'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArsipPulihan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode_kantor', models.CharField(db_index=True, max_length=40)),
                ('nama_kantor', models.CharField(max_length=250)),
                ('pemerintah', models.CharField(max_length=150)),
                ('singkatan', models.CharField(max_length=30)),
                ('zona', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], max_length=30)),
                ('tahun', models.PositiveSmallIntegerField()),
                ('sebutan_periode', models.CharField(max_length=80)),
                ('nama', models.CharField(help_text='of the case', max_length=250)),
                ('berkas', models.FileField(upload_to=measurement.models.pulihan.build_arsip_path)),
                ('ukuran', models.PositiveBigIntegerField(help_text='byte')),
                ('sha256', models.CharField(max_length=64)),
                ('dipulihkan_pada', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'ordering': ['-tahun', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DokumenPulihan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jenis', models.CharField(choices=[('laporan', 'Laporan Hasil Pengukuran Kinerja'), ('surat_perintah', 'Surat perintah'), ('nota_dinas', 'Nota dinas'), ('lembar_disposisi', 'Lembar disposisi'), ('undangan', 'Undangan'), ('daftar_hadir', 'Daftar hadir'), ('notulen', 'Notulen'), ('program_kerja', 'Program kerja'), ('sk_tim', 'Surat keputusan Tim'), ('formulir', 'Formulir pengumpulan data'), ('tanda_terima', 'Bukti tanda terima'), ('checklist', 'Checklist dokumen'), ('formulir_terisi', 'Formulir yang sudah diisi'), ('rekapitulasi_data', 'Rekapitulasi hasil pengumpulan data'), ('kertas_kerja', 'Kertas kerja pengukuran'), ('rekapitulasi', 'Rekapitulasi hasil pengukuran'), ('konsep_laporan', 'Konsep laporan'), ('laporan_pengumpulan', 'Laporan hasil pengumpulan data, tanpa tanda tangan'), ('laporan_pengukuran', 'Laporan hasil pengukuran, tanpa tanda tangan'), ('surat_pengantar', 'Surat pengantar'), ('lembar_penggandaan', 'Lembar penggandaan'), ('bukti_pengiriman', 'Bukti pengiriman'), ('daftar_arsip', 'Daftar arsip'), ('rencana_tindak_lanjut', 'Rencana tindak lanjut')], max_length=30)),
                ('kode', models.CharField(max_length=40, unique=True)),
                ('nomor', models.CharField(max_length=120)),
                ('tanggal', models.DateField()),
                ('nama_penanda', models.CharField(max_length=250)),
                ('sebutan', models.CharField(max_length=80)),
                ('ditandatangani_pada', models.DateTimeField()),
                ('berkas', models.FileField(upload_to=measurement.models.dokumen.build_dokumen_path)),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('jenis_tanda', models.CharField(choices=[('segel', 'Segel elektronik internal'), ('bsre', 'Tanda tangan elektronik dengan sertifikat BSrE'), ('tepercaya', 'Tanda tangan elektronik dengan sertifikat yang dipercaya instalasi ini'), ('luar', 'Tanda tangan elektronik yang rantai sertifikatnya tidak dapat dipastikan')], max_length=20)),
                ('subjek', models.CharField(max_length=250)),
                ('nama_penerbit', models.CharField(blank=True, max_length=250)),
                ('format', models.CharField(blank=True, max_length=40)),
                ('sidik_jari', models.CharField(db_index=True, help_text='SHA-256 of the signing certificate', max_length=64)),
                ('penerbit', models.TextField(blank=True, help_text="PEM of the seal's internal CA; blank: signed in another way")),
                ('gugur', models.TextField(blank=True, help_text='why it was not in force when the package was made')),
                ('menggantikan', models.CharField(blank=True, db_index=True, help_text='code of the report before it', max_length=40)),
                ('arsip', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dokumen_set', to='measurement.arsippulihan')),
            ],
            options={
                'ordering': ['arsip', 'pk'],
            },
        ),
        KekalOperation({"measurement_arsippulihan": "", "measurement_dokumenpulihan": ""}),
    ]
