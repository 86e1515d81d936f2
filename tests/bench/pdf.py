"""The report of 300, 1.000 and 3.000 table rows as PDF: ours, WeasyPrint as it comes, Chromium's print; time and memory.

A row is a `<tr>` of the report's tables, as in the measurements that the bounds come from (10 to 13 ms each); an
indicator has six of them, worked lines, plots and annexes. An office of 300 indicators is one case more.

Each way runs in processes of its own, so that the memory is its own and what one has learned helps no other: each pays
its start. All print the same HTML with the same stylesheet.
"""

import datetime
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pikepdf
from django.conf import settings
from django.db import connection, transaction

from measurement.pdf import render_html, write_canonical
from measurement.services.snapshot import build_snapshot
from tests.factories.laporan import make_kasus

KASUS = {43: 300, 163: 1000, 300: 0, 505: 3000}
"""Indicators of a case, and the rows that its bounds are named by; 0: by none, every bound is asked."""
KALI = {43: 5, 163: 3, 300: 3, 505: 1}
PALING_BANYAK = 0.45
MAKS_MB = 1024
MENDAHULUI = 1000
"""At so many rows ours must be ahead of Chromium."""
KITA = (
    "import sys; from pathlib import Path; from measurement.cetak.susun import plan_cetakan, print_cetakan;"
    "halaman, gaya = (Path(satu).read_text() for satu in sys.argv[1:3]);"
    "Path(sys.argv[3]).write_bytes(print_cetakan(plan_cetakan(halaman, gaya), proses=int(sys.argv[4])));"
    "import os; Path(sys.argv[5]).write_text(' '.join(map(str, os.times()[:4])))"
)
BIASA = (
    "import sys; from weasyprint import CSS, HTML;"
    "HTML(sys.argv[1]).write_pdf(sys.argv[3], stylesheets=[CSS(sys.argv[2])], pdf_variant='pdf/a-3u', pdf_tags=True)"
)
PILIHAN = ("--headless", "--no-sandbox", "--disable-dev-shm-usage", "--no-pdf-header-footer", "--disable-gpu")
SERUPA = ("--export-tagged-pdf", "--generate-pdf-document-outline")
"""What the other ways do anyhow: tags and bookmarks."""
CHROMIUM = ("chromium-headless-shell", "chromium")
DETAK = os.sysconf("SC_CLK_TCK")
JEDA = 0.2
"""Seconds between looks at the memory, from a thread of its own: looking is work too, and must not delay the clock."""


def main() -> bool:
    """Prints one table; whether every bound holds."""
    if connection.vendor != "sqlite":
        print("Cetak PDF: basis data tidak berperan, diukur pada SQLite saja.")
        return True
    with TemporaryDirectory() as map_:
        return all([_bench(indikator, baris, Path(map_)) for indikator, baris in KASUS.items()])


def _bench(indikator: int, baris: int, map_: Path) -> bool:
    fill(indikator, map_)
    kali, sibuk = KALI[indikator], os.getloadavg()[0]
    cara = build_cara(map_)
    hasil: dict[str, list[tuple[float, float, int]]] = {nama: [] for nama in cara}
    for _ in range(kali):
        for nama, perintah in cara.items():
            hasil[nama].append(measure(perintah))
    waktu, kerja = ({nama: median(s[n] for s in semua) for nama, semua in hasil.items()} for n in (0, 1))
    memori = {nama: max(s[2] for s in semua) for nama, semua in hasil.items()}
    print(
        f"\nLaporan {indikator} indikator: {(map_ / 'halaman.html').read_text().count('<tr')} baris tabel, "
        f"{measure_isi(map_ / 'kita.pdf')}; median dari {kali} kali, {settings.PROSES_CETAK} proses, beban mesin {sibuk:.1f}"
    )
    for nama in cara:
        lipat = waktu[nama] / waktu["kita"]
        berapa = f"{waktu[nama]:8.2f} s   {lipat:6.2f} × kita   {kerja[nama]:7.2f} s prosesor   {memori[nama]:5} MB"
        print(f"  {nama:<24}{berapa}")
    for nama in set(cara) & set(CHROMIUM):
        print(f"  {nama} menulis {measure_isi(map_ / f'{nama}.pdf')}")
    tell_prosesor(map_, kerja["WeasyPrint"])
    return judge(baris, waktu, memori["kita"])


def measure_isi(jalur: Path) -> str:
    """What a PDF has: pages, tags, bookmarks, so that nobody is compared with one that did less."""
    with pikepdf.open(jalur) as pdf, pdf.open_outline() as garis:
        tag = sum(isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/StructElem" for o in pdf.objects)
        return f"{len(pdf.pages)} halaman, {tag} tag, {'ada' if garis.root else 'tanpa'} penanda buku"


def tell_prosesor(map_: Path, biasa: float) -> None:
    """Ours by the processors' seconds: what it takes at best where every process has one to itself.

    The clock of a busy machine tells more of its other work than of ours.
    """
    milik, sistem, anak, anak_sistem = map(float, (map_ / "kerja").read_text().split())
    induk, semua = milik + sistem, anak + anak_sistem
    terbaik = induk + semua / settings.PROSES_CETAK
    print(f"  kita: induk {induk:.2f} s prosesor, bagian-bagian {semua:.2f} s; bila mesin sepi {terbaik / biasa:.2f} × WeasyPrint")


def judge(jumlah: int, waktu: dict[str, float], memori: int) -> bool:
    """Print each bound with its figure; whether all hold. `jumlah`: rows that the bounds are named by, or 0."""
    nyata = waktu["kita"] / waktu["WeasyPrint"]
    batas = [(nyata <= PALING_BANYAK, f"{nyata:.2f} × WeasyPrint (paling banyak {PALING_BANYAK:g} ×)")]
    if jumlah in (0, MENDAHULUI):
        for nama in sorted(set(CHROMIUM) & set(waktu)):
            nyata = waktu["kita"] / waktu[nama]
            batas.append((nyata < 1, f"{nyata:.2f} × {nama} (kurang dari 1 ×)"))
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
    """The command of each way; Chromium as each program that this machine has: the browser, and the one without a window."""
    python = [sys.executable, "-W", "ignore", "-c"]
    sumber = [str(map_ / "halaman.html"), str(map_ / "cetak.css")]
    cara = {
        "kita": [*python, KITA, *sumber, str(map_ / "kita.pdf"), str(settings.PROSES_CETAK), str(map_ / "kerja")],
        "WeasyPrint": [*python, BIASA, *sumber, str(map_ / "biasa.pdf")],
    }
    for nama in CHROMIUM:
        if (jalur := Path("/usr/bin") / nama).exists():
            tujuan = [f"--user-data-dir={map_ / f'profil-{nama}'}", f"--print-to-pdf={map_ / f'{nama}.pdf'}"]
            cara[nama] = [str(jalur), *PILIHAN, *SERUPA, *tujuan, str(map_ / "berisi.html")]
    return cara


def measure(perintah: list[str]) -> tuple[float, float, int]:
    """Seconds by the clock and of processors, and MB: the greatest sum that its processes held at one moment.

    What processes share is divided among them. Processors' seconds are what its children left behind, or what was seen of
    them while they ran: Chromium's are nobody's children in the end.
    """
    awal, henti = os.times(), threading.Event()
    terlihat: dict[int, float] = {}
    puncak = [0]
    lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "sakip.settings", "PYTHONDONTWRITEBYTECODE": ""}
    mulai = time.perf_counter()
    with subprocess.Popen(
        perintah, env=lingkungan, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as proses:

        def watch() -> None:
            while not henti.wait(JEDA):
                sesi = list_sesi(proses.pid)
                terlihat.update(sesi)
                puncak[0] = max(puncak[0], sum(map(read_pss, sesi)))

        utas = threading.Thread(target=watch)
        utas.start()
        try:
            proses.wait()
            lama = time.perf_counter() - mulai
        except BaseException:
            os.killpg(proses.pid, signal.SIGKILL)
            raise
        finally:
            henti.set()
            utas.join()
    if proses.returncode:
        raise RuntimeError(f"{perintah[0]} berakhir dengan {proses.returncode}")
    akhir = os.times()
    kerja = akhir.children_user + akhir.children_system - awal.children_user - awal.children_system
    return lama, max(kerja, sum(terlihat.values())), puncak[0] // 1024


def list_sesi(sesi: int) -> dict[int, float]:
    """The processes of a session, and the seconds of processor that each has had."""
    semua = {}
    for jalur in Path("/proc").glob("[0-9]*/stat"):
        try:
            bagian = jalur.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(bagian[3]) == sesi:
            semua[int(jalur.parent.name)] = (int(bagian[11]) + int(bagian[12])) / DETAK
    return semua


def read_pss(pid: int) -> int:
    """KB that a process holds, its share of what it shares."""
    try:
        baris = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(satu.split()[1]) for satu in baris if satu.startswith("Pss:")), 0)
