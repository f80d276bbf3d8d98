"""Accounts, posts and whom a notice reaches."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from fengqiao.directory.models import AdminRole, Assignment, Unit, User
from fengqiao.directory.people import UnknownUnit, people_of, person, posts_of
from fengqiao.directory.throwaway import ThrowawayCounty
from fengqiao.people.actors import Post

pytestmark = pytest.mark.database
TODAY = date(2026, 11, 2)


def test_the_same_post_in_the_same_unit_is_the_same_person(made: ThrowawayCounty) -> None:
    one = person(made.tenant, Post.HANDLER, "HOUSING")
    assert person(made.tenant, Post.HANDLER, "HOUSING") == one
    assert person(made.tenant, Post.SUPERVISOR, "HOUSING") != one
    assert person(made.tenant, Post.HANDLER, "MUNICIPAL") != one
    assert not one.has_usable_password()
    assert [(held.post, held.unit, held.unit_type, held.area) for held in posts_of(one.pk, TODAY)] == [
        (Post.HANDLER, "HOUSING", "HOUSING", made.tenant)
    ]


def test_a_unit_that_is_not_there_is_named(made: ThrowawayCounty) -> None:
    with pytest.raises(UnknownUnit, match="NOBODY"):
        person(made.tenant, Post.HANDLER, "NOBODY")
    assert not User.objects.filter(tenant=made.tenant).exists()


def test_posts_hold_from_their_first_to_their_last_day(made: ThrowawayCounty) -> None:
    user = person(made.tenant, Post.HANDLER, "HOUSING")
    Assignment.objects.filter(user=user).update(valid_from=date(2026, 1, 1), valid_to=TODAY)
    unit = Unit.objects.get(tenant=made.tenant, code="TOWN_CENTER")
    Assignment.objects.create(
        tenant=made.tenant,
        user=user,
        post=Post.TOWN_DISPATCHER,
        unit=unit,
        area=made.village,
        valid_from=TODAY,
    )
    assert [held.post for held in posts_of(user.pk, date(2025, 12, 31))] == []
    assert [held.post for held in posts_of(user.pk, TODAY)] == [Post.HANDLER, Post.TOWN_DISPATCHER]
    assert [held.post for held in posts_of(user.pk, date(2026, 11, 3))] == [Post.TOWN_DISPATCHER]
    assert posts_of(user.pk, TODAY)[1].area == made.village


def test_a_retired_unit_gives_no_post(made: ThrowawayCounty) -> None:
    user = person(made.tenant, Post.HANDLER, "HOUSING")
    Unit.objects.filter(tenant=made.tenant, code="HOUSING").update(is_active=False)
    assert posts_of(user.pk, TODAY) == ()


def test_a_notice_reaches_active_people_of_the_unit(made: ThrowawayCounty) -> None:
    handler = person(made.tenant, Post.HANDLER, "HOUSING", name="周文静")
    leader = person(made.tenant, Post.UNIT_LEADER, "HOUSING")
    person(made.tenant, Post.HANDLER, "MUNICIPAL")
    User.objects.filter(pk=handler.pk).update(work_phone="0578-1", locale="en")
    found = people_of(made.tenant, "HOUSING", on=TODAY)
    assert [one.user for one in found] == [handler.pk, leader.pk]
    assert (found[0].name, found[0].phone, found[0].locale) == ("周文静", "0578-1", "en")
    only = people_of(made.tenant, "HOUSING", on=TODAY, posts=[Post.UNIT_LEADER])
    assert [one.user for one in only] == [leader.pk]
    User.objects.filter(pk=handler.pk).update(is_active=False)
    assert [one.user for one in people_of(made.tenant, "HOUSING", on=TODAY)] == [leader.pk]


def test_a_user_name_is_one_whatever_its_case(made: ThrowawayCounty) -> None:
    User.objects.create_user("Zhang", None, tenant=made.tenant, display_name="张")
    assert User.objects.get_by_natural_key("zhang").display_name == "张"
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("zhang", None, tenant=made.tenant, display_name="章")
    with pytest.raises(ValueError, match="user name"):
        User.objects.create_user("", None)


def test_only_superusers_belong_to_no_county(made: ThrowawayCounty) -> None:
    root = User.objects.create_superuser("root", "Secret-12345", display_name="管理")
    root.full_clean()
    assert root.is_staff
    with pytest.raises(ValidationError) as caught:
        User(username="x", display_name="x", password="x").full_clean()
    assert "tenant" in caught.value.message_dict


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (
            AdminRole.SYSTEM,
            ["directory.change_unit", "directory.add_category", "directory.view_history"],
            [
                "directory.change_user",
                "directory.view_assignment",
                "directory.change_history",
                "mfa.view_authenticator",
            ],
        ),
        (
            AdminRole.SECURITY,
            [
                "directory.change_user",
                "directory.add_assignment",
                "mfa.delete_authenticator",
                "directory.view_history",
            ],
            ["directory.change_unit", "directory.view_category", "directory.delete_history"],
        ),
        (
            AdminRole.AUDIT,
            ["directory.view_unit", "directory.view_user", "directory.view_history"],
            ["directory.change_unit", "directory.add_user", "directory.delete_history", "ledger.view_event"],
        ),
        (AdminRole.NONE, [], ["directory.view_unit", "directory.view_history", "directory.view_user"]),
    ],
)
def test_three_administrators_and_none_is_all_three(
    role: AdminRole, may: list[str], may_not: list[str]
) -> None:
    user = User(username="x", admin_role=role)
    assert user.has_perms(may)
    assert not any(user.has_perm(each) for each in may_not)
    assert user.has_module_perms("directory") == bool(role)
    assert user.is_staff == bool(role)
    user.is_active = False
    assert not any(user.has_perm(each) for each in may)
    assert not user.has_module_perms("directory")


def test_an_assignment_stays_in_its_county_and_ends_after_it_starts(made: ThrowawayCounty) -> None:
    user = person(made.tenant, Post.HANDLER, "HOUSING")
    unit = Unit.objects.get(tenant=made.tenant, code="HOUSING")
    stranger = User.objects.create_user("li", None, tenant="330998", display_name="李")
    wrong = {
        "user": Assignment(tenant=made.tenant, user=stranger, post=Post.HANDLER, unit=unit),
        "area": Assignment(tenant=made.tenant, user=user, post=Post.LEADER, unit=unit, area="110101"),
        "valid_to": Assignment(
            tenant=made.tenant,
            user=user,
            post=Post.LEADER,
            unit=unit,
            valid_from=TODAY,
            valid_to=date(2026, 1, 1),
        ),
        "post": Assignment(tenant=made.tenant, user=user, post=Post.CITIZEN, unit=unit),
    }
    for field, row in wrong.items():
        with pytest.raises(ValidationError) as caught:
            row.full_clean()
        assert field in caught.value.message_dict
