"""The main job in a browser: one triwulan from the Kepala's order to the archived, signed report.

Every role does its own steps of the 16-step SOP; the Sekretaris returns once, the Kepala corrects once.
"""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from collection.models import Realisasi
from measurement.models import BarisKertasKerja, Dokumen, PengukuranKinerja, Segel
from measurement.signing.periksa import validate
from tests.factories.kantor_contoh import FRASA, create_kantor_kecil
from tests.factories.kertas import read_kertas

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.kertas]

KOREKSI = "64,25"


@pytest.fixture
def kantor():
    return create_kantor_kecil()


class Alur:
    """The case as its people see it."""

    def __init__(self, sign_in):
        self.sign_in, self.orang, self.url = sign_in, {}, ""

    def at(self, username):
        """The person's page, on the case."""
        if username not in self.orang:
            self.orang[username] = self.sign_in(f"{username}.dispermades")
        page = self.orang[username].page
        if self.url:
            page.goto(self.url)
        return page

    def finish(self, username, tombol, **isian):
        """Fill in the record of the step and press its button."""
        page = self.at(username)
        for nama, isi in isian.items():
            page.fill(f"#kini [name='{nama}']", isi)
        page.click(f"#kini button:text-is('{tombol}')")
        page.wait_for_selector(".pesan, [role=status] .kotak-success, .kotak-success")
        self.orang[username].check()

    def approve(self, username):
        """Every row on the verification's own page: the rest at once, then what asks for eyes."""
        page = self.at(username)
        page.click("#kini >> text=Buka Verifikasi")
        page.click("button:has-text('Setujui sisanya')")
        page.wait_for_selector("text=indikator disetujui.")
        for satu in page.locator("[aria-label='Perlu dilihat'] input[name=baris]").all():
            satu.check()
        if page.locator("text=Setujui yang dipilih").count():
            page.click("text=Setujui yang dipilih")
        page.wait_for_selector("text=Semua indikator disetujui")
        self.orang[username].check()

    def fill(self, username, isi):
        """Type every empty realisasi of the unit's form, hand in."""
        page = self.at(username)
        page.goto("/")
        page.click("text=Isi formulir")
        for masukan in page.locator(".sel input[name=isi]:visible").all():
            if masukan.input_value() == "":
                nama = masukan.get_attribute("aria-label")
                with page.expect_response(re.compile("/kiriman/")) as jawab:
                    masukan.fill(isi(nama))
                    masukan.blur()
                assert '"keadaan": "tersimpan"' in jawab.value.text(), (nama, jawab.value.text())
        self.explain(page)
        self.orang[username].check()
        self.refuse_unsaved(page)
        self.orang[username].galat.clear()  # the console tells of the refusal, as it should
        page.click("form[data-serahkan] button")
        page.click("dialog >> text=Serahkan ke Tim SAKIP")
        page.wait_for_selector(".kotak-success")

    def explain(self, page):
        """What stood in the way and what is done about it, at each row."""
        for lipat in page.locator("details.lipat-sel:visible").all():
            lipat.locator("summary").click()
            for masukan in lipat.locator("textarea").all():
                with page.expect_response(re.compile("/kiriman/")):
                    masukan.fill("Data terlambat; pendataan dijadwalkan ulang.")
                    masukan.blur()

    def refuse_unsaved(self, page):
        """A figure that was refused keeps the form here: what is on the screen is what is handed in."""
        masukan = page.locator(".sel input[name=isi]").first
        sel = page.locator(".sel", has=page.locator("input[name=isi]")).first
        benar = masukan.input_value()
        masukan.fill("1.234")
        masukan.blur()
        expect(sel).to_have_attribute("data-keadaan", "gagal")
        page.click("form[data-serahkan] button")
        page.wait_for_selector("text=Belum dapat diserahkan")
        page.click("text=Tutup pesan")
        masukan.fill(benar)
        masukan.blur()
        expect(sel).to_have_attribute("data-keadaan", "")
        page.wait_for_selector(".sel[data-keadaan=tersimpan]")


RAPAT = {
    "tanggal": "2026-10-05", "pukul": "09:00", "tempat": "Ruang rapat", "pimpinan": "Sekretaris",
    "peserta": "Sekretaris\nTim SAKIP", "pembahasan": "Jadwal", "keputusan": "Data lengkap",
}  # fmt: skip


def test_one_triwulan_from_order_to_archive(kantor, sign_in, apart, tmp_path):
    alur = Alur(sign_in)
    kepala = alur.at("kepala")
    kepala.goto("/pengukuran/baru/")
    kepala.fill("[name=tahun]", "2026")
    kepala.check("[name=triwulan][value='3']")
    kepala.click("main button[type=submit]")
    kepala.wait_for_url(re.compile(r"/pengukuran/\d+/"))
    alur.url = kepala.url
    alur.finish("kepala", "Perintahkan pengukuran")
    alur.finish("sekretaris", "Selesaikan rapat", **RAPAT)
    program = {"kegiatan-0-0": "Menghimpun", "kegiatan-0-1": "2026-10-05", "kegiatan-0-2": "2026-10-07"}
    alur.finish("tim_sakip", "Selesaikan program kerja", **program, **{"kegiatan-0-3": "Tim SAKIP"})
    alur.finish("tim_sakip", "Selesaikan metodologi")
    page = alur.at("tim_sakip")
    for centang in page.locator("#kini [name=ada]").all():
        centang.check()
    page.click("#kini button:text-is('Selesaikan kelengkapan dokumen')")
    undangan = {"tanggal": "2026-10-06", "pukul": "10:00", "tempat": "Aula", "kepada": "Para Kabid"}
    alur.finish("tim_sakip", "Selesaikan undangan", **undangan)
    alur.finish("sekretaris", "Mulai pengumpulan data", **RAPAT)

    typed = {}

    def type_first(nama):
        isi = "12.500.000" if nama.startswith("Realisasi anggaran") else "33"
        if "mCPR" in nama:
            isi = "65,75"
        typed[nama] = isi
        return isi

    alur.fill("bidang.kb", type_first)
    alur.fill("bidang.dalduk", type_first)
    alur.finish("tim_sakip", "Mulai pengukuran")

    def measure():
        page = alur.at("tim_sakip")
        page.click("text=Buka kertas kerja")
        page.click("button:has-text('Hitung')")
        page.wait_for_selector(".kotak-success")
        alur.orang["tim_sakip"].check()
        alur.finish("tim_sakip", "Selesaikan pengukuran")
        alur.finish("tim_sakip", "Selesaikan rekapitulasi", pendorong="Baik", penghambat="Cuaca", solusi="Jadwal ulang")
        alur.finish("tim_sakip", "Ajukan ke Sekretaris")

    measure()
    page = alur.at("sekretaris")
    page.click("summary:text-is('Kembalikan untuk dilengkapi')")
    page.check("[name=ke][value='8']")
    page.fill("#id_kembali_catatan", "Periksa kembali hitungan unmet need.")
    page.click("text=Kembalikan dengan catatan")
    page.wait_for_selector(".kotak-success")
    assert "Periksa kembali hitungan unmet need." in alur.at("tim_sakip").inner_text("main")
    measure()
    alur.approve("sekretaris")
    alur.finish("sekretaris", "Nyatakan benar")

    page = alur.at("kepala")
    page.click("text=Buka kertas kerja")
    page.click("text=prevalensi kontrasepsi modern")
    page.fill("[name=nilai]", KOREKSI)
    page.fill("[name=alasan]", "Sesuai berita acara rekonsiliasi.")
    page.click("text=Simpan koreksi")
    page.wait_for_selector(".kotak-success")
    alur.orang["kepala"].check()
    alur.finish("kepala", "Selesai dikoreksi")
    alur.finish("sekretaris", "Selesaikan pelaporan")
    alur.finish("kepala", "Tanda tangani", frasa=FRASA)
    alur.finish("staf", "Selesaikan penggandaan", **{"salinan-0-0": "Bupati", "salinan-0-1": "1"})
    alur.finish("staf", "Arsipkan", lokasi="Rak 1")

    kasus = PengukuranKinerja.objects.get(periode__triwulan=3)
    assert kasus.status == "selesai"
    check_dokumen(kasus, apart, tmp_path)
    assert {teks for teks in typed.values()} == {"12.500.000", "33", "65,75"}
    assert Realisasi.objects.filter(formulir__periode=kasus.periode, nilai=None).exclude(target__tw3=None).count() == 0


def check_dokumen(kasus, apart, tmp_path):
    """The PDF opens, has the figures that were typed and corrected, and its signature covers all of it."""
    dokumen = Dokumen.objects.get(pengukuran=kasus)
    with dokumen.berkas.open("rb") as berkas:
        pdf = berkas.read()
    teks = read_kertas(pdf)
    for isi in (dokumen.nomor, "65,75", KOREKSI, "Sesuai berita acara rekonsiliasi."):
        assert isi in teks
    baris = BarisKertasKerja.objects.get(kertas_kerja__pengukuran=kasus, kertas_kerja__putaran=2, nama__contains="mCPR")
    assert baris.koreksi_set.get().penjelasan in teks
    penerbit = Segel.objects.get(perangkat_daerah=kasus.perangkat_daerah).penerbit
    assert apart(lambda: validate(pdf, [penerbit])).sah
    berkas = tmp_path / "laporan.pdf"
    berkas.write_bytes(pdf)
    keluaran = subprocess.run(["pdfsig", str(berkas)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in keluaran
    assert "Total document signed" in keluaran
