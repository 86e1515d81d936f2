"""The rows of a form's table, and the boxes with their evidence, drawn by their templates (views/acuan.py)."""

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from collection.models import Realisasi
from collection.services.isi_berkas import DITERIMA, JENIS
from collection.services.tinjauan import Tinjauan
from collection.views.acuan import YA, Acuan


def draw_baris(baris: Iterable[Realisasi], *, boleh_isi: bool, sebelum: bool) -> SafeString:
    """The rows of one table, under the plan's line that they belong to wherever it changes.

    `sebelum`: there is a column for what counted before. Rows bring `gambar`, `ukuran`, `tampil_*` and their links.
    """
    tetap = {"boleh_isi": boleh_isi, "sebelum": sebelum, "memuat": render_to_string("collection/_memuat.html")}
    kepala, acuan = Acuan("collection/_formulir_induk.html", tetap), Acuan("collection/_formulir_baris.html", tetap)
    hasil: list[str] = []
    for _, milik in groupby(baris, key=lambda satu: satu.kunci_induk):
        semua = list(milik)
        induk = semua[0].target.indikator.induk
        hasil.append(kepala.draw(jenis=capfirst(induk._meta.verbose_name), nama=str(induk)))
        hasil += [_draw_satu(acuan, satu) for satu in semua]
    return mark_safe("".join(hasil))


def _draw_satu(acuan: Acuan, satu: Realisasi) -> SafeString:
    indikator, gambar = satu.target.indikator, satu.gambar
    sebelum = [(label, nilai or "–") for label, nilai in getattr(satu, "tampil_sebelum", ())]
    return acuan.draw(
        nomor=satu.nomor, nama=indikator.nama, satuan=indikator.satuan, belum_waktunya=satu.belum_waktunya,
        bukti=str(len(satu.bukti_kini)), tautan=satu.tautan_baris, target=satu.tampil_target,
        tahunan=satu.tampil_tahunan, hasil=satu.tampil_nilai, nilai=gambar.get("nilai", ""),
        pembilang=gambar.get("pembilang", ""), penyebut=gambar.get("penyebut", ""),
        sebelum=format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", sebelum),
        capaian=_draw_ukuran(satu), isian_luput=YA if satu.kendala or satu.rencana else "",
        kendala=gambar["kendala"], rencana=gambar["rencana"],
        alasan=gambar["tidak_dapat_diukur"], keterangan=gambar["keterangan"],
    )  # fmt: skip


def _draw_ukuran(satu: Realisasi) -> SafeString:
    """The frozen result of a row that was measured; else empty, and the page loads what it would be now."""
    if not satu.ukuran:
        return mark_safe("")
    return render_to_string("measurement/_capaian_baris.html", {"hasil": satu.ukuran})


def draw_temuan(semua: Iterable[Tinjauan]) -> SafeString:
    """What is to be looked at again, each with a link to its cell: a list of many lines."""
    acuan = Acuan("collection/_formulir_temuan.html")
    return mark_safe("".join([
        acuan.draw(tautan=satu.tautan, nama=satu.nama, pesan=satu.temuan.pesan, tindak_lanjut=satu.tindak_lanjut)
        for satu in semua
    ]))  # fmt: skip


def draw_bukti(baris: Iterable[Realisasi], *, boleh_isi: bool, token: str, buka: str) -> SafeString:
    """The boxes of evidence, one for each row; `buka` is the number of the row whose box is open."""
    maks = settings.MAKS_UKURAN_BUKTI
    tetap = {
        "csrf_token": token, "jenis_bukti": DITERIMA, "akhiran_bukti": ",".join(JENIS), "maks": str(maks),
        "besar": filesizeformat(maks),
    }  # fmt: skip
    acuan = Acuan("collection/_formulir_bukti_baris.html", tetap)
    hasil = []
    for satu in baris:
        ada = satu.bukti_kini or satu.syarat
        isi = {"satu": satu, "boleh_isi": boleh_isi, "csrf_token": token}
        hasil.append(acuan.draw(
            nomor=satu.nomor, nama=satu.target.indikator.nama, jumlah=str(len(satu.bukti_kini)),
            alamat=satu.alamat_bukti, terbuka=YA if buka == satu.nomor else "",
            boleh=YA if boleh_isi and not satu.terkunci else "",
            daftar=render_to_string("collection/_bukti_baris.html", isi) if ada else "",
            syarat=format_html_join("", "<option>{}</option>", ((butir.nama,) for butir in satu.syarat)),
        ))  # fmt: skip
    return mark_safe("".join(hasil))
