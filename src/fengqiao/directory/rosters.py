"""The duty roster as it is kept: a unit's week, read and replaced whole, and the names it may hold."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from fengqiao.clocks import SHANGHAI
from fengqiao.directory.changed import ChangedMeanwhile
from fengqiao.directory.models import County, DutyRoster, Unit, User
from fengqiao.people.rosters import WEEK, Shift, check_week
from fengqiao.shared.refused import invalid


@dataclass(frozen=True, slots=True)
class Planned:
    """A shift with what of it is published; `name` is the person's."""

    shift: Shift
    is_published: bool = False
    published_name: str = ""
    note: str = ""
    name: str = ""


def week_of(tenant: str, unit: str, monday: date) -> list[Planned]:
    """What is planned for a unit in a week, by time."""
    return [_planned(row) for row in _week(tenant, unit, monday)]


def mark_of(week: Sequence[Planned]) -> str:
    """What a reader names to say which state of the week was read."""
    said = "\n".join(
        f"{each.shift.role}|{each.shift.person}|{each.shift.starts.isoformat()}|{each.shift.ends.isoformat()}"
        f"|{each.is_published}|{each.published_name}|{each.note}"
        for each in week
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def people(tenant: str) -> list[tuple[str, str, bool]]:
    """(user name, name, whether there is a work phone) of everybody at work in the county, by name."""
    rows = User.objects.filter(tenant=tenant, is_active=True).order_by("display_name", "username")
    return [
        (username, name, bool(phone))
        for username, name, phone in rows.values_list("username", "display_name", "work_phone")
    ]


def replace_week(
    tenant: str, unit: str, monday: date, week: Sequence[Planned], *, mark: str
) -> list[Planned]:
    """Write a unit's week in the place of the one that was read; ChangedMeanwhile when that one is gone.

    Refused names the shift and the field. What stays as it is is not written again.
    """
    with transaction.atomic():
        County.objects.select_for_update().get(tenant=tenant)
        place = Unit.objects.filter(tenant=tenant, code=unit, is_active=True).first()
        if place is None:
            raise invalid("unit", "没有这个单位", "there is no such unit")
        standing = {_planned(row): row for row in _week(tenant, unit, monday)}
        if mark_of(list(standing)) != mark:
            raise ChangedMeanwhile
        users = _users(tenant, week)
        check_week([each.shift for each in week], monday, around=_around(tenant, unit, monday))
        wanted = [_named(each, users) for each in week]
        gone = [row.pk for planned, row in standing.items() if planned not in wanted]
        if gone:
            DutyRoster.objects.filter(pk__in=gone).delete()
        DutyRoster.objects.bulk_create(
            _row(tenant, place, each, users) for each in wanted if each not in standing
        )
    return week_of(tenant, unit, monday)


def _users(tenant: str, week: Sequence[Planned]) -> dict[str, User]:
    names = {each.shift.person for each in week}
    users = {
        user.username: user for user in User.objects.filter(tenant=tenant, is_active=True, username__in=names)
    }
    for number, each in enumerate(week):
        if each.shift.person not in users:
            raise invalid(f"shifts[{number}].user", "没有这个人员", "there is no such person")
    return users


def _around(tenant: str, unit: str, monday: date) -> list[Shift]:
    """What else is planned in or into the week: of other units, and of this one from the days before and after."""
    first, last = _span(monday)
    rows = DutyRoster.objects.filter(tenant=tenant, starts__lt=last + timedelta(days=1), ends__gt=first)
    others = rows.exclude(unit__code=unit, starts__gte=first, starts__lt=last)
    return [row.shift for row in others.select_related("unit", "user")]


def _week(tenant: str, unit: str, monday: date) -> list[DutyRoster]:
    first, last = _span(monday)
    rows = DutyRoster.objects.filter(tenant=tenant, unit__code=unit, starts__gte=first, starts__lt=last)
    return list(rows.select_related("unit", "user").order_by("starts", "post", "user__username"))


def _span(monday: date) -> tuple[datetime, datetime]:
    first = datetime.combine(monday, time(), tzinfo=SHANGHAI)
    return first, first + timedelta(days=WEEK)


def _planned(row: DutyRoster) -> Planned:
    return Planned(row.shift, row.is_published, row.published_name, row.note, row.user.display_name)


def _named(each: Planned, users: dict[str, User]) -> Planned:
    name = users[each.shift.person].display_name
    return Planned(each.shift, each.is_published, each.published_name, each.note, name)


def _row(tenant: str, unit: Unit, each: Planned, users: dict[str, User]) -> DutyRoster:
    return DutyRoster(
        tenant=tenant,
        unit=unit,
        post=each.shift.role.value,
        user=users[each.shift.person],
        starts=each.shift.starts,
        ends=each.shift.ends,
        note=each.note,
        is_published=each.is_published,
        published_name=each.published_name,
    )
