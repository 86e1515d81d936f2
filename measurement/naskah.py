"""Papers that acts make: which act makes which, what an office may reword in them, how blanks are filled in. Pure.

Forms follow Permendagri 1/2023 (tata naskah dinas) and Purwakarta's SOP, part V; the usual wording of each is in
naskah_baku.py, an office's own in `TemplatNaskah`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from measurement.enums import JenisNaskah, JenisSop, JenisTindakan, Status, Transisi
from measurement.naskah_baku import BAGIAN

_JENIS: Mapping[JenisTindakan, tuple[JenisNaskah, ...]] = {
    JenisTindakan.UNDANGAN: (JenisNaskah.UNDANGAN,),
    JenisTindakan.RAPAT: (JenisNaskah.DAFTAR_HADIR, JenisNaskah.NOTULEN),
    JenisTindakan.SUSUN: (JenisNaskah.PROGRAM_KERJA,),
    JenisTindakan.SK_TIM: (JenisNaskah.SK_TIM,),
    JenisTindakan.FORMULIR: (JenisNaskah.FORMULIR,),
    JenisTindakan.DISTRIBUSI: (JenisNaskah.TANDA_TERIMA,),
    JenisTindakan.DOKUMEN: (JenisNaskah.CHECKLIST,),
    JenisTindakan.REKAP: (JenisNaskah.REKAPITULASI,),
    JenisTindakan.LAPOR: (JenisNaskah.NOTA_DINAS,),
    JenisTindakan.TERIMA: (JenisNaskah.LEMBAR_DISPOSISI,),
    JenisTindakan.PENOMORAN: (JenisNaskah.SURAT_PENGANTAR,),
    JenisTindakan.PENGGANDAAN: (JenisNaskah.LEMBAR_PENGGANDAAN,),
    JenisTindakan.PENGIRIMAN: (JenisNaskah.BUKTI_PENGIRIMAN,),
    JenisTindakan.ARSIP: (JenisNaskah.DAFTAR_ARSIP,),
    JenisTindakan.TINDAK_LANJUT: (JenisNaskah.RENCANA_TINDAK_LANJUT,),
}
_KONSEP = (
    Transisi.AJUKAN, Transisi.AJUKAN_KOREKSI, Transisi.VERIFIKASI, Transisi.MINTA_VERIFIKASI, Transisi.KOREKSI,
    Transisi.SETUJUI,
)  # fmt: skip
"""From the hand-in to the signature: each of these passes on a draft of the report, which its row calls so."""

_PERINTAH = (JenisNaskah.SURAT_PERINTAH, JenisNaskah.NOTA_DINAS, JenisNaskah.LEMBAR_DISPOSISI)
BERNOMOR = (
    JenisNaskah.SURAT_PERINTAH,
    JenisNaskah.NOTA_DINAS,
    JenisNaskah.UNDANGAN,
    JenisNaskah.SK_TIM,
    JenisNaskah.SURAT_PENGANTAR,
)
"""Letters: their number is the next of the office's register, taken as they are issued."""

BERAGENDA = (JenisNaskah.LEMBAR_DISPOSISI,)
"""Numbered in the office's agenda of what is passed on, a register beside that of the letters."""

POLA_AGENDA = "{urut}/{tahun}"

KEPALA = (JenisNaskah.UNDANGAN, JenisNaskah.SK_TIM, JenisNaskah.SURAT_PENGANTAR)
"""What goes out in the office's name: signed by its Kepala, whoever prepared it. The others: by who did the act."""

DISEGEL = (JenisNaskah.SK_TIM,)
"""What the Kepala signs with the office's seal; its draft is not sealed. The report has its own way."""

LAPORAN = (JenisNaskah.KONSEP_LAPORAN, JenisNaskah.LAPORAN_PENGUMPULAN, JenisNaskah.LAPORAN_PENGUKURAN)
"""Laid out as the sealed report is, from the same figures, without number, seal and code."""

BENTUK: Mapping[JenisNaskah, str] = {
    JenisNaskah.UNDANGAN: "surat",
    JenisNaskah.SURAT_PENGANTAR: "surat_pengantar",
    JenisNaskah.NOTA_DINAS: "nota_dinas",
    JenisNaskah.LEMBAR_DISPOSISI: "lembar_disposisi",
    JenisNaskah.SURAT_PERINTAH: "surat_perintah",
    JenisNaskah.SK_TIM: "sk_tim",
    JenisNaskah.NOTULEN: "notulen",
    JenisNaskah.FORMULIR: "formulir",
    JenisNaskah.FORMULIR_TERISI: "formulir",
    JenisNaskah.KERTAS_KERJA: "kertas_kerja",
    JenisNaskah.REKAPITULASI: "rekapitulasi",
    **dict.fromkeys(LAPORAN, "laporan"),
}
"""The layout (templates/naskah/_<bentuk>.html); a kind that is not named here is a table below its heading."""

TABEL = "tabel"
BUATAN = tuple(jenis for jenis in JenisNaskah if jenis not in (JenisNaskah.LAPORAN, *LAPORAN))
"""Every kind that is made from a template; reports have their own way (services/laporan.py, services/snapshot.py)."""

TEMPAT: Mapping[str, str] = {
    "{periode}": "periode pengukuran, misalnya Triwulan II 2026",
    "{tahun}": "tahun pengukuran",
    "{kantor}": "nama perangkat daerah",
    "{pemerintah}": "pemerintah daerah pada kop",
    "{kota}": "tempat penandatanganan",
    "{kepala}": "sebutan kepala, misalnya Kepala Dinas",
    "{sop}": "nama dan nomor SOP",
    "{pekerjaan}": "pekerjaan menurut nama SOP, misalnya pengukuran kinerja",
    "{PEKERJAAN}": "yang sama dengan huruf besar, untuk judul",
}
"""What may stand in a text, with what it is replaced by."""

_KURUNG = re.compile(r"\{[^{}]*\}?|\}")


def list_naskah(
    jenis: JenisTindakan, isi: Mapping[str, Any], *, dari: Status, transisi: Transisi | None
) -> tuple[JenisNaskah, ...]:
    """The papers that finishing an act makes, from its record `isi` and the status in which it was done."""
    if jenis == JenisTindakan.PERINTAH:
        bentuk = str(isi.get("bentuk", ""))
        return tuple(satu for satu in _PERINTAH if satu.value == bentuk)
    if jenis == JenisTindakan.TANDA_TANGAN:
        return (JenisNaskah.SK_TIM,) if is_sk(jenis, dari=dari, transisi=transisi) else ()
    return _JENIS.get(jenis, ())


@dataclass(frozen=True)
class Alur:
    """What of an SOP decides about sheets of figures: what it ends in, the acts and transitions that it has."""

    jenis: JenisSop
    tindakan: frozenset[JenisTindakan]
    transisi: frozenset[Transisi]


def list_naskah_data(
    jenis: JenisTindakan, *, transisi: Transisi | None, output: str, alur: Alur
) -> tuple[JenisNaskah, ...]:
    """The sheets that an act makes from the case's own figures, besides the papers of its record.

    No scan stands for them: their words are not the act's. `output` is what the act's row of the SOP promises.
    """
    semua: list[JenisNaskah] = []
    if jenis == JenisTindakan.DISTRIBUSI and JenisTindakan.FORMULIR not in alur.tindakan:
        semua.append(JenisNaskah.FORMULIR)
    elif jenis in (JenisTindakan.PENGISIAN, JenisTindakan.VALIDASI):
        semua.append(JenisNaskah.FORMULIR_TERISI)
    elif jenis == JenisTindakan.HIMPUN and not _names_kertas_kerja(output):
        semua.append(JenisNaskah.REKAPITULASI_DATA)
    elif jenis == JenisTindakan.PERIKSA and JenisTindakan.SK_TIM in alur.tindakan and _names_sk(output):
        semua.append(JenisNaskah.SK_TIM)
    elif jenis in _KERTAS_KERJA or (jenis in _KERTAS_KERJA_BILA and _names_kertas_kerja(output)):
        semua.append(JenisNaskah.KERTAS_KERJA)
    if transisi in _KONSEP:
        semua.append(_find_laporan(transisi, alur))
    return tuple(semua)


_KERTAS_KERJA = (JenisTindakan.METODOLOGI, JenisTindakan.PENGUKURAN)
_KERTAS_KERJA_BILA = (JenisTindakan.HIMPUN, JenisTindakan.LAPOR)


def _names_kertas_kerja(output: str) -> bool:
    return "kertas kerja" in output.casefold()


def _names_sk(output: str) -> bool:
    return re.search(r"\bSK\b", output) is not None


def _find_laporan(transisi: Transisi, alur: Alur) -> JenisNaskah:
    """Verified, it is the report itself where nobody signs it (SOP Mahakam Ulu); else still a draft."""
    if transisi != Transisi.VERIFIKASI or Transisi.TERIMA not in alur.transisi:
        return JenisNaskah.KONSEP_LAPORAN
    kumpul = alur.jenis == JenisSop.PENGUMPULAN
    return JenisNaskah.LAPORAN_PENGUMPULAN if kumpul else JenisNaskah.LAPORAN_PENGUKURAN


def is_sk(jenis: JenisTindakan, *, dari: Status, transisi: Transisi | None) -> bool:
    """Whether what is signed is the SK of the Tim: a signature during the preparations is never the report's."""
    return jenis == JenisTindakan.TANDA_TANGAN and dari == Status.RAPAT and transisi != Transisi.TANDATANGANI


def has_naskah(jenis: JenisTindakan, *, dari: Status, transisi: Transisi | None) -> bool:
    """Whether the act makes paper, for which a scan of the signed one may stand."""
    return jenis == JenisTindakan.PERINTAH or bool(list_naskah(jenis, {}, dari=dari, transisi=transisi))


def find_dipindai(semua: Sequence[JenisNaskah], untuk: str) -> JenisNaskah | None:
    """The paper of `semua` for which a scan stands: the only one, or the one named; none where that is not said."""
    return next((satu for satu in semua if len(semua) == 1 or satu.value == untuk), None)


def write_pilih_dipindai(semua: Sequence[JenisNaskah]) -> str:
    """What is asked where a scan of one of these papers does not say which."""
    return f"Pilih naskah yang dipindai: {' atau '.join(satu.label for satu in semua)}."


_SEBELUM_TTD = (JenisTindakan.SK_TIM, JenisTindakan.PERIKSA)


def is_konsep(jenis: JenisNaskah, tindakan: JenisTindakan) -> bool:
    """A SK that was drafted and not yet signed has no number and is no SK; a draft of the report is none either."""
    return jenis == JenisNaskah.KONSEP_LAPORAN or (jenis == JenisNaskah.SK_TIM and tindakan in _SEBELUM_TTD)


def get_bentuk(jenis: JenisNaskah) -> str:
    """The name of the layout."""
    return BENTUK.get(jenis, TABEL)


@dataclass(frozen=True)
class IsiTempat:
    """What the blanks of a text are filled in with, `{periode}` → "Triwulan II 2026"."""

    nilai: Mapping[str, str]

    def fill(self, teks: str) -> str:
        """Plain replacement in one pass: what is filled in is never read as a blank again."""
        return _KURUNG.sub(lambda temu: self.nilai.get(temu.group(), temu.group()), teks)


def find_asing(teks: str) -> list[str]:
    """Blanks that nobody knows, each once, as typed; a brace that stands alone too."""
    return list(dict.fromkeys(satu for satu in _KURUNG.findall(teks) if satu not in TEMPAT))


def check_teks(label: str, teks: str) -> str:
    """What is wrong with an office's wording, as a sentence that lists the blanks that are known; else empty."""
    asing = find_asing(teks)
    if not asing:
        return ""
    return f"{label}: {', '.join(asing)} tidak dikenal. Yang tersedia: {' '.join(TEMPAT)}."


def merge_teks(jenis: JenisNaskah, teks: Mapping[str, str]) -> dict[str, str]:
    """The wording in force: the office's where it has one, else the usual."""
    return {bagian.nama: teks.get(bagian.nama, bagian.teks) for bagian in BAGIAN.get(jenis, ())}
