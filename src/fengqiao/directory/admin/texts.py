"""Admin of document templates, the knowledge base and public notices."""

from __future__ import annotations

from django.contrib import admin

from fengqiao.directory.admin.base import DirectoryAdmin, OnlyRead
from fengqiao.directory.models import (
    DocumentTemplate,
    KnowledgeItem,
    KnowledgeVersion,
    PublicNotice,
    PublicNoticeVersion,
)


@admin.register(DocumentTemplate)
class DocumentTemplateAdmin(DirectoryAdmin):
    """Names and texts of documents; a changed text is a new version."""

    list_display = ("code", "name_zh", "name_en", "version", "is_active")
    readonly_fields = ("version",)
    search_fields = ("code", "name_zh")
    ordering = ("code",)


@admin.register(KnowledgeItem)
class KnowledgeItemAdmin(DirectoryAdmin):
    """Answers as they are written; what people are told is published in the workbench (设置 → 知识库)."""

    list_display = ("code", "question", "category", "unit", "version", "valid_until", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("category", "unit")
    readonly_fields = ("version",)
    search_fields = ("code", "question", "answer")
    autocomplete_fields = ("category", "unit", "valid_for")
    ordering = ("code",)


@admin.register(KnowledgeVersion)
class KnowledgeVersionAdmin(OnlyRead, DirectoryAdmin):
    """Answers as they were published, to read."""

    list_display = ("item", "number", "question", "at", "valid_until")
    list_select_related = ("item",)
    search_fields = ("question", "answer")
    ordering = ("-at",)


@admin.register(PublicNotice)
class PublicNoticeAdmin(DirectoryAdmin):
    """Notices as they are written; what people read is published in the workbench (设置 → 公告)."""

    list_display = ("code", "title", "area", "unit", "version", "valid_until", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("unit",)
    readonly_fields = ("version",)
    search_fields = ("code", "title", "text")
    autocomplete_fields = ("unit",)
    ordering = ("-valid_from", "code")


@admin.register(PublicNoticeVersion)
class PublicNoticeVersionAdmin(OnlyRead, DirectoryAdmin):
    """Notices as they were published, to read."""

    list_display = ("item", "number", "title", "at", "valid_until")
    list_select_related = ("item",)
    search_fields = ("title", "text")
    ordering = ("-at",)
