"""What the next shift of a post must know of: what is urgent, or due while it is on."""

from datetime import datetime, timedelta
from typing import Final

from fengqiao.insight.scopes import Viewer
from fengqiao.insight.views import View
from fengqiao.insight.worklist import Asked, Row, read_page
from fengqiao.ledger.connection import UnitOfWork

COMING: Final = timedelta(hours=24)
"""What is due within it concerns the next shift."""

MOST: Final = 30


def concerning_next_shift(work: UnitOfWork, viewer: Viewer, now: datetime) -> list[Row]:
    """What the post has open that is urgent or due in the next shift, by its limit, in one statement."""
    rows = read_page(work, viewer, Asked(view=View.TODO)).rows
    return [row for row in rows if row.urgency == "urgent" or _is_due(row, now + COMING)][:MOST]


def _is_due(row: Row, until: datetime) -> bool:
    due = row.due_at or row.accept_due
    return due is not None and due <= until
