"""What fills the places of a dispute's papers: parties by name, what was said at the table, agreement and performance."""

from collections.abc import Iterator

from fengqiao.clocks import SHANGHAI
from fengqiao.desk.papers.chinese import amount_words, day_of_moment, day_words, moment_words
from fengqiao.desk.papers.material import Material
from fengqiao.ledger.sealed import PHONE
from fengqiao.matters.dispute import Agreement, Dispute, Session
from fengqiao.matters.events import mediation as m
from fengqiao.matters.matter import Party
from fengqiao.matters.words import PerformanceMode
from fengqiao.mediation.legal_routes import ways

BY_HAND = "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿（手写补充）"
"""What the record does not hold and the law lets an agreement say is left to be written by hand."""

WITH_CONTACT = frozenset(
    {"MEDIATION_RECORD", "MEDIATION_AGREEMENT", "ORAL_AGREEMENT_RECORD", "CONFIRMATION_APPLICATION"}
)
"""Papers that need the parties' particulars (People's Mediation Law, article 29); all others name them only."""

SIDES = {"requester": "申请人", "applicant": "申请人", "respondent": "被申请人"}


def values_of_dispute(it: Material) -> dict[str, str]:
    """The places of mediation, agreement, performance, routes and confirmation."""
    dispute = it.matter.dispute
    assert dispute is not None
    return (
        _parties(it)
        | _of_event(it, dispute)
        | (_agreement(it, dispute.agreement) if dispute.agreement is not None else {})
        | _confirmation(it, dispute)
        | {"法定途径": "\n".join(_ways(it)), "协议文号": it.agreement_number}
    )


def _parties(it: Material) -> dict[str, str]:
    sides = _numbered(it.matter.disputants)
    return {
        "当事人称谓": "、".join(sides[party.id] for party in it.matter.disputants),
        "当事人": "\n".join(f"{sides[p.id]}：{_named(it, p)}" for p in it.matter.disputants),
        "调解组织": it.issuer,
    }


def _numbered(parties: tuple[Party, ...]) -> dict[str, str]:
    """申请人, or 申请人一, 申请人二 where there are several."""
    sides: dict[str, list[str]] = {}
    for party in parties:
        sides.setdefault(SIDES[party.role], []).append(party.id)
    return {
        identifier: side if len(ids) == 1 else f"{side}{place}"
        for side, ids in sides.items()
        for place, identifier in enumerate(ids, start=1)
    }


def _named(it: Material, party: Party) -> str:
    """Name or organisation; address and telephone, as far as they are held, where the paper needs them.

    Identity numbers are not held at all.
    """
    held = it.persons.get(party.id, {})
    parts = [held.get("organisation", ""), held.get("name", "")]
    if it.found.paper.template in WITH_CONTACT:
        phone = held.get(PHONE, "")
        parts += [held.get("address", ""), f"电话{phone}" if phone else ""]
    said = "，".join(part for part in parts if part)
    return said or BY_HAND


def _of_event(it: Material, dispute: Dispute) -> dict[str, str]:
    event = it.recorded.event
    match event:
        case m.SessionHeld():
            return _session(it, event.session)
        case m.MediationFailed():
            reason = it.text(event.reason)
            return {
                "调解时间": moment_words(it.recorded.at),
                "调解结果": "调解不成，终止调解",
                "不成原因": f"原因：{reason}" if reason else "",
                "告知事由": "经调解未能达成协议",
            }
        case m.AgreementConcluded():
            held = _session(it, event.session) if event.session is not None else {}
            return held | {"调解结果": "达成协议"}
        case m.MediationDeclined():
            return {"告知事由": "因有当事人不同意调解，不再进行调解"}
        case m.BreachReported():
            return {"告知事由": f"达成的调解协议至{day_words(event.breached_on)}未履行"}
        case m.PerformanceRecorded():
            done = event.performance
            amount = done.amount_cny
            if amount is None and event.complete and dispute.agreement is not None:
                amount = dispute.agreement.amount_cny
            return {
                "履行时间": moment_words(done.at),
                "履行金额": amount_words(amount),
                "履行凭证": it.text(done.proof),
            }
        case m.ConfirmationRecorded():
            return {"裁定结果": it.say("ruling", event.result.value), "裁定文号": it.text(event.ruling_no)}
        case _:
            return {}


def _session(it: Material, session: Session) -> dict[str, str]:
    result = it.say("session_result", session.result.value) if session.result is not None else ""
    advised = it.say("route", session.advised.value) if session.advised is not None else ""
    return {
        "调解次数": f"第{session.round}次",
        "调解时间": moment_words(session.at),
        "调解地点": it.text(session.place),
        "调解方式": it.say("session_mode", session.mode.value) if session.mode is not None else "",
        "参加人数": f"{session.attendees}人" if session.attendees else "",
        "调解记录": it.text(session.record),
        "调解结果": result,
        "告知事由": f"可以选择{advised}等途径解决" if advised else "",
    }


def _agreement(it: Material, agreement: Agreement) -> dict[str, str]:
    immediate = agreement.performance is PerformanceMode.IMMEDIATE
    mode = it.say("performance_mode", agreement.performance.value)
    amount = amount_words(agreement.amount_cny)
    return {
        "纠纷事实": it.text(it.matter.text),
        "争议事项": it.text(it.registered.demand) or _subject(it),
        "各方责任": BY_HAND,
        "协议内容": it.text(agreement.content),
        "履行方式": f"{mode}，{amount}。" if amount else f"{mode}。",
        "履行期限": day_words(agreement.perform_by)
        or (day_of_moment(agreement.effective_at) if immediate else BY_HAND),
        "协议生效": day_of_moment(agreement.effective_at),
        "司法确认截止": day_words(agreement.confirm_by.astimezone(SHANGHAI).date()),
    }


def _ways(it: Material) -> Iterator[str]:
    """The lawful ways as the screens show them, numbered, with the day that counts for this dispute."""
    for number, way in enumerate(ways(it.matter), start=1):
        last = f"就本纠纷，最迟为{day_words(way.by)}（{way.counted_from[0]}）。" if way.by is not None else ""
        yield f"{number}. {it.say('route', way.route.value)}：{way.limits[0]}{last}"


def _subject(it: Material) -> str:
    category = it.county.categories.get(it.matter.category)
    return category.name_zh if category is not None else ""


def _confirmation(it: Material, dispute: Dispute) -> dict[str, str]:
    asked = dispute.confirmation
    if asked is None:
        return {}
    return {"申请法院": it.unit(asked.court), "申请时间": moment_words(asked.applied_at)}
