"""The grid: saving one cell beside a page that does nothing, and opening 300 indicators beside the same table from
ready-made strings. Pages of the benchmark's own stand beside the application's, behind the same middleware."""

import itertools
import json
import time
import uuid

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.test import Client
from django.test.utils import override_settings
from django.urls import path, reverse

from collection.models import Formulir, Periode, Realisasi
from collection.services.kiriman import SEKALI
from collection.services.realisasi import compute_sidik
from collection.views.baris_formulir import LABEL_KOLOM
from sakip.urls import urlpatterns as milik_kita
from tests.bench.ukur import Batas, compare, count_queries
from tests.factories.formulir import Kerja, add_target, create_bahan, send

INDIKATOR = 300
SIMPAN = 300
# What the form's page shows of a row, from strings that are there already: no question is asked, nothing is decided.
TABEL = """{% extends "base.html" %}{% block isi %}<table class="tabel"><tbody>{% for b in baris %}
<tr role="row"><th role="rowheader" scope="row">{{ b.nama }} <span class="satuan">Satuan: {{ b.satuan }}</span>
<a class="satuan" href="#bukti-{{ b.pk }}"><span id="bukti-baris-{{ b.pk }}">0</span> bukti</a><span class="satuan">
<a href="{{ b.komentar }}" aria-label="Komentari {{ b.nama }}">Komentari</a>
<a href="{{ b.riwayat }}" aria-label="Riwayat {{ b.nama }}">Riwayat</a></span></th>
<td role="cell"><dl class="sebelum">{% for kata, isi in b.lalu %}<div><dt>{{ kata }}</dt><dd>{{ isi }}</dd></div>{% endfor %}
</dl></td><td role="cell" data-label="Target triwulan ini" class="angka">{{ b.target }}</td>{% for s in b.sel %}
<td role="cell" data-label="{{ s.judul }}" class="sel" id="sel-{{ s.nama }}" data-sel="{{ s.nama }}" data-keadaan="">
<form method="post" action="{{ s.url }}">{% csrf_token %}<input type="hidden" name="kolom" value="{{ s.kolom }}">
<input type="hidden" name="sidik" value="{{ s.sidik }}"><input type="text" id="isi-{{ s.nama }}" name="isi"
value="{{ s.isi }}" inputmode="decimal" autocomplete="off" maxlength="60" aria-label="{{ s.label }}"
aria-describedby="k-{{ s.nama }}"><noscript><button class="tombol tombol-kecil">Simpan</button></noscript></form>
<span class="sel-keadaan" id="k-{{ s.nama }}"></span></td>{% endfor %}
<td role="cell" data-label="Capaian s.d. triwulan ini">{{ b.capaian }}</td>
<td role="cell" data-label="Target tahunan" class="angka">{{ b.tahunan }}</td></tr>{% endfor %}</tbody></table>
{% for b in baris %}<details class="lipat" id="bukti-{{ b.pk }}" data-bukti="{{ b.pk }}"><summary>{{ b.nama }}
(<span id="bukti-jumlah-{{ b.pk }}">0</span> bukti)</summary><p class="redup">{{ b.bukti }}</p>
<form class="unggah" method="post" enctype="multipart/form-data" action="{{ b.url }}" data-kirim-bukti>{% csrf_token %}
<label for="berkas-{{ b.pk }}">Tambah bukti</label><p class="isian-bantuan">{{ b.jenis }}, {{ b.maks }}</p>
<input type="file" id="berkas-{{ b.pk }}" name="berkas" accept="{{ b.akhiran }}"><button>Unggah</button></form>
<p class="kecil"><a href="{{ b.url }}semua/">Tautan, catatan, ganti, halaman: {{ b.nama }}</a></p></details>
{% endfor %}<ul>{% for b in baris %}<li><a href="#isi-r{{ b.pk }}-nilai">{{ b.nama }}</a>: {{ b.kurang }}</li>
{% endfor %}</ul>{% endblock %}"""
SIAP: dict[str, list] = {"baris": []}


def show_kosong(request: HttpRequest) -> HttpResponse:
    """The frame of every page and nothing in it."""
    return render(request, "base.html")


def show_tabel(request: HttpRequest) -> HttpResponse:
    """The same table, its strings made before."""
    return HttpResponse(engines["django"].from_string(TABEL).render(SIAP, request))


urlpatterns = [*milik_kita, path("kosong/", show_kosong), path("tabel/", show_tabel)]


def main() -> bool:
    """Build a form of 10 and one of 300 indicators, with earlier figures; measure, and count queries at both."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES = {
        **settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }  # fmt: skip
    kecil, besar = fill(10), fill(INDIKATOR)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with override_settings(ROOT_URLCONF=__name__):
        simpan, buka = measure_simpan(besar), measure_buka(besar)
        return all([simpan, buka, *count_semua(kecil, besar)])


def fill(jumlah: int) -> Kerja:
    """A form of the third triwulan; the two before it and the same one of last year were reported."""
    kerja = create_bahan(triwulan=3)
    for nomor in range(jumlah - kerja.pk.target_set.count()):
        add_target(kerja, f"i{nomor:03d}", [10, 20, 30, 40], nama=f"Persentase desa menurut syarat nomor {nomor}")
    for tahun, triwulan in ((2026, 1), (2026, 2), (2025, 3)):
        periode = Periode.objects.create(perangkat_daerah=kerja.kantor, tahun=tahun, triwulan=triwulan)
        formulir = Formulir.objects.create(
            periode=periode, unit=kerja.unit, perjanjian_kinerja=kerja.pk, status="diterima"
        )
        Realisasi.objects.bulk_create(
            Realisasi(formulir=formulir, periode=periode, target=t, indikator_id=t.indikator_id, nilai=2 * triwulan)
            for t in kerja.pk.target_set.all()
        )
    send(kerja)
    return kerja


def sign_in(kerja: Kerja) -> Client:
    client = Client()
    client.force_login(kerja.operator)
    return client


def make_kiriman(kerja: Kerja, jumlah: int, ke: itertools.count) -> str:
    """That many cells typed, each time another value."""
    semua = kerja.formulir.realisasi_set.exclude(indikator__rumus="predikat").values_list("pk", "nilai")[:jumlah]
    return json.dumps({"sel": [
        {"kunci": make_kunci(), "baris": f"r{pk}", "kolom": "nilai", "isi": str(next(ke) % 90 + 1),
         "sidik": compute_sidik(nilai)}
        for pk, nilai in semua
    ]})  # fmt: skip


def make_kunci() -> str:
    """One that does not happen to be the key by which old ones are dropped: that is one more query."""
    return str(next(satu for satu in iter(uuid.uuid4, None) if satu.int % SEKALI))


def save(client: Client, kerja: Kerja, isi: str) -> None:
    pintu = reverse("measurement:formulir_kiriman", args=[kerja.formulir.pk])
    jawab = client.post(pintu, isi, "application/json").json()
    assert {satu["keadaan"] for satu in jawab["sel"]} == {"tersimpan"}, jawab


def measure_simpan(kerja: Kerja) -> bool:
    """p95 of a cell's save and of the page that does nothing, in turns; at most twice as long."""
    client, ke = sign_in(kerja), itertools.count()
    pintu = reverse("measurement:formulir_kiriman", args=[kerja.formulir.pk])
    waktu: dict[str, list[float]] = {"simpan": [], "kosong": []}
    for nomor in range(SIMPAN + 10):
        isi = make_kiriman(kerja, 1, ke)
        for nama, minta in (
            ("simpan", lambda isi=isi: client.post(pintu, isi, "application/json")),
            ("kosong", lambda: client.get("/kosong/")),
        ):
            mulai = time.perf_counter()
            assert minta().status_code == 200
            if nomor >= 10:
                waktu[nama].append(time.perf_counter() - mulai)
    p95 = {nama: sorted(semua)[int(0.95 * SIMPAN)] for nama, semua in waktu.items()}
    tengah = {nama: sorted(semua)[SIMPAN // 2] for nama, semua in waktu.items()}
    print(f"\nSimpan satu sel dari {INDIKATOR} indikator [{connection.vendor}], {SIMPAN} kali")
    for nama, detik in p95.items():
        print(f"  {nama:<28} p95 {1000 * detik:8.2f} ms   median {1000 * tengah[nama]:8.2f} ms")
    kali = p95["simpan"] / p95["kosong"]
    print(f"  {'memenuhi' if kali <= 2 else 'TIDAK MEMENUHI'}: p95 kita {kali:.2f} × halaman kosong (paling banyak 2 ×)")
    return kali <= 2


def measure_buka(kerja: Kerja) -> bool:
    """Opening the whole form, beside its table from ready-made strings."""
    client, alamat = sign_in(kerja), reverse("collection:formulir_detail", args=[kerja.formulir.pk])
    SIAP["baris"] = list_siap(kerja)
    return compare(
        f"Buka kisi {INDIKATOR} indikator",
        {"kita": lambda: client.get(alamat), "string siap pakai": lambda: client.get("/tabel/")},
        [Batas("string siap pakai", 2)],
    )


def list_siap(kerja: Kerja) -> list[dict]:
    """Rows as strings, as long and as many as those of the page."""
    return [
        {
            "pk": str(r.pk), "nama": r.indikator.nama, "satuan": "%", "target": "30,00", "tahunan": "40,00",
            "lalu": [("TW I", "2,00"), ("TW II", "4,00"), ("TW III 2025", "6,00")], "capaian": "memuat …",
            "komentar": f"/formulir/baris/r{r.pk}/percakapan/", "riwayat": f"/formulir/baris/r{r.pk}/riwayat/",
            "bukti": "Belum ada bukti.", "jenis": "PDF, PNG, JPG, XLSX, DOCX", "maks": "10 MB", "akhiran": ".pdf,.png",
            "url": f"/formulir/realisasi/{r.pk}/bukti/", "kurang": "isi realisasi, atau tulis alasan tidak dapat diukur.",
            "sel": [
                {"nama": f"r{r.pk}-{kolom}", "kolom": kolom, "url": f"/formulir/realisasi/{r.pk}/simpan/",
                 "sidik": "0123456789abcdef", "isi": "12,00" if kolom == "nilai" else "",
                 "label": f"{label}: {r.indikator.nama}", "judul": label}
                for kolom, label in LABEL_KOLOM.items()
            ],
        }
        for r in kerja.formulir.realisasi_set.select_related("indikator")
    ]  # fmt: skip


def count_semua(kecil: Kerja, besar: Kerja) -> list[bool]:
    """Whether opening costs the same queries at 10 and 300 indicators, and saving at 1 and 100 cells."""
    for satu in (kecil, besar):
        save(sign_in(satu), satu, make_kiriman(satu, 1, itertools.count(40)))
    buka = [
        count_queries(lambda k=k: sign_in(k).get(reverse("collection:formulir_detail", args=[k.formulir.pk])))
        for k in (kecil, besar)
    ]
    ke, client = itertools.count(5), sign_in(besar)
    simpan = []
    for jumlah in (2, 100):
        isi = make_kiriman(besar, jumlah, ke)
        simpan.append(count_queries(lambda isi=isi: save(client, besar, isi)))
    print(f"\nKueri buka pada 10 dan {INDIKATOR} indikator: {buka}; simpan 2 dan 100 sel: {simpan}")
    lebih = 1 if connection.vendor == "sqlite" else 0  # it takes 999 values at a time: the UPDATE of 100 rows is two
    return [buka[0] == buka[1], simpan[1] - simpan[0] <= lebih]
