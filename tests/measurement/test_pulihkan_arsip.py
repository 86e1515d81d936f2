"""A package brought into an empty installation: it verifies there, and one that was touched anywhere is refused whole."""

import copy
import hashlib
import io
import json
import random
import struct
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from collection.models import Jejak, PerangkatDaerah
from measurement.enums import KeadaanUnggahan
from measurement.models import ArsipPulihan, Dokumen, DokumenPulihan
from measurement.services import bukti_paket, paket_arsip, pulihkan
from measurement.services.arsip import build_paket
from measurement.services.periksa_arsip import check_simpanan
from measurement.services.verifikasi_berkas import check_unggahan
from measurement.signing.sertifikat import issue_segel
from tests.factories.bersama import share
from tests.factories.kantor_contoh import create_kantor, get_user
from tests.factories.naskah import kasus_di
from tests.factories.ringan import real_paper

pytestmark = [pytest.mark.django_db, pytest.mark.kertas("dibaca")]
LAPORAN, DATA, DOKUMEN = "laporan/laporan.pdf", "laporan/data-laporan.json", "dokumen.json"
WAKTU = (2026, 11, 20, 10, 0, 0)


@pytest.fixture(scope="module")
def asal(django_db_setup, django_db_blocker, tmp_path_factory):
    """The package of a finished case, and the fingerprint of its seal; its installation is gone when the tests begin."""
    with share(django_db_blocker, tmp_path_factory.mktemp("asal")):
        with real_paper():  # what is signed; the package's other papers may be blank
            kasus = kasus_di("dinas_pengukuran", 4, 99)
        with build_paket(kasus) as berkas:
            isi = berkas.read()
        sidik = kasus.perangkat_daerah.segel_set.get().sidik_jari
        jalur = tmp_path_factory.mktemp("paket") / "paket.zip"
        jalur.write_bytes(isi)
        hidup = pulihkan.restore_paket(jalur).ada, ArsipPulihan.objects.count()
    return isi, sidik, hidup


@pytest.fixture
def isi(asal):
    return asal[0]


@pytest.fixture
def sidik(asal):
    return asal[1]


@pytest.fixture
def jalankan(tmp_path, sidik):
    """Runs the command on these bytes; gives its exit code and all that it says."""

    def run(isi, *arg, percaya=sidik):
        jalur = tmp_path / "paket.zip"
        jalur.write_bytes(isi)
        keluaran = io.StringIO()
        percaya = ["--percaya", percaya] if percaya else []
        try:
            call_command("pulihkan_arsip", str(jalur), *arg, *percaya, stdout=keluaran)
        except CommandError as galat:
            return galat.returncode, str(galat)
        return 0, keluaran.getvalue()

    return run


def list_berkas():
    akar = Path(settings.MEDIA_ROOT)
    return sorted(satu for satu in akar.rglob("*") if satu.is_file()) if akar.exists() else []


def assert_nothing_written():
    assert (ArsipPulihan.objects.count(), DokumenPulihan.objects.count(), list_berkas()) == (0, 0, [])


def unzip(isi):
    with zipfile.ZipFile(io.BytesIO(isi)) as paket:
        return {nama: paket.read(nama) for nama in paket.namelist()}


def pack(anggota, cara=zipfile.ZIP_STORED, atribut=0o644 << 16):
    keluaran = io.BytesIO()
    with zipfile.ZipFile(keluaran, "w") as paket:
        for nama, isi in anggota.items():
            kepala = zipfile.ZipInfo(nama, WAKTU)
            kepala.create_system, kepala.external_attr, kepala.compress_type = 3, atribut, cara
            paket.writestr(kepala, isi)
    return keluaran.getvalue()


def relist(anggota):
    """Both lists made to agree with the members: what a careful forger does."""
    isi = {nama: satu for nama, satu in anggota.items() if nama not in ("SHA256SUMS", "manifes.json")}
    manifes = json.loads(anggota["manifes.json"])
    manifes["berkas"] = [{"nama": n, "sha256": hashlib.sha256(b).hexdigest()} for n, b in isi.items()]
    isi["manifes.json"] = json.dumps(manifes).encode()
    daftar = "".join(f"{hashlib.sha256(b).hexdigest()}  {n}\n" for n, b in isi.items())
    return {**isi, "SHA256SUMS": daftar.encode()}


def reword(isi, ubah):
    """The package with its dokumen.json altered and both lists made to agree."""
    anggota = unzip(isi)
    data = json.loads(anggota[DOKUMEN])
    ubah(data)
    return pack(relist(anggota | {DOKUMEN: json.dumps(data).encode()}))


def test_a_package_verifies_in_an_empty_installation(isi, jalankan, client):
    assert PerangkatDaerah.objects.count() == Dokumen.objects.count() == 0
    kode, teks = jalankan(isi)
    assert kode == 0 and "dipulihkan" in teks, teks
    anggota = unzip(isi)
    semua = json.loads(anggota[DOKUMEN])["dokumen"]
    assert {satu["jenis"] for satu in semua} == {"laporan", "sk_tim"}
    for satu in semua:
        asli = next(b for b in anggota.values() if hashlib.sha256(b).hexdigest() == satu["sha256"])
        halaman = client.get(reverse("measurement:verifikasi_detail", args=[satu["kode"]])).text
        assert "Dokumen ini asli" in halaman and satu["nomor"] in halaman and satu["penanda"] in halaman
        assert "dari paket arsip pengukuran kinerjanya" in halaman and "Segel elektronik internal" in halaman
        assert client.get(reverse("measurement:verifikasi_pdf", args=[satu["kode"]])).content == asli
        assert check_unggahan(asli).keadaan == KeadaanUnggahan.ASLI
        rusak = bytearray(asli)
        rusak[len(rusak) // 2] ^= 1
        hasil = check_unggahan(bytes(rusak))
        assert (hasil.keadaan, hasil.dokumen.kode) == (KeadaanUnggahan.BERUBAH, satu["kode"])
    kirim = {"berkas": SimpleUploadedFile("laporan.pdf", anggota[LAPORAN])}
    assert "Asli, tidak berubah" in client.post(reverse("measurement:verifikasi_check"), kirim).text
    hasil = check_simpanan()
    assert (hasil.temuan, hasil.jumlah["paket arsip"], hasil.jumlah["dokumen pulihan"]) == ([], 1, len(semua))
    assert Path(ArsipPulihan.objects.get().berkas.path).read_bytes() == isi


def test_twice_says_that_it_is_there_and_a_living_case_is_never_doubled(isi, jalankan, sidik):
    kode, teks = jalankan(isi, "--periksa")
    assert kode == 0 and "dapat dipulihkan" in teks and sidik in teks
    assert_nothing_written()
    jalankan(isi)
    sebelum = list_berkas()
    kode, teks = jalankan(isi, percaya="")
    assert kode == 0 and "sudah ada di instalasi ini" in teks
    assert (ArsipPulihan.objects.count(), list_berkas()) == (1, sebelum)


def test_where_the_case_lives_nothing_is_restored(asal):
    """It was asked there, before that installation was gone."""
    assert asal[2] == (True, 0)


def test_a_certificate_that_nobody_vouches_for_is_not_believed(isi, jalankan, sidik):
    kode, teks = jalankan(isi, percaya="")
    assert kode == 1 and "belum dikenal instalasi ini" in teks and sidik in teks
    kode, teks = jalankan(isi, percaya="a" * 64)
    assert kode == 1 and "belum dikenal" in teks
    assert_nothing_written()


def test_a_seal_of_the_office_itself_needs_no_vouching(isi, jalankan, sidik):
    milik = json.loads(unzip(isi)[DOKUMEN])["kantor"]
    segel = {"p12": b"", "sidik_jari": sidik, "berlaku_sampai": timezone.now()}
    lain = PerangkatDaerah.objects.create(**milik | {"kode": "9", "singkatan": "lain"})
    lain.segel_set.create(**segel)
    assert jalankan(isi, percaya="")[0] == 1
    kantor = PerangkatDaerah.objects.create(**milik)
    kantor.segel_set.create(**segel)
    assert jalankan(isi, percaya="")[0] == 0
    assert Jejak.objects.get(aksi="pulihkan_arsip").perangkat_daerah == kantor


def test_a_flipped_byte_anywhere_is_refused(isi, jalankan):
    acak = random.Random(5)
    pusat = struct.unpack("<I", isi[-6:-2])[0]
    letak = [*acak.sample(range(pusat), 12), *range(pusat, pusat + 50), *range(len(isi) - 22, len(isi))]
    lolos = []
    for satu in letak:
        kode, teks = jalankan(isi[:satu] + bytes([isi[satu] ^ 1]) + isi[satu + 1 :])
        if kode != 1 or not teks.endswith(".") or ": " not in teks:
            lolos.append((satu, teks))
    assert lolos == []
    assert_nothing_written()


def test_a_half_file_and_no_zip_are_refused(isi, jalankan, tmp_path):
    for rusak in (b"", b"bukan zip", isi[:-500], isi[: len(isi) // 2], b"x" + isi, isi + b"x", isi[:-22] + isi):
        kode, teks = jalankan(rusak)
        assert kode == 1 and teks.startswith(("paket.zip: ", "BACA-SAYA.txt: ", "bukti/")), teks
    with pytest.raises(CommandError, match=r"tidak-ada\.zip: berkas tidak ada\."):
        call_command("pulihkan_arsip", str(tmp_path / "tidak-ada.zip"))
    assert_nothing_written()


TIPUAN = {
    "removed": (lambda a: {n: b for n, b in a.items() if n != "jejak.json"}, "jejak.json: tidak ada dalam paket."),
    "added": (lambda a: a | {"lain.pdf": b"x"}, "lain.pdf: tidak tercantum dalam daftar sidik."),
    "altered": (lambda a: a | {"jejak.json": b"[]"}, "jejak.json: tidak cocok dengan sidik"),
    "no report": (lambda a: relist({n: b for n, b in a.items() if n != LAPORAN}), "dokumen.json: menyebut dokumen"),
    "other data": (lambda a: relist(a | {DATA: a[DATA] + b" "}), f"{DATA}: tidak sama dengan data yang terlampir"),
    "no data": (lambda a: relist({n: b for n, b in a.items() if n != DATA}), "dokumen.json: menyebut dokumen"),
    "path up": (lambda a: relist(a | {"../lain.pdf": b"x"}), "../lain.pdf: namanya menunjuk ke luar"),
    "root path": (lambda a: relist(a | {"/etc/x": b"x"}), "/etc/x: namanya menunjuk ke luar"),
    "backslash": (lambda a: relist(a | {"a\\b": b"x"}), "a\\b: namanya menunjuk ke luar"),
    "a folder": (lambda a: relist(a | {"kosong/": b""}), "kosong/: namanya menunjuk ke luar"),
    "no papers": (lambda a: relist({n: b for n, b in a.items() if n != DOKUMEN}), "dokumen.json: tidak ada"),
    "nonsense": (lambda a: relist(a | {DOKUMEN: b"[1]"}), "dokumen.json: "),
    "deep": (lambda a: relist(a | {DOKUMEN: b"[" * 100_000}), "dokumen.json: tidak dapat dibaca."),
    "old": (lambda a: a | {"manifes.json": a["manifes.json"].replace(b'"versi": 2', b'"versi": 1')},
            "manifes.json: dibuat versi aplikasi yang lain"),
}  # fmt: skip


def test_what_was_taken_apart_and_put_together_again_is_refused(isi, jalankan):
    for nama, (ubah, semestinya) in TIPUAN.items():
        kode, teks = jalankan(pack(ubah(unzip(isi))))
        assert kode == 1 and teks.startswith(semestinya), (nama, teks)
        assert_nothing_written()


def test_compressed_or_linked_members_are_refused(isi, jalankan, monkeypatch):
    for paket in (pack(unzip(isi), cara=zipfile.ZIP_DEFLATED), pack(unzip(isi), atribut=0o120777 << 16)):
        assert "dimampatkan, atau bertaut" in jalankan(paket)[1]
    monkeypatch.setattr(paket_arsip, "MAKS_UKURAN", len(isi) - 1)
    assert "lebih dari 4 GB" in jalankan(isi)[1]
    assert_nothing_written()


def test_words_about_a_paper_that_are_not_what_was_signed_are_refused(isi, jalankan):
    ubahan = {
        "nomor": "1/palsu", "penanda": "Orang Lain", "kode": "f" * 26, "penerbit": issue_segel("Lain", "x" * 12).penerbit,
        "sidik_jari": "0" * 64, "jenis": "lain", "tanggal": "kemarin",
    }  # fmt: skip
    for nomor in (0, 1):
        for kunci, nilai in ubahan.items():
            kode, teks = jalankan(reword(isi, lambda data, n=nomor, k=kunci, v=nilai: data["dokumen"][n].update({k: v})))
            assert kode == 1 and teks.endswith((".", "0" * 64)), (nomor, kunci, teks)
    kode, teks = jalankan(reword(isi, lambda data: data["kantor"].update(nama="Dinas Lain")))
    assert kode == 1 and "(kantor)" in teks
    assert jalankan(reword(isi, lambda data: data["dokumen"].clear()))[0] == 1
    assert_nothing_written()
    assert jalankan(reword(isi, lambda data: None))[0] == 0, "what reword does by itself is taken"


def test_a_failure_in_the_middle_leaves_neither_row_nor_file(isi, jalankan, monkeypatch):
    def fail(*arg):
        raise RuntimeError("mati di tengah")

    monkeypatch.setattr(pulihkan, "_write_jejak", fail)
    with pytest.raises(RuntimeError):
        jalankan(isi)
    assert_nothing_written()
    asli = bukti_paket.list_calon
    monkeypatch.setattr(pulihkan, "list_calon", lambda *a: [*(semua := asli(*a)), copy.deepcopy(semua[0])])
    kode, teks = jalankan(isi)
    assert kode == 1 and "perintah lain" in teks
    assert_nothing_written()


def test_a_file_that_is_swapped_while_it_is_read_is_refused(isi, tmp_path, sidik, monkeypatch):
    jalur, asli = tmp_path / "paket.zip", pulihkan.build_arsip
    jalur.write_bytes(isi)

    def swap(paket):
        jalur.write_bytes(isi + b"x")
        return asli(paket)

    monkeypatch.setattr(pulihkan, "build_arsip", swap)
    with pytest.raises(pulihkan.PulihError):
        pulihkan.restore_paket(jalur, percaya=[sidik])
    assert_nothing_written()


def test_who_may_see_what_was_restored(isi, jalankan, client):
    jalankan(isi)
    dokumen = DokumenPulihan.objects.get(jenis="laporan")
    daftar = reverse("measurement:arsip_pulihan_list")
    pdf = reverse("measurement:arsip_pulihan_pdf", args=[dokumen.pk])
    paket = reverse("measurement:arsip_pulihan_zip", args=[dokumen.arsip_id])
    create_kantor()
    client.force_login(get_user("bidang.kb"))
    halaman = client.get(daftar).text
    assert dokumen.nomor in halaman and pdf in halaman and paket not in halaman
    assert (client.get(pdf).content, client.get(paket).status_code) == (unzip(isi)[LAPORAN], 403)
    assert daftar in client.get(reverse("measurement:dokumen_list")).text
    client.force_login(get_user("staf"))
    assert paket in client.get(daftar).text
    assert b"".join(client.get(paket).streaming_content) == isi
    client.force_login(get_user("kepala", "dpmd-blora"))
    assert dokumen.nomor not in client.get(daftar).text
    assert (client.get(pdf).status_code, client.get(paket).status_code) == (404, 404)
    assert daftar not in client.get(reverse("measurement:dokumen_list")).text


def test_a_restored_revision_says_so_on_the_report_before(isi, jalankan, client):
    jalankan(isi)
    lama = DokumenPulihan.objects.get(jenis="laporan")
    nilai = {f.name: getattr(lama, f.name) for f in lama._meta.fields if f.name != "id"}
    DokumenPulihan.objects.create(**nilai | {"kode": "e" * 26, "nomor": "9/baru", "menggantikan": lama.kode})
    halaman = client.get(reverse("measurement:verifikasi_detail", args=[lama.kode])).text
    assert "Digantikan oleh laporan nomor 9/baru" in halaman and f'href="/verifikasi/{"e" * 26}/"' in halaman
    halaman = client.get(reverse("measurement:verifikasi_detail", args=["e" * 26])).text
    assert f"Laporan nomor {lama.nomor} tanggal" in halaman


def test_what_was_restored_is_kept_for_ever(isi, jalankan):
    jalankan(isi)
    for tabel in ("measurement_arsippulihan", "measurement_dokumenpulihan"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as kursor:
            kursor.execute(f"UPDATE {tabel} SET sha256 = ''")
