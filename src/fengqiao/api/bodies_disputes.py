"""What may come in at a table and from a party's own page."""

from typing import Annotated, Literal

from msgspec import Meta

from fengqiao.api.bodies import Body, Code, Text

Amount = Annotated[int, Meta(ge=0, le=10**12)]
Strokes = Annotated[tuple[Annotated[tuple[int, ...], Meta(max_length=4_000)], ...], Meta(max_length=300)]


class RecordDraftBody(Body):
    """The record as far as it is written."""

    record: Text


class HintsBody(Body):
    """Clauses as far as they are written, and the amount as far as it is known."""

    clauses: Annotated[list[Text], Meta(max_length=50)]
    amount_cny: Amount | None = None


class LinkBody(Body):
    """A PIN where the party left no telephone, or wants one."""

    pin: Code = ""


class SignatureBody(Body):
    """Who signs which version: strokes as x, y, x, y … in a square of 4000, or a scanned sheet that was uploaded."""

    sha256: Code
    who: Code = ""
    strokes: Strokes = ()
    photo: Annotated[str, Meta(max_length=64)] = ""
    version: Annotated[int, Meta(ge=1)] | None = None


class PartyCodeBody(Body):
    """The matter's code, and the last four digits of the party's telephone or its PIN."""

    code: Code
    typed: Code


class ConsentBody(Body):
    """Whether the party will have mediation."""

    answer: Literal["agree", "refuse"]


class StatementBody(Body):
    """The party's own words; `shared`: the other side reads them, too."""

    text: Text
    shared: bool = False


class ShareBody(Body):
    """The own statement that both sides may read from now on."""

    statement: int


class ProposalBody(Body):
    """A proposal; with `counter_to` the answer to another one. Without `to_both` only the mediator reads it."""

    text: Text
    amount_cny: Amount | None = None
    to_both: bool = True
    counter_to: int | None = None


class ProposalAnswerBody(Body):
    """Whether the own side takes a proposal."""

    proposal: int
    accept: bool


class WishBody(Body):
    """A mediator of the public board whom the party chooses or will not have; it owes nobody a reason."""

    wish: Literal["choose", "refuse"]
    mediator: Code


class LeaveBody(Body):
    """Why the party ends the mediation; leaving has no bad effect on any right."""

    reason: Text
