"""The acts of the six SOPs, without their wording, as pure dataclasses. The wording is in fixtures/sop."""

from collection.enums import Peran
from measurement.enums import JenisTindakan, Transisi
from measurement.sop import Langkah, Sop, Tindakan

WALKS = {
    "dispermades": (
        "pengukuran_kinerja",
        """1 perintah kepala disposisikan; 2 rapat sekretaris; 3 susun tim_sakip; 4 metodologi tim_sakip
        4 dokumen tim_sakip; 5 undangan tim_sakip; 6 rapat sekretaris mulai_pengumpulan; 7 pengisian bidang
        7 himpun tim_sakip mulai_pengukuran; 8 pengukuran tim_sakip; 9 rekap tim_sakip
        10 lapor tim_sakip ajukan; 11 periksa sekretaris verifikasi <8,7; 12 koreksi kepala koreksi <10
        13 lapor sekretaris; 14 tanda_tangan kepala tandatangani <12; 15 penggandaan staf
        16 arsip staf arsipkan""",
    ),
    "mahulu_pengumpulan": (
        "pengumpulan_data_kinerja",
        """1 perintah kepala disposisikan; 2 rapat sekretaris; 3 susun tim_sakip; 4 dokumen tim_sakip
        5 formulir tim_sakip; 6 distribusi tim_sakip mulai_pengumpulan; 7 pengisian bidang
        8 himpun tim_sakip mulai_pengukuran; 9 lapor tim_sakip ajukan; 10 periksa sekretaris verifikasi <7,8
        11 lapor sekretaris; 11 terima kepala terima <10; 12 arsip staf arsipkan""",
    ),
    "mahulu_pengukuran": (
        "pengukuran_kinerja",
        """1 perintah kepala disposisikan; 2 rapat sekretaris; 3 susun tim_sakip
        4 metodologi tim_sakip mulai_pengumpulan; 4 himpun tim_sakip mulai_pengukuran; 5 pengukuran tim_sakip
        6 rekap tim_sakip; 7 lapor tim_sakip ajukan; 8 periksa sekretaris verifikasi <5; 9 lapor sekretaris
        9 terima kepala terima <8; 10 arsip staf arsipkan""",
    ),
    "dinas": (
        "pengukuran_kinerja",
        """1 perintah kepala disposisikan; 2 perintah sekretaris; 3 sk_tim perencana; 4 periksa sekretaris <3
        5 tanda_tangan kepala mulai_pengumpulan <4; 6 pengisian bidang; 6 himpun tim_sakip mulai_pengukuran
        6 pengukuran tim_sakip; 6 lapor tim_sakip ajukan; 7 rapat sekretaris
        7 periksa sekretaris verifikasi <6; 8 koreksi kepala koreksi <7; 8 tanda_tangan kepala tandatangani
        9 tindak_lanjut sekretaris arsipkan""",
    ),
    "purwakarta": (
        "pengumpulan_data_kinerja",
        """1 perintah kepala disposisikan; 2 distribusi sekretaris mulai_pengumpulan; 3 pengisian bidang
        3 himpun kasubag mulai_pengukuran; 4 pengukuran kasubag; 5 rekap staf ajukan
        6 periksa sekretaris verifikasi <5; 6 koreksi kepala koreksi <5; 7 rapat sekretaris
        8 lapor sekretaris; 9 tanda_tangan kepala tandatangani <6; 10 ulang kepala; 11 penomoran staf
        12 penggandaan staf; 13 pengiriman staf arsipkan""",
    ),
    "banyumas": (
        "pengukuran_kinerja",
        """1 perintah kepala disposisikan; 2 formulir tim_sakip; 3 distribusi tim_sakip mulai_pengumpulan
        4 undangan sekretaris; 5 rapat sekretaris; 6 pengisian bidang; 6 himpun tim_sakip; 7 validasi kabid
        8 lapor kabid mulai_pengukuran; 8 pengukuran tim_sakip ajukan_koreksi
        9 koreksi kepala minta_verifikasi <7; 10 periksa sekretaris setujui <9,8
        11 tanda_tangan kepala tandatangani <9; 12 penomoran staf; 13 penggandaan staf
        14 arsip staf arsipkan""",
    ),
}  # fmt: skip


def build_tindakan(kata: list[str]) -> Tindakan:
    kembali = [int(nomor) for sisa in kata if sisa[0] == "<" for nomor in sisa[1:].split(",")]
    transisi = [Transisi(sisa) for sisa in kata[2:] if sisa[0] != "<"]
    return Tindakan(JenisTindakan(kata[0]), Peran(kata[1]), transisi[0] if transisi else None, tuple(kembali))


def build_sop(nama: str) -> Sop:
    """A walk of the table: one line per act, rows with the same number are one step."""
    prosedur, teks = WALKS[nama]
    isi: dict[int, list[Tindakan]] = {}
    for nomor, *kata in (tindakan.split() for tindakan in teks.replace("\n", ";").split(";")):
        isi.setdefault(int(nomor), []).append(build_tindakan(kata))
    langkah = tuple(Langkah(nomor, "", (), "", "", None, "", tuple(acts)) for nomor, acts in isi.items())
    return Sop(nama, prosedur, "", nama, langkah)
