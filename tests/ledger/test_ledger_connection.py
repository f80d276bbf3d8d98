"""The database goes and comes back: callers learn it quickly, and nobody has to restart anything."""

import threading
import time

import psycopg
import pytest
from ledger_stories import TENANT, Life, do, minutes, registration

from fengqiao.ledger.appending import AlreadyDone, LostRace, append, append_and_commit
from fengqiao.ledger.connection import DatabaseAway, Spoilt, pool_of, unit_of_work
from fengqiao.matters.commands import Accept

pytestmark = [pytest.mark.database]


def cut_connections(superuser, database) -> None:
    superuser.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = 'fengqiao_app'",
        [database.name],
    )


def test_connections_that_a_restart_broke_are_replaced_unseen(ledger, superuser, database):
    life = Life().begin()
    barrier = threading.Barrier(4)

    def hold() -> None:
        with unit_of_work(TENANT):
            barrier.wait()

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cut_connections(superuser, database)
    for _ in range(6):
        assert life.loaded().version == 1


def test_a_server_that_goes_in_the_middle_is_away_and_nothing_is_kept(ledger, superuser, database):
    before = Life().begin()
    act = registration()
    with pytest.raises(DatabaseAway), unit_of_work(TENANT) as work:  # noqa: PT012
        append(work, act)
        cut_connections(superuser, database)
        work.execute("SELECT 1")
    with unit_of_work(TENANT) as work:
        rows = work.execute("SELECT id FROM ledger.matter").fetchall()
    assert rows == [(before.id,)]


def test_a_commit_that_is_not_confirmed_is_not_promised(ledger, superuser, database):
    with pytest.raises(DatabaseAway), unit_of_work(TENANT) as work:  # noqa: PT012
        append(work, registration())
        cut_connections(superuser, database)


def test_a_commit_travels_with_the_last_statement(ledger):
    act = registration()
    with unit_of_work(TENANT) as work:
        append_and_commit(work, act)
        assert work.connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        with unit_of_work(TENANT) as other:
            assert other.execute("SELECT id FROM ledger.matter").fetchall() == [(act.matter.id,)]


def test_a_last_statement_that_fails_commits_nothing(ledger):
    with pytest.raises(psycopg.errors.UndefinedColumn), unit_of_work(TENANT) as work:  # noqa: PT012
        append(work, registration())
        work.execute_raw("SELECT nothing_of_the_kind FROM ledger.matter", [], last=True)
    with unit_of_work(TENANT) as work:
        assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (0,)


def test_what_fails_only_as_the_trip_ends_is_said_and_commits_nothing(ledger):
    leaf = (
        "INSERT INTO ledger.root_leaf (tenant, matter_id, day, version, head_hash)"
        " VALUES (ledger.tenant(), gen_random_uuid(), '2026-01-01', 1, '')"
    )
    with pytest.raises(psycopg.errors.ForeignKeyViolation), unit_of_work(TENANT) as work:
        work.execute_raw(leaf, [], last=True)  # no root of that day, which is looked at with the commit
    with unit_of_work(TENANT) as work:
        assert work.execute("SELECT count(*) FROM ledger.root_leaf").fetchone() == (0,)


def test_an_act_that_comes_too_late_commits_nothing(ledger):
    life = Life().begin()
    accept = Accept(category="E0101")
    late = do(life.loaded(), "registrar", "COUNTY_HOTLINE", accept, at=minutes(5))
    life.do(6, "registrar", "COUNTY_HOTLINE", accept)
    with pytest.raises(LostRace) as race, unit_of_work(TENANT) as work:
        append_and_commit(work, late)
    assert race.value.version == 2
    with unit_of_work(TENANT) as work:
        assert work.execute("SELECT count(*) FROM ledger.event").fetchone() == (2,)


def test_a_write_meets_no_connection_that_a_restart_broke(ledger, superuser, database):
    Life().begin()
    for _ in range(5):
        cut_connections(superuser, database)
        Life().begin()
    with unit_of_work(TENANT) as work:
        assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (6,)


def test_a_beginning_that_a_restart_broke_is_said_again(ledger, superuser, database):
    with unit_of_work(TENANT) as work:
        cut_connections(superuser, database)
        assert work.execute("SELECT current_setting('app.tenant')").fetchone() == (TENANT,)
        append_and_commit(work, registration())


def test_a_connection_goes_back_to_the_pool_once_though_no_other_is_to_be_had(
    ledger, superuser, database, monkeypatch
):
    Life().begin()
    pool, given_back = pool_of(ledger), []
    put = pool.putconn
    monkeypatch.setattr(pool, "putconn", lambda connection: given_back.append(connection) or put(connection))
    with pytest.raises(DatabaseAway), unit_of_work(TENANT) as work:  # noqa: PT012
        superuser.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT 0")
        cut_connections(superuser, database)
        work.execute("SELECT 1")
    assert len(given_back) == len({id(connection) for connection in given_back}) > 0
    superuser.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT -1")


def test_a_first_statement_that_costs_its_connection_is_not_said_for_ever(ledger):
    # A role may end its own backends.
    with pytest.raises(DatabaseAway), unit_of_work(TENANT) as work:
        work.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_database_that_takes_nobody_is_away_quickly_and_found_again_by_itself(ledger, superuser, database):
    life = Life().begin()
    superuser.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT 0")
    cut_connections(superuser, database)
    began = time.monotonic()
    with pytest.raises(DatabaseAway):
        life.loaded()
    assert time.monotonic() - began < 5
    superuser.execute(f"ALTER DATABASE {database.name} CONNECTION LIMIT -1")
    until = time.monotonic() + 10
    while True:
        try:
            assert life.loaded().version == 1
            break
        except DatabaseAway:
            assert time.monotonic() < until


def test_a_lock_that_takes_too_long_is_an_answer_not_an_error(ledger, superuser):
    life = Life().begin()
    with superuser.transaction():
        superuser.execute("SELECT 1 FROM ledger.matter FOR UPDATE")
        with pytest.raises(DatabaseAway), unit_of_work(TENANT) as work:  # noqa: PT012
            work.execute("SET LOCAL lock_timeout = '50ms'")
            work.execute("UPDATE ledger.matter SET version = version")
    assert life.loaded().version == 1


def test_a_mistake_in_a_statement_is_not_taken_for_an_outage(ledger):
    with pytest.raises(psycopg.errors.UndefinedColumn), unit_of_work(TENANT) as work:
        work.execute("SELECT nothing_of_the_kind FROM ledger.matter")


def test_a_failure_that_went_unnoticed_does_not_commit(ledger):
    with pytest.raises(Spoilt), unit_of_work(TENANT) as work:  # noqa: PT012
        append(work, registration())
        with pytest.raises(psycopg.Error):
            work.connection.execute("SELECT 1 / 0")  # past the unit of work's own watch
    with unit_of_work(TENANT) as work:
        assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (0,)


def test_a_frozen_unit_of_work_shows_one_moment(ledger):
    with unit_of_work(TENANT, frozen=True) as work:
        assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (0,)
        Life().begin()
        assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (0,)


def test_without_a_database_the_message_says_so(monkeypatch):
    from django.conf import settings

    monkeypatch.setattr(settings, "DATABASE_URL", None)
    with pytest.raises(DatabaseAway, match="no database yet"), unit_of_work(TENANT):
        pass


def test_a_pool_is_opened_once_per_process_and_database(ledger):
    assert pool_of(ledger) is pool_of(ledger)


def refused_on_the_only_connection(url) -> None:
    """A first unit of work that is rolled back: from then on psycopg keeps what it believes to be prepared."""
    pool_of(url).wait()
    with pytest.raises(ZeroDivisionError), unit_of_work(TENANT) as work:  # noqa: PT012
        work.execute("SELECT 1")
        raise ZeroDivisionError


def test_a_key_that_was_used_before_leaves_the_connection_sound(ledger):
    """A commit that the server skips behind a failed write must not be called by a name that it never heard."""
    refused_on_the_only_connection(ledger)
    with unit_of_work(TENANT) as work:
        append_and_commit(work, registration(key="the-same"))
    with pytest.raises(AlreadyDone), unit_of_work(TENANT) as work:
        append_and_commit(work, registration(key="the-same"))
    for _ in range(3):
        with unit_of_work(TENANT) as work:
            assert work.execute("SELECT count(*) FROM ledger.matter").fetchone() == (1,)


def test_a_statement_that_failed_unprepared_is_not_called_by_name_later(ledger, superuser):
    refused_on_the_only_connection(ledger)
    asked = "SELECT count(*) FROM ledger.signal"
    with unit_of_work(TENANT) as work:
        work.execute(asked)
    superuser.execute("ALTER TABLE ledger.signal RENAME TO away")
    with pytest.raises(psycopg.errors.UndefinedTable), unit_of_work(TENANT) as work:
        work.execute(asked)
    superuser.execute("ALTER TABLE ledger.away RENAME TO signal")
    for _ in range(2):
        with unit_of_work(TENANT) as work:
            assert work.execute(asked).fetchone() == (0,)
