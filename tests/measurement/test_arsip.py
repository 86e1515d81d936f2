"""The archive: one package of a finished case, the same bytes each time, and a check that finds one flipped byte."""

import datetime
import hashlib
import io
import json
import re
import tracemalloc
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import override_settings

from collection.enums import NasibArsip
from collection.kunci import read_hari
from collection.models import Bukti
from collection.tanggal import write_tanggal
from measurement.enums import Status
from measurement.models import Cetakan, Dokumen, PengukuranKinerja
from measurement.retensi import Lama, add_tahun, compute_retensi
from measurement.services import isi_arsip
from measurement.services.arsip import BERUBAH, HILANG, build_paket
from measurement.services.cetak_kerja import run_cetakan
from measurement.services.isi_arsip import list_isi
from tests.factories.bersama import share
from tests.factories.kantor_contoh import create_kasus

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def selesai(django_db_setup, django_db_blocker, tmp_path_factory):
    """The key of a finished case, and the folder of its files."""
    folder = tmp_path_factory.mktemp("arsip")
    with share(django_db_blocker, folder):
        yield create_kasus(Status.SELESAI).pk, folder


@pytest.fixture
def kasus(selesai):
    pk, folder = selesai
    with override_settings(MEDIA_ROOT=folder / "berkas"):
        yield PengukuranKinerja.objects.get(pk=pk)


@pytest.fixture
def isi_semula():
    """Files that a test spoils are put back after it."""
    semula = {}

    def spoil(nama, isi):
        with default_storage.open(nama, "rb") as berkas:
            semula[nama] = berkas.read()
        default_storage.delete(nama)
        if isi is not None:
            default_storage.save(nama, ContentFile(isi(bytearray(semula[nama]))))

    yield spoil
    for nama, isi in semula.items():
        default_storage.delete(nama)
        default_storage.save(nama, ContentFile(isi))


def flip(isi):
    isi[len(isi) // 2] ^= 1
    return bytes(isi)


def read_paket(kasus):
    with build_paket(kasus) as berkas:
        return berkas.read()


def check(*arg):
    """Exit code and report of the command."""
    keluaran = io.StringIO()
    try:
        call_command("periksa_arsip", *arg, stdout=keluaran)
    except CommandError as galat:
        return galat.returncode, keluaran.getvalue() + str(galat)
    return 0, keluaran.getvalue()


def test_the_package_holds_everything_and_its_manifest_is_true(kasus):
    with zipfile.ZipFile(io.BytesIO(read_paket(kasus))) as paket:
        isi = {nama: paket.read(nama) for nama in paket.namelist()}
    manifes = json.loads(isi["manifes.json"])
    daftar = dict(baris.split("  ", 1)[::-1] for baris in isi["SHA256SUMS"].decode().splitlines())
    assert daftar == {n: hashlib.sha256(b).hexdigest() for n, b in isi.items() if n != "SHA256SUMS"}
    assert {b["nama"]: b["sha256"] for b in manifes["berkas"]} == {n: s for n, s in daftar.items() if n != "manifes.json"}
    dokumen = Dokumen.objects.get(pengukuran=kasus)
    assert (daftar["laporan/laporan.pdf"], daftar["laporan/data-laporan.json"]) == (dokumen.sha256, dokumen.sha256_snapshot)
    assert isi["kertas-kerja/kertas-kerja.xlsx"].startswith(b"PK")
    bukti = Bukti.objects.filter(realisasi__formulir__periode=kasus.periode, dihapus_pada=None)
    assert sorted(bukti.values_list("sha256", flat=True)) == sorted(s for n, s in daftar.items() if n.startswith("bukti/"))
    assert len(json.loads(isi["jejak.json"])) == len(kasus.riwayat)
    assert any(nama.startswith("naskah/") and nama.endswith(".pdf") for nama in isi)
    baca = isi["BACA-SAYA.txt"].decode()
    assert "sha256sum -c SHA256SUMS" in baca and "YANG TIDAK IKUT" not in baca and kasus.perangkat_daerah.nama in baca
    assert manifes["kekurangan"] == []
    tercatat = {satu["label"]: satu["isi"] for satu in manifes["tercatat"]}
    assert tercatat and all(f"{label}: {isi}" in baca for label, isi in tercatat.items())


def test_the_same_case_gives_the_same_bytes(kasus, jam):
    pertama = read_paket(kasus)
    jam.maju(days=400)
    assert read_paket(PengukuranKinerja.objects.get(pk=kasus.pk)) == pertama


def test_what_is_lost_or_altered_is_left_out_and_said(kasus, isi_semula):
    satu, dua = [isi for isi in list_isi(kasus) if isi.jenis == "Bukti"][:2]
    nama = dict(Bukti.objects.filter(sha256__in=[satu.sha256, dua.sha256]).values_list("sha256", "berkas"))
    isi_semula(nama[satu.sha256], flip)
    isi_semula(nama[dua.sha256], None)
    with zipfile.ZipFile(io.BytesIO(read_paket(kasus))) as paket:
        assert not {satu.nama, dua.nama} & set(paket.namelist())
        kurang = json.loads(paket.read("manifes.json"))["kekurangan"]
        baca = paket.read("BACA-SAYA.txt").decode()
    assert {k["nama"]: k["sebab"] for k in kurang} == {satu.nama: BERUBAH, dua.nama: HILANG}
    assert f"- {satu.nama}: {BERUBAH}" in baca and f"- {dua.nama}: {HILANG}" in baca


def test_large_evidence_takes_no_memory(kasus):
    contoh = Bukti.objects.filter(realisasi__formulir__periode=kasus.periode).first()
    besar, sidik = bytes(24_000_000), hashlib.sha256(bytes(24_000_000)).hexdigest()
    nama = default_storage.save("bukti/besar", ContentFile(besar))
    Bukti.objects.filter(pk=contoh.pk).update(berkas=nama, sha256=sidik, ukuran=len(besar))
    asli = isi_arsip._walk_bukti
    with pytest.MonkeyPatch.context() as tambal:
        tambal.setattr(isi_arsip, "_walk_bukti", lambda *a: [("B", {"nama": "besar.pdf", "sha256": sidik}), *asli(*a)])
        tracemalloc.start()
        with build_paket(kasus) as berkas:
            panjang = berkas.seek(0, 2)
        puncak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    default_storage.delete(nama)
    assert panjang > len(besar) and puncak < 12_000_000, puncak


def test_the_page_tells_what_is_in_it_and_how_long_it_is_kept(kasus, masuk):
    aktif = add_tahun(read_hari(kasus.riwayat[-1].waktu, kasus.perangkat_daerah.zona), 2)
    teks = masuk("staf").get(f"/pengukuran/{kasus.pk}/arsip/").text
    assert "laporan/laporan.pdf" in teks and "Unduh paket (zip)" in teks
    assert f"Aktif sampai {write_tanggal(aktif)}, inaktif sampai" in teks
    laporan, kertas = (re.search(rf'"kolom-teks">{n}</th>.*?data-label="Ukuran"[^>]*>(.*?)<', teks)[1] for n in (
        "laporan/laporan.pdf", "kertas-kerja/kertas-kerja.xlsx"
    ))  # fmt: skip
    assert (laporan.endswith(" KB"), kertas) == (True, "dibuat saat dipaketkan")


def test_the_package_of_a_small_case_too_is_written_outside_of_the_request(kasus, masuk, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    alamat = f"/pengukuran/{kasus.pk}/arsip/unduh.zip"
    jawaban = masuk("staf").get(alamat)
    assert (jawaban.status_code, "Sedang disiapkan" in jawaban.text) == (202, True)
    assert run_cetakan(Cetakan.objects.get(pengukuran=kasus, jenis="arsip").pk)
    jawaban = masuk("staf").get(alamat)
    assert jawaban["Content-Type"] == "application/zip" and "attachment" in jawaban["Content-Disposition"]
    assert b"".join(jawaban.streaming_content) == read_paket(kasus)
    assert "Paket arsip" in masuk("staf").get(f"/pengukuran/{kasus.pk}/").text
    assert "Paket arsip" not in masuk("perencana").get(f"/pengukuran/{kasus.pk}/").text


def test_a_case_that_runs_has_no_package(kasus, masuk):
    lain = create_kasus(Status.DISPOSISI, kantor=kasus.perangkat_daerah, triwulan=3)
    jawaban = masuk("kepala").get(f"/pengukuran/{lain.pk}/arsip/")
    assert (jawaban.status_code, "sesudah pengukuran selesai" in jawaban.text) == (422, True)


def test_one_flipped_byte_in_a_thousand_files_is_found(kasus, isi_semula):
    kode, laporan = check()
    assert kode == 0 and "semua cocok" in laporan, laporan
    contoh = Bukti.objects.first()
    semua = []
    for nomor in range(1000):
        isi = b"%%PDF bukti %d" % nomor
        nama = default_storage.save(f"bukti/seribu-{nomor}", ContentFile(isi))
        sidik = hashlib.sha256(isi).hexdigest()
        semua.append(Bukti(
            realisasi_id=contoh.realisasi_id, berkas=nama, nama=f"{nomor}.pdf", jenis="x", ukuran=len(isi),
            sha256=sidik, diunggah_oleh_id=contoh.diunggah_oleh_id,
        ))  # fmt: skip
    Bukti.objects.bulk_create(semua)
    isi_semula("bukti/seribu-700", flip)
    kode, laporan = check()
    assert (kode, laporan.count("\n- ")) == (1, 1), laporan
    assert f"bukti 700.pdf (nomor {semua[700].pk}, bukti/seribu-700): {BERUBAH}" in laporan
    assert laporan.endswith("1 masalah ditemukan.")
    isi_semula("bukti/seribu-3", None)
    assert f"bukti/seribu-3): {HILANG}" in check()[1]


def test_a_signed_report_and_its_data_are_looked_at(kasus, isi_semula):
    dokumen = Dokumen.objects.get(pengukuran=kasus)
    isi_semula(dokumen.berkas.name, flip)
    kode, laporan = check()
    assert kode == 1 and f"laporan {dokumen.nomor} (nomor {dokumen.pk}, {dokumen.berkas.name}): {BERUBAH}" in laporan
    assert "1 data laporan" in laporan


def rezip(isi, ubah):
    """The package written anew, each member as `ubah` says; None leaves it out."""
    keluaran = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(isi)) as lama, zipfile.ZipFile(keluaran, "w") as baru:
        for nama in lama.namelist():
            if (ganti := ubah(nama, lama.read(nama))) is not None:
                baru.writestr(nama, ganti)
        for nama, tambah in (ubah("", b"") or {}).items():
            baru.writestr(nama, tambah)
    return keluaran.getvalue()


RUSAKAN = {
    "altered": (lambda n, b: b + b" " if n == "jejak.json" else b or None, f"- jejak.json: {BERUBAH}"),
    "removed": (lambda n, b: None if n in ("", "laporan/laporan.pdf") else b, "- laporan/laporan.pdf: tidak ada dalam"),
    "added": (lambda n, b: b if n else {"lain.pdf": b"x"}, "- lain.pdf: tidak tercantum dalam daftar sidik"),
    "no list": (lambda n, b: None if n in ("", "SHA256SUMS") else b, "- SHA256SUMS: tidak ada"),
    "no manifest": (lambda n, b: None if n in ("", "manifes.json") else b, "- manifes.json: tidak ada"),
}


def test_a_package_is_checked_against_its_manifest(kasus, tmp_path):
    isi, jalur = read_paket(kasus), tmp_path / "paket.zip"
    jalur.write_bytes(isi)
    kode, laporan = check("--paket", str(jalur))
    assert kode == 0 and laporan.startswith("paket.zip: diperiksa ") and "semua cocok" in laporan
    for ubah, semestinya in RUSAKAN.values():
        jalur.write_bytes(rezip(isi, ubah))
        kode, laporan = check("--paket", str(jalur))
        assert kode == 1 and semestinya in laporan, laporan
    letak = isi.find(b"%PDF") + 100
    jalur.write_bytes(isi[:letak] + bytes([isi[letak] ^ 1]) + isi[letak + 1 :])
    assert check("--paket", str(jalur))[0] == 1
    for isi_rusak in (b"", b"bukan zip", isi[:-500]):
        jalur.write_bytes(isi_rusak)
        assert check("--paket", str(jalur))[0] == 1
    assert "berkas tidak ada" in check("--paket", str(tmp_path / "tidak-ada.zip"))[1]


def test_retention_counts_from_the_day_of_the_end():
    hasil = compute_retensi(datetime.date(2024, 2, 29), Lama(2, 3, 5, NasibArsip.PERMANEN))
    assert (str(hasil.aktif), str(hasil.inaktif), str(hasil.kerja)) == ("2026-02-28", "2029-02-28", "2029-02-28")
