"""The logo of an office's letterhead: put there, replaced and taken away by its Admin; papers carry it with them."""

import base64
import hashlib
from typing import Any

from collection.errors import IsianError
from collection.models import Logo, Pengguna, PerangkatDaerah
from collection.services.isi_logo import read_gambar
from collection.services.jejak import audited, write_jejak
from collection.services.kantor import lock_kantor

SAMA = "Gambar ini sama dengan logo yang dipakai sekarang."
TIDAK_ADA = "Kantor ini tidak memakai logo, jadi tidak ada yang dihapus."


def find_logo(kantor: PerangkatDaerah) -> Logo | None:
    """The logo in force: the latest, unless that row says that there is none."""
    logo = kantor.logo_set.first()
    return logo if logo and logo.sha256 else None


def save_logo(*, kantor: PerangkatDaerah, isi: bytes, user: Pengguna) -> Logo:
    """Use the picture from now on. What was issued keeps its own.

    Raises AksesError for others than the office's Admin, IsianError (field `berkas`) for what is no logo.
    """
    with audited(kantor=kantor, user=user, aksi="unggah_logo", objek=kantor):
        segar = lock_kantor(kantor, user)
        gambar = read_gambar(isi)
        sidik = hashlib.sha256(gambar.isi).hexdigest()
        lama = find_logo(segar)
        if lama and lama.sha256 == sidik:
            raise IsianError(SAMA, {"berkas": [SAMA]})
        return _store(segar, lama, user, "unggah_logo", sha256=sidik, **gambar._asdict())


def remove_logo(*, kantor: PerangkatDaerah, user: Pengguna) -> Logo:
    """Print without a logo from now on. Raises AksesError for others than the Admin, IsianError where there is none."""
    with audited(kantor=kantor, user=user, aksi="hapus_logo", objek=kantor):
        segar = lock_kantor(kantor, user)
        lama = find_logo(segar)
        if lama is None:
            raise IsianError(TIDAK_ADA)
        return _store(segar, lama, user, "hapus_logo")


def _store(kantor: PerangkatDaerah, lama: Logo | None, user: Pengguna, aksi: str, **isian: Any) -> Logo:
    baru = Logo.objects.create(perangkat_daerah=kantor, diunggah_oleh=user, **isian)
    sebut = {"lama": {"sha256": lama.sha256 if lama else ""}, "baru": {"sha256": baru.sha256}}
    write_jejak(kantor=kantor, user=user, aksi=aksi, objek=kantor, **sebut)
    return baru


def write_kop(kantor: PerangkatDaerah, *nama: str) -> dict[str, Any]:
    """What a paper's data says of its office: these fields, and the logo where there is one.

    A paper without a logo has no such key: its bytes are those from before there were logos.
    """
    isi: dict[str, Any] = {satu: getattr(kantor, satu) for satu in nama}
    if logo := find_logo(kantor):
        png = base64.b64encode(bytes(logo.isi)).decode()
        isi["logo"] = {"sha256": logo.sha256, "png": f"data:image/png;base64,{png}"}
    return isi
