"""Details that no other test would miss: names of clocks, Shanghai days, what stands in a proposal or a dossier."""

from dataclasses import replace
from datetime import UTC, date

import pytest
from county import at, facts, text
from walk import COORD, HALL, SOLVED, SUPERVISION, UNSOLVED, Walk, resolved, signed, wall

from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve, replay
from fengqiao.matters import commands as c
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Letter, VisitState


def test_every_clock_knows_its_name():
    walk = resolved()
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, UNSOLVED)
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, c.Reopen())
    walk.do("2026-11-03 09:05", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE))
    walk.do("2026-11-03 09:06", "coordinator", COORD, c.BlowWhistle(("POWER",), "30_minutes"))
    matter = walk.matter
    assert (matter.accept.name, matter.dispatch.name, matter.handle.name) == ("accept", "dispatch", "handle")
    assert (matter.lead.sign.name, matter.rounds[0].visits[0].timer.name) == ("sign", "visit")
    assert (matter.supervisions[0].reply.name, matter.whistles[0].timer.name) == ("reply", "whistle")
    answered = Walk().register("2026-11-02 09:00", "S0101")
    answered.do("2026-11-02 09:04", "registrar", HALL, c.AnswerDirectly(text(), "K"))
    answered.do("2026-11-03 09:04", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    assert (answered.matter.dispatch.name, answered.matter.handle.name) == ("dispatch", "handle")


def test_a_unit_that_goes_on_with_it_needs_no_dispatch():
    walk = resolved()
    walk.do("2026-11-03 09:04", "supervisor", SUPERVISION, c.Reopen(reason=text()))
    assert walk.events("MatterReopened")[0].dispatch is None


def test_a_visit_is_counted_by_shanghai_days():
    """In UTC the first two calls fall on two days and the last two on one."""
    walk = resolved()
    for moment in ("2026-11-03 07:30", "2026-11-03 08:30", "2026-11-04 09:00"):
        walk.do(moment, "supervisor", SUPERVISION, c.RecordVisit(reached=False))
    assert walk.matter.visit.state is VisitState.DUE
    assert [day.day for day in walk.matter.visit.attempts] == [3, 4]
    walk.do("2026-11-05 07:00", "supervisor", SUPERVISION, c.RecordVisit(reached=False))
    assert walk.matter.visit.state is VisitState.UNREACHED


def test_days_are_shanghais_where_the_moment_is_in_utc():
    """What the desk passes in is UTC: at half past seven in Shanghai it is still yesterday there."""
    walk = resolved()
    early = at("2026-11-05 07:30").astimezone(UTC)
    known = replace(facts("2026-11-05 07:30", "supervisor", SUPERVISION), now=early)
    event = decide(walk.matter, c.RecordVisit(reached=False), known)[0]
    seen = evolve(walk.matter, Recorded(walk.matter.version + 1, early, known.actor, event))
    assert [day.day for day in seen.visit.attempts] == [5]
    shelve = signed()
    known = replace(facts("2026-11-05 07:30", "handler", "HOUSING"), now=early)
    ask = c.RequestShelve(text(), text(), date(2026, 12, 5))
    assert decide(shelve.matter, ask, known)[0].request.next_review == date(2026, 12, 7)


def test_a_proposal_says_since_when():
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, UNSOLVED)
    walk.do("2026-11-03 10:05", "supervisor", SUPERVISION, UNSOLVED)
    assert [wall(proposal.at) for proposal in walk.matter.proposals] == ["2026-11-03 10:05"]


def test_a_consultation_at_the_very_start_of_a_round_is_of_that_round():
    walk = resolved()
    for day in ("03", "04"):
        walk.do(f"2026-11-{day} 09:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
        if day == "04":
            walk.do("2026-11-04 09:00", "coordinator", COORD, c.HoldConsultation(number=1))
        walk.submit(f"2026-11-{day} 10:00", "MUNICIPAL").approve(f"2026-11-{day} 11:00")
    walk.do("2026-11-05 09:00", "coordinator", COORD, c.CloseExplained(explanation=text()))
    assert walk.state == "closed"


def test_a_dossier_lists_all_that_it_lacks():
    walk = resolved()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    order = replace(walk.matter.lead, submitted_at=None)
    walk.matter = replace(walk.matter, visits=(), orders=(order,))
    said = walk.refuse("2026-11-03 11:00", "registrar", HALL, c.Archive(), "dossier_incomplete")
    assert said.facts == {"missing": "result,visit"}


@pytest.mark.parametrize(
    "kind", ["MatterAccepted", "MatterClosed", "VisitRecorded", "MatterArchived", "VisitAttempted"]
)
def test_events_that_cannot_have_happened_are_not_replayed(kind):
    """A chain that was tampered with is told from a fault of the program by its ValueError."""
    walk = resolved()
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, c.RecordVisit(reached=False))
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    walk.do("2026-11-03 11:00", "registrar", HALL, c.Archive())
    first = walk.recorded[0]
    moved = next(one for one in walk.recorded if one.event.__class__.__name__ == kind)
    if kind == "MatterAccepted":
        with pytest.raises(ValueError, match="begins with its registration"):
            replay([moved])
        with pytest.raises(ValueError, match="no events"):
            replay([])
        with pytest.raises(ValueError, match="registered once"):
            replay([first, first])
    else:
        with pytest.raises(ValueError, match="a matter that is registered is not"):
            replay([first, moved])


def test_merges_that_cannot_have_happened_are_not_replayed():
    walk = Walk().register("2026-11-02 09:00", "R0103")
    walk.do("2026-11-02 09:30", "dispatcher", COORD, c.MergeInto(main="m0", rule=""))
    walk.do("2026-11-02 09:31", "system", "", c.FollowMain(resolved_at=None, how="transferred"))
    walk.do("2026-11-02 09:31", "system", "", c.FollowMain(resolved_at=at("2026-11-02 09:31")))
    first = walk.recorded[0]
    merged, left, done = (
        next(one for one in walk.recorded if one.event.__class__.__name__ == kind)
        for kind in ("MatterMerged", "MainLeft", "MainResolved")
    )
    other = Walk().register("2026-11-02 09:00", "R0103")
    other.do("2026-11-02 09:30", "dispatcher", COORD, c.MergeInto(main="m0", rule=""))
    other.do("2026-11-02 09:31", "dispatcher", COORD, c.Unmerge(reason=text()))
    for moved in (left, done, other.recorded[-1]):
        with pytest.raises(ValueError, match="is not"):
            replay([first, moved])
    with pytest.raises(ValueError, match="is not merged"):
        replay([first, merged, merged])
