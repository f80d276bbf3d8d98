"""Measure how many small faults in the rules the rules' own tests would notice.

`python bench/mutation.py [--rooms dispatch,handling] [--minutes 60] [--children 2] FOLDER` copies the ground floor
and its tests into FOLDER, lets mutmut change one thing at a time there, and prints a line a room: mutants, killed,
score. Survivors stand in FOLDER/survivors.txt; `mutmut show NAME` in FOLDER shows one.
"""

import argparse
import json
import shutil
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
GROUND_FLOOR = (
    "shared", "clocks", "people", "places", "matters", "intake", "triage", "dispatch", "handling", "supervision",
    "feedback", "lifecycle", "metrics",
)  # fmt: skip
MEASURED = ("clocks", "lifecycle", "dispatch", "handling", "supervision", "feedback", "intake")

# Rules are told by values and codes; what a refusal says in words is read by people.
WORDS = [r"[\u4e00-\u9fff]", r"\ben=", r'^\s*f?"[^"]+ [^"]*",?$']

PROJECT = """
[tool.mutmut]
source_paths = ["src/fengqiao"]
only_mutate = {only}
do_not_mutate = ["src/fengqiao/lifecycle/diagram.py", "src/fengqiao/lifecycle/offers.py"]
do_not_mutate_patterns = {words}
also_copy = ["src/fengqiao"]
pytest_add_cli_args = ["-p", "no:randomly", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:django"]
pytest_add_cli_args_test_selection = ["tests/rules"]

[tool.pytest.ini_options]
pythonpath = ["src", "tests"]
"""

# Random walks would find more, but not every time; the others would need rooms of the upper floors.
LEFT_OUT = ("test_rules_random_walks.py", "test_offers.py", "test_urgent.py", "test_urgent_begin.py")


def main() -> int:
    """Copy, run, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rooms", default=",".join(MEASURED))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--children", type=int, default=2)
    args = parser.parse_args()
    prepare(args.folder, args.rooms.split(","))
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(args.children)]
    try:
        with (args.folder / "mutmut.log").open("w") as log:
            subprocess.run(
                command, cwd=args.folder, check=False, timeout=args.minutes * 60, stdout=log, stderr=log
            )
    except subprocess.TimeoutExpired:
        print(f"stopped after {args.minutes:g} minutes", file=sys.stderr)
    report(args.folder)
    return 0


def prepare(folder: Path, rooms: list[str]) -> None:
    """A project of its own: the ground floor, the county template that its tests read, and the tests of the rules."""
    shutil.rmtree(folder / "mutants", ignore_errors=True)
    source = folder / "src/fengqiao"
    for room in GROUND_FLOOR:
        shutil.copytree(ROOT / "src/fengqiao" / room, source / room, dirs_exist_ok=True)
    shutil.copy(ROOT / "src/fengqiao/__init__.py", source)
    shutil.copytree(
        ROOT / "src/fengqiao/directory/template", source / "directory/template", dirs_exist_ok=True
    )
    shutil.copytree(ROOT / "tests/rules", folder / "tests/rules", dirs_exist_ok=True)
    shutil.copytree(ROOT / "tests/scenarios", folder / "tests/scenarios", dirs_exist_ok=True)
    for name in LEFT_OUT:
        (folder / "tests/rules" / name).unlink(missing_ok=True)
    only = [f"src/fengqiao/{room}/*" for room in rooms]
    text = PROJECT.format(only=json.dumps(only), words=json.dumps(WORDS))
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def report(folder: Path) -> None:
    """A line a room and one for all; mutants that nobody tried yet are not counted."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    survivors = []
    for file in sorted((folder / "mutants/src/fengqiao").rglob("*.py.meta")):
        room = file.relative_to(folder / "mutants/src/fengqiao").parts[0]
        for name, code in json.loads(file.read_text())["exit_code_by_key"].items():
            if code is not None:
                counts[room]["killed" if code not in {0, 5, 33} else "survived"] += 1
                if code in {0, 5, 33}:
                    survivors.append(name)
    (folder / "survivors.txt").write_text("\n".join(survivors) + "\n")
    for room, found in [*sorted(counts.items()), ("all", sum(counts.values(), Counter()))]:
        tried = found.total()
        print(f"{room}\t{tried} mutants\t{found['killed']} killed\t{found['killed'] / max(tried, 1):.1%}")


if __name__ == "__main__":
    sys.exit(main())
