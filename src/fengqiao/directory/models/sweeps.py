"""Planned sweeps (排查): a campaign asks one question in many grids; each visit finds something or nothing.

A visit says where (grid and, at most, a named public place), when, and with what result; what was found becomes a
matter of its own, and only its code stands here. No person is named, neither those visited nor those who went.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.categories import Category
from fengqiao.directory.models.places import Grid, Place
from fengqiao.directory.models.units import Unit


class Campaign(DirectoryModel):
    """A sweep: what to look for, where and until when."""

    configures = False

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    name = models.CharField(label("名称", "Name"), max_length=100)
    question = models.CharField(
        label("排查事项", "Question"), max_length=300,
        help_text=label("例如：楼道是否堆放可燃物", "For example: is anything that burns stored on the stairs?"),
    )  # fmt: skip
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=label("发现问题的分类", "Category of what is found"),
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=label("牵头单位", "Lead unit")
    )
    starts_on = models.DateField(label("开始", "From"))
    ends_on = models.DateField(label("结束", "Until"))
    grids = CodeList(label("网格", "Grids"), models.CharField(max_length=20))
    is_open = models.BooleanField(label("进行中", "Open"), default=True)

    class Meta:
        db_table = "directory_campaign"
        verbose_name = verbose_name_plural = label("排查任务", "Sweep campaign")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_campaign_code"),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="directory_campaign_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse unknown grids, foreign units and an end before the start."""
        super().clean()
        self.check_same_county(*(name for name in ("unit", "category") if getattr(self, f"{name}_id")))
        if self.starts_on is not None and self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": label("结束早于开始", "It ends before it starts")})
        known = Grid.objects.filter(tenant=self.tenant, code__in=self.grids).values_list("code", flat=True)
        if unknown := set(self.grids) - set(known):
            words = "、".join(sorted(unknown))
            raise ValidationError({"grids": label(f"没有这些网格：{words}", f"No such grids: {words}")})


class SweepResult(models.TextChoices):
    """What a visit found."""

    NONE = "none", label("未发现", "None")
    FOUND = "found", label("发现问题", "Found")


class SweepVisit(DirectoryModel):
    """One visit of one grid in a campaign; what was found goes on as a matter."""

    configures = False

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="visits", verbose_name=label("排查任务", "Campaign")
    )
    grid = models.CharField(label("网格", "Grid"), max_length=20)
    place = models.ForeignKey(
        Place, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=label("地点", "Place")
    )
    result = models.CharField(label("结果", "Result"), max_length=5, choices=SweepResult.choices)
    on = models.DateField(label("日期", "Day"))
    matter_code = models.CharField(
        label("后续事项", "Follow-up matter"), max_length=40, blank=True,
        help_text=label("发现问题后登记的事项编号", "The matter that was registered for what was found"),
    )  # fmt: skip
    settled_on = models.DateField(label("整改完成", "Put right on"), null=True, blank=True)

    class Meta:
        db_table = "directory_sweepvisit"
        verbose_name = verbose_name_plural = label("排查记录", "Sweep visit")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(result="found") | models.Q(matter_code="", settled_on__isnull=True),
                name="directory_sweepvisit_followup",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "campaign", "grid"], name="directory_sweepvisit_grid")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.grid} {self.get_result_display()}"
