"""What the desk is given: the county, the clock, the keys, and the outside world. Fakes and Null twins fit in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from fengqiao.desk.suggesting import Suggester
from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.ledger.sealed import KeyRing
from fengqiao.matters.facts import Facts
from fengqiao.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Ports:
    """One small frozen record for every use case.

    `county`: the snapshot in force; `now`: the clock, aware; `ring`: the keys of the data folder; `suggester`: what
    proposes categories, None where nobody needs proposals.
    """

    tenant: str
    county: Callable[[], CountyDirectory]
    now: Callable[[], datetime]
    ring: KeyRing
    suggester: Suggester | None = None

    def facts(self, actor: Actor, *, matter_id: str = "", code: str = "") -> Facts:
        """The surroundings of one decision, at this moment."""
        county = self.county()
        return Facts(
            now=self.now().astimezone(UTC),
            actor=actor,
            calendar=county.calendar,
            profile=county.profile,
            units=county.units,
            categories=county.categories,
            id=matter_id,
            code=code,
            rooms=county.rooms,
            mediators=county.mediators,
        )
