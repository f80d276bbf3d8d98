"""Planned sweeps (排查) at work: open a campaign over grids, record what each visit found, see what is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from fengqiao.directory.labels import label
from fengqiao.directory.models import Campaign, Category, Grid, Place, SweepResult, SweepVisit, Unit


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a campaign is: grids asked for, visited, with findings; findings followed up and put right."""

    grids: int
    visited: int
    found: int
    followed_up: int
    settled: int
    waiting: tuple[str, ...]


def open_campaign(
    tenant: str,
    *,
    code: str,
    name: str,
    question: str,
    unit: str,
    starts_on: date,
    ends_on: date,
    grids: Iterable[str] = (),
    category: str = "",
) -> Campaign:
    """Open a sweep over the named grids, or over all of the county; ValidationError names the field at fault."""
    chosen = list(dict.fromkeys(grids)) or list(
        Grid.objects.filter(tenant=tenant, is_active=True).order_by("code").values_list("code", flat=True)
    )
    lead = Unit.objects.filter(tenant=tenant, code=unit).first()
    if lead is None:
        raise ValidationError({"unit": label(f"没有单位{unit}", f"No unit {unit}")})
    filed = Category.objects.filter(tenant=tenant, code=category).first() if category else None
    if category and filed is None:
        raise ValidationError({"category": label(f"没有分类{category}", f"No category {category}")})
    campaign = Campaign(
        tenant=tenant,
        code=code,
        name=name,
        question=question,
        unit=lead,
        category=filed,
        starts_on=starts_on,
        ends_on=ends_on,
        grids=chosen,
    )
    campaign.full_clean()
    campaign.save()
    return campaign


def record_visit(
    campaign: Campaign, *, grid: str, result: SweepResult, on: date, matter_code: str = "", place: str = ""
) -> SweepVisit:
    """Record that a grid was visited; what was found has been registered as a matter, whose code comes along.

    ValidationError for a closed campaign, a grid outside it, a day outside its period, a finding without a matter.
    """
    if not campaign.is_open:
        raise ValidationError({"campaign": label("排查任务已结束", "The campaign is closed")})
    if grid not in campaign.grids:
        raise ValidationError(
            {"grid": label("该网格不在本次排查范围", "The grid is not part of this campaign")}
        )
    if not campaign.starts_on <= on <= campaign.ends_on:
        raise ValidationError({"on": label("日期不在排查时段内", "The day is outside the campaign's period")})
    if (result == SweepResult.FOUND) != bool(matter_code):
        raise ValidationError(
            {
                "matter_code": label(
                    "发现问题须登记事项，未发现则不填", "A finding needs its matter, nothing found none"
                )
            }
        )
    where = Place.objects.filter(tenant=campaign.tenant, code=place).first() if place else None
    if place and where is None:
        raise ValidationError({"place": label(f"没有地点{place}", f"No place {place}")})
    return SweepVisit.objects.create(
        tenant=campaign.tenant,
        campaign=campaign,
        grid=grid,
        place=where,
        result=result.value,
        on=on,
        matter_code=matter_code,
    )


def settle(tenant: str, matter_code: str, *, on: date) -> int:
    """Note that what a sweep found is put right; returns how many findings this matter settled."""
    return SweepVisit.objects.filter(
        tenant=tenant, matter_code=matter_code, result=SweepResult.FOUND, settled_on__isnull=True
    ).update(settled_on=on)


def visited(campaign: Campaign, grid: str) -> tuple[frozenset[str], int]:
    """The visits of one grid: codes of the matters that follow up, and how many found nothing."""
    rows = SweepVisit.objects.filter(campaign=campaign, grid=grid).values_list("result", "matter_code")
    found = frozenset(code for result, code in rows if result == SweepResult.FOUND)
    return found, sum(1 for result, _ in rows if result == SweepResult.NONE)


def unsettled(tenant: str) -> list[str]:
    """The matters of findings that are not put right yet."""
    rows = SweepVisit.objects.filter(tenant=tenant, result=SweepResult.FOUND, settled_on__isnull=True)
    return list(rows.values_list("matter_code", flat=True))


def progress(campaign: Campaign) -> Progress:
    """Count a campaign's visits; grids without one are `waiting`."""
    visits = list(
        SweepVisit.objects.filter(campaign=campaign).values_list(
            "grid", "result", "matter_code", "settled_on"
        )
    )
    visited = {grid for grid, *_ in visits}
    findings = [(matter, settled) for _, result, matter, settled in visits if result == SweepResult.FOUND]
    return Progress(
        grids=len(campaign.grids),
        visited=len(visited),
        found=len(findings),
        followed_up=sum(1 for matter, _ in findings if matter),
        settled=sum(1 for _, settled in findings if settled is not None),
        waiting=tuple(grid for grid in campaign.grids if grid not in visited),
    )


def close_campaign(campaign: Campaign) -> None:
    """End a campaign; its visits stay."""
    campaign.is_open = False
    campaign.save(update_fields=["is_open"])
