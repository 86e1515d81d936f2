"""Evidence of a row: attached, described, replaced, taken off and put back; never deleted from the store."""

from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from collection.enums import BentukBukti
from collection.errors import BentrokError, BerkasError, IsianError
from collection.models import Bukti, Formulir, Pengguna, Realisasi
from collection.services.bahan_bukti import BahanBukti, clean_sebaris, clean_teks, read_bahan_berkas
from collection.services.jejak import audited, write_jejak
from collection.services.realisasi import lock_baris

PANJANG_HALAMAN = 60
PANJANG_ALASAN = 1000


def attach_bukti(
    *, realisasi: Realisasi, berkas: UploadedFile, user: Pengguna, syarat: str = "", halaman: str = "",
    ulang: bool = False,
) -> Bukti:  # fmt: skip
    """Keep one evidence file with the row, each content once. Raises BerkasError, AksesError, BentrokError.

    `ulang`: the same file is sent again because its answer was lost; what arrived the first time is the answer.
    """
    kantor = realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="unggah_bukti", objek=realisasi):
        formulir = lock_baris(realisasi, user)
        bahan = read_bahan_berkas(berkas)
        ada = _find_sama(realisasi, bahan)
        if ada is not None and ulang and (ada.nama, ada.diunggah_oleh_id) == (bahan.nama, user.pk):
            return ada
        return _attach(formulir, realisasi, bahan, user, syarat=syarat, halaman=halaman)


def attach_bahan(*, realisasi: Realisasi, bahan: BahanBukti, user: Pengguna, syarat: str = "") -> Bukti:
    """Keep a link or a note with the row. Raises IsianError, AksesError, BentrokError."""
    kantor = realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="unggah_bukti", objek=realisasi):
        return _attach(lock_baris(realisasi, user), realisasi, bahan, user, syarat=syarat)


def _attach(
    formulir: Formulir, realisasi: Realisasi, bahan: BahanBukti, user: Pengguna, *, syarat: str = "",
    halaman: str = "",
) -> Bukti:  # fmt: skip
    _require_baru(realisasi, bahan)
    uraian = _read_uraian(realisasi, syarat, halaman)
    bukti = _create(realisasi, bahan, user, uraian)
    write_jejak(
        kantor=formulir.periode.perangkat_daerah, user=user, aksi="unggah_bukti", objek=realisasi,
        baru=_describe(bukti),
    )  # fmt: skip
    return bukti


def _create(realisasi: Realisasi, bahan: BahanBukti, user: Pengguna, uraian: dict[str, str]) -> Bukti:
    berkas = ContentFile(bahan.data, name=bahan.nama) if bahan.bentuk is BentukBukti.BERKAS else ""
    return Bukti.objects.create(
        realisasi=realisasi, bentuk=bahan.bentuk.value, berkas=berkas, isi=bahan.isi, nama=bahan.nama,
        jenis=bahan.jenis, ukuran=len(bahan.data), sha256=bahan.sha256, diunggah_oleh=user, **uraian,
    )  # fmt: skip


def _describe(bukti: Bukti) -> dict[str, str]:
    """What the trail says of it: a file by name and hash, a link or a note with what it is and says."""
    isi = {"nama": bukti.nama, "sha256": bukti.sha256}
    if bukti.bentuk != BentukBukti.BERKAS:
        isi |= {"bentuk": bukti.bentuk, "isi": bukti.isi}
    return isi | {n: nilai for n in ("halaman", "syarat") if (nilai := getattr(bukti, n))}


def _read_uraian(realisasi: Realisasi, syarat: str, halaman: str) -> dict[str, str]:
    """Page pointer and requirement as typed. Raises IsianError for a requirement that the indicator does not have."""
    syarat, halaman = syarat.strip(), clean_sebaris(halaman)
    if syarat and syarat not in realisasi.target.indikator.syarat_bukti:
        raise IsianError(f"“{syarat[:80]}” bukan bukti yang diminta untuk indikator ini. Pilih dari daftarnya.")
    if len(halaman) > PANJANG_HALAMAN:
        raise IsianError(f"Penunjuk halaman terlalu panjang: paling banyak {PANJANG_HALAMAN} huruf.")
    return {"syarat": syarat, "halaman": halaman}


def _find_sama(realisasi: Realisasi, bahan: BahanBukti) -> Bukti | None:
    semua = realisasi.bukti_set.kini().filter(sha256=bahan.sha256)
    return semua.select_related("diunggah_oleh").first()


def _require_baru(realisasi: Realisasi, bahan: BahanBukti) -> None:
    """The form is locked, so that of two uploads at once the second finds the first. Raises BerkasError."""
    ada = _find_sama(realisasi, bahan)
    if ada:
        raise BerkasError(
            f"{bahan.sebutan} tidak disimpan lagi: isinya sama dengan bukti {ada.nama} yang sudah diunggah "
            f"{ada.diunggah_oleh} pada baris ini."
        )


def replace_bukti(*, bukti: Bukti, bahan: BahanBukti, alasan: str, user: Pengguna) -> Bukti:
    """Put another file, link or note in the place of one; the old one stays readable, marked with the reason.

    Requirement and page pointer go over to the new one. Raises IsianError without a reason, BerkasError for the same
    content, AksesError, BentrokError where it was replaced or taken off meanwhile.
    """
    kantor = bukti.realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="ganti_bukti", objek=bukti.realisasi):
        lock_baris(bukti.realisasi, user)
        lama, alasan = _get_kini(bukti), clean_teks(alasan)
        if not alasan:
            raise IsianError("Tulis alasan penggantian: apa yang salah atau berubah pada bukti yang lama.")
        if len(alasan) > PANJANG_ALASAN:
            raise IsianError(f"Alasan terlalu panjang: paling banyak {PANJANG_ALASAN} huruf.")
        _require_baru(lama.realisasi, bahan)
        lama.pengganti = _create(lama.realisasi, bahan, user, {"syarat": lama.syarat, "halaman": lama.halaman})
        lama.alasan_ganti = alasan
        lama.save(update_fields=["pengganti", "alasan_ganti"])
        write_jejak(
            kantor=kantor, user=user, aksi="ganti_bukti", objek=lama.realisasi, lama=_describe(lama),
            baru=_describe(lama.pengganti) | {"alasan_ganti": alasan},
        )  # fmt: skip
    return lama.pengganti


def describe_bukti(*, bukti: Bukti, halaman: str, syarat: str, user: Pengguna) -> Bukti:
    """Say on which pages it proves the figure, and which requirement it meets. Raises as `attach_bukti` does."""
    kantor = bukti.realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="uraikan_bukti", objek=bukti.realisasi):
        lock_baris(bukti.realisasi, user)
        segar = _get_kini(bukti)
        # One that was met in words that are no longer asked for keeps them until another is chosen.
        uraian = _read_uraian(segar.realisasi, "" if syarat.strip() == segar.syarat else syarat, halaman)
        uraian["syarat"] = syarat.strip()
        lama = {nama: getattr(segar, nama) for nama in uraian}
        if lama != uraian:
            segar.halaman, segar.syarat = uraian["halaman"], uraian["syarat"]
            segar.save(update_fields=list(uraian))
            nama = {"nama": segar.nama}
            write_jejak(
                kantor=kantor, user=user, aksi="uraikan_bukti", objek=segar.realisasi, lama=nama | lama,
                baru=nama | uraian,
            )  # fmt: skip
    return segar


def _get_kini(bukti: Bukti) -> Bukti:
    """As it is now, under the form's lock. Raises BentrokError where it no longer stands for its row."""
    segar = Bukti.objects.select_related(
        "realisasi__target__indikator", "pengganti__diunggah_oleh", "dihapus_oleh"
    ).get(pk=bukti.pk)
    if segar.dihapus_pada:
        raise BentrokError(f"Bukti {segar.nama} sudah dilepas oleh {segar.dihapus_oleh}.")
    if segar.pengganti:
        baru = segar.pengganti
        raise BentrokError(f"Bukti {segar.nama} sudah diganti oleh {baru.diunggah_oleh} dengan {baru.nama}.")
    return segar


def open_bukti(bukti: Bukti) -> File:
    """What was attached: the stored file, or the text. Raises BerkasError where the store has lost it.

    That happens where the database alone was restored.
    """
    if getattr(bukti, "isi", ""):
        return ContentFile(bukti.isi.encode(), name=bukti.nama)
    try:
        return bukti.berkas.open()
    except FileNotFoundError as galat:
        pesan = f"Berkas {bukti.nama} tidak ada di penyimpanan. Hubungi pengelola server untuk memulihkannya."
        raise BerkasError(pesan) from galat


def remove_bukti(*, bukti: Bukti, user: Pengguna) -> None:
    """Take it off the row; the store and the trail keep it. Raises AksesError, BentrokError."""
    kantor = bukti.realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="hapus_bukti", objek=bukti.realisasi):
        lock_baris(bukti.realisasi, user)
        segar = _get_kini(bukti)
        segar.dihapus_oleh, segar.dihapus_pada = user, timezone.now()
        segar.save(update_fields=["dihapus_oleh", "dihapus_pada"])
        write_jejak(kantor=kantor, user=user, aksi="hapus_bukti", objek=segar.realisasi, lama=_describe(segar))


def restore_bukti(*, bukti: Bukti, user: Pengguna) -> Bukti:
    """Put back what was taken off. Raises BentrokError where it stands there, BerkasError where its like does."""
    kantor = bukti.realisasi.formulir.periode.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="pasang_bukti", objek=bukti.realisasi):
        lock_baris(bukti.realisasi, user)
        segar = Bukti.objects.select_related("realisasi").get(pk=bukti.pk)
        if not segar.dihapus_pada:
            raise BentrokError(f"Bukti {segar.nama} sudah terpasang lagi.")
        kembar = segar.realisasi.bukti_set.kini().filter(sha256=segar.sha256).first()
        if kembar:
            raise BerkasError(f"Bukti {segar.nama} tidak dipasang lagi: isinya sama dengan bukti {kembar.nama}.")
        segar.dihapus_oleh = segar.dihapus_pada = None
        segar.save(update_fields=["dihapus_oleh", "dihapus_pada"])
        write_jejak(kantor=kantor, user=user, aksi="pasang_bukti", objek=segar.realisasi, baru=_describe(segar))
    return segar
