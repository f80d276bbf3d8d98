"""What operators and analysts do at the desk: give a dead letter another round, close an alert that was looked into."""

import re
from typing import Final

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.ledger import alerts, deliveries, outbox, printing
from fengqiao.ledger.access import note_access
from fengqiao.ledger.alerts import Alert
from fengqiao.ledger.connection import unit_of_work
from fengqiao.people.actors import Actor
from fengqiao.shared.refused import Refusal, Refused

_UUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_MESSAGE: Final = re.compile(rf"({_UUID})")
_REACTION: Final = re.compile(rf"({_UUID}):([0-9]{{1,9}})")


def reaction_id(matter_id: str, seq: int) -> str:
    """How the dead-letter list names an event whose reaction was given up."""
    return f"{matter_id}:{seq}"


def requeue(ports: Ports, actor: Actor, letter: str) -> None:
    """Give a dead event (matter:seq) or message (id) another round of attempts; the trace says who did.

    NotFound for what names neither, Refused for what is not dead.
    """
    reaction, message = _REACTION.fullmatch(letter), _MESSAGE.fullmatch(letter)
    if reaction is None and message is None:
        raise NotFound(Ref())
    now = ports.now()
    with unit_of_work(ports.tenant) as work:
        if reaction is not None:
            done = outbox.requeue(work, reaction[1], int(reaction[2]), now=now)
        else:
            done = deliveries.requeue(work, letter, now=now)
        if done:
            note_access(work, actor, act="requeue_dead_letter", at=now, subject=letter, result="done")
    if not done:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="该条不在失败清单中，可能已重新排队",
            en="this is not on the dead-letter list; it may have been requeued",
        )


def printing_id(document_id: str, issue: int) -> str:
    """How the list of failed papers names a printing that was given up."""
    return f"{document_id}:{issue}"


def requeue_printing(ports: Ports, actor: Actor, letter: str) -> None:
    """Give a printing (paper:issue) another round of attempts. NotFound for no id, Refused for what was not given up."""
    named = _REACTION.fullmatch(letter)
    if named is None:
        raise NotFound(Ref())
    now = ports.now()
    with unit_of_work(ports.tenant) as work:
        done = printing.requeue(work, named[1], int(named[2][:4]), now=now)
        if done:
            note_access(work, actor, act="requeue_paper", at=now, subject=letter, result="done")
    if not done:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="该文书不在失败清单中，可能已重新排队",
            en="this paper is not on the list of failures; it may have been requeued",
        )


def close_alert(ports: Ports, actor: Actor, alert_id: str, *, area: str) -> Alert:
    """Close an alert of the own area (significant code). Closing it again gives it as it stands. Raises NotFound."""
    if not _MESSAGE.fullmatch(alert_id):
        raise NotFound(Ref())
    now = ports.now()
    with unit_of_work(ports.tenant) as work:
        found = alerts.close_alert(work, alert_id, area=area, by=actor.person, at=now)
        if found is not None and found[1]:
            note_access(work, actor, act="close_alert", at=now, subject=alert_id, result="done")
    if found is None:
        raise NotFound(Ref())
    return found[0]
