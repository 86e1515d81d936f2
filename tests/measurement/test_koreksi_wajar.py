"""A correction that is questionable: asked about once, taken when confirmed, told in the trail; nonsense is refused."""

from decimal import Decimal

import pytest
from django.urls import reverse

from collection.errors import IsianError
from collection.models import Jejak
from measurement.enums import JenisTindakan
from measurement.errors import PeringatanError
from measurement.models import Koreksi
from measurement.services.kewajaran_koreksi import require_wajar
from tests.factories.gerak import correct, get_baris
from tests.factories.kantor_contoh import get_user

pytestmark = pytest.mark.django_db

PERSEN = "IKU-06"


def send(client, baris, **isi):
    client.force_login(get_user("kepala"))
    data = {"versi": baris.kertas_kerja.pengukuran.versi, "alasan": "Berita acara.", **isi}
    return client.post(reverse("measurement:baris_detail", args=[baris.pk]), data)


def test_a_questionable_value_is_asked_about_and_keeps_what_was_typed(lalu, client):
    baris = get_baris(lalu, PERSEN)
    jawab = send(client, baris, nilai="-9")
    html = jawab.content.decode()
    assert (jawab.status_code, Koreksi.objects.count()) == (422, 0)
    assert "Nilai -9,00 negatif." in html
    assert 'name="yakin" id="id_yakin" value="-9"' in html
    assert 'value="-9"' in html
    assert "Berita acara." in html


def test_confirmed_it_is_taken_and_the_trail_says_so(lalu, client):
    baris = get_baris(lalu, PERSEN)
    assert send(client, baris, nilai="-9", yakin="-9").status_code == 302
    assert Koreksi.objects.get().realisasi_triwulan == -9
    assert Jejak.objects.get(aksi="koreksi_baris").baru == {
        "realisasi": "-9", "alasan": "Berita acara.", "peringatan_dibenarkan": ["Nilai -9,00 negatif."],
    }  # fmt: skip


def test_the_confirmation_of_one_value_is_none_of_another(lalu, client):
    baris = get_baris(lalu, PERSEN)
    assert send(client, baris, nilai="-8", yakin="-9").status_code == 422
    assert Koreksi.objects.count() == 0


def test_an_ordinary_value_asks_nothing(lalu, client):
    baris = get_baris(lalu, PERSEN)
    assert send(client, baris, nilai="9,70").status_code == 302
    assert "id_yakin" not in client.get(reverse("measurement:baris_detail", args=[baris.pk])).content.decode()


def test_more_than_a_hundred_percent_and_ten_times_the_last_are_questionable(lalu):
    baris = get_baris(lalu, PERSEN)
    baris.satuan = "%"
    with pytest.raises(PeringatanError, match="persen lebih dari 100; target"):
        require_wajar(baris, Decimal(5000), yakin=False)
    baris.deret = {"target": ["5", "5"], "realisasi": ["5", "6"], "kumulatif": False}
    with pytest.raises(PeringatanError, match="lebih dari 10 kali"):
        require_wajar(baris, Decimal(60), yakin=False)


def test_what_has_no_meaning_is_refused_though_confirmed(lalu):
    baris = get_baris(lalu, PERSEN)
    baris.label_skala = {"4": "A", "3": "BB"}
    with pytest.raises(IsianError, match="Predikat tidak ada pada skala: A, BB") as galat:
        require_wajar(baris, Decimal(9), yakin=True)
    assert not isinstance(galat.value, PeringatanError)


def test_who_wrote_negative_values_may_be_corrected_to_one(lalu):
    baris = get_baris(lalu, PERSEN)
    baris.realisasi_triwulan = Decimal(-1)
    assert require_wajar(baris, Decimal(-2), yakin=False) == []


def test_the_service_asks_too(lalu):
    assert lalu.tindakan.jenis == JenisTindakan.KOREKSI
    with pytest.raises(PeringatanError):
        correct(get_baris(lalu, PERSEN), "-9")
