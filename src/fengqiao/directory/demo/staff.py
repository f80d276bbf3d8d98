"""The people of the demo county: somebody for every post, and somebody in every unit that a category names."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from fengqiao.directory.models import AdminRole, Assignment, Category, Unit, User
from fengqiao.people.actors import Post
from fengqiao.people.units import UnitCategory

TWELVE = (
    "POLICE", "JUSTICE", "HRSS", "HOUSING", "URBAN_LE", "MARKET", "HEALTH", "CIVIL_AFFAIRS", "NATURAL_RES",
    "AGRICULTURE", "ECO_ENV", "TRANSPORT",
)  # fmt: skip
"""The departments that sit in the demo county's centre, resident or rotating."""

_ASSISTING = ("DRAINAGE", "WOMEN")  # no category's default, but often called to help

POSTS: tuple[tuple[str, Post, str, AdminRole], ...] = (
    ("registrar", Post.REGISTRAR, "COUNTY_HALL", AdminRole.NONE),
    ("dispatcher", Post.DISPATCHER, "COUNTY_COORD", AdminRole.NONE),
    ("coordinator", Post.COORDINATOR, "COUNTY_COORD", AdminRole.NONE),
    ("analyst", Post.ANALYST, "COUNTY_ANALYSIS", AdminRole.NONE),
    ("mediator", Post.MEDIATOR, "MC_COUNTY", AdminRole.NONE),
    ("handler", Post.HANDLER, "MUNICIPAL", AdminRole.NONE),
    ("town_dispatcher", Post.TOWN_DISPATCHER, "TOWN_CENTER_001", AdminRole.NONE),
    ("grid_worker", Post.GRID_WORKER, "GRID_001001001", AdminRole.NONE),
    ("supervisor", Post.SUPERVISOR, "COUNTY_SUPERVISION", AdminRole.NONE),
    ("duty_leader", Post.DUTY_LEADER, "COUNTY_CENTER", AdminRole.NONE),
    ("unit_leader", Post.UNIT_LEADER, "MUNICIPAL", AdminRole.NONE),
    ("leader", Post.LEADER, "COUNTY_GOV_OFFICE", AdminRole.NONE),
    ("auditor", Post.AUDITOR, "COUNTY_CENTER", AdminRole.AUDIT),
    ("privacy_officer", Post.PRIVACY_OFFICER, "COUNTY_CENTER", AdminRole.NONE),
    ("administrator", Post.ADMINISTRATOR, "COUNTY_CENTER", AdminRole.SYSTEM),
    ("security", Post.ADMINISTRATOR, "COUNTY_CENTER", AdminRole.SECURITY),
)
ALSO: tuple[tuple[str, Post, str], ...] = (("dispatcher", Post.REGISTRAR, "COUNTY_HALL"),)
"""Second posts: in a small county one person at the desk accepts and dispatches."""
_SURNAMES = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕"
_GIVEN = [
    "明远",
    "文静",
    "志远",
    "晓岚",
    "国平",
    "秀英",
    "建华",
    "雨桐",
    "海涛",
    "春梅",
    "立新",
    "佳宁",
    "永康",
    "素琴",
    "子墨",
    "玉兰",
    "少华",
    "思源",
    "家和",
    "月明",
]


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """What is printed for somebody who wants to try: post, user name, password."""

    post: str
    user: str
    password: str


@dataclass(frozen=True, slots=True)
class _Seat:
    user: str
    post: Post
    unit: str
    role: AdminRole = AdminRole.NONE


def seat_everybody(tenant: str, password: str | None) -> list[DemoAccount]:
    """Make the accounts that are missing and give all of them this password (a random one for None)."""
    password = password or secrets.token_urlsafe(9)
    units = {
        unit.code: unit for unit in Unit.objects.filter(tenant=tenant).select_related("type").order_by("code")
    }
    seats = list(_seats(tenant, units))
    hashed = make_password(password)  # one hash for all: hashing is slow on purpose, and it is one password
    present = set(User.objects.filter(tenant=tenant).values_list("username", flat=True))
    users = User.objects.bulk_create(
        User(
            tenant=tenant,
            username=seat.user,
            display_name=_name(number),
            password=hashed,
            admin_role=seat.role,
            password_changed_at=timezone.now(),
        )
        for number, seat in enumerate(seats)
        if seat.user not in present
    )
    if present:
        again = User.objects.filter(tenant=tenant, username__in=[seat.user for seat in seats])
        again.update(password=hashed, password_changed_at=timezone.now())
    keys = {user.username: user.pk for user in users}
    Assignment.objects.bulk_create(
        Assignment(tenant=tenant, user_id=keys[seat.user], post=seat.post.value, unit=units[seat.unit])
        for seat in (*seats, *(_Seat(*also) for also in ALSO))
        if seat.user in keys
    )
    return [DemoAccount(seat.post.value, seat.user, password) for seat in seats]


def _seats(tenant: str, units: dict[str, Unit]) -> Iterator[_Seat]:
    """The posts first, then somebody in every unit that a category names, then the towns.

    Of the villages one street and one town have people; for the others their town centre can sign (RULINGS 4).
    """
    yield from (_Seat(*row) for row in POSTS)
    taken = {(post, unit) for _, post, unit, _ in POSTS}
    leaves = Category.objects.filter(tenant=tenant, is_leaf=True)
    named = {*leaves.values_list("default_unit_type__code", flat=True), *TWELVE, *_ASSISTING}
    peopled = (f"{tenant}001", f"{tenant}101")
    for code, unit in units.items():
        post = Post.MEDIATOR if unit.category == UnitCategory.MEDIATION else Post.HANDLER
        if unit.type.code not in named or unit.transfer_target_only or (post, code) in taken:
            continue
        if unit.category != UnitCategory.CENTRE and (
            unit.level != "village" or unit.area.startswith(peopled)
        ):
            yield _Seat(f"{post.value}.{code.lower()}", post, code)
    for code, unit in units.items():
        if unit.type.code == "TOWN_CENTER" and (Post.TOWN_DISPATCHER, code) not in taken:
            yield _Seat(f"town_dispatcher.{unit.area[6:]}", Post.TOWN_DISPATCHER, code)


def _name(number: int) -> str:
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[(number * 7 + number // len(_SURNAMES)) % len(_GIVEN)]
