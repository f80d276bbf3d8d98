"""Handing over to the next shift: the note of the own post at the own unit."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body
from fengqiao.api.decoding import body_of
from fengqiao.api.guards import READING, Caller, Staff, caller_of
from fengqiao.api.looking import viewer_of
from fengqiao.api.problems import problem, speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk import handing_over as desk
from fengqiao.insight.next_shift import concerning_next_shift
from fengqiao.insight.words import STATE, word
from fengqiao.insight.worklist import Row, rows_of_codes
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.handovers import KEEP, HandoverNote, NoteChanged, standing

router = Router(tags=["handover"])

Version = Annotated[int, Meta(ge=0, le=1_000_000)]
CHANGED = (
    "交接班记录刚被其他人改过，请看现在的内容。",
    "Somebody else has just changed the note: look at what stands now.",
)


class HandoverBody(Body):
    """The words and the matters; `version` of the note that was read, 0 where there was none."""

    words: Annotated[str, Meta(max_length=10_000)]
    version: Version
    codes: Annotated[list[Annotated[str, Meta(max_length=40)]], Meta(max_length=desk.MOST_MATTERS)] = (
        msgspec.field(default_factory=list)
    )


class TakeOverBody(Body):
    """The version of the note that was read."""

    version: Version


class HandoverMatter(msgspec.Struct):
    """A matter of a note, for whoever may see it."""

    code: str
    title: str
    state_name: str
    urgent: bool
    due_at: datetime | None


class HandoverAnswer(msgspec.Struct):
    """A note; `mine`: written by whoever asks. Matters that the reader may not see are left out."""

    version: int
    words: str
    matters: list[HandoverMatter]
    written_at: datetime
    acknowledged_at: datetime | None
    mine: bool


class Handover(msgspec.Struct):
    """The open note, what could go into one, and those that were read, as long as they are kept."""

    note: HandoverAnswer | None
    proposed: list[HandoverMatter]
    past: list[HandoverAnswer]
    keep_days: int


@route(router, "GET", "/handover", guard=Staff(READING), answer=Handover)
def show_shift_note(request: HttpRequest) -> HttpResponse:
    """The note of the own post at the own unit, with what is urgent or due in the next shift."""
    return answered(_handover(caller_of(request), english=speaks_english(request)))


@route(router, "PUT", "/handover", guard=Staff(READING), body=HandoverBody, answer=Handover)
def write_shift_note(request: HttpRequest) -> HttpResponse:
    """Write the note; 409 with what stands when somebody else did meanwhile."""
    caller, body = caller_of(request), body_of(request, HandoverBody)
    codes = list(dict.fromkeys(code.strip().upper() for code in body.codes))
    with unit_of_work(caller.ports.tenant) as work:
        seen = {row.code for row in rows_of_codes(work, viewer_of(caller), codes)}
    try:
        desk.write_note(
            caller.ports, caller.actor, version=body.version, words=body.words, codes=codes, seen=seen
        )
    except NoteChanged:
        return _lost(request, caller)
    return answered(_handover(caller, english=speaks_english(request)))


@route(router, "POST", "/handover/acknowledge", guard=Staff(READING), body=TakeOverBody, answer=Handover)
def acknowledge_shift_note(request: HttpRequest) -> HttpResponse:
    """Take over: the note was read; 409 with what stands when it changed meanwhile."""
    caller, body = caller_of(request), body_of(request, TakeOverBody)
    try:
        desk.take_over(caller.ports, caller.actor, version=body.version)
    except NoteChanged:
        return _lost(request, caller)
    return answered(_handover(caller, english=speaks_english(request)))


def _lost(request: HttpRequest, caller: Caller) -> HttpResponse:
    zh, en = CHANGED
    stands = _handover(caller, english=speaks_english(request))
    return problem(request, "lost_race", field="version", zh=zh, en=en, more={"stands": stands})


def _handover(caller: Caller, *, english: bool) -> dict[str, Any]:
    seat, viewer = caller.place, viewer_of(caller)
    with unit_of_work(caller.ports.tenant) as work:
        note, past = standing(work, seat.unit, seat.post.value)
        named = [code for each in (note, *past) if each is not None for code in each.codes]
        rows = {row.code: row for row in rows_of_codes(work, viewer, list(dict.fromkeys(named)))}
        proposed = concerning_next_shift(work, viewer, caller.at)
    return {
        "note": _note(note, rows, caller, english=english) if note is not None else None,
        "proposed": _matters(proposed, english=english),
        "past": [_note(each, rows, caller, english=english) for each in past],
        "keep_days": KEEP.days,
    }


def _note(note: HandoverNote, rows: dict[str, Row], caller: Caller, *, english: bool) -> dict[str, Any]:
    return {
        "version": note.version,
        "words": note.words,
        "matters": _matters([rows[code] for code in note.codes if code in rows], english=english),
        "written_at": note.written_at,
        "acknowledged_at": note.acknowledged_at,
        "mine": note.written_by == caller.person.person,
    }


def _matters(rows: Sequence[Row], *, english: bool) -> list[dict[str, Any]]:
    return [
        {
            "code": row.code,
            "title": row.title,
            "state_name": word(STATE, row.state, english=english),
            "urgent": row.urgency == "urgent",
            "due_at": row.due_at or row.accept_due,
        }
        for row in rows
    ]
