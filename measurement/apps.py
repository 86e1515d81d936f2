from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "measurement"
    verbose_name = "Pengukuran kinerja"

    def ready(self) -> None:
        """Registers the system checks."""
        from measurement import checks  # noqa: F401  registration is the import's whole purpose
