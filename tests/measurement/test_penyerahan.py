"""The hand-in as the form page does it: what is missing all at once, and the case's step done by the last unit."""

import re

import pytest
from django.contrib.messages import get_messages

from collection.enums import Peran
from collection.models import Formulir, Jejak
from measurement.enums import JenisTindakan
from measurement.models import PengukuranKinerja
from measurement.services import penyerahan
from measurement.services.snapshot_jejak import write_jejak_kasus
from tests.factories.dasar import create_kantor, create_pejabat, create_unit
from tests.factories.formulir import add_unit, create_bahan, create_kasus, create_kerja, fill, save, send
from tests.factories.halaman import HTMX, link

pytestmark = pytest.mark.django_db


def submit(client, user, formulir, **lain):
    client.force_login(user)
    return client.post(link("measurement:formulir_submit", formulir.pk), **lain)


LUPUT = "Capaian 5,00 % di bawah target. Tulis kendala dan rencana tindak lanjut pada baris ini."


def list_pesan(response):
    return [(pesan.level_tag, str(pesan)) for pesan in get_messages(response.wsgi_request)]


def list_penghalang(client, url):
    """(link, words) of what keeps the form back, from the box that takes the focus after a refused hand-in."""
    isi = client.get(url).text.split('role="alert" tabindex="-1" data-fokus', 1)[1].split("<h3>Perlu diketahui", 1)[0].split("</div>", 1)[0]
    semua = re.findall(r'<li><a href="(.*?)">(.*?)</a>(.*?)</li>', isi)
    return [(tautan, re.sub(r"<.*?>", "", nama + pesan)) for tautan, nama, pesan in semua]


def list_jejak():
    return list(Jejak.objects.filter(aksi__contains="serahkan").values_list("aksi", "diterima").order_by("pk"))


def fetch(kasus):
    """(act whose turn it is, acts done) as the database has it now."""
    segar = PengukuranKinerja.objects.get(pk=kasus.pk)
    return segar.tindakan.jenis, segar.versi


def test_submit_lists_every_missing_row_and_keeps_the_form_open(client):
    kerja = create_kerja()
    kasus = create_kasus(kerja)
    save(kerja.get_baris("persen"), "1", user=kerja.operator)
    response = submit(client, kerja.operator, kerja.formulir)
    assert (response.status_code, response.url) == (302, f"/formulir/{kerja.formulir.pk}/?serah=ditolak#periksa-serah")
    persen, jumlah = kerja.get_baris("persen").pk, kerja.get_baris("jumlah").pk
    assert list_pesan(response) == [] and list_penghalang(client, response.url) == [
        (f"#isi-r{jumlah}-nilai", "Jumlah desa yang dibina: isi realisasi, atau tulis alasan tidak dapat diukur."),
        (f"#isi-a{kerja.anggaran.pk}-jumlah", "Sub kegiatan 1: isi realisasi anggaran."),
        (f"#isi-r{persen}-kendala", f"Persentase desa mandiri: {LUPUT}"),
    ]
    assert (kerja.formulir.status, fetch(kasus), list_jejak()) == (
        "diisi", ("pengisian", 0), [("serahkan_formulir", False)],
    )  # fmt: skip


def test_submit_with_many_missing_rows_shows_them_all(client):
    """More than fits into a cookie."""
    kerja = create_kerja(tambahan=60)
    assert len(list_penghalang(client, submit(client, kerja.operator, kerja.formulir).url)) == 3 + 2 * 60


def test_submit_by_the_last_unit_finishes_the_step(client):
    kerja = create_bahan()
    lain = add_unit(kerja, "Bidang Lain")
    send(kerja)
    kasus = create_kasus(kerja)
    fill(kerja)
    response = submit(client, kerja.operator, kerja.formulir)
    pesan = "Formulir Bidang Desa Triwulan I 2026 diserahkan. Tim SAKIP akan menghimpunnya."
    assert (list_pesan(response), fetch(kasus)) == ([("success", pesan)], ("pengisian", 0))
    save(kerja.get_baris("Bidang Lain"), "5", user=lain)
    submit(client, lain, Formulir.objects.get(unit__nama="Bidang Lain"))
    assert fetch(kasus) == ("himpun", 1)
    disposisi = kasus.disposisi_set.get()
    assert (disposisi.pengguna, disposisi.catatan) == (lain, "Semua unit telah menyerahkan formulir.")
    (langkah,) = write_jejak_kasus(PengukuranKinerja.objects.get(pk=kasus.pk), kerja.kantor)
    assert [(u["kerja"], u["unit"], u["oleh"], u["bukti_diri"]) for u in langkah["unit"]] == [
        ("Menyerahkan formulir", unit, orang.nama, "akun pribadi dan kata sandi")
        for unit, orang in (("Bidang Desa", kerja.operator), ("Bidang Lain", lain))
    ]
    assert langkah["bukti_diri"] == "akun pribadi dan kata sandi"


def test_what_no_session_did_is_not_said_to_have_had_a_password():
    kerja = create_kerja()
    kasus = create_kasus(kerja)
    fill(kerja)
    penyerahan.submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    (langkah,) = write_jejak_kasus(PengukuranKinerja.objects.get(pk=kasus.pk), kerja.kantor)
    assert {langkah["bukti_diri"], langkah["unit"][0]["bukti_diri"]} == {"akun pribadi; cara masuknya tidak tercatat"}


def test_what_comes_next_is_told_with_the_name_of_who_validates(client):
    kerja = create_kerja()
    fill(kerja)
    kabid = create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit)
    response = submit(client, kerja.operator, kerja.formulir)
    assert list_pesan(response) == [("success", f"{kerja.formulir} diserahkan. Menunggu validasi {kabid.nama}.")]


def test_submit_without_a_case_that_collects_hands_in_all_the_same(client):
    kerja = create_kerja()
    kasus = create_kasus(kerja, JenisTindakan.HIMPUN)
    fill(kerja)
    submit(client, kerja.operator, kerja.formulir)
    assert (kerja.formulir.status, fetch(kasus)) == ("diserahkan", ("himpun", 0))


def test_submit_twice_is_a_conflict_page(client):
    kerja = create_kerja()
    fill(kerja)
    submit(client, kerja.operator, kerja.formulir)
    assert submit(client, kerja.operator, kerja.formulir).status_code == 409
    assert list_jejak() == [("serahkan_formulir", True), ("serahkan_formulir", False)]


def test_submit_by_sight_and_role(client):
    kerja = create_kerja()
    fill(kerja)
    orang = {
        "tim": kerja.tim, "kabid": create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit),
        "unit lain": create_pejabat(Peran.BIDANG, kerja.kantor, unit=create_unit(kerja.kantor)),
        "kantor lain": create_pejabat(Peran.KEPALA, create_kantor()),
    }  # fmt: skip
    kode = {nama: submit(client, user, kerja.formulir).status_code for nama, user in orang.items()}
    assert kode == {"tim": 403, "kabid": 403, "unit lain": 404, "kantor lain": 404}
    assert submit(client, kerja.tim, kerja.formulir, headers=HTMX).status_code == 403
    assert client.get(link("measurement:formulir_submit", kerja.formulir.pk)).status_code == 405
    assert (kerja.formulir.status, list_jejak()) == ("diisi", [("serahkan_formulir", False)] * 3)
