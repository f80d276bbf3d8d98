"""What is said at the table: statements, notes of private talks, proposals, and what is agreed so far (D6)."""

from fengqiao.matters.commands import (
    AddPrivateNote,
    AddStatement,
    AnswerProposal,
    DropPoint,
    MakeProposal,
    NotePoint,
    ShareStatement,
)
from fengqiao.matters.dispute import Dispute, Point, PrivateNote, Settlement, Statement
from fengqiao.matters.events import Event
from fengqiao.matters.events.mediation import (
    PointDropped,
    PointNoted,
    PrivateNoteAdded,
    ProposalAdded,
    ProposalAnswered,
    StatementAdded,
    StatementShared,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.parties import party_of, settles_for, side_of, speaks_for
from fengqiao.matters.words import ProposalState, Proposer, Side
from fengqiao.mediation.agreement import check_amount
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

MOST_RECORDS = 500
"""Statements, notes, proposals or points of one dispute: more are no talk any more."""


def add_statement(matter: Matter, command: AddStatement, facts: Facts) -> list[Event]:
    """A party's own words, written by itself or for it by the mediator."""
    dispute = _dispute(matter)
    party = _speaker(matter, command.party, facts)
    if command.text is None:
        raise invalid("text", "请填写陈述内容", "write what the party states")
    _not_too_many(len(dispute.statements), "text")
    statement = Statement(
        number=len(dispute.statements) + 1,
        party=party,
        at=facts.now,
        by=facts.actor,
        text=command.text,
        shared=command.shared,
    )
    return [StatementAdded(statement=statement)]


def share_statement(matter: Matter, command: ShareStatement, facts: Facts) -> list[Event]:
    """What a party shares both sides read; the mediator does it only for the party's own words, as it asked."""
    found = next((one for one in _dispute(matter).statements if one.number == command.statement), None)
    if found is None or (_is_party(facts) and found.party not in speaks_for(matter, facts.actor.person)):
        raise invalid("statement", "没有这份陈述", "there is no such statement")
    return [] if found.shared else [StatementShared(statement=found.number)]


def add_private_note(matter: Matter, command: AddPrivateNote, facts: Facts) -> list[Event]:
    """背靠背: what one side says alone."""
    dispute = _dispute(matter)
    if command.side is None:
        raise invalid("side", "请选择与哪一方谈话", "say with which side the talk was")
    if command.note is None:
        raise invalid("note", "请填写谈话记录", "write the note of the talk")
    _not_too_many(len(dispute.notes), "note")
    note = PrivateNote(
        number=len(dispute.notes) + 1, side=command.side, at=facts.now, by=facts.actor, note=command.note
    )
    return [PrivateNoteAdded(note=note)]


def make_proposal(matter: Matter, command: MakeProposal, facts: Facts) -> list[Event]:
    """A proposal of a side or of the mediator; a counter-proposal answers one that is open to the proposer."""
    dispute = _dispute(matter)
    party = ""
    if _is_party(facts):
        party = _speaker(matter, command.party, facts)
        by = Proposer(_side(matter, party).value)
        if command.by not in {None, by}:
            raise invalid("by", "只能以本方名义提出方案", "a party proposes for its own side")
    else:
        by = command.by or Proposer.MEDIATOR
    if command.text is None:
        raise invalid("text", "请填写方案内容", "write the proposal")
    check_amount(command.amount_cny)
    _not_too_many(len(dispute.proposals), "text")
    own = () if by is Proposer.MEDIATOR else (Side(by.value),)
    if command.counter_to is not None:
        _open_proposal(dispute, command.counter_to, own, "counter_to")
    proposal = Settlement(
        number=len(dispute.proposals) + 1,
        by=by,
        at=facts.now,
        actor=facts.actor,
        text=command.text,
        to=tuple(Side) if command.to_both or not own else own,
        amount_cny=command.amount_cny,
        counter_to=command.counter_to,
        party=party,
    )
    return [ProposalAdded(proposal=proposal)]


def answer_proposal(matter: Matter, command: AnswerProposal, facts: Facts) -> list[Event]:
    """A side takes it or declines it; whoever made it has said what it thinks of it."""
    dispute, side = _dispute(matter), command.side
    if _is_party(facts):
        mine = settles_for(matter, facts.actor.person)
        if not mine:
            raise Refused(
                Refusal.NOT_ALLOWED_FOR_POST,
                zh="须由当事人本人、监护人或特别授权的代理人答复",
                en="the party itself, a guardian or an agent with special authority answers",
            )
        side = _side(matter, mine[0])
    if side is None:
        raise invalid("side", "请选择答复的一方", "say which side answers")
    found = _open_proposal(dispute, command.proposal, (side,), "proposal")
    if found.by.value == side.value or len(found.to) == 1:
        raise invalid("proposal", "该方案不需要这一方答复", "this side has nothing to answer here")
    if command.accept is None:
        raise invalid("accept", "请选择接受或不接受", "say whether it is accepted")
    return [ProposalAnswered(proposal=found.number, side=side, accept=command.accept)]


def answered(proposal: Settlement, side: Side, *, accept: bool) -> tuple[ProposalState, tuple[Side, ...]]:
    """What a proposal is after an answer: declined by one no, accepted when all others have taken it."""
    if not accept:
        return ProposalState.DECLINED, proposal.accepted
    accepted = tuple(dict.fromkeys((*proposal.accepted, side)))
    asked = {one for one in proposal.to if one.value != proposal.by.value}
    return (ProposalState.ACCEPTED if asked <= set(accepted) else ProposalState.OPEN), accepted


def note_point(matter: Matter, command: NotePoint, facts: Facts) -> list[Event]:
    """What both agree on already, so that it is not talked about again."""
    dispute = _dispute(matter)
    if command.text is None:
        raise invalid("text", "请填写已达成一致的内容", "write what is agreed")
    check_amount(command.amount_cny)
    _not_too_many(len(dispute.points), "text")
    point = Point(
        number=len(dispute.points) + 1,
        at=facts.now,
        by=facts.actor,
        text=command.text,
        amount_cny=command.amount_cny,
    )
    return [PointNoted(point=point)]


def drop_point(matter: Matter, command: DropPoint, facts: Facts) -> list[Event]:
    """It was agreed and is not any more; that it was stays on record."""
    del facts
    found = next((one for one in _dispute(matter).points if one.number == command.point), None)
    if found is None or found.dropped_at is not None:
        raise invalid("point", "没有这一项", "there is no such point")
    return [PointDropped(point=found.number)]


def _dispute(matter: Matter) -> Dispute:
    if matter.dispute is None:
        raise Refused(Refusal.WRONG_STATE)
    return matter.dispute


def _is_party(facts: Facts) -> bool:
    return facts.actor.post is Post.CITIZEN


def _speaker(matter: Matter, party: str, facts: Facts) -> str:
    """In whose name somebody speaks: the mediator writes for any party, a party for itself or for whom it stands."""
    if not _is_party(facts):
        if party_of(matter, party) not in matter.disputants:
            raise invalid("party", "请选择本纠纷的当事人", "name a party to this dispute")
        return party
    mine = speaks_for(matter, facts.actor.person)
    if not mine or (party and party not in mine):
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            zh="只能以本人或被代理人的名义陈述",
            en="somebody speaks for itself or for whom it stands",
        )
    return mine[0]


def _side(matter: Matter, party: str) -> Side:
    side = side_of(matter, party)
    if side is None:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    return side


def _open_proposal(dispute: Dispute, number: int | None, reading: tuple[Side, ...], field: str) -> Settlement:
    """An open proposal that these sides read; what a side does not read does not exist for it."""
    found = next((one for one in dispute.proposals if one.number == number), None)
    if found is None or not set(reading) <= set(found.to):
        raise invalid(field, "没有这个方案", "there is no such proposal")
    if found.state is not ProposalState.OPEN:
        raise invalid(field, "该方案已有答复", "it was answered before")
    return found


def _not_too_many(held: int, field: str) -> None:
    if held >= MOST_RECORDS:
        raise invalid(field, f"最多 {MOST_RECORDS} 条", f"at most {MOST_RECORDS} of them")
