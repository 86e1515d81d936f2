"""The door of the grid: many cells at once, answered with what each of them and its row say now."""

import json

from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from collection.enums import KeadaanSel
from collection.models import Formulir, Jejak, Realisasi, RealisasiAnggaran, RealisasiBulan
from collection.services.kiriman import HasilSel, save_kiriman
from collection.services.realisasi import compute_sidik
from collection.services.riwayat import map_lalu
from collection.services.tinjauan import list_tinjauan
from collection.views.baris_formulir import write_isi
from measurement.services.cuplikan import preview_baris
from measurement.views.bulanan import draw_gabungan, list_bulanan

MAKS_BYTE = 1024 * 1024
"""Two hundred cells of the longest text that a cell takes, and room for how JSON writes them."""


@never_cache
@require_POST
def formulir_kiriman(request: HttpRequest, pk: int) -> JsonResponse:
    """Take a batch of cells; each is answered by itself, so that one refusal stops no other."""
    if len(request.body) > MAKS_BYTE:
        return JsonResponse({"pesan": "Kiriman sel terlalu besar: sekali kirim paling besar 1 MB."}, status=413)
    try:
        formulir, hasil = save_kiriman(formulir=pk, kiriman=_read_json(request.body), user=request.user)
    except Formulir.DoesNotExist as error:
        raise Http404 from error
    sel = [present_hasil(satu, request) for satu in hasil]
    return JsonResponse({"sel": sel, "baris": present_baris(formulir, hasil) | present_gabungan(hasil, request)})


def _read_json(isi: bytes) -> object:
    try:
        return json.loads(isi)
    except (ValueError, RecursionError):
        return None


def present_hasil(hasil: HasilSel, request: HttpRequest) -> dict[str, object]:
    """One cell's answer: its state and, where its row is there, what it holds and the fingerprint of that."""
    jawab: dict[str, object] = {
        "kunci": str(hasil.ketikan.kunci), "keadaan": hasil.keadaan.value, "pesan": hasil.pesan,
        "pilihan": list(hasil.pilihan),
    }  # fmt: skip
    if hasil.objek is not None and (hasil.lain or not hasil.pesan):
        kolom = hasil.ketikan.kolom
        jawab |= {"isi": write_isi(hasil.objek, kolom), "sidik": compute_sidik(getattr(hasil.objek, kolom))}
    sendiri = hasil.pengubah is not None and hasil.pengubah.pengguna_id == request.user.pk
    if hasil.lain and hasil.pengubah and not (sendiri and hasil.keadaan == KeadaanSel.TERSIMPAN):
        jawab["pengubah"] = write_pengubah(hasil.pengubah, sendiri=sendiri)
    return jawab


def write_pengubah(jejak: Jejak, *, sendiri: bool) -> str:
    """Who changed a cell and when, e.g. "Siti pukul 10.14"; of another day with its date.

    `sendiri`: the reader, whose other window or device it was.
    """
    waktu = timezone.localtime(jejak.waktu)
    hari = "" if waktu.date() == timezone.localdate() else f"{date_format(waktu, 'j F Y')} "
    siapa = "oleh Anda sendiri di jendela atau perangkat lain," if sendiri else jejak.pengguna
    return f"{siapa} {hari}pukul {waktu:%H.%M}"


def present_baris(formulir: Formulir, hasil: list[HasilSel]) -> dict[str, dict[str, object]]:
    """Row → its capaian with the worked line, its value where it is computed, and what is to be looked at again."""
    objek = {
        satu.ketikan.baris: satu.objek for satu in hasil
        if satu.objek is not None and not isinstance(satu.objek, RealisasiBulan)
    }  # fmt: skip
    realisasi = [satu for satu in objek.values() if isinstance(satu, Realisasi)]
    anggaran = [satu for satu in objek.values() if isinstance(satu, RealisasiAnggaran)]
    jawab: dict[str, dict[str, object]] = {nama: {"temuan": {}} for nama in objek}
    lalu = map_lalu(formulir.periode, [satu.target.indikator_id for satu in realisasi]) if realisasi else {}
    for satu, cuplikan in zip(realisasi, preview_baris(formulir, realisasi, lalu), strict=True):
        jawab[f"r{satu.pk}"] |= {
            "ganti": {f"capaian-{satu.pk}": render_to_string("measurement/_capaian_baris.html", {"hasil": [cuplikan]})},
            "hasil": satu.target.indikator.write_hasil(satu.nilai),
        }
    temuan: dict[str, list] = {}
    for tinjauan in list_tinjauan(formulir, realisasi, anggaran, lalu):
        temuan.setdefault(tinjauan.jangkar, []).append(tinjauan.temuan)
    for jangkar, semua in temuan.items():
        baris, _, kolom = jangkar.partition("-")
        sel = {"baris": baris, "kolom": kolom, "temuan": semua}
        jawab[baris]["temuan"][kolom] = render_to_string("collection/_temuan.html", {"sel": sel})
    return jawab


def present_gabungan(hasil: list[HasilSel], request: HttpRequest) -> dict[str, dict[str, object]]:
    """Month → what all months of its row come to now, to be shown in place of what stands there."""
    bulan = {satu.ketikan.baris: satu.objek for satu in hasil if isinstance(satu.objek, RealisasiBulan)}
    if not bulan:
        return {}
    formulir = next(iter(bulan.values())).formulir
    semua = list_bulanan(formulir, {satu.realisasi_id for satu in bulan.values()})
    ganti = {satu.pk: {f"gabungan-{satu.pk}": draw_gabungan(satu, request, boleh=True)} for satu in semua}
    return {nama: {"temuan": {}, "ganti": ganti[satu.realisasi_id]} for nama, satu in bulan.items()}
