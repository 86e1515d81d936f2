"""What an import would change is kept compressed: rows of before are rewritten, nothing is lost."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import collection.models.padat

PASANGAN = {"rincian": "rincian_padat", "ubahan": "ubahan_padat"}


def _copy(apps: Apps, asal: list[str], tujuan: list[str]) -> None:
    impor = apps.get_model("collection", "Impor")
    for pk in impor.objects.values_list("pk", flat=True):  # one at a time: each may be large
        satu = impor.objects.get(pk=pk)
        for dari, ke in zip(asal, tujuan, strict=True):
            setattr(satu, ke, getattr(satu, dari))
        satu.save(update_fields=tujuan)


def padatkan(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _copy(apps, list(PASANGAN), list(PASANGAN.values()))


def uraikan(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    _copy(apps, list(PASANGAN.values()), list(PASANGAN))


def _field(bantuan: str) -> collection.models.padat.PadatField:
    return collection.models.padat.PadatField(default=list, help_text=bantuan)


RINCIAN = "rows with errors, warnings and every changed cell, old and new"
UBAHAN = "rows of the database to add or change, old and new"


class Migration(migrations.Migration):
    dependencies = [("collection", "0150_standar_pembanding")]

    operations = [
        migrations.AddField("impor", "rincian_padat", _field(RINCIAN)),
        migrations.AddField("impor", "ubahan_padat", _field(UBAHAN)),
        migrations.RunPython(padatkan, uraikan),
        migrations.RemoveField("impor", "rincian"),
        migrations.RemoveField("impor", "ubahan"),
        migrations.RenameField("impor", "rincian_padat", "rincian"),
        migrations.RenameField("impor", "ubahan_padat", "ubahan"),
    ]
