"""A made-up matter, to look at a template before anything is printed with it. Nobody and nothing in it is real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.desk.papers.making import blocks_of, laid_out
from fengqiao.directory.counties import default_body
from fengqiao.gateways.documents.paper import Grid, Paper
from fengqiao.matters.wording import filled, places_in

SPECIMEN: Final = "样张"
_DAY: Final = "2026年3月9日"
_UNIT: Final = "样例镇综治中心"

OF_EVERY_PAPER: Final[Mapping[str, str]] = {
    "事项编号": SPECIMEN,
    "文号": SPECIMEN,
    "代替文号": f"{SPECIMEN}（前一份）",
    "制作单位": _UNIT,
    "制作时间": f"{_DAY}9时30分",
    "县名": "样例县",
    "中心电话": "0000-0000000",
    "诉求分类": "拖欠工资",
    "诉求内容": "在样例工地做工三个月，工资一直没有结清，多次催要没有结果。",
    "发生地点": "样例镇样例路1号",
    "登记渠道": "窗口",
    "登记时间": f"{_DAY}9时",
    "登记单位": _UNIT,
    "受理时间": f"{_DAY}9时20分",
    "办理期限": "2026年3月23日18时",
    "原定期限": "2026年3月16日18时",
    "主办单位": "样例县人社局",
    "协办单位": "样例县住建局、样例镇政府",
    "紧急程度": "一般",
    "事项等级": "一般",
    "诉求人": "某甲（000****0000）",
    "不予受理原因": "已经进入诉讼程序",
}
OF_EVERY_DISPUTE: Final[Mapping[str, str]] = {
    "当事人": "申请人：某甲，样例村1组\n被申请人：样例建筑公司，样例镇样例路1号",
    "当事人称谓": "申请人、被申请人",
    "调解组织": "样例镇人民调解委员会",
    "法定途径": "1. 劳动仲裁：可以向劳动人事争议仲裁委员会申请。\n2. 诉讼：可以依法向人民法院起诉。",
    "协议文号": SPECIMEN,
}
OF_SOME: Final[Mapping[str, str]] = {
    "交办单位": "样例县人社局",
    "签收期限": "2026年3月9日11时",
    "提级原因": "涉及多个乡镇，本级难以协调。",
    "导入途径": "行政裁决",
    "建议渠道": "请向受理案件的人民法院查询。",
    "办理结果": "欠薪已经全部发放，某甲当场签收。",
    "办结时间": "2026年3月18日16时",
    "时限情况": "按期办结",
    "回访时间": "2026年3月19日10时",
    "解决情况": "已解决",
    "满意程度": "满意",
    "回访意见": "办得快，说得清楚。",
    "被督办单位": "样例县人社局",
    "触发原因": "超期未办结",
    "答复期限": "2026年3月12日18时",
    "延期理由": "需要向用工单位调取考勤记录。",
    "延长时间": "5个工作日",
    "会商次数": "第1次",
    "会商时间": f"{_DAY}14时",
    "参加人数": "5人",
    "会商意见": "由人社局牵头核定欠薪数额，住建局督促总包单位垫付。",
    "会商任务": "样例县人社局\n样例县住建局",
    "包案领导": "某某（样例县副县长）",
    "复核日期": "2026年4月9日",
    "调解次数": "第1次",
    "调解时间": "2026年3月11日9时",
    "调解地点": "样例镇调解室",
    "调解方式": "当面",
    "到场人员": "申请人：某甲\n被申请人：样例建筑公司",
    "调解员": "某调解员",
    "调解记录": "申请人说明做工天数和约定工价。\n被申请人认可欠薪，希望分两期支付。",
    "调解结果": "达成协议",
    "不成原因": "原因：双方对数额的意见相差较大",
    "纠纷事实": "申请人在被申请人的样例工地做工三个月，工资没有结清。",
    "争议事项": "工资数额和支付时间",
    "各方责任": "被申请人承担支付责任。",
    "协议内容": "（一）被申请人分两期向申请人支付工资12000元。\n（二）款项付清后，双方就此事再无争议。",
    "协议版本": "第1版",
    "协议校验值": "00000000 00000000 00000000 00000000",
    "履行方式": "分期履行，人民币12000元（壹万贰仟元整）。",
    "分期履行": "第1期：2026年3月31日前，人民币6000元；第2期：2026年4月30日前，人民币6000元；",
    "履行要点": "被申请人支付工资",
    "履行情况": "第1期已付",
    "履行期限": "2026年4月30日",
    "协议生效": "2026年3月11日",
    "司法确认截止": "2026年4月10日",
    "履行时间": "2026年3月31日10时",
    "履行金额": "人民币6000元（陆仟元整）",
    "履行凭证": "银行转账回单",
    "凭证种类": "转账记录",
    "应履行金额": "人民币12000元（壹万贰仟元整）",
    "累计履行": "人民币6000元（陆仟元整）",
    "尚未履行": "人民币6000元（陆仟元整）",
    "告知事由": "经调解未能达成协议",
    "申请法院": "样例县人民法院",
    "申请时间": "2026年3月20日9时",
    "裁定结果": "裁定有效",
    "裁定文号": SPECIMEN,
    "裁定说明": "裁定书另附。",
}
_TABLES: Final[Mapping[str, Grid]] = {
    "分期履行": Grid(
        ("期次", "履行期限", "金额"),
        (("第1期", "2026年3月31日前", "人民币6000元"), ("第2期", "2026年4月30日前", "人民币6000元")),
        (2, 4, 8),
        title="分期履行",
    ),
    "履行要点": Grid(
        ("条款", "由谁履行", "履行什么", "金额", "何时", "以何证明"),
        (("（一）", "被申请人", "支付工资", "12000元", "4月30日前", "转账回单"),),
        (3, 4, 5, 4, 6, 5),
        title="履行要点（摘自协议条款，以条款原文为准）",
    ),
    "履行情况": Grid(
        ("期次", "履行期限", "应付（元）", "已付（元）", "尚欠（元）"),
        (("第1期", "2026年3月31日前", "6,000.00", "6,000.00", "0.00"),),
        (2, 4, 3, 3, 3),
        title="至本次履行为止的履行情况",
    ),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A template as a paper of the made-up matter; `silent` are the places that such a paper leaves empty."""

    paper: Paper
    silent: frozenset[str]


def places_of(template: str) -> tuple[str, ...]:
    """The places that a paper of a template fills: every paper's, a dispute's, and those of its own shipped text."""
    return tuple(_values(template))


def sample(template: str, *, title: str, body: str, at: datetime) -> Sample:
    """The paper as it would be printed with these words. An empty text is the shipped one, as in printing."""
    text, values = body if body.strip() else default_body(template), _values(template)
    tables = {name: grid for name, grid in _TABLES.items() if name in values}
    paper = laid_out(
        template,
        title=title,
        number=SPECIMEN,
        code=SPECIMEN,
        blocks=blocks_of(filled(text, values, frozenset(tables)), tables),
        at=at,
        issuer=_UNIT,
        qr=SPECIMEN,
    )
    return Sample(paper, places_in(text) - values.keys())


def _values(template: str) -> dict[str, str]:
    own = places_in(default_body(template))
    known = dict(OF_EVERY_PAPER)
    if own & OF_EVERY_DISPUTE.keys():
        known |= OF_EVERY_DISPUTE
    return known | {name: words for name, words in {**OF_EVERY_DISPUTE, **OF_SOME}.items() if name in own}
