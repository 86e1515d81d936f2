"""Why a figure is what it is: the page of a row and of a mean, from what was frozen and from the trail up to then."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from collection.models import Jejak, Realisasi
from collection.services.jejak import write_jejak
from measurement.enums import Alasan
from measurement.ketentuan import Ketentuan
from measurement.models import BarisKertasKerja
from measurement.nilai import read_realisasi
from measurement.services.baris import BarisRekap, list_baris
from measurement.services.kenapa import write_kategori, write_konsolidasi
from measurement.services.kenapa_rerata import build_rerata
from measurement.services.kertas_kerja import compute_kertas_kerja
from measurement.services.rekap import KANTOR, build_kunci, build_rekap
from tests.factories.gerak import compute, correct, get_baris
from tests.factories.kantor import count_kueri
from tests.factories.kantor_contoh import get_user
from tests.factories.metodologi import fix_metodologi
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db
JUMLAH, AKHIR = "2.14.03.2.01.0014", "IKU-06"


def link(nama, *argumen):
    return reverse(f"measurement:{nama}", args=argumen)


def read(client, nama, *argumen):
    teks = client.get(link(nama, *argumen)).content.decode()
    assert find_inline(teks) == []
    return " ".join(re.sub(r"<[^>]+>", " ", teks.partition("<main")[2]).split())


def test_a_row_tells_its_inputs_with_who_when_and_where(masuk, lalu):
    baris = get_baris(lalu, AKHIR)
    jawab = masuk("pengawas").get(link("baris_detail", baris.pk))
    teks, pk = jawab.content.decode(), lalu.perangkat_daerah.pk_set.get()
    formulir = Realisasi.objects.get(periode=lalu.periode, indikator=baris.indikator).formulir
    assert f"{pk} (versi 1), nomor {pk.nomor}, 15 Januari 2026" in teks
    assert f'<a href="{reverse("collection:formulir_detail", args=[formulir.pk])}">formulir {baris.unit}</a>' in teks
    assert baris.diisi_oleh.nama in teks and "2 × target − realisasi" in teks
    ketikan = jawab.context["ketikan"]
    assert [(k.kolom, k.lama, k.baru) for k in ketikan if k.kolom == "Realisasi"][-1][2] == BarisRekap(baris).write(baris.realisasi_triwulan)
    assert {k.siapa for k in ketikan} == {baris.diisi_oleh.nama}


def test_what_was_typed_after_the_computing_is_not_its_history(masuk, lalu):
    baris = get_baris(lalu, AKHIR)
    client = masuk("pengawas")
    awal = len(client.get(link("baris_detail", baris.pk)).context["ketikan"])
    sel = Realisasi.objects.get(periode=lalu.periode, indikator=baris.indikator)
    write_jejak(
        kantor=lalu.perangkat_daerah, user=get_user("bidang.kb"), aksi="isi_nilai", objek=sel, lama={"nilai": Decimal(1)},
        baru={"nilai": Decimal(77)},
    )  # fmt: skip
    assert Jejak.objects.filter(objek="realisasi", objek_id=sel.pk).count() > awal
    assert len(client.get(link("baris_detail", baris.pk)).context["ketikan"]) == awal


def test_of_another_units_row_neither_form_nor_history_nor_evidence_is_shown(masuk, lalu, monkeypatch):
    baris = get_baris(lalu, JUMLAH)
    monkeypatch.setattr("measurement.views.kertas_kerja.list_bukti_baris", lambda *_: [{"nama": "daftar.pdf", "sha256": "ab" * 32}])
    alamat = link("baris_detail", baris.pk)
    sendiri, lain, tim = (masuk(nama).get(alamat) for nama in ("bidang.kb", "bidang.dalduk", "tim_sakip"))
    kata = f"Riwayat isian dan bukti indikator ini dibaca oleh {baris.unit}, Tim SAKIP"
    for jawab, boleh in ((sendiri, True), (lain, False), (tim, True)):
        isi = jawab.context
        assert (jawab.status_code, isi["asal_formulir"] is not None, bool(isi["ketikan"]), bool(isi["bukti"])) == (200, *[boleh] * 3)
        assert (kata in jawab.text, "daftar.pdf" in jawab.text) == (not boleh, boleh)
        assert "Satu triwulan terisi" in jawab.text and baris.unit in jawab.text


def test_an_earlier_triwulan_leads_to_its_own_row(masuk, lalu, kasus):
    compute(kasus)
    lama, baru = get_baris(lalu, AKHIR), get_baris(kasus, AKHIR)
    masukan = masuk("pengawas").get(link("baris_detail", baru.pk)).context["masukan"]
    assert [(m.triwulan, m.baris) for m in masukan] == [(1, lama.pk), (2, None)]


@pytest.mark.parametrize("kode", [JUMLAH, AKHIR])
def test_the_consolidation_can_be_checked_by_hand(lalu, kasus, kode):
    compute(kasus)
    b = next(b for b in list_baris(kasus.kertas_kerja_set.first()) if b.baris.kode == kode)
    deret = [b.write(n) for n in read_realisasi(b.baris.deret)]
    tulis = {JUMLAH: f"{deret[0]} + {deret[1]} = {b.realisasi}", AKHIR: f"Triwulan II, yang terakhir terisi: {b.realisasi}"}
    assert write_konsolidasi(b) == tulis[kode]


def test_a_correction_stands_beside_the_original(masuk, lalu):
    baris = get_baris(lalu, JUMLAH)
    semula = masuk("kepala").get(link("baris_detail", baris.pk)).content.decode()
    correct(baris, "1")
    teks = read(masuk("kepala"), "baris_detail", baris.pk)
    assert "dikoreksi, semula 83,33" in teks and "dikoreksi, semula" not in semula
    assert "Satu triwulan terisi: 1" in teks


def test_the_band_rule_is_read_off_the_printed_value():
    assert write_kategori(Ketentuan(), Decimal("90.99"), "Tinggi") == "Tercetak 90,99\u00a0%, ≥ 76,00: Tinggi"
    assert write_kategori(Ketentuan(desimal=0), Decimal(91), "Sangat Tinggi") == "Tercetak 91\u00a0%, ≥ 91,00: Sangat Tinggi"
    assert write_kategori(Ketentuan(), None, "").startswith("Tanpa nilai")


def test_a_mean_lists_what_went_in_and_what_was_left_out_and_why(masuk, lalu):
    kertas = lalu.kertas_kerja_set.first()
    rekap = build_rekap(kertas)
    kelompok = next(k for k in rekap.walk() if any(b.hasil.capaian is None for b in k.baris))
    isi = build_rerata(kertas, kelompok.kunci)
    bagian = isi["rerata"].bagian
    assert [b.baris for b in bagian] == [b.baris.pk for b in kelompok.baris]
    luar = [b for b in bagian if not b.dihitung]
    assert len(bagian) - len(luar) == kelompok.nilai.rerata.dihitung
    assert luar and all(b.sebab in {a.label for a in Alasan} for b in luar)
    teks = read(masuk("pengawas"), "rerata_detail", kertas.pk, kelompok.kunci)
    assert f"tidak: {luar[0].sebab.lower()}" in teks and kelompok.nilai.cakupan in teks


def test_the_offices_mean_is_of_its_sasaran_and_each_leads_on(masuk, lalu, kasus):
    kertas = lalu.kertas_kerja_set.first()
    isi, rekap = build_rerata(kertas, KANTOR), build_rekap(kertas)
    assert [b.kunci for b in isi["rerata"].bagian] == [k.kunci for k in rekap.sasaran]
    assert isi["hitungan"].endswith(f"= {str(rekap.nilai.rerata.nilai).replace('.', ',')}")
    assert isi["rerata"].sementara == ""
    belum = build_rerata(compute(kasus), KANTOR)["rerata"].sementara
    assert belum in ("belum diverifikasi Sekretaris", "ada indikator yang belum diukur")
    halaman = masuk("pengawas").get(link("kertas_kerja_detail", lalu.pk)).content.decode()
    tautan = {link("rerata_detail", kertas.pk, k) for k in (KANTOR, *(s.kunci for s in rekap.sasaran))}
    tautan |= {link("baris_detail", b.baris.pk) for b in rekap.baris}
    assert {satu for satu in tautan if f'href="{satu}"' not in halaman} == set()


def test_every_group_has_a_key_of_its_own_that_its_rows_know(lalu):
    rekap = build_rekap(lalu.kertas_kerja_set.first())
    semua = [k.kunci for k in rekap.walk()]
    assert len(semua) == len(set(semua))
    assert {build_kunci(b.baris.jalur) for k in rekap.walk() for b in k.baris} <= set(semua)
    assert all(build_kunci(b.baris.jalur) == k.kunci for k in rekap.walk() for b in k.baris)


def test_an_unknown_group_is_404(masuk, lalu):
    kertas = lalu.kertas_kerja_set.first()
    assert masuk("pengawas").get(link("rerata_detail", kertas.pk, "tidakada")).status_code == 404
    assert masuk("pengawas", "dpmd-blora").get(link("rerata_detail", kertas.pk, KANTOR)).status_code == 404


def test_weights_shape_the_mean_and_are_written_out(kasus, lalu):
    calon = next(k for k in build_rekap(lalu.kertas_kerja_set.first()).walk() if k.nilai.rerata.dihitung > 1 and k.baris)
    berat = next(b.baris for b in calon.baris if b.hasil.capaian is not None)
    lain = fix_metodologi(kantor=kasus.perangkat_daerah, tahun=2026, bobot={berat.indikator_id: Decimal("2.5")})
    type(kasus).objects.filter(pk=kasus.pk).update(metodologi=lain)
    kasus.refresh_from_db()
    kertas = compute_kertas_kerja(pengukuran=kasus, user=get_user("tim_sakip"))
    assert BarisKertasKerja.objects.get(kertas_kerja=kertas, indikator=berat.indikator_id).bobot == Decimal("2.5")
    isi = build_rerata(kertas, calon.kunci)
    nilai = [(b.nilai, b.bobot) for b in isi["rerata"].bagian if b.dihitung]
    rerata = sum(n * b for n, b in nilai) / sum(b for _, b in nilai)
    assert abs(isi["rerata"].nilai.rerata.nilai - rerata) <= Decimal("0.005")
    assert isi["rerata"].nilai.cakupan.endswith("indikator, berbobot")
    assert "× 2,5" in isi["hitungan"]


def test_the_page_costs_the_same_for_every_row_and_mean(masuk, lalu, kasus):
    kertas = compute(kasus)
    client = masuk("pengawas")
    baris = {count_kueri(client, link("baris_detail", b.pk)) for b in kertas.baris_set.all()}
    assert max(baris) - min(baris) <= 1 and max(baris) <= 22
    rerata = [count_kueri(client, link("rerata_detail", kertas.pk, k.kunci)) for k in build_rekap(kertas).walk()]
    assert len(set(rerata)) == 1 and rerata[0] <= 16
