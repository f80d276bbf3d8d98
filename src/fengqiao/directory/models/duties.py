"""The duty directory (职责清单) in numbered versions with effective dates."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from fengqiao.directory.areas import check_area
from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel
from fengqiao.directory.models.categories import HOLDERS, LANES, Category
from fengqiao.directory.models.units import Unit
from fengqiao.dispatch.duty import DutySource
from fengqiao.matters.categories import Holder, Lane

SOURCES = choices(
    (DutySource.TEMPLATE, "模板", "Template"),
    (DutySource.EDIT, "编制", "Edited"),
    (DutySource.RULING, "裁定", "Ruling"),
)
_prefix = RegexValidator(
    r"\A[A-Za-z0-9]*\Z", label("填分类代码或其开头几位", "A category code or the beginning of one")
)


class DutyVersion(DirectoryModel):
    """An edition of the duty directory. It is a draft until published; then neither it nor its lines change.

    In force at a moment is the published version with the latest `effective_from` up to it, and of those that
    began together the one with the highest number.
    """

    number = models.PositiveIntegerField(label("版次", "Number"))
    effective_from = models.DateTimeField(label("生效时间", "Effective from"))
    published_at = models.DateTimeField(label("发布时间", "Published"), null=True, blank=True, editable=False)
    note = models.CharField(label("说明", "Note"), max_length=300, blank=True)

    class Meta:
        db_table = "directory_dutyversion"
        verbose_name = verbose_name_plural = label("职责清单版本", "Duty directory version")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "number"], name="directory_dutyversion_number")
        ]

    def __str__(self) -> str:
        return label(f"第{self.number}版", f"version {self.number}").__str__()

    @property
    def is_draft(self) -> bool:
        """Whether it may still be edited."""
        return self.published_at is None


class DutyLine(DirectoryModel):
    """Category × place → lead and co-units. A category may be the beginning of a code, a place any area or none."""

    version = models.ForeignKey(
        DutyVersion, models.PROTECT, related_name="lines", verbose_name=label("版本", "Version")
    )
    category = models.CharField(
        label("分类", "Category"), max_length=20, blank=True, validators=[_prefix],
        help_text=label("分类代码或其开头，空为全部", "A code or the beginning of one; empty for all"),
    )  # fmt: skip
    area = models.CharField(
        label("区划", "Area"), max_length=17, blank=True, validators=[check_area],
        help_text=label("空为全县", "Empty for the whole county"),
    )  # fmt: skip
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=label("主办", "Lead"))
    co = CodeList(label("协办", "Assists"), models.CharField(max_length=60))
    lane = models.CharField(
        label("流转通道", "Lane"), max_length=10, choices=LANES, default=Lane.GENERAL.value
    )
    holder = models.CharField(
        label("权责主体", "Holder"), max_length=12, choices=HOLDERS, default=Holder.DEPARTMENT.value
    )
    source = models.CharField(
        label("来源", "Source"), max_length=8, choices=SOURCES, default=DutySource.EDIT.value
    )
    basis = models.CharField(label("依据", "Basis"), max_length=500, blank=True)
    matter_code = models.CharField(label("裁定事项", "Ruled on matter"), max_length=40, blank=True)

    class Meta:
        db_table = "directory_dutyline"
        verbose_name = verbose_name_plural = label("职责清单条目", "Duty line")
        constraints = [
            models.UniqueConstraint(fields=["version", "category", "area"], name="directory_dutyline_key")
        ]

    def __str__(self) -> str:
        return f"{self.category or '*'} × {self.area or '*'} → {self.lead.name_zh}"

    def clean(self) -> None:
        """Refuse edits of a published version, unknown categories and units, and places outside the county."""
        super().clean()
        self.check_same_county(*(name for name in ("version", "lead") if getattr(self, f"{name}_id")))
        if self.version_id and not self.version.is_draft:
            raise ValidationError(
                {
                    "version": label(
                        "已发布的版本不能改，请新建版本", "A published version is closed; make a new one"
                    )
                }
            )
        if self.area and not self.area.startswith(self.tenant):
            raise ValidationError({"area": label("区划不在本县", "The area is not in this county")})
        categories = Category.objects.filter(tenant=self.tenant, code__startswith=self.category)
        if self.category and not categories.exists():
            raise ValidationError({"category": label("没有以此开头的分类", "No category begins like this")})
        self._check_units()

    def _check_units(self) -> None:
        if self.lead_id and self.lead.code in self.co:
            raise ValidationError({"co": label("主办单位不能同时协办", "The lead cannot assist itself")})
        units = Unit.objects.filter(tenant=self.tenant, code__in=self.co)
        unknown = set(self.co) - set(units.values_list("code", flat=True))
        if unknown:
            words = "、".join(sorted(unknown))
            raise ValidationError({"co": label(f"没有这些单位：{words}", f"No such units: {words}")})
