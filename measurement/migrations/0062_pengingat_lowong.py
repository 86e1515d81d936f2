"""The Admin is told where nobody can do the present act."""

from django.db import migrations, models

JENIS = [
    ("giliran", "Giliran Anda"),
    ("menjelang", "Hampir jatuh tempo"),
    ("jatuh_tempo", "Jatuh tempo"),
    ("terlambat", "Terlambat"),
    ("eskalasi", "Perlu perhatian pimpinan"),
    ("lowong", "Perlu perhatian Admin"),
]


class Migration(migrations.Migration):
    dependencies = [("measurement", "0061_nomor_agenda")]
    operations = [
        migrations.AlterField(
            model_name="pengingat", name="jenis", field=models.CharField(choices=JENIS, max_length=20)
        ),
    ]
