"""`fengqiao demo`: the fictional county, and a year of its matters moved through the machine."""

import argparse
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fengqiao.gateways.data_folder import keys_folder

DAYS: Final = 365
MATTERS: Final = 6000
FIRST_DAYS, FIRST_MATTERS = 60, 240
"""What a first start loads: enough to look around in, in a few seconds."""


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("demo", help="load the demo county and a year of its matters")
    parser.add_argument(
        "--matters", type=int, default=MATTERS, metavar="N", help=f"how many, {MATTERS} by default"
    )
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="over how many days up to now")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another seed makes another year")


def run(args: argparse.Namespace) -> int:
    """Load the county if it is not there, move the matters, verify nothing; prints what was made."""
    if not 0 <= args.matters <= 200_000 or not 1 <= args.days <= 3650:
        sys.stderr.write("fengqiao: 数量或天数超出范围 / matters 0 to 200000, days 1 to 3650\n")
        return 2
    if os.environ.get("FENGQIAO_PROFILE") == "production":
        sys.stderr.write("fengqiao: 正式环境不载入演示数据 / the production profile loads no demo\n")
        return 2
    from fengqiao.cli.demo_year import move  # noqa: PLC0415  Django is set up by now

    load_county(args.data)
    made = move(args.matters, days=args.days, seed=args.seed)
    sys.stdout.write(f"{made}\n")
    return 0


def load_if_empty(data: Path) -> None:
    """Load the demo county and some weeks of matters when this county is not there yet.

    A mark stands beside the keys meanwhile: what an interrupted start left undone is finished by the next.
    """
    from django.conf import settings  # noqa: PLC0415

    from fengqiao.cli import demo_year  # noqa: PLC0415
    from fengqiao.insight.figures import figures  # noqa: PLC0415

    begun = keys_folder(data) / "demo.begun"
    if has_county() and not begun.exists():
        return
    begun.touch()
    load_county(data)
    there = figures(settings.TENANT).received
    if there < FIRST_MATTERS:
        demo_year.move(FIRST_MATTERS - there, days=FIRST_DAYS, seed=1 + there)
    begun.unlink()


def stand_on_county(data: Path) -> bool:
    """Whether there is a county to work in; outside production the demo county is loaded where there is none."""
    if has_county():
        return True
    if os.environ.get("FENGQIAO_PROFILE") == "production":
        return False
    sys.stderr.write("载入演示县 / loading the demo county\n")
    load_county(data)
    return True


def has_county() -> bool:
    """Whether this installation's county was loaded."""
    from fengqiao.desk.settled import ports  # noqa: PLC0415
    from fengqiao.directory.snapshot import UnknownCounty  # noqa: PLC0415

    try:
        ports().county()
    except UnknownCounty:
        return False
    return True


def account_lines() -> Iterator[str]:
    """`post<TAB>user<TAB>password` of one demo account for each post; none when the county is a real one."""
    from django.conf import settings  # noqa: PLC0415

    file = _password_file(settings.DATA)
    if not file.exists():
        return
    for account in demo_posts():
        yield f"{account[0]}\t{account[1]}\t{file.read_text().strip()}"


def demo_posts() -> tuple[tuple[str, str], ...]:
    """Post and user name of the first demo account of each post."""
    from fengqiao.directory.demo.staff import POSTS  # noqa: PLC0415

    return tuple((row[1].value, row[0]) for row in POSTS)


def load_county(data: Path) -> None:
    """Load the demo county; its accounts keep the password of the first time."""
    from django.conf import settings  # noqa: PLC0415

    from fengqiao.directory.demo import demo_county  # noqa: PLC0415

    file = _password_file(data)
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(9))
    demo_county(settings.TENANT, password=file.read_text().strip())


def _password_file(data: Path) -> Path:
    return keys_folder(data) / "demo.password"
