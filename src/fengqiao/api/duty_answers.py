"""What the settings of the duty directory answer."""

from datetime import datetime
from typing import Any

import msgspec

from fengqiao.desk.duty_editing import Edition
from fengqiao.directory.duty_drafts import ShownLine
from fengqiao.directory.models import DutyVersion
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.dry_run import Asked, DryRun


class DutyVersionAnswer(msgspec.Struct):
    """A version: a draft, one that will hold, the one that holds now (`in_force`), or one of the past."""

    number: int
    effective_from: datetime
    published_at: datetime | None
    note: str
    lines: int
    in_force: bool


class DutyVersions(msgspec.Struct):
    """Versions, the newest first."""

    items: list[DutyVersionAnswer]


class Drafted(msgspec.Struct):
    """The version that was written to."""

    number: int


class NamedUnit(msgspec.Struct):
    """A unit by code and name."""

    code: str
    name: str


class DutyLineAnswer(msgspec.Struct):
    """A line with the names of its codes; `mark` goes back with a change."""

    id: int
    category: str
    category_name: str
    area: str
    area_name: str
    lead: NamedUnit
    co: list[NamedUnit]
    lane: str
    holder: str
    source: str
    basis: str
    matter_code: str
    mark: str


class DutyFinding(msgspec.Struct):
    """What is wrong, with the line it is about (None: between lines); a grave one stands in the way of publishing."""

    fault: str
    detail: str
    line: int | None
    field: str
    category: str
    grave: bool


class DutyEdition(msgspec.Struct):
    """A version whole."""

    version: DutyVersionAnswer
    lines: list[DutyLineAnswer]
    findings: list[DutyFinding]


class DutyMove(msgspec.Struct):
    """How many matters of a category would have had another lead."""

    category: str
    category_name: str
    before: NamedUnit
    after: NamedUnit
    n: int


class MovedMatter(msgspec.Struct):
    """A matter that would have gone elsewhere; `went` is whom it was really dispatched to, `may_open` for the link."""

    code: str
    category: str
    category_name: str
    area_name: str
    dispatched_at: datetime
    went: NamedUnit
    before: NamedUnit
    after: NamedUnit
    may_open: bool


class DryRunAnswer(msgspec.Struct):
    """What a version would have changed in a span of time. Nothing was written."""

    since: datetime
    until: datetime
    compared: int
    moved: int
    others: int
    unknown: int
    moves: list[DutyMove]
    items: list[MovedMatter]
    next_cursor: str | None


def shown_version(version: DutyVersion, lines: int, *, in_force: int) -> dict[str, Any]:
    """A version as it is answered; `in_force` is the key of the one that holds now."""
    return {
        "number": version.number,
        "effective_from": version.effective_from,
        "published_at": version.published_at,
        "note": version.note,
        "lines": lines,
        "in_force": version.pk == in_force,
    }


def shown_edition(found: Edition, county: CountyDirectory, *, in_force: int, english: bool) -> dict[str, Any]:
    """A version whole as it is answered."""
    return {
        "version": shown_version(found.version, len(found.lines), in_force=in_force),
        "lines": [shown_line(line, county, english=english) for line in found.lines],
        "findings": [
            {
                "fault": each.fault.value,
                "detail": each.en if english else each.zh,
                "line": each.line,
                "field": each.field,
                "category": each.category,
                "grave": each.grave,
            }
            for each in found.findings
        ],
    }


def shown_line(line: ShownLine, county: CountyDirectory, *, english: bool) -> dict[str, Any]:
    """A line as it is answered."""
    values = line.values
    return {
        "id": line.id,
        "category": values.category,
        "category_name": _category(values.category, county, english=english),
        "area": values.area,
        "area_name": _area(values.area, county),
        "lead": _unit(values.lead, county, english=english),
        "co": [_unit(code, county, english=english) for code in values.co],
        "lane": values.lane,
        "holder": values.holder,
        "source": line.source,
        "basis": values.basis,
        "matter_code": line.matter_code,
        "mark": line.mark,
    }


def shown_dry_run(found: DryRun, asked: Asked, county: CountyDirectory, *, english: bool) -> dict[str, Any]:
    """A dry run as it is answered."""
    return {
        "since": asked.since,
        "until": asked.until,
        "compared": found.compared,
        "moved": found.moved,
        "others": found.others,
        "unknown": found.unknown,
        "moves": [
            {
                "category": move.category,
                "category_name": _category(move.category, county, english=english),
                "before": _unit(move.before, county, english=english),
                "after": _unit(move.after, county, english=english),
                "n": move.count,
            }
            for move in found.moves
        ],
        "items": [
            {
                "code": each.code,
                "category": each.category,
                "category_name": _category(each.category, county, english=english),
                "area_name": _area(each.area, county),
                "dispatched_at": each.at,
                "went": _unit(each.went, county, english=english),
                "before": _unit(each.before, county, english=english),
                "after": _unit(each.after, county, english=english),
                "may_open": each.may_open,
            }
            for each in found.items
        ],
        "next_cursor": found.next_cursor,
    }


def _unit(code: str, county: CountyDirectory, *, english: bool) -> dict[str, str]:
    return {"code": code, "name": county.unit_name(code, english=english)}


def _area(code: str, county: CountyDirectory) -> str:
    """The name of a grid or area, else that of the smallest area around it that has one."""
    if code in county.grids:
        return county.grids[code].name
    around = (code[:length] for length in (len(code), 12, 9, 6))
    return next((county.areas[area] for area in around if area in county.areas), code)


def _category(code: str, county: CountyDirectory, *, english: bool) -> str:
    """The name of a leaf or a group; of any other beginning of a code the code itself."""
    found = county.categories.get(code) or county.groups.get(code)
    if found is None:
        return code
    return found.name_en if english else found.name_zh
