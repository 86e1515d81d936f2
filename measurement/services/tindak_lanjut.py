"""The register of follow-up: rows from an act, from the solutions of a recapitulation, or by hand; and their news."""

import datetime
import hashlib
import uuid
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from collection.enums import Peran
from collection.errors import AksesError, IsianError
from collection.models import Pengguna, Penugasan, PerangkatDaerah, Unit
from collection.queries import require_peran
from collection.services.isi_berkas import find_jenis, read_berkas
from collection.services.jejak import audited, write_jejak
from collection.tanggal import write_tanggal
from measurement.butir import build_rentang
from measurement.catatan_baku import PERUBAHAN, find_kekurangan
from measurement.enums import JenisTindakan, StatusTindakLanjut, SumberTindakLanjut
from measurement.errors import KelengkapanError
from measurement.giliran import asks_tindak_lanjut
from measurement.models import BarisKertasKerja, KabarTindakLanjut, PengukuranKinerja, TindakLanjut
from measurement.queries import PELAPOR, find_pelapor, list_tindak_lanjut_lalu

PENCATAT = (Peran.KEPALA, Peran.SEKRETARIS, Peran.TIM_SAKIP, Peran.PERENCANA)
PANJANG_URAIAN = 2000
TAK_DISUSUN = "Tidak ada lagi pada rencana tindak lanjut yang disusun ulang."


def create_tindak_lanjut(
    *, asal: PengukuranKinerja, uraian: str, perubahan: str, batas: datetime.date, user: Pengguna,
    unit: Unit | None = None, penanggung_jawab: str = "", baris: BarisKertasKerja | None = None,
) -> TindakLanjut:  # fmt: skip
    """Write one follow-up by hand, also of a case that has ended. The same one, still open, is not written twice.

    Raises AksesError, and IsianError with every fault by field.
    """
    kantor = asal.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="catat_tindak_lanjut", objek=asal):
        require_peran(user, kantor, *PENCATAT)
        _lock_register(kantor)
        isi = {
            "uraian": uraian.strip(), "perubahan": perubahan, "batas": batas, "unit": unit, "baris": baris,
            "penanggung_jawab": penanggung_jawab.strip() or (unit.nama if unit else ""),
        }  # fmt: skip
        _check_isi(asal, isi)
        return _record(asal, SumberTindakLanjut.REGISTER, isi, user)


def create_dari_solusi(*, asal: PengukuranKinerja, rencana: Sequence[Sequence[str]], user: Pengguna) -> int:
    """Make rows of the register from the solutions of the recapitulation; gives how many the table has.

    `rencana` has the columns of the act tindak_lanjut. Raises AksesError, KelengkapanError (by row and column).
    """
    kantor = asal.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="catat_tindak_lanjut", objek=asal):
        require_peran(user, kantor, *PENCATAT)
        rentang = build_rentang(asal.periode.tahun, kantor.hari_ini())
        kurang = find_kekurangan(JenisTindakan.TINDAK_LANJUT, {"rencana": rencana}, rentang)
        if kurang:
            raise KelengkapanError(" ".join(kurang["rencana"]), kurang)
        return len(_record_tabel(asal, rencana, SumberTindakLanjut.REKAP, user))


def record_rencana(
    kasus: PengukuranKinerja, rencana: Sequence[Sequence[str]], user: Pengguna, sebutan: str
) -> dict[str, Any]:
    """The rows of the act tindak_lanjut, inside its transaction; what goes on record with it.

    Where the act is done again, also in a revision, what is not in its table any more is called off.
    """
    tercatat = {satu.pk for satu in _record_tabel(kasus, rencana, SumberTindakLanjut.RENCANA, user)}
    lama = TindakLanjut.objects.terbuka().milik(kasus).filter(sumber=SumberTindakLanjut.RENCANA.value)
    for satu in lama.exclude(pk__in=tercatat):
        KabarTindakLanjut.objects.create(
            tindak_lanjut=satu, status=StatusTindakLanjut.BATAL.value, keterangan=TAK_DISUSUN, kunci=uuid.uuid4().hex,
            pengguna=user, sebutan=sebutan,
        )  # fmt: skip
    return {"tercatat": len(tercatat)}


def write_terbuka(kasus: PengukuranKinerja) -> dict[str, Any]:
    """What the present act puts on record about the open follow-ups of earlier cases; nothing where it does not ask."""
    semua = list_tindak_lanjut_lalu(kasus) if asks_tindak_lanjut(kasus) else []
    baris = [f"{s.uraian} ({s.penanggung_jawab}, batas {write_tanggal(s.batas)}): {s.keadaan}" for s in semua]
    return {"terbuka": baris} if baris else {}


def find_halangan_kabar(tindak_lanjut: TindakLanjut, penugasan: Penugasan | None) -> str:
    """Why who holds that role (queries.find_pelapor) may not write news of it now; empty when they may."""
    if penugasan is None:
        siapa = tindak_lanjut.unit.nama if tindak_lanjut.unit else "unit yang bertanggung jawab"
        return f"Kabar ditulis oleh Sekretaris, Tim SAKIP, atau {siapa}."
    if tindak_lanjut.selesai and penugasan.peran not in PELAPOR:
        keadaan = tindak_lanjut.keadaan.lower()
        return f"Tindak lanjut ini sudah {keadaan}. Bila perlu, Sekretaris atau Tim SAKIP membukanya lagi."
    return ""


def report_kabar(
    *, tindak_lanjut: TindakLanjut, status: str, keterangan: str, kunci: str, user: Pengguna,
    berkas: UploadedFile | None = None,
) -> KabarTindakLanjut:  # fmt: skip
    """Add a piece of news. `kunci` is the form's own: the same form sent twice is one row.

    "Selesai" needs a file that proves it, in this news or an earlier one; a closed follow-up is opened again by
    Sekretaris or Tim SAKIP only. Raises AksesError, IsianError (BerkasError) with every fault by field.
    """
    kantor = tindak_lanjut.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="kabar_tindak_lanjut", objek=tindak_lanjut):
        TindakLanjut.objects.select_for_update(no_key=True).get(pk=tindak_lanjut.pk)
        segar = TindakLanjut.objects.berstatus().get(pk=tindak_lanjut.pk)
        penugasan = find_pelapor(user, segar)
        ada = segar.kabar_set.filter(pengguna=user, kunci=kunci).first()
        if penugasan and ada:
            return ada
        if alasan := find_halangan_kabar(segar, penugasan):
            raise AksesError(alasan)
        isi = _read_berkas(berkas)
        _check_kabar(segar, status, keterangan.strip(), isi)
        kabar = KabarTindakLanjut.objects.create(
            tindak_lanjut=segar, status=status, keterangan=keterangan.strip(), kunci=kunci, pengguna=user,
            sebutan=penugasan.sebutan, **isi,
        )  # fmt: skip
        write_jejak(
            kantor=kantor, user=user, aksi="kabar_tindak_lanjut", objek=segar, lama={"status": segar.status},
            baru={"status": status, "keterangan": kabar.keterangan, "nama": kabar.nama, "sha256": kabar.sha256},
        )  # fmt: skip
    return kabar


def _lock_register(kantor: PerangkatDaerah) -> None:
    """One at a time in an office, so that of two equal rows the second finds the first."""
    PerangkatDaerah.objects.select_for_update(no_key=True).get(pk=kantor.pk)


def _check_isi(asal: PengukuranKinerja, isi: dict[str, Any]) -> None:
    rentang = build_rentang(asal.periode.tahun, asal.perangkat_daerah.hari_ini())
    unit, baris = isi["unit"], isi["baris"]
    salah = {
        "uraian": "" if 0 < len(isi["uraian"]) <= PANJANG_URAIAN else "Tulis apa yang akan dilakukan.",
        "perubahan": "" if isi["perubahan"] in dict(PERUBAHAN) else "Pilih apa yang diubah.",
        "penanggung_jawab": "" if isi["penanggung_jawab"] else "Pilih unit, atau tulis penanggung jawabnya.",
        "unit": "Unit ini bukan bagian dari kantor." if unit and unit.perangkat_daerah != asal.perangkat_daerah else "",
        "baris": "Indikator ini bukan dari pengukuran itu." if baris and baris.kertas_kerja.pengukuran != asal else "",
        "batas": "" if rentang.hari_ini <= isi["batas"] <= rentang.akhir
        else f"Batas waktu di luar {write_tanggal(rentang.hari_ini)} sampai {write_tanggal(rentang.akhir)}.",
    }  # fmt: skip
    kesalahan = {nama: [pesan] for nama, pesan in salah.items() if pesan}
    if kesalahan:
        raise IsianError(" ".join(pesan for [pesan] in kesalahan.values()), kesalahan)


def _record_tabel(
    kasus: PengukuranKinerja, rencana: Sequence[Sequence[str]], sumber: SumberTindakLanjut, user: Pengguna
) -> list[TindakLanjut]:
    kantor = kasus.perangkat_daerah
    _lock_register(kantor)
    unit = {nama.casefold(): satu for satu in kantor.unit_set.all() for nama in (satu.singkatan, satu.nama)}
    hasil = []
    for uraian, perubahan, siapa, batas in ([sel.strip() for sel in baris] for baris in rencana):
        isi = {
            "uraian": uraian, "perubahan": perubahan, "penanggung_jawab": siapa, "unit": unit.get(siapa.casefold()),
            "batas": datetime.date.fromisoformat(batas), "baris": None,
        }  # fmt: skip
        hasil.append(_record(kasus, sumber, isi, user))
    return hasil


def _record(asal: PengukuranKinerja, sumber: SumberTindakLanjut, isi: dict[str, Any], user: Pengguna) -> TindakLanjut:
    """The row; the one that is there already, where the same one is still open, also of the case that was revised."""
    ada = TindakLanjut.objects.terbuka().milik(asal).filter(**isi).first()
    if ada:
        return ada
    baru = TindakLanjut.objects.create(
        perangkat_daerah=asal.perangkat_daerah, asal=asal, sumber=sumber.value, dibuat_oleh=user, **isi
    )
    ubahan = {nama: nilai.isoformat() if nama == "batas" else nilai for nama, nilai in isi.items()}
    write_jejak(kantor=asal.perangkat_daerah, user=user, aksi="catat_tindak_lanjut", objek=baru, baru=ubahan)
    return baru


def _read_berkas(berkas: UploadedFile | None) -> dict[str, Any]:
    if berkas is None:
        return {}
    nama, isi = read_berkas(berkas)
    jenis = find_jenis(nama, isi)
    sidik = hashlib.sha256(isi).hexdigest()
    return {"berkas": ContentFile(isi, name=nama), "nama": nama, "jenis": jenis, "ukuran": len(isi), "sha256": sidik}


def _check_kabar(segar: TindakLanjut, status: str, keterangan: str, isi: dict[str, Any]) -> None:
    salah = {}
    if status not in StatusTindakLanjut.values():
        salah["status"] = ["Pilih keadaannya."]
    if not keterangan:
        salah["keterangan"] = ["Tulis apa yang sudah dikerjakan, atau mengapa belum."]
    if status == StatusTindakLanjut.SELESAI and not isi and not segar.kabar_set.exclude(berkas="").exists():
        salah["berkas"] = ["Lampirkan bukti: tindak lanjut dinyatakan selesai dengan buktinya."]
    if salah:
        raise IsianError(" ".join(pesan for [pesan] in salah.values()), salah)
