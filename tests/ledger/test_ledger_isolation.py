"""A county sees its own rows and nobody else's, and forgetting to name one is an error, never an empty list."""

import psycopg
import pytest
from ledger_stories import OTHER, TENANT, Life, registration

from fengqiao.ledger.appending import append
from fengqiao.ledger.connection import DatabaseAway, pool_of, unit_of_work
from fengqiao.ledger.store import load, load_many, read_events

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("shared_ledger")]

TABLES = """
SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname IN ('ledger', 'sealed') ORDER BY 1
"""


def tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute(TABLES)]


def test_without_a_county_every_table_raises(shared_ledger):
    Life().begin()
    names = tables(shared_ledger)
    assert len(names) >= 24
    with psycopg.connect(shared_ledger, autocommit=True) as connection:
        for name in names:
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is not set"):
                connection.execute(f"INSERT INTO {name} (tenant) VALUES ('{TENANT}')")
        for name in ("ledger.matter", "ledger.event", "sealed.person"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is not set"):
                connection.execute(f"SELECT * FROM {name}").fetchall()
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is not set"):
            connection.execute("SELECT ledger.search_matters('路灯', 10)").fetchall()


def test_after_a_transaction_the_county_is_gone_and_not_empty(shared_ledger):
    Life().begin()
    with psycopg.connect(shared_ledger, autocommit=True) as connection:
        with connection.transaction():
            connection.execute(f"SELECT set_config('app.tenant', '{TENANT}', true)")
            assert connection.execute("SELECT count(*) FROM ledger.matter").fetchone()[0] > 0
        assert connection.execute("SELECT current_setting('app.tenant', true)").fetchone() == ("",)
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is not set"):
            connection.execute("SELECT count(*) FROM ledger.matter")


def test_a_connection_of_the_pool_carries_no_county_to_the_next(shared_ledger):
    Life().begin()
    for _ in range(3):
        with unit_of_work(TENANT) as work:
            assert work.execute("SELECT count(*) FROM ledger.matter").fetchone()[0] > 0
        pool = pool_of(shared_ledger)
        with pool.connection() as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT count(*) FROM ledger.matter")


def test_another_county_sees_changes_and_finds_nothing():
    life = Life().begin(number="N-1", key="K-1")
    with unit_of_work(OTHER) as work:
        assert load(work, life.id, idempotency=("public", "K-1")) == load(work)
        assert load(work, source=("12345", "N-1")).matter is None
        assert load_many(work, [life.id]) == {}
        assert read_events(work, life.id) == []
        assert work.execute("SELECT ledger.search_matters('路灯', 10)").fetchall() == []
        assert work.execute("UPDATE ledger.matter SET version = version + 1").rowcount == 0
        assert work.execute("UPDATE ledger.text SET body = ''").rowcount == 0
    assert life.loaded().version == 1


def test_a_county_cannot_write_into_another():
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
        unit_of_work(OTHER) as work,
    ):
        work.execute(f"INSERT INTO ledger.counter (tenant, name, n) VALUES ('{TENANT}', 'x', 1)")
    with unit_of_work(OTHER) as work:
        work.execute("INSERT INTO ledger.counter (tenant, name, n) VALUES (ledger.tenant(), 'x', 1)")
    with (
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
        unit_of_work(OTHER) as work,
    ):
        work.execute(f"UPDATE ledger.counter SET tenant = '{TENANT}' WHERE name = 'x'")


def test_two_counties_use_the_same_numbers_and_keys():
    acts = {tenant: registration(tenant=tenant, number="same", key="same") for tenant in (TENANT, OTHER)}
    for tenant, act in acts.items():
        with unit_of_work(tenant) as work:
            append(work, act)
    for tenant, act in acts.items():
        with unit_of_work(tenant) as work:
            assert load(work, source=("12345", "same")).matter == act.matter


def test_what_happened_cannot_be_changed_or_removed_by_the_programs():
    life = Life().begin()
    forbidden = {
        "ledger.event": ("UPDATE {} SET body = '{{}}'", "DELETE FROM {}", "TRUNCATE {}"),
        "ledger.access_log": ("UPDATE {} SET purpose = ''", "DELETE FROM {}", "TRUNCATE {}"),
        "ledger.root": ("UPDATE {} SET body = ''", "DELETE FROM {}"),
        "ledger.root_leaf": ("UPDATE {} SET version = 1", "DELETE FROM {}"),
        "ledger.matter": ("DELETE FROM {}", "TRUNCATE {} CASCADE"),
        "ledger.document": ("UPDATE {} SET number = ''", "DELETE FROM {}"),
        "ledger.text": ("DELETE FROM {}",),
    }
    for table, statements in forbidden.items():
        for statement in statements:
            with pytest.raises(psycopg.errors.InsufficientPrivilege), unit_of_work(TENANT) as work:
                work.execute(statement.format(table))
    for statement in ("ALTER TABLE ledger.event DISABLE ROW LEVEL SECURITY", "CREATE TABLE ledger.x ()"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), unit_of_work(TENANT) as work:
            work.execute(statement)
    assert life.loaded().version == 1


@pytest.mark.parametrize("odd", ["", "33118", "3311811", "331181 ", "x31181", "331181'; --", "０３１１８１"])
def test_only_a_county_code_opens_a_unit_of_work(odd):
    with pytest.raises(ValueError, match="county code"), unit_of_work(odd):
        pass


def test_a_database_that_is_not_there_is_away_within_seconds():
    with pytest.raises(DatabaseAway), unit_of_work(TENANT, url="postgresql://x@127.0.0.1:1/nowhere"):
        pass
