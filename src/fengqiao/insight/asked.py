"""What a category asks, and what was answered, as pages show it: the question as it stood when it was answered."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.parts import Eyes
from fengqiao.intake.questions import latest, open_questions
from fengqiao.matters.matter import Matter
from fengqiao.matters.questions import Answered, Question
from fengqiao.people.actors import Post
from fengqiao.people.masking import mask_text


def answers(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """The answers on a work page, as much of them as this viewer is shown."""
    return list(_told(matter, eyes.county, lambda each: eyes.said(each.said), english=eyes.english))


def still_open(matter: Matter, eyes: Eyes) -> list[dict[str, Any]]:
    """What is asked of the category now and was not answered."""
    return [shown_question(each) for each in open_questions(matter, eyes.county.categories)]


def own_answers(
    matter: Matter, county: CountyDirectory, words: Mapping[str, str], *, english: bool
) -> list[dict[str, Any]]:
    """The answers on the citizen's own page: to questions that were put to the citizen."""
    told = _told(matter, county, lambda each: mask_text(words.get(each.said.id, "")), english=english)
    return [each for each in told if not each["staff"]]


def still_asked(matter: Matter, county: CountyDirectory) -> list[dict[str, Any]]:
    """What the citizen is still asked, on the own page."""
    return [shown_question(each) for each in open_questions(matter, county.categories, Post.CITIZEN)]


def shown_question(question: Question) -> dict[str, Any]:
    """A question as it is answered by the API."""
    plain: dict[str, Any] = msgspec.to_builtins(question)
    return plain


def _told(
    matter: Matter, county: CountyDirectory, said: Callable[[Answered], str], *, english: bool
) -> Iterator[dict[str, Any]]:
    for each in latest(matter.answers):
        question = county.question(each)
        words = said(each)
        if question is None:
            yield {"question": each.code, "answer": words, "staff": True}
            continue
        yield {
            "question": question.label(english=english),
            "answer": question.words_of(words, english=english) if words else "",
            "staff": question.staff,
        }
