"""Where a matter stands, as one sentence for the person who asked: no jargon, who has it, and by when (DESIGN, citizen)."""

from datetime import datetime
from typing import assert_never

from fengqiao.directory.snapshot import CountyDirectory
from fengqiao.insight.clock_bars import until_words
from fengqiao.insight.words import CLOSE_REASON, REJECT_REASON, word
from fengqiao.matters.dispute import (
    Agreed,
    ConsentPending,
    Diverted,
    Failed,
    Mediating,
    Performed,
    Performing,
)
from fengqiao.matters.matter import (
    Accepted,
    Archived,
    Closed,
    Dispatched,
    InProgress,
    Matter,
    Merged,
    PendingReview,
    Registered,
    Rejected,
    Resolved,
    Shelved,
    Transferred,
    Verifying,
    Visit,
    Withdrawn,
)
from fengqiao.matters.words import Solved


def standing_words(matter: Matter, county: CountyDirectory, at: datetime, *, english: bool = False) -> str:
    """The sentence of a matter's state, in Chinese or English."""
    zh, en = _both(matter, county, at)
    return en if english else zh


def awaits_acceptance(matter: Matter) -> bool:
    """Whether the limit that runs is that of accepting: by then the centre says whether it takes the matter, no more."""
    return matter.handle is None


def _both(matter: Matter, county: CountyDirectory, at: datetime) -> tuple[str, str]:
    lead = matter.lead
    code = (lead.executing_unit or lead.unit) if lead is not None else ""
    zh_unit = county.unit_name(code) if code else "承办单位"
    en_unit = county.unit_name(code, english=True) if code else "The unit in charge"
    zh_by, en_by = _by_when(matter, at)
    stage = matter.stage
    match stage:
        case Registered():
            return (
                f"您的诉求已登记，等待受理{zh_by}",
                f"Your request is registered and not yet accepted{en_by}",
            )
        case Verifying():
            return (
                "正在派人核实情况，核实后尽快受理",
                "Somebody is looking at it on the spot; then it will be accepted",
            )
        case Accepted():
            return f"已受理，正在安排承办单位{zh_by}", f"Accepted; the unit in charge is being chosen{en_by}"
        case Dispatched():
            return f"已交给{zh_unit}，等待签收{zh_by}", f"Given to {en_unit}, which has to sign for it{en_by}"
        case InProgress(paused="material"):
            return (
                "办理需要您补充材料，补充后继续计时",
                "More material is needed from you; then the clock goes on",
            )
        case InProgress(paused=paused) if paused:
            return (
                f"{zh_unit}正在办理，法定鉴定期间暂停计时",
                f"{en_unit} is at it; the clock waits for an appraisal",
            )
        case InProgress():
            return f"{zh_unit}正在办理{zh_by}", f"{en_unit} is at work on it{en_by}"
        case ConsentPending(paused=paused) | Mediating(paused=paused) | Performing(paused=paused) if paused:
            return (
                "正在等待材料或鉴定，期间暂停计时",
                "Material or an appraisal is waited for; the clock stands still",
            )
        case ConsentPending():
            return (
                f"{zh_unit}正在征询各方是否愿意调解，是否调解由您决定{zh_by}",
                f"{en_unit} asks every party whether it wants mediation; you are free to decline{en_by}",
            )
        case Mediating():
            return (
                f"{zh_unit}正在组织调解，您可以随时退出{zh_by}",
                f"{en_unit} is mediating; you may leave at any time{en_by}",
            )
        case Agreed():
            return "各方已达成协议，等待当场履行", "The parties have agreed; performance is on the spot"
        case Performing(duty=duty):
            day = getattr(duty, "perform_by", None)
            by_zh = f"，约定 {day.month}月{day.day}日前履行" if day is not None else ""
            by_en = f", due by {day:%d %b}" if day is not None else ""
            return f"协议履行中{by_zh}", f"What was settled is being performed{by_en}"
        case Performed():
            return "已履行完毕，等待审核", "Performed; the result is being reviewed"
        case Failed():
            return (
                "调解未成，您的其他权利不受影响，请看途径告知书",
                "Mediation came to nothing; your other rights stand, see the notice of legal routes",
            )
        case Diverted(diversion=diversion):
            return (
                f"已导入法定途径，由{county.unit_name(diversion.to)}办理",
                f"On a legal route with {county.unit_name(diversion.to, english=True)}",
            )
        case Shelved(next_review=day):
            return (
                f"暂时无法解决，已列入挂账，{day.month}月{day.day}日前复核一次",
                f"It cannot be solved now; it is on the ledger and will be looked at again by {day:%d %b}",
            )
        case PendingReview():
            return (
                f"{zh_unit}已反馈结果，正在审核",
                f"{en_unit} has reported a result, which is being reviewed",
            )
        case Resolved():
            return _after_the_result(matter.visit)
        case Closed(reason=reason) | Archived(reason=reason):
            return (
                f"已结案：{word(CLOSE_REASON, reason)}",
                f"Closed: {word(CLOSE_REASON, reason, english=True)}",
            )
        case Rejected(reason=reason):
            return (
                f"未予受理：{word(REJECT_REASON, reason)}，请看下方的办理途径",
                f"Not accepted: {word(REJECT_REASON, reason, english=True)}; see below for the right door",
            )
        case Transferred(target=target):
            return (
                f"已移送{county.unit_name(target)}办理",
                f"Transferred to {county.unit_name(target, english=True)}",
            )
        case Withdrawn():
            return "您已撤回这件诉求", "You have withdrawn this request"
        case Merged():
            return "与同一问题的其他诉求一并办理", "Handled together with others about the same thing"
        case _:
            assert_never(stage)


def _after_the_result(visit: Visit | None) -> tuple[str, str]:
    """A result stands: nobody asked for it, the verdict is asked for, or it was given and did not close the matter."""
    if visit is None:
        return "已办结", "Done"
    if visit.solved is None:
        return (
            "已办结，请您评价是否解决、是否满意",
            "Done. Please say whether it is solved and whether you are satisfied",
        )
    if visit.solved is Solved.TRUE:
        return (
            "已收到您的评价，正在研究怎样改进",
            "Your verdict has arrived; we look at what was not well done",
        )
    return "您说还没有解决，正在安排接着办", "You said it is not solved; going on with it is being arranged"


def _by_when(matter: Matter, at: datetime) -> tuple[str, str]:
    """The limit that counts, or that it has passed."""
    timer = matter.handle or matter.accept
    if timer is None:
        return "", ""
    when, english = until_words(timer.due, at), until_words(timer.due, at, english=True)
    if at > timer.due:
        return (
            f"，已超过原定的 {when}，我们正在督促",
            f"; the limit of {english} has passed and we are pressing for it",
        )
    if awaits_acceptance(matter):
        return f"，最晚 {when} 前由中心决定是否受理", f"; the centre will decide on acceptance by {english}"
    return f"，最晚 {when} 前给您结果", f", with a result by {english} at the latest"
