"""Run beside an installation: `plant N SECONDS` matters whose first limit passes meanwhile, `verify` the chains, or
say what of the `reactions` to every event is wanting.

A process of its own, for the installation's data folder is not the tests'.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fengqiao.cli.running import Needs, running
from fengqiao.gateways.data_folder import data_folder

PLACE = {"address": "文昌路1号", "lon": 119.06, "lat": 28.02, "datum": "wgs84"}

PLANTED = "定时核对"
"""The words with which a planted matter begins."""
MATTERS = """
SELECT m.id::text, EXISTS (SELECT FROM ledger.text AS t WHERE t.tenant = m.tenant AND t.id = m.text_id
                              AND t.body LIKE %(planted)s)
  FROM ledger.matter AS m
 WHERE EXISTS (SELECT FROM ledger.event AS e
                WHERE e.tenant = m.tenant AND e.matter_id = m.id AND e.at >= %(since)s)
 ORDER BY m.id
"""
_OF_EVENT = (
    " JOIN ledger.event AS e ON e.tenant = r.tenant AND e.matter_id = r.matter_id AND e.seq = r.{seq}"
    " WHERE e.at >= %(since)s"
)
THERE = {
    "outbox": "SELECT r.matter_id || ':' || r.seq FROM ledger.outbox AS r"
    + _OF_EVENT.format(seq="seq")
    + " AND r.done_at IS NOT NULL",
    "message": "SELECT r.effect_key FROM ledger.delivery AS r"
    + _OF_EVENT.format(seq="event_seq")
    + " AND r.state = 'sent'",
    "paper": "SELECT r.matter_id || ':' || r.event_seq || ':' || r.template FROM ledger.document AS r"
    + _OF_EVENT.format(seq="event_seq"),
    "suggestion": "SELECT matter_id::text FROM ledger.triage_note",
    "choice": "SELECT matter_id || ':' || chosen FROM ledger.triage_note WHERE chosen <> ''",
}
"""What there is of each kind, by the keys that `_owed` names."""
OF_EVENTS = ("outbox", "message", "paper")
"""Kinds that name their event, so that one which no event asked for can be told."""


def plant(count: int, over: timedelta) -> dict[str, str]:
    """Register matters in the past, so that a limit of each passes some time within the coming span; moment by id."""
    from fengqiao.desk.past import Life, write_lives
    from fengqiao.desk.settled import ports
    from fengqiao.lifecycle.wakes import next_wake
    from fengqiao.people.actors import Actor, Post

    county, now = ports(), datetime.now(UTC)
    clerk = Actor("demo/registrar", Post.REGISTRAR, "COUNTY_HALL")

    def registered(at: datetime, number: int) -> tuple[Life, datetime]:
        life = Life(county, now)
        life.register(
            at,
            clerk,
            {"text": f"{PLANTED}第{number}件", "channel": "phone", "category": "P0101", "place": PLACE},
        )
        return life, next_wake(life.matter).at

    ago = now - timedelta(hours=2)
    lives = []
    for number in range(count):
        _, passes = registered(ago, number)
        life, passes = registered(now + timedelta(seconds=3) + over * number / count - (passes - ago), number)
        assert now < passes < now + over + timedelta(seconds=10)
        lives.append((life, passes))
    assert write_lives(county, [life for life, _ in lives]) == count
    return {life.matter.id: passes.isoformat() for life, passes in lives}


def verify() -> dict[str, object]:
    """Whether every chain of the county holds, and where not."""
    from fengqiao.desk.settled import ports
    from fengqiao.ledger.verification import verify as verified

    county = ports()
    verdict = verified([county.tenant], county.ring)
    return {"ok": verdict.ok, "first_bad": str(verdict.first_bad), "matters": verdict.matters}


def reactions(since: datetime) -> dict[str, object]:
    """What every event since then asks for beside what there is: outbox rows, messages, papers, notes of triage.

    `lacking` and `unasked` name each difference; `owed` says how much of each kind is asked for. The registration of a
    planted matter asks for nothing, for it was written as past.
    """
    from fengqiao.desk.settled import ports
    from fengqiao.ledger.connection import unit_of_work

    with unit_of_work(ports().tenant, frozen=True) as work:
        owed = _owed(work, since)
        there = {
            kind: {row[0] for row in work.execute(statement, {"since": since}).fetchall()}
            for kind, statement in THERE.items()
        }
    return {
        "owed": {kind: len(keys) for kind, keys in owed.items()},
        "lacking": sorted(f"{kind} {key}" for kind in owed for key in owed[kind] - there[kind]),
        "unasked": sorted(f"{kind} {key}" for kind in OF_EVENTS for key in there[kind] - owed[kind]),
    }


def _owed(work, since: datetime) -> dict[str, set[str]]:
    """The keys of everything that the events ask for, as the rules say and not as the worker remembers."""
    from fengqiao.desk.effects import messages
    from fengqiao.ledger.store import read_events
    from fengqiao.lifecycle.evolve import evolve
    from fengqiao.lifecycle.react import MakeDocument, NoteChoice, SuggestCategory, react

    owed = {kind: set() for kind in THERE}
    for matter_id, planted in work.execute(MATTERS, {"planted": f"{PLANTED}%", "since": since}).fetchall():
        matter = None
        for recorded in read_events(work, matter_id):
            matter = evolve(matter, recorded)
            effects = react(matter, recorded.event)
            if not effects or recorded.at < since or (planted and recorded.seq == 1):
                continue
            event = f"{matter_id}:{recorded.seq}"
            owed["outbox"].add(event)
            owed["message"] |= {message.effect_key for message in messages(matter, recorded)}
            owed["paper"] |= {f"{event}:{e.template}" for e in effects if isinstance(e, MakeDocument)}
            owed["suggestion"] |= {matter_id for e in effects if isinstance(e, SuggestCategory)}
            owed["choice"] |= {f"{matter_id}:{matter.category}" for e in effects if isinstance(e, NoteChoice)}
    return owed


def main(act: str, *given: str) -> None:
    data: Path = data_folder()
    with running(data, Needs.DATABASE):
        match act:
            case "plant":
                done = plant(int(given[0]), timedelta(seconds=float(given[1])))
            case "verify":
                done = verify()
            case "reactions":
                done = reactions(datetime.fromisoformat(given[0]))
            case _:
                raise ValueError(act)
        sys.stdout.write(json.dumps(done))


if __name__ == "__main__":
    main(*sys.argv[1:])
