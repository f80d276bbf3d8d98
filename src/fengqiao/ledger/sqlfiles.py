"""SQL files as migrations: forward only, giving up on a lock after four seconds, so that they run beside the programs."""

from pathlib import Path

from django.db.migrations import RunSQL

FOLDER = Path(__file__).with_name("sql")


def run_sql(name: str) -> RunSQL:
    """The migration step that runs a file of the `sql` folder; it has no way back."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return RunSQL(sql=f"SET LOCAL lock_timeout = '4s';\n{text}")
