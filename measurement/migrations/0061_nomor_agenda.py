"""The agenda of lembar disposisi counts for itself, beside the register of letters and reports."""

from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_nomorsurat": ""}
KOLOM = ["perangkat_daerah", "tahun", "urut"]
AGENDA = models.Q(("jenis__in", ["lembar_disposisi"]))


class Migration(migrations.Migration):
    dependencies = [("measurement", "0060_naskah_bersegel")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.RemoveConstraint(model_name="nomorsurat", name="nomor_surat_urut_unik"),
        migrations.AddConstraint(
            model_name="nomorsurat",
            constraint=models.UniqueConstraint(condition=~AGENDA, fields=KOLOM, name="nomor_surat_urut_unik"),
        ),
        migrations.AddConstraint(
            model_name="nomorsurat",
            constraint=models.UniqueConstraint(condition=AGENDA, fields=KOLOM, name="nomor_agenda_urut_unik"),
        ),
        KekalUlangOperation(KEKAL),
    ]
