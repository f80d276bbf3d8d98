"""Whatever is done to the rows past the programs, verification finds it and says where."""

import json
from base64 import b64decode
from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from ledger_stories import REGISTRAR, RING, START, Life, minutes

from fengqiao.ledger.access import note_access
from fengqiao.ledger.chain import Entry, link
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.roots import Root, latest_root, read_body, sign_root
from fengqiao.ledger.sealed import Key, KeyRing
from fengqiao.ledger.verification import Bad, verify
from fengqiao.matters import commands as c

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("shared_ledger")]
DAY = date(2026, 11, 10)
_codes = count(400001, 2)


class Lives(list[Life]):
    """Five matters of a county of the test's own, so that tests can share a database; `other` is a second one."""

    def __init__(self) -> None:
        self.tenant, self.other = (str(next(_codes) + n) for n in (0, 1))
        super().__init__(Life(tenant=self.tenant).begin() for _ in range(5))

    def root(self, day: date = DAY) -> Root:
        with unit_of_work(self.tenant, frozen=True) as work:
            return sign_root(work, RING, day=day, at=START)

    def look(self, n: int = 3) -> None:
        with unit_of_work(self.tenant) as work:
            for minute in range(n):
                note_access(work, REGISTRAR, act="view", at=minutes(minute), purpose="核对")

    def verdict(self, **more):
        return verify([self.other, self.tenant], RING, **more)

    def bad(self, life: Life | None, seq: int, fault: str) -> Bad:
        return Bad(self.tenant, life.id if life else "", seq, fault)


@pytest.fixture
def lives(shared_ledger) -> Lives:
    """The third has a whole life, all are bound by a root; then two go on and somebody looks."""
    lives = Lives()
    lives[2].whole()
    lives.look()
    lives.root()
    for life in (lives[1], lives[3]):
        life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    lives.look()
    Life(tenant=lives.other).begin()
    assert lives.verdict().ok
    return lives


@pytest.fixture
def superuser(module_database):
    """Somebody with every right, also past the foreign keys, as a tamperer may have."""
    with psycopg.connect(module_database.superuser_url, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def event(life: Life, seq: int) -> str:
    return f"tenant = '{life.tenant}' AND matter_id = '{life.id}' AND seq = {seq}"


def test_an_untouched_ledger_verifies_and_counts(lives):
    found = lives.verdict(deep=True)
    assert found.ok
    assert found.first_bad is None
    assert (found.matters, found.events, found.looks, found.roots) == (6, 1 + 4 + 14 + 2, 6, 1)


@pytest.mark.parametrize(
    "change",
    [
        "body = body || ' '",
        "at = at + interval '1 microsecond'",
        "person = 'somebody else'",
        "post = 'system'",
        "unit = 'X'",
        "kind = 'MatterArchived'",
        "v = 2",
        "hash = decode(repeat('ab', 32), 'hex')",
    ],
)
def test_a_changed_event_is_found_at_its_place(lives, superuser, change):
    superuser.execute(f"UPDATE ledger.event SET {change} WHERE {event(lives[2], 4)}")
    assert lives.verdict().first_bad == lives.bad(lives[2], 4, "changed")


def test_a_removed_event_is_found(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.event WHERE {event(lives[2], 6)}")
    assert lives.verdict().first_bad == lives.bad(lives[2], 6, "removed")


def test_a_removed_event_with_the_rest_moved_up_is_found(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.event WHERE {event(lives[2], 6)}")
    for seq in range(7, 15):
        superuser.execute(f"UPDATE ledger.event SET seq = {seq - 1} WHERE {event(lives[2], seq)}")
    assert lives.verdict().first_bad == lives.bad(lives[2], 6, "changed")


def test_the_last_event_removed_is_found(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.event WHERE {event(lives[3], 2)}")
    assert lives.verdict().first_bad == lives.bad(lives[3], 2, "removed")


def test_the_last_event_removed_and_the_row_set_back_is_found_by_the_root(lives, superuser):
    life = lives[2]
    superuser.execute(f"DELETE FROM ledger.event WHERE {event(life, 14)}")
    superuser.execute(
        "UPDATE ledger.matter SET version = 13, head_hash = (SELECT hash FROM ledger.event WHERE"
        f" {event(life, 13)}) WHERE id = '{life.id}'"
    )
    assert lives.verdict().first_bad == lives.bad(life, 14, "removed")


def test_events_that_changed_places_are_found(lives, superuser):
    for a, b in ((3, 99), (4, 3), (99, 4)):
        superuser.execute(f"UPDATE ledger.event SET seq = {b} WHERE {event(lives[2], a)}")
    assert lives.verdict().first_bad == lives.bad(lives[2], 3, "changed")


def test_an_event_put_at_the_end_is_found(lives, superuser):
    superuser.execute(
        "INSERT INTO ledger.event SELECT tenant, matter_id, seq + 1, v, at, kind, person, post, unit, body, hash"
        f" FROM ledger.event WHERE {event(lives[4], 1)}"
    )
    assert lives.verdict().first_bad == lives.bad(lives[4], 2, "changed")


def test_a_forged_event_with_a_right_hash_is_found(lives, superuser):
    life = lives[4]
    row = superuser.execute(f"SELECT hash, at FROM ledger.event WHERE {event(life, 1)}").fetchone()
    forged = Entry(2, 1, row[1], "MatterArchived", "x", "system", "", "{}")
    superuser.execute(
        "INSERT INTO ledger.event VALUES (%s, %s, 2, 1, %s, 'MatterArchived', 'x', 'system', '', '{}', %s)",
        [lives.tenant, life.id, row[1], link(bytes(row[0]), forged, tenant=lives.tenant, matter_id=life.id)],
    )
    assert lives.verdict().first_bad == lives.bad(life, 2, "inserted")


def test_a_chain_written_anew_with_right_hashes_is_found_by_the_root(lives, superuser):
    life = lives[0]
    row = superuser.execute(
        f"SELECT seq, v, at, kind, person, post, unit, body FROM ledger.event WHERE {event(life, 1)}"
    ).fetchone()
    forged = replace(Entry(*row), person="somebody else")
    head = link(bytes(32), forged, tenant=lives.tenant, matter_id=life.id)
    superuser.execute(
        f"UPDATE ledger.event SET person = 'somebody else', hash = %s WHERE {event(life, 1)}", [head]
    )
    superuser.execute(f"UPDATE ledger.matter SET head_hash = %s WHERE id = '{life.id}'", [head])
    assert lives.verdict().first_bad == lives.bad(life, 1, "rewritten")


def test_a_changed_head_is_found(lives, superuser):
    superuser.execute(
        f"UPDATE ledger.matter SET head_hash = decode(repeat('00', 32), 'hex') WHERE id = '{lives[3].id}'"
    )
    assert lives.verdict().first_bad == lives.bad(lives[3], 2, "head_changed")


def test_a_whole_matter_removed_is_found_by_the_root(lives, superuser):
    for table in ("event", "work_order", "outbox", "text", "matter_search"):
        superuser.execute(f"DELETE FROM ledger.{table} WHERE matter_id = '{lives[1].id}'")
    superuser.execute(f"DELETE FROM ledger.matter WHERE id = '{lives[1].id}'")
    assert lives.verdict().first_bad == lives.bad(lives[1], 1, "matter_removed")


def test_the_last_matter_removed_is_found_by_the_root(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.event WHERE matter_id = '{lives[4].id}'")
    superuser.execute(f"DELETE FROM ledger.matter WHERE id = '{lives[4].id}'")
    assert lives.verdict().first_bad == lives.bad(lives[4], 1, "matter_removed")


def test_a_row_removed_but_for_its_events_is_found(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.matter WHERE id = '{lives[0].id}'")
    assert lives.verdict().first_bad == lives.bad(lives[0], 1, "matter_removed")


def test_a_matter_moved_to_another_county_is_found(lives, superuser):
    for table, key in (("event", "matter_id"), ("matter", "id")):
        superuser.execute(f"UPDATE ledger.{table} SET tenant = '{lives.other}' WHERE {key} = '{lives[0].id}'")
    assert lives.verdict().first_bad == Bad(lives.other, lives[0].id, 1, "changed")


def test_a_record_that_its_events_do_not_make_is_found_by_looking_deep(lives, superuser):
    superuser.execute(
        f"UPDATE ledger.matter SET snapshot = (SELECT snapshot FROM ledger.matter WHERE id = '{lives[1].id}')"
        f" WHERE id = '{lives[3].id}'"
    )
    assert lives.verdict().ok
    assert lives.verdict(deep=True).first_bad == lives.bad(lives[3], 2, "record_differs")


@pytest.mark.parametrize(
    "change",
    [
        "purpose = ''",
        "unit = 'X'",
        "result = 'refused'",
        "at = now()",
        "subject = 'x'",
        "hash = decode(repeat('ab', 32), 'hex')",
    ],
)
def test_a_changed_look_is_found(lives, superuser, change):
    superuser.execute(f"UPDATE ledger.access_log SET {change} WHERE tenant = '{lives.tenant}' AND n = 2")
    assert lives.verdict().first_bad == lives.bad(None, 2, "access_changed")


def test_a_removed_look_is_found_also_the_last(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.access_log WHERE tenant = '{lives.tenant}' AND n = 6")
    assert lives.verdict().first_bad == lives.bad(None, 6, "access_removed")
    superuser.execute(f"DELETE FROM ledger.access_log WHERE tenant = '{lives.tenant}' AND n = 1")
    assert lives.verdict().first_bad == lives.bad(None, 1, "access_removed")


def test_a_lane_that_is_gone_as_a_whole_is_found_by_the_root(lives, superuser):
    superuser.execute(f"DELETE FROM ledger.access_log WHERE tenant = '{lives.tenant}'")
    superuser.execute(f"DELETE FROM ledger.access_lane WHERE tenant = '{lives.tenant}'")
    assert lives.verdict().first_bad == lives.bad(None, 1, "access_removed")


def test_a_look_put_at_the_end_is_found(lives, superuser):
    superuser.execute(
        "INSERT INTO ledger.access_log SELECT tenant, lane, n + 1, at, matter_id, person, post, unit, act, subject,"
        f" purpose, result, hash FROM ledger.access_log WHERE tenant = '{lives.tenant}' AND n = 6"
    )
    assert lives.verdict().first_bad == lives.bad(None, 7, "access_changed")


def test_a_forged_root_is_found(lives, superuser):
    superuser.execute(
        f"UPDATE ledger.root SET body = replace(body, '\"matters\":5', '\"matters\":4') WHERE tenant = '{lives.tenant}'"
    )
    assert lives.verdict().first_bad == lives.bad(None, 20261110, "root_forged")


def test_a_changed_leaf_is_found(lives, superuser):
    superuser.execute(f"UPDATE ledger.root_leaf SET version = 2 WHERE matter_id = '{lives[0].id}'")
    assert lives.verdict().first_bad == lives.bad(None, 20261110, "root_forged")


def test_a_root_of_an_unknown_key_is_found(lives):
    other = KeyRing(Key("k2", bytes(32)), {"k2": Key("k2", bytes(32))})
    assert verify([lives.tenant], other).first_bad == lives.bad(None, 20261110, "root_forged")


def test_a_removed_root_is_found_by_the_next_one(lives, superuser):
    lives.root(DAY + timedelta(days=1))
    assert lives.verdict().ok
    superuser.execute(f"DELETE FROM ledger.root_leaf WHERE tenant = '{lives.tenant}' AND day = '{DAY}'")
    superuser.execute(f"DELETE FROM ledger.root WHERE tenant = '{lives.tenant}' AND day = '{DAY}'")
    assert lives.verdict().first_bad == lives.bad(None, 20261111, "root_removed")


def test_the_last_root_removed_is_found_by_the_copy_kept_elsewhere(lives, superuser):
    last = lives.root(DAY + timedelta(days=1))
    superuser.execute(f"DELETE FROM ledger.root_leaf WHERE tenant = '{lives.tenant}' AND day = '2026-11-11'")
    superuser.execute(f"DELETE FROM ledger.root WHERE tenant = '{lives.tenant}' AND day = '2026-11-11'")
    assert lives.verdict().ok
    assert lives.verdict(exported=[last]).first_bad == lives.bad(None, 20261111, "root_removed")


def test_a_root_binds_only_what_changed_and_is_signed_once_a_day(lives):
    first = lives.root()
    assert lives.root() == first
    second = lives.root(DAY + timedelta(days=1))
    body = read_body(second)
    assert (body.matters, body.events, body.leaves) == (5, 20, 2)
    assert body.previous == first.hash.hex()
    with unit_of_work(lives.tenant) as work:
        assert latest_root(work) == second
    with pytest.raises(ValueError, match="cannot follow"):
        lives.root(DAY)
    assert lives.verdict().ok


def test_an_exported_root_is_verified_with_the_public_key_alone(lives):
    line = json.loads(lives.root().exported())
    public = Ed25519PublicKey.from_public_bytes(b64decode(RING.public_keys()[line["key"]]))
    public.verify(bytes.fromhex(line["signature"]), line["body"].encode())


def test_an_empty_county_verifies():
    found = verify(["330000"], RING)
    assert found.ok
    assert found.events == 0
