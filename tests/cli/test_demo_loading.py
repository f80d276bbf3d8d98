"""The demo county of a first start: what an interruption left undone, the next start finishes."""

import pytest
from django.conf import settings

from fengqiao.cli import demo, demo_year
from fengqiao.gateways.data_folder import make_data_folder
from fengqiao.insight.figures import figures
from fengqiao.ledger.connection import close_pools

pytestmark = pytest.mark.database


@pytest.fixture
def data(database, tmp_path):
    make_data_folder(tmp_path)
    yield tmp_path
    close_pools()


def test_an_interrupted_load_is_finished_by_the_next_start_and_by_no_later_one(data, monkeypatch):
    monkeypatch.setattr(demo, "FIRST_MATTERS", 6)
    whole = demo_year.move

    def interrupted(count, **how):
        assert count == 6
        whole(2, **how)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demo_year, "move", interrupted)
        with pytest.raises(KeyboardInterrupt):
            demo.load_if_empty(data)
    assert (demo.has_county(), figures(settings.TENANT).received) == (True, 2)
    demo.load_if_empty(data)
    assert figures(settings.TENANT).received == 6
    with monkeypatch.context() as patch:
        patch.setattr(demo, "FIRST_MATTERS", 9)
        demo.load_if_empty(data)
    assert figures(settings.TENANT).received == 6


def test_a_county_that_somebody_loaded_gets_no_made_up_matters(data):
    demo.load_county(data)
    demo.load_if_empty(data)
    assert figures(settings.TENANT).received == 0
