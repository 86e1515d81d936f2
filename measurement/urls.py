"""Doors of measuring: the inbox, the cases and their steps, the kertas kerja, the documents."""

from django.urls import path, register_converter

from measurement.enums import Aksi
from measurement.views import (
    alur,
    arsip,
    dasbor,
    dokumen,
    formulir,
    kalender,
    kertas_kerja,
    kiriman,
    metodologi,
    naskah,
    nomor,
    pemberitahuan,
    pengukuran,
    periksa_tabel,
    pk,
    revisi,
    segel,
    sop,
    sop_draf,
    templat,
    tindak_lanjut,
    tugas,
    waktu,
)


class AksiConverter:
    """Only the three things that may be done to an act."""

    regex = "|".join(aksi.value for aksi in Aksi)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(AksiConverter, "aksi")

app_name = "measurement"
urlpatterns = [
    path("", tugas.tugas_list, name="tugas_list"),
    path("pemberitahuan/", pemberitahuan.pemberitahuan_update, name="pemberitahuan_update"),
    path("pemberitahuan/dibaca/", pemberitahuan.pengingat_read, name="pengingat_read"),
    path("dasbor/", dasbor.dasbor_list, name="dasbor_list"),
    path("dasbor/<int:pk>/", dasbor.dasbor_detail, name="dasbor_detail"),
    path("pengukuran/", pengukuran.pengukuran_list, name="pengukuran_list"),
    path("pengukuran/baru/", pengukuran.pengukuran_create, name="pengukuran_create"),
    path("pengukuran/<int:pk>/", pengukuran.pengukuran_detail, name="pengukuran_detail"),
    path("pengukuran/<int:pk>/arsip/", arsip.arsip_detail, name="arsip_detail"),
    path("pengukuran/<int:pk>/arsip/unduh.zip", arsip.arsip_zip, name="arsip_zip"),
    path("pengukuran/<int:pk>/revisi/", revisi.pengukuran_reopen, name="pengukuran_reopen"),
    path(
        "pengukuran/<int:pk>/langkah/<int:nomor>/<int:urutan>/<aksi:aksi>/",
        pengukuran.langkah_run,
        name="langkah_run",
    ),
    path("pengukuran/<int:pk>/kertas-kerja/", kertas_kerja.kertas_kerja_detail, name="kertas_kerja_detail"),
    path("pengukuran/<int:pk>/kertas-kerja/unduh.xlsx", kertas_kerja.kertas_kerja_xlsx, name="kertas_kerja_xlsx"),
    path("pengukuran/<int:pk>/kertas-kerja/hitung/", kertas_kerja.kertas_kerja_compute, name="kertas_kerja_compute"),
    path("pengukuran/<int:pk>/waktu/", waktu.pengukuran_waktu, name="pengukuran_waktu"),
    path("waktu/", waktu.waktu_list, name="waktu_list"),
    path("waktu/unduh.csv", waktu.waktu_csv, name="waktu_csv"),
    path("kertas-kerja/baris/<int:pk>/", kertas_kerja.baris_detail, name="baris_detail"),
    path("kertas-kerja/baris/<int:pk>/cabut-koreksi/", kertas_kerja.koreksi_withdraw, name="koreksi_withdraw"),
    path("kertas-kerja/<int:pk>/rata-rata/<slug:kunci>/", kertas_kerja.rerata_detail, name="rerata_detail"),
    path("formulir/<int:pk>/serahkan/", formulir.formulir_submit, name="formulir_submit"),
    path("formulir/<int:pk>/tarik/", formulir.formulir_withdraw, name="formulir_withdraw"),
    path("formulir/<int:pk>/kiriman/", kiriman.formulir_kiriman, name="formulir_kiriman"),
    path("formulir/<int:pk>/capaian/", formulir.formulir_capaian, name="formulir_capaian"),
    path("formulir/realisasi/<int:pk>/capaian/", formulir.realisasi_capaian, name="realisasi_capaian"),
    path("pengukuran/<int:pk>/alur/", alur.pengukuran_alur, name="pengukuran_alur"),
    path("rencana/pk/<int:pk>/pdf/", pk.pk_pdf, name="pk_pdf"),
    path("rencana/pejabat/<int:pk>/pdf/", pk.pejabat_pdf, name="pejabat_pdf"),
    path("sop/", sop.sop_list, name="sop_list"),
    path("sop/<int:pk>/", sop.sop_detail, name="sop_detail"),
    path("sop/<int:pk>/pdf/", sop.sop_pdf, name="sop_pdf"),
    path("sop/<int:pk>/unduh.toml", sop.sop_toml, name="sop_toml"),
    path("sop/<int:pk>/banding/", sop.sop_compare, name="sop_compare"),
    path("sop/draf/baru/", sop_draf.sop_draf_create, name="sop_draf_create"),
    path("sop/draf/<int:pk>/", sop_draf.sop_draf_update, name="sop_draf_update"),
    path("sop/draf/<int:pk>/periksa/", sop_draf.sop_draf_check, name="sop_draf_check"),
    path("sop/draf/<int:pk>/terbit/", sop_draf.sop_draf_publish, name="sop_draf_publish"),
    path("sop/draf/<int:pk>/hapus/", sop_draf.sop_draf_delete, name="sop_draf_delete"),
    path("kantor/<int:pk>/kalender/", kalender.kalender_detail, name="kalender_detail"),
    path("kantor/<int:pk>/kalender/libur/baru/", kalender.libur_create, name="libur_create"),
    path("kantor/<int:pk>/kalender/libur/nasional/", kalender.libur_load, name="libur_load"),
    path("kantor/<int:pk>/kalender/libur/impor/", kalender.libur_import, name="libur_import"),
    path("kantor/<int:pk>/kalender/libur/<int:libur_pk>/hapus/", kalender.libur_delete, name="libur_delete"),
    path("kantor/<int:pk>/kalender/jam/baru/", kalender.jam_create, name="jam_create"),
    path("kantor/<int:pk>/kalender/jam/<int:jam_pk>/hapus/", kalender.jam_delete, name="jam_delete"),
    path("tindak-lanjut/", tindak_lanjut.tindak_lanjut_list, name="tindak_lanjut_list"),
    path("tindak-lanjut/unduh/", tindak_lanjut.tindak_lanjut_csv, name="tindak_lanjut_csv"),
    path("tindak-lanjut/baru/", tindak_lanjut.tindak_lanjut_create, name="tindak_lanjut_create"),
    path("tindak-lanjut/<int:pk>/", tindak_lanjut.tindak_lanjut_detail, name="tindak_lanjut_detail"),
    path("tindak-lanjut/kabar/<int:pk>/bukti/", tindak_lanjut.kabar_bukti, name="kabar_bukti"),
    path("pengukuran/<int:pk>/tindak-lanjut/", tindak_lanjut.solusi_create, name="solusi_create"),
    path("periksa-tabel/", periksa_tabel.periksa_tabel_create, name="periksa_tabel_create"),
    path("dokumen/", dokumen.dokumen_list, name="dokumen_list"),
    path("dokumen/<int:pk>/pdf/", dokumen.dokumen_pdf, name="dokumen_pdf"),
    path("metodologi/", metodologi.metodologi_list, name="metodologi_list"),
    path("metodologi/baru/", metodologi.metodologi_create, name="metodologi_create"),
    path("metodologi/pratinjau/", metodologi.metodologi_preview, name="metodologi_preview"),
    path("metodologi/<int:pk>/", metodologi.metodologi_detail, name="metodologi_detail"),
    path("metodologi/<int:pk>/banding/", metodologi.metodologi_compare, name="metodologi_compare"),
    path("nomor/", nomor.nomor_list, name="nomor_list"),
    path("nomor/unduh.csv", nomor.nomor_csv, name="nomor_csv"),
    path("nomor/unduh.xlsx", nomor.nomor_xlsx, name="nomor_xlsx"),
    path("kantor/<int:pk>/naskah/", templat.templat_list, name="templat_list"),
    path("kantor/<int:pk>/naskah/<str:jenis>/", templat.templat_update, name="templat_update"),
    path("kantor/<int:pk>/naskah/<str:jenis>/pratinjau/", templat.templat_preview, name="templat_preview"),
    path("kantor/<int:pk>/naskah/<str:jenis>/baku/", templat.templat_reset, name="templat_reset"),
    path("naskah/<int:pk>/", naskah.naskah_detail, name="naskah_detail"),
    path("naskah/<int:pk>/pdf/", naskah.naskah_pdf, name="naskah_pdf"),
    path("pindaian/<int:pk>/", naskah.pindaian_berkas, name="pindaian_berkas"),
    path("verifikasi/", dokumen.verifikasi_check, name="verifikasi_check"),
    path("verifikasi/<str:kode>/", dokumen.verifikasi_detail, name="verifikasi_detail"),
    path("verifikasi/<str:kode>/pdf/", dokumen.verifikasi_pdf, name="verifikasi_pdf"),
    path("segel/", segel.segel_list, name="segel_list"),
    path("segel/baru/", segel.segel_create, name="segel_create"),
]
