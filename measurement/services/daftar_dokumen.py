"""The list of documents: reports of cases here, and the signed papers of packages that were brought back."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet, Value

from collection.models import Pengguna
from measurement.models import Dokumen, DokumenPulihan
from measurement.queries import scope_dokumen, scope_dokumen_pulihan
from measurement.services.revisi import map_revisi
from measurement.services.verifikasi_berkas import TERKAIT

Kunci = tuple[bool, int]
MAKS_CARI = 100


def list_kunci(user: Pengguna, cari: str) -> QuerySet:
    """(restored?, key, date) of what the user may see and the words find; the latest first."""
    kata = cari[:MAKS_CARI].split()
    kantor, tahun = "pengukuran__perangkat_daerah__nama", "pengukuran__periode__tahun"
    sendiri = _search(scope_dokumen(user), kata, kantor, tahun)
    pulihan = _search(scope_dokumen_pulihan(user), kata, "arsip__nama_kantor", "arsip__tahun")
    kolom = ("pulihan", "pk", "tanggal")
    semua = sendiri.annotate(pulihan=Value(0)).order_by().values_list(*kolom)
    return semua.union(pulihan.annotate(pulihan=Value(1)).order_by().values_list(*kolom), all=True).order_by(
        "-tanggal", "pulihan", "-pk"
    )


def _search(semua: QuerySet, kata: Iterable[str], kantor: str, tahun: str) -> QuerySet:
    """Every word must be found somewhere: number, office, or year."""
    for satu in kata:
        syarat = Q(nomor__icontains=satu) | Q(**{f"{kantor}__icontains": satu})
        if satu.isascii() and satu.isdigit() and len(satu) == 4:
            syarat |= Q(**{tahun: int(satu)})
        semua = semua.filter(syarat)
    return semua


def load_dokumen(kunci: Iterable[tuple]) -> list[Dokumen | DokumenPulihan]:
    """The rows of a page in their order; `pulihan` tells which came with a package, `pengganti` what took a place."""
    urut = [(bool(pulihan), pk) for pulihan, pk, _ in kunci]
    sendiri = Dokumen.objects.filter(pk__in=[pk for pulihan, pk in urut if not pulihan]).select_related(*TERKAIT)
    dipulihkan = DokumenPulihan.objects.filter(pk__in=[pk for pulihan, pk in urut if pulihan]).select_related("arsip")
    revisi = map_revisi([satu.pengukuran_id for satu in sendiri])
    for satu in sendiri:
        satu.pulihan, satu.pengganti = False, revisi.get(satu.pengukuran_id)
    for satu in dipulihkan:
        satu.pulihan = True
    baris: dict[Kunci, Dokumen | DokumenPulihan] = {(satu.pulihan, satu.pk): satu for satu in (*sendiri, *dipulihkan)}
    return [baris[satu] for satu in urut]
