"""Settings: the wording of document templates, seen on a made-up matter as it would be printed, and kept in versions."""

from base64 import b64encode
from datetime import datetime
from functools import partial
from typing import Annotated, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.bodies import Body
from fengqiao.api.decoding import body_of
from fengqiao.api.drafts import as_read
from fengqiao.api.duties import KEEPING
from fengqiao.api.guards import caller_of
from fengqiao.api.problems import Stopped, speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk import template_editing as desk
from fengqiao.desk.papers.sample import places_of
from fengqiao.directory.counties import default_body
from fengqiao.directory.templates import Wording
from fengqiao.gateways.documents.fonts import FontsMissing
from fengqiao.matters.papers import REQUIRED

router = Router(tags=["settings"])

_as_read: Final = partial(
    as_read,
    "version",
    zh="其他人刚改过这份模板，请重新打开后再改。",
    en="Somebody else has just changed this template: open it again before changing it.",
)


class WordingBody(Body):
    """The words of a template: its names, and its text in the grammar of lines ("" for the shipped one)."""

    name_zh: Annotated[str, Meta(max_length=200)]
    body: Annotated[str, Meta(max_length=20_000)]
    name_en: Annotated[str, Meta(max_length=200)] = ""


class ChangeBody(WordingBody, kw_only=True):
    """The words that are to be printed from now on, and the version that they were made from."""

    version: Annotated[int, Meta(ge=1)]


class TemplateLine(msgspec.Struct):
    """A template; `own`: its text is no longer the shipped one."""

    code: str
    name: str
    version: int
    in_use: bool
    own: bool


class TemplateLines(msgspec.Struct):
    """The templates of the papers that the program makes."""

    items: list[TemplateLine]


class PastWording(msgspec.Struct):
    """A version of the words, and since when papers were printed with it."""

    version: int
    since: datetime
    name_zh: str
    name_en: str
    body: str


class TemplateAnswer(msgspec.Struct):
    """A template whole: the words in use, the shipped text, the places it fills and must keep, and every version."""

    code: str
    version: int
    in_use: bool
    name_zh: str
    name_en: str
    body: str
    standard: str
    places: list[str]
    required: list[str]
    versions: list[PastWording]


class PreviewAnswer(msgspec.Struct):
    """The first pages as PNG in base64, how many there are in all, and the places that stay empty on such a paper."""

    pages: int
    images: list[str]
    silent: list[str]


@route(router, "GET", "/settings/templates", guard=KEEPING, answer=TemplateLines)
def list_templates(request: HttpRequest) -> HttpResponse:
    """The document templates with their versions."""
    english = speaks_english(request)
    items = [
        TemplateLine(
            code=one.code,
            name=(one.name_en if english else one.name_zh) or one.name_zh,
            version=one.version,
            in_use=one.is_active,
            own=bool(one.body.strip()) and one.body.strip() != default_body(one.code).strip(),
        )
        for one in desk.templates(caller_of(request).ports)
    ]
    return answered(TemplateLines(items))


@route(router, "GET", "/settings/templates/{code}", guard=KEEPING, answer=TemplateAnswer)
def show_template(request: HttpRequest, code: str) -> HttpResponse:
    """A template with every version of its words."""
    return answered(_shown(desk.read(caller_of(request).ports, code)))


@route(
    router,
    "POST",
    "/settings/templates/{code}/preview",
    guard=KEEPING,
    body=WordingBody,
    answer=PreviewAnswer,
)
def preview_template(request: HttpRequest, code: str) -> HttpResponse:
    """How a paper of a made-up matter would look with these words; nothing is kept."""
    body = body_of(request, WordingBody)
    try:
        seen = desk.preview(caller_of(request).ports, code, _wording(body))
    except FontsMissing as missing:
        raise Stopped("fonts_missing", zh=missing.zh, en=missing.en) from missing
    images = [b64encode(image).decode() for image in seen.images]
    return answered(PreviewAnswer(pages=seen.pages, images=images, silent=list(seen.silent)))


@route(router, "PUT", "/settings/templates/{code}", guard=KEEPING, body=ChangeBody, answer=TemplateAnswer)
def change_template(request: HttpRequest, code: str) -> HttpResponse:
    """Print with these words from now on: a new version. Papers that were issued stay as they are."""
    caller, body = caller_of(request), body_of(request, ChangeBody)
    with _as_read():
        changed = desk.change(caller.ports, caller.person.username, code, _wording(body), seen=body.version)
    return answered(_shown(changed))


def _wording(body: WordingBody) -> Wording:
    return Wording(body.name_zh.strip(), body.name_en.strip(), body.body)


def _shown(found: desk.KeptTemplate) -> TemplateAnswer:
    words = found.wording
    return TemplateAnswer(
        code=found.code,
        version=found.version,
        in_use=found.in_use,
        name_zh=words.name_zh,
        name_en=words.name_en,
        body=words.body,
        standard=default_body(found.code),
        places=list(places_of(found.code)),
        required=sorted(REQUIRED.get(found.code, ())),
        versions=[
            PastWording(one.version, one.since, one.wording.name_zh, one.wording.name_en, one.wording.body)
            for one in found.versions
        ],
    )
