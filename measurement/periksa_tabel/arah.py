"""How a table tells which way is better: our names, the words of offices, a formula written out."""

import re
from typing import NamedTuple

from collection.enums import Rumus


class Arah(NamedTuple):
    """A rumus, and whether the table names that very rumus (`tegas`) or only a direction, which has two for "less"."""

    rumus: Rumus
    tegas: bool = True


_BUKAN_HURUF = re.compile(r"[^a-z0-9]+")
_KATA: dict[Rumus, frozenset[str]] = {
    Rumus.MIN_SELISIH: frozenset({"turunselisih", "makinrendahmakinbaikselisih"}),
    Rumus.MIN_RASIO: frozenset({"turunrasio", "makinrendahmakinbaikrasio"}),
    Rumus.RENTANG: frozenset({"rentang", "range", "kisaran", "interval", "rentanglebihtinggilebihbaik"}),
    Rumus.RENTANG_WAKTU: frozenset(
        {"rangewaktu", "rangeturun", "rentangturun", "rentangwaktulebihsingkatlebihbaik", "rangetime"}
    ),
    Rumus.STABIL: frozenset({"tetap", "dipertahankan", "stabilize", "stabilisasi", "konstan", "stable"}),
    Rumus.PREDIKAT: frozenset({"predikat", "opini", "ordinal", "kategori"}),
    Rumus.YA_TIDAK: frozenset({"yaatautidak", "boolean", "adatidak", "adatidakada"}),
}
_FORMULA: dict[Rumus, frozenset[str]] = {
    Rumus.MAKS: frozenset({"r/t"}),
    Rumus.MIN_SELISIH: frozenset({"2t-r/t", "t-r-t/t", "t+t-r/t", "1+1-r/t", "1+t-r/t"}),
    Rumus.MIN_RASIO: frozenset({"t/r"}),
    Rumus.STABIL: frozenset({"1-|r-t|/t", "1-|t-r|/t"}),
}
_TURUN = re.compile(
    r"\b(?:min|mini\w*|(?:me)?nurun\w*|turun|negati[fv]e?|rendah|kecil|sedikit|singkat|pendek|lower|less|down|decreas\w+"
    r"|regresif|buruk|jelek|berkurang|mengurangi|inver[st]\w*|terbalik|kebalikan|low|desc|descending|lb|fewer|smaller)\b"
)
_NAIK = re.compile(
    r"\b(?:ma[kx]|ma[kx][is]\w*|(?:me)?ningkat\w*|naik|positi[fv]e?|tinggi|besar|banyak|higher|more|up|increas\w+"
    r"|progresif|bertambah|high|asc|ascending|hb|greater|larger|direct)\b"
)
_BIASA_TURUN = re.compile(
    r"\b(?:kemiskinan|miskin|stunting|pengangguran|prevalensi|kematian|inflasi|gini|temuan|putus sekolah|kecelakaan"
    r"|kekerasan|kejahatan|kriminalitas|pelanggaran|gizi (?:buruk|kurang)|kehilangan air|risiko bencana|unmet need"
    r"|drop ?out|ketimpangan|waktu tunggu|response time|waktu tanggap|kumuh|kesakitan|insiden[si]?|wasting|underweight"
    r"|obesitas|backlog|kesenjangan|emisi|kebakaran|lama waktu|keluhan|poverty|unemployment|mortality|waiting time)\b",
    re.IGNORECASE,
)
_MENURUNKAN = re.compile(
    r"\b(?:penurunan|pengurangan|penanganan|pengentasan|turunnya|bebas|tanpa|(?:ter|di)tangani|pencegahan|dicegah|cakupan"
    r"|pelayanan|intervensi|(?:di|ter)?tindak ?lanjut\w*|penyelesaian|(?:ter|di)selesaikan|pengendalian|(?:ter)?kendali"
    r"|pemenuhan|penanggulangan|penertiban|mendapat\w*|menerima|dilatih|dibina|diperbaiki|diedukasi|reduction|handled)\b",
    re.IGNORECASE,
)
_BELUM = re.compile(
    r"\b(?:belum|tidak|tak)\s+(?:(?:ter|di)?tangani|(?:di|ter)?tindak ?lanjut\w*|(?:ter|di)selesaikan|mendapat\w*"
    r"|menerima|dilatih|dibina|diperbaiki|diedukasi|dicegah|(?:ter)?kendali)\b",
    re.IGNORECASE,
)
_BIASA_NAIK = re.compile(
    r"\b(?:indeks|index|nilai|skor|score|persen(?:tase)?|prosentase|percentage|jumlah|number of|cakupan|coverage"
    r"|maturitas|maturity|serapan|penyerapan|kepuasan|satisfaction|pertumbuhan|growth|peningkatan|angka harapan"
    r"|rata-rata lama sekolah|pendapatan|kepatuhan|partisipasi|produksi|produktivitas|kemandirian)\b",
    re.IGNORECASE,
)
_MERUGIKAN = re.compile(
    r"\b(?:kasus|kebocoran|rusak|kerusakan|tertinggal|tidak|tak|belum|rawan|kerawanan|korban|konflik|sengketa|hilang"
    r"|kehilangan|terlambat|keterlambatan|sisa|tunggakan|piutang|utang|gagal|kegagalan|deviasi|selisih|kesalahan|beban"
    r"|biaya|waktu|lama|hari|kejadian|bencana|penyakit|penderita|perceraian|perkawinan|pernikahan|limbah|sampah"
    r"|pencemaran|gangguan|aduan|pengaduan|komplain|narkoba|buta|ketergantungan|susut|defisit|peringkat|ranking|risiko"
    r"|kerugian|rugi|cacat|titik api|kemacetan|macet|banjir|longsor|genangan|kurang|buruk|ilegal|liar|telantar"
    r"|terlantar|kekosongan|kosong|hukuman|pertumbuhan penduduk|jumlah anak"
    r"|putus|mangkir|ketidakhadiran|penolakan|ditolak|kedaluwarsa"
    r"|kematian|cases?|deaths?|losses|complaints?|damaged?|time|rank)\b",
    re.IGNORECASE,
)
_LAMA = re.compile(
    r"(?<!tepat )\b(?:lama(?:nya)?|waktu|durasi|hari|jam)\b.*\b(?:penyelesaian|pelayanan|layanan|penanganan"
    r"|tindak ?lanjut|penerbitan|pengurusan|proses|perizinan|izin|surat)\b",
    re.IGNORECASE,
)
_TERTULIS = re.compile(
    r"\b(?:se)?makin\s+(?:\w+,?\s+){1,6}(?:se)?makin\s+(?:baik|bagus|tinggi kinerja\w*)\b", re.IGNORECASE
)
_RUMUS_INDIKATOR = re.compile(r"\bjumlah\b|\bdibagi\b|[x×*]\s*100", re.IGNORECASE)


def read_arah(teks: str) -> Arah | None:
    """What a cell of the columns arah or rumus means; None where it is empty or unknown."""
    polos = teks.strip()
    if polos.strip("() ") in ("+", "↑", "▲"):
        return Arah(Rumus.MAKS)
    if polos.strip("() ") in ("-", "−", "–", "↓", "▼"):
        return Arah(Rumus.MIN_SELISIH, tegas=False)
    arah = _find_nama(polos) or _find_formula(polos)
    return arah or (None if _RUMUS_INDIKATOR.search(polos) else _find_kata(polos))


def find_tertulis(indikator: str) -> tuple[Arah, str] | None:
    """The direction that an indicator's own name says, with its words: `(semakin rendah semakin baik)`."""
    cocok = _TERTULIS.search(indikator)
    arah = _find_kata(cocok[0].replace("cepat", "singkat")) if cocok else None
    return (arah, cocok[0]) if cocok and arah else None


def is_biasa_turun(indikator: str) -> bool:
    """Whether less of it is usually better, by its name; it decides where the table tells no direction."""
    return bool(_BIASA_TURUN.search(indikator)) and not _is_ditangani(indikator)


def is_biasa_naik(indikator: str) -> bool:
    """Whether more of it is better, by its name; of what harms only where the name says that it is dealt with."""
    if _is_ditangani(indikator):
        return True
    turun = _BIASA_TURUN.search(indikator) or _MERUGIKAN.search(indikator)
    return bool(_BIASA_NAIK.search(indikator)) and not turun


def _is_ditangani(indikator: str) -> bool:
    """Whether what harms is dealt with: `yang ditindaklanjuti`, but not `yang belum ditindaklanjuti`.

    How long the dealing takes (`lama penyelesaian pengaduan`) says nothing of it.
    """
    if _LAMA.search(indikator) or _BELUM.search(indikator):
        return False
    return bool(_MENURUNKAN.search(indikator))


def _find_nama(teks: str) -> Arah | None:
    """The rumus by its own name or one that means nothing else."""
    polos = _BUKAN_HURUF.sub("", teks.casefold())
    for rumus in Rumus:
        if polos and (polos == rumus.value.replace("_", "") or polos in _KATA.get(rumus, ())):
            return Arah(rumus)
    return None


def _find_formula(teks: str) -> Arah | None:
    """`(2 x Target - Realisasi) / Target x 100%` and its like."""
    polos = re.sub(r"realisasi|capaian kinerja", "r", teks.casefold())
    polos = re.sub(r"target|rencana", "t", polos).replace("−", "-").replace("–", "-").replace(":", "/")
    polos = re.sub(r"\s|[()\[\]{}%=]", "", polos).replace("÷", "/")
    polos = re.sub(r"[x×*]?100[x×*]?", lambda m: "1" if m.group() == "100" and m.start() == 0 else "", polos)
    polos = re.sub(r"(?<=2)[x×*]", "", polos)
    return next((Arah(rumus) for rumus, bentuk in _FORMULA.items() if polos in bentuk), None)


def _find_kata(teks: str) -> Arah | None:
    """Direction in words: "semakin rendah realisasi semakin tinggi kinerja" holds both, and is about less."""
    polos = teks.casefold().replace("_", " ").replace("-", " ")
    if _TURUN.search(polos):
        return Arah(Rumus.MIN_SELISIH, tegas=False)
    return Arah(Rumus.MAKS) if _NAIK.search(polos) else None
