"""What goes into a backup comes out of it, and nothing damaged comes out at all."""

import json
import os
import subprocess
import sys

import psycopg
import pytest

from fengqiao.cli.backup import BadBackup, run_tool, without_password
from fengqiao.cli.wrapping import unwrap, wrap
from fengqiao.gateways.postgres.server import ensure_running

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("servers_of_its_own")]
USER = (
    "INSERT INTO directory_user (username, password, display_name, tenant, work_phone, email, locale, is_active,"
    " is_superuser, admin_role, must_change_password, created_at)"
    " VALUES ('zhang', '!', '张三𠮷', '330999', '', '', 'zh-hans', true, false, '', false, now())"
)
EVERY_TABLE = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
     WHERE schemaname IN ('public', 'ledger', 'sealed') ORDER BY 1
"""
PROTECTION = """
    SELECT c.oid::regclass::text, pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity, c.relacl::text,
           (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('public', 'ledger', 'sealed') AND c.relkind IN ('r', 'p') ORDER BY 1
"""


@pytest.fixture(scope="module")
def lived_in(own_folder, servers_of_its_own):
    """A data folder with a row, a file and a key ring, and a backup of it."""
    root = own_folder
    data = root / "data"
    assert fengqiao("migrate", "--data", data).returncode == 0
    with ensure_running(data) as server, psycopg.connect(server.url("postgres")) as admin:
        admin.execute(USER)
    (data / "files" / "ab").mkdir()
    (data / "files" / "ab" / "cd").write_bytes(b"\x00photo")
    (data / "keys" / "ring.json").write_text('{"key": "secret"}')
    done = fengqiao("backup", root / "copy", "--data", data, passphrase="枫桥")
    assert done.returncode == 0, done.stderr
    return root


def test_everything_comes_back(lived_in):
    done = fengqiao("restore", lived_in / "copy", "--data", lived_in / "again", passphrase="枫桥")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["keys"] is True
    assert contents(lived_in / "again") == contents(lived_in / "data")
    for name in ("files/ab/cd", "keys/ring.json", "keys/signing.key"):
        assert (lived_in / "again" / name).read_bytes() == (lived_in / "data" / name).read_bytes()
    assert (lived_in / "again" / "keys" / "ring.json").stat().st_mode & 0o077 == 0


def test_sha256sum_understands_the_sums(lived_in):
    assert (
        subprocess.run(
            ["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=lived_in / "copy", check=False
        ).returncode
        == 0
    )


def test_the_keys_are_not_to_be_read_without_the_passphrase(lived_in):
    assert b"secret" not in (lived_in / "copy" / "keys.wrapped").read_bytes()
    done = fengqiao("restore", lived_in / "copy", "--data", lived_in / "wrong", passphrase="芬桥")
    assert done.returncode == 1
    assert "passphrase is wrong" in done.stderr
    assert not (lived_in / "wrong").exists()


@pytest.mark.parametrize(
    "name", ["database.dump", "files/ab/cd", "keys.wrapped", "SHA256SUMS", "manifest.json"]
)
def test_a_changed_or_missing_file_is_named_and_nothing_is_restored(lived_in, name):
    path = lived_in / "copy" / name
    kept = path.read_bytes()
    try:
        for damage in (kept[:-1] + bytes([kept[-1] ^ 1]), None):
            path.unlink()
            if damage is not None:
                path.write_bytes(damage)
            done = fengqiao("restore", lived_in / "copy", "--data", lived_in / "no", passphrase="枫桥")
            assert done.returncode == 1
            assert path.name in done.stderr
            assert not (lived_in / "no").exists()
            path.write_bytes(kept)
    finally:
        path.write_bytes(kept)


def test_a_folder_in_use_is_refused(lived_in):
    assert (
        fengqiao("restore", lived_in / "copy", "--data", lived_in / "data", passphrase="枫桥").returncode == 2
    )
    assert (
        fengqiao("backup", lived_in / "copy", "--data", lived_in / "data", passphrase="枫桥").returncode == 2
    )


def test_a_backup_needs_a_passphrase_or_the_word_that_it_goes_without(lived_in):
    assert fengqiao("backup", lived_in / "none", "--data", lived_in / "data").returncode == 2
    done = fengqiao("backup", lived_in / "none", "--without-keys", "--data", lived_in / "data")
    assert done.returncode == 0
    assert not (lived_in / "none" / "keys.wrapped").exists()


def test_wrapping_keeps_names_and_bytes(tmp_path):
    (tmp_path / "a" / "深").mkdir(parents=True)
    (tmp_path / "a" / "深" / "key").write_bytes(bytes(range(256)))
    unwrap(wrap(tmp_path / "a", "p"), "p", tmp_path / "b")
    assert (tmp_path / "b" / "深" / "key").read_bytes() == bytes(range(256))


def test_the_password_does_not_stand_in_the_words_of_a_process():
    assert without_password("postgresql://a:b%2Fc@/d?host=%2Fe") == ("postgresql://a@/d?host=%2Fe", "b/c")


def test_a_tool_that_fails_says_why(lived_in):
    with pytest.raises(BadBackup, match=r"pg_dump failed: .*nowhere"):
        run_tool("pg_dump", "postgresql://a:b@/d?host=/nowhere", [])


def contents(data):
    """Every row of every table, and who may see them."""
    with ensure_running(data) as server, psycopg.connect(server.url("postgres")) as admin:
        tables = [name for (name,) in admin.execute(EVERY_TABLE)]
        rows = {
            name: sorted(row[0] for row in admin.execute(f"SELECT t::text FROM {name} t")) for name in tables
        }
        assert any("张三𠮷" in row for row in rows["public.directory_user"])
        return rows, admin.execute(PROTECTION).fetchall()


def fengqiao(*words, passphrase=None):
    environment = {**os.environ, **({"FENGQIAO_BACKUP_PASSPHRASE": passphrase} if passphrase else {})}
    command = [sys.executable, "-m", "fengqiao.cli.main", *map(str, words)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
