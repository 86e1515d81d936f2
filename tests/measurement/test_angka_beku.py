"""A kertas kerja that was handed over does not move, whatever of its plan and its settings is edited afterwards."""

import datetime
import json
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from collection.models import Indikator, NilaiSkala, PerjanjianKinerja, Skala, Target, Unit
from measurement.enums import Status
from measurement.models import Metodologi, PengukuranKinerja
from measurement.pdf import render_html
from measurement.services.kertas_kerja import build_baris
from measurement.services.skala_kategori import find_skala
from measurement.services.snapshot import build_snapshot, write_canonical
from tests.factories.acak import rolled_back
from tests.factories.bersama import share
from tests.factories.kantor_contoh import create_kantor, create_kasus
from tests.factories.metodologi import fix_metodologi

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """The whole demo office: it measures a predicate, too."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, kantor=create_kantor(), triwulan=4).pk


@pytest.fixture
def kasus(basis):
    return PengukuranKinerja.objects.get(pk=basis)


def edit_indikator(kasus):
    Indikator.objects.update(
        nama="Nama lain", satuan="lain", desimal=0, konsolidasi="rata_rata", target_kumulatif=True, urutan=99
    )
    Indikator.objects.filter(rumus="maks").update(rumus="min_selisih")


def edit_target(kasus):
    Target.objects.update(tahunan=7, tw1=1, tw2=2, tw3=3, tw4=4)
    PerjanjianKinerja.objects.update(nomor="999/LAIN", tanggal=datetime.date(2026, 6, 1))


def edit_skala(kasus):
    skala = Skala.objects.get(kode="sakip")
    assert Indikator.objects.filter(skala=skala, perangkat_daerah=kasus.perangkat_daerah).exists()
    for nilai in NilaiSkala.objects.filter(skala=skala):
        NilaiSkala.objects.filter(pk=nilai.pk).update(label=f"L{nilai.skor}", skor=nilai.skor + 20)


def edit_metodologi(kasus):
    bobot = {pk: Decimal(3) for pk in Indikator.objects.filter(jenis="iku").values_list("pk", flat=True)[:2]}
    fix_metodologi(
        kantor=kasus.perangkat_daerah, tahun=2026, batas_atas=Decimal(100), nihil=None, desimal=0, bobot=bobot,
        skala=find_skala("akip").skala, ambang_efisiensi=Decimal(50), dasar="Keputusan lain",
    )  # fmt: skip
    assert Metodologi.objects.filter(perangkat_daerah=kasus.perangkat_daerah, tahun=2026).count() == 2


def edit_unit(kasus):
    Unit.objects.update(nama="Unit lain")


UBAH = {f.__name__.removeprefix("edit_"): f for f in (edit_indikator, edit_target, edit_skala, edit_metodologi, edit_unit)}


def read_halaman(client, kasus):
    """What the pages of the kertas kerja, of every row and of the office's mean say; by address."""
    kertas = kasus.kertas_kerja_set.first()
    alamat = [
        reverse("measurement:kertas_kerja_detail", args=[kasus.pk]),
        reverse("measurement:rerata_detail", args=[kertas.pk, "kantor"]),
        *(reverse("measurement:baris_detail", args=[b.pk]) for b in kertas.baris_set.filter(jenis="iku")),
    ]
    return {satu: re.search(r"<main.*</main>", client.get(satu).content.decode(), re.DOTALL)[0] for satu in alamat}


def read_laporan(kasus):
    """The snapshot, and the report that is made from it."""
    teks = write_canonical(
        build_snapshot(kasus, nomor="700/1/X/2026", tanggal=datetime.date(2026, 11, 20), kode="abc")
    )
    return teks, render_html(json.loads(teks))


def test_a_handed_over_kertas_kerja_does_not_move(masuk, kasus):
    client, kertas = masuk("pengawas"), kasus.kertas_kerja_set.first()
    assert kertas.dibekukan_pada is not None
    halaman, laporan = read_halaman(client, kasus), read_laporan(kasus)
    assert any(">A<" in isi or "A (6)" in isi for isi in halaman.values())
    baru_dihitung = [b.penjelasan for b in build_baris(kasus, kertas)]
    for nama, ubah in UBAH.items():
        with rolled_back():
            ubah(kasus)
            kini = PengukuranKinerja.objects.get(pk=kasus.pk)
            if nama in ("indikator", "target", "skala"):
                assert [b.penjelasan for b in build_baris(kini, kini.kertas_kerja_set.first())] != baru_dihitung, nama
            assert read_halaman(client, kini) == halaman, nama
            assert read_laporan(kini) == laporan, nama
