"""The report of 300, 1.000 and 3.000 rows as PDF: ours, WeasyPrint as it comes, Chromium's print; time and memory.

Each way runs in processes of its own, so that the memory is its own and what one has learned helps no other: each pays
its start. All print the same HTML with the same stylesheet.
"""

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import connection, transaction

from measurement.pdf import render_html, write_canonical
from measurement.services.snapshot import build_snapshot
from tests.factories.laporan import make_kasus

BARIS = (300, 1000, 3000)
KALI = {300: 3, 1000: 3, 3000: 1}
PALING_BANYAK = 0.45
MAKS_MB = 1024
MENDAHULUI = 1000
"""From so many rows on, ours must be ahead of Chromium."""
KITA = (
    "import sys; from pathlib import Path; from measurement.cetak.susun import plan_cetakan, print_cetakan;"
    "halaman, gaya = (Path(satu).read_text() for satu in sys.argv[1:3]);"
    "Path(sys.argv[3]).write_bytes(print_cetakan(plan_cetakan(halaman, gaya), proses=int(sys.argv[4])))"
)
BIASA = (
    "import sys; from weasyprint import CSS, HTML;"
    "HTML(sys.argv[1]).write_pdf(sys.argv[3], stylesheets=[CSS(sys.argv[2])], pdf_variant='pdf/a-3u', pdf_tags=True)"
)
PILIHAN = ("--headless", "--no-sandbox", "--disable-dev-shm-usage", "--no-pdf-header-footer", "--disable-gpu")
CHROMIUM = ("chromium-headless-shell", "chromium")
JEDA = 0.1


def main() -> bool:
    """Prints one table; whether every bound holds."""
    if connection.vendor != "sqlite":
        print("Cetak PDF: basis data tidak berperan, diukur pada SQLite saja.")
        return True
    with TemporaryDirectory() as map_:
        return all([_bench(jumlah, Path(map_)) for jumlah in BARIS])


def _bench(jumlah: int, map_: Path) -> bool:
    fill(jumlah, map_)
    cara = build_cara(map_)
    hasil: dict[str, list[tuple[float, float, int]]] = {nama: [] for nama in cara}
    for _ in range(KALI[jumlah]):
        for nama, perintah in cara.items():
            hasil[nama].append(measure(perintah))
    waktu, kerja = ({nama: median(s[n] for s in semua) for nama, semua in hasil.items()} for n in (0, 1))
    memori = {nama: max(s[2] for s in semua) for nama, semua in hasil.items()}
    print(f"\nLaporan {jumlah} baris, median dari {KALI[jumlah]} kali, {settings.PROSES_CETAK} proses")
    for nama in cara:
        kali = waktu[nama] / waktu["kita"]
        print(
            f"  {nama:<20}{waktu[nama]:8.2f} s   {kali:6.2f} × kita   {kerja[nama]:7.2f} s prosesor   {memori[nama]:5} MB"
        )
    return judge(jumlah, waktu, memori["kita"])


def judge(jumlah: int, waktu: dict[str, float], memori: int) -> bool:
    """Print each bound with its figure; whether all hold."""
    nyata = waktu["kita"] / waktu["WeasyPrint"]
    batas = [(nyata <= PALING_BANYAK, f"{nyata:.2f} × WeasyPrint (paling banyak {PALING_BANYAK:g} ×)")]
    if "Chromium" in waktu and jumlah >= MENDAHULUI:
        nyata = waktu["kita"] / waktu["Chromium"]
        batas.append((nyata < 1, f"{nyata:.2f} × Chromium (kurang dari 1 ×)"))
    batas.append((memori < MAKS_MB, f"memori puncak {memori} MB (kurang dari {MAKS_MB} MB)"))
    for sah, kalimat in batas:
        print(f"  {'memenuhi' if sah else 'TIDAK MEMENUHI'}: kita {kalimat}")
    return all(sah for sah, _ in batas)


def fill(jumlah: int, map_: Path) -> None:
    """The snapshot of a case with so many indicators, and its page with the stylesheet beside it."""
    with transaction.atomic():
        kasus = make_kasus(jumlah, batas_atas="110").pengukuran
        snapshot = build_snapshot(kasus, nomor="700/14/X/2025", tanggal=datetime.date(2025, 7, 5), kode="a1b2c3d4e5")
        transaction.set_rollback(True)
    halaman = render_html(json.loads(write_canonical(snapshot)))
    gaya = (Path(settings.BASE_DIR) / "static" / "css" / "cetak.css").read_text()
    (map_ / "halaman.html").write_text(halaman)
    (map_ / "cetak.css").write_text(gaya)
    (map_ / "berisi.html").write_text(halaman.replace("</head>", f"<style>{gaya}</style></head>"))


def build_cara(map_: Path) -> dict[str, list[str]]:
    """The command of each way; Chromium where this machine has it."""
    python = [sys.executable, "-W", "ignore", "-c"]
    sumber = [str(map_ / "halaman.html"), str(map_ / "cetak.css")]
    cara = {
        "kita": [*python, KITA, *sumber, str(map_ / "kita.pdf"), str(settings.PROSES_CETAK)],
        "WeasyPrint": [*python, BIASA, *sumber, str(map_ / "biasa.pdf")],
    }
    for nama in CHROMIUM:
        if (jalur := Path("/usr/bin") / nama).exists():
            tujuan = [f"--user-data-dir={map_ / 'profil'}", f"--print-to-pdf={map_ / 'chromium.pdf'}"]
            cara["Chromium"] = [str(jalur), *PILIHAN, *tujuan, str(map_ / "berisi.html")]
            break
    return cara


def measure(perintah: list[str]) -> tuple[float, float, int]:
    """Seconds by the clock and of processors, and MB: the greatest sum that its processes held at one moment.

    What processes share is divided among them. The processors' seconds tell on a busy machine how busy it was.
    """
    mulai, puncak, awal = time.perf_counter(), 0, os.times()
    lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "sakip.settings"}
    with subprocess.Popen(
        perintah, env=lingkungan, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as proses:
        try:
            while proses.poll() is None:
                puncak = max(puncak, sum(read_pss(pid) for pid in list_sesi(proses.pid)))
                time.sleep(JEDA)
        except BaseException:
            os.killpg(proses.pid, signal.SIGKILL)
            raise
    if proses.returncode:
        raise RuntimeError(f"{perintah[0]} berakhir dengan {proses.returncode}")
    akhir = os.times()
    kerja = akhir.children_user + akhir.children_system - awal.children_user - awal.children_system
    return time.perf_counter() - mulai, kerja, puncak // 1024


def list_sesi(sesi: int) -> list[int]:
    """The processes of a session."""
    semua = []
    for jalur in Path("/proc").glob("[0-9]*/stat"):
        try:
            bagian = jalur.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(bagian[3]) == sesi:
            semua.append(int(jalur.parent.name))
    return semua


def read_pss(pid: int) -> int:
    """KB that a process holds, its share of what it shares."""
    try:
        baris = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(satu.split()[1]) for satu in baris if satu.startswith("Pss:")), 0)
