"""The wording of document templates: changed as a whole, every version of it stays readable in the history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from fengqiao.directory.changed import ChangedMeanwhile
from fengqiao.directory.counties import DOCUMENTS, default_body
from fengqiao.directory.labels import label
from fengqiao.directory.models import DocumentTemplate, History


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a template: its names and its text."""

    name_zh: str
    name_en: str
    body: str


@dataclass(frozen=True, slots=True)
class WordingVersion:
    """A version of the words, and since when papers were printed with it."""

    version: int
    since: datetime
    wording: Wording


def template_of(tenant: str, code: str) -> DocumentTemplate | None:
    """The template of a paper that the program makes."""
    if code not in DOCUMENTS:
        return None
    return DocumentTemplate.objects.filter(tenant=tenant, code=code).first()


def wording_of(row: DocumentTemplate) -> Wording:
    """The words that are printed now: without a text of its own, the shipped one."""
    return Wording(row.name_zh, row.name_en, row.body if row.body.strip() else default_body(row.code))


def check_wording(tenant: str, code: str, wording: Wording) -> None:
    """ValidationError names the field that could not be kept so; nothing is read or written."""
    row = DocumentTemplate(tenant=tenant, code=code)
    _fill(row, wording)
    row.full_clean(validate_unique=False, validate_constraints=False)


def change_wording(row: DocumentTemplate, wording: Wording, *, seen: int) -> DocumentTemplate:
    """Print with these words from now on; ChangedMeanwhile when the version that was read is no longer the last."""
    with transaction.atomic():
        found = DocumentTemplate.objects.select_for_update().get(pk=row.pk)
        if found.version != seen:
            raise ChangedMeanwhile
        if wording_of(found) == wording:
            raise ValidationError(
                {"version": label("内容和现在使用的版本相同", "Nothing differs from the version in use")}
            )
        _fill(found, wording)
        found.full_clean()
        found.save()
    return found


def versions_of(row: DocumentTemplate) -> tuple[WordingVersion, ...]:
    """Every version of the words, the latest first."""
    changes = History.objects.filter(kind="documenttemplate", row=row.pk, after__isnull=False)
    found: dict[int, WordingVersion] = {}
    for after, at in changes.order_by("id").values_list("after", "at"):
        assert after is not None
        version = int(after["version"])
        body = after["body"] if after["body"].strip() else default_body(row.code)
        since = found[version].since if version in found else at
        found[version] = WordingVersion(version, since, Wording(after["name_zh"], after["name_en"], body))
    return tuple(found[version] for version in sorted(found, reverse=True))


def _fill(row: DocumentTemplate, wording: Wording) -> None:
    row.name_zh, row.name_en, row.body = wording.name_zh, wording.name_en, wording.body
