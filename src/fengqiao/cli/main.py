"""The `fengqiao` command: data on standard output, words on standard error; exit 0 fine, 1 a difference, 2 bad usage."""

import argparse
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from fengqiao.cli.faults import words_for
from fengqiao.cli.running import Needs, insist_on_installation, running
from fengqiao.gateways.data_folder import data_folder
from fengqiao.gateways.postgres.cluster import DatabaseUnavailable


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: the module with its `add_parser(subparsers)` and `run(args) -> int`, and what it needs first.

    `existing`: it speaks of what is there already, so it never makes an installation.
    """

    module: str
    needs: Needs
    help: str
    existing: bool = False


# A module is imported only when its command is named, so that `fengqiao due` stays quick.
COMMANDS: Final[Mapping[str, Command]] = {
    "up": Command("up", Needs.NOTHING, "start everything and keep it running"),
    "migrate": Command("migrate", Needs.SERVER, "bring the database up to date"),
    "demo": Command("demo", Needs.DATABASE, "load the demo county and a year of its matters"),
    "import": Command("import_", Needs.DATABASE, "import matters from CSV, XLSX or JSONL"),
    "backup": Command("backup", Needs.DATABASE, "write a backup into a folder", existing=True),
    "restore": Command("restore", Needs.NOTHING, "make a data folder from a backup"),
    "audit": Command("audit", Needs.DATABASE, "verify the chains of events", existing=True),
    "lifecycle": Command("lifecycle", Needs.NOTHING, "draw the states from the code"),
    "openapi": Command("openapi", Needs.DJANGO, "print the API's description"),
    "due": Command("due", Needs.NOTHING, "reckon when a limit ends"),
    "scenario": Command("scenario", Needs.DATABASE, "run acceptance scenarios"),
    "triage": Command("triage", Needs.NOTHING, "train, evaluate and use the suggester"),
    "bench": Command("bench", Needs.NOTHING, "measure"),
    "prepare": Command("prepare", Needs.SERVER, argparse.SUPPRESS),  # what `up` runs before the programs
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        data, words = take_data(words)
    except ValueError as error:
        sys.stderr.write(f"fengqiao: {error}\n")
        return 2
    if data is not None:
        os.environ["FENGQIAO_DATA"] = str(data)
    args = _parser(words).parse_args(words)
    args.data = data_folder()
    command = COMMANDS[args.command]
    try:
        if command.existing:
            insist_on_installation(args.data)
        with running(args.data, command.needs):
            return int(_module(command).run(args))
    except DatabaseUnavailable as error:
        sys.stderr.write(f"fengqiao: {error}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        said = words_for(error)
        if said is None:
            raise
        sys.stderr.write(f"fengqiao: {said}\n")
        return 2


def take_data(words: Sequence[str]) -> tuple[Path | None, list[str]]:
    """Take `--data DIR` out, wherever it stands: it means the same to every command. ValueError without DIR."""
    rest: list[str] = []
    data = None
    pending = iter(words)
    for word in pending:
        if word == "--":
            return data, [*rest, word, *pending]
        if word == "--data" or word.startswith("--data="):
            value = word.partition("=")[2] if "=" in word else next(pending, "")
            if not value:
                raise ValueError("--data 后面要写文件夹 / --data needs a folder")
            data = Path(value).expanduser().absolute()
        else:
            rest.append(word)
    return data, rest


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fengqiao",
        description=__doc__,
        epilog="--data DIR names the data folder, else $FENGQIAO_DATA does, else it is data/ beside the project.",
    )
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        if name in words:
            _module(command).add_parser(subparsers)
        elif command.help is not argparse.SUPPRESS:
            subparsers.add_parser(name, help=command.help)
    return parser


def _module(command: Command) -> Any:
    return importlib.import_module(f"fengqiao.cli.{command.module}")


if __name__ == "__main__":
    sys.exit(main())
