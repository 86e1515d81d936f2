"""Doors of planning and collecting."""

from django.urls import path

from collection.views import formulir, impor, indikator, jejak, kantor, pejabat, pengguna, pk, rencana, target

app_name = "collection"
urlpatterns = [
    path("formulir/", formulir.formulir_list, name="formulir_list"),
    path("formulir/<int:pk>/", formulir.formulir_detail, name="formulir_detail"),
    path("formulir/realisasi/<int:pk>/simpan/", formulir.realisasi_update, name="realisasi_update"),
    path("formulir/anggaran/<int:pk>/simpan/", formulir.anggaran_update, name="anggaran_update"),
    path("formulir/realisasi/<int:pk>/bukti/", formulir.bukti_create, name="bukti_create"),
    path("bukti/<int:pk>/", formulir.bukti_detail, name="bukti_detail"),
    path("bukti/<int:pk>/hapus/", formulir.bukti_delete, name="bukti_delete"),
    path("rencana/", rencana.rencana_list, name="rencana_list"),
    path("rencana/indikator/<int:pk>/", indikator.indikator_detail, name="indikator_detail"),
    path("rencana/kantor/<int:kantor_pk>/renstra/", target.target_renstra_update, name="target_renstra_update"),
    path("rencana/kantor/<int:kantor_pk>/pk/<int:tahun>/baru/", pk.pk_create, name="pk_create"),
    path("rencana/pk/<int:pk>/", pk.pk_detail, name="pk_detail"),
    path("rencana/pk/<int:pk>/ubah/", pk.pk_update, name="pk_update"),
    path("rencana/pk/<int:pk>/target/", target.target_update, name="target_update"),
    path("rencana/pk/<int:pk>/pagu/", target.pagu_update, name="pagu_update"),
    path("rencana/pk/<int:pk>/beda/", pk.pk_compare, name="pk_compare"),
    path("rencana/pk/<int:pk>/tetapkan/", pk.pk_stipulate, name="pk_stipulate"),
    path("rencana/pk/<int:pk>/hapus/", pk.pk_delete, name="pk_delete"),
    path("rencana/pk/<int:pk>/pejabat/", pejabat.pejabat_list, name="pejabat_list"),
    path("rencana/pk/<int:pk>/pejabat/susun/", pejabat.pejabat_cascade, name="pejabat_cascade"),
    path("rencana/pk/<int:pk>/pejabat/baru/", pejabat.pejabat_create, name="pejabat_create"),
    path("rencana/pk/<int:pk>/pemegang/", pejabat.pemegang_update, name="pemegang_update"),
    path("rencana/pejabat/<int:pk>/ubah/", pejabat.pejabat_update, name="pejabat_update"),
    path("rencana/pejabat/<int:pk>/tetapkan/", pejabat.pejabat_stipulate, name="pejabat_stipulate"),
    path("rencana/pejabat/<int:pk>/hapus/", pejabat.pejabat_delete, name="pejabat_delete"),
    path("rencana/impor/", impor.impor_list, name="impor_list"),
    path("rencana/impor/templat/", impor.impor_templat, name="impor_templat"),
    path("rencana/impor/<int:pk>/", impor.impor_detail, name="impor_detail"),
    path("rencana/impor/<int:pk>/terapkan/", impor.impor_apply, name="impor_apply"),
    path("rencana/impor/<int:pk>/batalkan/", impor.impor_cancel, name="impor_cancel"),
    path("kantor/", kantor.kantor_detail, name="kantor_detail"),
    path("kantor/<int:pk>/ubah/", kantor.kantor_update, name="kantor_update"),
    path("kantor/<int:pk>/contoh-nomor/", kantor.kantor_nomor, name="kantor_nomor"),
    path("kantor/<int:pk>/unit/baru/", kantor.unit_create, name="unit_create"),
    path("kantor/<int:pk>/unit/<int:unit_pk>/ubah/", kantor.unit_update, name="unit_update"),
    path("kantor/<int:pk>/pengguna/", pengguna.pengguna_list, name="pengguna_list"),
    path("kantor/<int:pk>/pengguna/baru/", pengguna.pengguna_create, name="pengguna_create"),
    path("kantor/<int:pk>/pengguna/<int:pengguna_pk>/", pengguna.pengguna_detail, name="pengguna_detail"),
    path("kantor/<int:pk>/pengguna/<int:pengguna_pk>/ubah/", pengguna.pengguna_update, name="pengguna_update"),
    path("kantor/<int:pk>/pengguna/<int:pengguna_pk>/aktif/", pengguna.pengguna_aktif, name="pengguna_aktif"),
    path("kantor/<int:pk>/pengguna/<int:pengguna_pk>/sandi/", pengguna.pengguna_sandi, name="pengguna_sandi"),
    path(
        "kantor/<int:pk>/pengguna/<int:pengguna_pk>/penugasan/baru/", pengguna.penugasan_create, name="penugasan_create"
    ),
    path(
        "kantor/<int:pk>/pengguna/<int:pengguna_pk>/penugasan/<int:penugasan_pk>/akhiri/", pengguna.penugasan_end,
        name="penugasan_end",
    ),
    path("jejak/", jejak.jejak_list, name="jejak_list"),
]
