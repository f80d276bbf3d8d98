"""Worker and live follow the web, and do not wait for ever for one that never answers."""

import time

from fengqiao.cli import up


def watch(since=0.0):
    return up._Watch(server=None, port=1, accounts="", terminal=False, since=time.monotonic() - since)


def test_the_others_wait_while_the_web_comes_up():
    assert not watch().lets_others_start()


def test_they_start_once_it_answers():
    coming = watch()
    coming.announced = True
    assert coming.lets_others_start()


def test_they_start_as_well_where_it_never_answers():
    assert watch(since=up.LONGEST_AHEAD + 1).lets_others_start()
