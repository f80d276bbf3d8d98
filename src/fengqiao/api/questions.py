"""What a county asks category by category: put to citizens and staff, and kept in the settings without any code."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from fengqiao.api.answers import AskedQuestion
from fengqiao.api.bodies import Body, Code
from fengqiao.api.decoding import body_of
from fengqiao.api.drafts import as_read
from fengqiao.api.duties import KEEPING
from fengqiao.api.guards import Everyone, SignedIn, caller_of
from fengqiao.api.problems import speaks_english
from fengqiao.api.routing import answered, route
from fengqiao.desk import question_editing as desk
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.directory.questions import QuestionSet
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.asked import shown_question
from fengqiao.matters.questions import Option, Question, QuestionKind

router = Router(tags=["settings"])

_as_read: Final = partial(
    as_read,
    "edition",
    zh="其他人刚发布了新的问题，请重新打开后再改。",
    en="Somebody else has just published other questions: open them again before changing them.",
)
public = Router(tags=["public"])

Label = Annotated[str, Meta(max_length=500)]
_EDITIONS: Final = 20


class OptionBody(Body):
    """What may be chosen; without a code it is a new one."""

    zh: Label
    en: Label
    code: Code = ""


class QuestionBody(Body):
    """A question in both languages; without a code it is a new one."""

    zh: Label
    en: Label
    kind: QuestionKind
    code: Code = ""
    required: bool = False
    staff: bool = False
    help_zh: Label = ""
    help_en: Label = ""
    unit_zh: Label = ""
    unit_en: Label = ""
    options: Annotated[list[OptionBody], Meta(max_length=100)] = msgspec.field(default_factory=list)


class QuestionsBody(Body):
    """The whole list as it is to be asked from now on, and the edition that it was made from (0: there was none)."""

    questions: Annotated[list[QuestionBody], Meta(max_length=100)]
    edition: Annotated[int, Meta(ge=0)]


class Asked(msgspec.Struct):
    """What is asked of a category now."""

    category: str
    edition: int
    questions: list[AskedQuestion]


class AskingCategory(msgspec.Struct):
    """A category that asks something, or did."""

    category: str
    name: str
    edition: int
    questions: int


class AskingCategories(msgspec.Struct):
    """Categories with questions, by code."""

    items: list[AskingCategory]


class PastEdition(msgspec.Struct):
    """An edition, since when it was asked, and its questions."""

    edition: int
    since: datetime
    questions: list[AskedQuestion]


class CategoryQuestions(msgspec.Struct):
    """A category's questions now (`edition` 0: none yet) and the editions before, the latest first."""

    category: str
    name: str
    edition: int
    since: datetime | None
    questions: list[AskedQuestion]
    past: list[PastEdition]


@route(public, "GET", "/public/questions/{category}", guard=Everyone(), answer=Asked)
def ask_citizen(request: HttpRequest, category: str) -> HttpResponse:
    """What a citizen is asked about a category."""
    return answered(_asked(caller_of(request).ports.county(), category, staff=False))


@route(router, "GET", "/questions/{category}", guard=SignedIn(), answer=Asked)
def ask_staff(request: HttpRequest, category: str) -> HttpResponse:
    """What is asked about a category, also what only staff is asked."""
    return answered(_asked(caller_of(request).ports.county(), category, staff=True))


@route(router, "GET", "/settings/questions", guard=KEEPING, answer=AskingCategories)
def list_asking(request: HttpRequest) -> HttpResponse:
    """The categories that ask something beyond words and place."""
    county, english = caller_of(request).ports.county(), speaks_english(request)
    items = [
        {
            "category": leaf.code,
            "name": leaf.name_en if english else leaf.name_zh,
            "edition": leaf.question_edition,
            "questions": len(leaf.questions),
        }
        for leaf in county.categories.values()
        if leaf.question_edition
    ]
    return answered({"items": items})


@route(router, "GET", "/settings/questions/{category}", guard=KEEPING, answer=CategoryQuestions)
def show_questions(request: HttpRequest, category: str) -> HttpResponse:
    """A category's questions with every edition, so that an old answer can be understood."""
    ports = caller_of(request).ports
    sets = desk.editions(ports, category)
    return answered(_shown(ports.county(), category, sets, english=speaks_english(request)))


@route(
    router,
    "PUT",
    "/settings/questions/{category}",
    guard=KEEPING,
    body=QuestionsBody,
    answer=CategoryQuestions,
)
def publish_questions(request: HttpRequest, category: str) -> HttpResponse:
    """Ask these questions from now on: a new edition. What was answered keeps the edition it was answered by."""
    caller, body = caller_of(request), body_of(request, QuestionsBody)
    with _as_read():
        sets = desk.publish(
            caller.ports,
            caller.person.username,
            category,
            [_question(each) for each in body.questions],
            seen=body.edition,
        )
    return answered(_shown(caller.ports.county(), category, sets, english=speaks_english(request)))


def _asked(county: CountyDirectory, category: str, *, staff: bool) -> dict[str, Any]:
    leaf = county.categories.get(category)
    if leaf is None:
        raise NotFound(Ref())
    return {
        "category": category,
        "edition": leaf.question_edition,
        "questions": [shown_question(each) for each in leaf.questions if staff or not each.staff],
    }


def _shown(
    county: CountyDirectory, category: str, sets: tuple[QuestionSet, ...], *, english: bool
) -> dict[str, Any]:
    leaf = county.categories[category]
    now = sets[-1] if sets else None
    return {
        "category": category,
        "name": leaf.name_en if english else leaf.name_zh,
        "edition": now.edition if now else 0,
        "since": now.since if now else None,
        "questions": [shown_question(each) for each in now.questions] if now else [],
        "past": [
            {
                "edition": each.edition,
                "since": each.since,
                "questions": [shown_question(question) for question in each.questions],
            }
            for each in reversed(sets[:-1][-_EDITIONS:])
        ],
    }


def _question(body: QuestionBody) -> Question:
    return Question(
        code=body.code,
        zh=body.zh.strip(),
        en=body.en.strip(),
        kind=body.kind,
        required=body.required,
        staff=body.staff,
        help_zh=body.help_zh.strip(),
        help_en=body.help_en.strip(),
        unit_zh=body.unit_zh.strip(),
        unit_en=body.unit_en.strip(),
        options=tuple(Option(each.code, each.zh.strip(), each.en.strip()) for each in body.options),
    )
