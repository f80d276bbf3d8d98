"""`fengqiao prepare`: what `up` runs before the programs: migrations, the demo county, the list of its accounts.

A process of its own, so that the supervisor does not keep Django in memory.
"""

import argparse
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from fengqiao.cli.migrate import bring_up_to_date


def add_parser(subparsers: Any) -> None:
    """Declare the command; nobody needs to know it."""
    subparsers.add_parser("prepare")


def run(args: argparse.Namespace) -> int:
    """Prepare; print `post<TAB>user<TAB>password` for each demo account, none in production."""
    bring_up_to_date(args.data)
    if os.environ.get("FENGQIAO_PROFILE") == "production" or find_spec("fengqiao.cli.demo") is None:
        return 0
    demo = import_module("fengqiao.cli.demo")
    demo.load_if_empty(args.data)
    for line in demo.account_lines():
        sys.stdout.write(f"{line}\n")
    return 0
