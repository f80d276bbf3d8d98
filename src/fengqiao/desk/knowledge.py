"""The knowledge base at the desk: who writes, publishes and withdraws articles, and the one that a consultation is answered with.

A unit's own clerk drafts for the own unit; what is told to citizens is published by whoever answers for the county.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.desk.refusing import refusing
from fengqiao.directory import knowledge
from fengqiao.directory.knowledge import ArticleValues
from fengqiao.directory.models import KnowledgeItem
from fengqiao.directory.models.history import acting
from fengqiao.people.actors import KEEPERS, Actor, Post
from fengqiao.shared.refused import Refusal, Refused

DRAFTING: Final = KEEPERS | {Post.REGISTRAR, Post.TOWN_DISPATCHER, Post.HANDLER, Post.UNIT_LEADER}
"""Who writes: those who publish, and the clerks of a unit for what their own unit keeps."""


def publishes(actor: Actor, *, for_county: bool) -> bool:
    """Whether somebody publishes and withdraws. `for_county`: the seat answers for the whole county."""
    return actor.post in KEEPERS and for_county


def may_write(actor: Actor, unit: str, *, for_county: bool) -> bool:
    """Whether somebody writes what a unit keeps; `for_county` as in `publishes`."""
    if publishes(actor, for_county=for_county):
        return True
    return actor.post in DRAFTING and actor.unit == unit and unit != ""


def article(ports: Ports, code: str) -> KnowledgeItem:
    """The article of a code; NotFound when there is none."""
    found = knowledge.article_of(ports.tenant, code)
    if found is None:
        raise NotFound(Ref())
    return found


def draft(
    ports: Ports, actor: Actor, who: str, code: str, values: ArticleValues, *, for_county: bool
) -> KnowledgeItem:
    """Write a new article; it is told to nobody before it is published."""
    _insist(actor, values.unit, for_county=for_county)
    with _by(who):
        return knowledge.add_article(ports.tenant, code, values)


def change(
    ports: Ports, actor: Actor, who: str, code: str, values: ArticleValues, *, mark: str, for_county: bool
) -> KnowledgeItem:
    """Write an article anew; its unit's clerks may, and do not give it to another unit."""
    standing = article(ports, code)
    _insist(actor, standing.unit.code if standing.unit else "", for_county=for_county)
    _insist(actor, values.unit, for_county=for_county)
    with _by(who):
        return knowledge.change_article(standing, values, mark=mark)


def publish(ports: Ports, who: str, code: str, *, mark: str) -> KnowledgeItem:
    """Publish an article as its next version."""
    standing = article(ports, code)
    with _by(who):
        return knowledge.publish_article(standing, mark=mark, at=ports.now(), who=who)


def withdraw(ports: Ports, who: str, code: str, *, mark: str) -> KnowledgeItem:
    """Take an article down."""
    standing = article(ports, code)
    with _by(who):
        return knowledge.withdraw_article(standing, mark=mark)


def _insist(actor: Actor, unit: str, *, for_county: bool) -> None:
    if not may_write(actor, unit, for_county=for_county):
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            field="unit",
            zh="只能起草本单位负责的条目",
            en="you draft what your own unit keeps",
        )


@contextmanager
def _by(who: str) -> Iterator[None]:
    with refusing(), acting(who):
        yield
