"""What was done to a sealed PDF: the original beside the copy that somebody holds, told part by part.

The copy is hostile until proven otherwise, so it is taken apart in a process of its own with a bound on memory and
time. `python -m measurement.signing.banding` is that process: both files on stdin, the sentences as JSON on stdout.
"""

import difflib
import itertools
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace

from collection.services.terbatas import bound, join, run, split
from measurement.signing.uraian import Tanda, Uraian, UraianError, describe, judge_tambahan

MAKS_KALIMAT = 20
PANJANG_NAMA = 80
RUSAK = "Susunan berkas rusak sehingga isinya tidak dapat diuraikan bagian demi bagian."
BERAT = "Berkas terlalu rumit atau terlalu besar setelah dibuka, jadi isinya tidak diuraikan bagian demi bagian."
TAK_DINILAI = "Sesudah tanda tangan ada yang ditambahkan; halaman, lampiran, dan kolom isian yang tampak tetap sama."
BINGKAI_LAIN = "Ukuran, potongan, atau putaran {} diubah: yang tampak tidak lagi seperti aslinya."
TEKS_LAIN = "Teks {} berubah: yang tampak sama, tetapi tidak yang disalin, dicari, atau dibacakan dari sana."
BAHAN_LAIN = "Huruf atau gambar yang dipakai {} diganti atau ditulis ulang; yang tampak dapat berbeda dari aslinya."
LABEL_METADATA = {
    "Title": "judul", "Author": "pembuat", "Subject": "subjek", "Keywords": "kata kunci", "Creator": "aplikasi asal",
    "Producer": "pembuat PDF", "CreationDate": "tanggal pembuatan", "ModDate": "tanggal perubahan",
    "XMP": "metadata XMP",
}  # fmt: skip
TAMBAHAN = {
    "NONE": "Sesudah tanda tangan hanya ada tambahan yang tidak mengubah apa pun yang tampak.",
    "LTA_UPDATES": "Sesudah tanda tangan hanya ditambahkan data yang tidak tampak, seperti metadata atau data "
    "pendukung tanda tangan.",
    "FORM_FILLING": "Sesudah tanda tangan kolom isian diisi.",
    "ANNOTATIONS": "Sesudah tanda tangan catatan ditambahkan.",
    "OTHER": "Sesudah tanda tangan bagian dokumen diganti atau ditambah.",
}
"""What pyHanko's difference analysis found to have been added after a signature."""


def compare_aman(asli: bytes, salinan: bytes) -> list[str]:
    """`compare` in a bounded process: never raises, never takes more than its share, whatever the copy is."""
    try:
        return [str(satu) for satu in json.loads(run("measurement.signing.banding", join(asli, salinan)))]
    except (OSError, subprocess.SubprocessError, ValueError):
        return [BERAT]


def compare(asli: bytes, salinan: bytes) -> list[str]:
    """Sentences that name each part in which the copy differs; empty where no part does. Never raises for a file."""
    try:
        lama, baru = describe(asli), describe(salinan)
    except (UraianError, MemoryError, RecursionError, TimeoutError):
        return [BERAT]
    except Exception:  # a hostile or broken file fails the parser in many ways, all with one meaning
        return [RUSAK]
    tampak = [kalimat for satu in TAMPAK for kalimat in satu(lama, baru)]
    semua = [*tampak, *_compare_metadata(lama, baru), *_compare_tanda(lama, baru)]
    if not tampak:
        semua += _tell_tambahan(salinan, [satu for satu in baru.tanda if satu.cms in {t.cms for t in lama.tanda}])
    if len(semua) > MAKS_KALIMAT:
        return [*semua[:MAKS_KALIMAT], f"Dan {len(semua) - MAKS_KALIMAT} perbedaan lain."]
    return semua


def compare_tampak(asli: bytes, salinan: bytes) -> list[str]:
    """What a reader sees to differ, and the metadata, where the signature itself is expected. Never raises.

    The field that the signature put on its page is nobody's addition: what a visible one looks like is told elsewhere.
    """
    try:
        lama, baru = describe(asli), _drop_bidang(describe(salinan))
    except (UraianError, MemoryError, RecursionError, TimeoutError):
        return []
    except Exception:  # as above
        return [RUSAK]
    bagian = (*TAMPAK, _compare_metadata)
    return [kalimat for satu in bagian for kalimat in satu(lama, baru)][:MAKS_KALIMAT]


def _drop_bidang(uraian: Uraian) -> Uraian:
    """The same without the fields of signatures among the notes of its pages."""
    halaman = (
        replace(h, catatan=tuple(satu for satu in h.catatan if satu not in h.bidang_tanda)) for h in uraian.halaman
    )
    return replace(uraian, halaman=tuple(halaman))


def _tell_tambahan(salinan: bytes, milik: list[Tanda]) -> Iterator[str]:
    """Where nothing that is seen differs: what kind of thing was added after the signature."""
    for satu in milik:
        if satu.utuh and satu.lanjut:
            try:
                yield TAMBAHAN[judge_tambahan(salinan, satu.cms)]
            except TimeoutError:
                yield TAK_DINILAI
            except Exception:  # as above
                yield TAMBAHAN["OTHER"]


def _compare_halaman(lama: Uraian, baru: Uraian) -> Iterator[str]:
    isi_lama, isi_baru = [h.isi for h in lama.halaman], [h.isi for h in baru.halaman]
    bagian = difflib.SequenceMatcher(None, isi_lama, isi_baru, autojunk=False).get_opcodes()
    pindah = _list_pindah(bagian, isi_lama, isi_baru)
    if pindah:
        yield _tell_pindah(pindah)
    pasangan = [(asal, kini) for kini, asal in pindah.items()]
    for ubah, a, b, c, d in bagian:
        if ubah == "equal":
            pasangan += zip(range(a, b), range(c, d), strict=True)
            continue
        asal = [n for n in range(a, b) if n not in pindah.values()]
        kini = [n for n in range(c, d) if n not in pindah]
        sama = min(len(asal), len(kini))
        for awal, akhir in _join_urutan(kini[:sama]):
            yield f"Isi {_write_halaman(awal, akhir)} berubah: yang tampak tidak lagi seperti aslinya."
        for awal, akhir in _join_urutan(asal[sama:]):
            yield f"{_write_halaman(awal, akhir).capitalize()} dari aslinya dihilangkan."
        for awal, akhir in _join_urutan(kini[sama:]):
            ada = all(isi_baru[n] in isi_lama for n in range(awal, akhir))
            yield f"{_write_halaman(awal, akhir).capitalize()} disisipkan{'' if ada else '; aslinya tidak ada'}."
    yield from _tell_serupa(lama, baru, pasangan)


def _list_pindah(
    bagian: list[tuple[str, int, int, int, int]], isi_lama: list[str], isi_baru: list[str]
) -> dict[int, int]:  # fmt: skip
    """Pages that are where they were not: the place in the copy, and that in the original. `bagian`: difflib's."""
    hilang: dict[str, list[int]] = {}
    tambah: list[int] = []
    for ubah, a, b, c, d in bagian:
        if ubah != "equal":
            tambah += range(c, d)
            for n in range(a, b):
                hilang.setdefault(isi_lama[n], []).append(n)
    return {n: hilang[isi_baru[n]].pop(0) for n in tambah if hilang.get(isi_baru[n])}


def _tell_pindah(pindah: dict[int, int]) -> str:
    contoh = [f"halaman {asal + 1} aslinya kini halaman {kini + 1}" for kini, asal in sorted(pindah.items())[:3]]
    lain = ", dan lain-lain" if len(pindah) > len(contoh) else ""
    return f"Urutan halaman diubah ({len(pindah)} halaman berpindah): {', '.join(contoh)}{lain}."


def _tell_serupa(lama: Uraian, baru: Uraian, pasangan: list[tuple[int, int]]) -> Iterator[str]:
    """Of pages that draw the same: a page in the original and the one in the copy, by what else of them differs."""
    beda: dict[str, list[int]] = {}
    for asal, kini in sorted(pasangan, key=lambda satu: satu[1]):
        a, n = lama.halaman[asal], baru.halaman[kini]
        if a.bingkai != n.bingkai:
            beda.setdefault(BINGKAI_LAIN, []).append(kini)
        if a.bahan != n.bahan:
            beda.setdefault(TEKS_LAIN if a.huruf == n.huruf else BAHAN_LAIN, []).append(kini)
    for kalimat, semua in beda.items():
        for awal, akhir in _join_urutan(semua):
            yield kalimat.format(_write_halaman(awal, akhir))
    for asal, kini in sorted(pasangan, key=lambda satu: satu[1]):
        yield from _compare_catatan(lama.halaman[asal].catatan, baru.halaman[kini].catatan, kini + 1)


def _join_urutan(semua: list[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order as ranges: from, and up to but without."""
    for _, kelompok in itertools.groupby(enumerate(semua), lambda satu: satu[1] - satu[0]):
        deret = [nomor for _, nomor in kelompok]
        yield deret[0], deret[-1] + 1


def _compare_catatan(lama: tuple[str, ...], baru: tuple[str, ...], nomor: int) -> Iterator[str]:
    tambah, hilang = len(set(baru) - set(lama)), len(set(lama) - set(baru))
    if tambah:
        yield f"Catatan, tautan, atau bidang ditempelkan pada halaman {nomor} ({tambah} buah)."
    elif hilang:
        yield f"Tautan atau bidang pada halaman {nomor} dihilangkan ({hilang} buah)."


def _write_halaman(awal: int, akhir: int) -> str:
    """Indexes from 0 as people count: "halaman 2", "halaman 2 sampai 4"."""
    return f"halaman {awal + 1}" if akhir - awal == 1 else f"halaman {awal + 1} sampai {akhir}"


def _compare_lampiran(lama: Uraian, baru: Uraian) -> Iterator[str]:
    return _compare_kamus(lama.lampiran, baru.lampiran, "Lampiran", "diganti isinya")


def _compare_kolom(lama: Uraian, baru: Uraian) -> Iterator[str]:
    return _compare_kamus(lama.kolom, baru.kolom, "Kolom isian", "diubah")


def _compare_kamus(lama: dict[str, str], baru: dict[str, str], apa: str, diubah: str) -> Iterator[str]:
    for nama in sorted({*lama, *baru}):
        if nama not in baru:
            yield f"{apa} “{clean(nama)}” dihilangkan."
        elif nama not in lama:
            yield f"{apa} “{clean(nama)}” ditambahkan."
        elif lama[nama] != baru[nama]:
            yield f"{apa} “{clean(nama)}” {diubah}."


def _compare_penanda(lama: Uraian, baru: Uraian) -> Iterator[str]:
    if lama.penanda != baru.penanda:
        yield "Penanda buku (daftar judul di samping halaman) diubah."
    if lama.tampilan != baru.tampilan:
        yield "Cara berkas ditampilkan (bahasa, lapisan, atau penomoran halaman) diubah."


def _compare_tindakan(lama: Uraian, baru: Uraian) -> Iterator[str]:
    if lama.tindakan != baru.tindakan:
        yield "Perintah yang berjalan sendiri saat berkas dibuka ditambahkan atau diubah. Jangan buka berkas ini."


def _compare_metadata(lama: Uraian, baru: Uraian) -> Iterator[str]:
    beda = [n for n in sorted({*lama.metadata, *baru.metadata}) if lama.metadata.get(n) != baru.metadata.get(n)]
    if beda:
        yield f"Metadata diubah: {', '.join(LABEL_METADATA.get(nama, clean(nama)) for nama in beda[:10])}."


def _compare_tanda(lama: Uraian, baru: Uraian) -> Iterator[str]:
    semula = {satu.cms for satu in lama.tanda}
    milik = [satu for satu in baru.tanda if satu.cms in semula]
    if not milik:
        yield "Tanda tangan yang asli tidak ada lagi pada berkas ini."
    if any(not satu.utuh for satu in milik):
        yield "Tanda tangan yang asli masih ada, tetapi tidak cocok lagi dengan isi berkas."
    for satu in baru.tanda:
        if satu.cms not in semula:
            yield f"Ada tanda tangan lain, bukan yang asli: “{clean(satu.nama)}”."


TAMPAK: tuple[Callable[[Uraian, Uraian], Iterator[str]], ...] = (
    _compare_halaman, _compare_lampiran, _compare_kolom, _compare_penanda, _compare_tindakan
)  # fmt: skip
"""What a reader sees, or what the file does."""


def clean(teks: str) -> str:
    """A word out of a stranger's file, fit to be shown: one line, what prints, not endless."""
    polos = " ".join("".join(huruf if huruf.isprintable() else " " for huruf in teks[: 4 * PANJANG_NAMA]).split())
    return polos if len(polos) <= PANJANG_NAMA else f"{polos[: PANJANG_NAMA - 1]}…"


def main() -> None:
    """The bounded process."""
    bound()
    print(json.dumps(compare(*split(sys.stdin.buffer.read()))))


if __name__ == "__main__":
    main()
