"""The other lawful ways that stand open beside mediation, with the limits that the law sets (DOMAIN 2.6).

For information: the platform runs none of these procedures, and what they ask is for the bodies that run them to say.
"""

from typing import Final

COURT: Final = (
    "向有管辖权的人民法院起诉。一般民事纠纷的诉讼时效为三年，自知道或者应当知道权利受损害及义务人之日起计算。"
)
LAW_AID: Final = "经济困难的，可以向法律援助机构申请法律援助。"

_BY_GROUP: Final[dict[str, tuple[str, ...]]] = {
    "D03": (
        (
            "向劳动人事争议仲裁委员会申请仲裁。申请时效一般为一年；受理决定五日内作出，裁决四十五日内作出，案情复杂的可以延长十五日。"
            "对裁决不服的，除一裁终局的外，可以自收到裁决书之日起十五日内起诉。"
        ),
        "拖欠工资等违法行为，可以向劳动保障监察机构投诉，一般六十个工作日内办结。",
    ),
    "D07": ("向市场监督管理部门投诉，受理决定七个工作日内作出。",),
    "D08": ("申请医疗损害鉴定，或者向卫生健康主管部门申请处理。",),
    "D10": (
        "对征收、补偿等行政决定不服的，可以自知道之日起六十日内申请行政复议，或者自知道之日起六个月内提起行政诉讼。",
    ),
    "D11": (
        "土地所有权、使用权和林权争议，向人民政府申请处理（行政裁决）；对处理决定不服的，可以依法复议、起诉。",
        "农村土地承包经营纠纷，可以向农村土地承包仲裁委员会申请仲裁，一般六十日内结束。",
    ),
}


def other_ways(category: str) -> tuple[str, ...]:
    """The ways for a dispute of this category, numbered, the special ones first; a court stands open for every one."""
    ways = (*_BY_GROUP.get(category[:3], ()), COURT, LAW_AID)
    return tuple(f"{number}. {way}" for number, way in enumerate(ways, start=1))
