"""What whoever verifies should look at first: each row of the round with the reasons, the quiet rest, what changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from collection.angka import format_angka
from collection.enums import Derajat, JenisKomentar
from collection.models import Formulir, Komentar, Periode, Realisasi
from collection.services.tinjauan import list_tinjauan
from measurement.enums import Aksi, Alasan
from measurement.models import BarisKertasKerja, Disposisi, KertasKerja, PemeriksaanBaris, PengukuranKinerja
from measurement.queries_lalu import find_baris_beku
from measurement.queries_periksa import is_disetujui, map_pemeriksaan
from measurement.services.asal import write_sebutan_bukti
from measurement.services.baris import BarisRekap, list_baris

LONCATAN = Decimal(25)
"""A capaian that moved by so many percent points since the triwulan before is a big move."""
TINGKAT_RENDAH = 2


@dataclass(frozen=True)
class Perubahan:
    """One thing about a row that is another one than before the last return, in words."""

    label: str
    lama: str
    baru: str


@dataclass(frozen=True)
class BarisPeriksa:
    """One row with why it asks for eyes, what changed since the last return, and what was said of it."""

    rekap: BarisRekap
    alasan: tuple[str, ...]
    perubahan: tuple[Perubahan, ...]
    pemeriksaan: PemeriksaanBaris | None
    disetujui: bool
    kunci: str
    komentar: int


@dataclass(frozen=True)
class Pemeriksaan:
    """A round as it is verified."""

    kertas: KertasKerja | None
    baris: tuple[BarisPeriksa, ...]
    pengembalian: Disposisi | None

    @property
    def perlu(self) -> list[BarisPeriksa]:
        """The rows that ask for eyes and were not approved, those with most reasons first."""
        semua = [satu for satu in self.baris if satu.alasan and not satu.disetujui]
        return sorted(semua, key=lambda satu: -len(satu.alasan))

    @property
    def tenang(self) -> list[BarisPeriksa]:
        """The rows not approved yet about which there is nothing to say."""
        return [satu for satu in self.baris if not satu.alasan and not satu.disetujui]

    @property
    def disetujui(self) -> list[BarisPeriksa]:
        """The rows approved as they are."""
        return [satu for satu in self.baris if satu.disetujui]

    @property
    def berubah(self) -> list[BarisPeriksa]:
        """The rows that are otherwise than before the last return."""
        return [satu for satu in self.baris if satu.perubahan]


def build_pemeriksaan(kasus: PengukuranKinerja) -> Pemeriksaan:
    """The latest round, row by row. The number of queries does not grow with the rows."""
    kertas = kasus.kertas_kerja_set.first()
    if kertas is None:
        return Pemeriksaan(None, (), None)
    kembali = kasus.disposisi_set.filter(aksi=Aksi.KEMBALIKAN.value).select_related("pengguna").last()
    semua = list_baris(kertas)
    isian = _map_isian(kasus, semua)
    temuan, percakapan = _map_temuan(isian.values()), _map_percakapan(isian.values())
    lama, lalu, ada = _map_lama(kasus, kertas, kembali), _map_lalu(kasus.periode), map_pemeriksaan(kertas)
    hasil = []
    for satu in semua:
        cell = isian.get(satu.baris.indikator_id)
        pk = cell.pk if cell else None
        perubahan = tuple(_compare(lama[satu.baris.indikator_id], satu)) if satu.baris.indikator_id in lama else ()
        jumlah, terbuka = percakapan.get(pk, (0, False))
        pesan = ["Percakapan terbuka"] if terbuka else []
        pesan += [*temuan.get(pk, ()), *_list_alasan(satu, lalu.get(satu.baris.indikator_id))]
        pesan += ["Berubah sejak dikembalikan"] if perubahan else []
        dikatakan = ada.get(satu.baris.pk)
        pesan += [f"Dikembalikan: {dikatakan.catatan}"] if dikatakan and not is_disetujui(ada, satu.baris.pk) else []
        hasil.append(BarisPeriksa(
            satu, tuple(pesan), perubahan, dikatakan, is_disetujui(ada, satu.baris.pk), f"r{pk}" if pk else "", jumlah
        ))  # fmt: skip
    return Pemeriksaan(kertas, tuple(hasil), kembali)


def _map_isian(kasus: PengukuranKinerja, baris: Iterable[BarisRekap]) -> dict[int, Realisasi]:
    """Indikator → its cell in a unit's form of the triwulan."""
    milik = [satu.baris.indikator_id for satu in baris]
    semua = Realisasi.objects.filter(periode=kasus.periode_id, indikator__in=milik)
    terkait = semua.select_related("formulir__periode", "target__indikator__skala")
    return {satu.indikator_id: satu for satu in terkait.prefetch_related("target__indikator__skala__nilai_set")}


def _map_temuan(isian: Iterable[Realisasi]) -> dict[int, list[str]]:
    """Key of each cell → what is questionable about its figure, settled by a remark or not."""
    semua = list(isian)
    hasil: dict[int, list[str]] = {}
    if not semua:
        return hasil
    formulir: Formulir = semua[0].formulir  # all are of one triwulan, which is what the past is told from
    for satu in list_tinjauan(formulir, semua, []):
        if satu.temuan.derajat is not Derajat.INFO:
            hasil.setdefault(satu.baris.pk, []).append(satu.temuan.pesan)
    return hasil


def _map_percakapan(isian: Iterable[Realisasi]) -> dict[int, tuple[int, bool]]:
    """Key of each cell that was spoken of → (entries, whether the conversation is open)."""
    hasil: dict[int, tuple[int, bool]] = {}
    milik = Komentar.objects.filter(realisasi__in=[satu.pk for satu in isian]).order_by("pk")
    for pk, jenis in milik.values_list("realisasi", "jenis"):
        hasil[pk] = (hasil.get(pk, (0, False))[0] + 1, jenis != JenisKomentar.SELESAI)
    return hasil


def _map_lama(kasus: PengukuranKinerja, kertas: KertasKerja, kembali: Disposisi | None) -> dict[int, BarisRekap]:
    """Indikator → its row in the round that was sent back, where another one was computed since."""
    if kembali is None:
        return {}
    lama = kasus.kertas_kerja_set.filter(dibekukan_pada__lte=kembali.waktu).first()
    return {} if lama is None or lama == kertas else {satu.baris.indikator_id: satu for satu in list_baris(lama)}


def _map_lalu(periode: Periode) -> dict[int, BarisKertasKerja]:
    """Indikator → its frozen row of the triwulan before."""
    tahun, triwulan = (periode.tahun, periode.triwulan - 1) if periode.triwulan > 1 else (periode.tahun - 1, 4)
    milik = {"perangkat_daerah": periode.perangkat_daerah_id, "tahun": tahun, "triwulan": triwulan}
    sebelum = Periode.objects.filter(**milik).first()
    return find_baris_beku(sebelum) if sebelum else {}


def _list_alasan(rekap: BarisRekap, lalu: BarisKertasKerja | None) -> list[str]:
    hasil, pesan = rekap.hasil, []
    if rekap.koreksi:
        pesan.append(f"Dikoreksi Kepala, semula {rekap.semula}")
    if hasil.capaian is None and hasil.alasan == Alasan.TANPA_TARGET and hasil.realisasi is None:
        return pesan  # nothing was due, nothing is there
    if hasil.capaian is None:
        pesan.append(rekap.label_kategori)
    elif hasil.tingkat is not None and hasil.tingkat <= TINGKAT_RENDAH:
        pesan.append(f"Kategori {rekap.label_kategori}")
    sebelum = BarisRekap(lalu, tuple(lalu.koreksi_set.all())).hasil.capaian if lalu else None
    if sebelum is not None and hasil.capaian is not None and abs(hasil.capaian - sebelum) >= LONCATAN:
        gerak = f"{format_angka(sebelum)} → {format_angka(hasil.capaian)}"
        pesan.append(f"Capaian bergerak jauh dari triwulan lalu: {gerak}")
    return pesan


def _compare(lama: BarisRekap, baru: BarisRekap) -> Iterable[Perubahan]:
    """What differs between two rounds of one indicator, as the pages write it."""
    if lama.baris.bukti != baru.baris.bukti:
        yield Perubahan("Bukti", *(_write_bukti(satu) for satu in (lama, baru)))
    pasangan = {
        "Realisasi triwulan ini": (lama.write(lama.terukur), baru.write(baru.terukur)),
        "Target s.d. triwulan": (lama.target, baru.target),
        "Alasan tidak dapat diukur": (lama.baris.tidak_dapat_diukur, baru.baris.tidak_dapat_diukur),
        "Keterangan": (lama.baris.keterangan, baru.baris.keterangan),
        "Capaian (%)": (_write_persen(lama), _write_persen(baru)),
    }
    yield from (Perubahan(label, a or "–", b or "–") for label, (a, b) in pasangan.items() if a != b)


def _write_bukti(rekap: BarisRekap) -> str:
    return ", ".join(write_sebutan_bukti(satu) for satu in rekap.baris.bukti) or "–"


def _write_persen(rekap: BarisRekap) -> str:
    return "" if rekap.hasil.capaian is None else format_angka(rekap.hasil.capaian)
