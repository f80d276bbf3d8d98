"""The knowledge base at the desk: who writes, publishes and withdraws articles, and the one that a consultation is answered with."""

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.drafting import insist_on_writing, written_by
from fengqiao.desk.ports import Ports
from fengqiao.directory import knowledge
from fengqiao.directory.knowledge import ArticleValues
from fengqiao.directory.models import KnowledgeItem
from fengqiao.people.actors import Actor
from fengqiao.shared.publication import Standing
from fengqiao.shared.publication import standing as standing_of
from fengqiao.shared.refused import invalid


def article(ports: Ports, code: str) -> KnowledgeItem:
    """The article of a code; NotFound when there is none."""
    found = knowledge.article_of(ports.tenant, code)
    if found is None:
        raise NotFound(Ref())
    return found


def named(ports: Ports, said: str) -> str:
    """The article that an answer rests on, by code, with the version that is in force: CODE@3.

    A version may be named, and is the one that holds. Refuses what does not exist and what nobody may be answered with.
    """
    code, _, number = said.partition("@")
    found = knowledge.in_force(ports.tenant, code)
    if found is None:
        raise invalid(
            "knowledge_item", f"知识库里没有条目 {code}", f"the knowledge base has no article {code}"
        )
    stands = standing_of(
        found.version,
        is_active=found.is_active,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        day=ports.now().astimezone(SHANGHAI).date(),
    )
    if stands is not Standing.PUBLISHED:
        raise invalid(
            "knowledge_item",
            f"知识库条目 {code} 未发布、已撤下或不在有效期内，不能据以答复",
            f"the article {code} is not published, was withdrawn or is not valid today; nobody is answered with it",
        )
    if number not in {"", str(found.version)}:
        raise invalid(
            "knowledge_item",
            f"知识库条目 {code} 现行版本是第 {found.version} 版",
            f"the version of the article {code} in force is {found.version}",
        )
    return f"{code}@{found.version}"


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
