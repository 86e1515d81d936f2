"""The recapitulation: groups, means with their coverage, money, and when a figure is still provisional."""

from decimal import Decimal

import pytest

from measurement.capaian import round_persen
from measurement.enums import Aksi, Status
from measurement.models import BarisAnggaran, Disposisi, Tindakan
from measurement.services.kenapa_rerata import find_rerata, write_hitungan
from measurement.services.rekap import build_rekap, is_terverifikasi
from tests.factories.laporan import WAKTU, make_kasus, make_koreksi

pytestmark = pytest.mark.django_db


def d(teks):
    return Decimal(teks)


def add_disposisi(kasus, langkah, aksi=Aksi.SELESAIKAN, ke_status=Status.VERIFIKASI):
    urutan = kasus.pengukuran.disposisi_set.count() + 1
    return Disposisi.objects.create(
        pengukuran=kasus.pengukuran, urutan=urutan, aksi=aksi.value, dari_status=Status.VERIFIKASI.value,
        tindakan=Tindakan.objects.get(langkah__sop=kasus.pengukuran.sop, langkah__nomor=langkah),
        ke_status=ke_status.value, pengguna=kasus.kepala, sebutan="Kepala", mulai_pada=WAKTU, waktu=WAKTU,
    )  # fmt: skip


def test_build_rekap_groups_from_tujuan_to_sub_kegiatan():
    rekap = build_rekap(make_kasus(12).kertas)
    assert [(k.jenis, k.kode) for t in rekap.tujuan for k in t.walk()] == [
        ("tujuan", "T1"), ("sasaran", "S1"), ("sasaran", "S2"),
    ]  # fmt: skip
    assert [(k.jenis, k.kode) for k in rekap.program[0].walk()] == [
        ("program", "2.13.01"),
        ("kegiatan", "2.13.01.2.01"),
        ("sub_kegiatan", "2.13.01.2.01.0001"),
        ("sub_kegiatan", "2.13.01.2.01.0002"),
        ("kegiatan", "2.13.01.2.02"),
        ("sub_kegiatan", "2.13.01.2.02.0001"),
        ("sub_kegiatan", "2.13.01.2.02.0002"),
    ]
    assert [len(k.baris) for t in rekap.tujuan for k in t.walk()] == [1, 3, 2]


def test_build_rekap_mean_leaves_out_what_has_no_value_and_says_so():
    sasaran = build_rekap(make_kasus(12).kertas).sasaran
    # S1: (2 × 9,60 − 11,05) / 9,60 × 100 = 84,90; B for BB 80,00; 2 of 3 documents 66,67
    assert sasaran[0].nilai.rerata.nilai == d("77.19")
    assert sasaran[0].nilai.cakupan == "3 dari 3 indikator"
    assert (sasaran[0].nilai.kategori, sasaran[0].nilai.tingkat) == ("Tinggi", 4)
    # S2: a target of nil that was kept, and an indicator that nobody measured
    assert sasaran[1].nilai.rerata.nilai == d(100)
    assert sasaran[1].nilai.cakupan == "1 dari 2 indikator"


def test_build_rekap_office_is_the_mean_of_its_sasaran():
    rekap = build_rekap(make_kasus(12).kertas)
    # (77,1875 + 100) / 2 = 88,59375; of 77,19, as it is printed, it would be 88,595, printed 88,60
    assert (rekap.nilai.rerata.nilai, rekap.penuh) == (d("88.59"), True)
    assert rekap.nilai.rerata.penuh == d("88.59375")
    assert rekap.nilai.cakupan == "2 dari 2 sasaran"
    assert rekap.nilai.kategori == "Tinggi"


def test_build_rekap_of_a_round_of_before_keeps_the_means_that_it_had():
    """Its rows have no unrounded figure: rounded at every step, as then; also where a correction has one."""
    kertas = make_kasus(12).kertas
    baris = build_rekap(kertas).baris
    for satu in baris:
        satu.baris.capaian_penuh = ""
    rekap = build_rekap(kertas, baris=baris)
    assert (rekap.nilai.rerata.nilai, rekap.penuh) == (d("88.60"), False)
    assert rekap.sasaran[0].nilai.rerata.nilai == d("77.19")
    assert find_rerata(rekap, "kantor").bagian[0].suku == d("77.19")


def test_the_worked_line_of_a_mean_can_be_keyed_in():
    rekap = build_rekap(make_kasus(12).kertas)
    assert write_hitungan(find_rerata(rekap, "kantor"), 2) == "(77,1875 + 100,00) / 2 = 88,59"
    sasaran = find_rerata(rekap, rekap.sasaran[0].kunci)
    assert write_hitungan(sasaran, 2) == "(84,895833 + 80,00 + 66,666667) / 3 = 77,19"


def test_every_row_keeps_its_figure_before_rounding():
    for satu in build_rekap(make_kasus(12, batas_atas="100").kertas).baris:
        if satu.hasil.capaian is None:
            assert satu.hasil.capaian_penuh == ""
        else:
            assert round_persen(Decimal(satu.hasil.capaian_penuh)) == satu.hasil.capaian
            assert satu.penuh <= 100


def test_build_rekap_group_without_indicators_takes_the_mean_of_those_below():
    kegiatan = build_rekap(make_kasus(12).kertas).program[0].anak[0]
    assert kegiatan.baris == ()
    assert kegiatan.nilai.rerata.nilai == d("102.45")  # 120,00 and 84,90
    assert kegiatan.nilai.cakupan == "2 dari 2 sub kegiatan"


def test_build_rekap_averages_the_counted_value_and_marks_the_capped():
    rekap = build_rekap(make_kasus(12, batas_atas="100").kertas)
    assert rekap.tujuan[0].nilai.rerata.nilai == d(100)
    assert [b.baris.urutan for b in rekap.baris if b.dibatasi] == [1, 8]


def test_build_rekap_latest_correction_counts_and_the_original_stays():
    kasus = make_kasus(12)
    baris = kasus.kertas.baris_set.get(urutan=2)
    make_koreksi(baris, "9.60", kasus.kepala)
    make_koreksi(baris, "9.10", kasus.kepala)
    b = build_rekap(kasus.kertas).sasaran[0].baris[0]
    assert (b.baris.capaian, b.hasil.capaian) == (d("84.90"), d("105.21"))
    assert [k.realisasi_semula for k in b.riwayat] == [d("11.05"), d("9.60")]
    assert build_rekap(kasus.kertas).sasaran[0].nilai.rerata.nilai == d("83.96")


def test_build_rekap_money_is_sum_by_sum():
    rekap = build_rekap(make_kasus(12).kertas)
    kegiatan = rekap.program[0].anak[0].anggaran
    assert (kegiatan.pagu, kegiatan.realisasi) == (d(1_440_000_000), d("396250000.50"))
    assert kegiatan.serapan == d("27.52")
    assert rekap.anggaran.pagu == d(5_760_000_000)
    assert rekap.program[0].selisih == d("93.84") - d("27.52")


def test_build_rekap_efficiency_is_claimed_only_from_one_hundred_up():
    program = build_rekap(make_kasus(12).kertas).program
    assert [(p.nilai.rerata.nilai, p.efisiensi) for p in program] == [(d("93.84"), None), (d("100.00"), "Efisien")]


def test_build_rekap_counts_bands_with_iku_and_ikk_apart():
    rekap = build_rekap(make_kasus(12).kertas)
    assert [(k.pita.label, k.iku, k.ikk) for k in rekap.kategori] == [
        ("Sangat Tinggi", 2, 3), ("Tinggi", 2, 2), ("Sedang", 1, 1), ("Rendah", 0, 0), ("Sangat Rendah", 0, 0),
    ]  # fmt: skip
    assert [b.baris.urutan for b in rekap.tanpa_nilai] == [6]
    assert sum(k.jumlah for k in rekap.kategori) + len(rekap.tanpa_nilai) == 12


def test_build_rekap_shows_money_that_no_indicator_names_in_order_of_codes():
    kasus = make_kasus(12)
    BarisAnggaran.objects.create(
        kertas_kerja=kasus.kertas, urutan=99, program_kode="2.13.00", program_nama="Penunjang",
        kegiatan_kode="2.13.00.2.01", kegiatan_nama="Gaji", kode="2.13.00.2.01.0001", nama="Gaji", pagu=d(100),
        realisasi=None,
    )  # fmt: skip
    program = build_rekap(kasus.kertas).program
    assert [p.kode for p in program] == ["2.13.00", "2.13.01", "2.13.02"]
    assert (program[0].anggaran.realisasi, program[0].anggaran.serapan) == (None, None)
    assert program[0].nilai.cakupan == "0 dari 1 kegiatan"


def test_build_rekap_is_provisional_while_an_indicator_is_not_measured():
    lengkap, kurang = build_rekap(make_kasus(5).kertas), build_rekap(make_kasus(12).kertas)
    assert (len(lengkap.belum_diukur), lengkap.terverifikasi, lengkap.sementara) == (0, True, False)
    assert (len(kurang.belum_diukur), kurang.terverifikasi, kurang.sementara) == (1, True, True)


def test_is_terverifikasi_ends_with_a_new_hand_in_and_with_a_return():
    kasus = make_kasus(1)
    assert is_terverifikasi(kasus.pengukuran)
    add_disposisi(kasus, 5, Aksi.KEMBALIKAN, Status.KOREKSI)
    assert is_terverifikasi(kasus.pengukuran)
    add_disposisi(kasus, 5, Aksi.KEMBALIKAN, Status.KERTAS_KERJA)
    assert not is_terverifikasi(kasus.pengukuran)
    add_disposisi(kasus, 3)
    assert not is_terverifikasi(kasus.pengukuran)
    add_disposisi(kasus, 4)
    assert is_terverifikasi(kasus.pengukuran)


def test_build_rekap_takes_the_same_number_of_queries_at_any_size(django_assert_max_num_queries):
    kasus = [make_kasus(1), make_kasus(30)]
    for satu in kasus:
        with django_assert_max_num_queries(7):
            build_rekap(satu.kertas)


@pytest.mark.parametrize(
    ("urutan", "teks"), [(3, ("BB", "B", "–")), (1, ("10", "12", "–")), (2, ("9,60", "11,05", "–"))]
)
def test_baris_rekap_writes_labels_and_numbers(urutan, teks):
    b = build_rekap(make_kasus(12).kertas).baris[urutan - 1]
    assert (b.write(b.baris.target), b.write(b.hasil.realisasi), b.write(None)) == teks
