"""The last instant of every limit and the first after it, through the desk and the ledger."""

from pathlib import Path

import pytest

from fengqiao.cli.scenario.run import PASSED, Runner
from fengqiao.ledger.keyring import open_ring

CASES = Path(__file__).with_name("boundaries.yaml")


@pytest.mark.database
def test_boundary_cases_pass(module_database, tmp_path):
    runner = Runner(open_ring(tmp_path / "ring"), module_database.owner_url)
    results = list(runner.run_file(CASES))
    assert [result.line() for result in results if result.status != PASSED] == []
    assert len(results) == 23
