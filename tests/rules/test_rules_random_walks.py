"""Whoever does whatever at whatever moment: no illegal state, no surprise, and the events alone give the matter."""

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from county import NO_MEDIATION, at, calendar, facts, text, units
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from random_acts import CATEGORIES, LEADS, random_command
from walk import PLACE, REQUESTER, RESPONDENT, assert_told

from fengqiao.clocks import Light, Timer, recompute
from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.diagram import NOTHING, act_name, transitions
from fengqiao.lifecycle.evolve import evolve, replay
from fengqiao.lifecycle.law import LAW
from fengqiao.lifecycle.leaving import as_left
from fengqiao.lifecycle.offers import next_step, offers
from fengqiao.lifecycle.react import MakeDocument, react
from fengqiao.lifecycle.wakes import next_wake, wakes
from fengqiao.matters import commands as c
from fengqiao.matters.bookings import lapsed
from fengqiao.matters.categories import Kind
from fengqiao.matters.dispute import Middle
from fengqiao.matters.events.dispatch import MatterDispatched
from fengqiao.matters.events.feedback import MatterClosed, MatterReopened
from fengqiao.matters.events.intake import MatterTransferredOut, MatterWithdrawn
from fengqiao.matters.events.mediation import (
    AgreementConcluded,
    ConsentRecorded,
    MediationDeclined,
    MediationEvent,
)
from fengqiao.matters.matter import Matter, Merged, Place, Working
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import Answer, Channel, Decision, OrderRole, OrderState, State, VisitState
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refused

CENTRES = ("COUNTY_COORD", "COUNTY_SUPERVISION", "TOWN_CENTER")
PEOPLE = ("", "", "", "li")  # "" is the person of that post and unit, li one who holds several posts
WITHOUT_LEAD = {
    State.REGISTERED, State.VERIFYING, State.ACCEPTED, State.REJECTED, State.TRANSFERRED,
}  # fmt: skip
OVER = {State.WITHDRAWN, State.REJECTED, State.TRANSFERRED, State.CLOSED, State.ARCHIVED}
CONCLUDED = {State.AGREED, State.PERFORMING, State.PERFORMED, State.FAILED, State.DIVERTED}
SPANS = (
    timedelta(0), timedelta(seconds=1), timedelta(minutes=2), timedelta(minutes=40), timedelta(hours=5),
    timedelta(days=1), timedelta(days=3), timedelta(days=12), timedelta(days=45),
)  # fmt: skip

MOVING = (
    c.Sign, c.SubmitResult, c.SubmitResult, c.Approve, c.Approve, c.RecordVisit, c.RecordVisit, c.Reopen, c.Dispatch,
    c.RequestExtension, c.ApproveExtension, c.RequestShelve, c.ApproveShelve, c.ApproveReturn, c.Archive, c.Accept,
    c.RecordConsent, c.HoldSession, c.ConcludeAgreement, c.RecordPerformance, c.Divert, c.RecordOutcome,
)  # fmt: skip
"""Tried more often than others: what brings a matter on."""

ENDING = (c.Withdraw, c.Reject, c.TransferOut, c.MergeInto, c.AnswerDirectly, c.FollowMain)
"""Not tried among the sound ones: what ends a walk before it has seen much."""

WORKING = {Post.HANDLER, Post.MEDIATOR, Post.GRID_WORKER, Post.TOWN_DISPATCHER}
DEPENDING = {
    c.Approve: {Post.SUPERVISOR, Post.DUTY_LEADER},
    c.ApproveReturn: {Post.DISPATCHER, Post.COORDINATOR},
    c.RefuseReturn: {Post.DISPATCHER, Post.COORDINATOR},
    c.SubmitResult: {Post.HANDLER},
}


def timers(matter: Matter) -> list[Timer]:
    alone = (matter.accept, matter.dispatch, matter.handle)
    return [
        *(timer for timer in alone if timer is not None),
        *(order.sign for order in matter.orders),
        *(visit.timer for visit in matter.visits),
        *(whistle.timer for whistle in matter.whistles),
        *(letter.reply for letter in matter.supervisions if letter.reply is not None),
        *(past.handle for past in matter.rounds),
    ]


LEAVING = (MatterWithdrawn, MatterTransferredOut, MatterClosed)


def with_the_clocks_of(standing: Matter, left: Matter) -> Matter:
    """The matter that left, as a record kept it when its clocks still ran on."""
    return replace(
        left,
        dispatch=standing.dispatch,
        orders=standing.orders,
        whistles=standing.whistles,
        consultations=standing.consultations,
        supervisions=standing.supervisions,
        visits=tuple(
            replace(visit, timer=before.timer)
            for visit, before in zip(left.visits, standing.visits, strict=True)
        ),
    )


DRAWN = {(arrow.start, arrow.act, arrow.end) for arrow in transitions()}


class Walks(RuleBasedStateMachine):
    """One matter, many hands. Time only goes on; ticks come in time, late, or not at all before the next act."""

    matter: Matter
    recorded: list[Recorded]
    now: datetime
    chance: Random

    @initialize(chance=st.randoms(use_true_random=True))
    def begin(self, chance):
        self.chance = chance
        self.now = at("2026-11-02 09:00") + chance.choice(SPANS)
        self.recorded, self.matter = [], None
        register = c.Register(
            channel=Channel.PHONE,
            text=text(),
            place=chance.choice([PLACE, PLACE, Place(area="331181101"), Place(address=text())]),
            category=chance.choice(CATEGORIES),
            parties=chance.choice([(REQUESTER,), (REQUESTER, RESPONDENT), (REQUESTER, RESPONDENT), ()]),
            photos=chance.randint(0, 1),
            kind=chance.choice([None, Kind.COMPLAINT]),
        )
        self.carry_out(register, "registrar", "COUNTY_HALL")
        if chance.random() < 0.8:
            self.carry_out(c.Accept(category=register.category), "registrar", "COUNTY_HALL")
            lead, co = chance.choice(["", *LEADS]), chance.choice([(), ("POWER",)])
            self.carry_out(c.Dispatch(lead=lead, co=co), "dispatcher", CENTRES[0])
            if chance.random() < 0.8:
                self.carry_out(c.Sign(), "handler", lead)

    def carry_out(self, command: c.Command, post: str, unit: str, person: str = "") -> list:
        """Decide and evolve; a refusal is the only other thing that may happen."""
        known = facts(self.now, post, unit, person=person)
        try:
            events = decide(self.matter, command, known)
        except Refused:
            return []
        assert_told(command, events)
        before = self.matter.state if self.matter else NOTHING
        for event in events:
            seq = self.matter.version + 1 if self.matter else 1
            self.recorded.append(Recorded(seq=seq, at=known.now, actor=known.actor, event=event))
            standing = self.matter
            self.matter = evolve(standing, self.recorded[-1])
            if standing is not None and isinstance(event, LEAVING):
                assert as_left(with_the_clocks_of(standing, self.matter)) == self.matter
            react(self.matter, event)
        act = "auto_close" if isinstance(command, c.Tick) else act_name(type(command))
        assert before == self.matter.state or (before, act, self.matter.state) in DRAWN
        return events

    @rule()
    def step(self):
        """Something happens; which, by how often it is worth seeing."""
        steps = (
            self.move_on,
            self.do_something,
            self.answer_a_whistle,
            self.wait,
            self.tick,
            self.merge_and_back,
        )
        self.chance.choices(steps, weights=(60, 10, 4, 18, 5, 3))[0]()

    def move_on(self):
        """A sound command that fits the state, by a post that may give it, of a unit that has to do with it."""
        fitting = [one for one, row in LAW.items() if self.matter.state in row.states and one not in ENDING]
        moving = [one for one in MOVING if self.matter.state in LAW[one].states]
        if fitting:
            self.give(self.chance.choice([*fitting, *moving, *moving]), sound=True)

    def do_something(self):
        """Any command at all, sound or not, by anybody."""
        self.give(self.chance.choice([*LAW, c.Tick]), sound=self.chance.random() < 0.3)

    def give(self, command: type, *, sound: bool) -> None:
        row, chance = LAW.get(command), self.chance
        posts = (
            row.posts
            if row is not None and isinstance(row.posts, frozenset)
            else DEPENDING.get(command, Post)
        )
        post = chance.choice(sorted(posts if sound else Post))
        if command in {c.RecordConfirmation, c.ExcludeConfirmation}:
            self.carry_out(random_command(command, self.matter, self.now, chance, sound=sound), post, "COURT")
            return
        working = [u for o in self.matter.live_orders for u in (o.unit, o.executing_unit)] or list(LEADS)
        unit = chance.choice(working if post in WORKING else CENTRES)
        person = chance.choice(PEOPLE)
        if post in {Post.CITIZEN, Post.SYSTEM}:
            unit, person = "", "p1" if post is Post.CITIZEN else ""
        if post is Post.GRID_WORKER and command in {c.Verified, c.Inspect, c.Arrive}:
            unit = "GRID"
        made = random_command(command, self.matter, self.now, chance, sound=sound)
        self.carry_out(made, post, unit, person)

    def answer_a_whistle(self):
        if not self.matter.whistles:
            return
        whistle = self.chance.choice(self.matter.whistles)
        if self.chance.random() < 0.7:
            self.carry_out(c.ReportIn(), "handler", self.chance.choice(whistle.units).unit)
        else:
            evaluate = random_command(c.EvaluateWhistle, self.matter, self.now, self.chance, sound=True)
            self.carry_out(evaluate, whistle.by.post, whistle.by.unit)

    def wait(self):
        """Time passes; the system notes each moment at its own instant, or nobody looks."""
        end = self.now + self.chance.choice(SPANS)
        noted = self.chance.random() < 0.6
        while noted and (wake := next_wake(self.matter)) is not None and wake.at <= end:
            self.now = max(self.now, wake.at)
            assert self.carry_out(c.Tick(), "system", "")
        self.now = end

    def tick(self):
        """Whatever came meanwhile is noted at once, and then nothing that lies behind is left."""
        self.carry_out(c.Tick(), "system", "")
        assert [wake for wake in wakes(self.matter) if wake.at <= self.now] == []
        assert decide(self.matter, c.Tick(), facts(self.now, "system")) == []

    def merge_and_back(self):
        """Merged and unmerged, a matter is what it was: its own history and clocks (RULINGS 12).

        Only rooms and mediators were given back with the merge; somebody else may have them by now.
        """
        before = self.matter
        merged_at = self.now
        if not self.carry_out(c.MergeInto(main="m0", rule=""), "dispatcher", CENTRES[0]):
            return
        kept = lapsed(before.bookings, State.MERGED, merged_at)
        self.now += self.chance.choice(SPANS)
        assert decide(self.matter, c.Tick(), facts(self.now, "system")) == []
        assert self.carry_out(c.Unmerge(reason=text()), "dispatcher", CENTRES[0])
        assert replace(self.matter, version=before.version) == replace(before, bookings=kept)

    @invariant()
    def the_events_are_the_matter(self):
        assert replay(self.recorded) == self.matter
        assert self.matter.version == len(self.recorded)

    @invariant()
    def clocks_come_from_their_own_history(self):
        for timer in timers(self.matter):
            assert recompute(timer, calendar=calendar()) == timer

    @invariant()
    def nothing_runs_on_behind_a_matter_that_left(self):
        """Only a letter waits for its reply also after the matter was closed (DOMAIN 2.8)."""
        matter = self.matter
        assert as_left(matter) == matter
        if matter.state not in OVER:
            return
        own = [matter.accept, matter.dispatch, matter.handle]
        own += [order.sign for order in matter.live_orders]
        own += [visit.timer for visit in matter.visits]
        own += [whistle.timer for whistle in matter.whistles if whistle.closed_at is None]
        own += [task.timer for held in matter.consultations for task in held.assigned if task.done_at is None]
        if matter.state in {State.WITHDRAWN, State.TRANSFERRED}:
            own += [letter.reply for letter in matter.supervisions]
        assert [timer for timer in own if timer is not None and timer.stopped_at is None] == []
        assert next_wake(matter) is None

    @invariant()
    def the_lead_fits_the_state(self):
        matter = self.matter
        leads = [order for order in matter.live_orders if order.role is OrderRole.LEAD]
        assert len(leads) <= 1
        state = leads[0].state if leads else None
        match matter.state:
            case State.DISPATCHED:
                assert state in {OrderState.ISSUED, OrderState.RETURN_REQUESTED}
            case State.IN_PROGRESS | State.CONSENT_PENDING | State.MEDIATING:
                assert state in {OrderState.SIGNED, OrderState.REWORK, OrderState.RETURN_REQUESTED}
            case State.SHELVED if leads or matter.dispute is None:
                assert state in {OrderState.SIGNED, OrderState.REWORK}
            case State.PENDING_REVIEW:
                route = matter.route.state if matter.route is not None else None
                assert OrderState.SUBMITTED in {state, route}
            case State.AGREED | State.PERFORMED | State.FAILED | State.DIVERTED:
                assert state is not OrderState.RETURN_REQUESTED
            case State.RESOLVED | State.CLOSED | State.ARCHIVED:
                assert state in {OrderState.APPROVED, None}
            case state_without if state_without in WITHOUT_LEAD:
                assert state is None
        assert not leads or matter.first_unit

    @invariant()
    def a_table_needs_consent_and_no_guard(self):
        """No sequence reaches mediation of a guarded dispute, nor an agreement without every party's consent."""
        matter, dispute = self.matter, self.matter.dispute
        if matter.category in NO_MEDIATION or matter.mediation_barred:
            assert dispute is None
            assert not any(isinstance(one.event, MediationEvent) for one in self.recorded)
            assert not any(units().by_code[order.unit].mediates for order in matter.live_orders)
        if dispute is None:
            assert not isinstance(matter.stage, Middle)
            return
        answers = {}
        for one in self.recorded:
            match one.event:
                case ConsentRecorded(answers=given):
                    answers |= {each.party: each.answer for each in given}
                case AgreementConcluded():
                    sides = [party for party in matter.disputants if party.id in answers]
                    assert {party.role == "respondent" for party in sides} == {True, False}
                    assert set(answers.values()) == {Answer.AGREE}
                case MatterReopened() | MediationDeclined() | MatterDispatched():
                    answers = {}
        assert (dispute.concluded is not None) or matter.state not in CONCLUDED
        assert dispute.settled or matter.state not in {State.AGREED, State.PERFORMING, State.PERFORMED}

    @invariant()
    def a_filed_dossier_is_complete(self):
        """Archived exactly when the checklist of DOMAIN 2.5 is met (RULINGS 26)."""
        matter, dispute = self.matter, self.matter.dispute
        if matter.state is not State.ARCHIVED or dispute is None or dispute.consented_at is None:
            return
        papers = {
            effect.template
            for one in self.recorded
            for effect in react(matter, one.event)
            if isinstance(effect, MakeDocument)
        }
        assert {"RIGHTS_NOTICE", "MEDIATION_RECORD"} <= papers
        assert dispute.agreement is None or papers & {"MEDIATION_AGREEMENT", "ORAL_AGREEMENT_RECORD"}

    @invariant()
    def the_main_clock_fits_the_state(self):
        matter = self.matter
        handle = matter.handle
        stage = matter.stage.before if isinstance(matter.stage, Merged) else matter.stage
        if handle is None:
            assert stage.state in {State.REGISTERED, State.VERIFYING, *OVER}
            return
        stopped = stage.state in {State.RESOLVED, *OVER}
        assert (handle.stopped_at is not None) == stopped
        waits = isinstance(stage, Working) and bool(stage.paused)
        assert handle.is_paused == (waits or stage.state is State.SHELVED)
        assert matter.lights[0] is Light.GREEN
        assert all(
            first is not second for first, second in zip(matter.lights, matter.lights[1:], strict=False)
        )

    @invariant()
    def requests_fit_their_orders(self):
        matter = self.matter
        waiting = [request.order for request in matter.returns if request.decision is Decision.PENDING]
        asked = [order.id for order in matter.orders if order.state is OrderState.RETURN_REQUESTED]
        assert waiting == asked
        assert len(waiting) <= 1
        for requests in (matter.extensions, matter.shelvings):
            assert sum(request.decision is Decision.PENDING for request in requests) <= 1
        if matter.state in {State.ACCEPTED, State.RESOLVED, State.CLOSED}:
            assert matter.pending_extension is None

    @invariant()
    def rounds_and_visits_fit(self):
        matter = self.matter
        assert matter.round == len(matter.rounds) + 1 == matter.reopened + 1
        assert matter.reopened <= 2
        if matter.state is State.RESOLVED:
            nobody = matter.requester is None and matter.registered_by.post is not Post.CITIZEN
            assert (matter.visit is None) == nobody
        assert all(len(set(visit.attempts)) == len(visit.attempts) <= 3 for visit in matter.visits)
        if matter.state in {State.CLOSED, State.ARCHIVED} and matter.visit is not None:
            assert matter.visit.state is not VisitState.DUE

    @invariant()
    def what_is_offered_can_be_told(self):
        known = facts(self.now, "supervisor", "COUNTY_SUPERVISION")
        next_step(self.matter, known, offers(self.matter, known))


Walks.TestCase.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
TestRandomWalks = Walks.TestCase
