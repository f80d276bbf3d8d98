"""The schema keeps its promises: the county first in every key, row-level security forced, few rights, fixed paths."""

import psycopg
import pytest

from fengqiao.ledger.rehearsal import EMPTIED

pytestmark = pytest.mark.database

KEYS = """
SELECT c.conrelid::regclass::text, c.contype, c.conname,
       (SELECT attname FROM pg_attribute WHERE attrelid = c.conrelid AND attnum = c.conkey[1])
  FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
 WHERE n.nspname IN ('ledger', 'sealed') AND c.contype IN ('p', 'u', 'f')
"""
INDEXES = """
SELECT i.indexrelid::regclass::text,
       (SELECT attname FROM pg_attribute WHERE attrelid = i.indrelid AND attnum = i.indkey[0])
  FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('ledger', 'sealed')
"""
SECURITY = """
SELECT c.oid::regclass::text, c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE n.nspname IN ('ledger', 'sealed') AND c.relkind IN ('r', 'p')
"""
POLICIES = """
SELECT format('%I.%I', schemaname, tablename), policyname, cmd, qual, with_check, roles::text[]
  FROM pg_policies WHERE schemaname IN ('ledger', 'sealed')
"""
DEFINERS = """
SELECT p.proname, p.proconfig FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('ledger', 'sealed') AND p.prosecdef
"""
ROLE = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
CALLABLE = """
SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
 WHERE n.nspname IN ('ledger', 'sealed') AND has_function_privilege(p.oid, 'EXECUTE') ORDER BY 1
"""


@pytest.fixture
def rows(module_database):
    def read(statement: str) -> list[tuple]:
        with psycopg.connect(module_database.url) as connection:
            return connection.execute(statement).fetchall()

    return read


def test_the_county_comes_first_in_every_key(rows):
    keys = rows(KEYS)
    assert len([key for key in keys if key[1] == "p"]) == len(rows(SECURITY))
    assert [key for key in keys if key[3] != "tenant"] == []


def test_the_county_comes_first_in_every_index_but_the_search_index(rows):
    assert [name for name, first in rows(INDEXES) if first != "tenant"] == ["ledger.matter_search_tokens"]


def test_row_level_security_binds_everybody(rows):
    for table, enabled, forced, owner in rows(SECURITY):
        assert enabled, table
        assert forced, table
        assert owner == "owner", table


def test_every_table_has_the_one_policy_and_the_search_table_one_more(rows):
    policies = rows(POLICIES)
    own = {table for table, name, *_ in policies if name == "own_county"}
    assert own == {table for table, *_ in rows(SECURITY)}
    for table, name, command, using, check, _ in policies:
        if name == "own_county":
            assert (command, using, check) == ("ALL", "(tenant = ledger.tenant())", using), table
    others = [
        (table, command, roles) for table, name, command, _, _, roles in policies if name != "own_county"
    ]
    assert others == [("ledger.matter_search", "SELECT", ["owner"])]


def test_a_throwaway_county_is_emptied_table_by_table(rows):
    assert set(EMPTIED) == {table for table, *_ in rows(SECURITY)}
    assert len(EMPTIED) == len(set(EMPTIED))


def test_functions_that_step_round_it_have_a_fixed_path(rows):
    assert rows(DEFINERS) == [("search_matters", ["search_path=pg_catalog, pg_temp"])]


def test_the_programs_have_no_right_that_undoes_it(rows):
    assert rows(ROLE) == [(False, False, False)]
    assert [name for (name,) in rows(CALLABLE)] == ["evidence_fits", "search_matters", "tenant"]


def test_migrations_give_up_on_a_lock_and_have_no_way_back():
    from fengqiao.ledger.sqlfiles import FOLDER, run_sql

    files = sorted(path.name for path in FOLDER.glob("*.sql"))
    assert files
    for name in files:
        step = run_sql(name)
        assert step.sql.startswith("SET LOCAL lock_timeout = '4s'")
        assert not step.reversible
