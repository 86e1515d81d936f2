"""What a judged table comes to, in sentences and in counts."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from measurement.periksa_tabel.verdict import KATA_ARAH, KATA_JUMLAH, KATA_PITA, TAK_DIPERIKSA, TIDAK, YA, Verdict

MAKS_NOMOR = 12
NAMA_SEBAB = {
    "dipotong": "desimalnya dipotong, bukan dibulatkan",
    "dibulatkan_ke_atas": "selalu dibulatkan ke atas",
    "setengah_ke_genap": "dibulatkan setengah ke genap",
    "dibulatkan_dua_kali": "dibulatkan dua kali",
    "desimal_kurang": "dibulatkan ke desimal yang lebih sedikit daripada yang ditulis",
    "dibatasi": "dibatasi tanpa disebut",
    "rumus_turun_lain": "memakai rumus lain untuk makin rendah makin baik",
    "arah_terbalik": "arah terbalik",
    "rumus_lain": "memakai rumus lain",
    "batas_rentang": "dihitung terhadap satu batas rentang",
    "pecahan": "ditulis sebagai pecahan, bukan persen",
    "realisasi_disalin": "realisasi disalin menjadi capaian",
    "selisih": "selisih, bukan persentase",
    "target_semula": "dihitung terhadap target semula, bukan target perubahan",
    "selisih_relatif": "selisih terhadap target, bukan capaian",
    "masukan_belum_dibulatkan": "mungkin dari masukan yang belum dibulatkan",
    "rerata_persentase": "rata-rata persentase, bukan jumlah dibagi jumlah",
    "realisasi_dibulatkan": "dari realisasi yang tertulis, bukan dari komponennya",
    "satuan_berbeda": "target dan realisasi berbeda satuan",
    "persentase_dijumlahkan": "persentase dijumlahkan, bukan jumlah dibagi jumlah",
    "rerata_tercetak": "rata-rata angka tercetak yang sebagian tidak cocok",
    "rumus_rentang_lain": "memakai rumus rentang yang lain",
    "contoh_peraturan": "mengikuti angka contoh PermenPANRB 8/2021, bukan aturannya",
    "kosong_dihitung_nol": "baris tanpa nilai dihitung 0",
    "ambigu": "angkanya dapat dibaca lebih dari satu cara",
    "tanpa_nilai": "angka tercetak, padahal tidak ada nilai yang dapat dihitung",
    "tidak_ditemukan": "tanpa penjelasan yang cocok",
}
"""What each code of Verdict.sebab means, for people."""
NAMA_PERINGATAN = {
    KATA_ARAH: "Arah perlu diperiksa",
    KATA_PITA: "Kategori tercetak lain dari Permendagri 86/2017",
    KATA_JUMLAH: "Jumlah yang bukan jumlah baris-barisnya",
}


class Bagian(NamedTuple):
    """One verdict and how many rows have it."""

    cocok: str
    jumlah: int
    total: int


def count_bagian(hasil: Sequence[Verdict]) -> list[Bagian]:
    """How many rows follow, do not, and cannot be compared; headings are left out of all three."""
    jumlah = Counter(v.cocok for v in hasil if v.cocok)
    return [Bagian(satu, jumlah[satu], jumlah.total()) for satu in (YA, TIDAK, TAK_DIPERIKSA)]


def write_ringkasan(hasil: Sequence[Verdict]) -> list[str]:
    """The summary in sentences: how many follow, which explanations, which rows, in which bands."""
    ya, tidak, tak = count_bagian(hasil)
    kalimat = [f"{ya.total} baris: {ya.jumlah} cocok, {tidak.jumlah} tidak cocok, {tak.jumlah} tidak dapat diperiksa."]
    for sebab, banyak in Counter(v.sebab for v in hasil if v.cocok == TIDAK).most_common():
        nomor = [n for n, v in enumerate(hasil, start=1) if (v.cocok, v.sebab) == (TIDAK, sebab)]
        kalimat.append(f"Tidak cocok, {NAMA_SEBAB[sebab]}: {banyak} ({_write_nomor(nomor)}).")
    for kata, nama in NAMA_PERINGATAN.items():
        if nomor := [n for n, v in enumerate(hasil, start=1) if v.cocok and kata in v.penjelasan]:
            kalimat.append(f"{nama}: {len(nomor)} ({_write_nomor(nomor)}).")
    pita = Counter(v.kategori for v in hasil if v.kategori)
    if pita:
        kalimat.append("Kategori: " + "; ".join(f"{label} {banyak}" for label, banyak in pita.most_common()) + ".")
    return kalimat


def _write_nomor(nomor: Sequence[int]) -> str:
    lain = f" dan {len(nomor) - MAKS_NOMOR} lagi" if len(nomor) > MAKS_NOMOR else ""
    return f"baris data {', '.join(map(str, nomor[:MAKS_NOMOR]))}{lain}"
