"""The questions of a category in numbered editions: the latest is asked, every one stays readable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from fengqiao.directory.changed import ChangedMeanwhile
from fengqiao.directory.models import Category
from fengqiao.matters.asking import check_questions
from fengqiao.matters.questions import Question


class NoCategory(LookupError):  # noqa: N818  it names what is missing
    """There is no such leaf in use."""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """An edition of a category's questions, and since when they are asked."""

    edition: int
    since: datetime
    questions: tuple[Question, ...]


def read_sets(raw: Any) -> tuple[QuestionSet, ...]:
    """The editions as they stand in the column, the first one first."""
    return msgspec.convert(raw, tuple[QuestionSet, ...])


def sets_of(tenant: str, category: str) -> tuple[QuestionSet, ...]:
    """Every edition of a leaf in use; NoCategory where there is none."""
    rows = Category.objects.filter(tenant=tenant, code=category, is_leaf=True, is_active=True)
    raw = rows.values_list("question_sets", flat=True).first()
    if raw is None:
        raise NoCategory(category)
    return read_sets(raw)


def publish_questions(
    tenant: str, category: str, questions: Sequence[Question], *, seen: int, at: datetime
) -> QuestionSet:
    """Ask these from now on, as the next edition; ChangedMeanwhile when it is not the `seen` one that they follow.

    Questions and options without a code are given one that no edition has had: an old answer never gets a new meaning.
    """
    check_questions(questions)
    with transaction.atomic():
        row = (
            Category.objects.select_for_update(of=("self",))
            .filter(tenant=tenant, code=category, is_leaf=True, is_active=True)
            .first()
        )
        if row is None:
            raise NoCategory(category)
        before = read_sets(row.question_sets)
        if (before[-1].edition if before else 0) != seen:
            raise ChangedMeanwhile(category)
        made = QuestionSet(seen + 1, at, _coded(questions, before))
        row.question_sets = msgspec.to_builtins((*before, made))
        row.save(update_fields=["question_sets"])
    return made


def _coded(questions: Iterable[Question], before: Iterable[QuestionSet]) -> tuple[Question, ...]:
    old = [question for each in before for question in each.questions]
    used = {question.code for question in old}
    options = {(question.code, option.code) for question in old for option in question.options}
    coded: list[Question] = []
    for question in questions:
        code = question.code if question.code in used - {each.code for each in coded} else ""
        if not code:
            code = _fresh("q", used)
            used.add(code)
        known = {option for owner, option in options if owner == code}
        coded.append(replace(question, code=code, options=_coded_options(question, known)))
    return tuple(coded)


def _coded_options(question: Question, known: set[str]) -> Any:
    used, given = set(known), set[str]()
    coded = []
    for option in question.options:
        code = option.code if option.code in known - given else _fresh("o", used)
        used.add(code)
        given.add(code)
        coded.append(replace(option, code=code))
    return tuple(coded)


def _fresh(letter: str, used: set[str]) -> str:
    return next(code for n in range(1, 10_000) if (code := f"{letter}{n}") not in used)
