"""Admin of document templates and the knowledge base."""

from __future__ import annotations

from django.contrib import admin

from fengqiao.directory.admin.base import DirectoryAdmin
from fengqiao.directory.models import DocumentTemplate, KnowledgeItem


@admin.register(DocumentTemplate)
class DocumentTemplateAdmin(DirectoryAdmin):
    """Names and texts of documents; a changed text is a new version."""

    list_display = ("code", "name_zh", "name_en", "version", "is_active")
    readonly_fields = ("version",)
    search_fields = ("code", "name_zh")
    ordering = ("code",)


@admin.register(KnowledgeItem)
class KnowledgeItemAdmin(DirectoryAdmin):
    """Approved answers."""

    list_display = ("code", "question", "category", "reviewed_on", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("category",)
    search_fields = ("code", "question", "answer")
    autocomplete_fields = ("category",)
    ordering = ("code",)
