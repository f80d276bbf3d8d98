"""The limit: the very statements that a request sends, replayed by pgbench without anything before or behind them.

The server's log tells what was sent. In the script every id, code and key that the request made is exchanged for one
that counts up, so that each transaction writes rows of its own; the rest stays as it was.
"""

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from fengqiao.cli.benching.clients import CLIENTS
from fengqiao.cli.benching.home import Bench
from fengqiao.cli.benching.meters import setting
from fengqiao.gateways.postgres import install
from fengqiao.gateways.postgres.cluster import APP, DATABASE, account_of, base_of
from fengqiao.ledger.connection import pool_of

THREADS: Final = 2
_LOGGED: Final = {
    "log_min_duration_statement": "0",
    "log_parameter_max_length": "-1",
    "log_error_verbosity": "default",
}
_SAID: Final = re.compile(r"duration: [\d.]+ ms  (?:execute [^:]+|statement): (.*)", re.DOTALL)
_GIVEN: Final = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
_PLACE: Final = re.compile(r"\$(\d+)\b")
_UUID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OWN: Final = (
    re.compile(r'"code":"([0-9A-Z]{20,24})"'),
    re.compile(r'"secret_hash":"([A-Za-z0-9+/=]{44})"'),
    re.compile(r'"key":"([0-9a-f]{64}|bench[^"/]*)"'),
    re.compile(r'"external_id":"(bench[^"]*)"'),
)
_TENANT: Final = "set_config('app.tenant'"
_WRITES: Final = re.compile(r"\b(?:INSERT|UPDATE)\b")
_NUMBER: Final = "@" * 12
"""Stands in a script's literals for the transaction's number of twelve digits."""
_LETTER: Final = r"(?=[A-Za-z_\x80-\U0010ffff])"
_RATE: Final = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the server received it, its parameters as the literals that stand for them."""

    sql: str
    given: dict[int, str]


@dataclass(slots=True)
class Names:
    """What stands in the scripts for what the captured requests made, the same in each of them."""

    known: dict[str, str] = field(default_factory=dict)
    run: int = field(default_factory=lambda: 10_000 + int(time.time()) % 90_000)
    """The first five of a transaction's twelve digits; clients and their transactions have the others."""

    def learn(self, statements: Sequence[Statement]) -> None:
        """Take up the ids, codes and keys that the writing statements bring."""
        literals = [text for each in statements if _WRITES.search(each.sql) for text in each.given.values()]
        for literal in literals:
            for one in _UUID.findall(literal):
                self.known.setdefault(one, f"{len(self.known):08d}-0000-7000-8000-{_NUMBER}")
            for pattern in _OWN:
                for one in pattern.findall(literal):
                    # As long as it was, and base64 where it was that.
                    self.known.setdefault(one, _NUMBER + one[12:])

    def spoken(self, literal: str) -> str:
        """A literal for the script."""
        for old, new in self.known.items():
            literal = literal.replace(old, new).replace(old.casefold(), new.casefold())
        # pgbench takes a colon before a letter for a variable of its own, inside of quotes, too.
        if literal.startswith("'["):
            literal = re.sub(rf'(?<="):{_LETTER}', ": ", literal)
            literal = re.sub(rf":{_LETTER}", r"\\u003a", literal)
        literal = re.sub(rf":{_LETTER}", ":' || '", literal)
        if _NUMBER in literal:
            array = "::text[]" if literal.startswith("'{") else ""
            return f"replace({literal}, '{_NUMBER}', :n::text){array}"
        return f"({literal})"


def captured(home: Bench, loads: Sequence[Callable[[], None]]) -> list[list[Statement]]:
    """What each of these loads of one request sends, as the server's log tells it."""
    with setting(home, _LOGGED):
        return [_told(home, load) for load in loads]


def script_of(statements: Sequence[Statement], names: Names) -> str:
    """The pgbench script of these statements; `names` must have learnt them."""
    lines = ["\\set i :i + 1", f"\\set n {names.run} * 10000000 + :client_id * 1000000 + :i"]
    # A round trip that was a transaction by itself has neither BEGIN nor COMMIT; sent one at a time it needs them.
    own = False
    for statement in statements:
        # One round trip in the application; pgbench's prepared mode sends one statement at a time.
        for sql in statement.sql.rstrip("; ").split("; ") if not statement.given else [statement.sql]:
            begins, tenant = sql.startswith("BEGIN"), _TENANT in sql
            if own and (begins or tenant):
                lines.append("COMMIT;")
                own = False
            if tenant and not lines[-1].startswith("BEGIN"):
                lines.append("BEGIN;")
                own = True
            spoken = {
                n: text if text == "NULL" else names.spoken(text) for n, text in statement.given.items()
            }
            lines.append(_PLACE.sub(partial(_literal, spoken), sql).strip() + ";")
    if own:
        lines.append("COMMIT;")
    return "\n".join(lines) + "\n"


def _literal(spoken: Mapping[int, str], found: re.Match[str]) -> str:
    return spoken[int(found[1])]


def pgbench(home: Bench, script: str, *, transactions: int, clients: int = CLIENTS) -> float:
    """Transactions a second of pgbench over this script. RuntimeError with its words when one failed."""
    cluster = home.server.cluster
    assert cluster is not None
    base = base_of(home.data, cluster)
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        words = [str(install.binaries(base, account_of(home.data, cluster)) / "pgbench"), "--no-vacuum"]
        words += ["--protocol", "prepared", "--client", str(clients), "--jobs", str(THREADS)]
        words += ["--transactions", str(transactions), "--define", "i=0", "--file", file.name]
        words += [
            "--host",
            str(install.socket_folder(base)),
            "--port",
            str(install.PORT),
            "--username",
            APP,
            DATABASE,
        ]
        done = subprocess.run(  # noqa: S603  words of our own
            words,
            env={
                **os.environ,
                "PGPASSWORD": cluster.passwords[APP],
                "PGOPTIONS": "-c jit=off -c timezone=UTC",
            },
            capture_output=True,
            text=True,
            check=False,
        )
    found = _RATE.search(done.stdout)
    if done.returncode != 0 or found is None:
        raise RuntimeError(f"pgbench failed: {done.stderr.strip()[:2000]}")
    return float(found[1])


def _told(home: Bench, load: Callable[[], None]) -> list[Statement]:
    """What the application sent while `load` ran."""
    cluster = home.server.cluster
    assert cluster is not None
    folder = base_of(home.data, cluster) / "log"
    begin, end = (f"bench-{edge}-{time.monotonic_ns()}" for edge in ("begin", "end"))
    _mark(home, begin)
    load()
    _mark(home, end)
    until = time.monotonic() + 10
    while True:
        lines = [line for file in sorted(folder.glob("*.json")) for line in file.read_text().splitlines()]
        marks = [place for place, line in enumerate(lines) if begin in line or end in line]
        if len(marks) >= 2:
            break
        if time.monotonic() > until:
            raise RuntimeError("the server's log does not tell what was sent")
        time.sleep(0.05)
    told = (json.loads(line) for line in lines[marks[0] + 1 : marks[-1]])
    found = []
    for entry in told:
        said = _SAID.match(entry.get("message", "")) if entry.get("user") == APP else None
        if said is not None:
            found.append(
                Statement(said[1], {int(n): text for n, text in _GIVEN.findall(entry.get("detail", ""))})
            )
    return found


def _mark(home: Bench, word: str) -> None:
    with pool_of(home.superuser).connection() as connection:
        connection.execute(f"SELECT '{word}'".encode())
