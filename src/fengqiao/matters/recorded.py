"""An event as it stands in the ledger: when, by whom, and what."""

from dataclasses import dataclass
from datetime import datetime

from fengqiao.matters.events import Event
from fengqiao.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Recorded:
    """`seq` counts from 1 within the matter; `at` is aware, in UTC."""

    seq: int
    at: datetime
    actor: Actor
    event: Event
