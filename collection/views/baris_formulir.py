"""The rows of a formulir as its page draws them: cells with their words, findings, and evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache

from django.db.models import QuerySet
from django.urls import reverse

from collection.angka import format_nilai, format_rupiah
from collection.frekuensi import tell_belum_waktunya
from collection.kewajaran import Temuan
from collection.kunci import Kunci, write_sampai
from collection.models import Bukti, Formulir, Indikator, Pengguna, Realisasi, RealisasiAnggaran
from collection.models.indikator import INDUK
from collection.queries_formulir import attach_skala
from collection.services.realisasi import compute_sidik
from collection.services.tinjauan import Tinjauan
from collection.urut import build_kunci_kode
from collection.views.gambar_bukti import list_syarat, present_pemakaian, present_satu

LABEL_KOLOM = {
    "nilai": "Realisasi",
    "tidak_dapat_diukur": "Alasan tidak dapat diukur",
    "keterangan": "Keterangan",
    "kendala": "Kendala",
    "rencana": "Rencana tindak lanjut",
}
BAGIAN = ("kendala", "rencana")
"""The texts that stand in one cell of the table, each with its name above it."""
LABEL_KOMPONEN = {"pembilang": "Pembilang", "penyebut": "Penyebut"}
LABEL_ANGGARAN = {"jumlah": "Realisasi anggaran", "keterangan": "Keterangan"}


@dataclass(slots=True)
class Sel:
    """One cell of the form as the page draws it. Not frozen: a page makes thousands, and freezing triples the time."""

    baris: str
    kolom: str
    judul: str
    label: str
    url: str
    isi: str
    sidik: str
    panjang: bool = False
    pilihan: list[str] = field(default_factory=list)
    temuan: list[Temuan] = field(default_factory=list)
    keadaan: str = ""
    pesan: str = ""
    bagian: str = ""
    letak: str = ""

    @property
    def unsur(self) -> str:
        """Its element: a cell of the table, or one part of a cell."""
        return "div" if self.bagian else "td"


def write_isi(baris: Realisasi | RealisasiAnggaran, kolom: str) -> str:
    """What a cell holds, as its page shows it to be typed over."""
    nilai = getattr(baris, kolom)
    if kolom == "jumlah":
        return write_uang(nilai)
    if kolom == "nilai":
        return baris.target.indikator.write_nilai(nilai)
    return format_nilai(nilai) if kolom in LABEL_KOMPONEN else nilai


def attach_temuan(baris: Iterable[Realisasi | RealisasiAnggaran], tinjauan: Iterable[Tinjauan]) -> None:
    """Give each cell what was found about it."""
    temuan: dict[str, list[Temuan]] = {}
    for satu in tinjauan:
        temuan.setdefault(satu.jangkar, []).append(satu.temuan)
    for satu in baris:
        satu.sel = [replace(s, temuan=temuan[k]) if (k := f"{s.baris}-{s.kolom}") in temuan else s for s in satu.sel]


def list_baris(formulir: Formulir) -> list[Realisasi]:
    """The rows, each with the words that the page shows."""
    baris = [present(satu) for satu in sorted(select_baris(formulir), key=lambda r: r.target.indikator.kunci_urut)]
    attach_induk(baris)
    return attach_bukti(baris)


def select_baris(formulir: Formulir) -> list[Realisasi]:
    """The rows with all that their words come from; a scale is read once for all of its rows.

    What an indicator measures is one thing for many rows too: `attach_induk` reads it.
    """
    baris = list(formulir.realisasi_set.select_related("target__indikator"))
    attach_skala(satu.target.indikator for satu in baris)
    return baris


def attach_induk(baris: Iterable[Realisasi]) -> None:
    """Give each indicator the tujuan, sasaran, program, kegiatan or sub kegiatan that it measures; five queries."""
    semua = [satu.target.indikator for satu in baris]
    for nama in INDUK:
        milik = [satu for satu in semua if getattr(satu, f"{nama}_id")]
        ada = Indikator._meta.get_field(nama).related_model.objects.in_bulk({getattr(s, f"{nama}_id") for s in milik})
        for satu in milik:
            setattr(satu, nama, ada[getattr(satu, f"{nama}_id")])


def present(realisasi: Realisasi) -> Realisasi:
    """Give the row ready-made strings: numbers are written once, here."""
    indikator, target = realisasi.target.indikator, realisasi.target
    triwulan = realisasi.formulir.periode.triwulan
    realisasi.belum_waktunya = tell_belum_waktunya(indikator.frekuensi, triwulan)
    realisasi.terjawab = realisasi.nilai is not None or bool(realisasi.tidak_dapat_diukur)
    realisasi.nomor = str(realisasi.pk)  # a template would ask the language how to write a number
    realisasi.tampil_nilai = indikator.write_hasil(realisasi.nilai) if indikator.berkomponen else ""
    realisasi.tampil_target = indikator.write_nilai(target.triwulan[triwulan - 1])
    realisasi.tampil_tahunan = indikator.write_nilai(target.setahun)
    realisasi.kunci_induk = tuple(getattr(indikator, f"{nama}_id") for nama in INDUK)
    realisasi.alamat_bukti = write_alamat("collection:bukti_create", realisasi.pk)
    realisasi.sel = list_sel(realisasi)
    return realisasi


def write_alamat(nama: str, pk: int | str) -> str:
    """The address of a door of one row, by its key or by how pages name it (r7).

    The pattern is looked up once, not for each of hundreds of rows.
    """
    return _find_pola(nama).replace("/0/", f"/{pk}/")


@cache
def _find_pola(nama: str) -> str:
    return reverse(nama, args=["0"])


def attach_bukti(baris: list[Realisasi]) -> list[Realisasi]:
    """Give each row the evidence that is attached to it now (`bukti_kini`) and what is asked for; one query.

    `prefetch_related` would make a queryset for each row first, which takes longer than all else about them.
    """
    milik: dict[int, list[Bukti]] = {}
    for bukti in Bukti.objects.kini().filter(realisasi__in=[satu.pk for satu in baris]):
        milik.setdefault(bukti.realisasi_id, []).append(present_satu(bukti))
    for satu in baris:
        satu.bukti_kini = milik.get(satu.pk, [])
        satu.syarat = list_syarat(satu, satu.bukti_kini)
    return baris


def present_bukti(baris: list[Realisasi], user: Pengguna) -> None:
    """Give each file of the rows the words for what else it is evidence of."""
    present_pemakaian([bukti for satu in baris for bukti in satu.bukti_kini], user)


def list_sel(realisasi: Realisasi) -> list[Sel]:
    """The cells of a row that a person writes: the realisasi or its two components, then two texts."""
    indikator = realisasi.target.indikator
    if indikator.berkomponen:
        return [*_list_komponen(realisasi), *_list_kolom(realisasi)[1:]]
    return _list_kolom(realisasi)


def _list_komponen(realisasi: Realisasi) -> list[Sel]:
    indikator = realisasi.target.indikator
    sebutan = dict(zip(LABEL_KOMPONEN, indikator.label_komponen, strict=True))
    dasar = _list_kolom(realisasi)[0]
    return [
        replace(
            dasar, kolom=kolom, label=f"{label}, {sebutan[kolom]}: {indikator.nama}", bagian=sebutan[kolom],
            isi=write_isi(realisasi, kolom), sidik=compute_sidik(getattr(realisasi, kolom)),
        )
        for kolom, label in LABEL_KOMPONEN.items()
    ]  # fmt: skip


def _list_kolom(realisasi: Realisasi) -> list[Sel]:
    indikator = realisasi.target.indikator
    url = write_alamat("collection:realisasi_update", realisasi.pk)
    return [
        Sel(
            baris=f"r{realisasi.pk}", kolom=kolom, label=f"{label}: {indikator.nama}", url=url,
            judul="Realisasi triwulan ini" if kolom == "nilai" else label,
            isi=write_isi(realisasi, kolom), sidik=compute_sidik(getattr(realisasi, kolom)),
            panjang=kolom != "nilai", bagian=label if kolom in BAGIAN else "",
            pilihan=list(indikator.label_skala.values()) if kolom == "nilai" else [],
        )
        for kolom, label in LABEL_KOLOM.items()
    ]  # fmt: skip


def list_anggaran(formulir: Formulir) -> list[RealisasiAnggaran]:
    """The budget rows of the form, each with its cells."""
    semua = sorted(select_anggaran(formulir).order_by(), key=lambda a: build_kunci_kode(a.pagu.sub_kegiatan.kode))
    return [present_anggaran(anggaran) for anggaran in semua]


def write_uang(jumlah: Decimal | None) -> str:
    """Rupiah under a heading that says so already."""
    return format_rupiah(jumlah).removeprefix("Rp")


def select_anggaran(formulir: Formulir) -> QuerySet[RealisasiAnggaran]:
    """The budget rows with all that their words come from."""
    return formulir.realisasi_anggaran_set.select_related(
        "formulir", "pagu__sub_kegiatan__kegiatan__program"
    )


def present_anggaran(anggaran: RealisasiAnggaran) -> RealisasiAnggaran:
    """Give the row its cells: the money spent so far, and a remark."""
    nama = anggaran.pagu.sub_kegiatan.nama
    anggaran.sel = [
        Sel(
            baris=f"a{anggaran.pk}", kolom=kolom, label=f"{label}: {nama}", isi=write_isi(anggaran, kolom),
            judul="Realisasi s.d. triwulan ini (Rp)" if kolom == "jumlah" else label,
            url=write_alamat("collection:anggaran_update", anggaran.pk), panjang=kolom != "jumlah",
            sidik=compute_sidik(getattr(anggaran, kolom)),
        )
        for kolom, label in LABEL_ANGGARAN.items()
    ]  # fmt: skip
    return anggaran


def list_kecuali(baris: Iterable[Realisasi], kunci: Kunci, zona: str) -> list[tuple[str, str]]:
    """The indicators of a closed form that take figures all the same, each with the last minute of that."""
    return [
        (satu.target.indikator.nama, write_sampai(sampai, zona))
        for satu in baris
        if (sampai := kunci.find_sampai(satu.indikator_id))
    ]
