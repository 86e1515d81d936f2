"""The usual wording of every kind of paper, part by part; each office may replace any of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from measurement.enums import JenisNaskah


@dataclass(frozen=True)
class Bagian:
    """One text of a paper that an office may change. Several lines are several paragraphs, or entries of a list."""

    nama: str
    label: str
    teks: str
    panjang: bool = True


def _judul(teks: str) -> Bagian:
    return Bagian("judul", "Judul", teks, panjang=False)


_SIFAT = Bagian("sifat", "Sifat", "Biasa", panjang=False)
_LAMPIRAN = Bagian("lampiran", "Lampiran", "-", panjang=False)
_TEMBUSAN = Bagian("tembusan", "Tembusan, satu per baris", "")
_DASAR = (
    "Peraturan Presiden Nomor 29 Tahun 2014 tentang Sistem Akuntabilitas Kinerja Instansi Pemerintah.\n"
    "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 53 Tahun 2014.\n"
    "{sop}."
)
_TUGAS = "Perintah ini dilaksanakan dengan penuh tanggung jawab dan hasilnya dilaporkan kepada pemberi perintah."


def _tabel(judul: str, pembuka: str, penutup: str = "") -> tuple[Bagian, ...]:
    return (
        _judul(judul),
        Bagian("pembuka", "Kalimat di atas tabel", pembuka),
        Bagian("penutup", "Kalimat di bawah tabel", penutup),
    )


BAGIAN: Mapping[JenisNaskah, tuple[Bagian, ...]] = {
    JenisNaskah.SURAT_PERINTAH: (
        _judul("SURAT PERINTAH"),
        Bagian("dasar", "Dasar, satu per baris", _DASAR),
        Bagian("penutup", "Kalimat penutup", _TUGAS),
        _TEMBUSAN,
    ),
    JenisNaskah.NOTA_DINAS: (
        _judul("NOTA DINAS"),
        _SIFAT,
        _LAMPIRAN,
        Bagian("hal", "Hal, bila berisi perintah", "Perintah {pekerjaan} {periode}", panjang=False),
        Bagian("penutup", "Kalimat penutup", "Demikian disampaikan untuk menjadi perhatian dan tindak lanjut."),
        _TEMBUSAN,
    ),
    JenisNaskah.LEMBAR_DISPOSISI: (
        _judul("LEMBAR DISPOSISI"),
        Bagian("sifat", "Sifat", "Segera", panjang=False),
        Bagian("hal", "Hal", "Perintah {pekerjaan} {periode}", panjang=False),
        Bagian(
            "harap",
            "Dengan hormat harap, satu per baris",
            "Tanggapan dan saran\nProses lebih lanjut\nKoordinasi dan konfirmasi",
        ),
    ),
    JenisNaskah.UNDANGAN: (
        Bagian("sifat", "Sifat", "Penting", panjang=False),
        _LAMPIRAN,
        Bagian("hal", "Hal", "Undangan", panjang=False),
        Bagian(
            "pembuka",
            "Kalimat pembuka",
            "Dalam rangka {pekerjaan} {kantor} {periode} sesuai {sop}, kami mengharap kehadiran "
            "Bapak/Ibu/Saudara pada:",
        ),
        Bagian(
            "penutup",
            "Kalimat penutup",
            "Mengingat pentingnya acara tersebut, dimohon hadir tepat pada waktunya dengan membawa data kinerja "
            "masing-masing.\nAtas perhatian dan kehadirannya disampaikan terima kasih.",
        ),
        _TEMBUSAN,
    ),
    JenisNaskah.DAFTAR_HADIR: _tabel("DAFTAR HADIR\nRAPAT {PEKERJAAN} {periode}", ""),
    JenisNaskah.NOTULEN: (
        _judul("NOTULA\nRAPAT {PEKERJAAN} {periode}"),
        Bagian("pembuka", "Kalimat pembuka", ""),
    ),
    JenisNaskah.PROGRAM_KERJA: _tabel(
        "PROGRAM KERJA KEGIATAN\n{PEKERJAAN} {periode}",
        "Program kerja ini disusun sebagai pedoman Tim SAKIP dalam melaksanakan {sop}.",
    ),
    JenisNaskah.SK_TIM: (
        Bagian("kesatu", "Kesatu", "Membentuk Tim sebagaimana tercantum dalam Lampiran Keputusan ini."),
        Bagian("kedua", "Kedua, sebelum tugas Tim", "Tim sebagaimana dimaksud dalam Diktum KESATU mempunyai tugas:"),
        Bagian(
            "ketiga",
            "Ketiga",
            "Segala biaya yang timbul akibat ditetapkannya Keputusan ini dibebankan pada Dokumen Pelaksanaan "
            "Anggaran {kantor} Tahun Anggaran {tahun}.",
        ),
        Bagian("keempat", "Keempat", "Keputusan ini mulai berlaku pada tanggal ditetapkan."),
        _TEMBUSAN,
    ),
    JenisNaskah.FORMULIR: (
        _judul("FORMULIR PENGUMPULAN DATA KINERJA\n{periode}"),
        Bagian("penutup", "Kalimat di bawah tabel", "Sertakan bukti pendukung setiap realisasi."),
    ),
    JenisNaskah.FORMULIR_TERISI: (
        _judul("FORMULIR PENGUMPULAN DATA KINERJA\nYANG SUDAH DIISI, {periode}"),
        Bagian("penutup", "Kalimat di bawah tabel", "Bukti pendukung disimpan pada aplikasi."),
    ),
    JenisNaskah.REKAPITULASI_DATA: _tabel(
        "REKAPITULASI HASIL PENGUMPULAN DATA KINERJA\n{periode}",
        "Data kinerja yang diserahkan unit dan dihimpun menurut {sop}:",
    ),
    JenisNaskah.KERTAS_KERJA: _tabel(
        "KERTAS KERJA PENGUKURAN KINERJA\n{periode}", "Pengukuran kinerja {kantor} menurut {sop}."
    ),
    JenisNaskah.TANDA_TERIMA: _tabel(
        "BUKTI TANDA TERIMA\nFORMULIR PENGUMPULAN DATA KINERJA {periode}",
        "Formulir pengumpulan data kinerja telah diterima oleh unit berikut.",
    ),
    JenisNaskah.CHECKLIST: _tabel(
        "CHECKLIST DOKUMEN\n{PEKERJAAN} {periode}", "Dokumen yang diperlukan menurut {sop}:"
    ),
    JenisNaskah.REKAPITULASI: _tabel(
        "REKAPITULASI HASIL PENGUKURAN KINERJA\n{periode}",
        "Hasil pengukuran per tujuan, sasaran, program, dan kegiatan menurut kertas kerja:",
    ),
    JenisNaskah.SURAT_PENGANTAR: (
        _judul("SURAT PENGANTAR"),
        Bagian("banyaknya", "Banyaknya", "1 (satu) berkas", panjang=False),
        Bagian("keterangan", "Keterangan", "Disampaikan dengan hormat untuk dipergunakan sebagaimana mestinya."),
        _TEMBUSAN,
    ),
    JenisNaskah.LEMBAR_PENGGANDAAN: _tabel(
        "LEMBAR PENGGANDAAN DOKUMEN\nLAPORAN HASIL PENGUKURAN KINERJA {periode}",
        "Laporan digandakan dan dibagikan sebagai berikut:",
    ),
    JenisNaskah.BUKTI_PENGIRIMAN: _tabel(
        "BUKTI PENGIRIMAN DOKUMEN\nLAPORAN HASIL PENGUKURAN KINERJA {periode}",
        "Laporan telah dikirim sebagai berikut:",
    ),
    JenisNaskah.DAFTAR_ARSIP: _tabel(
        "DAFTAR ARSIP\n{PEKERJAAN} {periode}", "Berkas {pekerjaan} diarsipkan sebagai berikut:"
    ),
    JenisNaskah.RENCANA_TINDAK_LANJUT: _tabel(
        "RENCANA TINDAK LANJUT\nHASIL PENGUKURAN KINERJA {periode}",
        "Berdasarkan hasil pengukuran kinerja ditetapkan rencana tindak lanjut berikut:",
    ),
}
