"""A form that is with its unit: three indicators and a pagu, who fills it in, who gathers it, and the case around it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from collection.enums import JenisIndikator, Konsolidasi, Peran, Rumus
from collection.models import (
    Formulir,
    Indikator,
    Pagu,
    Pengguna,
    PerangkatDaerah,
    Periode,
    PerjanjianKinerja,
    Realisasi,
    RealisasiAnggaran,
    Sasaran,
    Skala,
    Target,
    Unit,
)
from collection.services.formulir import distribute_formulir, prepare_formulir
from collection.services.realisasi import compute_sidik, save_anggaran, save_realisasi
from measurement.enums import JenisTindakan, Status, Transisi
from measurement.models import PengukuranKinerja, Sop, Tindakan
from tests.factories.dasar import assign, create_kantor, create_pejabat, create_unit, create_user
from tests.factories.rencana import create_sub_kegiatan

LANGKAH = (
    (JenisTindakan.PENGISIAN, Peran.BIDANG, ""),
    (JenisTindakan.HIMPUN, Peran.TIM_SAKIP, Transisi.MULAI_PENGUKURAN.value),
    (JenisTindakan.PENGUKURAN, Peran.TIM_SAKIP, ""),
)


@dataclass
class Kerja:
    """One unit's triwulan. The plan is there from the start, the form once it is sent."""

    kantor: PerangkatDaerah
    unit: Unit
    pk: PerjanjianKinerja
    sasaran: Sasaran
    periode: Periode
    tim: Pengguna
    operator: Pengguna

    @property
    def formulir(self) -> Formulir:
        """As the database has it now."""
        return Formulir.objects.select_related("unit", "periode").get(periode=self.periode, unit=self.unit)

    def get_baris(self, kode: str) -> Realisasi:
        """As the database has it now: "persen", "predikat" or "jumlah", or another indicator's code."""
        return Realisasi.objects.get(formulir__periode=self.periode, target__indikator__kode=kode)

    @property
    def anggaran(self) -> RealisasiAnggaran:
        """The unit's one budget row, as the database has it now."""
        return RealisasiAnggaran.objects.get(formulir__periode=self.periode, formulir__unit=self.unit)


def create_bahan(*, triwulan: int = 1) -> Kerja:
    """Targets of a percentage, a predicate (this one in TW IV only) and a number of desa; a pagu; no form yet."""
    kantor = create_kantor()
    unit = create_unit(kantor, "Bidang Desa")
    renstra = kantor.renstra_set.create(nama="Renstra Uji", tahun_awal=2025, tahun_akhir=2029)
    sasaran = renstra.tujuan_set.create(kode="T1", uraian="Tujuan uji").sasaran_set.create(kode="S1", uraian="Sasaran")
    kerja = Kerja(
        kantor, unit, PerjanjianKinerja.objects.create(perangkat_daerah=kantor, tahun=2026, status="ditetapkan"), sasaran,
        Periode.objects.create(perangkat_daerah=kantor, tahun=2026, triwulan=triwulan),
        create_pejabat(Peran.TIM_SAKIP, kantor), create_pejabat(Peran.BIDANG, kantor, unit=unit),
    )  # fmt: skip
    add_target(kerja, "persen", [20, 30, 40, 50], nama="Persentase desa mandiri")
    add_target(kerja, "predikat", [None, None, None, 3], nama="Predikat SAKIP", **write_predikat())
    jumlah = {"satuan": "desa", "desimal": 0, "konsolidasi": Konsolidasi.JUMLAH, "nama": "Jumlah desa yang dibina"}
    add_target(kerja, "jumlah", [10, 10, 10, 10], tahunan=40, **jumlah)
    Pagu.objects.create(
        perjanjian_kinerja=kerja.pk, sub_kegiatan=create_sub_kegiatan(sasaran), jumlah=Decimal(1_000_000)
    )
    return kerja


def create_bulanan() -> Kerja:
    """Triwulan II with its unit: beside the other rows a sum of people and a share with two components, both monthly."""
    kerja = create_bahan(triwulan=2)
    jumlah = {"satuan": "orang", "desimal": 0, "konsolidasi": Konsolidasi.JUMLAH}
    add_target(kerja, "bulanan", [30, 30, 30, 30], frekuensi="bulan", nama="Peserta", urutan=8, **jumlah)
    rasio = {"label_pembilang": "hadir", "label_penyebut": "diundang", "konsolidasi": Konsolidasi.RASIO}
    add_target(kerja, "rasio", [50, 50, 50, 50], frekuensi="bulan", nama="Kehadiran", urutan=9, **rasio)
    send(kerja)
    return kerja


def add_target(
    kerja: Kerja, kode: str, triwulan: list, *, unit: Unit | None = None, tahunan: int | None = None, **isian: object
) -> Target:
    """An indicator with its four quarterly targets; that of the year is the last of them unless given."""
    awal = {
        "nama": f"Indikator {kode}", "jenis": JenisIndikator.IKU, "satuan": "%", "desimal": 2, "rumus": Rumus.MAKS,
        "konsolidasi": Konsolidasi.AKHIR, "urutan": kerja.pk.target_set.count() + 1, "unit": unit or kerja.unit,
    }  # fmt: skip
    indikator = Indikator.objects.create(
        perangkat_daerah=kerja.kantor, sasaran=kerja.sasaran, kode=kode, **(awal | isian)
    )
    nilai = dict(zip(("tw1", "tw2", "tw3", "tw4"), triwulan, strict=True))
    tahunan = triwulan[-1] if tahunan is None else tahunan
    return Target.objects.create(perjanjian_kinerja=kerja.pk, indikator=indikator, tahunan=tahunan, **nilai)


def add_pagu(kerja: Kerja, nomor: int, unit: Unit | None = None) -> Pagu:
    """A sub kegiatan of its own with money."""
    sub = create_sub_kegiatan(kerja.sasaran, nomor)
    sub.unit = unit or kerja.unit
    sub.save()
    return Pagu.objects.create(perjanjian_kinerja=kerja.pk, sub_kegiatan=sub, jumlah=Decimal(1_000_000))


def write_predikat() -> dict[str, object]:
    """What makes an indicator a predicate of B, BB, A (scores 1 to 3); scales are shared by all offices."""
    skala, baru = Skala.objects.get_or_create(kode="uji-formulir", defaults={"nama": "Skala Uji"})
    for skor, label in enumerate(["B", "BB", "A"] if baru else [], start=1):
        skala.nilai_set.create(label=label, skor=skor)
    return {"rumus": Rumus.PREDIKAT, "skala": skala, "satuan": "predikat", "desimal": 0}


def create_kerja(*, triwulan: int = 1, tambahan: int = 0) -> Kerja:
    """The form of create_bahan, sent to its unit; `tambahan` more indicators (every other a predicate) and sub kegiatan."""
    kerja = create_bahan(triwulan=triwulan)
    for nomor in range(2, tambahan + 2):
        add_target(kerja, f"tambahan-{nomor:02d}", [1, 1, 1, 1], **(write_predikat() if nomor % 2 else {}))
        add_pagu(kerja, nomor)
    send(kerja)
    return kerja


def send(kerja: Kerja) -> None:
    """Prepare and distribute, as Tim SAKIP does."""
    prepare_formulir(periode=kerja.periode, user=kerja.tim)
    distribute_formulir(periode=kerja.periode, user=kerja.tim)


def add_unit(kerja: Kerja, nama: str = "Bidang Lain") -> Pengguna:
    """A second unit with one target; gives its operator. To be called before the forms are sent."""
    unit = create_unit(kerja.kantor, nama)
    add_target(kerja, nama, [5, 5, 5, 5], unit=unit)
    return create_pejabat(Peran.BIDANG, kerja.kantor, unit=unit)


def create_orang_lain(kerja: Kerja) -> dict[str, Pengguna]:
    """People who may neither fill in nor hand in the unit's form, by what they are."""
    bekas, calon = create_user(), create_user()
    assign(bekas, Peran.BIDANG, kerja.kantor, kerja.unit, selesai=-1)
    assign(calon, Peran.BIDANG, kerja.kantor, kerja.unit, mulai=1)
    semua = {peran: create_pejabat(peran, kerja.kantor) for peran in Peran if peran is not Peran.KABID}
    return semua | {
        "kabid": create_pejabat(Peran.KABID, kerja.kantor, unit=kerja.unit), "bekas": bekas, "calon": calon,
        "kantor lain": create_pejabat(Peran.BIDANG, create_kantor()), "tanpa peran": create_user(),
    }  # fmt: skip


def save(baris: Realisasi, isi: str, kolom: str = "nilai", *, user: Pengguna, sidik: str | None = None) -> Realisasi:
    """Type into a cell that shows what is stored."""
    terlihat = compute_sidik(getattr(baris, kolom)) if sidik is None else sidik
    return save_realisasi(realisasi=baris, kolom=kolom, isi=isi, sidik=terlihat, user=user)


def save_uang(anggaran: RealisasiAnggaran, isi: str, *, user: Pengguna) -> RealisasiAnggaran:
    """Type the money into a cell that shows what is stored."""
    return save_anggaran(anggaran=anggaran, isi=isi, sidik=compute_sidik(anggaran.jumlah), user=user)


def fill(kerja: Kerja) -> None:
    """Everything that must be there before the hand-in: two figures below target with what is said of that, the money."""
    for kode, isi in (("persen", "12,5"), ("jumlah", "8")):
        save(kerja.get_baris(kode), isi, user=kerja.operator)
        explain_luput(kerja, kode)
    save_uang(kerja.anggaran, "250.000", user=kerja.operator)


def explain_luput(kerja: Kerja, kode: str) -> None:
    """What the unit says of a target that was missed."""
    for kolom, isi in (("kendala", "Data terlambat."), ("rencana", "Dimajukan.")):
        save(kerja.get_baris(kode), isi, kolom, user=kerja.operator)


def create_kasus(kerja: Kerja, jenis: JenisTindakan = JenisTindakan.PENGISIAN) -> PengukuranKinerja:
    """A case of three steps (fill in, gather, compute) that waits at one of them."""
    sop = Sop.objects.create(
        perangkat_daerah=kerja.kantor, prosedur="pengukuran_kinerja", versi=1, nama="Pengukuran Kinerja",
        sidik="0" * 64, berlaku_mulai=datetime.date(2025, 1, 1), identitas={},
    )  # fmt: skip
    for nomor, (macam, peran, transisi) in enumerate(LANGKAH, start=1):
        langkah = sop.langkah_set.create(nomor=nomor, uraian=macam.label, pelaksana=[peran.label])
        langkah.tindakan_set.create(urutan=1, jenis=macam.value, peran=peran.value, transisi=transisi)
    status = Status.KERTAS_KERJA if jenis is JenisTindakan.PENGUKURAN else Status.PENGUMPULAN
    return PengukuranKinerja.objects.create(
        perangkat_daerah=kerja.kantor, periode=kerja.periode, sop=sop, prosedur=sop.prosedur, status=status.value,
        tindakan=Tindakan.objects.get(langkah__sop=sop, jenis=jenis.value), tindakan_sejak=timezone.now(),
        dibuat_oleh=kerja.tim,
    )  # fmt: skip
