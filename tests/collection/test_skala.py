"""Scales of predicates: added by an Admin as data, and fixed once a value was written with them."""

import pytest
from django.urls import reverse

from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Indikator, Jejak, Skala, Target
from collection.services.skala import list_skala, save_skala
from tests.factories.kantor_contoh import create_kantor, get_user

pytestmark = pytest.mark.django_db
LABEL = ["Kurang", "Cukup", "Baik"]


@pytest.fixture
def kantor():
    return create_kantor()


def add(nama="Predikat Uji", label=LABEL, siapa="admin"):
    return save_skala(skala=None, nama=nama, label=label, user=get_user(siapa))


def read_label(skala):
    return list(skala.nilai_set.order_by("skor").values_list("label", "skor"))


def test_a_scale_is_added_with_scores_by_place(kantor):
    skala = add(label=[" Kurang ", "", "Cukup", "Baik"])
    assert (skala.kode, read_label(skala)) == ("predikat-uji", [("Kurang", 1), ("Cukup", 2), ("Baik", 3)])
    jejak = Jejak.objects.get(aksi="buat_skala")
    assert (jejak.diterima, jejak.baru) == (True, {"nama": "Predikat Uji", "label": LABEL})


@pytest.mark.parametrize(
    ("nama", "label", "kolom"),
    [(" ", LABEL, "nama"), ("X", ["Satu"], "label"), ("X", ["a", "A"], "label"), ("X", ["a", "b" * 21], "label"),
     ("Opini BPK", LABEL, "nama")],
)  # fmt: skip
def test_a_faulty_scale_is_refused_by_field(kantor, nama, label, kolom):
    semula = Skala.objects.count()
    with pytest.raises(IsianError) as galat:
        add(nama, label)
    assert (list(galat.value.kesalahan), Skala.objects.count()) == ([kolom], semula)
    assert Jejak.objects.filter(aksi="buat_skala", diterima=False).count() == 1


def test_only_an_admin_writes_one(kantor):
    with pytest.raises(AksesError):
        add(siapa="perencana")


def test_an_unused_scale_may_change_and_a_used_one_never(kantor):
    baru = add()
    save_skala(skala=baru, nama="Nama baru", label=["Rendah", "Tinggi"], user=get_user("admin"))
    assert (Skala.objects.get(pk=baru.pk).nama, read_label(baru)) == ("Nama baru", [("Rendah", 1), ("Tinggi", 2)])
    sakip = Skala.objects.get(kode="sakip")
    assert Target.objects.filter(indikator__skala=sakip).exclude(tahunan=None).exists()
    semula = read_label(sakip)
    with pytest.raises(BentrokError):
        save_skala(skala=sakip, nama="Lain", label=["a", "b"], user=get_user("admin"))
    assert (read_label(sakip), Skala.objects.get(pk=sakip.pk).nama) == (semula, "Predikat SAKIP")
    assert Jejak.objects.filter(aksi="ubah_skala").values_list("diterima", flat=True).count() == 2


def test_an_indicator_without_any_value_does_not_lock(kantor):
    sakip = Skala.objects.get(kode="sakip")
    Target.objects.filter(indikator__in=Indikator.objects.filter(skala=sakip)).update(
        tahunan=None, tw1=None, tw2=None, tw3=None, tw4=None
    )
    assert list_skala().get(pk=sakip.pk).terkunci is False


def test_the_pages(client, kantor):
    client.force_login(get_user("admin"))
    data = {"nama": "Opini Uji", "label": "TMP\r\nTW\r\nWDP\r\nWTP"}
    assert client.post(reverse("collection:skala_create"), data).status_code == 302
    teks = client.get(reverse("collection:skala_list")).content.decode()
    assert "TMP = 1, TW = 2, WDP = 3, WTP = 4" in teks and teks.count("Terkunci") == 1
    jawab = client.post(reverse("collection:skala_create"), data | {"label": "Satu"})
    assert (jawab.status_code, "Tulis 2 sampai 20 predikat" in jawab.content.decode()) == (422, True)
    sakip = Skala.objects.get(kode="sakip")
    assert "Simpan skala" not in client.get(reverse("collection:skala_update", args=[sakip.pk])).content.decode()
    assert client.post(reverse("collection:skala_update", args=[sakip.pk]), data).status_code == 409
