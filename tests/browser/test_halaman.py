"""Every page of every role, light and dark, wide and on a phone: axe finds nothing, no page and no table scrolls sideways."""

from decimal import Decimal

import pytest

from collection.models import Formulir, Indikator
from collection.muat import load_rencana
from collection.services.impor import create_impor
from measurement.enums import Status
from measurement.models import BarisKertasKerja
from measurement.services.contoh import Contoh
from measurement.services.draf_sop import create_draf
from measurement.services.skala_kategori import find_skala
from tests.factories.gerak import correct
from tests.factories.kantor_contoh import FRASA, create_kasus, get_user
from tests.factories.metodologi import fix_metodologi
from tests.factories.rencana import build_xlsx
from tests.factories.tindak_lanjut import note, tell

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def list_halaman():
    """(role, page) for cases in four states, and what hangs on them."""
    selesai = create_kasus(Status.SELESAI, triwulan=1)
    kantor = selesai.perangkat_daerah
    contoh = Contoh(kantor, seed=2, frasa=FRASA)
    koreksi = contoh.run(tahun=2026, triwulan=2, tahap=Status.KOREKSI)
    kirim = contoh.run(tahun=2026, triwulan=3, tahap=Status.PENGUMPULAN)
    baru = contoh.run(tahun=2026, triwulan=4, tahap=Status.DISPOSISI)
    formulir = Formulir.objects.get(periode=kirim.periode, unit__singkatan="KB")
    dihitung = BarisKertasKerja.objects.filter(kertas_kerja__pengukuran=koreksi, rumus="maks")
    baris = dihitung.exclude(realisasi=None).first()
    correct(baris, "1", "Berita acara rekonsiliasi menyebut nilai lain.")
    impor = create_impor(
        kantor=kantor, tahun=2026, user=get_user("perencana"), nama="target.xlsx", muat=load_rencana,
        isi=build_xlsx(Indikator=[["Kode", "Definisi operasional"], ["IKU-01", "Bagian desa yang berstatus Mandiri. " * 9]]),
    )  # fmt: skip
    draf = create_draf(sop=koreksi.sop, user=get_user("admin"))
    dokumen, indikator = selesai.dokumen_set.get(), Indikator.objects.filter(perangkat_daerah=kantor).first()
    orang, lanjut = get_user("staf"), create_register(selesai)
    return [
        ("kepala", "/"), ("kepala", "/pengukuran/"), ("kepala", "/pengukuran/baru/"), ("kepala", f"/pengukuran/{baru.pk}/"),
        ("kepala", f"/pengukuran/{koreksi.pk}/"), ("kepala", f"/pengukuran/{koreksi.pk}/kertas-kerja/"),
        ("kepala", f"/kertas-kerja/baris/{baris.pk}/"), ("kepala", f"/pengukuran/{selesai.pk}/"), ("kepala", "/segel/"),
        ("kepala", "/segel/baru/"), ("kepala", "/dokumen/"), ("kepala", f"/verifikasi/{dokumen.kode}/"),
        ("kepala", "/verifikasi/tidak-ada/"), ("kepala", "/verifikasi/"), ("staf", f"/pengukuran/{selesai.pk}/arsip/"), ("kepala", "/jejak/"), ("kepala", "/jejak/?aksi=unggah_bukti"), ("kepala", "/sandi/"), ("kepala", "/tidak-ada/"),
        ("sekretaris", f"/pengukuran/{baru.pk}/"), ("bidang.kb", "/"), ("bidang.kb", f"/formulir/{formulir.pk}/"),
        ("bidang.kb", "/formulir/"), ("tim_sakip", f"/formulir/{formulir.pk}/"), ("perencana", "/rencana/"),
        ("perencana", "/rencana/?tampilan=tabel"), ("perencana", f"/rencana/indikator/{indikator.pk}/"),
        ("perencana", "/rencana/impor/"), ("perencana", f"/rencana/impor/{impor.pk}/"), ("admin", "/kantor/"),
        ("admin", f"/kantor/{kantor.pk}/ubah/"), ("admin", f"/kantor/{kantor.pk}/pengguna/"),
        ("admin", f"/kantor/{kantor.pk}/pengguna/baru/"), ("admin", f"/kantor/{kantor.pk}/pengguna/{orang.pk}/"),
        ("staf", "/jejak/"), ("staf", f"/pengukuran/{koreksi.pk}/alur/"), ("staf", "/sop/"),
        ("staf", f"/sop/{koreksi.sop_id}/"), ("staf", f"/sop/{koreksi.sop_id}/banding/"),
        ("admin", "/sop/"), ("admin", "/sop/draf/baru/"), ("admin", f"/sop/draf/{draf.pk}/"),
        ("admin", f"/sop/draf/{draf.pk}/terbit/"),
        ("staf", "/pemberitahuan/"), ("staf", "/waktu/"), ("staf", f"/dasbor/{selesai.perangkat_daerah_id}/"), ("staf", f"/pengukuran/{selesai.pk}/waktu/"),
        ("admin", f"/kantor/{kantor.pk}/kalender/"), ("admin", f"/kantor/{kantor.pk}/kalender/jam/baru/"),
        ("admin", f"/kantor/{kantor.pk}/kalender/libur/impor/"),
        ("pengawas", "/tindak-lanjut/"), ("sekretaris", "/tindak-lanjut/?keadaan=terbuka"),
        ("sekretaris", f"/tindak-lanjut/{lanjut.pk}/"), ("staf", f"/tindak-lanjut/{lanjut.pk}/"),
        ("perencana", "/tindak-lanjut/baru/"), ("perencana", f"/pengukuran/{selesai.pk}/tindak-lanjut/"),
        ("perencana", f"/pengukuran/{koreksi.pk}/"), *list_metodologi(koreksi),
    ]  # fmt: skip


def list_metodologi(kasus):
    """The pages of a version that moves figures, of a mean, and of the scales."""
    iku = Indikator.objects.filter(perangkat_daerah=kasus.perangkat_daerah, jenis="iku").first()
    lain = fix_metodologi(
        kantor=kasus.perangkat_daerah, tahun=2026, batas_atas=Decimal(100), skala=find_skala("akip").skala,
        bobot={iku.pk: Decimal("2.5")},
    )  # fmt: skip
    kertas = kasus.kertas_kerja_set.first()
    return [
        ("staf", "/metodologi/"), ("staf", f"/metodologi/{lain.pk}/"), ("staf", f"/metodologi/{lain.pk}/banding/"),
        ("admin", "/metodologi/baru/"), ("staf", f"/kertas-kerja/{kertas.pk}/rata-rata/kantor/"), ("staf", "/skala/"),
        ("admin", "/skala/baru/"),
    ]


def create_register(kasus):
    """Follow-ups of a case in two states; gives the one with news and its proof."""
    satu = note(kasus, "Menetapkan jadwal pengumpulan data desa dengan surat edaran Kepala Dinas", unit="KB")
    note(kasus, "Memajukan jadwal", perubahan="kebijakan")
    tell(satu, "selesai", "Surat edaran berlaku.", nama="surat-edaran-jadwal-pengumpulan-data-desa.pdf")
    return satu


def test_every_page_is_accessible_and_fits(sign_in, apart):
    halaman = apart(list_halaman)
    orang = {peran: sign_in(f"{peran}.dispermades") for peran in dict.fromkeys(p for p, _ in halaman)}
    salah = [f"{peran} {alamat} {galat}" for peran, alamat in halaman for galat in orang[peran].visit(alamat)]
    assert "\n".join(salah) == ""
