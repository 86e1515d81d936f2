"""One of everything that a door of the application leads to, and the address of each door."""

import datetime

from django.utils import timezone

from collection.models import (
    Bukti,
    Formulir,
    Indikator,
    PengecualianPeriode,
    Penugasan,
    Skala,
    StandarPembanding,
    TautanIndikator,
)
from collection.muat import load_rencana
from collection.muat.ekspor import build_ekspor
from collection.muat.formulir import load_formulir
from collection.services.buku_formulir import build_buku, load_isi
from collection.services.impor import create_impor
from collection.services.pk import create_pk
from collection.services.unggahan import create_unggahan
from measurement.enums import JenisCetakan, JenisNaskah, Status
from measurement.models import BarisKertasKerja, Naskah
from measurement.services.cetakan import request_cetakan
from measurement.services.draf_sop import create_draf
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.logo import create_logo
from tests.factories.naskah import add_pindaian
from tests.factories.pulihan import create_pulihan
from tests.factories.tindak_lanjut import note, tell
from tests.factories.waktu import create_jam, create_libur

KALENDER = ("kalender_detail", "libur_create", "libur_load", "libur_import", "jam_create")
UNGGAHAN = ("detail", "salinan", "apply", "recheck", "cancel", "undo")
PK = ("detail", "update", "compare", "stipulate", "delete")


def build_alamat():
    """Arguments of each door: a signed case, a case before the Sekretaris, and what hangs on them."""
    selesai = create_kasus(Status.SELESAI, triwulan=3)
    kasus = create_kasus(Status.VERIFIKASI, kantor=selesai.perangkat_daerah, triwulan=4)
    kantor, dokumen = kasus.perangkat_daerah, selesai.dokumen_set.get()
    formulir = Formulir.objects.get(periode=kasus.periode, unit__singkatan="KB")
    realisasi = formulir.realisasi_set.first()
    bukti = Bukti.objects.filter(realisasi__formulir=formulir).first()
    isi = build_buku(load_isi(formulir.periode, [formulir], set()))
    unggahan = create_unggahan(
        periode=formulir.periode, formulir=formulir, semua=[formulir], user=get_user("bidang.kb"), nama="isian.xlsx",
        isi=isi, muat=load_formulir,
    )  # fmt: skip
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
    waktu = {"kantor_pk": kantor.pk, "tahun": 2026, "triwulan": 4}
    kecuali = PengecualianPeriode.objects.create(
        periode=kasus.periode, formulir=formulir, alasan="Uji", oleh=staf, mulai=timezone.now(), pada=timezone.now(),
        sampai=timezone.now() + datetime.timedelta(days=1),
    )  # fmt: skip
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
        **{f"measurement:{nama}": {"pk": kantor.pk} for nama in KALENDER},
        "measurement:libur_delete": {"pk": kantor.pk, "libur_pk": create_libur(kantor, "2026-08-18").pk},
        "measurement:jam_delete": {"pk": kantor.pk, "jam_pk": create_jam(kantor, "2026-01-01").pk},
        **{f"measurement:{nama}": {"pk": selesai.pk} for nama in ("pengukuran_reopen", "arsip_detail", "arsip_zip")},
        **{f"measurement:periode_{kerja}": waktu for kerja in ("detail", "open", "close")},
        "measurement:pengecualian_create": waktu,
        "measurement:formulir_bulan": {"pk": formulir.pk},
        "measurement:bulan_use": {"pk": realisasi.pk},
        "measurement:formulir_tampilan": {"pk": formulir.pk, "bentuk": "semester"},
        "measurement:pengecualian_revoke": {"pk": kecuali.pk},
        "collection:derajat_update": {"pk": kantor.pk},
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
        **{f"collection:formulir_{kerja}": {"pk": formulir.pk} for kerja in ("accept", "validasi", "return")},
        "collection:percakapan_detail": {"baris": f"r{realisasi.pk}"},
        "measurement:riwayat_detail": {"baris": f"r{realisasi.pk}"},
        "collection:anggaran_update": {"pk": formulir.realisasi_anggaran_set.first().pk},
        "collection:bukti_create": {"pk": realisasi.pk},
        "collection:bukti_detail": {"pk": Bukti.objects.filter(realisasi__formulir=formulir).first().pk},
        "collection:bukti_delete": {"pk": Bukti.objects.filter(realisasi__formulir=formulir).first().pk},
        **{f"collection:bukti_{kerja}": {"pk": realisasi.pk} for kerja in ("list", "note")},
        **{f"collection:bukti_{kerja}": {"pk": bukti.pk} for kerja in ("show", "frame", "update", "replace")},
        "collection:bukti_restore": {"pk": remove(bukti).pk},
        "collection:formulir_excel": {"pk": formulir.pk}, "measurement:formulir_xlsx": {"pk": formulir.pk},
        "collection:periode_excel": {"pk": formulir.periode_id}, "measurement:periode_xlsx": {"pk": formulir.periode_id},
        **{f"collection:unggahan_{kerja}": {"pk": unggahan.pk} for kerja in UNGGAHAN},
        "collection:target_renstra_update": {"kantor_pk": kantor.pk},
        "collection:impor_progress": {"kantor_pk": kantor.pk},
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
        **{f"measurement:pemeriksaan_{kerja}": satu for kerja in ("detail", "approve", "return")},
        **{f"measurement:pengukuran_{kerja}": satu for kerja in ("detail", "alur", "waktu")},
        **{f"measurement:sop_{kerja}": {"pk": kasus.sop_id} for kerja in ("detail", "pdf", "toml", "compare")},
        **{f"measurement:sop_draf_{kerja}": {"pk": draf.pk} for kerja in ("update", "check", "publish", "delete")},
        **{f"measurement:kertas_kerja_{kerja}": satu for kerja in ("detail", "compute", "xlsx")},
        **{f"collection:kantor_{kerja}": {"pk": kantor.pk} for kerja in ("update", "nomor")},
        "collection:unit_create": {"pk": kantor.pk},
        **{f"collection:logo_{kerja}": {"pk": kantor.pk} for kerja in ("update", "delete")},
        "collection:logo_png": {"sha256": create_logo(kantor).sha256},
        "collection:unit_update": {"pk": kantor.pk, "unit_pk": formulir.unit_id},
        **{f"collection:pengguna_{kerja}": {"pk": kantor.pk} for kerja in ("list", "create")},
        **{f"collection:pengguna_{kerja}": orang for kerja in ("detail", "update", "aktif", "sandi")},
        "collection:penugasan_create": orang,
        "collection:penugasan_end": orang | {"penugasan_pk": Penugasan.objects.get(pengguna=staf).pk},
    }


def remove(bukti):
    """The same evidence once more, as one that was taken off."""
    isi = {n: getattr(bukti, n) for n in ("realisasi", "berkas", "nama", "jenis", "ukuran", "sha256", "diunggah_oleh")}
    return Bukti.objects.create(**isi, dihapus_oleh=bukti.diunggah_oleh, dihapus_pada=bukti.diunggah_pada)


def create_cetakan(dokumen):
    return request_cetakan(dokumen.pengukuran, JenisCetakan.KONSEP, "a" * 64, dokumen=dokumen)
