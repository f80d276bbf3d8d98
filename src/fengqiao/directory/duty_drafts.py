"""Editing a draft of the duty directory line by line, and what is found wrong with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count

from fengqiao.directory.changed import ChangedMeanwhile
from fengqiao.directory.labels import label
from fengqiao.directory.models import DutyLine, DutyVersion, Unit
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.dispatch.duty import DutyLine as PureLine
from fengqiao.dispatch.duty import DutySource
from fengqiao.dispatch.duty_checks import Finding, check
from fengqiao.matters.categories import Holder, Lane

MOST_LINES = 20_000


class LineGone(LookupError):  # noqa: N818  it names what happened
    """The draft has no such line, or has none any more."""


@dataclass(frozen=True, slots=True)
class LineValues:
    """What stands in a line; `lead` and `co` are unit codes, `area` a significant code or ''."""

    category: str
    area: str
    lead: str
    co: tuple[str, ...]
    lane: str
    holder: str
    basis: str


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line with its key, where it comes from, and the mark that says whether it was changed meanwhile."""

    id: int
    values: LineValues
    source: str
    matter_code: str
    mark: str


@dataclass(frozen=True, slots=True)
class ShownVersion:
    """A version with the number of its lines."""

    version: DutyVersion
    lines: int


def versions(tenant: str) -> list[ShownVersion]:
    """All versions, the newest number first, in one statement."""
    rows = DutyVersion.objects.filter(tenant=tenant).annotate(count=Count("lines")).order_by("-number")
    return [ShownVersion(row, row.count) for row in rows]


def version_of(tenant: str, number: int) -> DutyVersion | None:
    """The version of this number."""
    return DutyVersion.objects.filter(tenant=tenant, number=number).first()


def lines_of(version: DutyVersion) -> list[ShownLine]:
    """Every line of a version by category and place, in one statement."""
    rows = DutyLine.objects.filter(version=version).order_by("category", "area")
    return [
        _shown(key, LineValues(category, area, lead, tuple(co), lane, holder, basis), source, matter)
        for key, category, area, lead, co, lane, holder, basis, source, matter in rows.values_list(
            "id", "category", "area", "lead__code", "co", "lane", "holder", "basis", "source", "matter_code"
        )[:MOST_LINES]
    ]


def findings(
    version: DutyVersion,
    lines: Iterable[ShownLine],
    county: CountyDirectory,
    *,
    in_force: Collection[PureLine] = (),
) -> list[Finding]:
    """What is wrong with the lines of a version; `in_force`: those that it would replace."""
    return check(
        [_pure(line, version.number) for line in lines],
        categories=county.categories,
        areas={**county.areas, **{grid.code: grid.name for grid in county.grids.values()}},
        county_units=county.units,
        in_force=in_force,
    )


def add_line(version: DutyVersion, values: LineValues) -> ShownLine:
    """Add a line to a draft; ValidationError names the field."""
    line = DutyLine(tenant=version.tenant, version=version, source=DutySource.EDIT.value)
    with transaction.atomic():
        _fill(line, values)
        line.save()
    return _shown_row(line)


def change_line(version: DutyVersion, key: int, values: LineValues, *, mark: str) -> ShownLine:
    """Change a line of a draft that is still as it was read (`mark`); what is changed by hand is an edit."""
    with transaction.atomic():
        line = _locked(version, key, mark)
        line.source, line.matter_code = DutySource.EDIT.value, ""
        _fill(line, values)
        line.save()
    return _shown_row(line)


def drop_line(version: DutyVersion, key: int, *, mark: str) -> None:
    """Take a line out of a draft, if it is still as it was read."""
    with transaction.atomic():
        line = _locked(version, key, mark)
        insist_on_draft(version)
        line.delete()


def redate(version: DutyVersion, *, effective_from: datetime, note: str) -> None:
    """Change from when a draft is to hold, and what it is about."""
    insist_on_draft(version)
    version.effective_from, version.note = effective_from, note
    version.clean_fields()
    version.save(update_fields=["effective_from", "note"])


def discard(drafts: Iterable[DutyVersion]) -> int:
    """Delete drafts with their lines; what is published stays. Gives how many went."""
    keys = [draft.pk for draft in drafts if draft.is_draft]
    with transaction.atomic():
        gone = list(DutyVersion.objects.select_for_update().filter(pk__in=keys, published_at__isnull=True))
        DutyLine.objects.filter(version__in=gone).delete()
        DutyVersion.objects.filter(pk__in=[draft.pk for draft in gone]).delete()
    return len(gone)


def _locked(version: DutyVersion, key: int, mark: str) -> DutyLine:
    line = (
        DutyLine.objects.select_for_update(of=("self",))
        .select_related("version", "lead")
        .filter(version=version, pk=key)
        .first()
    )
    if line is None:
        raise LineGone(key)
    if _shown_row(line).mark != mark:
        raise ChangedMeanwhile(key)
    return line


def _fill(line: DutyLine, values: LineValues) -> None:
    lead = Unit.objects.filter(tenant=line.tenant, code=values.lead, is_active=True).first()
    if lead is None:
        raise ValidationError(
            {"lead": label(f"没有在用的单位{values.lead}", f"No unit {values.lead} in use")}
        )
    line.category, line.area, line.lead = values.category, values.area, lead
    line.co = list(dict.fromkeys(values.co))
    line.lane, line.holder, line.basis = values.lane, values.holder, values.basis
    line.clean_fields()
    line.clean()
    same = DutyLine.objects.filter(version=line.version, category=line.category, area=line.area)
    if same.exclude(pk=line.pk).exists():
        words = label("该分类和区划已有一条", "There is a line for this category and place already")
        raise ValidationError({"area": words})


def insist_on_draft(version: DutyVersion) -> None:
    """Refuse to touch what is published."""
    if not version.is_draft:
        words = label("已发布的版本不能改，请新建版本", "A published version is closed; make a new one")
        raise ValidationError({"version": words})


def _shown_row(line: DutyLine) -> ShownLine:
    values = LineValues(
        line.category, line.area, line.lead.code, tuple(line.co), line.lane, line.holder, line.basis
    )
    return _shown(line.pk, values, line.source, line.matter_code)


def _shown(key: int, values: LineValues, source: str, matter_code: str) -> ShownLine:
    return ShownLine(key, values, source, matter_code, _mark(values))


def _pure(line: ShownLine, number: int) -> PureLine:
    values = line.values
    return PureLine(
        id=line.id,
        version=number,
        category=values.category,
        area=values.area,
        lead=values.lead,
        co=values.co,
        lane=Lane(values.lane),
        holder=Holder(values.holder),
        source=DutySource(line.source),
    )


def _mark(values: LineValues) -> str:
    parts: Sequence[str] = (
        values.category, values.area, values.lead, *values.co, "", values.lane, values.holder, values.basis,
    )  # fmt: skip
    return sha256("\0".join(parts).encode()).hexdigest()[:16]
