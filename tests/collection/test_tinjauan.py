"""Questionable figures from the cell to the hand-in: found against plan, money and past, settled by a remark."""

from decimal import Decimal

import pytest

from collection.errors import IsianError
from collection.models import Formulir, Jejak, Periode, Realisasi, RealisasiAnggaran
from collection.queries_formulir import list_kekurangan
from collection.services.formulir import submit_formulir
from collection.services.realisasi import compute_sidik, save_anggaran
from collection.services.tinjauan import list_halangan, list_tinjauan
from tests.factories.formulir import (
    Kerja,
    add_pagu,
    add_target,
    create_bahan,
    create_kerja,
    fill,
    save,
    save_uang,
    send,
)
from tests.factories.halaman import KOSONG, Halaman, get, link, visit

pytestmark = pytest.mark.django_db

TULIS = "Betulkan, atau tulis keterangan pada baris ini."
TANPA = "Buktinya belum ada atau belum lengkap: 2 dari 2 indikator yang nilainya sudah diisi."
LEBIH = "Nilai 120,00 persen lebih dari 100; target setahun paling tinggi 50,00."


def add_lalu(kerja: Kerja, *, tahun: int = 2026, triwulan: int = 1, uang: int | None = None, **nilai: str) -> None:
    """An earlier triwulan of the same agreement, with these figures."""
    periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=tahun, triwulan=triwulan)
    formulir = Formulir.objects.create(periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diterima")
    for target in kerja.pk.target_set.select_related("indikator"):
        Realisasi.objects.create(
            formulir=formulir, target=target, periode=periode, indikator=target.indikator,
            nilai=nilai.get(target.indikator.kode),
        )  # fmt: skip
    pagu = kerja.pk.pagu_set.get()
    RealisasiAnggaran.objects.create(
        formulir=formulir, pagu=pagu, periode=periode, sub_kegiatan=pagu.sub_kegiatan, jumlah=uang
    )


def list_temuan(kerja: Kerja) -> list[tuple[str, str]]:
    formulir = kerja.formulir
    baris, anggaran = list(formulir.realisasi_set.all()), list(formulir.realisasi_anggaran_set.all())
    return [(t.jangkar[0], t.temuan.pesan) for t in list_tinjauan(formulir, baris, anggaran)]


def submit(kerja: Kerja):
    return submit_formulir(formulir=kerja.formulir, user=kerja.operator)


def explain(kerja: Kerja, kode: str = "persen", isi: str = "Ada dua desa baru."):
    save(kerja.get_baris(kode), isi, "keterangan", user=kerja.operator)


def explain_uang(kerja: Kerja, isi: str = "Pengembalian belanja."):
    anggaran = kerja.anggaran
    sidik = compute_sidik(anggaran.keterangan)
    return save_anggaran(anggaran=anggaran, kolom="keterangan", isi=isi, sidik=sidik, user=kerja.operator)


# What is known around a cell


def test_an_ordinary_form_has_no_finding():
    kerja = create_kerja()
    fill(kerja)
    assert (list_temuan(kerja), list_halangan(kerja.formulir)) == ([], [])


def test_a_jump_is_told_against_the_last_triwulan_that_has_a_value():
    kerja = create_kerja(triwulan=4)
    add_lalu(kerja, triwulan=1, jumlah="1")
    add_lalu(kerja, triwulan=2, jumlah="8")
    add_lalu(kerja, triwulan=3)
    save(kerja.get_baris("jumlah"), "81", user=kerja.operator)
    assert list_temuan(kerja) == [("r", "Nilai 81 lebih dari 10 kali nilai periode sebelumnya, 8.")]


def test_the_last_year_is_the_past_of_triwulan_one_and_a_later_triwulan_is_none():
    kerja = create_kerja(triwulan=1)
    add_lalu(kerja, tahun=2025, triwulan=4, jumlah="8", uang=900_000)
    add_lalu(kerja, triwulan=2, jumlah="100", uang=900_000)
    save(kerja.get_baris("jumlah"), "81", user=kerja.operator)
    save_uang(kerja.anggaran, "100.000", user=kerja.operator)
    assert list_temuan(kerja) == [("r", "Nilai 81 lebih dari 10 kali nilai periode sebelumnya, 8.")]


def test_the_highest_target_of_the_year_says_whether_more_than_100_percent_can_be():
    kerja = create_bahan()
    add_target(kerja, "tumbuh", [80, 90, 100, 110], urutan=9)
    send(kerja)
    save(kerja.get_baris("tumbuh"), "120", user=kerja.operator)
    assert list_temuan(kerja) == []
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    assert list_temuan(kerja) == [("r", LEBIH)]


def test_a_negative_value_is_asked_about_once():
    kerja = create_kerja(triwulan=2)
    save(kerja.get_baris("jumlah"), "-3", user=kerja.operator)
    assert list_temuan(kerja) == [("r", "Nilai -3 negatif.")]
    add_lalu(kerja, jumlah="-1")
    assert list_temuan(kerja) == []


def test_money_against_pagu_and_last_triwulan():
    kerja = create_kerja(triwulan=2)
    add_lalu(kerja, uang=500_000)
    save_uang(kerja.anggaran, "499.999", user=kerja.operator)
    assert list_temuan(kerja) == [
        ("a", "Realisasi anggaran Rp499.999 lebih rendah dari triwulan sebelumnya, Rp500.000, padahal ditulis kumulatif.")
    ]
    save_uang(kerja.anggaran, "1.000.001", user=kerja.operator)
    assert list_temuan(kerja) == [("a", "Realisasi anggaran Rp1.000.001 melebihi pagu Rp1.000.000.")]


def test_a_predicate_that_left_its_scale_stops_the_form_whatever_is_remarked():
    kerja = create_kerja()
    fill(kerja)
    save(kerja.get_baris("predikat"), "B", user=kerja.operator)
    explain(kerja, "predikat")
    kerja.get_baris("predikat").indikator.skala.nilai_set.filter(label="B").delete()
    pesan = "Predikat SAKIP: Predikat tidak ada pada skala: BB, A. Betulkan isinya."
    assert list_halangan(kerja.formulir) == [pesan]
    with pytest.raises(IsianError):
        submit(kerja)


def test_findings_cost_the_same_with_1_and_with_30_rows(django_assert_max_num_queries):
    for tambahan in (0, 29):
        kerja = create_kerja(tambahan=tambahan)
        with django_assert_max_num_queries(7):
            list_halangan(kerja.formulir)


# The hand-in


def test_a_questionable_figure_is_handed_in_only_with_a_remark():
    kerja = create_kerja()
    fill(kerja)
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    with pytest.raises(IsianError) as galat:
        submit(kerja)
    assert galat.value.kesalahan == {"": [f"Persentase desa mandiri: {LEBIH} {TULIS}"]}
    assert kerja.formulir.status == "diisi"
    explain(kerja)
    assert submit(kerja).status == "diserahkan"


def test_questionable_money_is_handed_in_only_with_a_remark():
    kerja = create_kerja()
    fill(kerja)
    save_uang(kerja.anggaran, "1.500.000", user=kerja.operator)
    with pytest.raises(IsianError) as galat:
        submit(kerja)
    assert galat.value.kesalahan[""] == [
        f"Sub kegiatan 1: Realisasi anggaran Rp1.500.000 melebihi pagu Rp1.000.000. {TULIS}"
    ]
    explain_uang(kerja)
    assert submit(kerja).status == "diserahkan"
    jejak = Jejak.objects.get(aksi="isi_keterangan")
    assert (jejak.objek, jejak.baru) == ("realisasianggaran", {"keterangan": "Pengembalian belanja."})


def test_what_is_missing_and_what_is_questionable_is_told_at_once():
    kerja = create_kerja()
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    with pytest.raises(IsianError) as galat:
        submit(kerja)
    assert galat.value.kesalahan[""] == [
        *list_kekurangan(kerja.formulir), f"Persentase desa mandiri: {LEBIH} {TULIS}",
    ]  # fmt: skip


def test_a_finding_to_know_of_stops_nothing():
    kerja = create_kerja(triwulan=2)
    add_lalu(kerja, uang=10)
    fill(kerja)
    assert len(list_temuan(kerja)) == 1
    assert submit(kerja).status == "diserahkan"


def test_save_anggaran_knows_two_columns_only():
    kerja = create_kerja()
    with pytest.raises(IsianError, match=r"^Kolom pagu tidak dikenal\.$"):
        save_anggaran(anggaran=kerja.anggaran, kolom="pagu", isi="1", sidik="", user=kerja.operator)


# The page


def write(client, baris, isi, kolom="nilai", sidik=KOSONG):
    """As a browser without JavaScript does."""
    pintu = "collection:anggaran_update" if isinstance(baris, RealisasiAnggaran) else "collection:realisasi_update"
    return client.post(link(pintu, baris.pk), {"kolom": kolom, "isi": isi, "sidik": sidik})


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def masuk(client, kerja):
    client.force_login(kerja.operator)
    return client


def read_periksa(halaman):
    """(link, text) of what is to be looked at again before the hand-in."""
    [daftar] = halaman.find("div", id="periksa-serah")
    akar = Halaman.__new__(Halaman)
    akar.akar = daftar
    tautan = [get(a, "href") for a in akar.find("a")]
    return tautan, [t for t in akar.read("li") if "isi realisasi" not in t], akar.read("p")


def test_without_javascript_the_page_shows_it_beside_the_cell_and_before_the_hand_in(masuk, kerja):
    baris = kerja.get_baris("persen")
    response = write(masuk, baris, "120")
    halaman = Halaman(masuk.get(response.url))
    assert halaman.read("div", id=f"t-r{baris.pk}-nilai") == [f"Periksa lagi {LEBIH}"]
    tautan, isi, _ = read_periksa(halaman)
    kosong = [f"#isi-r{kerja.get_baris('jumlah').pk}-nilai", f"#isi-a{kerja.anggaran.pk}-jumlah"]
    assert tautan == [*kosong, f"#isi-r{baris.pk}-nilai", f"#bukti-{baris.pk}"]
    assert len(halaman.find("details", id=f"bukti-{baris.pk}")) == 1
    assert len(halaman.find("input", id=f"isi-r{baris.pk}-nilai")) == 1
    assert f"Persentase desa mandiri : {LEBIH} {TULIS}" in isi
    assert halaman.read("h3")[-3:] == ["Harus diisi atau dibetulkan (2)", "Perlu penjelasan (1)", "Perlu diketahui (1)"]
    assert halaman.inline == []


def test_the_list_before_the_hand_in_follows_what_was_saved(masuk, kerja):
    fill(kerja)
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    alamat = link("collection:formulir_detail", kerja.formulir.pk) + "?bagian=periksa"
    tautan, isi, kata = read_periksa(Halaman(masuk.get(alamat)))
    belum = "Belum dapat diserahkan: 1 hal perlu Anda selesaikan. Pilih satu untuk pindah ke selnya."
    assert (len(tautan), kata) == (4, [belum, TANPA])
    assert isi[0].endswith(TULIS)
    explain(kerja)
    halaman = Halaman(masuk.get(alamat))
    _, isi, kata = read_periksa(halaman)
    assert halaman.read("h3") == ["Sudah dijelaskan (2)", "Perlu diketahui (2)"]
    assert isi[:2] == [f"Persentase desa mandiri : {LEBIH}", "Jumlah desa yang dibina : Capaian 80,00 % di bawah target."]
    assert isi[2:] == [f"{n} : Belum ada bukti." for n in ("Persentase desa mandiri", "Jumlah desa yang dibina")]
    assert kata[0].startswith("Formulir lengkap.") and "atau Anda tarik kembali sebelum dihimpun" in kata[0]
    assert halaman.find("html") == []
    [bagian] = halaman.find("div", id="periksa-serah")
    assert (get(bagian, "hx-get"), get(bagian, "hx-trigger")) == (alamat, "tersimpan from:body delay:1500ms")


def test_money_has_a_cell_for_the_remark(masuk, kerja):
    anggaran = save_uang(kerja.anggaran, "1.500.000", user=kerja.operator)
    response = write(masuk, anggaran, "Sesuai DPA perubahan.", "keterangan")
    assert (response.status_code, kerja.anggaran.keterangan) == (302, "Sesuai DPA perubahan.")
    halaman = visit(masuk, kerja.operator, link("collection:formulir_detail", kerja.formulir.pk))
    assert halaman.read("div", id=f"t-a{anggaran.pk}-jumlah") == [
        "Periksa lagi Realisasi anggaran Rp1.500.000 melebihi pagu Rp1.000.000."
    ]


def test_readers_see_the_finding_and_the_remark(client, kerja):
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    explain(kerja)
    halaman = visit(client, kerja.tim, link("collection:formulir_detail", kerja.formulir.pk))
    baris = kerja.get_baris("persen")
    assert halaman.read("div", id=f"t-r{baris.pk}-nilai") == [f"Periksa lagi {LEBIH}"]
    assert "Ada dua desa baru." in halaman.sel[f"sel-r{baris.pk}-keterangan"][1]


def test_hand_in_from_the_page_tells_what_needs_a_remark(masuk, kerja):
    fill(kerja)
    add_pagu(kerja, 2)
    save(kerja.get_baris("persen"), "120", user=kerja.operator)
    response = masuk.post(link("measurement:formulir_submit", kerja.formulir.pk))
    kotak = masuk.get(response.url).text.split("data-fokus", 1)[1].split("</div>", 1)[0]
    assert "Belum diserahkan: 1 hal" in kotak and f"Persentase desa mandiri</a>: {LEBIH} <strong>{TULIS}" in kotak
    assert kerja.get_baris("persen").nilai == Decimal(120)
