"""The order of changes: every act once, also when a transaction that began earlier ends later."""

import time
from datetime import timedelta

import pytest

from fengqiao.ledger.changes import START, Mark, changes_since, forget_changes, settled
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.store import read_many

pytestmark = pytest.mark.database

NOTE = "INSERT INTO ledger.change (tenant, matter_id) VALUES (ledger.tenant(), %(id)s::uuid)"
ONE, TWO = "00000000-0000-7000-8000-000000000001", "00000000-0000-7000-8000-000000000002"


@pytest.fixture
def tenant(database):
    return "430121"


def ids(work, mark, most=100):
    return [change.matter_id for change in changes_since(work, mark, most=most)]


def soon(tenant, mark, expected):
    """Older transactions hold a reader up, also those of other tests' databases in this cluster."""
    until = time.monotonic() + 30.0
    while time.monotonic() < until:
        with unit_of_work(tenant) as reader:
            if (found := ids(reader, mark)) == expected:
                return
        time.sleep(0.05)
    raise AssertionError(found)


def test_what_ends_late_is_not_passed_over(tenant):
    with unit_of_work(tenant) as slow:
        slow.execute(NOTE, {"id": ONE})
        with unit_of_work(tenant) as quick:
            quick.execute(NOTE, {"id": TWO})
        with unit_of_work(tenant) as reader:
            assert ids(reader, START) == []
    soon(tenant, START, [ONE, TWO])
    with unit_of_work(tenant) as reader:
        first = changes_since(reader, START, most=1)
        assert [change.matter_id for change in first] == [ONE]
        assert ids(reader, first[-1].mark) == [TWO]


def test_what_was_rolled_back_did_not_happen(tenant):
    def fail():
        with unit_of_work(tenant) as work:
            work.execute(NOTE, {"id": ONE})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with unit_of_work(tenant) as work:
        assert ids(work, START) == []


def test_the_mark_of_now_lies_behind_all_that_ended(tenant):
    with unit_of_work(tenant) as work:
        work.execute(NOTE, {"id": ONE})
    soon(tenant, START, [ONE])
    with unit_of_work(tenant) as work:
        now = settled(work)
        assert ids(work, now) == []
    with unit_of_work(tenant) as work:
        work.execute(NOTE, {"id": TWO})
    soon(tenant, now, [TWO])


def test_another_county_sees_nothing_of_it(tenant):
    with unit_of_work(tenant) as work:
        work.execute(NOTE, {"id": ONE})
    soon(tenant, START, [ONE])
    with unit_of_work("430122") as other:
        assert ids(other, START) == []


def test_old_changes_are_forgotten(tenant):
    with unit_of_work(tenant) as work:
        work.execute(NOTE, {"id": ONE})
    with unit_of_work(tenant) as work:
        moment = work.execute("SELECT max(at) FROM ledger.change", {}).fetchone()[0]
        assert forget_changes(work, before=moment) == 0
        assert forget_changes(work, before=moment + timedelta(seconds=1)) == 1


def test_a_mark_is_read_as_it_is_written():
    assert Mark.read(str(Mark(74211, 58))) == Mark(74211, 58)
    assert Mark(9, 3) < Mark(10, 1)
    for nonsense in ("", "1", "1-", "-1", "1-2-3", "a-b", "٣-٤", "9" * 40 + "-1"):
        assert Mark.read(nonsense) is None


def test_a_change_of_a_matter_that_is_gone_is_none(tenant):
    with unit_of_work(tenant) as work:
        work.execute(NOTE, {"id": ONE})
        assert read_many(work, ids(work, START)) == {}
