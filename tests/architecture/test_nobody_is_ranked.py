"""Nobody is ranked: no column, answer, query, metric or statement counts or orders what a mediator settled (DOMAIN 6.3)."""

import ast
import re
from pathlib import Path

import pytest
from django.db import models

from fengqiao.api.application import api
from fengqiao.directory.admin.mediators import MediatorAdmin
from fengqiao.directory.exchange.tables import TABLES
from fengqiao.directory.models import Mediator, Studio
from fengqiao.insight import register
from fengqiao.metrics.catalogue import METRICS
from fengqiao.people.mediators import MediatorInfo
from fengqiao.shared.forbidden import FORBIDDEN_NAMES, forbidden

SOURCE = Path(__file__).parents[2] / "src/fengqiao"
NUMBERS = (
    models.IntegerField, models.FloatField, models.DecimalField, models.DurationField, models.DateField,
    models.GeneratedField,
)  # fmt: skip
COUNTED = {"load"}
"""What is said in numbers of a mediator: open disputes at the table now, for choosing."""
ORDERING = {"sort", "order", "order_by", "rank", "by", "top", "desc", "sort_by", "ordering"}
SETTLING = re.compile(
    r"settled|success|agreed|agreement|failed|performed|satisf|closed|resolved", re.IGNORECASE
)


def schemas():
    return api.get_openapi_schema(path_prefix="/api/v1/")["components"]["schemas"]


def of_mediators(name, schema):
    properties = set(schema.get("properties", {}))
    return "Mediator" in name or "Board" in name or {"languages", "work_contact"} & properties


def test_the_register_has_no_number_of_a_person():
    for row in (Mediator, Studio):
        numbers = [
            field.name
            for field in row._meta.get_fields()
            if isinstance(field, NUMBERS) and field.name != "id"
        ]
        assert numbers == []
    assert {field.name for field in Mediator._meta.fields} == {
        "id", "tenant", "code", "name", "user", "committee", "studio", "languages", "experience", "hours",
        "work_contact", "on_public_board", "is_active",
    }  # fmt: skip


def test_no_pure_record_of_a_mediator_has_one_either():
    assert {
        name for name, kind in MediatorInfo.__annotations__.items() if kind in {"int", "float", int, float}
    } == set()


def test_tables_and_admin_are_in_the_order_of_codes():
    assert not forbidden(TABLES[Mediator].columns)
    assert MediatorAdmin.ordering == ("code",)
    assert [name for name in MediatorAdmin.list_display if not hasattr(Mediator, name)] == []


def test_what_is_answered_of_mediators_counts_nothing_but_the_present_load():
    found = {name: schema for name, schema in schemas().items() if of_mediators(name, schema)}
    assert {"MediatorAnswer", "BoardEntry"} <= set(found)
    for name, schema in found.items():
        counted = {
            field
            for field, kind in schema.get("properties", {}).items()
            if kind.get("type") in {"integer", "number"}
        }
        assert counted <= COUNTED, name
        assert [field for field in schema.get("properties", {}) if SETTLING.search(field)] == [], name
    assert "load" not in found["BoardEntry"]["properties"]


def test_no_address_orders_anybody():
    for path, methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].items():
        for operation in methods.values():
            asked = {each["name"] for each in operation.get("parameters", []) if each["in"] == "query"}
            assert not asked & ORDERING, path
            if "mediator" in path:
                assert not [name for name in asked if SETTLING.search(name)], path


def test_the_load_knows_nothing_of_results():
    said = re.sub(r"'(consent_pending|mediating)'", "", register.TABLES)
    assert not SETTLING.search(said)
    assert "ORDER BY e.seq" in said
    assert said.count("ORDER BY") == 1


def test_no_metric_is_about_a_mediator():
    split = re.compile(r"\bmediators?\b|\bper person\b|\bby person\b", re.IGNORECASE)
    said = {one.code: f"{one.name_en} {one.numerator} {one.denominator}" for one in METRICS.values()}
    assert len(said) > 10
    assert [code for code, words in said.items() if split.search(words.replace("_", " "))] == []


def statements():
    """Every string in the source that is SQL, with where it stands."""
    for file in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and "SELECT" in node.value:
                yield file.relative_to(SOURCE).as_posix(), node.value


RANKING = re.compile(
    r"(?:GROUP|PARTITION|ORDER) BY\s[^()]*?\b(?:person|actor|user_id|mediators?|holder|handled_by)\b",
    re.IGNORECASE,
)


def test_no_statement_groups_or_orders_results_by_a_person():
    said = list(statements())
    assert len(said) > 100
    found = {(where, match.group()) for where, text in said if (match := RANKING.search(text))}
    # The order in which times are taken, so that two bookings cannot wait for each other.
    assert {where for where, _ in found} <= {"ledger/bookings.py"}, found


@pytest.mark.parametrize(
    "ranking",
    ["SELECT person, count(*) FROM x GROUP BY e.person", "SELECT 1 ORDER BY settled, mediator DESC"],
)
def test_the_walk_would_see_a_ranking(ranking):
    assert RANKING.search(ranking)


@pytest.mark.parametrize(
    "name",
    ["mediator_rank", "mediator_score", "mediator_rating", "success_count", "settled_count", "native_place"],
)
def test_such_names_are_forbidden_everywhere(name):
    assert name in FORBIDDEN_NAMES
    assert forbidden([f"old_{name}"]) == (f"old_{name}",)
