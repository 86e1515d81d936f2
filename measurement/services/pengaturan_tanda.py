"""Setting an office's way to sign, trying its service, and keeping a signer's NIK."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import capfirst
from django.views.decorators.debug import sensitive_variables

from collection.enums import Peran
from collection.errors import AksesError, IsianError
from collection.models import Pengguna, PerangkatDaerah
from collection.queries import list_penugasan, require_peran
from collection.services.jejak import audited, write_jejak
from measurement.enums import CaraTanda
from measurement.errors import LayananError
from measurement.models import IdentitasTanda, PengaturanTanda
from measurement.services.tanda_tangan import BSRE, build_pelanggan, find_pengaturan, hold_layanan
from measurement.signing.bsre import PEMILIK, read_status, tell_status
from measurement.signing.kirim import ALAMAT, is_alamat
from measurement.signing.rahasia import lock

PANJANG_NIK = 16
NIK_KOSONG = "0" * PANJANG_NIK
KOLOM = ("cara", "alamat", "akun", "wajib_tepercaya", "alamat_cap", "jangka_panjang")
BUKAN_BSRE = "Simpan dahulu pengaturan dengan cara BSrE, lalu periksa sambungannya."


@sensitive_variables("teks")
def is_nik(teks: str) -> bool:
    """Sixteen digits (Perpres 96/2018)."""
    return len(teks) == PANJANG_NIK and teks.isascii() and teks.isdigit()


@sensitive_variables("isi")
def check_isi(isi: Mapping[str, Any], *, ada_sandi: bool) -> dict[str, str]:
    """What is wrong with the settings, by field; `ada_sandi`: a password is stored already."""
    galat = {n: ALAMAT for n in ("alamat", "alamat_cap") if isi.get(n) and not is_alamat(isi[n])}
    if isi.get("cara") in BSRE:
        perlu = {"alamat": "Tulis alamat layanan BSrE.", "akun": "Tulis nama akun layanan."}
        galat |= {nama: pesan for nama, pesan in perlu.items() if not isi.get(nama)}
        if ":" in (isi.get("akun") or ""):
            galat["akun"] = "Nama akun tidak boleh memuat titik dua."
        if not (isi.get("sandi") or ada_sandi):
            galat["sandi"] = "Tulis kata sandi layanan."
    if isi.get("jangka_panjang") and not isi.get("alamat_cap"):
        galat["jangka_panjang"] = "B-LTA memerlukan layanan cap waktu: tulis alamatnya."
    return galat


@sensitive_variables("isi")
def save_pengaturan(kantor: PerangkatDaerah, isi: Mapping[str, Any], user: Pengguna) -> PengaturanTanda:
    """Store the office's way; an empty password keeps the stored one, but goes with the address that it was for.

    Raises AksesError unless the user is Admin there today, IsianError with what is wrong by field.
    """
    with audited(kantor=kantor, user=user, aksi="atur_tanda_tangan", objek=kantor):
        require_peran(user, kantor, Peran.ADMIN)
        ada = PengaturanTanda.objects.select_for_update().filter(perangkat_daerah=kantor).first()
        satu = ada or PengaturanTanda(perangkat_daerah=kantor)
        lama = {nama: getattr(satu, nama) for nama in KOLOM}
        pindah = bool(satu.alamat) and isi["alamat"] != satu.alamat
        if galat := check_isi(isi, ada_sandi=bool(satu.sandi) and not pindah):
            raise IsianError(" ".join(galat.values()), {nama: [pesan] for nama, pesan in galat.items()})
        for nama in KOLOM:
            setattr(satu, nama, isi[nama])
        sandi_baru = bool(isi.get("sandi"))
        satu.sandi = lock(isi["sandi"]) if sandi_baru else "" if pindah else satu.sandi
        satu.diubah_oleh = user
        satu.save()
        baru = {nama: getattr(satu, nama) for nama in KOLOM} | {"kata_sandi_diganti": sandi_baru}
        write_jejak(kantor=kantor, user=user, aksi="atur_tanda_tangan", objek=satu, lama=lama, baru=baru)
    return satu


@sensitive_variables("nik")
def check_sambungan(kantor: PerangkatDaerah, nik: str, user: Pengguna) -> str:
    """A sentence on what the service says of a NIK; without one whether it answers our account at all.

    Raises AksesError unless the user is Admin there today, LayananError or SegelError where it does not answer.
    """
    require_peran(user, kantor, Peran.ADMIN)
    pengaturan = find_pengaturan(kantor)
    cara = CaraTanda(pengaturan.cara)
    if cara not in BSRE:
        raise LayananError(BUKAN_BSRE)
    with hold_layanan():
        status = read_status(build_pelanggan(pengaturan, nik or NIK_KOSONG), v2=cara == CaraTanda.BSRE_V2)
    tersambung = "Tersambung: layanan BSrE mengenal akun aplikasi ini."
    if not nik:
        return tersambung
    return f"{tersambung} NIK berakhiran {nik[-4:]}: status {status}. {capfirst(tell_status(status, PEMILIK))}"


@sensitive_variables("nik")
def save_nik(user: Pengguna, nik: str) -> None:
    """Keep the NIK with which BSrE knows this person, encrypted. Raises AksesError for who is Kepala nowhere today."""
    tugas = require_kepala(user)
    if not is_nik(nik):
        pesan = f"Tulis NIK dengan {PANJANG_NIK} angka."
        raise IsianError(pesan, {"nik": [pesan]})
    kantor = tugas.perangkat_daerah
    with audited(kantor=kantor, user=user, aksi="simpan_nik", objek=user):
        satu, _ = IdentitasTanda.objects.update_or_create(pengguna=user, defaults={"nik": lock(nik)})
        write_jejak(kantor=kantor, user=user, aksi="simpan_nik", objek=satu)


def require_kepala(user: Pengguna) -> Any:
    """The user's role as a Kepala today. Raises AksesError for who has none."""
    tugas = list_penugasan(user).filter(peran=Peran.KEPALA).first()
    if tugas is None:
        raise AksesError("NIK penanda tangan hanya untuk Kepala, Plt., atau Plh.")
    return tugas
