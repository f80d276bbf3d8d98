"""The figures of disputes, counted by hand: what stands above the line, what below, and what is part of no rate."""

import ast
from datetime import date, datetime
from pathlib import Path

import pytest

from fengqiao.clocks import SHANGHAI
from fengqiao.metrics.catalogue import METRICS
from fengqiao.metrics.disputes import Mark, Period, Story, What, count
from fengqiao.metrics.formulas import APART, COUNTED, FORMULAS, rate
from fengqiao.people.units import Level

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 12, 1)


def at(day: str, clock: str = "10:00") -> datetime:
    return datetime.strptime(f"2026-{day} {clock}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def mark(what: str, day: str, clock: str = "10:00", **more) -> Mark:
    return Mark(What(what), at(day, clock), **more)


def agreed(day: str, *, by: str = "", level: Level = Level.TOWN, written: bool = True, **more) -> Mark:
    due = date.fromisoformat(f"2026-{by}") if by else None
    return mark("agreed", day, level=level, written=written, at_once=not by, perform_by=due, **more)


def story(*marks: Mark, settled: bool = True, confirmable: bool = True) -> Story:
    return Story(settled, confirmable, marks)


def rates(*stories: Story, within: Period = YEAR, today: date = TODAY, accepted: int = 0) -> dict:
    counted = count(stories, within, today=today)
    counted["accepted"] = accepted
    return {code: (found.numerator, found.denominator) for code in FORMULAS if (found := rate(code, counted))}


# mediation success


def test_success_is_agreements_among_mediations_that_ended():
    ended = [story(agreed("03-02")), story(mark("failed", "03-03"), settled=False)]
    assert rates(*ended, story(agreed("03-04")))["mediation_success_rate"] == (2, 3)


def test_a_refused_consent_is_no_failed_mediation_but_is_counted_apart():
    refused = story(mark("declined", "03-02"), settled=False)
    assert rates(refused)["mediation_success_rate"] == (0, 0)
    assert count([refused], YEAR, today=TODAY)["declined"] == 1


def test_a_breach_leaves_the_agreement_in_the_success_and_out_of_the_settled():
    broken = story(agreed("03-02", by="03-20"), mark("broken", "03-21"), settled=False)
    found = rates(broken, accepted=1)
    assert found["mediation_success_rate"] == (1, 1)
    assert found["performance_rate"] == (0, 1)
    assert found["settlement_rate"] == (0, 1)
    assert found["grassroots_share"] == (0, 0)


def test_a_reopened_round_keeps_what_happened_in_it():
    again = story(
        agreed("03-02", by="03-05"),
        mark("performed", "03-04"),
        mark("reopened", "03-20"),
        mark("failed", "04-01"),
        settled=False,
    )
    found = rates(again, accepted=1)
    assert found["mediation_success_rate"] == (1, 2)
    assert found["performance_rate"] == (1, 1)
    assert found["settlement_rate"] == (0, 1)


# performance


@pytest.mark.parametrize(
    ("performed", "clock", "expected"),
    [("03-20", "23:59", (1, 1)), ("03-21", "00:00", (0, 1)), ("03-02", "10:01", (1, 1))],
)
def test_performance_by_the_day_includes_the_whole_day(performed, clock, expected):
    told = story(agreed("03-02", by="03-20"), mark("performed", performed, clock))
    assert rates(told)["performance_rate"] == expected


def test_what_is_not_due_yet_is_not_counted_and_what_is_overdue_is():
    open_one = story(agreed("11-02", by="12-01"))
    assert rates(open_one, today=date(2026, 12, 1))["performance_rate"] == (0, 0)
    assert rates(open_one, today=date(2026, 12, 2))["performance_rate"] == (0, 1)


def test_an_agreement_performed_on_the_spot_was_due_on_its_day():
    told = story(agreed("03-02"), mark("performed", "03-02", "10:05"))
    assert rates(told)["performance_rate"] == (1, 1)
    late = story(agreed("03-02"), mark("performed", "03-03"))
    assert rates(late)["performance_rate"] == (0, 1)


def test_without_a_day_nothing_falls_due():
    undated = mark("agreed", "03-02", level=Level.TOWN, written=True)
    assert rates(story(undated))["performance_rate"] == (0, 0)
    assert count([story(undated)], YEAR, today=TODAY)["undated"] == 1


def test_what_a_route_came_to_is_no_performance_of_the_agreement():
    told = story(
        agreed("03-02", by="03-20"),
        mark("broken", "03-21"),
        mark("outcome", "05-01", level=Level.COUNTY),
        mark("performed", "05-02"),
    )
    found = rates(told, accepted=1)
    assert found["performance_rate"] == (0, 1)
    assert found["settlement_rate"] == (1, 1)
    assert found["grassroots_share"] == (0, 1)


def test_performance_is_a_cohort_by_its_due_and_agreements_are_a_flow():
    told = story(agreed("03-30", by="04-10"), mark("performed", "04-09"))
    march, april = Period(date(2026, 3, 1), date(2026, 3, 31)), Period(date(2026, 4, 1), date(2026, 4, 30))
    assert rates(told, within=march)["mediation_success_rate"] == (1, 1)
    assert rates(told, within=march)["performance_rate"] == (0, 0)
    assert rates(told, within=april)["mediation_success_rate"] == (0, 0)
    assert rates(told, within=april)["performance_rate"] == (1, 1)


# confirmation


def confirmed(*more: Mark, **given) -> tuple[int, int]:
    first = given.pop("first", agreed("03-02", by="05-01"))
    return rates(story(first, *more, **given))["confirmation_rate"]


def test_confirmation_counts_written_agreements_of_what_courts_confirm():
    ruled = (mark("applied", "03-10"), mark("confirmed", "03-20"))
    assert confirmed(*ruled) == (1, 1)
    assert confirmed() == (0, 1)
    assert confirmed(mark("applied", "03-10")) == (0, 1)
    assert confirmed(*ruled, first=agreed("03-02", by="05-01", written=False)) == (0, 0)
    assert confirmed(*ruled, confirmable=False) == (0, 0)


def test_what_was_performed_before_anyone_applied_needs_no_court():
    assert confirmed(mark("performed", "03-05")) == (0, 0)
    performed_later = mark("applied", "03-10"), mark("performed", "03-15"), mark("confirmed", "03-20")
    assert confirmed(*performed_later) == (1, 1)


def test_a_confirmation_belongs_to_its_own_agreement():
    told = story(
        agreed("03-02", by="05-01"),
        mark("reopened", "06-01"),
        agreed("07-01", by="09-01"),
        mark("applied", "07-02"),
        mark("confirmed", "07-20"),
    )
    assert rates(told)["confirmation_rate"] == (1, 2)


# settlement and its level


def test_grassroots_share_goes_by_the_level_that_settled_it():
    told = [
        story(agreed("03-02", level=Level.VILLAGE)),
        story(agreed("03-02", level=Level.TOWN)),
        story(agreed("03-02", level=Level.COUNTY)),
        story(mark("self_settled", "03-02", level=Level.VILLAGE)),
        story(mark("outcome", "03-02", level=Level.COUNTY)),
        story(agreed("03-02", level=Level.VILLAGE), settled=False),
    ]
    assert rates(*told)["grassroots_share"] == (3, 5)


def test_a_dispute_is_settled_once_by_what_settled_it_last():
    told = story(
        agreed("03-02", level=Level.VILLAGE), mark("reopened", "04-01"), agreed("05-01", level=Level.COUNTY)
    )
    found = rates(told, accepted=1)
    assert (found["settlement_rate"], found["grassroots_share"]) == ((1, 1), (0, 1))
    spring = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert rates(told, within=spring)["grassroots_share"] == (0, 0)


def test_the_first_and_the_last_day_of_a_period_belong_to_it():
    one = Period(date(2026, 3, 2), date(2026, 3, 2))
    for clock in ("00:00", "23:59"):
        assert rates(story(agreed("03-02", clock=clock)), within=one)["mediation_success_rate"] == (1, 1)
    assert rates(story(agreed("03-03", clock="00:00")), within=one)["mediation_success_rate"] == (0, 0)
    assert rates(story(agreed("03-01", clock="23:59")), within=one)["mediation_success_rate"] == (0, 0)


# formulas


@pytest.mark.parametrize("code", FORMULAS)
def test_an_empty_denominator_is_a_dash_and_both_numbers_are_given(code):
    empty = rate(code, {})
    assert (empty.numerator, empty.denominator, empty.shown) == (0, 0, "—")
    full = rate(code, dict.fromkeys(COUNTED, 3))
    assert full.denominator >= full.numerator > 0
    assert full.shown.endswith("%")


def test_every_formula_is_a_metric_of_the_catalogue_and_adds_up_what_is_counted():
    assert set(FORMULAS) <= set(METRICS)
    used = {name for formula in FORMULAS.values() for name in (*formula.above, *formula.below)}
    assert used == set(COUNTED)
    assert not used & set(APART)


def test_no_figure_knows_a_person_or_a_mediator():
    """The room of figures has no field, name or word by which somebody could be counted or ranked."""
    rooms = [
        Path(__file__).parents[2] / "src/fengqiao/metrics",
        Path(__file__).parents[2] / "src/fengqiao/insight",
    ]
    files = [*rooms[0].glob("*.py"), rooms[1] / "dispute_figures.py", rooms[1] / "figures.py"]
    assert len(files) >= 6
    for file in files:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
        names |= {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
                  and "SELECT" in node.value}  # fmt: skip
        words = " ".join(names).lower()
        for forbidden in ("person", "mediator", "handled_by", "e.unit", "lead_unit", "post"):
            assert forbidden not in words, (file.name, forbidden)
