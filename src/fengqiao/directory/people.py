"""Who holds which post: accounts for people at work, their posts at a day, and whom a notice goes to."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from fengqiao.directory.models import Assignment, Unit, User
from fengqiao.people.actors import Post


class UnknownUnit(LookupError):  # noqa: N818  it names what happened
    """The county has no unit of this code."""


@dataclass(frozen=True, slots=True)
class PostHeld:
    """A post that a person holds: in which unit, of which type, for which territory (significant area code)."""

    post: Post
    unit: str
    unit_type: str
    area: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody at work whom a notice may reach: key, user name, name, work phone, language, post and unit."""

    user: int
    username: str
    name: str
    phone: str
    locale: str
    post: Post
    unit: str


def person(tenant: str, post: Post, unit: str, *, password: str | None = None, name: str = "") -> User:
    """The account that holds this post in this unit, made when it first acts; without a password nobody signs in.

    The same pair is the same person: whoever was given the post there first. UnknownUnit names a unit that is not
    there.
    """
    held = Assignment.objects.filter(tenant=tenant, post=post.value, unit__code=unit).select_related("user")
    first = held.order_by("id").first()
    if first is not None:
        return first.user
    place = Unit.objects.filter(tenant=tenant, code=unit).first()
    if place is None:
        raise UnknownUnit(unit)
    with transaction.atomic():
        made: User = User.objects.create_user(
            f"{tenant}.{post.value}.{unit}".lower(),
            password,
            tenant=tenant,
            display_name=name or f"{place.name_zh}{post.value}"[:60],
        )
        Assignment.objects.create(tenant=tenant, user=made, post=post.value, unit=place)
    return made


def posts_of(user: int, on: date) -> tuple[PostHeld, ...]:
    """The posts that a person holds on a day, in the order in which they were given."""
    rows = _in_force(Assignment.objects.filter(user=user, unit__is_active=True), on).order_by("id")
    return tuple(
        PostHeld(Post(post), unit, kind, area or territory)
        for post, unit, kind, area, territory in rows.values_list(
            "post", "unit__code", "unit__type__code", "area", "unit__area"
        )
    )


def people_of(
    tenant: str, unit: str, *, on: date, posts: Collection[Post] | None = None
) -> tuple[Colleague, ...]:
    """Who holds a post (one of `posts`, or any) in a unit on a day; inactive accounts are left out."""
    held = Assignment.objects.filter(tenant=tenant, unit__code=unit, user__is_active=True)
    if posts is not None:
        held = held.filter(post__in=[post.value for post in posts])
    rows = _in_force(held, on).order_by("id")
    return tuple(
        Colleague(user, username, name, phone, locale, Post(post), unit)
        for user, username, name, phone, locale, post in rows.values_list(
            "user_id", "user__username", "user__display_name", "user__work_phone", "user__locale", "post"
        )
    )


def _in_force(held: QuerySet[Assignment], on: date) -> QuerySet[Assignment]:
    return held.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on), valid_from__lte=on)
