"""Versions of the Metodologi as people read, compare and write them; what they would do to the latest figures."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Indikator, Jejak
from measurement.enums import Aksi, Status
from measurement.ketentuan import Ketentuan
from measurement.models import BarisKertasKerja, Metodologi, PengukuranKinerja
from measurement.services.dampak import find_acuan, measure_dampak
from measurement.services.metodologi import build_ketentuan, find_metodologi, save_metodologi, start_metodologi
from measurement.services.rekap import build_rekap
from measurement.services.skala_kategori import find_skala
from measurement.services.snapshot import build_snapshot
from tests.factories.bersama import share
from tests.factories.gerak import build_contoh, compute, fetch, walk_to
from tests.factories.kantor import count_kueri
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.metodologi import fix_metodologi
from tests.halaman import find_inline

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        lalu = create_kasus(Status.VERIFIKASI, triwulan=1)
        yield lalu.pk, create_kasus(Status.RAPAT, kantor=lalu.perangkat_daerah, triwulan=2).pk


@pytest.fixture
def lalu(basis):
    return PengukuranKinerja.objects.get(pk=basis[0])


@pytest.fixture
def baru(basis):
    """Triwulan II, before its step metodologi."""
    return PengukuranKinerja.objects.get(pk=basis[1])


def link(nama, *argumen):
    return reverse(f"measurement:metodologi_{nama}", args=argumen)


def write_data(kantor, versi=1, **lain):
    """What the form sends for the usual settings."""
    pita = [["91", "ya", "Sangat Tinggi", "5"], ["76", "ya", "Tinggi", "4"], ["", "ya", "Sisanya", "1"]]
    sel = {f"pita-{i}-{j}": isi for i, baris in enumerate(pita) for j, isi in enumerate(baris)}
    umum = {
        "kantor": kantor.pk, "tahun": 2026, "versi": versi, "batas_atas": "tanpa", "batas_bawah": "tanpa",
        "nihil_terlampaui": "0", "rumus_turun": "min_selisih", "desimal": "2", "dasar": "Keputusan Kepala Nomor 1",
        "ambang_efisiensi": "5", "capaian_efisiensi": "100", "catatan": "Rapat Tim SAKIP.",
    }  # fmt: skip
    return umum | sel | lain


def save(kantor, isi, versi=1, siapa="tim_sakip"):
    return save_metodologi(
        kantor=kantor, tahun=2026, isi=isi, catatan="Uji.", versi=versi, user=get_user(siapa)
    )


def test_a_version_is_written_and_the_one_before_it_stays(masuk, lalu):
    kantor, semula = lalu.perangkat_daerah, build_ketentuan(lalu.metodologi)
    iku = Indikator.objects.filter(perangkat_daerah=kantor, jenis="iku", target_set__isnull=False).first()
    client = masuk("tim_sakip")
    jawab = client.post(link("create"), write_data(kantor, batas_atas="120", desimal="1", **{f"bobot-{iku.pk}": "2,5"}))
    dua = find_metodologi(kantor, 2026)
    assert (jawab.status_code, jawab["Location"], dua.versi) == (302, link("detail", dua.pk), 2)
    isi = build_ketentuan(dua)
    assert (isi.batas_atas, isi.desimal, isi.bobot, len(isi.skala)) == (120, 1, {iku.pk: Decimal("2.5")}, 3)
    assert (dua.dibuat_oleh, dua.catatan) == (get_user("tim_sakip"), "Rapat Tim SAKIP.")
    assert build_ketentuan(Metodologi.objects.get(pk=lalu.metodologi_id)) == semula
    assert Jejak.objects.filter(aksi="buat_metodologi", diterima=True).count() == 1
    teks = client.get(link("detail", dua.pk)).content.decode()
    assert find_inline(teks) == []
    assert "Keputusan Kepala Nomor 1" in teks and iku.nama in teks
    banding = client.get(link("compare", dua.pk))
    assert [label for label, _, _ in banding.context["beda"]] == ["Batas atas capaian", "Pembulatan", "Kategori", "Dasar"]
    assert banding.context["beda_bobot"] == [(iku, 1, Decimal("2.5"))]


def test_the_same_settings_make_no_version(lalu):
    kantor = lalu.perangkat_daerah
    assert save(kantor, build_ketentuan(lalu.metodologi)) is None
    assert kantor.metodologi_set.count() == 1


@pytest.mark.parametrize(
    ("lain", "pesan"),
    [
        ({"dasar": ""}, "Tulis dasar skala kategori"), ({"catatan": ""}, "Tulis mengapa versi ini dibuat."),
        ({"pita-0-0": "sembilan"}, "Kategori, baris 1: "), ({"pita-1-3": ""}, "Kategori, baris 2: pilih warnanya."),
        ({"pita-2-0": "30"}, "Tepat satu kategori tanpa batas bawah"), ({"ambang_efisiensi": "1e3"}, "Ambang efisiensi"),
        ({"batas_atas": "130"}, "Batas atas capaian"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_what_was_typed_stays(masuk, lalu, lain, pesan):
    jawab = masuk("admin").post(link("create"), write_data(lalu.perangkat_daerah, **lain))
    teks = jawab.content.decode()
    assert (jawab.status_code, pesan in teks, "Rapat Tim SAKIP." in teks or "catatan" in lain) == (422, True, True)
    assert lalu.perangkat_daerah.metodologi_set.count() == 1


def test_who_was_slower_is_told_and_nothing_is_overwritten(masuk, lalu):
    kantor = lalu.perangkat_daerah
    save(kantor, Ketentuan(batas_atas=Decimal(110)))
    jawab = masuk("admin").post(link("create"), write_data(kantor, versi=1))
    assert (jawab.status_code, "baru saja dibuat orang lain" in jawab.content.decode()) == (409, True)
    with pytest.raises(BentrokError):
        save(kantor, Ketentuan(batas_atas=Decimal(100)), versi=1)


def test_only_admin_and_tim_sakip_write(lalu):
    for siapa in ("kepala", "sekretaris", "perencana", "bidang.kb", "pengawas"):
        with pytest.raises(AksesError):
            save(lalu.perangkat_daerah, Ketentuan(batas_atas=Decimal(100)), siapa=siapa)
    assert Jejak.objects.filter(aksi="buat_metodologi", diterima=False).count() == 5


def test_a_weight_for_another_offices_indicator_is_refused(lalu):
    asing = Indikator.objects.exclude(perangkat_daerah=lalu.perangkat_daerah).first()
    with pytest.raises(IsianError) as galat:
        save(lalu.perangkat_daerah, Ketentuan(bobot={asing.pk: Decimal(2)}))
    assert galat.value.kesalahan == {"bobot": ["Ada bobot untuk indikator yang bukan milik kantor ini."]}


def test_a_new_year_begins_with_what_the_office_had(lalu):
    kantor = lalu.perangkat_daerah
    save(kantor, Ketentuan(batas_atas=Decimal(110)))
    lanjut = start_metodologi(kantor, 2027)
    assert (lanjut.versi, lanjut.batas_atas, lanjut.catatan) == (1, 110, "Disalin dari Metodologi 2026 versi 2.")


def test_the_preview_counts_who_would_move_and_stores_nothing(masuk, lalu):
    kantor, kertas = lalu.perangkat_daerah, find_acuan(lalu.perangkat_daerah)
    semula = list(BarisKertasKerja.objects.order_by("pk").values())
    dampak = measure_dampak(kertas, Ketentuan(batas_atas=Decimal(100), skala=find_skala("target-2").skala))
    assert {b.baru.hasil.kategori for b in dampak.baris} <= {"Tercapai", "Tidak Tercapai", ""}
    assert dampak.pindah_kategori == sum(b.lama.hasil.kategori != "" for b in dampak.baris) > 0
    assert sum(satu.jumlah for satu in dampak.arus) == dampak.pindah_kategori
    assert all(b.baru.hasil.capaian is None or b.baru.hasil.capaian <= 100 for b in dampak.baris)
    assert [b.baru.hasil.capaian_mentah for b in dampak.baris] == [b.lama.hasil.capaian_mentah for b in dampak.baris]
    for batang in dampak.batang:
        assert (sum(p.jumlah for p in batang.potongan), sum(p.lebar for p in batang.potongan)) == (len(dampak.baris), 1000)
    jawab = masuk("tim_sakip").post(link("preview"), write_data(kantor))
    assert (jawab.status_code, "pindah kategori" in jawab.content.decode()) == (200, True)
    jawab = masuk("tim_sakip").post(link("preview"), write_data(kantor, **{"pita-2-0": "30"}))
    assert (jawab.status_code, "Tepat satu kategori" in jawab.content.decode()) == (422, True)
    assert list(BarisKertasKerja.objects.order_by("pk").values()) == semula
    assert kantor.metodologi_set.count() == 1


def test_its_own_settings_move_nothing(lalu):
    kertas = find_acuan(lalu.perangkat_daerah)
    dampak = measure_dampak(kertas, build_ketentuan(kertas.metodologi))
    assert (dampak.pindah, dampak.lama.nilai, dampak.lama.kategori) == ((), dampak.baru.nilai, dampak.baru.kategori)
    assert dampak.lama.sasaran[0].nilai == dampak.baru.sasaran[0].nilai


def test_a_ready_scale_fills_the_table_and_keeps_the_rest(masuk, lalu):
    jawab = masuk("admin").post(link("create"), write_data(lalu.perangkat_daerah, muat="1", skala="akip", batas_atas="150"))
    form = jawab.context["form"]
    assert (jawab.status_code, form["pita"].value()[1], form["batas_atas"].value()) == (200, ["80", "tidak", "A", "5"], "150")
    assert form["dasar"].value() == "Predikat evaluasi AKIP, Peraturan Menteri PANRB Nomor 88 Tahun 2021"
    jawab = masuk("admin").post(link("create"), write_data(lalu.perangkat_daerah, tambah="pita", **{"pita-0-2": "Ketik"}))
    assert (jawab.status_code, jawab.context["form"]["pita"].value()[0]) == (200, ["91", "ya", "Ketik", "5"])


def test_the_step_offers_the_versions_with_their_effect_and_the_case_keeps_its_choice(masuk, lalu, baru):
    kantor = lalu.perangkat_daerah
    dua = save(kantor, Ketentuan(batas_atas=Decimal(100), desimal=1))
    baru = walk_to(baru, 4)
    jawab = masuk("tim_sakip").get(reverse("measurement:pengukuran_detail", args=[baru.pk]))
    assert [satu.versi for satu, _ in jawab.context["versi_metodologi"]] == [2, 1]
    assert jawab.context["form_selesaikan"]["metodologi"].value() == "2"
    contoh = build_contoh(baru)
    with pytest.raises(IsianError):
        contoh.run_langkah(baru, Aksi.SELESAIKAN, {**contoh.build_isian(baru), "metodologi": "9"})
    contoh.run_langkah(baru, Aksi.SELESAIKAN, {**contoh.build_isian(baru), "metodologi": "2"})
    assert fetch(baru).metodologi == dua
    save(kantor, Ketentuan(batas_atas=Decimal(150)), versi=2)
    kertas = compute(walk_to(fetch(baru), 8))
    assert (kertas.metodologi, build_rekap(kertas).desimal) == (dua, 1)


def test_decimals_weights_and_efficiency_reach_page_and_report(masuk, lalu):
    kantor = lalu.perangkat_daerah
    iku = lalu.kertas_kerja_set.first().baris_set.exclude(capaian=None).filter(jenis="iku").first()
    isi = {"desimal": 0, "bobot": {iku.indikator_id: Decimal(4)}, "ambang_efisiensi": Decimal(1), "dasar": "Perbup 9"}
    lain = fix_metodologi(kantor=kantor, tahun=2026, batas_atas=Decimal(100), **isi)
    kertas = lalu.kertas_kerja_set.first()
    dampak = measure_dampak(kertas, build_ketentuan(lain))
    assert all(n is None or n == round(n) for n in (b.baru.hasil.capaian for b in dampak.baris))
    kelompok = next(k for k in dampak.baru.sasaran if any(b.baris.bobot == 4 for b in k.baris))
    assert kelompok.nilai.berbobot is (len(kelompok.baris) > 1)
    snapshot = build_snapshot(lalu, nomor="1", tanggal=kantor.hari_ini(), kode="x")
    assert json.dumps(snapshot["metodologi"])
    assert snapshot["metodologi"]["nama"] == "Metodologi 2026 versi 1"


def test_the_pages_cost_the_same_whatever_the_number_of_versions(masuk, lalu):
    client, kantor = masuk("tim_sakip"), lalu.perangkat_daerah
    halaman = (link("list"), link("detail", lalu.metodologi_id), link("create"))
    awal = [count_kueri(client, satu) for satu in halaman]
    for versi, atas in enumerate((100, 110, 120, 150), start=1):
        save(kantor, Ketentuan(batas_atas=Decimal(atas)), versi=versi)
    assert [count_kueri(client, satu) for satu in halaman] == awal


def test_the_reason_of_a_version_is_never_called_optional(masuk, lalu):
    client, kantor = masuk("admin"), lalu.perangkat_daerah
    for jawab in (
        client.get(f"{link('create')}?kantor={kantor.pk}&tahun=2026"),
        client.post(link("create"), write_data(kantor, catatan="", pratinjau="1")),
    ):
        isi = jawab.content.decode()
        assert jawab.status_code == 200 and "Alasan versi ini</label>" in isi
