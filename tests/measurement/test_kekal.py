"""What may never change is refused on the instance, on the queryset, and by the database itself."""

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from collection.models import BarisPengembalian, Jejak, Komentar, Logo, Pengembalian, Realisasi
from collection.models.kekal import KekalError, KekalModel
from measurement.enums import Status
from measurement.models import (
    BarisKertasKerja,
    BobotIndikator,
    Dokumen,
    KertasKerja,
    Narasi,
    Naskah,
    NaskahBersegel,
    PemeriksaanBaris,
    PengukuranKinerja,
    TemplatNaskah,
)
from tests.factories.kantor_contoh import create_kasus, get_user
from tests.factories.naskah import add_pindaian
from tests.factories.pulihan import create_pulihan

pytestmark = pytest.mark.django_db


def list_kekal(model=KekalModel):
    """Every concrete append-only model."""
    for anak in model.__subclasses__():
        if not anak._meta.abstract:
            yield anak
        yield from list_kekal(anak)


@pytest.fixture
def selesai():
    kasus = create_kasus(Status.SELESAI)
    add_pindaian(kasus.disposisi_set.first())
    TemplatNaskah.objects.create(
        perangkat_daerah=kasus.perangkat_daerah, jenis="undangan", versi=1, dibuat_oleh=kasus.dibuat_oleh
    )
    Narasi.objects.create(
        pengukuran=kasus, kertas_kerja=kasus.kertas_kerja_set.first(), kelompok="kantor", jenis="analisis",
        penulis=kasus.dibuat_oleh,
    )  # fmt: skip
    NaskahBersegel.objects.create(
        naskah=Naskah.objects.filter(disposisi__pengukuran=kasus).first(), segel=kasus.dokumen_set.get().segel
    )
    return_baris_satu(kasus)
    PemeriksaanBaris.objects.create(
        baris=BarisKertasKerja.objects.first(), hasil="setuju", pengguna=kasus.dibuat_oleh, sebutan="Sekretaris"
    )
    return kasus


def return_baris_satu(kasus):
    """A row that was given back, with what was said of it."""
    realisasi = Realisasi.objects.filter(formulir__periode=kasus.periode).first()
    pengembalian = Pengembalian.objects.create(
        formulir=realisasi.formulir, pengguna=kasus.dibuat_oleh, sebutan="Sekretaris", catatan="Periksa."
    )
    BarisPengembalian.objects.create(pengembalian=pengembalian, realisasi=realisasi, catatan="Periksa.")
    Komentar.objects.create(realisasi=realisasi, jenis="komentar", isi="Ya.", pengguna=kasus.dibuat_oleh, sebutan="Staf")


def refuses(sql):
    """Whether the database itself refuses the statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError:
        return True
    return False


def test_append_only_rows_are_refused_at_every_door(selesai):
    tanpa_baris = set()
    metodologi, indikator = selesai.metodologi, selesai.perangkat_daerah.indikator_set.first()
    BobotIndikator.objects.create(metodologi=metodologi, indikator=indikator, bobot=2)
    create_pulihan(selesai.perangkat_daerah)
    Logo.objects.create(perangkat_daerah=selesai.perangkat_daerah, diunggah_oleh=get_user("admin"))
    for model in list_kekal():
        row = model.objects.first()
        if row is None:
            tanpa_baris.add(model.__name__)
            continue
        tabel, kunci = model._meta.db_table, model._meta.pk.column
        for tulis in (row.save, row.delete, model.objects.all().delete, lambda m=model: m.objects.update(pk=0)):
            with pytest.raises(KekalError):
                tulis()
        assert refuses(f"UPDATE {tabel} SET {kunci} = {kunci}"), tabel
        assert refuses(f"DELETE FROM {tabel}"), tabel
    assert tanpa_baris == {"Koreksi", "KabarTindakLanjut", "TindakLanjut", "JadwalPeriode"}


def test_sealed_rows_are_refused_by_the_database(selesai):
    assert refuses("UPDATE measurement_kertaskerja SET putaran = 9")
    assert refuses("UPDATE measurement_dokumen SET nomor = 'x'")
    assert refuses("DELETE FROM measurement_dokumen")
    assert refuses("UPDATE measurement_pengukurankinerja SET status = 'disposisi'")
    assert KertasKerja.objects.get().putaran == 1
    assert Dokumen.objects.get().nomor != "x"
    assert PengukuranKinerja.objects.get().status == "selesai"


def test_jejak_rows_are_written_once():
    assert Jejak.objects.model.save is KekalModel.save
