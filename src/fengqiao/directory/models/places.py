"""Areas, named places and grids (DOMAIN 1.3, 5.7)."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from fengqiao.directory.areas import check_area
from fengqiao.directory.codelist import CodeList
from fengqiao.directory.labels import choices, label
from fengqiao.directory.models.base import DirectoryModel, row_code
from fengqiao.directory.models.units import Unit
from fengqiao.directory.outlines import check_outline
from fengqiao.places.areas import AreaLevel, area_level
from fengqiao.places.grids import GridKind

AREA_LEVELS = choices(
    (AreaLevel.COUNTY, "县", "County"),
    (AreaLevel.TOWN, "镇街", "Town"),
    (AreaLevel.VILLAGE, "村社区", "Village"),
)
GRID_KINDS = choices(
    (GridKind.GRID, "综合网格", "Grid"),
    (GridKind.MICRO, "微网格", "Micro-grid"),
    (GridKind.SPECIAL, "专属网格", "Special grid"),
)
PLACE_KINDS = [
    ("estate", label("小区", "Estate")),
    ("road", label("道路", "Road")),
    ("building", label("楼宇", "Building")),
    ("market", label("市场", "Market")),
    ("school", label("学校", "School")),
    ("hospital", label("医院", "Hospital")),
    ("park", label("公园广场", "Park or square")),
    ("site", label("工地", "Building site")),
    ("other", label("其他", "Other")),
]


class Area(DirectoryModel):
    """County, towns and villages by their statistical codes, which the county imports itself."""

    code = models.CharField(label("区划代码", "Area code"), max_length=12, validators=[check_area])
    level = models.CharField(label("层级", "Level"), max_length=8, choices=AREA_LEVELS, editable=False)
    name = models.CharField(label("名称", "Name"), max_length=60)
    aliases = CodeList(label("别名", "Aliases"), models.CharField(max_length=60))

    class Meta:
        db_table = "directory_area"
        verbose_name = verbose_name_plural = label("行政区划", "Area")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_area_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def clean(self) -> None:
        """Refuse an area of another county; the level follows from the code."""
        super().clean()
        if not self.code.startswith(self.tenant):
            raise ValidationError({"code": label("区划不在本县", "The area is not in this county")})
        if len(self.code) not in {6, 9, 12}:
            raise ValidationError({"code": label("区划到村社区为止", "Areas end with the village")})
        self.level = area_level(self.code).value


class Place(DirectoryModel):
    """A named place that people mean when they report: an estate, a road, a market; never a person's home."""

    code = models.CharField(label("代码", "Code"), max_length=40, validators=[row_code])
    name = models.CharField(label("名称", "Name"), max_length=100)
    kind = models.CharField(label("类别", "Kind"), max_length=10, choices=PLACE_KINDS)
    area = models.CharField(label("区划", "Area"), max_length=17, validators=[check_area])
    aliases = CodeList(label("别名", "Aliases"), models.CharField(max_length=100))
    lon = models.FloatField(
        label("经度", "Longitude"), null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="CGCS2000/WGS-84",
    )  # fmt: skip
    lat = models.FloatField(
        label("纬度", "Latitude"), null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="CGCS2000/WGS-84",
    )  # fmt: skip

    class Meta:
        db_table = "directory_place"
        verbose_name = verbose_name_plural = label("地点", "Place")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="directory_place_code"),
            models.CheckConstraint(
                condition=models.Q(lon__isnull=True, lat__isnull=True)
                | models.Q(
                    lon__isnull=False,
                    lat__isnull=False,
                    lon__gte=-180,
                    lon__lte=180,
                    lat__gte=-90,
                    lat__lte=90,
                ),
                name="directory_place_point",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a place outside the county and half a pair of coordinates."""
        super().clean()
        if not self.area.startswith(self.tenant):
            raise ValidationError({"area": label("区划不在本县", "The area is not in this county")})
        if (self.lon is None) != (self.lat is None):
            raise ValidationError({"lat": label("经纬度须成对填写", "Longitude and latitude go together")})


class Grid(DirectoryModel):
    """A patch with its outline and the unit that answers for it."""

    code = models.CharField(
        label("网格编码", "Grid code"), max_length=20, validators=[check_area],
        help_text=label("村社区12位+3位，微网格再加2位", "Village code + 3 digits, micro-grid + 2 more"),
    )  # fmt: skip
    kind = models.CharField(
        label("类型", "Kind"), max_length=7, choices=GRID_KINDS, default=GridKind.GRID.value
    )
    name = models.CharField(label("名称", "Name"), max_length=60)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="grids", verbose_name=label("责任单位", "Responsible unit")
    )
    outline = models.JSONField(
        label("范围", "Outline"), null=True, blank=True, validators=[check_outline],
        help_text=label("GeoJSON,CGCS2000/WGS-84 经纬度", "GeoJSON in CGCS2000/WGS-84 degrees"),
    )  # fmt: skip
    is_active = models.BooleanField(label("在用", "In use"), default=True)

    class Meta:
        db_table = "directory_grid"
        verbose_name = verbose_name_plural = label("网格", "Grid")
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="directory_grid_code")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"

    def clean(self) -> None:
        """Refuse a grid outside the county or with a code of the wrong length."""
        super().clean()
        if self.unit_id:
            self.check_same_county("unit")
        if not self.code.startswith(self.tenant):
            raise ValidationError({"code": label("网格不在本县", "The grid is not in this county")})
        if len(self.code) != (17 if self.kind == GridKind.MICRO else 15):
            raise ValidationError(
                {"code": label("网格编码15位，微网格17位", "Grid codes have 15 digits, micro 17")}
            )
