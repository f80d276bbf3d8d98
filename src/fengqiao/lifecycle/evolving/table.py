"""What is said at the table changes the dispute's records and moves no state."""

from dataclasses import replace
from typing import assert_never

from fengqiao.matters.dispute import Dispute
from fengqiao.matters.events.mediation import (
    AgreementDrafted,
    AgreementSigned,
    PointDropped,
    PointNoted,
    PrivateNoteAdded,
    ProposalAdded,
    ProposalAnswered,
    StatementAdded,
    StatementShared,
    TableEvent,
)
from fengqiao.matters.recorded import Recorded
from fengqiao.matters.words import ProposalState
from fengqiao.mediation.table import answered


def at_the_table(dispute: Dispute, event: TableEvent, recorded: Recorded) -> Dispute:
    """The dispute after something that was said, noted, drafted or signed."""
    match event:
        case StatementAdded():
            return replace(dispute, statements=(*dispute.statements, event.statement))
        case StatementShared():
            statements = tuple(
                replace(one, shared=True) if one.number == event.statement else one
                for one in dispute.statements
            )
            return replace(dispute, statements=statements)
        case PrivateNoteAdded():
            return replace(dispute, notes=(*dispute.notes, event.note))
        case ProposalAdded():
            return _proposed(dispute, event)
        case ProposalAnswered():
            return _proposal_answered(dispute, event)
        case PointNoted():
            return replace(dispute, points=(*dispute.points, event.point))
        case PointDropped():
            points = tuple(
                replace(one, dropped_at=recorded.at) if one.number == event.point else one
                for one in dispute.points
            )
            return replace(dispute, points=points)
        case AgreementDrafted():
            # A signature is given to one version: the next one is signed anew, by everybody.
            return replace(dispute, terms=event.terms, signatures=())
        case AgreementSigned():
            return replace(dispute, signatures=(*dispute.signatures, event.signature))
        case _:
            assert_never(event)


def _proposed(dispute: Dispute, event: ProposalAdded) -> Dispute:
    proposals = tuple(
        replace(one, state=ProposalState.COUNTERED) if one.number == event.proposal.counter_to else one
        for one in dispute.proposals
    )
    return replace(dispute, proposals=(*proposals, event.proposal))


def _proposal_answered(dispute: Dispute, event: ProposalAnswered) -> Dispute:
    proposals = []
    for one in dispute.proposals:
        if one.number == event.proposal:
            state, accepted = answered(one, event.side, accept=event.accept)
            proposals.append(replace(one, state=state, accepted=accepted))
        else:
            proposals.append(one)
    return replace(dispute, proposals=tuple(proposals))
