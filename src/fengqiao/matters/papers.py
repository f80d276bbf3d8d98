"""Papers (文书, DOMAIN 1.5): which nobody can do without, what must stand in them, and how they are numbered."""

from collections.abc import Mapping
from typing import Final

INDISPENSABLE: Final = frozenset(
    {
        "RIGHTS_NOTICE",
        "MEDIATION_RECORD",
        "MEDIATION_AGREEMENT",
        "ORAL_AGREEMENT_RECORD",
        "ROUTE_NOTICE",
        "REJECTION_NOTICE",
    }
)
"""What the dossier needs (DOMAIN 2.5), and what tells people their other ways; a county cannot switch these off."""

_AGREED: Final = frozenset({"当事人", "纠纷事实", "争议事项", "各方责任", "协议内容", "履行方式", "履行期限"})
REQUIRED: Final[Mapping[str, frozenset[str]]] = {
    "RIGHTS_NOTICE": frozenset({"当事人称谓"}),
    "MEDIATION_RECORD": frozenset({"当事人", "调解时间", "调解记录", "调解结果"}),
    "MEDIATION_AGREEMENT": _AGREED | {"司法确认截止", "当事人称谓"},
    "ORAL_AGREEMENT_RECORD": _AGREED,
    "ROUTE_NOTICE": frozenset({"法定途径"}),
    "REJECTION_NOTICE": frozenset({"不予受理原因", "建议渠道"}),
    "LETTER_SUPERVISE": frozenset({"答复期限"}),
    "CONFIRMATION_APPLICATION": frozenset({"申请法院", "当事人", "协议内容"}),
}
"""Places that a county's own wording must keep: what People's Mediation Law article 29 and the rules ask for."""

PLACES: Final = frozenset(
    [
        "事项编号",
        "文号",
        "代替文号",
        "制作单位",
        "制作时间",
        "县名",
        "中心电话",
        "诉求分类",
        "诉求内容",
        "发生地点",
        "登记渠道",
        "登记时间",
        "登记单位",
        "受理时间",
        "办理期限",
        "主办单位",
        "协办单位",
        "紧急程度",
        "事项等级",
        "诉求人",
        "交办单位",
        "签收期限",
        "提级原因",
        "导入途径",
        "不予受理原因",
        "建议渠道",
        "办理结果",
        "办结时间",
        "时限情况",
        "回访时间",
        "解决情况",
        "满意程度",
        "回访意见",
        "被督办单位",
        "触发原因",
        "答复期限",
        "延期理由",
        "延长时间",
        "原定期限",
        "会商次数",
        "会商时间",
        "参加人数",
        "会商意见",
        "会商任务",
        "包案领导",
        "复核日期",
        "当事人",
        "当事人称谓",
        "调解组织",
        "调解次数",
        "调解时间",
        "调解地点",
        "调解方式",
        "到场人员",
        "调解员",
        "调解记录",
        "调解结果",
        "不成原因",
        "纠纷事实",
        "争议事项",
        "各方责任",
        "协议内容",
        "协议文号",
        "协议版本",
        "协议校验值",
        "履行方式",
        "分期履行",
        "履行要点",
        "履行情况",
        "履行期限",
        "协议生效",
        "司法确认截止",
        "履行时间",
        "履行金额",
        "履行凭证",
        "凭证种类",
        "应履行金额",
        "累计履行",
        "尚未履行",
        "告知事由",
        "法定途径",
        "申请法院",
        "申请时间",
        "裁定结果",
        "裁定文号",
        "裁定说明",
    ]
)
"""Every place that is ever filled."""

COMMITTEE: Final = "人民调解委员会"
COMMITTEES_OWN: Final = "人调"


def series_of(*, year: int, unit: str, short_name: str, word: str) -> str:
    """What stands before the running number, e.g. （2026）望人调字: numbers count up within it.

    A unit without a short name is called by its whole one, a mediation committee without the words that 人调 says.
    """
    called = short_name or unit
    if not short_name and word.startswith(COMMITTEES_OWN):
        called = unit.removesuffix(COMMITTEE) or unit
    return f"（{year}）{called}{word}"


def number_in(series: str, n: int) -> str:
    """The number of a paper as it is printed."""
    return f"{series}第{n}号"
