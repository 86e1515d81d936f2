"""How offices sign: the way chosen, attempts, and what the signature in a report is (never changed)."""

import django.db.models.deletion
import measurement.models.tanda_tangan
from django.conf import settings
from django.db import migrations, models

from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):

    dependencies = [
        ('collection', '0101_bentuk'),
        ('measurement', '0140_capaian_penuh'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IdentitasTanda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nik', models.TextField(help_text='encrypted')),
                ('pengguna', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='identitas_tanda', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pengguna'],
            },
        ),
        migrations.CreateModel(
            name='PengaturanTanda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cara', models.CharField(choices=[('segel', 'Segel kantor (PKCS#12)'), ('unggah', 'Unggah PDF yang ditandatangani di luar aplikasi'), ('bsre_v1', 'BSrE e-Sign Client Service v1'), ('bsre_v2', 'BSrE e-Sign Client Service v2')], default='segel', max_length=20)),
                ('alamat', models.CharField(blank=True, help_text='of the BSrE client service', max_length=200)),
                ('akun', models.CharField(blank=True, help_text='of HTTP Basic', max_length=100)),
                ('sandi', models.TextField(blank=True, help_text='of HTTP Basic, encrypted')),
                ('wajib_tepercaya', models.BooleanField(default=True, help_text='only a certificate that chains to a root of the installation')),
                ('alamat_cap', models.CharField(blank=True, help_text="TSA (RFC 3161) of the office's seal", max_length=200)),
                ('jangka_panjang', models.BooleanField(default=False, help_text='PAdES B-LTA rather than B-T')),
                ('diubah_pada', models.DateTimeField(auto_now=True)),
                ('diubah_oleh', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('perangkat_daerah', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pengaturan_tanda', to='collection.perangkatdaerah')),
            ],
            options={
                'ordering': ['perangkat_daerah'],
            },
        ),
        migrations.CreateModel(
            name='TandaTangan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cara', models.CharField(choices=[('segel', 'Segel kantor (PKCS#12)'), ('unggah', 'Unggah PDF yang ditandatangani di luar aplikasi'), ('bsre_v1', 'BSrE e-Sign Client Service v1'), ('bsre_v2', 'BSrE e-Sign Client Service v2')], max_length=20)),
                ('jenis', models.CharField(choices=[('segel', 'Segel elektronik internal'), ('bsre', 'Tanda tangan elektronik dengan sertifikat BSrE'), ('tepercaya', 'Tanda tangan elektronik dengan sertifikat yang dipercaya instalasi ini'), ('luar', 'Tanda tangan elektronik yang rantai sertifikatnya tidak dapat dipastikan')], max_length=20)),
                ('subjek', models.CharField(max_length=250)),
                ('penerbit', models.CharField(max_length=250)),
                ('sidik_jari', models.CharField(db_index=True, help_text='SHA-256 of the certificate', max_length=64)),
                ('sertifikat', models.TextField(help_text='PEM')),
                ('format', models.CharField(help_text='e.g. PAdES B-B', max_length=40)),
                ('rujukan', models.CharField(blank=True, help_text='number at the service', max_length=100)),
                ('dokumen', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tanda_tangan', to='measurement.dokumen')),
            ],
            options={
                'ordering': ['dokumen'],
            },
        ),
        migrations.CreateModel(
            name='UpayaTanda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cara', models.CharField(choices=[('segel', 'Segel kantor (PKCS#12)'), ('unggah', 'Unggah PDF yang ditandatangani di luar aplikasi'), ('bsre_v1', 'BSrE e-Sign Client Service v1'), ('bsre_v2', 'BSrE e-Sign Client Service v2')], max_length=20)),
                ('status', models.CharField(choices=[('berjalan', 'Sedang berjalan'), ('tiba', 'Berkas bertanda tangan sudah tiba'), ('selesai', 'Selesai'), ('gagal', 'Gagal')], default='berjalan', max_length=20)),
                ('sha256', models.CharField(help_text='of the bytes that were to be signed', max_length=64)),
                ('rujukan', models.CharField(blank=True, help_text='number at the service, for fetching it again', max_length=100)),
                ('berkas', models.FileField(blank=True, upload_to=measurement.models.tanda_tangan.build_upaya_path)),
                ('hasil', models.JSONField(default=dict, help_text='of a file that has arrived: its SHA-256, whose signature it is')),
                ('alasan', models.TextField(blank=True, help_text='why it failed')),
                ('mulai_pada', models.DateTimeField()),
                ('selesai_pada', models.DateTimeField(null=True)),
                ('dokumen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='upaya_set', to='measurement.dokumen')),
                ('pengguna', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['dokumen', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'berjalan')), fields=('dokumen',), name='upaya_tanda_satu_berjalan')],
            },
        ),
        KekalOperation({"measurement_tandatangan": ""}),
    ]
