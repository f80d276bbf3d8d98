"""The description is true: schemathesis tries every address with thousands of bodies and finds no fault of ours."""

import json
import random
import subprocess
import sys

import pytest
import schemathesis
from county_office import SEATS, Browser
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.middleware.csrf import _get_new_csrf_string
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fengqiao.api.application import api
from fengqiao.directory.models import Assignment, Unit
from fengqiao.directory.people import person
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database

EXAMPLES = 30
CHECKS = (not_a_server_error, content_type_conformance, response_schema_conformance, status_code_conformance)


@pytest.fixture(scope="module")
def described(office):
    """Who calls: somebody with every post, who knows real matters."""
    tenant = office.county.tenant
    user = person(tenant, Post.LEADER, "COUNTY_GOV_OFFICE")
    for post, unit in SEATS.values():
        if post is not Post.LEADER:
            place = Unit.objects.get(tenant=tenant, code=unit)
            Assignment.objects.create(tenant=tenant, user=user, post=post.value, unit=place)
    browser = Browser()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    token = _get_new_csrf_string()
    states = ("registered", "accepted", "dispatched", "in_progress", "pending_review", "resolved", "closed")
    report = office["citizen"].tell("/public/matters", {"text": "路灯不亮", "phone": "13912340000"}).json()
    return {
        "cookies": {settings.SESSION_COOKIE_NAME: browser.cookies[settings.SESSION_COOKIE_NAME].value,
                    settings.CSRF_COOKIE_NAME: token},
        "headers": {"X-CSRFToken": token, "Host": "localhost"},
        "known": {"code": [office.until(state) for state in states], "secret": [report["secret"]]},
    }  # fmt: skip


schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
schema.app = WSGIHandler()
ADDRESSES = [
    f"{method.upper()} {path}" for path, methods in schema.raw_schema["paths"].items() for method in methods
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_fails_and_every_answer_is_as_described(described, address):
    method, _, path = address.partition(" ")
    chosen = random.Random(address)

    @hypothesis_settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path][method].as_strategy())
    def attempt(case):
        for name, values in described["known"].items():
            if name in (case.path_parameters or {}) and chosen.random() < 0.7:
                case.path_parameters[name] = chosen.choice(values)
        response = case.call(headers=described["headers"], cookies=described["cookies"])
        case.validate_response(response, checks=CHECKS)

    attempt()


def test_the_command_prints_the_same_description():
    printed = subprocess.run(
        [sys.executable, "-m", "fengqiao.cli.main", "openapi"], capture_output=True, check=True, text=True
    )
    document = json.loads(printed.stdout)
    assert document["openapi"] == "3.1.0"
    assert set(document["paths"]) == set(api.get_openapi_schema(path_prefix="/api/v1/")["paths"])
    assert "Problem" in document["components"]["schemas"]


def test_every_name_that_is_referred_to_is_described():
    text = json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"))
    document = json.loads(text)
    names = {each.split('"')[0] for each in text.split("#/components/schemas/")[1:]}
    assert names <= set(document["components"]["schemas"])
