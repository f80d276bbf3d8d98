"""Everything that can be answered instead of what was asked: problem details (RFC 9457) in Chinese and English.

One table maps a code to status, words and what to do next; the rules' own refusals bring theirs along.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse

from fengqiao.shared.refused import WORDS, Refusal, Refused, Words

DOOR: Final[Mapping[str, Words]] = {
    "malformed_body": Words(
        400,
        "内容不是有效的 JSON。",
        "请检查请求内容的格式和编码（UTF-8）。",
        "The body is not valid JSON.",
        "Check the syntax and the encoding (UTF-8).",
    ),
    "malformed_form": Words(
        400,
        "上传的表单不完整或无法识别。",
        "请以 multipart/form-data 重新上传，照片放在 file 一项中。",
        "The uploaded form is incomplete or cannot be read.",
        "Send it again as multipart/form-data, with the photo in the part named file.",
    ),
    "malformed_request": Words(
        400,
        "请求无法识别。",
        "请检查网址、参数和请求头。",
        "The request cannot be understood.",
        "Check the address, its parameters and the headers.",
    ),
    "unknown_host": Words(
        400,
        "本系统不以这个主机名提供服务。",
        "请使用管理员公布的网址；管理员可在 FENGQIAO_HOSTS 中添加主机名。",
        "This system is not served under that host name.",
        "Use the published address; the administrator adds names to FENGQIAO_HOSTS.",
    ),
    "signed_out": Words(
        401,
        "您尚未登录，或登录已超时。",
        "请重新登录后再试。",
        "You are not signed in, or the session has ended.",
        "Sign in and try again.",
    ),
    "token_required": Words(
        401,
        "信号来源未通过验证。",
        "请使用管理员为该来源签发的令牌。",
        "The source of signals was not recognised.",
        "Use the token that the administrator gave out for this source.",
    ),
    "second_factor_missing": Words(
        403,
        "请先绑定动态口令。",
        "在登录页完成绑定后即可使用。",
        "Enrol a second factor first.",
        "Finish the enrolment on the sign-in page.",
    ),
    "csrf": Words(
        403,
        "页面已过期。",
        "请刷新后重试。",
        "The CSRF token is missing or stale.",
        "Reload the page and try again.",
    ),
    "not_your_post": Words(
        403,
        "您没有所选的岗位。",
        "请选择自己现有的岗位。",
        "You do not hold the post that was named.",
        "Choose one of your own posts.",
    ),
    "not_found": Words(
        404,
        "没有找到。",
        "请核对编号或网址。",
        "There is nothing here.",
        "Check the code or the address.",
    ),
    "no_match": Words(
        404,
        "编号与电话后四位（或查询密码）不符。",
        "请核对后再试；连续五次有误将锁定一小时。二维码不受影响。",
        "The code does not fit the four digits or the PIN.",
        "Check and try again; five wrong tries lock it for an hour. The QR code always opens.",
    ),
    "no_such_method": Words(
        405,
        "这个网址不支持这种请求方法。",
        "请按接口说明（/api/v1/openapi.json）选择方法。",
        "This address does not take this method.",
        "See /api/v1/openapi.json for the methods it takes.",
    ),
    "lost_race": Words(
        409,
        "该事项刚被其他人更新。",
        "请刷新后查看最新情况再办理。",
        "Somebody else has just changed this matter.",
        "Reload it, look again, and repeat if it is still needed.",
    ),
    "key_reused": Words(
        409,
        "同一个幂等键已用于另一次提交。",
        "请为新的提交生成新的 Idempotency-Key。",
        "This Idempotency-Key belongs to another write.",
        "Make a new key for a new write.",
    ),
    "body_too_large": Words(
        413,
        "内容太大。",
        "请减少内容；照片每张不超过 20 MB。",
        "The request is too large.",
        "Send less; a photo has at most 20 MB.",
    ),
    "unsupported_type": Words(
        415,
        "不支持这种内容类型。",
        "请以 application/json 发送；照片以 multipart/form-data 发送。",
        "This content type is not supported.",
        "Send application/json; photos as multipart/form-data.",
    ),
    "tracking_locked": Words(
        429,
        "多次输入有误，查询已锁定一小时。",
        "请稍后再试，或扫描受理单上的二维码。",
        "Too many wrong tries: this way is locked for an hour.",
        "Try later, or scan the QR code of the receipt.",
    ),
    "uploads_full": Words(
        429,
        "现在收到的照片太多，暂时收不下。",
        "请先把文字提交，稍后凭回执补充照片。",
        "Too many photos are waiting; none can be taken just now.",
        "Send the words first and add photos later with the receipt.",
    ),
    "no_space": Words(
        507,
        "服务器存储空间已满，内容没有保存。",
        "请保留已填写的内容，并请管理员腾出磁盘空间后再提交。",
        "The server's disk is full; nothing was saved.",
        "Keep what you have written; the administrator has to make room first.",
    ),
    "server_error": Words(
        500,
        "系统出错，已经记录。",
        "请稍后再试；仍有问题请联系管理员。",
        "Something went wrong; it has been recorded.",
        "Try again later, and tell the administrator if it stays.",
    ),
    "database_away": Words(
        503,
        "系统暂时不可用。",
        "请稍后再试，已填写的内容请保留。",
        "The system is away for a moment.",
        "Try again shortly; keep what you have written.",
    ),
    "fonts_missing": Words(
        503,
        "本系统缺少文书字体，暂时不能制作文书。",
        "请联系管理员安装字体后再试，事项本身不受影响。",
        "The fonts for papers are missing, so none can be made.",
        "Ask the administrator to install them; the matter itself is untouched.",
    ),
    "not_ready": Words(
        503,
        "本县数据尚未导入。",
        "请管理员先导入县模板。",
        "This county has not been loaded yet.",
        "The administrator loads the county template first.",
    ),
}
"""What the door itself says no to; codes of rules stand in `shared.refused.WORDS`."""


_ABOUT: Final = {Refusal.PURPOSE_REQUIRED: "purpose", Refusal.REASON_REQUIRED: "reason"}
"""The field that a refusal is about where the rule names none."""

POLICY: Final = "default-src 'none'; frame-ancestors 'none'"


def speaks_english(request: HttpRequest) -> bool:
    """Whether the sentences are wanted in English: the first language that is named, Chinese by default."""
    return bool(request.META.get("HTTP_ACCEPT_LANGUAGE", "").strip()[:2].lower() == "en")


def problem(
    request: HttpRequest,
    code: str,
    *,
    words: Words | None = None,
    field: str = "",
    zh: str = "",
    en: str = "",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Answer with the words of a code; `zh` and `en` say what is special, `more` are further members."""
    words = words or DOOR[code]
    english = speaks_english(request)
    said_en = sentence(words, en, english=True)
    body = {
        "type": f"urn:fengqiao:problem:{code}",
        "title": words.en if english else words.zh,
        "status": words.status,
        "code": code,
        "field": field,
        "detail": said_en if english else sentence(words, zh, english=False),
        "next": words.en_next if english else words.zh_next,
        "detail_en": said_en,
        "next_en": words.en_next,
        **(more or {}),
    }
    return plain_answer(msgspec.json.encode(body), "application/problem+json", words.status)


def sentence(words: Words, special: str = "", *, english: bool) -> str:
    """What is wrong, as a whole sentence: a rule's own few words, else those of its code."""
    if not english:
        return _closed(special or words.zh, stop="。")
    said = special or words.en
    first = said.partition(" ")[0]
    # A code or a value in front stays as it is.
    return _closed(said[:1].upper() + said[1:] if first.isalpha() else said, stop=".")


def _closed(said: str, *, stop: str) -> str:
    return said if said.endswith(("。", "！", "？", ".", "!", "?")) else said + stop


def plain_answer(body: bytes, kind: str, status: int = 200) -> HttpResponse:
    """Bytes as they are, with the strictest policy: nothing that the API answers runs or loads anything."""
    response = HttpResponse(body, status=status, content_type=kind)
    response["Content-Security-Policy"] = POLICY
    return response


def refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Answer a rule's refusal, with the field it names and its facts (a deadline, what is missing)."""
    return problem(
        request,
        refused.code.value,
        words=WORDS[refused.code],
        field=refused.field or _ABOUT.get(refused.code, ""),
        zh=refused.zh,
        en=refused.en,
        more={"facts": refused.facts} if refused.facts else None,
    )


class Stopped(Exception):  # noqa: N818  it is an answer, not an error
    """The door stops a request with a code of its table."""

    def __init__(self, code: str, *, field: str = "", zh: str = "", en: str = "", **more: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.zh = zh
        self.en = en
        self.more = more


def stopped(request: HttpRequest, stop: Stopped) -> HttpResponse:
    """Answer what the door stopped."""
    answer = problem(request, stop.code, field=stop.field, zh=stop.zh, en=stop.en, more=stop.more)
    if "retry_after" in stop.more:
        answer["Retry-After"] = str(stop.more["retry_after"])
    return answer
