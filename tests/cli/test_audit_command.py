"""`fengqiao audit verify`: what it prints and how it ends, on an untouched ledger and on a tampered one."""

import argparse
import json

import psycopg
import pytest
from django.conf import settings

from fengqiao.cli import audit
from fengqiao.gateways.data_folder import data_folder, keys_folder
from fengqiao.ledger.connection import close_pools
from fengqiao.ledger.keyring import FILE, open_ring
from fengqiao.ledger.verification import Bad
from fengqiao.matters import commands as c
from ledger.ledger_stories import Life

pytestmark = pytest.mark.database


@pytest.fixture
def life(database):
    """One matter of the installation's county, registered and accepted."""
    life = Life(tenant=settings.TENANT).begin()
    life.do(5, "registrar", "COUNTY_HOTLINE", c.Accept(category="E0101"))
    yield life
    close_pools()


def verify(capsys, *words: str) -> tuple[int, dict, str]:
    parser = argparse.ArgumentParser()
    audit.add_parser(parser.add_subparsers())
    args = parser.parse_args(["audit", "verify", *words])
    args.data = data_folder()
    code = audit.run(args)
    said = capsys.readouterr()
    return code, json.loads(said.out) if said.out else {}, said.err


def test_an_untouched_ledger_is_fine(life, capsys):
    for words in ([], ["--quick"], ["--tenant", settings.TENANT]):
        code, found, err = verify(capsys, *words)
        assert (code, found) == (0, {"ok": True, "first_bad": None})
        assert "完整" in err
        assert "1 matters, 2 events" in err
    assert verify(capsys, "--json") == (0, {"ok": True, "first_bad": None}, "")


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE ledger.event SET person = 'x' WHERE matter_id = %s AND seq = 1", (1, "changed")),
        ("DELETE FROM ledger.event WHERE matter_id = %s AND seq = 2", (2, "removed")),
    ],
)
def test_a_tampered_row_is_named(life, database, capsys, statement, where):
    seq, fault = where
    with psycopg.connect(database.superuser_url, autocommit=True) as tamperer:
        tamperer.execute("SET session_replication_role = replica")
        tamperer.execute(statement, [life.id])
    code, found, err = verify(capsys)
    first = {"tenant": settings.TENANT, "matter": life.id, "seq": seq, "fault": fault}
    assert (code, found) == (1, {"ok": False, "first_bad": first})
    assert life.id in err
    assert audit.FAULTS[fault][0] in err
    assert audit.FAULTS[fault][1] in err
    assert verify(capsys, "--json", "--quick") == (1, found, "")


def test_a_county_that_is_not_there(life, capsys):
    code, found, err = verify(capsys, "--tenant", "999999")
    assert (code, found) == (2, {})
    assert "999999" in err


def test_keys_that_others_may_read(life, capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("fengqiao.gateways.data_folder.keys_folder", lambda _: tmp_path)
    open_ring(tmp_path)
    (tmp_path / FILE).chmod(0o644)
    code, found, err = verify(capsys)
    assert (code, found) == (2, {})
    assert "密钥" in err
    assert keys_folder(data_folder()) != tmp_path


def test_every_fault_that_can_be_found_has_its_words():
    known = [
        word.strip(" ,") for word in (Bad.__doc__ or "").split("`fault`:")[1].replace("\n", " ").split(",")
    ]
    named = {word.split(" ")[0].strip("().") for word in known if word}
    assert named <= set(audit.FAULTS)
    assert all(zh and en for zh, en in audit.FAULTS.values())


def test_it_has_one_verb(capsys):
    parser = argparse.ArgumentParser()
    audit.add_parser(parser.add_subparsers())
    with pytest.raises(SystemExit) as end:
        parser.parse_args(["audit"])
    assert end.value.code == 2
    assert "VERB" in capsys.readouterr().err
