"""Events of triage: matters that are one, and are two again."""

from dataclasses import dataclass
from datetime import datetime

from fengqiao.matters.matter import Visit
from fengqiao.matters.words import State
from fengqiao.shared.texts import TextRef


@dataclass(frozen=True, slots=True)
class MatterMerged:
    """G9, in the follower's chain."""

    main: str
    rule: str


@dataclass(frozen=True, slots=True)
class FollowerTaken:
    """G9, in the main matter's chain."""

    follower: str


@dataclass(frozen=True, slots=True)
class MatterUnmerged:
    """The follower stands on its own again."""

    main: str
    reason: TextRef


@dataclass(frozen=True, slots=True)
class FollowerDropped:
    """The main matter's side of it."""

    follower: str


@dataclass(frozen=True, slots=True)
class MainResolved:
    """The main matter was resolved: this requester gets the answer and a visit of the own."""

    resolved_at: datetime
    visit: Visit | None


@dataclass(frozen=True, slots=True)
class MainLeft:
    """The main matter was rejected or transferred out: this requester is told."""

    how: State


TriageEvent = MatterMerged | FollowerTaken | MatterUnmerged | FollowerDropped | MainResolved | MainLeft
