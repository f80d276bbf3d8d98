"""Who may import whom (ARCHITECTURE section 2), and what the ground floor never touches: clock, chance, system."""

import ast
import sys
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src/fengqiao"
GROUND_FLOOR = (
    "shared", "clocks", "people", "places", "matters", "intake", "triage", "dispatch", "handling", "mediation",
    "supervision", "feedback", "lifecycle", "metrics",
)  # fmt: skip
IMPURE_MODULES = {
    "os",
    "time",
    "random",
    "secrets",
    "logging",
    "asyncio",
    "threading",
    "subprocess",
    "socket",
}
IMPURE_CALLS = {
    "now",
    "today",
    "utcnow",
    "uuid1",
    "uuid4",
    "print",
    "open",
    "input",
    "getenv",
    "exec",
    "eval",
}


def ground_files() -> list[Path]:
    return sorted(file for room in GROUND_FLOOR for file in (SOURCE / room).rglob("*.py"))


def name(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def test_the_import_contracts_are_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_a_broken_contract_is_seen(monkeypatch, tmp_path, capsys):
    """The ground floor stands below the command line: a contract that says otherwise cannot be kept."""
    monkeypatch.chdir(ROOT)
    config = tmp_path / "contracts.toml"
    config.write_text(
        "[tool.importlinter]\nroot_package = 'fengqiao'\n[[tool.importlinter.contracts]]\nid = 'x'\nname = 'x'\n"
        "type = 'forbidden'\nsource_modules = ['fengqiao.lifecycle']\nforbidden_modules = ['fengqiao.clocks']\n"
    )
    assert lint_imports(config_filename=str(config), no_cache=True) != EXIT_STATUS_SUCCESS
    assert "fengqiao.clocks" in capsys.readouterr().out


def test_every_room_of_the_ground_floor_is_looked_at():
    rooms = {file.parent.name for file in SOURCE.glob("*/__init__.py")}
    upper = {"directory", "ledger", "gateways", "desk", "insight", "api", "live", "worker", "cli", "site"}
    assert rooms - upper <= set(GROUND_FLOOR), "a new room says on which floor it stands"
    assert len(ground_files()) > 60


@pytest.mark.parametrize("file", ground_files(), ids=name)
def test_the_ground_floor_is_pure(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = {
        module.split(".")[0]
        for node in ast.walk(tree)
        for module in _modules(node)
        if not module.startswith("fengqiao")
    }
    assert imported <= sys.stdlib_module_names, "the ground floor takes nothing but the standard library"
    assert not imported & IMPURE_MODULES
    called = {_called(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not called & IMPURE_CALLS, "time and chance come in as arguments"
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global | ast.AsyncFunctionDef)]


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(id=found) | ast.Attribute(attr=found):
            return found
        case _:
            return ""


def test_the_check_sees_what_it_looks_for(tmp_path):
    bad = tmp_path / "bad.py"
    bad.write_text("import datetime, numpy\nx = datetime.datetime.now()\n")
    for fault in ("numpy", "now"):
        with pytest.raises(AssertionError) as said:
            test_the_ground_floor_is_pure(bad)
        bad.write_text("import datetime\nx = datetime.datetime.now()\n")
        assert fault in str(said.value)
