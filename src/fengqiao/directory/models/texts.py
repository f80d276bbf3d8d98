"""Texts that people edit: document templates."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.base import ModelBase

from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.matters.papers import INDISPENSABLE, PLACES, REQUIRED
from fengqiao.matters.wording import Misread, misread, places_in

MOST_CHARACTERS = 6000
"""A longer text is no form any more; the longest that is shipped has some six hundred."""

_MISREAD = {
    Misread.BRACE: (
        "花括号不成对，或者填充处的名称太长",
        "a brace stands alone, or the name of a place is too long",
    ),
    Misread.TAG: ("不能用网页标记", "tags like those of web pages mean nothing here"),
    Misread.CONTROL: ("有看不见的控制字符", "there is an invisible control character"),
    Misread.ROW: ("表格行要写成“| 栏目 | 内容”", "a row of a table is written | label | content"),
}


class DocumentTemplate(DirectoryModel):
    """A document's names and text (四单两函 and the rest, DOMAIN 1.5). Documents store code and version."""

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    name_zh = models.CharField(label("名称", "Name"), max_length=60)
    name_en = models.CharField(label("英文名", "English name"), max_length=120, blank=True)
    word = models.CharField(
        label("文号字样", "Word in numbers"), max_length=20, blank=True,
        help_text=label("如“人调字”；字号按制作单位、字样和年度连续编号", "Numbers count by unit, word and year; such as “人调字”"),
    )  # fmt: skip
    body = models.TextField(
        label("正文", "Text"), blank=True,
        help_text=label(
            "一行一段：“# ”标题，“> ”顶格，“| 栏目 | 内容”表格，“@ ”签名处；{事项编号} 等为填充处，全空的行不印；不填用默认正文",
            "A line is a paragraph: # head, > without indent, | label | content, @ places to sign; {事项编号} and the like are filled, "
            "a line of empty places is left out; without a text the default holds",
        ),
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

    def clean(self) -> None:
        """Refuse a text that fills unknown places or lacks what must stand in it, and the end of what the law asks for."""
        super().clean()
        if not self.is_active and self.code in INDISPENSABLE:
            said = label(
                "卷宗或法律要求这份文书，不能停用",
                "The dossier or the law needs this document; it stays in use",
            )
            raise ValidationError({"is_active": said})
        self._check_lines()
        places = places_in(self.body)
        for names, zh, en in (
            (places - PLACES, "没有这些填充处", "There are no such places"),
            (
                REQUIRED.get(self.code, frozenset()) - places if self.body.strip() else (),
                "缺少必须写明的内容",
                "What must stand in it is missing",
            ),
        ):
            if names:
                named = "、".join(sorted(names))
                raise ValidationError({"body": label(f"{zh}：{named}", f"{en}: {named}")})

    def _check_lines(self) -> None:
        """Refuse a text that is too long, or a line that would stand on the paper as nobody means it."""
        if len(self.body) > MOST_CHARACTERS:
            zh, en = (
                f"最多{MOST_CHARACTERS}字，现在{len(self.body)}字",
                f"At most {MOST_CHARACTERS} characters, these are {len(self.body)}",
            )
            raise ValidationError({"body": label(zh, en)})
        found = misread(self.body)
        if found is not None:
            zh, en = _MISREAD[found[1]]
            raise ValidationError({"body": label(f"第{found[0]}行：{zh}", f"Line {found[0]}: {en}")})

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
