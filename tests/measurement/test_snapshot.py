"""The snapshot: everything that the report shows, exact and as printed, in one spelling."""

import datetime
import json
from decimal import Decimal

import pytest

from collection.enums import Peran, StatusPenugasan
from collection.models import Penugasan
from measurement.errors import SegelError
from measurement.services.snapshot import build_snapshot, find_penanda, hash_snapshot, write_canonical
from tests.factories.laporan import make_kantor, make_kasus, make_koreksi, make_orang, make_pengukuran
from tests.factories.metodologi import fix_metodologi

pytestmark = pytest.mark.django_db
HARI = datetime.date(2025, 7, 5)


def build(kasus, **lain):
    identitas = {"nomor": "700/1/X/2025", "tanggal": HARI, "kode": "abc"}
    return build_snapshot(kasus.pengukuran, **(identitas | lain))


def find_baris(snapshot, urutan):
    semua = [b for puncak in snapshot["tujuan"] + snapshot["program"] for b in walk(puncak)]
    return next(b for b in semua if b["urutan"] == urutan)


def walk(kelompok):
    yield from kelompok["baris"]
    for anak in kelompok["anak"]:
        yield from walk(anak)


def test_build_snapshot_writes_each_figure_exactly_and_as_printed():
    baris = find_baris(build(make_kasus(12)), 2)
    assert baris["target"] == {"nilai": "9.6", "teks": "9,60"}
    assert baris["realisasi"] == {"nilai": "11.05", "teks": "11,05"}
    assert baris["capaian"] == {"nilai": "84.9", "teks": "84,90"}
    assert baris["penjelasan"] == "(2 × 9,60 − 11,05) / 9,60 × 100 = 84,90"
    assert (baris["kategori"], baris["tingkat"], baris["semula"]) == ("Tinggi", 4, None)


def test_build_snapshot_prints_a_predicate_by_its_label():
    assert find_baris(build(make_kasus(12)), 3)["realisasi"] == {"nilai": "4", "teks": "B"}


def test_build_snapshot_never_prints_zero_for_what_was_not_measured():
    baris = find_baris(build(make_kasus(12)), 6)
    assert baris["realisasi"] == baris["capaian"] == {"nilai": None, "teks": "–"}
    assert (baris["alasan"], baris["alasan_teks"]) == ("belum_diukur", "Belum diukur")


def test_build_snapshot_keeps_the_original_beside_every_correction():
    kasus = make_kasus(12)
    koreksi = kasus.kertas.baris_set.get(urutan=2)
    make_koreksi(koreksi, "9.60", kasus.kepala, "Angka sementara.")
    make_koreksi(koreksi, "9.10", kasus.kepala, "Angka tetap BKKBN.")
    snapshot = build(kasus)
    baris = find_baris(snapshot, 2)
    assert baris["realisasi"]["teks"] == "9,10"
    assert baris["semula"]["realisasi"]["teks"] == "11,05"
    assert (baris["semula"]["capaian"]["teks"], baris["semula"]["alasan"]) == ("84,90", "Angka tetap BKKBN.")
    assert [(k["semula"]["teks"], k["menjadi"]["teks"]) for k in snapshot["koreksi"]] == [
        ("11,05", "9,60"), ("9,60", "9,10"),
    ]  # fmt: skip


def test_build_snapshot_names_office_signer_sop_and_case():
    kasus = make_kasus(5)
    snapshot = build(kasus)
    assert snapshot["dokumen"] == {
        "judul": "Laporan Hasil Pengukuran Kinerja", "nomor": "700/1/X/2025", "tanggal": "2025-07-05",
        "tanggal_teks": "5 Juli 2025", "kode": "abc", "alamat": "http://127.0.0.1:8000/verifikasi/abc/",
    }  # fmt: skip
    assert snapshot["penanda_tangan"] == {
        "id": kasus.kepala.pk, "nama": "Kepala Contoh, S.Sos., M.Si.", "nip": kasus.kepala.nip,
        "pangkat": "Pembina Tingkat I, IV/b", "sebutan": "Kepala Dinas",
    }  # fmt: skip
    assert snapshot["sop"]["dasar_hukum"][0].startswith("Peraturan Presiden Nomor 29 Tahun 2014")
    assert snapshot["periode"] == {"tahun": 2025, "triwulan": 2, "teks": "Triwulan II 2025"}
    assert snapshot["segel"]["teks"].endswith("bukan tanda tangan elektronik tersertifikasi")


def test_build_snapshot_tells_the_trail_with_its_return():
    jejak = build(make_kasus(1))["jejak"]
    assert [(j["langkah"], j["dikembalikan"], j["kembali_ke"]) for j in jejak] == [
        (1, False, None), (2, False, None), (3, False, None), (4, True, 3), (3, False, None), (4, False, None),
        (5, False, None),
    ]  # fmt: skip
    assert jejak[0]["waktu"] == "1 Juli 2025 10.30 WIB"
    assert jejak[3]["catatan"] == "Lengkapi bukti unmet need dan periksa kembali."


def test_build_snapshot_writes_times_in_the_zone_of_the_office():
    jejak = build(make_kasus(1, kantor=make_kantor(zona="Asia/Jayapura")))["jejak"]
    assert jejak[0]["waktu"] == "1 Juli 2025 12.30 WIT"


def test_build_snapshot_lists_the_evidence_with_its_hash():
    snapshot = build(make_kasus(4))
    assert [(b["nama"], b["sha256"][-1]) for b in snapshot["bukti"]] == [("rekap-1.xlsx", "1"), ("rekap-3.xlsx", "3")]


def test_build_snapshot_marks_provisional_figures():
    assert build(make_kasus(5))["ringkasan"]["sementara"] is False
    ringkasan = build(make_kasus(12))["ringkasan"]
    assert (ringkasan["sementara"], ringkasan["belum_diukur"], ringkasan["iku"], ringkasan["ikk"]) == (True, 1, 6, 6)


def test_build_snapshot_carries_the_method():
    metodologi = build(make_kasus(5, batas_atas="120"))["metodologi"]
    assert metodologi["batas_atas"] == {"nilai": "120", "teks": "120,00"}
    assert metodologi["batas_bawah"] == {"nilai": None, "teks": "–"}
    assert [p["label"] for p in metodologi["pita"]] == ["Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"]


def test_build_snapshot_without_figures_is_refused():
    kantor = make_kantor()
    metodologi = fix_metodologi(kantor=kantor, tahun=2025, batas_atas=None, batas_bawah=None, nihil=None)
    pengukuran = make_pengukuran(kantor, make_orang(kantor, Peran.KEPALA), metodologi)
    with pytest.raises(SegelError, match="Kertas kerja belum dihitung"):
        build_snapshot(pengukuran, nomor="1", tanggal=HARI, kode="abc")


def test_build_snapshot_takes_the_same_number_of_queries_at_any_size(django_assert_max_num_queries):
    for kasus in (make_kasus(1), make_kasus(30)):
        with django_assert_max_num_queries(36):
            build(kasus)


def test_write_canonical_is_one_spelling_and_refuses_nan():
    assert write_canonical({"b": 1, "a": {"d": "é", "c": None}}) == '{"a":{"c":null,"d":"é"},"b":1}'
    with pytest.raises(ValueError, match="Out of range"):
        write_canonical({"a": float("nan")})


def test_build_snapshot_is_plain_json_and_repeats():
    kasus = make_kasus(12)
    teks = write_canonical(build(kasus))
    assert json.loads(teks) == build(kasus)
    assert hash_snapshot(teks) == hash_snapshot(write_canonical(build(kasus)))


def test_find_penanda_prefers_who_acts_for_the_head():
    kasus = make_kasus(1)
    assert find_penanda(kasus.kantor).pengguna == kasus.kepala
    plt = make_orang(kasus.kantor, Peran.KEPALA, "Plt", status=StatusPenugasan.PLT.value)
    assert find_penanda(kasus.kantor).pengguna == plt
    hari = kasus.kantor.hari_ini()
    sehari = {"status": StatusPenugasan.PLH.value, "mulai": hari, "selesai": hari}
    plh = make_orang(kasus.kantor, Peran.KEPALA, "Plh", **sehari)
    assert find_penanda(kasus.kantor).pengguna == plh
    kemarin = hari - datetime.timedelta(days=1)
    Penugasan.objects.filter(pengguna=plh).update(mulai=kemarin, selesai=kemarin)
    assert find_penanda(kasus.kantor).pengguna == plt
    assert find_penanda(kasus.kantor, kasus.kepala).pengguna == kasus.kepala


def test_find_penanda_writes_the_acting_title():
    kasus = make_kasus(1)
    make_orang(kasus.kantor, Peran.KEPALA, "Plt", status=StatusPenugasan.PLT.value)
    assert build(kasus)["penanda_tangan"]["sebutan"] == "Plt. Kepala Dinas"


@pytest.mark.parametrize(("mulai", "selesai"), [(-9, -1), (1, 9)])
def test_find_penanda_outside_the_span_is_refused(mulai, selesai):
    kantor = make_kantor()
    hari = kantor.hari_ini()
    masa = {"mulai": hari + datetime.timedelta(days=mulai), "selesai": hari + datetime.timedelta(days=selesai)}
    make_orang(kantor, Peran.KEPALA, **masa)
    with pytest.raises(SegelError, match="Tidak ada Kepala yang bertugas"):
        find_penanda(kantor)


def test_find_penanda_does_not_take_somebody_who_is_not_kepala():
    kasus = make_kasus(1)
    with pytest.raises(SegelError):
        find_penanda(kasus.kantor, kasus.sekretaris)


def test_money_is_exact():
    anggaran = build(make_kasus(12))["program"][0]["anak"][0]["anggaran"]
    assert anggaran["realisasi"] == {"nilai": "396250000.5", "teks": "Rp396.250.000,50"}
    assert Decimal(anggaran["pagu"]["nilai"]) == 1_440_000_000
