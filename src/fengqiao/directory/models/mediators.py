"""The register of mediators: committees, named studios, and who mediates, in which languages and when (DOMAIN 1.4).

Languages are what a mediator declares. Where somebody comes from, how old one is and how many disputes one settled
stand nowhere: parties choose by languages, experience and hours, and nobody is ranked (DOMAIN 6.3).
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.people import User
from fengqiao.directory.models.units import Unit
from fengqiao.people.mediators import Sector, read_hours, write_hours
from fengqiao.people.units import Level, UnitCategory

COMMITTEE_LEVELS = choices(
    (Level.VILLAGE, "村社区", "Village"),
    (Level.TOWN, "镇街", "Town"),
    (Level.COUNTY, "县级", "County"),
)
SECTORS = choices(
    (Sector.GENERAL, "综合", "General"),
    (Sector.LABOUR, "劳动争议", "Labour"),
    (Sector.PROPERTY, "物业", "Property management"),
    (Sector.MEDICAL, "医疗", "Medical"),
    (Sector.TRAFFIC, "道路交通", "Road traffic"),
    (Sector.TOURISM, "文旅", "Tourism"),
    (Sector.FAMILY, "婚姻家庭", "Family"),
    (Sector.CONSUMER, "消费", "Consumer"),
    (Sector.COMMERCE, "商事", "Commerce"),
    (Sector.FINANCE, "金融", "Finance"),
    (Sector.SCHOOL, "校园", "School"),
    (Sector.LAND, "土地承包", "Land contracts"),
)


class Committee(DirectoryModel):
    """A mediation committee: its unit takes the orders, its short name stands in the number of its papers."""

    code = models.CharField(label("代码", "Code"), max_length=60, validators=[row_code])
    name = models.CharField(label("名称", "Name"), max_length=100)
    short_name = models.CharField(
        label("文书简称", "Short name on papers"), max_length=20, blank=True,
        help_text=label("用于卷宗字号", "Stands in the number of a dossier"),
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="committees", verbose_name=label("承办单位", "Unit")
    )
    level = models.CharField(label("层级", "Level"), max_length=8, choices=COMMITTEE_LEVELS)
    sector = models.CharField(
        label("领域", "Sector"), max_length=10, choices=SECTORS, default=Sector.GENERAL.value
    )
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_committee"
        verbose_name = verbose_name_plural = label("调解委员会", "Mediation committee")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_committee_code")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a unit of another county and one that does not mediate."""
        super().clean()
        if not self.unit_id:
            return
        self.check_same_county("unit")
        if self.unit.category != UnitCategory.MEDIATION.value:
            raise ValidationError({"unit": label("该单位不是调解组织", "This unit is no mediation body")})


class Studio(DirectoryModel):
    """A named studio (个人调解品牌): a committee's mediators under a name that people know."""

    code = models.CharField(label("代码", "Code"), max_length=60, validators=[row_code])
    name = models.CharField(label("名称", "Name"), max_length=60)
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="studios", verbose_name=label("调解委员会", "Committee")
    )
    introduction = models.CharField(label("简介", "Introduction"), max_length=300, blank=True)
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_studio"
        verbose_name = verbose_name_plural = label("调解工作室", "Mediation studio")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_studio_code")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a committee of another county."""
        super().clean()
        if self.committee_id:
            self.check_same_county("committee")


class Mediator(DirectoryModel):
    """A mediator, with an account or without one."""

    code = models.CharField(label("代码", "Code"), max_length=60, validators=[row_code])
    name = models.CharField(label("姓名", "Name"), max_length=60)
    user = models.ForeignKey(
        User, models.PROTECT, related_name="mediators", null=True, blank=True,
        verbose_name=label("用户", "User"),
    )  # fmt: skip
    committee = models.ForeignKey(
        Committee, models.PROTECT, related_name="mediators", verbose_name=label("调解委员会", "Committee")
    )
    studio = models.ForeignKey(
        Studio, models.PROTECT, related_name="mediators", null=True, blank=True,
        verbose_name=label("工作室", "Studio"),
    )  # fmt: skip
    languages = CodeList(
        label("语言", "Languages"), models.CharField(max_length=30),
        help_text=label("本人申报，例如：普通话|方言|手语", "As declared, for example: 普通话|方言|手语"),
    )  # fmt: skip
    experience = models.CharField(
        label("经验", "Experience"), max_length=300, blank=True,
        help_text=label("例如：从事物业调解八年", "For example: eight years of property disputes"),
    )  # fmt: skip
    hours = CodeList(
        label("可调解时间", "Hours"), models.CharField(max_length=20),
        help_text=label("例如：周一 09:00-11:30|周三 14:00-17:00", "For example: mon 09:00-11:30|wed 14:00-17:00"),
    )  # fmt: skip
    work_contact = models.CharField(label("工作联系方式", "Work contact"), max_length=60, blank=True)
    on_public_board = models.BooleanField(
        label("同意公示", "Agreed to the public board"), default=False,
        help_text=label("姓名、语言、时间和工作联系方式上墙公示", "Name, languages, hours and work contact are shown"),
    )  # fmt: skip
    is_active = models.BooleanField(label("在任", "At work"), default=True)

    class Meta:
        db_table = "directory_mediator"
        verbose_name = verbose_name_plural = label("调解员", "Mediator")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_mediator_code")]
        indexes = [models.Index(fields=["tenant", "committee"], name="directory_mediator_of")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse rows of another county, a studio of another committee and hours that cannot be read."""
        super().clean()
        set_here = [name for name in ("user", "committee", "studio") if getattr(self, f"{name}_id")]
        self.check_same_county(*set_here)
        if self.studio is not None and self.committee_id and self.studio.committee_id != self.committee_id:
            raise ValidationError(
                {"studio": label("工作室属于另一调解委员会", "The studio belongs to another committee")}
            )
        try:
            self.hours = [write_hours(each) for each in read_hours(self.hours)]
        except ValueError as error:
            raise ValidationError(
                {
                    "hours": label(
                        f"“{error}”应形如：周一 09:00-11:30", f"“{error}” should be like: mon 09:00-11:30"
                    )
                }
            ) from None
