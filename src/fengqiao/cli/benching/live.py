"""`fengqiao bench live`: many open streams and eight writers; how long after a write is answered the screens know it."""

import json
import re
import time
from typing import Any, Final

from fengqiao.cli.benching.clients import CLIENTS, Clients
from fengqiao.cli.benching.home import Bench, serving, web
from fengqiao.cli.benching.lifecycle import CREATES, Requests, Stage, Step, signed_in, walk
from fengqiao.cli.benching.meters import Meter, checked
from fengqiao.cli.benching.requests import sign_in
from fengqiao.cli.benching.screens import Seen, screens_at, seen_by
from fengqiao.cli.benching.together import percentile

STREAMS: Final = 200
REQUESTS: Final = 30
WATCHERS: Final = (
    "registrar", "dispatcher", "coordinator", "handler", "supervisor", "duty_leader", "analyst", "auditor",
    "privacy_officer", "leader",
)  # fmt: skip
"""Whose screens are open: one person opens twenty at most."""

_SETTLES: Final = 2.0  # seconds in which the last event reaches the last screen
_ACTED_ON: Final = re.compile(rb"POST /api/v1/matters/([^/ ]+)/actions/")


def live(home: Bench, *, requests: int = REQUESTS, streams: int = STREAMS) -> dict[str, Any]:
    """Open the streams, let eight clients write; gives the delays and what the stream's process spent."""
    with (
        web(home) as (port, app),
        Clients(port) as clients,
        serving(home.program("live", port), port + 1) as process,
    ):
        watching = [sign_in(port, user, home.password) for user in WATCHERS]
        sessions = [signed_in(port, home.password) for _ in range(CLIENTS)]
        requests_of = [watching[place % len(watching)].get("/live/changes") for place in range(streams)]
        with screens_at(port + 1, requests_of) as screens:
            meter = Meter(home, process)
            written, seconds = _write(Stage(home, port, app, clients, sessions), requests)
            cost = meter.cost(len(written))
            time.sleep(_SETTLES)
            seen: list[Seen] = seen_by(screens)
    delays = [
        (at - written[code, version]) * 1000 for at, code, version in seen if (code, version) in written
    ]
    known = {(code, version) for _, code, version in seen}
    return {
        "streams": streams,
        "requests": len(written),
        "rate": round(len(written) / seconds, 1),
        "told": len(seen),
        "writes_nobody_was_told": sum(each not in known for each in written),
        "delay_p50_ms": round(percentile(delays, 0.5), 1),
        "delay_p95_ms": round(percentile(delays, 0.95), 1),
        "delay_p99_ms": round(percentile(delays, 0.99), 1),
        "live_cpu_ms_a_write": round(cost.app_cpu_ms, 2),
    }


def _write(stage: Stage, count: int) -> tuple[dict[tuple[str, int], float], float]:
    """Have every step written; gives the moment each version of each matter was answered, and how long it took."""
    written: dict[tuple[str, int], float] = {}
    spent = 0.0

    def send(step: Step, requests: Requests) -> list[list[Any]]:
        nonlocal spent
        sent = checked(stage.clients.send(requests))
        spent += sent.seconds
        for mine, replies in zip(requests, sent.replies, strict=True):
            for request, reply in zip(mine, replies, strict=True):
                said = json.loads(reply.body)
                found = _ACTED_ON.match(request)
                code = said["code"] if step.name in CREATES or found is None else found[1].decode()
                written[code, said.get("version", 1)] = reply.at
        return sent.replies

    walk(stage, count, CLIENTS, send)
    return written, spent
