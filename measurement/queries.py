"""Who sees what of the cases. Every door (list, detail, PDF, export) starts from one of these scopes."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value

from collection.enums import Peran
from collection.models import (
    Formulir,
    Jejak,
    Pengguna,
    Penugasan,
    PerangkatDaerah,
    Realisasi,
    RealisasiAnggaran,
)
from collection.queries import PERAN_UNIT, list_penugasan, scope_bukti, scope_kantor
from collection.queries_formulir import AKSI_TANPA_ANGKA
from measurement.enums import Status, StatusDokumen
from measurement.models import (
    ArsipPulihan,
    BarisKertasKerja,
    Disposisi,
    Dokumen,
    DokumenPulihan,
    DrafSop,
    KabarTindakLanjut,
    KertasKerja,
    Koreksi,
    Naskah,
    NaskahBersegel,
    NomorSurat,
    Pengingat,
    PengukuranKinerja,
    Pindaian,
    Segel,
    Sop,
    TindakLanjut,
)

PERAN_SEGEL = (Peran.KEPALA, Peran.ADMIN)
PERAN_ARSIP = (Peran.KEPALA, Peran.SEKRETARIS, Peran.STAF, Peran.PENGAWAS)
"""Who takes a package: those who see the evidence of every unit, and keep or inspect the archive."""
PELAPOR = (Peran.SEKRETARIS, Peran.TIM_SAKIP)


def scope_pengukuran(user: Pengguna) -> QuerySet[PengukuranKinerja]:
    """The cases of the offices in which the user holds a role today."""
    return PengukuranKinerja.objects.filter(perangkat_daerah__in=scope_kantor(user))


def find_pengukuran(
    user: Pengguna, *, kantor: PerangkatDaerah, tahun: int, triwulan: int, prosedur: str
) -> PengukuranKinerja | None:
    """The case of the triwulan that is there already, in what the user may see."""
    semua = scope_pengukuran(user).exclude(status=Status.DIBATALKAN.value)
    periode = {"periode__tahun": tahun, "periode__triwulan": triwulan}
    return semua.filter(perangkat_daerah=kantor, prosedur=prosedur, **periode).first()


def scope_sop(user: Pengguna) -> QuerySet[Sop]:
    """The SOPs of the user's offices, all versions."""
    return Sop.objects.filter(perangkat_daerah__in=scope_kantor(user))


def scope_draf_sop(user: Pengguna) -> QuerySet[DrafSop]:
    """The SOPs that are being written in the user's offices; only their Admin changes them."""
    return DrafSop.objects.filter(perangkat_daerah__in=scope_kantor(user))


def find_sebelum(sop: Sop) -> Sop | None:
    """The version of the same procedure that this one replaced."""
    lain = Sop.objects.filter(perangkat_daerah=sop.perangkat_daerah_id, prosedur=sop.prosedur, versi__lt=sop.versi)
    return lain.first()


def scope_dokumen(user: Pengguna) -> QuerySet[Dokumen]:
    """The reports of the user's offices, prepared or signed."""
    return Dokumen.objects.filter(pengukuran__in=scope_pengukuran(user))


def scope_dokumen_publik() -> QuerySet[Dokumen]:
    """What anybody may see who holds its code: signed reports, nothing else."""
    return Dokumen.objects.filter(status=StatusDokumen.DITANDATANGANI.value)


def find_tertanda(kasus: PengukuranKinerja) -> Dokumen | None:
    """The signed report of a case; whoever asks has found the case in a scope."""
    return kasus.dokumen_set.filter(status=StatusDokumen.DITANDATANGANI.value).first()


def scope_naskah_publik() -> QuerySet[NaskahBersegel]:
    """Likewise the papers that were sealed; where each stands its case says."""
    return NaskahBersegel.objects.all()


def scope_pulihan_publik() -> QuerySet[DokumenPulihan]:
    """Likewise the signed papers that came back with an archive package."""
    return DokumenPulihan.objects.all()


def scope_arsip_pulihan(user: Pengguna) -> QuerySet[ArsipPulihan]:
    """The restored packages of the user's offices, which are known by their code."""
    return ArsipPulihan.objects.filter(kode_kantor__in=scope_kantor(user).values("kode"))


def scope_dokumen_pulihan(user: Pengguna) -> QuerySet[DokumenPulihan]:
    """The signed papers of those packages."""
    return DokumenPulihan.objects.filter(arsip__in=scope_arsip_pulihan(user))


def scope_kantor_arsip(user: Pengguna) -> QuerySet[PerangkatDaerah]:
    """The offices whose archive the user keeps or inspects today."""
    milik = list_penugasan(user).filter(peran__in=PERAN_ARSIP)
    return PerangkatDaerah.objects.filter(pk__in=milik.values("perangkat_daerah"))


def scope_arsip(user: Pengguna) -> QuerySet[PengukuranKinerja]:
    """The finished cases of those offices, revised ones too: each is an archive of its own."""
    kantor = scope_kantor_arsip(user)
    return PengukuranKinerja.objects.filter(perangkat_daerah__in=kantor, status=Status.SELESAI.value)


def scope_naskah(user: Pengguna) -> QuerySet[Naskah]:
    """The papers of the cases of the user's offices."""
    return Naskah.objects.filter(disposisi__pengukuran__in=scope_pengukuran(user))


def scope_pindaian(user: Pengguna) -> QuerySet[Pindaian]:
    """The scans of the cases of the user's offices."""
    return Pindaian.objects.filter(disposisi__pengukuran__in=scope_pengukuran(user))


def scope_nomor_surat(user: Pengguna) -> QuerySet[NomorSurat]:
    """The registers of the user's offices."""
    return NomorSurat.objects.filter(perangkat_daerah__in=scope_kantor(user))


def scope_segel(user: Pengguna) -> QuerySet[Segel]:
    """The certificates of the offices where the user is Kepala or Admin today."""
    kantor = list_penugasan(user).filter(peran__in=PERAN_SEGEL).values("perangkat_daerah")
    return Segel.objects.filter(perangkat_daerah__in=kantor)


def scope_baris(user: Pengguna) -> QuerySet[BarisKertasKerja]:
    """The rows of the kertas kerja of the user's offices."""
    return BarisKertasKerja.objects.filter(kertas_kerja__pengukuran__in=scope_pengukuran(user))


def find_masukan(kasus: PengukuranKinerja) -> PengukuranKinerja | None:
    """The finished case of the same triwulan whose data this one takes, where its SOP names a procedure for it."""
    semua = PengukuranKinerja.objects.filter(periode=kasus.periode_id, prosedur=kasus.sop.masukan)
    return semua.filter(status=Status.SELESAI.value).berlaku().first() if kasus.sop.masukan else None


def scope_pengingat(user: Pengguna) -> QuerySet[Pengingat]:
    """The user's own notices whose turn is not over, in offices where the user still holds a role; latest first."""
    milik = Pengingat.objects.filter(pengguna=user, pengukuran__in=scope_pengukuran(user))
    return milik.filter(pengukuran__versi=F("versi"))


def find_penugasan(user: Pengguna, kantor: PerangkatDaerah, peran: str) -> Penugasan | None:
    """How the user holds the role in the office today: the definitive one first, else Plt. or Plh."""
    return pick_penugasan(list_penugasan(user), kantor, peran)


def pick_penugasan(semua: Iterable[Penugasan], kantor: PerangkatDaerah, peran: str) -> Penugasan | None:
    """The same, of roles that have been read already."""
    cocok = [satu for satu in semua if (satu.perangkat_daerah_id, satu.peran) == (kantor.pk, peran)]
    return min(cocok, key=lambda satu: satu.status, default=None)


def find_pejabat(kantor: PerangkatDaerah, peran: Peran) -> Penugasan | None:
    """Who holds the role today: Plh. before Plt. before the one that they stand in for."""
    return min(list_pejabat(kantor, peran), key=lambda satu: satu.peringkat, default=None)


def list_pejabat(kantor: PerangkatDaerah, peran: Peran) -> list[Penugasan]:
    """Everybody who holds the role today."""
    berlaku = Penugasan.objects.berlaku(kantor.hari_ini()).filter(perangkat_daerah=kantor, peran=peran)
    return list(berlaku.select_related("pengguna"))


def map_pemegang(kantor: Iterable[int]) -> dict[tuple[int, str], set[int]]:
    """(office, role) → everybody who holds it there today and can sign in; a role that nobody holds is left out."""
    berlaku = Penugasan.objects.berlaku_kini().filter(perangkat_daerah__in=kantor, pengguna__is_active=True)
    hasil: dict[tuple[int, str], set[int]] = {}
    for milik, peran, orang in berlaku.order_by().values_list("perangkat_daerah", "peran", "pengguna"):
        hasil.setdefault((milik, peran), set()).add(orang)
    return hasil


def list_bukti_baris(user: Pengguna, baris: BarisKertasKerja) -> list[dict[str, Any]]:
    """Evidence as it was frozen with the row (nama, sha256), with `pk` where that very file can still be read.

    Whether the user may know of it at all is asked before (`may_read_sel`).
    """
    periode = baris.kertas_kerja.pengukuran.periode_id
    ada = scope_bukti(user).filter(realisasi__indikator=baris.indikator_id, realisasi__periode=periode)
    kunci = dict(ada.values_list("sha256", "pk"))
    return [{**satu, "pk": kunci.get(satu["sha256"])} for satu in baris.bukti]


def has_koreksi_sejak(kasus: PengukuranKinerja, saat: datetime.datetime) -> bool:
    """Whether the Kepala has corrected a figure of the case since that moment."""
    return Koreksi.objects.filter(baris__kertas_kerja__pengukuran=kasus, waktu__gte=saat).exists()


def has_worked_on(kasus: PengukuranKinerja, user: Pengguna) -> bool:
    """Whether the user ever computed, corrected, filled in, evidenced or handed in figures of the case.

    Such a person may not verify it. The audit trail knows, also where somebody else wrote over the cell later.
    """
    return user.pk in map_penggarap([kasus], [user.pk])[kasus.pk]


def map_penggarap(kasus: Iterable[PengukuranKinerja], orang: Iterable[int]) -> dict[int, set[int]]:
    """Case → who of `orang` has worked on its figures; one query however many cases."""
    semua, calon = list(kasus), list(orang)
    sumber = {pk for satu in semua for pk in (satu.pk, satu.masukan_id) if pk}
    kertas = KertasKerja.objects.filter(pengukuran__in=sumber, dihitung_oleh__in=calon)
    koreksi = Koreksi.objects.filter(baris__kertas_kerja__pengukuran__in=sumber, pengguna__in=calon)
    garapan = set(
        _tag(kertas, "hitung", "pengukuran", "dihitung_oleh").union(
            _tag(koreksi, "koreksi", "baris__kertas_kerja__pengukuran", "pengguna"),
            *_list_pengisi({satu.periode_id for satu in semua}, calon),
        )
    )
    return {
        satu.pk: {
            siapa for siapa in calon
            if garapan & {("hitung", satu.pk, siapa), ("hitung", satu.masukan_id, siapa),
                          ("koreksi", satu.pk, siapa), ("isi", satu.periode_id, siapa)}
        }
        for satu in semua
    }  # fmt: skip


def _list_pengisi(periode: Iterable[int], orang: list[int]) -> Iterator[QuerySet]:
    """By kind of row: everybody who, by the trail, ever touched a cell or a form of the triwulan."""
    jalan_periode = {Realisasi: "formulir__periode", RealisasiAnggaran: "formulir__periode", Formulir: "periode"}
    for model, jalan in jalan_periode.items():
        milik = model.objects.filter(**{f"{jalan}__in": periode}).order_by()
        jejak = Jejak.objects.filter(pengguna__in=orang, diterima=True, objek=model._meta.model_name)
        disentuh = jejak.filter(objek_id__in=milik.values("pk")).exclude(aksi__in=AKSI_TANPA_ANGKA)
        letak = Subquery(milik.filter(pk=OuterRef("objek_id")).values(jalan))
        yield _tag(disentuh.annotate(letak=letak), "isi", "letak", "pengguna")


def _tag(baris: QuerySet, apa: str, *kolom: str) -> QuerySet:
    """(what was done, in which case or triwulan, by whom) of rows of any kind, for one query of all."""
    return baris.order_by().values_list(Value(apa, output_field=CharField()), *kolom)


def scope_tindak_lanjut(user: Pengguna) -> QuerySet[TindakLanjut]:
    """The follow-ups of the user's offices, each with its status."""
    return TindakLanjut.objects.berstatus().filter(perangkat_daerah__in=scope_kantor(user))


def scope_kabar(user: Pengguna) -> QuerySet[KabarTindakLanjut]:
    """The news about them, with their files."""
    return KabarTindakLanjut.objects.filter(tindak_lanjut__perangkat_daerah__in=scope_kantor(user))


def find_pelapor(user: Pengguna, tindak_lanjut: TindakLanjut) -> Penugasan | None:
    """As what the user may report on it today: Sekretaris or Tim SAKIP, or the unit that is responsible."""
    unit = Q(peran__in=PERAN_UNIT, unit=tindak_lanjut.unit_id) if tindak_lanjut.unit_id else Q(pk=None)
    milik = list_penugasan(user).filter(perangkat_daerah=tindak_lanjut.perangkat_daerah_id)
    return milik.filter(Q(peran__in=PELAPOR) | unit).order_by("-peran", "status").first()


def scope_pelaporan(user: Pengguna) -> QuerySet[TindakLanjut]:
    """The follow-ups on which the user may report today, by the rule of `find_pelapor`, each with its status."""
    milik = list_penugasan(user)
    kantor = milik.filter(peran__in=PELAPOR).values("perangkat_daerah")
    unit = milik.filter(peran__in=PERAN_UNIT).values("unit")
    return scope_tindak_lanjut(user).filter(Q(perangkat_daerah__in=kantor) | Q(unit__in=unit))


def list_tindak_lanjut_lalu(kasus: PengukuranKinerja) -> list[TindakLanjut]:
    """What is still open from other cases of the office, of the case's own triwulan or an earlier one."""
    return [satu for satu in kasus.tindak_lanjut if satu.asal_id != kasus.pk and not satu.selesai]


def load_riwayat(kasus: Mapping[int, PengukuranKinerja]) -> None:
    """Give each case (by key) its `riwayat` with one query for all, where each would read its own."""
    riwayat: dict[int, list[Disposisi]] = {pk: [] for pk in kasus}
    for satu in Disposisi.objects.filter(pengukuran__in=kasus).select_related("tindakan__langkah").order_by("urutan"):
        riwayat[satu.pengukuran_id].append(satu)
    for pk, satu in kasus.items():
        satu.riwayat = riwayat[pk]
