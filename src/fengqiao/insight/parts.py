"""The parts of a matter as a work page shows them: orders, clocks, visits, rounds, letters, whistles, requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fengqiao.clocks import Timer
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.clock_bars import full_bar, until_words
from fengqiao.insight.words import LETTER, TRIGGER, word
from fengqiao.lifecycle.leaving import left_at
from fengqiao.matters.clockwork import counting
from fengqiao.matters.matter import Consultation, Matter, Order, Visit
from fengqiao.matters.words import State
from fengqiao.people.visibility import Shown
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class Eyes:
    """With what a matter is looked at: the county's names, the moment, the language, and how much is shown."""

    county: CountyDirectory
    at: datetime
    shown: Shown
    texts: Mapping[str, str]
    english: bool = False

    def said(self, ref: TextRef | None) -> str:
        """A text as it is shown; "" for none and for an erased one."""
        return self.shown.text_of(self.texts.get(ref.id, "")) if ref is not None else ""

    def unit(self, code: str) -> str:
        """A unit's name."""
        return self.county.unit_name(code, english=self.english) if code else ""

    def bar(self, timer: Timer) -> dict[str, Any]:
        """A clock bar."""
        return full_bar(timer, self.at, calendar=self.county.calendar, english=self.english)


def clocks(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """Every clock of the present round that counts, the main one first."""
    visit, whistle = matter.visit, matter.open_whistle
    letters = (letter.reply for letter in matter.supervisions if letter.closed_at is None)
    timers = [
        *counting(matter, matter.handle, matter.accept, matter.dispatch),
        *((visit.timer,) if visit is not None else ()),
        *counting(matter, whistle.timer if whistle is not None else None, *letters),
    ]
    gone = left_at(matter) if matter.state in {State.WITHDRAWN, State.TRANSFERRED} else None
    return [_bar(timer, eyes, gone) for timer in timers]


def _bar(timer: Timer, eyes: Eyes, gone: datetime | None) -> dict[str, Any]:
    """A bar; that a clock stopped because the matter left says nothing of whether its limit was kept."""
    bar = eyes.bar(timer)
    if gone is not None and timer.stopped_at == gone:
        words = "Stopped" if eyes.english else "已停止计时"
        bar["sentence"] = f"{words} · {until_words(gone, eyes.at, english=eyes.english)}"
    return bar


def orders(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """Every work order, as it was issued, with its signing clock."""
    return [_order(matter, order, eyes) for order in matter.orders]


def _order(matter: Matter, order: Order, eyes: Eyes) -> dict[str, Any]:
    return {
        "id": order.id,
        "unit": order.unit,
        "unit_name": eyes.unit(order.unit),
        "role": order.role.value,
        "state": order.state.value,
        "executing_unit": order.executing_unit,
        "executing_unit_name": eyes.unit(order.executing_unit),
        "issued_at": order.issued_at,
        "signed_at": order.signed_at,
        "arrived_at": order.arrived_at,
        "submitted_at": order.submitted_at,
        "reply": eyes.said(order.reply),
        "waived": order.waived,
        "line_id": order.line_id,
        "line_version": order.version,
        "rule": order.rule,
        "clock": next((eyes.bar(timer) for timer in counting(matter, order.sign)), None),
    }


def visits(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """The visits of every round, the first one first."""
    every = (*(visit for past in matter.rounds for visit in past.visits), *matter.visits)
    return [_visit(visit, eyes) for visit in every]


def _visit(visit: Visit, eyes: Eyes) -> dict[str, Any]:
    return {
        "round": visit.round,
        "state": visit.state.value,
        "due_at": visit.timer.due,
        "safe_contact_only": visit.safe_contact_only,
        "attempts": list(visit.attempts),
        "solved": visit.solved.value if visit.solved is not None else None,
        "satisfaction": visit.satisfaction.value if visit.satisfaction is not None else None,
        "reason": eyes.said(visit.reason),
        "at": visit.at,
        "by": visit.by.post.value if visit.by is not None else None,
    }


def rounds(matter: Matter) -> list[dict[str, Any]]:
    """The rounds that are over, frozen with their verdicts."""
    return [
        {
            "number": past.number,
            "due_at": past.verdict.due,
            "original_due_at": past.verdict.original_due,
            "resolved_at": past.verdict.resolved_at,
            "on_time": past.verdict.on_time,
            "on_time_strict": past.verdict.on_time_strict,
            "lights": [light.value for light in past.lights],
        }
        for past in matter.rounds
    ]


def proposals(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """The letters that the system proposes."""
    return [
        {
            "letter": proposal.letter.value,
            "letter_name": word(LETTER, proposal.letter.value, english=eyes.english),
            "trigger": proposal.trigger.value,
            "trigger_name": word(TRIGGER, proposal.trigger.value, english=eyes.english),
            "unit": proposal.unit,
            "unit_name": eyes.unit(proposal.unit),
            "at": proposal.at,
        }
        for proposal in matter.proposals
    ]


def supervisions(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """The letters that were issued, and what became of them."""
    return [
        {
            "id": letter.id,
            "letter": letter.letter.value,
            "letter_name": word(LETTER, letter.letter.value, english=eyes.english),
            "trigger": letter.trigger.value,
            "trigger_name": word(TRIGGER, letter.trigger.value, english=eyes.english),
            "unit": letter.unit,
            "unit_name": eyes.unit(letter.unit),
            "at": letter.at,
            "reply_by": letter.reply.due if letter.reply is not None else None,
            "replied_at": letter.replied_at,
            "reply": eyes.said(letter.reply_text),
            "closed_at": letter.closed_at,
            "missed": letter.reply_missed,
        }
        for letter in matter.supervisions
    ]


def whistles(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """Who was called, who came, who was rated how."""
    return [
        {
            "id": whistle.id,
            "kind": whistle.kind.value,
            "by_unit": whistle.by.unit,
            "by_unit_name": eyes.unit(whistle.by.unit),
            "at": whistle.at,
            "respond_by": whistle.timer.due,
            "reason": eyes.said(whistle.reason),
            "closed_at": whistle.closed_at,
            "units": [
                {
                    "unit": called.unit,
                    "unit_name": eyes.unit(called.unit),
                    "reported_at": called.reported_at,
                    "on_time": called.on_time,
                    "late_minutes": called.late_minutes,
                    "rating": called.rating.value if called.rating is not None else None,
                }
                for called in whistle.units
            ],
        }
        for whistle in matter.whistles
    ]


def consultations(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """会商, with minutes and tasks."""
    return [
        {
            "number": held.number,
            "at": held.at,
            "attendees": held.attendees,
            "tasks": _tasks(held, eyes),
            "minutes": eyes.said(held.minutes),
        }
        for held in matter.consultations
    ]


def _tasks(held: Consultation, eyes: Eyes) -> list[dict[str, Any]]:
    """The tasks with their limits; those of meetings held before tasks had one are units alone."""
    given = {task.unit: task for task in held.assigned}
    shown = []
    for unit in held.tasks:
        task = given.get(unit)
        shown.append(
            {
                "unit": unit,
                "unit_name": eyes.unit(unit),
                "due_at": task.timer.due if task is not None else None,
                "done_at": task.done_at if task is not None else None,
                "on_time": task.on_time if task is not None and task.done_at is not None else None,
                "missed": task.missed if task is not None else False,
                "note": eyes.said(task.note if task is not None else None),
            }
        )
    return shown


def returns(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """退单: who asked, why, whom it suggests, what was decided."""
    return [
        {
            "order": request.order,
            "unit": request.unit,
            "unit_name": eyes.unit(request.unit),
            "at": request.at,
            "reason": eyes.said(request.reason),
            "suggested_unit": request.suggested,
            "suggested_unit_name": eyes.unit(request.suggested),
            "basis": eyes.said(request.basis),
            "decision": request.decision.value,
            "decided_by": request.decided_by.post.value if request.decided_by is not None else None,
        }
        for request in matter.returns
    ]


def extensions(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """延期: how much was asked for, why, what was decided."""
    return [
        {
            "amount": request.amount,
            "unit": request.unit,
            "at": request.at,
            "reason": eyes.said(request.reason),
            "decision": request.decision.value,
        }
        for request in matter.extensions
    ]


def shelvings(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """挂账: reason, plan, review day, and when it was struck off."""
    return [
        {
            "at": shelving.at,
            "reason": eyes.said(shelving.reason),
            "plan": eyes.said(shelving.plan),
            "next_review": shelving.next_review,
            "decision": shelving.decision.value,
            "reviews": shelving.reviews,
            "resumed_at": shelving.resumed_at,
            "struck_off_at": shelving.struck_off_at,
        }
        for shelving in matter.shelvings
    ]
