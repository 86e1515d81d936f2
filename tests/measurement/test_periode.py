"""Opening a triwulan again meets what was built on it: a finished case, figures handed in, a round that is usang."""

import datetime

import pytest

from collection.errors import BentrokError
from collection.models import Formulir, JadwalPeriode, Jejak, Periode
from collection.services import periode as layanan
from collection.services.periode import Isian, close_periode, compute_versi, find_jadwal, is_tutup, make_periode
from measurement.enums import Status
from measurement.models import KertasKerja
from measurement.services.kertas_kerja import compute_kertas_kerja, find_halangan_serah, find_usang
from measurement.services.pengukuran import reopen_pengukuran
from measurement.services.periode import add_pengecualian, find_dampak, open_periode, tell_dibuka_lagi
from measurement.services.periode_halaman import tell_tenggat
from tests.factories.formulir import create_kerja
from tests.factories.halaman import Halaman, get, link, visit
from tests.factories.kantor_contoh import create_kantor, create_kantor_kecil, create_kasus, get_user

pytestmark = pytest.mark.django_db
LAGI = Isian(alasan="Data susulan.")


def fetch(kasus) -> Periode:
    return Periode.objects.select_related("perangkat_daerah").get(pk=kasus.periode_id)


def close(kasus, alasan: str = "Rekap dimulai."):
    periode = fetch(kasus)
    versi = compute_versi(periode, find_jadwal(periode))
    return close_periode(periode=periode, alasan=alasan, versi=versi, user=get_user("tim_sakip"))


def reopen(kasus):
    periode = fetch(kasus)
    return open_periode(
        periode=periode, isian=LAGI, versi=compute_versi(periode, find_jadwal(periode)), user=get_user("tim_sakip")
    )


@pytest.mark.parametrize(
    ("status", "kata"),
    [
        (Status.SELESAI, "sudah selesai, jadi angkanya tidak diubah dengan membuka periode"),
        (Status.VERIFIKASI, "sudah diserahkan kepada Sekretaris"),
        (Status.ARSIP, "sudah ditandatangani"),
    ],
)
def test_figures_that_stand_on_it_are_not_changed_by_opening_it(status, kata):
    kasus = create_kasus(status)
    close(kasus)
    for coba in (
        lambda: reopen(kasus),
        lambda: add_pengecualian(
            periode=fetch(kasus), sampai=kasus.perangkat_daerah.hari_ini(), alasan="x", user=get_user("tim_sakip"),
            formulir=kasus.periode.formulir_set.first(),
        ),
    ):  # fmt: skip
        with pytest.raises(BentrokError, match=kata):
            coba()
    assert (is_tutup(find_jadwal(fetch(kasus))), JadwalPeriode.objects.count()) == (True, 1)
    assert Jejak.objects.filter(diterima=False, aksi__in=("buka_periode", "beri_pengecualian")).count() == 2


def test_a_finished_case_leads_to_its_revision_which_may_then_be_prepared(client):
    kasus = create_kasus(Status.SELESAI)
    close(kasus)
    alamat = link("measurement:periode_detail", kasus.perangkat_daerah_id, 2026, 4)
    halaman = visit(client, get_user("tim_sakip"), alamat)
    assert link("measurement:pengukuran_detail", kasus.pk) in [get(a, "href") for a in halaman.find("a")]
    assert halaman.find("section", **{"aria-labelledby": "judul-buka"}) == []
    reopen_pengukuran(pengukuran=kasus, alasan="Salah hitung.", user=get_user("kepala"))
    assert find_dampak(fetch(kasus)).halangan == ""


@pytest.mark.parametrize("tertutup", [False, True])
def test_a_finished_triwulan_is_shown_as_finished_and_is_not_set(client, tertutup):
    kasus = create_kasus(Status.SELESAI)
    if tertutup:
        close(kasus)
    kunci = (kasus.perangkat_daerah_id, 2026, 4)
    for nama in ("tim_sakip", "bidang.kb"):
        halaman = visit(client, get_user(nama), link("measurement:periode_detail", *kunci))
        kata = " ".join(halaman.read("main"))
        assert "Triwulan ini selesai" in kata and "sebagai revisi" in kata
        for bohong in ("Terbuka", "tanpa batas", "membukanya lagi atau", "Tutup sekarang", "Simpan waktu", "dibuka dan ditutup oleh"):
            assert bohong not in kata
    client.force_login(get_user("tim_sakip"))
    versi = compute_versi(fetch(kasus), find_jadwal(fetch(kasus)))
    for nama, isi in (("open", {"buka-alasan": "x"}), ("close", {"tutup-alasan": "x"})):
        assert client.post(link(f"measurement:periode_{nama}", *kunci), isi | {"versi": versi}).status_code == 409
    assert JadwalPeriode.objects.count() == tertutup
    daftar = " ".join(Halaman(client.get(link("measurement:periode_list"))).read("tr"))
    assert "Triwulan IV 2026 Selesai" in daftar
    reopen_pengukuran(pengukuran=kasus, alasan="Salah hitung.", user=get_user("kepala"))
    kata = " ".join(Halaman(client.get(link("measurement:periode_detail", *kunci))).read("main"))
    assert "Triwulan ini selesai" not in kata and ("Buka kembali" if tertutup else "Tutup sekarang") in kata
    assert ("Alasan (boleh kosong)" in kata) != bool(tertutup)  # opening again wants one


def test_a_running_round_becomes_usang_and_is_computed_again():
    kasus = create_kasus(Status.KERTAS_KERJA)
    kertas = kasus.kertas_kerja_set.first() or compute_kertas_kerja(pengukuran=kasus, user=get_user("tim_sakip"))
    close(kasus)
    assert find_dampak(fetch(kasus)).usang == (kertas,)
    assert find_usang(kasus, kertas) == ""
    reopen(kasus)
    kata = f"periode dibuka kembali sesudah putaran {kertas.putaran} dihitung, jadi putaran {kertas.putaran} usang"
    assert (tell_dibuka_lagi(kertas), find_usang(kasus, kertas)) == (kata, kata)
    assert find_halangan_serah(kasus) == f"Kertas kerja harus dihitung ulang: {kata}."
    baru = compute_kertas_kerja(pengukuran=kasus, user=get_user("tim_sakip"))
    assert (find_usang(kasus, baru), find_halangan_serah(kasus), KertasKerja.objects.filter(pengukuran=kasus).count()) == (
        "", "", kertas.putaran + 1,
    )  # fmt: skip


def test_a_case_that_sends_its_forms_opens_a_triwulan_that_was_closed_before():
    kantor = create_kantor_kecil()
    periode = make_periode(kantor, 2026, 4)
    versi = compute_versi(periode, None)
    close_periode(periode=periode, alasan="Belum waktunya.", versi=versi, user=get_user("tim_sakip"))
    kasus = create_kasus(Status.PENGUMPULAN, kantor=kantor)
    jadwal = find_jadwal(fetch(kasus))
    assert (jadwal.aksi, jadwal.sampai) == ("buka_lagi", None)
    assert jadwal.alasan.startswith("Pengumpulan data dimulai: ")


def test_the_page_opens_closes_and_makes_exceptions_without_javascript(client):
    kasus = create_kasus(Status.PENGUMPULAN)
    kantor = kasus.perangkat_daerah
    client.force_login(get_user("tim_sakip"))
    kunci = (kantor.pk, 2026, 4)
    alamat = link("measurement:periode_detail", *kunci)

    def versi():
        return get(Halaman(client.get(alamat)).find("input", name="versi")[0], "value")

    hari = kantor.hari_ini()
    isi = {"buka-sampai": (hari + datetime.timedelta(days=9)).isoformat(), "buka-tenggat": hari.isoformat(), "versi": versi()}
    assert client.post(link("measurement:periode_open", *kunci), isi).status_code == 302
    baris = [b for b in visit(client, get_user("tim_sakip"), link("measurement:periode_list")).read("td")]
    assert any("23.59 WIB" in satu for satu in baris)
    salah = client.post(link("measurement:periode_close", *kunci), {"tutup-alasan": "", "versi": versi()})
    assert salah.status_code == 422
    tutup = {"tutup-alasan": "Rekap <dimulai>.", "versi": versi()}
    assert client.post(link("measurement:periode_close", *kunci), tutup).status_code == 302
    halaman = Halaman(client.get(alamat))
    assert halaman.inline == [] and "Rekap <dimulai>." in " ".join(halaman.read("blockquote"))
    formulir = kasus.periode.formulir_set.get(unit__singkatan="KB")
    isi = {"pengecualian-sampai": hari.isoformat(), "pengecualian-alasan": "Data BPS.", "pengecualian-formulir": formulir.pk}
    pintu = link("measurement:pengecualian_create", *kunci)
    lain = kasus.periode.formulir_set.exclude(pk=formulir.pk).first().realisasi_set.first().indikator_id
    assert client.post(pintu, isi | {"pengecualian-indikator": lain}).status_code == 422
    assert client.post(pintu, isi).status_code == 302
    assert "Berlaku" in " ".join(Halaman(client.get(alamat)).read("td"))
    satu = formulir.pengecualian_set.get()
    assert client.post(link("measurement:pengecualian_revoke", satu.pk)).status_code == 302
    assert "Dicabut Tim SAKIP" in " ".join(Halaman(client.get(alamat)).read("td"))


def test_a_closed_form_tells_its_operator_why_and_shows_no_field(client):
    kasus = create_kasus(Status.PENGUMPULAN)
    close(kasus, "Rekap dimulai.")
    formulir = kasus.periode.formulir_set.get(unit__singkatan="KB")
    halaman = visit(client, get_user("bidang.kb"), link("collection:formulir_detail", formulir.pk))
    [kotak] = halaman.read("div", id="kunci-formulir")
    assert kotak.startswith("Terkunci Triwulan IV 2026 ditutup sejak ") and "(Rekap dimulai)" in kotak
    assert halaman.masukan == 0
    assert {keadaan for keadaan, *_ in halaman.sel.values()} == {"", "terkunci"}
    add_pengecualian(
        periode=fetch(kasus), sampai=kasus.perangkat_daerah.hari_ini(), alasan="x", user=get_user("tim_sakip"),
        indikator=formulir.realisasi_set.first().indikator,
    )  # fmt: skip
    halaman = visit(client, get_user("bidang.kb"), link("collection:formulir_detail", formulir.pk))
    assert 0 < halaman.masukan <= 6
    assert "dapat diisi sampai" in halaman.read("div", id="kunci-formulir")[0]


def test_no_office_sees_the_triwulan_of_another(client):
    kantor = create_kantor()
    client.force_login(get_user("tim_sakip", "dpmd-blora"))
    assert client.get(link("measurement:periode_detail", kantor.pk, 2026, 4)).status_code == 404
    assert client.get(link("measurement:periode_detail", kantor.pk, 1999, 4)).status_code == 404
    assert kantor.nama not in " ".join(Halaman(client.get(link("measurement:periode_list"))).read("main"))


def test_the_deadline_is_told_to_the_unit_to_its_last_second_and_then_that_it_is_over(client, jam):
    kerja = create_kerja()
    hari = datetime.date(2026, 11, 25)
    isian, versi = Isian(sampai=datetime.date(2026, 11, 30), tenggat=hari), compute_versi(kerja.periode, None)
    layanan.open_periode(periode=kerja.periode, isian=isian, versi=versi, user=kerja.tim)
    formulir = Formulir.objects.select_related("periode__perangkat_daerah").get(pk=kerja.formulir.pk)
    akhir = datetime.datetime(2026, 11, 25, 16, 59, 59, tzinfo=datetime.UTC)
    saat = "25 November 2026 pukul 23.59 WIB"
    assert tell_tenggat(formulir, akhir) == f"Serahkan paling lambat {saat}."
    lewat = akhir + datetime.timedelta(seconds=1)
    assert tell_tenggat(formulir, lewat) == f"Tenggat penyerahan {saat} sudah lewat. Serahkan segera."
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert f"Serahkan paling lambat {saat}." in halaman.read("p")
