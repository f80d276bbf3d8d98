"""A small county for tests of rules, read from the shipped template: no database, no Django."""

import csv
from datetime import date, datetime
from functools import cache
from pathlib import Path

import chinese_calendar

from fengqiao.clocks import DEFAULT_PROFILE, SHANGHAI, Calendar, Profile
from fengqiao.matters.categories import CategoryInfo, Kind, Urgency
from fengqiao.matters.facts import Facts
from fengqiao.people.actors import Actor, Post
from fengqiao.people.mediators import CommitteeInfo, MediatorInfo, Sector, read_hours
from fengqiao.people.units import Level, UnitCategory, UnitInfo, Units
from fengqiao.places.rooms import RoomInfo, RoomKind
from fengqiao.shared.texts import TextRef

TENANT = "331181"
AREAS = {
    "city": "3311",
    "county": TENANT,
    "town": TENANT + "101",
    "village": TENANT + "101201",
    "grid": TENANT + "101201001",
}
TEMPLATE = Path(__file__).parents[2] / "src/fengqiao/directory/template"
NO_MEDIATION = {"D0208", "D1302"}
NOT_CONFIRMED = {"D0106", "D1101", "D1102"}
RESTRICTED = {"D0203", "D0208", "D1301", "D1302", "H0702", "R0702", "R0703", "R0904"}


@cache
def units() -> Units:
    with (TEMPLATE / "units.csv").open(encoding="utf-8") as file:
        return Units.of(
            TENANT,
            [
                UnitInfo(
                    code=row["code"],
                    type=row["code"],
                    name_zh=row["name_zh"],
                    name_en=row["name_en"],
                    level=Level.of(row["level"]),
                    category=UnitCategory(row["category"]),
                    parent=row["parent_code"] or None,
                    area=AREAS[row["level"]],
                    external=row["category"] == "external_system",
                    transfer_target_only="Transfer target only" in row["note"],
                )
                for row in csv.DictReader(file)
            ],
        )


@cache
def categories() -> dict[str, CategoryInfo]:
    with (TEMPLATE / "categories.csv").open(encoding="utf-8") as file:
        return {
            row["code"]: CategoryInfo(
                code=row["code"],
                parent=row["parent_code"],
                name_zh=row["name_zh"],
                name_en=row["name_en"],
                kind=Kind(row["kind"]),
                default_unit_type=row["default_unit_type"],
                co_unit_types=tuple(filter(None, row["co_unit_types"].split("|"))),
                urgency=Urgency(row["urgency"]),
                limit_amount=int(row["deadline_value"]),
                limit_unit=row["deadline_unit"],
                no_mediation=row["code"] in NO_MEDIATION,
                confirmation_excluded=row["code"] in NOT_CONFIRMED,
                restricted=row["code"] in RESTRICTED,
            )
            for row in csv.DictReader(file)
            if row["level"] == "3"
        }


@cache
def calendar() -> Calendar:
    days = {
        date.fromordinal(n): chinese_calendar.is_workday(date.fromordinal(n))
        for n in range(date(2025, 1, 1).toordinal(), date(2027, 1, 1).toordinal())
    }
    return Calendar(days=days, published={2025, 2026})


@cache
def rooms() -> dict[str, RoomInfo]:
    return {
        code: RoomInfo(code, name, kind, "COUNTY_CENTER", AREAS["county"], seats=8)
        for code, name, kind in (
            ("R1", "调解一室", RoomKind.MEDIATION),
            ("R2", "调解二室", RoomKind.MEDIATION),
            ("C1", "心理咨询室", RoomKind.COUNSELLING),
        )
    }


@cache
def mediators() -> dict[str, MediatorInfo]:
    """Two with accounts of the county's committee, one of the town without an account."""
    county = CommitteeInfo("MC1", "联调委", "联", "MC_COUNTY", Level.COUNTY, Sector.GENERAL)
    town = CommitteeInfo("MC2", "镇调委", "镇", "MC_TOWN", Level.TOWN, Sector.GENERAL)
    hours = read_hours(["周二 09:00-12:00"])
    return {
        each.code: each
        for each in (
            MediatorInfo("M1", "甲", county, person="mediator@MC_COUNTY", languages=("普通话",), hours=hours),
            MediatorInfo("M2", "乙", county, person="li", languages=("方言",)),
            MediatorInfo("M3", "丙", town),
        )
    }


def at(moment: str) -> datetime:
    return datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def text(body: str = "x") -> TextRef:
    return TextRef(id=body, digest=body)


def facts(
    moment: str | datetime,
    post: str,
    unit: str = "",
    *,
    person: str = "",
    profile: Profile = DEFAULT_PROFILE,
    officers: frozenset[str] = frozenset(),
) -> Facts:
    return Facts(
        now=at(moment) if isinstance(moment, str) else moment,
        actor=Actor(person or f"{post}@{unit}", Post(post), unit),
        calendar=calendar(),
        profile=profile,
        units=units(),
        categories=categories(),
        id="m1",
        code="c1",
        rooms=rooms(),
        mediators=mediators(),
        officers=officers,
    )
