"""Sheets of figures: forms as they were handed in, their recapitulation, the kertas kerja, and unsealed reports."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects

from collection.angka import format_rupiah
from collection.enums import BentukBukti
from collection.errors import IsianError
from collection.models import Bukti, Formulir, Indikator, PerangkatDaerah, Realisasi, RealisasiAnggaran
from collection.tanggal import write_tanggal
from measurement.enums import JenisTindakan
from measurement.models import Disposisi, KertasKerja, PengukuranKinerja
from measurement.services.asal import freeze_bukti, write_sebutan_bukti
from measurement.services.baris import BarisRekap, list_baris
from measurement.services.kertas_kerja import build_baris
from measurement.services.metodologi import get_metodologi
from measurement.services.snapshot_hasil import KOSONG, write_baris, write_waktu

SEBELUM = (JenisTindakan.METODOLOGI, JenisTindakan.HIMPUN)
"""Acts whose kertas kerja is not computed yet: its columns are ready, at the second with what the units gave."""

INDUK = (
    "target__indikator__sasaran", "target__indikator__tujuan", "target__indikator__program__sasaran",
    "target__indikator__kegiatan__program__sasaran", "target__indikator__sub_kegiatan__kegiatan__program__sasaran",
    "target__indikator__skala",
)  # fmt: skip


def list_realisasi(kasus: PengukuranKinerja) -> dict[int, list[Realisasi]]:
    """Form → its rows in the order of the plan, with evidence and who filled in. Four queries."""
    bukti = Prefetch("bukti_set", Bukti.objects.kini())
    baris = Realisasi.objects.filter(formulir__periode=kasus.periode).select_related("diubah_oleh", *INDUK)
    hasil: dict[int, list[Realisasi]] = {}
    lengkap = baris.prefetch_related("target__indikator__skala__nilai_set", bukti)
    for satu in sorted(lengkap.order_by(), key=lambda r: r.target.indikator.kunci_urut):
        hasil.setdefault(satu.formulir_id, []).append(satu)
    return hasil


def list_formulir(kasus: PengukuranKinerja) -> list[Formulir]:
    """The forms of the case's triwulan, in the order of the units."""
    return list(Formulir.objects.filter(periode=kasus.periode).select_related("unit", "diserahkan_oleh"))


def find_sasaran(indikator: Indikator) -> str:
    """The sasaran above the indicator, however far; of a tujuan its own wording."""
    induk: Any = indikator.induk
    for nama in ("kegiatan", "program"):
        induk = getattr(induk, nama, induk)
    return (getattr(induk, "sasaran", None) or induk).uraian


def write_target(nomor: int, realisasi: Realisasi, triwulan: int) -> list[str]:
    """The cells of a row up to the target of the triwulan (SOP Purwakarta, part V)."""
    target = realisasi.target
    indikator = target.indikator
    nama = f"{indikator.nama} ({indikator.satuan})"
    angka = [indikator.write_nilai(nilai) for nilai in (target.setahun, target.triwulan[triwulan - 1])]
    return [str(nomor), find_sasaran(indikator), nama, *angka]


def list_terisi(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """Each unit's form as it was handed in, with what was spent, the evidence, and who filled in and handed in."""
    semua, uang, kantor = list_realisasi(kasus), _list_anggaran(kasus), kasus.perangkat_daerah
    triwulan = kasus.periode.triwulan
    return {
        "unit": [
            {
                "nama": formulir.unit.nama,
                "baris": [
                    [*write_target(n, satu, triwulan), _write_realisasi(satu), _write_keterangan(satu, kantor)]
                    for n, satu in enumerate(semua.get(formulir.pk, ()), start=1)
                ],
                "anggaran": [[str(n), *satu] for n, satu in enumerate(uang.get(formulir.pk, ()), start=1)],
                **_write_serah(formulir, kantor), **_write_validasi(disposisi, kantor),
            }
            for formulir in list_formulir(kasus)
        ]
    }


def _write_realisasi(realisasi: Realisasi) -> str:
    return KOSONG if realisasi.terukur is None else realisasi.target.indikator.write_nilai(realisasi.terukur)


def _write_keterangan(realisasi: Realisasi, kantor: PerangkatDaerah) -> str:
    """What was remarked, why there is no figure, the source, the evidence, and who filled in when; a line each."""
    bukti = ", ".join(write_sebutan_bukti(freeze_bukti(satu)) for satu in realisasi.bukti_set.all())
    sumber, oleh = realisasi.target.indikator.sumber_data, realisasi.diubah_oleh
    baris = [
        realisasi.tidak_dapat_diukur and f"Tidak dapat diukur: {realisasi.tidak_dapat_diukur}",
        realisasi.keterangan,
        sumber and f"Sumber: {sumber}",
        bukti and f"Bukti: {bukti}",
        oleh and realisasi.diubah_pada and f"Diisi {oleh.nama}, {write_waktu(realisasi.diubah_pada, kantor)}",
    ]
    return "\n".join(satu for satu in baris if satu)


def _list_anggaran(kasus: PengukuranKinerja) -> dict[int, list[list[str]]]:
    """Form → what each sub kegiatan may spend and has spent by the end of the triwulan, in rupiah."""
    semua = RealisasiAnggaran.objects.filter(formulir__periode=kasus.periode).select_related("pagu__sub_kegiatan")
    hasil: dict[int, list[list[str]]] = {}
    for satu in semua:
        sub = satu.pagu.sub_kegiatan
        terpakai = KOSONG if satu.jumlah is None else _write_uang(satu.jumlah)
        baris = [f"{sub.kode} {sub.nama}", _write_uang(satu.pagu.jumlah), terpakai, satu.keterangan]
        hasil.setdefault(satu.formulir_id, []).append(baris)
    return hasil


def _write_uang(jumlah: Decimal) -> str:
    """Rupiah in a column whose head says so."""
    return format_rupiah(jumlah).removeprefix("Rp")


def _write_serah(formulir: Formulir, kantor: PerangkatDaerah) -> dict[str, Any]:
    oleh, pada = formulir.diserahkan_oleh, formulir.diserahkan_pada
    if oleh is None or pada is None:
        return {"diserahkan": None}
    hari = write_tanggal(pada.astimezone(ZoneInfo(kantor.zona)))
    return {"diserahkan": {"nama": oleh.nama, "nip": oleh.nip, "tanggal": hari, "waktu": write_waktu(pada, kantor)}}


def _write_validasi(disposisi: Disposisi, kantor: PerangkatDaerah) -> dict[str, Any]:
    """Who validated and when, on the sheet that the validation makes (SOP Banyumas, 7)."""
    if disposisi.tindakan.jenis != JenisTindakan.VALIDASI:
        return {"divalidasi": None}
    oleh, hari = disposisi.pengguna, write_tanggal(disposisi.waktu.astimezone(ZoneInfo(kantor.zona)))
    return {"divalidasi": {"nama": oleh.nama, "nip": oleh.nip, "tanggal": hari}}


def list_rekap_data(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """What was gathered: the figures of each unit, and how many of its rows were answered (SOP Mahakam Ulu, 8)."""
    semua, uang, kantor = list_realisasi(kasus), _list_anggaran(kasus), kasus.perangkat_daerah
    tabel = []
    for formulir in list_formulir(kasus):
        milik, serah = semua.get(formulir.pk, []), _write_serah(formulir, kantor)["diserahkan"]
        terisi = sum(satu.nilai is not None for satu in milik)
        judul = f"{formulir.unit.nama}: {terisi} dari {len(milik)} indikator terisi"
        judul += f", diserahkan {serah['nama']}, {serah['waktu']}" if serah else ""
        baris = [_write_rekap_data(n, satu, kasus) for n, satu in enumerate(milik, start=1)]
        tabel.append(_build_tabel(judul, KOLOM_DATA, baris, (3, 4)))
        if milik_uang := uang.get(formulir.pk):
            judul = f"Anggaran {formulir.unit.nama}"
            tabel.append(_build_tabel(judul, KOLOM_UANG, [[str(n), *s] for n, s in enumerate(milik_uang, 1)], (2, 3)))
    return {"tabel": tabel}


KOLOM_DATA = ("No", "Indikator Kinerja", "Satuan", "Target Triwulan", "Realisasi Triwulan", "Bukti", "Keterangan")
KOLOM_UANG = ("No", "Sub Kegiatan", "Pagu (Rp)", "Realisasi s.d. Triwulan (Rp)", "Keterangan")


def _build_tabel(judul: str, kolom: Iterable[str], baris: list[list[str]], angka: tuple[int, ...]) -> dict[str, Any]:
    """A table of the paper; `angka`: columns of figures, to the right."""
    return {"judul": judul, "kolom": list(kolom), "baris": baris, "pena": False, "pas": [], "angka": list(angka)}


def _write_rekap_data(nomor: int, realisasi: Realisasi, kasus: PengukuranKinerja) -> list[str]:
    target = realisasi.target
    indikator = target.indikator
    bukti = [satu.bentuk for satu in realisasi.bukti_set.all()]
    sebutan = "berkas" if set(bukti) <= {BentukBukti.BERKAS} else "bukti"
    lain = realisasi.tidak_dapat_diukur or realisasi.keterangan
    angka = indikator.write_nilai(target.triwulan[kasus.periode.triwulan - 1])
    return [str(nomor), f"{indikator.kode} {indikator.nama}", indikator.satuan, angka or KOSONG,
            _write_realisasi(realisasi), f"{len(bukti)} {sebutan}" if bukti else "tidak ada", lain]  # fmt: skip


def list_kertas(kasus: PengukuranKinerja, disposisi: Disposisi) -> dict[str, Any]:
    """The kertas kerja as it stands: its columns before anything was filled in, with the data, or computed."""
    jenis, kantor = JenisTindakan(disposisi.tindakan.jenis), kasus.perangkat_daerah
    kertas = None if jenis in SEBELUM else kasus.kertas_kerja_set.select_related("metodologi", "dihitung_oleh").first()
    if kertas is None:
        baris, metodologi = _list_belum_dihitung(kasus), get_metodologi(kasus)
    else:
        baris, metodologi = list_baris(kertas), kertas.metodologi
    manual = Indikator.objects.in_bulk([satu.baris.indikator_id for satu in baris])
    kosong = () if kertas else HASIL if jenis == JenisTindakan.HIMPUN else (*HASIL, *DATA)
    isi = [_write_kertas(satu, manual[satu.baris.indikator_id], kosong, metodologi.desimal) for satu in baris]
    return {"baris": isi, "rincian": _write_putaran(kertas, jenis, str(metodologi), kantor)}


HASIL = ("penjelasan", "capaian_mentah", "capaian", "kategori")
DATA = ("realisasi_triwulan", "realisasi", "bukti", "keterangan", "diisi_oleh")


def _list_belum_dihitung(kasus: PengukuranKinerja) -> tuple[BarisRekap, ...]:
    """Rows as they would be computed now, stored nowhere; none where the year has no targets yet."""
    try:
        semua = build_baris(kasus, KertasKerja(pengukuran=kasus, metodologi=get_metodologi(kasus)))
    except IsianError:
        return ()
    prefetch_related_objects(semua, "diisi_oleh")
    return tuple(BarisRekap(satu) for satu in semua)


def _write_kertas(satu: BarisRekap, manual: Indikator, kosong: Iterable[str], desimal: int) -> dict[str, Any]:
    """One indicator with its manual (dokumen.md); what is in `kosong` is not known yet and stays blank."""
    asal = write_baris(satu, desimal)
    teks = {nama: asal[nama]["teks"] for nama in ANGKA_KERTAS}
    isi = asal | teks | {
        "kategori": asal["kategori"] or asal["alasan_teks"],
        "bukti": [write_sebutan_bukti(bukti) for bukti in satu.baris.bukti],
        "definisi": manual.definisi, "cara_hitung": manual.cara_hitung, "sumber": manual.sumber_data,
        "keterangan": asal["tidak_dapat_diukur"] or asal["keterangan"],
    }  # fmt: skip
    hilang = {nama: [] if nama == "bukti" else "" for nama in kosong}
    return {nama: isi[nama] for nama in (*TETAP_KERTAS, *ANGKA_KERTAS, *HASIL, *DATA, "semula")} | hilang


ANGKA_KERTAS = ("target_triwulan", "realisasi_triwulan", "target", "realisasi", "target_tahunan", "capaian_mentah",
                "capaian")  # fmt: skip
TETAP_KERTAS = ("kode", "nama", "satuan", "unit", "jenis", "rumus", "konsolidasi", "definisi", "cara_hitung", "sumber")


def _write_putaran(
    kertas: KertasKerja | None, jenis: JenisTindakan, metodologi: str, kantor: PerangkatDaerah
) -> list[list[str]]:
    """How far the kertas kerja has come, and by which method."""
    if kertas is None:
        terhimpun = jenis == JenisTindakan.HIMPUN
        keadaan = "Data sudah dihimpun, capaian belum dihitung" if terhimpun else "Kosong, sebelum data dikumpulkan"
        return [["Metodologi", metodologi], ["Keadaan", keadaan]]
    dihitung = f"{kertas.dihitung_oleh.nama}, {write_waktu(kertas.dihitung_pada, kantor)}"
    beku = [["Dibekukan", write_waktu(kertas.dibekukan_pada, kantor)]] if kertas.dibekukan_pada else []
    return [["Metodologi", metodologi], ["Putaran", str(kertas.putaran)], ["Dihitung oleh", dihitung], *beku]
