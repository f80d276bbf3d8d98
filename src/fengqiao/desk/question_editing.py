"""The questions of a category at the desk: every edition stands under the name of who published it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from fengqiao.desk.acts import NotFound, Ref
from fengqiao.desk.ports import Ports
from fengqiao.directory import questions as kept
from fengqiao.directory.models.history import acting
from fengqiao.directory.questions import NoCategory, QuestionSet
from fengqiao.matters.questions import Question


def editions(ports: Ports, category: str) -> tuple[QuestionSet, ...]:
    """Every edition of a category's questions, the first one first; NotFound for a category that is not in use."""
    with _found():
        return kept.sets_of(ports.tenant, category)


def publish(
    ports: Ports, who: str, category: str, questions: Sequence[Question], *, seen: int
) -> tuple[QuestionSet, ...]:
    """Ask these from now on, and give every edition; raises Refused, NotFound, ChangedMeanwhile."""
    with _found(), acting(who):
        kept.publish_questions(ports.tenant, category, questions, seen=seen, at=ports.now())
        return kept.sets_of(ports.tenant, category)


@contextmanager
def _found() -> Iterator[None]:
    try:
        yield
    except NoCategory:
        raise NotFound(Ref()) from None
