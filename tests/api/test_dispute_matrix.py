"""Confidentiality: for every post and every party, what the API returns of a dispute is what the table in
docs/reference/disputes.md says; and a note of a private talk is found nowhere else in the whole product.
"""

import json
import logging
import re
import uuid
from pathlib import Path
from typing import Any

import psycopg
import pytest
import structlog
from dispute_room import AGENT, MORE, STANDINGS, Room, furnished, led
from dispute_table import NAMES, PHONES, Table, agreed, drafted, talked
from django.conf import settings

from fengqiao.api.application import api
from fengqiao.api.ports import ports_of
from fengqiao.desk.worker import run_until_quiet
from fengqiao.directory.snapshot import current_version
from fengqiao.gateways.messages.gateway import Gateways
from fengqiao.people.actors import Post
from fengqiao.people.masking import mask_name, mask_phone

pytestmark = pytest.mark.database

DOCS = Path(__file__).parents[2] / "docs/reference/disputes.md"
PATHS = {
    "agreement_draft.clauses": "agreement_draft.clauses.text",
    "agreement.signatures": "agreement.signatures.who",
    "performance.schedule": "performance.schedule.paid_cny",
    "performance.payments": "performance.payments.amount_cny",
    "routes.name": "routes.name.zh",
}
"""Where a field is looked at by one of its parts."""


def matrix() -> dict[str, dict[str, str]]:
    """The table of the docs: field, standing, word."""
    text = DOCS.read_text(encoding="utf-8").partition("## Confidentiality matrix")[2]
    rows = [line for line in text.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return {row[0]: dict(zip(cells[0][1:], row[1:], strict=True)) for row in cells[2:]}


MATRIX = matrix()


@pytest.fixture(scope="module")
def room(office) -> Room:
    return furnished(office)


def pick(value: Any, path: str) -> list[Any]:
    """What stands at a path, through lists; nothing where there is nothing."""
    for name in path.split("."):
        values = value if isinstance(value, list) else [value]
        value = [one.get(name) for one in values if isinstance(one, dict)]
        value = [each for one in value for each in (one if isinstance(one, list) else [one])]
    return [one for one in value if one not in (None, "", [])]


def whole(room: Room, field: str) -> list[Any]:
    """All that there is of a field: what the table reads, and of persons what was sealed."""
    if field == "parties.name":
        return [NAMES["applicant"], NAMES["respondent"], AGENT]
    if field == "parties.phone":
        return [PHONES["applicant"], PHONES["respondent"]]
    return pick(room.of(field).page(), PATHS.get(field, field))


@pytest.mark.parametrize("field", MATRIX)
@pytest.mark.parametrize("seat", STANDINGS)
def test_a_post_is_shown_what_the_table_of_the_docs_says(office, room, field, seat):
    standing = STANDINGS[seat]
    if seat == "court" and room.of(field) is not room.performing:
        standing = "apart"  # nobody has asked the court there; of a route it holds an order at most
    answer = office[seat].ask(f"/matters/{room.of(field).code}/dispute")
    if seat == "court" and room.of(field) is room.talking:
        assert answer.status_code == 403
        return
    assert answer.status_code == 200, answer.content.decode()
    page = answer.json()
    assert page["standing"] == standing
    word, found = MATRIX[field][standing], pick(page, PATHS.get(field, field))
    everything = whole(room, field)
    assert everything, "a field that is empty proves nothing"
    masking = {"parties.name": mask_name, "parties.phone": mask_phone}.get(field)
    expected = {
        "all": everything,
        "-": [],
        "masked": [masking(one) for one in everything] if masking else None,
    }
    assert found in (expected[word], [0] if word == "-" else expected[word]), (word, found)


@pytest.mark.parametrize("field", MATRIX)
@pytest.mark.parametrize("side", ["applicant", "respondent"])
def test_a_party_is_shown_what_the_table_of_the_docs_says(room, field, side):
    table, everything = room.of(field), whole(room, field)
    found = pick(table.own(side), PATHS.get(field, field))
    full, me = table.page(), table.parties[side]
    match MATRIX[field]["party"]:
        case "all":
            assert found == everything
        case "-":
            assert found == []
        case "own":
            masking = {"parties.name": mask_name, "parties.phone": lambda _: ""}[field]
            own = ["applicant", "respondent"].index(side)
            shown = [one if n == own else masking(one) for n, one in enumerate(everything)]
            assert found == [one for one in shown if one]
        case "shared":
            assert found == [one["text"] for one in full["statements"] if one["shared"] or one["party"] == me]
            assert len(found) < len(everything) or side == "applicant"
        case "side":
            assert found == [one["text"] for one in full["notes"] if one["side"] == side]
            assert len(found) < len(everything)
        case "addressed":
            name = field.partition(".")[2]
            assert found == [one[name] for one in full["proposals"] if side in one["to"]]
            assert len(found) < len(everything) or side == "applicant"
        case word:
            pytest.fail(f"the table of the docs says {word!r}")


def test_an_administrator_opens_no_dispute(office, room):
    assert office["administrator"].ask(f"/matters/{room.talking.code}/dispute").status_code == 403


def test_the_docs_name_every_post(room):
    named = {MORE[seat][0].value if seat in MORE else seat for seat in STANDINGS}
    assert named | {"administrator", "citizen", "system"} == {post.value for post in Post}
    text = DOCS.read_text(encoding="utf-8").partition("## Standings")[2].partition("## ")[0]
    for seat, standing in STANDINGS.items():
        if seat not in {*MORE, "mediator", "handler"}:
            (row,) = [line for line in text.splitlines() if line.startswith(f"| {standing} ")]
            assert seat in row, seat


# a note of a private talk never leaves its side


def fill(path: str, table: Table, ids: dict[str, str]) -> str | None:
    """A path with this dispute's own values in its places; None for one that is about something else."""
    names = re.findall(r"{(\w+)}", path)
    known = {"code": table.code, "party": table.parties["applicant"], **ids}
    if not set(names) <= set(known):
        return None
    return path.format(**known)


def reads(table: Table, secrets: dict[str, str]) -> list[str]:
    """Every address that reads, as often as there are secrets for it."""
    found = []
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            methods = {method for operation in view.operations for method in operation.methods}
            if "GET" not in methods:
                continue
            for secret in secrets.values() if "{secret}" in path else [""]:
                filled = fill(path, table, {"secret": secret})
                if filled is not None:
                    found.append(filled)
    return found


def stored(url: str, words: str) -> list[str]:
    """The tables in which these words stand, plain or as the hexadecimal digits of bytes."""
    with psycopg.connect(url) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", (settings.TENANT,))
        tables = connection.execute(
            "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
            " WHERE schemaname IN ('ledger', 'sealed', 'public') AND has_table_privilege(format('%I.%I',"
            " schemaname, tablename), 'SELECT')"
        ).fetchall()
        found = []
        for (table,) in tables:
            count = connection.execute(
                f"SELECT count(*) FROM {table} AS t WHERE t::text LIKE %s OR t::text LIKE %s",
                (f"%{words}%", f"%{words.encode().hex()}%"),
            ).fetchone()
            if count[0]:
                found.append(table)
        assert len(tables) > 30
        return found


def test_a_private_note_never_leaves_its_side(office, room, module_database, caplog, capfd):
    canary = f"蛙鸣{uuid.uuid4().hex}"
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as logged:
        table = led(office)
        sent = [table.act("add_private_note", side="applicant", note=canary)]
        # Errors say nothing of what was sent, either.
        sent += [
            table.act("add_private_note", status=400, side="nobody", note=canary),
            table.act("add_private_note", status=400, side="applicant", note=canary + "\x00"),
            table.act("add_private_note", status=403, seat="supervisor", side="applicant", note=canary),
            table.act("add_private_note", status=403, seat="withdrawn", side="applicant", note=canary),
        ]
        agreed(drafted(talked(table)))
        run_until_quiet(ports_of(current_version(settings.TENANT)), Gateways())
        way = office["registrar"].ask(f"/matters/{table.code}/qr.svg")
        assert way.status_code == 200
        ports = ports_of(current_version(settings.TENANT))
        with psycopg.connect(module_database.url) as connection:
            connection.execute("SELECT set_config('app.tenant', %s, false)", (settings.TENANT,))
            (matter_id,) = connection.execute(
                "SELECT id FROM ledger.matter WHERE code = %s", (table.code,)
            ).fetchone()
        tracking = ports.ring.query_secret(settings.TENANT, str(matter_id))
        office["citizen"].tell(f"/public/track/{tracking}/rights", {"kind": "access"})
        secrets = {**table.secrets, "tracking": tracking}
        allowed = {
            ("mediator", f"/matters/{table.code}/dispute"),
            ("citizen", f"/public/party/{table.secrets['applicant']}"),
        }
        seen, paths = set(), reads(table, secrets)
        assert len(paths) > 25
        for seat in (*STANDINGS, "administrator", "citizen"):
            for path in [*paths, f"/worklist?q={canary}", "/worklist?view=all", f"/worklist?q={canary[:4]}"]:
                body = office[seat].ask(path).content.decode(errors="replace")
                body = body.replace(f"q={canary}", "")
                if canary in body:
                    seen.add((seat, path))
        every_seat_at_party_pages = {
            (seat, f"/public/party/{table.secrets['applicant']}") for seat in (*STANDINGS, "administrator")
        }
        assert seen - every_seat_at_party_pages == allowed
        own = office["citizen"].ask(f"/public/party/{table.secrets['respondent']}").content.decode()
        assert canary not in own
    assert canary not in json.dumps([sent, logged], ensure_ascii=False, default=repr)
    assert canary not in caplog.text.replace(f"q={canary}", "")
    out, err = capfd.readouterr()
    assert canary not in (out + err).replace(f"q={canary}", "")
    assert stored(module_database.url, canary) == []
    assert stored(module_database.url, "两千")  # what is no note is found by the same search
