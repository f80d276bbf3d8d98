"""Registering: it is always possible, and what comes in is written down with the least personal data."""

from fengqiao.intake.questions import answered
from fengqiao.matters.categories import CategoryInfo, Kind, Urgency
from fengqiao.matters.clockwork import started
from fengqiao.matters.commands import Register
from fengqiao.matters.events import Event
from fengqiao.matters.events.intake import MatterRegistered
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Place
from fengqiao.matters.photos import check_photos
from fengqiao.matters.words import PLACE_KINDS, SIGNAL_CHANNELS, Channel, Visibility
from fengqiao.people.actors import Post
from fengqiao.people.units import Level
from fengqiao.shared.refused import Refusal, Refused, invalid

PERSONAL_FIELDS = frozenset(
    {"name", "contact_phone", "second_phone", "address", "email", "organisation", "instruction_no"}
)
"""Everything we ever hold about a person (DOMAIN 6.1: the field catalogue); whatever else is sent is dropped."""

OPTIONAL_FIELDS = frozenset({"second_phone", "email"})
"""Erased whenever the person asks."""

POLICE_FIELDS = frozenset({"address", "contact_phone", "instruction_no"})
"""A police instruction brings address and phone only (RULINGS 36)."""

DIAL_FIRST = {"D0208": "dial_110_now"}
"""Categories that tell the person to dial before anything else (RULINGS 19, DOMAIN 1.5)."""


def kept_fields(channel: Channel, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Of the personal fields that were sent, those that may be held, in the order sent."""
    allowed = POLICE_FIELDS if channel is Channel.POLICE_INSTRUCTION else PERSONAL_FIELDS
    return tuple(dict.fromkeys(field for field in fields if field in allowed))


def register(command: Register, facts: Facts) -> list[Event]:
    """G1, and the registering half of G2."""
    if command.channel in SIGNAL_CHANNELS and not command.signal:
        raise invalid(
            "channel",
            "机器信号须经人工确认才能成为事项",
            "a machine's signal becomes a matter only by a person",
        )
    if command.signal and facts.actor.post not in {Post.REGISTRAR, Post.TOWN_DISPATCHER}:
        raise Refused(Refusal.NOT_ALLOWED_FOR_POST)
    category = facts.category(command.category) if command.category else None
    kind = command.kind or (category.kind if category else None)
    need_place(kind, command.place)
    known_leaves(command.secondary, facts)
    check_photos(command.photos, "photos")
    restricted = category is not None and category.restricted
    prompt = command.prompt or DIAL_FIRST.get(command.category, "")
    urgent = bool(prompt) or (category is not None and category.urgency is Urgency.URGENT)
    timer = started("accept", facts.profile.accept, facts)
    return [
        MatterRegistered(
            id=facts.id,
            code=facts.code,
            channel=command.channel,
            text=command.text,
            place=command.place,
            level=_level(facts),
            urgency=command.urgency or (Urgency.URGENT if urgent else Urgency.NORMAL),
            visibility=Visibility.RESTRICTED if restricted else Visibility.NORMAL,
            accept=None if command.history else timer,
            category=command.category,
            kind=kind,
            secondary=command.secondary,
            parties=command.parties,
            photos=command.photos,
            source_system=command.source_system,
            external_id=command.external_id,
            occurred_at=command.occurred_at,
            signal=command.signal,
            prompt=prompt,
            history=command.history,
            demand=command.demand,
            amount_cny=command.amount_cny,
            sector=command.sector,
        ),
        *_told(command, category, facts),
    ]


def _told(command: Register, category: CategoryInfo | None, facts: Facts) -> list[Event]:
    """The answers, where the door put the questions. Where it did not, they stay open: registering is never refused."""
    if command.answers is None:
        return []
    if category is None:
        if command.answers:
            raise invalid(
                "category",
                "请先选择分类，再回答补充问题",
                "choose the category before its questions are answered",
            )
        return []
    told = answered(category, command.answers, facts)
    return [told] if told.answers else []


def need_place(kind: Kind | None, place: Place) -> None:
    """Refuse events, components and hazards of which nobody knows where they are."""
    if kind in PLACE_KINDS and not (place.area or place.address or place.lon is not None):
        raise invalid(
            "place", "城市管理事件、部件和隐患须写明地点", "events, components and hazards need a place"
        )


def known_leaves(codes: tuple[str, ...], facts: Facts) -> None:
    """Refuse secondary categories that are no leaves of the tree."""
    for code in codes:
        if code not in facts.categories:
            raise invalid(
                "secondary", f"没有分类 {code or '（空）'}", f"there is no category {code or '(empty)'}"
            )


def _level(facts: Facts) -> Level:
    """The level of the registering unit, the county's for citizens and the system (RULINGS 17)."""
    unit = facts.own_unit
    return min(unit.level, Level.COUNTY) if unit is not None else Level.COUNTY
