"""Two procedures of one office for one triwulan (Mahakam Ulu): the collection's finished case feeds the measurement."""

import datetime

import pytest
from django.urls import reverse

from collection.enums import Peran
from collection.models import Formulir, PerangkatDaerah, Realisasi
from measurement.enums import JenisTindakan, Status
from measurement.errors import KelengkapanError
from measurement.giliran import find_halangan
from measurement.models import Koreksi, PengukuranKinerja
from measurement.queries import find_masukan, has_worked_on
from measurement.queries_lalu import list_realisasi_lalu
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.kertas_kerja import compute_kertas_kerja
from measurement.services.koreksi import HASIL
from measurement.services.pengukuran import create_pengukuran
from measurement.services.sop import load_sop
from measurement.sop import find_errors, read_sop
from tests.factories.bersama import share
from tests.factories.dasar import assign, create_user
from tests.factories.gerak import build_contoh, cancel, compute, do, fetch, finish, get_baris, send_back, walk_to
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = pytest.mark.django_db

HIMPUN, UKUR = "pengumpulan_data_kinerja", "pengukuran_kinerja"
TEKS = {n: (SOP_CONTOH.parent / f"bkpsdm-mahulu_{n}.toml").read_text(encoding="utf-8") for n in ("pengumpulan", "pengukuran")}
KODE = "2.14.03.2.01.0014"
MENUNGGU = "Menunggu Pengumpulan Data Kinerja Triwulan I 2026 selesai: "


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small office under both SOPs; the measurement waits at its `himpun`, the collection at the Sekretaris."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        kantor = create_kantor_kecil()
        for teks in TEKS.values():
            load_sop(kantor=kantor, teks=teks, berlaku_mulai=datetime.date(2019, 1, 1))
        ukur = walk_to(create(kantor, UKUR), 4)
        do(ukur)
        himpun = walk_to(create(kantor, HIMPUN), 10)
        yield kantor.pk, himpun.pk, ukur.pk


def create(kantor, prosedur, triwulan=1):
    return create_pengukuran(kantor=kantor, tahun=2026, triwulan=triwulan, user=get_user("kepala"), prosedur=prosedur)


@pytest.fixture
def kantor(basis):
    return PerangkatDaerah.objects.get(pk=basis[0])


@pytest.fixture
def himpun(basis):
    """The collection, at step 10."""
    return PengukuranKinerja.objects.get(pk=basis[1])


@pytest.fixture
def ukur(basis):
    """The measurement, at the second act of step 4."""
    return PengukuranKinerja.objects.get(pk=basis[2])


def list_status():
    return set(Formulir.objects.values_list("status", flat=True))


def test_both_cases_of_a_triwulan_stand_side_by_side(himpun, ukur):
    assert (himpun.periode, himpun.status, ukur.status) == (ukur.periode, "verifikasi", "pengumpulan")
    assert (ukur.tindakan.langkah.nomor, ukur.tindakan.jenis) == (4, "himpun")


def test_the_measurement_opens_no_form(kantor):
    """Neither before the collection sends them, nor after it gathered them."""
    kasus = create(kantor, UKUR, triwulan=2)
    formulir = Formulir.objects.filter(periode=kasus.periode)
    do(walk_to(kasus, 4))
    assert formulir.count() == 0
    cancel(fetch(kasus))
    walk_to(create(kantor, HIMPUN, triwulan=2), 9)
    do(walk_to(create(kantor, UKUR, triwulan=2), 4))
    assert set(formulir.values_list("status", flat=True)) == {"diterima"}


def test_gathering_waits_for_the_finished_collection(himpun, ukur, client):
    alasan = MENUNGGU + "Verifikasi Sekretaris."
    assert find_halangan(ukur, get_user("tim_sakip")) == alasan
    with pytest.raises(KelengkapanError) as galat:
        finish(ukur)
    assert str(galat.value) == f"Langkah 4 (Penghimpunan data): {alasan}"
    client.force_login(get_user("tim_sakip"))
    teks = client.get(reverse("measurement:pengukuran_detail", args=[ukur.pk])).content.decode()
    assert (teks.count(alasan), teks.count('value="selesaikan"')) == (1, 0)


def test_gathering_waits_for_a_collection_that_nobody_opened(himpun, ukur):
    cancel(himpun)
    assert find_halangan(ukur, get_user("tim_sakip")) == (
        "Menunggu data dari SOP pengumpulan Triwulan I 2026, yang belum dibuka."
    )
    with pytest.raises(KelengkapanError):
        finish(ukur)
    assert fetch(ukur).masukan is None


def link_up(himpun, ukur):
    walk_to(himpun, 0)
    return finish(ukur)


def test_the_finished_collection_is_linked_and_on_record(himpun, ukur):
    ukur = link_up(himpun, ukur)
    assert (ukur.masukan, ukur.status, ukur.tindakan.jenis) == (himpun, "kertas_kerja", "pengukuran")
    isi = ukur.disposisi_set.last().isi_catatan.isi
    assert isi == {"masukan": "Pengumpulan Data Kinerja Triwulan I 2026", "masukan_putaran": 1}
    assert list_status() == {"diterima"}


def test_a_collection_that_was_filled_in_again_hands_in_its_new_figures(himpun, ukur):
    himpun = walk_to(do(send_back(himpun, 7)), 9)
    satu = Realisasi.objects.filter(formulir__periode=ukur.periode, target__indikator__kode=KODE)
    satu.update(nilai=3)
    with pytest.raises(KelengkapanError, match="masukan berubah sejak dihitung"):
        finish(himpun)
    compute(himpun)
    kertas = compute(link_up(finish(himpun), ukur))
    assert kertas.baris_set.get(kode=KODE).realisasi_triwulan == 3


def read_angka(kertas):
    return {b.kode: (b.realisasi_triwulan, b.keterangan, b.diisi_oleh_id) for b in kertas.baris_set.all()}


def test_the_figures_are_those_handed_in_there(himpun, ukur):
    """Whatever is written to the cells afterwards."""
    ukur = link_up(himpun, ukur)
    Realisasi.objects.filter(formulir__periode=ukur.periode).update(nilai=77, keterangan="lain")
    Formulir.objects.first().realisasi_anggaran_set.update(jumlah=1)
    baru, lama = compute(ukur), himpun.kertas_kerja_set.get()
    assert read_angka(baru) == read_angka(lama)
    uang = [list(k.anggaran_set.order_by("urutan").values_list("kode", "pagu", "realisasi")) for k in (baru, lama)]
    assert uang[0] == uang[1] != []


def test_a_return_measures_again_and_fills_in_nothing(himpun, ukur):
    ukur = send_back(walk_to(link_up(himpun, ukur), 8), 5)
    assert (ukur.tindakan.jenis, list_status()) == ("pengukuran", {"diterima"})
    ukur = walk_to(ukur, 0)
    assert (ukur.status, ukur.masukan, ukur.kertas_kerja_set.count()) == ("selesai", himpun, 2)


def test_the_pages_are_linked_both_ways(himpun, ukur, client):
    ukur = link_up(himpun, ukur)
    client.force_login(get_user("pengawas"))
    for satu, lain, kata in ((ukur, himpun, "Data diambil dari"), (himpun, ukur, "Datanya dipakai oleh")):
        teks = client.get(reverse("measurement:pengukuran_detail", args=[satu.pk])).content.decode()
        tujuan = reverse("measurement:pengukuran_detail", args=[lain.pk])
        assert teks.count(f'<dt>{kata}</dt><dd><a href="{tujuan}">{lain}</a>') == 1


def test_the_measurement_counts_for_the_next_triwulan(himpun, ukur, kantor):
    """Both cases froze rows of the indicator, the collection in two rounds: what was measured last is what counts."""
    himpun = walk_to(send_back(himpun, 8), 10)
    ukur = walk_to(link_up(himpun, ukur), 8)
    assert (himpun.kertas_kerja_set.count(), ukur.kertas_kerja_set.count()) == (2, 1)
    baris = get_baris(ukur, KODE)
    isi = {nama: getattr(baris, nama) for nama in HASIL} | {"realisasi_triwulan": 4, "realisasi": 4}
    Koreksi.objects.create(baris=baris, keterangan="x", pengguna=get_user("kepala"), realisasi_semula=5, **isi)
    berikut = kantor.periode_set.create(tahun=2026, triwulan=2)
    assert list_realisasi_lalu(berikut)[baris.indikator_id, 1] == 4


def test_who_computed_the_collection_does_not_verify_the_measurement(himpun, ukur):
    orang = create_user()
    assign(orang, Peran.TIM_SAKIP, himpun.perangkat_daerah)
    himpun = send_back(himpun, 8)
    himpun = walk_to(himpun, 9)
    compute_kertas_kerja(pengukuran=himpun, user=orang)
    ukur = link_up(himpun, ukur)
    assert (has_worked_on(ukur, orang), has_worked_on(ukur, get_user("sekretaris"))) == (True, False)


def test_a_cancelled_or_running_collection_is_no_input(himpun, ukur):
    assert find_masukan(ukur) is None
    cancel(himpun)
    assert find_masukan(ukur) is None


def test_an_sop_without_input_gathers_the_forms_as_before(himpun):
    assert (find_masukan(himpun), find_halangan(himpun, get_user("sekretaris"))) == (None, "")
    jenis = himpun.disposisi_set.filter(tindakan__jenis=JenisTindakan.HIMPUN.value)
    assert jenis.get().isi_catatan.isi == {}


@pytest.mark.parametrize(
    ("nama", "lama", "baru", "pesan"),
    [
        ("pengukuran", '"pengumpulan_data_kinerja"', '"pengukuran_kinerja"',
         'Masukan "pengukuran_kinerja" bukan prosedur lain yang dikenal.'),
        ("pengukuran", '"pengumpulan_data_kinerja"', '"rapat"', 'Masukan "rapat" bukan prosedur lain yang dikenal.'),
        ("pengukuran", '{ jenis = "himpun",', '{ jenis = "pengisian",',
         'SOP dengan masukan mengukur, memuat tindakan "himpun", dan tidak memuat "pengisian".'),
        ("pengukuran", 'jenis = "pengukuran"\n', 'jenis = "pengumpulan"\n',
         'SOP berjenis "pengumpulan" tidak memuat tindakan "pengukuran".'),
        ("pengumpulan", 'jenis = "pengumpulan"\n', 'jenis = "pengumpulan"\nmasukan = "pengukuran_kinerja"\n',
         'SOP dengan masukan mengukur, memuat tindakan "himpun", dan tidak memuat "pengisian".'),
    ],
)  # fmt: skip
def test_the_law_of_a_link(nama, lama, baru, pesan):
    assert TEKS[nama].count(lama) == 1
    assert pesan in [str(k) for k in find_errors(read_sop(TEKS[nama].replace(lama, baru)))]


def test_the_page_asks_which_procedure_where_there_are_two(kantor, client):
    client.force_login(get_user("kepala"))
    url, isian = reverse("measurement:pengukuran_create"), {"kantor": kantor.pk, "tahun": 2026, "triwulan": 2}
    assert list(client.get(url).context["form"].fields["prosedur"].choices) == [
        (HIMPUN, "Pengumpulan Data Kinerja"), (UKUR, "Pengukuran Kinerja"),
    ]  # fmt: skip
    jawaban = client.post(url, isian)
    assert (jawaban.status_code, jawaban.content.decode().count("Pilih SOP yang dijalankan.")) == (422, 2)
    for prosedur in (HIMPUN, UKUR):
        assert client.post(url, isian | {"prosedur": prosedur}).status_code == 302
    baru = PengukuranKinerja.objects.filter(periode__triwulan=2)
    assert {k.sop.nama for k in baru} == {"Pengumpulan Data Kinerja", "Pengukuran Kinerja"}


def test_the_worked_example_runs_the_collection_too(himpun):
    assert (walk_to(himpun, 0).status, build_contoh(himpun).kantor) == (Status.SELESAI, himpun.perangkat_daerah)
