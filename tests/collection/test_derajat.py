"""How grave an office has the checks of its forms: who sets it, what may be set, and what it stops."""

import pytest

from collection.enums import Derajat, Pemeriksaan
from collection.errors import AksesError, BentrokError, IsianError
from collection.kewajaran import PILIHAN_DERAJAT, Temuan, grade_temuan, tell_bukti
from collection.models import Indikator, Jejak
from collection.services.bukti import attach_bukti
from collection.services.derajat import change_derajat, compute_versi_derajat, list_riwayat_derajat, read_derajat
from collection.services.formulir import submit_formulir
from collection.services.tinjauan import list_halangan, list_halangan_bukti
from measurement.services.contoh import build_bukti
from tests.factories.formulir import create_kerja, fill, save
from tests.factories.halaman import get, link, visit

pytestmark = pytest.mark.django_db
BAKU = {satu: pilihan[0] for satu, pilihan in PILIHAN_DERAJAT.items()}
DIMINTA = "Persentase desa mandiri: Bukti yang diminta belum ada: {}. Lampirkan buktinya{}."


@pytest.fixture
def kerja():
    kerja = create_kerja()
    Indikator.objects.filter(kode="persen", perangkat_daerah=kerja.kantor).update(bukti_diminta="Berita acara\nFoto")
    return kerja


def atur(kerja, user=None, alasan="Nota dinas 7", versi=None, **isian):
    kerja.kantor.refresh_from_db()
    isian = BAKU | {Pemeriksaan(nama): derajat for nama, derajat in isian.items()}
    versi = versi or compute_versi_derajat(kerja.kantor)
    segar = change_derajat(kantor=kerja.kantor, isian=isian, alasan=alasan, versi=versi, user=user or kerja.tim)
    kerja.formulir.periode.perangkat_daerah = segar
    return segar


def test_every_check_has_its_usual_grade_until_an_office_says_otherwise(kerja):
    assert read_derajat(kerja.kantor) == BAKU
    assert set(BAKU) == set(Pemeriksaan)
    kantor = atur(kerja, bukti_diminta="halangi")
    assert read_derajat(kantor) == BAKU | {Pemeriksaan.BUKTI_DIMINTA: Derajat.HALANGI}
    assert kantor.derajat_periksa == {"bukti_diminta": "halangi"}
    assert atur(kerja).derajat_periksa == {}


@pytest.mark.parametrize(
    ("isian", "alasan", "galat"),
    [
        ({"lebih_buruk": "halangi"}, "a", "lebih_buruk"), ({"pagu": "info"}, "a", "pagu"), ({"tren": "x"}, "a", "tren"),
        ({"persen": None}, "a", "persen"), ({"persen": "info"}, " ", "alasan"), ({"persen": "info"}, "a" * 501, "alasan"),
    ],
)  # fmt: skip
def test_what_the_law_or_truth_forbids_is_refused_and_on_record(kerja, isian, alasan, galat):
    with pytest.raises(IsianError) as ditolak:
        atur(kerja, alasan=alasan, **isian)
    assert list(ditolak.value.kesalahan) == [galat]
    assert Jejak.objects.filter(aksi="atur_derajat", diterima=False).count() == 1
    kerja.kantor.refresh_from_db()
    assert kerja.kantor.derajat_periksa == {}


def test_who_may_and_who_was_faster(kerja):
    versi = compute_versi_derajat(kerja.kantor)
    with pytest.raises(AksesError):
        atur(kerja, user=kerja.operator, persen="info")
    atur(kerja, persen="info")
    with pytest.raises(BentrokError):
        atur(kerja, versi=versi, persen="halangi")
    [(jejak, [kata])] = list_riwayat_derajat(kerja.kantor)
    assert (jejak.baru["alasan"], kata) == (
        "Nota dinas 7", "Persentase lebih dari 100: Periksa lagi menjadi Perlu diketahui"
    )  # fmt: skip


def test_missing_required_evidence_stops_the_hand_in_where_the_office_says_so(kerja):
    fill(kerja)
    assert list_halangan_bukti(kerja.formulir) == []
    atur(kerja, bukti_diminta="halangi")
    assert list_halangan_bukti(kerja.formulir) == [DIMINTA.format("Berita acara; Foto", "")]
    baris = kerja.get_baris("persen")
    attach_bukti(realisasi=baris, berkas=build_bukti(baris), user=kerja.operator, syarat="Foto")
    with pytest.raises(IsianError) as ditolak:
        submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    assert ditolak.value.kesalahan == {"": [DIMINTA.format("Berita acara", "")]}
    atur(kerja, bukti_diminta="peringatan")
    assert list_halangan_bukti(kerja.formulir) == [DIMINTA.format("Berita acara", ", atau tulis keterangan pada baris ini")]
    save(baris, "Berita acara menyusul", "keterangan", user=kerja.operator)
    assert submit_formulir(formulir=kerja.formulir, user=kerja.operator).status == "diserahkan"


def test_no_evidence_at_all_is_a_check_of_its_own(kerja):
    fill(kerja)
    atur(kerja, tanpa_bukti="halangi")
    [kata] = list_halangan_bukti(kerja.formulir)
    assert kata == "Jumlah desa yang dibina: Belum ada bukti. Lampirkan buktinya."
    assert tell_bukti([], ["", "x"]) is None and tell_bukti(["x"], ["x"]) is None


def test_a_figure_is_judged_by_the_office_and_what_is_mild_stays_mild(kerja):
    save(kerja.get_baris("jumlah"), "8,5", user=kerja.operator)
    assert "Betulkan, atau tulis keterangan" in list_halangan(kerja.formulir)[0]
    atur(kerja, bulat="info")
    assert list_halangan(kerja.formulir) == []
    atur(kerja, bulat="halangi")
    assert list_halangan(kerja.formulir)[0].endswith("Betulkan isinya.")
    ringan = Temuan(Derajat.INFO, "Lebih buruk, tetapi tercapai.", Pemeriksaan.LEBIH_BURUK)
    assert grade_temuan(ringan, {"lebih_buruk": "peringatan"}) == ringan


def test_the_page_sets_them_and_shows_what_was_changed(client, kerja):
    alamat = link("collection:derajat_update", kerja.kantor.pk)
    halaman = visit(client, kerja.operator, alamat)
    assert halaman.inline == [] and "Simpan derajat pemeriksaan" not in halaman.read("button")
    isi = {satu.value: derajat.value for satu, derajat in BAKU.items()} | {"versi": "x", "alasan": "a"}
    assert client.post(alamat, isi | {"persen": "halangi"}).status_code == 403
    halaman = visit(client, kerja.tim, alamat)
    [versi] = [get(e, "value") for e in halaman.find("input") if get(e, "name") == "versi"]
    isi |= {"versi": versi, "alasan": "Rapat 3 Juli"}
    jawab = client.post(alamat, isi | {"persen": "halangi"}, follow=True)
    assert "Rapat 3 Juli" in jawab.content.decode()
    assert client.post(alamat, isi).status_code == 409
    assert client.post(alamat, isi | {"persen": "tidak ada"}).status_code == 422
