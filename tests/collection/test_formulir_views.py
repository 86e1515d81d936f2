"""The pages of a form: who sees it, who gets cells to type into, and what the page costs."""

import pytest
from django.db.models.signals import post_init

from collection.enums import Peran
from collection.models import Bukti, Formulir, Periode, Realisasi, RealisasiAnggaran
from collection.services.formulir import prepare_formulir, return_formulir, submit_formulir
from collection.templatetags.angka import waktu
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_unit, create_user
from tests.factories.formulir import add_pagu, add_unit, create_bahan, create_kerja, fill, save, send
from tests.factories.halaman import KOSONG, get, link, read_teks, visit, walk
from tests.factories.kantor import count_kueri

pytestmark = pytest.mark.django_db

DAFTAR = "/formulir/"
NAKAL = "<script>alert(1)</script>\n<img src=x onerror=alert(2)>"


@pytest.fixture
def kerja():
    return create_kerja()


@pytest.fixture
def alamat(kerja):
    return link("collection:formulir_detail", kerja.formulir.pk)


# The page


def test_detail_gives_the_operator_a_cell_for_everything(client, kerja, alamat):
    fill(kerja)
    save(kerja.get_baris("predikat"), "bb", user=kerja.operator)
    halaman = visit(client, kerja.operator, alamat)
    nilai = [halaman.sel[f"sel-r{kerja.get_baris(kode).pk}-nilai"] for kode in ("persen", "predikat", "jumlah")]
    assert nilai == [("", "12,50", ""), ("", "BB", ""), ("", "8", "")]
    assert halaman.sel[f"sel-a{kerja.anggaran.pk}-jumlah"] == ("", "250.000", "")
    assert (halaman.status, halaman.masukan, len(halaman.sel), halaman.inline) == (200, 17, 11, [])
    assert halaman.read("h2", id="judul-serah") == ["Serahkan ke Tim SAKIP"]
    assert "Formulir lengkap." in " ".join(halaman.read("p"))
    assert [get(o, "value") or read_teks(o) for o in halaman.find("option")] == ["–", "B", "BB", "A"]


@pytest.mark.parametrize("peran", [p for p in Peran if p is not Peran.BIDANG])
def test_detail_gives_every_other_role_the_figures_and_nothing_to_type_into(client, kerja, alamat, peran):
    fill(kerja)
    Bukti.objects.create(
        realisasi=kerja.get_baris("persen"), nama="bukti.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64,
        berkas="bukti/x", diunggah_oleh=kerja.operator,
    )  # fmt: skip
    unit = kerja.unit if peran is Peran.KABID else None
    halaman = visit(client, create_pejabat(peran, kerja.kantor, unit=unit), alamat)
    tulis = [e for e in halaman.find("form", method="post") if get(e, "action") != "/keluar/"]
    assert (halaman.status, halaman.masukan, tulis, halaman.inline) == (200, 0, [], [])
    assert halaman.sel[f"sel-r{kerja.get_baris('persen').pk}-nilai"] == ("", "12,50", "")
    assert halaman.sel[f"sel-r{kerja.get_baris('predikat').pk}-nilai"] == ("", "–", "")


def test_detail_is_locked_for_the_operator_after_the_hand_in(client, kerja, alamat):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    halaman = visit(client, kerja.operator, alamat)
    assert (halaman.masukan, len(halaman.sel), halaman.find("input", type="file")) == (0, 11, [])
    assert halaman.read("span", **{"class": "cip cip-sukses"}) == ["Diserahkan"]
    assert [p for p in halaman.read("p") if p.startswith("Diserahkan oleh")] == [
        f"Diserahkan oleh {kerja.operator.nama} pada {waktu(kerja.formulir.diserahkan_pada)}."
    ]


def test_detail_of_a_returned_form_shows_the_note_and_does_not_say_handed_in(client, kerja, alamat):
    fill(kerja)
    submit_formulir(formulir=kerja.formulir, user=kerja.operator)
    return_formulir(periode=kerja.periode, unit=None, catatan=f"Lengkapi bukti.\n{NAKAL}", user=kerja.tim)
    for user, masukan in ((kerja.operator, 17), (kerja.tim, 0)):
        halaman = visit(client, user, alamat)
        kotak = halaman.read("div", **{"class": "kotak kotak-peringatan"})
        assert kotak == ["Dikembalikan untuk dilengkapi Lengkapi bukti. " + NAKAL.replace("\n", " ")]
        assert [p for p in halaman.read("p") if p.startswith("Diserahkan oleh")] == []
        assert (halaman.masukan, halaman.inline) == (masukan, [])
    assert halaman.read("span", **{"class": "cip cip-peringatan"}) == ["Dikirim ke unit"]
    assert visit(client, kerja.tim, DAFTAR).read("td", **{"data-label": "Diserahkan"}) == ["–"]


def test_detail_lists_what_is_missing_before_it_is_asked(client, kerja, alamat):
    daftar = visit(client, kerja.operator, alamat).find("section", **{"aria-labelledby": "judul-serah"})[0]
    assert [read_teks(e) for e in walk(daftar) if e.name == "li"] == [
        "Persentase desa mandiri : isi realisasi, atau tulis alasan tidak dapat diukur.",
        "Jumlah desa yang dibina : isi realisasi, atau tulis alasan tidak dapat diukur.",
        "Sub kegiatan 1 : isi realisasi anggaran.",
    ]


def test_detail_counts_values_zeros_and_reasons_as_filled_in(client, kerja, alamat):
    save(kerja.get_baris("persen"), "0", user=kerja.operator)
    save(kerja.get_baris("jumlah"), "Data belum terbit", "tidak_dapat_diukur", user=kerja.operator)
    kemajuan = visit(client, kerja.tim, alamat).find("progress")
    assert [(get(e, "value"), get(e, "max")) for e in kemajuan] == [("2", "3")]


def test_detail_shows_hostile_texts_as_text(client, kerja, alamat):
    save(kerja.get_baris("persen"), NAKAL, "keterangan", user=kerja.operator)
    save(kerja.get_baris("jumlah"), NAKAL, "tidak_dapat_diukur", user=kerja.operator)
    Bukti.objects.create(
        realisasi=kerja.get_baris("persen"), nama='"><script>.pdf', jenis="application/pdf", ukuran=1,
        sha256="0" * 64, berkas="bukti/x", diunggah_oleh=kerja.operator,
    )  # fmt: skip
    for user in (kerja.operator, kerja.tim):
        halaman = visit(client, user, alamat)
        assert halaman.inline == []
        assert halaman.sel[f"sel-r{kerja.get_baris('persen').pk}-keterangan"][1] == NAKAL.replace("\n", " ")
        assert halaman.sel[f"sel-r{kerja.get_baris('jumlah').pk}-tidak_dapat_diukur"][1] == NAKAL.replace("\n", " ")
        assert halaman.read("a", **{"class": "berkas-nama"}) == ['"><script>.pdf']


def test_detail_of_a_unit_with_money_only_has_no_empty_parts(client):
    kerja = create_bahan()
    unit = create_unit(kerja.kantor, "UPTD Uang")
    add_pagu(kerja, 2, unit)
    send(kerja)
    formulir = Formulir.objects.get(unit=unit)
    halaman = visit(client, kerja.tim, link("collection:formulir_detail", formulir.pk))
    assert (halaman.find("progress"), halaman.read("h2"), len(halaman.sel)) == (
        [], ["Realisasi anggaran s.d. Triwulan I 2026"], 2,
    )  # fmt: skip


def test_detail_without_a_row_says_who_brings_them(client, kerja, alamat):
    kerja.formulir.realisasi_set.all().delete()
    kerja.formulir.realisasi_anggaran_set.all().delete()
    halaman = visit(client, kerja.tim, alamat)
    assert (halaman.read("h2"), halaman.find("progress")) == (["Formulir ini belum punya baris"], [])


def test_detail_tells_the_limits_of_evidence_from_the_settings(client, kerja, alamat, settings):
    settings.MAKS_UKURAN_BUKTI = 3 * 1024 * 1024
    halaman = visit(client, kerja.operator, alamat)
    pesan = "PDF, PNG, JPG, XLSX, atau DOCX, paling besar 3,0 MB. Boleh lebih dari satu."
    assert set(halaman.read("p", **{"class": "isian-bantuan"})) == {pesan}
    assert {get(e, "accept") for e in halaman.find("input", type="file")} == {".pdf,.png,.jpg,.jpeg,.xlsx,.docx"}


def test_detail_by_sight(client, kerja, alamat):
    bekas = create_user()
    assign(bekas, Peran.BIDANG, kerja.kantor, kerja.unit, selesai=-1)
    orang = [
        create_pejabat(Peran.BIDANG, kerja.kantor, unit=create_unit(kerja.kantor)),
        create_pejabat(Peran.KEPALA, create_kantor()), bekas,
    ]  # fmt: skip
    assert [visit(client, user, alamat).status for user in orang] == [404, 404, 403]
    client.logout()
    assert client.get(alamat).url == f"/masuk/?next={alamat}"


# The list


def test_list_shows_the_units_own_or_the_whole_offices_forms(client):
    kerja, asing = create_bahan(), create_kerja()
    lain = add_unit(kerja, "Bidang Lain")
    send(kerja)
    rangkap = create_pejabat(Peran.PENGAWAS, kerja.kantor)
    assign(rangkap, Peran.PENGAWAS, asing.kantor)
    tampak = {
        nama: visit(client, user, DAFTAR).read("th", scope="row")
        for nama, user in {"operator": kerja.operator, "lain": lain, "tim": kerja.tim, "rangkap": rangkap}.items()
    }
    dua, satu = kerja.kantor.singkatan, asing.kantor.singkatan
    assert {nama: sorted(isi) for nama, isi in tampak.items()} == {
        "operator": ["Bidang Desa"], "lain": ["Bidang Lain"], "tim": ["Bidang Desa", "Bidang Lain"],
        "rangkap": sorted([f"Bidang Desa {dua}", f"Bidang Lain {dua}", f"Bidang Desa {satu}"]),
    }  # fmt: skip


def test_list_puts_units_of_equal_rank_by_name(client):
    kerja = create_bahan()
    for nama in ("Bidang Z", "Bidang A", "Bidang M"):
        add_unit(kerja, nama)
    send(kerja)
    kerja.kantor.unit_set.filter(nama="Bidang A").update(nama="Sekretariat")
    urut = [e.split(" kantor")[0] for e in visit(client, kerja.tim, DAFTAR).read("th", scope="row")]
    assert urut == ["Bidang Desa", "Bidang M", "Bidang Z", "Sekretariat"]


def test_list_is_filtered_by_a_known_state_only(client):
    kerja = create_bahan()
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    for status, baris in {"draf": 1, "dikirim": 0, "": 1, "ngawur": 1}.items():
        halaman = visit(client, kerja.tim, f"{DAFTAR}?status={status}")
        assert (status, len(halaman.find("th", scope="row")), halaman.inline) == (status, baris, [])
    assert halaman.read("span", **{"class": "cip"}) == ["Draf"]


def test_list_when_empty_says_what_comes_or_how_to_see_all(client):
    user = create_pejabat(Peran.STAF, create_kantor())
    assert visit(client, user, DAFTAR).read("h2") == ["Belum ada formulir"]
    saring = visit(client, user, f"{DAFTAR}?status=draf")
    assert saring.read("h2") == ["Tidak ada formulir dengan keadaan ini"]
    assert [get(e, "href") for e in saring.find("a", **{"class": "tombol"})] == [DAFTAR]


def create_banyak(kerja, jumlah):
    """That many forms in all, of one unit in many triwulan."""
    for nomor in range(1, jumlah):
        periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=2000 + nomor // 4, triwulan=nomor % 4 + 1)
        Formulir.objects.create(
            periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diserahkan",
            diserahkan_pada=kerja.formulir.dikirim_pada, diserahkan_oleh=kerja.operator,
        )  # fmt: skip


def test_list_pages_show_each_form_once_latest_first(client, kerja):
    create_banyak(kerja, 31)
    client.force_login(kerja.tim)
    dua = [client.get(f"{DAFTAR}?page={nomor}").context["page"].object_list for nomor in (1, 2)]
    semua = [f.pk for halaman in dua for f in halaman]
    assert (len(semua), len(set(semua)), dua[0][0]) == (31, 31, kerja.formulir)


# A fixed number of queries


@pytest.mark.parametrize("siapa", ["operator", "tim"])
@pytest.mark.parametrize("pintu", ["collection:formulir_detail", "measurement:formulir_capaian"])
def test_pages_of_a_form_cost_the_same_with_3_and_with_30_rows(client, siapa, pintu):
    hitung = []
    for tambahan in (0, 27):
        kerja = create_kerja(tambahan=tambahan)
        for baris in kerja.formulir.realisasi_set.all():
            Bukti.objects.create(
                realisasi=baris, nama="a.pdf", jenis="application/pdf", ukuran=1, sha256="0" * 64, berkas="bukti/x",
                diunggah_oleh=kerja.operator,
            )  # fmt: skip
        kerja.formulir.realisasi_set.exclude(target__indikator__kode="persen").update(
            nilai=2, diubah_oleh=kerja.operator
        )
        client.force_login(getattr(kerja, siapa))
        hitung.append(count_kueri(client, link(pintu, kerja.formulir.pk)))
    assert hitung[0] == hitung[1] <= 25


def test_list_costs_the_same_with_1_and_with_30_forms(client):
    hitung = []
    for jumlah in (1, 30):
        kerja = create_kerja()
        create_banyak(kerja, jumlah)
        client.force_login(kerja.tim)
        hitung.append(count_kueri(client, DAFTAR))
    assert hitung[0] == hitung[1] <= 12


@pytest.mark.parametrize(("kolom", "model"), [("nilai", Realisasi), ("jumlah", RealisasiAnggaran)])
def test_saving_a_cell_reads_its_own_row_only(client, kolom, model):
    """Counted in rows: the other 29 of the form are not fetched to draw one cell."""
    kerja, dibaca = create_kerja(tambahan=27), []
    client.force_login(kerja.operator)
    baris = model.objects.filter(formulir=kerja.formulir).first()
    pintu = "collection:realisasi_update" if model is Realisasi else "collection:anggaran_update"

    def count(instance, **lain):
        dibaca.append(instance.pk)

    post_init.connect(count, sender=model)
    try:
        response = client.post(link(pintu, baris.pk), {"kolom": kolom, "isi": "5", "sidik": KOSONG})
    finally:
        post_init.disconnect(count, sender=model)
    assert (response.status_code, set(dibaca)) == (302, {baris.pk})
