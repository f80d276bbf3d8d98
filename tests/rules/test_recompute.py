"""When the notice of a provisional year arrives, open clocks are reckoned again."""

from dataclasses import replace
from datetime import date

import pytest
from county import at, calendar, facts
from walk import Walk

from fengqiao.clocks import Calendar
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve
from fengqiao.matters import commands as c
from fengqiao.matters.recorded import Recorded
from fengqiao.shared.refused import Refusal, Refused

NOTICE = Calendar(days=dict(calendar().days) | {date(2027, 1, 4): False}, published={2025, 2026, 2027})


def walked() -> Walk:
    return Walk().register("2026-12-31 10:00", "E0112")


def recompute(walk: Walk, known_calendar: Calendar):
    known = replace(facts("2027-01-02 09:00", "system"), calendar=known_calendar)
    return decide(walk.matter, c.Recompute(), known), known


def test_the_due_of_a_provisional_year_moves_with_the_notice():
    walk = walked()
    assert walk.matter.handle.provisional
    before = walk.matter.handle.due
    [event], known = recompute(walk, NOTICE)
    moved = evolve(walk.matter, Recorded(walk.matter.version + 1, known.now, known.actor, event))
    assert moved.handle.due == at("2027-01-12 17:30") != before
    assert not moved.handle.provisional
    assert moved.handle.start == walk.matter.handle.start


def test_a_calendar_that_changes_nothing_is_no_event():
    events, _ = recompute(walked(), calendar())
    assert events == []


def test_only_the_system_reckons_again():
    with pytest.raises(Refused) as refused:
        decide(walked().matter, c.Recompute(), facts("2027-01-02 09:00", "supervisor", "COUNTY_SUPERVISION"))
    assert refused.value.code is Refusal.NOT_ALLOWED_FOR_POST
