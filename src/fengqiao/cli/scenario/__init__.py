"""`fengqiao scenario FILE...`: acceptance cases, executed through the desk on a virtual clock."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("scenario", help="run acceptance scenarios")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--only", default="", metavar="ID", help="run this scenario alone")
    parser.add_argument(
        "--allow-not-yet", action="store_true", help="what a later version brings is no failure"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of lines")


def run(args: argparse.Namespace) -> int:
    """Run the files; 0 when all passed, 1 when something failed or is not there yet, 2 for a missing file."""
    from fengqiao.cli.scenario.run import FAILED, NOT_YET, PASSED, Result, Runner  # noqa: PLC0415  needs Django
    from fengqiao.gateways.postgres.cluster import OWNER  # noqa: PLC0415
    from fengqiao.gateways.postgres.server import database_url  # noqa: PLC0415
    from fengqiao.ledger.keyring import open_ring  # noqa: PLC0415

    missing = [str(file) for file in args.files if not file.is_file()]
    if missing:
        sys.stderr.write(f"fengqiao: 没有文件 / no such file: {', '.join(missing)}\n")
        return 2
    runner = Runner(open_ring(args.data / "keys"), database_url(args.data, OWNER), only=args.only)
    results: list[Result] = []
    for file in args.files:
        for result in runner.run_file(file):
            results.append(result)
            if not args.json:
                sys.stdout.write(f"{result.line()}\n")
                sys.stdout.flush()
    if args.only and not results:
        sys.stderr.write(f"fengqiao: 没有场景 / no scenario: {args.only}\n")
        return 2
    counts = Counter(result.status for result in results)
    if args.json:
        summary = {"passed": counts[PASSED], "failed": counts[FAILED], "not_yet": counts[NOT_YET]}
        rows = [result.as_json() for result in results]
        sys.stdout.write(json.dumps(summary | {"results": rows}, ensure_ascii=False, default=str) + "\n")
    else:
        sys.stderr.write(f"passed {counts[PASSED]}, failed {counts[FAILED]}, not yet {counts[NOT_YET]}\n")
    return 1 if counts[FAILED] or (counts[NOT_YET] and not args.allow_not_yet) else 0
