"""What tickets are taken for in a hall (取号): letters and names, kept by each centre."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models

from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel
from fengqiao.directory.models.units import Unit

one_letter = RegexValidator(r"\A[A-Z]\Z", label("字母是A到Z中的一个", "One letter from A to Z"))


class HallService(DirectoryModel):
    """A service of a hall. Its tickets are the letter with a number that begins anew each day."""

    configures: ClassVar[bool] = False

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=label("大厅", "Hall"))
    letter = models.CharField(label("字母", "Letter"), max_length=1, validators=[one_letter])
    name_zh = models.CharField(label("名称", "Name"), max_length=20)
    name_en = models.CharField(label("英文名", "English name"), max_length=40, blank=True)
    priority_minutes = models.PositiveSmallIntegerField(
        label("优先分钟数", "Minutes ahead"), default=30, validators=[MaxValueValidator(480)],
        help_text=label("优先号按早取这么多分钟排队", "A priority ticket counts as taken so many minutes earlier"),
    )  # fmt: skip
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_hallservice"
        verbose_name = verbose_name_plural = label("大厅取号事项", "Hall service")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "unit", "letter"], name="directory_hallservice_letter")
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.name_zh}"

    def clean(self) -> None:
        """Refuse a unit of another county."""
        super().clean()
        if self.unit_id:
            self.check_same_county("unit")
