"""Lists: the worklist of a post, and letters that are proposed."""

from typing import Annotated
from urllib.parse import quote

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.answers import Proposals, Worklist
from fengqiao.api.decoding import query_of
from fengqiao.api.guards import READING, Staff, caller_of
from fengqiao.api.looking import viewer_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, raw, route
from fengqiao.clocks import SHANGHAI
from fengqiao.insight.letters import proposed
from fengqiao.insight.list_sheet import MOST_EXPORTED, VIEW, XLSX, Made, workbook
from fengqiao.insight.views import View
from fengqiao.insight.words import LETTER, TRIGGER, word
from fengqiao.insight.worklist import Asked, items, read_list, read_page
from fengqiao.ledger.access import note_access
from fengqiao.ledger.connection import unit_of_work
from fengqiao.matters.words import State
from fengqiao.people.actors import Post

router = Router(tags=["lists"])

CHASING = frozenset({Post.SUPERVISOR, Post.DUTY_LEADER, Post.COORDINATOR})


class WorklistQuery(msgspec.Struct, forbid_unknown_fields=True):
    """What a list is asked for."""

    view: View = View.TODO
    state: State | None = None
    unit: Annotated[str, Meta(max_length=60)] = ""
    category: Annotated[str, Meta(max_length=20)] = ""
    q: Annotated[str, Meta(max_length=200)] = ""
    cursor: Annotated[str, Meta(max_length=200)] = ""


@route(router, "GET", "/worklist", guard=Staff(), query=WorklistQuery, answer=Worklist)
def worklist(request: HttpRequest) -> HttpResponse:
    """What waits for the post, by its limit; with `q` what holds these words, newest first."""
    caller, asked = caller_of(request), query_of(request, WorklistQuery)
    viewer = viewer_of(caller)
    wanted = Asked(asked.view, asked.state, asked.unit, asked.category, asked.q, asked.cursor)
    with unit_of_work(caller.ports.tenant) as work:
        page, counts = read_list(work, viewer, wanted)
    shown = items(page, caller.ports.county(), at=caller.at, english=speaks_english(request))
    return answered({"items": shown, "next_cursor": page.next_cursor, "counts": counts})


@route(router, "GET", "/worklist.xlsx", guard=Staff(READING), query=WorklistQuery, answer=XLSX)
def export_worklist(request: HttpRequest) -> HttpResponse:
    """The list as it is shown, as a workbook of at most 1,000 rows; it says where there is more. Leaves a trace."""
    caller, asked = caller_of(request), query_of(request, WorklistQuery)
    english, county = speaks_english(request), caller.ports.county()
    wanted = Asked(asked.view, asked.state, asked.unit, asked.category, asked.q, most=MOST_EXPORTED)
    with unit_of_work(caller.ports.tenant) as work:
        page = read_page(work, viewer_of(caller), wanted)
        note_access(work, caller.actor, act="export_list", at=caller.at, purpose=_told(asked))
    shown = items(page, county, at=caller.at, english=english)
    made = Made(
        at=caller.at,
        by=county.unit_name(caller.place.unit, english=english),
        view=word(VIEW, asked.view.value, english=english),
        more=page.next_cursor is not None,
    )
    response = raw(workbook(shown, made, english=english), kind=XLSX)
    name = quote(f"{made.view}-{caller.at.astimezone(SHANGHAI):%Y%m%d-%H%M}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "private, no-store"
    return response


def _told(asked: WorklistQuery) -> str:
    """What was exported, for the trail; the words of a search stay out of it."""
    state = asked.state.value if asked.state is not None else ""
    return "/".join((asked.view.value, state, asked.unit, asked.category, "words" if asked.q else ""))[:200]


@route(router, "GET", "/proposals", guard=Staff(CHASING), answer=Proposals)
def list_proposals(request: HttpRequest) -> HttpResponse:
    """Letters that the system proposes; nothing happens until a supervisor issues one."""
    caller, english = caller_of(request), speaks_english(request)
    county = caller.ports.county()
    with unit_of_work(caller.ports.tenant) as work:
        found = proposed(work, viewer_of(caller))
    items = [
        {
            "code": each.code,
            "title": each.title,
            "letter": each.proposal.letter.value,
            "letter_name": word(LETTER, each.proposal.letter.value, english=english),
            "trigger": each.proposal.trigger.value,
            "trigger_name": word(TRIGGER, each.proposal.trigger.value, english=english),
            "unit": each.proposal.unit,
            "unit_name": county.unit_name(each.proposal.unit, english=english),
            "at": each.proposal.at,
            "due_at": each.due_at,
            "version": each.version,
        }
        for each in found
    ]
    return answered({"items": items})
