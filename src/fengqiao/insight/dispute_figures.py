"""The figures of disputes: settlement, mediation success, performance, confirmation, grassroots share (DOMAIN 4.2).

Read from the events, so that a round that was reopened keeps what happened in it. Nothing here knows who mediated: the
statements read no person and no unit, and the formulas have no count to rank one by.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.metrics.disputes import Mark, Period, Story, What, count
from fengqiao.metrics.formulas import ACCEPTED, APART, COUNTED, FORMULAS, Rate, rate
from fengqiao.people.units import Level

_WHAT: Final = {
    "AgreementConcluded": What.AGREED,
    "MediationFailed": What.FAILED,
    "MediationDeclined": What.DECLINED,
    "PerformanceRecorded": What.PERFORMED,
    "BreachReported": What.BROKEN,
    "MatterReopened": What.REOPENED,
    "OutcomeRecorded": What.OUTCOME,
    "SelfSettlementRecorded": What.SELF_SETTLED,
    "ConfirmationApplied": What.APPLIED,
    "ConfirmationRecorded": What.CONFIRMED,
}
_EXCLUDED: Final = "ConfirmationExcluded"

# Written out as in the index of 0016, or the planner would not take it.
KINDS: Final = (
    "e.kind IN ('AgreementConcluded', 'MediationFailed', 'MediationDeclined', 'PerformanceRecorded', 'BreachReported',"
    " 'MatterReopened', 'OutcomeRecorded', 'SelfSettlementRecorded', 'ConfirmationApplied', 'ConfirmationRecorded',"
    " 'ConfirmationExcluded')"
)
# A matter that is not on a dispute's course has no word on whether it is settled: it is of another kind, or barred and so
# takes the general middle (RULINGS 19), where nothing can be settled; it belongs to neither side of a rate (DOMAIN 4.2).
_COUNTED_MATTERS: Final = (
    "m.tenant = ledger.tenant() AND m.settled IS NOT NULL"
    " AND m.state NOT IN ('rejected', 'transferred', 'withdrawn', 'merged')"
)
_WITHIN: Final = " AND m.area >= %(area)s AND m.area < %(area_end)s"
ACCEPTED_ONES: Final = (
    f"SELECT count(*) FROM ledger.matter AS m WHERE {_COUNTED_MATTERS}"  # noqa: S608  constants only
    " AND m.accepted_at >= %(from)s AND m.accepted_at < %(until)s"
)
# Whose story is read: something happened in the period, or an older agreement fell due in it. An agreement by a later
# day than today is not looked for: nothing of it counts yet.
MARKS: Final = f"""
WITH concerned AS MATERIALIZED (
    SELECT e.matter_id FROM ledger.event AS e
     WHERE e.tenant = ledger.tenant() AND {KINDS} AND e.at >= %(from)s AND e.at < %(until)s
    UNION
    SELECT e.matter_id FROM ledger.event AS e
     WHERE e.tenant = ledger.tenant() AND {KINDS} AND e.kind = 'AgreementConcluded' AND e.at < %(from)s
       AND (e.body::jsonb -> 'agreement' ->> 'perform_by') >= %(first_day)s
)
SELECT e.matter_id::text, m.settled, m.category, e.kind, e.at,
       coalesce(b.body -> 'agreement' ->> 'level', b.body -> 'outcome' ->> 'level', b.body ->> 'level'),
       b.body -> 'agreement' ->> 'form', b.body -> 'agreement' ->> 'performance',
       b.body -> 'agreement' ->> 'perform_by', b.body ->> 'complete', b.body ->> 'result'
  FROM concerned AS c
  JOIN ledger.matter AS m ON m.id = c.matter_id
  JOIN ledger.event AS e ON e.tenant = ledger.tenant() AND e.matter_id = c.matter_id AND {KINDS}
 CROSS JOIN LATERAL (SELECT e.body::jsonb AS body) AS b
 WHERE {_COUNTED_MATTERS}{{within}}
 ORDER BY e.matter_id, e.seq
"""  # noqa: S608  composed of the constants here, values come as parameters only

_EVER: Final = datetime(1949, 10, 1, tzinfo=SHANGHAI)
_END: Final = datetime(9999, 1, 1, tzinfo=SHANGHAI)


@dataclass(frozen=True, slots=True)
class DisputeFigures:
    """The rates of a period in the order of the formulas, and what is counted beside them."""

    rates: tuple[Rate, ...]
    counts: dict[str, int]
    apart: dict[str, int]

    def of(self, code: str) -> Rate:
        """One rate; StopIteration for one that has no formula."""
        return next(rate for rate in self.rates if rate.code == code)


def dispute_figures(
    work: UnitOfWork, county: CountyDirectory, within: Period, *, at: datetime, area: str = ""
) -> DisputeFigures:
    """The figures of a period as they stand at `at`, in two statements. `area`: only that part of the county."""
    part = area if area and not county.tenant.startswith(area) else ""
    params = {
        "from": _begins(within.first),
        "until": _begins(within.last + timedelta(days=1)) if within.last is not None else _END,
        "first_day": within.first.isoformat() if within.first is not None else "",
        "area": part,
        "area_end": f"{part}:",
    }
    narrowed = _WITHIN if part else ""
    accepted = work.execute(ACCEPTED_ONES + narrowed, params).fetchone()
    rows = work.execute(MARKS.format(within=narrowed), params).fetchall()
    counted = count(_stories(rows, county), within, today=at.astimezone(SHANGHAI).date())
    counted[ACCEPTED] = accepted[0] if accepted is not None else 0
    return DisputeFigures(
        rates=tuple(rate(code, counted) for code in FORMULAS),
        counts={name: counted[name] for name in COUNTED},
        apart={name: counted[name] for name in APART},
    )


def _begins(day: date | None) -> datetime:
    """The first moment of a day in the county."""
    return _EVER if day is None else datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)


def _stories(rows: Iterable[Sequence[Any]], county: CountyDirectory) -> Iterable[Story]:
    for _, group in groupby(rows, key=lambda row: row[0]):
        marks = list(group)
        _, settled, code, *_ = marks[0]
        category = county.categories.get(code)
        excluded = category is not None and category.confirmation_excluded
        yield Story(
            settled=settled,
            confirmable=not excluded and all(row[3] != _EXCLUDED for row in marks),
            marks=tuple(_mark(row) for row in marks if _tells(row)),
        )


def _tells(row: Sequence[Any]) -> bool:
    """Part performances and refused confirmations leave no mark."""
    kind, complete, result = row[3], row[9], row[10]
    if kind == "PerformanceRecorded":
        return bool(complete == "true")
    if kind == "ConfirmationRecorded":
        return bool(result == "confirmed")
    return kind in _WHAT


def _mark(row: Sequence[Any]) -> Mark:
    kind, at, level, form, mode, day = row[3:9]
    return Mark(
        what=_WHAT[kind],
        at=at,
        level=Level(level) if level else None,
        written=form == "written",
        at_once=mode == "immediate",
        perform_by=date.fromisoformat(day) if day else None,
    )
