"""What must not be kept of anybody (DOMAIN 6.3): the names for the linter of the schema, the words for what people ask."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

FORBIDDEN: Final[Mapping[str, tuple[str, ...]]] = {
    "religion": ("宗教", "信仰", "信教", "教派", "faith", "religious", "church", "mosque"),
    "ethnicity": ("民族", "族别", "族裔", "种族", "ethnic", "race"),
    "ethnic_group": ("少数民族", "汉族", "回族", "藏族", "minority"),
    "nationality_group": (),
    "political_status": ("政治面貌", "政治立场", "政治倾向", "political", "politics"),
    "party_member": ("党员", "党派", "团员", "party membership"),
    "family_faction": ("宗族", "家族势力", "房头", "clan"),
    "origin_place": ("祖籍", "place of origin"),
    "face_vector": (
        "人脸",
        "面部",
        "脸部",
        "刷脸",
        "facial",
        "face recognition",
        "face photo",
        "face picture",
    ),
    "face_id": (),
    "gait": ("步态",),
    "voice_print": ("声纹", "voiceprint"),
    "plate_number": ("车牌", "号牌", "plate", "number plate", "licence plate", "license plate"),
    "person_risk_score": ("人员风险", "危险程度", "危险人员"),
    "person_score": ("个人评分", "积分"),
    "credit_score": ("信用分", "征信", "失信", "credit rating"),
    "behaviour_score": ("行为评分", "表现评分"),
    "watch_list": ("黑名单", "管控", "布控", "blacklist", "watchlist"),
    "key_person": ("重点人员", "重点人群", "重点人", "维稳"),
    "staff_location": (),
    "staff_track": ("轨迹", "行踪", "whereabouts"),
    "check_in": ("打卡",),
    "online_minutes": ("在线时长",),
    "upload_count": ("上传数量",),
    "worker_rank": ("排名",),
    "native_place": ("籍贯",),
    "hometown": ("老家", "原籍"),
    "birthplace": ("出生地", "place of birth"),
    "mediator_rank": (),
    "mediator_ranking": (),
    "mediator_score": (),
    "mediator_rating": (),
    "mediator_success": (),
    "success_count": (),
    "settled_count": (),
}
"""Each is left out for good (PRODUCT), with what people call it: the names are whole words, in any spelling."""

FORBIDDEN_NAMES: Final = tuple(FORBIDDEN)

_WORDS = re.compile(r"[^a-z0-9]+")


def forbidden(names: Iterable[str]) -> tuple[str, ...]:
    """Those names that carry a forbidden one as whole words, in any case or spelling, in the order given."""
    return tuple(name for name in names if _carries(name))


def forbidden_in(text: str) -> str:
    """The first word of a text that people wrote which asks for something forbidden; "" for none."""
    padded = _padded(text)
    for name, said in FORBIDDEN.items():
        for word in (name, *said):
            if (f"_{_joined(word)}_" in padded) if word.isascii() else word in text.replace(" ", ""):
                return word.replace("_", " ")
    return ""


def _carries(name: str) -> bool:
    padded = _padded(name)
    return any(f"_{word}_" in padded for word in FORBIDDEN_NAMES)


def _padded(text: str) -> str:
    return f"_{_joined(re.sub(r'(?<=[a-z0-9])(?=[A-Z])', '_', text))}_"


def _joined(words: str) -> str:
    return _WORDS.sub("_", words.lower()).strip("_")
