"""The audit trail as a person reads it: who, when, what, from which value to which, and what was refused."""

import datetime
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from collection.angka import format_nilai
from collection.forms_kantor import SaringJejakForm
from collection.models import Jejak, Pengguna
from collection.queries import filter_jejak, require_pembaca_jejak, scope_jejak

PER_HALAMAN = 50
KOSONG = "–"
KATA_LANGKAH = {
    "selesaikan": "diselesaikan", "kembalikan": "dikembalikan", "tarik": "ditarik kembali", "batalkan": "dibatalkan",
}  # fmt: skip
Model = type[models.Model]


@dataclass(frozen=True)
class Ubahan:
    """One field of a change, in words."""

    label: str
    lama: str
    baru: str


@require_safe
def jejak_list(request: HttpRequest) -> HttpResponse:
    """The trail of the offices that the user leads, checks or administers, latest first."""
    require_pembaca_jejak(request.user)
    semua = scope_jejak(request.user)
    form = SaringJejakForm(list_aksi(semua), request.GET)
    form.is_valid()
    tersaring = filter_jejak(semua, **(form.cleaned_data | {"model": find_objek(form.cleaned_data.get("objek", ""))}))
    page = Paginator(tersaring.select_related("pengguna", "perangkat_daerah"), PER_HALAMAN).get_page(
        request.GET.get("page")
    )
    baris = present_semua(list(page.object_list))
    return render(request, "collection/jejak_list.html", {"form": form, "page": page, "baris": baris})


def list_aksi(semua: models.QuerySet[Jejak]) -> list[tuple[str, str]]:
    """The acts on record, each with its words."""
    return [(aksi, write_aksi(aksi)) for aksi in semua.order_by("aksi").values_list("aksi", flat=True).distinct()]


def write_aksi(aksi: str) -> str:
    """The act in words; what happened to a step is told as having happened to it."""
    awal, _, kata = aksi.partition("_")
    if awal == "langkah" and kata in KATA_LANGKAH:
        return f"Langkah {KATA_LANGKAH[kata]}"
    return aksi.replace("_", " ").capitalize()


def list_model() -> dict[str, Model]:
    """Every kind of row by the name that the trail keeps; upper floors included, without importing them."""
    return {model._meta.model_name: model for model in apps.get_models()}


def find_objek(teks: str) -> list[str]:
    """The kinds of rows whose words hold the text."""
    return [nama for nama, model in list_model().items() if teks and teks.lower() in str(model._meta.verbose_name)]


def present_semua(semua: list[Jejak]) -> list[Jejak]:
    """Give each row ready-made words; the people named in values are read in one query."""
    kenal, orang = list_model(), find_orang(semua)
    for jejak in semua:
        model, zona = kenal.get(jejak.objek), ZoneInfo(jejak.perangkat_daerah.zona)
        jejak.kata_aksi = write_aksi(jejak.aksi)
        jejak.kata_objek = str(model._meta.verbose_name).capitalize() if model else jejak.objek
        jejak.kata_waktu = write_waktu(jejak.waktu, zona)
        jejak.ubahan = list_ubahan(jejak, model, zona, orang)
    return semua


def list_ubahan(jejak: Jejak, model: Model | None, zona: ZoneInfo, orang: dict[int, str]) -> list[Ubahan]:
    """The fields that the row tells of; one that stayed as it was, or empty, tells nothing."""
    berubah = (n for n in dict.fromkeys([*jejak.lama, *jejak.baru]) if jejak.lama.get(n) != jejak.baru.get(n))
    semua = [
        Ubahan(
            write_label(model, nama),
            *(write_nilai(model, nama, isi.get(nama), zona, orang) for isi in (jejak.lama, jejak.baru)),
        )
        for nama in berubah
    ]
    return [satu for satu in semua if (satu.lama, satu.baru) != (KOSONG, KOSONG)]


def find_orang(semua: list[Jejak]) -> dict[int, str]:
    """Names of the people that values refer to by key."""
    nilai = (satu for jejak in semua for satu in (*jejak.lama.values(), *jejak.baru.values()))
    kunci = {satu for satu in nilai if type(satu) is int}
    return dict(Pengguna.objects.filter(pk__in=kunci).values_list("pk", "nama"))


def find_field(model: Model | None, nama: str) -> models.Field | None:
    """The field of that name, where the kind of row and the field still exist."""
    try:
        return model._meta.get_field(nama) if model else None
    except FieldDoesNotExist:
        return None


def write_label(model: Model | None, nama: str) -> str:
    """The field's name as people read it."""
    field = find_field(model, nama)
    label = str(getattr(field, "verbose_name", nama)).replace("_", " ")
    return label[:1].upper() + label[1:]


def write_nilai(model: Model | None, nama: str, nilai: object, zona: ZoneInfo, orang: dict[int, str]) -> str:
    """A value of the trail as the field's kind is read: numbers id-ID, choices by label, days and hours in words."""
    field = find_field(model, nama)
    if nilai is None or nilai == "" or nilai == [] or nilai == {}:
        return KOSONG
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(field, models.ForeignKey):
        return orang.get(nilai, str(nilai)) if field.related_model is Pengguna else str(nilai)
    if isinstance(nilai, (list, dict)):
        return _write_susunan(nilai)
    pilihan = {str(kunci): str(label) for kunci, label in getattr(field, "flatchoices", ())}
    return pilihan.get(str(nilai)) or _write_teks(field, str(nilai), zona)


def _write_susunan(nilai: list | dict) -> str:
    bagian = [f"{kunci}: {isi}" for kunci, isi in nilai.items()] if isinstance(nilai, dict) else map(str, nilai)
    return "; ".join(bagian)


def _write_teks(field: models.Field | None, teks: str, zona: ZoneInfo) -> str:
    """The text by the field's kind; as it is where it cannot be read."""
    try:
        if isinstance(field, models.DecimalField):
            return format_nilai(Decimal(teks))
        if isinstance(field, models.DateTimeField):
            return write_waktu(parse_datetime(teks), zona)
        if isinstance(field, models.DateField):
            return date_format(parse_date(teks), "j F Y")
    except (InvalidOperation, ValueError, AttributeError, TypeError):
        return teks
    return teks


def write_waktu(waktu: datetime.datetime, zona: ZoneInfo) -> str:
    """An instant by the office's clock, with the zone's name."""
    setempat = timezone.localtime(waktu, zona)
    return f"{date_format(setempat, 'j M Y H.i.s')} {setempat.tzname()}"
