"""Unit types of the template and the units of a county (DOMAIN section 3, units.csv)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from fengqiao.directory.areas import check_area
from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.people.units import UnitCategory

LEVELS = [
    ("city", label("市级", "City")),
    ("county", label("县级", "County")),
    ("town", label("镇街", "Town")),
    ("village", label("村社区", "Village")),
    ("grid", label("网格", "Grid")),
]
UNIT_CATEGORIES = choices(
    (UnitCategory.CENTRE, "综治中心", "Governance centre"),
    (UnitCategory.LEADING, "党政综合部门", "Leading office"),
    (UnitCategory.JUDICIAL, "政法机关", "Judicial body"),
    (UnitCategory.POLICE, "公安指挥", "Police command"),
    (UnitCategory.DEPARTMENT, "行业部门", "Department"),
    (UnitCategory.PUBLIC_SERVICE, "事业单位", "Public service"),
    (UnitCategory.MASS_ORG, "群团组织", "Mass organisation"),
    (UnitCategory.UTILITY, "公用企业", "Utility"),
    (UnitCategory.MEDIATION, "调解组织", "Mediation body"),
    (UnitCategory.GOVERNMENT, "乡镇街道", "Town government"),
    (UnitCategory.SELF_GOVERNANCE, "基层自治组织", "Self-governance body"),
    (UnitCategory.GRID, "网格", "Grid"),
    (UnitCategory.EXTERNAL_SYSTEM, "外部系统", "External system"),
)
RESIDENCIES = [
    ("", label("未入驻", "Not at the centre")),
    ("resident", label("常驻", "Resident")),
    ("rotating", label("轮驻", "Rotating")),
    ("on_call", label("随叫随驻", "On call")),
]


class UnitTraits(DirectoryModel):
    """What a unit type and a unit have in common; a new unit starts with its type's."""

    code = models.CharField(label("代码", "Code"), max_length=60, validators=[row_code])
    name_zh = models.CharField(label("名称", "Name"), max_length=100)
    name_en = models.CharField(label("英文名", "English name"), max_length=150, blank=True)
    level = models.CharField(label("层级", "Level"), max_length=8, choices=LEVELS)
    category = models.CharField(label("类别", "Category"), max_length=20, choices=UNIT_CATEGORIES)
    residency = models.CharField(
        label("入驻方式", "Residency"), max_length=8, choices=RESIDENCIES, blank=True
    )
    duties = models.TextField(label("职责", "Duties"), blank=True)
    aliases = CodeList(label("别名", "Aliases"), models.CharField(max_length=100))
    external = models.BooleanField(
        label("外部对端", "External counterpart"), default=False,
        help_text=label("不是本县单位，不接工单", "Not a unit of the county; takes no work order"),
    )  # fmt: skip
    transfer_target_only = models.BooleanField(
        label("只接移送", "Transfer target only"), default=False,
        help_text=label("只能移送，不接工单", "Matters go there by transfer; takes no work order"),
    )  # fmt: skip
    note = models.CharField(label("备注", "Note"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name_zh} ({self.code})"


class UnitType(UnitTraits):
    """A kind of unit that any county may have; categories name types, duty lines name units."""

    parent_code = models.CharField(label("上级类型", "Type above"), max_length=60, blank=True)

    class Meta:
        db_table = "directory_unittype"
        verbose_name = verbose_name_plural = label("单位类型", "Unit type")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_unittype_code")]


class Unit(UnitTraits):
    """A unit of the county: an instance of a type with its own name and territory."""

    type = models.ForeignKey(
        UnitType, models.PROTECT, related_name="units", verbose_name=label("类型", "Type")
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True,
        verbose_name=label("上级单位", "Unit above"),
    )  # fmt: skip
    area = models.CharField(
        label("管辖区划", "Territory"), max_length=17, validators=[check_area],
        help_text=label("县6位、镇街9位、村社区12位、网格15位", "County 6 digits, town 9, village 12, grid 15"),
    )  # fmt: skip
    short_name = models.CharField(
        label("字号简称", "Short name in numbers"), max_length=20, blank=True,
        help_text=label("用于文书字号，如“望”；不填用全称", "Stands in the numbers of papers instead of the whole name, such as “望”"),
    )  # fmt: skip
    phone = models.CharField(label("办公电话", "Office phone"), max_length=30, blank=True)
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_unit"
        verbose_name = verbose_name_plural = label("承办单位", "Unit")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_unit_code")]

    def clean(self) -> None:
        """Refuse a parent or type of another county, a circle of parents, and a territory outside the county."""
        super().clean()
        self.check_same_county("type", "parent") if self.type_id else self.check_same_county("parent")
        if self.level != "city" and not self.area.startswith(self.tenant):
            raise ValidationError({"area": label("管辖区划不在本县", "The territory is not in this county")})
        above, seen = self.parent, {self.pk}
        while above is not None:
            if above.pk in seen:
                raise ValidationError({"parent": label("上级单位成环", "The units above form a circle")})
            seen.add(above.pk)
            above = above.parent
