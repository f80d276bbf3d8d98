"""What fills the places of a dispute's papers: parties by name, what was said at the table, agreement and performance."""

from collections.abc import Iterator

from fengqiao.desk.papers.agreement_values import agreement_values, clauses
from fengqiao.desk.papers.chinese import amount_words, day_words, moment_words
from fengqiao.desk.papers.material import Material
from fengqiao.desk.papers.standing import BY_HAND, labels, mediator_name, named, short_name
from fengqiao.matters.dispute import Agreement, Dispute, Session
from fengqiao.matters.events import mediation as m
from fengqiao.mediation.legal_routes import ways


def values_of_dispute(it: Material) -> dict[str, str]:
    """The places of mediation, agreement, performance, routes and confirmation."""
    dispute = it.matter.dispute
    assert dispute is not None
    return (
        _parties(it)
        | _of_event(it, dispute)
        | (agreement_values(it, dispute.agreement) if dispute.agreement is not None else {})
        | _confirmation(it, dispute)
        | {"法定途径": "\n".join(_ways(it)), "协议文号": it.agreement_number}
    )


def _parties(it: Material) -> dict[str, str]:
    sides = labels(it.matter)
    return {
        "当事人称谓": "、".join(sides[party.id] for party in it.matter.disputants),
        "当事人": "\n".join(f"{sides[p.id]}：{named(it, p)}" for p in it.matter.disputants),
        "调解组织": it.issuer,
    }


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
            return _concluded(it, event.agreement, event.session) if event.session is not None else {}
        case m.MediationDeclined():
            return {"告知事由": "因有当事人不同意调解，不再进行调解"}
        case m.BreachReported():
            return {"告知事由": f"达成的调解协议至{day_words(event.breached_on)}未履行"}
        case m.PerformanceRecorded():
            return _performance(it, event, dispute)
        case m.ConfirmationRecorded():
            return {"裁定结果": it.say("ruling", event.result.value), "裁定文号": it.text(event.ruling_no)}
        case _:
            return {}


def _concluded(it: Material, agreement: Agreement, session: Session) -> dict[str, str]:
    """The session in which they agreed: its record is what they agreed."""
    number = f"（协议文号：{it.agreement_number}）" if it.agreement_number else ""
    said = (f"各方在本次调解中自愿达成协议{number}，内容如下：", *clauses(it, agreement))
    return _session(it, session) | {"调解记录": "\n".join(said), "到场人员": BY_HAND, "调解结果": "达成协议"}


def _session(it: Material, session: Session) -> dict[str, str]:
    result = it.say("session_result", session.result.value) if session.result is not None else ""
    advised = it.say("route", session.advised.value) if session.advised is not None else ""
    return {
        "调解次数": f"第{session.round}次",
        "调解时间": moment_words(session.held_at or session.at),
        "调解地点": it.text(session.place),
        "调解方式": it.say("session_mode", session.mode.value) if session.mode is not None else "",
        "到场人员": _present(it, session),
        "参加人数": f"{session.attendees}人" if session.attendees else "",
        "调解员": mediator_name(it, session.by),
        "调解记录": it.text(session.record),
        "调解结果": result,
        "告知事由": f"可以选择{advised}等途径解决" if advised else "",
    }


def _present(it: Material, session: Session) -> str:
    """Who was there, by name; nobody was noted of old sessions, and then the record leaves it to the hand."""
    called = labels(it.matter)
    there = [party for party in it.matter.parties if party.id in session.present]
    return "\n".join(f"{called[one.id]}：{short_name(it, one) or BY_HAND}" for one in there) or BY_HAND


def _performance(it: Material, event: m.PerformanceRecorded, dispute: Dispute) -> dict[str, str]:
    """What was paid now, what together, and what is still owed."""
    done, agreement = event.performance, dispute.agreement
    amount = done.amount_cny
    whole = agreement.amount_cny if agreement is not None else None
    if amount is None and event.complete:
        amount = whole
    paid = whole if event.complete and dispute.named_amounts is None else dispute.named_amounts
    owed = max(whole - paid, 0) if whole is not None and paid is not None else None
    return {
        "履行时间": moment_words(done.at),
        "履行金额": amount_words(amount),
        "履行凭证": it.text(done.proof),
        "凭证种类": it.say("proof", done.kind.value) if done.kind is not None else "",
        "应履行金额": amount_words(whole),
        "累计履行": amount_words(paid),
        "尚未履行": "已全部履行" if event.complete else amount_words(owed),
    }


def _ways(it: Material) -> Iterator[str]:
    """The lawful ways as the screens show them, numbered, with the day that counts for this dispute."""
    for number, way in enumerate(ways(it.matter), start=1):
        last = f"就本纠纷，最迟为{day_words(way.by)}（{way.counted_from[0]}）。" if way.by is not None else ""
        yield f"{number}. {it.say('route', way.route.value)}：{way.limits[0]}{last}"


def _confirmation(it: Material, dispute: Dispute) -> dict[str, str]:
    asked = dispute.confirmation
    if asked is None:
        return {}
    return {"申请法院": it.unit(asked.court), "申请时间": moment_words(asked.applied_at)}
