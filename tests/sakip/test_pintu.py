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

from collection.models import Bukti, Formulir, Indikator, Penugasan, Skala, StandarPembanding, TautanIndikator
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.services.impor import create_impor
from collection.services.pk import create_pk
from measurement.enums import JenisCetakan, JenisNaskah, Status
from measurement.models import BarisKertasKerja, Naskah
from measurement.services.cetakan import request_cetakan
from measurement.services.draf_sop import create_draf
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.naskah import add_pindaian
from tests.factories.pulihan import create_pulihan
from tests.factories.tindak_lanjut import note, tell
from tests.factories.waktu import create_jam, create_libur

pytestmark = pytest.mark.django_db

KOLOM = ("tanpa", "lain", "kepala", "sekretaris", "kabid.kb", "kasubag", "perencana", "tim_sakip", "bidang.kb",
         "bidang.ks", "staf", "admin", "pengawas")  # fmt: skip
KALENDER = ("kalender_detail", "libur_create", "libur_load", "libur_import", "jam_create")

PK = ("detail", "update", "compare", "stipulate", "delete")

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
    "measurement:arsip_zip": ("get", "302 404 200 200 403 403 403 403 403 403 200 403 200"),
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
    "measurement:realisasi_capaian": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
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
    "collection:formulir_list": ("get", "302 200 200 200 200 200 200 200 200 200 200 200 200"),
    "collection:formulir_detail": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:realisasi_update": ("post", "403 404 403 403 403 403 403 403 302 404 403 403 403"),
    "collection:anggaran_update": ("post", "403 404 403 403 403 403 403 403 302 404 403 403 403"),
    "collection:bukti_create": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
    "collection:bukti_detail": ("get", "302 404 200 200 200 200 200 200 200 404 200 200 200"),
    "collection:bukti_delete": ("post", "403 404 403 403 403 403 403 403 409 404 403 403 403"),
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
    """Arguments of each door: a signed case, a case before the Sekretaris, and what hangs on them."""
    selesai = create_kasus(Status.SELESAI, triwulan=3)
    kasus = create_kasus(Status.VERIFIKASI, kantor=selesai.perangkat_daerah, triwulan=4)
    kantor, dokumen = kasus.perangkat_daerah, selesai.dokumen_set.get()
    formulir = Formulir.objects.get(periode=kasus.periode, unit__singkatan="KB")
    realisasi = formulir.realisasi_set.first()
    impor = create_impor(
        kantor=kantor, tahun=2026, user=get_user("perencana"), nama="target.xlsx", muat=load_rencana,
        isi=build_ekspor(kantor=kantor, pk=kantor.pk_set.first(), tahun=2026),
    )  # fmt: skip
    staf, lanjut = get_user("staf"), note(selesai, unit="KB")
    tujuan = kantor.renstra_set.get().tujuan_set.get()
    tautan = TautanIndikator.objects.create(dari=tujuan.indikator_set.first(), ke=kantor.indikator_set.last())
    standar = StandarPembanding.objects.create(indikator=tautan.dari, tingkat="nasional", tahun=2025, nilai=1, sumber="BPS")
    perubahan = create_pk(kantor=kantor, tahun=2026, user=get_user("perencana"), alasan="APBD Perubahan")
    pejabat = perubahan.pejabat_set.create(jenjang="kepala", jabatan="Kepala Dinas")
    naskah = Naskah.objects.filter(disposisi__pengukuran=kasus).first()
    templat = {"pk": kantor.pk, "jenis": JenisNaskah.UNDANGAN.value}
    pulihan = create_pulihan(kantor)
    draf = create_draf(sop=kasus.sop, user=get_user("admin"))
    satu, orang = {"pk": kasus.pk}, {"pk": kantor.pk, "pengguna_pk": staf.pk}
    return {
        "measurement:langkah_run": satu | {"nomor": 11, "urutan": 1, "aksi": "kembalikan"},
        **{
            f"measurement:{nama}": {"pk": BarisKertasKerja.objects.filter(kertas_kerja__pengukuran=kasus).first().pk}
            for nama in ("baris_detail", "koreksi_withdraw")
        },
        **{f"measurement:laporan_{kerja}": satu for kerja in ("detail", "e81")},
        "measurement:laporan_bagian": satu | {"bagian": "rekapitulasi"},
        "measurement:narasi_update": satu | {"kunci": "kantor"},
        "measurement:rerata_detail": {"pk": kasus.kertas_kerja_set.first().pk, "kunci": "kantor"},
        "measurement:dasbor_detail": {"pk": kantor.pk},
        "measurement:tindak_lanjut_detail": {"pk": lanjut.pk},
        "measurement:kabar_bukti": {"pk": tell(lanjut, nama="bukti.pdf").pk},
        "measurement:solusi_create": satu,
        "measurement:realisasi_capaian": {"pk": realisasi.pk},
        **{f"measurement:{nama}": {"pk": kantor.pk} for nama in KALENDER},
        "measurement:libur_delete": {"pk": kantor.pk, "libur_pk": create_libur(kantor, "2026-08-18").pk},
        "measurement:jam_delete": {"pk": kantor.pk, "jam_pk": create_jam(kantor, "2026-01-01").pk},
        **{f"measurement:{nama}": {"pk": selesai.pk} for nama in ("pengukuran_reopen", "arsip_detail", "arsip_zip")},
        "collection:skala_update": {"pk": Skala.objects.first().pk},
        "measurement:dokumen_pdf": {"pk": dokumen.pk},
        "measurement:arsip_pulihan_pdf": {"pk": pulihan.pk},
        "measurement:arsip_pulihan_zip": {"pk": pulihan.arsip_id},
        **{f"measurement:cetakan_{kerja}": {"pk": create_cetakan(dokumen).pk} for kerja in ("detail", "retry")},
        **{f"measurement:metodologi_{kerja}": {"pk": kasus.metodologi_id} for kerja in ("detail", "compare")},
        **{f"measurement:naskah_{kerja}": {"pk": naskah.pk} for kerja in ("detail", "pdf")},
        "measurement:pindaian_berkas": {"pk": add_pindaian(naskah.disposisi).pk},
        **{f"measurement:{nama}": {"pk": kantor.pk} for nama in ("templat_list", "tanda_update", "tanda_check")},
        **{f"measurement:templat_{kerja}": templat for kerja in ("update", "preview", "reset")},
        "measurement:verifikasi_detail": {"kode": dokumen.kode},
        "measurement:verifikasi_pdf": {"kode": dokumen.kode},
        "collection:formulir_detail": {"pk": formulir.pk},
        "collection:realisasi_update": {"pk": realisasi.pk},
        "collection:anggaran_update": {"pk": formulir.realisasi_anggaran_set.first().pk},
        "collection:bukti_create": {"pk": realisasi.pk},
        "collection:bukti_detail": {"pk": Bukti.objects.filter(realisasi__formulir=formulir).first().pk},
        "collection:bukti_delete": {"pk": Bukti.objects.filter(realisasi__formulir=formulir).first().pk},
        "collection:target_renstra_update": {"kantor_pk": kantor.pk},
        "collection:pk_create": {"kantor_pk": kantor.pk, "tahun": 2027},
        **{f"collection:pk_{kerja}": {"pk": perubahan.pk} for kerja in PK},
        "collection:target_update": {"pk": perubahan.pk},
        "collection:pagu_update": {"pk": perubahan.pk},
        "measurement:pk_pdf": {"pk": perubahan.pk},
        "measurement:pejabat_pdf": {"pk": pejabat.pk},
        **{f"collection:pejabat_{kerja}": {"pk": perubahan.pk} for kerja in ("list", "cascade", "create")},
        **{f"collection:pejabat_{kerja}": {"pk": pejabat.pk} for kerja in ("update", "stipulate", "delete")},
        "collection:pemegang_update": {"pk": perubahan.pk},
        "collection:tautan_create": {"pk": tautan.dari_id},
        "collection:tautan_delete": {"pk": tautan.dari_id, "tautan_pk": tautan.pk},
        "collection:standar_create": {"pk": standar.indikator_id},
        "collection:standar_delete": {"pk": standar.indikator_id, "standar_pk": standar.pk},
        "collection:kamus_list": {"kantor_pk": kantor.pk},
        "collection:unsur_create": {"jenis": "program", "induk_pk": kantor.pk},
        **{f"collection:unsur_{kerja}": {"jenis": "tujuan", "pk": tujuan.pk} for kerja in ("update", "delete")},
        "collection:indikator_create": {"jenis": "tujuan", "induk_pk": tujuan.pk},
        **{f"collection:indikator_{kerja}": {"pk": tujuan.indikator_set.first().pk} for kerja in ("update", "delete")},
        "collection:indikator_detail": {"pk": Indikator.objects.filter(perangkat_daerah=kantor).first().pk},
        **{f"collection:impor_{kerja}": {"pk": impor.pk} for kerja in ("detail", "apply", "cancel", "salinan", "undo")},
        **{f"measurement:formulir_{kerja}": {"pk": formulir.pk} for kerja in ("submit", "withdraw", "kiriman", "capaian")},
        **{f"measurement:pengukuran_{kerja}": satu for kerja in ("detail", "alur", "waktu")},
        **{f"measurement:sop_{kerja}": {"pk": kasus.sop_id} for kerja in ("detail", "pdf", "toml", "compare")},
        **{f"measurement:sop_draf_{kerja}": {"pk": draf.pk} for kerja in ("update", "check", "publish", "delete")},
        **{f"measurement:kertas_kerja_{kerja}": satu for kerja in ("detail", "compute", "xlsx")},
        **{f"collection:kantor_{kerja}": {"pk": kantor.pk} for kerja in ("update", "nomor")},
        "collection:unit_create": {"pk": kantor.pk},
        "collection:unit_update": {"pk": kantor.pk, "unit_pk": formulir.unit_id},
        **{f"collection:pengguna_{kerja}": {"pk": kantor.pk} for kerja in ("list", "create")},
        **{f"collection:pengguna_{kerja}": orang for kerja in ("detail", "update", "aktif", "sandi")},
        "collection:penugasan_create": orang,
        "collection:penugasan_end": orang | {"penugasan_pk": Penugasan.objects.get(pengguna=staf).pk},
    }


def create_cetakan(dokumen):
    return request_cetakan(dokumen.pengukuran, JenisCetakan.KONSEP, "a" * 64, dokumen=dokumen)


def sign_in(kolom):
    client = Client()
    if kolom != "tanpa":
        client.force_login(get_user("kepala", "dpmd-blora") if kolom == "lain" else get_user(kolom))
    return client


def build_data(nama):
    """What a door must be sent before it looks at who asks."""
    if nama == "collection:bukti_create":
        return {"berkas": SimpleUploadedFile("bukti.pdf", b"%PDF-1.4 uji")}
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
