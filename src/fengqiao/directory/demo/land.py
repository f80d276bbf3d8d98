"""The land of the demo county: a lattice with wobbly lines, cut into 160 grids that tile it without gap or overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import sin

from fengqiao.directory.county_template import Town, Village

NAME, NAME_EN, PHONE = "青枫县", "Qingfeng County", "0000-12345"

_COLUMNS, _ROWS = 20, 8  # 5 towns of 2 × 4 villages of 2 × 2 grids
_WEST, _SOUTH, _CELL = 119.02, 27.98, 0.02  # degrees; a cell is about 2 km wide
_WOBBLE = 0.25  # of a cell: with less than half of it no outline can cross itself


def _street(code: str, name: str, name_en: str, communities: list[tuple[str, str]]) -> Town:
    villages = (
        Village(f"{number:03d}", f"{zh}社区", f"{en} Community")
        for number, (zh, en) in enumerate(communities, start=1)
    )
    return Town(code, name, name_en, tuple(villages))


def _town(code: str, name: str, name_en: str, seat: tuple[str, str], villages: list[tuple[str, str]]) -> Town:
    countryside = (
        Village(f"{number:03d}", f"{zh}村", f"{en} Village")
        for number, (zh, en) in enumerate(villages, start=201)
    )
    return Town(code, name, name_en, (Village("001", f"{seat[0]}社区", f"{seat[1]} Community"), *countryside))


TOWNS = (
    _street("001", "望溪街道", "Wangxi Street", [
        ("枫林", "Fenglin"), ("溪畔", "Xipan"), ("文昌", "Wenchang"), ("学府", "Xuefu"),
        ("兰亭", "Lanting"), ("清晖", "Qinghui"), ("梧桐", "Wutong"), ("和畅", "Hechang"),
    ]),
    _street("002", "东篱街道", "Dongli Street", [
        ("东篱", "Dongli"), ("菊园", "Juyuan"), ("南山", "Nanshan"), ("采薇", "Caiwei"),
        ("晨光", "Chenguang"), ("丰乐", "Fengle"), ("锦绣", "Jinxiu"), ("平湖", "Pinghu"),
    ]),
    _town("101", "石桥镇", "Shiqiao Town", ("石桥", "Shiqiao"), [
        ("上桥", "Shangqiao"), ("下桥", "Xiaqiao"), ("桥头", "Qiaotou"), ("磨坊", "Mofang"),
        ("渡口", "Dukou"), ("青石", "Qingshi"), ("泉水", "Quanshui"),
    ]),
    _town("102", "柳湾镇", "Liuwan Town", ("柳湾", "Liuwan"), [
        ("前柳", "Qianliu"), ("后柳", "Houliu"), ("芦花", "Luhua"), ("荷塘", "Hetang"),
        ("渔歌", "Yuge"), ("白沙", "Baisha"), ("双河", "Shuanghe"),
    ]),
    _town("103", "松岭镇", "Songling Town", ("松岭", "Songling"), [
        ("松溪", "Songxi"), ("竹坪", "Zhuping"), ("茶园", "Chayuan"), ("云顶", "Yunding"),
        ("梅坑", "Meikeng"), ("石门", "Shimen"), ("高坪", "Gaoping"),
    ]),
)  # fmt: skip
"""Two streets and three towns with eight villages or communities each."""


@dataclass(frozen=True, slots=True)
class Patch:
    """One grid of the demo county: where it belongs, its serial in the village, and its outline."""

    town: Town
    village: Village
    serial: str
    ring: list[list[float]]

    @property
    def name(self) -> str:
        """What people call it."""
        return f"{self.village.name}第{'一二三四'[int(self.serial) - 1]}网格"

    @property
    def middle(self) -> tuple[float, float]:
        """A point inside, in degrees."""
        corners = self.ring[:-1]
        return (
            round(sum(lon for lon, _ in corners) / len(corners), 6),
            round(sum(lat for _, lat in corners) / len(corners), 6),
        )


def patches() -> Iterator[Patch]:
    """The 160 grids, town by town and village by village."""
    for number, town in enumerate(TOWNS):
        for place, village in enumerate(town.villages):
            column, row = 4 * number + 2 * (place % 2), 2 * (place // 2)
            for serial, (east, north) in enumerate([(0, 0), (1, 0), (0, 1), (1, 1)], start=1):
                yield Patch(town, village, f"{serial:03d}", _cell(column + east, row + north))


def boundary() -> dict[str, object]:
    """The county's outline: the outermost line of the lattice, so that it is exactly what the grids cover."""
    south = [_corner(column, 0) for column in range(_COLUMNS)]
    east = [_corner(_COLUMNS, row) for row in range(_ROWS)]
    north = [_corner(column, _ROWS) for column in range(_COLUMNS, 0, -1)]
    west = [_corner(0, row) for row in range(_ROWS, -1, -1)]
    return {"type": "Polygon", "coordinates": [[*south, *east, *north, *west]]}


def _cell(column: int, row: int) -> list[list[float]]:
    corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)]
    return [_corner(column + east, row + north) for east, north in corners]


def _corner(column: int, row: int) -> list[float]:
    """A corner of the lattice, moved a little; neighbours share it, so nothing gapes."""
    east = column + _WOBBLE * sin(1.7 * column + 0.9 * row)
    north = row + _WOBBLE * sin(1.1 * column + 2.3 * row + 1.0)
    return [round(_WEST + _CELL * east, 6), round(_SOUTH + _CELL * north, 6)]
