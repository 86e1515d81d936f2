"""The lock of a closed triwulan in the database: its figures refuse to be changed, through whatever door.

The rule is that of collection/kunci.py, by the database's own clock. The trigger reads no table but the two that are
made for it, so that SQLite may build any other table anew under it; one that changes Realisasi or RealisasiAnggaran
by building it anew drops its trigger, and ends with `KunciOperation` again.
"""

from django.db import migrations

_INDIKATOR = "OR x.indikator_id = {baris}.indikator_id"
TABEL = {
    "collection_realisasi": (("UPDATE",), _INDIKATOR),
    "collection_realisasibulan": (("INSERT", "UPDATE"), _INDIKATOR),
    "collection_realisasianggaran": (("UPDATE",), ""),
}
"""Table of figures → what writes them there, and what else an exception may name than the row's form.

Empty rows come with the form, also while the triwulan is closed; the row of a month comes with its figure.
"""

_KINI = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "clock_timestamp()"}

_TERKUNCI = """
EXISTS (
  SELECT 1 FROM collection_jadwalperiode j
  WHERE j.id = (SELECT MAX(k.id) FROM collection_jadwalperiode k WHERE k.periode_id = {baris}.periode_id)
    AND (j.mulai > {kini} OR j.sampai <= {kini})
) AND NOT EXISTS (
  SELECT 1 FROM collection_pengecualianperiode x
  WHERE x.periode_id = {baris}.periode_id AND x.dicabut_pada IS NULL AND x.mulai <= {kini} AND x.sampai > {kini}
    AND (x.formulir_id = {baris}.formulir_id {lain})
)
"""


def write_kunci(vendor: str, tabel: str) -> list[str]:
    """SQL that puts the triggers of one table of figures on, in place of those that are there already."""
    kejadian, lain = TABEL[tabel]
    writer = _write_sqlite if vendor == "sqlite" else _write_postgresql
    semua = []
    for satu in kejadian:
        baris = "NEW" if satu == "INSERT" else "OLD"
        syarat = _TERKUNCI.format(kini=_KINI[vendor], baris=baris, lain=lain.format(baris=baris))
        semua += writer(tabel, satu, syarat)
    return semua


def drop_kunci(vendor: str, tabel: str) -> list[str]:
    """SQL that takes them away."""
    on = "" if vendor == "sqlite" else f" ON {tabel}"
    return [f"DROP TRIGGER IF EXISTS kunci_{tabel}_{satu.lower()}{on};" for satu in TABEL[tabel][0]]


def _write_sqlite(tabel: str, kejadian: str, syarat: str) -> list[str]:
    nama = f"kunci_{tabel}_{kejadian.lower()}"
    return [
        f"DROP TRIGGER IF EXISTS {nama};",
        f"CREATE TRIGGER {nama} BEFORE {kejadian} ON {tabel} WHEN {syarat} "
        f"BEGIN SELECT RAISE(ABORT, '{tabel} terkunci: periodenya ditutup'); END;",
    ]


def _write_postgresql(tabel: str, kejadian: str, syarat: str) -> list[str]:
    nama = f"kunci_{tabel}_{kejadian.lower()}"
    return [
        f"CREATE OR REPLACE FUNCTION {nama}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {syarat} THEN "
        f"RAISE EXCEPTION '{tabel} terkunci: periodenya ditutup' USING ERRCODE = 'integrity_constraint_violation'; "
        "END IF; RETURN NEW; END $$;",
        f"DROP TRIGGER IF EXISTS {nama} ON {tabel};",
        f"CREATE TRIGGER {nama} BEFORE {kejadian} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {nama}();",
    ]


class KunciOperation(migrations.RunPython):
    """The migration step that puts the triggers on; can be run again."""

    def __init__(self) -> None:
        def forwards(apps, schema_editor) -> None:
            for tabel in TABEL:
                for sql in write_kunci(schema_editor.connection.vendor, tabel):
                    schema_editor.execute(sql, params=None)

        def backwards(apps, schema_editor) -> None:
            for tabel in TABEL:
                for sql in drop_kunci(schema_editor.connection.vendor, tabel):
                    schema_editor.execute(sql, params=None)

        super().__init__(forwards, backwards)
