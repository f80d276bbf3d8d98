"""The demo county's disputes: every way is gone by the rules, and what is written verifies."""

import random
from collections import Counter
from datetime import UTC, datetime

import pytest
from django.conf import settings

from fengqiao.cli import demo_disputes, demo_year
from fengqiao.cli.demo_disputes import _WAYS, Mediation, respondent
from fengqiao.cli.demo_steps import who
from fengqiao.desk.past import Life
from fengqiao.desk.ports import Ports
from fengqiao.directory.demo import demo_county, land
from fengqiao.directory.duties import propose
from fengqiao.directory.snapshot import county, forget
from fengqiao.insight.dispute_figures import dispute_figures
from fengqiao.ledger.connection import unit_of_work
from fengqiao.ledger.counters import forget_blocks
from fengqiao.ledger.keyring import open_ring
from fengqiao.ledger.verification import verify
from fengqiao.metrics.disputes import Period

pytestmark = pytest.mark.database
START = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
NOW = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
MATTERS = 240
ENDS = {
    "on_the_spot": {"resolved", "closed"},
    "by_word_of_mouth": {"resolved", "closed"},
    "by_instalments": {"resolved", "closed"},
    "confirmed": {"resolved", "closed"},
    "raised": {"resolved", "closed"},
    "broken": {"resolved", "closed"},
    "failed": {"resolved", "closed", "diverted"},
    "declined": {"resolved", "closed"},
}


@pytest.fixture(scope="module")
def ports(module_database, tmp_path_factory) -> Ports:
    forget()
    forget_blocks()
    demo_county(settings.TENANT, password="Qingfeng-2026")
    ring = open_ring(tmp_path_factory.mktemp("ring"))
    yield Ports(tenant=settings.TENANT, county=lambda: county(settings.TENANT), now=lambda: NOW, ring=ring)
    forget()
    forget_blocks()


def walked(ports: Ports, way, seed: int, category: str) -> Life:
    """A dispute that goes this way, with no refusal on it."""
    chance = random.Random(seed)
    patch = chance.choice(list(land.patches()))
    life = Life(ports, NOW)
    clerk = who("registrar", "COUNTY_HOTLINE")
    place = {"area": f"{settings.TENANT}{patch.town.code}{patch.village.code}"}
    person = {"name": "翁某", "phone": "13800001234"}
    data = {"text": "楼上漏水", "channel": "phone", "category": category, "place": place, "requester": person}
    life.register(START, clerk, data | {"parties": [respondent(chance, "赵")]})
    life.do(START, clerk, "accept", {"category": category})
    choice = propose(ports.county(), category, life.matter.place.area, at=START)
    mediation = Mediation(life, ports.county(), chance, START)
    with pytest.MonkeyPatch.context() as only:
        only.setattr(demo_disputes, "_WAYS", ((way, 1),))
        mediation.walk((choice.lead, *choice.co))
    return life


@pytest.mark.parametrize("way", [way for way, _ in _WAYS], ids=lambda way: way.__name__)
@pytest.mark.parametrize("category", ["D0101", "D0302", "D0901", "D1101"])
def test_every_way_is_gone_to_its_end(ports, way, category):
    for seed in range(4):
        life = walked(ports, way, seed, category)
        assert life.matter.state.value in ENDS[way.__name__], (way.__name__, seed)


def test_a_year_has_its_disputes_and_every_chain_verifies(ports, monkeypatch):
    monkeypatch.setattr(demo_year, "ports", lambda: ports)
    made = demo_year.move(MATTERS, days=300, seed=7)
    assert made == MATTERS
    with unit_of_work(settings.TENANT) as work:
        rows = work.execute(
            "SELECT state, settled, channel, external_id <> '' FROM ledger.matter"
            " WHERE tenant = ledger.tenant() AND category LIKE 'D%%'"
        ).fetchall()
        kinds = Counter(
            row[0] for row in work.execute("SELECT kind FROM ledger.event WHERE tenant = ledger.tenant()")
        )
        figures = dispute_figures(work, ports.county(), Period(), at=datetime.now(UTC))
    assert 0.09 * MATTERS < len(rows) < 0.22 * MATTERS
    course = [row for row in rows if row[1] is not None]
    assert sum(row[1] for row in course) > 0.7 * len(course)
    assert any(row[3] for row in rows)
    assert all(
        channel in {"police_110", "court_referral", "petition"} for _, _, channel, given in rows if given
    )
    for kind in ("AgreementConcluded", "SessionHeld", "PerformanceRecorded", "MediationStarted"):
        assert kinds[kind], kind
    for each in figures.rates:
        if each.code != "confirmation_rate":
            assert each.denominator >= each.numerator > 0, each
    found = verify([settings.TENANT], ports.ring, deep=True)
    assert found.ok, found
    assert found.matters == MATTERS


def test_the_same_seed_may_be_moved_twice(ports, monkeypatch):
    monkeypatch.setattr(demo_year, "ports", lambda: ports)
    assert demo_year.move(30, days=60, seed=3) == 30
    assert demo_year.move(30, days=60, seed=3) == 30
