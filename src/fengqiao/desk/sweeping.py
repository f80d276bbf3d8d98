"""Planned sweeps (排查) at the desk: campaigns stand in the directory, results and what follows in the ledger.

A result counts once for a campaign, grid and item, whoever sends it again. What was found becomes a matter by the same
door as every other. No row says who went (DOMAIN 6.3.13): results and history name the unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.db import transaction

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.cleaning import clean
from fengqiao.desk.findings import noted_with_matter
from fengqiao.desk.ports import Ports
from fengqiao.desk.refusing import refusing
from fengqiao.directory import sweeping
from fengqiao.directory.models import Campaign
from fengqiao.directory.models import SweepResult as Result
from fengqiao.directory.models.history import acting
from fengqiao.ledger import sweeps
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.records import AttachmentRow
from fengqiao.ledger.sweeps import SweepCounts
from fengqiao.people.actors import Actor, Post
from fengqiao.shared.refused import Refusal, Refused, invalid

OPENING = frozenset({Post.ANALYST, Post.COORDINATOR})
MOST_SHOWN = 200
LONGEST_ITEM = 60

_ASKED = ("name", "question", "starts_on", "ends_on", "grids")


@dataclass(frozen=True, slots=True)
class Sweep:
    """A campaign with its grids within the viewer's area, and how far it is there."""

    campaign: Campaign
    unit: str
    category: str
    grids: tuple[str, ...]
    counts: SweepCounts

    @property
    def waiting(self) -> tuple[str, ...]:
        """Grids without a result."""
        seen = set(self.counts.grids)
        return tuple(grid for grid in self.grids if grid not in seen)


@dataclass(frozen=True, slots=True)
class Noted:
    """A result as it stands. `repeated`: it had been noted before, and nothing was changed now."""

    result: str
    code: str
    repeated: bool


def sweeps_of(ports: Ports, *, area: str, is_open: bool | None = True) -> list[Sweep]:
    """Campaigns with a grid in an area (significant code), the latest first; both open and closed for None."""
    rows = Campaign.objects.filter(tenant=ports.tenant).select_related("unit", "category")
    if is_open is not None:
        rows = rows.filter(is_open=is_open)
    found = [
        (campaign, grids)
        for campaign in rows.order_by("-starts_on", "-id")[:MOST_SHOWN]
        if (grids := tuple(grid for grid in campaign.grids if grid.startswith(area)))
    ]
    if not found:
        return []
    with unit_of_work(ports.tenant) as work:
        counts = sweeps.progress_of(work, [campaign.pk for campaign, _ in found], area=area)
    return [_sweep(campaign, grids, counts.get(campaign.pk, SweepCounts())) for campaign, grids in found]


def open_sweep(
    ports: Ports, actor: Actor, *, area: str, code: str, category: str, plan: Mapping[str, Any]
) -> tuple[Sweep, bool]:
    """Open a campaign led by the actor's unit over grids of the own area: those named, else all of them.

    `plan`: name, question, starts_on, ends_on, grids. Opening it again with the same plan gives the one that stands
    and False. Refuses what the directory refuses, naming the field.
    """
    if actor.post not in OPENING:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    own = [grid for grid in sorted(ports.county().grids) if grid.startswith(area)]
    grids = list(dict.fromkeys(plan["grids"])) or own
    foreign = [grid for grid in grids if grid not in own]
    if foreign or not grids:
        which = "、".join(foreign[:5])
        raise invalid("grids", f"不是本辖区的网格：{which}", f"no grids of your area: {which}")
    asked = {**{name: plan[name] for name in _ASKED}, "grids": grids}
    standing = (
        Campaign.objects.filter(tenant=ports.tenant, code=code).select_related("unit", "category").first()
    )
    if standing is not None:
        made, is_new = _same(standing, asked, actor.unit, category), False
    else:
        made, is_new = _opened(ports, actor, code, category, asked), True
    with unit_of_work(ports.tenant) as work:
        counts = sweeps.progress_of(work, [made.pk], area=area)
    return _sweep(made, tuple(made.grids), counts.get(made.pk, SweepCounts())), is_new


def close_sweep(ports: Ports, actor: Actor, sweep_id: int) -> None:
    """End a campaign of the own unit; what it found goes on. Ending it again changes nothing."""
    if actor.post not in OPENING:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    campaign = _campaign(ports, sweep_id)
    if campaign.unit.code != actor.unit:
        raise Refused(Refusal.NOT_INVOLVED_UNIT)
    if campaign.is_open:
        with acting(actor.unit):
            sweeping.close_campaign(campaign)


def note_result(
    ports: Ports,
    actor: Actor,
    sweep_id: int,
    *,
    grid: str,
    item: str = "",
    found: Mapping[str, Any] | None = None,
    photos: Sequence[AttachmentRow] = (),
) -> Noted:
    """Write down what a grid worker found for an item of a grid: nothing, or (`found`: text, category, place) a matter.

    Result and matter are written together or not at all. The first result stands; the same item again, also from
    somebody else, gives it. Refused for a grid of another unit, a campaign that is closed or not at its time, a grid
    outside it.
    """
    campaign = _campaign(ports, sweep_id)
    item = clean(item, "item", most=LONGEST_ITEM)
    day = ports.now().astimezone(SHANGHAI).date()
    _check(ports, actor, campaign, grid, day)
    standing = _standing(ports, campaign, grid, item)
    if standing is not None:
        _mirror(ports, actor, campaign, grid, day)
        return standing
    nobody = replace(actor, person=actor.unit)
    note = partial(
        sweeps.note_result, campaign=campaign.pk, grid=grid, item=item, actor=nobody, at=ports.now()
    )
    if found is None:
        with unit_of_work(ports.tenant) as work:
            is_new = note(work)
    else:
        is_new = noted_with_matter(ports, actor, campaign, (grid, item), found, photos=photos, note=note)
    _mirror(ports, actor, campaign, grid, day)
    noted = _standing(ports, campaign, grid, item)
    if noted is None:
        raise LookupError(f"no result of campaign {campaign.pk} in grid {grid}")
    return replace(noted, repeated=not is_new)


def settle_findings(ports: Ports, *, today: date) -> int:
    """Tell the directory which findings have been put right; gives how many. Doing it again does nothing."""
    codes = sweeping.unsettled(ports.tenant)
    if not codes:
        return 0
    with unit_of_work(ports.tenant) as work:
        done = sweeps.settled_codes(work, codes)
    return sum(sweeping.settle(ports.tenant, code, on=today) for code in sorted(done))


def _check(ports: Ports, actor: Actor, campaign: Campaign, grid: str, day: date) -> None:
    if actor.post is not Post.GRID_WORKER:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    patch = ports.county().grids.get(grid)
    if patch is None or grid not in campaign.grids:
        raise invalid("grid", "该网格不在本次排查范围", "the grid is not part of this campaign")
    if patch.unit != actor.unit:
        raise Refused(Refusal.NOT_INVOLVED_UNIT, field="grid")
    if not campaign.is_open or not campaign.starts_on <= day <= campaign.ends_on:
        raise Refused(
            Refusal.WRONG_STATE,
            zh="排查任务已结束或不在排查时段内",
            en="the campaign is closed or not at its time",
        )


def _standing(ports: Ports, campaign: Campaign, grid: str, item: str) -> Noted | None:
    with unit_of_work(ports.tenant) as work:
        results = sweeps.grid_results(work, campaign.pk, grid)
    found = next((result for result in results if result.item == item), None)
    return Noted(found.result, found.code or "", repeated=True) if found is not None else None


def _mirror(ports: Ports, actor: Actor, campaign: Campaign, grid: str, day: date) -> None:
    """Bring the directory's visits of a grid up to the ledger's results, also those a crash left out."""
    with acting(actor.unit), transaction.atomic():
        locked = Campaign.objects.select_for_update().get(pk=campaign.pk)
        with unit_of_work(ports.tenant) as work:
            results = sweeps.grid_results(work, campaign.pk, grid)
        codes = [result.code for result in results if result.code]
        known, nothing = sweeping.visited(locked, grid)
        if not locked.is_open:
            return
        for code in codes:
            if code not in known:
                sweeping.record_visit(locked, grid=grid, result=Result.FOUND, on=day, matter_code=code)
        for _ in range(len(results) - len(codes) - nothing):
            sweeping.record_visit(locked, grid=grid, result=Result.NONE, on=day)


def _opened(ports: Ports, actor: Actor, code: str, category: str, asked: Mapping[str, Any]) -> Campaign:
    with refusing(), acting(actor.unit):
        return sweeping.open_campaign(ports.tenant, code=code, unit=actor.unit, category=category, **asked)


def _same(standing: Campaign, asked: Mapping[str, Any], unit: str, category: str) -> Campaign:
    """The campaign that stands, if it is the one asked for; another one of this code is refused."""
    alike = all(getattr(standing, name) == asked[name] for name in _ASKED)
    filed = standing.category.code if standing.category is not None else ""
    if not alike or standing.unit.code != unit or filed != category:
        raise invalid("code", "该代码已用于另一排查任务", "another campaign has this code")
    return standing


def _campaign(ports: Ports, sweep_id: int) -> Campaign:
    found = (
        Campaign.objects.filter(tenant=ports.tenant, pk=sweep_id).select_related("unit", "category").first()
    )
    if found is None:
        raise NotFound(Ref())
    return found


def _sweep(campaign: Campaign, grids: tuple[str, ...], counts: SweepCounts) -> Sweep:
    category = campaign.category.code if campaign.category is not None else ""
    return Sweep(campaign, campaign.unit.code, category, grids, counts)
