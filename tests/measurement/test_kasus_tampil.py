"""What the pages of a case say to whom: forms in sight, returns, cancellations, documents, norms, names of SOPs."""

import datetime
import re

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.models import Formulir
from measurement.enums import BATAL_BERSAMA, Aksi, Status
from measurement.errors import KelengkapanError
from measurement.models import NomorSurat, PengukuranKinerja, Sop
from measurement.mutu_baku import write_waktu
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.cuplikan import build_patokan_formulir
from measurement.services.langkah import run_langkah
from measurement.services.sop import load_sop
from tests.factories.bersama import share
from tests.factories.gerak import cancel, do, fetch, send_back, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, create_kasus, get_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Sekretaris at step 11."""
    return PengukuranKinerja.objects.get(pk=basis)


@pytest.fixture
def buka(client):
    def read(nama, halaman, *args):
        client.force_login(get_user(nama))
        return client.get(reverse(f"measurement:{halaman}", args=args)).content.decode()

    return read


def list_tautan(teks):
    return [int(pk) for pk in re.findall(r'tugas-judul"><a href="/formulir/(\d+)/"', teks)]


@pytest.mark.parametrize(
    ("nama", "unit"),
    [("bidang.kb", ["KB"]), ("kabid.kb", ["KB"]), ("bidang.ks", []), ("tim_sakip", ["KB", "Dalduk"]), ("pengawas", ["KB", "Dalduk"])],
)
def test_forms_are_links_for_whom_may_open_them(kasus, buka, client, nama, unit):
    formulir = {f.unit.singkatan: f for f in Formulir.objects.filter(periode=kasus.periode)}
    teks = buka(nama, "pengukuran_detail", kasus.pk)
    assert set(list_tautan(teks)) == {formulir[u].pk for u in unit}
    assert all(client.get(f"/formulir/{pk}/").status_code == 200 for pk in list_tautan(teks))
    assert [teks.count(f.unit.nama) >= 1 for f in formulir.values()] == [True, True]
    assert teks.count("Diterima</span>") + teks.count(f"{formulir['KB'].get_status_display()}</span>") >= 2


def return_kb(kasus):
    unit = Formulir.objects.get(periode=kasus.periode, unit__singkatan="KB").unit
    return send_back(kasus, 7, "Lengkapi <bukti>.", unit=[unit.pk])


def test_a_returned_form_says_so_in_the_inbox_the_list_and_the_case(kasus, buka):
    kasus = return_kb(kasus)
    catatan = "Lengkapi &lt;bukti&gt;."
    kotak = buka("bidang.kb", "tugas_list")
    assert (kotak.count('cip-peringatan">Dikembalikan<'), kotak.count(f"Dikembalikan: {catatan}")) == (1, 1)
    daftar = buka("pengawas", "pengukuran_list")
    assert (daftar.count('cip-peringatan">Dikembalikan<'), daftar.count(catatan)) == (1, 1)
    halaman = buka("bidang.kb", "pengukuran_detail", kasus.pk)
    assert (halaman.count('cip-peringatan">Dikembalikan<'), halaman.count(f"Dikembalikan: {catatan}")) == (1, 1)


def test_a_form_that_never_came_back_is_not_marked(kasus, buka):
    baru = create_kasus(Status.PENGUMPULAN, kantor=kasus.perangkat_daerah, triwulan=2)
    for nama, halaman, args in (("bidang.kb", "tugas_list", ()), ("bidang.kb", "pengukuran_detail", (baru.pk,)),
                                ("pengawas", "pengukuran_list", ())):  # fmt: skip
        assert buka(nama, halaman, *args).count("Dikembalikan") == 0


def test_the_mark_goes_when_the_form_is_handed_in_and_the_case_has_come_back(kasus, buka):
    kasus = return_kb(kasus)
    kasus = walk_to(kasus, 8)
    assert buka("tim_sakip", "pengukuran_detail", kasus.pk).count("Dikembalikan: ") == 0
    assert buka("tim_sakip", "tugas_list").count('cip-peringatan">Dikembalikan<') == 1
    assert buka("pengawas", "pengukuran_list").count('cip-peringatan">Dikembalikan<') == 1
    walk_to(kasus, 12)
    assert buka("pengawas", "pengukuran_list").count('cip-peringatan">Dikembalikan<') == 0


@pytest.mark.parametrize("isian", [{}, {"ke": None}, {"ke": ""}])
def test_a_return_without_a_target_asks_for_it(kasus, isian):
    with pytest.raises(KelengkapanError) as galat:
        run_langkah(
            kasus, tindakan=kasus.tindakan, aksi=Aksi.KEMBALIKAN, user=get_user("sekretaris"), versi=kasus.versi,
            catatan="Ulangi.", isian=isian,
        )  # fmt: skip
    assert str(galat.value) == "Pilih langkah tujuan pengembalian."


def cancel_by_page(client, kasus):
    client.force_login(get_user("kepala"))
    tindakan = kasus.tindakan
    url = reverse("measurement:langkah_run", args=[kasus.pk, tindakan.langkah.nomor, tindakan.urutan, "batalkan"])
    return client.post(url, {"versi": kasus.versi, "catatan": "Salah."}, follow=True).content.decode()


def test_the_message_of_a_cancellation_says_what_happened_and_what_next(kasus, client):
    teks = cancel_by_page(client, kasus)
    assert teks.count(f"{kasus} dibatalkan; catatan, isian formulir, dan jejaknya tetap tersimpan. Bila Triwulan I") == 1
    assert (teks.count("Nomor laporan"), teks.count("Pengukuran ini dibatalkan")) == (0, 1)


def test_a_prepared_report_goes_with_its_case_and_its_number_is_explained(kasus, client, buka):
    kasus = walk_to(kasus, 14)
    nomor = NomorSurat.objects.get(pengukuran=kasus, jenis="laporan").nomor
    assert buka("pengawas", "dokumen_list").count("Disiapkan, belum ditandatangani") == 1
    teks = cancel_by_page(client, kasus)
    assert teks.count(f"Nomor laporan {nomor} tetap tercatat sebagai batal dan tidak dipakai lagi.") == 2
    daftar = buka("pengawas", "dokumen_list")
    assert (daftar.count(BATAL_BERSAMA), daftar.count("Disiapkan, belum"), daftar.count(nomor)) == (1, 0, 1)
    assert daftar.count("Nomor tetap tercatat dan tidak dipakai lagi.") == 1
    lagi = walk_to(create_kasus(Status.TANDA_TANGAN, kantor=kasus.perangkat_daerah, triwulan=1), 14)
    urut = [NomorSurat.objects.get(pengukuran=satu, jenis="laporan").urut for satu in (kasus, lagi)]
    antara = NomorSurat.objects.filter(pengukuran=lagi).exclude(jenis__in=["laporan", "lembar_disposisi"]).count()
    assert urut[1] == urut[0] + antara + 1


def test_a_signed_report_is_never_called_cancelled(kasus, buka):
    selesai = walk_to(kasus, 0)
    assert (selesai.status, selesai.dokumen_set.get().batal) == ("selesai", False)
    assert buka("pengawas", "dokumen_list").count(BATAL_BERSAMA) == 0


def test_the_live_capaian_leaves_the_methodology_of_a_cancelled_case(kasus):
    """Its cap was 110; what the office has otherwise is older."""
    formulir = Formulir.objects.filter(periode=kasus.periode).first()
    berlaku = build_patokan_formulir(formulir)
    kantor = kasus.perangkat_daerah
    kasus.metodologi = kasus.metodologi.__class__.objects.create(
        perangkat_daerah=kantor, tahun=2025, versi=1, batas_atas=110, batas_bawah=None, nihil_terlampaui=0, dasar="x"
    )
    kasus.save()
    assert build_patokan_formulir(formulir).aturan.batas_atas == 110
    cancel(fetch(kasus))
    assert build_patokan_formulir(formulir) == berlaku
    assert berlaku.aturan.batas_atas is None


@pytest.mark.parametrize(
    ("teks", "tampil"), [("10", "10 menit"), (" 330 ", "330 menit"), ("4 Jam", "4 Jam"), ("", ""), ("1 Hari 30", "1 Hari 30")]
)
def test_a_bare_number_is_shown_in_minutes(teks, tampil):
    assert write_waktu(teks) == tampil


def test_the_case_page_of_an_sop_without_number_and_units(buka):
    kantor = create_kantor_kecil()
    teks = (SOP_CONTOH.parent / "bkpsdm-mahulu_pengukuran.toml").read_text(encoding="utf-8")
    teks = teks.replace('waktu = "5 menit"', 'waktu = "5"')
    sop = load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
    kasus = create_kasus(Status.DISPOSISI, kantor=kantor)
    halaman = buka("kepala", "pengukuran_detail", kasus.pk)
    assert (sop.sebutan, Sop(nomor="1/2", nama="N").sebutan) == ("SOP Pengukuran Kinerja", "SOP 1/2")
    assert halaman.count('<p class="kepala-keterangan">SOP Pengukuran Kinerja <span') == 1
    assert halaman.count("<dt>Mutu baku waktu</dt><dd>5 menit</dd>") == 1
    assert buka("kepala", "tugas_list").count("mutu baku 5 menit") == 1
    assert Peran.KEPALA.label in halaman


def test_the_checklist_has_the_documents_as_the_sop_lists_them(kasus, buka):
    lain = create_kasus(Status.RAPAT, kantor=kasus.perangkat_daerah, triwulan=3)
    lain = walk_to(lain, 4)
    lain = do(lain)
    teks = buka("tim_sakip", "pengukuran_detail", lain.pk)
    assert re.findall(r'name="ada" value="([^"]*)"', teks) == [
        "Juknis Pengukuran Kinerja Menpan RB", "Renstra", "Tapkin", "Program Kerja Kegiatan",
    ]  # fmt: skip
    assert teks.count("Renstra, Tapkin, Program Kerja, Kegiatan</dd>") == 1
    assert do(lain).tindakan.langkah.nomor == 5
