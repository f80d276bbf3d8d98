"""Taking matters in: a citizen's report without an account, a clerk's registration."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from fengqiao.api.answers import Registered, Reported
from fengqiao.api.bodies import ProxyBody, RegistrationBody, ReportBody
from fengqiao.api.decoding import body_of, key_of, plain, said_with
from fengqiao.api.guards import Caller, Everyone, Staff, caller_of
from fengqiao.api.problems import Stopped
from fengqiao.api.routing import answered, route
from fengqiao.desk.acts import Done, open_matter
from fengqiao.desk.entries import Entry, read_entry
from fengqiao.desk.following import keeping_what_was_said
from fengqiao.desk.forms import Texts
from fengqiao.desk.photos import uses
from fengqiao.desk.ports import Ports
from fengqiao.insight.knowledge import published
from fengqiao.intake.doors import DIAL_FIRST
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.tickets import record_matter
from fengqiao.lifecycle.law import REGISTERING
from fengqiao.matters.commands import Accept, AnswerDirectly, Command
from fengqiao.matters.matter import Matter
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import invalid
from fengqiao.triage.knowledge import Article
from fengqiao.triage.urgent import urgent

router = Router(tags=["matters"])
public = Router(tags=["public"])

CLERKS: Final = REGISTERING - {Post.CITIZEN, Post.SYSTEM}
CITIZEN: Final = Actor(person="citizen", post=Post.CITIZEN)

_NOTICES: Final = {
    "outside_county": {
        "zh": "所报地点不在本县范围内，已登记并标注；我们会告诉您应向哪里反映。",
        "en": "The place lies outside this county. It is registered and marked; we will tell you the right door.",
    },
    "privacy": {
        "zh": "您的姓名和电话加密保存，承办单位看不到；谁查看过，您在查询页可以看到。",
        "en": "Your name and number are sealed; the unit that handles this never sees them, and you see who looked.",
    },
    "public_body": {
        "zh": "本中心依职责处理您的诉求（《个人信息保护法》第三十四、三十五条）。",
        "en": "This centre handles your request within its duty (PIPL articles 34 and 35).",
    },
}
_RIGHT_DOOR: Final = {
    "zh": "请同时拨打当地 12345 热线，由所在县（市、区）办理。",
    "en": "Please also call 12345 there: the county of that place has the duty.",
}


@route(
    public,
    "POST",
    "/public/matters",
    guard=Everyone(),
    body=ReportBody,
    answer=Reported,
    status=201,
    keyed=True,
)
def report_matter(request: HttpRequest) -> HttpResponse:
    """Report without an account; code and secret lead back to it."""
    caller, body = caller_of(request), body_of(request, ReportBody)
    ports = caller.ports
    data = plain(body)
    for name in ("urgent_seen", "same_as"):
        data.pop(name, None)
    data["channel"] = body.channel
    if data.pop("proxy", None) and body.proxy is not None:
        data["parties"] = [_agent(body.name, body.proxy)]
    person = {name: value for name in ("name", "phone") if (value := data.pop(name, None))}
    if person:
        data["requester"] = person
    entry = _entry(ports, data, caller.at)
    # Strangers may make the same key: only who sends the same words again is meant by it.
    key = said_with(key_of(request), request.body)
    done = open_matter(
        ports,
        CITIZEN,
        entry,
        key=key,
        photos=uses(ports, body.photos, "registration"),
        along=keeping_what_was_said(ports, body.same_as or ""),
    )
    way = _way_back(ports, done.matter, theirs=True)
    notices = [_NOTICES["public_body"], *([_NOTICES["privacy"]] if person else [])]
    outside = done.matter.place.outside
    answer = {
        "code": done.matter.code,
        **way,
        "prompt": _prompt(done, entry),
        "notices": [*notices, *([_NOTICES["outside_county"]] if outside else [])],
        "right_door": _RIGHT_DOOR if outside else None,
        "repeated": done.repeated,
    }
    return answered(answer, status=201)


@route(
    router,
    "POST",
    "/matters",
    guard=Staff(CLERKS),
    body=RegistrationBody,
    answer=Registered,
    status=201,
    keyed=True,
)
def register_matter(request: HttpRequest) -> HttpResponse:
    """Register what somebody says at the window, on the telephone or on patrol; accept it at once if asked."""
    caller, body = caller_of(request), body_of(request, RegistrationBody)
    ports = caller.ports
    data = plain(body)
    for name in ("accept", "answer_with", "ticket"):
        data.pop(name, None)
    article = _article(caller, body) if body.answer_with is not None else None
    if article is not None and article.category and not body.category:
        data["category"] = article.category
    entry = _entry(ports, data, caller.at)
    then = _at_once(entry, article, accept=body.accept)
    photos = uses(ports, body.photos, "registration")
    key = key_of(request)
    said = said_with(key, request.body)
    done = open_matter(
        ports, caller.actor, entry, key=key, said=said, then=then, photos=photos, along=_ticket(caller, body)
    )
    matter = done.matter
    answer = {
        "code": matter.code,
        "version": matter.version,
        "state": matter.state.value,
        **_way_back(ports, matter, theirs=matter.registered_by.person == caller.actor.person),
        "prompt": _prompt(done, entry),
        "notices": [_NOTICES["outside_county"]] if matter.place.outside else [],
        "due_at": due_of(matter),
        "repeated": done.repeated,
    }
    return answered(answer, status=201)


def _agent(name: str | None, proxy: ProxyBody) -> dict[str, str]:
    """Who reports for somebody else, as a party of its own. Without the person's consent nothing is filed."""
    if not proxy.consent:
        raise invalid(
            "proxy.consent",
            "请先征得本人同意，再替他人反映",
            "ask the person first, and say that they agreed",
        )
    if not (name or "").strip():
        raise invalid("name", "请填写替谁反映", "say for whom it is")
    if not proxy.phone.strip():
        raise invalid("proxy.phone", "请填写您自己的电话", "leave your own number")
    return {"role": "agent", "phone": proxy.phone}


def _article(caller: Caller, body: RegistrationBody) -> Article:
    """The article that somebody is answered with; a version that is no longer told to people answers nothing."""
    named = body.answer_with
    assert named is not None
    area = (body.place.area if body.place is not None else None) or caller.place.area
    with unit_of_work(caller.ports.tenant) as work:
        offers = published(work, day=caller.day, area=area)
    found = next((each for each in offers if each.code == named.article), None)
    if found is None:
        raise invalid(
            "answer_with.article",
            "这条知识未发布、已过期或不适用于该区域",
            "this article is not published, has expired or does not hold at this place",
        )
    if found.version != named.version:
        raise Stopped(
            "lost_race",
            field="answer_with.version",
            zh="这条知识刚更新过，请看过新的答复再用",
            en="this article was just published anew: read the new answer first",
        )
    return found


def _ticket(caller: Caller, body: RegistrationBody) -> Callable[[UnitOfWork, Matter], None] | None:
    """What notes the matter beside the ticket of the own hall, in the same transaction; None without a ticket."""
    if not body.ticket:
        return None
    return lambda work, matter: record_matter(work, caller.place.unit, body.ticket, matter.id)


def _at_once(entry: Entry, article: Article | None, *, accept: bool) -> tuple[Command, ...]:
    """What follows a registration in the same act: the acceptance, and the answer that names article and version."""
    if article is None and not accept:
        return ()
    said = entry.register
    accepted = Accept(category=said.category, kind=said.kind, urgency=said.urgency)
    if article is None:
        return (accepted,)
    answer = entry.texts.keep("answer", article.answer)
    return (accepted, AnswerDirectly(answer=answer, knowledge_item=f"{article.code}@{article.version}"))


def due_of(matter: Matter) -> datetime | None:
    """The moment a matter is due: of handling, before that of acceptance."""
    timer = matter.handle or matter.accept
    return timer.due if timer is not None else None


def _prompt(done: Done, entry: Entry) -> str:
    """Whom to dial at once; said again to whoever repeats the write."""
    if not done.repeated:
        return done.prompt
    found = urgent(entry.body)
    return found.prompt if found is not None else DIAL_FIRST.get(entry.register.category, "")


def _entry(ports: Ports, data: dict[str, Any], at: datetime) -> Entry:
    return read_entry(data, county=ports.county(), texts=Texts(), now=at)


def _way_back(ports: Ports, matter: Matter, *, theirs: bool) -> dict[str, str | None]:
    """How the requester comes back: the QR's secret, and the code to type with four digits or a PIN.

    `theirs`: whoever asks registered it. Somebody else who brings the same number of a source is not given the secret.
    """
    secret = ports.ring.query_secret(ports.tenant, matter.id) if theirs else None
    return {"secret": secret, "query_code": matter.code, "tracking_url": f"/t/{secret}" if secret else None}
