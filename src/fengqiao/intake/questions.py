"""Answers to a category's own questions: what is refused, what is still open. Every door is checked here and nowhere else."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import assert_never

from fengqiao.matters.categories import CategoryInfo
from fengqiao.matters.commands import AnswerQuestions
from fengqiao.matters.events import Event
from fengqiao.matters.events.intake import QuestionsAnswered
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.questions import Answered, Given, Question, QuestionKind
from fengqiao.people.actors import Post
from fengqiao.shared.refused import Refusal, Refused, invalid

SHORT_LENGTH, LONG_LENGTH = 200, 2000
MOST_NUMBER = 10**12
_DAY = re.compile(r"\A\d{4}-\d{2}-\d{2}\Z")


def answer_questions(matter: Matter, command: AnswerQuestions, facts: Facts) -> list[Event]:
    """What is asked of the category is answered after the registration; what was answered before may be corrected."""
    category = facts.categories.get(matter.category)
    if category is None or not put_to(category, facts.actor.post):
        raise Refused(
            Refusal.WRONG_STATE,
            field="category",
            zh="该分类没有补充问题",
            en="nothing more is asked of this category",
        )
    if not command.answers:
        raise invalid("answers", "请回答至少一个问题", "answer one question at least")
    before = frozenset(each.code for each in matter.answers if each.category == category.code)
    return [answered(category, command.answers, facts, before=before)]


def answered(
    category: CategoryInfo, given: tuple[Given, ...], facts: Facts, *, before: frozenset[str] = frozenset()
) -> QuestionsAnswered:
    """The event of these answers; refuses the first that is wrong and the first that is missing, naming the question."""
    asked = {each.code: each for each in put_to(category, facts.actor.post)}
    for each in given:
        if each.question not in asked:
            raise invalid(f"answers.{each.question}"[:60], "没有这个问题", "there is no such question")
        _check(asked[each.question], each)
    said = before | {each.question for each in given}
    _insist(asked, said)
    kept = tuple(
        Answered(category.code, category.question_edition, each.question, each.said) for each in given
    )
    return QuestionsAnswered(answers=kept)


def put_to(category: CategoryInfo, post: Post) -> tuple[Question, ...]:
    """What somebody is asked: the citizen nothing that is the staff's to answer."""
    return tuple(each for each in category.questions if not (each.staff and post is Post.CITIZEN))


def open_questions(
    matter: Matter, categories: Mapping[str, CategoryInfo], post: Post = Post.SYSTEM
) -> tuple[Question, ...]:
    """What the matter's category asks a post now and was not answered, in the order it is put."""
    category = categories.get(matter.category)
    if category is None:
        return ()
    said = {each.code for each in matter.answers if each.category == category.code}
    return tuple(each for each in put_to(category, post) if each.code not in said)


def latest(answers: Iterable[Answered]) -> tuple[Answered, ...]:
    """The last answer to each question, where one was corrected, in the order they were first given."""
    kept: dict[tuple[str, str], Answered] = {}
    for each in answers:
        kept[each.category, each.code] = each
    return tuple(kept.values())


def _insist(asked: Mapping[str, Question], said: frozenset[str]) -> None:
    for code, question in asked.items():
        if question.required and code not in said:
            raise invalid(f"answers.{code}", f"请回答：{question.zh}", f"please answer: {question.en}")


def _check(question: Question, given: Given) -> None:
    """Refuse an answer that is none to this question, naming it in both languages."""
    fault = _fault(question, given)
    if fault is not None:
        zh, en = fault
        raise invalid(f"answers.{question.code}", f"“{question.zh}”{zh}", f"“{question.en}” {en}")


def _fault(question: Question, given: Given) -> tuple[str, str] | None:
    value = given.value
    match question.kind:
        case QuestionKind.SHORT:
            return _no_text(value, SHORT_LENGTH)
        case QuestionKind.LONG:
            return _no_text(value, LONG_LENGTH)
        case QuestionKind.NUMBER:
            number = isinstance(value, int | float) and not isinstance(value, bool)
            fits = number and isfinite(value) and abs(value) <= MOST_NUMBER  # type: ignore[arg-type]
            return None if fits else ("应为数字", "must be a number")
        case QuestionKind.YES_NO:
            return None if isinstance(value, bool) else ("应答是或否", "must be answered yes or no")
        case QuestionKind.DATE:
            return (
                None if _is_day(value) else ("应为日期，形如 2026-10-12", "must be a date such as 2026-10-12")
            )
        case QuestionKind.ONE:
            return None if isinstance(value, str) and _chosen(question, (value,)) else _NO_OPTION
        case QuestionKind.SEVERAL:
            return None if isinstance(value, tuple) and _chosen(question, value) else _NO_OPTION
        case _:
            assert_never(question.kind)


_NO_OPTION = ("只能从所列选项中选择", "takes only the options it lists")


def _no_text(value: object, most: int) -> tuple[str, str] | None:
    if not isinstance(value, str):
        return "应为文字", "must be text"
    if len(value) > most:
        return f"过长，最多 {most} 字", f"is too long, at most {most} characters"
    return None


def _is_day(value: object) -> bool:
    if not isinstance(value, str) or not _DAY.match(value):
        return False
    try:
        return date.fromisoformat(value).year >= 1900
    except ValueError:
        return False


def _chosen(question: Question, codes: tuple[str, ...]) -> bool:
    known = {option.code for option in question.options}
    return bool(codes) and len(set(codes)) == len(codes) and set(codes) <= known
