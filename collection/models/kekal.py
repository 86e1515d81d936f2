"""Rows that are written once: refused on the instance, on the queryset and in the database."""

from typing import NoReturn

from django.db import migrations, models


class KekalError(TypeError):
    """A programming error: somebody tried to change or delete a row that is kept for ever."""


class KekalQuerySet(models.QuerySet):
    """A queryset that can add and read only."""

    def update(self, **kwargs: object) -> NoReturn:
        raise KekalError(f"{self.model.__name__} tidak dapat diubah.")

    def delete(self) -> NoReturn:
        raise KekalError(f"{self.model.__name__} tidak dapat dihapus.")

    def bulk_update(self, *args: object, **kwargs: object) -> NoReturn:
        raise KekalError(f"{self.model.__name__} tidak dapat diubah.")


class KekalModel(models.Model):
    """Base of append-only tables. The one place with a `save` of its own: it may only insert."""

    objects = KekalQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Insert; raises KekalError for a row that is already in the database."""
        if not self._state.adding:
            raise KekalError(f"{type(self).__name__} tidak dapat diubah.")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise KekalError(f"{type(self).__name__} tidak dapat dihapus.")


def write_triggers(vendor: str, table: str, when: str = "") -> list[str]:
    """SQL that makes the database refuse updates and deletes: always, or when the OLD row meets `when`."""
    writer = _write_sqlite if vendor == "sqlite" else _write_postgresql
    return [sql for event in ("UPDATE", "DELETE") for sql in writer(table, event, when)]


def drop_triggers(vendor: str, table: str) -> list[str]:
    """SQL that takes the triggers away again."""
    on_table = "" if vendor == "sqlite" else f" ON {table}"
    return [f"DROP TRIGGER IF EXISTS kekal_{table}_{event}{on_table};" for event in ("update", "delete")]


class KekalOperation(migrations.RunPython):
    """The migration step that puts the triggers on; `tabel` maps a table to the condition on its OLD row."""

    def __init__(self, tabel: dict[str, str]):
        def forwards(apps, schema_editor) -> None:
            for table, when in tabel.items():
                for sql in write_triggers(schema_editor.connection.vendor, table, when):
                    schema_editor.execute(sql, params=None)

        def backwards(apps, schema_editor) -> None:
            for table in tabel:
                for sql in drop_triggers(schema_editor.connection.vendor, table):
                    schema_editor.execute(sql, params=None)

        super().__init__(forwards, backwards)


class KekalUlangOperation(migrations.RunPython):
    """The migration step before and after a change of such tables: puts their triggers on again, both ways.

    SQLite changes most columns by building the table anew and dropping the old one, its triggers with it.
    """

    def __init__(self, tabel: dict[str, str]):
        def restore(apps, schema_editor) -> None:
            vendor = schema_editor.connection.vendor
            for table, when in tabel.items():
                for sql in [*drop_triggers(vendor, table), *write_triggers(vendor, table, when)]:
                    schema_editor.execute(sql, params=None)

        super().__init__(restore, restore)


def _write_sqlite(table: str, event: str, when: str) -> list[str]:
    condition = f"WHEN {when} " if when else ""
    return [
        f"CREATE TRIGGER kekal_{table}_{event.lower()} BEFORE {event} ON {table} {condition}"
        f"BEGIN SELECT RAISE(ABORT, '{table} kekal'); END;"
    ]


def _write_postgresql(table: str, event: str, when: str) -> list[str]:
    condition = f"WHEN ({when}) " if when else ""
    return [
        "CREATE OR REPLACE FUNCTION tolak_perubahan() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% kekal', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;",
        f"CREATE TRIGGER kekal_{table}_{event.lower()} BEFORE {event} ON {table} FOR EACH ROW {condition}"
        "EXECUTE FUNCTION tolak_perubahan();",
    ]
