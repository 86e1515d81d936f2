"""Every door × everybody. A door without a row here fails; so does a row without a door.

Columns: tanpa (nobody signed in), lain (the Kepala of another office), then each role of the office.
GET rows show the page; POST rows send an empty form, so that what comes back is the permission's answer:
302 to the login or onward, 403 not yours (or sent without a session), 404 not in your sight, 405 wrong method, 409 not its turn, 422 incomplete.
"""


import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.factories.alamat import build_alamat
from tests.factories.berkas import PDF
from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db

KOLOM = ("tanpa", "lain", "kepala", "sekretaris", "kabid.kb", "kasubag", "perencana", "tim_sakip", "bidang.kb",
         "bidang.ks", "staf", "admin", "pengawas")  # fmt: skip


PINTU = {
    # name: (method, codes in the order of KOLOM; one code alone is everybody's)
    "masuk": ("get", "200 302 302 302 302 302 302 302 302 302 302 302 302"),
    "keluar": ("get", "302 405 405 405 405 405 405 405 405 405 405 405 405"),
    "sandi_ubah": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "sehat": ("get", "200"),
    "measurement:tugas_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pemberitahuan_update": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pengingat_read": ("post", "403 302 302 302 302 302 302 302 302 302 302 302 302"),
    "measurement:dasbor_list": ("get", "302"),
    "measurement:dasbor_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pengukuran_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pengukuran_create": ("get", "302 200 200 200 403 403 200 200 403 403 403 403 403"),
    "measurement:pengukuran_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:arsip_detail": ("get", "302 404 200 200 403 403 403 403 403 403 200 403 200"),
    "measurement:arsip_zip": ("get", "302 404 202 202 403 403 403 403 403 403 202 403 202"),
    "measurement:pengukuran_reopen": ("get", "302 404 200 403 403 403 403 403 403 403 403 403 403"),
    "measurement:langkah_run": ("post", "403 404 403 422 403 403 403 403 403 403 403 403 403"),
    "measurement:pengukuran_alur": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pk_pdf": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pejabat_pdf": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_pdf": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_toml": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_compare": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_draf_create": ("get", "302 403 403 403 403 403 403 403 403 403 403 200 403"),
    "measurement:sop_draf_update": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:sop_draf_check": ("post", "403 404 403 403 403 403 403 403 403 403 403 200 403"),
    "measurement:sop_draf_publish": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:sop_draf_delete": ("post", "403 404 403 403 403 403 403 403 403 403 403 302 403"),
    "measurement:pengukuran_waktu": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:waktu_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:waktu_csv": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:kertas_kerja_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:kertas_kerja_xlsx": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:kertas_kerja_compute": ("post", "403 404 409 409 409 409 409 409 409 409 409 409 409"),
    "measurement:pemeriksaan_detail": ("get", "302 404 200 200 403 200 200 200 403 403 200 200 200"),
    "measurement:pemeriksaan_approve": ("post", "403 404 403 409 403 403 403 403 403 403 403 403 403"),
    "measurement:pemeriksaan_return": ("post", "403 404 403 409 403 403 403 403 403 403 403 403 403"),
    "measurement:laporan_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:narasi_update": ("post", "403 404 403 409 403 403 403 409 403 403 403 403 403"),
    "measurement:laporan_e81": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:laporan_bagian": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:baris_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:rerata_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:koreksi_withdraw": ("post", "403 404 409 409 409 409 409 409 409 409 409 409 409"),
    "measurement:formulir_submit": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "measurement:formulir_withdraw": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "measurement:formulir_kiriman": ("post", "403 404 403 403 403 403 403 403 422 404 403 403 403"),
    "measurement:formulir_capaian": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:kalender_detail": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "measurement:libur_create": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:libur_load": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:libur_import": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:libur_delete": ("post", "403 404 403 403 403 403 403 403 403 403 403 302 403"),
    "measurement:jam_create": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:jam_delete": ("post", "403 404 403 403 403 403 403 403 403 403 403 302 403"),
    "measurement:tindak_lanjut_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:tindak_lanjut_csv": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:tindak_lanjut_create": ("get", "302 200 200 200 403 403 200 200 403 403 403 403 403"),
    "measurement:tindak_lanjut_detail": ("post", "403 404 403 422 422 403 403 422 422 403 403 403 403"),
    "measurement:kabar_bukti": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:solusi_create": ("post", "403 404 422 422 403 403 422 422 403 403 403 403 403"),
    "measurement:periksa_tabel_create": ("post", "403 403 403 403 403 403 403 422 403 403 403 403 422"),
    "measurement:dokumen_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:dokumen_pdf": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:retensi_list": ("get", "302 200 200 200 403 403 403 403 403 403 200 403 200"),
    "measurement:usul_musnah_list": ("get", "302 200 200 200 403 403 403 403 403 403 200 403 200"),
    "measurement:usul_musnah_xlsx": ("get", "302 200 200 200 403 403 403 403 403 403 200 403 200"),
    "measurement:arsip_pulihan_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:arsip_pulihan_pdf": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:arsip_pulihan_zip": ("get", "302 404 200 200 403 403 403 403 403 403 200 403 200"),
    "measurement:cetakan_detail": ("get", "302 404 202 202 202 202 202 202 202 202 202 202 202"),
    "measurement:cetakan_retry": ("post", "403 404 302 302 302 302 302 302 302 302 302 302 302"),
    "measurement:naskah_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:naskah_pdf": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:pindaian_berkas": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:metodologi_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:metodologi_create": ("get", "302 403 403 403 403 403 403 200 403 403 403 200 403"),
    "measurement:metodologi_preview": ("post", "403 403 403 403 403 403 403 422 403 403 403 422 403"),
    "measurement:metodologi_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:metodologi_compare": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:nomor_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:nomor_csv": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:nomor_xlsx": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:templat_list": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "measurement:templat_update": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "measurement:templat_preview": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:templat_reset": ("post", "403 404 403 403 403 403 403 403 403 403 403 302 403"),
    "measurement:verifikasi_check": ("post", "422"),
    "measurement:verifikasi_detail": ("get", "200"),
    "measurement:verifikasi_pdf": ("get", "200"),
    "measurement:segel_list": ("get", "302 200 200 403 403 403 403 403 403 403 403 200 403"),
    "measurement:segel_create": ("get", "302 200 200 403 403 403 403 403 403 403 403 403 403"),
    "measurement:segel_upload": ("get", "302 200 200 403 403 403 403 403 403 403 403 403 403"),
    "measurement:tanda_update": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "measurement:tanda_check": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "measurement:nik_update": ("get", "302 200 200 403 403 403 403 403 403 403 403 403 403"),
    "measurement:formulir_tampilan": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:formulir_bulan": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:bulan_use": ("post", "403 404 403 403 403 403 403 403 302 404 403 403 403"),
    "measurement:periode_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:periode_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "measurement:periode_open": ("post", "403 404 403 403 403 403 403 409 403 403 403 409 403"),
    "measurement:periode_close": ("post", "403 404 403 403 403 403 403 422 403 403 403 422 403"),
    "measurement:pengecualian_create": ("post", "403 404 403 403 403 403 403 422 403 403 403 422 403"),
    "measurement:pengecualian_revoke": ("post", "403 404 403 403 403 403 403 302 403 403 403 302 403"),
    "collection:derajat_update": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:formulir_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:formulir_detail": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:formulir_validate": ("post", "403 302 302 302 302 302 302 302 302 302 302 302 302"),
    "collection:formulir_remind": ("post", "403 302 302 302 302 302 302 302 302 302 302 302 302"),
    "collection:formulir_accept": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:formulir_validasi": ("post", "403 404 403 403 409 403 403 403 403 404 403 403 403"),
    "collection:formulir_return": ("post", "403 404 403 403 409 403 403 409 403 404 403 403 403"),
    "collection:percakapan_detail": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:riwayat_detail": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:panggilan_read": ("post", "403 302 302 302 302 302 302 302 302 302 302 302 302"),
    "collection:realisasi_update": ("post", "403 404 403 403 403 403 403 403 302 404 403 403 403"),
    "collection:anggaran_update": ("post", "403 404 403 403 403 403 403 403 302 404 403 403 403"),
    "collection:bukti_create": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:bukti_detail": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:bukti_delete": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:bukti_list": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:bukti_show": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:bukti_frame": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:bukti_note": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:bukti_update": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:bukti_replace": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:formulir_excel": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:formulir_xlsx": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:periode_excel": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "measurement:periode_xlsx": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:unggahan_detail": ("get", "302 404 404 404 404 404 404 404 200 404 404 404 404"),
    "collection:unggahan_salinan": ("get", "302 404 404 404 404 404 404 404 200 404 404 404 404"),
    "collection:unggahan_apply": ("post", "403 404 404 404 404 404 404 404 422 404 404 404 404"),
    "collection:unggahan_recheck": ("post", "403 404 404 404 404 404 404 404 302 404 404 404 404"),
    "collection:unggahan_cancel": ("post", "403 404 404 404 404 404 404 404 302 404 404 404 404"),
    "collection:unggahan_undo": ("post", "403 404 404 404 404 404 404 404 409 404 404 404 404"),
    "collection:bukti_restore": ("post", "403 404 404 404 404 404 404 404 409 404 404 404 404"),
    "collection:rencana_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:indikator_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:target_renstra_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pk_create": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pk_detail": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:pk_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:target_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pagu_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pk_compare": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:pk_stipulate": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pk_delete": ("post", "403 404 403 403 403 403 302 403 403 403 403 302 403"),
    "collection:pejabat_list": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:pejabat_cascade": ("post", "403 404 403 403 403 403 302 403 403 403 403 302 403"),
    "collection:pejabat_create": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pemegang_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pejabat_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:pejabat_stipulate": ("post", "403 404 403 403 403 403 409 403 403 403 403 409 403"),
    "collection:pejabat_delete": ("post", "403 404 403 403 403 403 302 403 403 403 403 302 403"),
    "collection:kamus_list": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:unsur_create": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:unsur_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:unsur_delete": ("post", "403 404 403 403 403 403 409 403 403 403 403 409 403"),
    "collection:indikator_create": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:indikator_update": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:indikator_delete": ("post", "403 404 403 403 403 403 409 403 403 403 403 409 403"),
    "collection:tautan_create": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:tautan_delete": ("post", "403 404 403 403 403 403 302 403 403 403 403 302 403"),
    "collection:standar_create": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:standar_delete": ("post", "403 404 403 403 403 403 302 403 403 403 403 302 403"),
    "collection:impor_list": ("get", "302 403 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:impor_progress": ("get", "302 404 403 403 403 403 204 403 403 403 403 204 403"),
    "collection:impor_templat": ("get", "302 403 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:impor_detail": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:impor_apply": ("post", "403 404 403 403 403 403 422 403 403 403 403 422 403"),
    "collection:impor_salinan": ("get", "302 404 403 403 403 403 200 403 403 403 403 200 403"),
    "collection:impor_undo": ("post", "403 404 403 403 403 403 409 403 403 403 403 409 403"),
    "collection:rencana_export": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:impor_cancel": ("post", "403 404 403 403 403 403 302 403 403 403 403 302 403"),
    "collection:kantor_detail": ("get", "302 403 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:kantor_update": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:kantor_nomor": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:logo_update": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:logo_delete": ("post", "403 404 403 403 403 403 403 403 403 403 403 302 403"),
    "collection:logo_png": ("get", "302 404 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:unit_create": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:unit_update": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:pengguna_list": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:pengguna_create": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:pengguna_detail": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:pengguna_update": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:pengguna_aktif": ("post", "403 404 403 403 403 403 403 403 403 403 403 302 403"),
    "collection:pengguna_sandi": ("get", "302 404 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:penugasan_create": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "collection:penugasan_end": ("post", "403 404 403 403 403 403 403 403 403 403 403 422 403"),
    "collection:skala_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:skala_create": ("get", "302 403 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:skala_update": ("get", "302 403 403 403 403 403 403 403 403 403 403 200 403"),
    "collection:jejak_list": ("get", "302 200 200 200 403 403 403 403 403 403 403 200 200"),
}


def list_pintu(resolver=None, awalan=""):
    """Every URL name of the site."""
    for pola in (resolver or get_resolver()).url_patterns:
        if isinstance(pola, URLResolver):
            yield from list_pintu(pola, awalan + (f"{pola.namespace}:" if pola.namespace else ""))
        else:
            yield awalan + (pola.name or "")


def test_every_door_has_a_row():
    assert sorted(list_pintu()) == sorted(PINTU)


@pytest.fixture
def alamat():
    return build_alamat()


def sign_in(kolom):
    client = Client()
    if kolom != "tanpa":
        client.force_login(get_user("kepala", "dpmd-blora") if kolom == "lain" else get_user(kolom))
    return client


def build_data(nama):
    """What a door must be sent before it looks at who asks."""
    if nama == "collection:bukti_create":
        return {"berkas": SimpleUploadedFile("bukti.pdf", PDF)}
    if nama in ("collection:bukti_note", "collection:bukti_replace"):
        return {"tautan": "https://bps.go.id/data", "alasan": "uji"}
    return {"kolom": "nilai"} if nama == "collection:realisasi_update" else {"kirim": "1"}


def ask(client, method, url, data):
    """The status code; what the request changed is undone."""
    with transaction.atomic():
        response = getattr(client, method)(url, data)
        b"".join(response)
        transaction.set_rollback(True)
    return str(response.status_code)


def list_penanya(kode):
    """Who asks at a door: everybody, and on PostgreSQL one for each answer, whose SQL is that of the others."""
    semua = dict(zip(KOLOM, kode.split() if " " in kode else [kode] * len(KOLOM), strict=True))
    if connection.vendor == "sqlite":
        return semua
    return {kolom: jawab for jawab, kolom in {jawab: kolom for kolom, jawab in semua.items()}.items()}


def test_every_door_answers_everybody_as_its_row_says(alamat):
    klien = {kolom: sign_in(kolom) for kolom in KOLOM}
    beda = {}
    for nama, (method, kode) in PINTU.items():
        url = reverse(nama, kwargs=alamat.get(nama, {}))
        semestinya = list_penanya(kode)
        nyata = {kolom: ask(klien[kolom], method, url, build_data(nama)) for kolom in semestinya}
        if nyata != semestinya:
            beda[nama] = " ".join(nyata.values())
    assert "\n".join(f"{n}: {k}" for n, k in beda.items()) == ""
