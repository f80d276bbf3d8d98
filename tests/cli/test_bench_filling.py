"""The bench's county: copies of whole lives, each with numbers and a chain of its own."""

import psycopg
import pytest
from django.conf import settings

from fengqiao.cli import demo
from fengqiao.cli.benching import filling
from fengqiao.desk.settled import ports
from fengqiao.gateways.data_folder import keys_folder, make_data_folder
from fengqiao.ledger.connection import close_pools
from fengqiao.ledger.keyring import open_ring
from fengqiao.ledger.verification import verify

pytestmark = pytest.mark.database


@pytest.fixture
def county(database, tmp_path, monkeypatch):
    monkeypatch.setenv("FENGQIAO_DATA", str(tmp_path))
    make_data_folder(tmp_path)
    demo.load_county(tmp_path)
    yield database, tmp_path
    close_pools()


def test_every_copy_is_a_matter_of_its_own_also_those_that_another_body_sent(county, monkeypatch):
    database, data = county
    monkeypatch.setattr(filling, "PATTERNS", 40)
    before = _indexes(database)
    assert filling.fill(ports(), database.superuser_url, 120) == 120
    assert _indexes(database) == before
    with psycopg.connect(database.superuser_url) as connection:
        sent = connection.execute("SELECT external_id FROM ledger.matter WHERE external_id <> ''").fetchall()
        secrets = connection.execute("SELECT count(DISTINCT secret_hash) FROM sealed.tracking").fetchone()
    assert len(sent) > 1
    assert len(set(sent)) == len(sent)
    assert secrets == (120,)
    verdict = verify([settings.TENANT], open_ring(keys_folder(data)), deep=True)
    assert verdict.ok, verdict.first_bad


def _indexes(database):
    with psycopg.connect(database.superuser_url) as connection:
        return connection.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('ledger', 'sealed') ORDER BY indexdef"
        ).fetchall()
