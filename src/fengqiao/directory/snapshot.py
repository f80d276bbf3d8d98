"""The county as the rules read it: one frozen picture of everything people edit, kept in memory until it changes.

Loading takes a dozen statements; after that a request costs one look at the county's version, or none when the caller
has read that version in a statement of its own (`SELECT version FROM directory_county WHERE tenant = …`).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic

from django.db import connection

from fengqiao.clocks import Calendar, Profile
from fengqiao.directory import reading
from fengqiao.directory.models import County
from fengqiao.matters.categories import CategoryGroup, CategoryInfo
from fengqiao.matters.questions import Answered, Question
from fengqiao.people.mediators import MediatorInfo
from fengqiao.people.units import UnitInfo, Units
from fengqiao.places.grids import Grid, Polygons
from fengqiao.places.rooms import RoomInfo


class UnknownCounty(LookupError):  # noqa: N818  it names what happened
    """No county has this code."""


@dataclass(frozen=True, slots=True)
class Template:
    """A document template as documents refer to it: code, names, text and the version of that text.

    `word` is its word in numbers, e.g. 人调字. One that is not `is_active` makes no papers any more.
    """

    code: str
    name_zh: str
    name_en: str
    word: str
    body: str
    version: int
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class Edition:
    """A published version of the duty directory: its key, its number and from when it holds."""

    id: int
    number: int
    effective_from: datetime


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class CountyDirectory:
    """Everything a rule may ask about a county.

    `units` take part in dispatch, `retired_units` only lend their names to old matters; `categories` are the leaves,
    `groups` the nodes above them; `asked` questions by category and edition;
    `areas` names by code; `profile` is the one in force, `profiles` all by code;
    `editions` the duty directory's versions, the latest to begin first (`duties.duty_table` reads the lines);
    `rooms` and `mediators` those in use, by code.
    """

    tenant: str
    version: int
    name: str
    name_en: str
    centre_phone: str
    throwaway: bool
    boundary: Polygons
    units: Units
    retired_units: Mapping[str, UnitInfo]
    categories: Mapping[str, CategoryInfo]
    groups: Mapping[str, CategoryGroup]
    asked: Mapping[tuple[str, int], tuple[Question, ...]]
    calendar: Calendar
    profile: Profile
    profiles: Mapping[str, Profile]
    editions: tuple[Edition, ...]
    areas: Mapping[str, str]
    grids: Mapping[str, Grid]
    templates: Mapping[str, Template]
    rooms: Mapping[str, RoomInfo]
    mediators: Mapping[str, MediatorInfo]

    def unit_for_type(self, type_code: str, area: str) -> UnitInfo | None:
        """The unit of a type whose territory holds the area and is the smallest, or None."""
        return self.units.nearest(type_code, area)

    def unit_name(self, code: str, *, english: bool = False) -> str:
        """What a unit is called, also one that no longer takes part; its code when nobody knows it."""
        unit = self.units.get(code) or self.retired_units.get(code)
        if unit is None:
            return code
        return (unit.name_en or unit.name_zh) if english else unit.name_zh

    def question(self, answer: Answered) -> Question | None:
        """The question as it stood when it was answered; None where the county has no such edition."""
        asked = self.asked.get((answer.category, answer.edition), ())
        return next((each for each in asked if each.code == answer.code), None)

    def edition_at(self, moment: datetime) -> Edition | None:
        """The version of the duty directory in force at a moment; None before the first."""
        return next((edition for edition in self.editions if edition.effective_from <= moment), None)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A snapshot in memory, and when its version was last looked at (monotonic seconds)."""

    county: CountyDirectory
    looked: float


_MOST_KEPT = 64
# By database too: tests have many, and each counts for itself.
_kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
_lock = Lock()


def county(tenant: str, *, version: int | None = None, max_age: float = 0.0) -> CountyDirectory:
    """The snapshot of a county, from memory while its version stands; UnknownCounty when there is none.

    `version`: what the caller has just read, to save the look. `max_age`: for so many seconds after a look the
    memory is believed without another one; a change in the admin then takes that long to be seen.
    Versions are never used twice, not even by a transaction that was rolled back, so equal numbers mean equal content.
    """
    key = (str(connection.settings_dict["NAME"]), tenant)
    now = monotonic()
    with _lock:
        kept = _kept.get(key)
    if kept is not None and version is None and now - kept.looked < max_age:
        return kept.county
    if version is None:
        version = current_version(tenant)
    found = kept.county if kept is not None and kept.county.version == version else load(tenant)
    with _lock:
        _kept[key] = _Kept(found, now)
        _kept.move_to_end(key)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found


def remembered(tenant: str) -> CountyDirectory | None:
    """The snapshot in memory, whatever its version; None where nobody looked yet. It costs no look."""
    with _lock:
        kept = _kept.get((str(connection.settings_dict["NAME"]), tenant))
    return kept.county if kept is not None else None


def current_version(tenant: str) -> int:
    """The version of a county's configuration now; UnknownCounty when there is none."""
    version = County.objects.filter(tenant=tenant).values_list("version", flat=True).first()
    if version is None:
        raise UnknownCounty(tenant)
    return version


def forget(tenant: str | None = None) -> None:
    """Drop the snapshot of a county, or every one of this process; the removal of a county needs it."""
    with _lock:
        for key in [key for key in _kept if tenant in {None, key[1]}]:
            del _kept[key]


def load(tenant: str) -> CountyDirectory:
    """Read a county from the database, past the memory; UnknownCounty when there is none.

    The version is read first: a change in between makes the picture newer than its number, and the next look at the
    number loads it again.
    """
    row, rooms = reading.county_with_rooms(tenant)
    if row is None:
        raise UnknownCounty(tenant)
    active, retired = reading.units(tenant)
    leaves, groups, asked = reading.categories(tenant)
    profiles = reading.profiles(tenant)
    return CountyDirectory(
        tenant=tenant,
        version=row.version,
        name=row.name,
        name_en=row.name_en,
        centre_phone=row.centre_phone,
        throwaway=row.throwaway,
        boundary=reading.outline(row.boundary),
        units=Units.of(tenant, active),
        retired_units={unit.code: unit for unit in retired},
        categories=leaves,
        groups=groups,
        asked=asked,
        calendar=reading.calendar(tenant, row.sessions),
        profile=profiles.get(row.profile) or profiles["default"],
        profiles=profiles,
        editions=tuple(Edition(*values) for values in reading.editions(tenant)),
        areas=reading.areas(tenant),
        grids=reading.grids(tenant),
        templates={values[0]: Template(*values) for values in reading.templates(tenant)},
        rooms=rooms,
        mediators=reading.mediators(tenant),
    )
