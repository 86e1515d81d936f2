"""What is written once, what is sealed, and where a case ends: refused by the database itself."""

from django.db import migrations

from collection.models.kekal import KekalOperation


class Migration(migrations.Migration):
    dependencies = [("measurement", "0001_initial")]
    operations = [
        KekalOperation(
            {
                "measurement_sop": "",
                "measurement_langkah": "",
                "measurement_tindakan": "",
                "measurement_metodologi": "",
                "measurement_pitakategori": "",
                "measurement_disposisi": "",
                "measurement_catatan": "",
                "measurement_bariskertaskerja": "",
                "measurement_koreksi": "",
                "measurement_barisanggaran": "",
                "measurement_nomorsurat": "",
                "measurement_segel": "",
                "measurement_kertaskerja": "OLD.dibekukan_pada IS NOT NULL",
                "measurement_dokumen": "OLD.status <> 'disiapkan'",
                "measurement_pengukurankinerja": "OLD.status IN ('selesai', 'dibatalkan')",
            }
        )
    ]
