from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("collection", "0002_kekal"),
    ]

    operations = [
        migrations.RemoveField(model_name="realisasi", name="versi"),
        migrations.RemoveField(model_name="realisasianggaran", name="versi"),
    ]
