"""The back office for programmes, areas and phenomena."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from strategy.models import Area, Phenomenon, Programme


class AreaInline(admin.StackedInline):
    model = Area
    extra = 0


@admin.register(Programme)
class ProgrammeAdmin(SimpleHistoryAdmin):
    list_display = ["slug", "name_fi", "kind", "adopted", "is_published"]
    search_fields = ["slug", "name_fi", "name_sv", "name_en"]
    inlines = [AreaInline]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What a programme promised and what was said of it stay; withdraw it by clearing `published`."""
        return False


@admin.register(Phenomenon)
class PhenomenonAdmin(SimpleHistoryAdmin):
    list_display = ["name_fi", "name_sv", "name_en", "slug"]
    search_fields = ["name_fi", "name_sv", "name_en"]
