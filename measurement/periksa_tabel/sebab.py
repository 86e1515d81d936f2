"""Why a printed capaian is not what its own target and realisasi give: the mistakes that offices are known to make."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from collection.angka import KONTEKS, NOL, format_angka, format_nilai, round_angka
from collection.enums import Rumus
from measurement.capaian import compute_capaian
from measurement.enums import Alasan
from measurement.nilai import SERATUS, NilaiTarget, Rentang
from measurement.periksa_tabel.token import Bacaan
from measurement.rumus import build_soal, run_rumus

BATAS_ATAS = (Decimal(100), Decimal(110), Decimal(120), Decimal(150), Decimal(200))
DESIMAL_PECAHAN = 2  # 33,33 may be a third that was rounded; 90,5 is more likely just that
TURUN = (Rumus.MIN_SELISIH, Rumus.MIN_RASIO)


class Tercetak(NamedTuple):
    """The printed percentage with as many decimals as it was printed with."""

    nilai: Decimal
    desimal: int
    teks: str


class Pasangan(NamedTuple):
    """Target and realisasi in one reading, and the rumus that the table asks for."""

    rumus: Rumus
    target: Bacaan
    realisasi: Bacaan


class Sebab(NamedTuple):
    """One explanation that fits: a code for counting and a sentence for people."""

    kode: str
    kalimat: str


def compute_persis(rumus: Rumus, target: NilaiTarget, realisasi: NilaiTarget) -> Decimal | None:
    """The percentage before rounding; None where the arithmetic has no value."""
    if isinstance(realisasi, Rentang):
        return None
    hasil = compute_capaian(rumus, target, realisasi)
    soal = build_soal(rumus, target, realisasi)
    return run_rumus(soal).nilai if soal and hasil.alasan is Alasan.DIHITUNG else hasil.mentah


def is_cocok(persis: Decimal | None, tercetak: Tercetak) -> bool:
    """Whether the value, rounded half up to the printed decimals, is what was printed."""
    return persis is not None and round_angka(persis, tercetak.desimal) == tercetak.nilai


def has_pembulatan(persis: Decimal, tercetak: Tercetak) -> bool:
    """Whether only the last digit differs: truncated, rounded another way or twice, fewer decimals than shown."""
    return any(True for _ in list_pembulatan(persis, tercetak))


def list_sebab(pasangan: Pasangan, persis: Decimal | None, tercetak: Tercetak) -> list[Sebab]:
    """The explanations that fit, the likeliest first. Empty where none does."""
    if beda := list(_list_satuan(pasangan, tercetak)):
        return beda
    dari_hasil = [] if persis is None else [*list_pembulatan(persis, tercetak), *_list_batas(persis, tercetak)]
    if dari_hasil:
        return dari_hasil + _list_setara(pasangan, persis, tercetak, dari_hasil[0].kode)
    lain = [*_list_rumus(pasangan, tercetak), *_list_salin(pasangan, persis, tercetak)]
    if lain and not _is_dekat(persis, tercetak):
        return lain
    return _list_masukan(pasangan, tercetak) + lain


def _list_setara(pasangan: Pasangan, persis: Decimal | None, tercetak: Tercetak, kode: str) -> list[Sebab]:
    """What fits as well as a cap or a bad rounding does: nobody can tell which of them it was."""
    if kode == "dibatasi":
        rumus = [satu for satu in _list_rumus(pasangan, tercetak) if satu.kode in ("rumus_turun_lain", "arah_terbalik")]
        return rumus + [satu for satu in _list_salin(pasangan, persis, tercetak) if satu.kode == "realisasi_disalin"]
    berdesimal = max(pasangan.target.desimal, pasangan.realisasi.desimal) >= DESIMAL_PECAHAN
    return _list_masukan(pasangan, tercetak) if berdesimal else []


def _list_satuan(pasangan: Pasangan, tercetak: Tercetak) -> Iterator[Sebab]:
    """A fraction beside a percentage: 0,85 where 85 % is meant."""
    target, realisasi = pasangan.target.nilai, pasangan.realisasi.nilai
    if isinstance(target, Rentang) or isinstance(realisasi, Rentang):
        return
    if 0 < target < 1 < realisasi:
        persis = compute_persis(pasangan.rumus, SERATUS * target, realisasi)
    elif 0 < realisasi < 1 < target:
        persis = compute_persis(pasangan.rumus, target, SERATUS * realisasi)
    else:
        return
    if persis is not None and _is_mirip(persis, tercetak):
        kata = f"target {format_nilai(target)} dan realisasi {format_nilai(realisasi)} berbeda satuan"
        yield Sebab("satuan_berbeda", f"{kata}: pecahan di samping persen; bila disamakan {format_angka(persis)}")


def _is_dekat(persis: Decimal | None, tercetak: Tercetak) -> bool:
    return persis is not None and abs(persis - tercetak.nilai) <= 1


def list_pembulatan(persis: Decimal, tercetak: Tercetak) -> Iterator[Sebab]:
    """Truncated, rounded up, to even, in two steps, or to fewer decimals than it shows."""
    semestinya = format_angka(persis, desimal=tercetak.desimal)
    if _is_tengah(persis, tercetak) and _quantize(persis, tercetak.desimal, ROUND_HALF_EVEN) == tercetak.nilai:
        lain = " (atau dipotong)" if _quantize(persis, tercetak.desimal, ROUND_DOWN) == tercetak.nilai else ""
        kata = f"{_write_panjang(persis)} tepat di tengah, dibulatkan setengah ke genap{lain}"
        yield Sebab("setengah_ke_genap", f"{kata}; pembulatan setengah ke atas memberi {semestinya}")
        return
    for kode, cara, kata in (
        ("dipotong", ROUND_DOWN, "dipotong, bukan dibulatkan"),
        ("dibulatkan_ke_atas", ROUND_CEILING, "dibulatkan ke atas"),
    ):
        if _quantize(persis, tercetak.desimal, cara) == tercetak.nilai:
            yield Sebab(kode, f"{_write_panjang(persis)} {kata}; pembulatan setengah ke atas memberi {semestinya}")
            return
    if round_angka(round_angka(persis, tercetak.desimal + 1), tercetak.desimal) == tercetak.nilai:
        yield Sebab("dibulatkan_dua_kali", f"{_write_panjang(persis)} dibulatkan dua kali; semestinya {semestinya}")
        return
    for desimal in range(tercetak.desimal - 1, -1, -1):
        if round_angka(persis, desimal) == tercetak.nilai:
            yield Sebab("desimal_kurang", f"dibulatkan ke {desimal} desimal lalu ditulis {tercetak.teks}")
            return
        if _quantize(persis, desimal, ROUND_DOWN) == tercetak.nilai:
            yield Sebab("dipotong", f"dipotong ke {desimal} desimal lalu ditulis {tercetak.teks}")
            return


def _is_tengah(persis: Decimal, tercetak: Tercetak) -> bool:
    """Whether exactly half of the last printed place is left over: only there the ways to round a half differ."""
    sisa = abs(persis - _quantize(persis, tercetak.desimal, ROUND_DOWN))
    return sisa == Decimal(5).scaleb(-tercetak.desimal - 1)


def _list_batas(persis: Decimal, tercetak: Tercetak) -> Iterator[Sebab]:
    """A cap, or a floor of 0, that the table does not tell of."""
    if tercetak.nilai in BATAS_ATAS and persis > tercetak.nilai:
        batas = format_nilai(tercetak.nilai)
        yield Sebab("dibatasi", f"dibatasi paling tinggi {batas}; nilai sebelum dibatasi {format_angka(persis)}")
    if tercetak.nilai == 0 and persis < 0:
        yield Sebab("dibatasi", f"dibatasi paling rendah 0; nilai sebelum dibatasi {format_angka(persis)}")


def _list_rumus(pasangan: Pasangan, tercetak: Tercetak) -> Iterator[Sebab]:
    """Another rumus, tried with the same numbers; of a range also with one bound or the middle."""
    target, realisasi = pasangan.target.nilai, pasangan.realisasi.nilai
    for rumus in _list_lain(pasangan):
        persis = compute_persis(rumus, target, realisasi)
        if persis is not None and _is_mirip(persis, tercetak):
            yield Sebab(*_name_rumus(pasangan.rumus, rumus))
    if isinstance(target, Rentang):
        yield from _list_contoh(target, pasangan.realisasi.nilai, tercetak)
        yield from _list_batas_rentang(target, pasangan, tercetak)


def _list_lain(pasangan: Pasangan) -> list[Rumus]:
    if isinstance(pasangan.target.nilai, Rentang):
        semua: tuple[Rumus, ...] = (Rumus.RENTANG, Rumus.RENTANG_WAKTU)
    else:
        semua = (Rumus.MAKS, Rumus.MIN_SELISIH, Rumus.MIN_RASIO, Rumus.STABIL, Rumus.YA_TIDAK)
    setara = {pasangan.rumus, Rumus.MAKS if pasangan.rumus is Rumus.PREDIKAT else pasangan.rumus}
    return [rumus for rumus in semua if rumus not in setara]


def _list_contoh(target: Rentang, realisasi: NilaiTarget, tercetak: Tercetak) -> Iterator[Sebab]:
    """PermenPANRB 8/2021 prints 113 for 92 against 80–90, where its rule gives 102,22: (92 − 80) / 90 added to 100."""
    if isinstance(realisasi, Rentang) or realisasi <= target.atas or not target.atas:
        return
    persis = SERATUS + SERATUS * (realisasi - target.bawah) / target.atas
    if _is_mirip(persis, tercetak):
        rumus = (
            f"100 + ({format_nilai(realisasi)} − {format_nilai(target.bawah)}) / {format_nilai(target.atas)} × 100"
            f" = {format_angka(persis)}"
        )
        kata = f"mengikuti angka contoh PermenPANRB 8/2021 (113 untuk 92 terhadap 80–90), yaitu {rumus}"
        yield Sebab("contoh_peraturan", f"{kata}; aturannya membagi dengan batas yang dilewati")


def _list_batas_rentang(target: Rentang, pasangan: Pasangan, tercetak: Tercetak) -> Iterator[Sebab]:
    rumus = Rumus.MIN_SELISIH if pasangan.rumus is Rumus.RENTANG_WAKTU else Rumus.MAKS
    tengah = (target.bawah + target.atas) / 2
    for nama, batas in (("batas bawah", target.bawah), ("batas atas", target.atas), ("nilai tengah", tengah)):
        if is_cocok(compute_persis(rumus, batas, pasangan.realisasi.nilai), tercetak):
            yield Sebab("batas_rentang", f"dihitung terhadap {nama} rentang ({format_nilai(batas)})")


def _name_rumus(semula: Rumus, rumus: Rumus) -> tuple[str, str]:
    """What using that rumus in the place of this one is called."""
    kata = f"cocok dengan rumus “{rumus.label}”"
    if semula in TURUN and rumus in TURUN:
        return "rumus_turun_lain", f"{kata}, rumus lain untuk makin rendah makin baik"
    if {semula, rumus} == {Rumus.RENTANG, Rumus.RENTANG_WAKTU}:
        return "rumus_rentang_lain", f"{kata}, rumus lain untuk target rentang"
    if {semula, rumus} <= {Rumus.MAKS, *TURUN}:
        return "arah_terbalik", f"arah terbalik, {kata}"
    return "rumus_lain", kata


def _is_mirip(persis: Decimal, tercetak: Tercetak) -> bool:
    """Rounded or truncated: a wrong rumus does not come with right rounding."""
    return is_cocok(persis, tercetak) or _quantize(persis, tercetak.desimal, ROUND_DOWN) == tercetak.nilai


def _list_salin(pasangan: Pasangan, persis: Decimal | None, tercetak: Tercetak) -> Iterator[Sebab]:
    """Not a percentage of the target at all: a fraction, the realisasi again, the difference."""
    target, realisasi = pasangan.target.nilai, pasangan.realisasi.nilai
    pecahan = Tercetak(tercetak.nilai.scaleb(2), max(0, tercetak.desimal - 2), tercetak.teks)
    if tercetak.desimal and tercetak.nilai and is_cocok(persis, pecahan):
        yield Sebab("pecahan", f"ditulis sebagai pecahan: {tercetak.teks} berarti {format_nilai(pecahan.nilai)} %")
    if isinstance(target, Rentang) or isinstance(realisasi, Rentang):
        return
    if realisasi == tercetak.nilai and target != SERATUS:
        yield Sebab("realisasi_disalin", "sama dengan realisasi, bukan realisasi terhadap target")
    if realisasi - target == tercetak.nilai and tercetak.nilai:
        yield Sebab("selisih", "selisih realisasi dan target, bukan persentase")
    elif target:
        yield from _list_relatif(target, realisasi, tercetak, pasangan.rumus in TURUN)


def _list_relatif(target: Decimal, realisasi: Decimal, tercetak: Tercetak, turun: bool) -> Iterator[Sebab]:
    """How far off the target it is, in percent of it: 0 where the target was met, which is 100."""
    persis = SERATUS * (realisasi - target) / target
    bentuk = [(persis, "(R − T) / T × 100"), (-persis, "(T − R) / T × 100")]
    for nilai, rumus in reversed(bentuk) if turun else bentuk:
        if _is_mirip(nilai, tercetak):
            tepat = "; target yang tepat tercapai bernilai 100" if not persis else ""
            yield Sebab("selisih_relatif", f"selisih terhadap target, {rumus}, bukan capaian{tepat}")
            return


def _list_masukan(pasangan: Pasangan, tercetak: Tercetak) -> list[Sebab]:
    """Whether inputs that only print as these could give the figure: unrounded, or from their components."""
    semua = [
        persis
        for t in _widen(pasangan.target)
        for r in _widen(pasangan.realisasi)
        if (persis := compute_persis(pasangan.rumus, t, r)) is not None
    ]
    setengah = Decimal(5).scaleb(-tercetak.desimal - 1)
    if len(semua) < 2 or not min(semua) - setengah < tercetak.nilai < max(semua) + setengah:
        return []
    rentang = f"{format_angka(min(semua))} sampai {format_angka(max(semua))}"
    kalimat = f"dapat berasal dari masukan yang belum dibulatkan atau dari komponennya (kemungkinan {rentang})"
    return [Sebab("masukan_belum_dibulatkan", kalimat)]


def _widen(bacaan: Bacaan) -> list[NilaiTarget]:
    """The lowest and the highest value that print as this one; one value where it was never rounded."""
    if isinstance(bacaan.nilai, Rentang) or not bacaan.toleransi:
        return [bacaan.nilai]
    return [bacaan.nilai - bacaan.toleransi, bacaan.nilai, bacaan.nilai + bacaan.toleransi]


def _quantize(nilai: Decimal, desimal: int, cara: str) -> Decimal:
    return nilai.quantize(Decimal(1).scaleb(-desimal), rounding=cara, context=KONTEKS) + NOL


def _write_panjang(nilai: Decimal) -> str:
    """A few decimals more than are printed, so that the rounding can be seen."""
    return format_nilai(_quantize(nilai, 4, ROUND_DOWN))
