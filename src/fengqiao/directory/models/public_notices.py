"""Public notices (公告): what a county or a town tells everybody for some days; each version stays as it was told."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from fengqiao.directory.areas import check_area
from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.units import Unit
from fengqiao.places.areas import AreaLevel, area_level

web_address = RegexValidator(
    r"\Ahttps?://[^\s<>\"']+\Z",
    label("链接应以 http:// 或 https:// 开头", "A link begins with http:// or https://"),
)


class Telling(DirectoryModel):
    """What a notice consists of, as it is being written and as it was published. `area` "" is the whole county."""

    configures: ClassVar[bool] = False

    title = models.CharField(label("标题", "Title"), max_length=80)
    title_en = models.CharField(label("英文标题", "Title in English"), max_length=160, blank=True)
    text = models.TextField(label("正文", "Text"), max_length=5000)
    text_en = models.TextField(label("英文正文", "Text in English"), max_length=10000, blank=True)
    area = models.CharField(
        label("适用区划", "Area"), max_length=12, blank=True, validators=[check_area],
        help_text=label("不填为全县", "The whole county when empty"),
    )  # fmt: skip
    link = models.CharField(label("链接", "Link"), max_length=300, blank=True, validators=[web_address])
    valid_from = models.DateField(label("公布自", "Shown from"))
    valid_until = models.DateField(label("公布至", "Shown until"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a place that is no county or town, somebody's own number, half an English notice, an end before the start."""
        super().clean()
        self.check_nobodys_numbers("title", "title_en", "text", "text_en")
        if self.area and (
            not self.area.startswith(self.tenant)
            or area_level(self.area) not in {AreaLevel.COUNTY, AreaLevel.TOWN}
        ):
            raise ValidationError(
                {
                    "area": label(
                        "公告面向全县或一个乡镇街道", "A notice is for the whole county or for one town"
                    )
                }
            )
        if bool(self.title_en) != bool(self.text_en):
            missing = "text_en" if self.title_en else "title_en"
            raise ValidationError(
                {
                    missing: label(
                        "英文标题和英文正文要么都填，要么都不填", "Title and text go into English together"
                    )
                }
            )
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError(
                {"valid_until": label("公布截止日早于起始日", "The last day lies before the first")}
            )

    def content(self) -> dict[str, Any]:
        """What is published of it, by name."""
        return {name: getattr(self, name) for name in CONTENT}


CONTENT = ("title", "title_en", "text", "text_en", "area", "link", "valid_from", "valid_until")


class PublicNotice(Telling):
    """A notice as its unit writes it; `version` is the one that is published, 0 for none yet.

    What is written here is told to nobody before it is published.
    """

    code = models.CharField(label("编号", "Number"), max_length=40, validators=[row_code])
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=label("发布单位", "Issued by")
    )  # fmt: skip
    version = models.PositiveIntegerField(label("已发布版本", "Published version"), default=0, editable=False)
    is_active = models.BooleanField(
        label("在用", "In use"), default=True,
        help_text=label("停用即撤回，不再公布", "Withdrawn when not in use: nobody reads it any more"),
    )  # fmt: skip

    class Meta:
        db_table = "directory_publicnotice"
        verbose_name = verbose_name_plural = label("公告", "Public notice")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_publicnotice_code")]

    def clean(self) -> None:
        """Refuse a unit of another county, too."""
        super().clean()
        self.check_same_county("unit")


class PublicNoticeVersion(Telling):
    """A notice as it was published, by whom and when, and what it corrected; it is never changed (migration 0011)."""

    item = models.ForeignKey(
        PublicNotice, models.PROTECT, related_name="versions", verbose_name=label("公告", "Notice")
    )
    number = models.PositiveIntegerField(label("版本", "Version"))
    at = models.DateTimeField(label("发布时间", "Published at"))
    who = models.CharField(label("发布人", "Published by"), max_length=150)
    correction = models.CharField(label("更正说明", "What was corrected"), max_length=200, blank=True)

    class Meta:
        db_table = "directory_publicnoticeversion"
        verbose_name = verbose_name_plural = label("公告版本", "Version of a notice")
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="directory_publicnoticeversion_number")
        ]

    def clean(self) -> None:
        """Refuse somebody's own number in the words of the correction, too."""
        super().clean()
        self.check_nobodys_numbers("correction")
