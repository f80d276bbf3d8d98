"""What fills the places of papers of a general matter; those of a dispute's middle stand in `dispute_values`."""

from datetime import datetime

from fengqiao.desk.papers.chinese import day_words, moment_words
from fengqiao.desk.papers.dispute_values import values_of_dispute
from fengqiao.desk.papers.material import Material
from fengqiao.ledger.sealed import PHONE
from fengqiao.matters.dispute import Dispute
from fengqiao.matters.events import dispatch as d
from fengqiao.matters.events import feedback as f
from fengqiao.matters.events import handling as h
from fengqiao.matters.events import intake as i
from fengqiao.matters.events import mediation as m
from fengqiao.matters.events import supervision as s
from fengqiao.matters.matter import Order, Verdict
from fengqiao.matters.words import OrderRole
from fengqiao.people.masking import mask_address, mask_name, mask_phone, mask_text

LIMIT_UNITS = {
    "minute": "分钟",
    "hour": "小时",
    "working_hour": "个工作小时",
    "working_day": "个工作日",
    "calendar_day": "日",
}


def values_of(it: Material) -> dict[str, str]:
    """Every place's words for this paper; a place that has nothing to say here is missing."""
    values = of_matter(it) | _of_event(it)
    if isinstance(it.matter.dispute, Dispute):
        values |= values_of_dispute(it)
    return {name: words.strip() for name, words in values.items() if words.strip()}


def of_matter(it: Material) -> dict[str, str]:
    """What every paper may say."""
    matter, county = it.matter, it.county
    handle, lead = matter.handle, matter.lead
    return {
        "事项编号": matter.code,
        "文号": it.found.paper.number,
        "代替文号": it.replaced,
        "制作单位": it.issuer,
        "制作时间": moment_words(it.recorded.at),
        "县名": county.name,
        "中心电话": county.centre_phone,
        "诉求分类": it.category_name,
        "诉求内容": mask_text(it.text(matter.text)),
        "发生地点": _place(it),
        "登记渠道": it.say("channel", matter.channel.value),
        "登记时间": moment_words(matter.registered_at),
        "登记单位": it.unit(matter.registered_by.unit) or f"{county.name}综治中心",
        "受理时间": moment_words(matter.accepted_at),
        "办理期限": moment_words(handle.due) if handle is not None else "",
        "原定期限": moment_words(handle.original_due) if handle is not None else "",
        "主办单位": it.unit(lead.unit) if lead is not None else "",
        "协办单位": "、".join(it.unit(o.unit) for o in matter.live_orders if o.role is OrderRole.ASSIST),
        "紧急程度": it.say("urgency", matter.urgency.value),
        "事项等级": it.say("case_risk", matter.case_risk.value) if matter.case_risk is not None else "",
        "诉求人": _requester(it),
        "不予受理原因": _rejection(it),
    }


def _place(it: Material) -> str:
    """To building level: papers travel."""
    place = it.matter.place
    address = mask_address(mask_text(it.text(place.address)))
    area = it.county.areas.get(place.area, "")
    return address if area in address else f"{area}{address}"


def _requester(it: Material) -> str:
    """Masked: whoever carries the slip knows whose it is, and nobody else need (DOMAIN 6.3.8)."""
    party = it.matter.requester
    held = it.persons.get(party.id, {}) if party is not None else {}
    name = held.get("organisation") or mask_name(held.get("name", ""))
    phone = mask_phone(held.get(PHONE, ""))
    return f"{name or '诉求人'}（{phone}）" if phone else name or "诉求人"


def _rejection(it: Material) -> str:
    event = it.recorded.event
    return it.say("reject_reason", event.reason.value) if isinstance(event, i.MatterRejected) else ""


def _of_event(it: Material) -> dict[str, str]:
    """What only this act says."""
    matter, event = it.matter, it.recorded.event
    match event:
        case i.MatterRejected():
            return {"建议渠道": it.text(event.right_door)}
        case d.MatterDispatched():
            return _to_units(it, event.orders)
        case m.DisputeDiverted():
            route = it.say("route", event.diversion.route.value)
            return _to_units(it, (event.order,)) | {"导入途径": route}
        case m.DisputeEscalated():
            return {
                "交办单位": it.unit(event.escalation.to),
                "提级原因": it.text(event.escalation.reason),
            }
        case s.ResultApproved():
            reply = matter.lead.reply if matter.lead is not None else None
            return _result(it.text(reply), event.verdict)
        case i.MatterAnsweredDirectly():
            return _result(it.text(event.answer), event.verdict)
        case f.VisitRecorded():
            return {
                "回访时间": moment_words(it.recorded.at),
                "解决情况": it.say("solved", event.solved.value),
                "满意程度": it.say("satisfaction", event.satisfaction.value),
                "回访意见": mask_text(it.text(event.reason)),
            }
        case s.LetterIssued():
            issued = event.supervision
            return {
                "被督办单位": it.unit(issued.unit),
                "触发原因": it.say("trigger", issued.trigger.value),
                "答复期限": moment_words(issued.reply.due) if issued.reply is not None else "",
            }
        case h.ExtensionApproved():
            asked = matter.extensions[-1]
            amount = f"{asked.amount}{LIMIT_UNITS.get(asked.unit, asked.unit)}"
            return {"延期理由": mask_text(it.text(asked.reason)), "延长时间": amount}
        case s.ConsultationHeld():
            held = event.consultation
            return {
                "会商次数": f"第{held.number}次",
                "会商时间": moment_words(held.at),
                "参加人数": f"{held.attendees}人" if held.attendees else "",
                "会商意见": mask_text(it.text(held.minutes)),
                "会商任务": "\n".join(it.unit(unit) for unit in held.tasks),
            }
        case s.LeaderCaseAssigned():
            return {"包案领导": it.text(event.leader), "复核日期": day_words(event.review_date)}
        case _:
            return {}


def _to_units(it: Material, orders: tuple[Order, ...]) -> dict[str, str]:
    soonest: datetime | None = min((order.sign.due for order in orders), default=None)
    return {
        "交办单位": "、".join(it.unit(order.unit) for order in orders),
        "签收期限": moment_words(soonest),
    }


def _result(reply: str, verdict: Verdict) -> dict[str, str]:
    return {
        "办理结果": mask_text(reply),
        "办结时间": moment_words(verdict.resolved_at),
        "时限情况": "按期办结" if verdict.on_time else "超期办结",
    }
