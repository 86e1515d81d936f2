from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("collection", "0003_hapus_versi"),
    ]

    operations = [
        migrations.AddField(
            model_name="realisasianggaran",
            name="keterangan",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
