"""What an event says on a work page: nothing of what was said at the mediation table (DOMAIN 6.2)."""

from typing import get_args

import pytest
from ledger_values import example

from fengqiao.insight.timeline import told
from fengqiao.matters.events import MediationEvent
from fengqiao.matters.events.handling import ProgressAdded
from rules.county import text


@pytest.mark.parametrize("kind", get_args(MediationEvent), ids=lambda kind: kind.__name__)
def test_nothing_that_was_said_at_the_table_is_told(kind):
    said = told(example(kind, full=True))
    assert said.texts == ()
    assert "person" not in said.facts


def test_progress_is_told():
    assert told(ProgressAdded(order="1", note=text(), public=True, photos=0)).texts == (text(),)
