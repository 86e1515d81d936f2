"""A finished case is opened again as a revision that supersedes it; one case of a triwulan runs at a time."""

import django.db.models.deletion
from django.db import migrations, models

from collection.models.kekal import KekalUlangOperation

KEKAL = {"measurement_pengukurankinerja": "OLD.status IN ('selesai', 'dibatalkan')"}
BERAKHIR = ["selesai", "dibatalkan"]


class Migration(migrations.Migration):
    dependencies = [("measurement", "0040_tindak_lanjut")]
    operations = [
        KekalUlangOperation(KEKAL),
        migrations.RemoveConstraint(model_name="pengukurankinerja", name="pengukuran_satu_per_periode"),
        migrations.AddField(
            model_name="pengukurankinerja",
            name="revisi",
            field=models.PositiveSmallIntegerField(
                default=0, help_text="0: the first; n: the nth revision of the triwulan"
            ),
        ),
        migrations.AddField(
            model_name="pengukurankinerja",
            name="menggantikan",
            field=models.ForeignKey(
                help_text="the finished case that this revision supersedes once it is finished itself", null=True,
                on_delete=django.db.models.deletion.PROTECT, related_name="revisi_set",
                to="measurement.pengukurankinerja",
            ),
        ),
        migrations.AddField(
            model_name="pengukurankinerja",
            name="alasan",
            field=models.CharField(blank=True, default="", max_length=500, help_text="why the Kepala ordered the revision"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="pengukurankinerja",
            name="sebutan",
            field=models.CharField(
                blank=True, default="", max_length=80, help_text="the role under which the revision was opened"
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="pengukurankinerja",
            constraint=models.UniqueConstraint(
                fields=["periode", "prosedur", "revisi"], condition=~models.Q(status="dibatalkan"),
                name="pengukuran_satu_per_revisi",
            ),
        ),
        migrations.AddConstraint(
            model_name="pengukurankinerja",
            constraint=models.UniqueConstraint(
                fields=["periode", "prosedur"], condition=~models.Q(status__in=BERAKHIR),
                name="pengukuran_satu_berjalan",
            ),
        ),
        migrations.AddConstraint(
            model_name="pengukurankinerja",
            constraint=models.CheckConstraint(
                condition=models.Q(revisi=0, menggantikan=None, alasan="")
                | models.Q(revisi__gt=0, menggantikan__isnull=False) & ~models.Q(alasan=""),
                name="pengukuran_revisi_beralasan",
            ),
        ),
        KekalUlangOperation(KEKAL),
    ]
