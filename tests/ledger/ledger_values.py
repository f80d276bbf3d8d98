"""Values of every type the ledger stores: drawn at random, and one fixed full and one fixed bare for golden files."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from fengqiao.clocks import SHANGHAI, DueBasis, Extension, Limit, LimitUnit, Pause, Timer

MOMENTS = st.datetimes(
    datetime(1950, 1, 1),  # noqa: DTZ001  the strategy adds the zone
    datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, SHANGHAI]),
)
SIMPLE = {
    str: st.text(max_size=8),
    int: st.integers(-(2**31), 2**53),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    datetime: MOMENTS,
    date: st.dates(),
    timedelta: st.timedeltas(timedelta(days=-1000), timedelta(days=1000)),
    Decimal: st.decimals(0, 1, allow_nan=False, places=3),
}


@cache
def values(type_: Any) -> st.SearchStrategy[Any]:
    """Any value of a type; timers and limits only as their own checks allow."""
    if type_ in SIMPLE:
        return SIMPLE[type_]
    if type_ is Limit:
        return st.builds(Limit, st.integers(1, 10), st.sampled_from(LimitUnit))
    if type_ is Timer:
        return timers()
    origin, args = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return st.one_of(st.none() if each is NoneType else values(each) for each in args)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(values(args[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*(values(each) for each in args))
    if issubclass(type_, Enum):
        return st.sampled_from(type_)
    hints = get_type_hints(type_)
    return st.builds(type_, **{field.name: values(hints[field.name]) for field in fields(type_)})


def timers() -> st.SearchStrategy[Timer]:
    common = {
        "name": SIMPLE[str],
        "start": MOMENTS,
        "limit": values(Limit),
        "due": MOMENTS,
        "original_due": MOMENTS,
        "due_basis": values(DueBasis),
        "yellow_ratio": SIMPLE[Decimal],
        "provisional": st.booleans(),
        "extensions": st.lists(values(Extension), max_size=2).map(tuple),
        "stopped_at": st.none() | MOMENTS,
    }
    pauses = st.lists(values(Pause), min_size=1, max_size=2).map(tuple)
    running = st.builds(Timer, **common, yellow_at=MOMENTS, pauses=st.just(()) | pauses)
    held = st.builds(
        Timer,
        **common,
        yellow_at=st.none(),
        pauses=pauses,
        left_at_pause=SIMPLE[timedelta],
        yellow_at_pause=MOMENTS,
    )
    return running | held


def example(type_: Any, *, full: bool) -> Any:
    """One fixed value: every field filled, or every default left as it is. Never changed: golden files rest on it."""
    fixed = {
        str: "词",
        int: 3,
        bool: True,
        float: 119.1417,
        datetime: datetime(2026, 11, 10, 1, 2, 3, 456789, tzinfo=UTC),
        date: date(2026, 11, 10),
        timedelta: timedelta(hours=1, microseconds=5),
        Decimal: Decimal("0.25"),
    }
    if type_ in fixed:
        return fixed[type_]
    origin, args = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        return example(next(each for each in args if each is not NoneType), full=full)
    if origin is tuple:
        items = args[:1] if args[-1] is Ellipsis else args
        return tuple(example(each, full=full) for each in items)
    if isinstance(type_, type) and issubclass(type_, Enum):
        return list(type_)[-1]
    assert is_dataclass(type_)
    hints = get_type_hints(type_)
    wanted = [field for field in fields(type_) if full or field.default is MISSING]
    given = {field.name: example(hints[field.name], full=full) for field in wanted}
    if type_ is Timer:  # it is either running or held
        given |= {"left_at_pause": None, "yellow_at_pause": None} if full else {}
    return type_(**given)
