"""Doors of measuring: the inbox, the cases and their steps, the kertas kerja, the documents."""

from django.urls import path, register_converter

from measurement.enums import Aksi
from measurement.views import dokumen, formulir, kertas_kerja, pengukuran, segel, tindak_lanjut, tugas


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
    path("pengukuran/", pengukuran.pengukuran_list, name="pengukuran_list"),
    path("pengukuran/baru/", pengukuran.pengukuran_create, name="pengukuran_create"),
    path("pengukuran/<int:pk>/", pengukuran.pengukuran_detail, name="pengukuran_detail"),
    path(
        "pengukuran/<int:pk>/langkah/<int:nomor>/<int:urutan>/<aksi:aksi>/",
        pengukuran.langkah_run,
        name="langkah_run",
    ),
    path("pengukuran/<int:pk>/kertas-kerja/", kertas_kerja.kertas_kerja_detail, name="kertas_kerja_detail"),
    path("pengukuran/<int:pk>/kertas-kerja/hitung/", kertas_kerja.kertas_kerja_compute, name="kertas_kerja_compute"),
    path("kertas-kerja/baris/<int:pk>/", kertas_kerja.baris_detail, name="baris_detail"),
    path("kertas-kerja/baris/<int:pk>/cabut-koreksi/", kertas_kerja.koreksi_withdraw, name="koreksi_withdraw"),
    path("formulir/<int:pk>/serahkan/", formulir.formulir_submit, name="formulir_submit"),
    path("formulir/<int:pk>/tarik/", formulir.formulir_withdraw, name="formulir_withdraw"),
    path("formulir/<int:pk>/capaian/", formulir.formulir_capaian, name="formulir_capaian"),
    path("formulir/realisasi/<int:pk>/capaian/", formulir.realisasi_capaian, name="realisasi_capaian"),
    path("tindak-lanjut/", tindak_lanjut.tindak_lanjut_list, name="tindak_lanjut_list"),
    path("tindak-lanjut/unduh/", tindak_lanjut.tindak_lanjut_csv, name="tindak_lanjut_csv"),
    path("tindak-lanjut/baru/", tindak_lanjut.tindak_lanjut_create, name="tindak_lanjut_create"),
    path("tindak-lanjut/<int:pk>/", tindak_lanjut.tindak_lanjut_detail, name="tindak_lanjut_detail"),
    path("tindak-lanjut/kabar/<int:pk>/bukti/", tindak_lanjut.kabar_bukti, name="kabar_bukti"),
    path("pengukuran/<int:pk>/tindak-lanjut/", tindak_lanjut.solusi_create, name="solusi_create"),
    path("dokumen/", dokumen.dokumen_list, name="dokumen_list"),
    path("dokumen/<int:pk>/pdf/", dokumen.dokumen_pdf, name="dokumen_pdf"),
    path("verifikasi/<str:kode>/", dokumen.verifikasi_detail, name="verifikasi_detail"),
    path("verifikasi/<str:kode>/pdf/", dokumen.verifikasi_pdf, name="verifikasi_pdf"),
    path("segel/", segel.segel_list, name="segel_list"),
    path("segel/baru/", segel.segel_create, name="segel_create"),
]
