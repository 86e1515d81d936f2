"""The tables as they stand, in one step for a new installation; `replaces` names the steps that led here."""

from decimal import Decimal

import django.contrib.auth.models
import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models

import collection.models.bilangan
import collection.models.impor
import collection.models.bukti
from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):
    replaces = [
        ("collection", "0001_initial"),
        ("collection", "0002_kekal"),
        ("collection", "0003_hapus_versi"),
        ("collection", "0004_keterangan_anggaran"),
        ("collection", "0005_satu_realisasi"),
        ("collection", "0006_percobaan"),
        ("collection", "0007_kalender"),
        ("collection", "0090_rencana"),
        ("collection", "0100_impor_rencana"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="PerangkatDaerah",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kode", models.CharField(max_length=40, unique=True)),
                ("singkatan", models.SlugField(max_length=30, unique=True)),
                ("nama", models.CharField(max_length=250)),
                (
                    "pemerintah",
                    models.CharField(help_text="Baris pertama kop, misalnya Pemerintah Kabupaten …", max_length=150),
                ),
                ("alamat", models.CharField(max_length=250)),
                ("kota", models.CharField(max_length=80, verbose_name="tempat penandatanganan")),
                (
                    "zona",
                    models.CharField(
                        choices=[("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
                        default="Asia/Jakarta",
                        max_length=30,
                    ),
                ),
                ("sebutan_kepala", models.CharField(default="Kepala Dinas", max_length=80)),
                (
                    "pola_nomor",
                    models.CharField(
                        default="{klasifikasi}/{urut}/{unit}/{tahun}",
                        help_text="Bagian yang tersedia: {klasifikasi} {urut} {unit} {tahun}",
                        max_length=120,
                        verbose_name="pola nomor laporan",
                    ),
                ),
                (
                    "kode_klasifikasi",
                    models.CharField(default="700", max_length=20, verbose_name="kode klasifikasi arsip"),
                ),
                ("kode_unit_surat", models.CharField(max_length=40, verbose_name="kode unit pada nomor surat")),
            ],
            options={
                "ordering": ["nama"],
            },
        ),
        migrations.CreateModel(
            name="Renstra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renstra_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("nama", models.CharField(max_length=200)),
                ("tahun_awal", models.PositiveSmallIntegerField()),
                ("tahun_akhir", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["perangkat_daerah", "-tahun_awal"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "tahun_awal"), name="renstra_tahun_unik"),
                    models.CheckConstraint(
                        condition=models.Q(("tahun_akhir__gte", models.F("tahun_awal"))), name="renstra_rentang_tahun"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tujuan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "renstra",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tujuan_set", to="collection.renstra"
                    ),
                ),
                ("kode", models.CharField(max_length=20)),
                ("uraian", models.TextField()),
            ],
            options={
                "ordering": ["renstra", "kode"],
                "constraints": [models.UniqueConstraint(fields=("renstra", "kode"), name="tujuan_kode_unik")],
            },
        ),
        migrations.CreateModel(
            name="Sasaran",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tujuan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sasaran_set", to="collection.tujuan"
                    ),
                ),
                ("kode", models.CharField(max_length=20)),
                ("uraian", models.TextField()),
            ],
            options={
                "ordering": ["tujuan", "kode"],
                "constraints": [models.UniqueConstraint(fields=("tujuan", "kode"), name="sasaran_kode_unik")],
            },
        ),
        migrations.CreateModel(
            name="Program",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="program_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                (
                    "sasaran",
                    models.ForeignKey(
                        blank=True,
                        help_text="Sasaran yang didukung",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="program_set",
                        to="collection.sasaran",
                    ),
                ),
                ("kode", models.CharField(max_length=40)),
                ("nama", models.TextField()),
            ],
            options={
                "ordering": ["perangkat_daerah", "kode"],
                "constraints": [models.UniqueConstraint(fields=("perangkat_daerah", "kode"), name="program_kode_unik")],
            },
        ),
        migrations.CreateModel(
            name="Kegiatan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "program",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kegiatan_set",
                        to="collection.program",
                    ),
                ),
                ("kode", models.CharField(max_length=40)),
                ("nama", models.TextField()),
            ],
            options={
                "ordering": ["program", "kode"],
                "constraints": [models.UniqueConstraint(fields=("program", "kode"), name="kegiatan_kode_unik")],
            },
        ),
        migrations.CreateModel(
            name="Skala",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kode", models.SlugField(max_length=30, unique=True)),
                ("nama", models.CharField(max_length=100)),
            ],
            options={
                "ordering": ["nama"],
            },
        ),
        migrations.CreateModel(
            name="Pengguna",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("nama", models.CharField(max_length=150)),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("jabatan", models.CharField(blank=True, max_length=150)),
                ("pangkat", models.CharField(blank=True, max_length=80)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "ordering": ["nama"],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("singkatan", models.CharField(max_length=30)),
                ("nama", models.CharField(max_length=150)),
                (
                    "jenis",
                    models.CharField(
                        choices=[("sekretariat", "Sekretariat"), ("bidang", "Bidang"), ("uptd", "UPTD")],
                        default="bidang",
                        max_length=20,
                    ),
                ),
                ("urutan", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["perangkat_daerah", "urutan", "nama"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "singkatan"), name="unit_singkatan_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="SubKegiatan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kegiatan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_kegiatan_set",
                        to="collection.kegiatan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sub_kegiatan_set",
                        to="collection.unit",
                    ),
                ),
                ("kode", models.CharField(max_length=40)),
                ("nama", models.TextField()),
            ],
            options={
                "ordering": ["kegiatan", "kode"],
                "constraints": [models.UniqueConstraint(fields=("kegiatan", "kode"), name="sub_kegiatan_kode_unik")],
            },
        ),
        migrations.CreateModel(
            name="Indikator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                (
                    "tujuan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.tujuan",
                    ),
                ),
                (
                    "sasaran",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.sasaran",
                    ),
                ),
                (
                    "program",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.program",
                    ),
                ),
                (
                    "kegiatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.kegiatan",
                    ),
                ),
                (
                    "sub_kegiatan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.subkegiatan",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.unit",
                        verbose_name="unit penanggung jawab",
                    ),
                ),
                ("kode", models.CharField(max_length=40)),
                ("nama", models.TextField()),
                ("jenis", models.CharField(choices=[("iku", "IKU"), ("ikk", "IKK")], max_length=10)),
                ("satuan", models.CharField(max_length=60)),
                ("desimal", models.PositiveSmallIntegerField(default=2, verbose_name="angka di belakang koma")),
                (
                    "rumus",
                    models.CharField(
                        choices=[
                            ("maks", "Makin tinggi makin baik"),
                            ("min_selisih", "Makin rendah makin baik (selisih)"),
                            ("min_rasio", "Makin rendah makin baik (rasio)"),
                            ("predikat", "Predikat"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "konsolidasi",
                    models.CharField(
                        choices=[("jumlah", "Jumlah"), ("akhir", "Posisi terakhir"), ("rata_rata", "Rata-rata")],
                        max_length=20,
                    ),
                ),
                (
                    "target_kumulatif",
                    models.BooleanField(
                        default=False,
                        help_text="Target triwulan ditulis kumulatif (25, 50, 75, 100), bukan per triwulan.",
                    ),
                ),
                (
                    "skala",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indikator_set",
                        to="collection.skala",
                    ),
                ),
                ("definisi", models.TextField(blank=True, verbose_name="definisi operasional")),
                ("cara_hitung", models.TextField(blank=True, verbose_name="cara menghitung")),
                ("sumber_data", models.CharField(blank=True, max_length=250)),
                ("alasan_pemilihan", models.TextField(blank=True)),
                ("penyedia_data", models.CharField(blank=True, max_length=250)),
                (
                    "frekuensi",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("triwulan", "Setiap triwulan"),
                            ("semester", "Setiap semester"),
                            ("tahun", "Sekali setahun"),
                        ],
                        max_length=10,
                        verbose_name="frekuensi pengukuran",
                    ),
                ),
                ("batasan", models.TextField(blank=True, verbose_name="batasan pengukuran")),
                (
                    "baseline",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="kondisi awal (baseline)"
                    ),
                ),
                (
                    "tahun_baseline",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tahun kondisi awal"),
                ),
                ("urutan", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["perangkat_daerah", "urutan", "kode"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "kode"), name="indikator_kode_unik"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kegiatan__isnull", True),
                                ("program__isnull", True),
                                ("sasaran__isnull", True),
                                ("sub_kegiatan__isnull", True),
                                ("tujuan__isnull", False),
                            ),
                            models.Q(
                                ("kegiatan__isnull", True),
                                ("program__isnull", True),
                                ("sasaran__isnull", False),
                                ("sub_kegiatan__isnull", True),
                                ("tujuan__isnull", True),
                            ),
                            models.Q(
                                ("kegiatan__isnull", True),
                                ("program__isnull", False),
                                ("sasaran__isnull", True),
                                ("sub_kegiatan__isnull", True),
                                ("tujuan__isnull", True),
                            ),
                            models.Q(
                                ("kegiatan__isnull", False),
                                ("program__isnull", True),
                                ("sasaran__isnull", True),
                                ("sub_kegiatan__isnull", True),
                                ("tujuan__isnull", True),
                            ),
                            models.Q(
                                ("kegiatan__isnull", True),
                                ("program__isnull", True),
                                ("sasaran__isnull", True),
                                ("sub_kegiatan__isnull", False),
                                ("tujuan__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="indikator_satu_induk",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rumus", "predikat"), ("skala__isnull", False)),
                            models.Q(models.Q(("rumus", "predikat"), _negated=True), ("skala__isnull", True)),
                            _connector="OR",
                        ),
                        name="indikator_skala_hanya_predikat",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Impor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="impor_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("berkas", models.FileField(upload_to=collection.models.impor.build_impor_path)),
                ("nama", models.CharField(max_length=200, verbose_name="nama berkas")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("diperiksa", "Menunggu konfirmasi"),
                            ("diterapkan", "Diterapkan"),
                            ("dibatalkan", "Dibatalkan"),
                            ("diurungkan", "Diurungkan"),
                        ],
                        default="diperiksa",
                        max_length=10,
                    ),
                ),
                ("ringkasan", models.JSONField(default=dict, help_text="counts, notes and sheets")),
                (
                    "rincian",
                    models.JSONField(
                        default=list, help_text="rows with errors, warnings and every changed cell, old and new"
                    ),
                ),
                (
                    "ubahan",
                    models.JSONField(default=list, help_text="rows of the database to add or change, old and new"),
                ),
                (
                    "sidik",
                    models.CharField(help_text="fingerprint of the plan that the preview was made of", max_length=64),
                ),
                ("diunggah_pada", models.DateTimeField(auto_now_add=True)),
                ("selesai_pada", models.DateTimeField(blank=True, null=True)),
                ("diurungkan_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Periode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periode_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                (
                    "triwulan",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Triwulan I"), (2, "Triwulan II"), (3, "Triwulan III"), (4, "Triwulan IV")]
                    ),
                ),
            ],
            options={
                "ordering": ["perangkat_daerah", "-tahun", "-triwulan"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "tahun", "triwulan"), name="periode_unik"),
                    models.CheckConstraint(
                        condition=models.Q(("triwulan__range", (1, 4))), name="periode_triwulan_1_4"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PerjanjianKinerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pk_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                ("versi", models.PositiveSmallIntegerField(default=1)),
                ("nomor", models.CharField(blank=True, max_length=80)),
                ("tanggal", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("draf", "Draf"), ("ditetapkan", "Ditetapkan")], default="draf", max_length=10
                    ),
                ),
                ("alasan", models.TextField(blank=True, verbose_name="alasan perubahan")),
                ("pihak_kedua", models.CharField(blank=True, max_length=150, verbose_name="nama pihak kedua")),
                ("jabatan_pihak_kedua", models.CharField(blank=True, max_length=150)),
                ("isi", models.JSONField(blank=True, default=dict)),
                ("ditetapkan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "ditetapkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["perangkat_daerah", "-tahun", "-versi"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "tahun", "versi"), name="pk_tahun_versi_unik"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draf")),
                        fields=("perangkat_daerah", "tahun"),
                        name="pk_satu_draf",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pagu",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perjanjian_kinerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pagu_set",
                        to="collection.perjanjiankinerja",
                    ),
                ),
                (
                    "sub_kegiatan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pagu_set",
                        to="collection.subkegiatan",
                    ),
                ),
                (
                    "jumlah",
                    collection.models.bilangan.RupiahField(
                        decimal_places=2,
                        max_digits=18,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
            ],
            options={
                "ordering": ["perjanjian_kinerja", "sub_kegiatan__kode"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("perjanjian_kinerja", "sub_kegiatan"), name="pagu_sub_kegiatan_unik"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Formulir",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formulir_set",
                        to="collection.periode",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="formulir_set", to="collection.unit"
                    ),
                ),
                (
                    "perjanjian_kinerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="formulir_set",
                        to="collection.perjanjiankinerja",
                    ),
                ),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("draf", "Draf"),
                            ("dikirim", "Sedang diisi unit"),
                            ("diserahkan", "Diserahkan"),
                            ("diterima", "Diterima Tim SAKIP"),
                        ],
                        default="draf",
                        max_length=50,
                        protected=True,
                    ),
                ),
                ("dikirim_pada", models.DateTimeField(blank=True, null=True)),
                ("diserahkan_pada", models.DateTimeField(blank=True, null=True)),
                (
                    "diserahkan_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("catatan_pengembalian", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["periode", "unit__urutan"],
                "constraints": [models.UniqueConstraint(fields=("periode", "unit"), name="formulir_unit_unik")],
            },
        ),
        migrations.CreateModel(
            name="PerjanjianPejabat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perjanjian_kinerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pejabat_set",
                        to="collection.perjanjiankinerja",
                    ),
                ),
                (
                    "jenjang",
                    models.CharField(
                        choices=[
                            ("kepala", "Kepala perangkat daerah"),
                            ("bidang", "Sekretaris atau Kepala Bidang"),
                            ("sub", "Kepala Subbagian atau Jabatan Fungsional"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.unit",
                    ),
                ),
                ("nama", models.CharField(blank=True, max_length=150)),
                ("nip", models.CharField(blank=True, max_length=18, verbose_name="NIP")),
                ("pangkat", models.CharField(blank=True, max_length=80)),
                ("jabatan", models.CharField(max_length=150)),
                (
                    "atasan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bawahan_set",
                        to="collection.perjanjianpejabat",
                    ),
                ),
                ("nomor", models.CharField(blank=True, max_length=80)),
                ("tanggal", models.DateField(blank=True, null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[("draf", "Draf"), ("ditetapkan", "Ditetapkan")], default="draf", max_length=10
                    ),
                ),
                ("isi", models.JSONField(blank=True, default=dict)),
                ("urutan", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["perjanjian_kinerja", "urutan", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("jenjang", "kepala")),
                        fields=("perjanjian_kinerja",),
                        name="pejabat_satu_kepala",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PemegangIndikator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perjanjian_kinerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemegang_set",
                        to="collection.perjanjiankinerja",
                    ),
                ),
                (
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemegang_set",
                        to="collection.indikator",
                    ),
                ),
                (
                    "pejabat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pemegang_set",
                        to="collection.perjanjianpejabat",
                    ),
                ),
            ],
            options={
                "ordering": ["perjanjian_kinerja", "indikator__urutan", "indikator__kode"],
                "constraints": [
                    models.UniqueConstraint(fields=("perjanjian_kinerja", "indikator"), name="pemegang_satu_indikator")
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perjanjian_kinerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_set",
                        to="collection.perjanjiankinerja",
                    ),
                ),
                (
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_set",
                        to="collection.indikator",
                    ),
                ),
                (
                    "tahunan",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="target tahunan"
                    ),
                ),
                (
                    "tw1",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="target TW I"
                    ),
                ),
                (
                    "tw2",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="target TW II"
                    ),
                ),
                (
                    "tw3",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="target TW III"
                    ),
                ),
                (
                    "tw4",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="target TW IV"
                    ),
                ),
            ],
            options={
                "ordering": ["perjanjian_kinerja", "indikator__urutan", "indikator__kode"],
                "constraints": [
                    models.UniqueConstraint(fields=("perjanjian_kinerja", "indikator"), name="target_indikator_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="Realisasi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "periode",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.periode",
                    ),
                ),
                (
                    "indikator",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.indikator",
                    ),
                ),
                (
                    "formulir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="realisasi_set",
                        to="collection.formulir",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="realisasi_set",
                        to="collection.target",
                    ),
                ),
                (
                    "nilai",
                    collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
                ),
                ("tidak_dapat_diukur", models.TextField(blank=True, verbose_name="alasan tidak dapat diukur")),
                ("keterangan", models.TextField(blank=True)),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("diubah_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["formulir", "target__indikator__urutan", "target__indikator__kode"],
                "constraints": [
                    models.UniqueConstraint(fields=("formulir", "target"), name="realisasi_target_unik"),
                    models.UniqueConstraint(fields=("periode", "indikator"), name="realisasi_indikator_unik"),
                    models.CheckConstraint(
                        condition=models.Q(("nilai", None), ("tidak_dapat_diukur", ""), _connector="OR"),
                        name="realisasi_nilai_atau_alasan",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bukti",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "realisasi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bukti_set", to="collection.realisasi"
                    ),
                ),
                ("berkas", models.FileField(upload_to=collection.models.bukti.build_bukti_path)),
                ("nama", models.CharField(max_length=200)),
                ("jenis", models.CharField(max_length=100)),
                ("ukuran", models.PositiveIntegerField(help_text="byte")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "diunggah_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("diunggah_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "dihapus_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("dihapus_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["realisasi", "diunggah_pada", "pk"],
            },
        ),
        migrations.CreateModel(
            name="NilaiSkala",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "skala",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="nilai_set", to="collection.skala"
                    ),
                ),
                ("label", models.CharField(max_length=20)),
                ("skor", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["skala", "skor"],
                "constraints": [
                    models.UniqueConstraint(fields=("skala", "label"), name="nilai_skala_label_unik"),
                    models.UniqueConstraint(fields=("skala", "skor"), name="nilai_skala_skor_unik"),
                ],
            },
        ),
        migrations.CreateModel(
            name="RealisasiAnggaran",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "periode",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.periode",
                    ),
                ),
                (
                    "sub_kegiatan",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="collection.subkegiatan",
                    ),
                ),
                (
                    "formulir",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="realisasi_anggaran_set",
                        to="collection.formulir",
                    ),
                ),
                (
                    "pagu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="realisasi_anggaran_set",
                        to="collection.pagu",
                    ),
                ),
                (
                    "jumlah",
                    collection.models.bilangan.RupiahField(blank=True, decimal_places=2, max_digits=18, null=True),
                ),
                ("keterangan", models.TextField(blank=True)),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("diubah_pada", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["formulir", "pagu__sub_kegiatan__kode"],
                "constraints": [
                    models.UniqueConstraint(fields=("formulir", "pagu"), name="realisasi_anggaran_pagu_unik"),
                    models.UniqueConstraint(
                        fields=("periode", "sub_kegiatan"), name="realisasi_anggaran_sub_kegiatan_unik"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jumlah", None), ("jumlah__gte", 0), _connector="OR"),
                        name="realisasi_anggaran_tidak_minus",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetRenstra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_renstra_set",
                        to="collection.indikator",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                (
                    "nilai",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, max_digits=24, null=True, verbose_name="target Renstra"
                    ),
                ),
            ],
            options={
                "ordering": ["indikator", "tahun"],
                "constraints": [
                    models.UniqueConstraint(fields=("indikator", "tahun"), name="target_renstra_tahun_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="TautanIndikator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dari",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tautan_dari_set",
                        to="collection.indikator",
                    ),
                ),
                (
                    "ke",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tautan_ke_set",
                        to="collection.indikator",
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[("mendukung", "Mendukung"), ("bersama", "Dikerjakan bersama")],
                        default="mendukung",
                        max_length=10,
                    ),
                ),
                ("keterangan", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ["dari__urutan", "ke__urutan", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("dari", "ke"), name="tautan_unik"),
                    models.CheckConstraint(
                        condition=models.Q(("dari", models.F("ke")), _negated=True), name="tautan_dua_indikator"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Penugasan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penugasan_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "peran",
                    models.CharField(
                        choices=[
                            ("kepala", "Kepala"),
                            ("sekretaris", "Sekretaris"),
                            ("kabid", "Kepala Bidang"),
                            ("kasubag", "Kepala Subbagian"),
                            ("perencana", "Perencana"),
                            ("tim_sakip", "Tim SAKIP"),
                            ("bidang", "Bidang"),
                            ("staf", "Staf"),
                            ("admin", "Admin"),
                            ("pengawas", "Pengawas"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penugasan_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="penugasan_set",
                        to="collection.unit",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("definitif", "Definitif"), ("plt", "Plt."), ("plh", "Plh.")],
                        default="definitif",
                        max_length=10,
                    ),
                ),
                ("mulai", models.DateField()),
                ("selesai", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["perangkat_daerah", "peran", "-mulai"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("selesai", None), ("selesai__gte", models.F("mulai")), _connector="OR"),
                        name="penugasan_selesai_setelah_mulai",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("peran__in", ["bidang", "kabid"]), _negated=True),
                            ("unit__isnull", False),
                            _connector="OR",
                        ),
                        name="penugasan_bidang_punya_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Jejak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jejak_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("waktu", models.DateTimeField(auto_now_add=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("aksi", models.CharField(max_length=60)),
                ("objek", models.CharField(max_length=60)),
                ("objek_id", models.BigIntegerField()),
                ("label", models.CharField(blank=True, max_length=250)),
                ("lama", models.JSONField(default=dict)),
                ("baru", models.JSONField(default=dict)),
                ("diterima", models.BooleanField(default=True)),
                ("alasan", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["objek", "objek_id"], name="jejak_objek")],
            },
        ),
        migrations.CreateModel(
            name="JamKerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="jam_kerja_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("nama", models.CharField(max_length=80)),
                ("mulai", models.DateField()),
                ("selesai", models.DateField(blank=True, null=True)),
                (
                    "pekan",
                    models.JSONField(
                        help_text="seven texts, Monday first, e.g. 07.30-12.00, 13.00-16.00; blank: a day off"
                    ),
                ),
            ],
            options={
                "ordering": ["perangkat_daerah", "-mulai", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("selesai", None), ("selesai__gte", models.F("mulai")), _connector="OR"),
                        name="jam_kerja_selesai_setelah_mulai",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HariLibur",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="libur_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("tanggal", models.DateField()),
                ("nama", models.CharField(max_length=120)),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("nasional", "Libur nasional"),
                            ("cuti_bersama", "Cuti bersama"),
                            ("daerah", "Libur daerah"),
                        ],
                        default="nasional",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "ordering": ["perangkat_daerah", "tanggal"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "tanggal"), name="libur_tanggal_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="Percobaan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ruang", models.CharField(max_length=20)),
                ("kunci", models.CharField(blank=True, max_length=64)),
                ("alamat", models.CharField(max_length=45)),
                (
                    "pengguna",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("waktu", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["ruang", "alamat", "waktu"], name="percobaan_alamat"),
                    models.Index(fields=["ruang", "kunci", "waktu"], name="percobaan_kunci"),
                    models.Index(fields=["ruang", "waktu"], name="percobaan_waktu"),
                ],
            },
        ),
        KekalOperation(
            {
                "collection_jejak": "",
            }
        ),
    ]
