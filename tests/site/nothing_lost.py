"""What must be true of an installation after it was killed piece by piece: nothing lost, nothing twice, nothing late."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from statistics import median

import psycopg
from citizens_and_clerks import Citizens, Installation

from fengqiao.ledger.outbox import LEASE
from watching import eventually

ACTS = {
    "accept": "MatterAccepted",
    "dispatch": "MatterDispatched",
    "sign": "OrderSigned",
    "add_progress": "ProgressAdded",
    "submit_result": "ResultSubmitted",
    "approve": "ResultApproved",
    "record_visit": "VisitRecorded",
}
LATEST = LEASE.total_seconds() + 60.0
"""Seconds: a moment that a killed worker held comes after its lease, and the worker and the database come up first."""
USUAL = 20.0
"""Seconds: half of the moments come sooner, killings or not."""


def timekeeper(up: Installation, *given: str):
    """Have the timekeeper do something beside the installation."""
    words = [sys.executable, str(Path(__file__).with_name("timekeeper.py")), *given]
    done = subprocess.run(
        words, env={**os.environ, "FENGQIAO_DATA": str(up.data)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@dataclass
class Moments:
    """Matters whose next moment comes while things are being killed: always some ahead, as long as it takes."""

    up: Installation
    planted: dict[str, datetime] = field(default_factory=dict)

    def keep_coming(self, *, many: int = 6, seconds: float = 30.0) -> None:
        """Plant more when the last ones are about to come."""
        ahead = max((moment.timestamp() for moment in self.planted.values()), default=0.0) - time.time()
        if ahead < seconds / 4:
            moments = timekeeper(self.up, "plant", str(many), str(seconds))
            self.planted |= {matter: datetime.fromisoformat(moment) for matter, moment in moments.items()}

    def wait(self) -> None:
        """Wait until the last of them has come."""
        last = max(self.planted.values()).timestamp()
        eventually(lambda: time.time() > last, within=60)

    def check(self, ledger: psycopg.Connection, *, away: float = 0.0) -> None:
        """Each moment was noted once, not before it came, and not long after (`away`: seconds without a database)."""
        rows = ledger.execute(
            "SELECT matter_id::text, at FROM ledger.event WHERE kind = 'LimitPassed'"
            " AND matter_id = ANY(%s::uuid[])",
            [list(self.planted)],
        ).fetchall()
        assert sorted(matter for matter, _ in rows) == sorted(self.planted)
        late = sorted((at - self.planted[matter]).total_seconds() for matter, at in rows)
        say(f"{len(late)} moments, noted {median(late):.1f} s late in the middle, {late[-1]:.1f} s at most")
        assert late[0] >= 0
        assert late[-1] <= LATEST + away
        assert median(late) <= USUAL + away


def say(words: str) -> None:
    """Tell a number of this run: `make crash` shows it, a failure does, too."""
    sys.stdout.write(f"{words}\n")


def wait_until_quiet(ledger: psycopg.Connection) -> None:
    """Wait until nothing is left to react to, to send or to note; what a killed worker held comes after its lease."""

    def quiet() -> bool:
        left = ledger.execute(
            "SELECT (SELECT count(*) FROM ledger.outbox WHERE done_at IS NULL AND dead_at IS NULL),"
            " (SELECT count(*) FROM ledger.delivery WHERE state = 'pending'),"
            " (SELECT count(*) FROM ledger.matter WHERE wake_at < now())"
        ).fetchone()
        ledger.rollback()
        return left == (0, 0, 0)

    eventually(quiet, within=LEASE.total_seconds() + 240)


def check_creates(ledger: psycopg.Connection, citizens: Citizens) -> None:
    """Each report that was acknowledged is there once, under the code that was told; of the others at most one each."""
    found: dict[str, list[str]] = {}
    rows = ledger.execute(
        "SELECT t.body, m.code FROM ledger.text AS t JOIN ledger.matter AS m ON m.text_id = t.id"
        " WHERE t.body LIKE %s",
        [f"{citizens.mark}%"],
    )
    for body, code in rows:
        found.setdefault(body, []).append(code)
    assert all(len(codes) == 1 for codes in found.values()), [c for c in found.values() if len(c) > 1]
    for body, code in citizens.created.items():
        assert found[body] == [code]
    assert len(found) - len(citizens.created) <= citizens.count


def check_acts(ledger: psycopg.Connection, citizens: Citizens) -> None:
    """Each act that was acknowledged happened once."""
    rows = ledger.execute(
        "SELECT m.code, e.kind, count(*) FROM ledger.event AS e JOIN ledger.matter AS m ON m.id = e.matter_id"
        " WHERE m.code = ANY(%s) GROUP BY 1, 2",
        [list(citizens.created.values())],
    )
    happened = {(code, kind): count for code, kind, count in rows}
    wrong = [(code, act) for code, act in citizens.acted if happened.get((code, ACTS[act])) != 1]
    assert not wrong
    assert {act for _, act in citizens.acted} == set(ACTS)


def check_reactions(up: Installation, ledger: psycopg.Connection) -> None:
    """What the events since the start ask for is there, every bit of it and nothing else; nothing was given up or sent twice."""
    assert ledger.execute("SELECT count(*) FROM ledger.outbox WHERE dead_at IS NOT NULL").fetchone() == (0,)
    sent = ledger.execute("SELECT count(*), count(DISTINCT effect_key) FROM ledger.delivery").fetchone()
    assert sent[0] == sent[1] > 0
    said = timekeeper(up, "reactions", up.since.isoformat())
    say(f"owed and there: {said['owed']}")
    assert not said["lacking"], said["lacking"][:20]
    assert not said["unasked"], said["unasked"][:20]
    assert all(said["owed"].values())


def check_that_a_lost_message_is_seen(up: Installation, ledger: psycopg.Connection) -> None:
    """The check itself: with one message out of the way, it is missed."""
    rename = "UPDATE ledger.delivery SET effect_key = %s WHERE effect_key = %s"
    key = ledger.execute(
        "SELECT min(effect_key) FROM ledger.delivery WHERE created_at >= %s", [up.since]
    ).fetchone()[0]
    ledger.execute(rename, [f"lost {key}", key])
    ledger.commit()
    said = timekeeper(up, "reactions", up.since.isoformat())
    ledger.execute(rename, [key, f"lost {key}"])
    ledger.commit()
    assert said["lacking"] == [f"message {key}"]
    assert said["unasked"] == [f"message lost {key}"]
