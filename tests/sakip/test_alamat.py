"""Whose word is believed about where a request comes from."""

import pytest

from collection.views.alamat import clean_alamat, find_alamat


@pytest.mark.parametrize(
    ("proksi", "jejak", "alamat"),
    [
        (0, None, "10.0.0.9"), (0, "1.2.3.4", "10.0.0.9"), (1, None, "10.0.0.9"), (1, "", "10.0.0.9"),
        (1, "1.2.3.4", "1.2.3.4"), (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"), (1, "6.6.6.6,1.2.3.4:5123", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.1.1.1", "1.2.3.4"), (2, "1.2.3.4", "10.0.0.9"), (1, "bukan alamat", "10.0.0.9"),
    ],
)  # fmt: skip
def test_find_alamat_believes_as_many_proxies_as_the_setting_says(rf, settings, proksi, jejak, alamat):
    settings.PROKSI = proksi
    kepala = {} if jejak is None else {"HTTP_X_FORWARDED_FOR": jejak}
    assert find_alamat(rf.get("/", REMOTE_ADDR="10.0.0.9", **kepala)) == alamat


@pytest.mark.parametrize(
    ("teks", "alamat"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"), ("::ffff:1.2.3.4", "1.2.3.4"), ("", ""), ("unix:", ""),
    ],
)  # fmt: skip
def test_clean_alamat_gives_one_spelling_and_of_ipv6_the_network(teks, alamat):
    assert clean_alamat(teks) == alamat
