"""The back office for rounds; updates are written by the bodies on their own pages, not here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from updates.models import Round


@admin.register(Round)
class RoundAdmin(SimpleHistoryAdmin):
    list_display = ["name_fi", "programme", "opens", "due", "closes"]
    list_filter = ["programme"]
    list_select_related = ["programme"]

    def save_model(self, request: HttpRequest, obj: Round, form: Any, change: bool) -> None:
        """A round tells its programme when it opens."""
        obj.announce(form.cleaned_data.get("chosen"))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A round that is closed for good is read only."""
        return super().has_change_permission(request, obj) and not (obj and obj.frozen_at)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A round closes; it and what was said in it are not deleted."""
        return False
