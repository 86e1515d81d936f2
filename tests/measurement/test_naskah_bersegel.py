"""The SK of the Tim is sealed as the report is: once, the very PDF, by the phrase of the step that signs it."""

import hashlib
import logging
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.urls import reverse

from collection.models import Jejak
from measurement.enums import Aksi
from measurement.errors import GiliranError, SegelError
from measurement.models import Catatan, Disposisi, Naskah, NaskahBersegel, NomorSurat, Segel, TemplatNaskah
from measurement.services.langkah import run_langkah
from measurement.services.naskah import build_pdf, read_naskah, render_naskah
from measurement.services.penyegelan import check_bersegel
from measurement.services.segel import find_segel
from measurement.signing.periksa import validate
from tests.factories.bersama import share
from tests.factories.gerak import build_contoh, cancel, do, fetch, finish
from tests.factories.kantor_contoh import FRASA, get_user
from tests.factories.kertas import read_halaman
from tests.factories.naskah import build_scan, kasus_di, read_pdf

pytestmark = pytest.mark.django_db
SALAH = "frasa-yang-salah-sekali"


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("sk")):
        yield kasus_di("dinas_pengukuran", 4, 5).pk


@pytest.fixture
def kasus(basis):
    """Waits for the Kepala's signature of the SK, at step 5."""
    return Disposisi.objects.filter(pengukuran=basis).first().pengukuran


def sign(kasus, **isian):
    build_contoh(kasus).run_langkah(kasus, Aksi.SELESAIKAN, {"frasa": FRASA, **isian})
    return fetch(kasus)


def link(kasus, aksi="selesaikan"):
    tindakan = kasus.tindakan
    return reverse("measurement:langkah_run", args=[kasus.pk, tindakan.langkah.nomor, tindakan.urutan, aksi])


def verify(client, kode, nama="detail"):
    client.logout()
    return client.get(reverse(f"measurement:verifikasi_{nama}", args=[kode]))


def test_the_very_pdf_of_the_snapshot_is_sealed_and_kept_with_its_hash(kasus, tmp_path):
    kasus = sign(kasus)
    satu = NaskahBersegel.objects.get()
    isi = build_pdf(satu.naskah)
    polos = render_naskah(read_naskah(satu.naskah))
    assert (kasus.status, isi.startswith(polos), len(isi) > len(polos)) == ("pengumpulan", True, True)
    assert satu.sha256 == hashlib.sha256(isi).hexdigest()
    assert validate(isi, [Segel.objects.get(perangkat_daerah=kasus.perangkat_daerah).penerbit]).sah
    assert check_bersegel(satu).sah
    (tmp_path / "sk.pdf").write_bytes(isi)
    keluaran = subprocess.run(["pdfsig", str(tmp_path / "sk.pdf")], capture_output=True, text=True, check=False).stdout
    assert ("Signature is Valid." in keluaran, "Total document signed" in keluaran) == (True, True)


def test_the_draft_is_not_sealed(kasus):
    konsep = Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="sk_tim").first()
    assert ("segel" in read_naskah(konsep), hasattr(konsep, "bersegel"), konsep.nomor_surat) == (False, False, None)


@pytest.mark.kertas
def test_every_page_has_the_code_and_the_sk_says_where_to_check_it(kasus):
    sign(kasus)
    satu = NaskahBersegel.objects.get()
    halaman = read_halaman(build_pdf(satu.naskah))
    assert len(halaman) > 1 and all(f"Kode {satu.kode}" in teks for teks in halaman)
    teks = read_pdf(satu.naskah)
    assert teks.count("Disegel secara elektronik") == 2
    assert "segel elektronik internal, bukan tanda tangan elektronik tersertifikasi" in teks
    assert f"/verifikasi/{satu.kode}/" in teks.replace(" ", "")
    assert len(read_halaman(build_pdf(satu.naskah))) == len(halaman)


def test_what_was_approved_is_what_is_sealed_whatever_the_office_rewords_since(kasus):
    konsep = Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="sk_tim").first()
    TemplatNaskah.objects.create(
        perangkat_daerah=kasus.perangkat_daerah, jenis=konsep.jenis, versi=1, teks={"kesatu": "Membubarkan Tim."},
        pola_nomor="SK/{urut}/{tahun}", dibuat_oleh=get_user("admin"),
    )  # fmt: skip
    sign(kasus)
    lama, baru = read_naskah(konsep), read_naskah(NaskahBersegel.objects.get().naskah)
    for nama in ("teks", "diktum", "tabel", "tentang", "menimbang", "mengingat", "tugas"):
        assert baru[nama] == lama[nama], nama
    assert baru["nomor"].startswith("SK/")


def count_rows():
    """Numbers, papers, and files of what was sealed."""
    berkas = list(Path(settings.MEDIA_ROOT).glob("dokumen/*"))
    return NomorSurat.objects.count(), Naskah.objects.count(), len(berkas)


def test_a_wrong_phrase_leaves_nothing_behind(kasus):
    sebelum = count_rows()
    with pytest.raises(SegelError, match=r"Frasa sandi salah\. Dokumen belum ditandatangani; ketik ulang"):
        sign(kasus, frasa=SALAH)
    with pytest.raises(SegelError, match="Frasa sandi salah"):
        sign(kasus, frasa="")
    assert (fetch(kasus).versi, fetch(kasus).status, NaskahBersegel.objects.count()) == (kasus.versi, "rapat", 0)
    assert count_rows() == sebelum


def test_the_phrase_is_shown_and_kept_nowhere(masuk, kasus, caplog):
    caplog.set_level(logging.DEBUG)
    client, data = masuk("kepala"), {"versi": kasus.versi, "catatan": "Ditetapkan."}
    for frasa, pesan in ((SALAH, "Frasa sandi salah."), ("", "Tulis frasa sandi segel.")):
        jawaban = client.post(link(kasus), data | {"frasa": frasa})
        teks = jawaban.content.decode()
        assert (jawaban.status_code, pesan in teks, SALAH in teks) == (422, True, False)
        assert "Ditetapkan.</textarea>" in teks
    assert client.post(link(kasus), data | {"frasa": FRASA}).status_code == 302
    tersimpan = [*Catatan.objects.values(), *Disposisi.objects.values(), *Jejak.objects.values()]
    tersimpan += [*Naskah.objects.values(), caplog.text, dict(client.session)]
    assert [str(satu) for satu in tersimpan if SALAH in str(satu) or FRASA in str(satu)] == []


def test_an_office_without_a_seal_is_told_so_as_for_the_report(masuk, kasus, monkeypatch):
    kantor = kasus.perangkat_daerah
    tanpa = SimpleNamespace(objects=SimpleNamespace(filter=lambda **saring: Segel.objects.none()))
    monkeypatch.setattr("measurement.services.segel.Segel", tanpa)
    with pytest.raises(SegelError) as galat:
        find_segel(kantor)
    assert "belum mempunyai segel" in str(galat.value)
    jawaban = masuk("kepala").post(link(kasus), {"versi": kasus.versi, "frasa": FRASA})
    assert (jawaban.status_code, str(galat.value) in jawaban.content.decode()) == (422, True)
    assert (fetch(kasus).versi, NaskahBersegel.objects.count()) == (kasus.versi, 0)


def test_a_second_click_signs_nothing(kasus):
    tindakan, versi = kasus.tindakan, kasus.versi
    sign(kasus)
    with pytest.raises(GiliranError):
        run_langkah(
            kasus, tindakan=tindakan, aksi=Aksi.SELESAIKAN, user=get_user("kepala"), versi=versi, isian={"frasa": FRASA}
        )
    assert NaskahBersegel.objects.count() == 1


def test_the_page_of_the_step_shows_what_is_signed_and_asks_for_the_phrase(masuk, kasus):
    konsep = Naskah.objects.filter(disposisi__pengukuran=kasus, jenis="sk_tim").last()
    teks = masuk("kepala").get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).content.decode()
    assert f'href="{reverse("measurement:naskah_pdf", args=[konsep.pk])}">Buka konsep SK (PDF)' in teks
    assert '<button class="tombol tombol-utama" type="submit">Tanda tangani SK Tim</button>' in teks
    assert teks.count('name="frasa"') == 1 and "bukan tanda tangan elektronik tersertifikasi" in teks
    lain = masuk("sekretaris").get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).content.decode()
    assert 'name="frasa"' not in lain


def test_a_scan_of_the_signed_sk_needs_no_phrase(masuk, kasus):
    data = {"versi": kasus.versi, "pindaian": build_scan("sk.pdf"), "nomor_kertas": "188/1/2026"}
    assert masuk("kepala").post(link(kasus), data).status_code == 302
    assert (fetch(kasus).status, NaskahBersegel.objects.count()) == ("pengumpulan", 0)


def test_anybody_with_the_code_learns_that_it_is_genuine(client, kasus):
    kasus = sign(kasus)
    satu = NaskahBersegel.objects.get()
    jawaban = verify(client, satu.kode)
    teks = jawaban.content.decode()
    for isi in (
        "Dokumen ini asli", "Surat keputusan Tim", satu.nomor, kasus.perangkat_daerah.nama, "Triwulan IV 2026",
        f"{get_user('kepala').nama}, Kepala,", satu.sha256, satu.segel.subjek,
        reverse("measurement:verifikasi_pdf", args=[satu.kode]),
    ):  # fmt: skip
        assert isi in teks, isi
    assert (jawaban.status_code, "Tidak berlaku lagi" in teks) == (200, False)
    pdf = verify(client, satu.kode, "pdf")
    assert pdf.content == build_pdf(satu.naskah)
    assert 'filename="Surat_keputusan_Tim_' in pdf["Content-Disposition"]


def test_a_changed_file_is_not_genuine_and_not_given_out(client, masuk, kasus):
    sign(kasus)
    satu = NaskahBersegel.objects.get()
    with default_storage.open(satu.berkas.name, "ab") as berkas:
        berkas.write(b"\n")
    assert "Keaslian tidak dapat dipastikan" in verify(client, satu.kode).content.decode()
    assert verify(client, satu.kode, "pdf").status_code == 422
    alamat = reverse("measurement:naskah_pdf", args=[satu.naskah_id])
    assert masuk("staf").get(alamat).status_code == 422
    default_storage.delete(satu.berkas.name)
    assert masuk("staf").get(alamat).status_code == 422


def test_the_sk_of_a_cancelled_case_is_genuine_but_not_in_force(client, kasus):
    cancel(sign(kasus))
    teks = verify(client, NaskahBersegel.objects.get().kode).content.decode()
    assert ("Dokumen ini asli" in teks, "Pengukuran kinerja yang mendasarinya dibatalkan." in teks) == (True, True)


def test_its_page_and_pdf_are_the_sealed_ones(masuk, kasus):
    kasus = sign(kasus)
    satu = NaskahBersegel.objects.get()
    client = masuk("staf")
    teks = client.get(reverse("measurement:naskah_detail", args=[satu.naskah_id])).content.decode()
    for isi in (satu.sha256, satu.kode, 'class="qr"', "Disegel secara elektronik"):
        assert isi in teks, isi
    assert "untuk ditandatangani" not in teks
    pdf = client.get(reverse("measurement:naskah_pdf", args=[satu.naskah_id]))
    assert hashlib.sha256(pdf.content).hexdigest() == satu.sha256
    assert "PDF bersegel" in client.get(reverse("measurement:pengukuran_detail", args=[kasus.pk])).content.decode()


def test_the_example_makes_the_seal_where_there_is_none_yet(kasus):
    contoh = build_contoh(kasus)
    contoh.frasa, contoh.sandi_baru = "", lambda: "frasa baru yang panjang"
    contoh.do_tindakan(kasus)
    assert NaskahBersegel.objects.get().segel == find_segel(kasus.perangkat_daerah)
    assert do(finish_units(kasus)).pk == kasus.pk


def finish_units(kasus):
    """The units hand in; the report later on is sealed as ever."""
    kasus = fetch(kasus)
    assert kasus.tindakan.jenis == "pengisian"
    build_contoh(kasus).fill_formulir(kasus)
    return fetch(kasus) if fetch(kasus).tindakan.jenis != "pengisian" else finish(fetch(kasus))
