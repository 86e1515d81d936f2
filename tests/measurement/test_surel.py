"""Notices by e-mail: to whom, once, on commit, bounded when the server or the program fails."""

import datetime
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from collection.models import Jejak, Pengguna, Penugasan
from measurement.enums import CaraSurel, Status
from measurement.models import Pengingat, PengukuranKinerja
from measurement.services import surel
from measurement.services.pengingat import create_pengingat, find_cara, update_pemberitahuan
from measurement.services.surel import MAKS_PERCOBAAN, send_surel
from tests.factories.bersama import share
from tests.factories.gerak import walk_to
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.waktu import at, set_sejak

pytestmark = pytest.mark.django_db
MENIT = datetime.timedelta(minutes=1)
HARI = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def basis(django_db_setup, django_db_blocker, tmp_path_factory):
    """Triwulan I before the Sekretaris (step 11, one day)."""
    with share(django_db_blocker, tmp_path_factory.mktemp("bersama")):
        yield create_kasus(Status.VERIFIKASI, triwulan=1).pk


@pytest.fixture
def kasus(basis):
    """Its turn came on Wednesday 1 July 2026 at 10.00; everybody has an address."""
    for orang in Pengguna.objects.all():
        Pengguna.objects.filter(pk=orang.pk).update(email=f"{orang.username}@contoh.go.id")
    kasus = PengukuranKinerja.objects.get(pk=basis)
    return set_sejak(kasus, at(kasus.perangkat_daerah, "2026-07-01 10:00"))


@pytest.fixture
def run(kasus, django_capture_on_commit_callbacks):
    """Make and send at that clock; the mails that this run sent."""

    def lari(saat, **kunci):
        kini = at(kasus.perangkat_daerah, saat) if isinstance(saat, str) else saat
        sebelum = len(mail.outbox)
        create_pengingat(kini)
        with django_capture_on_commit_callbacks(execute=True, **kunci):
            hasil = send_surel(kini)
        assert hasil.dikirim == len(mail.outbox) - sebelum or hasil.gagal
        return mail.outbox[sebelum:]

    return lari


def set_cara(nama, cara):
    orang = get_user(nama)
    update_pemberitahuan(user=orang, cara=cara, email=orang.email)


def test_a_notice_is_mailed_once(run, kasus):
    [satu] = run("2026-07-01 10:01")
    assert satu.to == ["sekretaris.dispermades@contoh.go.id"]
    assert satu.subject.startswith("SAKIP: Giliran Anda: langkah 11 (Pemeriksaan), batas 2 Juli 2026 10.00 WIB")
    assert "Kerjakan di http://127.0.0.1:8000/" in satu.body
    assert "\n" not in satu.subject
    assert run("2026-07-01 10:02") == run("2026-07-01 10:30") == []
    assert Pengingat.objects.get().percobaan == 1


def test_escalation_goes_to_the_kepala(run):
    assert sorted(m.to[0].split(".")[0] for m in run("2026-07-20 10:00")) == ["kepala", "sekretaris"]


def test_nothing_is_sent_before_the_commit_and_nothing_of_what_rolled_back(kasus, django_capture_on_commit_callbacks):
    kini = at(kasus.perangkat_daerah, "2026-07-01 10:01")
    create_pengingat(kini)
    with django_capture_on_commit_callbacks() as panggilan:
        send_surel(kini)
    assert (len(panggilan), len(mail.outbox), Pengingat.objects.get().percobaan) == (1, 0, 1)


def test_a_crash_after_sending_sends_again_but_never_without_end(run, kasus, monkeypatch):
    """The mail went out and the program died before it could write so down."""
    kirim = surel.EmailMessage.send

    def mati(pesan):
        kirim(pesan)
        raise KeyboardInterrupt

    monkeypatch.setattr(surel.EmailMessage, "send", mati)
    for jam in range(1, 12):
        saat = at(kasus.perangkat_daerah, "2026-07-01 10:01") + jam * 16 * MENIT
        try:
            run(saat)
        except KeyboardInterrupt:
            continue
    giliran = [m for m in mail.outbox if "Giliran" in m.subject]
    assert len(giliran) == MAKS_PERCOBAAN == 3


def test_a_server_that_refuses_is_tried_again_later(run, kasus, monkeypatch, caplog):
    def tolak(pesan):
        raise ConnectionRefusedError("mati")

    with monkeypatch.context() as m:
        m.setattr(surel.EmailMessage, "send", tolak)
        assert run("2026-07-01 10:01") == []
        assert Pengingat.objects.get().dikirim_pada is None
        assert "@" not in caplog.text
    assert run("2026-07-01 10:10") == []  # not sooner than a quarter of an hour
    assert len(run("2026-07-01 10:16")) == 1


def test_a_server_that_always_refuses_gets_three_tries(run, kasus, monkeypatch):
    hitung = []
    monkeypatch.setattr(surel.EmailMessage, "send", lambda pesan: hitung.append(1) or (_ for _ in ()).throw(OSError()))
    for jam in range(8):
        run(at(kasus.perangkat_daerah, "2026-07-01 10:01") + jam * 16 * MENIT)
    assert len(hitung) == MAKS_PERCOBAAN


@pytest.mark.parametrize("cara", [CaraSurel.TIDAK, None])
def test_who_wants_none_or_has_no_address_gets_none(run, cara):
    if cara:
        set_cara("sekretaris", cara)
    else:
        Pengguna.objects.filter(username="sekretaris.dispermades").update(email="")
    assert run("2026-07-01 10:01") == []
    assert Pengingat.objects.count() == 1


def test_a_digest_comes_once_a_day_and_not_at_night(run, kasus):
    set_cara("sekretaris", CaraSurel.HARIAN)
    create_kasus(Status.DISPOSISI, kantor=kasus.perangkat_daerah, triwulan=3)
    set_cara("kepala", CaraSurel.TIDAK)
    assert run("2026-07-01 06:59") == []
    [satu] = run("2026-07-01 10:01")
    assert satu.subject.startswith("SAKIP: Giliran Anda")
    assert run("2026-07-01 15:00") == run("2026-07-01 23:59") == run("2026-07-02 06:00") == []
    [dua] = run("2026-07-02 10:00")
    assert dua.subject == "SAKIP: 2 pemberitahuan pengukuran kinerja"
    assert [baris.split(":")[0] for baris in dua.body.splitlines() if baris.startswith("- ")] == ["- Hampir jatuh tempo", "- Jatuh tempo"]
    assert run("2026-07-02 14:00") == []


def test_what_has_passed_is_not_mailed_late(kasus, run):
    """The step went on, the person left, or nobody ran the program for days."""
    kini = at(kasus.perangkat_daerah, "2026-07-01 10:01")
    create_pengingat(kini)
    assert surel.list_menunggu(kini, surel.Q()).count() == 1
    assert surel.list_menunggu(kini + 4 * HARI, surel.Q()).count() == 0
    milik, hari_ini = Penugasan.objects.filter(pengguna=get_user("sekretaris")), kasus.perangkat_daerah.hari_ini()
    milik.update(mulai=hari_ini + HARI)
    assert surel.list_menunggu(kini, surel.Q()).count() == 0
    milik.update(mulai=hari_ini)
    assert surel.list_menunggu(kini, surel.Q()).count() == 1
    walk_to(kasus, 12)
    assert surel.list_menunggu(kini, surel.Q()).count() == 0


def test_a_wish_is_kept_and_on_the_trail(kasus):
    orang = get_user("staf")
    assert find_cara(orang) == CaraSurel.SETIAP
    update_pemberitahuan(user=orang, cara=CaraSurel.HARIAN, email="staf@baru.go.id")
    update_pemberitahuan(user=orang, cara=CaraSurel.HARIAN, email="staf@baru.go.id")
    assert (find_cara(orang), get_user("staf").email) == (CaraSurel.HARIAN, "staf@baru.go.id")
    jejak = Jejak.objects.get(aksi="ubah_pemberitahuan")
    assert (jejak.lama["cara"], jejak.baru) == ("setiap", {"email": "staf@baru.go.id", "cara": "harian"})


def test_command_says_what_it_did(kasus, capsys, django_capture_on_commit_callbacks):
    set_sejak(kasus, timezone.now() - 30 * HARI)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("ingatkan")
    assert capsys.readouterr().out.startswith("2 pemberitahuan dibuat, ")
    call_command("ingatkan")
    assert capsys.readouterr().out == "0 pemberitahuan dibuat, 0 surel dikirim.\n"
    call_command("ingatkan", verbosity=0)
    assert capsys.readouterr().out == ""


def test_command_fails_where_mail_fails(kasus, monkeypatch):
    monkeypatch.setattr("measurement.management.commands.ingatkan.send_surel", lambda kini: surel.Hasil(1, 2))
    with pytest.raises(CommandError, match="2 surel gagal dikirim"):
        call_command("ingatkan", stdout=io.StringIO())


def test_without_a_server_each_mail_is_a_file(kasus, tmp_path, django_capture_on_commit_callbacks):
    kini = at(kasus.perangkat_daerah, "2026-07-01 10:01")
    create_pengingat(kini)
    backend = "django.core.mail.backends.filebased.EmailBackend"
    with override_settings(EMAIL_BACKEND=backend, EMAIL_FILE_PATH=tmp_path / "surel"), \
            django_capture_on_commit_callbacks(execute=True):  # fmt: skip
        send_surel(kini)
    [berkas] = (tmp_path / "surel").iterdir()
    assert "To: sekretaris.dispermades@contoh.go.id" in berkas.read_text()
