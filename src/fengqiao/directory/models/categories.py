"""The tree of categories: what a matter is about and what follows by default (DOMAIN section 3)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from fengqiao.clocks import Limit, LimitUnit
from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.units import UnitType
from fengqiao.matters.categories import Holder, Kind, Lane, Urgency

KINDS = choices(
    (Kind.DISPUTE, "矛盾纠纷", "Dispute"),
    (Kind.CITY_EVENT, "城市管理事件", "City event"),
    (Kind.CITY_COMPONENT, "城市管理部件", "City component"),
    (Kind.HAZARD, "安全隐患", "Hazard"),
    (Kind.CONSULTATION, "咨询", "Consultation"),
    (Kind.HELP, "求助", "Help"),
    (Kind.COMPLAINT, "投诉", "Complaint"),
    (Kind.REQUEST, "诉求", "Request"),
    (Kind.REPORT, "举报", "Report"),
    (Kind.SUGGESTION, "意见建议", "Suggestion"),
)
URGENCIES = choices((Urgency.NORMAL, "普通", "Normal"), (Urgency.URGENT, "紧急", "Urgent"))
LANES = choices(
    (Lane.GENERAL, "一般", "General"), (Lane.ONE_THING, "一件事", "One thing"), (Lane.HARD, "疑难", "Hard")
)
HOLDERS = choices(
    (Holder.DEPARTMENT, "部门", "Department"),
    (Holder.TOWN, "镇街", "Town"),
    (Holder.COMMUNITY, "村社区", "Community"),
    (Holder.RESIDENTS, "居民自理", "Residents themselves"),
)
LIMIT_UNITS = choices(
    (LimitUnit.HOUR, "小时", "Hours"),
    (LimitUnit.WORKING_HOUR, "工作小时", "Working hours"),
    (LimitUnit.WORKING_DAY, "工作日", "Working days"),
    (LimitUnit.CALENDAR_DAY, "日", "Calendar days"),
)


class Category(DirectoryModel):
    """A node of the tree; matters are filed under leaves. The limit is the county's own handling target."""

    code = models.CharField(label("代码", "Code"), max_length=20, validators=[row_code])
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True,
        verbose_name=label("上级分类", "Category above"),
    )  # fmt: skip
    is_leaf = models.BooleanField(label("末级", "Leaf"), default=True)
    name_zh = models.CharField(label("名称", "Name"), max_length=60)
    name_en = models.CharField(label("英文名", "English name"), max_length=120, blank=True)
    kind = models.CharField(label("事项类型", "Kind"), max_length=20, choices=KINDS)
    default_unit_type = models.ForeignKey(
        UnitType, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=label("默认承办单位类型", "Default unit type"),
    )  # fmt: skip
    co_unit_types = CodeList(label("协办单位类型", "Assisting unit types"), models.CharField(max_length=60))
    urgency = models.CharField(
        label("紧急程度", "Urgency"), max_length=8, choices=URGENCIES, default=Urgency.NORMAL.value
    )
    limit_amount = models.PositiveSmallIntegerField(label("办理时限", "Limit"), null=True, blank=True)
    limit_unit = models.CharField(
        label("时限单位", "Limit unit"), max_length=13, choices=LIMIT_UNITS, blank=True
    )
    lane = models.CharField(
        label("流转通道", "Lane"), max_length=10, choices=LANES, default=Lane.GENERAL.value
    )
    holder = models.CharField(
        label("权责主体", "Holder"), max_length=12, choices=HOLDERS, default=Holder.DEPARTMENT.value
    )
    keywords = CodeList(label("关键词", "Keywords"), models.CharField(max_length=60))
    legal_ref = models.TextField(label("依据", "Legal reference"), blank=True)
    filing_condition = models.TextField(label("立案条件", "Filing condition"), blank=True)
    closing_condition = models.TextField(label("结案条件", "Closing condition"), blank=True)
    no_mediation = models.BooleanField(label("不得调解", "No mediation"), default=False)
    restricted = models.BooleanField(label("限制可见", "Restricted visibility"), default=False)
    confirmation_excluded = models.BooleanField(
        label("不予司法确认", "Excluded from judicial confirmation"), default=False
    )
    photos = models.BooleanField(label("办结须图片", "Photos needed"), default=False)
    confidence = models.CharField(label("时限可信度", "Confidence"), max_length=1, blank=True)
    note = models.CharField(label("备注", "Note"), max_length=300, blank=True)
    question_sets = models.JSONField(
        label("补充问题各版", "Editions of its questions"), default=list, db_default=[], editable=False
    )
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_category"
        verbose_name = verbose_name_plural = label("事项分类", "Category")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_category_code"),
            models.CheckConstraint(
                condition=models.Q(is_leaf=False)
                | models.Q(limit_amount__isnull=False, limit_amount__gte=1, default_unit_type__isnull=False)
                & ~models.Q(limit_unit=""),
                name="directory_category_leaf",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_zh}"

    def clean(self) -> None:
        """Refuse a leaf without limit or unit, unknown unit types, a parent that is a leaf, and circles."""
        super().clean()
        self.check_same_county("parent", "default_unit_type")
        if self.parent is not None and self.parent.is_leaf:
            raise ValidationError({"parent": label("上级分类不能是末级", "The category above is a leaf")})
        if self.is_leaf:
            self._check_leaf()
        known = UnitType.objects.filter(tenant=self.tenant, code__in=self.co_unit_types)
        unknown = set(self.co_unit_types) - set(known.values_list("code", flat=True))
        if unknown:
            words = "、".join(sorted(unknown))
            raise ValidationError(
                {"co_unit_types": label(f"没有这些单位类型：{words}", f"No such unit types: {words}")}
            )

    def _check_leaf(self) -> None:
        if self.default_unit_type is None:
            raise ValidationError(
                {
                    "default_unit_type": label(
                        "末级分类须有默认承办单位类型", "A leaf needs a default unit type"
                    )
                }
            )
        try:
            Limit(self.limit_amount or 0, LimitUnit(self.limit_unit))
        except ValueError:
            raise ValidationError(
                {"limit_amount": label("末级分类须有办理时限和单位", "A leaf needs a limit with its unit")}
            ) from None
