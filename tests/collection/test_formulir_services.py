"""A form from the Perjanjian Kinerja to Tim SAKIP and back: prepared, sent, handed in, gathered, returned."""

from decimal import Decimal

import pytest

from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Formulir, Jejak, Pagu, PerjanjianKinerja, Realisasi, RealisasiAnggaran, Target
from collection.queries import list_terutang
from collection.queries_formulir import list_kekurangan
from collection.services.formulir import (
    distribute_formulir,
    prepare_formulir,
    receive_formulir,
    return_formulir,
    submit_formulir,
)
from tests.factories.dasar import create_unit
from tests.factories.formulir import (
    add_pagu,
    add_target,
    add_unit,
    create_bahan,
    create_kerja,
    create_orang_lain,
    fill,
    save,
    send,
)

pytestmark = pytest.mark.django_db

KURANG = [
    "Persentase desa mandiri: isi realisasi, atau tulis alasan tidak dapat diukur.",
    "Jumlah desa yang dibina: isi realisasi, atau tulis alasan tidak dapat diukur.",
    "Sub kegiatan 1: isi realisasi anggaran.",
]


def list_baris(periode):
    """unit → (status, indicators, sub kegiatan) of each form."""
    return {
        f.unit.nama: (
            f.status,
            [r.target.indikator.kode for r in f.realisasi_set.select_related("target__indikator")],
            [a.pagu.sub_kegiatan.nama for a in f.realisasi_anggaran_set.select_related("pagu__sub_kegiatan")],
        )
        for f in Formulir.objects.filter(periode=periode).select_related("unit")
    }


def list_status(periode):
    return dict(Formulir.objects.filter(periode=periode).values_list("unit__nama", "status"))


def list_jejak(kerja, **saring):
    """(act, whose form) in order."""
    semua = Jejak.objects.filter(perangkat_daerah=kerja.kantor, **saring).order_by("pk")
    return list(semua.values_list("aksi", "label"))


def submit(kerja, user=None):
    return submit_formulir(formulir=kerja.formulir, user=user or kerja.operator)


def copy_pk(pk):
    """A PK Perubahan: the same indicators and money under a new version."""
    versi = {"versi": pk.versi + 1, "status": "ditetapkan"}
    baru = PerjanjianKinerja.objects.create(perangkat_daerah=pk.perangkat_daerah, tahun=pk.tahun, **versi)
    for satu in [*pk.target_set.all(), *pk.pagu_set.all()]:
        satu.pk, satu.perjanjian_kinerja = None, baru
        satu.save(force_insert=True)
    return baru


# Prepared


def test_prepare_makes_one_form_per_unit_with_a_row_for_every_target_and_pagu():
    kerja = create_bahan()
    add_unit(kerja, "Bidang Lain")
    uang = create_unit(kerja.kantor, "UPTD Uang")
    add_pagu(kerja, 2, uang)
    create_unit(kerja.kantor, "Tanpa target")
    semua = prepare_formulir(periode=kerja.periode, user=kerja.tim)
    assert list_baris(kerja.periode) == {
        "Bidang Desa": ("draf", ["persen", "predikat", "jumlah"], ["Sub kegiatan 1"]),
        "Bidang Lain": ("draf", ["Bidang Lain"], []),
        "UPTD Uang": ("draf", [], ["Sub kegiatan 2"]),
    }
    assert {f.perjanjian_kinerja for f in semua} == {kerja.pk}
    assert list_jejak(kerja) == [("siapkan_formulir", str(f)) for f in semua]


def test_prepare_starts_with_empty_cells_not_zeros():
    kerja = create_kerja()
    assert set(Realisasi.objects.values_list("nilai", "tidak_dapat_diukur", "keterangan")) == {(None, "", "")}
    assert set(RealisasiAnggaran.objects.values_list("jumlah", flat=True)) == {None}
    assert kerja.formulir.perjanjian_kinerja == kerja.pk


def test_prepare_again_keeps_what_is_there_and_adds_what_was_imported_since():
    kerja = create_kerja()
    save(kerja.get_baris("persen"), "12,5", user=kerja.operator)
    add_target(kerja, "susulan", [1, 1, 1, 1])
    add_pagu(kerja, 2)
    for _ in range(2):
        prepare_formulir(periode=kerja.periode, user=kerja.tim)
    sub = ["Sub kegiatan 1", "Sub kegiatan 2"]
    assert list_baris(kerja.periode) == {"Bidang Desa": ("diisi", ["persen", "predikat", "jumlah", "susulan"], sub)}
    assert kerja.get_baris("persen").nilai == Decimal("12.5")
    assert list_jejak(kerja, aksi="siapkan_formulir") == [("siapkan_formulir", str(kerja.formulir))]


def test_prepare_takes_the_latest_version_that_has_targets():
    kerja = create_bahan()
    perubahan = copy_pk(kerja.pk)
    PerjanjianKinerja.objects.create(perangkat_daerah=kerja.kantor, tahun=2026, versi=3)
    send(kerja)
    assert kerja.formulir.perjanjian_kinerja == perubahan
    assert set(Realisasi.objects.values_list("target__perjanjian_kinerja", flat=True)) == {perubahan.pk}


def test_prepare_again_after_a_change_of_the_agreement_doubles_no_row():
    kerja = create_kerja()
    sebelum = list_baris(kerja.periode)
    copy_pk(kerja.pk)
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    assert list_baris(kerja.periode) == sebelum
    assert set(Realisasi.objects.values_list("target__perjanjian_kinerja", flat=True)) == {kerja.pk.pk}


@pytest.mark.parametrize("buang", [Target, PerjanjianKinerja])
def test_prepare_without_targets_says_who_brings_them(buang):
    kerja = create_bahan()
    for model in (Target, Pagu, PerjanjianKinerja):
        model.objects.all().delete()
        if model is buang:
            break
    with pytest.raises(IsianError) as galat:
        prepare_formulir(periode=kerja.periode, user=kerja.tim)
    assert str(galat.value) == "Perjanjian Kinerja 2026 belum punya target. Perencana perlu mengisi dan menetapkannya lebih dahulu."
    assert list_baris(kerja.periode) == {}


def test_prepare_does_not_take_another_office_or_years_agreement():
    kerja, lain = create_bahan(), create_bahan()
    kerja.pk.tahun = 2025
    kerja.pk.save()
    with pytest.raises(IsianError):
        prepare_formulir(periode=kerja.periode, user=kerja.tim)
    prepare_formulir(periode=lain.periode, user=lain.tim)
    assert list_baris(kerja.periode) == {}


# Sent


def test_distribute_sends_drafts_once():
    kerja = create_bahan()
    add_unit(kerja)
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    distribute_formulir(periode=kerja.periode, user=kerja.tim)
    dikirim = kerja.formulir.dikirim_pada
    fill(kerja)
    submit(kerja)
    distribute_formulir(periode=kerja.periode, user=kerja.tim)
    assert list_status(kerja.periode) == {"Bidang Desa": "diserahkan", "Bidang Lain": "dikirim"}
    assert (kerja.formulir.dikirim_pada, dikirim is not None) == (dikirim, True)
    jejak = Jejak.objects.filter(aksi="kirim_formulir")
    assert [(j.pengguna, j.lama, j.baru["status"]) for j in jejak] == [(kerja.tim, {"status": "draf"}, "dikirim")] * 2


# Handed in


def test_submit_hands_a_complete_form_in_and_says_who_and_when():
    kerja = create_kerja()
    fill(kerja)
    submit(kerja)
    formulir = kerja.formulir
    assert (formulir.status, formulir.diserahkan_oleh, formulir.dapat_diisi) == ("diserahkan", kerja.operator, False)
    jejak = Jejak.objects.get(aksi="serahkan_formulir")
    assert (jejak.pengguna, jejak.label, jejak.lama) == (kerja.operator, str(formulir), {"status": "diisi"})
    assert jejak.baru == {
        "status": "diserahkan", "diserahkan_pada": str(formulir.diserahkan_pada), "diserahkan_oleh": kerja.operator.pk,
    }  # fmt: skip


def test_submit_lists_every_missing_row_at_once_and_the_refusal_stays_on_record():
    """The predicate has no target in this triwulan: it may stay empty."""
    kerja = create_kerja()
    with pytest.raises(IsianError) as galat:
        submit(kerja)
    assert (str(galat.value), galat.value.kesalahan) == (f"{kerja.formulir} belum lengkap.", {"": KURANG})
    assert (kerja.formulir.status, kerja.formulir.diserahkan_oleh) == ("dikirim", None)
    jejak = Jejak.objects.get(diterima=False)
    assert (jejak.aksi, jejak.pengguna, jejak.objek_id) == ("serahkan_formulir", kerja.operator, kerja.formulir.pk)
    assert jejak.alasan == f"{kerja.formulir} belum lengkap."


@pytest.mark.parametrize(("triwulan", "wajib"), [(1, False), (4, True)])
def test_submit_needs_what_has_a_target_in_its_triwulan(triwulan, wajib):
    kerja = create_kerja(triwulan=triwulan)
    predikat = "Predikat SAKIP: isi realisasi, atau tulis alasan tidak dapat diukur."
    assert list_kekurangan(kerja.formulir) == ([KURANG[0], predikat, *KURANG[1:]] if wajib else KURANG)


def test_submit_takes_zero_and_a_reason_as_filled_in():
    kerja = create_kerja()
    fill(kerja)
    save(kerja.get_baris("jumlah"), "0", user=kerja.operator)
    save(kerja.get_baris("persen"), "", user=kerja.operator)
    assert list_kekurangan(kerja.formulir) == KURANG[:1]
    save(kerja.get_baris("persen"), "Data BPS terbit Desember.", "tidak_dapat_diukur", user=kerja.operator)
    assert submit(kerja).status == "diserahkan"


def test_submit_is_for_the_units_own_operators_today():
    kerja = create_kerja()
    fill(kerja)
    orang = create_orang_lain(kerja)
    pesan = {}
    for nama, user in orang.items():
        with pytest.raises(AksesError) as galat:
            submit(kerja, user)
        pesan[nama] = str(galat.value)
    assert pesan == dict.fromkeys(orang, "Formulir Bidang Desa Triwulan I 2026 diserahkan oleh Bidang Desa.")
    assert kerja.formulir.status == "diisi"
    assert set(Jejak.objects.filter(diterima=False).values_list("pengguna", "alasan")) == {
        (user.pk, pesan[nama]) for nama, user in orang.items()
    }


def test_submit_again_is_a_conflict():
    kerja = create_kerja()
    fill(kerja)
    submit(kerja)
    with pytest.raises(BentrokError) as galat:
        submit(kerja)
    assert str(galat.value) == "Formulir Bidang Desa Triwulan I 2026 tidak dapat diserahkan: Diserahkan."
    assert list(Jejak.objects.filter(aksi="serahkan_formulir").values_list("diterima", flat=True)) == [False, True]


def test_submit_of_a_draft_is_refused():
    kerja = create_bahan()
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    with pytest.raises(BentrokError) as galat:
        submit(kerja)
    assert str(galat.value) == "Formulir Bidang Desa Triwulan I 2026 tidak dapat diserahkan: Draf."


# Gathered


def test_receive_names_the_units_that_owe_and_takes_none():
    kerja = create_bahan()
    add_unit(kerja, "Bidang Kedua")
    add_unit(kerja, "Bidang Ketiga")
    send(kerja)
    fill(kerja)
    submit(kerja)
    with pytest.raises(IsianError) as galat:
        receive_formulir(periode=kerja.periode, user=kerja.tim)
    assert str(galat.value) == "Belum menyerahkan formulir: Bidang Kedua, Bidang Ketiga."
    assert [f.unit.nama for f in list_terutang(kerja.periode)] == ["Bidang Kedua", "Bidang Ketiga"]
    assert list_status(kerja.periode)["Bidang Desa"] == "diserahkan"


def test_receive_counts_a_form_that_was_never_sent_as_owed():
    kerja = create_bahan()
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    with pytest.raises(IsianError) as galat:
        receive_formulir(periode=kerja.periode, user=kerja.tim)
    assert str(galat.value) == "Belum menyerahkan formulir: Bidang Desa."


def test_receive_closes_every_form():
    kerja = create_kerja()
    fill(kerja)
    submit(kerja)
    receive_formulir(periode=kerja.periode, user=kerja.tim)
    assert (kerja.formulir.status, list_terutang(kerja.periode)) == ("diterima", [])
    jejak = Jejak.objects.get(aksi="terima_formulir")
    assert (jejak.pengguna, jejak.lama, jejak.baru) == (
        kerja.tim, {"status": "diserahkan"},
        {"status": "diterima", "tanpa_validasi": "tidak ada Kabid atau Kasubag Bidang Desa hari ini"},
    )  # fmt: skip
    with pytest.raises(BentrokError):
        save(kerja.get_baris("persen"), "99", user=kerja.operator)


# Returned


def create_tiga():
    """Three units: one received in an earlier round, one handed in, one still at work."""
    kerja = create_bahan()
    kedua, _ = add_unit(kerja, "Bidang Kedua"), add_unit(kerja, "Bidang Ketiga")
    send(kerja)
    fill(kerja)
    submit(kerja)
    semua = Formulir.objects.filter(periode=kerja.periode)
    terkumpul = semua.get(unit=kerja.unit)
    terkumpul.terima()
    terkumpul.save()
    save(kerja.get_baris("Bidang Kedua"), "5", user=kedua)
    submit_formulir(formulir=semua.get(unit__nama="Bidang Kedua"), user=kedua)
    return kerja


def test_return_opens_the_chosen_units_with_the_note():
    kerja = create_tiga()
    return_formulir(periode=kerja.periode, unit=[kerja.unit], catatan="Lengkapi bukti.", user=kerja.tim)
    assert list_status(kerja.periode) == {
        "Bidang Desa": "dikirim", "Bidang Kedua": "diserahkan", "Bidang Ketiga": "dikirim",
    }  # fmt: skip
    catatan = dict(Formulir.objects.values_list("unit__nama", "catatan_pengembalian"))
    assert catatan == {"Bidang Desa": "Lengkapi bukti.", "Bidang Kedua": "", "Bidang Ketiga": ""}
    jejak = Jejak.objects.get(aksi="kembalikan_formulir")
    assert (jejak.lama, jejak.baru) == (
        {"status": "diterima"}, {"status": "dikirim", "catatan_pengembalian": "Lengkapi bukti."},
    )  # fmt: skip


def test_return_without_a_choice_opens_all_that_were_handed_in():
    kerja = create_tiga()
    return_formulir(periode=kerja.periode, unit=None, catatan="Ulangi.", user=kerja.tim)
    assert set(list_status(kerja.periode).values()) == {"dikirim"}
    catatan = dict(Formulir.objects.values_list("unit__nama", "catatan_pengembalian"))
    assert catatan == {"Bidang Desa": "Ulangi.", "Bidang Kedua": "Ulangi.", "Bidang Ketiga": ""}


def test_return_lets_the_unit_correct_and_hand_in_again_what_it_had():
    kerja = create_tiga()
    return_formulir(periode=kerja.periode, unit=[kerja.unit], catatan="Periksa.", user=kerja.tim)
    save(kerja.get_baris("persen"), "13", user=kerja.operator)
    assert submit(kerja).status == "diserahkan"
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("jumlah").nilai) == (13, 8)


def test_return_leaves_drafts_and_other_triwulan_alone():
    kerja, lain = create_kerja(), create_kerja()
    fill(lain)
    submit(lain)
    return_formulir(periode=kerja.periode, unit=None, catatan="Ulangi.", user=kerja.tim)
    assert (lain.formulir.status, kerja.formulir.catatan_pengembalian) == ("diserahkan", "")
