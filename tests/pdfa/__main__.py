"""`python -m tests.pdfa`: the report's template printed as PDF/A-1b and judged; no free validator knows A-3.

What A-1b forbids and A-3u allows (attachments, transparency) is left out of the twin: the rest is the same template,
stylesheet and fonts. Whatever Preflight says of it is printed; 1 where it says anything.
"""

import base64
import datetime
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

JAR = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
PEMERIKSA = "org.apache.pdfbox.preflight.Validator_A1b"
SAH = "is a valid PDF/A-1b file"


def main() -> bool:
    """Whether the twins of a small and of a big report are valid."""
    from django.db import transaction

    from collection.services.isi_logo import read_gambar
    from measurement.cetak.bagian import lay_out
    from measurement.pdf import _read_css, render_html
    from measurement.services.snapshot import build_snapshot
    from tests.factories.laporan import make_kasus
    from tests.factories.logo import draw

    sah = True
    for jumlah in (20, 300):
        with transaction.atomic():
            kasus = make_kasus(jumlah, batas_atas="110").pengukuran
            snapshot = build_snapshot(kasus, nomor="1", tanggal=datetime.date(2025, 7, 5), kode="a1b2")
            transaction.set_rollback(True)
        snapshot["kantor"]["logo"] = {"png": f"data:image/png;base64,{base64.b64encode(read_gambar(draw()).isi).decode()}"}
        isi = lay_out(render_html(snapshot), _read_css("cetak.css"), pdf_variant="pdf/a-1b")
        sah &= judge(f"laporan {jumlah} indikator", isi)
    return sah


def judge(nama: str, isi: bytes) -> bool:
    """Print Preflight's verdict; whether it is yes."""
    with TemporaryDirectory() as map_:
        berkas = Path(map_) / "kembaran.pdf"
        berkas.write_bytes(isi)
        jalur = ":".join(f"/usr/share/java/{satu}.jar" for satu in JAR)
        perintah = ["java", "-cp", jalur, PEMERIKSA, str(berkas)]
        kata = subprocess.run(perintah, capture_output=True, text=True, check=False)
    sah = SAH in kata.stdout
    print(f"{nama}: {'sah' if sah else kata.stdout + kata.stderr}")
    return sah


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sakip.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    sys.exit(not main())
