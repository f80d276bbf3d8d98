"""What a viewer is shown of a matter: the one place where masking is decided (DOMAIN 6.3, RULINGS 20).

Pure and without a matter: `Standing` says how the viewer stands to it (`lifecycle.viewing` computes that from a matter
and its facts), `what_is_shown` says how much of each part is shown, and `Shown` carries it out.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fengqiao.people.actors import Post
from fengqiao.people.masking import mask_address, mask_dwelling, mask_name, mask_phone, mask_text

HANDLING = frozenset({Post.HANDLER, Post.MEDIATOR, Post.GRID_WORKER})
"""Posts that work on an order: they reach the requester through the centre, never by name or number."""

SPEAKING = frozenset(
    {Post.REGISTRAR, Post.TOWN_DISPATCHER, Post.SUPERVISOR, Post.DUTY_LEADER, Post.PRIVACY_OFFICER}
)
"""Posts that speak with the requester: they may open a sealed person for a purpose, with a trace."""

READING = SPEAKING | {Post.DISPATCHER, Post.COORDINATOR}
"""Posts that read a citizen's words as they were written; for all others numbers inside them are masked."""

SEEING_MASKED = SPEAKING | {Post.DISPATCHER, Post.COORDINATOR, Post.ANALYST}
"""Posts that are shown 翁** and 138****1234 without asking."""


class Detail(StrEnum):
    """How much of something is shown. `relay` stands for a contact that goes through the centre, `public` for a place
    of the town, whole but for rooms that somebody may live in.
    """

    FULL = "full"
    PUBLIC = "public"
    MASKED = "masked"
    RELAY = "relay"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a viewer stands to a matter: `own` the requester, `order` a live order of the own unit, `lead` the lead's.

    `thing`: the matter is about a thing in the town, so that its place is the thing's and no person's.
    """

    post: Post
    restricted: bool
    own: bool = False
    order: bool = False
    lead: bool = False
    thing: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of each part of a matter is shown; the methods show it. `exact`: coordinates and not only the grid."""

    person: Detail
    text: Detail
    address: Detail
    exact: bool
    photos: bool
    may_reveal: bool

    def name_of(self, name: str) -> str:
        """A person's name as this viewer sees it, "" for not at all."""
        return _by(self.person, name, mask_name(name))

    def phone_of(self, phone: str) -> str:
        """A person's number as this viewer sees it, "" for not at all."""
        return _by(self.person, phone, mask_phone(phone))

    def text_of(self, text: str) -> str:
        """A free text; phone, card and identity numbers are masked inside it unless shown in full."""
        return _by(self.text, text, mask_text(text))

    def address_of(self, address: str) -> str:
        """A place in words, in full or to building level."""
        if self.address is Detail.PUBLIC:
            return mask_dwelling(mask_text(address))
        return _by(self.address, self.text_of(address), mask_address(mask_text(address)))

    @property
    def relayed(self) -> bool:
        """Whether the requester is reached through the centre only."""
        return self.person is Detail.RELAY


def what_is_shown(standing: Standing) -> Shown:
    """Decide what a viewer is shown who may see the matter at all.

    A requester sees everything of the own. Handlers get the address in full and the person not at all; on a restricted
    matter only the lead's handlers do. Everybody else sees the address to building level (DOMAIN 6.3.8). That rule
    guards persons: the place of a street light, a manhole or a hazard is no person's, and whoever dispatches, verifies
    or supervises has to know it, so it is whole for whoever may see the matter, unless that is restricted.
    """
    if standing.own:
        return Shown(Detail.FULL, Detail.FULL, Detail.FULL, exact=True, photos=True, may_reveal=False)
    post, on_site = standing.post, standing.lead if standing.restricted else standing.order
    outside = Detail.MASKED if post in SEEING_MASKED else Detail.NONE
    elsewhere = Detail.PUBLIC if standing.thing and not standing.restricted else Detail.MASKED
    return Shown(
        person=Detail.RELAY if post in HANDLING else outside,
        text=Detail.FULL if post in READING else Detail.MASKED,
        address=Detail.FULL if on_site else elsewhere,
        exact=on_site or not standing.restricted,
        photos=on_site or not standing.restricted or post in SPEAKING,
        may_reveal=post in SPEAKING,
    )


class Holds(StrEnum):
    """What stands on a paper, as far as it is somebody's own: the matter alone, a requester's masked name, that parties
    were told their rights, what they agreed with their names, or the words of a session.
    """

    MATTER = "matter"
    REQUESTER = "requester"
    NOTICE = "notice"
    AGREEMENT = "agreement"
    SESSION = "session"


PAPERS: Final = {
    "SLIP_ACCEPT": Holds.REQUESTER,
    "SLIP_RESOLVE": Holds.REQUESTER,
    "REJECTION_NOTICE": Holds.REQUESTER,
    "RIGHTS_NOTICE": Holds.NOTICE,
    "ROUTE_NOTICE": Holds.NOTICE,
    "MEDIATION_RECORD": Holds.SESSION,
    "MEDIATION_AGREEMENT": Holds.AGREEMENT,
    "ORAL_AGREEMENT_RECORD": Holds.AGREEMENT,
    "PAYMENT_RECEIPT": Holds.AGREEMENT,
    "CONFIRMATION_APPLICATION": Holds.AGREEMENT,
    "COURT_RULING": Holds.AGREEMENT,
}
"""Papers that hold more than the matter."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who wants to open a paper of a matter that they may see: `table` mediates it, `court` was asked to confirm.

    `addressed`: a citizen to whom the paper was made out, by their own link; `unit`: whose member of the staff it is.
    """

    post: Post
    table: bool = False
    court: bool = False
    addressed: bool = False
    unit: str = ""


def may_open_paper(template: str, reader: Reader) -> bool:
    """Whether a paper may be opened: what was said and agreed at a table stays with its people (DOMAIN 6.2)."""
    if reader.post is Post.CITIZEN:
        return reader.addressed
    match PAPERS.get(template, Holds.MATTER):
        case Holds.MATTER:
            return True
        case Holds.REQUESTER | Holds.NOTICE:
            return reader.table or reader.post in SEEING_MASKED
        case Holds.AGREEMENT:
            return reader.table or reader.court
        case Holds.SESSION:
            return reader.table


def may_change_paper(template: str, issued_by: str, reader: Reader) -> bool:
    """Whether somebody may issue a paper again or make it void: of their own unit's papers those that they may open."""
    return reader.unit != "" and reader.unit == issued_by and may_open_paper(template, reader)


def _by(detail: Detail, full: str, masked: str) -> str:
    match detail:
        case Detail.FULL:
            return full
        case Detail.MASKED | Detail.PUBLIC:
            return masked
        case Detail.RELAY | Detail.NONE:
            return ""
