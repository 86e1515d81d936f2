"""The same snapshot gives the same bytes whichever database it was kept in: this run's against a process on SQLite."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from measurement.models import Dokumen
from measurement.pdf import render_laporan
from measurement.services.laporan import prepare_laporan
from tests.factories.laporan import make_kasus
from tests.factories.ringan import real_paper

PERINTAH = (
    "import django, hashlib, json, sys; django.setup(); from django.db import connection;"
    "from measurement.pdf import render_laporan; assert connection.vendor == 'sqlite';"
    "print(hashlib.sha256(render_laporan(json.load(open(sys.argv[1])))).hexdigest())"
)


@pytest.mark.django_db
def test_the_bytes_are_those_of_a_process_on_sqlite(tmp_path):
    prepare_laporan(make_kasus(4).pengukuran)
    teks = Dokumen.objects.get().snapshot
    (tmp_path / "snapshot.json").write_text(teks)
    lingkungan = {k: n for k, n in os.environ.items() if k != "DATABASE_URL"} | {"DJANGO_SETTINGS_MODULE": "sakip.settings"}
    hasil = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PERINTAH, str(tmp_path / "snapshot.json")],
        env=lingkungan, capture_output=True, text=True, check=True,
    )  # fmt: skip
    with real_paper():
        assert hashlib.sha256(render_laporan(json.loads(teks))).hexdigest() == hasil.stdout.strip()
