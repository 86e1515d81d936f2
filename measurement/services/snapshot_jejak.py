"""The trail of a case as report and archive tell it: each act, the units' forms that went into it, and by what whoever
did it showed who they are.

An act is done by one person; the units that handed their forms in, and the Kabid who stood for them, are on the audit
trail only. Its rows and those of the acts are one sequence, so a form belongs to the act that comes after it.
"""

from django.db.models import Q

from collection.models import Formulir, Jejak, PerangkatDaerah, Periode
from measurement.enums import Aksi, JenisTindakan
from measurement.models import Disposisi, PengukuranKinerja
from measurement.services.snapshot_hasil import write_waktu
from measurement.services.snapshot_tanda import write_bukti_diri

KERJA_UNIT = {"serahkan_formulir": "Menyerahkan formulir", "validasi_formulir": "Memvalidasi formulir"}
"""What is done to a unit's form by somebody of the unit → how it is said."""


def write_jejak_kasus(pengukuran: PengukuranKinerja, kantor: PerangkatDaerah) -> list[dict]:
    """The acts done in the case, oldest first, as report and archive tell them."""
    semua = pengukuran.disposisi_set.select_related("tindakan__langkah", "pengguna").order_by("urutan")
    semua = list(semua.prefetch_related("naskah_set__bersegel"))
    kelompok = _group_jejak(pengukuran, semua)
    return [_write_disposisi(satu, kantor, *milik) for satu, milik in zip(semua, kelompok, strict=True)]


def _group_jejak(pengukuran: PengukuranKinerja, semua: list[Disposisi]) -> list[tuple[Jejak | None, list[dict]]]:
    """For each act its own row of the audit trail, and the units before it; none where they do not match."""
    if not semua:
        return []
    kantor = pengukuran.perangkat_daerah
    formulir = Formulir.objects.filter(periode=pengukuran.periode_id).values("pk")
    langkah = Q(objek="pengukurankinerja", objek_id=pengukuran.pk, aksi__startswith="langkah_")
    unit = Q(objek="formulir", objek_id__in=formulir, aksi__in=KERJA_UNIT, waktu__gte=semua[0].mulai_pada)
    hasil: list[tuple[Jejak | None, list[dict]]] = []
    sebelum: list[dict] = []
    for satu in Jejak.objects.filter(langkah | unit, diterima=True).select_related("pengguna").order_by("pk"):
        if satu.objek == "formulir":
            sebelum.append(_write_unit(satu, pengukuran.periode, kantor))
            continue
        hasil.append((satu, sebelum))
        sebelum = []
    return hasil if len(hasil) == len(semua) else [(None, []) for _ in semua]


def _write_disposisi(disposisi: Disposisi, kantor: PerangkatDaerah, jejak: Jejak | None, unit: list[dict]) -> dict:
    langkah = disposisi.tindakan.langkah
    return {
        "langkah": langkah.nomor,
        "uraian": langkah.uraian,
        "tindakan": JenisTindakan(disposisi.tindakan.jenis).label,
        "aksi": Aksi(disposisi.aksi).label,
        "dikembalikan": disposisi.aksi == Aksi.KEMBALIKAN,
        "kembali_ke": disposisi.kembali_ke,
        "oleh": disposisi.pengguna.nama,
        "sebutan": disposisi.sebutan,
        "waktu": write_waktu(disposisi.waktu, kantor),
        "catatan": disposisi.catatan,
        "bukti_diri": write_bukti_diri(jejak, menyegel=_is_menyegel(disposisi)),
        "unit": unit,
    }


def _write_unit(jejak: Jejak, periode: Periode, kantor: PerangkatDaerah) -> dict:
    """The unit is called what it was called then: the trail keeps the name of its form."""
    unit = jejak.label.removeprefix("Formulir ").removesuffix(f" {periode}")
    return {
        "kerja": KERJA_UNIT[jejak.aksi], "unit": unit, "oleh": jejak.pengguna.nama if jejak.pengguna else "",
        "waktu": write_waktu(jejak.waktu, kantor), "bukti_diri": write_bukti_diri(jejak),
    }  # fmt: skip


def _is_menyegel(disposisi: Disposisi) -> bool:
    """Whether the act sealed a paper."""
    return any(hasattr(naskah, "bersegel") for naskah in disposisi.naskah_set.all())
