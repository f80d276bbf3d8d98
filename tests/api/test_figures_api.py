"""The figures of disputes over whole lives: what the ledger holds is counted as a hand would count it."""

import json
from datetime import UTC, date, datetime

import pytest
from county_office import Office
from dispute_lives import BOTH, Dispute, lives, write
from django.conf import settings

from fengqiao.directory.snapshot import county
from fengqiao.insight import dispute_figures as reading
from fengqiao.insight.dispute_figures import dispute_figures
from fengqiao.ledger.connection import unit_of_work
from fengqiao.metrics.disputes import Period
from fengqiao.metrics.formulas import FORMULAS

pytestmark = pytest.mark.database
NOW = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
EVER = Period()


@pytest.fixture(scope="module")
def told(office: Office, tmp_path_factory) -> Office:
    """Fourteen disputes of 2026, each of which ends differently."""
    ports, dispute = lives(tmp_path_factory.mktemp("ring"), NOW)

    def mediated(**given) -> Dispute:
        return dispute(**given).table("record_consent", **BOTH)

    told = [
        # 1 to 3: written, at the town's table; performed by the day, a day late, and not at all
        mediated().agree(perform_by="2026-03-20").day(3, 20).perform(),
        mediated().agree(perform_by="2026-03-20").day(3, 21).perform(),
        mediated().agree(perform_by="2026-03-20"),
        # 4: on the spot, in a village, by word of mouth
        mediated(lead="MC_VILLAGE").agree(form="oral", performance="immediate").perform(),
        # 5: broken, then onto the court's way, which came to something
        mediated()
        .agree(perform_by="2026-03-20")
        .day(3, 23)
        .table("report_breach", date="2026-03-20")
        .step("dispatcher", "COUNTY_COORD", "divert", route="litigation", to="COURT")
        .step("handler", "COURT", "record_outcome", outcome="判决赔偿", performed=True),
        # 6: failed, and diverted without an outcome
        mediated()
        .table("fail_mediation", reason="差距太大")
        .step("dispatcher", "COUNTY_COORD", "divert", route="petition", to="PETITION"),
        # 7: one side refused, and they settled it among themselves
        dispute()
        .table("record_consent", applicant="agree", respondent="refuse")
        .table("record_self_settlement", note="双方和解"),
        # 8: performed and resolved, then opened again and failed
        mediated()
        .agree(perform_by="2026-03-20")
        .perform()
        .resolve()
        .reopen()
        .table("record_consent", **BOTH)
        .table("fail_mediation", reason="再次谈崩"),
        # 9: confirmed by the court; 10: applied for and refused
        mediated()
        .agree(perform_by="2026-10-20")
        .table("apply_judicial_confirmation", applied_by=["applicant", "respondent"])
        .step("handler", "COURT", "record_confirmation", result="confirmed"),
        mediated()
        .agree(perform_by="2026-10-20")
        .table("apply_judicial_confirmation", applied_by=["applicant", "respondent"])
        .step("handler", "COURT", "record_confirmation", result="refused"),
        # 11: a land boundary, which no court confirms; 12: a subject that the court excluded
        mediated(category="D1101").agree(perform_by="2026-03-20").perform(),
        mediated()
        .step("handler", "COURT", "exclude_confirmation", reason="不属于受理范围")
        .agree(perform_by="2026-03-20")
        .perform(),
        # 13: barred from mediation, on the general course; 14: withdrawn
        dispute(category="D0208", lead="POLICE_STATION"),
        dispute().step("registrar", "COUNTY_HALL", "withdraw", reason="不用了"),
    ]
    write(ports, *told)
    return office


def figures(within: Period = EVER, at: datetime = NOW, area: str = "") -> dict[str, tuple[int, int]]:
    with unit_of_work(settings.TENANT) as work:
        found = dispute_figures(work, county(settings.TENANT), within, at=at, area=area)
    return {rate.code: (rate.numerator, rate.denominator) for rate in found.rates} | found.apart


def test_a_year_is_counted_as_by_hand(told):
    assert figures() == {
        # accepted: all but the barred one and the withdrawn one; not settled: 6 and 8
        "settlement_rate": (10, 12),
        # agreements: 1 2 3 4 5 8 9 10 11 12; ended without one: 6, and 8 in its second round
        "mediation_success_rate": (10, 12),
        # due by now: 1 2 3 4 5 8 11 12; by the day: 1 4 8 11 12
        "performance_rate": (5, 8),
        # written, confirmable, not performed before: 3 5 9 10; confirmed: 9
        "confirmation_rate": (1, 4),
        # settled: 1 2 3 9 10 11 12 in the town, 4 and 7 (the village's table and the town's), 5 by the court
        "grassroots_share": (9, 10),
        "declined": 1,
        "undated": 0,
        "confirmation_not_needed": 3,
    }


def test_periods_part_flow_and_cohort(told):
    march_first_half = Period(date(2026, 3, 1), date(2026, 3, 15))
    later = Period(date(2026, 3, 16), date(2026, 3, 31))
    first, second = figures(march_first_half), figures(later)
    assert first["settlement_rate"] == (9, 12)
    assert second["settlement_rate"] == (1, 0)
    assert second["mediation_success_rate"] == (0, 0)
    assert first["performance_rate"] == (1, 1)
    assert second["performance_rate"] == (4, 7)
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert figures(october)["performance_rate"] == (0, 0)
    november = datetime(2026, 11, 1, tzinfo=UTC)
    assert figures(october, at=november)["performance_rate"] == (0, 2)


def test_a_town_counts_its_own_and_the_next_town_nothing(told):
    town = f"{settings.TENANT}101"
    assert figures(area=town) == figures()
    assert figures(area=f"{settings.TENANT}102")["settlement_rate"] == (0, 0)


def test_the_address_gives_both_numbers_the_dash_and_what_is_added_up(told):
    answer = told["leader"].ask("/figures/disputes?first=2026-01-01&last=2026-12-31").json()
    found = {each["code"]: each for each in answer["items"]}
    assert list(found) == list(FORMULAS)
    success = found["mediation_success_rate"]
    assert (success["numerator"], success["denominator"], success["shown"]) == (10, 12, "83.33%")
    assert success["name"] == {"zh": "调解成功率", "en": "Mediations that reach an agreement"}
    counts = {each["code"]: each["n"] for each in answer["counts"]}
    for each in found.values():
        assert sum(counts[name] for name in each["above"]) == each["numerator"]
        assert sum(counts[name] for name in each["below"]) == each["denominator"]
    empty = told["leader"].ask("/figures/disputes?first=2020-01-01&last=2020-12-31").json()
    assert {each["shown"] for each in empty["items"]} == {"—"}
    english = told["analyst"].ask("/figures/disputes").json()
    assert {each["code"]: each["n"] for each in english["apart"]}["declined"] == 1


@pytest.mark.parametrize("asked", ["mediator", "person", "unit", "by", "group"])
def test_nothing_can_be_asked_by_mediator_or_person(told, asked):
    refused = told["leader"].ask(f"/figures/disputes?{asked}=MC_TOWN")
    assert refused.status_code == 400
    assert refused.json()["field"] == asked
    said = json.dumps(told["leader"].ask("/figures/disputes").json(), ensure_ascii=False)
    for name in ("MC_TOWN", "mediator@MC_TOWN", "demo", "翁"):
        assert name not in said


@pytest.mark.parametrize(
    ("query", "field"),
    [("first=2026-02-30", "first"), ("first=2026-03-01&last=2026-02-01", "last"), ("last=soon", "last")],
)
def test_a_bad_period_names_its_field(told, query, field):
    refused = told["leader"].ask(f"/figures/disputes?{query}")
    assert (refused.status_code, refused.json()["field"]) == (400, field)


def test_figures_are_for_those_who_answer_for_a_territory(told):
    for name in ("analyst", "supervisor", "coordinator", "duty_leader", "leader", "town_dispatcher"):
        assert told[name].ask("/figures/disputes").status_code == 200, name
    for name in ("registrar", "handler", "mediator", "grid_worker", "unit_leader", "administrator"):
        assert told[name].ask("/figures/disputes").status_code == 403, name
    assert told["citizen"].ask("/figures/disputes").status_code == 401


def test_figures_take_three_statements_and_their_index(told, statements):
    with statements() as said:
        assert told["leader"].ask("/figures/disputes?first=2026-01-01").status_code == 200
    assert len(said) == 3, said
    params = {"from": NOW, "until": NOW, "first_day": "2026-01-01", "area": "", "area_end": ":"}
    with unit_of_work(settings.TENANT) as work:
        work.execute("SET LOCAL enable_seqscan = off")
        plan = "\n".join(
            row[0] for row in work.execute(f"EXPLAIN (COSTS OFF) {reading.MARKS.format(within='')}", params)
        )
        counting = "\n".join(
            row[0] for row in work.execute(f"EXPLAIN (COSTS OFF) {reading.ACCEPTED_ONES}", params)
        )
    assert "event_of_disputes" in plan
    assert "Seq Scan on event" not in plan
    assert "matter_disputes" in counting
