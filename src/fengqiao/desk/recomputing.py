"""When the notice of a provisional year arrives: every due moment that rested on it is reckoned again (DOMAIN 2.7)."""

from datetime import UTC, datetime
from typing import Final

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import Ref, act
from fengqiao.desk.ports import Ports
from fengqiao.ledger.appending import LostRace
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.counters import read_mark, set_mark
from fengqiao.matters.commands import Recompute
from fengqiao.people.actors import SYSTEM

MARK: Final = "calendar/published_until"
OPEN_FROM: Final = (
    "SELECT id FROM ledger.matter WHERE tenant = ledger.tenant() AND is_open AND resolved_at IS NULL"
    " AND due_at >= %(since)s ORDER BY id"
)


def recompute_provisional(ports: Ports) -> int:
    """Reckon again what a newly published year touches; gives how many matters were looked at."""
    published = max(ports.county().calendar.published, default=0)
    with unit_of_work(ports.tenant) as work:
        known = read_mark(work, MARK)
        if known is not None and known >= published:
            return 0
        since = datetime((known or 0) + 1, 1, 1, tzinfo=SHANGHAI).astimezone(UTC) if known else None
        ids = [row[0] for row in work.execute(OPEN_FROM, {"since": since}).fetchall()] if since else []
    for matter_id in ids:
        try:
            act(ports, SYSTEM, Ref(id=matter_id), Recompute())
        except LostRace:
            return len(ids)  # the mark is not moved, so the next round looks again
    with unit_of_work(ports.tenant) as work:
        set_mark(work, MARK, published)
    return len(ids)
