"""Tables with two targets, that of the PK Perubahan and the original one: the first binds, the second explains."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from measurement.periksa_tabel.baca import Sel, read_sel
from measurement.periksa_tabel.hasil import check_tabel
from measurement.periksa_tabel.judul import ANGKA, TARGET
from measurement.periksa_tabel.verdict import TIDAK, TIDAK_DITEMUKAN, YA, Verdict

PAKAI_SEMULA = "Target perubahannya kosong: dipakai target semula."
_TANPA_SEBAB = "; tidak ditemukan penjelasan yang cocok."


def check_versi(
    tabel: Sequence[Mapping[str, Sel]], semula: Sequence[Sel]
) -> tuple[list[Verdict], list[dict[str, Sel]]]:
    """A verdict for each row, and the rows as they were checked; `semula` has the original target of each.

    It holds where the PK Perubahan's is empty, for then nothing was changed; a figure that only it gives is told so.
    """
    pakai = [_is_kosong(baris[TARGET]) and not _is_kosong(lama) for baris, lama in zip(tabel, semula, strict=True)]
    dipakai = [
        {nama: Sel("") for nama in ANGKA} | dict(baris) | ({TARGET: lama} if kosong else {})
        for baris, lama, kosong in zip(tabel, semula, pakai, strict=True)
    ]
    verdict = check_tabel(dipakai)
    menurut_semula: Sequence[Verdict] = ()
    if any(satu.cocok == TIDAK for satu in verdict):
        menurut_semula = check_tabel([{**baris, TARGET: lama} for baris, lama in zip(dipakai, semula, strict=True)])
    hasil = []
    for n, satu in enumerate(verdict):
        if satu.cocok == TIDAK and menurut_semula[n].cocok == YA:
            satu = _explain(satu, semula[n])
        ikut = pakai[n] and satu.cocok
        hasil.append(replace(satu, penjelasan=f"{satu.penjelasan} {PAKAI_SEMULA}") if ikut else satu)
    return hasil, dipakai


def _explain(verdict: Verdict, semula: Sel) -> Verdict:
    kata = f"dihitung terhadap target semula ({semula.teks.strip()}), bukan target perubahannya."
    if verdict.sebab == TIDAK_DITEMUKAN:
        return replace(verdict, penjelasan=verdict.penjelasan.replace(_TANPA_SEBAB, f": {kata}"), sebab="target_semula")
    return replace(verdict, penjelasan=f"{verdict.penjelasan.rstrip('.')}; atau {kata}")


def _is_kosong(sel: Sel) -> bool:
    return read_sel(sel, satuan="", inggris=False).kosong
