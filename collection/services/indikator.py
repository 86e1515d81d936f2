"""Indicators with their manual (kamus): added, changed, removed; what freezes once values exist; what is missing."""

from collections.abc import Mapping

from django.db.models import Max, Q

from collection.enums import KONSOLIDASI_YA_TIDAK, RUMUS_BERLABEL, Konsolidasi, Rumus, StatusPk
from collection.errors import IsianError
from collection.models import (
    Indikator,
    PemegangIndikator,
    Pengguna,
    Realisasi,
    StandarPembanding,
    Target,
    TargetRenstra,
    TautanIndikator,
)
from collection.models.bukti import PANJANG_SYARAT
from collection.models.indikator import INDUK
from collection.models.perjanjian_kinerja import NILAI_TARGET
from collection.services.isian import change_objek, clean_objek
from collection.services.jejak import audited, write_jejak
from collection.services.pk import lock_rencana
from collection.services.unsur import get_segar

BEKU = ("jenis", "satuan", "rumus", "konsolidasi", "target_kumulatif", "skala", "pengali")
"""What gives a stored figure its meaning: kind, unit of measure, formula and direction, how quarters become a year.

Whether an indicator has components is frozen with them; how its pembilang and penyebut are called is not."""

KOMPONEN = ("label_pembilang", "label_penyebut")

BENTUK = ("rumus", "skala", "konsolidasi", *KOMPONEN)
"""The columns that must fit together."""

KAMUS = (
    "definisi", "alasan_pemilihan", "cara_hitung", "sumber_data", "penyedia_data", "frekuensi", "baseline",
    "tahun_baseline",
)  # fmt: skip
"""What a manual must say besides code, name, satuan, formula, konsolidasi and unit (PermenPANRB 88/2021: an
operational definition for each indicator)."""


def list_kosong(indikator: Indikator) -> list[str]:
    """What the manual does not say yet, in words."""
    return [
        str(indikator._meta.get_field(nama).verbose_name).replace("_", " ")
        for nama in KAMUS if getattr(indikator, nama) in (None, "")
    ]  # fmt: skip


def find_beku(indikator: Indikator) -> str:
    """Why the columns of BEKU can no longer change, as a sentence; empty where no values exist."""
    if indikator.pk is None:
        return ""
    kosong = {"nilai": None, "pembilang": None, "penyebut": None, "tidak_dapat_diukur": ""}
    isi = Realisasi.objects.filter(indikator=indikator).exclude(**kosong)
    realisasi = isi.select_related("periode").order_by("-periode__tahun", "-periode__triwulan").first()
    if realisasi is not None:
        return f"indikator ini sudah punya realisasi ({realisasi.periode})"
    ada = Q()
    for nama in NILAI_TARGET:
        ada |= Q(**{f"{nama}__isnull": False})
    target = Target.objects.filter(ada, indikator=indikator, perjanjian_kinerja__status=StatusPk.DITETAPKAN)
    terakhir = target.select_related("perjanjian_kinerja").order_by("-perjanjian_kinerja__tahun").first()
    if terakhir is None:
        return ""
    return f"indikator ini sudah punya target pada {terakhir.perjanjian_kinerja} yang ditetapkan"


def _find_urutan(indikator: Indikator) -> int:
    """The place of a new indicator: with the last of its sasaran or program, of the office where it is the first."""
    milik = Indikator.objects.filter(perangkat_daerah=indikator.perangkat_daerah)
    induk = {f"{nama}_id": pk for nama in INDUK if (pk := getattr(indikator, f"{nama}_id"))}
    saudara = milik.filter(**induk).aggregate(akhir=Max("urutan"))["akhir"]
    return saudara if saudara is not None else (milik.aggregate(akhir=Max("urutan"))["akhir"] or 0) + 1


def save_indikator(*, indikator: Indikator, isian: Mapping[str, object], versi: str, user: Pengguna) -> Indikator:
    """Add (a row without a key, its parent and office set) or change an indicator.

    `isian`: fields; `baseline` as it was typed, read by the indicator's own rules. Raises AksesError, BentrokError,
    IsianError per field, also for a column of BEKU once values exist.
    """
    kantor, baru = indikator.perangkat_daerah, indikator.pk is None
    aksi = "tambah_indikator" if baru else "ubah_indikator"
    with audited(kantor=kantor, user=user, aksi=aksi, objek=kantor if baru else indikator):
        lock_rencana(kantor, user)
        segar = indikator if baru else get_segar(indikator, versi)
        awal = {nama: isi for nama, isi in isian.items() if nama != "baseline"}
        if baru and not awal.get("urutan"):
            awal["urutan"] = _find_urutan(segar)
        lama, ubahan = change_objek(segar, awal)
        check_beku(segar, lama, ubahan)
        if "baseline" in isian:
            beda = change_objek(segar, {"baseline": _read_baseline(segar, isian["baseline"])})
            lama, ubahan = lama | beda[0], ubahan | beda[1]
        check_isi(segar)
        clean_objek(segar)
        if ubahan or baru:
            segar.save()
            isi = dict(isian) if baru else ubahan
            write_jejak(kantor=kantor, user=user, aksi=aksi, objek=segar, lama={} if baru else lama, baru=isi)
    return segar


def check_beku(indikator: Indikator, lama: Mapping[str, object], ubahan: Mapping[str, object]) -> None:
    """Raises IsianError for each column among `ubahan` that freezes, where values exist; `lama`: as they were."""
    berubah = [nama for nama in BEKU if nama in ubahan]
    berubah += [nama for nama in KOMPONEN if nama in ubahan and bool(lama[nama]) != bool(ubahan[nama])]
    sebab = find_beku(indikator) if berubah else ""
    if sebab:
        pesan = f"Tidak dapat diubah lagi, sebab {sebab}. Buat indikator baru bila ukurannya memang berganti."
        raise IsianError("Ada isian yang belum benar.", {nama: [pesan] for nama in berubah})


def _read_baseline(indikator: Indikator, masukan: object) -> object:
    try:
        return indikator.read_nilai(masukan)
    except IsianError as error:
        raise IsianError(str(error), {"baseline": [str(error)]}) from error


def check_isi(indikator: Indikator) -> None:
    """Raises IsianError where formula, scale, components and konsolidasi, or unit and office, do not fit together.

    Also for a piece of evidence to ask for that is longer than what an attachment can say of it.
    """
    if salah := find_salah_bentuk({nama: getattr(indikator, nama) for nama in BENTUK}):
        raise IsianError(next(iter(salah.values())), {nama: [pesan] for nama, pesan in salah.items()})
    panjang = next((satu for satu in indikator.syarat_bukti if len(satu) > PANJANG_SYARAT), None)
    if panjang:
        pesan = f"“{panjang[:40]}…” terlalu panjang: setiap bukti yang diminta paling banyak {PANJANG_SYARAT} huruf."
        raise IsianError(pesan, {"bukti_diminta": [pesan]})
    if indikator.unit_id and indikator.unit.perangkat_daerah_id != indikator.perangkat_daerah_id:
        pesan = "Pilih unit kantor ini."
        raise IsianError(pesan, {"unit": [pesan]})


def find_salah_bentuk(isi: Mapping[str, object]) -> dict[str, str]:
    """What does not fit among the columns of BENTUK, by column; asked by the form and by the service."""
    salah = {}
    berkomponen, label = bool(isi["label_pembilang"]), isi["rumus"] in RUMUS_BERLABEL
    if (isi["rumus"] == Rumus.PREDIKAT) != (isi["skala"] is not None):
        salah["skala"] = "Pilih skalanya untuk rumus Predikat; kosongkan untuk rumus lain."
    if berkomponen != bool(isi["label_penyebut"]):
        salah["label_penyebut"] = "Isi nama pembilang dan nama penyebut keduanya, atau kosongkan keduanya."
    elif berkomponen and label:
        salah["label_pembilang"] = "Rumus ini memakai jawaban pilihan, jadi tidak punya pembilang dan penyebut."
    if isi["konsolidasi"] == Konsolidasi.RASIO and not berkomponen:
        salah["konsolidasi"] = "Penggabungan ini memerlukan pembilang dan penyebut; isi nama keduanya."
    elif isi["rumus"] == Rumus.YA_TIDAK and isi["konsolidasi"] not in KONSOLIDASI_YA_TIDAK:
        salah["konsolidasi"] = "Untuk rumus Ya atau tidak pilih Posisi terakhir atau Nilai tertinggi."
    return salah


def delete_indikator(*, indikator: Indikator, versi: str, user: Pengguna) -> None:
    """Remove an indicator that has no values; its targets in drafts and in the Renstra go with it.

    Raises AksesError, BentrokError, IsianError once values exist: history is kept.
    """
    kantor = indikator.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_indikator", objek=indikator):
        lock_rencana(kantor, user)
        segar = get_segar(indikator, versi)
        sebab = find_beku(segar)
        if sebab or Realisasi.objects.filter(indikator=segar).exists():
            sebab = sebab or "indikator ini sudah ada pada formulir unit"
            raise IsianError(f"Indikator tidak dapat dihapus, sebab {sebab}.")
        induk = {f"{nama}_id": getattr(segar, f"{nama}_id") for nama in INDUK}
        isi = {"kode": segar.kode, "nama": segar.nama, **{n: i for n, i in induk.items() if i}}
        write_jejak(kantor=kantor, user=user, aksi="hapus_indikator", objek=segar, lama=isi)
        TautanIndikator.objects.filter(Q(dari=segar) | Q(ke=segar)).delete()
        for model in (PemegangIndikator, TargetRenstra, StandarPembanding, Target):
            model.objects.filter(indikator=segar).delete()
        segar.delete()
