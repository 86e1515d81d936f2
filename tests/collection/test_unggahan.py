"""A form filled in offline and uploaded: what is taken, asked about, refused; conflicts; all or nothing; taken back."""

import datetime
import subprocess
from decimal import Decimal

import pytest
from django.core import signing

from collection.enums import Peran
from collection.errors import AksesError, BentrokError, BerkasError, IsianError
from collection.models import Jejak, Realisasi, UnggahanFormulir
from collection.muat.formulir import load_formulir
from collection.services.buku_formulir import build_buku, load_isi
from collection.services.formulir import submit_formulir
from collection.services.kunci_buku import GARAM
from collection.services.pintu import find_pintu
from collection.services.unggahan import UMUR, apply_unggahan, cancel_unggahan, find_usang, list_sel, undo_unggahan
from tests.factories.buku import ANGGARAN, Buku, upload
from tests.factories.dasar import create_pejabat
from tests.factories.formulir import add_target, add_unit, create_bahan, create_kerja, fill, save, save_uang, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def buku(kerja):
    return Buku.download(kerja)


def tell(unggahan) -> list[tuple[str, str, str, str]]:
    """Keadaan, semula, kini and baru of each cell."""
    return [(s.keadaan, s.semula, s.kini, s.baru) for s in list_sel(unggahan)]


def apply(kerja, unggahan, putusan=(), user=None) -> UnggahanFormulir:
    return apply_unggahan(unggahan=unggahan, putusan=dict(putusan), user=user or kerja.operator)


# What comes back


def test_unchanged_it_says_that_nothing_changes(kerja, buku):
    fill(kerja)
    unggahan = upload(kerja, Buku.download(kerja).save())
    assert (tell(unggahan), unggahan.ringkasan["cacat"], unggahan.ringkasan["catatan"]) == ([], [], [])
    with pytest.raises(IsianError, match="Tidak ada sel yang berubah"):
        apply(kerja, unggahan)


def test_values_of_every_kind_arrive_as_they_were_typed(kerja, buku):
    buku.type(kerja.get_baris("persen"), "nilai", 12.5)
    buku.type(kerja.get_baris("predikat"), "nilai", "bb")
    buku.type(kerja.get_baris("jumlah"), "nilai", "1.234")
    buku.type(kerja.get_baris("jumlah"), "keterangan", "=bukan rumus").data_type = "s"
    buku.type(kerja.anggaran, "jumlah", 250000, ANGGARAN)
    unggahan = upload(kerja, buku.save())
    assert tell(unggahan) == [
        ("ubah", "", "", "12,50"), ("ubah", "", "", "BB"), ("ubah", "", "", "1.234"), ("ubah", "", "", "=bukan rumus"),
        ("ubah", "", "", "250.000"),
    ]  # fmt: skip
    assert Realisasi.objects.exclude(nilai=None).count() == 0
    apply(kerja, unggahan)
    nilai = {k: kerja.get_baris(k).nilai for k in ("persen", "predikat", "jumlah")}
    assert nilai == {"persen": Decimal("12.5"), "predikat": Decimal(2), "jumlah": Decimal(1234)}
    assert (kerja.anggaran.jumlah, kerja.get_baris("jumlah").keterangan) == (250000, "=bukan rumus")
    jejak = Jejak.objects.get(aksi="isi_nilai", objek_id=kerja.get_baris("persen").pk)
    assert jejak.baru == {"nilai": "12.5", "pintu": "excel", "unggahan": unggahan.pk}
    assert (jejak.pengguna, find_pintu(jejak)) == (kerja.operator, "Unggahan Excel")
    assert tell(upload(kerja, Buku.download(kerja).save())) == []


def test_components_and_reasons_come_in_whatever_order_their_rules_allow():
    kerja = create_bahan()
    add_target(kerja, "rasio", [80, 80, 80, 80], label_pembilang="Desa terlayani", label_penyebut="Desa")
    send(kerja)
    save(kerja.get_baris("persen"), "7", user=kerja.operator)
    save(kerja.get_baris("jumlah"), "tak ada data", "tidak_dapat_diukur", user=kerja.operator)
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("rasio"), "pembilang", 4)
    buku.type(kerja.get_baris("rasio"), "penyebut", 65)
    buku.type(kerja.get_baris("persen"), "nilai", None)
    buku.type(kerja.get_baris("persen"), "tidak_dapat_diukur", "Survei belum terbit")
    buku.type(kerja.get_baris("jumlah"), "nilai", 9)
    buku.type(kerja.get_baris("jumlah"), "tidak_dapat_diukur", None)
    unggahan = upload(kerja, buku.save())
    assert {s.keadaan for s in list_sel(unggahan)} == {"ubah"}
    apply(kerja, unggahan)
    assert kerja.get_baris("rasio").nilai == Decimal("6.153846")
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("persen").tidak_dapat_diukur) == (None, "Survei belum terbit")
    assert (kerja.get_baris("jumlah").nilai, kerja.get_baris("jumlah").tidak_dapat_diukur) == (9, "")
    assert tell(upload(kerja, Buku.download(kerja).save())) == []


# What cannot be taken, with its place


def test_cells_are_refused_where_they_stand(kerja, buku):
    persen, jumlah = kerja.get_baris("persen"), kerja.get_baris("jumlah")
    sel = [
        buku.type(persen, "nilai", "dua belas"), buku.type(persen, "tidak_dapat_diukur", "x" * 2001),
        buku.type(kerja.get_baris("predikat"), "nilai", "AAA"), buku.type(jumlah, "nilai", datetime.date(2026, 8, 7)),
        buku.type(kerja.anggaran, "jumlah", -5, ANGGARAN), buku.type(jumlah, "keterangan", "=1+1"),
        buku.type(persen, "pembilang", 3),
    ]  # fmt: skip
    unggahan = upload(kerja, buku.save())
    salah = {f"{s.huruf}{s.nomor}" if s.lembar == "Isian" else "A": s.pesan for s in list_sel(unggahan)}
    tempat = [s.coordinate if s.parent.title == "Isian" else "A" for s in sel]
    awal = [salah[t][:52] for t in tempat]
    assert awal == [
        "“dua belas” bukan angka yang dapat dibaca. Tulis ang", "Teks terlalu panjang: paling banyak 2000 huruf.",
        "Pilih salah satu predikat: B, BB, A.", "Sel ini berisi tanggal 7 Agustus 2026, bukan angka: ",
        "Realisasi anggaran paling sedikit 0 rupiah dan kuran", "Rumus pada sel ini belum dihitung. Buka dan simpan d",
        "Indikator ini tidak memakai pembilang dan penyebut; ",
    ]  # fmt: skip
    assert (unggahan.ringkasan["jumlah"]["salah"], set(s.keadaan for s in list_sel(unggahan))) == (7, {"salah"})
    with pytest.raises(IsianError, match="memuat kesalahan"):
        apply(kerja, unggahan)
    assert Realisasi.objects.exclude(nilai=None).count() == 0


@pytest.mark.parametrize(
    ("isi", "format_", "pilihan", "hasil"),
    [
        ("1.234", "", ["1234", "1,234"], "1.234"), (0.85, "", ["0,85", "85"], 85), ("n/a", "", [""], None),
        ("-", "", [""], None), ("0,85", "", ["0,85", "85"], 85),
    ],
)  # fmt: skip
def test_what_has_two_meanings_is_asked_about(kerja, isi, format_, pilihan, hasil):
    save(kerja.get_baris("persen"), "7", user=kerja.operator)
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", isi, format_=format_)
    unggahan = upload(kerja, buku.save())
    [sel] = list_sel(unggahan)
    assert (sel.keadaan, sel.pilihan) == ("tanya", pilihan)
    with pytest.raises(IsianError, match=f"Tentukan dahulu isi sel Isian {sel.huruf}{sel.nomor}"):
        apply(kerja, unggahan)
    for salah in ("berkas", "9", "²", "9" * 5000):
        with pytest.raises(IsianError, match="Tentukan dahulu"):
            apply(kerja, unggahan, {0: salah})
    apply(kerja, unggahan, {0: str(len(pilihan) - 1)})
    assert kerja.get_baris("persen").nilai == (Decimal("1.234") if isi == "1.234" else hasil)


@pytest.mark.parametrize(
    ("isi", "format_", "hasil"),
    [("12,5 %", "", "12.5"), (0.125, "0.0%", "12.5"), (0.5, "0%", "50"), ("0,85 %", "", "0.85"), (1.5, "", "1.5")],
)
def test_what_says_what_it_means_is_taken(kerja, buku, isi, format_, hasil):
    buku.type(kerja.get_baris("persen"), "nilai", isi, format_=format_)
    apply(kerja, upload(kerja, buku.save()))
    assert kerja.get_baris("persen").nilai == Decimal(hasil)


def test_rows_that_are_not_the_forms_own_are_faults_with_their_place(kerja, buku):
    halaman, sel = buku.buku["Isian"], buku.find(kerja.get_baris("persen"), "nilai")
    halaman.cell(200, sel.column).value = 5
    halaman.cell(201, 1).value = "r999999"
    for kolom in range(1, halaman.max_column + 1):
        halaman.cell(202, kolom).value = halaman.cell(sel.row, kolom).value
    cacat = upload(kerja, buku.save()).ringkasan["cacat"]
    assert [(c["baris"], c["pesan"][:30]) for c in cacat] == [
        (200, "Baris ini berisi, tetapi bukan"), (201, "Kunci baris ini tidak dikenal "), (202, "Baris ini ada dua kali dalam b"),
    ]  # fmt: skip


def test_merged_cells_are_refused_and_nothing_of_them_is_guessed(kerja, buku):
    sel = buku.type(kerja.get_baris("persen"), "nilai", 5)
    buku.buku["Isian"].merge_cells(start_row=sel.row, end_row=sel.row + 1, start_column=sel.column, end_column=sel.column)
    semua = list_sel(upload(kerja, buku.save()))
    assert [(s.nomor, s.keadaan) for s in semua] == [(sel.row, "salah"), (sel.row + 1, "salah")]
    assert f"{sel.coordinate}:{sel.column_letter}{sel.row + 1}" in semua[0].pesan


def test_twenty_thousand_empty_rows_and_deleted_ones_change_nothing(kerja, buku):
    halaman = buku.buku["Isian"]
    for nomor in range(100, 20_000, 1):
        halaman.cell(nomor, 2).number_format = "0.00"
    halaman.delete_rows(buku.find(kerja.get_baris("persen"), "nilai").row)
    unggahan = upload(kerja, buku.save())
    assert (tell(unggahan), unggahan.ringkasan["cacat"]) == ([], [])
    assert unggahan.ringkasan["catatan"] == ["1 baris formulir tidak ada dalam berkas; isinya tidak berubah."]


def test_workbooks_of_other_forms_and_tampered_ones_are_refused_whole(kerja, buku):
    lain, nanti = create_kerja(), create_kerja(triwulan=2)
    with pytest.raises(BerkasError, match=r"Berkas ini dari formulir Bidang Desa, Dinas Uji .*, Triwulan II 2026, bukan dari"):
        upload(kerja, Buku.download(nanti).save())
    with pytest.raises(BerkasError, match="bukan dari Formulir Bidang Desa Triwulan I 2026"):
        upload(kerja, Buku.download(lain).save())
    kunci = buku.buku["_sakip"].cell(1, 1)
    isi = signing.loads(kunci.value, salt=GARAM)
    for palsu in (signing.dumps(isi, salt=GARAM, key="lain", compress=True), kunci.value[:20] + "~" + kunci.value[21:]):
        kunci.value = palsu
        with pytest.raises(BerkasError, match="Kunci tersembunyi berkas ini berubah"):
            upload(kerja, buku.save())
    del buku.buku["_sakip"]
    with pytest.raises(BerkasError, match="bukan buku kerja formulir"):
        upload(kerja, buku.save())
    judul = Buku.download(kerja)
    judul.buku["Isian"].delete_rows(1)
    cacat = upload(kerja, judul.save()).ringkasan["cacat"]
    assert [(c["lembar"], c["pesan"][:29]) for c in cacat] == [("Isian", "Baris pertama yang tersembuny")]
    assert UnggahanFormulir.objects.count() == 1


def test_an_older_layout_is_refused(kerja, monkeypatch):
    monkeypatch.setattr("collection.services.kunci_buku.VERSI", 0)
    isi = Buku.download(kerja).save()
    monkeypatch.undo()
    with pytest.raises(BerkasError, match="diunduh dari versi aplikasi yang lain"):
        upload(kerja, isi)


# What others typed meanwhile


def test_conflicts_show_all_three_values_and_who(kerja, buku):
    kedua = create_pejabat(Peran.BIDANG, kerja.kantor, unit=kerja.unit)
    save(kerja.get_baris("persen"), "9", user=kedua)
    save(kerja.get_baris("jumlah"), "3", user=kedua)
    buku.type(kerja.get_baris("persen"), "nilai", 8)
    unggahan = upload(kerja, buku.save())
    [sel] = list_sel(unggahan)  # what only the other typed stays, unasked
    assert (sel.keadaan, sel.semula, sel.kini, sel.baru) == ("bentrok", "", "9,00", "8,00")
    assert sel.pengubah.startswith(kedua.nama)
    with pytest.raises(IsianError, match="Tentukan dahulu"):
        apply(kerja, unggahan)
    apply(kerja, unggahan, {0: "berkas"})
    assert (kerja.get_baris("persen").nilai, kerja.get_baris("jumlah").nilai) == (8, 3)


def test_a_preview_that_is_out_of_date_writes_nothing(kerja, buku):
    buku.type(kerja.get_baris("persen"), "nilai", 8)
    buku.type(kerja.get_baris("jumlah"), "nilai", 4)
    unggahan = upload(kerja, buku.save())
    save(kerja.get_baris("jumlah"), "3", user=kerja.operator)
    assert [s.baris for s in find_usang(unggahan)] == [f"r{kerja.get_baris('jumlah').pk}"]
    with pytest.raises(BentrokError, match=f"berubah sejak berkas diperiksa. {kerja.operator.nama} mengubahnya"):
        apply(kerja, unggahan)
    assert kerja.get_baris("persen").nilai is None
    UnggahanFormulir.objects.update(diunggah_pada=unggahan.diunggah_pada - UMUR - datetime.timedelta(minutes=1))
    with pytest.raises(BentrokError, match="lebih dari 7 hari"):
        apply(kerja, unggahan)


# All, or nothing, and back


def test_a_second_click_and_a_cancelled_one_write_nothing(kerja, buku):
    buku.type(kerja.get_baris("persen"), "nilai", 8)
    unggahan = upload(kerja, buku.save())
    apply(kerja, unggahan)
    save(kerja.get_baris("persen"), "9", user=kerja.operator)
    apply(kerja, unggahan)
    assert kerja.get_baris("persen").nilai == 9
    with pytest.raises(BentrokError, match="sudah diterapkan"):
        cancel_unggahan(unggahan=unggahan, user=kerja.operator)
    kedua = cancel_unggahan(unggahan=upload(kerja, buku.save()), user=kerja.operator)
    with pytest.raises(BentrokError, match="sudah dibatalkan"):
        apply(kerja, kedua)


def test_undo_puts_back_every_cell_unless_one_was_typed_over(kerja):
    fill(kerja)
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", 40.25)
    buku.type(kerja.anggaran, "jumlah", 999999, ANGGARAN)
    unggahan = upload(kerja, buku.save())
    apply(kerja, unggahan)
    save(kerja.get_baris("persen"), "41", user=kerja.operator)
    with pytest.raises(BentrokError, match="sudah diubah lagi"):
        undo_unggahan(unggahan=unggahan, user=kerja.operator)
    assert kerja.anggaran.jumlah == 999999
    save(kerja.get_baris("persen"), "40,25", user=kerja.operator)
    undo_unggahan(unggahan=unggahan, user=kerja.operator)
    assert (kerja.get_baris("persen").nilai, kerja.anggaran.jumlah) == (Decimal("12.5"), 250000)
    pintu = Jejak.objects.filter(aksi="isi_jumlah").first()
    assert (pintu.lama, find_pintu(pintu)) == ({"jumlah": "999999"}, "Unggahan Excel diurungkan")
    assert undo_unggahan(unggahan=unggahan, user=kerja.operator).status == "diurungkan"


def test_a_closed_form_and_other_units_are_told_cell_by_cell_and_never_written(kerja, buku):
    buku.type(kerja.get_baris("persen"), "nilai", 8)
    unggahan = upload(kerja, buku.save())
    fill(kerja)
    lagi = Buku.download(kerja)
    lagi.type(kerja.get_baris("persen"), "nilai", 8)
    terakhir = upload(kerja, lagi.save())
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    with pytest.raises(BentrokError, match="terkunci: Diserahkan"):
        apply(kerja, terakhir)
    with pytest.raises(AksesError, match="diisi oleh Bidang Desa"):
        apply(kerja, unggahan, {0: "berkas"}, user=kerja.tim)
    assert kerja.get_baris("persen").nilai == Decimal("12.5")
    [sel] = list_sel(upload(kerja, buku.save(), user=kerja.tim))
    assert (sel.keadaan, sel.pesan) == ("lewat", "Formulir Bidang Desa Triwulan I 2026 diisi oleh Bidang Desa.")


def test_the_whole_office_in_one_sheet_writes_only_what_is_ones_own():
    kerja = create_bahan()
    add_unit(kerja)
    send(kerja)
    semua = list(kerja.periode.formulir_set.select_related("unit", "periode__perangkat_daerah"))
    buku = Buku(build_buku(load_isi(kerja.periode, semua, {kerja.formulir.pk})))
    assert [buku.buku["Isian"].cell(4, k).value for k in (2, 3)] == ["Unit", "Indikator"]
    buku.type(kerja.get_baris("persen"), "nilai", 8)
    buku.type(kerja.get_baris("Bidang Lain"), "nilai", 9)
    assert buku.find(kerja.get_baris("Bidang Lain"), "nilai").protection.locked
    satu = build_buku(load_isi(kerja.periode, [kerja.formulir], set()))
    lain = next(f for f in semua if f != kerja.formulir)
    with pytest.raises(BerkasError, match=r"Berkas ini dari formulir Bidang Desa, .* bukan dari Formulir Bidang Lain"):
        load_formulir(periode=kerja.periode, formulir=lain, isi=satu, user=kerja.tim, semua=semua)
    hasil = load_formulir(periode=kerja.periode, formulir=None, isi=buku.save(), user=kerja.tim, semua=semua)
    assert [s.keadaan for s in hasil.sel] == ["lewat", "lewat"]
    hasil = load_formulir(
        periode=kerja.periode, formulir=None, isi=buku.save(), user=kerja.operator, semua=[kerja.formulir]
    )
    assert ([s.keadaan for s in hasil.sel], hasil.catatan) == (["ubah"], ["1 baris milik formulir lain tidak dibaca."])


def test_three_hundred_rows_come_back_unchanged_in_few_queries(django_assert_max_num_queries):
    kerja = create_bahan(triwulan=3)
    for nomor in range(297):
        add_target(kerja, f"i{nomor:03d}", [10, 20, 30, 40])
    send(kerja)
    Realisasi.objects.filter(formulir=kerja.formulir, target__indikator__satuan="%").update(nilai=Decimal("1234.567"))
    save_uang(kerja.anggaran, "125.000,50", user=kerja.operator)
    isi = Buku.download(kerja).save()
    with django_assert_max_num_queries(15):
        assert tell(upload(kerja, isi)) == []


def test_gnumeric_keeps_the_keys_and_the_cells(kerja, buku, tmp_path):
    fill(kerja)
    buku = Buku.download(kerja)
    buku.type(kerja.get_baris("persen"), "nilai", "=10+5,5".replace(",", "."))
    buku.type(kerja.get_baris("predikat"), "nilai", "A")
    (tmp_path / "a.xlsx").write_bytes(buku.save())
    subprocess.run(
        ["ssconvert", "--recalc", "-T", "Gnumeric_Excel:xlsx2", "a.xlsx", "b.xlsx"], cwd=tmp_path, check=True,
        capture_output=True, timeout=120,
    )  # fmt: skip
    unggahan = upload(kerja, (tmp_path / "b.xlsx").read_bytes())
    assert tell(unggahan) == [("ubah", "12,50", "12,50", "15,50"), ("ubah", "", "", "A")]
    apply(kerja, unggahan)
    assert kerja.get_baris("persen").nilai == Decimal("15.5")
