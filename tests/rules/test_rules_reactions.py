"""RULINGS 29, 42, 43 and DOMAIN 5.1: which act makes which paper, who is told, what goes back to the source."""

from dataclasses import replace

import pytest
from county import text
from walk import (
    CENTRE,
    COORD,
    HALL,
    PLACE,
    REQUESTER,
    RETURN,
    SOLVED,
    SUPERVISION,
    UNSOLVED,
    Walk,
    day,
    resolved,
    signed,
)

from fengqiao.lifecycle.react import (
    CheckSameEstate,
    MakeDocument,
    Notify,
    PurgePersons,
    PushBack,
    SaveRuling,
    react,
)
from fengqiao.matters import commands as c
from fengqiao.matters.events import kind_of
from fengqiao.matters.words import CaseRisk, Channel, Letter, PauseCause, RejectReason


def last(walk: Walk) -> tuple:
    return react(walk.matter, walk.recorded[-1].event)


def told(effects) -> set[tuple[str, str]]:
    """(who, what): a unit by its code, its leader by code/leader."""
    who = {"unit": lambda n: n.unit, "unit_leader": lambda n: f"{n.unit}/leader"}
    return {(who.get(e.to, lambda n: n.to)(e), e.message) for e in effects if isinstance(e, Notify)}


def papers(effects) -> list[tuple]:
    return [(e.template, e.recipients, e.copies) for e in effects if isinstance(e, MakeDocument)]


def pushed(effects) -> list[str]:
    return [e.event for e in effects if isinstance(e, PushBack)]


def done(walk: Walk, moment: str, post: str, unit: str, command, **more) -> tuple:
    walk.do(moment, post, unit, command, **more)
    return last(walk)


def sourced(*, accept: bool = True) -> Walk:
    walk = Walk()
    came = c.Register(
        channel=Channel.POLICE_110,
        text=text(),
        place=PLACE,
        category="R0302",
        parties=(REQUESTER,),
        source_system="police_110",
        external_id="J1",
    )
    walk.do("2026-11-02 09:00", "system", "", came)
    if accept:
        walk.do("2026-11-02 09:00", "registrar", HALL, c.Accept(category="R0302"))
    return walk


def test_a_registration_is_receipted_and_an_acceptance_dates_it():
    walk = Walk().register("2026-11-02 09:00", "R0302", accept=False)
    effects = last(walk)
    assert papers(effects) == [("SLIP_ACCEPT", ("requester",), ())]
    assert told(effects) == {("requester", "registered")}
    assert CheckSameEstate("R0302") in effects
    effects = done(walk, "2026-11-02 09:01", "registrar", HALL, c.Accept(category="R0302"))
    assert papers(effects) == [("SLIP_ACCEPT", ("requester",), ())]
    assert told(effects) == {("requester", "accepted")}
    assert CheckSameEstate("R0302") in effects


def test_urgent_words_ring_at_the_desk():
    walk = Walk().register("2026-11-02 09:00", "D0208", accept=False)
    assert Notify("registrar", "urgent_registered", urgent=True) in last(walk)
    assert not any(
        isinstance(e, CheckSameEstate) for e in last(Walk().register("2026-11-02 09:00", "", accept=False))
    )


def test_nobody_is_told_where_nobody_asked():
    walk = (
        signed("P0108", "MUNICIPAL", parties=())
        .submit("2026-11-02 15:00", "MUNICIPAL")
        .approve("2026-11-02 16:00")
    )
    for recorded in walk.recorded:
        assert ("requester" in {who for who, _ in told(react(walk.matter, recorded.event))}) is False


def test_a_rejection_names_the_right_door_on_paper():
    walk = sourced(accept=False)
    reject = c.Reject(reason=RejectReason.OTHER_BRANCH, right_door=text())
    effects = done(walk, "2026-11-02 09:01", "registrar", HALL, reject)
    assert papers(effects) == [("REJECTION_NOTICE", ("requester",), ())]
    assert (told(effects), pushed(effects)) == ({("requester", "rejected")}, ["rejected"])
    assert PurgePersons(None) in effects


def test_a_dispatch_is_told_to_the_requester_and_each_unit():
    walk = sourced()
    effects = done(walk, "2026-11-02 09:04", "dispatcher", COORD, c.Dispatch(lead="HOUSING", co=("POWER",)))
    assert papers(effects) == [("SLIP_TRANSFER", ("HOUSING", "POWER"), ())]
    assert told(effects) == {("requester", "dispatched"), ("HOUSING", "dispatched"), ("POWER", "dispatched")}
    assert pushed(effects) == ["dispatched"]


def test_what_goes_back_to_the_source_in_its_order():
    walk = sourced().dispatch("2026-11-02 09:04", "HOUSING").sign("2026-11-02 10:00", "HOUSING")
    walk.do("2026-11-02 11:00", "handler", "HOUSING", c.AddProgress(note=text(), public=False))
    walk.submit("2026-11-02 12:00", "HOUSING").approve("2026-11-02 14:00")
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, UNSOLVED)
    walk.do("2026-11-03 09:01", "supervisor", SUPERVISION, c.Reopen())
    walk.submit("2026-11-03 12:00", "HOUSING").approve("2026-11-03 14:00")
    walk.do("2026-11-04 09:00", "supervisor", SUPERVISION, SOLVED)
    back = [event for one in walk.recorded for event in pushed(react(walk.matter, one.event))]
    assert back == ["accepted", "dispatched", "progress", "resolved", "reopened", "resolved", "closed"]
    own = replace(walk.matter, external_id="")
    assert [e for one in walk.recorded for e in pushed(react(own, one.event))] == []


def test_a_result_is_told_and_the_visit_evaluated_on_paper():
    walk = signed().submit("2026-11-02 12:00", "HOUSING")
    assert told(last(walk)) == {("supervisor", "result_submitted")}
    effects = last(walk.approve("2026-11-02 14:00"))
    assert papers(effects) == [("SLIP_RESOLVE", ("requester",), ())]
    assert told(effects) == {("requester", "resolved")}
    walk.do("2026-11-03 09:00", "supervisor", SUPERVISION, c.RecordVisit(reached=False))
    assert last(walk) == ()
    walk.do("2026-11-03 10:00", "supervisor", SUPERVISION, SOLVED)
    recorded, closed = walk.recorded[-2:]
    assert papers(react(walk.matter, recorded.event)) == [("SLIP_EVALUATE", (), ())]
    assert PurgePersons(None) in react(walk.matter, closed.event)


def test_an_assists_result_is_nobodys_news():
    walk = (
        signed("R0302", "HOUSING", "POWER")
        .sign("2026-11-02 10:10", "POWER")
        .submit("2026-11-02 11:00", "POWER")
    )
    assert last(walk) == ()


def test_an_extension_is_on_paper_and_told():
    walk = signed()
    ask = c.RequestExtension(1, "working_day", text())
    assert told(done(walk, "2026-11-02 11:00", "handler", "HOUSING", ask)) == {
        ("supervisor", "extension_requested")
    }
    effects = done(walk, "2026-11-02 12:00", "supervisor", SUPERVISION, c.ApproveExtension())
    assert papers(effects) == [("EXTENSION_FORM", ("requester",), ())]
    assert told(effects) == {("requester", "extended"), ("HOUSING", "extended")}


def test_a_shelving_is_told():
    walk = signed()
    ask = c.RequestShelve(text(), text(), day("2026-12-02"))
    assert told(done(walk, "2026-11-02 11:00", "handler", "HOUSING", ask)) == {
        ("duty_leader", "shelve_requested")
    }
    effects = done(walk, "2026-11-02 12:00", "duty_leader", CENTRE, c.ApproveShelve())
    assert told(effects) == {("requester", "shelved"), ("HOUSING", "shelved")}
    walk.until("2026-12-03 00:00")
    assert told(react(walk.matter, walk.events("ReviewMissed")[0])) == {("supervisor", "review_missed")}


@pytest.mark.parametrize(
    ("ask", "refuse", "post", "message"),
    [
        (
            c.RequestExtension(1, "working_day", text()),
            c.RefuseExtension(text()),
            "supervisor",
            "extension_refused",
        ),
        (
            c.RequestShelve(text(), text(), day("2026-12-02")),
            c.RefuseShelve(text()),
            "duty_leader",
            "shelve_refused",
        ),
        (RETURN, c.RefuseReturn(text()), "dispatcher", "return_refused"),
        (RETURN, c.ApproveReturn(), "dispatcher", "return_approved"),
    ],
)
def test_a_decision_is_told_to_the_unit_that_asked(ask, refuse, post, message):
    walk = signed()
    walk.do("2026-11-02 11:00", "handler", "HOUSING", ask)
    assert told(done(walk, "2026-11-02 12:00", post, CENTRE, refuse)) == {("HOUSING", message)}


def test_a_return_is_the_dispatchers_news_and_a_ruling_is_remembered():
    walk = signed()
    assert told(done(walk, "2026-11-02 11:00", "handler", "HOUSING", RETURN)) == {
        ("dispatcher", "return_requested")
    }
    effects = done(walk, "2026-11-02 12:00", "coordinator", COORD, c.RuleLead("URBAN_LE", ("POWER",), text()))
    assert SaveRuling("R0302", PLACE.area, "URBAN_LE", ("POWER",)) in effects
    assert told(effects) == {("URBAN_LE", "ruled"), ("POWER", "ruled")}


def test_yellow_is_the_units_red_its_leaders_too():
    walk = signed("P0101", "HOUSING", "POWER")
    walk.do("2026-11-02 10:30", "handler", "HOUSING", c.SubDispatch(to="MUNICIPAL"))
    assert told(last(walk)) == {("MUNICIPAL", "sub_dispatched")}
    walk.until("2026-11-05 17:31")
    yellow, red = walk.events("LightTurned")
    assert told(react(walk.matter, yellow)) == {("HOUSING", "light_yellow"), ("MUNICIPAL", "light_yellow")}
    assert told(react(walk.matter, red)) == {
        ("HOUSING", "light_red"),
        ("MUNICIPAL", "light_red"),
        ("HOUSING/leader", "light_red"),
    }


def test_before_there_is_a_lead_the_lights_are_the_dispatchers():
    walk = Walk().register("2026-11-02 09:00", "R0103")
    walk.until("2026-11-03 09:01")
    assert [told(react(walk.matter, one)) for one in walk.events("LightTurned")] == [
        {("dispatcher", "light_yellow")},
        {("dispatcher", "light_red")},
    ]


def test_letters():
    walk = signed()
    issue = c.IssueLetter(letter=Letter.URGE)
    effects = done(walk, "2026-11-02 11:00", "supervisor", SUPERVISION, issue)
    assert papers(effects) == [("LETTER_REMIND", ("HOUSING",), ())]
    assert told(effects) == {("HOUSING", "letter_urge")}
    effects = done(
        walk, "2026-11-02 11:00", "supervisor", SUPERVISION, replace(issue, letter=Letter.SUPERVISE)
    )
    assert papers(effects) == [("LETTER_SUPERVISE", ("HOUSING",), ("unit_leader", "duty_leader"))]
    assert told(effects) == {
        ("HOUSING", "letter_supervise"),
        ("HOUSING/leader", "letter_supervise"),
        ("duty_leader", "letter_supervise"),
    }
    effects = done(walk, "2026-11-02 11:00", "duty_leader", CENTRE, replace(issue, letter=Letter.CIRCULATE))
    assert (papers(effects), told(effects)) == ([], {("HOUSING", "letter_circulate")})
    effects = done(walk, "2026-11-02 12:00", "handler", "HOUSING", c.ReplySupervision(text()))
    assert told(effects) == {("supervisor", "supervision_replied")}


def test_a_proposal_is_told_to_who_may_issue_it():
    walk = signed("P0108", "MUNICIPAL")
    walk.until("2026-11-11 08:30")
    assert [told(react(walk.matter, one)) for one in walk.events("LetterProposed")] == [
        {("supervisor", "letter_proposed")},
        {("supervisor", "letter_proposed")},
        {("duty_leader", "letter_proposed")},
    ]


def test_an_unanswered_supervision_is_told():
    walk = signed()
    walk.do("2026-11-02 11:00", "supervisor", SUPERVISION, c.IssueLetter(letter=Letter.SUPERVISE))
    walk.until("2026-11-04 17:31")
    assert told(react(walk.matter, walk.events("SupervisionReplyMissed")[0])) == {
        ("supervisor", "reply_missed")
    }


def test_a_whistle_rings_at_once():
    walk = signed()
    call = c.BlowWhistle(units=("POWER", "FIRE"), respond_within="30_minutes")
    effects = done(walk, "2026-11-02 11:00", "coordinator", COORD, call)
    assert told(effects) == {("POWER", "whistle"), ("FIRE", "whistle")}
    assert all(effect.urgent for effect in effects)
    walk.until("2026-11-02 11:31")
    assert told(react(walk.matter, walk.events("WhistleUnanswered")[0])) == {
        ("supervisor", "whistle_unanswered")
    }


def test_consultations_and_leader_cases_are_on_paper():
    walk = signed()
    effects = done(walk, "2026-11-02 11:00", "coordinator", COORD, c.HoldConsultation(1, 3, ("POWER",)))
    assert papers(effects) == [("CONSULTATION_MINUTES", (), ())]
    assert told(effects) == {("POWER", "task_given")}
    effects = done(walk, "2026-11-02 12:00", "duty_leader", CENTRE, c.AssignLeaderCase(text()))
    assert papers(effects) == [("LEADER_CASE_FORM", (), ())]
    assert done(walk, "2026-11-02 12:00", "analyst", COORD, c.SetCaseRisk(CaseRisk.RED, ("x",))) == ()


def test_limits_of_a_step_are_told_to_who_owes_it():
    walk = Walk().register("2026-11-02 09:00", "R0302", accept=False)
    walk.until("2026-11-02 09:04")
    assert told(last(walk)) == {("registrar", "accept_late")}
    walk.do("2026-11-02 09:05", "registrar", HALL, c.Accept(category="R0302"))
    walk.until("2026-11-02 09:11")
    assert told(last(walk)) == {("dispatcher", "dispatch_late")}
    walk.dispatch("2026-11-02 09:12", "HOUSING")
    walk.until("2026-11-02 17:30")
    assert told(last(walk)) == {("HOUSING", "sign_late"), ("dispatcher", "sign_late")}
    walk = resolved()
    walk.until("2026-11-04 17:31")
    assert told(last(walk)) == {("supervisor", "visit_late")}


def test_a_wait_for_material_asks_the_requester():
    walk = signed()
    effects = done(walk, "2026-11-02 11:00", "handler", "HOUSING", c.Pause(PauseCause.MATERIAL))
    assert told(effects) == {("requester", "material_wanted")}
    effects = done(walk, "2026-11-02 12:00", "citizen", "", c.AddMaterial(text()), person="p1")
    assert effects == ()
    assert told(react(walk.matter, walk.events("MaterialAdded")[0])) == {("HOUSING", "material_added")}
    assert done(walk, "2026-11-02 13:00", "handler", "HOUSING", c.Pause(PauseCause.APPRAISAL)) == ()


def test_progress_is_the_requesters_news_only_when_it_is_public():
    walk = signed()
    assert told(done(walk, "2026-11-02 11:00", "handler", "HOUSING", c.AddProgress(text()))) == {
        ("requester", "progress")
    }
    assert done(walk, "2026-11-02 11:00", "handler", "HOUSING", c.AddProgress(text(), public=False)) == ()


def test_what_ends_without_a_result_is_told_and_forgotten_in_time():
    walk = signed("R0302", "HOUSING", "POWER")
    effects = done(walk, "2026-11-02 11:00", "registrar", HALL, c.Withdraw(text()))
    assert told(effects) == {("requester", "withdrawn"), ("HOUSING", "withdrawn"), ("POWER", "withdrawn")}
    assert PurgePersons(None) in effects
    walk = Walk().register("2026-11-02 09:00", "R0302")
    effects = done(walk, "2026-11-02 09:01", "registrar", HALL, c.TransferOut("DISCIPLINE", text()))
    assert told(effects) == {("requester", "transferred")}
    assert PurgePersons(None) in effects


def test_a_police_instruction_is_forgotten_soon():
    walk = signed("R0702", "POLICE_STATION").submit("2026-11-02 10:10", "POLICE_STATION")
    walk.do("2026-11-02 10:20", "duty_leader", CENTRE, c.Approve())
    assert PurgePersons(day("2026-12-02")) in last(walk)


def test_a_follower_is_told_and_forgotten_like_its_main_matter():
    walk = Walk().register("2026-11-02 09:00", "R0702")
    walk.do("2026-11-02 09:30", "dispatcher", COORD, c.MergeInto(main="m0", rule=""))
    assert told(last(walk)) == {("requester", "merged")}
    done_at = walk.recorded[-1].at
    effects = done(walk, "2026-11-02 10:00", "system", "", c.FollowMain(resolved_at=done_at))
    assert told(effects) == {("requester", "resolved")}
    assert PurgePersons(day("2026-12-02")) in effects


def test_an_explained_closing_is_told():
    walk = resolved()
    for moment in ("03", "04"):
        walk.do(f"2026-11-{moment} 10:00", "supervisor", SUPERVISION, c.Reopen(reason=text()))
        assert told(last(walk)) == {("requester", "reopened"), ("MUNICIPAL", "reopened")}
        walk.submit(f"2026-11-{moment} 11:00", "MUNICIPAL").approve(f"2026-11-{moment} 12:00")
    walk.do("2026-11-05 10:00", "coordinator", COORD, c.HoldConsultation(1))
    effects = done(walk, "2026-11-05 11:00", "coordinator", COORD, c.CloseExplained(text()))
    assert told(effects) == {("requester", "explained")}


def test_a_rework_is_told_to_the_units():
    walk = signed().submit("2026-11-02 11:00", "HOUSING")
    effects = done(walk, "2026-11-02 12:00", "supervisor", SUPERVISION, c.Rework(text()))
    assert told(effects) == {("HOUSING", "rework")}


def test_imported_history_has_no_effects():
    walk = signed()
    past = replace(walk.matter, history=True)
    assert [react(past, one.event) for one in walk.recorded] == [()] * len(walk.recorded)


def test_quiet_events_have_no_effects():
    walk = Walk().register("2026-11-02 09:00", "P0108", accept=False)
    walk.do("2026-11-02 09:01", "registrar", HALL, c.Verify())
    walk.until("2026-11-02 11:01")
    walk.do("2026-11-02 11:02", "grid_worker", "GRID", c.Verified(result=True))
    quiet = {"VerificationAsked", "VerificationOverran", "VerificationAnswered"}
    seen = [one.event for one in walk.recorded if kind_of(one.event) in quiet]
    assert [react(walk.matter, event) for event in seen] == [(), (), ()]
