"""An SOP from TOML text into versioned rows, and from rows back into the shape that the law is checked on."""

import datetime
import hashlib
from collections.abc import Iterable

from django.db import transaction

from collection.enums import Peran
from collection.models import PerangkatDaerah
from measurement import sop as bentuk
from measurement.enums import JenisSop, JenisTindakan, Transisi
from measurement.errors import KelengkapanError
from measurement.models import Langkah, Sop, Tindakan


@transaction.atomic
def load_sop(*, kantor: PerangkatDaerah, teks: str, berlaku_mulai: datetime.date) -> Sop:
    """Store the text as the office's next version of the procedure; the same text again gives the same row.

    Raises KelengkapanError with one sentence per fault, each naming its step.
    """
    isi = bentuk.read_sop(teks)
    salah = [str(kesalahan) for kesalahan in bentuk.find_errors(isi)]
    if salah:
        raise KelengkapanError(f"SOP {isi.nama} tidak sah.", {"": salah})
    sidik = hashlib.sha256(teks.encode()).hexdigest()
    terakhir = Sop.objects.filter(perangkat_daerah=kantor, prosedur=isi.prosedur).first()
    if terakhir and terakhir.sidik == sidik:
        return terakhir
    return _store(kantor, isi, sidik, berlaku_mulai, terakhir.versi + 1 if terakhir else 1)


def _store(kantor: PerangkatDaerah, isi: bentuk.Sop, sidik: str, mulai: datetime.date, versi: int) -> Sop:
    identitas = {kunci: list(n) if isinstance(n, tuple) else n for kunci, n in isi.identitas.items()}
    sop = Sop.objects.create(
        perangkat_daerah=kantor, prosedur=isi.prosedur, versi=versi, nomor=isi.nomor, nama=isi.nama,
        jenis=isi.jenis.value, masukan=isi.masukan, identitas=identitas, menit_per_hari=isi.menit_per_hari,
        sidik=sidik, berlaku_mulai=mulai,
    )  # fmt: skip
    for baris in isi.langkah:
        _store_langkah(sop, baris)
    return sop


def _store_langkah(sop: Sop, baris: bentuk.Langkah) -> None:
    langkah = Langkah.objects.create(
        sop=sop, nomor=baris.nomor, uraian=baris.uraian, pelaksana=list(baris.pelaksana),
        kelengkapan=baris.kelengkapan, waktu=baris.waktu, menit=baris.menit, output=baris.output,
        catatan=baris.catatan, dokumen=list(baris.dokumen),
    )  # fmt: skip
    Tindakan.objects.bulk_create(
        Tindakan(
            langkah=langkah, urutan=urutan, jenis=t.jenis.value, peran=t.peran.value,
            transisi=t.transisi.value if t.transisi else "", kembali_ke=list(t.kembali_ke),
        )
        for urutan, t in enumerate(baris.tindakan, start=1)
    )  # fmt: skip


def build_sop(sop: Sop, langkah: Iterable[Langkah] | None = None) -> bentuk.Sop:
    """The rows as the pure dataclasses of measurement.sop; `langkah` where they are at hand with their acts."""
    langkah = sop.daftar_langkah if langkah is None else langkah
    return bentuk.Sop(
        kantor=sop.perangkat_daerah.singkatan, prosedur=sop.prosedur, nomor=sop.nomor, nama=sop.nama,
        langkah=tuple(_build_langkah(baris) for baris in langkah), identitas=sop.identitas,
        menit_per_hari=sop.menit_per_hari, jenis=JenisSop(sop.jenis), masukan=sop.masukan,
    )  # fmt: skip


def _build_langkah(baris: Langkah) -> bentuk.Langkah:
    return bentuk.Langkah(
        nomor=baris.nomor, uraian=baris.uraian, pelaksana=tuple(baris.pelaksana), kelengkapan=baris.kelengkapan,
        waktu=baris.waktu, menit=baris.menit, output=baris.output, catatan=baris.catatan,
        dokumen=tuple(baris.dokumen),
        tindakan=tuple(
            bentuk.Tindakan(
                JenisTindakan(t.jenis), Peran(t.peran), Transisi(t.transisi) if t.transisi else None,
                tuple(t.kembali_ke),
            )
            for t in baris.daftar_tindakan
        ),
    )  # fmt: skip


def find_sop(kantor: PerangkatDaerah, prosedur: str) -> Sop | None:
    """The version in force today."""
    berlaku = Sop.objects.filter(perangkat_daerah=kantor, prosedur=prosedur, berlaku_mulai__lte=kantor.hari_ini())
    return berlaku.first()
