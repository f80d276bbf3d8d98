"""Texts that people edit: document templates and answers of the knowledge base."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models.base import ModelBase

from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.categories import Category


class DocumentTemplate(DirectoryModel):
    """A document's names and text (四单两函 and the rest, DOMAIN 1.5). Documents store code and version."""

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    name_zh = models.CharField(label("名称", "Name"), max_length=60)
    name_en = models.CharField(label("英文名", "English name"), max_length=120, blank=True)
    body = models.TextField(
        label("正文", "Text"), blank=True,
        help_text=label("可用 {事项编号}、{承办单位}、{期限} 等占位", "May hold places such as {事项编号}"),
    )  # fmt: skip
    version = models.PositiveIntegerField(label("版本", "Version"), default=1, editable=False)
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_documenttemplate"
        verbose_name = verbose_name_plural = label("文书模板", "Document template")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_documenttemplate_code")
        ]

    def __str__(self) -> str:
        return f"{self.name_zh} ({self.code})"

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Raise the version when name or text changed, so that an old document still names what it was made from."""
        if self.pk is not None:
            written = DocumentTemplate.objects.filter(pk=self.pk).values_list(
                "name_zh", "name_en", "body", "version"
            )
            stored = written.first()
            if stored is not None and stored[:3] != (self.name_zh, self.name_en, self.body):
                self.version = stored[3] + 1
                update_fields = None if update_fields is None else {*update_fields, "version"}
        super().save(
            force_insert=force_insert, force_update=force_update, using=using, update_fields=update_fields
        )


class KnowledgeItem(DirectoryModel):
    """A question with its approved answer, for consultations that are answered at once (G10)."""

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    question = models.CharField(label("问题", "Question"), max_length=300)
    answer = models.TextField(label("答复", "Answer"))
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=label("分类", "Category"),
    )
    basis = models.CharField(label("依据", "Basis"), max_length=300, blank=True)
    reviewed_on = models.DateField(label("核对日期", "Checked on"), null=True, blank=True)
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_knowledgeitem"
        verbose_name = verbose_name_plural = label("知识库", "Knowledge item")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_knowledgeitem_code")
        ]

    def __str__(self) -> str:
        return self.question

    def clean(self) -> None:
        """Refuse a category of another county."""
        super().clean()
        self.check_same_county("category")
