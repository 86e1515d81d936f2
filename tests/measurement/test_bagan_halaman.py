"""The flowchart on the page of a case, and the SOP's own pages: what they show, to whom, at what cost."""

import datetime
import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from measurement.enums import Status
from measurement.models import PengukuranKinerja, Sop
from measurement.mutu_baku import write_menit
from measurement.services.bagan import draw_kasus, write_keadaan
from measurement.services.halaman import list_langkah
from measurement.services.sop import load_sop
from tests.factories.bersama import share
from tests.factories.dasar import create_user
from tests.factories.gerak import cancel, compute, fetch, finish, send_back, walk_to
from tests.factories.halaman import Halaman
from tests.factories.kantor import count_kueri
from tests.factories.kantor_contoh import create_kasus, get_user

pytestmark = pytest.mark.django_db

FOLDER = Path(__file__).parents[2] / "fixtures/sop"
TOML = sorted(FOLDER.glob("*.toml"))
HARI = datetime.date(2020, 1, 1)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """A case before the Sekretaris."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    return PengukuranKinerja.objects.get(pk=basis)


@pytest.fixture
def masuk(basis):
    def sign_in(nama, kantor="dispermades"):
        client = Client()
        client.force_login(get_user(nama, kantor) if isinstance(nama, str) else nama)
        return client

    return sign_in


def link(nama, *args):
    return reverse(f"measurement:{nama}", args=args)


def open_halaman(client, url):
    halaman = Halaman(client.get(url))
    assert (halaman.status, halaman.inline) == (200, [])
    return halaman


def list_baris(kasus):
    return list_langkah(kasus, list(kasus.disposisi_set.select_related("tindakan__langkah").order_by("urutan")))


def read_simbol(halaman):
    """The states of the symbols that lead to each step."""
    taut = [dict(e.attributes) for e in halaman.find("a") if "aria-label" in dict(e.attributes)]
    return {t["href"]: t["aria-label"] for t in taut if t["href"].startswith("#langkah-")}


def test_the_drawing_leads_to_the_steps_and_says_how_far_the_case_is(masuk, kasus):
    halaman = open_halaman(masuk("staf"), link("pengukuran_alur", kasus.pk))
    simbol = read_simbol(halaman)
    assert list(simbol) == [f"#langkah-{n}" for n in range(1, 17)]
    assert simbol["#langkah-10"] == "Langkah 10, selesai"
    assert simbol["#langkah-11"] == "Langkah 11, kini"
    assert simbol["#langkah-12"] == "Langkah 12, menunggu"
    assert [dict(e.attributes)["id"] for e in halaman.find("li") if "id" in dict(e.attributes)] == [n[1:] for n in simbol]
    kata = "10 dari 16 langkah selesai; sekarang langkah 11 (Sekretaris); belum pernah dikembalikan."
    assert halaman.read("desc")[0].startswith(kata)
    assert halaman.find("svg", role="group") and not halaman.find("svg", role="img")


def test_returns_are_counted_on_the_drawing_and_in_the_list(masuk, kasus):
    kasus = send_back(kasus, 8)
    compute(kasus)
    kasus = send_back(walk_to(finish(kasus), 11), 7)
    halaman = open_halaman(masuk("staf"), link("pengukuran_alur", kasus.pk))
    assert "TIDAK 2×" in halaman.read("text")
    assert "2 kali dikembalikan" in halaman.read("desc")[0]
    daftar = " ".join(halaman.read("p"))
    assert daftar.count("dikembalikan 1 kali ke langkah 7; dikembalikan 1 kali ke langkah 8") == 1
    assert read_simbol(halaman)["#langkah-7"] == "Langkah 7, kini"


def test_a_cancelled_case_shows_where(masuk, kasus):
    kasus = cancel(kasus)
    halaman = open_halaman(masuk("staf"), link("pengukuran_alur", kasus.pk))
    assert read_simbol(halaman)["#langkah-11"] == "Langkah 11, dibatalkan"
    assert "dibatalkan pada langkah 11" in halaman.read("desc")[0]
    assert [satu.keadaan for satu in list_baris(kasus)].count("selesai") == 10


def test_a_finished_case_has_every_symbol_done(kasus):
    kasus = walk_to(kasus, 0)
    baris = list_baris(kasus)
    assert {simbol.keadaan for simbol in draw_kasus(kasus, baris).simbol} == {"selesai"}
    assert write_keadaan(kasus, baris) == "16 dari 16 langkah selesai; belum pernah dikembalikan."


def test_the_pages_cost_the_same_whatever_the_trail(masuk, kasus):
    pintu = [link("pengukuran_alur", kasus.pk), link("sop_list"), link("sop_detail", kasus.sop_id)]
    client = masuk("staf")
    biaya = [count_kueri(client, url) for url in pintu]
    for _ in range(2):
        kasus = walk_to(send_back(kasus, 8), 11)
    for versi in range(3):
        teks = TOML[4].read_text() + f"# versi {versi}\n"
        load_sop(kantor=kasus.perangkat_daerah, teks=teks, berlaku_mulai=HARI)
    assert [count_kueri(client, url) for url in pintu] == biaya
    assert biaya == [7, 6, 6]


def test_time_is_all_that_a_step_took_against_its_norm(kasus, monkeypatch):
    """Each act counts an hour and a half here; step 4 has two acts, step 11 waits, step 16 has no norm."""
    disposisi = list(kasus.disposisi_set.select_related("tindakan__langkah"))
    monkeypatch.setattr("measurement.services.halaman.count_minutes", lambda dari, sampai, jadwal: 90)
    baris = list_langkah(kasus, disposisi)
    teks = {satu.langkah.nomor: satu.terpakai for satu in baris}
    assert (teks[2], teks[4], teks[11], teks[12]) == ("1 j 30 m dari 4 j", "3 j dari 15 j", "1 j 30 m dari 7 j 30 m", "")
    kasus = walk_to(kasus, 0)
    monkeypatch.setattr("measurement.services.halaman.count_minutes", lambda dari, sampai, jadwal: 5)
    akhir = list_langkah(kasus, list(kasus.disposisi_set.select_related("tindakan__langkah")))
    assert akhir[-1].terpakai == "5 m tanpa mutu baku"


@pytest.mark.parametrize(("menit", "teks"), [(0, "0 m"), (59, "59 m"), (60, "1 j"), (190, "3 j 10 m"), (6000, "100 j")])
def test_minutes_are_written_in_hours(menit, teks):
    assert write_menit(menit) == teks


def test_the_list_says_which_version_is_in_force(masuk, kasus):
    kantor, hari = kasus.perangkat_daerah, kasus.perangkat_daerah.hari_ini()
    for n, mulai in enumerate([hari, hari + datetime.timedelta(1)]):
        load_sop(kantor=kantor, teks=TOML[4].read_text() + f"# {n}\n", berlaku_mulai=mulai)
    halaman = open_halaman(masuk("staf"), link("sop_list"))
    assert [t for t in halaman.read("span") if t in ("Berlaku", "Digantikan", "Belum berlaku")] == [
        "Belum berlaku", "Berlaku", "Digantikan",
    ]  # fmt: skip
    assert kantor.sop_set.filter(berlaku_mulai__lte=hari).first().versi == 2


def test_who_has_no_office_reads_what_comes_next(masuk):
    halaman = open_halaman(masuk(create_user()), link("sop_list"))
    assert "Belum ada SOP" in " ".join(halaman.read("h2") + halaman.read("h3") + halaman.read("p"))


@pytest.fixture(params=TOML, ids=[path.stem for path in TOML])
def sop(request, kasus):
    """Each of the six, as a later version of the demo office's."""
    teks = request.param.read_text(encoding="utf-8")
    return load_sop(kantor=kasus.perangkat_daerah, teks=teks, berlaku_mulai=HARI)


def test_the_sheet_shows_identity_table_and_notes_as_printed(masuk, sop):
    halaman = open_halaman(masuk("staf"), link("sop_detail", sop.pk))
    teks, gambar = " ".join(halaman.read("li") + halaman.read("dd")), " ".join(halaman.read("text"))
    for daftar in (isi for isi in sop.identitas.values() if isinstance(isi, list)):
        for satu in daftar:
            assert " ".join(satu.split()) in teks
    for langkah in sop.langkah_set.all():
        for isi in (langkah.uraian, langkah.kelengkapan, langkah.waktu, langkah.output):
            assert "".join(isi.split()) in re.sub(r"\s", "", gambar)
        assert (f"Catatan {langkah.nomor}" in halaman.read("text")) == bool(langkah.catatan)
        assert " ".join(langkah.catatan.split()) in teks
    assert halaman.find("svg", role="img") and not halaman.find("svg", role="group")
    jumlah = write_menit(sum(langkah.menit or 0 for langkah in sop.langkah_set.all()))
    assert halaman.read("p", **{"class": "kepala-keterangan"})[0].endswith(f"jumlah waktu baku {jumlah}.")
    kosong = [k for k in ("tanggal_pembuatan", "tanggal_revisi", "tanggal_pengesahan", "disahkan_oleh") if not sop.identitas[k]]
    assert halaman.read("dd").count("kosong pada naskah") == len(kosong) + (not sop.nomor)


def test_what_a_later_sheet_adds_is_shown_and_what_it_lacks_is_not(masuk, kasus):
    semula = kasus.sop
    tambah = {"tanggal_efektif": "1 Maret 2026", "kriteria": ["Tepat waktu."]}
    sop = Sop.objects.create(
        perangkat_daerah=semula.perangkat_daerah, prosedur=semula.prosedur, versi=9, nomor="1/SOP", nama="<b>SOP</b> & lain",
        identitas=semula.identitas | tambah, sidik="0" * 64, berlaku_mulai=HARI,
    )  # fmt: skip
    for langkah in semula.langkah_set.prefetch_related("tindakan_set"):
        tindakan = list(langkah.tindakan_set.all())
        langkah.pk, langkah.sop, langkah._state.adding = None, sop, True
        langkah.save(force_insert=True)
        for satu in tindakan:
            satu.pk, satu.langkah, satu._state.adding = None, langkah, True
            satu.save(force_insert=True)
    halaman = open_halaman(masuk("staf"), link("sop_detail", sop.pk))
    assert "Tanggal efektif" in halaman.read("dt") and "Kriteria" in halaman.read("h3")
    assert "SOP <b>SOP</b> & lain" in halaman.read("h1")
    halaman = open_halaman(masuk("staf"), link("sop_detail", semula.pk))
    assert "Tanggal efektif" not in halaman.read("dt") and "Kriteria" not in halaman.read("h3")
    assert fetch(kasus).sop == semula
