"""G21 to G23 and RULINGS 10: who handled or dispatched does not approve; a restricted matter is the duty leader's."""

import pytest
from county import at, text
from walk import CENTRE, COORD, SUPERVISION, Walk, day, signed, wall

from fengqiao.matters import commands as c
from fengqiao.matters.matter import Place
from fengqiao.matters.words import Letter


def submitted(category: str = "R0302", lead: str = "HOUSING", **given) -> Walk:
    return signed(category, lead, **given).submit("2026-11-02 15:00", lead)


@pytest.mark.parametrize(
    ("post", "unit"), [("supervisor", SUPERVISION), ("duty_leader", CENTRE), ("supervisor", "COUNTY_COMMAND")]
)
def test_an_approval_stops_the_clock_and_passes_the_verdict(post, unit):
    walk = submitted()
    walk.do("2026-11-02 16:00", post, unit, c.Approve())
    matter, verdict = walk.matter, walk.matter.stage.verdict
    assert (walk.state, matter.lead.state.value) == ("resolved", "approved")
    assert matter.handle.stopped_at == verdict.resolved_at == at("2026-11-02 16:00")
    assert (verdict.on_time, verdict.on_time_strict) == (True, True)
    assert verdict.due == verdict.original_due == matter.handle.due
    assert wall(matter.visit.timer.due) == "2026-11-04 17:30"
    assert not matter.visit.safe_contact_only


@pytest.mark.parametrize(("moment", "on_time"), [("2026-11-16 17:30", True), ("2026-11-16 17:31", False)])
def test_the_due_moment_is_on_time(moment, on_time):
    walk = submitted()
    walk.approve(moment)
    assert walk.matter.stage.verdict.on_time is on_time


@pytest.mark.parametrize("category", ["D0208", "R0904", "R0702"])
def test_a_restricted_matter_is_the_duty_leaders(category):
    walk = submitted(category, "POLICE_STATION")
    walk.refuse("2026-11-02 16:00", "supervisor", SUPERVISION, c.Approve(), "not_allowed_for_post")
    walk.do("2026-11-02 16:00", "duty_leader", CENTRE, c.Approve())
    assert walk.matter.visit.safe_contact_only is (category == "D0208")


@pytest.mark.parametrize(
    "post", ["handler", "dispatcher", "coordinator", "registrar", "unit_leader", "grid_worker"]
)
def test_others_do_not_approve(post):
    submitted().refuse("2026-11-02 16:00", post, SUPERVISION, c.Approve(), "not_allowed_for_post")


@pytest.mark.parametrize("unit", ["HOUSING", "MUNICIPAL"])
def test_neither_the_lead_nor_the_executing_unit_approves(unit):
    walk = signed("P0101", "HOUSING")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    walk.submit("2026-11-02 15:00", "MUNICIPAL")
    for post in ("supervisor", "duty_leader"):
        walk.refuse("2026-11-02 16:00", post, unit, c.Approve(), "own_result_not_approvable")
    walk.do("2026-11-02 16:00", "supervisor", "POWER", c.Approve())


def test_nor_the_unit_that_submitted_for_it():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "TOWN_GOV")
    walk.sign("2026-11-02 10:00", "TOWN_CENTER", post="town_dispatcher")
    walk.submit("2026-11-02 15:00", "TOWN_CENTER", post="town_dispatcher")
    for unit in ("TOWN_CENTER", "TOWN_GOV"):
        walk.refuse("2026-11-02 16:00", "duty_leader", unit, c.Approve(), "own_result_not_approvable")


def test_an_assisting_unit_may():
    walk = signed("R0302", "HOUSING", "POWER").submit("2026-11-02 15:00", "HOUSING")
    walk.do("2026-11-02 16:00", "supervisor", "POWER", c.Approve())


@pytest.mark.parametrize("part", ["dispatch", "rule", "sign", "submit", "assist"])
def test_nobody_approves_what_the_same_person_did(part):
    def who(name: str) -> str:
        return "li" if name == part else "others"

    walk = Walk().register("2026-11-02 09:00", "R0302")
    walk.do(
        "2026-11-02 09:04",
        "dispatcher",
        COORD,
        c.Dispatch(lead="HOUSING", co=("POWER",)),
        person=who("dispatch"),
    )
    if part == "rule":
        walk.do(
            "2026-11-02 09:30", "coordinator", COORD, c.RuleLead(lead="HOUSING", basis=text()), person="li"
        )
    else:
        walk.do("2026-11-02 10:00", "handler", "HOUSING", c.Sign(), person=who("sign"))
    walk.do("2026-11-02 10:10", "handler", "POWER", c.Sign(), person=who("assist"))
    walk.do("2026-11-02 11:00", "handler", "POWER", c.SubmitResult(reply=text()), person=who("assist"))
    walk.do("2026-11-02 12:00", "handler", "HOUSING", c.SubmitResult(reply=text()), person=who("submit"))
    refused = "own_result_not_approvable"
    walk.refuse("2026-11-02 14:00", "supervisor", SUPERVISION, c.Approve(), refused, person="li")
    walk.do("2026-11-02 14:00", "supervisor", SUPERVISION, c.Approve(), person="wang")


def test_who_returned_an_order_may_approve_what_another_unit_did():
    walk = Walk().register("2026-11-02 09:00", "R0302").dispatch("2026-11-02 09:04", "HOUSING")
    walk.do("2026-11-02 10:00", "handler", "HOUSING", c.Sign(), person="li")
    walk.do(
        "2026-11-02 10:10", "handler", "HOUSING", c.RequestReturn(reason=text(), basis=text()), person="li"
    )
    walk.do("2026-11-02 10:20", "dispatcher", COORD, c.ApproveReturn())
    walk.dispatch("2026-11-02 10:30", "URBAN_LE").sign("2026-11-02 11:00", "URBAN_LE").submit(
        "2026-11-02 12:00", "URBAN_LE"
    )
    walk.do("2026-11-02 14:00", "supervisor", SUPERVISION, c.Approve(), person="li")


def test_a_supervisor_of_another_town_does_not_reach_it():
    walk = Walk().register("2026-11-02 09:00", "R0302", place=Place(area="331181102"))
    walk.dispatch("2026-11-02 09:04", "HOUSING").sign("2026-11-02 10:00", "HOUSING").submit(
        "2026-11-02 11:00", "HOUSING"
    )
    walk.refuse("2026-11-02 12:00", "supervisor", "TOWN_CENTER", c.Approve(), "not_involved_unit")


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (c.Approve(inspection="telepathy"), "inspection"),
        (c.Approve(on_submission_by="POWER"), "on_submission_by"),
    ],
)
def test_an_approval_names_what_is_there(command, field):
    assert (
        submitted().refuse("2026-11-02 16:00", "supervisor", SUPERVISION, command, "invalid_data").field
        == field
    )


@pytest.mark.parametrize("inspection", ["", "video_recheck", "drone_recheck"])
def test_kinds_of_recheck(inspection):
    walk = submitted()
    command = c.Approve(inspection=inspection, on_submission_by="HOUSING")
    walk.do("2026-11-02 16:00", "supervisor", SUPERVISION, command)
    assert walk.recorded[-1].event.inspection == inspection


def test_only_what_is_submitted_is_approved():
    for walk in (signed(), submitted().approve("2026-11-02 16:00")):
        walk.refuse("2026-11-02 17:00", "supervisor", SUPERVISION, c.Approve(), "wrong_state")


def test_nobody_is_visited_where_nobody_asked():
    walk = signed("P0108", "MUNICIPAL", parties=()).submit("2026-11-02 15:00", "MUNICIPAL")
    assert walk.approve("2026-11-02 16:00").matter.visit is None


def test_the_personal_fields_of_a_police_instruction_go_after_thirty_days():
    walk = submitted("R0702", "POLICE_STATION")
    walk.do("2026-11-02 16:00", "duty_leader", CENTRE, c.Approve())
    assert walk.recorded[-1].event.purge_on == day("2026-12-02")
    assert submitted().approve("2026-11-02 16:00").recorded[-1].event.purge_on is None


# G21


@pytest.mark.parametrize("passed", [True, False])
def test_a_worker_of_the_place_looks(passed):
    walk = submitted()
    walk.do("2026-11-02 15:30", "grid_worker", "GRID", c.Inspect(passed=passed, photos=1))
    assert (walk.state, walk.matter.inspections) == ("pending_review", (passed,))


def test_an_inspection_says_what_was_seen():
    for command, field in ((c.Inspect(passed=None), "passed"), (c.Inspect(passed=True, photos=-1), "photos")):
        assert (
            submitted().refuse("2026-11-02 15:30", "grid_worker", "GRID", command, "invalid_data").field
            == field
        )


def test_only_what_is_submitted_is_inspected_and_by_a_grid_worker():
    signed().refuse("2026-11-02 15:30", "grid_worker", "GRID", c.Inspect(passed=True), "wrong_state")
    submitted().refuse(
        "2026-11-02 15:30", "handler", "HOUSING", c.Inspect(passed=True), "not_allowed_for_post"
    )
    away = submitted(place=Place(area="331181102"))
    away.refuse("2026-11-02 15:30", "grid_worker", "GRID", c.Inspect(passed=True), "not_involved_unit")


# G23


def test_a_rework_goes_back_and_the_clock_never_stopped():
    walk = submitted()
    handle = walk.matter.handle
    walk.do("2026-11-02 16:00", "supervisor", SUPERVISION, c.Rework(reason=text("half done")))
    assert (walk.state, walk.matter.lead.state.value, walk.matter.reworked) == ("in_progress", "rework", 1)
    assert walk.matter.handle == handle
    walk.submit("2026-11-03 10:00", "HOUSING").approve("2026-11-03 11:00")


def test_a_rework_has_a_reason_and_is_the_supervisors():
    silent = c.Rework(reason=None)
    assert (
        submitted().refuse("2026-11-02 16:00", "supervisor", SUPERVISION, silent, "reason_required").field
        == "reason"
    )
    for post in ("duty_leader", "handler", "coordinator"):
        submitted().refuse("2026-11-02 16:00", post, CENTRE, c.Rework(reason=text()), "not_allowed_for_post")
    signed().refuse("2026-11-02 16:00", "supervisor", SUPERVISION, c.Rework(reason=text()), "wrong_state")


def test_an_approval_closes_the_supervisions_of_its_own_unit_alone():
    walk = signed("R0302", "HOUSING", "POWER").sign("2026-11-02 10:10", "POWER")
    for unit in ("HOUSING", "POWER"):
        walk.do(
            "2026-11-02 11:00", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE, unit=unit)
        )
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.URGE))
    walk.submit("2026-11-02 14:00", "POWER").submit("2026-11-02 15:00", "HOUSING").approve("2026-11-02 16:00")
    assert [(s.unit, s.closed_at is not None) for s in walk.matter.supervisions] == [
        ("HOUSING", True),
        ("POWER", False),
        ("HOUSING", False),  # an urge waits for no reply
    ]
