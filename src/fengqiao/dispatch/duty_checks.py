"""What is wrong with the lines of a duty directory before it holds: each finding names its line.

A *grave* finding is a line that would silently not do what it says; a directory with one is not published. The others
are told to whoever edits, and may be meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from fengqiao.dispatch.duty import ChoiceRule, DutyLine, DutySource, DutyTable, choose
from fengqiao.matters.categories import CategoryInfo
from fengqiao.people.units import UnitInfo, Units
from fengqiao.places.areas import enclosing


class Fault(StrEnum):
    """What can be wrong with a line, or between lines."""

    UNKNOWN_UNIT = "unknown_unit"
    UNKNOWN_CATEGORY = "unknown_category"
    UNKNOWN_AREA = "unknown_area"
    MEDIATION = "mediation"
    TRANSFER_ONLY = "transfer_only"
    NEVER_ASKED = "never_asked"
    OVERLAP = "overlap"
    GAP = "gap"
    RULING_MISSING = "ruling_missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: the line it is about (None for a gap, which has none), its field, and the sentence."""

    fault: Fault
    zh: str
    en: str
    line: int | None = None
    field: str = ""
    category: str = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class _Book:
    """The lines of one version with what they are held against, indexed."""

    lines: Sequence[DutyLine]
    table: DutyTable
    categories: Mapping[str, CategoryInfo]
    areas: Mapping[str, str]
    units: Units
    codes: Sequence[str]

    def leaves(self, prefix: str) -> Sequence[str]:
        """The codes of the leaf categories that begin like this."""
        first = bisect_left(self.codes, prefix)
        return self.codes[first : bisect_left(self.codes, prefix + "\uffff", first)]

    def where(self, area: str) -> tuple[str, str]:
        """What an area is called in both languages."""
        name = self.areas.get(area, area)
        return (name, name) if area else ("全县", "the whole county")


def check(
    lines: Collection[DutyLine],
    *,
    categories: Mapping[str, CategoryInfo],
    areas: Mapping[str, str],
    county_units: Units,
    in_force: Collection[DutyLine] = (),
) -> list[Finding]:
    """Every finding, grave ones first, then by line. `areas` are names by significant code.

    `in_force`: the lines that these would replace, of which no ruling should get lost.
    """
    ordered = sorted(lines, key=lambda line: line.id)
    book = _Book(ordered, DutyTable.of(ordered), categories, areas, county_units, sorted(categories))
    found = [
        *(finding for line in ordered for finding in _of_line(line, book)),
        *_overlaps(book),
        *_rulings(book, in_force),
        *_gaps(book),
    ]
    return sorted(found, key=lambda each: (not each.grave, each.line is None, each.line or 0))


def _of_line(line: DutyLine, book: _Book) -> Iterator[Finding]:
    leaves = book.leaves(line.category)
    if not leaves:
        yield Finding(
            Fault.UNKNOWN_CATEGORY,
            f"没有以“{line.category}”开头的在用分类，这一条不会用到",
            f"no category in use begins with {line.category}, so this line is never asked",
            line.id,
            "category",
        )
    if line.area and line.area not in book.areas:
        yield Finding(
            Fault.UNKNOWN_AREA,
            f"区划目录里没有{line.area}",
            f"the directory of areas does not hold {line.area}",
            line.id,
            "area",
        )
    yield from _of_units(line, book)
    lead = book.units.get(line.lead)
    if lead is not None and lead.mediates:
        yield from _mediation(line, leaves, book)
    nearer = [leaf for leaf in leaves if _nearer(line, leaf, book)]
    if leaves and line.category not in book.categories and len(nearer) == len(leaves):
        yield Finding(
            Fault.NEVER_ASKED,
            "它的每个分类在同一区划都有更细的条目，这一条不会用到",
            "each of its categories has a more exact line for the same place, so this one is never asked",
            line.id,
            "category",
        )


def _of_units(line: DutyLine, book: _Book) -> Iterator[Finding]:
    lead = book.units.get(line.lead)
    if lead is None:
        yield Finding(
            Fault.UNKNOWN_UNIT,
            f"主办单位{line.lead}不存在或已停用，派单时会跳过这一条",
            f"the lead {line.lead} does not exist or is not in use: dispatch would pass this line over",
            line.id,
            "lead",
            grave=True,
        )
    elif not lead.takes_orders:
        yield Finding(
            Fault.TRANSFER_ONLY,
            f"{lead.name_zh}不接工单，这类事项只能移送",
            f"{lead.name_en} takes no orders: such matters leave by transfer",
            line.id,
            "lead",
        )
    for code in line.co:
        unit: UnitInfo | None = book.units.get(code)
        if unit is None or not unit.takes_orders:
            name = (unit.name_zh, unit.name_en) if unit is not None else (code, code)
            yield Finding(
                Fault.UNKNOWN_UNIT,
                f"协办单位{name[0]}不存在、已停用或不接工单，派单时会漏掉它",
                f"the assist {name[1]} does not exist, is not in use or takes no orders: it would be left out",
                line.id,
                "co",
                grave=True,
            )


def _mediation(line: DutyLine, leaves: Sequence[str], book: _Book) -> Iterator[Finding]:
    """Guard 1 (RULINGS 19): where mediation is forbidden the line is passed over."""
    barred = [leaf for leaf in leaves if book.categories[leaf].no_mediation]
    if barred:
        yield Finding(
            Fault.MEDIATION,
            f"{'、'.join(barred)}不得调解，派单时会跳过这一条",
            f"{', '.join(barred)} must not be mediated: dispatch would pass this line over",
            line.id,
            "lead",
            grave=len(barred) == len(leaves),
        )


def _nearer(line: DutyLine, leaf: str, book: _Book) -> bool:
    """Whether a line of the same area speaks about this leaf with a longer code."""
    return any(
        (line.area, leaf[:length]) in book.table.lines
        for length in range(len(line.category) + 1, len(leaf) + 1)
    )


def _overlaps(book: _Book) -> Iterator[Finding]:
    """A line for a smaller place with a wider category goes before one for a wider place with an exact category."""
    by_area: dict[str, list[tuple[str, DutyLine]]] = {}
    for line in book.lines:
        by_area.setdefault(line.area, []).append((line.category, line))
    for each in by_area.values():
        each.sort(key=lambda pair: pair[0])
    for line in book.lines:
        if not line.area:
            continue
        for area in (*enclosing(line.area)[1:], ""):
            others = by_area.get(area, [])
            first = bisect_left(others, line.category, key=lambda pair: pair[0])
            for category, other in others[first:]:
                if not category.startswith(line.category):
                    break
                if category != line.category and other.lead != line.lead and book.leaves(category):
                    yield _overlap(line, other, book)


def _overlap(line: DutyLine, other: DutyLine, book: _Book) -> Finding:
    (here, here_en), (there, there_en) = book.where(line.area), book.where(other.area)
    about = (line.category or "全部分类", line.category or "any category")
    return Finding(
        Fault.OVERLAP,
        f"与第{other.id}号（{other.category} × {there}）重叠：在{here}先用这一条（{about[0]}），那里的{other.category}不再按第{other.id}号派单",
        f"overlaps line {other.id} ({other.category} × {there_en}): in {here_en} this line ({about[1]}) comes first,"
        f" and {other.category} no longer goes by line {other.id} there",
        line.id,
        "area",
        other.category,
    )


def _rulings(book: _Book, in_force: Collection[DutyLine]) -> Iterator[Finding]:
    """Rulings that hold now, maybe made after the draft was begun, for which it has no line."""
    for line in in_force:
        if line.source is DutySource.RULING and (line.area, line.category) not in book.table.lines:
            where, where_en = book.where(line.area)
            yield Finding(
                Fault.RULING_MISSING,
                f"现行版本中由裁定形成的条目（{line.category} × {where}）不在这一版里",
                f"the line that a ruling made ({line.category} × {where_en}) is not in this version",
                category=line.category,
            )


def _gaps(book: _Book) -> Iterator[Finding]:
    """Categories that neither a line nor a default unit answers for, and where; who takes them then."""
    towns = [area for area in sorted(book.areas) if len(area) == 9 and area.startswith(book.units.tenant)]
    villages = {
        town: [area for area in book.areas if len(area) == 12 and area.startswith(town)] for town in towns
    }
    for code in book.codes:
        missing: dict[ChoiceRule, list[str]] = {}
        for town in towns or [book.units.tenant]:
            rule = _rule(code, town, book)
            if rule not in _NOBODY:
                continue
            below = villages.get(town, [])
            # What villages answer for has nobody at the town as such, and needs nobody there.
            without = [village for village in below if _rule(code, village, book) in _NOBODY]
            if not below or len(without) == len(below):
                without = [town]
            missing.setdefault(rule, []).extend(book.areas.get(area, area) for area in without)
        for rule, names in missing.items():
            if names:
                yield _gap(book.categories[code], names, lost=rule is ChoiceRule.FALLBACK)


_NOBODY = frozenset({ChoiceRule.TERRITORY, ChoiceRule.FALLBACK})


def _rule(code: str, area: str, book: _Book) -> ChoiceRule:
    return choose(book.categories[code], area, lines=book.table, county_units=book.units).rule


def _gap(category: CategoryInfo, names: Sequence[str], *, lost: bool) -> Finding:
    return Finding(
        Fault.GAP,
        f"{category.code} {category.name_zh}在{_some(names, '、')}没有条目和默认承办单位，"
        + ("也没有属地中心，由县综治中心兜底" if lost else "由属地中心承接"),
        f"{category.code} {category.name_en}: neither line nor default unit in {_some(names, ', ')}, "
        + ("nor a town centre: the county centre is the catch-all" if lost else "the town centre takes it"),
        category=category.code,
    )


def _some(names: Sequence[str], between: str) -> str:
    """The first few of many names."""
    shown = between.join(names[:5])
    return (
        shown
        if len(names) <= 5
        else f"{shown}…（{len(names)}）"
        if between == "、"
        else f"{shown} … ({len(names)})"
    )
