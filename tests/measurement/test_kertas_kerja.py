"""Computing a round and freezing it at the hand-in; what moves it and what does not."""

from decimal import Decimal

import pytest
from django.utils import timezone

from collection.models import Bukti, Formulir, Indikator, Jejak, Periode, Program, Realisasi, Target, Unit
from collection.services.formulir import prepare_formulir
from measurement.errors import GiliranError, KelengkapanError, WewenangError
from measurement.models import PengukuranKinerja
from measurement.queries_lalu import list_realisasi_lalu
from measurement.services.baris import list_baris
from measurement.services.kertas_kerja import freeze_kertas_kerja
from measurement.services.rekap import build_rekap
from tests.factories.gerak import compute, correct, finish, get_baris, send_back, walk_to
from tests.factories.kantor_contoh import get_user
from tests.factories.metodologi import fix_metodologi

pytestmark = pytest.mark.django_db

JUMLAH, AKHIR, ANGGARAN = "2.14.03.2.01.0014", "IKU-06", "2.14.03.2.01.0010"
NAMA_AKHIR = "Angka kebutuhan ber-KB yang tidak terpenuhi (unmet need)"


def read_rows(kertas):
    """All that is stored of a round."""
    return list(kertas.baris_set.values()), list(kertas.anggaran_set.values())


def list_penolakan():
    return list(Jejak.objects.filter(diterima=False).order_by("pk").values_list("aksi", "alasan"))


def test_compute_makes_a_new_round_and_leaves_the_old_one(kasus):
    satu = compute(kasus)
    lama = read_rows(satu)
    dua = compute(kasus)
    assert (satu.putaran, dua.putaran) == (1, 2)
    assert (dua.dihitung_oleh, dua.dibekukan_pada) == (get_user("tim_sakip"), None)
    assert read_rows(satu) == lama
    assert [len(bagian) for bagian in lama] == [18, 13]
    jejak = Jejak.objects.filter(aksi="hitung_kertas_kerja", objek_id=kasus.pk)
    assert [satu.baru for satu in jejak.order_by("pk")] == [{"putaran": 1}, {"putaran": 2}]


def test_compute_copies_what_the_figure_came_from(kasus):
    compute(kasus)
    baris = get_baris(kasus, AKHIR)
    realisasi = Realisasi.objects.get(formulir__periode=kasus.periode, target__indikator=baris.indikator)
    bukti = Bukti.objects.get(realisasi=realisasi)
    assert baris.jalur[-1][:2] == ["sasaran", baris.indikator.sasaran.kode]
    assert [jenis for jenis, _, _ in get_baris(kasus, JUMLAH).jalur] == ["program", "kegiatan", "sub_kegiatan"]
    assert baris.deret["target"] == ["9.800000", "9.600000"]
    assert baris.deret["realisasi"] == ["9.600000", f"{realisasi.nilai:f}"]
    assert (baris.unit, baris.diisi_oleh) == ("Bidang Keluarga Berencana", get_user("bidang.kb"))
    assert (baris.keterangan, baris.target_tahunan) == (realisasi.keterangan, Decimal("9.2"))
    assert baris.bukti == [{"nama": bukti.nama, "sha256": bukti.sha256}]


def test_later_edits_move_nothing_in_a_round(kasus):
    kertas = compute(kasus)
    lama, rata = read_rows(kertas), build_rekap(kertas).nilai.rerata.nilai
    for nomor, indikator in enumerate(Indikator.objects.filter(perangkat_daerah=kasus.perangkat_daerah)):
        Indikator.objects.filter(pk=indikator.pk).update(
            nama="Lain", kode=f"X{nomor}", satuan="Lain", desimal=0, konsolidasi="rata_rata", urutan=99 - nomor
        )
    Target.objects.update(tahunan=1, tw1=1, tw2=1)
    Realisasi.objects.update(nilai=1, keterangan="Lain")
    Bukti.objects.update(nama="lain.pdf")
    Unit.objects.update(nama="Lain")
    Program.objects.update(nama="Lain")
    kasus.perangkat_daerah.pk_set.get().pagu_set.update(jumlah=1)
    fix_metodologi(kantor=kasus.perangkat_daerah, tahun=2026, batas_atas=Decimal(50), batas_bawah=None, nihil=None)
    assert read_rows(kertas) == lama
    assert build_rekap(kertas).nilai.rerata.nilai == rata


def test_compute_keeps_the_metodologi_of_the_case(kasus):
    fix_metodologi(kantor=kasus.perangkat_daerah, tahun=2026, batas_atas=Decimal(50), batas_bawah=None, nihil=None)
    assert compute(kasus).metodologi == kasus.metodologi
    assert kasus.metodologi.versi == 1


@pytest.mark.parametrize("peran", ["kepala", "sekretaris", "kasubag", "perencana", "bidang.kb", "staf", "pengawas"])
def test_compute_is_for_the_role_of_the_step(kasus, peran):
    with pytest.raises(WewenangError) as galat:
        compute(kasus, peran)
    assert str(galat.value) == "Kertas kerja dihitung oleh Tim SAKIP."
    assert list_penolakan() == [("hitung_kertas_kerja", "Kertas kerja dihitung oleh Tim SAKIP.")]
    assert kasus.kertas_kerja_set.count() == 0


def test_compute_out_of_turn_is_refused_and_audited(lalu):
    with pytest.raises(GiliranError) as galat:
        compute(lalu)
    pesan = "Kertas kerja dihitung pada langkah pengukuran; sekarang bukan gilirannya."
    assert str(galat.value) == pesan
    assert list_penolakan() == [("hitung_kertas_kerja", pesan)]
    assert lalu.kertas_kerja_set.count() == 1


def test_step_8_is_not_finished_before_computing(kasus):
    with pytest.raises(KelengkapanError) as galat:
        finish(kasus)
    assert str(galat.value) == "Kertas kerja belum dihitung. Tekan Hitung pada halaman kertas kerja."


def test_hand_in_freezes_the_latest_round_only(kasus):
    compute(kasus)
    compute(kasus)
    kasus = finish(walk_to(finish(kasus), 10))
    assert kasus.status == "verifikasi"
    assert [(k.putaran, k.dibekukan_pada is not None) for k in kasus.kertas_kerja_set.all()] == [(2, True), (1, False)]
    with pytest.raises(GiliranError):
        compute(kasus)


def move_target(kasus):
    Target.objects.filter(indikator__kode=AKHIR).update(tw2=Decimal("9.7"))
    return NAMA_AKHIR


def move_rumus(kasus):
    Indikator.objects.filter(kode=AKHIR).update(rumus="maks")
    return NAMA_AKHIR


def move_keterangan(kasus):
    semua = Realisasi.objects.filter(formulir__periode=kasus.periode, target__indikator__kode=AKHIR)
    semua.update(keterangan="Lain")
    return NAMA_AKHIR


def move_bukti(kasus):
    semua = Bukti.objects.filter(realisasi__formulir__periode=kasus.periode)
    semua.filter(realisasi__target__indikator__kode=AKHIR).update(dihapus_pada=timezone.now())
    return NAMA_AKHIR


def move_triwulan_lalu(kasus):
    lalu = PengukuranKinerja.objects.get(perangkat_daerah=kasus.perangkat_daerah, periode__triwulan=1)
    correct(get_baris(lalu, AKHIR), "9,5")
    return NAMA_AKHIR


def move_pagu(kasus):
    pagu = kasus.perangkat_daerah.pk_set.get().pagu_set.filter(sub_kegiatan__kode=ANGGARAN)
    pagu.update(jumlah=1)
    return pagu.get().sub_kegiatan.nama


@pytest.mark.parametrize(
    "move", [move_target, move_rumus, move_keterangan, move_bukti, move_triwulan_lalu, move_pagu]
)
def test_freeze_names_what_moved_since_it_was_computed(kasus, move):
    kertas = compute(kasus)
    nama = move(kasus)
    with pytest.raises(KelengkapanError) as galat:
        freeze_kertas_kerja(kasus)
    assert str(galat.value) == f"Kertas kerja harus dihitung ulang: masukan berubah sejak dihitung ({nama})."
    kertas.refresh_from_db()
    assert kertas.dibekukan_pada is None


def test_freeze_names_five_and_counts_the_rest(kasus):
    compute(kasus)
    nama = list(kasus.kertas_kerja_set.first().baris_set.values_list("nama", flat=True))
    Target.objects.update(tahunan=1)
    with pytest.raises(KelengkapanError) as galat:
        freeze_kertas_kerja(kasus)
    semua = "; ".join(nama[:5])
    assert str(galat.value) == f"Kertas kerja harus dihitung ulang: masukan berubah sejak dihitung ({semua}; dan 13 lainnya)."


def test_an_input_that_moves_after_step_8_is_computed_again_before_the_hand_in(kasus):
    """An import or a correction of the triwulan before must not leave a case that can only be cancelled."""
    compute(kasus)
    kasus = walk_to(finish(kasus), 10)
    move_triwulan_lalu(kasus)
    with pytest.raises(KelengkapanError):
        finish(kasus)
    assert compute(kasus).putaran == 2
    assert finish(kasus).status == "verifikasi"


def test_after_a_return_to_8_the_figures_are_computed_again(kasus):
    compute(kasus)
    kasus = send_back(walk_to(finish(kasus), 11), 8)
    with pytest.raises(KelengkapanError):
        finish(kasus)
    assert compute(kasus).putaran == 2
    assert walk_to(finish(kasus), 11).status == "verifikasi"


def test_after_a_return_to_10_the_figures_and_corrections_stand(lalu):
    correct(get_baris(lalu, JUMLAH))
    lalu = send_back(lalu, 10)
    with pytest.raises(GiliranError):
        compute(lalu)
    lalu = walk_to(lalu, 12)
    assert [k.putaran for k in lalu.kertas_kerja_set.all()] == [1]
    assert {b.baris.kode: b.hasil.realisasi for b in list_baris(lalu.kertas_kerja_set.get()) if b.koreksi} == {
        JUMLAH: Decimal(4)
    }


def test_a_target_or_pagu_that_no_form_has_is_shown_as_not_measured(kasus):
    """Imported after the forms were sent, or for a unit without one: never left out in silence."""
    pk = kasus.perangkat_daerah.pk_set.get()
    unit = Unit.objects.create(perangkat_daerah=kasus.perangkat_daerah, singkatan="Baru", nama="Bidang Baru")
    baru = Indikator.objects.get(kode=JUMLAH)
    baru.pk, baru.kode, baru.nama, baru.unit = None, "BARU-01", "Indikator baru", unit
    baru.save()
    pk.target_set.create(indikator=baru, tw2=3, tahunan=9)
    sub = pk.pagu_set.get(sub_kegiatan__kode=ANGGARAN).sub_kegiatan
    sub.pk, sub.kode, sub.nama, sub.unit = None, "2.14.03.2.01.0099", "Sub kegiatan baru", unit
    sub.save()
    pk.pagu_set.create(sub_kegiatan=sub, jumlah=7)
    compute(kasus)
    baris = get_baris(kasus, "BARU-01")
    assert (baris.unit, baris.target, baris.realisasi, baris.alasan) == ("Bidang Baru", 3, None, "belum_diukur")
    assert (baris.bukti, baris.diisi_oleh) == ([], None)
    anggaran = kasus.kertas_kerja_set.first().anggaran_set.get(kode=sub.kode)
    assert (anggaran.pagu, anggaran.realisasi) == (Decimal(7), None)
    send_back(walk_to(finish(kasus), 11), 7)
    formulir = Formulir.objects.get(periode=kasus.periode, unit=unit)
    assert formulir.status == "dikirim"
    assert [r.target.indikator for r in formulir.realisasi_set.all()] == [baru]
    assert [a.pagu.sub_kegiatan for a in formulir.realisasi_anggaran_set.all()] == [sub]


@pytest.mark.parametrize(("kode", "unit"), [(JUMLAH, "Dalduk"), ("2.14.02.2.02.0013", "KB")])
def test_an_indicator_that_changed_its_unit_is_counted_once_with_its_answer(kasus, kode, unit):
    """Its row stays where it was answered; the new unit's form gets none in this triwulan."""
    indikator = Indikator.objects.get(kode=kode)
    lama = Realisasi.objects.get(formulir__periode=kasus.periode, target__indikator=indikator)
    Indikator.objects.filter(pk=indikator.pk).update(unit=Unit.objects.get(singkatan=unit))
    prepare_formulir(periode=kasus.periode, user=get_user("tim_sakip"))
    assert Realisasi.objects.filter(formulir__periode=kasus.periode, target=lama.target).count() == 1
    compute(kasus)
    baris = get_baris(kasus, kode)
    assert (baris.realisasi_triwulan, baris.unit) == (lama.nilai, lama.formulir.unit.nama)
    berikut = Periode(perangkat_daerah=kasus.perangkat_daerah, tahun=2026, triwulan=3)
    assert list_realisasi_lalu(berikut)[indikator.pk, 2] == lama.nilai
