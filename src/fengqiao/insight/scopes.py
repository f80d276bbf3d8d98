"""Which matters a post's lists hold, as SQL: by territory, or by the orders of the own unit (RULINGS 39, DOMAIN 6.3).

The same rules as `desk.looking`, which opens a single matter; a list never shows more than could be opened.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from fengqiao.lifecycle.attention import RAISED
from fengqiao.people.actors import Post


class Reading(StrEnum):
    """How a post reaches matters: by the places it answers for, by orders of its unit, or not at all."""

    TERRITORY = "territory"
    ORDERS = "orders"
    NOTHING = "nothing"


READS_BY_ORDERS: Final = frozenset({Post.HANDLER, Post.MEDIATOR, Post.GRID_WORKER, Post.UNIT_LEADER})
"""Posts that see what stands with their unit; all others what lies in their territory."""

WITHOUT_MATTERS: Final = frozenset({Post.ADMINISTRATOR, Post.CITIZEN, Post.SYSTEM})
"""Posts that no list of matters is for."""

WITHOUT_RESTRICTED: Final = frozenset({Post.ANALYST, Post.LEADER, Post.AUDITOR})
"""Posts whose lists hold no restricted matter, though they open one by its code, which leaves a trace."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks at a list: post and unit, and the territory of the seat (significant area code)."""

    tenant: str
    post: Post
    unit: str
    area: str
    at: datetime

    @property
    def reading(self) -> Reading:
        """How this post reaches matters."""
        if self.post in WITHOUT_MATTERS:
            return Reading.NOTHING
        return Reading.ORDERS if self.post in READS_BY_ORDERS else Reading.TERRITORY

    @property
    def whole_county(self) -> bool:
        """Whether the seat answers for the county, and so for places that nobody knows or that lie outside."""
        return self.tenant.startswith(self.area)

    def params(self) -> dict[str, Any]:
        """What the conditions ask for."""
        # ':' stands behind '9', so the range holds exactly the codes that begin with the area's.
        around = [self.area[:length] for length in (6, 9, 12, 15) if length < len(self.area)]
        return {
            "unit": self.unit,
            "area": self.area,
            "area_end": f"{self.area}:",
            "around": around,
            "now": self.at,
        }


def of_territory(viewer: Viewer) -> str:
    """The condition on matter `m` for a post that reads by territory."""
    parts = []
    if not viewer.whole_county:
        parts.append("(m.area >= %(area)s AND m.area < %(area_end)s OR m.registered_unit = %(unit)s)")
    if viewer.post in WITHOUT_RESTRICTED:
        parts.append("m.visibility = 'normal'")
    return " AND ".join(parts) or "true"


def in_scope(viewer: Viewer) -> str:
    """The condition on matter `m` for any post; for single reads, where no index has to serve it."""
    match viewer.reading:
        case Reading.NOTHING:
            return "false"
        case Reading.TERRITORY:
            return of_territory(viewer)
        case Reading.ORDERS:
            own = (
                "EXISTS (SELECT FROM ledger.work_order AS o WHERE o.tenant = ledger.tenant() AND o.matter_id = m.id"
                " AND o.state NOT IN ('returned', 'cancelled') AND %(unit)s IN (o.unit, o.executing_unit))"
            )
            if viewer.post is Post.GRID_WORKER:
                return f"({own} OR {of_place()})"
            if viewer.post is Post.MEDIATOR:
                return f"({own} OR ('{RAISED}' || %(unit)s) = ANY (m.attention))"
            return own


def of_place() -> str:
    """The condition on matter `m` for a grid worker who has no order: the own patch, nothing restricted.

    A place known only to its town or village is everybody's there, as in `matters.involvement`.
    """
    own = "(m.area >= %(area)s AND m.area < %(area_end)s OR m.area = ANY(%(around)s))"
    return f"({own} AND m.visibility = 'normal')"
