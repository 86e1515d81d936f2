"""The tables as they stand, in one step for a new installation; `replaces` names the steps that led here."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django_fsm
from django.conf import settings
from django.db import migrations, models

import collection.models.bilangan
import measurement.models.dokumen
import measurement.models.kertas_kerja
import measurement.models.naskah
import measurement.models.tindak_lanjut
from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):
    replaces = [
        ("measurement", "0001_initial"),
        ("measurement", "0002_kekal"),
        ("measurement", "0003_tarik_kembali"),
        ("measurement", "0004_identitas_sop"),
        ("measurement", "0005_tautan"),
        ("measurement", "0006_pencabutan_koreksi"),
        ("measurement", "0007_pengingat"),
        ("measurement", "0020_naskah"),
        ("measurement", "0030_draf_sop"),
        ("measurement", "0040_tindak_lanjut"),
        ("measurement", "0050_revisi"),
        ("measurement", "0060_naskah_bersegel"),
        ("measurement", "0061_nomor_agenda"),
        ("measurement", "0062_pengingat_lowong"),
        ("measurement", "0063_penyebut_nol"),
        ("measurement", "0070_naskah_data"),
        ("measurement", "0080_metodologi"),
        ("measurement", "0110_ringkasan"),
        ("measurement", "0115_nomor_kertas"),
        ("measurement", "0116_nomor_pindaian_lama"),
        ("measurement", "0117_pindaian_untuk"),
    ]

    initial = True

    dependencies = [
        ("collection", "0001_awal"),
        ("collection", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sop_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("prosedur", models.SlugField(max_length=40)),
                ("versi", models.PositiveSmallIntegerField()),
                ("nomor", models.CharField(max_length=80)),
                ("nama", models.CharField(max_length=150)),
                (
                    "jenis",
                    models.CharField(
                        choices=[("pengumpulan", "Pengumpulan data"), ("pengukuran", "Pengukuran")],
                        default="pengukuran",
                        max_length=20,
                    ),
                ),
                (
                    "masukan",
                    models.SlugField(
                        blank=True,
                        help_text="the procedure whose finished case of the triwulan it takes its data from",
                        max_length=40,
                    ),
                ),
                ("identitas", models.JSONField(default=dict)),
                ("menit_per_hari", models.PositiveSmallIntegerField(default=450)),
                ("sidik", models.CharField(help_text="SHA-256 of the TOML text that it was read from", max_length=64)),
                ("berlaku_mulai", models.DateField()),
            ],
            options={
                "ordering": ["perangkat_daerah", "prosedur", "-versi"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "prosedur", "versi"), name="sop_versi_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="Langkah",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "sop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="langkah_set", to="measurement.sop"
                    ),
                ),
                ("nomor", models.PositiveSmallIntegerField()),
                ("uraian", models.TextField()),
                ("pelaksana", models.JSONField(default=list)),
                ("kelengkapan", models.TextField(blank=True)),
                (
                    "dokumen",
                    models.JSONField(
                        default=list,
                        help_text="the documents that kelengkapan names, where its commas do not separate them",
                    ),
                ),
                ("waktu", models.CharField(blank=True, help_text="as printed", max_length=30)),
                ("menit", models.PositiveIntegerField(help_text="working minutes", null=True)),
                ("output", models.TextField(blank=True)),
                ("catatan", models.TextField(blank=True, help_text="what is odd about the row")),
            ],
            options={
                "ordering": ["sop", "nomor"],
                "constraints": [models.UniqueConstraint(fields=("sop", "nomor"), name="langkah_nomor_unik")],
            },
        ),
        migrations.CreateModel(
            name="Tindakan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "langkah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindakan_set",
                        to="measurement.langkah",
                    ),
                ),
                ("urutan", models.PositiveSmallIntegerField()),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("perintah", "Perintah"),
                            ("undangan", "Undangan"),
                            ("rapat", "Rapat"),
                            ("susun", "Program kerja"),
                            ("sk_tim", "SK Tim"),
                            ("metodologi", "Metodologi"),
                            ("dokumen", "Kelengkapan dokumen"),
                            ("formulir", "Penyiapan formulir"),
                            ("distribusi", "Distribusi formulir"),
                            ("pengisian", "Pengisian formulir"),
                            ("validasi", "Validasi"),
                            ("himpun", "Penghimpunan data"),
                            ("pengukuran", "Pengukuran"),
                            ("rekap", "Rekapitulasi"),
                            ("lapor", "Pelaporan"),
                            ("periksa", "Pemeriksaan"),
                            ("terima", "Penerimaan"),
                            ("ulang", "Langkah berulang"),
                            ("koreksi", "Koreksi"),
                            ("tanda_tangan", "Tanda tangan"),
                            ("penomoran", "Penomoran"),
                            ("penggandaan", "Penggandaan"),
                            ("pengiriman", "Pengiriman"),
                            ("arsip", "Pengarsipan"),
                            ("tindak_lanjut", "Tindak lanjut"),
                        ],
                        max_length=20,
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
                    "transisi",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("disposisikan", "Perintahkan pengukuran"),
                            ("mulai_pengumpulan", "Mulai pengumpulan data"),
                            ("mulai_pengukuran", "Mulai pengukuran"),
                            ("ajukan", "Ajukan ke Sekretaris"),
                            ("ajukan_koreksi", "Ajukan ke Kepala untuk dikoreksi"),
                            ("verifikasi", "Nyatakan benar"),
                            ("minta_verifikasi", "Minta verifikasi Sekretaris"),
                            ("koreksi", "Selesai dikoreksi"),
                            ("setujui", "Setujui hasil koreksi"),
                            ("tandatangani", "Tanda tangani"),
                            ("terima", "Terima laporan"),
                            ("arsipkan", "Arsipkan"),
                            ("kembalikan", "Kembalikan"),
                            ("tarik", "Tarik kembali"),
                            ("batalkan", "Batalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kembali_ke",
                    models.JSONField(default=list, help_text="numbers of the steps to which a return may lead"),
                ),
            ],
            options={
                "ordering": ["langkah__nomor", "urutan"],
                "constraints": [models.UniqueConstraint(fields=("langkah", "urutan"), name="tindakan_urutan_unik")],
            },
        ),
        migrations.CreateModel(
            name="Metodologi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="metodologi_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                ("versi", models.PositiveSmallIntegerField()),
                (
                    "batas_atas",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="batas atas capaian (%)"
                    ),
                ),
                (
                    "batas_bawah",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="batas bawah capaian (%)"
                    ),
                ),
                (
                    "nihil_terlampaui",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=6,
                        null=True,
                        verbose_name="capaian bila target nihil terlampaui (%)",
                    ),
                ),
                (
                    "rumus_turun",
                    models.CharField(
                        choices=[
                            ("min_selisih", "Makin rendah makin baik (selisih)"),
                            ("min_rasio", "Makin rendah makin baik (rasio)"),
                        ],
                        default="min_selisih",
                        max_length=20,
                        verbose_name="rumus bawaan bila makin rendah makin baik",
                    ),
                ),
                ("desimal", models.PositiveSmallIntegerField(default=2, verbose_name="angka di belakang koma")),
                (
                    "ambang_efisiensi",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("5"),
                        help_text="percent points of capaian over serapan",
                        max_digits=5,
                    ),
                ),
                (
                    "capaian_efisiensi",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("100"),
                        help_text="% below which no efficiency is claimed",
                        max_digits=5,
                    ),
                ),
                ("dasar", models.CharField(blank=True, max_length=250)),
                ("catatan", models.TextField(blank=True, verbose_name="alasan versi ini")),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        help_text="null: written by the application, the usual settings",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True, null=True)),
            ],
            options={
                "ordering": ["perangkat_daerah", "-tahun", "-versi"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "tahun", "versi"), name="metodologi_versi_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="PengukuranKinerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengukuran_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                (
                    "periode",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengukuran_set",
                        to="collection.periode",
                    ),
                ),
                (
                    "sop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pengukuran_set", to="measurement.sop"
                    ),
                ),
                ("prosedur", models.SlugField(max_length=40)),
                (
                    "status",
                    django_fsm.FSMField(
                        choices=[
                            ("disposisi", "Menunggu perintah Kepala"),
                            ("rapat", "Rapat dan persiapan"),
                            ("pengumpulan", "Pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja"),
                            ("verifikasi", "Verifikasi Sekretaris"),
                            ("koreksi", "Koreksi Kepala"),
                            ("tanda_tangan", "Tanda tangan Kepala"),
                            ("arsip", "Penggandaan dan pengarsipan"),
                            ("selesai", "Selesai"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        default="disposisi",
                        max_length=50,
                        protected=True,
                    ),
                ),
                (
                    "tindakan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measurement.tindakan",
                    ),
                ),
                ("tindakan_sejak", models.DateTimeField()),
                (
                    "metodologi",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measurement.metodologi",
                    ),
                ),
                (
                    "masukan",
                    models.ForeignKey(
                        help_text="the finished collection whose figures this case measures",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dipakai_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                (
                    "revisi",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="0: the first; n: the nth revision of the triwulan"
                    ),
                ),
                (
                    "menggantikan",
                    models.ForeignKey(
                        help_text="the finished case that this revision supersedes once it is finished itself",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisi_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                (
                    "alasan",
                    models.CharField(blank=True, help_text="why the Kepala ordered the revision", max_length=500),
                ),
                (
                    "sebutan",
                    models.CharField(
                        blank=True, help_text="the role under which the revision was opened", max_length=80
                    ),
                ),
                (
                    "versi",
                    models.PositiveIntegerField(default=0, help_text="counts the acts done; a form carries it back"),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["-periode__tahun", "-periode__triwulan", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "dibatalkan"), _negated=True),
                        fields=("periode", "prosedur", "revisi"),
                        name="pengukuran_satu_per_revisi",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["selesai", "dibatalkan"]), _negated=True),
                        fields=("periode", "prosedur"),
                        name="pengukuran_satu_berjalan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alasan", ""), ("menggantikan", None), ("revisi", 0)),
                            models.Q(
                                ("menggantikan__isnull", False),
                                ("revisi__gt", 0),
                                models.Q(("alasan", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="pengukuran_revisi_beralasan",
                    ),
                ],
            },
            bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
        ),
        migrations.CreateModel(
            name="Disposisi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disposisi_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                ("urutan", models.PositiveIntegerField()),
                (
                    "tindakan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="measurement.tindakan"
                    ),
                ),
                (
                    "aksi",
                    models.CharField(
                        choices=[
                            ("selesaikan", "Selesaikan"),
                            ("kembalikan", "Kembalikan"),
                            ("tarik", "Tarik kembali"),
                            ("batalkan", "Batalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "dari_status",
                    models.CharField(
                        choices=[
                            ("disposisi", "Menunggu perintah Kepala"),
                            ("rapat", "Rapat dan persiapan"),
                            ("pengumpulan", "Pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja"),
                            ("verifikasi", "Verifikasi Sekretaris"),
                            ("koreksi", "Koreksi Kepala"),
                            ("tanda_tangan", "Tanda tangan Kepala"),
                            ("arsip", "Penggandaan dan pengarsipan"),
                            ("selesai", "Selesai"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "ke_status",
                    models.CharField(
                        choices=[
                            ("disposisi", "Menunggu perintah Kepala"),
                            ("rapat", "Rapat dan persiapan"),
                            ("pengumpulan", "Pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja"),
                            ("verifikasi", "Verifikasi Sekretaris"),
                            ("koreksi", "Koreksi Kepala"),
                            ("tanda_tangan", "Tanda tangan Kepala"),
                            ("arsip", "Penggandaan dan pengarsipan"),
                            ("selesai", "Selesai"),
                            ("dibatalkan", "Dibatalkan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kembali_ke", models.PositiveSmallIntegerField(help_text="number of the step returned to", null=True)),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sebutan", models.CharField(help_text="the role as held then, e.g. Plt. Kepala", max_length=80)),
                ("catatan", models.TextField(blank=True)),
                ("mulai_pada", models.DateTimeField(help_text="when the act's turn came")),
                ("waktu", models.DateTimeField()),
            ],
            options={
                "ordering": ["pengukuran", "urutan"],
                "constraints": [models.UniqueConstraint(fields=("pengukuran", "urutan"), name="disposisi_urutan_unik")],
            },
        ),
        migrations.CreateModel(
            name="Catatan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "disposisi",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="isi_catatan",
                        to="measurement.disposisi",
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("perintah", "Perintah"),
                            ("undangan", "Undangan"),
                            ("rapat", "Rapat"),
                            ("susun", "Program kerja"),
                            ("sk_tim", "SK Tim"),
                            ("metodologi", "Metodologi"),
                            ("dokumen", "Kelengkapan dokumen"),
                            ("formulir", "Penyiapan formulir"),
                            ("distribusi", "Distribusi formulir"),
                            ("pengisian", "Pengisian formulir"),
                            ("validasi", "Validasi"),
                            ("himpun", "Penghimpunan data"),
                            ("pengukuran", "Pengukuran"),
                            ("rekap", "Rekapitulasi"),
                            ("lapor", "Pelaporan"),
                            ("periksa", "Pemeriksaan"),
                            ("terima", "Penerimaan"),
                            ("ulang", "Langkah berulang"),
                            ("koreksi", "Koreksi"),
                            ("tanda_tangan", "Tanda tangan"),
                            ("penomoran", "Penomoran"),
                            ("penggandaan", "Penggandaan"),
                            ("pengiriman", "Pengiriman"),
                            ("arsip", "Pengarsipan"),
                            ("tindak_lanjut", "Tindak lanjut"),
                        ],
                        max_length=20,
                    ),
                ),
                ("isi", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["disposisi"],
            },
        ),
        migrations.CreateModel(
            name="KertasKerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kertas_kerja_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                ("putaran", models.PositiveSmallIntegerField()),
                (
                    "metodologi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="measurement.metodologi"
                    ),
                ),
                (
                    "dihitung_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("dihitung_pada", models.DateTimeField()),
                ("dibekukan_pada", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pengukuran", "-putaran"],
                "constraints": [
                    models.UniqueConstraint(fields=("pengukuran", "putaran"), name="kertas_kerja_putaran_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="BarisKertasKerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capaian_mentah",
                    measurement.models.kertas_kerja.PersenField(decimal_places=2, max_digits=30, null=True),
                ),
                (
                    "capaian",
                    measurement.models.kertas_kerja.PersenField(
                        decimal_places=2, help_text="counted: after cap and floor", max_digits=30, null=True
                    ),
                ),
                (
                    "alasan",
                    models.CharField(
                        choices=[
                            ("dihitung", "Dihitung dengan rumus"),
                            ("belum_diukur", "Belum diukur"),
                            ("tanpa_target", "Tidak ada target pada periode ini"),
                            ("target_nihil_tercapai", "Target nihil tercapai"),
                            ("target_nihil_terlampaui", "Target nihil terlampaui"),
                            ("target_nol", "Target 0 tidak dapat menjadi pembagi"),
                            ("realisasi_nol", "Realisasi 0 tidak dapat menjadi pembagi"),
                            ("penyebut_nol", "Penyebut 0 tidak dapat menjadi pembagi"),
                            ("tidak_dapat_diukur", "Tidak dapat diukur"),
                        ],
                        max_length=30,
                    ),
                ),
                ("penjelasan", models.TextField(help_text="the worked line")),
                ("kategori", models.CharField(blank=True, max_length=40)),
                ("tingkat", models.PositiveSmallIntegerField(null=True)),
                (
                    "capaian_tahunan",
                    measurement.models.kertas_kerja.PersenField(
                        decimal_places=2, help_text="raw, against the annual target", max_digits=30, null=True
                    ),
                ),
                ("penjelasan_tahunan", models.TextField(blank=True)),
                (
                    "kertas_kerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="baris_set",
                        to="measurement.kertaskerja",
                    ),
                ),
                (
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="collection.indikator"
                    ),
                ),
                ("urutan", models.PositiveSmallIntegerField()),
                (
                    "jalur",
                    models.JSONField(
                        help_text="path of (jenis, kode, uraian) from tujuan or program down to the parent"
                    ),
                ),
                ("kode", models.CharField(max_length=40)),
                ("nama", models.TextField()),
                ("jenis", models.CharField(choices=[("iku", "IKU"), ("ikk", "IKK")], max_length=10)),
                ("satuan", models.CharField(max_length=60)),
                ("desimal", models.PositiveSmallIntegerField()),
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
                ("label_skala", models.JSONField(default=dict, help_text="score to label, predicates only")),
                ("unit", models.CharField(max_length=150)),
                (
                    "deret",
                    models.JSONField(
                        default=dict, help_text="target and realisasi of each triwulan so far, as exact text"
                    ),
                ),
                (
                    "target_triwulan",
                    collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
                ),
                (
                    "realisasi_triwulan",
                    collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
                ),
                (
                    "target",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, help_text="by the end of the triwulan", max_digits=24, null=True
                    ),
                ),
                (
                    "realisasi",
                    collection.models.bilangan.NilaiField(
                        blank=True, decimal_places=6, help_text="by the end of the triwulan", max_digits=24, null=True
                    ),
                ),
                (
                    "target_tahunan",
                    collection.models.bilangan.NilaiField(blank=True, decimal_places=6, max_digits=24, null=True),
                ),
                (
                    "bobot",
                    models.DecimalField(
                        decimal_places=2, default=Decimal("1"), help_text="its weight in means", max_digits=6
                    ),
                ),
                (
                    "asal",
                    models.JSONField(
                        default=dict, help_text="the agreement of the target; when and where it was filled in"
                    ),
                ),
                ("tidak_dapat_diukur", models.TextField(blank=True)),
                ("keterangan", models.TextField(blank=True)),
                ("bukti", models.JSONField(default=list, help_text="name and SHA-256 of each evidence file")),
                (
                    "diisi_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kertas_kerja", "urutan"],
                "constraints": [
                    models.UniqueConstraint(fields=("kertas_kerja", "indikator"), name="baris_indikator_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="BarisAnggaran",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kertas_kerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="anggaran_set",
                        to="measurement.kertaskerja",
                    ),
                ),
                ("urutan", models.PositiveSmallIntegerField()),
                ("program_kode", models.CharField(max_length=40)),
                ("program_nama", models.TextField()),
                ("kegiatan_kode", models.CharField(max_length=40)),
                ("kegiatan_nama", models.TextField()),
                ("kode", models.CharField(max_length=40)),
                ("nama", models.TextField()),
                ("pagu", collection.models.bilangan.RupiahField(decimal_places=2, max_digits=18)),
                ("realisasi", collection.models.bilangan.RupiahField(decimal_places=2, max_digits=18, null=True)),
            ],
            options={
                "ordering": ["kertas_kerja", "urutan"],
            },
        ),
        migrations.CreateModel(
            name="Koreksi",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "capaian_mentah",
                    measurement.models.kertas_kerja.PersenField(decimal_places=2, max_digits=30, null=True),
                ),
                (
                    "capaian",
                    measurement.models.kertas_kerja.PersenField(
                        decimal_places=2, help_text="counted: after cap and floor", max_digits=30, null=True
                    ),
                ),
                (
                    "alasan",
                    models.CharField(
                        choices=[
                            ("dihitung", "Dihitung dengan rumus"),
                            ("belum_diukur", "Belum diukur"),
                            ("tanpa_target", "Tidak ada target pada periode ini"),
                            ("target_nihil_tercapai", "Target nihil tercapai"),
                            ("target_nihil_terlampaui", "Target nihil terlampaui"),
                            ("target_nol", "Target 0 tidak dapat menjadi pembagi"),
                            ("realisasi_nol", "Realisasi 0 tidak dapat menjadi pembagi"),
                            ("penyebut_nol", "Penyebut 0 tidak dapat menjadi pembagi"),
                            ("tidak_dapat_diukur", "Tidak dapat diukur"),
                        ],
                        max_length=30,
                    ),
                ),
                ("penjelasan", models.TextField(help_text="the worked line")),
                ("kategori", models.CharField(blank=True, max_length=40)),
                ("tingkat", models.PositiveSmallIntegerField(null=True)),
                (
                    "capaian_tahunan",
                    measurement.models.kertas_kerja.PersenField(
                        decimal_places=2, help_text="raw, against the annual target", max_digits=30, null=True
                    ),
                ),
                ("penjelasan_tahunan", models.TextField(blank=True)),
                (
                    "baris",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="koreksi_set",
                        to="measurement.bariskertaskerja",
                    ),
                ),
                (
                    "realisasi_semula",
                    collection.models.bilangan.NilaiField(
                        blank=True,
                        decimal_places=6,
                        help_text="by the end of the triwulan, before this correction",
                        max_digits=24,
                        null=True,
                    ),
                ),
                (
                    "realisasi_triwulan",
                    collection.models.bilangan.NilaiField(
                        blank=True,
                        decimal_places=6,
                        help_text="of the triwulan alone, corrected",
                        max_digits=24,
                        null=True,
                    ),
                ),
                (
                    "realisasi",
                    collection.models.bilangan.NilaiField(
                        blank=True,
                        decimal_places=6,
                        help_text="by the end of the triwulan, corrected",
                        max_digits=24,
                        null=True,
                    ),
                ),
                ("keterangan", models.TextField(verbose_name="alasan koreksi")),
                ("pencabutan", models.BooleanField(default=False, help_text="takes back the corrections before it")),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("waktu", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["baris", "pk"],
            },
        ),
        migrations.CreateModel(
            name="BobotIndikator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "metodologi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bobot_set",
                        to="measurement.metodologi",
                    ),
                ),
                (
                    "indikator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="collection.indikator"
                    ),
                ),
                (
                    "bobot",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=6,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                    ),
                ),
            ],
            options={
                "ordering": ["metodologi", "indikator__urutan", "indikator__kode"],
                "constraints": [
                    models.UniqueConstraint(fields=("metodologi", "indikator"), name="bobot_indikator_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="NomorSurat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomor_surat_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("tahun", models.PositiveSmallIntegerField()),
                ("urut", models.PositiveIntegerField(help_text="none: the number of a scanned paper", null=True)),
                ("nomor", models.CharField(max_length=120)),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("laporan", "Laporan Hasil Pengukuran Kinerja"),
                            ("surat_perintah", "Surat perintah"),
                            ("nota_dinas", "Nota dinas"),
                            ("lembar_disposisi", "Lembar disposisi"),
                            ("undangan", "Undangan"),
                            ("daftar_hadir", "Daftar hadir"),
                            ("notulen", "Notulen"),
                            ("program_kerja", "Program kerja"),
                            ("sk_tim", "Surat keputusan Tim"),
                            ("formulir", "Formulir pengumpulan data"),
                            ("tanda_terima", "Bukti tanda terima"),
                            ("checklist", "Checklist dokumen"),
                            ("formulir_terisi", "Formulir yang sudah diisi"),
                            ("rekapitulasi_data", "Rekapitulasi hasil pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja pengukuran"),
                            ("rekapitulasi", "Rekapitulasi hasil pengukuran"),
                            ("konsep_laporan", "Konsep laporan"),
                            ("laporan_pengumpulan", "Laporan hasil pengumpulan data, tanpa tanda tangan"),
                            ("laporan_pengukuran", "Laporan hasil pengukuran, tanpa tanda tangan"),
                            ("surat_pengantar", "Surat pengantar"),
                            ("lembar_penggandaan", "Lembar penggandaan"),
                            ("bukti_pengiriman", "Bukti pengiriman"),
                            ("daftar_arsip", "Daftar arsip"),
                            ("rencana_tindak_lanjut", "Rencana tindak lanjut"),
                        ],
                        default="laporan",
                        max_length=30,
                    ),
                ),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomor_surat_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                (
                    "disposisi",
                    models.OneToOneField(
                        help_text="the act whose scan brought it",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nomor_kertas",
                        to="measurement.disposisi",
                    ),
                ),
                ("diambil_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["perangkat_daerah", "tahun", "urut"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("jenis__in", ["lembar_disposisi"]), _negated=True),
                        fields=("perangkat_daerah", "tahun", "urut"),
                        name="nomor_surat_urut_unik",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("jenis__in", ["lembar_disposisi"])),
                        fields=("perangkat_daerah", "tahun", "urut"),
                        name="nomor_agenda_urut_unik",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("jenis", "laporan")),
                        fields=("pengukuran",),
                        name="nomor_surat_satu_laporan",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("disposisi__isnull", False), ("urut", None)),
                            models.Q(("disposisi", None), ("urut__isnull", False)),
                            _connector="OR",
                        ),
                        name="nomor_surat_urut_atau_pindaian",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Naskah",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "disposisi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naskah_set",
                        to="measurement.disposisi",
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("laporan", "Laporan Hasil Pengukuran Kinerja"),
                            ("surat_perintah", "Surat perintah"),
                            ("nota_dinas", "Nota dinas"),
                            ("lembar_disposisi", "Lembar disposisi"),
                            ("undangan", "Undangan"),
                            ("daftar_hadir", "Daftar hadir"),
                            ("notulen", "Notulen"),
                            ("program_kerja", "Program kerja"),
                            ("sk_tim", "Surat keputusan Tim"),
                            ("formulir", "Formulir pengumpulan data"),
                            ("tanda_terima", "Bukti tanda terima"),
                            ("checklist", "Checklist dokumen"),
                            ("formulir_terisi", "Formulir yang sudah diisi"),
                            ("rekapitulasi_data", "Rekapitulasi hasil pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja pengukuran"),
                            ("rekapitulasi", "Rekapitulasi hasil pengukuran"),
                            ("konsep_laporan", "Konsep laporan"),
                            ("laporan_pengumpulan", "Laporan hasil pengumpulan data, tanpa tanda tangan"),
                            ("laporan_pengukuran", "Laporan hasil pengukuran, tanpa tanda tangan"),
                            ("surat_pengantar", "Surat pengantar"),
                            ("lembar_penggandaan", "Lembar penggandaan"),
                            ("bukti_pengiriman", "Bukti pengiriman"),
                            ("daftar_arsip", "Daftar arsip"),
                            ("rencana_tindak_lanjut", "Rencana tindak lanjut"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "nomor_surat",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naskah",
                        to="measurement.nomorsurat",
                    ),
                ),
                ("tanggal", models.DateField()),
                ("isi", models.TextField(help_text="canonical JSON: all that the paper shows")),
                ("sha256", models.CharField(help_text="of isi", max_length=64)),
            ],
            options={
                "ordering": ["disposisi", "pk"],
                "constraints": [models.UniqueConstraint(fields=("disposisi", "jenis"), name="naskah_satu_per_jenis")],
            },
        ),
        migrations.CreateModel(
            name="Pemberitahuan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengguna",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemberitahuan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cara",
                    models.CharField(
                        choices=[
                            ("setiap", "Setiap pemberitahuan, segera"),
                            ("harian", "Ringkasan, paling banyak satu surel sehari"),
                            ("tidak", "Tidak melalui surel"),
                        ],
                        default="setiap",
                        max_length=10,
                    ),
                ),
                (
                    "ringkasan_pada",
                    models.DateField(help_text="day of the last digest, in the office's zone", null=True),
                ),
            ],
            options={
                "ordering": ["pengguna"],
            },
        ),
        migrations.CreateModel(
            name="Pindaian",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "disposisi",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pindaian", to="measurement.disposisi"
                    ),
                ),
                ("berkas", models.FileField(upload_to=measurement.models.naskah.build_pindaian_path)),
                ("nama", models.CharField(max_length=200)),
                ("jenis", models.CharField(help_text="MIME type, by content", max_length=100)),
                ("ukuran", models.PositiveIntegerField(help_text="byte")),
                ("sha256", models.CharField(max_length=64)),
                ("nomor", models.CharField(blank=True, help_text="as written on the paper", max_length=120)),
                (
                    "untuk",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("laporan", "Laporan Hasil Pengukuran Kinerja"),
                            ("surat_perintah", "Surat perintah"),
                            ("nota_dinas", "Nota dinas"),
                            ("lembar_disposisi", "Lembar disposisi"),
                            ("undangan", "Undangan"),
                            ("daftar_hadir", "Daftar hadir"),
                            ("notulen", "Notulen"),
                            ("program_kerja", "Program kerja"),
                            ("sk_tim", "Surat keputusan Tim"),
                            ("formulir", "Formulir pengumpulan data"),
                            ("tanda_terima", "Bukti tanda terima"),
                            ("checklist", "Checklist dokumen"),
                            ("formulir_terisi", "Formulir yang sudah diisi"),
                            ("rekapitulasi_data", "Rekapitulasi hasil pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja pengukuran"),
                            ("rekapitulasi", "Rekapitulasi hasil pengukuran"),
                            ("konsep_laporan", "Konsep laporan"),
                            ("laporan_pengumpulan", "Laporan hasil pengumpulan data, tanpa tanda tangan"),
                            ("laporan_pengukuran", "Laporan hasil pengukuran, tanpa tanda tangan"),
                            ("surat_pengantar", "Surat pengantar"),
                            ("lembar_penggandaan", "Lembar penggandaan"),
                            ("bukti_pengiriman", "Bukti pengiriman"),
                            ("daftar_arsip", "Daftar arsip"),
                            ("rencana_tindak_lanjut", "Rencana tindak lanjut"),
                        ],
                        help_text="the paper for which it stands; blank of old: all papers of its act",
                        max_length=30,
                    ),
                ),
            ],
            options={
                "ordering": ["disposisi"],
            },
        ),
        migrations.CreateModel(
            name="PitaKategori",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "metodologi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pita_set",
                        to="measurement.metodologi",
                    ),
                ),
                (
                    "batas_bawah",
                    models.DecimalField(decimal_places=2, help_text="null: the lowest band", max_digits=6, null=True),
                ),
                ("inklusif", models.BooleanField(default=True)),
                ("label", models.CharField(max_length=40)),
                ("tingkat", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["metodologi", "-tingkat"],
                "constraints": [models.UniqueConstraint(fields=("metodologi", "label"), name="pita_label_unik")],
            },
        ),
        migrations.CreateModel(
            name="RingkasanKinerja",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ringkasan_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                (
                    "kertas_kerja",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ringkasan_set",
                        to="measurement.kertaskerja",
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "capaian",
                    measurement.models.kertas_kerja.PersenField(
                        decimal_places=2, help_text="mean of the sasaran, counted values", max_digits=30, null=True
                    ),
                ),
                ("kategori", models.CharField(blank=True, max_length=40)),
                ("tingkat", models.PositiveSmallIntegerField(null=True)),
                ("terhitung", models.PositiveSmallIntegerField(help_text="sasaran with a figure")),
                ("jumlah", models.PositiveSmallIntegerField(help_text="all sasaran")),
                ("belum_diukur", models.PositiveSmallIntegerField(help_text="indicators that nobody reported")),
                ("pagu", collection.models.bilangan.RupiahField(decimal_places=2, max_digits=18, null=True)),
                ("realisasi", collection.models.bilangan.RupiahField(decimal_places=2, max_digits=18, null=True)),
                ("serapan", measurement.models.kertas_kerja.PersenField(decimal_places=2, max_digits=30, null=True)),
                ("efisiensi", models.CharField(blank=True, max_length=40)),
                (
                    "pita",
                    models.JSONField(
                        default=list, help_text="label, tingkat and number of indicators of each band, best first"
                    ),
                ),
                (
                    "sasaran",
                    models.JSONField(
                        default=list, help_text="kode, uraian, capaian, kategori, tingkat, cakupan, kunci of each"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Segel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="segel_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("p12", models.BinaryField()),
                ("sertifikat", models.TextField(help_text="PEM")),
                ("penerbit", models.TextField(help_text="PEM of the internal CA that issued it")),
                ("subjek", models.CharField(max_length=250)),
                ("sidik_jari", models.CharField(help_text="SHA-256 of the certificate", max_length=64)),
                ("berlaku_sampai", models.DateTimeField()),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["perangkat_daerah", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NaskahBersegel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "naskah",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bersegel", to="measurement.naskah"
                    ),
                ),
                ("kode", models.CharField(default=measurement.models.dokumen.build_kode, max_length=40, unique=True)),
                ("berkas", models.FileField(upload_to=measurement.models.dokumen.build_dokumen_path)),
                ("sha256", models.CharField(help_text="of the file as it was sealed", max_length=64)),
                (
                    "segel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="naskah_bersegel_set",
                        to="measurement.segel",
                    ),
                ),
            ],
            options={
                "ordering": ["naskah"],
            },
        ),
        migrations.CreateModel(
            name="Dokumen",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dokumen_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                ("nomor", models.CharField(max_length=120)),
                ("tanggal", models.DateField()),
                ("kode", models.CharField(default=measurement.models.dokumen.build_kode, max_length=40, unique=True)),
                ("snapshot", models.TextField(help_text="canonical JSON: all that the PDF shows")),
                ("sha256_snapshot", models.CharField(max_length=64)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("disiapkan", "Disiapkan, belum ditandatangani"),
                            ("ditandatangani", "Ditandatangani"),
                        ],
                        default="disiapkan",
                        max_length=20,
                    ),
                ),
                ("berkas", models.FileField(blank=True, upload_to=measurement.models.dokumen.build_dokumen_path)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "segel",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dokumen_set",
                        to="measurement.segel",
                    ),
                ),
                (
                    "penanda_tangan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sebutan", models.CharField(blank=True, max_length=80)),
                ("ditandatangani_pada", models.DateTimeField(null=True)),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["pengukuran", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "ditandatangani")),
                        fields=("pengukuran",),
                        name="dokumen_satu_bertanda_tangan",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DrafSop",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draf_sop_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                ("prosedur", models.SlugField(max_length=40)),
                (
                    "dasar",
                    models.ForeignKey(
                        help_text="the version that it began from",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measurement.sop",
                    ),
                ),
                ("isi", models.JSONField(help_text="every cell as typed, see measurement.sop_draf")),
                ("versi", models.PositiveIntegerField(default=1)),
                (
                    "diubah_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("diubah_pada", models.DateTimeField()),
            ],
            options={
                "ordering": ["perangkat_daerah", "prosedur"],
                "constraints": [
                    models.UniqueConstraint(fields=("perangkat_daerah", "prosedur"), name="draf_sop_prosedur_unik")
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplatNaskah",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="templat_naskah_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("laporan", "Laporan Hasil Pengukuran Kinerja"),
                            ("surat_perintah", "Surat perintah"),
                            ("nota_dinas", "Nota dinas"),
                            ("lembar_disposisi", "Lembar disposisi"),
                            ("undangan", "Undangan"),
                            ("daftar_hadir", "Daftar hadir"),
                            ("notulen", "Notulen"),
                            ("program_kerja", "Program kerja"),
                            ("sk_tim", "Surat keputusan Tim"),
                            ("formulir", "Formulir pengumpulan data"),
                            ("tanda_terima", "Bukti tanda terima"),
                            ("checklist", "Checklist dokumen"),
                            ("formulir_terisi", "Formulir yang sudah diisi"),
                            ("rekapitulasi_data", "Rekapitulasi hasil pengumpulan data"),
                            ("kertas_kerja", "Kertas kerja pengukuran"),
                            ("rekapitulasi", "Rekapitulasi hasil pengukuran"),
                            ("konsep_laporan", "Konsep laporan"),
                            ("laporan_pengumpulan", "Laporan hasil pengumpulan data, tanpa tanda tangan"),
                            ("laporan_pengukuran", "Laporan hasil pengukuran, tanpa tanda tangan"),
                            ("surat_pengantar", "Surat pengantar"),
                            ("lembar_penggandaan", "Lembar penggandaan"),
                            ("bukti_pengiriman", "Bukti pengiriman"),
                            ("daftar_arsip", "Daftar arsip"),
                            ("rencana_tindak_lanjut", "Rencana tindak lanjut"),
                        ],
                        max_length=30,
                    ),
                ),
                ("versi", models.PositiveIntegerField()),
                (
                    "teks",
                    models.JSONField(
                        default=dict, help_text="name of the part → wording; empty: the usual wording again"
                    ),
                ),
                (
                    "pola_nomor",
                    models.CharField(blank=True, help_text="blank: the office's own pattern", max_length=120),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["perangkat_daerah", "jenis", "-versi"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("perangkat_daerah", "jenis", "versi"), name="templat_naskah_versi_unik"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pengingat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "pengukuran",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengingat_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                (
                    "tindakan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="measurement.tindakan"
                    ),
                ),
                ("versi", models.PositiveIntegerField()),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("giliran", "Giliran Anda"),
                            ("menjelang", "Hampir jatuh tempo"),
                            ("jatuh_tempo", "Jatuh tempo"),
                            ("terlambat", "Terlambat"),
                            ("eskalasi", "Perlu perhatian pimpinan"),
                            ("lowong", "Perlu perhatian Admin"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pengingat_set",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("jatuh_tempo", models.DateTimeField(null=True)),
                ("dibuat_pada", models.DateTimeField()),
                ("dibaca_pada", models.DateTimeField(null=True)),
                ("percobaan", models.PositiveSmallIntegerField(default=0)),
                ("dicoba_pada", models.DateTimeField(null=True)),
                ("dikirim_pada", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-dibuat_pada", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pengukuran", "versi", "jenis", "pengguna"), name="pengingat_sekali"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TindakLanjut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "perangkat_daerah",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindak_lanjut_set",
                        to="collection.perangkatdaerah",
                    ),
                ),
                (
                    "asal",
                    models.ForeignKey(
                        help_text="the case that it follows from",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindak_lanjut_set",
                        to="measurement.pengukurankinerja",
                    ),
                ),
                (
                    "sumber",
                    models.CharField(
                        choices=[
                            ("rencana", "Langkah tindak lanjut pada SOP"),
                            ("rekap", "Solusi pada rekapitulasi"),
                            ("register", "Dicatat pada register"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "baris",
                    models.ForeignKey(
                        help_text="the row of the kertas kerja that it is about",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindak_lanjut_set",
                        to="measurement.bariskertaskerja",
                        verbose_name="indikator",
                    ),
                ),
                ("uraian", models.TextField()),
                (
                    "perubahan",
                    models.CharField(
                        choices=[
                            ("strategi", "Strategi"),
                            ("kebijakan", "Kebijakan"),
                            ("aktivitas", "Aktivitas"),
                            ("anggaran", "Anggaran"),
                        ],
                        max_length=10,
                        verbose_name="yang diubah",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tindak_lanjut_set",
                        to="collection.unit",
                    ),
                ),
                ("penanggung_jawab", models.CharField(max_length=250)),
                (
                    "batas",
                    models.DateField(help_text="the last day on which it is in time", verbose_name="batas waktu"),
                ),
                (
                    "dibuat_oleh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("dibuat_pada", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "tindak lanjut",
                "ordering": ["batas", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("uraian", ""), _negated=True), name="tindak_lanjut_ada_uraian"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("penanggung_jawab", ""), _negated=True),
                        name="tindak_lanjut_ada_penanggung_jawab",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KabarTindakLanjut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "tindak_lanjut",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kabar_set",
                        to="measurement.tindaklanjut",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("baru", "Belum dimulai"),
                            ("berjalan", "Berjalan"),
                            ("selesai", "Selesai"),
                            ("batal", "Batal"),
                        ],
                        max_length=10,
                    ),
                ),
                ("keterangan", models.TextField()),
                ("berkas", models.FileField(blank=True, upload_to=measurement.models.tindak_lanjut.build_kabar_path)),
                ("nama", models.CharField(blank=True, max_length=200)),
                ("jenis", models.CharField(blank=True, max_length=100)),
                ("ukuran", models.PositiveIntegerField(default=0, help_text="byte")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "kunci",
                    models.CharField(
                        help_text="made with the form: the same form sent twice is one row", max_length=36
                    ),
                ),
                (
                    "pengguna",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sebutan", models.CharField(help_text="the role as held then, e.g. Plt. Kepala", max_length=80)),
                ("waktu", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "kabar tindak lanjut",
                "ordering": ["tindak_lanjut", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("tindak_lanjut", "pengguna", "kunci"), name="kabar_kunci_unik"),
                    models.CheckConstraint(
                        condition=models.Q(("keterangan", ""), _negated=True), name="kabar_ada_keterangan"
                    ),
                ],
            },
        ),
        KekalOperation(
            {
                "measurement_barisanggaran": "",
                "measurement_bariskertaskerja": "",
                "measurement_bobotindikator": "",
                "measurement_catatan": "",
                "measurement_disposisi": "",
                "measurement_dokumen": "OLD.status <> 'disiapkan'",
                "measurement_kabartindaklanjut": "",
                "measurement_kertaskerja": "OLD.dibekukan_pada IS NOT NULL",
                "measurement_koreksi": "",
                "measurement_langkah": "",
                "measurement_metodologi": "",
                "measurement_naskah": "",
                "measurement_naskahbersegel": "",
                "measurement_nomorsurat": "",
                "measurement_pengukurankinerja": "OLD.status IN ('selesai', 'dibatalkan')",
                "measurement_pindaian": "",
                "measurement_pitakategori": "",
                "measurement_ringkasankinerja": "",
                "measurement_segel": "",
                "measurement_sop": "",
                "measurement_templatnaskah": "",
                "measurement_tindakan": "",
                "measurement_tindaklanjut": "",
            }
        ),
    ]
