"""The law on one page: for each command its row of DOMAIN 2.3 or 2.4, who may give it, from which states, and its rule.

`decide` asks in the order of RULINGS 40: post, ban, state, unit and separation; the rule itself then asks limit,
reason, basis and other data.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fengqiao.dispatch import orders, returns
from fengqiao.feedback import visits
from fengqiao.handling import waits, work
from fengqiao.intake import acceptance, questions
from fengqiao.lifecycle import self_handling
from fengqiao.matters import commands as c
from fengqiao.matters.categories import Kind
from fengqiao.matters.events import Event
from fengqiao.matters.facts import Facts
from fengqiao.matters.guards import forbid_mediation
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Letter, State, Visibility
from fengqiao.mediation import (
    agreement,
    bookings,
    confirmation,
    consent,
    dockings,
    drafting,
    mediators,
    performance,
    routes,
    sessions,
    signing,
    table,
)
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused
from fengqiao.supervision import consultations, letters, review, whistles
from fengqiao.triage import merging

S, P = State, Post
HANDLING = frozenset({P.HANDLER, P.MEDIATOR, P.GRID_WORKER})
WORKED = frozenset({S.IN_PROGRESS, S.CONSENT_PENDING, S.MEDIATING, S.PERFORMING})
"""In progress, and what stands in its place in a dispute (RULINGS 25)."""
BEGUN = (S.IN_PROGRESS, S.CONSENT_PENDING, S.PERFORMING)
"""Where a lead that has signed begins: a dispute by asking, or with what is still owed."""
ENDED = frozenset({S.AGREED, S.PERFORMED, S.FAILED, S.DIVERTED})
"""What else a dispute may be in between dispatch and review."""
SUBMITTED_FROM = frozenset({S.IN_PROGRESS, S.PERFORMING, S.PERFORMED, S.DIVERTED})
WORKING = WORKED | {S.ACCEPTED, S.DISPATCHED}
CHASED = WORKING | ENDED | {S.SHELVED, S.PENDING_REVIEW}
OPEN = CHASED | {S.REGISTERED, S.VERIFYING, S.RESOLVED}

Rule = Callable[[Matter, Any, Facts], list[Event]]
Check = Callable[[Matter, Any, Facts], None]
Bar = Callable[[Matter, Facts], None]
Posts = frozenset[Post] | Callable[[Matter, Facts], frozenset[Post]]


class Reach(StrEnum):
    """Whose matter it must be (RULINGS 39)."""

    TERRITORY = "territory"
    ORDER = "order"
    ORDER_OR_PLACE = "order_or_place"
    MEDIATION = "mediation"
    ROUTE = "route"
    COURT = "court"
    OWN_OR_TERRITORY = "own_or_territory"
    CALLED = "called"
    TASKED = "tasked"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `ref` as in DOMAIN; `to` the states it may lead to, none when it moves nothing.

    `bar`: a ban on the actor whatever is asked; `ban`: one that looks at what is asked. `moves`: out of which of its
    states it leads there, where that is not all of them.
    """

    ref: str
    posts: Posts
    states: frozenset[State]
    to: tuple[State, ...]
    rule: Rule
    reach: Reach = Reach.TERRITORY
    bar: Bar | None = None
    ban: Check | None = None
    separation: Check | None = None
    moves: frozenset[State] | None = None

    @property
    def leaving(self) -> frozenset[State]:
        """The states that this act may lead out of."""
        if not self.to:
            return frozenset()
        return self.states if self.moves is None else self.moves


def _from(*states: State) -> frozenset[State]:
    return frozenset(states)


def _posts(*posts: Post) -> frozenset[Post]:
    return frozenset(posts)


def _ban_return(matter: Matter, command: c.RequestReturn, facts: Facts) -> None:
    del command, facts
    if matter.further_return_forbidden:
        raise Refused(Refusal.FURTHER_RETURN_FORBIDDEN)


def _ban_dispatch(matter: Matter, command: c.Dispatch, facts: Facts) -> None:
    orders.forbid_county_by_town(command, facts)
    orders.forbid_mediation_units(matter, (command.lead, *command.co), facts)


def _ban_ruling(matter: Matter, command: c.RuleLead, facts: Facts) -> None:
    orders.forbid_mediation_units(matter, (command.lead, *command.co), facts)


def _ban_sub_dispatch(matter: Matter, command: c.SubDispatch, facts: Facts) -> None:
    orders.forbid_mediation_units(matter, (command.to,), facts)


def _ban_withdrawal(matter: Matter, command: c.Withdraw, facts: Facts) -> None:
    del command
    if not acceptance.may_withdraw(matter, facts):
        raise Refused(
            Refusal.WRONG_STATE,
            zh="安全隐患、不得调解的纠纷、已达成协议或已提交结果的事项不能撤回，将继续办理",
            en="hazards, disputes barred from mediation, agreements and submitted results go on",
        )


def _ban_letter(matter: Matter, command: c.IssueLetter, facts: Facts) -> None:
    """Urging and supervising are the supervisor's, the bulletin is the duty leader's (DOMAIN 2.8)."""
    del matter
    by = P.DUTY_LEADER if command.letter is Letter.CIRCULATE else P.SUPERVISOR
    if facts.actor.post is not by:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)


def _not_by_handler(matter: Matter, command: object, facts: Facts) -> None:
    """Nobody grants a request on a matter that the same person handles (DOMAIN 2.2)."""
    del command
    if facts.actor.person in review.handlers(matter):
        raise Refused(Refusal.OWN_RESULT_NOT_APPROVABLE)


def _own_approval(matter: Matter, command: c.Approve, facts: Facts) -> None:
    del command
    review.separated(matter, facts)


def _own_visit(matter: Matter, command: c.VisitWithConsent, facts: Facts) -> None:
    """The unit whose work it is does not ask whether it was good (DOMAIN 2.2: visits are not by the handler)."""
    del command
    review.separated(matter, facts)


def _ban_visit(matter: Matter, command: c.VisitWithConsent, facts: Facts) -> None:
    """Disputes are visited by the centre: what was said at the table does not come to the door."""
    del command, facts
    if matter.kind is Kind.DISPUTE or matter.visibility is not Visibility.NORMAL:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="纠纷和不公开事项由中心回访",
            en="disputes and restricted matters are visited by the centre",
        )


def _own_whistle(matter: Matter, command: c.EvaluateWhistle, facts: Facts) -> None:
    del command
    whistles.blown_by_own_unit(matter, facts)


DESK = _posts(P.REGISTRAR, P.TOWN_DISPATCHER)
DISPATCHING = _posts(P.DISPATCHER, P.TOWN_DISPATCHER)
TABLE = _posts(P.MEDIATOR, P.CITIZEN)
"""Who speaks at a table: the mediator, and every party for itself."""
MERGING = _posts(P.DISPATCHER, P.ANALYST, P.TOWN_DISPATCHER)
BOOKING = _posts(P.MEDIATOR, P.REGISTRAR, P.DISPATCHER, P.COORDINATOR, P.TOWN_DISPATCHER)
"""Who keeps the calendar of the rooms: mediators, and the centre's desk for them."""
SYSTEM_ONLY = _posts(P.SYSTEM)

REGISTERING = _posts(P.CITIZEN, P.REGISTRAR, P.TOWN_DISPATCHER, P.GRID_WORKER, P.SYSTEM)
"""Who registers (G1): it has no state before, so it is no row of the table."""

LAW: dict[type, Row] = {
    # intake
    c.Verify: Row("G4", DESK, _from(S.REGISTERED), (S.VERIFYING,), acceptance.verify),
    c.Verified: Row(
        "G5", _posts(P.GRID_WORKER), _from(S.VERIFYING), (S.REGISTERED, S.REJECTED), acceptance.verified,
        reach=Reach.ORDER_OR_PLACE,
    ),
    c.Accept: Row("G6", DESK, _from(S.REGISTERED), (S.ACCEPTED,), acceptance.accept),
    c.Reject: Row("G7", DESK, _from(S.REGISTERED), (S.REJECTED,), acceptance.reject),
    c.TransferOut: Row(
        "G8", DESK | {P.DISPATCHER}, _from(S.REGISTERED, S.ACCEPTED), (S.TRANSFERRED,), acceptance.transfer_out
    ),
    c.AnswerDirectly: Row("G10", DESK, _from(S.ACCEPTED), (S.RESOLVED,), acceptance.answer_directly),
    c.Withdraw: Row(
        "G28", _posts(P.CITIZEN, P.REGISTRAR, P.MEDIATOR),
        _from(S.REGISTERED, S.VERIFYING, S.FAILED, *WORKING), (S.WITHDRAWN,), acceptance.withdraw,
        reach=Reach.OWN_OR_TERRITORY, ban=_ban_withdrawal,
    ),
    c.AddMaterial: Row(
        "—", _posts(P.CITIZEN, P.REGISTRAR, P.TOWN_DISPATCHER), _from(S.REGISTERED, S.VERIFYING, S.MERGED, *CHASED),
        (), acceptance.add_material, reach=Reach.OWN_OR_TERRITORY,
    ),
    c.AnswerQuestions: Row(
        "—", DESK | HANDLING | {P.DISPATCHER, P.CITIZEN}, _from(S.REGISTERED, S.VERIFYING, S.MERGED, *CHASED), (),
        questions.answer_questions, reach=Reach.OWN_OR_TERRITORY,
    ),
    c.AddParty: Row(
        "D1", DESK | {P.MEDIATOR},
        _from(S.REGISTERED, S.VERIFYING, S.ACCEPTED, S.DISPATCHED, S.CONSENT_PENDING), (), acceptance.add_party,
        reach=Reach.OWN_OR_TERRITORY,
    ),
    # triage
    c.MergeInto: Row("G9", MERGING, _from(S.REGISTERED, *WORKING), (S.MERGED,), merging.merge_into),
    c.TakeFollower: Row("G9", MERGING, _from(S.REGISTERED, *WORKING), (), merging.take_follower),
    c.Unmerge: Row("G9", MERGING, _from(S.MERGED), (S.REGISTERED, *sorted(WORKING)), merging.unmerge),
    c.DropFollower: Row(
        "G9", MERGING, _from(S.REGISTERED, S.VERIFYING, *CHASED, S.REJECTED, S.TRANSFERRED), (),
        merging.drop_follower,
    ),
    c.FollowMain: Row("G9", SYSTEM_ONLY, _from(S.MERGED), (), merging.follow_main, reach=Reach.ANY),
    # dispatch
    c.Dispatch: Row(
        "G11", DISPATCHING, _from(S.ACCEPTED), (S.DISPATCHED,), orders.dispatch, ban=_ban_dispatch
    ),
    c.Sign: Row(
        "G12, D3", HANDLING | {P.TOWN_DISPATCHER}, WORKED | ENDED | {S.DISPATCHED, S.SHELVED}, BEGUN,
        orders.sign, reach=Reach.ORDER, moves=_from(S.DISPATCHED),
    ),
    c.RequestReturn: Row(
        "G13", HANDLING, WORKED | {S.DISPATCHED}, (), returns.request_return,
        reach=Reach.ORDER, ban=_ban_return,
    ),
    c.ApproveReturn: Row(
        "G14", lambda matter, _: returns.deciding_posts(matter), _from(*WORKING), (S.ACCEPTED,),
        returns.approve_return, moves=WORKED | {S.DISPATCHED},
    ),
    c.RefuseReturn: Row(
        "G14", lambda matter, _: returns.deciding_posts(matter), _from(*WORKING), (), returns.refuse_return
    ),
    c.RuleLead: Row(
        "G15", _posts(P.COORDINATOR), _from(*WORKING), BEGUN, returns.rule_lead, ban=_ban_ruling,
        moves=_from(S.ACCEPTED, S.DISPATCHED),
    ),
    # handling
    c.SubDispatch: Row(
        "G16", _posts(P.HANDLER), WORKED | {S.DISPATCHED}, BEGUN, work.sub_dispatch,
        reach=Reach.ORDER, ban=_ban_sub_dispatch, moves=_from(S.DISPATCHED),
    ),
    c.AddProgress: Row("G16", HANDLING, WORKED, (), work.add_progress, reach=Reach.ORDER),
    c.Arrive: Row(
        "G16", _posts(P.HANDLER, P.GRID_WORKER), WORKED, (), work.arrive, reach=Reach.ORDER_OR_PLACE
    ),
    c.RequestExtension: Row("G17", HANDLING, WORKED, (), waits.request_extension, reach=Reach.ORDER),
    c.ApproveExtension: Row(
        "G17", _posts(P.SUPERVISOR), WORKED, (), waits.approve_extension, separation=_not_by_handler
    ),
    c.RefuseExtension: Row("G17", _posts(P.SUPERVISOR), WORKED, (), waits.refuse_extension),
    c.RequestShelve: Row("G18", _posts(P.HANDLER), WORKED, (), waits.request_shelve, reach=Reach.ORDER),
    c.ApproveShelve: Row(
        "G18", _posts(P.DUTY_LEADER), WORKED, (S.SHELVED,), waits.approve_shelve,
        separation=_not_by_handler,
    ),
    c.RefuseShelve: Row("G18", _posts(P.DUTY_LEADER), WORKED, (), waits.refuse_shelve),
    c.ReviewShelved: Row("G19", _posts(P.SUPERVISOR), _from(S.SHELVED), (), waits.review_shelved),
    c.Unshelve: Row(
        "G19", _posts(P.HANDLER, P.SUPERVISOR), _from(S.SHELVED), tuple(sorted(WORKED)), waits.unshelve, reach=Reach.ORDER
    ),
    c.StrikeOff: Row(
        "G19", _posts(P.HANDLER, P.SUPERVISOR), WORKED | {S.SHELVED, S.PENDING_REVIEW}, tuple(sorted(WORKED)),
        waits.strike_off, reach=Reach.ORDER, moves=_from(S.SHELVED),
    ),
    c.Pause: Row(
        "2.7", _posts(P.HANDLER, P.MEDIATOR), WORKED, (), waits.pause_clock, reach=Reach.ORDER
    ),
    c.Resume: Row(
        "2.7", _posts(P.HANDLER, P.MEDIATOR), WORKED, (), waits.resume_clock, reach=Reach.ORDER
    ),
    c.Recompute: Row("2.7", SYSTEM_ONLY, CHASED, (), waits.recompute_clock, reach=Reach.ANY),
    c.SubmitResult: Row(
        "G20, D16", work.submitting_posts, CHASED - {S.ACCEPTED}, (S.PENDING_REVIEW,), work.submit_result,
        reach=Reach.ORDER, moves=SUBMITTED_FROM,
    ),
    c.SelfHandle: Row(
        "2.2", _posts(P.GRID_WORKER), _from(S.REGISTERED), (S.PENDING_REVIEW,), self_handling.self_handle,
        reach=Reach.ORDER_OR_PLACE, ban=self_handling.forbid_foreign,
    ),
    c.WaiveAssist: Row(
        "G20", _posts(P.SUPERVISOR), WORKED | ENDED | {S.DISPATCHED}, (), work.waive_assist,
        separation=_not_by_handler,
    ),
    # mediation
    c.RecordConsent: Row(
        "D4, D5", _posts(P.MEDIATOR), _from(S.CONSENT_PENDING), (S.MEDIATING, S.FAILED), consent.record_consent,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.AnswerConsent: Row(
        "D4, D5", _posts(P.CITIZEN), _from(S.CONSENT_PENDING), (S.MEDIATING, S.FAILED), consent.answer_consent,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.AddStatement: Row(
        "D6", TABLE, _from(S.CONSENT_PENDING, S.MEDIATING), (), table.add_statement,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.ShareStatement: Row(
        "D6", TABLE, _from(S.CONSENT_PENDING, S.MEDIATING), (), table.share_statement,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.AddPrivateNote: Row(
        "D6", _posts(P.MEDIATOR), _from(S.MEDIATING), (), table.add_private_note,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.MakeProposal: Row(
        "D6", TABLE, _from(S.MEDIATING), (), table.make_proposal, reach=Reach.MEDIATION, bar=mediators.forbid_recused
    ),
    c.AnswerProposal: Row(
        "D6", TABLE, _from(S.MEDIATING), (), table.answer_proposal, reach=Reach.MEDIATION, bar=mediators.forbid_recused
    ),
    c.NotePoint: Row(
        "D6", _posts(P.MEDIATOR), _from(S.MEDIATING), (), table.note_point,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.DropPoint: Row(
        "D6", _posts(P.MEDIATOR), _from(S.MEDIATING), (), table.drop_point,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.DraftAgreement: Row(
        "D9", _posts(P.MEDIATOR), _from(S.MEDIATING), (), drafting.draft_agreement,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.SignAgreement: Row(
        "D9", TABLE, _from(S.MEDIATING), (), signing.sign_agreement, reach=Reach.MEDIATION, bar=mediators.forbid_recused
    ),
    c.HoldSession: Row(
        "D6", _posts(P.MEDIATOR), _from(S.MEDIATING), (), sessions.hold_session,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.Escalate: Row(
        "D7", _posts(P.MEDIATOR, P.DUTY_LEADER), _from(S.MEDIATING), (), sessions.escalate,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.ConcludeAgreement: Row(
        "D9", _posts(P.MEDIATOR), _from(S.MEDIATING), (S.AGREED, S.PERFORMING), agreement.conclude_agreement,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.RecordPerformance: Row(
        "D10", _posts(P.MEDIATOR, P.HANDLER), _from(S.AGREED, S.PERFORMING), (S.PERFORMED, S.PERFORMING),
        performance.record_performance, reach=Reach.MEDIATION,
    ),
    c.ReportBreach: Row(
        "D11", _posts(P.MEDIATOR), _from(S.PERFORMING), (S.FAILED,), performance.report_breach,
        reach=Reach.MEDIATION,
    ),
    c.FailMediation: Row(
        "D12", _posts(P.MEDIATOR, P.CITIZEN), _from(S.MEDIATING), (S.FAILED,), agreement.fail_mediation,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.Divert: Row("D13", _posts(P.DISPATCHER), _from(S.FAILED, S.ACCEPTED), (S.DIVERTED,), routes.divert),
    c.ReferOut: Row("D13", _posts(P.DISPATCHER), _from(S.DIVERTED), (), dockings.refer_out),
    c.RecordOutcome: Row(
        "D14", _posts(P.HANDLER), _from(S.DIVERTED), (S.PERFORMING, S.PERFORMED, S.PENDING_REVIEW),
        routes.record_outcome, reach=Reach.ROUTE,
    ),
    c.RecordSelfSettlement: Row(
        "D15", _posts(P.MEDIATOR), _from(S.FAILED), (S.PERFORMED,), performance.record_self_settlement,
        reach=Reach.MEDIATION, bar=mediators.forbid_recused,
    ),
    c.ApplyJudicialConfirmation: Row(
        "D18", _posts(P.MEDIATOR), _from(S.AGREED, S.PERFORMING), (), confirmation.apply_judicial_confirmation,
        reach=Reach.MEDIATION, bar=confirmation.forbid_excluded,
    ),
    c.RecordConfirmation: Row(
        "D18", _posts(P.HANDLER), _from(S.AGREED, S.PERFORMING, S.PERFORMED, S.PENDING_REVIEW, S.RESOLVED, S.CLOSED),
        (), confirmation.record_confirmation, reach=Reach.COURT,
    ),
    c.ExcludeConfirmation: Row(
        "2.4", _posts(P.HANDLER), WORKED | ENDED | {S.ACCEPTED, S.DISPATCHED}, (), confirmation.exclude_confirmation,
        reach=Reach.COURT,
    ),
    c.RecuseMediator: Row(
        "2.4", _posts(P.MEDIATOR, P.CITIZEN), _from(S.CONSENT_PENDING, S.MEDIATING), (), mediators.recuse_mediator,
        reach=Reach.MEDIATION,
    ),
    c.WishMediator: Row(
        "2.4", _posts(P.CITIZEN, P.MEDIATOR) | DESK, _from(S.ACCEPTED, S.DISPATCHED, S.CONSENT_PENDING, S.MEDIATING), (),
        mediators.wish_mediator, reach=Reach.OWN_OR_TERRITORY, bar=forbid_mediation,
    ),
    c.AnswerWish: Row(
        "2.4", BOOKING, _from(S.ACCEPTED, S.DISPATCHED, S.CONSENT_PENDING, S.MEDIATING), (), mediators.answer_wish,
        reach=Reach.OWN_OR_TERRITORY, bar=mediators.forbid_recused,
    ),
    c.BookSession: Row(
        "2.9", BOOKING, OPEN, (), bookings.book_session, reach=Reach.OWN_OR_TERRITORY, ban=bookings.forbid_booking
    ),
    c.MoveSession: Row(
        "2.9", BOOKING, OPEN, (), bookings.move_session, reach=Reach.OWN_OR_TERRITORY, ban=bookings.forbid_moving
    ),
    c.CancelSession: Row("2.9", BOOKING, OPEN, (), bookings.cancel_session, reach=Reach.OWN_OR_TERRITORY),
    # supervision
    c.Inspect: Row(
        "G21", _posts(P.GRID_WORKER), _from(S.PENDING_REVIEW), (), review.inspect, reach=Reach.ORDER_OR_PLACE
    ),
    c.Approve: Row(
        "G22, D16", lambda matter, _: review.approving_posts(matter), _from(S.PENDING_REVIEW, S.PERFORMED), (S.RESOLVED,),
        review.approve, separation=_own_approval,
    ),
    c.Rework: Row(
        "G23", _posts(P.SUPERVISOR), _from(S.PENDING_REVIEW), tuple(sorted(SUBMITTED_FROM)), review.rework
    ),
    c.IssueLetter: Row(
        "2.8", _posts(P.SUPERVISOR, P.DUTY_LEADER), CHASED | {S.RESOLVED}, (), letters.issue_letter, ban=_ban_letter
    ),
    c.ReplySupervision: Row(
        "2.8", _posts(P.HANDLER), CHASED | {S.RESOLVED, S.CLOSED}, (), letters.reply_supervision, reach=Reach.ANY
    ),
    c.ApproveReply: Row("2.8", _posts(P.SUPERVISOR), CHASED | {S.RESOLVED, S.CLOSED}, (), letters.approve_reply),
    c.BlowWhistle: Row(
        "1.2", _posts(P.COORDINATOR, P.DUTY_LEADER, P.TOWN_DISPATCHER), _from(*WORKING), (), whistles.blow_whistle
    ),
    c.ReportIn: Row(
        "1.2", _posts(P.HANDLER), CHASED | {S.RESOLVED}, (), whistles.report_in, reach=Reach.CALLED
    ),
    c.EvaluateWhistle: Row(
        "1.2", _posts(P.COORDINATOR, P.DUTY_LEADER, P.TOWN_DISPATCHER), CHASED | {S.RESOLVED}, (),
        whistles.evaluate_whistle, separation=_own_whistle,
    ),
    c.HoldConsultation: Row(
        "1.2", _posts(P.COORDINATOR, P.DUTY_LEADER), CHASED | {S.RESOLVED}, (), consultations.hold_consultation
    ),
    c.ReportTask: Row(
        "1.2", _posts(P.HANDLER, P.MEDIATOR), CHASED | {S.RESOLVED}, (), consultations.report_task, reach=Reach.TASKED
    ),
    c.SetCaseRisk: Row("D20", _posts(P.ANALYST), OPEN, (), whistles.set_case_risk),
    c.AssignLeaderCase: Row("D20", _posts(P.DUTY_LEADER), OPEN, (), whistles.assign_leader_case),
    # feedback
    c.RecordVisit: Row(
        "G24", _posts(P.SUPERVISOR, P.CITIZEN), _from(S.RESOLVED, S.MERGED), (S.CLOSED,), visits.record_visit,
        reach=Reach.OWN_OR_TERRITORY, separation=_not_by_handler, moves=_from(S.RESOLVED),
    ),
    c.VisitWithConsent: Row(
        "2.2, G24", _posts(P.GRID_WORKER), _from(S.RESOLVED), (S.CLOSED,), visits.visit_with_consent,
        reach=Reach.ORDER_OR_PLACE, ban=_ban_visit, separation=_own_visit,
    ),
    c.Reopen: Row(
        "G25", _posts(P.SUPERVISOR), _from(S.RESOLVED), (S.IN_PROGRESS, S.CONSENT_PENDING, S.ACCEPTED), visits.reopen
    ),
    c.CloseExplained: Row("2.3", _posts(P.COORDINATOR), _from(S.RESOLVED), (S.CLOSED,), visits.close_explained),
    c.AutoClose: Row(
        "G26", SYSTEM_ONLY, _from(S.RESOLVED, S.CLOSED), (S.CLOSED,), visits.auto_close, reach=Reach.ANY,
        moves=_from(S.RESOLVED),
    ),
    c.Archive: Row("G27", _posts(P.REGISTRAR), _from(S.CLOSED), (S.ARCHIVED,), visits.archive),
}  # fmt: skip

ASKS_FOR_OFFICERS = frozenset(
    {command for command, row in LAW.items() if row.bar is mediators.forbid_recused}
    | {c.BookSession, c.MoveSession, c.WishMediator}
)
"""The acts for which the desk looks up who acted for the police on a related matter (guard 6)."""
