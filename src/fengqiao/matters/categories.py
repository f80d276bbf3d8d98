"""Categories (事项分类): what a matter is about, and what follows from that by default (DOMAIN section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from fengqiao.matters.questions import Question


class Kind(StrEnum):
    """How the machine handles a matter; `dispute` has its own middle, all others share the general one."""

    DISPUTE = "dispute"
    CITY_EVENT = "city_event"
    CITY_COMPONENT = "city_component"
    HAZARD = "hazard"
    CONSULTATION = "consultation"
    HELP = "help"
    COMPLAINT = "complaint"
    REQUEST = "request"
    REPORT = "report"
    SUGGESTION = "suggestion"


class Urgency(StrEnum):
    """普通 and 紧急: sets priority, sign limit and notification; the category's deadline sets the finish."""

    NORMAL = "normal"
    URGENT = "urgent"


class Lane(StrEnum):
    """Three lanes: 一般 dispatched at once, 一件事 by its own route, 疑难 to joint handling (DOMAIN 2.1, Longquan)."""

    GENERAL = "general"
    ONE_THING = "one_thing"
    HARD = "hard"


class Holder(StrEnum):
    """Who holds a line of the duty directory (权责清单): department, town, community or the residents themselves."""

    DEPARTMENT = "department"
    TOWN = "town"
    COMMUNITY = "community"
    RESIDENTS = "residents"


@dataclass(frozen=True, slots=True)
class CategoryInfo:
    """A leaf category. `limit_amount` is in `limit_unit` (hour, working_hour, working_day, calendar_day).

    `no_mediation` is guard 1 (RULINGS 19), `restricted` the visibility (20), `confirmation_excluded` what courts do
    not confirm (21), `photos` whether a result needs pictures when the matter came in with some (2). `questions` are asked beyond
    words and place, as they stand in their latest edition (`question_edition`, 0 before the first).
    """

    code: str
    parent: str
    name_zh: str
    name_en: str
    kind: Kind
    default_unit_type: str
    co_unit_types: tuple[str, ...]
    urgency: Urgency
    limit_amount: int
    limit_unit: str
    keywords: tuple[str, ...] = ()
    no_mediation: bool = False
    restricted: bool = False
    confirmation_excluded: bool = False
    photos: bool = False
    lane: Lane = Lane.GENERAL
    holder: Holder = Holder.DEPARTMENT
    questions: tuple[Question, ...] = ()
    question_edition: int = 0


@dataclass(frozen=True, slots=True)
class CategoryGroup:
    """An inner node of the tree: no matter is filed under it, it only gives leaves a roof."""

    code: str
    parent: str
    name_zh: str
    name_en: str
