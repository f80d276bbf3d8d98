"""Lists: the worklist of a post, and letters that are proposed."""

from typing import Annotated

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.answers import Proposals, Worklist
from fengqiao.api.decoding import query_of
from fengqiao.api.guards import Caller, Staff, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.insight.letters import proposed
from fengqiao.insight.scopes import Viewer
from fengqiao.insight.views import View
from fengqiao.insight.words import LETTER, TRIGGER, word
from fengqiao.insight.worklist import Asked, items, read_list
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


def viewer_of(caller: Caller) -> Viewer:
    """The seat that looks."""
    seat = caller.place
    return Viewer(caller.ports.tenant, seat.post, seat.unit, seat.area, caller.at)
