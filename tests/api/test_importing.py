"""Files of matters: suggestions come in with them, long files are shared among processes, nothing comes in twice."""

import argparse
import csv
import json
import time
from pathlib import Path

import pytest
from django.conf import settings

from fengqiao.cli import import_
from fengqiao.desk import importing_together
from fengqiao.desk.importing import Tally
from fengqiao.desk.settled import gateways, ports
from fengqiao.desk.worker import run_until_quiet
from fengqiao.gateways.classifier import installed
from fengqiao.ledger.connection import unit_of_work

pytestmark = pytest.mark.database

TEXTS = ("路灯不亮三天没人修", "老板拖欠我们三个月工资不发", "楼上漏水把我家天花板泡了", "楼道着火了快来人")
NOTES = """
SELECT m.external_id, t.model, t.suggestions -> 'categories' -> 0 ->> 'code', t.urgent_words, t.made_at
  FROM ledger.matter AS m LEFT JOIN ledger.triage_note AS t ON t.tenant = m.tenant AND t.matter_id = m.id
 WHERE m.tenant = ledger.tenant() AND m.source_system = %(source)s ORDER BY m.external_id
"""


@pytest.fixture
def bring_in(office, tmp_path, capsys):
    """Run the command over rows; gives its exit code and what it printed."""

    def run(rows: list[tuple[str, str]], *options: str, source: str) -> tuple[int, dict]:
        file = tmp_path / "rows.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("编号", "内容"), *rows])
        parser = argparse.ArgumentParser()
        import_.add_parser(parser.add_subparsers())
        words = ["import", str(file), "--source", source, "--channel", "hotline_12345", *options]
        args = parser.parse_args(words, argparse.Namespace(data=settings.DATA))
        code = import_.run(args)
        return code, json.loads(capsys.readouterr().out or "{}")

    return run


def numbered(count: int) -> list[tuple[str, str]]:
    return [(f"n{number:03}", f"{TEXTS[number % len(TEXTS)]},第{number}次") for number in range(count)]


def notes(source: str) -> list[tuple]:
    with unit_of_work(settings.TENANT) as work:
        return work.execute(NOTES, {"source": source}).fetchall()


def test_suggestions_come_in_with_the_matters_and_are_not_made_again(bring_in):
    assert bring_in(numbered(8), source="with")[1]["created"] == 8
    before = notes("with")
    assert {model for _, model, *_ in before} == {installed(settings.DATA).name}
    assert before[1][2].startswith("D03")
    assert [bool(words) for *_, words, _ in before] == [False, False, False, True] * 2
    with unit_of_work(settings.TENANT) as work:
        work.execute("UPDATE ledger.triage_note SET model = 'as imported' WHERE tenant = ledger.tenant()")
    run_until_quiet(ports(), gateways())
    assert {model for _, model, *_ in notes("with")} == {"as imported"}


def test_without_triage_the_worker_suggests_later(bring_in):
    assert bring_in(numbered(2), "--no-triage", source="without")[1]["created"] == 2
    assert [model for _, model, *_ in notes("without")] == [None, None]
    run_until_quiet(ports(), gateways())
    assert None not in {model for _, model, *_ in notes("without")}


def test_history_gets_suggestions_only_when_they_are_asked_for(bring_in):
    bring_in(numbered(1), "--history", source="old")
    bring_in(numbered(1), "--history", "--triage", source="older")
    assert notes("old")[0][1] is None
    assert notes("older")[0][1] is not None


def test_a_dry_run_writes_nothing(bring_in):
    assert bring_in(numbered(3), "--dry-run", source="dry")[1]["created"] == 3
    assert notes("dry") == []


def test_a_long_file_is_shared_and_comes_in_once(bring_in, monkeypatch):
    monkeypatch.setattr(importing_together, "SHORT", 5)
    monkeypatch.setattr(importing_together, "PIECE", 4)
    monkeypatch.setattr(importing_together, "cores", lambda: 2)
    rows = numbered(24)
    rows[20] = rows[1]  # the same matter in two pieces
    rows[9], rows[22] = ("broken-a", ""), ("broken-b", " ")
    code, told = bring_in(rows, source="long")
    assert code == 1
    assert {name: told[name] for name in ("read", "created", "existing", "rejected")} == {
        "read": 24,
        "created": 21,
        "existing": 1,
        "rejected": 2,
    }
    named = Path(told["rejected_file"]).read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in named] == ["11", "24"]
    assert len({number for number, *_ in notes("long")}) == 21
    assert all(model for _, model, *_ in notes("long"))
    again = bring_in(rows, source="long")[1]
    assert (again["created"], again["existing"], again["rejected"]) == (0, 22, 2)


def until_the_other_ends(county, piece, orders, suggester, progress):
    """Work on a piece for as long as it takes to hear from the other process."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        progress(Tally())
    raise AssertionError("nothing was heard of the other process")


def test_what_ends_a_process_ends_the_import_and_says_so(bring_in, monkeypatch):
    monkeypatch.setattr(importing_together, "SHORT", 2)
    monkeypatch.setattr(importing_together, "begin", bool)  # a process that stops at once
    monkeypatch.setattr(importing_together, "cores", lambda: 2)
    monkeypatch.setattr(importing_together, "_brought_in", until_the_other_ends)
    code, told = bring_in(numbered(6), source="ended")
    assert (code, told) == (1, {})
    assert notes("ended") == []
