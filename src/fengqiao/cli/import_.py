"""`fengqiao import FILE --source NAME --channel CHANNEL`: bring in matters from CSV, XLSX or JSONL."""

import argparse
import csv
import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TextIO

import yaml
from tqdm import tqdm

from fengqiao.cli.demo import stand_on_county


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser("import", help="import matters from CSV, XLSX or JSONL")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--source", required=True, metavar="NAME", help="the source system: its numbers are kept"
    )
    parser.add_argument("--channel", required=True, metavar="CHANNEL", help="e.g. hotline_12345")
    parser.add_argument(
        "--mapping", type=Path, metavar="M.yaml", help="columns: {ours: theirs}, fixed: {ours: value}"
    )
    parser.add_argument("--history", action="store_true", help="clocks and notices off")
    parser.add_argument(
        "--triage",
        action=argparse.BooleanOptionalAction,
        help="suggest categories in the same run (the default, but not for history)",
    )
    parser.add_argument("--dry-run", action="store_true", help="read and check, write nothing")


def run(args: argparse.Namespace) -> int:
    """Import; prints one JSON line. 1 if rows were rejected, 2 for a file, channel or mapping that cannot be used."""
    from fengqiao.desk.importing_rows import NAMES, Columns, recognise  # noqa: PLC0415  need Django
    from fengqiao.desk.importing_together import Orders, ProcessEnded, import_file  # noqa: PLC0415
    from fengqiao.desk.settled import ports  # noqa: PLC0415
    from fengqiao.desk.suggesting import installed_batch_suggester  # noqa: PLC0415
    from fengqiao.gateways.files.tables import TableFault, columns, rows  # noqa: PLC0415
    from fengqiao.matters.words import SIGNAL_CHANNELS, Channel  # noqa: PLC0415

    if args.channel not in {one.value for one in Channel if one not in SIGNAL_CHANNELS}:
        return _bad(f"没有渠道 / no such channel: {args.channel}")
    if not args.source.strip():
        return _bad("来源不能为空 / the source is empty")
    if not args.file.is_file():
        return _bad(f"没有文件 / no such file: {args.file}")
    try:
        mapping = _mapping(args.mapping, recognise(columns(args.file)), set(NAMES), Columns)
    except (TableFault, ValueError, OSError, UnicodeDecodeError) as fault:
        return _bad(str(fault))
    if "text" not in mapping.columns and "title" not in mapping.columns:
        return _bad(
            "没有识别出内容列，请用 --mapping 指定 / no column holds the text; name it with --mapping"
        )
    if not stand_on_county(args.data):
        return _bad("还没有县域目录，请先载入 / there is no county yet: load its directory first")
    county = ports()
    chosen = ", ".join(f"{ours}={theirs}" for ours, theirs in mapping.columns.items())
    sys.stderr.write(f"列对应 / columns: {chosen}\n")
    orders = Orders(
        mapping,
        source=args.source.strip(),
        channel=args.channel,
        history=args.history,
        dry_run=args.dry_run,
        triage=not args.history if args.triage is None else args.triage,
    )
    suggester = installed_batch_suggester(args.data)
    with RejectedFile(args.data / "imports", args.file.name) as rejected, _bar() as progress:
        try:
            tally = import_file(
                county, rows(args.file), orders, suggester=suggester, reject=rejected.write, progress=progress
            )
        except TableFault as fault:
            return _bad(str(fault))
        except ProcessEnded:
            sys.stderr.write(
                "fengqiao: 导入进程被中断，请重新运行，将从中断处继续 / "
                "a process of the import was ended; run it again, it goes on from there\n"
            )
            return 1
    result = {
        "read": tally.read,
        "created": tally.created,
        "existing": tally.existing,
        "rejected": tally.rejected,
        "rejected_file": str(rejected.path) if tally.rejected else None,
    }
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    return 1 if tally.rejected else 0


class RejectedFile:
    """The list of rows that were not taken: line, field and reason; made when the first one comes."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = folder / f"{name}.{datetime.now().astimezone():%Y%m%d-%H%M%S}.rejected.csv"
        self._file: TextIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, row: Any) -> None:
        """Add a row."""
        if self._file is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file).writerow(["行 line", "字段 field", "原因", "reason"])
        csv.writer(self._file).writerow([row.line, row.field, row.why_zh, row.why_en])


class _bar:  # noqa: N801  used like a function
    """A progress bar on a terminal, nothing elsewhere."""

    def __enter__(self) -> Callable[[Any], None]:
        self._bar = tqdm(unit="", disable=not sys.stderr.isatty(), file=sys.stderr)

        def show(tally: Any) -> None:
            self._bar.update(tally.read - self._bar.n)

        return show

    def __exit__(self, *_: object) -> None:
        self._bar.close()


def _mapping(path: Path | None, found: dict[str, str], known: set[str], make: Any) -> Any:
    """The columns as recognised, overruled by the mapping file."""
    if path is None:
        return make(columns=found)
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as fault:
        raise ValueError(f"对应文件不是 YAML / the mapping is not YAML: {fault}") from None
    if not isinstance(data, dict) or not set(data) <= {"columns", "fixed"}:
        raise ValueError("对应文件只有 columns 和 fixed 两项 / a mapping has the keys columns and fixed")
    columns, fixed = data.get("columns") or {}, data.get("fixed") or {}
    for name in columns:
        if name not in known:
            raise ValueError(f"没有这一项 / unknown name: {name}; {', '.join(sorted(known))}")
    return make(columns=found | dict(columns), fixed={str(k): str(v) for k, v in fixed.items()})


def _bad(why: str) -> int:
    sys.stderr.write(f"fengqiao: {why}\n")
    return 2
