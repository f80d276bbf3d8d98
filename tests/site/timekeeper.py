"""Run beside an installation: `plant N SECONDS` matters whose first limit passes meanwhile, or `verify` the chains.

A process of its own, for the installation's data folder is not the tests'.
"""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fengqiao.cli.running import Needs, running
from fengqiao.gateways.data_folder import data_folder

PLACE = {"address": "文昌路1号", "lon": 119.06, "lat": 28.02, "datum": "wgs84"}


def plant(count: int, over: timedelta) -> dict[str, str]:
    """Register matters in the past, so that a limit of each passes some time within the coming span; moment by id."""
    from fengqiao.desk.past import Life, write_lives
    from fengqiao.desk.settled import ports
    from fengqiao.lifecycle.wakes import next_wake
    from fengqiao.people.actors import Actor, Post

    county, now = ports(), datetime.now(UTC)
    clerk = Actor("demo/registrar", Post.REGISTRAR, "COUNTY_HALL")

    def registered(at: datetime, number: int) -> tuple[Life, datetime]:
        life = Life(county, now)
        life.register(
            at,
            clerk,
            {"text": f"定时核对第{number}件", "channel": "phone", "category": "P0101", "place": PLACE},
        )
        return life, next_wake(life.matter).at

    ago = now - timedelta(hours=2)
    lives = []
    for number in range(count):
        _, passes = registered(ago, number)
        life, passes = registered(now + timedelta(seconds=3) + over * number / count - (passes - ago), number)
        assert now < passes < now + over + timedelta(seconds=10)
        lives.append((life, passes))
    assert write_lives(county, [life for life, _ in lives]) == count
    return {life.matter.id: passes.isoformat() for life, passes in lives}


def verify() -> dict[str, object]:
    """Whether every chain of the county holds, and where not."""
    from fengqiao.desk.settled import ports
    from fengqiao.ledger.verification import verify as verified

    county = ports()
    verdict = verified([county.tenant], county.ring)
    return {"ok": verdict.ok, "first_bad": str(verdict.first_bad), "matters": verdict.matters}


def main(act: str, *given: str) -> None:
    data: Path = data_folder()
    with running(data, Needs.DATABASE):
        done = verify() if act == "verify" else plant(int(given[0]), timedelta(seconds=float(given[1])))
        sys.stdout.write(json.dumps(done))


if __name__ == "__main__":
    main(*sys.argv[1:])
