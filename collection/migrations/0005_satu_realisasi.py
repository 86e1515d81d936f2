"""One Realisasi for an indicator and a triwulan, one RealisasiAnggaran for a sub kegiatan and a triwulan."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

KELUAR = (
    "{n} baris {nama} pada {periode} ada pada lebih dari satu formulir dan sudah diisi di lebih dari satu. "
    "Kosongkan yang tidak berlaku (nilai, alasan, keterangan, dan bukti), lalu jalankan migrate lagi."
)


def fill(apps, schema_editor):
    """Copy what formulir and target (pagu) say, and drop the empty doubles of rows that changed their unit."""
    Realisasi, Anggaran = (apps.get_model("collection", n) for n in ("Realisasi", "RealisasiAnggaran"))
    for model, rujukan, kolom in ((Realisasi, "target", "indikator"), (Anggaran, "pagu", "sub_kegiatan")):
        formulir = apps.get_model("collection", "Formulir").objects.filter(pk=OuterRef("formulir"))
        asal = apps.get_model("collection", rujukan).objects.filter(pk=OuterRef(rujukan))
        model.objects.update(
            periode=Subquery(formulir.values("periode")[:1]), **{kolom: Subquery(asal.values(kolom)[:1])}
        )
        drop_ganda(model, kolom)
    if schema_editor.connection.vendor == "postgresql":
        # What waits for the end of the transaction would forbid the ALTER TABLE that follows.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def drop_ganda(model, kolom):
    """Of several rows for one thing keep the one that was written; the first where none was."""
    pasangan = model.objects.order_by().values("periode", kolom).annotate(n=models.Count("pk")).filter(n__gt=1)
    for satu in list(pasangan):
        semua = model.objects.filter(periode=satu["periode"], **{kolom: satu[kolom]}).order_by("pk")
        berisi = [baris for baris in semua if is_berisi(baris)]
        if len(berisi) > 1:
            nama, periode = getattr(berisi[0], kolom).nama, berisi[0].periode
            tempat = f"triwulan {periode.triwulan} {periode.tahun}"
            raise ValueError(KELUAR.format(n=len(berisi), nama=nama, periode=tempat))
        semua.exclude(pk=(berisi or list(semua))[0].pk).delete()


def is_berisi(baris):
    """Whether anybody ever wrote into the row or attached to it."""
    return bool(baris.diubah_oleh_id) or (hasattr(baris, "bukti_set") and baris.bukti_set.exists())


def _build_fk(tujuan, **lain):
    return models.ForeignKey(
        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=f"collection.{tujuan}", **lain
    )


KOLOM = (
    ("realisasi", "periode", "periode"),
    ("realisasi", "indikator", "indikator"),
    ("realisasianggaran", "periode", "periode"),
    ("realisasianggaran", "sub_kegiatan", "subkegiatan"),
)


class Migration(migrations.Migration):

    dependencies = [
        ("collection", "0004_keterangan_anggaran"),
    ]

    operations = [
        *(migrations.AddField(model, nama, _build_fk(tujuan, null=True)) for model, nama, tujuan in KOLOM),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(migrations.AlterField(model, nama, _build_fk(tujuan)) for model, nama, tujuan in KOLOM),
        migrations.AddConstraint(
            model_name="realisasi",
            constraint=models.UniqueConstraint(fields=("periode", "indikator"), name="realisasi_indikator_unik"),
        ),
        migrations.AddConstraint(
            model_name="realisasianggaran",
            constraint=models.UniqueConstraint(
                fields=("periode", "sub_kegiatan"), name="realisasi_anggaran_sub_kegiatan_unik"
            ),
        ),
    ]
