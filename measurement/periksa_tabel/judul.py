"""What a title of a column says: the many names that offices give it, its year and its period."""

import re
from collections.abc import Sequence

SASARAN, INDIKATOR, SATUAN, ARAH, RUMUS = "sasaran", "indikator", "satuan", "arah", "rumus"
TARGET, REALISASI, CAPAIAN = "target", "realisasi", "capaian"
PEMBILANG, PENYEBUT, BOBOT, KATEGORI = "pembilang", "penyebut", "bobot", "kategori"
ANGKA = (TARGET, REALISASI, CAPAIAN)
UANG, KINERJA = "uang", "kinerja"
SETAHUN = 99

NAMA: dict[str, tuple[str, ...]] = {
    SASARAN: ("sasaran", "sasaranstrategis", "sasaranprogram", "sasarankegiatan", "sasarandaerah", "tujuansasaran",
              "strategicobjective", "objective", "goal", "strategicgoal"),
    INDIKATOR: (
        "indikator", "indikatorkinerja", "indikatorkinerjautama", "indikatorsasaran", "namaindikator", "iku",
        "indicator", "uraianindikator", "indikatorkinerjaindividu", "ikk", "iki", "indicators", "kpi",
        "performanceindicator", "keyperformanceindicator",
    ),
    SATUAN: ("satuan", "satuanukuran", "satuanukur", "unit", "sat", "units", "unitofmeasure"),
    ARAH: (
        "arah", "polaritas", "arahkinerja", "arahindikator", "arahataurumus", "sifatindikator", "polarisasi", "jenis",
        "arahcapaian", "sifat", "direction", "trend", "tren", "polarity", "tipeindikator", "jenisindikator",
    ),
    RUMUS: ("rumus", "formula", "rumuscapaian", "rumusperhitungan", "formulaperhitungan", "caraperhitungan",
            "caramenghitung"),
    TARGET: ("target", "targetkinerja", "targettahunan", "targetpk", "pagu", "anggaran", "paguanggaran", "rencana",
             "alokasianggaran", "paguperubahan", "alokasi", "tgt", "targ", "trgt", "t", "targetcapaian", "budget",
             "planned", "plan", "nilaitarget", "rencanatingkatcapaian", "rencanatingkatcapaiantarget", "rencanacapaian",
             "rencanakinerja", "rencanacapaiankinerja", "targetrencanatingkatcapaian", "targetfisik", "targetkeuangan"),
    REALISASI: ("realisasi", "realisasikinerja", "realisasitahunan", "realisasianggaran", "realization", "realisation",
                "penyerapan", "real", "realis", "realiasi", "realisai", "relisasi", "r", "hasil", "hasilpengukuran",
                "hasilcapaian", "terealisasi", "aktual", "actual", "actuals", "result", "realisasicapaian",
                "nilairealisasi", "realised", "realized", "spent", "jumlah", "total", "jumlahrealisasi",
                "totalrealisasi", "realisasikeuangan", "realisasifisik"),
    CAPAIAN: (
        "capaian", "capaianpublished", "capaiantercetak", "capaiankinerja", "persencapaian", "persentasecapaian",
        "capaianpersen", "tingkatcapaian", "tingkatcapaiankinerja", "persen", "persentase", "prosentase", "serapan",
        "capaiandipublikasikan", "persenrealisasi", "persentaserealisasi", "pencapaian", "kinerja", "achievement",
        "persenserapan", "expectedcapaian", "persentaseserapan", "tingkatserapan", "tingkatpencapaian", "cap", "capai",
        "persencap", "c", "pct", "percent", "percentage", "achievementrate", "achieved", "rasiocapaian",
        "prosentasecapaian", "prosentaserealisasi", "tingkatrealisasi", "nilaicapaian", "ketercapaian", "persenreal",
        "tingkatkemajuan", "persenkemajuan", "persentasekemajuan", "kemajuan",
    ),
    PEMBILANG: ("pembilang", "numerator"),
    PENYEBUT: ("penyebut", "denominator"),
    BOBOT: ("bobot", "bobotpersen", "bobotindikator", "weight"),
    KATEGORI: ("kategori", "kategoricapaian", "kategorikinerja", "kriteria", "kriteriacapaian", "predikatcapaian",
               "predikatkinerja"),
}  # fmt: skip
JENIS = {"jenis", "jenisindikator", "tipeindikator", "sifat", "sifatindikator"}
"""Names of ARAH that are as often those of something else (IKU, IKK): only what stands below tells."""
CADANGAN = ("uraian", "program", "kegiatan", "subkegiatan", "programkegiatan", "programkegiatansubkegiatan",
            "uraianprogram", "uraiankegiatan", "namaprogram", "namakegiatan", "nama", "kinerja", "description",
            "activity", "programme", "kinerjautama", "indikatorkinerjaprogram")  # fmt: skip
"""What names a row where no column is called indikator."""
_LEMAH = {"t", "r", "c", "hasil", "cap", "capai", "plan", "planned", "rencana", "kinerja", "hasilcapaian",
          "nilaicapaian", "achieved", "spent", "jumlah", "total"}  # fmt: skip
"""Names that mean it only where no better one stands beside."""
_BULAN = ("januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
          "desember")  # fmt: skip
_ROMAWI = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TAHUN = re.compile(r"\b(?:tahun\s+|thn?\.?\s*|t\.?a\.?\s*)?((?:19|20)\d\d)\b", re.IGNORECASE)
_TAHUN_LALU = re.compile(r"\bn\s*[-−–]\s*(\d)\b|\btahun\s+(?:lalu|sebelumnya)\b", re.IGNORECASE)
_TRIWULAN = re.compile(r"\b(?:tw\.?|tri\s?wulan|kuartal|quarter|q)\s*-?\s*(iv|iii|ii|i|[1-4])\b", re.IGNORECASE)
_SEMESTER = re.compile(r"\b(?:semester|smt\.?|sem\.?)\s*-?\s*(ii|i|[12])\b", re.IGNORECASE)
_BULANAN = re.compile(rf"\b(?:bulan\s+)?({'|'.join(_BULAN)})\b", re.IGNORECASE)
_SETAHUN = re.compile(
    r"\b(?:akhir\s+tahun|tahun(?:an)?(?:\s+(?:ini|berjalan))?|thn?\.?|setahun|1 tahun|annual|full year)(?!\w)",
    re.IGNORECASE,
)
_SAMPAI = re.compile(r"\bs\s?\.?\s?/?\s?d\b\.?|\bsampai(?:\s+dengan)?\b", re.IGNORECASE)
_NOMOR = re.compile(r"\(\s*\d{1,2}\s*\)|[*†‡]+\)?")
_RUPIAH = re.compile(r"\(?\brp\b\.?\)?|\(k\)", re.IGNORECASE)
_UANG = re.compile(
    r"\brp\b|\brupiah\b|\bpagu\b|anggaran|\balokasi\b|\bbudget\b|keuangan|\bserapan\b|\bpenyerapan\b|\bbelanja\b"
    r"|\bfinancial\b",
    re.IGNORECASE,
)
_KINERJA = re.compile(r"\bkinerja\b|\bfisik\b|\bindikator\b|\bsasaran\b|\boutput\b|\bphysical\b", re.IGNORECASE)
_FISIK = re.compile(r"\bfisik\b|\bphysical\b", re.IGNORECASE)
_MURNI = re.compile(r"\b(?:sebelum(?:\s+(?:perubahan|pergeseran))?|murni|semula|awal|original)\b", re.IGNORECASE)
_PERUBAHAN = re.compile(
    r"\b(?:(?:setelah|sesudah)(?:\s+(?:perubahan|pergeseran))?|perubahan|menjadi|revisi|revised|p\W?apbd|apbd\W?p|dppa"
    r"|pk\W?p)\b",
    re.IGNORECASE,
)
_ACUAN = re.compile(r"\b(?:thd|terhadap)\b\.?\s+(.+)", re.IGNORECASE)
_DOKUMEN = re.compile(r"\W*(?:pk|apbd|dpa)?\W*", re.IGNORECASE)
_SEBUTAN = re.compile(r"\b(?:pk|apbd|dpa)\b", re.IGNORECASE)
_ANGKA_KOLOM = re.compile(r"\(?\s*\d{1,2}\s*[a-z]?\s*\)?\.?\s*(?:=.*)?")
_HURUF_KOLOM = re.compile(r"\(?\s*[a-z]\s*\)?\.?\s*(?:=.*)?", re.IGNORECASE)
_ARAH = re.compile(r"\(?\s*(?:\+\s*/\s*[-−–]|±|[-−–]\s*/\s*\+)\s*\)?")
_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")


def normalize_judul(judul: str) -> str:
    """Small letters and digits, without year, period, version and Rp: `Target TW IV 2019 (Rp)` is `target`.

    `%` alone is `persen`, `+/-` is `arah`; a target or pagu of a version (`Anggaran Murni`) is its name alone.
    """
    versi = _PERUBAHAN.sub(" ", _MURNI.sub(" ", judul))
    if "%" not in judul and _DOKUMEN.fullmatch(versi) and any(map(str.isalpha, judul)):
        return ""
    polos = _normalize(judul)
    tanpa = _normalize(_SEBUTAN.sub(" ", versi))
    return polos if tanpa not in NAMA[TARGET] or polos.startswith("perubahan") else tanpa


def _normalize(judul: str) -> str:
    polos = judul
    for sisa in (_NOMOR, _TAHUN, _TRIWULAN, _SEMESTER, _BULANAN, _SETAHUN, _SAMPAI, _RUPIAH):
        polos = sisa.sub(" ", polos)
    if _ARAH.fullmatch(judul.strip()):
        return ARAH
    return _BUKAN_HURUF.sub("", polos.casefold()) or ("persen" if "%" in judul else "")


def is_judul_angka(sel: str) -> bool:
    """Whether a cell is the heading of a numeric column by an exact name of more than a letter."""
    normal = normalize_judul(sel)
    return len(normal) > 1 and any(normal in NAMA[nama] for nama in ANGKA)


def is_judul_periode(sel: str) -> bool:
    """Whether a cell says only for when its column is: `TW IV`, `Tahun`, `2023`, `s.d. Juni`."""
    return bool(sel.strip()) and not normalize_judul(sel)


def is_nomor(isi: Sequence[str]) -> bool:
    """Whether cells number columns: all with a figure of one or two digits or all with a letter, `(7) = (6) / (5)`."""
    return all(_ANGKA_KOLOM.fullmatch(satu) for satu in isi) or all(_HURUF_KOLOM.fullmatch(satu) for satu in isi)


def is_judul_uang(judul: str) -> bool:
    """Whether a column's title says that it holds money: `Pagu`, `Target (Rp)`."""
    return bool(_UANG.search(judul))


def find_ranah(judul: str, grup: str) -> str:
    """UANG or KINERJA, where a title, else what stands above it, says one of the two and not both; else nothing."""
    for satu in (judul, grup):
        uang, kinerja = bool(_UANG.search(satu)), bool(_KINERJA.search(satu))
        if uang != kinerja:
            return UANG if uang else KINERJA
    return ""


def is_judul_fisik(judul: str) -> bool:
    """Whether a column holds the physical progress, which is no percentage of the money beside it."""
    return bool(_FISIK.search(judul))


def find_versi(judul: str) -> int:
    """1 for a target of the PK Perubahan (Menjadi, Setelah, P-APBD), -1 for the original one, 0 where none is said."""
    sisa = _MURNI.sub(" ", judul)
    return bool(_PERUBAHAN.search(sisa)) - (sisa != judul)


def list_kata(judul: str) -> set[str]:
    """The words of a title."""
    return set(re.findall(r"[a-z0-9]+", judul.casefold()))


def list_acuan(judul: str) -> set[str]:
    """What a capaian says that it is held to: `renstra` of “Capaian terhadap Target Renstra (%)”."""
    acuan = _ACUAN.search(judul)
    return list_kata(acuan[1]) - {TARGET} if acuan else set()


def strip_grup(judul: str, grup: str) -> str:
    """The title without the group that was put before it (`Kinerja Target`), where a known name is left."""
    sendiri = judul.removeprefix(f"{grup} ") if grup else judul
    return sendiri if any(measure_judul(sendiri, nama) in (0, 1) for nama in ANGKA) else judul


def measure_judul(judul: str, nama: str) -> int | None:
    """How far a title is from the known names of a numeric column (0 exact); None where it is another's."""
    normal = normalize_judul(judul)
    if find_bagian(normal):
        return None
    if nama == CAPAIAN and "%" in judul and (normal.startswith(("real", "serapan")) or normal == "keuangan"):
        return 1
    if normal in NAMA[nama]:
        return int(normal in _LEMAH)
    if any(normal in satu for satu in NAMA.values()):
        return None
    if normal.startswith(nama) or (nama == CAPAIAN and "capai" in normal and not normal.startswith(("target", "real"))):
        return 2
    return 3 if nama == CAPAIAN and normal.startswith(("persen", "prosen")) else None


def find_bagian(normal: str) -> str:
    """PEMBILANG or PENYEBUT where a normalized title names one of the realisasi's parts, else nothing."""
    if normal.startswith(TARGET):
        return ""
    return next((nama for nama in (PEMBILANG, PENYEBUT) if any(satu in normal for satu in NAMA[nama])), "")


def find_tahun(teks: str) -> int:
    """The year that a title names; 0 where none, and below it for years before (`Tahun n-1`, `tahun lalu`)."""
    if cocok := _TAHUN.search(teks):
        return int(cocok[1])
    lalu = _TAHUN_LALU.search(teks)
    return -int(lalu[1] or 1) if lalu else 0


def is_kumulatif(teks: str) -> bool:
    """Whether a title says that its column runs up from the year's beginning: `s.d. TW III`."""
    return bool(_SAMPAI.search(teks))


def find_periode(teks: str) -> int:
    """The month by whose end the title's period ends, SETAHUN for the year; 0 where it names none."""
    for pola, panjang in ((_TRIWULAN, 3), (_SEMESTER, 6)):
        if cocok := pola.search(teks):
            return panjang * (_ROMAWI.get(cocok[1].casefold()) or int(cocok[1]))
    if cocok := _BULANAN.search(teks):
        return _BULAN.index(cocok[1].casefold()) + 1
    return SETAHUN if _SETAHUN.search(_TAHUN.sub(" ", teks)) else 0
