"""What was done to a sealed PDF: the original beside the copy that somebody holds, told part by part.

The copy is hostile until proven otherwise, so it is taken apart in a process of its own with a bound on memory and
time. `python -m measurement.signing.banding` is that process: both files on stdin, the sentences as JSON on stdout.
"""

import difflib
import json
import logging
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from measurement.signing.uraian import Tanda, Uraian, UraianError, describe, judge_tambahan

MAKS_MEMORI = 1024 * 1024 * 1024
MAKS_DETIK = 8
DETIK_URAI = 5
MAKS_KALIMAT = 20
PANJANG_NAMA = 80
RUSAK = "Susunan berkas rusak sehingga isinya tidak dapat diuraikan bagian demi bagian."
BERAT = "Berkas terlalu rumit atau terlalu besar setelah dibuka, jadi isinya tidak diuraikan bagian demi bagian."
TAK_DINILAI = "Sesudah tanda tangan ada yang ditambahkan; halaman, lampiran, dan kolom isian yang tampak tetap sama."
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
    masukan = len(asli).to_bytes(8, "big") + asli + salinan
    akar = Path(__file__).resolve().parent.parent.parent
    try:
        hasil = subprocess.run(
            [sys.executable, "-m", "measurement.signing.banding", str(MAKS_MEMORI)], input=masukan,
            capture_output=True, check=True, timeout=2 * MAKS_DETIK, cwd=akar,
        )  # fmt: skip
        return [str(satu) for satu in json.loads(hasil.stdout)]
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
    for ubah, a, b, c, d in difflib.SequenceMatcher(None, isi_lama, isi_baru, autojunk=False).get_opcodes():
        sama = min(b - a, d - c)
        if ubah == "equal":
            for n in range(sama):
                yield from _compare_catatan(lama.halaman[a + n].catatan, baru.halaman[c + n].catatan, c + n + 1)
            continue
        if sama:
            yield f"Isi {_write_halaman(c, c + sama)} berubah: yang tampak tidak lagi seperti aslinya."
        if b - a > sama:
            yield f"{_write_halaman(a + sama, b).capitalize()} dari aslinya dihilangkan."
        if d - c > sama:
            yield f"{_write_halaman(c + sama, d).capitalize()} disisipkan; aslinya tidak ada."


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
        yield "Tanda tangan segel yang asli tidak ada lagi pada berkas ini."
    if any(not satu.utuh for satu in milik):
        yield "Tanda tangan segel masih ada, tetapi tidak cocok lagi dengan isi berkas."
    for satu in baru.tanda:
        if satu.cms not in semula:
            yield f"Ada tanda tangan lain, bukan segel yang menandatangani aslinya: “{clean(satu.nama)}”."


TAMPAK: tuple[Callable[[Uraian, Uraian], Iterator[str]], ...] = (
    _compare_halaman, _compare_lampiran, _compare_kolom, _compare_tindakan
)  # fmt: skip
"""What a reader sees, or what the file does."""


def clean(teks: str) -> str:
    """A word out of a stranger's file, fit to be shown: one line, what prints, not endless."""
    polos = " ".join("".join(huruf if huruf.isprintable() else " " for huruf in teks[: 4 * PANJANG_NAMA]).split())
    return polos if len(polos) <= PANJANG_NAMA else f"{polos[: PANJANG_NAMA - 1]}…"


def _stop(nomor: int, bingkai: FrameType | None) -> None:
    """Ends the dear part of the work in time to tell what was found before it."""
    raise TimeoutError


def main() -> None:
    """The bounded process; its argument is the memory that it may take, in bytes."""
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
    resource.setrlimit(resource.RLIMIT_CPU, (MAKS_DETIK, MAKS_DETIK))
    logging.disable(logging.CRITICAL)
    signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, DETIK_URAI)
    masukan = sys.stdin.buffer.read()
    batas = 8 + int.from_bytes(masukan[:8], "big")
    print(json.dumps(compare(masukan[8:batas], masukan[batas:])))


if __name__ == "__main__":
    main()
