"""`fengqiao bench list`: pages of fifty out of the worklists of those who open them most."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from fengqiao.cli.benching.bare import bare_ms
from fengqiao.cli.benching.clients import CLIENTS, Clients
from fengqiao.cli.benching.home import Bench, web
from fengqiao.cli.benching.meters import Meter, checked, latencies, rounded, statements_of
from fengqiao.cli.benching.replay import Names, captured, pgbench, script_of
from fengqiao.cli.benching.requests import sign_in
from fengqiao.cli.benching.together import in_bare, together

REQUESTS: Final = 60
WARM: Final = 12
TRIES: Final = 3
LISTS: Final[Mapping[str, tuple[str, str]]] = {
    "supervisor_todo": ("supervisor", "view=todo"),
    "supervisor_soon": ("supervisor", "view=soon"),
    "supervisor_in_progress": ("supervisor", "view=all&state=in_progress"),
    "dispatcher_all": ("dispatcher", "view=all"),
    "handler_todo": ("handler", "view=todo"),
    "handler_all": ("handler", "view=all"),
}
"""Who looks at what: the lists of the workbench."""
SEARCHES: Final[Mapping[str, tuple[str, str]]] = {
    "supervisor_category": ("supervisor", "view=all&category=P0101"),
    "supervisor_search": ("supervisor", f"view=all&q={quote('路灯')}"),
}
"""What somebody looks for now and then: one category of the whole archive, and words that many matters hold."""


def lists(home: Bench, *, requests: int = REQUESTS) -> dict[str, Any]:
    """Read every list; gives costs of all worklists, of searches, and of each, with how many rows a page held."""
    before = bare_ms(home)
    with web(home) as (port, app), Clients(port) as clients:
        users = sorted({user for user, _ in (*LISTS.values(), *SEARCHES.values())})
        sessions = [{user: sign_in(port, user, home.password) for user in users} for _ in range(CLIENTS)]

        def read(user: str, query: str) -> dict[str, Any]:
            each = [mine[user].get(f"/api/v1/worklist?{query}") for mine in sessions]
            return _read(home, app, clients, each, requests)

        worklists = {name: read(*asked) for name, asked in LISTS.items()}
        searches = {name: read(*asked) for name, asked in SEARCHES.items()}
    bare = (before + bare_ms(home)) / 2
    return {
        **in_bare(together(list(worklists.values())), bare),
        "bare_cpu_ms": round(bare, 2),
        "search": together(list(searches.values())),
        "operations": worklists | searches,
    }


def _read(home: Bench, app: int, clients: Clients, each: Sequence[bytes], count: int) -> dict[str, Any]:
    """The costs of one list that every client reads with a session of its own."""

    def warm() -> int:
        return len(checked(clients.send([[request] * WARM for request in each])).all)

    def once() -> None:
        checked(clients.send([[each[0]]]))

    page = checked(clients.send([[request] * WARM for request in each])).all[0]
    statements = statements_of(home, warm)
    told = captured(home, [once] * TRIES)
    meter = Meter(home, app)
    sent = checked(clients.send([[request] * count for request in each]))
    cost = meter.cost(len(sent.all))
    meter = Meter(home, app)
    limit = pgbench(home, script_of(min(told, key=len), Names()), transactions=count)
    least = meter.cost(len(sent.all)).database_cpu_ms
    measured = latencies(sent)
    return {
        "requests": len(sent.all),
        "rows": len(json.loads(page.body)["items"]),
        **measured,
        **rounded(cost),
        "statements": round(statements, 2),
        "pgbench_database_cpu_ms": round(least, 2),
        "pgbench_rate": round(limit, 1),
        "pgbench_share": round(measured["rate"] / limit, 3),
    }
