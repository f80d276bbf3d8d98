"""`fengqiao bench lifecycle`: reports, registrations and every step of a matter's life through the real web."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from fengqiao.cli.benching.bare import bare_ms
from fengqiao.cli.benching.clients import CLIENTS, Clients, Reply, Sent
from fengqiao.cli.benching.home import Bench, free_port, running, web
from fengqiao.cli.benching.meters import Meter, checked, latencies, rounded, statements_of
from fengqiao.cli.benching.replay import Names, Statement, captured, pgbench, script_of
from fengqiao.cli.benching.requests import Session, sign_in
from fengqiao.cli.benching.together import in_bare, together
from fengqiao.desk.settled import ports
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.outbox import backlog

REQUESTS: Final = 150
"""Requests of each kind that a client sends."""
WARM: Final = 12
TRIES: Final = 3
PATIENCE: Final = 300.0  # seconds for the worker
_MATTER: Final = {
    "text": "望溪街道文昌社区门口的路灯连着三盏不亮，晚上走路看不清，请尽快安排人来修。",
    "category": "P0101",
    "place": {"lon": 119.06, "lat": 28.02, "datum": "wgs84", "address": "望溪街道文昌路18号"},
}
_PERSON: Final = {"name": "赵某", "phone": "13800001234"}


Requests = list[list[bytes]]
Replies = list[list[Reply]]


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of request: its name (for an act the act's), who sends it ("" for a citizen), and the body."""

    name: str
    user: str
    body: Mapping[str, Any]


STEPS: Final = (
    Step("create", "", {**_MATTER, "channel": "web", **_PERSON}),
    Step("register", "registrar", {**_MATTER, "channel": "phone", "requester": _PERSON}),
    Step("accept", "registrar", {"data": {"category": "P0101"}}),
    Step("dispatch", "dispatcher", {"data": {"lead": "MUNICIPAL"}}),
    Step("sign", "handler", {"data": {}}),
    Step("add_progress", "handler", {"data": {"note": "已到现场查看，正在安排处理。"}}),
    Step("submit_result", "handler", {"data": {"reply": "三盏路灯均已修复，请您查看。"}}),
    Step("approve", "supervisor", {"data": {}}),
    Step("record_visit", "supervisor", {"data": {"solved": True, "satisfaction": "satisfied"}}),
)
_MAKING: Final = {"create": "/api/v1/public/matters", "register": "/api/v1/matters"}
CREATES: Final = tuple(_MAKING)


@dataclass(frozen=True, slots=True)
class Stage:
    """What every phase needs: the bench, the web's port and process, the clients, and each one's sessions by user."""

    home: Bench
    port: int
    app: int
    clients: Clients
    sessions: Sequence[Mapping[str, Session]]


def lifecycle(home: Bench, *, requests: int = REQUESTS) -> dict[str, Any]:
    """Run every step, one kind of request at a time; gives costs by kind, of creates, of writes and over all."""
    before = bare_ms(home)
    with web(home) as (port, app), Clients(port) as clients:
        sessions = [signed_in(port, home.password) for _ in range(CLIENTS)]
        stage = Stage(home, port, app, clients, sessions)
        statements = _counted(stage)
        scripts = _scripts(stage)
        operations = _measured(stage, requests, statements, scripts)
    bare = (before + bare_ms(home)) / 2
    return {
        **in_bare(together(list(operations.values())), bare),
        "bare_cpu_ms": round(bare, 2),
        "create": in_bare(together([operations[name] for name in CREATES]), bare),
        "write": in_bare(together([each for name, each in operations.items() if name not in CREATES]), bare),
        "operations": operations,
        "reactions": reactions(home),
    }


def signed_in(port: int, password: str) -> dict[str, Session]:
    """Everybody who takes part in a matter's life, each with a session of the own."""
    users = sorted({step.user for step in STEPS if step.user})
    return {"": Session(port)} | {user: sign_in(port, user, password) for user in users}


def walk(stage: Stage, count: int, clients: int, send: Callable[[Step, Requests], Replies]) -> None:
    """Have every step sent, `count` times by each client; what the public made is what is handled afterwards."""
    codes = [[""] * count for _ in range(clients)]
    for step in STEPS:
        path = _MAKING.get(step.name, "/api/v1/matters/{code}/actions/" + step.name)
        key = f"bench-{time.monotonic_ns()}"
        requests = [
            [
                session[step.user].post(path.format(code=code), step.body, key=f"{key}-{client}-{place}")
                for place, code in enumerate(mine)
            ]
            for client, (session, mine) in enumerate(zip(stage.sessions, codes, strict=False))
        ]
        replies = send(step, requests)
        if step.name == "create":
            codes = [[json.loads(reply.body)["code"] for reply in mine] for mine in replies]


def _counted(stage: Stage) -> dict[str, float]:
    """Statements of each kind; the first round, in which every process still learns, does not count."""
    counted = {}

    def warm(_: Step, requests: Requests) -> Replies:
        return checked(stage.clients.send(requests)).replies

    def count(step: Step, requests: Requests) -> Replies:
        sent: list[Sent] = []

        def load() -> int:
            sent.append(checked(stage.clients.send(requests)))
            return len(sent[0].all)

        counted[step.name] = round(statements_of(stage.home, load), 2)
        return sent[0].replies

    walk(stage, WARM, CLIENTS, warm)
    walk(stage, WARM, CLIENTS, count)
    return counted


def _scripts(stage: Stage) -> dict[str, str]:
    """A pgbench script for each kind, out of what the requests of one matter sent.

    Of a few matters the one with the fewest statements counts: now and then a request takes a block of numbers, too.
    """
    told: dict[str, list[list[Statement]]] = {}

    def listen(step: Step, requests: Requests) -> Replies:
        replies: list[Reply] = []

        def load(request: bytes) -> None:
            replies.extend(checked(stage.clients.send([[request]])).all)

        told[step.name] = captured(stage.home, [partial(load, request) for request in requests[0]])
        return [replies]

    walk(stage, TRIES, 1, listen)
    chosen = min(range(TRIES), key=lambda place: sum(len(each[place]) for each in told.values()))
    names = Names()
    for each in told.values():
        names.learn(each[chosen])
    return {name: script_of(each[chosen], names) for name, each in told.items()}


def _measured(
    stage: Stage, count: int, statements: Mapping[str, float], scripts: Mapping[str, str]
) -> dict[str, dict[str, Any]]:
    """The costs of each kind, and right behind each the same statements by pgbench."""
    measured = {}

    def measure(step: Step, requests: Requests) -> Replies:
        meter = Meter(stage.home, stage.app)
        sent = checked(stage.clients.send(requests))
        cost = meter.cost(len(sent.all))
        meter = Meter(stage.home, stage.app)
        limit = pgbench(stage.home, scripts[step.name], transactions=count)
        least = meter.cost(len(sent.all)).database_cpu_ms
        told = latencies(sent)
        measured[step.name] = {
            "requests": len(sent.all),
            **told,
            **rounded(cost),
            "statements": statements[step.name],
            "pgbench_database_cpu_ms": round(least, 2),
            "pgbench_rate": round(limit, 1),
            "pgbench_share": round(told["rate"] / limit, 3),
        }
        return sent.replies

    walk(stage, count, CLIENTS, measure)
    return measured


def reactions(home: Bench) -> dict[str, Any]:
    """What the worker spends on each event that reacts, after all that was written."""
    before = waiting()
    with running([home.program("worker", free_port())]) as (process,):
        until = time.monotonic() + PATIENCE
        while waiting() == before and time.monotonic() < until:
            time.sleep(0.05)
        since, begun, meter = time.monotonic(), waiting(), Meter(home, process)
        while waiting() and time.monotonic() < until:
            time.sleep(0.2)
        done = begun - waiting()
        seconds = time.monotonic() - since
        cost = meter.cost(max(done, 1))
    return {"events": done, "left": waiting(), "rate": round(done / seconds, 1), **rounded(cost)}


def waiting() -> int:
    """Events in the outbox that nobody reacted to yet."""
    with unit_of_work(ports().tenant) as work:
        return backlog(work).waiting
