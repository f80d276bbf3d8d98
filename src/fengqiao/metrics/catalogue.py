"""The metrics by code, each with its name, formula in words and basis (DOMAIN 4.2)."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """Flow: happened in the period. Cohort: due in the period."""

    FLOW = "flow"
    COHORT = "cohort"


@dataclass(frozen=True, slots=True)
class Metric:
    """One metric: what stands above the line, what below, on which basis."""

    code: str
    name_zh: str
    name_en: str
    numerator: str
    denominator: str
    basis: Basis


_FLOW, _COHORT = Basis.FLOW, Basis.COHORT

METRICS: dict[str, Metric] = {
    metric.code: metric
    for metric in (
        Metric("acceptance_rate", "受理率", "Acceptance", "accepted", "registered valid", _FLOW),
        Metric(
            "accept_on_time_rate",
            "及时受理率",
            "Accepted in time",
            "accepted within the timer",
            "accepted",
            _FLOW,
        ),
        Metric(
            "dispatch_on_time_rate",
            "及时交办率",
            "Dispatched in time",
            "first dispatched within the timer",
            "dispatched",
            _FLOW,
        ),
        Metric(
            "sign_on_time_rate",
            "及时签收率",
            "Signed for in time",
            "signed within the timer",
            "orders issued",
            _COHORT,
        ),
        Metric(
            "completion_rate",
            "办结率",
            "Completion",
            "resolved in the period",
            "accepted in the period",
            _FLOW,
        ),
        Metric(
            "completion_rate_cohort",
            "应结办结率",
            "Completion of what was due",
            "resolved by then",
            "due in the period",
            _COHORT,
        ),
        Metric(
            "on_time_rate",
            "按时办结率",
            "Resolved in time",
            "resolved by the due",
            "due in the period",
            _COHORT,
        ),
        Metric(
            "on_time_rate_strict",
            "原期限按时办结率",
            "Resolved by the original limit",
            "resolved by the original due",
            "due by it",
            _COHORT,
        ),
        Metric(
            "overdue_rate",
            "逾期率",
            "Overdue",
            "resolved late or open past due",
            "due in the period",
            _COHORT,
        ),
        Metric("extension_rate", "延期率", "Extensions", "extended", "accepted", _FLOW),
        Metric("return_rate", "退单率", "Returns", "approved returns", "orders issued", _FLOW),
        Metric(
            "first_dispatch_accuracy",
            "一次派单准确率",
            "Right at the first dispatch",
            "never returned",
            "dispatched matters",
            _FLOW,
        ),
        Metric("rework_rate", "返工率", "Rework", "reworked or reopened", "resolved", _FLOW),
        Metric(
            "response_rate", "响应率", "Response", "contacted in time", "dispatched with a contact", _COHORT
        ),
        Metric("solution_rate", "解决率", "Solved", "visits that say solved", "effective visits", _COHORT),
        Metric(
            "satisfaction_rate",
            "满意率",
            "Satisfaction",
            "satisfied and basically satisfied",
            "effective visits",
            _COHORT,
        ),
        Metric(
            "three_rates_score",
            "三率综合分",
            "Score of the three rates",
            "weighted response, solution, satisfaction",
            "weights",
            _COHORT,
        ),
        Metric(
            "settlement_rate", "化解率", "Disputes settled", "settled disputes", "accepted disputes", _FLOW
        ),
        Metric(
            "mediation_success_rate",
            "调解成功率",
            "Mediations that reach an agreement",
            "agreements",
            "mediations ended",
            _FLOW,
        ),
        Metric(
            "performance_rate",
            "协议履行率",
            "Agreements performed by their day",
            "performed by the date",
            "performance due",
            _COHORT,
        ),
        Metric(
            "confirmation_rate",
            "司法确认率",
            "Agreements confirmed by a court",
            "confirmed",
            "written agreements eligible",
            _FLOW,
        ),
        Metric(
            "grassroots_share",
            "基层化解占比",
            "Settled in villages and towns",
            "settled at village and town",
            "all settled",
            _FLOW,
        ),
        Metric("repeat_rate", "重复诉求率", "Repeat requests", "repeat requests", "accepted", _FLOW),
        Metric(
            "average_hours",
            "平均办理时长",
            "Average handling time",
            "working hours from accepted to resolved",
            "resolved",
            _FLOW,
        ),
        Metric("coverage", "网格覆盖率", "Grids covered", "grids with a responsible post", "grids", _FLOW),
        Metric(
            "self_handle_share",
            "网格自办率",
            "Handled by the grid itself",
            "self-handled by grids",
            "reported by grids",
            _FLOW,
        ),
        Metric(
            "whistle_report_rate",
            "报到率",
            "Units that came to a whistle",
            "units that came in time",
            "units called",
            _FLOW,
        ),
        Metric("supervision_rate", "督办率", "Supervised", "supervised", "accepted", _FLOW),
        Metric(
            "direct_answer_rate", "直接答复率", "Answered directly", "answered on the line", "received", _FLOW
        ),
        Metric("connection_rate", "接通率", "Calls connected", "answered", "calls queued", _FLOW),
        Metric(
            "ai_precision",
            "AI 识别准确率",
            "Precision of recognition",
            "confirmed",
            "confirmed and dismissed",
            _FLOW,
        ),
    )
}
