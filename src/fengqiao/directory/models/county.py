"""The county itself, its office hours, limits and working calendar (DOMAIN 2.6, 2.7)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from fengqiao.clocks import limits_profile
from fengqiao.directory.hours import DEFAULT_TEXT, office_sessions, timetable
from fengqiao.directory.labels import label
from fengqiao.directory.models.base import DirectoryModel, row_code, tenant_code
from fengqiao.directory.outlines import check_outline


def check_sessions(text: str) -> None:
    """Refuse office sessions that do not read like ``08:30-12:00, 14:00-17:30``."""
    try:
        office_sessions(text)
    except ValueError as error:
        raise ValidationError(
            label(
                f"上班时段应写成“{DEFAULT_TEXT}”，按先后排列且不重叠",
                f"Sessions read like “{DEFAULT_TEXT}”, in order and apart ({error})",
            )
        ) from None


class County(DirectoryModel):
    """One tenant. `version` rises with every change of any of its directory rows and names its snapshot."""

    name = models.CharField(label("县名", "Name"), max_length=60)
    name_en = models.CharField(label("英文名", "English name"), max_length=100, blank=True)
    centre_phone = models.CharField(label("综治中心电话", "Centre's phone"), max_length=30, blank=True)
    sessions = models.CharField(
        label("上班时段", "Office sessions"),
        max_length=100,
        default=DEFAULT_TEXT,
        validators=[check_sessions],
    )
    profile = models.CharField(label("时限方案", "Limits profile"), max_length=40, default="default")
    boundary = models.JSONField(
        label("县界", "Boundary"), null=True, blank=True, validators=[check_outline],
        help_text=label("GeoJSON,CGCS2000/WGS-84 经纬度", "GeoJSON in CGCS2000/WGS-84 degrees"),
    )  # fmt: skip
    throwaway = models.BooleanField(label("临时", "Throwaway"), default=False, editable=False)
    version = models.BigIntegerField(label("配置版本", "Version"), default=0, editable=False)

    # The counter is raised by every other change; recording it too would double the history.
    unrecorded = ("version",)

    class Meta:
        db_table = "directory_county"
        verbose_name = verbose_name_plural = label("县", "County")
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="directory_county_tenant"),
            models.CheckConstraint(
                condition=models.Q(tenant__regex=r"^[1-9][0-9]{5}$"), name="directory_county_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OfficePeriod(DirectoryModel):
    """A season with other office hours, such as the summer timetable; yearly, or once with its years."""

    name = models.CharField(label("名称", "Name"), max_length=40)
    first = models.DateField(label("第一天", "First day"))
    last = models.DateField(label("最后一天", "Last day"))
    yearly = models.BooleanField(
        label("每年", "Every year"), default=True,
        help_text=label("每年执行时只看月和日", "When yearly, only month and day count"),
    )  # fmt: skip
    sessions = models.CharField(
        label("上班时段", "Office sessions"), max_length=100, validators=[check_sessions]
    )

    class Meta:
        db_table = "directory_officeperiod"
        verbose_name = verbose_name_plural = label("作息时段", "Office period")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="directory_officeperiod_name"),
            models.CheckConstraint(
                condition=models.Q(yearly=True) | models.Q(last__gte=models.F("first")),
                name="directory_officeperiod_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a period that overlaps another of its sort: the clock could not tell which holds."""
        super().clean()
        others = OfficePeriod.objects.filter(tenant=self.tenant).exclude(pk=self.pk)
        rows = [(row.first, row.last, row.sessions, row.yearly) for row in (*others, self)]
        try:
            timetable(DEFAULT_TEXT, rows)
        except ValueError as error:
            raise ValidationError(
                {"first": label("与另一时段重叠或先后颠倒", f"Overlaps or ends before it begins: {error}")}
            ) from None


class LimitsProfile(DirectoryModel):
    """A named set of platform limits (DOMAIN 2.6); what it does not name it takes from the default."""

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    name = models.CharField(label("名称", "Name"), max_length=60)
    name_en = models.CharField(label("英文名", "English name"), max_length=100, blank=True)
    values = models.JSONField(label("时限", "Limits"), default=dict, blank=True)

    class Meta:
        db_table = "directory_limitsprofile"
        verbose_name = verbose_name_plural = label("时限方案", "Limits profile")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_limitsprofile_code")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse keys that the clocks do not know and values they cannot use."""
        super().clean()
        try:
            # An empty form field is null, and null means that the default holds.
            self.values = {} if self.values is None else self.values
            limits_profile(_object(self.values))
        except ValueError as error:
            raise ValidationError({"values": label(f"时限有误：{error}", f"Limits: {error}")}) from None


def _object(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("a JSON object is needed")  # noqa: TRY004  one refusal for all faults
    return value


class CalendarDay(DirectoryModel):
    """A day that differs from its weekday: a free weekday or a make-up Saturday (调休).

    Without a county it holds for the whole country; a county's own row goes before it.
    """

    tenant = models.CharField(label("县代码", "County"), max_length=6, blank=True, validators=[tenant_code])
    date = models.DateField(label("日期", "Date"))
    is_workday = models.BooleanField(label("上班", "Worked"))
    name = models.CharField(label("名称", "Name"), max_length=60, blank=True)
    source = models.CharField(label("依据", "Source"), max_length=120, blank=True)

    class Meta:
        db_table = "directory_calendarday"
        verbose_name = verbose_name_plural = label("节假日与调休", "Calendar day")
        constraints = [models.UniqueConstraint(fields=["tenant", "date"], name="directory_calendarday_date")]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class CalendarYear(DirectoryModel):
    """Whether the holiday notice of a year is out; due dates in another year are provisional."""

    tenant = models.CharField(label("县代码", "County"), max_length=6, blank=True, validators=[tenant_code])
    year = models.PositiveSmallIntegerField(label("年", "Year"))
    published = models.BooleanField(
        label("放假通知已发布", "Notice published"), default=False,
        help_text=label("未发布的年份，期限是暂定的", "Until it is, due dates in that year are provisional"),
    )  # fmt: skip
    source = models.CharField(label("文号", "Notice"), max_length=120, blank=True)

    class Meta:
        db_table = "directory_calendaryear"
        verbose_name = verbose_name_plural = label("年度日历", "Calendar year")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "year"], name="directory_calendaryear_year"),
            models.CheckConstraint(
                condition=models.Q(year__gte=2000) & models.Q(year__lte=2200),
                name="directory_calendaryear_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.year)
