"""From what a door received to a typed command: one reading for every door, with errors that name the field.

A form is made from the command's own dataclass. Free text becomes a reference; the text itself goes into the `Texts`
that the desk writes beside the events.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, cast, get_args, get_origin, get_type_hints

from fengqiao.desk.cleaning import CODE_LENGTH, clean
from fengqiao.desk.persons import Person, read_person
from fengqiao.ledger.texts import TextRow, new_text
from fengqiao.matters import commands as c
from fengqiao.matters.questions import Given, Value, stored
from fengqiao.matters.words import Authority, Channel, Letter, PartyRole, Side
from fengqiao.shared.refused import invalid
from fengqiao.shared.texts import NoteRef, TextRef

MOST_ITEMS = 1_000
LEAST_YEAR, LAST_YEAR = 1949, 2999


@dataclass(slots=True)
class Texts:
    """The free texts of one act, on their way to the erasable table, and a person on the way to the sealed one."""

    rows: list[TextRow] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    notes: list[TextRow] = field(default_factory=list)
    """Notes of private talks, on their way to be sealed: never among the texts."""

    def keep(self, name: str, body: str, *, title: str = "") -> TextRef:
        """Take a text and give its reference."""
        ref, row = new_text(name, body, title=title)
        self.rows.append(row)
        return ref

    def keep_note(self, name: str, body: str) -> NoteRef:
        """Take the note of a private talk and give its reference."""
        ref, row = new_text(name, body)
        self.notes.append(row)
        return NoteRef(ref.id, ref.digest)


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: the command it makes, the names its data goes by at the door, and what is fixed."""

    command: type
    names: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    form: type | None = None
    """Where the command holds no more than a reference to what was filled in."""

    @property
    def fields_of(self) -> type:
        """The record whose fields are asked for."""
        return self.form or self.command


@dataclass(frozen=True, slots=True)
class PartyForm:
    """What is asked of a party (see `AddParty`)."""

    role: PartyRole | None
    name: str = ""
    phone: str = ""
    organisation: str = ""
    side: Side | None = None
    minor: bool = False
    speaks_for: str = ""
    authority: Authority | None = None
    language: str = ""
    people: int | None = None


def _name(command: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", command.__name__).lower()


_SPECIAL = {
    "request_return": Spec(c.RequestReturn, names={"suggested": "suggested_unit"}),
    "whistle": Spec(c.BlowWhistle, names={"kind": "type"}),
    "urge": Spec(
        c.IssueLetter, fixed={"letter": Letter.URGE}, hidden=frozenset({"letter", "reply_by_working_days"})
    ),
    "supervise": Spec(c.IssueLetter, fixed={"letter": Letter.SUPERVISE}, hidden=frozenset({"letter"})),
    "circulate": Spec(
        c.IssueLetter,
        fixed={"letter": Letter.CIRCULATE},
        hidden=frozenset({"letter", "reply_by_working_days"}),
    ),
    "report_breach": Spec(c.ReportBreach, names={"breached_on": "date"}),
    "add_party": Spec(c.AddParty, form=PartyForm),
    "dispatch": Spec(c.Dispatch, hidden=frozenset({"line_id", "version", "rule"})),
    "sign_agreement": Spec(c.SignAgreement, hidden=frozenset({"file"})),
}

_PLAIN = (
    c.Verify, c.Verified, c.Accept, c.Reject, c.TransferOut, c.AnswerDirectly, c.Withdraw, c.AddMaterial, c.AnswerQuestions, c.Sign,
    c.ApproveReturn, c.RefuseReturn, c.RuleLead, c.SubDispatch, c.AddProgress, c.Arrive, c.RequestExtension,
    c.ApproveExtension, c.RefuseExtension, c.RequestShelve, c.ApproveShelve, c.RefuseShelve, c.ReviewShelved,
    c.Unshelve, c.StrikeOff, c.Pause, c.Resume, c.SubmitResult, c.SelfHandle, c.WaiveAssist, c.Inspect, c.Approve, c.Rework,
    c.RecordVisit, c.VisitWithConsent, c.Reopen, c.CloseExplained, c.AutoClose, c.Archive, c.ReportIn, c.EvaluateWhistle,
    c.HoldConsultation, c.ReportTask, c.ReplySupervision, c.ApproveReply, c.SetCaseRisk, c.AssignLeaderCase, c.Unmerge,
    c.AnswerConsent, c.AddStatement, c.ShareStatement, c.AddPrivateNote, c.MakeProposal, c.AnswerProposal, c.NotePoint,
    c.DropPoint, c.DraftAgreement,
    c.RecordConsent, c.HoldSession, c.Escalate, c.ConcludeAgreement, c.RecordPerformance, c.FailMediation, c.Divert,
    c.ReferOut, c.RecordOutcome, c.RecordSelfSettlement, c.ApplyJudicialConfirmation, c.RecordConfirmation,
    c.ExcludeConfirmation, c.RecuseMediator, c.WishMediator, c.AnswerWish, c.BookSession, c.MoveSession,
    c.CancelSession,
)  # fmt: skip

ACTIONS: dict[str, Spec] = {_name(command): Spec(command) for command in _PLAIN} | _SPECIAL
"""Every act on a standing matter by its name at the door (DOMAIN 2.10)."""


def read(action: str, data: Mapping[str, object], texts: Texts) -> c.Command:
    """The command of an action; refuses unknown actions and fields, wrong types and values, naming the field.

    What is missing is left to the rule: it knows whether it is needed and which refusal says so.
    """
    spec = ACTIONS.get(action)
    if spec is None:
        raise invalid("action", f"没有这个操作：{action[:50]}", f"there is no action {action[:50]}")
    given: dict[str, Any] = dict(spec.fixed)
    entries = _entries(spec)
    for name, value in data.items():
        entry = entries.get(name)
        if entry is None:
            raise invalid(name[:50], "没有这一项", "there is no such field")
        given[entry.target] = entry.read(value, name, texts)
    for entry in entries.values():
        if entry.target not in given and not entry.optional:
            given[entry.target] = entry.empty
    if spec.form is PartyForm:
        return _party(PartyForm(**given), texts)
    return cast("c.Command", spec.command(**given))


def _party(form: PartyForm, texts: Texts) -> c.AddParty:
    """The party by id; what was filled in about it goes sealed beside the event."""
    if form.role is None:
        raise invalid("role", "请选择当事人身份", "say as what the party stands here")
    values = {"name": form.name, "phone": form.phone, "organisation": form.organisation}
    person = read_person(form.role.value, values, Channel.WALK_IN)
    if person is None:
        return c.AddParty(party=None)
    texts.persons.append(person)
    party = replace(
        person.party,
        side=form.side,
        minor=form.minor,
        speaks_for=form.speaks_for,
        authority=form.authority,
        language=form.language,
        people=form.people or 0,
    )
    return c.AddParty(party=party)


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a form: where it goes, how it is read, what stands when it is missing."""

    target: str
    kind: Any
    optional: bool
    empty: Any

    def read(self, value: object, name: str, texts: Texts) -> Any:
        """The value in the command's type."""
        return read_value(self.kind, value, name, texts)


@cache
def _entries_of(
    command: type, names: tuple[tuple[str, str], ...], hidden: frozenset[str]
) -> dict[str, Entry]:
    hints = get_type_hints(command)
    renamed = dict(names)
    entries = {}
    for one in fields(command):
        if one.name in hidden:
            continue
        kind = hints[one.name]
        entries[renamed.get(one.name, one.name)] = Entry(one.name, kind, _has_default(one), _empty(kind))
    return entries


def _entries(spec: Spec) -> dict[str, Entry]:
    return _entries_of(spec.fields_of, tuple(sorted(spec.names.items())), spec.hidden)


def entries(action: str) -> dict[str, Entry]:
    """The fields of an action's form, for the doors that describe it."""
    return _entries(ACTIONS[action])


def _has_default(one: "Field[Any]") -> bool:
    return one.default is not MISSING or one.default_factory is not MISSING


def _empty(kind: Any) -> Any:
    """What a missing value is to the rule: nothing, "" or no items."""
    if NoneType in get_args(kind):
        return None
    if get_origin(kind) is tuple:
        return ()
    return "" if kind is str else None


def read_value(kind: Any, value: object, name: str, texts: Texts) -> Any:
    """Read one value as `kind`; None and "" mean nothing where nothing is allowed."""
    options = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if NoneType in options and (value is None or value == ""):
        return None
    kind = next(option for option in options if option is not NoneType)
    if get_origin(kind) is tuple:
        return _items(kind, value, name, texts)
    if kind in {TextRef, NoteRef}:
        text = clean(value, name)
        if not text:
            return None
        return texts.keep(name, text) if kind is TextRef else texts.keep_note(name, text)
    if is_dataclass(kind):
        return _record(cast("type", kind), value, name, texts)
    return _scalar(kind, value, name)


def _record(kind: type, value: object, name: str, texts: Texts) -> Any:
    """A row of a list, such as an instalment: every field of it, and no other."""
    if not isinstance(value, Mapping):
        raise invalid(name, "应为一组名称和值", "must be an object")
    hints, said = get_type_hints(kind), {}
    for key in value:
        if key not in hints:
            raise invalid(f"{name}.{key}"[:60], "没有这一项", "there is no such field")
    for key, type_ in hints.items():
        if key not in value:
            raise invalid(f"{name}.{key}", "必须填写", "is required")
        said[key] = read_value(type_, value[key], f"{name}.{key}", texts)
    return kind(**said)


def _items(kind: Any, value: object, name: str, texts: Texts) -> tuple[Any, ...]:
    item = get_args(kind)[0]
    if item is Given:
        return read_answers(value, name, texts)
    if get_origin(item) is tuple:
        words = get_args(item)[1]
        if not isinstance(value, Mapping) or len(value) > MOST_ITEMS:
            raise invalid(name, "应为编码与选项的对照", "must map codes to words")
        return tuple(
            (clean(code, name, most=CODE_LENGTH), _scalar(words, word, name)) for code, word in value.items()
        )
    if not isinstance(value, list | tuple) or len(value) > MOST_ITEMS:
        raise invalid(name, "应为列表", "must be a list")
    rows = item is TextRef or is_dataclass(item)
    found = tuple(
        read_value(item, one, f"{name}[{n}]" if rows else name, texts) for n, one in enumerate(value)
    )
    empty = next((n for n, one in enumerate(found) if one is None), None)
    if empty is not None:
        raise invalid(f"{name}[{empty}]", "不能为空", "must not be empty")
    return found


MOST_ANSWERS = 50


def read_answers(value: object, name: str, texts: Texts) -> tuple[Given, ...]:
    """Answers by the code of their question; an empty one is none. Whether it fits the question is the rule's to say."""
    if not isinstance(value, Mapping) or len(value) > MOST_ANSWERS:
        raise invalid(name, "应为问题与答复的对照", "must map questions to answers")
    given = []
    for code, raw in value.items():
        question = clean(code, name, most=CODE_LENGTH)
        said = _answer(raw, f"{name}.{question}"[:60])
        if said is not None:
            given.append(Given(question, said, texts.keep(name, stored(said))))
    return tuple(given)


def _answer(raw: object, name: str) -> Value | None:
    match raw:
        case None:
            return None
        case bool() | int() | float():
            return raw
        case str():
            return clean(raw, name) or None
        case list() | tuple() if len(raw) <= MOST_ANSWERS:
            return tuple(clean(one, name, most=CODE_LENGTH) for one in raw) or None
        case _:
            raise invalid(name, "答复格式有误", "is no answer")


def _scalar(kind: Any, value: object, name: str) -> Any:
    if kind is bool:
        if not isinstance(value, bool):
            raise invalid(name, "应为是或否", "must be true or false")
        return value
    if kind is int:
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 10**12:
            raise invalid(name, "应为整数", "must be a whole number")
        return value
    if kind is date:
        return _date(value, name)
    if kind is datetime:
        return moment(value, name)
    if kind is str:
        return clean(value, name, most=CODE_LENGTH)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _word(kind, value, name)
    raise TypeError(f"a form cannot read {kind!r}")


def _word(kind: type[StrEnum], value: object, name: str) -> StrEnum:
    said = str(value).lower() if isinstance(value, bool) else value
    try:
        return kind(str(said))
    except ValueError:
        options = "、".join(kind)
        raise invalid(name, f"只能是：{options}", f"must be one of: {', '.join(kind)}") from None


def _date(value: object, name: str) -> date:
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or not LEAST_YEAR <= found.year <= LAST_YEAR:
        raise invalid(name, "日期有误，应形如 2026-10-12", "must be a date such as 2026-10-12")
    return found


def moment(value: object, name: str) -> datetime:
    """An aware moment from ISO 8601; refuses one without a zone and years far off."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not LEAST_YEAR <= found.year <= LAST_YEAR:
        raise invalid(
            name,
            "时间有误，应形如 2026-10-12T09:30:00+08:00",
            "must be a time such as 2026-10-12T09:30:00+08:00",
        )
    return found
