"""What a rule answers when it says no, and the words a person reads then."""

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """Refusal codes (DOMAIN 2.10, RULINGS 31)."""

    NOT_ALLOWED_FOR_POST = "not_allowed_for_post"
    WRONG_STATE = "wrong_state"
    INVALID_DATA = "invalid_data"
    NOT_INVOLVED_UNIT = "not_involved_unit"
    OWN_RESULT_NOT_APPROVABLE = "own_result_not_approvable"
    REASON_REQUIRED = "reason_required"
    PURPOSE_REQUIRED = "purpose_required"
    PHOTOS_REQUIRED = "photos_required"
    ASSISTS_UNFINISHED = "assists_unfinished"
    RETURN_WINDOW_CLOSED = "return_window_closed"
    RETURN_NEEDS_BASIS = "return_needs_basis"
    FURTHER_RETURN_FORBIDDEN = "further_return_forbidden"
    EXTENSION_AFTER_DUE = "extension_after_due"
    EXTENSION_LIMIT_REACHED = "extension_limit_reached"
    REOPEN_LIMIT_REACHED = "reopen_limit_reached"
    DOSSIER_INCOMPLETE = "dossier_incomplete"
    MEDIATION_FORBIDDEN = "mediation_forbidden"
    MEDIATION_FORBIDDEN_FOR_DOMESTIC_VIOLENCE = "mediation_forbidden_for_domestic_violence"
    CONFIRMATION_EXCLUDED_PROPERTY_RIGHT = "confirmation_excluded_property_right"
    JOINT_APPLICATION_REQUIRED = "joint_application_required"
    CONFIRMATION_WINDOW_CLOSED = "confirmation_window_closed"
    CONSENT_MISSING = "consent_missing"
    TIME_TAKEN = "time_taken"


@dataclass(frozen=True, slots=True)
class Words:
    """How a refusal reads: HTTP status, what is wrong and what to do next, in Chinese and in English."""

    status: int
    zh: str
    zh_next: str
    en: str
    en_next: str


WORDS: dict[Refusal, Words] = {
    Refusal.NOT_ALLOWED_FOR_POST: Words(
        403,
        "您的岗位不能办理这一步。",
        "请由有此职责的岗位办理，或请管理员核对岗位设置。",
        "Your post may not do this.",
        "Ask a post that has this duty, or have the administrator check your posts.",
    ),
    Refusal.WRONG_STATE: Words(
        409,
        "事项目前的状态不能办理这一步。",
        "请刷新后查看当前状态和下一步。",
        "The matter's present state does not allow this.",
        "Reload and look at its state and next step.",
    ),
    Refusal.INVALID_DATA: Words(
        400,
        "填写的内容有误。",
        "请按提示修改标出的字段。",
        "Something that was filled in is not right.",
        "Correct the field that is named.",
    ),
    Refusal.NOT_INVOLVED_UNIT: Words(
        403,
        "本事项没有交给您的单位。",
        "需要了解情况时，请联系主办单位或县综治中心。",
        "This matter is not with your unit.",
        "Ask the lead unit or the county centre.",
    ),
    Refusal.OWN_RESULT_NOT_APPROVABLE: Words(
        403,
        "办理或交办本事项的人和单位不能审核自己的结果。",
        "请由其他单位的跟踪督办岗或值班领导审核。",
        "Whoever handled or dispatched a matter may not approve its result.",
        "Have a supervisor of another unit or the duty leader approve it.",
    ),
    Refusal.REASON_REQUIRED: Words(
        400,
        "请填写理由。",
        "写明理由或依据后再提交。",
        "A reason is required.",
        "State the reason or basis and submit again.",
    ),
    Refusal.PURPOSE_REQUIRED: Words(
        400,
        "查询个人信息须写明用途。",
        "填写用途后再查；查询会留痕，群众可以看到。",
        "Looking up personal data needs a purpose.",
        "State the purpose; the look-up is recorded and the citizen sees it.",
    ),
    Refusal.PHOTOS_REQUIRED: Words(
        400,
        "本事项带图片受理，提交结果时须有处置后照片。",
        "请拍摄或上传处置后照片。",
        "This matter came in with a picture, so its result needs one too.",
        "Attach a photo taken after the work.",
    ),
    Refusal.ASSISTS_UNFINISHED: Words(
        409,
        "还有协办单位未反馈。",
        "请等协办单位反馈，或请跟踪督办岗免除该协办。",
        "An assisting unit has not submitted yet.",
        "Wait for it, or ask the supervisor to waive it.",
    ),
    Refusal.RETURN_WINDOW_CLOSED: Words(
        409,
        "退单期限已过。",
        "请继续办理；职责有争议的，请协调调度岗裁定。",
        "The time for returning this order has passed.",
        "Go on handling it; the coordinator rules on disputed duties.",
    ),
    Refusal.RETURN_NEEDS_BASIS: Words(
        400,
        "退单须写明建议单位或依据。",
        "请选择建议承办单位，或引用职责清单、法规条文。",
        "A return needs a suggested unit or a basis.",
        "Name the unit you suggest, or quote the duty line or law.",
    ),
    Refusal.FURTHER_RETURN_FORBIDDEN: Words(
        409,
        "主办单位已经裁定，不得再退单。",
        "请按裁定办理；有新情况请联系协调调度岗。",
        "The lead unit has been ruled; it may not be returned again.",
        "Handle it as ruled; tell the coordinator of new facts.",
    ),
    Refusal.EXTENSION_AFTER_DUE: Words(
        409,
        "期限已过，不能再申请延期。",
        "请尽快办结，并说明逾期原因。",
        "The limit has passed; an extension must be asked for before it.",
        "Finish the matter soon and state why it is late.",
    ),
    Refusal.EXTENSION_LIMIT_REACHED: Words(
        409,
        "延期次数已用完。",
        "请在期限内办结；确实不能解决的，可申请挂账。",
        "No further extension is possible.",
        "Finish within the limit, or ask to shelve what cannot be solved now.",
    ),
    Refusal.REOPEN_LIMIT_REACHED: Words(
        409,
        "重办次数已用完。",
        "请协调调度岗召集会商，可作解释结案。",
        "The matter cannot be reopened again.",
        "The coordinator holds a consultation and may close it with an explanation.",
    ),
    Refusal.DOSSIER_INCOMPLETE: Words(
        409,
        "卷宗材料不齐，不能归档。",
        "请补齐所列材料。",
        "The dossier is incomplete.",
        "Add the items that are listed.",
    ),
    Refusal.MEDIATION_FORBIDDEN: Words(
        409,
        "本类事项不得导入调解。",
        "请交办有法定职责的单位。",
        "This kind of matter must not be mediated.",
        "Dispatch it to the unit that has the duty by law.",
    ),
    Refusal.MEDIATION_FORBIDDEN_FOR_DOMESTIC_VIOLENCE: Words(
        409,
        "家庭暴力不得调解。",
        "请先交公安派出所处置，并联系妇联；情况紧急请拨打110。",
        "Domestic violence must not be mediated.",
        "Dispatch it to the police station and the women's federation; in an emergency dial 110.",
    ),
    Refusal.CONFIRMATION_EXCLUDED_PROPERTY_RIGHT: Words(
        409,
        "涉及权属、身份关系的协议不能申请司法确认。",
        "请告知当事人其他法定途径。",
        "Agreements on property rights or family status cannot be judicially confirmed.",
        "Tell the parties which other legal routes are open.",
    ),
    Refusal.JOINT_APPLICATION_REQUIRED: Words(
        409,
        "司法确认须由各方当事人共同申请。",
        "请各方当事人共同提出申请。",
        "All parties must apply together for judicial confirmation.",
        "Have all parties apply together.",
    ),
    Refusal.CONFIRMATION_WINDOW_CLOSED: Words(
        409,
        "申请司法确认的三十日期限已过。",
        "请告知当事人可就协议向人民法院起诉。",
        "The 30 days for judicial confirmation have passed.",
        "Tell the parties that they may sue on the agreement.",
    ),
    Refusal.CONSENT_MISSING: Words(
        409,
        "尚未取得各方当事人同意调解。",
        "请先征询并记录各方意愿。",
        "Not all parties have agreed to mediation.",
        "Ask each party and record the answers first.",
    ),
    Refusal.TIME_TAKEN: Words(
        409,
        "该时段已被占用。",
        "请在日历上另选时段、房间或调解员。",
        "That time is taken.",
        "Choose another time, room or mediator in the calendar.",
    ),
}


class Refused(Exception):  # noqa: N818  a refusal is an answer, not an error
    """A rule says no: code, the field it is about (if one) and facts for the reader. It changes nothing."""

    def __init__(self, code: Refusal, *, field: str = "", zh: str = "", en: str = "", **facts: str) -> None:
        super().__init__(code.value)
        self.code = code
        self.field = field
        self.zh = zh
        self.en = en
        self.facts = facts

    @property
    def words(self) -> Words:
        """The general words of this code; `zh` and `en` add what is special to the case."""
        return WORDS[self.code]


def invalid(field: str, zh: str, en: str) -> Refused:
    """A refusal for wrong or missing data: names the field and says why in both languages."""
    return Refused(Refusal.INVALID_DATA, field=field, zh=zh, en=en)
