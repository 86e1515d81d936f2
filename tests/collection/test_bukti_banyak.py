"""Evidence of three kinds: links and notes, replaced with a reason, put back, ticked off, looked at, sent by a script."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from collection.enums import Peran
from collection.errors import AksesError, BentrokError, BerkasError, IsianError
from collection.models import Bukti, Indikator, Jejak
from collection.services.bahan_bukti import find_host, read_bahan_berkas, read_bahan_tautan, read_bahan_teks
from collection.services.bukti import (
    attach_bahan,
    attach_bukti,
    describe_bukti,
    open_bukti,
    remove_bukti,
    replace_bukti,
    restore_bukti,
)
from collection.services.formulir import submit_formulir
from collection.services.indikator import save_indikator
from collection.services.unsur import write_versi_unsur
from tests.factories.berkas import PDF, PNG
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.formulir import create_kerja, create_orang_lain, fill
from tests.factories.halaman import link, visit

pytestmark = pytest.mark.django_db

BYTE = len(PDF)
ALAMAT = "https://jombangkab.bps.go.id/publikasi?tahun=2026#tabel-3"


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def baris(kerja):
    return kerja.get_baris("persen")


def attach(kerja, nama="bukti.pdf", isi=PDF, **lain) -> Bukti:
    berkas = SimpleUploadedFile(nama, isi)
    return attach_bukti(realisasi=kerja.get_baris("persen"), berkas=berkas, user=kerja.operator, **lain)


def note(kerja, bahan, **lain) -> Bukti:
    return attach_bahan(realisasi=kerja.get_baris("persen"), bahan=bahan, user=kerja.operator, **lain)


def ask_for(kerja, *butir: str) -> None:
    Indikator.objects.filter(kode="persen", perangkat_daerah=kerja.kantor).update(bukti_diminta="\n".join(butir))


# Links and notes


def test_a_link_and_a_note_are_kept_with_the_hash_of_their_text(kerja):
    tautan = note(kerja, read_bahan_tautan(f"  {ALAMAT} "))
    teks = note(kerja, read_bahan_teks("Berita acara asli\r\nada di map 3."))
    for bukti, isi in ((tautan, ALAMAT), (teks, "Berita acara asli\nada di map 3.")):
        assert (bukti.isi, bukti.sha256, bukti.berkas.name) == (isi, hashlib.sha256(isi.encode()).hexdigest(), "")
        with open_bukti(bukti) as berkas:
            assert berkas.read().decode() == isi
    assert (tautan.nama, teks.nama) == (ALAMAT.removeprefix("https://"), "Berita acara asli ada di map 3.")
    assert Jejak.objects.filter(aksi="unggah_bukti").first().baru["isi"] == teks.isi
    with pytest.raises(BerkasError, match="tidak disimpan lagi: isinya sama"):
        note(kerja, read_bahan_tautan(ALAMAT))


@pytest.mark.parametrize(
    "alamat",
    [
        "http://bps.go.id/", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "https://lokal",
        "https://a:b@bps.go.id/", "https://bps.go.id/a b", "https://bps.go.id\\@jahat.id/", "//bps.go.id", "bps.go.id",
        "https://bps.go.id:0/", "https://bps.go.id:99999/", "https://[::1/", "https://bps.go.id/<script>", "",
        "HTTPS ://bps.go.id", "https://bps.go.id/\nSet-Cookie", "https://" + "a" * 2000 + ".id",
    ],
)  # fmt: skip
def test_a_link_is_https_with_a_host_and_nothing_hidden_in_it(alamat):
    with pytest.raises(IsianError):
        read_bahan_tautan(alamat)


def test_a_host_is_told_in_letters_that_look_like_no_other():
    assert (find_host("https://bps.go.id:8443/a"), find_host("https://bрs.go.id/")) == ("bps.go.id", "xn--bs-lmc.go.id")


def test_the_database_holds_a_file_or_a_text_and_a_reason_for_each_replacement(kerja):
    bukti = attach(kerja)
    for salah in ({"isi": "x"}, {"bentuk": "teks"}, {"berkas": ""}, {"pengganti": bukti}, {"alasan_ganti": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Bukti.objects.filter(pk=bukti.pk).update(**salah)


def test_what_nobody_can_type_reaches_neither_database_nor_header(client, kerja):
    tautan = note(kerja, read_bahan_tautan(ALAMAT, "Angka\r\nSet-Cookie: a=b\0\u202e 2026"))
    describe_bukti(bukti=tautan, halaman="hal.\0 3\n", syarat="", user=kerja.operator)
    bahan = read_bahan_teks("baris\0satu\x0bdua")
    baru = replace_bukti(bukti=tautan, bahan=bahan, alasan="salah\0", user=kerja.operator)
    tautan.refresh_from_db()
    assert (tautan.nama, tautan.halaman, tautan.alasan_ganti) == ("Angka Set-Cookie: a=b 2026", "hal. 3", "salah\ufffd")
    assert baru.isi == "baris\ufffdsatu\ufffddua"
    client.force_login(kerja.operator)
    jawab = client.get(link("collection:bukti_detail", tautan.pk))
    assert (b"".join(jawab), jawab["Content-Disposition"]) == (
        ALAMAT.encode(), 'attachment; filename="Tautan Angka Set-Cookie: a=b 2026.txt"',
    )  # fmt: skip


# Replaced, taken off, put back


def test_replacing_keeps_the_old_one_readable_with_who_and_why(client, kerja, baris):
    ask_for(kerja, "Berita acara")
    lama = attach(kerja, syarat="Berita acara", halaman="hal. 3–5")
    bahan = read_bahan_berkas(SimpleUploadedFile("revisi.pdf", PDF + b" revisi"))
    with pytest.raises(IsianError, match="Tulis alasan penggantian"):
        replace_bukti(bukti=lama, bahan=bahan, alasan=" ", user=kerja.operator)
    baru = replace_bukti(bukti=lama, bahan=bahan, alasan="Salah tanggal.", user=kerja.operator)
    assert (baru.syarat, baru.halaman) == ("Berita acara", "hal. 3–5")
    assert list(baris.bukti_set.kini()) == [baru]
    jejak = Jejak.objects.get(aksi="ganti_bukti", diterima=True)
    assert (jejak.lama["sha256"], jejak.baru["alasan_ganti"]) == (lama.sha256, "Salah tanggal.")
    for ulang in (lambda: remove_bukti(bukti=lama, user=kerja.operator),
                  lambda: replace_bukti(bukti=lama, bahan=bahan, alasan="x", user=kerja.operator)):  # fmt: skip
        with pytest.raises(BentrokError, match=f"sudah diganti oleh {kerja.operator.nama} dengan revisi.pdf"):
            ulang()
    halaman = visit(client, kerja.operator, link("collection:bukti_list", baris.pk))
    [pesan] = halaman.read("p", **{"class": "bukti-ganti kecil"})
    assert pesan.startswith(f"Diganti oleh {kerja.operator.nama} pada ") and pesan.endswith("karena Salah tanggal.")
    assert b"".join(client.get(link("collection:bukti_detail", lama.pk))) == PDF
    assert client.get(link("collection:formulir_detail", kerja.formulir.pk)).text.count("bukti.pdf") == 0


def test_what_was_taken_off_is_put_back_once(kerja, baris):
    bukti = attach(kerja)
    remove_bukti(bukti=bukti, user=kerja.operator)
    assert restore_bukti(bukti=bukti, user=kerja.operator).dihapus_oleh is None
    with pytest.raises(BentrokError, match="sudah terpasang lagi"):
        restore_bukti(bukti=bukti, user=kerja.operator)
    remove_bukti(bukti=bukti, user=kerja.operator)
    attach(kerja, "salinan.pdf")
    with pytest.raises(BerkasError, match=r"isinya sama dengan bukti salinan.pdf"):
        restore_bukti(bukti=bukti, user=kerja.operator)
    assert list(baris.bukti_set.kini().values_list("nama", flat=True)) == ["salinan.pdf"]


def test_every_way_of_changing_evidence_is_the_units_own_and_ends_with_the_hand_in(kerja):
    bukti, bahan = attach(kerja), read_bahan_teks("lain")
    lepas = attach(kerja, "lepas.pdf", PDF + b"2")
    remove_bukti(bukti=lepas, user=kerja.operator)

    def ways(user):
        return [
            lambda: attach_bahan(realisasi=kerja.get_baris("persen"), bahan=bahan, user=user),
            lambda: replace_bukti(bukti=bukti, bahan=bahan, alasan="x", user=user),
            lambda: describe_bukti(bukti=bukti, halaman="hal. 1", syarat="", user=user),
            lambda: restore_bukti(bukti=lepas, user=user),
        ]

    for user in create_orang_lain(kerja).values():
        for cara in ways(user):
            with pytest.raises(AksesError):
                cara()
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    for cara in ways(kerja.operator):
        with pytest.raises(BentrokError, match="terkunci: Diserahkan"):
            cara()
    assert list(Bukti.objects.kini()) == [bukti]


# What is asked for


def test_requirements_are_ticked_off_and_keep_the_words_of_their_day(client, kerja, baris):
    ask_for(kerja, "Berita acara", " Foto kegiatan ", "", "Foto kegiatan")
    bukti = attach(kerja, syarat="Foto kegiatan")
    with pytest.raises(IsianError, match="bukan bukti yang diminta"):
        describe_bukti(bukti=bukti, halaman="", syarat="Lain", user=kerja.operator)
    halaman = visit(client, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert [t for t in halaman.read("li") if t.startswith(("Berita", "Foto"))] == [
        "Berita acara belum ada", "Foto kegiatan ada: bukti.pdf",
    ]  # fmt: skip
    ask_for(kerja, "Berita acara")
    describe_bukti(bukti=bukti, halaman=" hal.  2 ", syarat="Foto kegiatan", user=kerja.operator)
    bukti.refresh_from_db()
    assert (bukti.syarat, bukti.halaman) == ("Foto kegiatan", "hal. 2")


def test_the_manual_asks_line_by_line(kerja):
    perencana = create_pejabat(Peran.PERENCANA, kerja.kantor)
    indikator = Indikator.objects.get(kode="persen", perangkat_daerah=kerja.kantor)
    versi = "x"
    with pytest.raises(BentrokError):
        save_indikator(indikator=indikator, isian={"bukti_diminta": "A"}, versi=versi, user=perencana)
    versi = write_versi_unsur(indikator)
    with pytest.raises(IsianError, match="terlalu panjang"):
        save_indikator(indikator=indikator, isian={"bukti_diminta": "A\n" + "b" * 151}, versi=versi, user=perencana)
    segar = save_indikator(indikator=indikator, isian={"bukti_diminta": "A\nB"}, versi=versi, user=perencana)
    assert segar.syarat_bukti == ["A", "B"]


# Doors


def test_a_picture_is_drawn_in_a_frame_of_ours_and_nothing_else_is(client, kerja):
    gambar, dokumen = attach(kerja, "foto.png", PNG), attach(kerja)
    tautan = note(kerja, read_bahan_tautan(ALAMAT))
    client.force_login(kerja.operator)
    jawab = client.get(link("collection:bukti_frame", gambar.pk))
    assert (b"".join(jawab), jawab["Content-Type"], jawab["X-Frame-Options"]) == (PNG, "image/png", "SAMEORIGIN")
    assert (jawab["Content-Disposition"], jawab["X-Content-Type-Options"]) == ('inline; filename="foto.png"', "nosniff")
    assert {"default-src 'none'", "frame-ancestors 'self'"} <= set(jawab["Content-Security-Policy"].split("; "))
    assert "sandbox" in jawab["Content-Security-Policy"] and "no-store" in jawab["Cache-Control"]
    jawab = client.get(link("collection:bukti_frame", dokumen.pk))
    assert (b"".join(jawab), "sandbox" in jawab["Content-Security-Policy"]) == (PDF, False)
    assert client.get(link("collection:bukti_frame", tautan.pk)).status_code == 404
    halaman = client.get(link("collection:bukti_show", dokumen.pk))
    assert "frame-src 'self'" in halaman["Content-Security-Policy"] and "<iframe" in halaman.text
    halaman = client.get(link("collection:bukti_show", tautan.pk)).text
    assert 'rel="noopener noreferrer nofollow"' in halaman and "jombangkab.bps.go.id, buka pada tab baru" in halaman


@pytest.mark.parametrize(
    ("minta", "kode", "isi", "rentang"),
    [
        ("bytes=0-3", 206, b"%PDF", f"bytes 0-3/{BYTE}"), (f"bytes={BYTE - 3}-", 206, PDF[-3:], f"bytes {BYTE - 3}-{BYTE - 1}/{BYTE}"),
        ("bytes=-3", 206, PDF[-3:], f"bytes {BYTE - 3}-{BYTE - 1}/{BYTE}"), ("bytes=0-9999", 206, PDF, f"bytes 0-{BYTE - 1}/{BYTE}"),
        (f"bytes={BYTE}-", 416, b"", f"bytes */{BYTE}"), ("bytes=-0", 416, b"", f"bytes */{BYTE}"), ("bytes=3-1", 200, PDF, None),
        ("bytes=0-1,4-5", 200, PDF, None), ("baris=0-1", 200, PDF, None), ("bytes=-", 200, PDF, None), ("", 200, PDF, None),
    ],
)  # fmt: skip
def test_a_viewer_may_ask_for_a_part(client, kerja, minta, kode, isi, rentang):
    bukti = attach(kerja)
    client.force_login(kerja.operator)
    jawab = client.get(link("collection:bukti_detail", bukti.pk), headers={"Range": minta, "Accept-Encoding": "gzip"})
    assert (jawab.status_code, b"".join(jawab), jawab.get("Content-Range")) == (kode, isi, rentang)


def test_a_script_sends_one_file_and_is_told_in_json_once_or_twice(client, kerja, baris):
    client.force_login(kerja.operator)

    def kirim(nama="a.pdf", isi=PDF, **lain):
        berkas = {"berkas": SimpleUploadedFile(nama, isi)} | lain
        jawab = client.post(link("collection:bukti_create", baris.pk), berkas, headers={"Accept": "application/json"})
        return jawab.status_code, jawab.json()["pesan"]

    assert kirim() == (200, "Bukti a.pdf tersimpan.")
    assert kirim(ulang="1") == (200, "Bukti a.pdf tersimpan.")
    assert kirim()[0] == kirim("b.pdf", ulang="1")[0] == 422
    assert kirim("b.svg", b"<svg/>") == (422, "Berkas b.svg tidak diterima: gambar SVG dapat memuat program; simpan "
                                         "sebagai PNG. Unggah PDF, PNG, JPG, XLSX, atau DOCX.")  # fmt: skip
    assert baris.bukti_set.count() == 1
    client.force_login(create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit))
    assert kirim("c.pdf", PDF + b"c")[0] == 403
    client.logout()
    assert kirim("c.pdf", PDF + b"c")[0] == 401


def test_other_offices_find_no_door(client, kerja, baris):
    bukti = attach(kerja)
    remove_bukti(bukti=attach(kerja, "b.pdf", PDF + b"b"), user=kerja.operator)
    client.force_login(create_pejabat(Peran.BIDANG, create_kantor()))
    lepas = Bukti.objects.exclude(pk=bukti.pk).get()
    get = [client.get(link(f"collection:bukti_{n}", bukti.pk)).status_code for n in ("show", "frame", "detail")]
    post = [client.post(link(f"collection:bukti_{n}", bukti.pk)).status_code for n in ("update", "replace", "delete")]
    lain = [
        client.post(link("collection:bukti_restore", lepas.pk)).status_code,
        client.get(link("collection:bukti_list", baris.pk)).status_code,
        client.post(link("collection:bukti_note", baris.pk), {"catatan": "x"}).status_code,
    ]
    assert {*get, *post, *lain} == {404}


def test_what_is_refused_stays_typed(client, kerja, baris):
    client.force_login(kerja.operator)
    jawab = client.post(link("collection:bukti_note", baris.pk), {"tautan": "http://bps.go.id", "judul": "Angka"})
    assert (jawab.status_code, 'value="http://bps.go.id"' in jawab.text, 'value="Angka"' in jawab.text) == (422, True, True)
    assert "bukan tautan yang diterima" in jawab.text
