"""Real messages come in with one command, twice without doubling, and broken rows are named."""

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

FENGQIAO = Path(sys.executable).with_name("fengqiao")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder that the database's account can enter."""
    folder = Path(tempfile.mkdtemp(prefix="fengqiao-evaluation-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def fengqiao(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FENGQIAO_")}
    return subprocess.run(
        [FENGQIAO, *words, "--data", str(data)], env=environment, capture_output=True, text=True, check=False
    )


def test_the_messages_of_a_city_come_in_once(data, development_data):
    """On an empty folder, as whoever tries the command does."""
    words = (
        "import",
        str(development_data / "teddy2020c/hot_messages.jsonl.gz"),
        "--source",
        "hotline",
        "--channel",
        "hotline_12345",
    )
    first = fengqiao(data, *words)
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout) == {
        "read": 4326,
        "created": 4326,
        "existing": 0,
        "rejected": 0,
        "rejected_file": None,
    }
    again = json.loads(fengqiao(data, *words).stdout)
    assert (again["created"], again["existing"]) == (0, 4326)


def test_broken_rows_are_named_and_the_good_ones_kept(data, development_data, tmp_path):
    with gzip.open(development_data / "teddy2020c/hot_messages.jsonl.gz", "rt", encoding="utf-8") as file:
        lines = [next(file) for _ in range(20)]
    broken = tmp_path / "broken.jsonl"
    late = json.loads(lines[3]) | {"time": "next Friday", "msg_id": "late"}
    empty = json.loads(lines[4]) | {"title": "", "text": "", "msg_id": "empty"}
    broken.write_text(
        "".join([*lines[:10], "{not json\n", json.dumps(late) + "\n", json.dumps(empty) + "\n"])
    )
    done = fengqiao(data, "import", str(broken), "--source", "other", "--channel", "hotline_12345")
    assert done.returncode == 1
    result = json.loads(done.stdout)
    assert (result["read"], result["created"], result["rejected"]) == (13, 10, 3)
    rejected = Path(result["rejected_file"]).read_text(encoding="utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rejected[1:]] == ["11", "12", "13"]
    assert [row.split(",")[1] for row in rejected[1:]] == ["row", "occurred_at", "text"]


def test_every_chain_verifies_after_a_year_of_the_county(data):
    assert fengqiao(data, "demo", "--matters", "300").returncode == 0
    done = fengqiao(data, "audit", "verify", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ok"] is True
