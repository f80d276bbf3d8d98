"""What may be taken back, by what, and why not (decision 0016): the one place where that is said.

The ledger is added to and never rewritten, so taking back is an act of its own, in the law like any other, that gives its
reason and stands beside what it takes back. Where the law has none, the answer is why, and what to do instead.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fengqiao.lifecycle.decide import decide
from fengqiao.lifecycle.standing import Standing
from fengqiao.matters import commands as c
from fengqiao.matters.events import Event
from fengqiao.matters.events.bookings import SessionBooked
from fengqiao.matters.events.handling import ClockPaused, ShelveApproved
from fengqiao.matters.events.mediation import PointNoted
from fengqiao.matters.events.triage import FollowerTaken, MatterMerged
from fengqiao.matters.facts import Facts
from fengqiao.matters.matter import Matter
from fengqiao.matters.recorded import Recorded
from fengqiao.shared.refused import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Undo:
    """How an act is taken back: `by` which act, "" for by none; then what stays, or why not and what to do instead."""

    by: str
    zh: str
    en: str


def _by(act: str, zh: str, en: str) -> Undo:
    return Undo(act, zh, en)


def _not(zh: str, en: str) -> Undo:
    return Undo("", zh, en)


_TOLD: Final = _not(
    "已告知诉求人，告知过的不能收回；情况有变请另行告知",
    "the requester was told, and that is not unsaid; tell them anew if it changed",
)
_ENDED: Final = _not(
    "事项已办结这一环节并告知诉求人，不能撤销；需要再办请重新登记",
    "the matter ended here and the requester was told; register it anew if it must go on",
)
_UNIT_TOLD: Final = _not(
    "单位已收到交办，时限已经起算；派错了由单位退单，或提请裁定主办",
    "the unit was told and its clock runs; a wrong unit returns it, or the lead is ruled",
)
_CLOCK: Final = _not(
    "时限已按这一步起算或停止，时限不改写；有误请写明进展",
    "a clock began or stopped with it, and clocks are not rewritten; write a note if it was wrong",
)
_RECORD: Final = _not(
    "这是对已经发生的事情的记录，只增不改；记错了请另记一条说明",
    "it records what happened, and records are only added to; add another one that corrects it",
)
_ASKED: Final = _not(
    "申请已送到审批人，由审批人同意或不同意；不再需要请与其联系",
    "the request is with whoever decides on it; ask them to refuse it if it is not needed",
)
_DECIDED: Final = _not(
    "决定已送达申请单位并据此办理；情况有变请单位重新申请",
    "the decision reached the unit, which acts on it; the unit asks again if things changed",
)
_LETTER: Final = _not(
    "函件已编号并发出，不能撤回；有误请再发一函更正",
    "the letter is numbered and sent; correct it by another one",
)
_SAID: Final = _not(
    "当事人在调解中的陈述、方案和签名原样保留，不能删改；有变化请再记一次",
    "what parties said, offered and signed at the table stays as it was; note what changed anew",
)
_PAPER: Final = _not(
    "已据此出具文书并送达各方，不能撤销；有误按法定程序更正",
    "papers were issued on it and served; they are corrected by the procedure the law has",
)
_SHARED: Final = _not(
    "内容已告知对方，不能收回",
    "the other side was told, and that is not unsaid",
)

UNDO: Final[Mapping[str, Undo]] = {
    "verify": _UNIT_TOLD,
    "verified": _RECORD,
    "accept": _TOLD,
    "accept_and_dispatch": _UNIT_TOLD,
    "reject": _ENDED,
    "transfer_out": _ENDED,
    "answer_directly": _TOLD,
    "withdraw": _ENDED,
    "add_material": _RECORD,
    "answer_questions": _not(
        "回答原样保留；有误请再答一次，以最后一次为准", "answers stay; answer again, the last one counts"
    ),
    "add_party": _RECORD,
    "merge": _by(
        "unmerge",
        "撤销后恢复该事项自己的经过和时限，并案和撤销都留痕",
        "it gets its own history and clocks back; both stay on record",
    ),
    "unmerge": _not("需要时可再次并案", "merge it again if it must be"),
    "dispatch": _UNIT_TOLD,
    "sign": _CLOCK,
    "request_return": _ASKED,
    "approve_return": _DECIDED,
    "refuse_return": _DECIDED,
    "rule_lead": _DECIDED,
    "sub_dispatch": _UNIT_TOLD,
    "add_progress": _RECORD,
    "arrive": _CLOCK,
    "request_extension": _ASKED,
    "approve_extension": _DECIDED,
    "refuse_extension": _DECIDED,
    "request_shelve": _ASKED,
    "approve_shelve": _by(
        "unshelve",
        "恢复办理后继续计时，挂账期间不计入时限",
        "the clock goes on; the time on the shelf stays out of it",
    ),
    "refuse_shelve": _DECIDED,
    "review_shelved": _RECORD,
    "unshelve": _CLOCK,
    "strike_off": _CLOCK,
    "pause": _by(
        "resume",
        "恢复后继续计时，已暂停的时间不计入时限并留痕",
        "the clock goes on; the time it was paused stays out of it, on record",
    ),
    "resume": _CLOCK,
    "submit_result": _not(
        "结果已送审核；有误请审核人退回返工", "it is with the reviewer, who sends it back if it was wrong"
    ),
    "self_handle": _not(
        "结果已送审核；有误请审核人退回返工", "it is with the reviewer, who sends it back if it was wrong"
    ),
    "waive_assist": _DECIDED,
    "record_consent": _SAID,
    "answer_consent": _SAID,
    "add_statement": _SAID,
    "share_statement": _SHARED,
    "add_private_note": _SAID,
    "make_proposal": _SAID,
    "answer_proposal": _SAID,
    "note_point": _by(
        "drop_point",
        "该条不再作数，记录和撤回都留痕",
        "the point holds no longer; both stay on record",
    ),
    "drop_point": _not("需要时可再次记录", "note it again if it holds"),
    "draft_agreement": _not(
        "草稿版本原样保留；请拟定新的一版", "versions of a draft stay; draft the next one"
    ),
    "sign_agreement": _SAID,
    "hold_session": _RECORD,
    "escalate": _UNIT_TOLD,
    "conclude_agreement": _PAPER,
    "record_performance": _RECORD,
    "report_breach": _RECORD,
    "fail_mediation": _PAPER,
    "divert": _PAPER,
    "refer_out": _PAPER,
    "record_outcome": _RECORD,
    "record_self_settlement": _RECORD,
    "apply_judicial_confirmation": _PAPER,
    "record_confirmation": _PAPER,
    "exclude_confirmation": _DECIDED,
    "recuse_mediator": _RECORD,
    "wish_mediator": _SAID,
    "answer_wish": _DECIDED,
    "book_session": _by(
        "cancel_session",
        "取消后场所和调解员即可另约，已通知的各方会收到取消通知",
        "room and mediators are free again; whoever was invited is told",
    ),
    "move_session": _not("可再次改期或取消", "move it again, or call it off"),
    "cancel_session": _not("需要时请重新预约", "book it anew"),
    "inspect": _RECORD,
    "approve": _TOLD,
    "rework": _DECIDED,
    "urge": _LETTER,
    "supervise": _LETTER,
    "circulate": _LETTER,
    "reply_supervision": _RECORD,
    "approve_reply": _DECIDED,
    "whistle": _UNIT_TOLD,
    "report_in": _CLOCK,
    "evaluate_whistle": _RECORD,
    "hold_consultation": _PAPER,
    "report_task": _RECORD,
    "set_case_risk": _not("请按新的情况重新定级", "set the level again as things are now"),
    "assign_leader_case": _not("请重新确定包案领导", "assign the leader again"),
    "record_visit": _RECORD,
    "visit_with_consent": _RECORD,
    "reopen": _UNIT_TOLD,
    "close_explained": _ENDED,
    "archive": _not("归档后不再变动；有新的情况请重新登记", "an archived matter stays; register what is new"),
}
"""Every act that a person may choose, and the two that are done as one; a test holds it against the law."""


@dataclass(frozen=True, slots=True)
class Counter:
    """The act that takes a step back: its name, what it is given, and the command by which the law is asked."""

    action: str
    data: tuple[tuple[str, str | int], ...]
    command: c.Command


def undoable(matter: Matter, recorded: Sequence[Recorded], facts: Facts) -> dict[int, Counter]:
    """The steps that the actor of the facts may take back now, by number.

    Of two equal ones only the later is: the former was taken back already. The law is asked, not repeated.
    """
    standing = Standing(matter, facts)
    found: dict[int, Counter] = {}
    seen: set[tuple[str, tuple[tuple[str, str | int], ...]]] = set()
    for one in reversed(recorded):
        counter = counter_of(one.event)
        if counter is None or (counter.action, counter.data) in seen:
            continue
        seen.add((counter.action, counter.data))
        if _is_open(matter, counter.command, facts, standing):
            found[one.seq] = counter
    return found


def counter_of(event: Event) -> Counter | None:
    """The act that takes an event back, None for one that stays."""
    match event:
        case MatterMerged():
            return Counter("unmerge", (), c.Unmerge(reason=None))
        case FollowerTaken(follower=follower):
            return Counter("unmerge", (("follower", follower),), c.DropFollower(follower=follower))
        case ClockPaused(cause=cause):
            return Counter("resume", (("cause", cause.value),), c.Resume(cause=cause))
        case ShelveApproved():
            return Counter("unshelve", (), c.Unshelve())
        case PointNoted(point=point):
            return Counter("drop_point", (("point", point.number),), c.DropPoint(point=point.number))
        case SessionBooked(booking=booking):
            return Counter("cancel_session", (("number", booking.no),), c.CancelSession(number=booking.no))
        case _:
            return None


def _is_open(matter: Matter, command: c.Command, facts: Facts, standing: Standing) -> bool:
    """Whether the law would have it done; a reason is all that may still be missing."""
    try:
        return bool(decide(matter, command, facts, standing))
    except Refused as refused:
        return refused.code is Refusal.REASON_REQUIRED
