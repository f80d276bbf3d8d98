"""The knowledge base (知识库): answers that were approved, each version kept as it was when somebody was told it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.categories import Category
from fengqiao.directory.models.units import Unit


class Answering(DirectoryModel):
    """What an answer consists of, as it is being written and as it was published."""

    configures: ClassVar[bool] = False

    question = models.CharField(label("问题", "Question"), max_length=300)
    answer = models.TextField(label("答复", "Answer"), max_length=5000)
    keywords = CodeList(label("关键词", "Keywords"), models.CharField(max_length=60))
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=label("分类", "Category")
    )  # fmt: skip
    basis = models.CharField(label("依据", "Basis"), max_length=300, blank=True)
    valid_for = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=label("适用单位辖区", "Valid for the area of"),
        help_text=label("不选为全县", "The whole county when empty"),
    )  # fmt: skip
    valid_from = models.DateField(label("有效期自", "Valid from"), null=True, blank=True)
    valid_until = models.DateField(label("有效期至", "Valid until"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """Refuse what belongs to another county, somebody's own number, and a last day before the first."""
        super().clean()
        self.check_nobodys_numbers("question", "answer", "basis")
        self.check_same_county("category", "valid_for")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError(
                {"valid_until": label("有效期止早于起始日", "The last day lies before the first")}
            )

    def content(self) -> dict[str, Any]:
        """What is published of it, by name."""
        return {name: getattr(self, name) for name in CONTENT}


CONTENT = ("question", "answer", "keywords", "category_id", "basis", "valid_for_id", "valid_from", "valid_until")  # fmt: skip


class KnowledgeItem(Answering):
    """A question with its answer, as its keeper writes it; `version` is the one that is published, 0 for none yet.

    What is written here is told to nobody before it is published (G10).
    """

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=label("责任单位", "Kept by")
    )  # fmt: skip
    version = models.PositiveIntegerField(label("已发布版本", "Published version"), default=0, editable=False)
    reviewed_on = models.DateField(label("核对日期", "Checked on"), null=True, blank=True)
    is_active = models.BooleanField(
        label("在用", "In use"), default=True,
        help_text=label("停用即撤下，不再提供", "Withdrawn when not in use: nobody is answered with it"),
    )  # fmt: skip

    class Meta:
        db_table = "directory_knowledgeitem"
        verbose_name = verbose_name_plural = label("知识库", "Knowledge item")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_knowledgeitem_code")
        ]

    def clean(self) -> None:
        """Refuse a unit of another county, too."""
        super().clean()
        self.check_same_county("unit")


class KnowledgeVersion(Answering):
    """An answer as it was published, by whom and when; it is never changed (migration 0005)."""

    item = models.ForeignKey(
        KnowledgeItem, models.PROTECT, related_name="versions", verbose_name=label("条目", "Item")
    )
    number = models.PositiveIntegerField(label("版本", "Version"))
    at = models.DateTimeField(label("发布时间", "Published at"))
    who = models.CharField(label("发布人", "Published by"), max_length=150)

    class Meta:
        db_table = "directory_knowledgeversion"
        verbose_name = verbose_name_plural = label("知识库版本", "Knowledge version")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="directory_knowledgeversion_number")
        ]
