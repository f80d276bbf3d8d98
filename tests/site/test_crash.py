"""Nothing is lost: web, worker and database are killed at random moments under load, on a server with real settings.

Short by default; `make crash` makes it long (FENGQIAO_CRASH_ROUNDS).
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from functools import partial
from pathlib import Path

import psycopg
import pytest
from citizens_and_clerks import Citizens, Installation, Talk

from fengqiao.gateways.postgres.server import ensure_running
from fengqiao.ledger.outbox import LEASE
from installations import running
from watching import eventually

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("servers_of_its_own")]

ROUNDS = int(os.environ.get("FENGQIAO_CRASH_ROUNDS", "3"))
LONG = ROUNDS >= 20
CLIENTS = 6
PLANTED = 12
"""Matters whose next moment comes while things are being killed."""
ACTS = {
    "accept": "MatterAccepted",
    "dispatch": "MatterDispatched",
    "sign": "OrderSigned",
    "add_progress": "ProgressAdded",
    "submit_result": "ResultSubmitted",
    "approve": "ResultApproved",
    "record_visit": "VisitRecorded",
}


@pytest.fixture(scope="module")
def up(own_folder, servers_of_its_own):
    """A whole installation with the demo county, as `make run` starts it."""
    with running(own_folder / "data") as started:
        yield Installation(**vars(started))


def test_every_acknowledged_write_survives_and_every_timer_and_reaction_comes(up):
    chance = random.Random()
    moments = timekeeper(up, "plant", str(PLANTED), str(5 + 4 * ROUNDS))
    planted = {matter: datetime.fromisoformat(moment) for matter, moment in moments.items()}
    citizens = Citizens(up, CLIENTS)
    with citizens.busy():
        for round_ in range(ROUNDS):
            time.sleep(chance.uniform(0.3, 2.0))
            victim = kill_one(up, round_, chance)
            eventually(lambda: up.status() == 200, within=60)
            before = citizens.acknowledged
            eventually(lambda before=before: citizens.acknowledged > before or citizens.failures, within=60)
            assert not citizens.failures, (victim, citizens.failures)
    assert not citizens.failures
    with ensure_running(up.data) as server:
        wait_until_quiet(server)
        with psycopg.connect(server.url("postgres")) as ledger:
            check_creates(ledger, citizens)
            check_acts(ledger, citizens)
            check_timers(ledger, planted)
            check_reactions(ledger)
    verdict = timekeeper(up, "verify")
    assert verdict["ok"], verdict["first_bad"]
    assert citizens.acknowledged > 10 * ROUNDS


def test_of_eight_who_write_at_once_exactly_one_wins_each_version(up):
    registrar, dispatcher, handler = (Talk(up, user) for user in ("registrar", "dispatcher", "handler"))
    code = Talk(up).report("八个人同时处理的一件事").json["code"]
    registrar.act(code, "accept", category="P0101")
    dispatcher.act(code, "dispatch", lead="MUNICIPAL")
    version = handler.act(code, "sign").json["version"]
    talks = [Talk(up, "handler") for _ in range(8)]

    def note(talk, seen, round_):
        return talk.act(code, "add_progress", seen=seen, note=f"第{round_}轮")

    for round_ in range(10 if LONG else 4):
        replies = at_once([partial(note, talk, version, round_) for talk in talks])
        statuses = sorted(reply.status for reply in replies)
        assert statuses == [200, *[409] * 7], [reply.json for reply in replies]
        version += 1
        for reply in replies:
            said = reply.json
            assert (said["version"] if reply.status == 200 else said["current_version"]) == version
    with ensure_running(up.data) as server, psycopg.connect(server.url("postgres")) as ledger:
        notes = ledger.execute(
            "SELECT count(*) FROM ledger.event AS e JOIN ledger.matter AS m ON m.id = e.matter_id"
            " WHERE m.code = %s AND e.kind = 'ProgressAdded'",
            [code],
        ).fetchone()
    assert notes == (10 if LONG else 4,)


def test_while_the_database_is_away_requests_get_503_and_it_resumes_by_itself(up):
    citizen, clerk = Talk(up), Talk(up, "registrar")
    guard = up.guard()
    os.kill(guard, signal.SIGSTOP)  # so that nobody starts it again
    try:
        os.kill(up.postmaster(), signal.SIGKILL)
        until = time.monotonic() + (30 if LONG else 5)
        asked = 0
        while time.monotonic() < until:
            for reply in (
                citizen.report("数据库不在的时候"),
                clerk.get("/api/v1/worklist"),
                citizen.get("/healthz"),
            ):
                assert reply.status == 503, (reply.status, reply.body)
                assert int(reply.headers["retry-after"]) > 0
                assert reply.json["code"] == "database_away"
                asked += 1
        assert asked >= 3
    finally:
        os.kill(guard, signal.SIGCONT)
    eventually(lambda: up.status() == 200, within=60)
    assert citizen.report("数据库回来以后").status == 201
    assert clerk.get("/api/v1/worklist").status == 200


def timekeeper(up, *given):
    """Have the timekeeper do something beside the installation."""
    words = [sys.executable, str(Path(__file__).with_name("timekeeper.py")), *given]
    done = subprocess.run(
        words, env={**os.environ, "FENGQIAO_DATA": str(up.data)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def kill_one(up, round_, chance):
    """Kill a part with SIGKILL; each kind has its turn. Gives which."""
    kinds = {
        "web": up.web,
        "worker": up.worker,
        "database": up.postmaster,
        "web worker": lambda: chance.choice(up.web_workers()),
        "backend": lambda: chance.choice(up.backends()),
    }
    kind = list(kinds)[round_ % len(kinds)]
    with contextlib.suppress(ProcessLookupError):  # a backend may have ended by itself
        os.kill(kinds[kind](), signal.SIGKILL)
    return kind


def wait_until_quiet(server):
    """Wait until nothing is left to react to, to send or to note; what a killed worker held comes after its lease."""

    def quiet():
        with psycopg.connect(server.url("postgres")) as ledger:
            return ledger.execute(
                "SELECT (SELECT count(*) FROM ledger.outbox WHERE done_at IS NULL AND dead_at IS NULL),"
                " (SELECT count(*) FROM ledger.delivery WHERE state = 'pending'),"
                " (SELECT count(*) FROM ledger.matter WHERE wake_at < now())"
            ).fetchone() == (0, 0, 0)

    eventually(quiet, within=LEASE.total_seconds() + 240)


def check_creates(ledger, citizens):
    """Each report that was acknowledged is there once, under the code that was told; of the others at most one each."""
    found = {}
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
    assert len(found) - len(citizens.created) <= CLIENTS


def check_acts(ledger, citizens):
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


def check_timers(ledger, planted):
    """Each moment was noted once, and not before it came."""
    rows = ledger.execute(
        "SELECT matter_id::text, at FROM ledger.event WHERE kind = 'LimitPassed' AND matter_id = ANY(%s::uuid[])",
        [list(planted)],
    ).fetchall()
    assert sorted(matter for matter, _ in rows) == sorted(planted)
    assert all(at >= planted[matter] for matter, at in rows)


def check_reactions(ledger):
    """Nothing waits, nothing was given up, and nothing was sent twice."""
    assert ledger.execute("SELECT count(*) FROM ledger.outbox WHERE dead_at IS NOT NULL").fetchone() == (0,)
    assert ledger.execute("SELECT count(*) FROM ledger.delivery WHERE state <> 'sent'").fetchone() == (0,)
    sent = ledger.execute("SELECT count(*), count(DISTINCT effect_key) FROM ledger.delivery").fetchone()
    assert sent[0] == sent[1] > 0


def at_once(acts):
    """Do all of these at the same moment, each in a thread of its own."""
    gate, replies = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place):
        gate.wait()
        replies[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies
