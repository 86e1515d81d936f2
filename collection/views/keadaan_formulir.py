"""Where a form stands between its unit, its Kabid and Tim SAKIP, and what its page offers for that."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import mark_safe

from collection.enums import StatusFormulir
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
from collection.views.isi_formulir import IsiFormulir

TANDA = "kunci-baris"
TANDA_NAMA = "\ue000nama\ue001"  # from Unicode's private area: escaping leaves it alone


def present_keadaan(
    formulir: Formulir, isi: IsiFormulir, user: Pengguna, *, milik: bool, kunci: Kunci
) -> dict[str, Any]:
    """What the page shows above the table; each row learns its conversation and whether it is locked.

    The number of queries is fixed.
    """
    percakapan = map_percakapan(user, formulir)
    semua: list[Baris] = [*isi.baris, *isi.anggaran]
    polos = _draw(TANDA, TANDA_NAMA)
    for satu in semua:
        satu.kunci, satu.sebut = write_kunci_baris(satu), write_nama(satu)
        satu.terkunci = bool(tell_terkunci(kunci, satu))
        satu.percakapan = percakapan.get(satu.kunci)
        if satu.percakapan or satu.terkunci:
            satu.tautan_baris = _draw(satu.kunci, satu.sebut, percakapan=satu.percakapan, terkunci=satu.terkunci)
        else:
            gambar = polos.replace(TANDA, satu.kunci).replace(TANDA_NAMA, escape(satu.sebut))
            satu.tautan_baris = mark_safe(gambar)
    kembali = scope_formulir_kembali(user).filter(pk=formulir.pk).exists()
    percuma = tell_kembali_percuma(formulir) if kembali else ""
    menunggu = formulir.status == StatusFormulir.DISERAHKAN
    validator = map_validator([formulir])[formulir.pk] if menunggu else None
    return {
        "sebagian": [satu for satu in semua if not satu.terkunci] if kunci.baris is not None else [],
        "validator": validator,
        "boleh_terima": milik and formulir.status == StatusFormulir.DIKIRIM,
        "boleh_validasi": validator is not None and user.pk in {orang.pk for orang in validator.orang},
        "boleh_kembali": kembali and not percuma, "kembali_percuma": percuma,
    }


def _draw(kunci: str, sebut: str, **lain: object) -> str:
    """The links of one row. Most rows have nothing to tell: theirs are drawn once and filled in for each."""
    isi = {"percakapan": None, "terkunci": False, "kunci": kunci, "sebut": sebut} | lain
    return render_to_string("collection/_baris_tautan.html", {"satu": isi})
