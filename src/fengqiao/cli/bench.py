"""`fengqiao bench lifecycle|disputes|list|live|import|papers|triage|up`: measure, in an installation of the bench's own.

It stands in `bench/` inside the data folder, with its own server and a made-up county, and is removed afterwards. The
web runs as `fengqiao up` runs it; eight clients, each a process, load it, and their processor time is left out.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any, Final

KINDS: Final = ("lifecycle", "disputes", "list", "live", "import", "papers", "triage", "up")
MATTERS: Final = 100_000
_SHOWN: Final = (
    "rate", "p50_ms", "p99_ms", "app_cpu_ms", "database_cpu_ms", "statements", "pgbench_rate", "pgbench_share",
)  # fmt: skip


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("bench", help="measure", description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument(
        "--matters",
        type=_count,
        metavar="N",
        help=f"how many the county holds already ({MATTERS}, none for import, papers and up); for triage: messages",
    )
    parser.add_argument(
        "--requests", type=_count, metavar="N", help="of each kind by each client; for import: rows"
    )
    parser.add_argument("--keep", action="store_true", help="keep the installation for the next run")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")


def run(args: argparse.Namespace) -> int:
    """Measure and print; 1 when what was measured did not work."""
    try:
        measured = _measured(args)
    except (RuntimeError, TimeoutError) as fault:
        sys.stderr.write(f"fengqiao: {fault}\n")
        return 1
    if args.json:
        sys.stdout.write(json.dumps(measured, ensure_ascii=False) + "\n")
    else:
        _print(measured)
    return 0


def _measured(args: argparse.Namespace) -> dict[str, Any]:
    # Imported here: what a bench needs is much, and the other commands need none of it.
    from fengqiao.cli.benching.home import bench  # noqa: PLC0415

    said = {"bench": args.kind, "clients": 8, "web_workers": 2}
    requests = {"requests": args.requests} if args.requests else {}
    if args.kind == "triage":
        from fengqiao.cli.benching.suggesting import suggesting  # noqa: PLC0415

        return {
            "bench": "triage",
            **suggesting(args.data, **({"count": args.matters} if args.matters else {})),
        }
    if args.kind == "up":
        from fengqiao.cli.benching.starting import starting  # noqa: PLC0415

        return {"bench": "up", **starting(args.data, matters=args.matters or 0, keep=args.keep)}
    if args.kind == "import":
        with bench(args.data, matters=args.matters or 0, keep=args.keep) as home:
            from fengqiao.cli.benching.importing import importing  # noqa: PLC0415

            return {
                "bench": "import",
                **importing(home, **({"count": args.requests} if args.requests else {})),
            }
    if args.kind == "papers":
        with bench(args.data, matters=args.matters or 0, keep=args.keep) as home:
            from fengqiao.cli.benching.papers import papers  # noqa: PLC0415

            return {**said, "bench": "papers", "matters": args.matters or 0, **papers(home, **requests)}
    matters = MATTERS if args.matters is None else args.matters
    with bench(args.data, matters=matters, keep=args.keep) as home:
        if args.kind == "list":
            from fengqiao.cli.benching.lists import lists  # noqa: PLC0415

            return {**said, "matters": matters, **lists(home, **requests)}
        if args.kind == "live":
            from fengqiao.cli.benching.live import live  # noqa: PLC0415

            return {**said, "matters": matters, **live(home, **requests)}
        if args.kind == "disputes":
            from fengqiao.cli.benching.disputes import disputes  # noqa: PLC0415

            return {**said, "matters": matters, **disputes(home, **requests)}
        from fengqiao.cli.benching.lifecycle import lifecycle  # noqa: PLC0415

        return {**said, "matters": matters, **lifecycle(home, **requests)}


def _print(measured: Mapping[str, Any]) -> None:
    """A table for people: the whole, then each part that has figures of its own."""
    parts = {str(measured["bench"]): measured}
    for name, value in measured.items():
        if isinstance(value, Mapping):
            parts |= value if name == "operations" else {name: value}
    width = max(map(len, parts))
    shown = [name for name in _SHOWN if any(name in part for part in parts.values())]
    sys.stdout.write(" ".join([" " * width, *(f"{name:>15}" for name in shown)]) + "\n")
    for name, part in parts.items():
        cells = ["" if part.get(each) is None else f"{part[each]:.2f}" for each in shown]
        sys.stdout.write(" ".join([f"{name:<{width}}", *(f"{cell:>15}" for cell in cells)]) + "\n")
    rest = {
        name: value
        for name, value in measured.items()
        if name not in shown and not isinstance(value, Mapping)
    }
    sys.stdout.write(json.dumps(rest, ensure_ascii=False) + "\n")


def _count(word: str) -> int:
    count = int(word)
    if not 0 <= count <= 10_000_000:
        raise argparse.ArgumentTypeError("a number from 0 to 10,000,000")
    return count
