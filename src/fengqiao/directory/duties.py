"""The duty directory at work: which lines hold, new versions, rulings that become lines, and the dry run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Max

from fengqiao.directory import reading
from fengqiao.directory.duty_drafts import findings, lines_of
from fengqiao.directory.labels import label
from fengqiao.directory.models import Category, County, DutyLine, DutyVersion, Unit
from fengqiao.directory.models.history import write_created
from fengqiao.directory.snapshot import CountyDirectory, UnknownCounty
from fengqiao.directory.snapshot import county as county_of
from fengqiao.dispatch.duty import Choice, DutySource, DutyTable, choose


def duty_table(county: CountyDirectory, at: datetime) -> DutyTable:
    """The lines in force at a moment; empty before the first version. Published lines never change, so they keep."""
    edition = county.edition_at(at)
    return DutyTable.of(()) if edition is None else _table(str(connection.settings_dict["NAME"]), edition.id)


def propose(county: CountyDirectory, category: str, area: str, *, at: datetime) -> Choice:
    """Who should own a matter of this category at this place now (DOMAIN section 3); KeyError for no leaf."""
    return choose(county.categories[category], area, lines=duty_table(county, at), county_units=county.units)


def new_draft(tenant: str, *, effective_from: datetime, note: str = "") -> DutyVersion:
    """A new version to edit, with the lines that will hold when it begins."""
    with transaction.atomic():
        _lock_county(tenant)
        base = _in_force(tenant, effective_from)
        draft = _numbered(tenant, effective_from=effective_from, note=note)
        if base is not None:
            _copy_lines(base, draft)
    return draft


def publish(version: DutyVersion, *, at: datetime, effective_from: datetime | None = None) -> None:
    """Close a draft; it holds from its effective date, which may be set along with it.

    ValidationError for a date gone by, a version already out, or lines that dispatch would silently pass over. A
    directory that began before it was published would put a wrong line beside orders already sent.
    """
    with transaction.atomic():
        _lock_county(version.tenant)
        version.refresh_from_db()
        if not version.is_draft:
            raise ValidationError(label("该版本已发布", "This version is already published"))
        if effective_from is not None:
            version.effective_from = effective_from
        if version.effective_from < at:
            raise ValidationError(
                {
                    "effective_from": label(
                        "生效时间不能早于发布时间", "It cannot begin before it is published"
                    )
                }
            )
        _insist_on_sound(version)
        version.published_at = at
        version.save(update_fields=["effective_from", "published_at"])


def save_ruling(
    tenant: str,
    *,
    category: str,
    area: str,
    lead: str,
    co: Iterable[str] = (),
    basis: str,
    matter_code: str,
    at: datetime,
) -> DutyVersion:
    """Make a ruling on a returned order (退单裁定) the line for its category and place from `at` on.

    `area` is a significant code, '' for the whole county. The directory in force gets a new version with this line;
    a version that is published but begins later gets one too, unless it plans another line for the same key.
    Returns the version in force; saving the same ruling again returns the version that it made the first time.
    ValidationError names an unknown category or unit.
    """
    with transaction.atomic():
        _lock_county(tenant)
        saved = DutyLine.objects.filter(
            tenant=tenant, version__effective_from=at, matter_code=matter_code, source=DutySource.RULING.value,
            category=category, area=area, lead__code=lead,
        ).select_related("version").order_by("version__number").first()  # fmt: skip
        if saved is not None:
            return saved.version
        line = _ruled_line(tenant, category=category, area=area, lead=lead, co=tuple(co))
        line.basis, line.matter_code = basis, matter_code
        base = _in_force(tenant, at)
        before = _key_of(base, category, area)
        ruled = _with_line(base, line, effective_from=at, at=at)
        later = DutyVersion.objects.filter(
            tenant=tenant, published_at__isnull=False, effective_from__gt=at, number__lt=ruled.number
        )
        for planned in later.order_by("effective_from", "number"):
            if (
                _in_force(tenant, planned.effective_from) == planned
                and _key_of(planned, category, area) == before
            ):
                _with_line(planned, line, effective_from=planned.effective_from, at=at)
    return ruled


@dataclass(frozen=True, slots=True)
class Placed:
    """A matter of the past for the dry run: its code, category and area ('' when unknown)."""

    matter: str
    category: str
    area: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A matter that another version of the directory would give to somebody else."""

    matter: str
    before: Choice
    after: Choice


@dataclass(frozen=True, slots=True)
class Replay:
    """What a version would change: how many matters were compared, which differ, which have no category any more."""

    compared: int
    differences: tuple[Difference, ...]
    unknown: tuple[str, ...]


def replay(
    version: DutyVersion,
    matters: Iterable[Placed],
    *,
    at: datetime,
    county: CountyDirectory | None = None,
) -> Replay:
    """Choose again for past matters by this version (draft or not) and by the one in force at `at`; writes nothing.

    `county`: the snapshot, where the caller has it.
    """
    county = county or county_of(version.tenant)
    old, new = duty_table(county, at), DutyTable.of(reading.duty_lines(version.id))
    differences: list[Difference] = []
    unknown: list[str] = []
    compared = 0
    for placed in matters:
        category = county.categories.get(placed.category)
        if category is None:
            unknown.append(placed.matter)
            continue
        compared += 1
        before = choose(category, placed.area, lines=old, county_units=county.units)
        after = choose(category, placed.area, lines=new, county_units=county.units)
        if (before.lead, set(before.co), before.lane) != (after.lead, set(after.co), after.lane):
            differences.append(Difference(placed.matter, before, after))
    return Replay(compared, tuple(differences), tuple(unknown))


@lru_cache(maxsize=64)
def _table(database: str, version_id: int) -> DutyTable:  # noqa: ARG001  the database is part of the key
    return DutyTable.of(reading.duty_lines(version_id))


def _lock_county(tenant: str) -> None:
    """Numbers and copies are made by one person at a time."""
    if not County.objects.select_for_update().filter(tenant=tenant).exists():
        raise UnknownCounty(tenant)


def _in_force(tenant: str, moment: datetime) -> DutyVersion | None:
    published = DutyVersion.objects.filter(
        tenant=tenant, published_at__isnull=False, effective_from__lte=moment
    )
    return published.order_by("-effective_from", "-number").first()


def _insist_on_sound(version: DutyVersion) -> None:
    found = findings(version, lines_of(version), county_of(version.tenant))
    grave = next((each for each in found if each.grave), None)
    if grave is not None:
        raise ValidationError(
            {"lines": label(f"第{grave.line}号有误：{grave.zh}", f"Line {grave.line}: {grave.en}")}
        )


def _numbered(tenant: str, *, effective_from: datetime, note: str) -> DutyVersion:
    last = DutyVersion.objects.filter(tenant=tenant).aggregate(last=Max("number"))["last"] or 0
    return DutyVersion.objects.create(
        tenant=tenant, number=last + 1, effective_from=effective_from, note=note
    )


def _key_of(version: DutyVersion | None, category: str, area: str) -> tuple[object, ...] | None:
    if version is None:
        return None
    lines = DutyLine.objects.filter(version=version, category=category, area=area)
    return lines.values_list("lead_id", "co").first()


def _ruled_line(tenant: str, *, category: str, area: str, lead: str, co: tuple[str, ...]) -> DutyLine:
    filed = Category.objects.filter(tenant=tenant, code=category, is_leaf=True).first()
    if filed is None:
        raise ValidationError({"category": label(f"没有分类{category}", f"No category {category}")})
    unit = Unit.objects.filter(tenant=tenant, code=lead).first()
    if unit is None:
        raise ValidationError({"lead": label(f"没有单位{lead}", f"No unit {lead}")})
    line = DutyLine(
        tenant=tenant,
        category=category,
        area=area,
        lead=unit,
        co=list(dict.fromkeys(co)),
        lane=filed.lane,
        holder=filed.holder,
        source=DutySource.RULING.value,
    )
    line.clean_fields(exclude=["version"])
    line.clean()
    return line


def _with_line(
    base: DutyVersion | None, line: DutyLine, *, effective_from: datetime, at: datetime
) -> DutyVersion:
    note = f"裁定 {line.matter_code}".strip()
    version = _numbered(line.tenant, effective_from=effective_from, note=note)
    if base is not None:
        _copy_lines(base, version, leave_out=(line.category, line.area))
    line.pk, line.version = None, version
    line._state.adding = True
    line.save()
    version.published_at = at
    version.save(update_fields=["published_at"])
    return version


COPY = """
INSERT INTO directory_dutyline (tenant, version_id, category, area, lead_id, co, lane, holder, source, basis,
                                matter_code)
SELECT tenant, %s, category, area, lead_id, co, lane, holder, source, basis, matter_code
  FROM directory_dutyline
 WHERE version_id = %s AND (category, area) IS DISTINCT FROM (%s, %s)
 RETURNING id
"""


def _copy_lines(base: DutyVersion, target: DutyVersion, *, leave_out: tuple[str, str] | None = None) -> None:
    category, area = leave_out or (None, None)
    with connection.cursor() as cursor:
        cursor.execute(COPY, [target.pk, base.pk, category, area])
        made = [key for (key,) in cursor.fetchall()]
    write_created(DutyLine, made, using=connection.alias)
