"""The demo offices, made from fixtures/contoh: a whole plan with real codes, so that every page has content."""

import csv
import datetime
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models, transaction

from collection.angka import parse_angka
from collection.enums import JenisIndikator, Konsolidasi, Rumus, StatusPk
from collection.models import (
    Indikator,
    Kegiatan,
    NilaiSkala,
    Pagu,
    PerangkatDaerah,
    PerjanjianKinerja,
    Program,
    Renstra,
    Sasaran,
    Skala,
    SubKegiatan,
    Target,
    TargetRenstra,
    Tujuan,
    Unit,
)
from collection.services.baca_target import read_target

FIXTURES = settings.BASE_DIR / "fixtures"
KANTOR_CONTOH = {"dispermades": None, "dpmd-blora": 2019}  # a published year cannot be moved
SKALA_CONTOH = "sakip"

RUMUS = {
    "naik": Rumus.MAKS, "turun": Rumus.MIN_SELISIH, "predikat": Rumus.PREDIKAT, "rentang": Rumus.RENTANG,
    "ya": Rumus.YA_TIDAK,
}  # fmt: skip
KONSOLIDASI = {
    "sum": Konsolidasi.JUMLAH, "akhir": Konsolidasi.AKHIR, "rata": Konsolidasi.RATA_RATA, "maks": Konsolidasi.MAKSIMUM,
}  # fmt: skip
KAMUS_CONTOH = (
    "definisi", "alasan_pemilihan", "cara_hitung", "sumber_data", "penyedia_data", "frekuensi", "tahun_baseline",
    "label_pembilang", "label_penyebut",
)  # fmt: skip
KOLOM_TARGET = {
    "tahunan": "target_tahun", "tw1": "target_tw1", "tw2": "target_tw2", "tw3": "target_tw3", "tw4": "target_tw4",
}  # fmt: skip

Baris = dict[str, str]


@dataclass
class Rakitan:
    """An office while it is put together: what the rows to come hang on."""

    isian: dict
    kantor: PerangkatDaerah
    renstra: Renstra
    pk: PerjanjianKinerja
    unit: dict[str, Unit]
    kamus: dict[str, Baris]
    induk: dict[str, models.Model] = field(default_factory=dict)
    urutan: int = 0


def create_kantor_contoh(*, tahun: int = 2026) -> list[PerangkatDaerah]:
    """Both demo offices. One that exists already is left as its people have made it since."""
    create_skala()
    return [_ensure_kantor(singkatan, tetap or tahun) for singkatan, tetap in KANTOR_CONTOH.items()]


@transaction.atomic
def create_skala() -> None:
    """The scales of predicates that every installation has."""
    for isian in read_toml("skala.toml")["skala"]:
        skala, _ = Skala.objects.get_or_create(kode=isian["kode"], defaults={"nama": isian["nama"]})
        for skor, label in enumerate(isian["label"], start=1):
            NilaiSkala.objects.get_or_create(skala=skala, skor=skor, defaults={"label": label})


def read_toml(nama: str) -> dict:
    """A fixture file as a dictionary."""
    return tomllib.loads((FIXTURES / nama).read_text(encoding="utf-8"))


@transaction.atomic
def _ensure_kantor(singkatan: str, tahun: int) -> PerangkatDaerah:
    isian = read_toml(f"contoh/{singkatan}.toml")
    kantor = PerangkatDaerah.objects.filter(kode=isian["kantor"]["kode"]).first()
    return kantor or _create_kantor(isian, tahun)


def _create_kantor(isian: dict, tahun: int) -> PerangkatDaerah:
    kantor = PerangkatDaerah.objects.create(**isian["kantor"])
    rakitan = Rakitan(
        isian, kantor, _create_renstra(kantor, isian["renstra"]), _create_pk(kantor, isian["pk"], tahun),
        {u["singkatan"]: kantor.unit_set.create(urutan=n, **u) for n, u in enumerate(isian["unit"], start=1)},
        read_kamus(kantor.singkatan),
    )  # fmt: skip
    for baris in _read_rencana(isian):
        if baris["level"] in TINGKAT:
            TINGKAT[baris["level"]](rakitan, baris)
    return kantor


def _create_renstra(kantor: PerangkatDaerah, isian: dict) -> Renstra:
    tahun = {nama: isian[nama] for nama in ("tahun_awal", "tahun_akhir")}
    return Renstra.objects.create(perangkat_daerah=kantor, nama=isian["nama"], **tahun)


def _create_pk(kantor: PerangkatDaerah, isian: dict, tahun: int) -> PerjanjianKinerja:
    nomor, tanggal = isian["nomor"].format(tahun=tahun), datetime.date(tahun, 1, 15)
    return PerjanjianKinerja.objects.create(
        perangkat_daerah=kantor, tahun=tahun, nomor=nomor, tanggal=tanggal, status=StatusPk.DITETAPKAN
    )


def _read_csv(nama: str) -> list[Baris]:
    with (FIXTURES / "contoh" / nama).open(encoding="utf-8", newline="") as berkas:
        return [{k: " ".join(v.split()) for k, v in baris.items()} for baris in csv.DictReader(berkas)]


def read_kamus(singkatan: str) -> dict[str, Baris]:
    """Name of the indicator → its manual, and its targets of the Renstra under their years."""
    return {baris["indikator"]: baris for baris in _read_csv(f"{singkatan}_kamus.csv")}


def _read_rencana(isian: dict) -> list[Baris]:
    """The plan, a row for each element, parents first."""
    return _read_csv(isian["rencana"]) if "rencana" in isian else list(_read_rencana_blora(isian))


def _read_rencana_blora(isian: dict) -> Iterator[Baris]:
    """The two published tables in the shape of a plan."""
    yield _write_baris("TUJUAN", "T1", isian["renstra"]["tujuan"])
    kode: dict[str, str] = {}
    for baris in _read_csv("blora_iku_2019.csv"):
        sasaran = kode.setdefault(baris["sasaran"], f"S{len(kode) + 1}")
        yield _write_baris(
            "IKU", sasaran, baris["sasaran"], indikator=baris["indikator"], satuan=baris["satuan"],
            arah=baris["arah"], agregasi="akhir", target_tahun=baris["target"], target_tw4=baris["target"],
            penanggung_jawab=baris["indikator"],
        )  # fmt: skip
    anggaran = _read_csv("blora_anggaran_2019.csv")
    for program in isian["program"]:
        yield _write_baris("PROGRAM", program["kode"], program["nama"])
        yield from _read_kegiatan_blora(program, anggaran)


def _read_kegiatan_blora(program: dict, anggaran: list[Baris]) -> Iterator[Baris]:
    for nomor in program["kegiatan"]:
        baris, kode = anggaran[nomor - 1], f"{program['kode']}.{nomor:02d}"
        nama = baris["indikator"].removeprefix("Serapan: ")
        yield _write_baris("KEGIATAN", kode, nama)
        yield _write_baris("SUB KEGIATAN", f"{kode}.01", nama, pagu=baris["target"])


def _write_baris(level: str, kode: str, nama: str, **isian: str) -> Baris:
    kosong = dict.fromkeys(["indikator", "pagu", "penanggung_jawab", *KOLOM_TARGET.values()], "")
    return {**kosong, "level": level, "kode": kode, "nama": nama, **isian}


def _add_tujuan(rakitan: Rakitan, baris: Baris) -> None:
    tujuan = Tujuan.objects.create(renstra=rakitan.renstra, kode=baris["kode"], uraian=baris["nama"])
    rakitan.induk["tujuan"] = tujuan
    _add_indikator(rakitan, baris, tujuan=tujuan)


def _add_iku(rakitan: Rakitan, baris: Baris) -> None:
    sasaran, _ = Sasaran.objects.get_or_create(
        tujuan=rakitan.induk["tujuan"], kode=baris["kode"], defaults={"uraian": baris["nama"]}
    )
    rakitan.induk[sasaran.kode] = sasaran
    _add_indikator(rakitan, baris, sasaran=sasaran)


def _add_program(rakitan: Rakitan, baris: Baris) -> None:
    sasaran = rakitan.induk[rakitan.isian["sasaran_program"][baris["kode"]]]
    program = Program.objects.create(
        perangkat_daerah=rakitan.kantor, sasaran=sasaran, kode=baris["kode"], nama=baris["nama"]
    )
    rakitan.induk["program"] = program
    _add_indikator(rakitan, baris, program=program)


def _add_kegiatan(rakitan: Rakitan, baris: Baris) -> None:
    rakitan.induk["kegiatan"] = Kegiatan.objects.create(
        program=rakitan.induk["program"], kode=baris["kode"], nama=baris["nama"]
    )


def _add_sub_kegiatan(rakitan: Rakitan, baris: Baris) -> None:
    sub = SubKegiatan.objects.create(
        kegiatan=rakitan.induk["kegiatan"], unit=_find_unit(rakitan, baris), kode=baris["kode"], nama=baris["nama"]
    )
    Pagu.objects.create(perjanjian_kinerja=rakitan.pk, sub_kegiatan=sub, jumlah=parse_angka(baris["pagu"], desimal=0))
    _add_indikator(rakitan, baris, sub_kegiatan=sub)


TINGKAT = {
    "TUJUAN": _add_tujuan,
    "IKU": _add_iku,
    "PROGRAM": _add_program,
    "KEGIATAN": _add_kegiatan,
    "SUB KEGIATAN": _add_sub_kegiatan,
}


def _add_indikator(rakitan: Rakitan, baris: Baris, **induk: models.Model) -> None:
    """The row's indicator with its target; kegiatan and the office of 2019 have rows without one."""
    if not baris["indikator"]:
        return
    rakitan.urutan += 1
    utama = not {"program", "sub_kegiatan"} & set(induk)
    indikator = Indikator.objects.create(
        perangkat_daerah=rakitan.kantor, unit=_find_unit(rakitan, baris), urutan=rakitan.urutan,
        kode=f"IKU-{rakitan.urutan:02d}" if utama else baris["kode"],
        jenis=JenisIndikator.IKU if utama else JenisIndikator.IKK,
        **induk, **_read_indikator(rakitan, baris),
    )  # fmt: skip
    kamus = rakitan.kamus[indikator.nama]
    indikator.baseline = indikator.read_nilai(kamus["baseline"])
    indikator.bukti_diminta = kamus["sumber_data"] if utama else ""
    indikator.save(update_fields=["baseline", "bukti_diminta"])
    target = Target(perjanjian_kinerja=rakitan.pk, indikator=indikator)
    for nama, kolom in KOLOM_TARGET.items():
        target.set_nilai(nama, read_target(indikator, baris[kolom]))
    target.save()
    _add_renstra(rakitan, target, kamus)


def _add_renstra(rakitan: Rakitan, target: Target, kamus: Baris) -> None:
    """Targets of the years; the year of the agreement has the agreement's own, whichever year the demo is made for."""
    nilai = {int(tahun): read_target(target.indikator, isi) for tahun, isi in kamus.items() if tahun.isdigit()}
    nilai |= {tahun: target.setahun for tahun in nilai if tahun == rakitan.pk.tahun}
    for tahun, satu in nilai.items():
        if satu is not None:
            renstra = TargetRenstra(indikator=target.indikator, tahun=tahun)
            renstra.set_nilai("nilai", satu)
            renstra.save()


def _read_indikator(rakitan: Rakitan, baris: Baris) -> dict[str, object]:
    rumus = RUMUS[baris["arah"]]
    return {
        "nama": baris["indikator"],
        "satuan": baris["satuan"],
        "desimal": _count_desimal(baris),
        "rumus": rumus,
        "konsolidasi": KONSOLIDASI[baris["agregasi"]],
        "skala": Skala.objects.get(kode=SKALA_CONTOH) if rumus is Rumus.PREDIKAT else None,
        **{nama: rakitan.kamus[baris["indikator"]][nama] for nama in KAMUS_CONTOH},
    }


def _count_desimal(baris: Baris) -> int:
    """2 for a percentage; otherwise as many as the target is written with."""
    return 2 if baris["satuan"] == "%" else len(baris["target_tahun"].partition(",")[2])


def _find_unit(rakitan: Rakitan, baris: Baris) -> Unit:
    """By the one who answers for an IKU, and by the longest known code that a program's code starts with."""
    singkatan = rakitan.isian["penanggung_jawab"].get(baris["penanggung_jawab"])
    per_kode = rakitan.isian["unit_kode"]
    awalan = [kode for kode in per_kode if baris["kode"].startswith(kode)]
    return rakitan.unit[singkatan or per_kode[max(awalan, key=len)]]
