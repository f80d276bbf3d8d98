"""The patrol outbox against a whole installation: random offline sequences lose no record and double none.

Short by default; `make offline` makes it long (FENGQIAO_SEQUENCES). FENGQIAO_SEED repeats the choices of a run.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path

import psycopg
import pytest
from PIL import Image

from fengqiao.gateways.postgres.server import ensure_running
from installations import running

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("servers_of_its_own")]

FRONTEND = Path(__file__).parents[2] / "frontend"
SEQUENCES = int(os.environ.get("FENGQIAO_SEQUENCES", "25"))
SEED = int(os.environ.get("FENGQIAO_SEED", random.randrange(1_000_000)))


@pytest.fixture
def photos(tmp_path):
    """Small photos that differ."""
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(12):
        Image.effect_noise((64, 48), 20 + number).convert("RGB").save(folder / f"{number}.jpg", "JPEG")
    return folder


def test_random_offline_sequences_lose_no_record_and_double_none(own_folder, photos, tmp_path):
    book = tmp_path / "book"
    with running(own_folder / "data") as up:
        played = subprocess.run(
            ["node", "node_modules/vitest/vitest.mjs", "run", "--config", "patrol/offline.config.ts"],
            cwd=FRONTEND,
            env={
                **os.environ,
                "FENGQIAO_ADDRESS": f"http://127.0.0.1:{up.port}",
                "FENGQIAO_PASSWORD": up.accounts["grid_worker"],
                "FENGQIAO_PHOTOS": str(photos),
                "FENGQIAO_BOOK": str(book),
                "FENGQIAO_SEQUENCES": str(SEQUENCES),
                "FENGQIAO_SEED": str(SEED),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert played.returncode == 0, played.stdout[-4000:] + played.stderr[-4000:]
        records = [json.loads(line) for line in book.read_text().splitlines()]
        with ensure_running(up.data) as server, psycopg.connect(server.url("postgres")) as ledger:
            check(ledger, records)
    sys.stdout.write(f"{SEQUENCES} sequences, {len(records)} records, seed {SEED}\n")


def check(ledger: psycopg.Connection, records: list[dict]) -> None:
    """Each record stands in the ledger once, with all its photos, and the ledger holds nothing beside them."""
    assert len(records) > SEQUENCES
    assert len({each["token"] for each in records}) == len(records)
    texts = Counter(
        body for (body,) in ledger.execute("SELECT body FROM ledger.text WHERE body LIKE 'zq%'").fetchall()
    )
    # What was settled on the spot says it twice: as what was found, and as what was done.
    assert texts == {each["token"]: 2 if each["kind"] == "self_handle" else 1 for each in records}
    wanted = Counter(each["kind"] for each in records)
    kinds = dict(
        ledger.execute(
            "SELECT kind, count(*) FROM ledger.event AS e WHERE EXISTS (SELECT FROM ledger.text AS x"
            " WHERE x.matter_id = e.matter_id AND x.body LIKE 'zq%') GROUP BY kind"
        ).fetchall()
    )
    assert kinds.get("ResultSubmitted", 0) == wanted["self_handle"]
    assert kinds.get("ProgressAdded", 0) == wanted["act"]
    matters = ledger.execute(
        "SELECT count(DISTINCT matter_id) FROM ledger.text WHERE body LIKE 'zq%'"
    ).fetchone()
    # Notes all stand on one matter.
    assert matters == (wanted["report"] + wanted["self_handle"] + min(wanted["act"], 1),)
    photos = ledger.execute(
        "SELECT count(*) FROM ledger.attachment AS a WHERE EXISTS (SELECT FROM ledger.text AS x"
        " WHERE x.matter_id = a.matter_id AND x.body LIKE 'zq%')"
    ).fetchone()
    assert photos is not None
    assert photos[0] == sum(each["photos"] for each in records)
