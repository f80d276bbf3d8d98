"""Who writes what citizens read (知识库、公告): a unit's own clerk drafts for the own unit, whoever answers for the county publishes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fengqiao.desk.refusing import refusing
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


def insist_on_writing(actor: Actor, unit: str, *, for_county: bool) -> None:
    """Refuse whoever does not write what a unit keeps."""
    if not may_write(actor, unit, for_county=for_county):
        raise Refused(
            Refusal.NOT_ALLOWED_FOR_POST,
            field="unit",
            zh="只能起草本单位负责的内容",
            en="you draft what your own unit keeps",
        )


@contextmanager
def written_by(who: str) -> Iterator[None]:
    """Write to the directory in somebody's name; its faults become refusals."""
    with refusing(), acting(who):
        yield
