"""What people are called to, in words: mentions, replies, returned rows, reminders of forms."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from collection.enums import FORMULIR_TERBUKA, JenisPanggilan
from collection.models import Panggilan, Pengguna
from collection.queries_formulir import scope_panggilan, write_kunci_baris, write_nama

MAKS_TAMPIL = 20
JALAN = (
    "oleh", "formulir__unit", "formulir__periode__perangkat_daerah", "komentar__realisasi__target__indikator",
    "komentar__anggaran__pagu__sub_kegiatan",
)  # fmt: skip
KALIMAT = {
    JenisPanggilan.SEBUT: "{oleh} menyebut Anda pada {apa}",
    JenisPanggilan.BALAS: "{oleh} menulis pada {apa}",
    JenisPanggilan.KEMBALI: "{oleh} mengembalikan {apa}",
    JenisPanggilan.INGAT: "{oleh} mengingatkan: serahkan {apa}",
}


def filter_hidup(semua: QuerySet[Panggilan]) -> QuerySet[Panggilan]:
    """Without reminders of forms that were handed in since."""
    return semua.exclude(Q(jenis=JenisPanggilan.INGAT.value) & ~Q(formulir__status__in=FORMULIR_TERBUKA))


def list_panggilan(user: Pengguna) -> list[Panggilan]:
    """What the user has not opened yet, latest first, each with its `kalimat` and the name of its row."""
    semua = list(filter_hidup(scope_panggilan(user)).select_related(*JALAN)[:MAKS_TAMPIL])
    for satu in semua:
        satu.kalimat = write_panggilan(satu)
        baris = satu.komentar and (satu.komentar.realisasi or satu.komentar.anggaran)
        satu.kunci = write_kunci_baris(baris) if baris else ""
    return semua


def write_panggilan(panggilan: Panggilan) -> str:
    """The call as one sentence on one line."""
    formulir = panggilan.formulir
    if panggilan.komentar is None:
        apa = str(formulir)
    else:
        baris = panggilan.komentar.realisasi or panggilan.komentar.anggaran
        apa = f"{write_nama(baris)}, {formulir.unit} {formulir.periode}"
    kalimat = KALIMAT[JenisPanggilan(panggilan.jenis)].format(oleh=panggilan.oleh.nama, apa=apa)
    return " ".join(f"{kalimat}.".split())


def read_panggilan(*, user: Pengguna) -> int:
    """Put all of the user's calls aside; how many. The conversations stay where they are."""
    return scope_panggilan(user).update(dibaca_pada=timezone.now())
