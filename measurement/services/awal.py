"""What the form of an act begins with: recorded before a return or a revision, used last time, or the usual."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from collection.enums import Peran
from collection.queries import list_unit_pelapor
from measurement.butir import Butir, JenisButir, split_kelengkapan
from measurement.catatan_baku import BUTIR
from measurement.enums import Aksi, JenisTindakan, SumberTindakLanjut, Transisi
from measurement.models import Catatan, Langkah, PengukuranKinerja, TindakLanjut
from measurement.services.metodologi import list_pilihan
from measurement.services.naskah import write_jabatan
from measurement.services.naskah_bahan import write_pekerjaan

_UNTUK = re.compile(r"\buntuk\s+(.+)", re.DOTALL)
TERBAWA = {
    JenisTindakan.RAPAT: ("tempat", "notulis"),
    JenisTindakan.UNDANGAN: ("tempat", "kepada"),
    JenisTindakan.SK_TIM: ("menimbang", "mengingat", "tugas", "susunan"),
    JenisTindakan.PENGGANDAAN: ("salinan",),
    JenisTindakan.PENOMORAN: ("kepada",),
    JenisTindakan.ARSIP: ("lokasi",),
}
"""What an office writes the same way in each case; dates and contents are never carried over."""
BUKAN_SEMULA = {
    (JenisTindakan.PERINTAH, "isi"), (JenisTindakan.PENOMORAN, "hal"), (JenisTindakan.PENOMORAN, "isi"),
    (JenisTindakan.TINDAK_LANJUT, "rencana"),
}  # fmt: skip
"""What a revision words anew, or takes from the register, although the case that it replaces has it on record."""


def build_awal(kasus: PengukuranKinerja) -> dict[str, Any]:
    """The first values of the present act's form; after a return, all that was recorded in this act before."""
    jenis = JenisTindakan(kasus.tindakan.jenis)
    if jenis not in BUTIR:
        return {}
    sendiri = _find_catatan(kasus, disposisi__pengukuran=kasus, disposisi__tindakan=kasus.tindakan.pk)
    if sendiri:
        return _pick(sendiri, tuple(butir.nama for butir in BUTIR[jenis]))
    awal = _build_baku(kasus, jenis) | _pick_semula(kasus, jenis)
    if kasus.menggantikan_id:
        return awal
    if jenis in TERBAWA:
        terakhir = _find_catatan(kasus, jenis=jenis.value)
        awal |= _pick(terakhir, TERBAWA[jenis]) if terakhir else {}
    return awal


def _pick_semula(kasus: PengukuranKinerja, jenis: JenisTindakan) -> dict[str, Any]:
    """Of a revision: what the case that it replaces has on record for the same act, but for days and the order.

    Papers of a revision have days of their own; whose tanda terima is not in hand has no date in it.
    """
    if kasus.menggantikan_id is None:
        return {}
    tindakan = kasus.tindakan
    letak = {"langkah__nomor": tindakan.langkah.nomor, "urutan": tindakan.urutan, "jenis": jenis.value}
    saring = {f"disposisi__tindakan__{kolom}": nilai for kolom, nilai in letak.items()}
    semula = _find_catatan(kasus, disposisi__pengukuran=kasus.menggantikan_id, **saring)
    terbawa = [b for b in BUTIR[jenis] if (jenis, b.nama) not in BUKAN_SEMULA and b.jenis != JenisButir.TANGGAL]
    isi = semula.isi if semula else {}
    return {b.nama: _forget_tanggal(b, isi[b.nama]) for b in terbawa if isi.get(b.nama)}


def _forget_tanggal(butir: Butir, nilai: Any) -> Any:
    """A table without the days in it."""
    if butir.jenis != JenisButir.TABEL:
        return nilai
    hari = [kolom.jenis == JenisButir.TANGGAL for kolom in butir.kolom]
    return [["" if kosong else sel for sel, kosong in zip(baris, hari, strict=True)] for baris in nilai]


def find_sha256(kasus: PengukuranKinerja) -> str:
    """The hash of the snapshot that the signer sees, while the report awaits the signature; else empty."""
    if kasus.tindakan.transisi != Transisi.TANDATANGANI:
        return ""
    dokumen = kasus.dokumen_set.first()
    return dokumen.sha256_snapshot if dokumen else ""


def _find_catatan(kasus: PengukuranKinerja, **saring: Any) -> Catatan | None:
    kantor = {"disposisi__pengukuran__perangkat_daerah": kasus.perangkat_daerah}
    semua = Catatan.objects.filter(disposisi__aksi=Aksi.SELESAIKAN.value, **kantor, **saring)
    return semua.order_by("-pk").first()


def _pick(catatan: Catatan, nama: tuple[str, ...]) -> dict[str, Any]:
    return {satu: catatan.isi[satu] for satu in nama if satu in catatan.isi}


def _build_baku(kasus: PengukuranKinerja, jenis: JenisTindakan) -> dict[str, Any]:
    """The usual wording of the office's paper; each line is the person's to change."""
    build = _BAKU.get(jenis)
    return build(kasus) if build else {}


def _build_perintah(kasus: PengukuranKinerja) -> dict[str, Any]:
    kembali = f" kembali sebagai revisi ke-{kasus.revisi}, karena: {kasus.alasan}" if kasus.revisi else ""
    apa = f"{write_pekerjaan(kasus.sop.nama)} {kasus.periode}"
    isi = f"{_write_tugas(kasus.tindakan.langkah, apa)} sesuai {kasus.sop.sebutan}{kembali.rstrip('.')}."
    bentuk, kepada = _guess_bentuk(kasus.tindakan.langkah), _guess_kepada(kasus)
    return {"bentuk": bentuk, "tanggal": _hari_ini(kasus), "kepada": kepada, "isi": isi}


def _write_tugas(langkah: Langkah, apa: str) -> str:
    """What is ordered: the SOP's work as a whole by its first row, by a later one what that row says after "untuk"."""
    tugas = _UNTUK.search(langkah.uraian)
    if langkah.nomor == 1 or tugas is None:
        return f"Laksanakan {apa}"
    return f"{tugas[1][:1].upper()}{tugas[1][1:].rstrip('. ')} untuk {apa}"


def _build_rapat(kasus: PengukuranKinerja) -> dict[str, Any]:
    return {"tanggal": _hari_ini(kasus), "pimpinan": kasus.tindakan.get_peran_display(), "notulis": "Tim SAKIP"}


def _build_undangan(kasus: PengukuranKinerja) -> dict[str, Any]:
    return {"acara": f"Rapat koordinasi {write_pekerjaan(kasus.sop.nama)} {kasus.periode}"}


def _build_sk_tim(kasus: PengukuranKinerja) -> dict[str, Any]:
    nama, tahun = kasus.perangkat_daerah.nama, kasus.periode.tahun
    return {"tentang": f"Tim Pengukuran Capaian Data Kinerja {nama} Tahun {tahun}"}


def _build_metodologi(kasus: PengukuranKinerja) -> dict[str, Any]:
    return {"metodologi": list_pilihan(kasus.perangkat_daerah, kasus.periode.tahun)[0][0]}


def _build_formulir(kasus: PengukuranKinerja) -> dict[str, Any]:
    return {"petunjuk": "Isi realisasi setiap indikator, lampirkan bukti, lalu serahkan kepada Tim SAKIP."}


def _build_distribusi(kasus: PengukuranKinerja) -> dict[str, Any]:
    semua = list_unit_pelapor(kasus.perangkat_daerah)
    return {"penerima": [[unit.nama, "", _hari_ini(kasus)] for unit in semua]}


def _build_lapor(kasus: PengukuranKinerja) -> dict[str, Any]:
    langkah = kasus.tindakan.langkah
    kepada = Peran.KEPALA if kasus.tindakan.peran == Peran.SEKRETARIS else Peran.SEKRETARIS
    hasil = _find_dilaporkan(langkah)
    sebutan = write_jabatan(kasus.perangkat_daerah) if kepada == Peran.KEPALA else kepada.label
    return {"kepada": sebutan, "hal": hasil, "isi": f"Disampaikan {hasil} untuk {kasus.periode}."}


def _find_dilaporkan(langkah: Langkah) -> str:
    """What is handed on: the row's output; where that is the Kepala's disposisi in the same row, what it is about."""
    if langkah.tindakan_set.filter(jenis=JenisTindakan.TERIMA.value).exists():
        return next(iter(split_kelengkapan(langkah.kelengkapan, langkah.dokumen)), langkah.output)
    if langkah.output.strip().lower() == "dokumen":
        # Purwakarta says no more than that in every row: what it is stands in the row's own words.
        return re.sub(r"^Menyampaikan | kepada .*$", "", langkah.uraian)
    return langkah.output or langkah.kelengkapan


def _build_terima(kasus: PengukuranKinerja) -> dict[str, Any]:
    return {"kepada": "Sekretaris", "isi": "Laporan diterima. Gunakan sebagai bahan evaluasi, lalu arsipkan."}


def _build_ulang(kasus: PengukuranKinerja) -> dict[str, Any]:
    return {"keterangan": f"Mengulang langkah {kasus.tindakan.langkah.nomor - 1}; sudah dikerjakan di sana."}


def _build_penomoran(kasus: PengukuranKinerja) -> dict[str, Any]:
    apa, kantor = kasus.sebutan_periode, kasus.perangkat_daerah.nama
    isi = f"Bersama ini disampaikan laporan hasil pengukuran kinerja {kantor} {apa}."
    return {"tanggal": _hari_ini(kasus), "hal": f"Penyampaian laporan hasil pengukuran kinerja {apa}", "isi": isi}


def _build_arsip(kasus: PengukuranKinerja) -> dict[str, Any]:
    """What the office's settings say by now, not what it wrote last time: another JRA counts from the next case on."""
    kantor = kasus.perangkat_daerah
    return {
        "klasifikasi": kantor.kode_klasifikasi, "retensi_aktif": str(kantor.retensi_aktif),
        "retensi_inaktif": str(kantor.retensi_inaktif), "nasib_akhir": kantor.nasib_arsip,
    }  # fmt: skip


def _build_tindak_lanjut(kasus: PengukuranKinerja) -> dict[str, Any]:
    """Of a revision: what stands open from the plan of the case that it replaces, as the register has it."""
    rencana = TindakLanjut.objects.terbuka().milik(kasus).filter(sumber=SumberTindakLanjut.RENCANA.value)
    kolom = ("uraian", "perubahan", "penanggung_jawab")
    baris = [[*(getattr(satu, nama) for nama in kolom), satu.batas.isoformat()] for satu in rencana]
    return {"rencana": baris} if baris else {}


_BAKU: Mapping[JenisTindakan, Callable[[PengukuranKinerja], dict[str, Any]]] = {
    JenisTindakan.PERINTAH: _build_perintah,
    JenisTindakan.RAPAT: _build_rapat,
    JenisTindakan.UNDANGAN: _build_undangan,
    JenisTindakan.SK_TIM: _build_sk_tim,
    JenisTindakan.METODOLOGI: _build_metodologi,
    JenisTindakan.FORMULIR: _build_formulir,
    JenisTindakan.DISTRIBUSI: _build_distribusi,
    JenisTindakan.LAPOR: _build_lapor,
    JenisTindakan.TERIMA: _build_terima,
    JenisTindakan.ULANG: _build_ulang,
    JenisTindakan.PENOMORAN: _build_penomoran,
    JenisTindakan.ARSIP: _build_arsip,
    JenisTindakan.TINDAK_LANJUT: _build_tindak_lanjut,
}


def _hari_ini(kasus: PengukuranKinerja) -> str:
    return kasus.perangkat_daerah.hari_ini().isoformat()


def _guess_bentuk(langkah: Langkah) -> str:
    """The paper that the SOP's own row names, its output before its kelengkapan."""
    for teks in (langkah.output.lower(), langkah.kelengkapan.lower()):
        for kata, bentuk in (("disposisi", "lembar_disposisi"), ("nota", "nota_dinas"), ("perintah", "surat_perintah")):
            if kata in teks:
                return bentuk
    return "surat_perintah"


def _guess_kepada(kasus: PengukuranKinerja) -> str:
    """Whoever acts in the next step."""
    berikut = kasus.sop.langkah_set.filter(nomor=kasus.tindakan.langkah.nomor + 1).first()
    tindakan = berikut.tindakan_set.first() if berikut else None
    return tindakan.get_peran_display() if tindakan else "Sekretaris"
