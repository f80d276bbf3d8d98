"""Details that no other test would miss: names of clocks, Shanghai days, what stands in a proposal or a dossier."""

from dataclasses import replace
from datetime import UTC, date

import pytest
from county import at, facts, text
from walk import CENTRE, COORD, HALL, RETURN, SOLVED, SUPERVISION, UNSOLVED, Walk, resolved, signed, wall

from fengqiao.lifecycle.attention import attention
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.evolve import evolve, replay
from fengqiao.lifecycle.react import TellFollowers, react
from fengqiao.matters import commands as c
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import CaseRisk, Letter, PauseCause, VisitState
from fengqiao.shared.refused import Refused


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


def test_a_pause_says_what_it_waits_for():
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=False)
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Verify())
    assert walk.matter.accept.pauses[0].cause == "verification"
    waits = signed()
    waits.do("2026-11-02 11:00", "handler", "HOUSING", c.Pause(cause=PauseCause.MATERIAL))
    waits.do("2026-11-02 12:00", "citizen", "", c.AddMaterial(text=text()), person="p1")
    assert waits.events("ClockResumed")[0].cause is PauseCause.MATERIAL


def test_a_decided_return_leaves_nothing_behind():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", RETURN)
    assert walk.matter.lead.before_return.value == "signed"
    walk.do("2026-11-02 11:10", "dispatcher", COORD, c.RefuseReturn(reason=text()))
    assert walk.matter.lead.before_return is None


def test_a_refused_shelving_is_no_entry_of_the_ledger():
    walk = signed()
    ask = c.RequestShelve(text(), text(), date(2026, 12, 2))
    walk.do("2026-11-02 11:00", "handler", "HOUSING", ask)
    walk.do("2026-11-02 11:10", "duty_leader", CENTRE, c.RefuseShelve(reason=text()))
    walk.do("2026-11-02 11:20", "handler", "HOUSING", ask)
    walk.do("2026-11-02 11:30", "duty_leader", CENTRE, c.ApproveShelve())
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, c.ReviewShelved(next_review=date(2026, 11, 10)))
    walk.do("2026-11-04 09:00", "handler", "HOUSING", c.Unshelve())
    refused, entry = walk.matter.shelvings
    assert (refused.reviews, refused.resumed_at, refused.next_review) == (0, None, date(2026, 12, 2))
    assert (entry.reviews, entry.resumed_at, entry.next_review) == (
        1,
        at("2026-11-04 09:00"),
        date(2026, 11, 10),
    )
    walk.submit("2026-11-04 10:00", "HOUSING").approve("2026-11-04 11:00")
    refused, entry = walk.matter.shelvings
    assert (refused.struck_off_at, entry.struck_off_at) == (None, at("2026-11-04 11:00"))


def test_each_supervision_is_answered_closed_and_missed_by_itself():
    walk = signed("R0302", "HOUSING", "POWER").sign("2026-11-02 10:10", "POWER")
    for unit in ("HOUSING", "POWER"):
        walk.do(
            "2026-11-02 11:00", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE, unit=unit)
        )
    walk.do("2026-11-02 12:00", "handler", "POWER", c.ReplySupervision(reply=text()))
    assert [one.replied_at is None for one in walk.matter.supervisions] == [True, False]
    walk.do("2026-11-02 13:00", "supervisor", SUPERVISION, c.ApproveReply(unit="POWER"))
    assert [one.closed_at is None for one in walk.matter.supervisions] == [True, False]
    walk.until("2026-11-04 17:31")
    assert [one.reply_missed for one in walk.matter.supervisions] == [True, False]
    missed = walk.events("SupervisionReplyMissed")[0]
    assert (missed.supervision, missed.unit) == ("1", "HOUSING")
    assert wall(walk.matter.proposals[0].at) == "2026-11-04 17:30"


def test_a_missed_review_is_proposed_since_the_day_was_over():
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.RequestShelve(text(), text(), date(2026, 11, 3)))
    walk.do("2026-11-02 11:30", "duty_leader", CENTRE, c.ApproveShelve())
    walk.until("2026-11-05 09:00")
    assert [wall(one.at) for one in walk.matter.proposals] == ["2026-11-04 00:00"]


def test_review_days_of_a_case_are_shanghais():
    """Half past seven in the morning there is still the day before in UTC."""
    early = at("2026-11-05 07:30").astimezone(UTC)
    walk = signed()
    for command in (c.SetCaseRisk(risk=CaseRisk.RED, basis=("x",)), c.AssignLeaderCase(leader=text())):
        post = "analyst" if isinstance(command, c.SetCaseRisk) else "duty_leader"
        known = replace(facts("2026-11-05 07:30", post, CENTRE), now=early)
        assert decide(walk.matter, command, known)[0].review_date == date(2026, 11, 12)
        with pytest.raises(Refused):
            decide(walk.matter, replace(command, review_date=date(2026, 11, 5)), known)
        asked = decide(walk.matter, replace(command, review_date=date(2026, 11, 6)), known)
        assert asked[0].review_date == date(2026, 11, 6)


def test_who_has_no_followers_tells_none():
    walk = resolved()
    approved = walk.events("ResultApproved")[0]
    assert not any(isinstance(effect, TellFollowers) for effect in react(walk.matter, approved))


# what waits for somebody (lifecycle.attention)


def test_what_waits_for_whom():
    walk = signed("R0302", "HOUSING", "POWER")
    assert attention(walk.matter) == ()
    walk.do("2026-11-02 10:10", "handler", "POWER", RETURN)
    assert attention(walk.matter) == ("return",)
    walk.do("2026-11-02 10:20", "dispatcher", COORD, c.RefuseReturn(reason=text()))
    walk.do("2026-11-02 10:30", "handler", "POWER", RETURN)
    assert attention(walk.matter) == ("later_return",)
    walk.do("2026-11-02 10:40", "coordinator", COORD, c.RefuseReturn(reason=text()))
    walk.do("2026-11-02 10:50", "handler", "HOUSING", c.RequestExtension(1, "working_day", text()))
    assert attention(walk.matter) == ("extension",)
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, c.RefuseExtension(reason=text()))
    walk.do("2026-11-02 11:10", "handler", "HOUSING", c.RequestShelve(text(), text(), date(2026, 12, 2)))
    assert attention(walk.matter) == ("shelve",)
    walk.do("2026-11-02 11:20", "duty_leader", CENTRE, c.RefuseShelve(reason=text()))
    assert attention(walk.matter) == ()


def test_calls_letters_and_answers_wait():
    walk = signed()
    walk.do("2026-11-02 11:00", "coordinator", COORD, c.BlowWhistle(("POWER", "FIRE"), "1_working_day"))
    walk.do("2026-11-02 11:00", "duty_leader", CENTRE, c.BlowWhistle(("FIRE",), "2_working_day"))
    unrated = (f"unrated:{COORD}", f"unrated:{CENTRE}")
    assert attention(walk.matter) == ("called:POWER", "called:FIRE", *unrated)
    for _ in range(2):
        walk.do("2026-11-02 11:10", "handler", "FIRE", c.ReportIn())
    assert attention(walk.matter) == ("called:POWER", *unrated)
    walk.do(
        "2026-11-02 11:20", "coordinator", COORD, c.EvaluateWhistle((("POWER", "不满意"), ("FIRE", "满意")))
    )
    assert attention(walk.matter) == unrated[1:]
    walk.do("2026-11-02 11:30", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.URGE))
    assert attention(walk.matter) == unrated[1:]  # an urge waits for no answer
    walk.do("2026-11-02 11:30", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE))
    assert attention(walk.matter) == (unrated[1], "supervised:HOUSING")
    walk.do("2026-11-02 11:40", "handler", "HOUSING", c.ReplySupervision(reply=text()))
    assert attention(walk.matter) == (unrated[1], "replied")
    walk.do("2026-11-02 11:50", "supervisor", SUPERVISION, c.ApproveReply(unit="HOUSING"))
    assert attention(walk.matter) == unrated[1:]
    late = signed("P0108", "MUNICIPAL")
    late.until("2026-11-05 08:30")
    assert attention(late.matter) == ("letter",)
