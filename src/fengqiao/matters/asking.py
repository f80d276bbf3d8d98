"""What a county may ask: short lists, in both languages, and nothing that must not be known of anybody (DOMAIN 6.3)."""

from collections.abc import Sequence

from fengqiao.matters.questions import Question, QuestionKind
from fengqiao.shared.forbidden import forbidden_in
from fengqiao.shared.refused import invalid

MOST_QUESTIONS, MOST_OPTIONS = 12, 20
LABEL_LENGTH, HELP_LENGTH, UNIT_LENGTH = 60, 200, 12
CHOOSING = frozenset({QuestionKind.ONE, QuestionKind.SEVERAL})


def check_questions(questions: Sequence[Question]) -> None:
    """Refuse the first thing that is wrong with a list of questions, naming the question and its part."""
    if len(questions) > MOST_QUESTIONS:
        raise invalid(
            "questions",
            f"每个分类最多 {MOST_QUESTIONS} 个问题",
            f"at most {MOST_QUESTIONS} questions a category",
        )
    for n, question in enumerate(questions):
        _check(question, f"questions[{n}]")
    for n, question in enumerate(questions):
        if question.zh in {other.zh for other in questions[:n]}:
            raise invalid(f"questions[{n}].zh", "这个问题已经有了", "this question is there already")


def _check(question: Question, where: str) -> None:
    for part, words, most in (
        ("zh", question.zh, LABEL_LENGTH),
        ("en", question.en, LABEL_LENGTH * 2),
        ("help_zh", question.help_zh, HELP_LENGTH),
        ("help_en", question.help_en, HELP_LENGTH * 2),
        ("unit_zh", question.unit_zh, UNIT_LENGTH),
        ("unit_en", question.unit_en, UNIT_LENGTH * 2),
    ):
        _words(words, f"{where}.{part}", most, needed=part in {"zh", "en"})
    if question.kind is QuestionKind.NUMBER and bool(question.unit_zh) is not bool(question.unit_en):
        raise invalid(
            f"{where}.unit_en", "单位须同时写中文和英文", "give the unit in both languages, or none"
        )
    if question.kind not in CHOOSING:
        if question.options:
            raise invalid(f"{where}.options", "这类问题没有选项", "this kind of question has no options")
        return
    if not 2 <= len(question.options) <= MOST_OPTIONS:
        raise invalid(
            f"{where}.options", f"选项须为 2 至 {MOST_OPTIONS} 个", f"give 2 to {MOST_OPTIONS} options"
        )
    for n, option in enumerate(question.options):
        _words(option.zh, f"{where}.options[{n}].zh", LABEL_LENGTH, needed=True)
        _words(option.en, f"{where}.options[{n}].en", LABEL_LENGTH * 2, needed=True)
    if len({option.zh for option in question.options}) < len(question.options):
        raise invalid(f"{where}.options", "选项有重复", "an option stands there twice")


def _words(words: str, where: str, most: int, *, needed: bool) -> None:
    if needed and not words:
        raise invalid(where, "请填写", "is required")
    if len(words) > most:
        raise invalid(where, f"文字过长，最多 {most} 字", f"too long, at most {most} characters")
    found = forbidden_in(words)
    if found:
        raise invalid(
            where,
            f"不得询问“{found}”：平台不收集民族、宗教、政治面貌、人脸、车牌等信息，也不给人打分或列名单",
            f"“{found}” must not be asked: no ethnicity, religion, politics, faces, number plates, scores or lists of persons"
            " are kept here",
        )
