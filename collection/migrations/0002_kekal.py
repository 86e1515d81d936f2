"""The audit trail is written once."""

from django.db import migrations

from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):
    dependencies = [("collection", "0001_initial")]
    operations = [KekalOperation({"collection_jejak": ""})]
