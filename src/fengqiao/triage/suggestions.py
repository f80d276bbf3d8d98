"""What triage says of a message: proposals for a person to take or leave, never decisions."""

from dataclasses import dataclass

from fengqiao.triage.urgent import Urgent


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category that the message may belong to: its code, a calibrated chance from 0 to 1, the words that spoke for it."""

    code: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """All that is said of one message, the likeliest category first.

    `abstained`: no category is sure enough to be filled in without a person. `model` names what spoke, with its version.
    """

    suggestions: tuple[Suggestion, ...]
    urgent: Urgent | None
    abstained: bool
    model: str
