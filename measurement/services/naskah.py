"""Papers of a case: issued as an act is finished, from a snapshot only, never changed; or a scan in their place."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_variables

from collection.models import PerangkatDaerah
from collection.services.logo import write_kop
from collection.tanggal import write_tanggal
from measurement.enums import Aksi, JenisNaskah, JenisSop, JenisTindakan, Status, Transisi
from measurement.errors import KelengkapanError
from measurement.models import Disposisi, Naskah, NaskahBersegel, NomorSurat, PengukuranKinerja, Sop
from measurement.models.dokumen import build_kode
from measurement.naskah import (
    BERAGENDA,
    BERNOMOR,
    DISEGEL,
    Alur,
    IsiTempat,
    get_bentuk,
    is_konsep,
    is_sk,
    list_naskah,
    list_naskah_data,
    merge_teks,
)
from measurement.pdf import build_qr, render_laporan, render_pdf, write_canonical
from measurement.services.lembar_naskah import GUGUR, find_lembar
from measurement.services.naskah_bahan import build_bahan, build_tanda, build_tempat, find_draf
from measurement.services.naskah_isi import Bahan, build_isi, split_baris
from measurement.services.nomor import take_nomor_naskah
from measurement.services.penyegelan import read_bersegel, seal_pdf
from measurement.services.pindaian import find_tanggal, keep_pindaian
from measurement.services.segel import write_kalimat
from measurement.services.templat_naskah import find_templat

VERSI = 1
TANPA_PINDAIAN = "Nomor pada kertas diisi bersama pindaiannya: pilih berkasnya, atau kosongkan nomornya."
Isi = Mapping[str, Any]


@sensitive_variables("isian")
def issue_naskah(kasus: PengukuranKinerja, disposisi: Disposisi, isi: Isi, isian: Isi) -> list[Naskah]:
    """The papers of an act that was just finished, or its scan; call it with the case locked.

    `isi` is the record, `isian` what was typed, with the file `pindaian`, `nomor_kertas`, of several papers the one
    that was scanned (`pindaian_untuk`), and, where the paper is sealed, the phrase `frasa`. Raises BerkasError for the
    file, SegelError where the Kepala would sign and there is none, or the seal does not open, KelengkapanError where a
    SK has no wording or a scan does not say what it is.
    """
    if disposisi.aksi != Aksi.SELESAIKAN:
        return []
    tindakan = disposisi.tindakan
    jenis, dari = JenisTindakan(tindakan.jenis), Status(disposisi.dari_status)
    transisi = Transisi(tindakan.transisi) if tindakan.transisi else None
    semua = list_naskah(jenis, isi, dari=dari, transisi=transisi)
    data = list_naskah_data(jenis, transisi=transisi, output=tindakan.langkah.output, alur=build_alur(kasus.sop))
    if semua and isian.get("pindaian"):
        dipindai = keep_pindaian(disposisi, semua, isi, isian)
        lain = [satu for satu in semua if satu != dipindai]
        return [_issue(kasus, disposisi, satu, isi if satu in lain else {}) for satu in (*lain, *data)]
    if isian.get("nomor_kertas"):
        raise KelengkapanError(TANPA_PINDAIAN, {"pindaian": [TANPA_PINDAIAN]})
    if is_sk(jenis, dari=dari, transisi=transisi):
        isi = _read_draf(kasus)
        semua = semua if isi else ()
    if jenis == JenisTindakan.PERIKSA and JenisNaskah.SK_TIM in data:
        isi = _read_diperiksa(kasus)
        data = data if isi else ()
    return [_seal(naskah, isian) for naskah in (_issue(kasus, disposisi, satu, isi) for satu in (*semua, *data))]


def build_alur(sop: Sop) -> Alur:
    """What decides about the sheets of figures that its acts make."""
    semua = [tindakan for langkah in sop.daftar_langkah for tindakan in langkah.daftar_tindakan]
    return Alur(
        jenis=JenisSop(sop.jenis), tindakan=frozenset(JenisTindakan(satu.jenis) for satu in semua),
        transisi=frozenset(Transisi(satu.transisi) for satu in semua if satu.transisi),
    )  # fmt: skip


@sensitive_variables("isian")
def _seal(naskah: Naskah, isian: Isi) -> Naskah:
    """The very PDF that the snapshot gives is sealed and kept, where the paper is one that the Kepala seals."""
    snapshot = read_naskah(naskah)
    if "segel" not in snapshot:
        return naskah
    disposisi = naskah.disposisi
    hasil = seal_pdf(
        render_naskah(snapshot), str(isian.get("frasa") or ""), kantor=disposisi.pengukuran.perangkat_daerah,
        alasan=f"Penetapan {snapshot['label']} nomor {snapshot['nomor']}", penanda=disposisi.pengguna,
    )  # fmt: skip
    NaskahBersegel.objects.create(
        naskah=naskah, kode=snapshot["segel"]["kode"], berkas=ContentFile(hasil.isi, name="naskah.pdf"),
        sha256=hasil.sha256, segel=hasil.segel,
    )  # fmt: skip
    return naskah


def _read_draf(kasus: PengukuranKinerja) -> Isi:
    """The wording of the SK that is signed; empty where the SOP has no draft of one."""
    draf = find_draf(kasus)
    if draf is None:
        return {}
    isi = draf.isi_catatan.isi
    if hasattr(draf, "pindaian") and not all(isi.get(nama) for nama in ("menimbang", "mengingat", "tugas")):
        pesan = "Konsep SK Tim berupa pindaian, jadi lampirkan pindaian SK yang sudah ditandatangani."
        raise KelengkapanError(pesan, {"pindaian": [pesan]})
    return isi


def _read_diperiksa(kasus: PengukuranKinerja) -> Isi:
    """The wording of the draft that was checked; empty where a scan is the draft, which is passed on itself."""
    draf = find_draf(kasus)
    return {} if draf is None or hasattr(draf, "pindaian") else draf.isi_catatan.isi


def _issue(kasus: PengukuranKinerja, disposisi: Disposisi, jenis: JenisNaskah, isi: Isi) -> Naskah:
    kantor, tindakan = kasus.perangkat_daerah, JenisTindakan(disposisi.tindakan.jenis)
    tanggal = find_tanggal(disposisi, isi)
    templat, konsep = find_templat(kantor, jenis), is_konsep(jenis, tindakan)
    periode, sop = kasus.sebutan_periode, kasus.sop
    tempat = build_tempat(kantor, periode=periode, tahun=kasus.periode.tahun, sop=sop.sebutan, pekerjaan=sop.nama)
    teks = _read_teks_draf(kasus, jenis, konsep) or fill_teks(jenis, templat.teks if templat else {}, tempat)
    bahan = build_bahan(kasus, disposisi, jenis, teks, tanggal)
    tanda = build_tanda(jenis, disposisi, kantor)
    nomor: NomorSurat | None = None
    if jenis in (*BERNOMOR, *BERAGENDA) and not konsep:
        nomor = take_nomor_naskah(kasus, jenis, tanggal, pola=templat.pola_nomor if templat else "")
    snapshot = build_snapshot(
        kantor, jenis, isi, bahan, tanda, nomor=nomor.nomor if nomor else "", konsep=konsep, periode=periode,
        templat=templat.versi if templat else 0,
    ) | ({} if konsep or jenis not in DISEGEL else {"segel": write_segel(kantor, build_kode())})  # fmt: skip
    tertulis = write_canonical(snapshot)
    return Naskah.objects.create(
        disposisi=disposisi, jenis=jenis.value, nomor_surat=nomor, tanggal=tanggal, isi=tertulis,
        sha256=hashlib.sha256(tertulis.encode()).hexdigest(),
    )  # fmt: skip


def _read_teks_draf(kasus: PengukuranKinerja, jenis: JenisNaskah, konsep: bool) -> dict[str, str]:
    """The wording of the draft that was approved, for what is sealed to be what was read; empty where none was made."""
    draf = find_draf(kasus) if jenis in DISEGEL and not konsep else None
    naskah = draf.naskah_set.filter(jenis=jenis.value).first() if draf else None
    return {nama: "\n".join(baris) for nama, baris in read_naskah(naskah)["teks"].items()} if naskah else {}


def write_segel(kantor: PerangkatDaerah, kode: str) -> dict[str, str]:
    """What a sealed paper says of the office's seal; the QR code leads to `alamat`."""
    return {"teks": write_kalimat(kantor), "kode": kode, "alamat": f"{settings.ORIGIN}/verifikasi/{kode}/"}


def fill_teks(jenis: JenisNaskah, teks: Mapping[str, str], tempat: IsiTempat) -> dict[str, str]:
    """The wording in force with its blanks filled in."""
    return {nama: tempat.fill(satu) for nama, satu in merge_teks(jenis, teks).items()}


def build_snapshot(
    kantor: PerangkatDaerah, jenis: JenisNaskah, isi: Isi, bahan: Bahan, tanda: Mapping[str, str], *,
    nomor: str, konsep: bool, periode: str, templat: int,
) -> dict[str, Any]:  # fmt: skip
    """All that the paper shows, as plain data. `templat`: the version of the office's wording, 0 the usual."""
    dibuat = build_isi(jenis, isi, bahan)
    return {
        "versi": VERSI, "jenis": jenis.value, "label": jenis.label, "bentuk": get_bentuk(jenis), "konsep": konsep,
        "templat": templat, "nomor": nomor, "periode": periode, "tanggal": bahan.tanggal.isoformat(),
        "tanggal_teks": "" if konsep else write_tanggal(bahan.tanggal),
        "kantor": write_kop(kantor, "nama", "pemerintah", "alamat", "kota"),
        "jabatan_kepala": write_jabatan(kantor),
        "teks": {nama: split_baris(satu) for nama, satu in bahan.teks.items()},
        **dibuat, "tanda": dibuat["tanda"] or [dict(tanda)],
    }  # fmt: skip


def write_jabatan(kantor: PerangkatDaerah) -> str:
    """The head's full title: "Kepala Dinas" of "Dinas Sosial" is Kepala Dinas Sosial, the word not said twice."""
    awal, _, akhir = kantor.sebutan_kepala.rpartition(" ")
    sama = akhir.lower() == kantor.nama.partition(" ")[0].lower()
    return f"{awal} {kantor.nama}" if awal and sama else f"{kantor.sebutan_kepala} {kantor.nama}"


def read_naskah(naskah: Naskah) -> dict[str, Any]:
    """The snapshot."""
    return json.loads(naskah.isi)


def render_naskah(snapshot: Mapping[str, Any], *, gugur: str = "") -> bytes:
    """The paper as PDF/A; the same snapshot gives the same bytes. `gugur`: printed on it, why it is void.

    Raises SegelError where a font is missing.
    """
    if "cetakan" in snapshot:
        cetakan = dict(snapshot["cetakan"]) | ({"konsep_teks": gugur} if gugur else {})
        return render_laporan(cetakan, konsep=bool(cetakan["konsep_teks"]))
    konteks = build_konteks(snapshot) | {"gugur": gugur}
    return render_pdf(render_to_string("naskah/cetak.html", konteks), gaya="naskah.css")


def build_konteks(snapshot: Mapping[str, Any]) -> dict[str, Any]:
    """What the templates of a paper are given: the snapshot, and the QR code of a sealed one."""
    return {"n": snapshot, "gugur": "", "qr": build_qr(snapshot["segel"]["alamat"]) if "segel" in snapshot else ""}


def build_pdf(naskah: Naskah) -> bytes:
    """The sealed file of a paper that was sealed; of any other its PDF, made anew.

    Raises SegelError where the sealed file was changed or lost, or a font is missing.
    """
    if hasattr(naskah, "bersegel"):
        return read_bersegel(naskah.bersegel)
    return render_naskah(read_naskah(naskah), gugur=GUGUR.get(find_lembar(naskah).keadaan, ""))
