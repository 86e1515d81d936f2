"""Computing the kertas kerja, freezing it, and correcting it beside the original."""

from collections.abc import Iterable

from django.utils import timezone

from collection.errors import IsianError
from collection.models import Formulir, Pengguna, Periode, Realisasi, RealisasiAnggaran, SubKegiatan
from collection.services.formulir import get_pk
from collection.services.jejak import audited, write_jejak
from collection.urut import build_kunci_kode
from measurement.enums import JenisSop, JenisTindakan
from measurement.errors import GiliranError, KelengkapanError, WewenangError
from measurement.giliran import is_giliran_hitung
from measurement.models import BarisAnggaran, BarisKertasKerja, KertasKerja, Koreksi, PengukuranKinerja
from measurement.nilai import (
    Komponen,
    NilaiRealisasi,
    build_deret,
    compute_nilai,
    round_simpan,
)
from measurement.queries import find_penugasan
from measurement.queries_lalu import list_realisasi_lalu
from measurement.services.asal import build_jalur, build_lain, build_urutan, list_bukti
from measurement.services.hitung import (
    Patokan,
    build_hitungan,
    build_patokan,
    compute_hasil,
    recompute_baris,
)
from measurement.services.kewajaran_koreksi import read_koreksi, require_wajar
from measurement.services.masukan import apply_masukan, apply_masukan_anggaran
from measurement.services.metodologi import get_metodologi, map_bobot
from measurement.services.periode import tell_dibuka_lagi
from measurement.services.ringkasan import store_ringkasan

INPUT = (
    "deret", "target_tahunan", "target_tahunan_atas", "capaian", "penjelasan", "keterangan", "tidak_dapat_diukur",
    "bukti",
)  # fmt: skip
INPUT_ANGGARAN = ("pagu", "realisasi")
SEBUT_MAKS = 5
BELUM_DIHITUNG = "Kertas kerja belum dihitung. Tekan Hitung pada halaman kertas kerja."
HITUNG_ULANG = "Kertas kerja harus dihitung ulang"
INDIKATOR = (
    "indikator__skala", "indikator__tujuan", "indikator__sasaran__tujuan", "indikator__program",
    "indikator__kegiatan__program", "indikator__sub_kegiatan__kegiatan__program",
)  # fmt: skip


def list_realisasi(pengukuran: PengukuranKinerja) -> list[Realisasi]:
    """What the units filled in for the case's triwulan, with all that a figure needs.

    A target that came after the forms were sent, or whose unit has none, gets an empty row: belum diukur. Of an
    indicator that went from one unit's form to another's, the row that was answered counts.
    """
    semua = Realisasi.objects.filter(formulir__periode=pengukuran.periode)
    jalan = ("target__perjanjian_kinerja", *(f"target__{nama}" for nama in INDIKATOR))
    terkait = semua.select_related("formulir__unit", *jalan)
    urut = sorted(terkait.prefetch_related("target__indikator__skala__nilai_set"), key=_is_terjawab)
    semua = [*{r.target.indikator_id: r for r in urut}.values(), *_list_tanpa_formulir(pengukuran.periode)]
    return apply_masukan(pengukuran, semua)


def _is_terjawab(realisasi: Realisasi) -> bool:
    return realisasi.nilai is not None or realisasi.tidak_dapat_diukur != ""


def _list_tanpa_formulir(periode: Periode) -> list[Realisasi]:
    """Unsaved rows for the targets of the year that no form of the triwulan has."""
    ada = Realisasi.objects.filter(formulir__periode=periode).values("target__indikator")
    lain = get_pk(periode).target_set.exclude(indikator__in=ada).select_related("indikator__unit", *INDIKATOR)
    return [Realisasi(target=t, formulir=Formulir(periode=periode, unit=t.indikator.unit)) for t in lain]


def compute_kertas_kerja(*, pengukuran: PengukuranKinerja, user: Pengguna) -> KertasKerja:
    """A new round from what is there now. At the step "pengukuran", and after it until the figures are handed in."""
    kantor = pengukuran.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hitung_kertas_kerja", objek=pengukuran):
        kasus = PengukuranKinerja.objects.select_for_update(of=("self",)).get(pk=pengukuran.pk)
        tindakan = kasus.tindakan
        if tindakan is None or not is_giliran_hitung(kasus):
            raise GiliranError("Kertas kerja dihitung pada langkah pengukuran; sekarang bukan gilirannya.")
        if not find_penugasan(user, kasus.perangkat_daerah, tindakan.peran):
            raise WewenangError(f"Kertas kerja dihitung oleh {tindakan.get_peran_display()}.")
        return _store_putaran(kasus, user)


def _store_putaran(kasus: PengukuranKinerja, user: Pengguna) -> KertasKerja:
    terakhir = kasus.kertas_kerja_set.first()
    kertas = KertasKerja.objects.create(
        pengukuran=kasus, putaran=terakhir.putaran + 1 if terakhir else 1, metodologi=get_metodologi(kasus),
        dihitung_oleh=user, dihitung_pada=timezone.now(),
    )  # fmt: skip
    BarisKertasKerja.objects.bulk_create(build_baris(kasus, kertas))
    BarisAnggaran.objects.bulk_create(_build_anggaran(kasus, kertas))
    write_jejak(
        kantor=kasus.perangkat_daerah, user=user, aksi="hitung_kertas_kerja", objek=kasus,
        baru={"putaran": kertas.putaran},
    )  # fmt: skip
    return kertas


def build_baris(kasus: PengukuranKinerja, kertas: KertasKerja) -> list[BarisKertasKerja]:
    """Unsaved rows of the round, in the order of the plan."""
    lalu, bukti = list_realisasi_lalu(kasus.periode), list_bukti(kasus.periode)
    patokan, bobot = build_patokan(kertas.metodologi), map_bobot(kertas.metodologi)
    semua = sorted(list_realisasi(kasus), key=lambda r: build_urutan(r.target.indikator))
    return [
        _build_baris(r, kertas, patokan, lalu, build_lain(r, nomor, bobot, bukti))
        for nomor, r in enumerate(semua, start=1)
    ]


def _build_baris(
    realisasi: Realisasi, kertas: KertasKerja, patokan: Patokan, lalu: dict, lain: dict
) -> BarisKertasKerja:
    indikator, target = realisasi.target.indikator, realisasi.target
    triwulan = kertas.pengukuran.periode.triwulan
    deret = [lalu.get((indikator.pk, tw)) for tw in range(1, triwulan)] + [realisasi.terukur]
    hitungan = build_hitungan(indikator, target.triwulan[:triwulan], target.setahun)
    hasil = compute_hasil(hitungan, deret, patokan, realisasi.tidak_dapat_diukur)
    baris = BarisKertasKerja(
        kertas_kerja=kertas, indikator=indikator, jalur=build_jalur(indikator), kode=indikator.kode,
        nama=indikator.nama, jenis=indikator.jenis, satuan=indikator.satuan, desimal=indikator.desimal,
        rumus=indikator.rumus, konsolidasi=indikator.konsolidasi, unit=realisasi.formulir.unit.nama,
        label_skala={f"{skor:f}": label for skor, label in indikator.label_skala.items()},
        deret=build_deret(
            hitungan.target, deret, indikator.target_kumulatif, indikator.label_komponen, indikator.pengali
        ),
        realisasi_triwulan=realisasi.nilai, tidak_dapat_diukur=realisasi.tidak_dapat_diukur,
        keterangan=realisasi.keterangan, diisi_oleh_id=realisasi.diubah_oleh_id, **lain, **hasil,
    )  # fmt: skip
    baris.set_nilai("target_triwulan", target.triwulan[triwulan - 1])
    baris.set_nilai("target_tahunan", target.setahun)
    return baris


def _build_urutan(sub: SubKegiatan) -> tuple:
    return (build_kunci_kode(sub.kegiatan.program.kode), build_kunci_kode(sub.kode))


def _build_anggaran(kasus: PengukuranKinerja, kertas: KertasKerja) -> list[BarisAnggaran]:
    semua = RealisasiAnggaran.objects.filter(formulir__periode=kasus.periode).select_related(
        "pagu__sub_kegiatan__kegiatan__program"
    )
    lain = get_pk(kasus.periode).pagu_set.exclude(sub_kegiatan__in=semua.values("pagu__sub_kegiatan"))
    lain = lain.select_related("sub_kegiatan__kegiatan__program")
    lengkap = apply_masukan_anggaran(kasus, [*semua, *(RealisasiAnggaran(pagu=pagu) for pagu in lain)])
    urut = sorted(lengkap, key=lambda a: _build_urutan(a.pagu.sub_kegiatan))
    return [
        BarisAnggaran(
            kertas_kerja=kertas, urutan=nomor, program_kode=sub.kegiatan.program.kode,
            program_nama=sub.kegiatan.program.nama, kegiatan_kode=sub.kegiatan.kode, kegiatan_nama=sub.kegiatan.nama,
            kode=sub.kode, nama=sub.nama, pagu=a.pagu.jumlah, realisasi=a.jumlah,
        )
        for nomor, a in enumerate(urut, start=1) for sub in [a.pagu.sub_kegiatan]
    ]  # fmt: skip


def find_belum_dihitung(kasus: PengukuranKinerja) -> str:
    """Why there is no round since the last return, as a sentence; empty where there is one."""
    kertas = kasus.kertas_kerja_set.first()
    if kertas is None:
        return BELUM_DIHITUNG
    beku = f"{HITUNG_ULANG}: {_tell_beku(kertas)}. Tekan Hitung ulang pada halaman kertas kerja."
    return beku if kertas.dibekukan_pada else ""


def find_usang(kasus: PengukuranKinerja, kertas: KertasKerja) -> str:
    """Why the case's latest round must be computed again before it goes on, as a clause; empty where it stands."""
    if kertas.dibekukan_pada:
        kembali = kasus.tindakan is not None and kasus.tindakan.jenis == JenisTindakan.PENGUKURAN
        return _tell_beku(kertas) if kembali else ""
    return _find_basi(kasus, kertas)


def _find_basi(kasus: PengukuranKinerja, kertas: KertasKerja) -> str:
    """Why a round is not what would be computed now, as a clause; empty where it is."""
    berubah = list_berubah(kasus, kertas)
    return _tell_berubah(berubah) if berubah else "" if kertas.dibekukan_pada else tell_dibuka_lagi(kertas)


def _tell_berubah(berubah: list[str]) -> str:
    return f"masukan berubah sejak dihitung ({_tell(berubah)})"


def _tell_beku(kertas: KertasKerja) -> str:
    return f"putaran {kertas.putaran} sudah dibekukan saat diajukan, lalu pengukuran dikembalikan"


def find_halangan_serah(kasus: PengukuranKinerja) -> str:
    """Why the figures cannot be handed in, as a sentence: none, or an input moved since; empty where they can.

    A round that was frozen before stands as it is, but for a collection: its units may have filled in again.
    """
    kertas = kasus.kertas_kerja_set.first()
    if kertas is None:
        return BELUM_DIHITUNG
    if kertas.dibekukan_pada and kasus.sop.jenis != JenisSop.PENGUMPULAN:
        return ""
    basi = _find_basi(kasus, kertas)
    return f"{HITUNG_ULANG}: {basi}." if basi else ""


def freeze_kertas_kerja(kasus: PengukuranKinerja) -> None:
    """At the hand-in: the figures stand. Raises KelengkapanError where they cannot be handed in."""
    if alasan := find_halangan_serah(kasus):
        raise KelengkapanError(alasan)
    kertas = kasus.kertas_kerja_set.first()
    if kertas.dibekukan_pada is None:
        kertas.dibekukan_pada = timezone.now()
        kertas.save(update_fields=["dibekukan_pada"])
        store_ringkasan(kertas)


def list_berubah(kasus: PengukuranKinerja, kertas: KertasKerja) -> list[str]:
    """Names of the indicators and sub kegiatan whose figure would come out differently if computed now."""
    lama = _read_masukan(kertas.baris_set.all(), kertas.anggaran_set.all())
    kini = _read_masukan(build_baris(kasus, kertas), _build_anggaran(kasus, kertas))
    return [nama for kunci, (nama, isi) in (lama | kini).items() if lama.get(kunci) != kini.get(kunci)]


def _read_masukan(baris: Iterable[BarisKertasKerja], anggaran: Iterable[BarisAnggaran]) -> dict[tuple, tuple]:
    """Key of each row → its name and what it says."""
    indikator = {("", b.indikator_id): (b.nama, [getattr(b, n) for n in INPUT]) for b in baris}
    uang = {(a.program_kode, a.kode): (a.nama, [getattr(a, n) for n in INPUT_ANGGARAN]) for a in anggaran}
    return indikator | uang


def _tell(nama: list[str]) -> str:
    """The first few, and how many more."""
    lebih = f"; dan {len(nama) - SEBUT_MAKS} lainnya" if len(nama) > SEBUT_MAKS else ""
    return "; ".join(nama[:SEBUT_MAKS]) + lebih


def correct_baris(
    *, baris: BarisKertasKerja, isi: str, alasan: str, versi: int, user: Pengguna, yakin: bool = False,
    penyebut: str = "",
) -> Koreksi:
    """The Kepala's value of the triwulan beside the original; `yakin` confirms what is questionable about it.

    Of an indicator with components `isi` is the pembilang, and `penyebut` stands beside it.
    Raises IsianError, PeringatanError (questionable and not confirmed), WewenangError, GiliranError.
    """
    kantor = baris.kertas_kerja.pengukuran.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="koreksi_baris", objek=baris):
        kasus = lock_koreksi(baris, versi, user)
        nilai, alasan = read_koreksi(baris, isi, penyebut), alasan.strip()
        if nilai is None or not alasan:
            raise IsianError("Tulis nilai koreksi dan alasannya.")
        if nilai == baris.read_terukur(baris.koreksi_set.last()):
            raise IsianError("Nilai ini sudah berlaku; tulis nilai lain.")
        temuan = require_wajar(baris, nilai, yakin)
        koreksi = _store_koreksi(baris, nilai, alasan, user)
        store_ringkasan(baris.kertas_kerja)
        terang = {"realisasi": nilai, "alasan": alasan} | ({"peringatan_dibenarkan": temuan} if temuan else {})
        write_jejak(
            kantor=kasus.perangkat_daerah, user=user, aksi="koreksi_baris", objek=baris,
            lama={"realisasi": koreksi.realisasi_semula}, baru=terang,
        )  # fmt: skip
    return koreksi


def lock_koreksi(baris: BarisKertasKerja, versi: int, user: Pengguna) -> PengukuranKinerja:
    """The row's case, locked: it is the correction's turn and the user's, and the page was up to date.

    Raises GiliranError, WewenangError.
    """
    pk = baris.kertas_kerja.pengukuran_id
    kasus = PengukuranKinerja.objects.select_for_update(of=("self",)).get(pk=pk)
    tindakan = kasus.tindakan
    if tindakan is None or tindakan.jenis != JenisTindakan.KOREKSI:
        raise GiliranError("Koreksi dilakukan pada langkah koreksi Kepala; sekarang bukan gilirannya.")
    if not find_penugasan(user, kasus.perangkat_daerah, tindakan.peran):
        raise WewenangError(f"Koreksi dilakukan oleh {tindakan.get_peran_display()}.")
    if kasus.versi != versi:
        raise GiliranError("Pengukuran ini sudah bergerak sejak halaman dibuka. Muat ulang halaman.")
    if kasus.kertas_kerja_set.first().pk != baris.kertas_kerja_id:
        raise GiliranError("Baris ini milik kertas kerja putaran lama. Muat ulang halaman.")
    return kasus


def _store_koreksi(baris: BarisKertasKerja, nilai: NilaiRealisasi, alasan: str, user: Pengguna) -> Koreksi:
    terakhir = baris.koreksi_set.last()
    semula = terakhir.realisasi if terakhir else baris.realisasi
    hasil = recompute_baris(baris, nilai, build_patokan(baris.kertas_kerja.metodologi))
    isi = {nama: hasil[nama] for nama in hasil if nama not in ("target", "target_atas")}
    bagian = {nama: getattr(nilai, nama) for nama in ("pembilang", "penyebut") if isinstance(nilai, Komponen)}
    return Koreksi.objects.create(
        baris=baris, realisasi_semula=semula, realisasi_triwulan=round_simpan(compute_nilai(nilai)), keterangan=alasan,
        pengguna=user, **bagian, **isi,
    )  # fmt: skip
