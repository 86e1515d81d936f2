"""Where a form stands between its unit, its Kabid and Tim SAKIP, and what its page offers for that."""

from typing import Any

from django.utils.safestring import SafeString

from collection.enums import FORMULIR_TERKUMPUL, StatusFormulir
from collection.kunci import Kunci
from collection.models import Formulir, Pengguna
from collection.queries_formulir import (
    Baris,
    map_validator,
    scope_formulir_kembali,
    write_kunci_baris,
    write_nama,
)
from collection.services.kunci_formulir import tell_kembali_percuma, tell_terkunci
from collection.services.percakapan import map_percakapan
from collection.views.acuan import YA, Acuan
from collection.views.baris_formulir import write_alamat
from collection.views.isi_formulir import IsiFormulir


def present_keadaan(
    formulir: Formulir, isi: IsiFormulir, user: Pengguna, *, milik: bool, kunci: Kunci
) -> dict[str, Any]:
    """What the page shows above the table; each row learns its conversation and whether it is locked.

    The number of queries is fixed.
    """
    percakapan = map_percakapan(user, formulir)
    semua: list[Baris] = [*isi.baris, *isi.anggaran]
    dulu = formulir.pengembalian_set.first() if formulir.status in FORMULIR_TERKUMPUL else None
    arahan = dulu.catatan if dulu else formulir.arahan
    acuan = Acuan("collection/_baris_tautan.html")
    for satu in semua:
        satu.kunci, satu.sebut = write_kunci_baris(satu), write_nama(satu)
        satu.terkunci = bool(tell_terkunci(kunci, satu))
        satu.percakapan, nota = percakapan.get(satu.kunci), isi.nota.get(satu.kunci, "")
        satu.nota = nota if nota not in arahan else ""  # what the note of the whole says already
        satu.tautan_baris = _draw(acuan, satu)
    kembali = scope_formulir_kembali(user).filter(pk=formulir.pk).exists()
    percuma = tell_kembali_percuma(formulir) if kembali else ""
    menunggu = formulir.status == StatusFormulir.DISERAHKAN
    validator = map_validator([formulir])[formulir.pk] if menunggu else None
    return {
        "sebagian": [satu for satu in semua if satu.kunci in isi.nota], "semula_kembali": dulu,
        "validator": validator,
        "boleh_terima": milik and formulir.status == StatusFormulir.DIKIRIM,
        "boleh_validasi": validator is not None and user.pk in {orang.pk for orang in validator.orang},
        "boleh_kembali": kembali and not percuma, "kembali_percuma": percuma,
    }


def _draw(acuan: Acuan, satu: Baris) -> SafeString:
    """The links of one row; most rows have nothing to tell."""
    ada = satu.percakapan or {}
    return acuan.draw(
        percakapan=write_alamat("collection:percakapan_detail", satu.kunci),
        riwayat=write_alamat("measurement:riwayat_detail", satu.kunci), sebut=satu.sebut,
        terkunci=YA if satu.terkunci else "", jumlah=str(ada.get("jumlah") or ""),
        terbuka=YA if ada.get("terbuka") else "", baru=str(ada.get("baru") or ""),
    )  # fmt: skip
