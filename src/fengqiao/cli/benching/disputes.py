"""`fengqiao bench disputes`: everything that is written at a table, by staff and by parties, through the real web.

One kind of request at a time, each on disputes of the client's own, so that no client waits for another's dispute.
"""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from fengqiao.cli.benching.bare import bare_ms
from fengqiao.cli.benching.clients import CLIENTS, Clients, Reply, Sent
from fengqiao.cli.benching.home import Bench, web
from fengqiao.cli.benching.lifecycle import Stage
from fengqiao.cli.benching.meters import Meter, checked, latencies, rounded, statements_of
from fengqiao.cli.benching.requests import Session, sign_in
from fengqiao.cli.benching.table_requests import STAFF, UNIT, Kind, Table, kinds_of
from fengqiao.cli.benching.together import percentile
from fengqiao.desk.settled import ports

REQUESTS: Final = 60
"""Disputes of each client: each is one request of every kind."""
WARM: Final = 5


def disputes(home: Bench, *, requests: int = REQUESTS) -> dict[str, Any]:
    """Run every kind; gives the costs of each, of all writes together, and of the costliest write."""
    before = bare_ms(home)
    with web(home) as (port, app), Clients(port) as clients:
        staff = {user: sign_in(port, user, home.password) for user in STAFF}
        sessions: Sequence[Mapping[str, Session]] = [{"": Session(port)} | staff] * CLIENTS
        stage = Stage(home, port, app, clients, sessions)
        kinds, numbers = kinds_of(_mediator()), _Numbers()
        statements = _counted(stage, kinds, numbers)
        operations = _measured(stage, kinds, numbers, requests, statements)
    bare = (before + bare_ms(home)) / 2
    writes = {kind.name: operations[kind.name] for kind in kinds if not kind.reads}
    costliest = max(writes, key=lambda name: float(writes[name]["app_cpu_ms"]))
    return {
        "bare_cpu_ms": round(bare, 2),
        "write": _mean(list(writes.values())),
        "write_without_evidence": _mean([each for name, each in writes.items() if name != "own_evidence"]),
        "costliest_write": costliest,
        "most_statements": max(float(each["statements"]) for each in writes.values()),
        "operations": operations,
    }


class _Numbers:
    """Numbers of disputes, each once: no two take the same time of the mediator, or bring the same photo."""

    def __init__(self) -> None:
        self._next = 0

    def take(self) -> int:
        self._next += 1
        return self._next


def _mediator() -> str:
    """A mediator of the register whose committee takes the disputes of the bench."""
    register = ports().county().mediators.values()
    own = next((each.code for each in register if each.committee.unit == UNIT), "")
    if not own:
        raise RuntimeError(f"the county of the bench has no mediator of {UNIT}")
    return own


def _walk(
    stage: Stage,
    kinds: Sequence[Kind],
    numbers: _Numbers,
    count: int,
    send: Callable[[Kind, list[list[bytes]]], list[list[Reply]]],
) -> None:
    """Have every kind sent for `count` new disputes of each client; what an answer tells serves the next kind."""
    tables = [[Table(numbers.take()) for _ in range(count)] for _ in range(CLIENTS)]
    for kind in kinds:
        key = f"bench-{time.monotonic_ns()}"
        requests = [
            [
                kind.ask(sessions[kind.user], table, f"{key}-{client}-{place}")
                for place, table in enumerate(mine)
            ]
            for client, (sessions, mine) in enumerate(zip(stage.sessions, tables, strict=True))
        ]
        replies = send(kind, requests)
        if kind.take is not None:
            for mine, told in zip(tables, replies, strict=True):
                for table, reply in zip(mine, told, strict=True):
                    kind.take(table, json.loads(reply.body))


def _counted(stage: Stage, kinds: Sequence[Kind], numbers: _Numbers) -> dict[str, float]:
    """Statements of each kind; the first round, in which every process still learns, does not count."""
    counted = {}

    def warm(_: Kind, requests: list[list[bytes]]) -> list[list[Reply]]:
        return checked(stage.clients.send(requests)).replies

    def count(kind: Kind, requests: list[list[bytes]]) -> list[list[Reply]]:
        sent: list[Sent] = []

        def load() -> int:
            sent.append(checked(stage.clients.send(requests)))
            return len(sent[0].all)

        counted[kind.name] = round(statements_of(stage.home, load), 2)
        return sent[0].replies

    _walk(stage, kinds, numbers, WARM, warm)
    _walk(stage, kinds, numbers, WARM, count)
    return counted


def _measured(
    stage: Stage, kinds: Sequence[Kind], numbers: _Numbers, count: int, statements: Mapping[str, float]
) -> dict[str, dict[str, Any]]:
    measured = {}

    def measure(kind: Kind, requests: list[list[bytes]]) -> list[list[Reply]]:
        meter = Meter(stage.home, stage.app)
        sent = checked(stage.clients.send(requests))
        cost = meter.cost(len(sent.all))
        measured[kind.name] = {
            "requests": len(sent.all),
            **latencies(sent),
            **rounded(cost),
            "statements": statements[kind.name],
        }
        return sent.replies

    _walk(stage, kinds, numbers, count, measure)
    return measured


def _mean(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several kinds as one: each has as many requests as the others."""
    return {
        "requests": sum(part["requests"] for part in parts),
        **{
            name: round(sum(float(part[name]) for part in parts) / len(parts), 2)
            for name in ("app_cpu_ms", "database_cpu_ms", "statements", "p50_ms")
        },
        "p99_ms": round(percentile([float(part["p99_ms"]) for part in parts], 1.0), 2),
    }
