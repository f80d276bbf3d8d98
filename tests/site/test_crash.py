"""Nothing is lost: web, worker and database are killed at random moments under load, on a server with real settings.

Short by default; `make crash` makes it long (FENGQIAO_CRASH_ROUNDS). FENGQIAO_CRASH_SEED repeats the choices of a run.
"""

import os
import random
import signal
import threading
import time
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
from citizens_and_clerks import Citizens, Installation, Talk
from killing import KINDS, is_back, kill_one, turns
from nothing_lost import (
    Moments,
    check_acts,
    check_creates,
    check_reactions,
    check_that_a_lost_message_is_seen,
    say,
    timekeeper,
    wait_until_quiet,
)

from fengqiao.gateways.postgres.server import ensure_running
from installations import running
from watching import eventually

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("servers_of_its_own")]

ROUNDS = int(os.environ.get("FENGQIAO_CRASH_ROUNDS", len(KINDS)))
SEED = int(os.environ.get("FENGQIAO_CRASH_SEED", random.randrange(1_000_000)))
LONG = ROUNDS >= 20
CLIENTS = 6
AWAY = 30.0 if LONG else 5.0
"""Seconds without a database."""
ANSWERED_WITHIN = 5.0
"""Seconds in which somebody is told that the database is away."""


@pytest.fixture(scope="module")
def up(own_folder, servers_of_its_own):
    """A whole installation with the demo county, as `make run` starts it."""
    with running(own_folder / "data") as started:
        yield Installation(**vars(started))


def test_every_acknowledged_write_survives_and_every_timer_and_reaction_comes(up):
    say(f"FENGQIAO_CRASH_SEED={SEED}")
    chance = random.Random(SEED)
    moments, citizens = Moments(up), Citizens(up, CLIENTS)
    with citizens.busy():
        for kind in turns(ROUNDS, chance):
            moments.keep_coming()
            time.sleep(chance.uniform(0.3, 2.0))
            victim = kill_one(up, kind, chance)
            eventually(partial(is_back, up, kind, victim), within=60)
            eventually(lambda: up.status() == 200, within=60)
            before = citizens.acknowledged
            eventually(lambda before=before: citizens.acknowledged > before or citizens.failures, within=60)
            assert not citizens.failures, (kind, citizens.failures)
    assert not citizens.failures
    moments.wait()
    with superuser(up) as ledger:
        wait_until_quiet(ledger)
        check_creates(ledger, citizens)
        check_acts(ledger, citizens)
        moments.check(ledger)
        check_reactions(up, ledger)
        check_that_a_lost_message_is_seen(up, ledger)
    verdict = timekeeper(up, "verify")
    assert verdict["ok"], verdict["first_bad"]
    say(f"{citizens.acknowledged} writes acknowledged")
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
    with superuser(up) as ledger:
        notes = ledger.execute(
            "SELECT count(*) FROM ledger.event AS e JOIN ledger.matter AS m ON m.id = e.matter_id"
            " WHERE m.code = %s AND e.kind = 'ProgressAdded'",
            [code],
        ).fetchone()
    assert notes == (10 if LONG else 4,)


def test_while_the_database_is_away_requests_get_503_and_it_resumes_by_itself(up):
    citizen, clerk, moments = Talk(up), Talk(up, "registrar"), Moments(up)
    moments.keep_coming(seconds=20)
    before = citizen.report("数据库离开之前").json["code"]
    guard = up.guard()
    os.kill(guard, signal.SIGSTOP)  # so that nobody starts it again
    try:
        os.kill(up.postmaster(), signal.SIGKILL)
        until = time.monotonic() + AWAY
        waited = []
        while time.monotonic() < until:
            for ask in (
                partial(citizen.report, "数据库不在的时候"),
                partial(clerk.get, "/api/v1/worklist"),
                partial(clerk.act, before, "accept", category="P0101"),
                partial(citizen.get, "/healthz"),
            ):
                began = time.monotonic()
                reply = ask()
                waited.append(time.monotonic() - began)
                assert reply.status == 503, (reply.status, reply.body)
                assert int(reply.headers["retry-after"]) > 0
                assert reply.json["code"] == "database_away"
    finally:
        os.kill(guard, signal.SIGCONT)
    say(f"{len(waited)} answers 503, after {max(waited):.2f} s at most")
    assert max(waited) <= ANSWERED_WITHIN
    assert len(waited) >= 4
    eventually(lambda: up.status() == 200, within=60)
    assert citizen.report("数据库回来以后").status == 201
    assert clerk.act(before, "accept", category="P0101").status == 200
    moments.wait()
    with superuser(up) as ledger:
        wait_until_quiet(ledger)
        moments.check(ledger, away=AWAY)
        check_reactions(up, ledger)


@contextmanager
def superuser(up):
    """The ledger as it is, past all rights of rows."""
    with ensure_running(up.data) as server, psycopg.connect(server.url("postgres")) as ledger:
        yield ledger


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
