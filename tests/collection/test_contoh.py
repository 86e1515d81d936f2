"""The demo offices: what they hold, that a second start changes nothing, and that their accounts work."""

import csv
import re
import stat
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.db.models import Sum

from collection.enums import JenisIndikator, Peran
from collection.models import (
    Indikator,
    Jejak,
    Pagu,
    Pengguna,
    PerangkatDaerah,
    Program,
    Skala,
    SubKegiatan,
    Target,
)
from collection.queries import list_penugasan
from collection.services.contoh import create_akun_contoh, create_kantor_contoh
from collection.services.contoh_akun import find_berkas_akun
from collection.services.sandi import create_sandi

pytestmark = pytest.mark.django_db
SHARED = settings.BASE_DIR / "fixtures" / "contoh"


@pytest.fixture
def kantor():
    create_kantor_contoh(tahun=2026)
    return PerangkatDaerah.objects.get(singkatan="dispermades")


@pytest.fixture
def blora(kantor):
    return PerangkatDaerah.objects.get(singkatan="dpmd-blora")


def read_rencana() -> list[dict[str, str]]:
    with (SHARED / "dispermades_rencana.csv").open(encoding="utf-8", newline="") as berkas:
        return list(csv.DictReader(berkas))


def list_target(kode: str) -> list[str]:
    target = Target.objects.get(indikator__kode=kode, perjanjian_kinerja__perangkat_daerah__singkatan="dispermades")
    return [target.indikator.write_nilai(nilai) for nilai in (target.tahunan, *target.triwulan)]


def test_create_kantor_contoh_takes_every_row_of_the_plan(kantor):
    rencana = read_rencana()
    assert {jenis: sum(b["level"] == jenis for b in rencana) for jenis in ("PROGRAM", "KEGIATAN", "SUB KEGIATAN")} == {
        "PROGRAM": kantor.program_set.count(),
        "KEGIATAN": sum(p.kegiatan_set.count() for p in kantor.program_set.all()),
        "SUB KEGIATAN": SubKegiatan.objects.filter(kegiatan__program__perangkat_daerah=kantor).count(),
    }
    assert kantor.indikator_set.count() == sum(bool(b["indikator"]) for b in rencana)
    assert kantor.indikator_set.filter(jenis=JenisIndikator.IKU).count() == 11


def test_create_kantor_contoh_pagu_adds_up_to_the_programs(kantor):
    program = sum(Decimal(b["pagu"]) for b in read_rencana() if b["level"] == "PROGRAM")
    pk = kantor.pk_set.get()
    assert pk.pagu_set.aggregate(total=Sum("jumlah"))["total"] == program == Decimal(18_827_000_000)
    assert (pk.tahun, pk.nomor) == (2026, "067/01/DISPERMADESPPKB/2026 (contoh)")


def test_create_kantor_contoh_letterhead_is_the_one_of_the_document(kantor):
    assert (kantor.pemerintah, kantor.alamat, kantor.pola_nomor) == (
        "Pemerintah Kabupaten Banjarnegara", "Jalan S. Parman No. 7 Telp/Fax. (0286) 594 442 Banjarnegara 53412",
        "067/{urut}/DISPERMADESPPKB/{tahun}",
    )  # fmt: skip


IKU = [
    ("IKU-01", "Sekretariat", 2, "maks", "akhir", ["18,42", "", "", "", "18,42"]),
    ("IKU-02", "Pemdes", 4, "maks", "akhir", ["0,7850", "", "", "", "0,7850"]),
    ("IKU-05", "Dalduk", 2, "min_selisih", "akhir", ["2,10", "", "", "", "2,10"]),
    ("IKU-06", "KB", 2, "min_selisih", "akhir", ["9,20", "9,80", "9,60", "9,40", "9,20"]),
    ("IKU-09", "Sekretariat", 0, "predikat", "akhir", ["BB", "", "", "", "BB"]),
    ("IKU-10", "Sekretariat", 2, "maks", "rata_rata", ["84,00", "", "84,00", "", "84,00"]),
    ("IKU-11", "Sekretariat", 0, "min_selisih", "akhir", ["0", "0", "0", "0", "0"]),
    ("2.13.01", "Sekretariat", 2, "maks", "akhir", ["100,00", "25,00", "50,00", "75,00", "100,00"]),
    ("2.13.04.2.01.0008", "PMD", 0, "maks", "jumlah", ["4", "1", "1", "1", "1"]),
    ("2.14.02.2.02.0012", "Dalduk", 0, "maks", "jumlah", ["310.000", "0", "0", "310.000", "0"]),
]


@pytest.mark.parametrize(("kode", "unit", "desimal", "rumus", "konsolidasi", "target"), IKU)
def test_create_kantor_contoh_indikator(kantor, kode, unit, desimal, rumus, konsolidasi, target):
    indikator = kantor.indikator_set.get(kode=kode)
    assert (indikator.unit.singkatan, indikator.desimal, indikator.rumus, indikator.konsolidasi) == (
        unit, desimal, rumus, konsolidasi,
    )  # fmt: skip
    assert list_target(kode) == target


def test_create_kantor_contoh_every_iku_has_a_manual(kantor):
    for indikator in Indikator.objects.filter(jenis=JenisIndikator.IKU):
        assert all([indikator.definisi, indikator.cara_hitung, indikator.sumber_data]), indikator.nama


def test_create_kantor_contoh_every_program_supports_a_sasaran_of_its_own_office(kantor):
    for program in Program.objects.select_related("sasaran__tujuan__renstra"):
        assert program.sasaran.tujuan.renstra.perangkat_daerah_id == program.perangkat_daerah_id


def test_create_kantor_contoh_scales(kantor):
    assert {s.kode: [n.label for n in s.nilai_set.order_by("skor")] for s in Skala.objects.all()} == {
        "sakip": ["D", "C", "CC", "B", "BB", "A", "AA"], "opini-bpk": ["TMP", "TW", "WDP", "WTP"],
    }  # fmt: skip


def test_create_kantor_contoh_blora_is_the_published_table(blora):
    pk = blora.pk_set.get()
    assert (pk.tahun, [(t.tahunan, t.tw3, t.tw4) for t in pk.target_set.all()]) == (
        2019, [(n, None, n) for n in (1, 80, 70, 80)],
    )  # fmt: skip
    assert [p.jumlah for p in pk.pagu_set.all()][:3] == [123_375_000, 109_000_000, 81_000_000]
    assert pk.pagu_set.aggregate(total=Sum("jumlah"))["total"] == Decimal(1_800_879_816)
    assert "contoh" in blora.kode and "contoh" in pk.nomor


def test_create_kantor_contoh_second_time_changes_nothing(kantor):
    def count():
        return [m.objects.count() for m in (PerangkatDaerah, Indikator, Target, Pagu, SubKegiatan, Skala, Jejak)]

    kantor.indikator_set.filter(kode="IKU-01").update(nama="Diubah orang")
    sebelum = count()
    create_kantor_contoh(tahun=2026)
    assert count() == sebelum
    assert kantor.indikator_set.get(kode="IKU-01").nama == "Diubah orang"


def test_create_kantor_contoh_other_year():
    create_kantor_contoh(tahun=2027)
    assert sorted(PerangkatDaerah.objects.values_list("pk_set__tahun", flat=True)) == [2019, 2027]


def test_create_akun_contoh_gives_every_role_and_unit(kantor, blora):
    akun = create_akun_contoh()
    assert len(akun) == Pengguna.objects.count() == 32
    for satu in (kantor, blora):
        assert {Peran(p) for p in satu.penugasan_set.values_list("peran", flat=True)} == set(Peran)
        operator = satu.penugasan_set.filter(peran=Peran.BIDANG)
        assert set(operator.values_list("unit", flat=True)) == set(satu.unit_set.values_list("pk", flat=True))


def test_create_akun_contoh_names_are_roles_not_persons(kantor):
    assert dict((username, label) for label, username, _ in create_akun_contoh())["bidang.kb.dispermades"] == (
        "Operator Bidang Keluarga Berencana Dispermades PPKB (contoh)"
    )
    assert not Pengguna.objects.exclude(nip="").exists()
    assert not Pengguna.objects.filter(is_superuser=True).exists()
    assert not Pengguna.objects.exclude(nama__endswith="(contoh)").exists()


def test_create_akun_contoh_passwords_work_and_roles_are_in_force(kantor):
    for _, username, sandi in create_akun_contoh():
        user = authenticate(username=username, password=sandi)
        assert user is not None, username
        assert list_penugasan(user).count() == 1


def test_create_akun_contoh_second_time_shows_the_same_and_keeps_passwords(kantor):
    pertama = create_akun_contoh()
    sandi = dict(Pengguna.objects.values_list("username", "password"))
    assert create_akun_contoh() == pertama
    assert dict(Pengguna.objects.values_list("username", "password")) == sandi


def test_create_akun_contoh_makes_again_only_what_is_missing(kantor):
    pertama = dict((username, sandi) for _, username, sandi in create_akun_contoh())
    Pengguna.objects.filter(username="staf.dispermades").update(username="pindah")
    kedua = dict((username, sandi) for _, username, sandi in create_akun_contoh())
    assert [username for username in kedua if kedua[username] != pertama[username]] == ["staf.dispermades"]
    assert authenticate(username="staf.dispermades", password=kedua["staf.dispermades"])


def test_create_akun_contoh_without_its_table_does_not_invent_passwords(kantor):
    create_akun_contoh()
    find_berkas_akun().unlink()
    assert {sandi for _, _, sandi in create_akun_contoh()} == {""}


def test_create_akun_contoh_table_is_for_its_owner_only(kantor):
    find_berkas_akun().write_text("")
    find_berkas_akun().chmod(0o644)
    create_akun_contoh()
    assert stat.S_IMODE(find_berkas_akun().stat().st_mode) == 0o600
    assert [p.name for p in find_berkas_akun().parent.iterdir() if "akun" in p.name] == ["akun_contoh.tsv"]


def test_create_sandi_is_long_readable_and_never_the_same():
    semua = {create_sandi() for _ in range(200)}
    assert len(semua) == 200
    assert all(re.fullmatch(r"([b-t][aiueo][b-t][aiueo]-){4}\d\d", sandi) for sandi in semua)
