"""Who may do what with a form: its rows that are open, who worked on it, who may validate it, who is called to it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, ExpressionWrapper, F, FloatField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, NullIf

from collection.enums import FORMULIR_TERBUKA, FORMULIR_TERKUMPUL, JenisPanggilan, JenisUnit, Peran, StatusFormulir
from collection.frekuensi import DIMINTA, is_waktunya
from collection.kewajaran import tell_kurang
from collection.models import (
    BarisPengembalian,
    Bukti,
    Formulir,
    Indikator,
    Jejak,
    Komentar,
    Panggilan,
    PengecualianPeriode,
    Pengguna,
    Penugasan,
    Periode,
    Realisasi,
    RealisasiAnggaran,
    RealisasiBulan,
    Skala,
    UnggahanFormulir,
)
from collection.queries import (
    PERAN_UNIT,
    list_penugasan,
    scope_formulir,
    scope_kantor,
    scope_realisasi,
    scope_realisasi_anggaran,
)

Baris = Realisasi | RealisasiAnggaran
SEL = re.compile(r"(?P<jenis>[ra])(?P<pk>[1-9][0-9]{0,17})")
MODEL: dict[str, type[Baris]] = {"r": Realisasi, "a": RealisasiAnggaran}
"""How pages and batches name a row: r7 is an indicator's, a3 a sub kegiatan's."""
PERAN_VALIDASI = (Peran.KABID, Peran.KASUBAG)
AKSI_TANPA_ANGKA = (
    "siapkan_formulir", "kirim_formulir", "terima_unit_formulir", "validasi_formulir", "terima_formulir",
    "kembalikan_formulir", "tutup_formulir", "ingatkan_formulir",
)  # fmt: skip
"""What is done to a form without touching a figure in it."""


@dataclass(frozen=True, slots=True)
class Validator:
    """Who may validate a form today; where nobody may, `alasan` says why it goes on to Tim SAKIP as it is."""

    orang: tuple[Pengguna, ...]
    alasan: str = ""

    @property
    def nama(self) -> str:
        """Their names."""
        return " atau ".join(satu.nama for satu in self.orang)


def write_kunci_baris(baris: Baris | RealisasiBulan) -> str:
    """How pages name the row; a month by the row of its triwulan, with which it is given back."""
    if isinstance(baris, RealisasiAnggaran):
        return f"a{baris.pk}"
    return f"r{baris.realisasi_id if isinstance(baris, RealisasiBulan) else baris.pk}"


def write_nama(baris: Baris) -> str:
    """What the row is about, in the words of the plan."""
    return baris.pagu.sub_kegiatan.nama if isinstance(baris, RealisasiAnggaran) else baris.target.indikator.nama


def find_baris(user: Pengguna, kunci: str) -> Baris | None:
    """The row of that name, where the user may see it."""
    cocok = SEL.fullmatch(kunci)
    if cocok is None:
        return None
    semua = scope_realisasi(user) if cocok["jenis"] == "r" else scope_realisasi_anggaran(user)
    terkait = "target__indikator" if cocok["jenis"] == "r" else "pagu__sub_kegiatan"
    jalan = ("formulir__unit", "formulir__periode__perangkat_daerah", terkait)
    return semua.select_related(*jalan).filter(pk=int(cocok["pk"])).first()


def list_baris_terbuka(formulir: Formulir) -> frozenset[str] | None:
    """The rows that may be typed into, by name; None: all of them. Only of a form that is with its unit."""
    return None if formulir.pengembalian_id is None else frozenset(map_nota_kembali(formulir))


def map_nota_kembali(formulir: Formulir) -> dict[str, str]:
    """Row, by name → the note with which it was given back; empty where the whole form came back, or none of it."""
    if formulir.pengembalian_id is None:
        return {}
    semua = BarisPengembalian.objects.filter(pengembalian=formulir.pengembalian_id)
    isi = semua.values_list("realisasi", "anggaran", "catatan")
    return {f"r{r}" if r else f"a{a}": catatan for r, a, catatan in isi}


def map_penggarap_formulir(formulir: Iterable[Formulir]) -> dict[int, set[int]]:
    """Key of each form → who ever typed, evidenced or handed in on it, by the trail. Three queries for all."""
    hasil: dict[int, set[int]] = {satu.pk: set() for satu in formulir}
    for model, jalan in ((Formulir, "pk"), (Realisasi, "formulir"), (RealisasiAnggaran, "formulir")):
        letak = dict(model.objects.filter(**{f"{jalan}__in": hasil}).order_by().values_list("pk", jalan))
        jejak = Jejak.objects.filter(objek=model._meta.model_name, objek_id__in=letak, diterima=True)
        for pk, orang in jejak.exclude(aksi__in=AKSI_TANPA_ANGKA).order_by().values_list("objek_id", "pengguna"):
            hasil[letak[pk]].add(orang)
    return hasil


def map_validator(formulir: Iterable[Formulir]) -> dict[int, Validator]:
    """Key of each form → who may validate it today: the unit's Kabid or Kasubag, never who worked on it.

    A Kasubag of the whole office answers for the Sekretariat. The number of queries is fixed. Forms bring their unit.
    """
    semua = list(formulir)
    kantor = {satu.unit.perangkat_daerah_id for satu in semua}
    berlaku = Penugasan.objects.berlaku_kini().filter(
        perangkat_daerah__in=kantor, peran__in=PERAN_VALIDASI, pengguna__is_active=True
    )
    tugas = list(berlaku.select_related("pengguna").order_by("peran", "pengguna__nama", "pk"))
    penggarap = map_penggarap_formulir(semua)
    return {satu.pk: _pick_validator(satu, tugas, penggarap[satu.pk]) for satu in semua}


def _pick_validator(formulir: Formulir, tugas: list[Penugasan], penggarap: set[int]) -> Validator:
    unit = formulir.unit
    milik = {satu.pengguna_id: satu.pengguna for satu in tugas if _is_pemeriksa(satu, unit)}
    if not milik:
        return Validator((), f"tidak ada Kabid atau Kasubag {unit.nama} hari ini")
    boleh = tuple(orang for pk, orang in milik.items() if pk not in penggarap)
    return Validator(boleh, "" if boleh else f"Kabid atau Kasubag {unit.nama} ikut mengisi formulir ini")


def _is_pemeriksa(penugasan: Penugasan, unit) -> bool:
    if penugasan.unit_id:
        return penugasan.unit_id == unit.pk
    sekretariat = unit.jenis == JenisUnit.SEKRETARIAT and penugasan.perangkat_daerah_id == unit.perangkat_daerah_id
    return sekretariat and penugasan.peran == Peran.KASUBAG


def scope_formulir_validasi(user: Pengguna) -> QuerySet[Formulir]:
    """The forms of the units whose Kabid or Kasubag the user is today; who worked on one may still not validate it."""
    milik = list_penugasan(user).filter(peran__in=PERAN_VALIDASI)
    sekretariat = milik.filter(peran=Peran.KASUBAG.value, unit=None).values("perangkat_daerah")
    kantor = Q(unit__perangkat_daerah__in=sekretariat, unit__jenis=JenisUnit.SEKRETARIAT.value)
    return Formulir.objects.filter(Q(unit__in=milik.exclude(unit=None).values("unit")) | kantor)


def list_menunggu_validasi(user: Pengguna) -> list[Formulir]:
    """The forms handed in that wait for this user's validation, oldest first."""
    semua = scope_formulir_validasi(user).filter(status=StatusFormulir.DISERAHKAN.value)
    urut = list(semua.select_related("unit", "periode__perangkat_daerah").order_by("diserahkan_pada", "pk"))
    boleh = map_validator(urut) if urut else {}
    return [satu for satu in urut if user.pk in {orang.pk for orang in boleh[satu.pk].orang}]


def map_belum_divalidasi(formulir: Iterable[Formulir]) -> dict[int, Validator]:
    """Key of each form that is handed in but not validated → who is awaited, or why nobody is."""
    return map_validator([satu for satu in formulir if satu.status == StatusFormulir.DISERAHKAN])


def scope_formulir_ingat(user: Pengguna) -> QuerySet[Formulir]:
    """The forms of whose hand-in the user may remind: Tim SAKIP, of the whole office."""
    kantor = list_penugasan(user).filter(peran=Peran.TIM_SAKIP.value).values("perangkat_daerah")
    return Formulir.objects.filter(periode__perangkat_daerah__in=kantor)


def scope_formulir_kembali(user: Pengguna) -> QuerySet[Formulir]:
    """What the user may give back now: Tim SAKIP until the forms are gathered, a Kabid until they are validated."""
    tim = Q(pk__in=scope_formulir_ingat(user).values("pk"), status__in=FORMULIR_TERKUMPUL)
    kabid = Q(pk__in=scope_formulir_validasi(user).values("pk"), status=StatusFormulir.DISERAHKAN.value)
    return Formulir.objects.filter(tim | kabid)


def scope_komentar(user: Pengguna) -> QuerySet[Komentar]:
    """What is said about the rows that the user may see."""
    return Komentar.objects.filter(
        Q(realisasi__in=scope_realisasi(user)) | Q(anggaran__in=scope_realisasi_anggaran(user))
    )


def scope_panggilan(user: Pengguna) -> QuerySet[Panggilan]:
    """What the user was called to and did not open yet, of forms that the user may still see; latest first."""
    return Panggilan.objects.filter(pengguna=user, dibaca_pada=None, formulir__in=scope_formulir(user))


def list_pembaca(formulir: Formulir) -> list[Pengguna]:
    """The people of the office who may see the form today and can sign in: by the rule of `scope_formulir`."""
    berlaku = Penugasan.objects.berlaku_kini().filter(perangkat_daerah=formulir.periode.perangkat_daerah_id)
    melihat = berlaku.filter(~Q(peran__in=PERAN_UNIT) | Q(unit=formulir.unit_id))
    return list(Pengguna.objects.filter(pk__in=melihat.values("pengguna"), is_active=True).order_by("nama", "pk"))


def list_operator(formulir: Formulir) -> list[Pengguna]:
    """Who fills in the form today."""
    berlaku = Penugasan.objects.berlaku_kini().filter(peran=Peran.BIDANG.value, unit=formulir.unit_id)
    return list(Pengguna.objects.filter(pk__in=berlaku.values("pengguna"), is_active=True).order_by("nama", "pk"))


def annotate_kemajuan(formulir: QuerySet[Formulir]) -> QuerySet[Formulir]:
    """Each form with how far it is: `terisi` of `semua` rows answered, `berbukti` of `butuh_bukti` with evidence.

    A row before its time counts once it is answered, as on the form's page.
    `kemajuan` (0 to 1) sorts them; `diingatkan` is when its unit was reminded of it last.
    """
    jawab = Realisasi.objects.exclude(nilai=None, tidak_dapat_diukur="")
    nanti = Q()
    for frekuensi, triwulan in DIMINTA.items():
        nanti |= Q(indikator__frekuensi=frekuensi) & ~Q(periode__triwulan__in=triwulan)
    diminta = Realisasi.objects.exclude(nanti, nilai=None, tidak_dapat_diukur="")
    uang = RealisasiAnggaran.objects.exclude(jumlah=None)
    bukti = Bukti.objects.kini().filter(realisasi__formulir=OuterRef("pk")).order_by()
    berbukti = bukti.values("realisasi__formulir").annotate(n=Count("realisasi", distinct=True)).values("n")
    ingat = Panggilan.objects.filter(formulir=OuterRef("pk"), jenis=JenisPanggilan.INGAT.value).order_by()
    return formulir.annotate(
        butuh_bukti=_count(Realisasi.objects.exclude(nilai=None)),
        berbukti=Coalesce(Subquery(berbukti), 0),
        terisi=_count(jawab) + _count(uang),
        semua=_count(diminta) + _count(RealisasiAnggaran.objects.all()),
        diingatkan=Subquery(ingat.values("formulir").annotate(n=Max("dibuat_pada")).values("n")),
    ).annotate(kemajuan=ExpressionWrapper(F("terisi") * 1.0 / NullIf(F("semua"), 0), FloatField()))


def _count(baris: QuerySet) -> Coalesce:
    milik = baris.filter(formulir=OuterRef("pk")).order_by().values("formulir")
    return Coalesce(Subquery(milik.annotate(n=Count("pk")).values("n")), 0)


def list_untuk_diingatkan(formulir: Iterable[Formulir]) -> list[Formulir]:
    """Those that their units have and owe."""
    return [satu for satu in formulir if satu.status in FORMULIR_TERBUKA]


def scope_pengecualian(user: Pengguna) -> QuerySet[PengecualianPeriode]:
    """The exceptions of the user's offices."""
    return PengecualianPeriode.objects.filter(periode__perangkat_daerah__in=scope_kantor(user))


def scope_unggahan(user: Pengguna) -> QuerySet[UnggahanFormulir]:
    """The workbooks that the user uploaded themselves, for forms that the user still sees."""
    periode = scope_formulir(user).values("periode")
    milik = UnggahanFormulir.objects.filter(pengguna=user, periode__in=periode)
    return milik.filter(Q(formulir=None) | Q(formulir__in=scope_formulir(user)))


def find_anggaran_lalu(periode: Periode) -> dict[int, tuple[int, Decimal]]:
    """Sub kegiatan → (triwulan, Rupiah spent from 1 January to its end, as its unit reported).

    Of the latest earlier triwulan of the year that has a figure; none of another year, since pagu begins anew with it.
    """
    lalu = {"tahun": periode.tahun, "triwulan__lt": periode.triwulan}
    milik = {"perangkat_daerah": periode.perangkat_daerah_id} | lalu
    diisi = RealisasiAnggaran.objects.filter(**{f"periode__{nama}": isi for nama, isi in milik.items()})
    urut = diisi.exclude(jumlah=None).order_by("periode__triwulan")
    return {sub: (tw, uang) for sub, tw, uang in urut.values_list("sub_kegiatan", "periode__triwulan", "jumlah")}


def list_kekurangan(formulir: Formulir) -> list[str]:
    """What keeps the form from being handed in, one sentence each; before an indicator's time only what was begun."""
    triwulan = formulir.periode.triwulan
    kolom = ("indikator__nama", "indikator__frekuensi", "pembilang", "penyebut", f"target__tw{triwulan}")
    kosong = formulir.realisasi_set.filter(nilai=None, tidak_dapat_diukur="").values_list(*kolom)
    uang = formulir.realisasi_anggaran_set.filter(jumlah=None).values_list("pagu__sub_kegiatan__nama", flat=True)
    return [
        *(
            f"{nama}: {kurang}"
            for nama, waktu, *bagian, target in kosong
            if (kurang := tell_kurang(*bagian, target if is_waktunya(waktu, triwulan) else None))
        ),
        *(f"{nama}: isi realisasi anggaran." for nama in uang),
    ]


def attach_skala(indikator: Iterable[Indikator]) -> None:
    """Give each indicator of a predicate its scale with its scores, read once for all of them; else no query."""
    milik = [satu for satu in indikator if satu.skala_id]
    skala = Skala.objects.prefetch_related("nilai_set").in_bulk({satu.skala_id for satu in milik}) if milik else {}
    for satu in milik:
        satu.skala = skala[satu.skala_id]
