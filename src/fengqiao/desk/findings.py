"""What a planned sweep (排查) finds: the result and the matter that follows it up, written together or not at all."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from fengqiao.desk.acts import open_matter
from fengqiao.desk.entries import read_entry
from fengqiao.desk.forms import Texts
from fengqiao.desk.ports import Ports
from fengqiao.directory.models import Campaign
from fengqiao.ledger.connection import UnitOfWork, unit_of_work
from fengqiao.ledger.records import AttachmentRow
from fengqiao.matters.matter import Matter
from fengqiao.matters.words import Channel
from fengqiao.people.actors import Actor
from fengqiao.shared.refused import invalid


class Note(Protocol):
    """Writes the result of one item; False when another result of it stands."""

    def __call__(self, work: UnitOfWork, /, *, matter_id: str | None = None) -> bool:
        """Write it in this unit of work."""
        ...


class _StoodAlready(Exception):  # noqa: N818  it names what was found
    """Somebody else's result of the same item came in between: the matter of this one is not made."""


def noted_with_matter(
    ports: Ports,
    actor: Actor,
    campaign: Campaign,
    spot: tuple[str, str],
    found: Mapping[str, Any],
    *,
    photos: Sequence[AttachmentRow],
    note: Note,
) -> bool:
    """Note a finding at a spot (grid, item) with its matter, whose number is the campaign's own.

    False when another result stands, which then is the one that counts.
    """
    grid, item = spot
    place = {
        "grid": grid,
        **{name: value for name, value in (found.get("place") or {}).items() if name != "grid"},
    }
    data = {
        "text": found.get("text"),
        "category": found.get("category") or (campaign.category.code if campaign.category else None),
        "channel": Channel.GRID_PATROL,
        "place": place,
        "external_id": f"sweep/{campaign.pk}/{grid}/{item}",
    }
    if not data["category"]:
        raise invalid("category", "请选择问题分类", "choose a category")
    entry = read_entry(data, county=ports.county(), texts=Texts(), now=ports.now(), pictures=len(photos))

    def along(work: UnitOfWork, matter: Matter) -> None:
        if not note(work, matter_id=matter.id):
            raise _StoodAlready

    try:
        done = open_matter(ports, actor, entry, photos=photos, along=along)
    except _StoodAlready:
        return False
    if not done.repeated:
        return True
    with unit_of_work(ports.tenant) as work:  # a matter from when the two were written apart
        return note(work, matter_id=done.matter.id)
