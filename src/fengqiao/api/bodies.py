"""What may come in, struct by struct. Unknown names are refused; meaning is left to the desk, which names the field."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from fengqiao.matters.categories import Kind, Urgency
from fengqiao.matters.words import Channel, Satisfaction, Solved

Text = Annotated[str, Meta(max_length=20_000)]
Code = Annotated[str, Meta(max_length=200)]
Photos = Annotated[list[Annotated[str, Meta(max_length=64)]], Meta(max_length=9)]


Said = (
    bool | int | float | Annotated[str, Meta(max_length=2_000)] | Annotated[list[Code], Meta(max_length=50)]
)
Answers = Annotated[dict[Code, Said | None], Meta(max_length=50)]
"""To a category's own questions, by their code. Left out: they were not put; {}: they were, and nothing was said."""


class Body(msgspec.Struct, forbid_unknown_fields=True, omit_defaults=True):
    """What every body is: nothing but what is named."""


class PlaceBody(Body):
    """Where it is: words, codes of the directory, or a point with its datum."""

    address: Annotated[str, Meta(max_length=500)] | None = None
    area: Code | None = None
    grid: Code | None = None
    lon: float | None = None
    lat: float | None = None
    datum: Literal["wgs84", "cgcs2000", "gcj02", "bd09"] | None = None


class ProxyBody(Body):
    """Somebody who reports for another person: that this person agreed, and how to reach the one who reports."""

    consent: bool
    phone: Code


class ReportBody(Body):
    """What a citizen sends: words, and only if wanted a name, a number or a PIN."""

    text: Text
    category: Code | None = None
    channel: Literal["snapshot", "web", "mini_program"] = "web"
    place: PlaceBody | None = None
    name: Code | None = None
    phone: Code | None = None
    pin: Code | None = None
    photos: Photos = []
    proxy: ProxyBody | None = None
    same_as: Code | None = None
    urgent_seen: bool = False
    answers: Answers | None = None


class RequesterBody(Body):
    """Who asks, as far as it is told; it is sealed at once."""

    name: Code | None = None
    phone: Code | None = None
    second_phone: Code | None = None
    address: Code | None = None
    email: Code | None = None
    organisation: Code | None = None
    instruction_no: Code | None = None


class PartyBody(RequesterBody):
    """Somebody else whom the matter is about."""

    role: Literal["applicant", "respondent", "agent", "affected"] = "affected"


class AnswerWith(Body):
    """The article of the knowledge base that a consultation is answered with at once, in the version that was read."""

    article: Annotated[str, Meta(max_length=40)]
    version: Annotated[int, Meta(ge=1)]


class RegistrationBody(Body):
    """What a clerk registers; with `accept` it is accepted in the same act, with `answer_with` answered as well.

    `ticket`: id of the hall's ticket that brought the person to the window.
    """

    text: Text
    channel: Channel
    category: Code | None = None
    kind: Kind | None = None
    urgency: Urgency | None = None
    place: PlaceBody | None = None
    requester: RequesterBody | None = None
    parties: Annotated[list[PartyBody], Meta(max_length=50)] = []
    photos: Photos = []
    pin: Code | None = None
    source_system: Code | None = None
    external_id: Code | None = None
    occurred_at: Annotated[str, Meta(max_length=40)] | None = None
    demand: Text | None = None
    amount_cny: Annotated[int, Meta(ge=0, le=10**12)] | None = None
    sector: Code | None = None
    secondary: Annotated[list[Code], Meta(max_length=20)] = []
    accept: bool = False
    answer_with: AnswerWith | None = None
    ticket: Annotated[str, Meta(max_length=40)] = ""
    answers: Answers | None = None


class ActBody(Body):
    """An act: the version that was seen, what the act's form asks for, and photos that belong to it."""

    data: dict[str, Any] = {}
    version: Annotated[int, Meta(ge=1)] | None = None
    photos: Photos = []


class PassOnBody(Body):
    """What one key does: the category it is accepted with, the unit it goes to, and the version that was seen."""

    category: Code
    lead: Code
    co: Annotated[list[Code], Meta(max_length=50)] = []
    version: Annotated[int, Meta(ge=1)] | None = None


class AheadBody(Body):
    """An act, and the matters it would be done with, by code."""

    action: Code
    codes: Annotated[list[Code], Meta(min_length=1, max_length=100)]


class MergeBody(Body):
    """The matters to merge into the one of the address, by code, and why they are one."""

    followers: Annotated[list[Code], Meta(min_length=1, max_length=500)]
    rule: Code = ""


class UnmergeBody(Body):
    """The follower to give back, by code."""

    follower: Code
    reason: Text


class RevealBody(Body):
    """Whom to open, and what for."""

    party: Code
    purpose: Code


class PhoneBody(Body):
    """A number to look for, and what for."""

    phone: Code
    purpose: Code


class SuggestBody(Body):
    """Words to sort, and the place as far as it is known."""

    text: Text
    category: Code | None = None
    area: Code | None = None


class SimilarBody(Body):
    """What a citizen is about to report."""

    text: Text
    category: Code | None = None
    area: Code | None = None
    lon: float | None = None
    lat: float | None = None
    datum: Literal["wgs84", "cgcs2000", "gcj02", "bd09"] = "wgs84"


class ConfirmBody(Body):
    """What the person who confirms a signal says it is."""

    category: Code
    kind: Kind | None = None
    urgency: Urgency | None = None
    text: Text | None = None
    place: PlaceBody | None = None


class DismissBody(Body):
    """Why it is nothing: false alarm, done already, a repetition."""

    reason: Code


class AlarmBody(Body):
    """What a machine saw, and where."""

    source: Code
    type: Annotated[str, Meta(max_length=50)]
    place: PlaceBody | None = None
    photos: Photos = []


class TrackBody(Body):
    """A code, and the last four digits of the telephone or the PIN."""

    code: Code
    last4: Code = ""
    pin: Code = ""


class MaterialBody(Body):
    """More words or photos of the requester."""

    text: Text = ""
    photos: Photos = []


class AnswersBody(Body):
    """What the requester answers to the questions of the category."""

    answers: Answers


class WithdrawBody(Body):
    """Why the requester takes it back."""

    reason: Text = ""


class RateBody(Body):
    """The requester has the last word."""

    solved: bool | Solved
    satisfaction: Satisfaction
    reason: Text = ""


class Nothing(Body):
    """An empty object."""
