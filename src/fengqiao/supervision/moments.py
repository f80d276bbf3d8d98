"""What the system notes when its moment has come: lights, passed limits, rungs of the ladder (DOMAIN 2.8)."""

from dataclasses import replace
from datetime import datetime

from fengqiao.clocks import Light, nth_working_day_opening
from fengqiao.matters.clockwork import light_at
from fengqiao.matters.events import Event
from fengqiao.matters.events.supervision import (
    LetterProposed,
    LightTurned,
    LimitPassed,
    ReviewMissed,
    SupervisionReplyMissed,
    WhistleUnanswered,
)
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter, Proposal, Shelved
from fengqiao.matters.words import Letter, Trigger
from fengqiao.shared.refused import Refusal, Refused


def turn_light(matter: Matter, since: datetime, facts: Facts) -> list[Event]:
    """Yellow and red are notices; red also hangs the ladder out (RULINGS 16)."""
    if matter.handle is None:
        raise Refused(Refusal.WRONG_STATE)
    light = light_at(matter.handle, since)
    ladder: tuple[Proposal, ...] = ()
    if light is Light.RED:
        # A rung names the unit that leads when its day comes; who leads today may be another one, or nobody yet.
        unit = matter.lead.unit if matter.lead is not None else ""
        rungs = (
            (Letter.URGE, facts.profile.urge_after_due),
            (Letter.SUPERVISE, facts.profile.supervise_after_due),
            (Letter.CIRCULATE, facts.profile.circulate_after_due),
        )
        ladder = tuple(
            Proposal(
                letter=letter,
                trigger=Trigger.OVERDUE,
                unit=unit,
                at=nth_working_day_opening(matter.handle.due, days, calendar=facts.calendar),
            )
            for letter, days in rungs
        )
    return [LightTurned(light=light, since=since, ladder=ladder)]


def pass_limit(timer: str, order: str, due: datetime) -> list[Event]:
    """A step's limit is over; whoever owes the step is told."""
    return [LimitPassed(timer=timer, order=order, due=due)]


def propose_rung(matter: Matter, rung: Proposal) -> list[Event]:
    """A rung's day has come."""
    if matter.lead is None:
        raise Refused(Refusal.WRONG_STATE)
    return [LetterProposed(proposal=replace(rung, unit=matter.lead.unit))]


def miss_review(matter: Matter, at: datetime) -> list[Event]:
    """A missed review proposes a supervision; nothing else changes (RULINGS 7)."""
    if not isinstance(matter.stage, Shelved):
        raise Refused(Refusal.WRONG_STATE)
    events: list[Event] = [ReviewMissed(review=matter.stage.next_review)]
    if matter.lead is not None:
        proposal = Proposal(
            letter=Letter.SUPERVISE, trigger=Trigger.REVIEW_MISSED, unit=matter.lead.unit, at=at
        )
        events.append(LetterProposed(proposal=proposal))
    return events


def miss_whistle(matter: Matter, whistle_id: str, at: datetime) -> list[Event]:
    """The report-in limit is over: a supervision of every absent unit is proposed."""
    whistle = next(w for w in matter.whistles if w.id == whistle_id)
    absent = tuple(u.unit for u in whistle.units if u.reported_at is None)
    events: list[Event] = [WhistleUnanswered(whistle=whistle_id, units=absent)]
    events += [
        LetterProposed(Proposal(letter=Letter.SUPERVISE, trigger=Trigger.WHISTLE, unit=unit, at=at))
        for unit in absent
    ]
    return events


def miss_reply(matter: Matter, supervision_id: str, at: datetime) -> list[Event]:
    """A supervision was not answered within its limit."""
    supervision = next(s for s in matter.supervisions if s.id == supervision_id)
    proposal = Proposal(letter=Letter.CIRCULATE, trigger=Trigger.REPLY_MISSED, unit=supervision.unit, at=at)
    return [
        SupervisionReplyMissed(supervision=supervision_id, unit=supervision.unit),
        LetterProposed(proposal=proposal),
    ]
