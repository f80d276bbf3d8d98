"""Running a scenario file: vectors, scenarios, verdicts."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from fengqiao.cli.scenario.acting import Steps
from fengqiao.cli.scenario.compare import differs
from fengqiao.cli.scenario.format import (
    META,
    TOP,
    FormatFault,
    Known,
    Scenario,
    Step,
    read_scenario,
)
from fengqiao.cli.scenario.observe import EXPECT_READERS, FINAL_READERS, Seen, decimals_of, moment, verdict_of
from fengqiao.cli.scenario.people import actor
from fengqiao.cli.scenario.world import World
from fengqiao.clocks import SHANGHAI, Limit, LimitUnit, due
from fengqiao.clocks.profiles import limits_profile
from fengqiao.desk import acts
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.directory.counties import template_rows
from fengqiao.ledger.sealed import KeyRing
from fengqiao.matters.categories import Kind
from fengqiao.matters.words import State
from fengqiao.metrics.catalogue import METRICS
from fengqiao.metrics.rates import print_rate
from fengqiao.shared.refused import Refused

PASSED, FAILED, NOT_YET = "passed", "failed", "not_yet"


@dataclass(frozen=True, slots=True)
class Result:
    """The verdict on one scenario or vector: with the first difference when it failed."""

    id: str
    status: str
    step: int | str | None = None
    key: str | None = None
    expected: Any = None
    actual: Any = None

    def as_json(self) -> dict[str, Any]:
        """The result as a JSON object."""
        return asdict(self)

    def line(self) -> str:
        """The result as one line."""
        if self.status != FAILED:
            return f"{self.id}\t{self.status}"
        return f"{self.id}\t{self.status}\tstep {self.step}\t{self.key}\texpected {self.expected!r}\tactual {self.actual!r}"


class Difference(Exception):  # noqa: N818  it names what was found
    """The first place where the product shows something else."""

    def __init__(self, step: int | str, key: str, expected: Any, actual: Any) -> None:
        super().__init__(key)
        self.step, self.key, self.expected, self.actual = step, key, expected, actual


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs files against the product; `owner_url` empties throwaway counties and writes past the product."""

    ring: KeyRing
    owner_url: str
    only: str = ""

    def run_file(self, path: Path) -> Iterator[Result]:
        """Every vector and scenario of a file, each with its verdict."""
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            meta = _top(data)
        except (OSError, UnicodeDecodeError, yaml.YAMLError, FormatFault) as fault:
            yield Result(
                path.name, FAILED, step="file", key="file", expected="a readable file", actual=str(fault)
            )
            return
        if not self.only:
            yield from self._vectors(data, meta)
        for raw in data.get("scenarios", []):
            name = str(raw.get("id", "?")) if isinstance(raw, Mapping) else "?"
            if not self.only or name == self.only:
                yield self.run(name, raw, meta)

    def _vectors(self, data: Mapping[str, Any], meta: Mapping[str, Any]) -> Iterator[Result]:
        calendar_rows, metric_rows = data.get("calendar_vectors", []), data.get("metric_vectors", [])
        if calendar_rows:
            with self._world(meta, "default") as world:
                for number, row in enumerate(calendar_rows, start=1):
                    yield _vector(f"calendar_vectors[{number}]", lambda row=row: _calendar_vector(world, row))
        for number, row in enumerate(metric_rows, start=1):
            yield _vector(f"metric_vectors[{number}]", lambda row=row: _metric_vector(row))

    def _world(
        self, meta: Mapping[str, Any], profile: str, points: tuple[tuple[float, float], ...] = ()
    ) -> World:
        return World(
            self.ring,
            owner_url=self.owner_url,
            profile=_profile(meta, profile),
            sessions=tuple(meta.get("office_sessions", ())),
            points=points,
        )

    def run(self, name: str, raw: object, meta: Mapping[str, Any]) -> Result:
        """One scenario with its verdict."""
        try:
            scenario = read_scenario(raw, _known(meta))
        except FormatFault as fault:
            return Result(
                name, FAILED, step="format", key=fault.where, expected="a known key", actual=fault.why
            )
        try:
            self._scenario(scenario, meta)
        except Difference as found:
            return Result(name, FAILED, found.step, found.key, found.expected, found.actual)
        except Exception as fault:  # noqa: BLE001  a crash is this scenario's failure, the next one still runs
            return Result(name, FAILED, step="crash", key="crash", expected="no crash", actual=repr(fault))
        return Result(name, PASSED)

    def _scenario(self, scenario: Scenario, meta: Mapping[str, Any]) -> None:
        with self._world(meta, scenario.profile, _points(scenario)) as world:
            steps = Steps(world, scenario)
            _given(world, steps, scenario)
            for step in scenario.steps:
                _step(world, steps, step)
            matter = steps.matter
            for key, expected in scenario.final.items():
                actual = _read(lambda: FINAL_READERS[key](world, _some(matter)))  # noqa: B023  read at once
                if differs(key, expected, actual):
                    raise Difference("final", key, expected, actual)
        if scenario.counter_example is not None:
            with self._world(meta, scenario.profile, _points(scenario)) as world:
                steps = Steps(world, scenario)
                _given(world, steps, scenario)
                _step(world, steps, scenario.counter_example)


def _given(world: World, steps: Steps, scenario: Scenario) -> None:
    """Bring the matter to the given state, all on the agreement's day, else on the day before the first step."""
    if not scenario.given:
        return
    effective = scenario.given.get("agreement_effective")
    first = (scenario.steps[0].at - timedelta(days=1)).date()
    day = date.fromisoformat(effective) if effective is not None else first
    for clock, post, unit, action, data in steps.given(day):
        at = datetime.fromisoformat(f"{day}T{clock}:00+08:00")
        world.advance(at)
        who = actor(post, unit, steps.matter)
        try:
            if action == "register_and_accept":
                steps.register_given(who)
            else:
                acts.handle(world.ports, who, Ref(id=steps.current), action, data)
        except Refused as refused:
            raise Difference("given", action, "allowed", refused.code.value) from None
        world.settle()


def _step(world: World, steps: Steps, step: Step) -> None:
    standing, signals_before = world.standing(), world.open_signal_ids() if world.clock else frozenset()
    world.advance(step.at)
    steps.prepare(step)
    before = steps.matter
    digest = world.digest()
    refused: Refused | None = None
    answer: dict[str, Any] = {}
    try:
        answer = steps.act(step)
    except Refused as found:
        refused = found
    except NotFound:
        raise Difference(step.number, step.action, "a matter to act on", "none") from None
    if refused is not None and world.digest() != digest:
        raise Difference(step.number, "refused", "nothing changed", "something changed")
    world.settle()
    matter = steps.matter
    if matter is not None and world.first_verdict is None and matter.state is State.RESOLVED:
        world.first_verdict = verdict_of(matter)
    if refused is not None and step.expect.get("refused") is not True:
        raise Difference(
            step.number, "refused", expected=False, actual=f"{refused.code.value} {refused.field}".strip()
        )
    made = world.made(
        standing, first_seq=(before.version if before is not None else 0) + 1, before_signals=signals_before
    )
    seen = Seen(step, world.ports.now(), refused, answer, before, matter, made)
    for key, expected in step.expect.items():
        actual = _read(lambda: EXPECT_READERS[key](world, seen))  # noqa: B023  read at once
        if differs(key, expected, actual):
            raise Difference(step.number, key, expected, actual)


def _read(reader: Any) -> Any:
    """A value that is not there is a difference, not a crash."""
    try:
        return reader()
    except (LookupError, Refused) as fault:
        return f"({fault})"


def _some(matter: Any) -> Any:
    if matter is None:
        raise LookupError("there is no matter")
    return matter


def _vector(name: str, check: Any) -> Result:
    try:
        check()
    except Difference as found:
        return Result(name, FAILED, found.step, found.key, found.expected, found.actual)
    return Result(name, PASSED)


def _calendar_vector(world: World, row: object) -> None:
    data = _row(row, {"start", "amount", "unit", "due"}, {"why", "note"})
    try:
        start = datetime.strptime(data["start"], "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)
        limit = Limit(data["amount"], LimitUnit(data["unit"]))
        found = due(start, limit, calendar=world.county.calendar)
    except (TypeError, ValueError) as fault:
        raise Difference("vector", "due", data["due"], str(fault)) from None
    if moment(found.at) != data["due"]:
        raise Difference("vector", "due", data["due"], moment(found.at))


def _metric_vector(row: object) -> None:
    data = _row(row, {"metric", "numerator", "denominator", "shown"}, {"place", "note"})
    if data["metric"] not in METRICS:
        raise Difference("vector", "metric", "a metric of the catalogue", data["metric"])
    shown = str(data["shown"])
    try:
        printed = print_rate(data["numerator"], data["denominator"], decimals=decimals_of(shown))
    except (TypeError, ValueError) as fault:
        printed = str(fault)
    if printed != shown:
        raise Difference("vector", "shown", shown, printed)


def _row(row: object, needed: set[str], more: set[str]) -> Mapping[str, Any]:
    # A comma in an unquoted comment makes YAML see a further key without a value: still a comment.
    keys = {key for key, value in row.items() if value is not None} if isinstance(row, Mapping) else set()
    if not isinstance(row, Mapping) or not needed <= keys <= needed | more:
        raise Difference("vector", "keys", sorted(needed), sorted(row) if isinstance(row, Mapping) else row)
    return row


def _top(data: object) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise FormatFault("file", "must be a mapping")
    for key in data:
        if key not in TOP:
            raise FormatFault(str(key), "unknown top key")
    meta = data.get("meta") or {}
    for key in meta:
        if key not in META:
            raise FormatFault(f"meta.{key}", "unknown key")
    for name in meta.get("profiles", {}):
        try:
            limits_profile(_profile(meta, name))
        except ValueError as fault:
            raise FormatFault(f"meta.profiles.{name}", str(fault)) from None
    return meta


def _profile(meta: Mapping[str, Any], name: str) -> dict[str, object]:
    """The settings of a profile: its own, and of `default` what it does not set in another unit."""
    profiles = meta.get("profiles", {})
    own: dict[str, object] = dict(profiles.get(name, {}))
    own.pop("note", None)
    if name == "default":
        return own
    base: dict[str, object] = dict(profiles.get("default", {}))
    stems = {_stem(key) for key in own}
    return {key: value for key, value in base.items() if _stem(key) not in stems} | own


def _stem(key: str) -> str:
    for suffix in ("_working_hours", "_working_days", "_calendar_days", "_minutes", "_hours"):
        if key.endswith(suffix):
            return key.removesuffix(suffix)
    return key


def _known(meta: Mapping[str, Any]) -> Known:
    return Known(
        categories=frozenset(row["code"] for row in template_rows("categories") if row["level"] == "3"),
        units=frozenset(row["code"] for row in template_rows("units")),
        kinds=frozenset(kind.value for kind in Kind),
        profiles=frozenset({"default", *meta.get("profiles", {})}),
    )


def _points(scenario: Scenario) -> tuple[tuple[float, float], ...]:
    steps = [*scenario.steps, *([scenario.counter_example] if scenario.counter_example else [])]
    return tuple((float(p[0]), float(p[1])) for step in steps if (p := step.data.get("lon_lat")) is not None)
