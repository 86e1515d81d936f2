"""Ordinal scales of predicates: added by an Admin, shared by all offices, fixed once a value was written with them."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import slugify

from collection.errors import AksesError, BentrokError, IsianError
from collection.models import Indikator, NilaiSkala, Pengguna, PerangkatDaerah, Realisasi, Skala, Target
from collection.queries import scope_kantor_admin
from collection.services.jejak import audited, write_jejak

MILIK_LAIN = "Skala ini dipakai indikator kantor lain, jadi tidak Anda ubah. Buat skala baru."
PANJANG_LABEL = 20
LABEL_MAKS = 20
TERKUNCI = "Skala ini sudah dipakai pada target atau realisasi, jadi tidak dapat diubah. Buat skala baru."


def list_skala() -> QuerySet[Skala]:
    """Every scale with its steps; `terkunci` says whether a value was written with it."""
    milik = {"indikator__skala": OuterRef("pk")}
    nilai = ~Q(tahunan=None, tw1=None, tw2=None, tw3=None, tw4=None)
    dijanjikan, terukur = Target.objects.filter(nilai, **milik), Realisasi.objects.filter(**milik).exclude(nilai=None)
    return Skala.objects.annotate(terkunci=Exists(dijanjikan) | Exists(terukur)).prefetch_related("nilai_set")


def save_skala(*, skala: Skala | None, nama: str, label: Sequence[str], user: Pengguna) -> Skala:
    """A new scale (`skala` None) or another wording of one that nobody used; labels from the worst to the best.

    A label's score is its place, counted from 1. Raises AksesError for others than an Admin and for a scale
    of another office's indicators, IsianError by field, BentrokError for a scale with which a value was written.
    """
    kantor = find_kantor(user)
    aksi = "ubah_skala" if skala else "buat_skala"
    with audited(kantor=kantor, user=user, aksi=aksi, objek=skala or kantor):
        nama, bersih = nama.strip(), [satu.strip() for satu in label if satu.strip()]
        _check(nama, bersih)
        lama = _lock(skala, user) if skala else None
        semula = {"nama": lama.nama, "label": _list_label(lama)} if lama else {}
        baru = _rename(lama, nama) if lama else _create(nama)
        baru.nilai_set.all().delete()
        NilaiSkala.objects.bulk_create(
            NilaiSkala(skala=baru, label=satu, skor=skor) for skor, satu in enumerate(bersih, start=1)
        )
        write_jejak(kantor=kantor, user=user, aksi=aksi, objek=baru, lama=semula, baru={"nama": nama, "label": bersih})
    return baru


def find_kantor(user: Pengguna) -> PerangkatDaerah:
    """The office as whose Admin the user acts. Raises AksesError for who is Admin nowhere today."""
    kantor = scope_kantor_admin(user).first()
    if kantor is None:
        raise AksesError("Skala predikat ditulis oleh Admin kantor. Peran Anda hari ini tidak mencakupnya.")
    return kantor


def _check(nama: str, label: Sequence[str]) -> None:
    salah: dict[str, list[str]] = {}
    if not nama:
        salah["nama"] = ["Tulis nama skala."]
    if not 2 <= len(label) <= LABEL_MAKS:
        salah["label"] = [f"Tulis 2 sampai {LABEL_MAKS} predikat, satu per baris, dari yang terendah."]
    if any(len(satu) > PANJANG_LABEL for satu in label):
        salah.setdefault("label", []).append(f"Setiap predikat paling panjang {PANJANG_LABEL} huruf.")
    if len({satu.upper() for satu in label}) < len(label):
        salah.setdefault("label", []).append("Ada predikat yang ditulis dua kali.")
    if salah:
        raise IsianError("Skala belum benar.", salah)


def list_milik_lain(user: Pengguna) -> set[int]:
    """Keys of the scales that indicators of offices use whose Admin the user is not: those are not the user's."""
    lain = Indikator.objects.exclude(skala=None).exclude(perangkat_daerah__in=scope_kantor_admin(user))
    return set(lain.order_by().values_list("skala", flat=True))


def _lock(skala: Skala, user: Pengguna) -> Skala:
    segar = Skala.objects.select_for_update().get(pk=skala.pk)
    if skala.pk in list_milik_lain(user):
        raise AksesError(MILIK_LAIN)
    if list_skala().get(pk=skala.pk).terkunci:
        raise BentrokError(TERKUNCI)
    return segar


def _list_label(skala: Skala) -> list[str]:
    return list(skala.nilai_set.order_by("skor").values_list("label", flat=True))


def _create(nama: str) -> Skala:
    try:
        with transaction.atomic():
            return Skala.objects.create(kode=slugify(nama)[:30], nama=nama)
    except IntegrityError as error:
        raise IsianError("Skala belum benar.", {"nama": ["Sudah ada skala bernama ini."]}) from error


def _rename(skala: Skala, nama: str) -> Skala:
    skala.nama = nama
    skala.save(update_fields=["nama"])
    return skala
