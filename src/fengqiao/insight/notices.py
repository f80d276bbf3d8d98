"""What was told to the units and posts of whoever is signed in, newest first, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import msgspec

from fengqiao.insight.pointers import Pointer
from fengqiao.insight.scopes import READS_BY_ORDERS
from fengqiao.insight.who import Seat
from fengqiao.insight.words import Labels
from fengqiao.ledger.connection import UnitOfWork
from fengqiao.people.actors import Post

MOST: Final = 50

AT_WORK_IN_UNIT: Final = READS_BY_ORDERS | {Post.TOWN_DISPATCHER, Post.COORDINATOR}
"""Posts to whom a notice to their unit is addressed."""

NOTICE: Final[Labels] = {
    "urgent_registered": ("紧急事项，请立即处理", "Urgent: see to it at once"),
    "dispatched": ("新交办的事项，请签收", "A matter was dispatched to you: sign for it"),
    "sub_dispatched": ("转交办理的事项，请办理", "A matter was passed to you to handle"),
    "ruled": ("主办单位已裁定", "The lead was ruled"),
    "return_requested": ("有单位申请退单，请裁定", "A unit asks to return a matter: decide"),
    "return_approved": ("退单申请已同意", "The return was approved"),
    "return_refused": ("退单申请未同意，请继续办理", "The return was refused: go on"),
    "withdrawn": ("诉求人已撤回，请停止办理", "The requester took it back: stop"),
    "material_added": ("诉求人补充了材料", "The requester added material"),
    "extension_requested": ("有单位申请延期，请审批", "A unit asks for an extension: decide"),
    "extended": ("延期申请已同意", "The extension was approved"),
    "extension_refused": ("延期申请未同意，请按期办理", "The extension was refused: keep the date"),
    "shelve_requested": ("有单位申请挂账，请审批", "A unit asks to shelve a matter: decide"),
    "shelved": ("事项已挂账", "The matter was shelved"),
    "shelve_refused": ("挂账申请未同意，请继续办理", "Shelving was refused: go on"),
    "due_changed": (
        "因工作日历公布，办理期限已重新计算",
        "The calendar was published and the date reckoned again",
    ),
    "result_submitted": ("办理结果已反馈，请审核", "A result was submitted: review it"),
    "rework": ("结果未通过，请返工", "The result was not approved: do it again"),
    "reopened": ("事项重办，请继续办理", "The matter was reopened: go on"),
    "light_yellow": ("黄灯：临近到期", "Yellow light: near due"),
    "light_red": ("红灯：已逾期", "Red light: overdue"),
    "accept_late": ("受理已超时", "Acceptance is late"),
    "dispatch_late": ("交办已超时", "Dispatch is late"),
    "sign_late": ("签收已超时", "Signing is late"),
    "visit_late": ("回访已超时", "The return visit is late"),
    "letter_proposed": ("系统建议发函，请决定", "A letter is proposed: decide"),
    "letter_urge": ("收到催办函", "You were urged"),
    "letter_supervise": ("收到督办函，请按期回复", "A supervision order: answer in time"),
    "letter_circulate": ("被通报", "A notice was circulated"),
    "supervision_replied": ("督办已回复，请审阅", "A supervision was answered: read it"),
    "reply_missed": ("督办未按期回复", "A supervision was not answered in time"),
    "whistle": ("吹哨，请立即报到", "Whistle: report in at once"),
    "whistle_unanswered": ("吹哨未按时报到", "A whistle stays unanswered"),
    "review_missed": ("挂账未按期复核", "A shelved matter was not reviewed in time"),
    "escalated": ("纠纷提级到本单位，请组织调解", "A dispute was raised to you: see to its mediation"),
    "diverted": (
        "纠纷导入本单位办理，请受理并反馈结果",
        "A dispute was diverted to you: report what it comes to",
    ),
    "referred": ("纠纷材料已移交本单位，请查收", "A dispute was handed over to you: see what came"),
    "confirmation_applied": ("当事人共同申请司法确认", "The parties apply for judicial confirmation"),
    "mediator_recused": ("调解员已回避，请更换调解员", "The mediator withdrew: another one must go on"),
    "mediator_chosen": ("当事人选定了调解员，请答复", "A party chose a mediator: answer it"),
    "mediator_refused": (
        "当事人不接受一名调解员，请另行安排",
        "A party refused a mediator: arrange for another one",
    ),
    "session_booked": ("已预约一次会面", "A session was booked"),
    "session_moved": ("预约的会面已改期", "A booked session was moved"),
    "session_cancelled": ("预约的会面已取消", "A booked session was called off"),
    "task_reported": ("会商任务已反馈，请查看", "A task of a consultation was reported on"),
    "task_late": ("会商任务已超时", "A task of a consultation is late"),
    "leader_review_due": ("包案事项到了复核日期", "The review of a leader case is due"),
    "task_given": ("会商交办了任务", "A consultation gave you a task"),
}
"""The words of every message to a unit or a post; a test holds them against what the rules send."""

# One walk of the index for each recipient, as far as a page needs; the matter's place is looked at row by row.
LIST: Final = """
SELECT n.id, n.created_at, n.template, n.urgent, n.recipient_kind, n.recipient, n.code FROM (
    SELECT DISTINCT ON (d.created_at, d.id) d.*, m.code
      FROM json_to_recordset(%(to)s::json) AS r (kind text, name text, area text)
     CROSS JOIN LATERAL (
           SELECT d.id, d.created_at, d.template, d.urgent, d.recipient_kind, d.recipient, d.matter_id, d.tenant
             FROM ledger.delivery AS d JOIN ledger.matter AS o ON o.tenant = d.tenant AND o.id = d.matter_id
            WHERE d.tenant = ledger.tenant() AND d.kind = 'notice'
              AND d.recipient_kind IN ('unit', 'unit_leader', 'post')
              AND d.recipient_kind = r.kind AND d.recipient = r.name
              AND (%(at)s::timestamptz IS NULL OR (d.created_at, d.id) < (%(at)s::timestamptz, %(id)s::uuid))
              AND (r.area = '' OR o.area >= r.area AND o.area < r.area || ':')
            ORDER BY d.created_at DESC, d.id DESC LIMIT %(most)s) AS d
      JOIN ledger.matter AS m ON m.tenant = d.tenant AND m.id = d.matter_id
     ORDER BY d.created_at DESC, d.id DESC LIMIT %(most)s) AS n
 ORDER BY n.created_at DESC, n.id DESC
"""


# As LIST; no more are counted than anybody reads as a number.
UNREAD: Final = """
SELECT count(*) FROM (
    SELECT DISTINCT d.id FROM json_to_recordset(%(to)s::json) AS r (kind text, name text, area text)
     CROSS JOIN LATERAL (
           SELECT d.id FROM ledger.delivery AS d JOIN ledger.matter AS o ON o.tenant = d.tenant AND o.id = d.matter_id
            WHERE d.tenant = ledger.tenant() AND d.kind = 'notice'
              AND d.recipient_kind IN ('unit', 'unit_leader', 'post')
              AND d.recipient_kind = r.kind AND d.recipient = r.name
              AND (%(read)s::timestamptz IS NULL OR d.created_at > %(read)s::timestamptz)
              AND (d.urgent OR d.created_at < %(before)s::timestamptz)
              AND d.template <> ALL(%(silent)s::text[])
              AND (r.area = '' OR o.area >= r.area AND o.area < r.area || ':')
              AND NOT EXISTS (SELECT FROM ledger.bell_read AS b
                               WHERE b.tenant = d.tenant AND b.person = %(person)s AND b.delivery_id = d.id)
            ORDER BY d.created_at DESC, d.id DESC LIMIT %(most)s) AS d
     LIMIT %(most)s) AS n
"""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: to which unit or post, about which matter, and what it says (`template`)."""

    id: str
    at: datetime
    template: str
    urgent: bool
    to_kind: str
    to: str
    code: str


def read_notices(
    work: UnitOfWork, seats: Sequence[Seat], after: Pointer | None
) -> tuple[list[Notice], Pointer | None]:
    """A page of the notices to these seats, in one statement, and where the next one begins."""
    to = _recipients(work.tenant, seats)
    if not to:
        return [], None
    params: dict[str, Any] = {
        "to": msgspec.json.encode(to).decode(),
        "at": after.at if after else None,
        "id": after.id if after else None,
        "most": MOST + 1,
    }
    rows = work.execute(LIST, params).fetchall()
    page = [Notice(*row) for row in rows[:MOST]]
    return page, Pointer(page[-1].at, page[-1].id) if len(rows) > MOST else None


def count_unread(
    work: UnitOfWork,
    person: str,
    seats: Sequence[Seat],
    *,
    read_until: datetime | None,
    before: datetime,
    silent: Sequence[str],
    most: int,
) -> int:
    """How many notices to these seats a person has not read, at most `most`, in one statement.

    Those that came before `before` and urgent ones; `silent` are the templates that do not count.
    """
    to = _recipients(work.tenant, seats)
    if not to:
        return 0
    params = {
        "to": msgspec.json.encode(to).decode(),
        "person": person,
        "read": read_until,
        "before": before,
        "silent": list(silent),
        "most": most,
    }
    (found,) = work.execute(UNREAD, params).fetchone() or (0,)
    return int(found)


def _recipients(tenant: str, seats: Sequence[Seat]) -> list[dict[str, str]]:
    """To whom a notice must be addressed to reach these seats; a post hears of its own territory only."""
    found: dict[tuple[str, str, str], None] = {}
    for seat in seats:
        if seat.post in AT_WORK_IN_UNIT:
            found["unit", seat.unit, ""] = None
        if seat.post is Post.UNIT_LEADER:
            found["unit_leader", seat.unit, ""] = None
        found["post", seat.post.value, "" if tenant.startswith(seat.area) else seat.area] = None
    return [{"kind": kind, "name": name, "area": area} for kind, name, area in found]
