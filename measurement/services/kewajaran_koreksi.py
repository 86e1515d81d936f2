"""Whether a correction's value is plausible: the checks of a unit's cell (collection/kewajaran.py) on a frozen row."""

from decimal import Decimal

from collection.enums import Derajat
from collection.errors import IsianError
from collection.kewajaran import Konteks, find_temuan
from collection.nilai import NilaiRealisasi, compute_nilai, get_batas, round_simpan
from collection.services.realisasi import KOMPONEN, compute_bagian, read_bagian
from measurement.errors import PeringatanError
from measurement.models import BarisKertasKerja
from measurement.nilai import read_realisasi, read_target


def read_koreksi(baris: BarisKertasKerja, isi: str, penyebut: str) -> NilaiRealisasi | None:
    """A correction as typed; of a row with components both parts. None where something is missing.

    Raises IsianError; also for a penyebut of 0, which would take the value away and put none in its place.
    """
    if not baris.label_komponen:
        return baris.indikator.read_nilai(isi)
    bagian = {k: read_bagian(baris.indikator, k, teks) for k, teks in zip(KOMPONEN, (isi, penyebut), strict=True)}
    komponen = compute_bagian(baris.indikator, **bagian)
    if not komponen.terisi:
        return None
    if komponen.compute_nilai() is None:
        raise IsianError("Penyebut 0 tidak menghasilkan nilai. Kembalikan pengukuran ini bila unit perlu mengisinya.")
    return komponen


def require_wajar(baris: BarisKertasKerja, nilai: NilaiRealisasi, yakin: bool) -> list[str]:
    """The warnings that were confirmed (`yakin`), as sentences for the audit trail; empty where none.

    `nilai` is the triwulan's own, in the indicator's unit. Raises IsianError for what can have no meaning, and
    PeringatanError for what is questionable and was not confirmed.
    """
    temuan = find_temuan(round_simpan(compute_nilai(nilai)), build_konteks(baris))
    if halangan := [satu.pesan for satu in temuan if satu.derajat is Derajat.HALANGI]:
        raise IsianError(" ".join(halangan))
    peringatan = [satu.pesan for satu in temuan if satu.derajat is Derajat.PERINGATAN]
    if peringatan and not yakin:
        raise PeringatanError(" ".join(peringatan))
    return peringatan


def build_konteks(baris: BarisKertasKerja) -> Konteks:
    """What the frozen copy knows around the triwulan: the series of its year, for a correction sees nothing else.

    A unit that wrote a negative value itself has remarked on it, so that a correction may be negative there too.
    """
    semua = [round_simpan(compute_nilai(satu)) for satu in read_realisasi(baris.deret)[:-1]]
    lalu = [satu for satu in semua if satu is not None]
    ditulis = [*lalu, *([baris.realisasi_triwulan] if baris.realisasi_triwulan is not None else [])]
    setahun = (baris.get_nilai("target_tahunan"), *read_target(baris.deret))
    target = [get_batas(satu)[1] for satu in setahun if satu is not None]
    return Konteks(
        satuan=baris.satuan, desimal=baris.desimal, bertanda=any(satu < 0 for satu in ditulis),
        target=max(target, default=None), lalu=lalu[-1] if lalu else None,
        skala={Decimal(skor): label for skor, label in baris.label_skala.items()} or None,
        hitung=bool(baris.label_komponen),
    )  # fmt: skip
