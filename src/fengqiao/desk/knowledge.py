"""The knowledge base at the desk: who writes, publishes and withdraws articles, and the one that a consultation is answered with."""

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.drafting import insist_on_writing, written_by
from fengqiao.desk.ports import Ports
from fengqiao.directory import knowledge
from fengqiao.directory.knowledge import ArticleValues
from fengqiao.directory.models import KnowledgeItem
from fengqiao.people.actors import Actor


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
    insist_on_writing(actor, values.unit, for_county=for_county)
    with written_by(who):
        return knowledge.add_article(ports.tenant, code, values)


def change(
    ports: Ports, actor: Actor, who: str, code: str, values: ArticleValues, *, mark: str, for_county: bool
) -> KnowledgeItem:
    """Write an article anew; its unit's clerks may, and do not give it to another unit."""
    standing = article(ports, code)
    insist_on_writing(actor, standing.unit.code if standing.unit else "", for_county=for_county)
    insist_on_writing(actor, values.unit, for_county=for_county)
    with written_by(who):
        return knowledge.change_article(standing, values, mark=mark)


def publish(ports: Ports, who: str, code: str, *, mark: str) -> KnowledgeItem:
    """Publish an article as its next version."""
    standing = article(ports, code)
    with written_by(who):
        return knowledge.publish_article(standing, mark=mark, at=ports.now(), who=who)


def withdraw(ports: Ports, who: str, code: str, *, mark: str) -> KnowledgeItem:
    """Take an article down."""
    standing = article(ports, code)
    with written_by(who):
        return knowledge.withdraw_article(standing, mark=mark)
