"""What intake's events do."""

from dataclasses import replace
from typing import assert_never

from fengqiao.clocks import Light
from fengqiao.lifecycle.evolving.parts import clock_stopped
from fengqiao.lifecycle.leaving import left
from fengqiao.matters.dispute import Dispute
from fengqiao.matters.events.intake import (
    IntakeEvent,
    MaterialAdded,
    MatterAccepted,
    MatterAnsweredDirectly,
    MatterRegistered,
    MatterRejected,
    MatterTransferredOut,
    MatterWithdrawn,
    PartyAdded,
    QuestionsAnswered,
    VerificationAnswered,
    VerificationAsked,
    VerificationOverran,
)
from fengqiao.matters.matter import (
    Accepted,
    Matter,
    Registered,
    Rejected,
    Resolved,
    Transferred,
    Verifying,
    Withdrawn,
)
from fengqiao.matters.recorded import Recorded


def registered(event: MatterRegistered, recorded: Recorded) -> Matter:
    """The matter that a registration makes."""
    return Matter(
        id=event.id,
        version=recorded.seq,
        code=event.code,
        kind=event.kind,
        category=event.category,
        channel=event.channel,
        source_system=event.source_system,
        external_id=event.external_id,
        urgency=event.urgency,
        visibility=event.visibility,
        level=event.level,
        place=event.place,
        text=event.text,
        registered_at=recorded.at,
        registered_by=recorded.actor,
        occurred_at=event.occurred_at,
        stage=Registered(),
        accept=event.accept,
        secondary=event.secondary,
        photos=event.photos,
        parties=event.parties,
        history=event.history,
    )


def after_intake(matter: Matter, event: IntakeEvent, recorded: Recorded) -> Matter:
    """The matter after an event of intake."""
    match event:
        case MatterRegistered():
            raise ValueError("a matter is registered once")
        case VerificationAsked():
            return replace(matter, stage=Verifying(until=event.until), accept=event.accept)
        case VerificationOverran():
            return replace(matter, accept=event.accept)
        case VerificationAnswered():
            return replace(matter, stage=Registered(), accept=event.accept)
        case MatterAccepted():
            return replace(
                matter,
                stage=Accepted(),
                category=event.category,
                kind=event.kind,
                urgency=event.urgency,
                visibility=event.visibility,
                place=replace(matter.place, area=event.area),
                secondary=event.secondary,
                accept=event.accept,
                handle=event.handle,
                dispatch=event.dispatch,
                accepted_at=recorded.at,
                lights=(Light.GREEN,),
                mediation_barred=event.barred,
                dispute=Dispute() if event.mediable else None,
            )
        case MatterRejected():
            return replace(matter, stage=Rejected(reason=event.reason), accept=event.accept)
        case MatterTransferredOut():
            out = replace(matter, stage=Transferred(target=event.target), accept=event.accept)
            return left(clock_stopped(out, event.handle), recorded.at)
        case MatterAnsweredDirectly():
            answered = replace(
                matter,
                stage=Resolved(verdict=event.verdict),
                dispatch=event.dispatch,
                visits=(event.visit,) if event.visit is not None else (),
            )
            return clock_stopped(answered, event.handle)
        case MatterWithdrawn():
            gone = replace(matter, stage=Withdrawn(), accept=event.accept)
            return left(clock_stopped(gone, event.handle), recorded.at)
        case MaterialAdded():
            return matter  # what came in with a picture was decided at registration (RULINGS 2)
        case QuestionsAnswered():
            return replace(matter, answers=(*matter.answers, *event.answers))
        case PartyAdded():
            return replace(matter, parties=(*matter.parties, event.party))
        case _:
            assert_never(event)
