"""What rows refuse, and that their words are there in both languages."""

import re
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import translation

from fengqiao.clocks import LimitUnit
from fengqiao.directory.calendars import known_days, seed_calendar
from fengqiao.directory.exchange.resources import words_of
from fengqiao.directory.labels import label, missing
from fengqiao.directory.models import (
    Area,
    CalendarDay,
    CalendarYear,
    Category,
    County,
    DirectoryModel,
    DocumentTemplate,
    Grid,
    KnowledgeItem,
    LimitsProfile,
    OfficePeriod,
    Place,
    Unit,
    UnitType,
)
from fengqiao.directory.models import categories as category_words
from fengqiao.directory.models import duties as duty_words
from fengqiao.directory.models import mediators as mediator_words
from fengqiao.directory.models import people as people_words
from fengqiao.directory.models import places as place_words
from fengqiao.directory.models import rooms as room_words
from fengqiao.directory.models import units as unit_words
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.dispatch import DutySource
from fengqiao.matters import Holder, Kind, Lane, Urgency
from fengqiao.people import Level, UnitCategory
from fengqiao.people.actors import Post
from fengqiao.people.mediators import Sector
from fengqiao.places import GridKind
from fengqiao.places.rooms import RoomKind

ROWS = [model for model in apps.get_app_config("directory").get_models() if issubclass(model, DirectoryModel)]


@pytest.mark.parametrize(
    ("members", "rows"),
    [
        (Kind, category_words.KINDS),
        (Urgency, category_words.URGENCIES),
        (Lane, category_words.LANES),
        (Holder, category_words.HOLDERS),
        ([unit for unit in LimitUnit if unit != LimitUnit.MINUTE], category_words.LIMIT_UNITS),
        (DutySource, duty_words.SOURCES),
        (GridKind, place_words.GRID_KINDS),
        (UnitCategory, unit_words.UNIT_CATEGORIES),
        (Level, unit_words.LEVELS),
        (Sector, mediator_words.SECTORS),
        ([level for level in Level if level is not Level.CITY], mediator_words.COMMITTEE_LEVELS),
        (RoomKind, room_words.ROOM_KINDS),
        ([post for post in Post if post not in {Post.CITIZEN, Post.SYSTEM}], people_words.POSTS),
    ],
)
def test_every_member_has_its_words(members: list[StrEnum], rows: list[tuple[str, Any]]) -> None:
    assert missing(members, rows) == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_every_field_has_a_chinese_and_an_english_word(row: type[DirectoryModel]) -> None:
    own = [field for field in row._meta.fields if field.name not in {"id", "password", "last_login"}]
    for field in own:
        zh, en = words_of(row, field.name)
        assert re.search(r"[\u4e00-\u9fff]", zh), (row, field.name)
        assert re.fullmatch(r"[ -~’]+", en), (row, field.name, en)
        for value, word in field.flatchoices:
            with translation.override("en"):
                assert str(word).isascii() or value == "zh-hans"


def test_words_follow_the_reader() -> None:
    word = label("单位", "Unit")
    with translation.override("en-gb"):
        assert str(word) == "Unit"
    with translation.override("zh-hans"):
        assert str(word) == "单位"
    with translation.override(None):
        assert str(word) == "单位"


def test_nothing_about_people_that_the_rights_forbid() -> None:
    """DOMAIN 6.3: no such column, whatever it is called."""
    from fengqiao.shared.forbidden import FORBIDDEN_NAMES

    banned = re.compile("|".join(FORBIDDEN_NAMES))
    names = {
        column for row in ROWS for field in row._meta.fields for column in (field.name, row._meta.model_name)
    }
    found = {name for name in names if name and banned.fullmatch(name)}
    assert found == set()
    assert not names & {"lon", "lat"} - {field.name for field in Place._meta.fields}


def test_pointers_between_rows_protect() -> None:
    for row in ROWS:
        for field in row._meta.fields:
            if isinstance(field, models.ForeignKey):
                assert field.remote_field.on_delete is models.PROTECT, (row, field.name)


pytestmark = pytest.mark.database


def wrong(made: ThrowawayCounty) -> dict[str, DirectoryModel]:
    t = made.tenant
    unit = Unit.objects.get(tenant=t, code="HOUSING")
    stranger = UnitType.objects.create(
        tenant="330998", code="X", name_zh="别", level="county", category="department"
    )
    leaf = Category.objects.get(tenant=t, code="D0101")
    day = date(2026, 6, 1)
    return {
        "tenant": County(tenant="12", name="x"),
        "sessions": County(tenant="330997", name="x", sessions="早上"),
        "boundary": County(tenant="330997", name="x", boundary={"type": "Point"}),
        "values": LimitsProfile(tenant=t, code="x", name="x", values={"accept_years": 1}),
        "values ": LimitsProfile(tenant=t, code="x", name="x", values=[1]),
        "first": OfficePeriod(tenant=t, name="x", first=day, last=date(2026, 5, 1), yearly=False, sessions="08:30-12:00"),
        "sessions ": OfficePeriod(tenant=t, name="x", first=day, last=day, sessions="12:00-08:30"),
        "type": Unit(tenant=t, code="x", type=stranger, name_zh="x", level="county", category="department", area=t),
        "area": Unit(tenant=t, code="x", type=unit.type, name_zh="x", level="town", category="centre", area="110101001"),
        "code": Unit(tenant=t, code="HOUSING", type=unit.type, name_zh="x", level="county", category="centre", area=t),
        "code ": Area(tenant=t, code=f"{t}101000", name="x"),
        "code  ": Area(tenant=t, code="110101", name="x"),
        "parent": Category(tenant=t, code="Z", name_zh="z", kind="help", is_leaf=False, parent=leaf),
        "default_unit_type": Category(tenant=t, code="Z", name_zh="z", kind="help", limit_amount=1, limit_unit="hour"),
        "limit_amount": Category(tenant=t, code="Z", name_zh="z", kind="help", default_unit_type=unit.type),
        "co_unit_types": Category(
            tenant=t, code="Z", name_zh="z", kind="help", default_unit_type=unit.type, limit_amount=1, limit_unit="hour",
            co_unit_types=["NOBODY"],
        ),
        "lat": Place(tenant=t, code="x", name="x", kind="road", area=made.village, lon=1.0),
        "lon": Place(tenant=t, code="x", name="x", kind="road", area=made.village, lon=181.0, lat=1.0),
        "outline": Grid(tenant=t, code=made.village + "002", name="x", unit=unit, outline={"type": "Polygon", "coordinates": [[[0, 0]]]}),
        "code   ": Grid(tenant=t, code=made.village, name="x", unit=unit),
        "code    ": Grid(tenant=t, code=made.village + "002", kind="micro", name="x", unit=unit),
        "question": KnowledgeItem(tenant=t, code="x", question="x" * 301, answer="x"),
        "name_zh": DocumentTemplate(tenant=t, code="x"),
    }  # fmt: skip


def test_what_is_wrong_is_named_by_its_field(made: ThrowawayCounty) -> None:
    for field, row in wrong(made).items():
        with pytest.raises(ValidationError) as caught:
            row.full_clean()
        named = caught.value.message_dict
        assert field.strip() in named or (field.strip() == "code" and "__all__" in named), (field, named)


def test_a_period_may_not_overlap_another(made: ThrowawayCounty) -> None:
    summer = OfficePeriod(
        tenant=made.tenant, name="夏", first=date(2026, 6, 1), last=date(2026, 9, 30), sessions="08:00-12:00"
    )
    summer.full_clean()
    summer.save()
    summer.full_clean()
    autumn = OfficePeriod(
        tenant=made.tenant, name="秋", first=date(2026, 9, 1), last=date(2026, 10, 30), sessions="08:00-12:00"
    )
    with pytest.raises(ValidationError, match="重叠"):
        autumn.full_clean()


def test_the_database_refuses_what_no_form_saw(made: ThrowawayCounty) -> None:
    unit = Unit.objects.get(tenant=made.tenant, code="HOUSING")
    attempts: list[DirectoryModel] = [
        County(tenant=made.tenant, name="x"),
        County(tenant="abcdef", name="x"),
        Category(tenant=made.tenant, code="Z", name_zh="z", kind="help"),
        Category(tenant=made.tenant, code="Z", name_zh="z", kind="help", default_unit_type=unit.type, limit_amount=0, limit_unit="hour"),
        Place(tenant=made.tenant, code="x", name="x", kind="road", area=made.village, lon=1.0),
        CalendarYear(tenant="", year=1900),
        CalendarDay(tenant="", date=date(2026, 2, 16), is_workday=True),
        OfficePeriod(tenant=made.tenant, name="x", first=date(2026, 6, 2), last=date(2026, 6, 1), yearly=False, sessions="x"),
    ]  # fmt: skip
    for row in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_the_national_calendar_is_seeded_once_and_hands_are_kept_off(db: None) -> None:
    days = known_days()
    assert seed_calendar() == len(days) > 700
    assert seed_calendar() == 0
    years = set(CalendarYear.objects.filter(tenant="", published=True).values_list("year", flat=True))
    assert years == set(range(2004, 2027))
    sixth = CalendarDay.objects.filter(date__year=2026, is_workday=True).values_list("date", flat=True)
    assert {day.isoformat()[5:] for day in sixth} == {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"}
    CalendarDay.objects.filter(date__year=2025).delete()
    CalendarYear.objects.filter(year=2025).delete()
    CalendarDay.objects.create(tenant="", date=date(2025, 1, 1), is_workday=False, name="元旦", source="手工")
    assert seed_calendar() == 0
    assert CalendarDay.objects.filter(date__year=2025).count() == 1
