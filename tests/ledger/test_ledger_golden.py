"""Golden files: what was written once is read for ever, and its hashes stay what they were.

A file per kind and version holds bodies as they were stored. `FENGQIAO_WRITE_GOLDEN=1` adds files for new kinds and
versions; it never touches one that stands.
"""

import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ledger_stories import GOLDEN
from ledger_values import example

from fengqiao.ledger import codec
from fengqiao.ledger.chain import GENESIS, Entry, link
from fengqiao.ledger.stored_events import UPCASTERS, recorded_of, stored, version_of
from fengqiao.matters.events import EVENTS

CHAIN = GOLDEN / "chain.json"
MATTER = "0199d2a5-0000-7000-8000-000000000001"
FILES = sorted(path for path in GOLDEN.glob("*.v*.json"))


def golden(kind: str, v: int) -> Path:
    return GOLDEN / f"{kind}.v{v}.json"


def entry_of(kind: str, v: int, body: str, seq: int = 1) -> Entry:
    return Entry(seq, v, datetime(2026, 11, 10, 1, 2, 3, 4, tzinfo=UTC), kind, "p1", "handler", "U", body)


if os.environ.get("FENGQIAO_WRITE_GOLDEN"):
    for kind, cls in EVENTS.items():
        path = golden(kind, version_of(cls))
        if not path.exists():
            bodies = [codec.to_text(example(cls, full=full), cls) for full in (True, False)]
            text = json.dumps(list(dict.fromkeys(bodies)), ensure_ascii=False, indent=1)
            path.write_text(text + "\n", encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(EVENTS))
def test_every_version_of_every_kind_has_a_golden_file(kind):
    for v in range(1, version_of(EVENTS[kind]) + 1):
        assert golden(kind, v).exists(), f"write tests/ledger/golden/{kind}.v{v}.json"
        assert v == version_of(EVENTS[kind]) or (kind, v) in UPCASTERS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_was_written_once_is_read_for_ever(path):
    kind, _, v = path.stem.partition(".v")
    for body in json.loads(path.read_text(encoding="utf-8")):
        recorded = recorded_of(entry_of(kind, int(v), body))
        assert type(recorded.event) is EVENTS[kind]
        if int(v) == version_of(EVENTS[kind]):
            assert stored(recorded).body == body


def test_the_hashes_of_a_chain_stay_what_they_were():
    assert [head.hex() for _, head in chain()] == json.loads(CHAIN.read_text())


def test_anybody_can_compute_the_hashes_with_nothing_of_ours():
    """The recipe for an auditor: SHA-256 over the hash before, the sorted compact envelope and the stored body."""
    before = bytes(32)
    for entry, head in chain():
        envelope = {
            "at": "2026-11-10T01:02:03.000004Z",
            "kind": entry.kind,
            "matter": MATTER,
            "person": "p1",
            "post": "handler",
            "seq": entry.seq,
            "tenant": "331181",
            "unit": "U",
            "v": 1,
        }
        text = json.dumps(envelope, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        before = hashlib.sha256(before + text.encode() + entry.body.encode()).digest()
        assert before == head


def chain() -> list[tuple[Entry, bytes]]:
    head, links = GENESIS, []
    for seq, kind in enumerate(("MatterRegistered", "FollowerTaken"), start=1):
        entry = entry_of(kind, 1, json.loads(golden(kind, 1).read_text(encoding="utf-8"))[0], seq)
        head = link(head, entry, tenant="331181", matter_id=MATTER)
        links.append((entry, head))
    return links
