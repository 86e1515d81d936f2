"""A whole case that waits for the Kepala's signature, made row by row: plan, frozen kertas kerja, money, trail."""

import datetime
import itertools
from dataclasses import dataclass
from decimal import Decimal

from collection.enums import JenisIndikator, JenisUnit, Konsolidasi, Peran, Rumus, StatusPenugasan
from collection.models import (
    Indikator,
    Kegiatan,
    Pengguna,
    Penugasan,
    PerangkatDaerah,
    Periode,
    Program,
    Renstra,
    Sasaran,
    Skala,
    SubKegiatan,
    Tujuan,
    Unit,
)
from measurement.enums import Aksi, JenisTindakan, Status, Transisi
from measurement.models import (
    BarisAnggaran,
    BarisKertasKerja,
    Disposisi,
    KertasKerja,
    Koreksi,
    Langkah,
    Metodologi,
    PengukuranKinerja,
    Sop,
    Tindakan,
)
from measurement.nilai import build_deret
from measurement.services.hitung import Hitungan, build_patokan, compute_hasil, recompute_baris
from tests.factories.metodologi import fix_metodologi

PANJANG = (
    "Meningkatnya status perkembangan desa dan kelurahan menuju desa maju dan mandiri di seluruh wilayah kabupaten",
    "Terkendalinya pertumbuhan penduduk",
    "Meningkatnya ketahanan dan kesejahteraan keluarga melalui pembinaan kelompok kegiatan yang berkelanjutan",
    "Meningkatnya akuntabilitas kinerja perangkat daerah",
)
NAMA = (
    "Persentase desa berstatus maju dan mandiri",
    "Jumlah Lembaga Kemasyarakatan Desa/Kelurahan (RT, RW, PKK, Posyandu, LPM, dan Karang Taruna), Lembaga Adat "
    "Desa/Kelurahan dan Masyarakat Hukum Adat yang Ditingkatkan Kapasitasnya",
    "Angka kebutuhan ber-KB yang tidak terpenuhi (unmet need)",
    "Nilai SAKIP perangkat daerah",
    "Jumlah Dokumen Promosi dan KIE Program Bangga Kencana (Pembangunan Keluarga, Kependudukan, dan Keluarga "
    "Berencana) Melalui Media Massa Cetak dan Elektronik serta Media Luar Ruang",
    "Jumlah temuan material BPK/Inspektorat yang belum ditindaklanjuti",
    "Jumlah Kendaraan Dinas Operasional atau Lapangan yang Dipelihara dan dibayarkan Pajak dan Perizinannya",
)
# rumus, satuan, decimals, target and realisasi of the triwulan, target of the year
CONTOH = (
    (Rumus.MAKS, "%", 2, "62.50", "58.65", "62.50"),
    (Rumus.MAKS, "Lembaga", 0, "10", "12", "40"),
    (Rumus.MIN_SELISIH, "%", 2, "9.60", "11.05", "9.20"),
    (Rumus.PREDIKAT, "predikat", 0, "5", "4", "5"),
    (Rumus.MAKS, "Dokumen", 0, "3", "2", "12"),
    (Rumus.MIN_SELISIH, "temuan", 0, "0", "0", "0"),
    (Rumus.MAKS, "Unit", 0, "7", None, "28"),
)
SKALA = {1: "D", 2: "C", 3: "CC", 4: "B", 5: "BB", 6: "A", 7: "AA"}
WAKTU = datetime.datetime(2025, 7, 1, 2, 30, tzinfo=datetime.UTC)
LANGKAH = (
    (1, "Kepala Dinas memerintahkan Sekretaris melakukan pengukuran kinerja", JenisTindakan.PERINTAH, Peran.KEPALA,
     Transisi.DISPOSISIKAN),
    (2, "Tim SAKIP menghimpun data dan informasi dari bidang dan sekretariat", JenisTindakan.HIMPUN, Peran.TIM_SAKIP,
     Transisi.MULAI_PENGUKURAN),
    (3, "Tim SAKIP melaporkan hasil rekapitulasi kepada Sekretaris", JenisTindakan.LAPOR, Peran.TIM_SAKIP,
     Transisi.AJUKAN),
    (4, "Sekretaris menganalisa hasil rekapitulasi; bila belum sesuai dikembalikan untuk dilengkapi sesuai arahan",
     JenisTindakan.PERIKSA, Peran.SEKRETARIS, Transisi.VERIFIKASI),
    (5, "Kepala Dinas melaksanakan koreksi atas laporan", JenisTindakan.KOREKSI, Peran.KEPALA, Transisi.KOREKSI),
    (6, "Penandatanganan oleh Kepala Dinas", JenisTindakan.TANDA_TANGAN, Peran.KEPALA, Transisi.TANDATANGANI),
)  # fmt: skip
JALAN = (1, 2, 3, -4, 3, 4, 5)  # the acts done; -4: step 4 returned the case once
_nomor = itertools.count(1)


@dataclass
class Kasus:
    """A case with the people and rows that tests name."""

    kantor: PerangkatDaerah
    kepala: Pengguna
    sekretaris: Pengguna
    tim: Pengguna
    unit: Unit
    metodologi: Metodologi
    pengukuran: PengukuranKinerja
    kertas: KertasKerja


def make_kantor(**isian: object) -> PerangkatDaerah:
    n = next(_nomor)
    baku = {
        "kode": f"2.13.2.14.0.00.{n}", "singkatan": f"kantor-{n}", "pemerintah": "Pemerintah Kabupaten Banjarnegara",
        "nama": "Dinas Pemberdayaan Masyarakat dan Desa, Pengendalian Penduduk dan Keluarga Berencana",
        "alamat": "Jalan S. Parman Nomor 7 Banjarnegara 53412, Telepon (0286) 594442", "kota": "Banjarnegara",
        "kode_unit_surat": "DISPERMADESPPKB", "pola_nomor": "{klasifikasi}/{urut}/{unit}/{tahun}",
    }  # fmt: skip
    return PerangkatDaerah.objects.create(**(baku | isian))


def make_orang(kantor: PerangkatDaerah, peran: Peran | None, nama: str = "", **isian: object) -> Pengguna:
    """A user with one role that began long ago; `isian` goes to the Penugasan."""
    n = next(_nomor)
    orang = Pengguna.objects.create(
        username=f"orang-{n}", nama=nama or f"Orang {n}", nip=f"19700101199003{n:04d}",
        pangkat="Pembina Tingkat I, IV/b",
    )  # fmt: skip
    if peran:
        Penugasan.objects.create(
            **({"pengguna": orang, "peran": peran.value, "perangkat_daerah": kantor, "mulai": datetime.date(2024, 1, 1),
                "status": StatusPenugasan.DEFINITIF.value} | isian)
        )  # fmt: skip
    return orang


def make_sop(kantor: PerangkatDaerah) -> Sop:
    sop = Sop.objects.create(
        perangkat_daerah=kantor, prosedur="pengukuran_kinerja", versi=1, nomor="067/14.8 /DISPERMADESPPKB/2023",
        nama="Pengukuran Kinerja", sidik="0" * 64, berlaku_mulai=datetime.date(2023, 1, 5),
        identitas={
            "dasar_hukum": ["Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi "
                            "Pemerintah;", "Peraturan Menteri PANRB Nomor 53 Tahun 2014."],
            "tujuan": ["Untuk mengetahui ketercapaian tujuan organisasi;"], "ruang_lingkup": ["Data IKU dan IKK;"],
        },
    )  # fmt: skip
    for nomor, uraian, jenis, peran, transisi in LANGKAH:
        langkah = Langkah.objects.create(sop=sop, nomor=nomor, uraian=uraian, pelaksana=[peran.label])
        Tindakan.objects.create(
            langkah=langkah, urutan=1, jenis=jenis.value, peran=peran.value, transisi=transisi.value
        )
    return sop


def make_kasus(jumlah: int = 12, *, kantor: PerangkatDaerah | None = None, batas_atas: str | None = None) -> Kasus:
    """A case in `tanda_tangan` with `jumlah` indicators, half of them IKU, one return in its trail."""
    kantor = kantor or make_kantor()
    kepala = make_orang(kantor, Peran.KEPALA, "Kepala Contoh, S.Sos., M.Si.")
    sekretaris, tim = make_orang(kantor, Peran.SEKRETARIS), make_orang(kantor, Peran.TIM_SAKIP)
    unit = Unit.objects.create(
        perangkat_daerah=kantor, singkatan="PMD", nama="Bidang PMD", jenis=JenisUnit.BIDANG.value
    )
    metodologi = fix_metodologi(
        kantor=kantor, tahun=2025, batas_atas=Decimal(batas_atas) if batas_atas else None, batas_bawah=None,
        nihil=Decimal(0),
    )  # fmt: skip
    pengukuran = make_pengukuran(kantor, kepala, metodologi)
    kertas = KertasKerja.objects.create(
        pengukuran=pengukuran, putaran=1, metodologi=metodologi, dihitung_oleh=tim, dihitung_pada=WAKTU,
        dibekukan_pada=WAKTU,
    )  # fmt: skip
    kasus = Kasus(kantor, kepala, sekretaris, tim, unit, metodologi, pengukuran, kertas)
    for urutan, induk in enumerate(_list_induk(kasus, jumlah), start=1):
        make_baris(kasus, urutan, *induk)
    make_jejak(kasus)
    return kasus


def make_pengukuran(kantor: PerangkatDaerah, kepala: Pengguna, metodologi: Metodologi) -> PengukuranKinerja:
    sop = make_sop(kantor)
    periode = Periode.objects.create(perangkat_daerah=kantor, tahun=2025, triwulan=2)
    return PengukuranKinerja.objects.create(
        perangkat_daerah=kantor, periode=periode, sop=sop, prosedur=sop.prosedur, metodologi=metodologi,
        status=Status.TANDA_TANGAN.value, tindakan=Tindakan.objects.get(langkah__sop=sop, langkah__nomor=6),
        tindakan_sejak=WAKTU, versi=len(JALAN), dibuat_oleh=kepala,
    )  # fmt: skip


def make_jejak(kasus: Kasus) -> None:
    """The trail up to the signature, with one return."""
    pelaku = {"kepala": kasus.kepala, "sekretaris": kasus.sekretaris, "tim_sakip": kasus.tim}
    for urutan, langkah in enumerate(JALAN, start=1):
        tindakan = Tindakan.objects.get(langkah__sop=kasus.pengukuran.sop, langkah__nomor=abs(langkah))
        kembali = langkah < 0
        Disposisi.objects.create(
            pengukuran=kasus.pengukuran, urutan=urutan, tindakan=tindakan,
            aksi=(Aksi.KEMBALIKAN if kembali else Aksi.SELESAIKAN).value, dari_status=Status.VERIFIKASI.value,
            ke_status=(Status.KERTAS_KERJA if kembali else Status.TANDA_TANGAN).value,
            kembali_ke=3 if kembali else None, pengguna=pelaku[tindakan.peran],
            sebutan=Peran(tindakan.peran).label,
            catatan="Lengkapi bukti unmet need dan periksa kembali." if kembali else "",
            mulai_pada=WAKTU, waktu=WAKTU + datetime.timedelta(hours=urutan),
        )  # fmt: skip


def make_baris(
    kasus: Kasus, urutan: int, jenis: JenisIndikator, nama_induk: str, induk: object, jalur: list
) -> BarisKertasKerja:
    """One indicator and its frozen row, computed by the real arithmetic."""
    rumus, satuan, desimal, target, realisasi, tahunan = CONTOH[urutan % len(CONTOH)]
    predikat = rumus is Rumus.PREDIKAT
    skala = Skala.objects.get_or_create(kode="sakip", defaults={"nama": "Predikat SAKIP"})[0] if predikat else None
    indikator = Indikator.objects.create(
        perangkat_daerah=kasus.kantor, **{nama_induk: induk}, unit=kasus.unit, kode=f"IK-{urutan:03d}",
        nama=NAMA[urutan % len(NAMA)], jenis=jenis.value, satuan=satuan, desimal=desimal, rumus=rumus.value,
        konsolidasi=Konsolidasi.AKHIR.value, skala=skala, urutan=urutan,
    )  # fmt: skip
    deret_target, deret = [None, Decimal(target)], [None, Decimal(realisasi) if realisasi else None]
    label = {Decimal(skor): teks for skor, teks in SKALA.items()} if predikat else {}
    hitungan = Hitungan(
        rumus=rumus, konsolidasi=Konsolidasi.AKHIR, desimal=desimal, label=label, kumulatif=False,
        target=deret_target, tahunan=Decimal(tahunan),
    )  # fmt: skip
    return BarisKertasKerja.objects.create(
        kertas_kerja=kasus.kertas, indikator=indikator, urutan=urutan, jalur=jalur, kode=indikator.kode,
        nama=indikator.nama, jenis=jenis.value, satuan=satuan, desimal=desimal, rumus=rumus.value,
        konsolidasi=Konsolidasi.AKHIR.value, unit=kasus.unit.nama,
        label_skala={f"{skor:f}": teks for skor, teks in label.items()},
        deret=build_deret(deret_target, deret, False),
        target_triwulan=deret_target[-1], realisasi_triwulan=deret[-1], target_tahunan=Decimal(tahunan),
        keterangan="Data Prodeskel per 30 Juni." if urutan % 5 == 0 else "", diisi_oleh=kasus.tim,
        bukti=[{"nama": f"rekap-{urutan}.xlsx", "sha256": f"{urutan:064x}"}] if urutan % 2 else [],
        **compute_hasil(hitungan, deret, build_patokan(kasus.metodologi)),
    )  # fmt: skip


def make_koreksi(baris: BarisKertasKerja, nilai: str, pengguna: Pengguna, alasan: str = "Salah ketik.") -> Koreksi:
    """The Kepala's value beside the original."""
    hasil = recompute_baris(baris, Decimal(nilai), build_patokan(baris.kertas_kerja.metodologi))
    hasil = {nama: isi for nama, isi in hasil.items() if not nama.startswith("target")}
    terakhir = baris.koreksi_set.last()
    return Koreksi.objects.create(
        baris=baris, realisasi_semula=(terakhir or baris).realisasi, realisasi_triwulan=Decimal(nilai),
        keterangan=alasan, pengguna=pengguna, **hasil,
    )  # fmt: skip


def _list_induk(kasus: Kasus, jumlah: int) -> list[tuple]:
    """(jenis, name of the parent field, parent, jalur) of each indicator: one tujuan, sasaran by three, programs."""
    renstra = Renstra.objects.create(
        perangkat_daerah=kasus.kantor, nama="Renstra 2025-2029", tahun_awal=2025, tahun_akhir=2029
    )
    tujuan = Tujuan.objects.create(renstra=renstra, kode="T1", uraian="Meningkatnya kemandirian desa dan keluarga")
    jalur = [["tujuan", "T1", tujuan.uraian]]
    iku = min((jumlah + 1) // 2, 13)
    hasil = [(JenisIndikator.IKU, "tujuan", tujuan, jalur)]
    for n in range((iku + 1) // 3):
        sasaran = Sasaran.objects.create(tujuan=tujuan, kode=f"S{n + 1}", uraian=PANJANG[n % len(PANJANG)])
        hasil += [(JenisIndikator.IKU, "sasaran", sasaran, [*jalur, ["sasaran", sasaran.kode, sasaran.uraian]])] * 3
    hasil = hasil[:iku]
    nomor = itertools.count(1)
    while len(hasil) < jumlah:
        hasil += _make_program(kasus, next(nomor))
    return hasil[:jumlah]


def _make_program(kasus: Kasus, n: int) -> list[tuple]:
    """A program with its outcome, two kegiatan and two sub kegiatan in each, all with money."""
    program = Program.objects.create(
        perangkat_daerah=kasus.kantor, kode=f"2.13.{n:02d}", nama="PROGRAM PEMBINAAN KELUARGA BERENCANA (KB)"
    )
    puncak = ["program", program.kode, program.nama]
    hasil = [(JenisIndikator.IKK, "program", program, [puncak])]
    for k in (1, 2):
        kegiatan = Kegiatan.objects.create(
            program=program, kode=f"{program.kode}.2.{k:02d}",
            nama="Pengendalian dan Pendistribusian Kebutuhan Alat dan Obat Kontrasepsi serta Pelaksanaan Pelayanan KB",
        )  # fmt: skip
        for s in (1, 2):
            hasil.append(_make_sub(kasus, kegiatan, s, [puncak, ["kegiatan", kegiatan.kode, kegiatan.nama]]))
    return hasil


def _make_sub(kasus: Kasus, kegiatan: Kegiatan, s: int, jalur: list) -> tuple:
    sub = SubKegiatan.objects.create(
        kegiatan=kegiatan, unit=kasus.unit, kode=f"{kegiatan.kode}.{s:04d}",
        nama="Peningkatan Kesertaan Penggunaan Metode Kontrasepsi Jangka Panjang (MKJP)",
    )  # fmt: skip
    BarisAnggaran.objects.create(
        kertas_kerja=kasus.kertas, urutan=BarisAnggaran.objects.filter(kertas_kerja=kasus.kertas).count() + 1,
        program_kode=kegiatan.program.kode, program_nama=kegiatan.program.nama, kegiatan_kode=kegiatan.kode,
        kegiatan_nama=kegiatan.nama, kode=sub.kode, nama=sub.nama, pagu=Decimal(720_000_000),
        realisasi=Decimal(301_250_000) if s == 1 else Decimal("95000000.50"),
    )  # fmt: skip
    return JenisIndikator.IKK, "sub_kegiatan", sub, [*jalur, ["sub_kegiatan", sub.kode, sub.nama]]
