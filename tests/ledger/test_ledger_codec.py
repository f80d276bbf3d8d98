"""What is written canonically reads the same for ever."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_values import example, values

from fengqiao.clocks import SHANGHAI
from fengqiao.ledger import codec
from fengqiao.ledger.chain import Entry
from fengqiao.ledger.codec import CodecError
from fengqiao.ledger.snapshots import packed, unpacked
from fengqiao.ledger.stored_events import recorded_of, stored, version_of
from fengqiao.lifecycle.leaving import as_left
from fengqiao.matters.events import EVENTS
from fengqiao.matters.events.triage import FollowerTaken
from fengqiao.matters.matter import Accepted, InProgress, Matter, Merged, Registered, Stage
from fengqiao.matters.recorded import Recorded
from fengqiao.people.actors import Actor, Post

WHO = Actor("p", Post.HANDLER, "MUNICIPAL")
NOW = datetime(2026, 11, 10, 1, 2, 3, tzinfo=UTC)
QUICK = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Old:
    name: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class New:
    name: str
    at: datetime | None = None
    later: tuple[int, ...] = ()
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True)
class Pair:
    both: tuple[tuple[str, Colour], ...]
    span: timedelta
    part: Decimal
    on: date
    place: float


@QUICK
@given(values(Matter))
def test_every_matter_comes_back_with_the_clocks_of_one_that_left_stopped(matter):
    assert unpacked(packed(matter)) == as_left(matter)
    assert as_left(as_left(matter)) == as_left(matter)


@pytest.mark.parametrize("kind", sorted(EVENTS))
@QUICK
@given(data=st.data())
def test_every_event_comes_back(kind, data):
    event = data.draw(values(EVENTS[kind]))
    recorded = Recorded(1, NOW, WHO, event)
    entry = stored(recorded)
    assert (entry.kind, entry.v) == (kind, version_of(EVENTS[kind]))
    assert recorded_of(entry) == recorded


@QUICK
@given(values(Matter))
def test_text_is_canonical(matter):
    text = codec.to_text(matter, Matter)
    same = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert json.loads(same) == json.loads(text)
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert codec.to_text(codec.from_text(text, Matter), Matter) == text


def test_canonical_means_sorted_compact_and_unescaped():
    assert (
        codec.canonical({"b": 1, "a": {"d": "枫桥\n", "c": None}})
        == '{"a":{"c":null,"d":"枫桥\\n"},"b":1}'.encode()
    )


def test_defaults_are_left_out_and_come_back():
    text = codec.to_text(Old("x"), Old)
    assert text == '{"name":"x"}'
    assert codec.from_text(text, New) == New("x")


def test_moments_are_in_utc_whatever_their_zone():
    local = datetime(2026, 11, 10, 9, 2, 3, 5, tzinfo=SHANGHAI)
    text = codec.to_text(Old("x", local), Old)
    assert text == '{"at":"2026-11-10T01:02:03.000005Z","name":"x"}'
    assert codec.from_text(text, Old).at == local
    assert codec.from_text(text, Old).at.tzinfo is UTC


def test_every_simple_type_has_one_writing():
    value = Pair(
        (("a", Colour.RED),), timedelta(seconds=1, microseconds=2), Decimal("0.250"), date(2026, 1, 2), 120
    )
    text = codec.to_text(value, Pair)
    assert text == '{"both":[["a","red"]],"on":"2026-01-02","part":"0.250","place":120.0,"span":1000002}'
    assert codec.from_text(text, Pair) == value


@pytest.mark.parametrize("stage", [Registered(), Accepted(), InProgress("material", NOW)])
def test_members_of_a_union_are_told_apart_also_without_fields(stage):
    merged = Merged("m2", "rule", stage)
    data = codec.encode(merged, Stage)
    assert data["$"] == "Merged"
    assert codec.decode(json.loads(codec.canonical(data)), Stage) == merged


@pytest.mark.parametrize(
    "broken",
    [
        '{"name":"x","unknown":1}',
        '{"at":null}',
        '{"name":"x","at":"yesterday"}',
        "[]",
        "null",
        "{",
        '"name"',
    ],
)
def test_what_does_not_fit_is_refused(broken):
    with pytest.raises(CodecError):
        codec.from_text(broken, Old)


@pytest.mark.parametrize("broken", ['{"$":"Nothing"}', "{}", '{"$":"Registered","x":1}'])
def test_what_is_no_member_of_a_union_is_refused(broken):
    with pytest.raises(CodecError):
        codec.from_text(broken, Stage)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_json_does_not_know_is_refused(number):
    with pytest.raises(CodecError):
        codec.to_text(Pair((), timedelta(), Decimal(0), date(2026, 1, 1), number), Pair)


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(CodecError):
        codec.to_text(Old("x", datetime(2026, 1, 1)), Old)  # noqa: DTZ001


def test_types_without_a_canonical_form_are_refused():
    @dataclass(frozen=True)
    class Loose:
        items: list[str] = field(default_factory=list)

    @dataclass(frozen=True)
    class Named:
        name: str = field(kw_only=True)

    for odd in (set[str], Loose, Named, str | int, object):
        with pytest.raises(CodecError):
            codec.codec_of(odd)


def test_an_older_version_is_lifted_step_by_step(monkeypatch):
    monkeypatch.setattr(FollowerTaken, "V", 3, raising=False)
    entry = Entry(1, 1, NOW, "FollowerTaken", "p", "system", "", '{"old":"m2"}')
    lifts = {
        ("FollowerTaken", 1): lambda data: {"older": data["old"]},
        ("FollowerTaken", 2): lambda data: {"follower": data["older"]},
    }
    assert recorded_of(entry, upcasters=lifts).event == FollowerTaken("m2")


@pytest.mark.parametrize(("kind", "v"), [("FollowerTaken", 2), ("FollowerTaken", 0), ("NeverHeardOf", 1)])
def test_an_unknown_kind_or_a_version_from_the_future_is_refused(kind, v):
    with pytest.raises(CodecError):
        recorded_of(Entry(1, v, NOW, kind, "p", "system", "", '{"follower":"m"}'))


@pytest.mark.parametrize("full", [True, False])
def test_the_fixed_examples_come_back(full):
    for cls in (*EVENTS.values(), Matter):
        value = example(cls, full=full)
        assert codec.from_text(codec.to_text(value, cls), cls) == value
