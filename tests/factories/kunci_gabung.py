"""Every query of every test that locks is held to joining only what its row keeps for life."""

from typing import Any

from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.constants import LOUTER


class GabungError(AssertionError):
    """A lock joins a relation that may be empty, and so may change while the lock is waited for.

    PostgreSQL judges a row that it waited for by its new values and by what it had joined before: the relation would
    be none, or another's.
    """


def watch_locks() -> None:
    """From now on, for the whole run."""
    asli = SQLCompiler.get_from_clause

    def get_from_clause(self: SQLCompiler) -> Any:
        semua = self.query
        if semua.select_for_update:  # asked here, for afterwards a join is no longer counted as used
            luar = [j.table_name for a, j in semua.alias_map.items() if j.join_type == LOUTER and semua.alias_refcount[a]]
            if luar:
                raise GabungError(f"Kunci pada {semua.model.__name__} menggabungkan {', '.join(luar)}.")
        return asli(self)

    SQLCompiler.get_from_clause = get_from_clause  # type: ignore[method-assign]
