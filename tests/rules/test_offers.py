"""What is offered to whom, and the one next step: the law answers, nothing is written down twice."""

import pytest
from county import facts, text
from walk import Walk

from fengqiao.desk.forms import ACTIONS
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.law import LAW
from fengqiao.lifecycle.offers import _ONLY_DATA, _acts, action_names, next_step, offers, posts_of
from fengqiao.matters import commands as c
from fengqiao.matters.words import Decision, Letter, Satisfaction, Solved
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refused

HALL, COORD = "COUNTY_HALL", "COUNTY_COORD"


def offered(walk, moment, post, unit, **more):
    known = facts(moment, post, unit, **more)
    names = offers(walk.matter, known)
    return names, next_step(walk.matter, known, names)


def until(step):
    """A lamp, from registration up to before a step."""
    walk = Walk().register("2026-10-12 09:00", "P0301", accept=False)
    acts = [
        ("registered", None),
        ("accepted", ("09:01", "registrar", HALL, c.Accept(category="P0301"))),
        ("dispatched", ("09:03", "dispatcher", COORD, c.Dispatch(lead="MUNICIPAL"))),
        ("in_progress", ("10:00", "handler", "MUNICIPAL", c.Sign())),
        ("pending_review", ("11:00", "handler", "MUNICIPAL", c.SubmitResult(reply=text()))),
        ("resolved", ("14:00", "supervisor", "COUNTY_SUPERVISION", c.Approve())),
        (
            "closed",
            (
                "15:00",
                "supervisor",
                "COUNTY_SUPERVISION",
                c.RecordVisit(solved=Solved.TRUE, satisfaction=Satisfaction.SATISFIED),
            ),
        ),
    ]
    for state, act in acts:
        if act is not None:
            at, post, unit, command = act
            walk.do(f"2026-10-12 {at}", post, unit, command)
        if state == step:
            return walk
    raise AssertionError(step)


@pytest.mark.parametrize(
    ("state", "post", "unit", "step"),
    [
        ("registered", "registrar", HALL, "accept"),
        ("registered", "dispatcher", COORD, None),
        ("accepted", "dispatcher", COORD, "dispatch"),
        ("accepted", "registrar", HALL, None),
        ("dispatched", "handler", "MUNICIPAL", "sign"),
        ("dispatched", "handler", "WATER", None),
        ("in_progress", "handler", "MUNICIPAL", "submit_result"),
        ("pending_review", "supervisor", "COUNTY_SUPERVISION", "approve"),
        ("pending_review", "handler", "MUNICIPAL", None),
        ("resolved", "supervisor", "COUNTY_SUPERVISION", "record_visit"),
        ("closed", "registrar", HALL, "archive"),
        ("closed", "handler", "MUNICIPAL", None),
    ],
)
def test_each_state_has_one_next_step_for_the_post_whose_turn_it_is(state, post, unit, step):
    assert offered(until(state), "2026-10-12 16:00", post, unit)[1] == step


def test_whoever_dispatched_is_not_offered_the_approval():
    walk = until("pending_review")
    names, _ = offered(walk, "2026-10-12 12:00", "supervisor", COORD, person=f"dispatcher@{COORD}")
    assert "approve" not in names


def test_an_extension_is_offered_before_the_due_and_not_after():
    walk = until("in_progress")
    assert "request_extension" in offered(walk, "2026-10-12 12:00", "handler", "MUNICIPAL")[0]
    assert "request_extension" not in offered(walk, "2027-01-12 12:00", "handler", "MUNICIPAL")[0]


def test_what_waits_for_a_decision_is_offered_to_the_one_who_decides():
    walk = until("in_progress")
    assert "approve_extension" not in offered(walk, "2026-10-12 11:00", "supervisor", "COUNTY_SUPERVISION")[0]
    assert walk.matter is not None
    handle = walk.matter.handle
    ask = c.RequestExtension(amount=1, unit=handle.limit.unit.value, reason=text())
    walk.do("2026-10-12 11:00", "handler", "MUNICIPAL", ask)
    assert walk.matter.extensions[0].decision is Decision.PENDING
    assert offered(walk, "2026-10-12 11:30", "supervisor", "COUNTY_SUPERVISION")[1] == "approve_extension"


def test_a_return_leads_to_the_dispatcher_and_the_second_to_the_coordinator():
    walk = until("dispatched")
    ask = c.RequestReturn(reason=text(), suggested="WATER")
    walk.do("2026-10-12 10:00", "handler", "MUNICIPAL", ask)
    assert offered(walk, "2026-10-12 10:30", "dispatcher", COORD)[1] == "approve_return"
    walk.do("2026-10-12 10:40", "dispatcher", COORD, c.RefuseReturn(reason=text()))
    walk.do("2026-10-12 10:50", "handler", "MUNICIPAL", ask)
    assert offered(walk, "2026-10-12 11:00", "dispatcher", COORD)[1] is None
    assert offered(walk, "2026-10-12 11:00", "coordinator", COORD)[1] == "approve_return"


def test_a_person_not_content_makes_reopening_the_next_step():
    walk = until("resolved")
    no = c.RecordVisit(solved=Solved.FALSE, satisfaction=Satisfaction.DISSATISFIED, reason=text())
    walk.do("2026-10-12 15:00", "supervisor", "COUNTY_SUPERVISION", no)
    assert offered(walk, "2026-10-12 16:00", "supervisor", "COUNTY_SUPERVISION")[1] == "reopen"


def test_a_proposed_letter_is_the_supervisors_next_step():
    walk = until("in_progress")
    assert offered(walk, "2026-10-12 16:00", "supervisor", "COUNTY_SUPERVISION")[1] is None
    walk.until(facts("2026-12-12 12:00", "system").now)
    assert any(p.letter is Letter.URGE for p in walk.matter.proposals)
    _, step = offered(walk, "2026-12-12 12:00", "supervisor", "COUNTY_SUPERVISION")
    assert step in {"urge", "supervise", "circulate"}


def test_an_answered_letter_is_offered_for_approval_by_its_unit():
    walk = until("in_progress")
    walk.do("2026-10-12 11:00", "supervisor", "COUNTY_SUPERVISION", c.IssueLetter(letter=Letter.SUPERVISE))
    assert "approve_reply" not in offered(walk, "2026-10-12 12:00", "supervisor", "COUNTY_SUPERVISION")[0]
    walk.do("2026-10-12 12:00", "handler", "MUNICIPAL", c.ReplySupervision(reply=text()))
    assert offered(walk, "2026-10-12 13:30", "supervisor", "COUNTY_SUPERVISION")[1] == "approve_reply"


def test_the_names_are_those_of_the_doors():
    assert set(action_names()) - {"merge"} == set(ACTIONS) - {"auto_close"}


def test_the_posts_that_depend_on_a_matter_are_among_those_that_it_may_be_at_all():
    for state in ("dispatched", "in_progress", "pending_review"):
        walk = until(state)
        for name, (command, _) in _acts().items():
            posts = LAW[command].posts
            if not isinstance(posts, frozenset):
                for unit in ("MUNICIPAL", COORD):
                    known = facts("2026-10-12 12:00", "handler", unit)
                    assert posts(walk.matter, known) <= posts_of(name), name
    assert posts_of("no_such_act") == frozenset()


def test_what_is_not_offered_is_refused_for_more_than_its_data_and_nothing_raises():
    for state in (
        "registered",
        "accepted",
        "dispatched",
        "in_progress",
        "pending_review",
        "resolved",
        "closed",
    ):
        walk = until(state)
        for post in Post:
            for unit in ("MUNICIPAL", COORD, HALL, "COUNTY_SUPERVISION", "TOWN_CENTER", "GRID"):
                known = facts("2026-10-12 16:00", post.value, unit)
                names = offers(walk.matter, known)
                for name, (_, tries) in _acts().items():
                    if name in names:
                        continue
                    for command in tries(walk.matter):
                        with pytest.raises(Refused) as refused:
                            decide(walk.matter, command, known)
                        assert refused.value.code not in _ONLY_DATA, (state, post, unit, name)
