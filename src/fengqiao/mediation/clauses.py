"""Can this be performed and checked? What a clause lacks: who, what, how much, by when, how it is proven.

Hints, never refusals: a clause such as "both apologise" needs no amount, and whoever reads it decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Lack(StrEnum):
    """What a clause lacks to be performed and checked."""

    WHO = "who"
    WHAT = "what"
    AMOUNT = "amount"
    DEADLINE = "deadline"
    PROOF = "proof"
    VAGUE = "vague"
    GAP = "gap"


WORDS: Mapping[Lack, tuple[str, str]] = MappingProxyType({
    Lack.WHO: ("由谁履行？请写明甲方、乙方或姓名。", "Who performs it? Name the party."),
    Lack.WHAT: (
        "履行什么？请写明支付、交付、修复、停止等具体行为。",
        "What is done? Name the act: pay, hand over, repair, stop.",
    ),
    Lack.AMOUNT: ("金额多少？请写明数字和大写。", "How much? Write the amount in figures and in capitals."),
    Lack.DEADLINE: ("何时之前履行？请写明具体日期。", "By when? Name the day."),
    Lack.PROOF: (
        "如何证明已履行？请写明收据、转账凭证、现场验收等。",
        "How is it proven? Name a receipt, a transfer slip or an inspection.",
    ),
    Lack.VAGUE: ("“尽快”“适当”等说法无法核对，请改为具体内容。", "Words such as 'soon' cannot be checked; be exact."),
    Lack.GAP: ("还有空格没有填写。", "There are gaps that are not filled in."),
})  # fmt: skip

_WHO = re.compile(
    r"甲方|乙方|丙方|双方|各方|申请人|被申请人|当事人|公司|单位|[一-鿿㐀-䶿𠀀-𮯠]{1,10}(?:应|须|将|同意|承诺|负责|保证|自愿)"
)
_MONEY = re.compile(
    r"支付|赔偿|补偿|退还|退款|返还.{0,6}(?:款|元|押金|定金)|结清|偿还|付清|给付|缴纳|工资|货款|租金"
)
_ACT = re.compile(
    r"交付|交还|返还|修复|修理|维修|清理|清除|拆除|停止|搬离|搬出|恢复|安装|更换|道歉|办理|配合|撤回|删除|移交|浇水|轮灌|通行|避让|出具|提供|不再|不得|放弃|互不"
)
_AMOUNT = re.compile(r"\d[\d,.,]*\s*(?:元|万元)|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+元|[¥¥]\s*\d")
_DEADLINE = re.compile(
    r"\d{2,4}\s*[年./-]\s*\d{1,2}|\d{1,2}\s*月\s*\d{1,2}\s*[日号]|当场|当日|即日|签(?:字|名|订|署)(?:后|之日|时)|\d+\s*(?:个)?(?:日|天|小时|工作日|周|月)(?:内|以内|之内|前)|每月|每周|每日|每年|[一二三四五六七八九十]+(?:日|天|个月|周)(?:内|前)|届满"
)
_PROOF = re.compile(
    r"收据|收条|凭证|回单|转账|发票|签收|验收|照片|确认书|见证|清单|账户|账号|微信|支付宝|银行"
)
_LASTING = re.compile(r"不再|不得|放弃|互不|停止")
_VAGUE = re.compile(r"尽快|尽早|适当|酌情|相应|争取|尽量|若干|一定(?:数额|金额)|日后再|另行(?:协商|商定)")
_GAP = re.compile(r"[{｛]|_{2,}|[×xX]{3,}|〔\s*〕")
# What closes an agreement is nothing that anybody performs.
_CLOSING = re.compile(
    r"一式|份数|生效|法律效力|履行地|司法确认|解释权|未尽事宜|争议.{0,8}(?:诉讼|仲裁|人民法院)"
)


# How much of a clause is shown for each point: the whole name, the whole day, every proof that is named together.
_FULL_DAY = re.compile(
    r"(?:\d{2,4}\s*年)?\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号](?:以前|之前|前)?|\d{2,4}[./-]\d{1,2}[./-]\d{1,2}"
)
_PROOFS = re.compile(f"(?:{_PROOF.pattern})+")
_BREAK = re.compile(r"[，。；：、,;:（）()\s]")
_VOWS = re.compile(r"(?:应|须|将|同意|承诺|负责|保证|自愿)$")
LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class Points:
    """Who performs what, how much, by when and how it is proven: the words of the clause, "" for what it leaves open."""

    who: str = ""
    what: str = ""
    amount: str = ""
    deadline: str = ""
    proof: str = ""


def points(clause: str) -> Points:
    """What a clause says to be performed and checked, in its own words; nothing of one that only closes the agreement."""
    if _CLOSING.search(clause):
        return Points()
    acts = [found for found in (_MONEY.search(clause), _ACT.search(clause)) if found is not None]
    day = _FULL_DAY.search(clause) or _DEADLINE.search(clause)
    amount, proof = _AMOUNT.search(clause), _PROOFS.search(clause)
    return Points(
        who=_who(clause),
        what=_what(clause, min(acts, key=re.Match.start)) if acts else "",
        amount=amount.group() if amount is not None else "",
        deadline=day.group() if day is not None else "",
        proof=proof.group() if proof is not None else "",
    )


def _what(clause: str, act: "re.Match[str]") -> str:
    """The word of the act; of what goes on for ever, 互不 or 不再, with what follows: the word alone says nothing."""
    if not _LASTING.fullmatch(act.group()):
        return act.group()
    end = _BREAK.search(clause, act.start())
    return clause[act.start() : end.start() if end is not None else None][:LONGEST_NAME]


def _who(clause: str) -> str:
    """From the last break before it: 装饰公司 and not 公司."""
    found = _WHO.search(clause)
    if found is None:
        return ""
    breaks = [one.end() for one in _BREAK.finditer(clause, 0, found.start())]
    whole = _VOWS.sub("", clause[breaks[-1] if breaks else 0 : found.end()])
    return whole if len(whole) <= LONGEST_NAME else _VOWS.sub("", found.group())


def lacks(clause: str) -> tuple[Lack, ...]:
    """What a clause lacks, in the order in which it is read; nothing for one that only closes the agreement."""
    found = [Lack.GAP] if _GAP.search(clause) else []
    if _VAGUE.search(clause):
        found.append(Lack.VAGUE)
    if _CLOSING.search(clause):
        return tuple(found)
    money, act = bool(_MONEY.search(clause)), bool(_ACT.search(clause))
    if not _WHO.search(clause):
        found.append(Lack.WHO)
    if not money and not act:
        return (*found, Lack.WHAT)
    if money and not _AMOUNT.search(clause):
        found.append(Lack.AMOUNT)
    if not _LASTING.search(clause):
        if not _DEADLINE.search(clause):
            found.append(Lack.DEADLINE)
        if not _PROOF.search(clause) and money:
            found.append(Lack.PROOF)
    return tuple(found)
