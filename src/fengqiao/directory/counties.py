"""Counties come and go: the template of a new one, and the end of a throwaway one."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from django.db import connection

from fengqiao.directory.codelist import split
from fengqiao.directory.models import (
    Category,
    County,
    DirectoryModel,
    DocumentTemplate,
    HallService,
    KnowledgeItem,
    LimitsProfile,
    Unit,
    UnitType,
)
from fengqiao.matters.categories import Holder, Kind

NO_MEDIATION = frozenset({"D0208", "D1302"})
"""Guard 1 (RULINGS 19)."""
RESTRICTED = frozenset({"D0203", "D0208", "D1301", "D1302", "H0702", "R0702", "R0703", "R0904"})
"""Restricted visibility (RULINGS 20)."""
CONFIRMATION_EXCLUDED = frozenset({"D0106", "D1101", "D1102"})
"""Excluded from judicial confirmation (RULINGS 21)."""
PHOTO_KINDS = frozenset({Kind.CITY_EVENT, Kind.CITY_COMPONENT, Kind.HAZARD})
"""A result needs pictures when the matter came in with some (RULINGS 2)."""
HARD = frozenset({"D1101", "D1102"})
"""Boundaries and forest rights go to joint handling from the start; a county names its own."""

PROFILES: dict[str, tuple[str, str, dict[str, object]]] = {
    "default": ("标准（值守）", "Staffed desk", {}),
    "relaxed": ("工作时间受理", "Office hours", {"accept_working_days": 1, "dispatch_working_days": 1}),
}
"""DOMAIN 2.6: a desk with people day and night, and an office without."""

DOCUMENTS = {
    "SLIP_ACCEPT": ("受理单", "Acceptance slip", "受字"),
    "SLIP_TRANSFER": ("流转单（交办单）", "Transfer slip", "交字"),
    "SLIP_RESOLVE": ("化解单（办结单）", "Resolution slip", "结字"),
    "SLIP_EVALUATE": ("评价单", "Evaluation slip", "评字"),
    "LETTER_REMIND": ("提醒函", "Reminder letter", "提字"),
    "LETTER_SUPERVISE": ("督办函", "Supervision letter", "督字"),
    "RIGHTS_NOTICE": ("权利义务告知书", "Notice of rights and duties", "告字"),
    "MEDIATION_RECORD": ("调解笔录", "Mediation record", "笔字"),
    "MEDIATION_AGREEMENT": ("调解协议书", "Mediation agreement", "人调字"),
    "ORAL_AGREEMENT_RECORD": ("口头协议登记表", "Record of an oral agreement", "人调字"),
    "ROUTE_NOTICE": ("途径告知书", "Notice of legal routes", "途字"),
    "CONSULTATION_MINUTES": ("会商纪要", "Consultation minutes", "会字"),
    "LEADER_CASE_FORM": ("包案登记表", "Leader case form", "包字"),
    "REJECTION_NOTICE": ("不予受理告知书", "Notice of rejection", "不受字"),
    "EXTENSION_FORM": ("延期审批单", "Extension approval", "延字"),
    "PAYMENT_RECEIPT": ("收款凭证", "Payment receipt", "收字"),
    "CONFIRMATION_APPLICATION": ("司法确认申请书", "Application for judicial confirmation", "确字"),
    "COURT_RULING": ("司法确认裁定书", "Court ruling", "裁字"),
}
"""DOMAIN 1.5: names, and the word in their numbers. Both kinds of agreement count together, as a committee does."""

Row = dict[str, str]


@cache
def template_rows(name: str) -> tuple[Row, ...]:
    """The rows of a shipped template file, ``units`` or ``categories`` or another."""
    text = (resources.files("fengqiao.directory") / "template" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be made: an instance of a type; `parent` is the code of the unit above it."""

    type: str
    code: str
    name_zh: str
    name_en: str
    area: str
    parent: str | None = None


@cache
def default_body(code: str) -> str:
    """The shipped text of a document template, "" for a code that has none."""
    file = resources.files("fengqiao.directory") / "template" / "papers" / f"{code}.txt"
    return file.read_text("utf-8") if code in DOCUMENTS else ""


def add_profiles(tenant: str) -> None:
    """Add the limits profiles that the county does not have."""
    present = set(LimitsProfile.objects.filter(tenant=tenant).values_list("code", flat=True))
    LimitsProfile.objects.bulk_create(
        LimitsProfile(tenant=tenant, code=code, name=zh, name_en=en, values=values)
        for code, (zh, en, values) in PROFILES.items()
        if code not in present
    )


def add_templates(tenant: str) -> None:
    """Add the document templates, the clauses for agreements and the usual replies that the county does not have."""
    present = set(DocumentTemplate.objects.filter(tenant=tenant).values_list("code", flat=True))
    texts = [*template_rows("clauses"), *template_rows("replies")]
    DocumentTemplate.objects.bulk_create(
        DocumentTemplate(tenant=tenant, **row) for row in texts if row["code"] not in present
    )
    DocumentTemplate.objects.bulk_create(
        DocumentTemplate(tenant=tenant, code=code, name_zh=zh, name_en=en, word=word, body=default_body(code))
        for code, (zh, en, word) in DOCUMENTS.items()
        if code not in present
    )


def add_unit_types(tenant: str) -> dict[str, int]:
    """Add the unit types that the county does not have; returns the keys of all by code."""
    present = dict(UnitType.objects.filter(tenant=tenant).values_list("code", "id"))
    rows = [row for row in template_rows("units") if row["code"] not in present]
    keys = dict(zip((row["code"] for row in rows), reserve(UnitType, len(rows)), strict=True))
    UnitType.objects.insert_plain([_unit_type(tenant, row, key=keys[row["code"]]) for row in rows])
    return present | keys


def add_categories(tenant: str, types: dict[str, int]) -> None:
    """Add the categories that the county does not have; edited ones stay as they are."""
    present = dict(Category.objects.filter(tenant=tenant).values_list("code", "id"))
    rows = [row for row in template_rows("categories") if row["code"] not in present]
    keys = present | dict(zip((row["code"] for row in rows), reserve(Category, len(rows)), strict=True))
    levels = {row["code"]: row["level"] for row in template_rows("units")}
    Category.objects.insert_plain(
        [_category(tenant, row, keys=keys, types=types, levels=levels) for row in rows]
    )


def add_articles(tenant: str) -> None:
    """Add the articles of the knowledge base that the county does not have, as drafts: it checks them before it answers."""
    present = set(KnowledgeItem.objects.filter(tenant=tenant).values_list("code", flat=True))
    categories = dict(Category.objects.filter(tenant=tenant).values_list("code", "id"))
    KnowledgeItem.objects.bulk_create(
        KnowledgeItem(
            tenant=tenant, code=row["code"], question=row["question"], answer=row["answer"], basis=row["basis"],
            keywords=split(row["keywords"]), category_id=categories[row["category"]],
        )
        for row in template_rows("knowledge")
        if row["code"] not in present
    )  # fmt: skip


def add_hall(tenant: str, units: dict[str, int]) -> None:
    """Add what tickets are taken for in a hall that has none of it yet."""
    present = set(HallService.objects.filter(tenant=tenant).values_list("unit__code", flat=True))
    HallService.objects.bulk_create(
        HallService(
            tenant=tenant, unit_id=units[row["unit"]], letter=row["letter"], name_zh=row["name_zh"],
            name_en=row["name_en"],
        )
        for row in template_rows("hall")
        if row["unit"] not in present and row["unit"] in units
    )  # fmt: skip


def add_units(tenant: str, units: Sequence[NewUnit], types: dict[str, int]) -> dict[str, int]:
    """Add the units that the county does not have; returns the keys of all by code.

    Keys are drawn beforehand, so that children and parents go in one statement.
    """
    present = dict(Unit.objects.filter(tenant=tenant).values_list("code", "id"))
    missing = [unit for unit in units if unit.code not in present]
    keys = present | dict(zip((unit.code for unit in missing), reserve(Unit, len(missing)), strict=True))
    rows = {row["code"]: row for row in template_rows("units")}
    Unit.objects.insert_plain(
        [_unit(tenant, unit, rows[unit.type], keys=keys, type_id=types[unit.type]) for unit in missing]
    )
    return keys


def reserve(model: type[DirectoryModel], number: int) -> list[int]:
    """Draw keys for rows that point to each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, number],
        )
        return [key for (key,) in cursor.fetchall()]


# Children before parents; the county itself last, because the guards ask it whether it is throwaway.
_TABLES = (
    "hallservice", "mediator", "studio", "committee", "room", "dutyroster", "assignment", "user", "sweepvisit", "campaign", "publicnoticeversion", "publicnotice", "knowledgeversion", "knowledgeitem", "documenttemplate", "dutyline",
    "dutyversion", "grid", "place", "area", "category", "unit", "unittype", "limitsprofile", "officeperiod",
    "calendarday", "calendaryear", "history", "county",
)  # fmt: skip


def remove_throwaway(tenant: str) -> None:
    """Remove a throwaway county with all its rows, history included; ValueError for a real one."""
    if not County.objects.filter(tenant=tenant, throwaway=True).exists():
        raise ValueError(f"{tenant} is not a throwaway county")
    with connection.cursor() as cursor:
        for table in _TABLES:
            cursor.execute(f"DELETE FROM directory_{table} WHERE tenant = %s", [tenant])  # noqa: S608  our own names


def _marked(row: Row, words: str) -> bool:
    """Whether the template's note marks a unit that takes no order (RULINGS 11)."""
    return words in row["note"].lower()


def _unit_type(tenant: str, row: Row, *, key: int) -> UnitType:
    return UnitType(
        pk=key,
        tenant=tenant,
        code=row["code"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        level=row["level"],
        category=row["category"],
        residency=row["residency"],
        parent_code=row["parent_code"],
        duties=row["duties_zh"],
        aliases=split(row["aliases_zh"]),
        external=_marked(row, "external counterpart"),
        transfer_target_only=_marked(row, "transfer target only"),
        note=row["note"],
    )


def _unit(tenant: str, unit: NewUnit, row: Row, *, keys: dict[str, int], type_id: int) -> Unit:
    return Unit(
        pk=keys[unit.code],
        tenant=tenant,
        type_id=type_id,
        code=unit.code,
        name_zh=unit.name_zh,
        name_en=unit.name_en,
        level=row["level"],
        category=row["category"],
        residency=row["residency"],
        parent_id=keys[unit.parent] if unit.parent else None,
        area=unit.area,
        duties=row["duties_zh"],
        aliases=split(row["aliases_zh"]),
        external=_marked(row, "external counterpart"),
        transfer_target_only=_marked(row, "transfer target only"),
    )


def _category(
    tenant: str, row: Row, *, keys: dict[str, int], types: dict[str, int], levels: dict[str, str]
) -> Category:
    code, is_leaf = row["code"], bool(row["default_unit_type"])
    return Category(
        pk=keys[code],
        tenant=tenant,
        code=code,
        parent_id=keys[row["parent_code"]] if row["parent_code"] else None,
        is_leaf=is_leaf,
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        kind=row["kind"],
        default_unit_type_id=types[row["default_unit_type"]] if is_leaf else None,
        co_unit_types=split(row["co_unit_types"]),
        urgency=row["urgency"] or "normal",
        limit_amount=int(row["deadline_value"]) if is_leaf else None,
        limit_unit=row["deadline_unit"],
        lane="hard" if code in HARD else "general",
        holder=_holder(levels.get(row["default_unit_type"], "county")),
        keywords=split(row["keywords_zh"]),
        legal_ref=row["legal_ref"],
        no_mediation=code in NO_MEDIATION,
        restricted=code in RESTRICTED,
        confirmation_excluded=code in CONFIRMATION_EXCLUDED,
        photos=is_leaf and row["kind"] in PHOTO_KINDS,
        confidence=row["confidence"],
        note=row["note"],
    )


def _holder(level: str) -> str:
    """权责清单: who holds it follows from the level of the default unit, until the county says otherwise."""
    holders = {"town": Holder.TOWN, "village": Holder.COMMUNITY, "grid": Holder.COMMUNITY}
    return holders.get(level, Holder.DEPARTMENT).value
