"""A draft of an SOP in the database: one for each procedure, two people at once, put into force from a day."""

import datetime
from dataclasses import replace

import pytest

from collection.enums import Peran
from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Jejak, PerangkatDaerah
from measurement.errors import KelengkapanError
from measurement.models import DrafSop, Sop
from measurement.queries import find_sebelum
from measurement.services.contoh_sop import SOP_CONTOH
from measurement.services.draf_sop import (
    create_draf,
    create_draf_berkas,
    delete_draf,
    publish_draf,
    update_draf,
)
from measurement.services.pengukuran import create_pengukuran
from measurement.services.sop import build_sop, find_sop, load_sop
from measurement.sop import SopError
from measurement.sop_draf import read_isi
from measurement.sop_toml import write_toml
from tests.factories.bersama import share
from tests.factories.dasar import create_kantor, create_pejabat
from tests.factories.kantor_contoh import create_kantor_kecil, get_user

pytestmark = pytest.mark.django_db

TEKS = SOP_CONTOH.read_text(encoding="utf-8")
PROSEDUR = "pengukuran_kinerja"
LAMA = datetime.date(2019, 1, 1)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kantor_kecil().pk


@pytest.fixture
def kantor(basis):
    return PerangkatDaerah.objects.get(pk=basis)


@pytest.fixture
def sop(kantor):
    return find_sop(kantor, PROSEDUR)


@pytest.fixture
def draf(sop):
    return create_draf(sop=sop, user=get_user("admin"))


def edit(draf, *, versi=None, kerja="", **sel):
    """Change cells of step 2 and store."""
    isi = read_isi(draf.isi)
    langkah = [*isi.langkah]
    langkah[1] = replace(langkah[1], **sel)
    baru = replace(isi, langkah=tuple(langkah))
    return update_draf(draf=draf, isi=baru, kerja=kerja, versi=versi or draf.versi, user=get_user("admin"))


def publish(draf, mulai=None, **lain):
    kantor = draf.perangkat_daerah
    terakhir = Sop.objects.filter(perangkat_daerah=kantor, prosedur=draf.prosedur).first()
    isian = {"versi": draf.versi, "pengganti": terakhir.pk if terakhir else None, "user": get_user("admin")} | lain
    return publish_draf(draf=draf, mulai=mulai or kantor.hari_ini(), **isian)


def count():
    return Sop.objects.count(), DrafSop.objects.count()


def test_a_draft_begins_as_the_version_and_there_is_one_of_each_procedure(kantor, sop, draf):
    assert (draf.versi, draf.dasar, draf.perangkat_daerah) == (1, sop, kantor)
    with pytest.raises(IsianError, match="sudah ada"):
        create_draf(sop=sop, user=get_user("admin"))
    assert DrafSop.objects.count() == 1


@pytest.mark.parametrize("peran", ["kepala", "pengawas", "tim_sakip"])
def test_only_the_admin_writes_and_refusals_are_on_record(sop, draf, peran):
    user, isi = get_user(peran), read_isi(draf.isi)
    for kerja in (
        lambda: create_draf(sop=sop, user=user),
        lambda: create_draf_berkas(kantor=sop.perangkat_daerah, isi=TEKS.encode(), user=user),
        lambda: update_draf(draf=draf, isi=isi, kerja="naik-2", versi=1, user=user),
        lambda: publish(draf, user=user),
        lambda: delete_draf(draf=draf, user=user),
    ):
        with pytest.raises(AksesError):
            kerja()
    assert count() == (Sop.objects.count(), 1)
    ditolak = Jejak.objects.filter(pengguna=user, diterima=False).values_list("aksi", flat=True)
    assert sorted(ditolak) == [
        "buat_draf_sop", "hapus_draf_sop", "terbitkan_sop", "ubah_draf_sop", "unggah_draf_sop",
    ]  # fmt: skip


def test_the_admin_of_another_office_may_not_write(draf):
    with pytest.raises(AksesError):
        update_draf(
            draf=draf, isi=read_isi(draf.isi), kerja="naik-2", versi=1, user=get_user("admin", "dpmd-blora")
        )


def test_what_was_typed_is_kept_faults_and_all(draf):
    draf = edit(draf, waktu="nanti", uraian="")
    langkah = read_isi(DrafSop.objects.get().isi).langkah[1]
    assert (draf.versi, langkah.waktu, langkah.uraian) == (2, "nanti", "")
    jejak = Jejak.objects.filter(aksi="ubah_draf_sop").first()
    assert (jejak.lama, jejak.baru) == ({"versi": 1}, {"versi": 2, "sel_berubah": 2, "langkah": 16})


def test_the_same_again_is_no_change(draf):
    assert edit(draf).versi == 1
    assert not Jejak.objects.filter(aksi="ubah_draf_sop").exists()


def test_of_two_people_the_second_is_told_and_overwrites_nothing(draf):
    edit(draf, waktu="5 Jam")
    with pytest.raises(BentrokError, match="menyimpan draf ini lebih dahulu"):
        edit(draf, waktu="6 Jam", versi=1)
    assert read_isi(DrafSop.objects.get().isi).langkah[1].waktu == "5 Jam"


def test_a_row_that_cannot_be_changed_stores_nothing(draf):
    with pytest.raises(IsianError):
        edit(draf, waktu="5 Jam", kerja="naik-99")
    assert DrafSop.objects.get().versi == 1


def test_publishing_makes_the_next_version_and_running_cases_keep_theirs(kantor, sop, draf):
    lama = create_pengukuran(kantor=kantor, tahun=2026, triwulan=1, user=get_user("kepala"))
    baru = publish(edit(draf, waktu="5 Jam"))
    assert (baru.versi, baru.berlaku_mulai, find_sebelum(baru)) == (2, kantor.hari_ini(), sop)
    assert [(s.langkah_set.get(nomor=2).waktu, s.langkah_set.get(nomor=2).menit) for s in (sop, baru)] == [
        ("4 Jam", 240), ("5 Jam", 300),
    ]  # fmt: skip
    lain = create_pengukuran(kantor=kantor, tahun=2026, triwulan=2, user=get_user("kepala"))
    lama.refresh_from_db()
    assert (lama.sop, lain.sop, DrafSop.objects.count()) == (sop, baru, 0)
    jejak = Jejak.objects.get(aksi="terbitkan_sop")
    assert jejak.baru == {"versi": 2, "berlaku_mulai": str(kantor.hari_ini())}


def test_a_version_from_tomorrow_waits(kantor, sop, draf):
    besok = kantor.hari_ini() + datetime.timedelta(1)
    baru = publish(edit(draf, waktu="5 Jam"), besok)
    assert (baru.berlaku_mulai, find_sop(kantor, PROSEDUR)) == (besok, sop)
    lagi = edit(create_draf(sop=baru, user=get_user("admin")), waktu="6 Jam")
    with pytest.raises(IsianError, match="Versi 2 berlaku mulai"):
        publish(lagi, kantor.hari_ini())
    assert publish(lagi, besok).versi == 3


def test_a_day_before_the_version_in_force_began_is_refused(draf):
    draf = edit(draf, waktu="5 Jam")
    with pytest.raises(IsianError, match="Versi 1 berlaku mulai 1 Januari 2019") as galat:
        publish(draf, LAMA - datetime.timedelta(1))
    assert list(galat.value.kesalahan) == ["mulai"]
    assert DrafSop.objects.count() == 1


def test_a_past_day_is_taken_unless_a_case_was_opened_since(kantor, draf):
    draf, kemarin = edit(draf, waktu="5 Jam"), kantor.hari_ini() - datetime.timedelta(1)
    kasus = create_pengukuran(kantor=kantor, tahun=2026, triwulan=1, user=get_user("kepala"))
    with pytest.raises(IsianError, match=f"{kasus} dibuka"):
        publish(draf, kemarin)
    assert publish(draf).versi == 2


def test_a_past_day_is_taken_where_no_case_was_opened_since(kantor, draf):
    kemarin = kantor.hari_ini() - datetime.timedelta(1)
    assert publish(edit(draf, waktu="5 Jam"), kemarin).berlaku_mulai == kemarin


def test_a_faulty_draft_is_not_published_and_tells_everything(draf):
    semula = Sop.objects.count()
    draf = edit(draf, waktu="nanti", uraian="")
    with pytest.raises(KelengkapanError) as galat:
        publish(draf)
    assert galat.value.kesalahan[""] == [
        "Langkah 2: Uraian belum diisi.",
        'Langkah 2: Waktu "nanti" tidak terbaca; tulis angka dengan menit, jam atau hari.',
    ]
    assert count() == (semula, 1)


def test_an_unchanged_draft_is_not_published(draf):
    with pytest.raises(IsianError, match="sama dengan versi 1"):
        publish(draf)


def test_what_is_published_is_what_was_seen(kantor, draf):
    segar = edit(draf, waktu="5 Jam")
    with pytest.raises(BentrokError):
        publish(segar, versi=1)
    terakhir = Sop.objects.filter(perangkat_daerah=kantor).first()
    load_sop(kantor=kantor, teks=TEKS + "\n", berlaku_mulai=kantor.hari_ini())
    with pytest.raises(BentrokError, match="Versi lain terbit"):
        publish(segar, pengganti=terakhir.pk)
    sop = publish(segar)
    assert sop.versi == 3
    with pytest.raises(BentrokError, match="sudah diterbitkan atau dihapus"):
        publish_draf(draf=draf, mulai=kantor.hari_ini(), versi=2, pengganti=sop.pk, user=get_user("admin"))


def test_a_deleted_draft_is_gone_and_kept_on_the_trail(draf):
    delete_draf(draf=draf, user=get_user("admin"))
    assert Jejak.objects.get(aksi="hapus_draf_sop").lama["isi"]["nama"] == "Pengukuran Kinerja"
    with pytest.raises(BentrokError):
        delete_draf(draf=draf, user=get_user("admin"))


def test_an_office_without_sop_begins_from_a_file():
    kantor = create_kantor("dispermades-lain")
    admin = create_pejabat(Peran.ADMIN, kantor)
    isi = TEKS.replace('kantor = "dispermades"', 'kantor = "dispermades-lain"').encode()
    draf = create_draf_berkas(kantor=kantor, isi=isi, user=admin)
    sop = publish(draf, user=admin)
    assert (draf.dasar, sop.versi, build_sop(sop).langkah[1].menit) == (None, 1, 240)


def test_a_version_goes_out_and_comes_back_unchanged(kantor, sop):
    draf = create_draf_berkas(kantor=kantor, isi=write_toml(build_sop(sop)).encode(), user=get_user("admin"))
    with pytest.raises(IsianError, match="sama dengan versi 1"):
        publish(draf)


def change(lama, baru):
    assert lama in TEKS
    return TEKS.replace(lama, baru).encode()


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (change('kantor = "dispermades"', 'kantor = "dpmd-blora"'), 'Berkas ini SOP kantor "dpmd-blora"'),
        (change('"pengukuran_kinerja"', '"pesta"'), 'Prosedur "pesta" tidak dikenal'),
        (change("nomor = 5\n", "nomor = 50\n"), "Nomor langkah harus urut dari 1"),
        (change("menit = 240", "menit = 241"), 'Langkah 2: Waktu "4 Jam" berarti 240 menit, tetapi tertulis 241 menit.'),
        (change('output = "Notulen Rapat"', 'output = "a\\u0000b"'), "Langkah 2: Output memuat karakter"),
        (change('nama = "Pengukuran Kinerja"', f'nama = "{"n" * 151}"'), "Nama SOP lebih dari 150 huruf."),
        (change('jenis = "rapat", peran', 'jenis = "pesta", peran'), 'tidak mengenal "pesta"'),
        (b"\xff\xfe\x00", "Berkas bukan teks UTF-8"),
    ],
)
def test_a_file_that_is_not_this_offices_sop_is_refused_and_leaves_nothing(kantor, isi, kalimat):
    with pytest.raises(SopError) as galat:
        create_draf_berkas(kantor=kantor, isi=isi, user=get_user("admin"))
    assert kalimat in str(galat.value)
    assert DrafSop.objects.count() == 0
    assert Jejak.objects.filter(aksi="unggah_draf_sop", diterima=False).count() == 1


def test_an_unlawful_file_becomes_a_draft_whose_faults_are_told(kantor):
    isi = change('peran = "sekretaris", transisi = "verifikasi"', 'peran = "staf", transisi = "verifikasi"')
    draf = create_draf_berkas(kantor=kantor, isi=isi, user=get_user("admin"))
    with pytest.raises(KelengkapanError) as galat:
        publish(draf)
    assert galat.value.kesalahan[""][0].startswith("Langkah 11: Tindakan 1: Peran \"Staf\" tidak berwenang")
