"""Every route declares its guard (STYLE 23): a walk through all addresses of the site."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from fengqiao.api.application import api
from fengqiao.api.guards import Docked, Everyone, Guard, Kiosk, SignedIn, Source, Staff
from fengqiao.api.routing import Problem

# Doors of others, each with a guard of its own kind: sign-in by allauth, the admin by its own permissions; health,
# start page and the built front end hold nothing that is anybody's.
OTHERS = {
    "healthz",
    "_allauth/",
    "admin/",
    "favicon.ico",
    "",
    "^(?P<entry>staff|citizen|patrol|screen)(?:/.*)?$",
}


def operations():
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for operation in view.operations:
                yield path, operation


def patterns(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        where = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from patterns(each, where)
        else:
            yield where, each


def test_every_operation_of_the_api_has_exactly_one_guard():
    found = list(operations())
    assert len(found) > 35
    for path, operation in found:
        assert len(operation.auth_callbacks) == 1, path
        assert isinstance(operation.auth_callbacks[0], Guard), path


def test_every_page_outside_the_api_has_a_guard_or_is_known():
    seen = set()
    for where, pattern in patterns(get_resolver()):
        if where.startswith("api/v1/"):
            continue
        known = next(
            (each for each in OTHERS if where == each or (each.endswith("/") and where.startswith(each))),
            None,
        )
        if known is not None:
            seen.add(known)
        elif where.startswith(("t/", "read/")):
            assert isinstance(pattern.callback.guard, Guard), where
        else:
            assert pattern.callback.__name__ == "nothing_here", where
    assert seen == OTHERS


def test_what_everybody_may_do_is_named_public_or_says_nothing_of_anybody():
    for path, operation in operations():
        if isinstance(operation.auth_callbacks[0], Everyone):
            assert path.startswith("/public/") or path in {"/directory", "/actions", "/openapi.json"}, path


def test_writes_are_for_somebody_signed_in_a_machine_or_the_public_door():
    for path, operation in operations():
        if set(operation.methods) & {"POST", "PUT", "PATCH", "DELETE"}:
            guard = operation.auth_callbacks[0]
            assert isinstance(guard, SignedIn | Source | Docked | Kiosk) or path.startswith("/public/"), path
            assert not getattr(guard, "optional", False), path


def test_no_staff_route_is_for_nobody():
    for path, operation in operations():
        guard = operation.auth_callbacks[0]
        if isinstance(guard, Staff):
            assert guard.posts, path


def test_every_operation_says_what_it_does_and_how_it_refuses():
    names = set()
    for path, operation in operations():
        assert operation.summary.strip().endswith((".", ";")) or len(operation.summary) > 10, path
        assert "4XX" in operation.openapi_extra["responses"], path
        names.add(operation.operation_id)
    assert len(names) == len(list(operations()))


@pytest.mark.parametrize(
    "field", ["type", "title", "status", "code", "field", "detail", "next", "detail_en", "next_en"]
)
def test_a_problem_has_the_members_that_clients_read(field):
    assert field in Problem.__struct_fields__
